//! Is an attribute of an action what the schema describes? One function for each thing that can be wrong with it.

use scxml_diagnostic::{Diagnostic, closest};
use scxml_schema::modules::{self, Attribute, Constancy, Constant, Element, Kind, Type};

use crate::ast::{Action, ActionAttribute};
use crate::codes;
use crate::es::ExprKind;
use crate::wording;
use crate::xml::Text;

pub(super) fn missing(action: &Action, attribute: &Attribute) -> Diagnostic {
    let message = format!("`<{}>` needs the attribute `{}`", action.name, attribute.name);
    Diagnostic::error(codes::MISSING_ATTRIBUTE, action.span, message)
        .note(format!("`{}`: {}", attribute.name, attribute.meaning))
}

pub(super) fn unknown(attribute: &ActionAttribute, action: &Action, row: &Element) -> Diagnostic {
    let names = || row.attributes.iter().map(|known| known.name);
    let message = format!("unknown attribute `{}` on `<{}>`", attribute.name, action.name);
    let mut diagnostic = Diagnostic::error(codes::UNKNOWN_ATTRIBUTE, attribute.name_span, message);
    let taken = |name: &&str| action.attributes.iter().any(|a| a.name == *name);
    if let Some(near) = closest(&attribute.name, names()).filter(|near| !taken(near)) {
        diagnostic =
            diagnostic.suggest(format!("did you mean `{near}`?"), attribute.name_span, near);
    }
    diagnostic.note(match row.attributes {
        [] => format!("`<{}>` takes no attributes", action.name),
        _ => format!("`<{}>` takes the attributes {}", action.name, wording::list(names())),
    })
}

pub(super) fn unsupported(attribute: &ActionAttribute, action: &Action) -> Diagnostic {
    let message = format!("`{}` of `<{}>` is not supported yet", attribute.name, action.name);
    Diagnostic::error(codes::UNSUPPORTED_ATTRIBUTE, attribute.name_span, message)
}

/// It may be given, and nothing comes of it.
pub(super) fn without_effect(
    attribute: &ActionAttribute,
    action: &Action,
    rule: &Attribute,
) -> Option<Diagnostic> {
    if rule.no_effect.is_empty() {
        return None;
    }
    let message = format!("`{}` of `<{}>` has no effect", attribute.name, action.name);
    Some(
        Diagnostic::warning(codes::UNSUPPORTED_ATTRIBUTE, attribute.name_span, message)
            .note(rule.no_effect),
    )
}

/// Of some attributes at most one may be given.
pub(super) fn exclusive(action: &Action, row: &Element) -> Option<Diagnostic> {
    let mut given =
        action.attributes.iter().filter(|attribute| row.one_of.contains(&attribute.name.as_str()));
    let (first, second) = (given.next()?, given.next()?);
    let message =
        format!("`{}` and `{}` exclude each other on `<{}>`", first.name, second.name, action.name);
    Some(
        Diagnostic::error(codes::ATTRIBUTES_EXCLUDE_EACH_OTHER, second.name_span, message)
            .label(first.name_span, format!("`{}` is here", first.name))
            .note(format!("it takes one of {}", wording::list(row.one_of.iter().copied()))),
    )
}

/// A word that is not among those which the attribute takes.
pub(super) fn wrong_token(text: &Text, words: &[&str], rule: &Attribute) -> Option<Diagnostic> {
    let word = text.value.trim();
    if words.contains(&word) {
        return unsupported_value(word, text, rule);
    }
    let bare = word.trim_matches(['\'', '"']);
    let message = format!("`{word}` is no value of `{}`", rule.name);
    let mut diagnostic = Diagnostic::error(codes::WRONG_LITERAL, text.span, message);
    if bare != word && words.contains(&bare) {
        diagnostic = diagnostic.suggest(
            "this is a word, not an expression: no inner quotes",
            text.span,
            bare,
        );
    } else if let Some(near) = closest(bare, words.iter().copied()) {
        diagnostic = diagnostic.suggest(format!("did you mean `{near}`?"), text.span, near);
    }
    Some(diagnostic.note(format!("it takes {}", wording::list(words.iter().copied()))))
}

/// A constant that the attribute cannot take.
pub(super) fn wrong_value(literal: &ExprKind, text: &Text, rule: &Attribute) -> Option<Diagnostic> {
    let wrong = match (rule.kind, literal) {
        (Kind::Value(Type::Number), ExprKind::String(units)) => {
            let number = String::from_utf16_lossy(units);
            (number.trim().parse::<f64>().is_err()).then_some("a number")
        }
        (
            Kind::Value(Type::Number),
            ExprKind::Boolean(_) | ExprKind::Object(_) | ExprKind::Array(_),
        ) => Some("a number"),
        (
            Kind::Value(Type::String),
            ExprKind::Object(_) | ExprKind::Array(_) | ExprKind::Boolean(_),
        ) => Some("a text"),
        (
            Kind::Value(Type::Object),
            ExprKind::String(_) | ExprKind::Number(_) | ExprKind::Boolean(_),
        ) => Some("an object"),
        (
            Kind::Value(Type::Array),
            ExprKind::String(_) | ExprKind::Number(_) | ExprKind::Boolean(_),
        ) => Some("an array"),
        (Kind::Boolean | Kind::Value(Type::Boolean), ExprKind::String(units)) => {
            let word = String::from_utf16_lossy(units);
            (!matches!(word.trim(), "true" | "false")).then_some("`true` or `false`")
        }
        (Kind::Boolean | Kind::Value(Type::Boolean), ExprKind::Number(_) | ExprKind::Object(_)) => {
            Some("`true` or `false`")
        }
        (
            Kind::Value(Type::Member(_)),
            ExprKind::String(_) | ExprKind::Boolean(_) | ExprKind::Object(_) | ExprKind::Array(_),
        ) => Some("a constant"),
        _ => None,
    };
    if let Some(wanted) = wrong {
        let message = format!("`{}` wants {wanted}", rule.name);
        let diagnostic = Diagnostic::error(codes::WRONG_KIND, text.span, message)
            .note(format!("`{}`: {}", rule.name, rule.meaning));
        return Some(match meant(literal, rule) {
            Some(value) => diagnostic.suggest(format!("write `{value}`"), text.span, value),
            None => diagnostic,
        });
    }
    match (rule.kind, literal) {
        (Kind::Value(Type::Member(of)), literal) => {
            unlisted_value(&member(of, literal)?, text, rule)
        }
        (_, ExprKind::String(units)) => {
            unlisted_value(&String::from_utf16_lossy(units), text, rule)
        }
        _ => None,
    }
}

/// The name of a constant in the enumeration `of`, when an expression is its path or its value.
fn member(of: &str, literal: &ExprKind) -> Option<String> {
    if let ExprKind::Number(number) = literal {
        let has_value = |c: &Constant| c.value == Constancy::Number(*number);
        let found = modules::members(of).find(|(_, constant)| has_value(constant));
        return Some(found.map_or_else(|| number.to_string(), |(name, _)| name.to_owned()));
    }
    path(literal)?.strip_prefix(&format!("_genesys.{of}.")).map(str::to_owned)
}

/// `a.b.c`, when an expression is nothing else.
fn path(expression: &ExprKind) -> Option<String> {
    match expression {
        ExprKind::Name(name) => Some(name.text.to_string()),
        ExprKind::Member(object, name) => Some(format!("{}.{}", path(&object.kind)?, name.text)),
        _ => None,
    }
}

/// The constant that somebody probably meant who wrote `1` for `true` or `'20s'` for 20 seconds.
fn meant(literal: &ExprKind, rule: &Attribute) -> Option<String> {
    let given = match literal {
        ExprKind::String(units) => String::from_utf16_lossy(units),
        ExprKind::Number(number) => number.to_string(),
        _ => return None,
    };
    let lower = given.trim().to_ascii_lowercase();
    match rule.kind {
        Kind::Value(Type::Member(_)) => {
            let same = rule.values.iter().copied().find(|value| value.eq_ignore_ascii_case(&lower));
            let near = same.or_else(|| closest(&given, rule.values.iter().copied()))?;
            Some(written(near, rule))
        }
        Kind::Boolean | Kind::Value(Type::Boolean) => match lower.as_str() {
            "1" | "yes" | "on" => Some("true".to_owned()),
            "0" | "no" | "off" => Some("false".to_owned()),
            _ => None,
        },
        Kind::Value(Type::Number) if rule.meaning.contains("seconds") => {
            let number = lower.strip_suffix('s')?.trim();
            number.parse::<f64>().is_ok().then(|| number.to_owned())
        }
        _ => None,
    }
}

/// Values are compared without regard to case, because the guides' own samples differ in it.
fn unlisted_value(value: &str, text: &Text, rule: &Attribute) -> Option<Diagnostic> {
    if rule.values.is_empty() || rule.values.iter().any(|known| known.eq_ignore_ascii_case(value)) {
        return unsupported_value(value, text, rule);
    }
    let message = format!("`{value}` is no value of `{}`", rule.name);
    let mut diagnostic = Diagnostic::error(codes::WRONG_LITERAL, text.span, message);
    if let Some(near) = closest(value, rule.values.iter().copied()) {
        let near = written(near, rule);
        diagnostic = diagnostic.suggest(format!("did you mean `{near}`?"), text.span, near);
    }
    Some(diagnostic.note(format!("it takes {}", wording::list(rule.values.iter().copied()))))
}

/// One of the values of an attribute, as a document writes it.
fn written(value: &str, rule: &Attribute) -> String {
    match rule.kind {
        Kind::Value(Type::Member(of)) => format!("_genesys.{of}.{value}"),
        Kind::Token(_) => value.to_owned(),
        _ => format!("'{value}'"),
    }
}

fn unsupported_value(value: &str, text: &Text, rule: &Attribute) -> Option<Diagnostic> {
    let to_come =
        |value: &str| rule.unsupported_values.iter().any(|v| v.eq_ignore_ascii_case(value));
    to_come(value).then(|| {
        let all = match rule.kind {
            Kind::Token(words) => words,
            _ => rule.values,
        };
        let works: Vec<String> =
            all.iter().filter(|value| !to_come(value)).map(|value| written(value, rule)).collect();
        let works = wording::list(works.iter().map(String::as_str));
        let message = format!("`{value}` as value of `{}` is not supported yet", rule.name);
        Diagnostic::error(codes::UNSUPPORTED_VALUE, text.span, message)
            .note(format!("supported are {works}"))
    })
}
