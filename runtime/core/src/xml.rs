//! What is XML outside of any session? Owned trees, the constants that generated code writes, and their text.

use std::fmt::{self, Write as _};

use crate::snapshot::{Nested, choice, record};

/// A piece of XML: a node of the Document Object Model with all that is in it.
///
/// Comments and processing instructions are not kept, and CDATA sections are text. It prints as XML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Xml {
    /// A document: what `<data>`, `<assign>` and `<content>` hold (section B.2.1); one element is in it.
    Document(Vec<Xml>),
    /// Several elements, or elements and text beside each other.
    Fragment(Vec<Xml>),
    /// An element.
    Element(Box<XmlElement>),
    /// An attribute by itself, as `element.attributes[0]` gives it.
    Attribute(Box<XmlAttribute>),
    /// Text.
    Text(String),
}

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlElement {
    /// The URI of its namespace; empty when it is in none.
    pub namespace: String,
    /// Its name as written, with the prefix.
    pub name: String,
    /// In document order; `xmlns` declarations are among them.
    pub attributes: Vec<XmlAttribute>,
    /// Elements and text, in document order.
    pub children: Vec<Xml>,
}

/// An attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlAttribute {
    /// The URI of its namespace; empty when it has no prefix.
    pub namespace: String,
    /// Its name as written, with the prefix.
    pub name: String,
    /// Its value.
    pub value: String,
}

choice!(Xml {
    0 Document(children as Nested),
    1 Fragment(children as Nested),
    2 Element(element as Nested),
    3 Attribute(attribute),
    4 Text(text),
});
record!(XmlElement { namespace, name, attributes, children as Nested });
record!(XmlAttribute { namespace, name, value });

/// XML as generated code writes it.
#[derive(Debug)]
pub enum ConstantXml {
    /// See [`Xml::Document`].
    Document(&'static [ConstantXml]),
    /// See [`Xml::Fragment`].
    Fragment(&'static [ConstantXml]),
    /// See [`Xml::Element`].
    Element {
        /// Its namespace, or empty.
        namespace: &'static str,
        /// Its name as written.
        name: &'static str,
        /// Namespace, name and value of each.
        attributes: &'static [(&'static str, &'static str, &'static str)],
        /// What is in it.
        children: &'static [ConstantXml],
    },
    /// See [`Xml::Text`].
    Text(&'static str),
}

impl From<&ConstantXml> for Xml {
    fn from(constant: &ConstantXml) -> Self {
        let all = |children: &[ConstantXml]| children.iter().map(Xml::from).collect();
        match constant {
            ConstantXml::Document(children) => Xml::Document(all(children)),
            ConstantXml::Fragment(children) => Xml::Fragment(all(children)),
            ConstantXml::Text(text) => Xml::Text((*text).to_owned()),
            ConstantXml::Element { namespace, name, attributes, children } => {
                let attribute = |(namespace, name, value): &(&str, &str, &str)| XmlAttribute {
                    namespace: (*namespace).to_owned(),
                    name: (*name).to_owned(),
                    value: (*value).to_owned(),
                };
                Xml::Element(Box::new(XmlElement {
                    namespace: (*namespace).to_owned(),
                    name: (*name).to_owned(),
                    attributes: attributes.iter().map(attribute).collect(),
                    children: all(children),
                }))
            }
        }
    }
}

/// Prefix and local part of a name; the prefix is empty when it has none.
pub(crate) fn split(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

impl fmt::Display for Xml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write(self, &mut Vec::new(), f)
    }
}

/// The URI that each prefix is bound to, the innermost last.
type Scope = Vec<(String, String)>;

fn write(node: &Xml, scope: &mut Scope, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match node {
        Xml::Document(children) | Xml::Fragment(children) => {
            children.iter().try_for_each(|child| write(child, scope, f))
        }
        Xml::Element(element) => {
            let outside = scope.len();
            write_element(element, scope, f)?;
            scope.truncate(outside);
            Ok(())
        }
        Xml::Attribute(attribute) => write_attribute(&attribute.name, &attribute.value, f),
        Xml::Text(text) => escape(text, false, f),
    }
}

fn write_element(
    element: &XmlElement,
    scope: &mut Scope,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(f, "<{}", element.name)?;
    let (prefix, _) = split(&element.name);
    for attribute in &element.attributes {
        if let Some(declared) = declared_prefix(attribute) {
            // Were it another binding of the element's own prefix, the element would change its namespace.
            if declared == prefix && attribute.value != element.namespace {
                continue;
            }
            scope.push((declared.to_owned(), attribute.value.clone()));
        }
        write!(f, " ")?;
        write_attribute(&attribute.name, &attribute.value, f)?;
    }
    declare(prefix, &element.namespace, scope, f)?;
    for attribute in &element.attributes {
        let (prefix, _) = split(&attribute.name);
        if !prefix.is_empty() && declared_prefix(attribute).is_none() {
            declare(prefix, &attribute.namespace, scope, f)?;
        }
    }
    if element.children.is_empty() {
        return write!(f, "/>");
    }
    write!(f, ">")?;
    element.children.iter().try_for_each(|child| write(child, scope, f))?;
    write!(f, "</{}>", element.name)
}

/// The prefix that a namespace declaration is about.
fn declared_prefix(attribute: &XmlAttribute) -> Option<&str> {
    match split(&attribute.name) {
        ("", "xmlns") => Some(""),
        ("xmlns", local) => Some(local),
        _ => None,
    }
}

/// Adds the declaration that a part of a document has lost with what was around it.
fn declare(
    prefix: &str,
    namespace: &str,
    scope: &mut Scope,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let bound = scope.iter().rev().find(|(known, _)| known == prefix);
    if prefix == "xml" || bound.map_or("", |(_, uri)| uri) == namespace {
        return Ok(());
    }
    let colon = if prefix.is_empty() { "" } else { ":" };
    write!(f, " ")?;
    write_attribute(&format!("xmlns{colon}{prefix}"), namespace, f)?;
    scope.push((prefix.to_owned(), namespace.to_owned()));
    Ok(())
}

fn write_attribute(name: &str, value: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{name}=\"")?;
    escape(value, true, f)?;
    f.write_char('"')
}

/// Writes text so that a parser reads it again: what it would take for markup, and white space that it would change.
fn escape(text: &str, in_attribute: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for character in text.chars() {
        match character {
            '&' => f.write_str("&amp;")?,
            '<' => f.write_str("&lt;")?,
            '>' => f.write_str("&gt;")?,
            '"' if in_attribute => f.write_str("&quot;")?,
            '\r' => f.write_str("&#13;")?,
            '\n' | '\t' if in_attribute => write!(f, "&#{};", u32::from(character))?,
            other => f.write_char(other)?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

    fn element(namespace: &str, name: &str, attributes: &[[&str; 3]], children: Vec<Xml>) -> Xml {
        let attributes = attributes.iter().map(|[namespace, name, value]| XmlAttribute {
            namespace: (*namespace).to_owned(),
            name: (*name).to_owned(),
            value: (*value).to_owned(),
        });
        Xml::Element(Box::new(XmlElement {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            attributes: attributes.collect(),
            children,
        }))
    }

    #[test]
    fn a_part_of_a_document_prints_with_the_namespaces_that_it_needs() {
        let inner = element("urn:b", "b:inner", &[["urn:c", "c:at", "1"]], Vec::new());
        let plain = element("", "plain", &[["", "lang", "\"<\n"]], vec![inner]);
        let default = element("urn:a", "a", &[[XMLNS, "xmlns", "urn:a"]], vec![plain]);
        assert_eq!(
            Xml::Document(vec![default]).to_string(),
            "<a xmlns=\"urn:a\"><plain lang=\"&quot;&lt;&#10;\" xmlns=\"\">\
             <b:inner c:at=\"1\" xmlns:b=\"urn:b\" xmlns:c=\"urn:c\"/></plain></a>"
        );
    }

    #[test]
    fn a_declaration_that_contradicts_its_element_is_left_out() {
        let contradicting = element("urn:a", "p:a", &[[XMLNS, "xmlns:p", "urn:other"]], Vec::new());
        assert_eq!(contradicting.to_string(), "<p:a xmlns:p=\"urn:a\"/>");
    }

    #[test]
    fn text_prints_as_it_must_be_read() {
        let text = Xml::Text("a < b & c > d\r\n".to_owned());
        assert_eq!(text.to_string(), "a &lt; b &amp; c &gt; d&#13;\n");
    }
}
