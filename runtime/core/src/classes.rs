//! How do classes and `super` work? ECMA-262 of 2015, 12.3.5 and 14.5.

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::errors::{ErrorKind, throw_error, type_error};
use crate::functions::{call, is_callable};
use crate::key::Key;
use crate::objects::{Class, Flags};
use crate::program::FunctionKind;
use crate::properties::{get_key, set_index, to_key};
use crate::value::R;

/// Makes a function a class that extends another; `parent` is a hole when it extends none.
///
/// # Errors
/// A TypeError when `parent` is neither a constructor nor `null`.
pub fn class(constructor: Value, parent: Value, cx: &mut Cx<'_>) -> R<Value> {
    // Makes the prototype object.
    let prototype = get_key(constructor, Key::name(names::PROTOTYPE), cx)?;
    if parent.is_hole() {
        return Ok(constructor);
    }
    let parent_prototype = if parent == Value::NULL {
        Value::NULL
    } else if is_callable(parent, cx) {
        get_key(parent, Key::name(names::PROTOTYPE), cx)?
    } else {
        return Err(type_error("Class extends value that is not a constructor or null", cx));
    };
    set_prototype(prototype, parent_prototype, cx)?;
    if parent != Value::NULL {
        set_prototype(constructor, parent, cx)?;
    }
    Ok(constructor)
}

/// `__proto__: value` in a literal: a value that is neither an object nor `null` changes nothing.
///
/// # Errors
/// None today.
pub fn set_prototype(object: Value, prototype: Value, cx: &mut Cx<'_>) -> R<()> {
    if let (Some(handle), true) =
        (object.as_object(), prototype.is_object() || prototype == Value::NULL)
    {
        cx.machine.realm.heap_mut().object_mut(handle).prototype = prototype;
    }
    Ok(())
}

/// Defines a method of a class or its prototype.
///
/// # Errors
/// What a conversion of the key throws.
pub fn define_method(object: Value, key: Value, method: Value, cx: &mut Cx<'_>) -> R<()> {
    let key = to_key(key, cx)?;
    cx.machine.realm.define(object, key, Flags::HIDDEN, method);
    Ok(())
}

/// Defines a getter of a class or its prototype.
///
/// # Errors
/// As [`define_method`].
pub fn define_method_getter(object: Value, key: Value, getter: Value, cx: &mut Cx<'_>) -> R<()> {
    crate::literals::define_accessor(object, key, (Some(getter), None), Flags::HIDDEN_ACCESSORS, cx)
}

/// Defines a setter of a class or its prototype.
///
/// # Errors
/// As [`define_method`].
pub fn define_method_setter(object: Value, key: Value, setter: Value, cx: &mut Cx<'_>) -> R<()> {
    crate::literals::define_accessor(object, key, (None, Some(setter)), Flags::HIDDEN_ACCESSORS, cx)
}

/// Calls a function with this receiver and no arguments.
///
/// # Errors
/// What it throws.
pub fn call_on(function: Value, this: Value, cx: &mut Cx<'_>) -> R<Value> {
    call(function, this, &[], cx)
}

/// `super(…)`: the class, what makes its fields (or `undefined`), the object that `new` made, and the arguments. Gives
/// what `this` is from then on.
///
/// # Errors
/// A TypeError when the class extends no constructor; what that throws.
pub fn super_call(values: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let [class, fields, candidate, arguments @ ..] = values else { return Ok(Value::UNDEFINED) };
    let parent = cx.machine.realm.prototype(*class);
    let this = match function_kind(parent, cx) {
        Some(FunctionKind::Method) | None if !is_builtin_constructor(parent) => {
            return Err(type_error("Super constructor is not a constructor", cx));
        }
        Some(_) => {
            let result = crate::functions::enter(parent, *candidate, arguments, cx)?;
            if result.is_object() { result } else { *candidate }
        }
        None => {
            let made = crate::functions::construct(parent, arguments, cx)?;
            let prototype = cx.machine.realm.prototype(*candidate);
            set_prototype(made, prototype, cx)?;
            made
        }
    };
    if *fields != Value::UNDEFINED {
        call(*fields, this, &[], cx)?;
    }
    Ok(this)
}

fn is_builtin_constructor(value: Value) -> bool {
    match value.kind() {
        crate::value::Kind::Builtin(number) => {
            matches!(builtins::BUILTINS[number as usize].kind, builtins::Kind::Constructor(_))
        }
        _ => false,
    }
}

/// What kind of function of a script a value is, if it is one.
pub(crate) fn function_kind(value: Value, cx: &Cx<'_>) -> Option<FunctionKind> {
    match cx.machine.realm.object_of(value)?.class {
        Class::Function { index, .. } => Some(cx.machine.program.functions[index as usize].kind),
        _ => None,
    }
}

/// `super.key`: a member of the prototype of `home`, got for `this`.
///
/// # Errors
/// What a getter throws.
pub fn super_get(home: Value, key: Value, this: Value, cx: &mut Cx<'_>) -> R<Value> {
    let holder = cx.machine.realm.prototype(home);
    let key = to_key(key, cx)?;
    if holder == Value::NULL {
        let key = cx.machine.realm.key_text(key);
        let message = format!("Cannot read properties of null (reading '{key}')");
        return Err(type_error(&message, cx));
    }
    crate::properties::get_for(holder, key, this, cx)
}

/// `super.key = value`: a member of `this`.
///
/// # Errors
/// As an assignment to a member.
pub fn super_set(_home: Value, key: Value, this: Value, value: Value, cx: &mut Cx<'_>) -> R<()> {
    set_index(this, key, value, cx)
}

/// `super.key(…)`: home, key, `this` and the arguments.
///
/// # Errors
/// A TypeError when the member is no function; what it throws.
pub fn super_method(values: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    let [home, key, this, arguments @ ..] = values else { return Ok(Value::UNDEFINED) };
    let method = super_get(*home, *key, *this, cx)?;
    if !is_callable(method, cx) {
        let name = crate::convert::to_utf8(*key, cx)?;
        return Err(type_error(&format!("(intermediate value).{name} is not a function"), cx));
    }
    call(method, *this, arguments, cx)
}

/// The value of a variable, unless nothing has initialized it (ECMA-262 of 2015, 8.1.1.1.6).
///
/// # Errors
/// A ReferenceError.
#[inline]
pub fn initialized(value: Value, name: u32, cx: &mut Cx<'_>) -> R<Value> {
    if value.is_hole() { Err(not_initialized(name, cx)) } else { Ok(value) }
}

#[cold]
fn not_initialized(name: u32, cx: &mut Cx<'_>) -> crate::value::Thrown {
    let name = cx.machine.realm.atom_text(name);
    let message = if name == "this" {
        "Must call super constructor in derived class before accessing 'this'".to_owned()
    } else {
        format!("Cannot access '{name}' before initialization")
    };
    throw_error(ErrorKind::Reference, &message, cx)
}
