//! What do the attributes of a start tag say?

use std::ops::Range;

use quick_xml::events::BytesStart;
use quick_xml::events::attributes::AttrError;
use scxml_diagnostic::{Diagnostic, Diagnostics, Span, closest};

use super::characters::is_ncname;
use super::namespaces::Namespaces;
use super::place::Place;
use super::{Attribute, Text};
use crate::codes;

/// An attribute before its prefix is resolved.
pub(super) struct Raw<'a> {
    pub(super) prefix: &'a str,
    pub(super) local: &'a str,
    pub(super) name_span: Span,
    pub(super) value: Text,
}

/// The attributes of a tag whose content begins at `start` of the repaired text, without checks of namespaces.
/// `None` when they cannot be read.
pub(super) fn read<'a>(
    place: &Place<'a>,
    tag: &'a BytesStart<'a>,
    start: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Raw<'a>>> {
    let mut raw = Vec::new();
    let mut attributes = tag.attributes();
    for attribute in attributes.with_checks(false) {
        let attribute = match attribute {
            Ok(attribute) => attribute,
            Err(AttrError::ExpectedEq(at)) => {
                let name = name_before(tag, at);
                let message = format!("the attribute `{}` has no value", &tag[name.clone()]);
                let span = place.span(start + name.start, start + name.end);
                diagnostics.push(
                    Diagnostic::error(codes::XML_SYNTAX, span, message)
                        .under("expected `=` after it"),
                );
                continue;
            }
            Err(error) => {
                let span = place.span(start, start + tag.name().0.len());
                diagnostics.push(Diagnostic::error(codes::XML_SYNTAX, span, error.to_string()));
                return None;
            }
        };
        let name = attribute.key.0;
        let name_start = start + offset(tag, name);
        let name_span = place.span(name_start, name_start + name.len());
        let (prefix, local) = split(name, name_span, diagnostics);
        // quick-xml borrows both from the tag, so the end of the value tells where it begins.
        let value_start = start + offset(tag, &attribute.value);
        let value_end = value_start + attribute.value.len();
        let value = place.attribute_value(value_start..value_end, diagnostics);
        raw.push(Raw { prefix, local, name_span, value });
    }
    Some(raw)
}

/// Where a slice of the tag's content begins in it.
fn offset(tag: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(tag.as_ptr() as usize)
}

/// The name that ends before `at`, up to spaces.
fn name_before(tag: &str, at: usize) -> Range<usize> {
    let end = tag[..at.min(tag.len())].trim_end().len();
    let start = tag[..end].rfind(|c: char| c.is_ascii_whitespace()).map_or(0, |space| space + 1);
    start..end
}

/// Splits a name into prefix and local name, and reports one that is no `QName`.
pub(super) fn split<'a>(
    name: &'a str,
    span: Span,
    diagnostics: &mut Diagnostics,
) -> (&'a str, &'a str) {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    if is_ncname(local) && (is_ncname(prefix) || local == name) {
        return (prefix, local);
    }
    let message = format!("`{name}` is not a name that XML allows");
    diagnostics.push(Diagnostic::error(codes::BAD_NAME, span, message));
    ("", name)
}

/// Takes the namespace declarations out of the attributes of an element.
pub(super) fn declarations(
    raw: &mut Vec<Raw<'_>>,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, String)> {
    let mut declarations: Vec<(String, String)> = Vec::new();
    let mut seen: Vec<(&str, Span)> = Vec::new();
    raw.retain(|attribute| {
        let prefix = match (attribute.prefix, attribute.local) {
            ("", "xmlns") => "",
            ("xmlns", local) => local,
            _ => return true,
        };
        let uri = attribute.value.value.as_str();
        if let Some(message) = Namespaces::fault(prefix, uri) {
            diagnostics.push(Diagnostic::error(codes::BAD_NAMESPACE, attribute.name_span, message));
        }
        declarations.push((prefix.to_owned(), uri.to_owned()));
        seen.push((prefix, attribute.name_span));
        false
    });
    seen.sort_by_key(|(prefix, span)| (*prefix, span.start));
    for pair in seen.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let message = "this namespace declaration is there twice";
        diagnostics.push(
            Diagnostic::error(codes::DUPLICATE_ATTRIBUTE, pair[1].1, message)
                .label(pair[0].1, "first here"),
        );
    }
    declarations
}

/// Resolves the prefixes of attributes and reports duplicates (Namespaces in XML, section 6.3).
pub(super) fn resolve(
    raw: Vec<Raw<'_>>,
    scope: &Namespaces,
    diagnostics: &mut Diagnostics,
) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = Vec::with_capacity(raw.len());
    for Raw { prefix, local, name_span, value } in raw {
        let namespace = match prefix {
            "" => String::new(),
            prefix => namespace(prefix, name_span, scope, diagnostics),
        };
        let (prefix, local) = (prefix.to_owned(), local.to_owned());
        attributes.push(Attribute { namespace, prefix, local, name_span, value });
    }
    let mut order: Vec<&Attribute> = attributes.iter().collect();
    order.sort_by_key(|a| (a.local.as_str(), a.namespace.as_str(), a.name_span.start));
    for pair in order.windows(2) {
        if pair[0].local == pair[1].local && pair[0].namespace == pair[1].namespace {
            let message = format!("the attribute `{}` is there twice", pair[1].local);
            let diagnostic =
                Diagnostic::error(codes::DUPLICATE_ATTRIBUTE, pair[1].name_span, message)
                    .label(pair[0].name_span, "first here");
            let value = &pair[1].value;
            let whole = Span { end: value.span.end + 1, ..pair[1].name_span };
            diagnostics.push(if value.value == pair[0].value.value {
                diagnostic.suggest("remove one", whole, "")
            } else {
                diagnostic.note("which value is meant?")
            });
        }
    }
    attributes
}

/// The namespace of a prefix; empty, with an error, when it is not declared.
pub(super) fn namespace(
    prefix: &str,
    span: Span,
    scope: &Namespaces,
    diagnostics: &mut Diagnostics,
) -> String {
    match scope.resolve(prefix) {
        Some(uri) => uri.to_owned(),
        None => {
            let message = format!("the namespace prefix `{prefix}` is not declared");
            let diagnostic = Diagnostic::error(codes::UNDECLARED_PREFIX, span, message);
            diagnostics.push(match (Namespaces::usual(prefix), scope.root) {
                (Some(uri), Some(root)) => {
                    let declaration = format!(" xmlns:{prefix}=\"{uri}\"");
                    diagnostic.suggest("declare it", root.after(), declaration)
                }
                _ => match closest(prefix, scope.prefixes()) {
                    Some(near) => diagnostic.note(format!("did you mean `{near}`?")),
                    None => diagnostic
                        .note(format!("an element around it must say `xmlns:{prefix}=\"…\"`")),
                },
            });
            String::new()
        }
    }
}
