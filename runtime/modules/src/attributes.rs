//! How are the values of attributes read? As their pages say: numbers may be numeric strings, booleans may be words.

use scxml_runtime::{ActionElement, Data};
use scxml_schema::modules::{self, Attribute, Constancy, Element, Kind, Type};

/// Why an attribute cannot be used: the description of `invalidattribute`.
pub(crate) type Bad = String;

/// A text; numbers and booleans are taken as they print. Absent, `undefined` and `null` give nothing.
pub(crate) fn text(element: &ActionElement, name: &str) -> Result<Option<String>, Bad> {
    match element.attribute(name) {
        None | Some(Data::Undefined | Data::Null) => Ok(None),
        Some(Data::String(text)) => Ok(Some(text.clone())),
        Some(Data::Number(number)) => Ok(Some(number.to_string())),
        Some(Data::Boolean(value)) => Ok(Some(value.to_string())),
        Some(other) => Err(bad(element, name, other)),
    }
}

/// A number or a numeric string; blanks around it do not matter. Absent, `undefined`, `null` and `''` give nothing.
pub(crate) fn number(element: &ActionElement, name: &str) -> Result<Option<f64>, Bad> {
    match element.attribute(name) {
        None | Some(Data::Undefined | Data::Null) => Ok(None),
        Some(Data::Number(number)) if number.is_finite() => Ok(Some(*number)),
        Some(Data::String(text)) if text.trim().is_empty() => Ok(None),
        Some(value @ Data::String(text)) => match text.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(bad(element, name, value)),
        },
        Some(other) => Err(bad(element, name, other)),
    }
}

/// A length of time in seconds, as milliseconds.
pub(crate) fn seconds(element: &ActionElement, name: &str) -> Result<Option<f64>, Bad> {
    match number(element, name)? {
        Some(seconds) if seconds < 0.0 => Err(bad(element, name, &Data::Number(seconds))),
        Some(seconds) => Ok(Some(seconds * 1000.0)),
        None => Ok(None),
    }
}

/// `true` or `false`, as values or as words.
pub(crate) fn boolean(element: &ActionElement, name: &str, default: bool) -> Result<bool, Bad> {
    match element.attribute(name) {
        None | Some(Data::Undefined | Data::Null) => Ok(default),
        Some(Data::Boolean(value)) => Ok(*value),
        Some(Data::Number(number)) => Ok(*number != 0.0),
        Some(value @ Data::String(text)) => match text.trim() {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            "" => Ok(default),
            _ => Err(bad(element, name, value)),
        },
        Some(other) => Err(bad(element, name, other)),
    }
}

/// The device number of an address: a string (`702`, or `702@switch.DN`), or the `dn` of a resource object.
pub(crate) fn device(element: &ActionElement, name: &str) -> Result<Option<Address>, Bad> {
    match element.attribute(name) {
        None | Some(Data::Undefined | Data::Null) => Ok(None),
        Some(Data::Number(number)) => {
            Ok(Some(Address { number: number.to_string(), switch: None }))
        }
        Some(value @ Data::String(text)) => match address(text) {
            Some(address) => Ok(Some(address)),
            None => Err(bad(element, name, value)),
        },
        Some(value) => match value.get("dn") {
            Some(Data::String(number)) if !number.is_empty() => {
                let switch = value.get("switch").and_then(Data::as_str).map(str::to_owned);
                Ok(Some(Address { number: number.clone(), switch }))
            }
            Some(Data::Number(number)) => {
                Ok(Some(Address { number: number.to_string(), switch: None }))
            }
            _ => Err(bad(element, name, value)),
        },
    }
}

/// A device and, if it is given, its switch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) number: String,
    pub(crate) switch: Option<String>,
}

/// `number` or `number@switch.type`
fn address(text: &str) -> Option<Address> {
    let text = text.trim();
    let (number, rest) =
        text.split_once('@').map_or((text, None), |(number, rest)| (number, Some(rest)));
    let switch = rest
        .map(|r| r.rsplit_once('.').map_or(r, |(switch, _)| switch).to_owned())
        .filter(|s| !s.is_empty());
    (!number.is_empty()).then(|| Address { number: number.to_owned(), switch })
}

/// Why an element cannot be used.
pub(crate) enum Unusable {
    /// There is no behaviour for this.
    Unsupported(String),
    /// A value is none of those that an attribute takes.
    Bad(Bad),
}

/// Whether an element and all in it can be used, as far as its row in the schema says.
pub(crate) fn check(module: &str, element: &ActionElement, row: &Element) -> Result<(), Unusable> {
    for (name, value) in &element.attributes {
        let Some(row) = row.attribute(name).filter(|row| row.supported) else {
            return Err(Unusable::Unsupported(format!("{module}:{}@{name}", element.name)));
        };
        if let Some(description) = outside(element, row, value) {
            return Err(Unusable::Bad(description));
        }
    }
    for child in &element.children {
        let listed = row.children.iter().find(|listed| listed.name == child.name);
        let of = listed.and_then(|of| Some((of.module, modules::module(of.module)?)));
        let row = of.and_then(|(name, of)| Some((name, of.element(child.name)?)));
        match row.filter(|(_, row)| row.supported) {
            Some((module, row)) => check(module, child, row)?,
            None => return Err(Unusable::Unsupported(format!("{}:{}", element.name, child.name))),
        }
    }
    Ok(())
}

/// What is wrong with a text or a constant that is not among the values which the attribute takes.
fn outside(element: &ActionElement, row: &Attribute, value: &Data) -> Option<Bad> {
    let text = match (row.kind, value) {
        (_, Data::Undefined | Data::Null) => return None,
        (Kind::Value(Type::Member(of)), value) => match member(of, value) {
            Some(name) => name,
            None => return Some(bad(element, row.name, value)),
        },
        (_, Data::String(text)) => text.as_str(),
        _ => return None,
    };
    let among = |values: &[&str]| values.iter().any(|v| v.eq_ignore_ascii_case(text.trim()));
    if row.values.is_empty() || (among(row.values) && !among(row.unsupported_values)) {
        None
    } else if among(row.values) {
        Some(format!("{}:{} '{text}' is not supported", element.name, row.name))
    } else {
        Some(bad(element, row.name, value))
    }
}

/// The name of the constant in the enumeration `of` that has this value.
fn member(of: &str, value: &Data) -> Option<&'static str> {
    let Data::Number(number) = value else { return None };
    modules::members(of).find(|(_, c)| c.value == Constancy::Number(*number)).map(|(name, _)| name)
}

/// The description of a value that an attribute cannot have.
pub(crate) fn bad(element: &ActionElement, name: &str, value: &Data) -> Bad {
    let shown = match value {
        Data::String(text) => format!("'{text}'"),
        Data::Number(number) => number.to_string(),
        Data::Boolean(value) => value.to_string(),
        Data::Undefined => "undefined".to_owned(),
        Data::Null => "null".to_owned(),
        Data::Array(_) => "an array".to_owned(),
        Data::Object(_) => "an object".to_owned(),
        Data::Xml(_) => "XML".to_owned(),
    };
    format!("{}:{name} cannot be {shown}", element.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(value: impl Into<Data>) -> ActionElement {
        ActionElement {
            name: "playsound",
            attributes: vec![("duration", value.into())],
            ..ActionElement::default()
        }
    }

    #[test]
    fn a_duration_may_be_a_number_or_a_numeric_string_with_blanks() {
        assert_eq!(seconds(&element(60.0), "duration"), Ok(Some(60_000.0)));
        assert_eq!(seconds(&element("10 "), "duration"), Ok(Some(10_000.0)));
        assert_eq!(seconds(&element(""), "duration"), Ok(None));
        assert_eq!(
            seconds(&element("ten"), "duration"),
            Err("playsound:duration cannot be 'ten'".to_owned())
        );
        assert_eq!(
            seconds(&element(-1.0), "duration"),
            Err("playsound:duration cannot be -1".to_owned())
        );
    }

    #[test]
    fn an_address_is_a_number_a_target_or_a_resource_object() {
        let read =
            |value: Data| device(&element(value), "duration").expect("an address").expect("given");
        assert_eq!(read("702".into()), Address { number: "702".into(), switch: None });
        assert_eq!(
            read("12345@switch3.DN".into()),
            Address { number: "12345".into(), switch: Some("switch3".into()) }
        );
        let object = Data::object([("dn", Data::from("702")), ("switch", Data::from("s1"))]);
        assert_eq!(read(object), Address { number: "702".into(), switch: Some("s1".into()) });
        assert!(device(&element(Data::object([("agent", Data::from("x"))])), "duration").is_err());
    }
}
