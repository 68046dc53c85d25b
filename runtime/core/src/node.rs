//! Do operators and built-ins give what node gives? `node/tables.mjs` makes the table.

use scxml_schema::{builtins, names};

use crate::key::Key;
use crate::literals::{array, new_object};
use crate::objects::Flags;
use crate::operators::*;
use crate::properties::{get, get_index, is_array};
use crate::testing::{run, value};
use crate::value::R;
use crate::{Cx, Value, convert, functions};

fn special(name: &str) -> Value {
    match name {
        "undefined" => Value::UNDEFINED,
        "hole" => Value::HOLE,
        "-0" => Value::number(-0.0),
        number => Value::number(number.parse().expect("a number")),
    }
}

/// A value with `{"$": …}` replaced by what it stands for.
fn decode(json: Value, cx: &mut Cx<'_>) -> Value {
    if !json.is_object() {
        return json;
    }
    if is_array(json, cx) {
        let length = get(json, names::LENGTH, cx).expect("a length").as_number().expect("a number");
        let elements: Vec<Value> = (0..length as u32)
            .map(|place| {
                let element =
                    get_index(json, Value::number(f64::from(place)), cx).expect("an element");
                decode(element, cx)
            })
            .collect();
        return array(&elements, cx);
    }
    let mark = get(json, names::character(b'$'), cx).expect("a member");
    if mark.is_string() {
        return special(&cx.machine.realm.utf8(mark));
    }
    let object = new_object(cx);
    for key in cx.machine.realm.enumerable_keys(json) {
        let member = crate::properties::get_key(json, key, cx).expect("a member");
        let member = decode(member, cx);
        cx.machine.realm.define(object, key, Flags::PLAIN, member);
    }
    object
}

/// The reverse.
fn encode(value: Value, cx: &mut Cx<'_>) -> Value {
    let mark = match value {
        Value::UNDEFINED => "undefined".to_owned(),
        Value::HOLE => "hole".to_owned(),
        _ => match value.as_number() {
            Some(number) if number == 0.0 && number.is_sign_negative() => "-0".to_owned(),
            Some(number) if !number.is_finite() => convert::to_utf8(value, cx).expect("text"),
            _ if !value.is_object() => return value,
            _ if is_array(value, cx) => {
                let length =
                    get(value, names::LENGTH, cx).expect("a length").as_number().expect("a number");
                let mut elements = Vec::new();
                for place in (0..length as u32).filter_map(Key::index) {
                    let element =
                        cx.machine.realm.own(value, place).map_or(Value::HOLE, |own| own.value);
                    elements.push(encode(element, cx));
                }
                return array(&elements, cx);
            }
            _ => {
                let object = new_object(cx);
                for key in cx.machine.realm.enumerable_keys(value) {
                    let member = crate::properties::get_key(value, key, cx).expect("a member");
                    let member = encode(member, cx);
                    cx.machine.realm.define(object, key, Flags::PLAIN, member);
                }
                return object;
            }
        },
    };
    let object = new_object(cx);
    let mark = cx.machine.realm.string(&mark);
    cx.machine.realm.define(object, Key::name(names::character(b'$')), Flags::PLAIN, mark);
    object
}

fn binary(name: &str, a: Value, b: Value, cx: &mut Cx<'_>) -> R<Value> {
    let truth = |result: R<bool>| result.map(Value::boolean);
    match name {
        "add" => add(a, b, cx),
        "sub" => sub(a, b, cx),
        "mul" => mul(a, b, cx),
        "div" => div(a, b, cx),
        "rem" => rem(a, b, cx),
        "pow" => pow(a, b, cx),
        "shl" => shl(a, b, cx),
        "shr" => shr(a, b, cx),
        "ushr" => ushr(a, b, cx),
        "bit_and" => bit_and(a, b, cx),
        "bit_or" => bit_or(a, b, cx),
        "bit_xor" => bit_xor(a, b, cx),
        "eq" => truth(eq(a, b, cx)),
        "strict_eq" => truth(Ok(strict_eq(a, b, cx))),
        "lt" => truth(lt(a, b, cx)),
        "le" => truth(le(a, b, cx)),
        "gt" => truth(gt(a, b, cx)),
        "ge" => truth(ge(a, b, cx)),
        _ => panic!("{name}"),
    }
}

fn unary(name: &str, a: Value, cx: &mut Cx<'_>) -> R<Value> {
    match name {
        "neg" => neg(a, cx),
        "plus" => plus(a, cx),
        "bit_not" => bit_not(a, cx),
        "typeof" => Ok(typeof_(a, cx)),
        "not" => Ok(Value::boolean(!convert::truthy(a, cx))),
        "string" => convert::to_string(a, cx),
        _ => panic!("{name}"),
    }
}

fn elements(list: Value, cx: &Cx<'_>) -> Vec<Value> {
    match &cx.machine.realm.heap().object(list.as_object().expect("an array")).class {
        crate::objects::Class::Array(elements) => elements.dense.clone(),
        _ => panic!("an array"),
    }
}

fn compute(kind: &str, name: &str, operands: &[Value], cx: &mut Cx<'_>) -> R<Value> {
    match (kind, operands) {
        ("binary", [a, b]) => binary(name, *a, *b, cx),
        ("unary", [a]) => unary(name, *a, cx),
        ("method", [this, arguments]) => {
            let arguments = elements(*arguments, cx);
            let atom = names::find(name).expect("a name");
            let result = functions::call_method(*this, atom, &arguments, cx)?;
            Ok(if this.is_object() { array(&[result, *this], cx) } else { result })
        }
        ("static", arguments) => {
            let number = match name.split_once('.') {
                Some((object, name)) => builtins::lookup_static(object, name),
                None => builtins::lookup_global(name),
            };
            let function = Value::builtin(number.expect("a built-in"));
            functions::call(function, Value::UNDEFINED, arguments, cx)
        }
        _ => panic!("{kind}"),
    }
}

fn result_text(result: R<Value>, cx: &mut Cx<'_>) -> String {
    let result = match result {
        Ok(value) => encode(value, cx),
        Err(_) => {
            let thrown = crate::errors::caught(cx);
            let name = get(thrown, names::NAME, cx).expect("a name");
            let name = cx.machine.realm.utf8(name);
            return format!("{{\"$throws\":\"{name}\"}}");
        }
    };
    let text =
        crate::json::stringify(result, Value::UNDEFINED, Value::UNDEFINED, cx).expect("JSON");
    cx.machine.realm.utf8(text)
}

#[test]
fn node_agrees() {
    let mut wrong = Vec::new();
    for line in include_str!("node/tables.txt").lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [kind, name, operands, expected] = fields[..] else { panic!("{line}") };
        let actual = run(|cx| {
            let operands = value(operands, cx);
            let operands = decode(operands, cx);
            let operands = elements(operands, cx);
            let result = compute(kind, name, &operands, cx);
            result_text(result, cx)
        });
        if actual != expected {
            wrong.push(format!("{kind} {name} {operands}: {actual}, node says {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
