//! Which namespace is a prefix bound to (Namespaces in XML 1.0)?

use std::collections::BTreeMap;

use scxml_diagnostic::Span;
use scxml_schema::modules;

/// The namespace of the prefix `xml`, which needs no declaration.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace of `xmlns` itself, to which nothing may be bound.
pub(crate) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The prefixes in scope.
#[derive(Default)]
pub(super) struct Namespaces {
    /// The name of the outermost element, after which a declaration for the whole document can stand.
    pub(super) root: Option<Span>,
    /// For each prefix the URIs it was bound to, the innermost last. The default namespace has the empty prefix.
    bound: BTreeMap<String, Vec<String>>,
}

impl Namespaces {
    /// Enters an element with these declarations.
    pub(super) fn enter(&mut self, declarations: &[(String, String)]) {
        for (prefix, uri) in declarations {
            self.bound.entry(prefix.clone()).or_default().push(uri.clone());
        }
    }

    /// Leaves the element with these declarations.
    pub(super) fn leave(&mut self, declarations: &[(String, String)]) {
        for (prefix, _) in declarations {
            if let Some(uris) = self.bound.get_mut(prefix) {
                uris.pop();
            }
        }
    }

    /// The URI of a prefix, `None` when it is not declared. The empty prefix without a declaration has the empty URI.
    pub(super) fn resolve(&self, prefix: &str) -> Option<&str> {
        if prefix == "xml" {
            return Some(XML);
        }
        let bound = self.bound.get(prefix).and_then(|uris| uris.last()).map(String::as_str);
        bound.or(if prefix.is_empty() { Some("") } else { None })
    }

    /// The prefixes that are declared here.
    pub(super) fn prefixes(&self) -> impl Iterator<Item = &str> {
        let declared =
            self.bound.iter().filter(|(prefix, uris)| !prefix.is_empty() && !uris.is_empty());
        declared.map(|(prefix, _)| prefix.as_str())
    }

    /// The namespace that authors of strategies bind to a prefix.
    pub(super) fn usual(prefix: &str) -> Option<&'static str> {
        let module = match prefix {
            "xi" => return Some("http://www.w3.org/2001/XInclude"),
            "ixn" => "interaction",
            prefix => prefix,
        };
        modules::module(module)?.namespaces.iter().copied().find(|uri| uri.starts_with("http:"))
    }

    /// What is wrong with a declaration (section 3), if anything.
    pub(super) fn fault(prefix: &str, uri: &str) -> Option<&'static str> {
        match (prefix, uri) {
            ("xmlns", _) => Some("the prefix `xmlns` must not be declared"),
            ("xml", uri) if uri != XML => {
                Some("the prefix `xml` cannot be bound to another namespace")
            }
            (prefix, XML) if prefix != "xml" => {
                Some("only the prefix `xml` can be bound to this namespace")
            }
            (_, XMLNS) => Some("nothing can be bound to this namespace"),
            (prefix, "") if !prefix.is_empty() => {
                Some("a prefix cannot be bound to an empty namespace")
            }
            _ => None,
        }
    }
}
