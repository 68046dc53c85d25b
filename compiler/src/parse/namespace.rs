//! Which vocabulary does an element belong to, and which dialect is a document written in?

use scxml_diagnostic::Span;

use crate::ast::Dialect;
use crate::xml::{Element, Node};

/// The namespace of SCXML.
pub(super) const SCXML: &str = "http://www.w3.org/2005/07/scxml";
/// The namespace of XInclude.
const XINCLUDE: &str = "http://www.w3.org/2001/XInclude";
/// Namespaces whose attributes speak to XML tools.
const FOR_XML_TOOLS: [&str; 2] =
    ["http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2001/XMLSchema-instance"];
/// What follows is a module's name. Strategies write it with and without the scheme.
const MODULES: &str = "www.genesyslab.com/modules/";

/// The vocabulary of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vocabulary<'e> {
    Scxml,
    /// A functional module, by the last part of its namespace (`interaction`, `queue`).
    Module(&'e str),
    XInclude,
    Foreign(&'e str),
}

/// The vocabulary that an element belongs to.
pub(crate) fn vocabulary(element: &Element) -> Vocabulary<'_> {
    match element.namespace.as_str() {
        SCXML => Vocabulary::Scxml,
        XINCLUDE => Vocabulary::XInclude,
        other => module(other).map_or(Vocabulary::Foreign(other), Vocabulary::Module),
    }
}

/// The last part of a functional module's namespace.
pub(super) fn module(namespace: &str) -> Option<&str> {
    namespace.strip_prefix("http://").unwrap_or(namespace).strip_prefix(MODULES)
}

/// Whether attributes of this namespace are nobody's business here.
pub(super) fn is_for_xml_tools(namespace: &str) -> bool {
    FOR_XML_TOOLS.contains(&namespace)
}

/// Reads a document whose root is not in the namespace of SCXML as if what is in the root's were in it: so it was meant.
pub(crate) fn adopt(root: &mut Element) {
    fn adopt(element: &mut Element, namespace: &str) {
        if element.namespace == namespace {
            SCXML.clone_into(&mut element.namespace);
        }
        for node in &mut element.children {
            if let Node::Element(child) = node {
                adopt(child, namespace);
            }
        }
    }
    if root.local == "scxml" && root.namespace != SCXML {
        let namespace = root.namespace.clone();
        adopt(root, &namespace);
    }
}

/// Whether a name is written with a prefix that no declaration was found for, which `xml` reports.
pub(super) fn has_unknown_prefix(namespace: &str, local: &str, name: Span) -> bool {
    namespace.is_empty() && ((name.end - name.start) as usize > local.len() || local.contains(':'))
}

/// The dialect of a document inside another one: inside a strategy it is a strategy too.
pub(super) fn dialect_inside(root: &Element, outer: Dialect) -> Dialect {
    if outer == Dialect::Ors { outer } else { dialect(root) }
}

/// A strategy says `profile="ecmascript"` or declares a functional module on its root.
fn dialect(root: &Element) -> Dialect {
    let profile = root.attribute("profile").is_some_and(|a| a.value.value.trim() == "ecmascript");
    let modules = root.declarations.iter().any(|(_, namespace)| module(namespace).is_some());
    if profile || modules { Dialect::Ors } else { Dialect::W3c }
}
