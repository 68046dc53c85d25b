//! How are functions made and called? ECMA-262 5.1, 10.4.3, 13.2 and 15.3.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::border::{from_data, to_data};
use crate::errors::{ErrorKind, throw_error, type_error};
use crate::key::Key;
use crate::objects::{Class, Scope};
use crate::program::{Function, FunctionKind};
use crate::properties::{get, get_index, get_key};
use crate::stack::guard;
use crate::statics::{self, Methods};
use crate::value::{Env, Kind, R, Thrown};

/// How the body of a `try` statement ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completion {
    /// At its end.
    Normal,
    /// With `return`.
    Return(Value),
    /// With `break` to the statement of this label.
    Break(u32),
    /// With `continue` to the statement of this label.
    Continue(u32),
}

/// A closure over function `index` of the program.
pub fn function(index: u32, env: Env, cx: &mut Cx<'_>) -> Value {
    cx.machine
        .realm
        .heap_mut()
        .add(Value::builtin(builtins::FUNCTION_PROTOTYPE), Class::Function { index, env })
}

/// The built-in of this number, see [`scxml_schema::builtins`].
#[inline]
pub fn builtin(number: u32, cx: &mut Cx<'_>) -> Value {
    cx.machine.realm.assigned_builtin(number).unwrap_or_else(|| statics::value(number))
}

/// An argument, `undefined` when it is missing.
#[inline]
pub fn argument(arguments: &[Value], place: usize) -> Value {
    arguments.get(place).copied().unwrap_or(Value::UNDEFINED)
}

/// New variables of a call that closures share; all are `undefined`.
pub fn env(size: u32, parent: Env, cx: &mut Cx<'_>) -> Env {
    let values = vec![Value::UNDEFINED; size as usize].into_boxed_slice();
    cx.machine.realm.heap_mut().objects.add_scope(Scope { parent, values })
}

/// The variable of the environment `depth` steps out. It is always there, unless a snapshot was made up that gives a
/// function the variables of another.
#[inline]
fn variable<'h>(env: Env, depth: u32, place: u32, cx: &'h mut Cx<'_>) -> Option<&'h mut Value> {
    let scopes = &mut cx.machine.realm.heap_mut().objects.scopes;
    let mut env = env;
    for _ in 0..depth {
        env = scopes.find(env.0)?.parent;
    }
    scopes.find_mut(env.0)?.values.get_mut(place as usize)
}

/// A variable of the environment `depth` steps out.
#[inline]
pub fn env_get(env: Env, depth: u32, place: u32, cx: &mut Cx<'_>) -> Value {
    variable(env, depth, place, cx).copied().unwrap_or_default()
}

/// New variables of a block that closures share; none of them is initialized.
pub fn block(size: u32, parent: Env, cx: &mut Cx<'_>) -> Env {
    let values = vec![Value::HOLE; size as usize].into_boxed_slice();
    cx.machine.realm.heap_mut().objects.add_scope(Scope { parent, values })
}

/// The variables of the next turn of a loop: those of this one, as new ones.
pub fn env_copy(env: Env, cx: &mut Cx<'_>) -> Env {
    let objects = &mut cx.machine.realm.heap_mut().objects;
    let Scope { parent, values } = objects.scopes.get(env.0);
    let copy = Scope { parent: *parent, values: values.clone() };
    objects.add_scope(copy)
}

/// Assigns to a variable of the environment `depth` steps out.
#[inline]
pub fn env_set(env: Env, depth: u32, place: u32, value: Value, cx: &mut Cx<'_>) {
    if let Some(variable) = variable(env, depth, place, cx) {
        *variable = value;
    }
}

/// Whether it can be called.
pub(crate) fn is_callable(value: Value, cx: &Cx<'_>) -> bool {
    match value.kind() {
        Kind::Object(handle) => {
            matches!(
                cx.machine.realm.heap().object(handle).class,
                Class::Function { .. } | Class::Host(_) | Class::Bound(_)
            )
        }
        Kind::Builtin(number) => statics::is_function(number),
        _ => false,
    }
}

/// `f(…)`
///
/// # Errors
/// A TypeError when `f` is no function, a RangeError when calls are nested too deeply, and what it throws.
pub fn call(f: Value, this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    guard(cx)?;
    match f.kind() {
        Kind::Object(handle) => match &cx.machine.realm.heap().object(handle).class {
            Class::Function { index, env } => {
                let (index, env) = (*index, *env);
                let function = &cx.machine.program.functions[index as usize];
                if matches!(function.kind, FunctionKind::Class | FunctionKind::Derived) {
                    return Err(not_called(function.name, cx));
                }
                let this = if this.is_object() { this } else { receiver(this, cx)? };
                cx.callee = f;
                run(function, env, this, arguments, cx)
            }
            Class::Host(path) => {
                let path = *path;
                call_host(path, arguments, cx)
            }
            Class::Bound(bound) => {
                let (function, this) = (bound.function, bound.this);
                let arguments = [&bound.arguments[..], arguments].concat();
                call(function, this, &arguments, cx)
            }
            _ => Err(not_a_function(f, cx)),
        },
        Kind::Builtin(number) if statics::is_function(number) => {
            crate::builtins::call(number, this, arguments, cx)
        }
        _ => Err(not_a_function(f, cx)),
    }
}

/// What a function does first that is called by its name alone: what [`call`] and the function itself would do.
///
/// # Errors
/// A RangeError when calls are nested too deeply, when the script has used up its steps or the session's heap is full.
#[inline]
pub fn enter_function(cx: &mut Cx<'_>) -> R<()> {
    guard(cx)?;
    crate::budget::tick(cx)
}

/// What the name of such a function is bound to: nothing looks at it, but the host may ask whether it has a value.
pub const NAMED_FUNCTION: Value = Value::builtin(builtins::FUNCTION_PROTOTYPE);

/// What stands in the table of functions for one that is called by its name alone: no function object has its number.
///
/// # Errors
/// Always, a TypeError.
pub fn no_function(_: Env, _: Value, _: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    Err(type_error("this function is no object", cx))
}

/// Runs a function that a script defines; after it the caller is where it was, unless it threw.
#[inline]
fn run(
    function: &Function,
    env: Env,
    this: Value,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    let here = cx.machine.at.here();
    let result = (function.code)(env, this, arguments, cx)?;
    cx.machine.at.name_place(here);
    Ok(result)
}

/// What a function that a script defines sees as `this` when it is called on no object (section 10.4.3).
fn receiver(this: Value, cx: &mut Cx<'_>) -> R<Value> {
    if this.is_nullish() { Ok(Value::GLOBAL) } else { crate::convert::to_object(this, cx) }
}

#[cold]
fn not_called(name: u32, cx: &mut Cx<'_>) -> Thrown {
    let name = cx.machine.realm.atom_text(name);
    type_error(&format!("Class constructor {name} cannot be invoked without 'new'"), cx)
}

/// Runs a function that a script defines as constructor, on an object that is there already.
pub(crate) fn enter(f: Value, this: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    guard(cx)?;
    let class = cx.machine.realm.object_of(f).map(|object| &object.class);
    match class {
        Some(Class::Function { index, env }) => {
            let (index, env) = (*index, *env);
            cx.callee = f;
            run(&cx.machine.program.functions[index as usize], env, this, arguments, cx)
        }
        _ => Err(not_a_function(f, cx)),
    }
}

/// The function and the arguments that a call of a bound function leads to.
pub(crate) fn bound(function: Value, cx: &Cx<'_>) -> Option<(Value, Vec<Value>)> {
    match &cx.machine.realm.object_of(function)?.class {
        Class::Bound(bound) => Some((bound.function, bound.arguments.clone())),
        _ => None,
    }
}

fn not_a_function(value: Value, cx: &mut Cx<'_>) -> Thrown {
    let name = match value.kind() {
        Kind::Object(_) | Kind::Builtin(_) => "object".to_owned(),
        Kind::Atom(_) | Kind::String(_) => format!("\"{}\"", cx.machine.realm.utf8(value)),
        _ => crate::convert::to_utf8(value, cx).unwrap_or_default(),
    };
    type_error(&format!("{name} is not a function"), cx)
}

fn call_host(path: &'static str, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let arguments = arguments.iter().map(|value| to_data(*value, cx)).collect::<R<Vec<_>>>()?;
    match cx.platform.call(path, arguments) {
        Ok(result) => Ok(from_data(&result, cx)),
        Err(message) => Err(throw_error(ErrorKind::Error, &message, cx)),
    }
}

/// `object.name(…)`
///
/// # Errors
/// As [`call`].
pub fn call_method(object: Value, atom: u32, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    if let Some(builtin) = builtin_method(object, atom, cx) {
        guard(cx)?;
        return crate::builtins::call(builtin, object, arguments, cx);
    }
    let method = get(object, atom, cx)?;
    call_named(method, object, atom, arguments, cx)
}

/// The method that an array or a string inherits, while no script has written to a built-in.
#[inline]
fn builtin_method(object: Value, atom: u32, cx: &Cx<'_>) -> Option<u32> {
    let realm = &cx.machine.realm;
    if realm.heap.as_ref().is_some_and(|heap| !heap.changed_builtins.is_empty()) {
        return None;
    }
    let methods = match object.kind() {
        Kind::Atom(_) | Kind::String(_) => Methods::STRING,
        Kind::Object(handle) => {
            let object = realm.heap().object(handle);
            let is_plain = matches!(object.class, Class::Array(_))
                && object.prototype == Value::builtin(builtins::ARRAY_PROTOTYPE)
                && object.properties.is_empty();
            is_plain.then_some(Methods::ARRAY)?
        }
        _ => return None,
    };
    methods.get(atom)
}

/// `name(…)`, or `object.name(…)` when the method was looked up before: the name is for the message.
///
/// # Errors
/// As [`call`].
pub fn call_named(
    f: Value,
    this: Value,
    atom: u32,
    arguments: &[Value],
    cx: &mut Cx<'_>,
) -> R<Value> {
    if !is_callable(f, cx) {
        let name = cx.machine.realm.atom_text(atom);
        return Err(type_error(&format!("{name} is not a function"), cx));
    }
    call(f, this, arguments, cx)
}

/// `object[key](…)`
///
/// # Errors
/// As [`call`].
pub fn call_index(object: Value, key: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let method = get_index(object, key, cx)?;
    if !is_callable(method, cx) {
        let name = crate::convert::to_utf8(key, cx)?;
        return Err(type_error(&format!("{name} is not a function"), cx));
    }
    call(method, object, arguments, cx)
}

/// `new f(…)`
///
/// # Errors
/// A TypeError when `f` is no constructor, and what it throws.
pub fn construct(f: Value, arguments: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    guard(cx)?;
    if let Some((function, first)) = bound(f, cx) {
        return construct(function, &[&first[..], arguments].concat(), cx);
    }
    match f.kind() {
        Kind::Object(handle)
            if matches!(cx.machine.realm.heap().object(handle).class, Class::Function { index, .. }
                if cx.machine.program.functions[index as usize].kind != FunctionKind::Method) =>
        {
            let prototype = get_key(f, Key::name(names::PROTOTYPE), cx)?;
            let prototype = if prototype.is_object() {
                prototype
            } else {
                Value::builtin(builtins::OBJECT_PROTOTYPE)
            };
            let this = cx.machine.realm.heap_mut().add(prototype, Class::Plain);
            let result = enter(f, this, arguments, cx)?;
            Ok(if result.is_object() { result } else { this })
        }
        Kind::Builtin(number) => match crate::builtins::construct(number, arguments, cx) {
            Some(result) => result,
            None => {
                let name = cx.machine.realm.atom_text(statics::name(number));
                Err(type_error(&format!("{name} is not a constructor"), cx))
            }
        },
        _ => Err(type_error("this is not a constructor", cx)),
    }
}
