//! How is XML of the document spelled? One nested constant for each piece.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::ast::Xml;
use crate::xml::{Attribute, Element, Node, XMLNS, declaration, qualified};

/// The name of the constant of the machine at a place of the registry.
pub(super) fn document_name(place: usize) -> Ident {
    format_ident!("DOCUMENT_{}", place + 1)
}

/// The name of the constant for a place in [`Plan::xml`](crate::plan::Plan::xml).
pub(super) fn name(place: usize) -> Ident {
    format_ident!("XML_{}", place + 1)
}

/// The constant.
pub(super) fn constant(name: &Ident, xml: &Xml) -> TokenStream {
    let children = nodes(&xml.nodes);
    let (doc, kind) = match xml.document_element() {
        Some(element) => {
            let name = qualified(&element.prefix, &element.local);
            (format!(" The XML document `<{name}>`."), quote!(Document))
        }
        None => (" XML with more than one outermost node.".to_owned(), quote!(Fragment)),
    };
    quote! {
        #[doc = #doc]
        static #name: rt::Xml = rt::Xml::#kind(#children);
    }
}

fn nodes(nodes: &[Node]) -> TokenStream {
    let nodes = nodes.iter().map(|node| match node {
        Node::Element(element) => self::element(element),
        Node::Text(text) => {
            let text = Literal::string(&text.value);
            quote!(rt::Xml::Text(#text))
        }
    });
    quote!(&[#(#nodes),*])
}

fn element(element: &Element) -> TokenStream {
    let Element { namespace, prefix, local, .. } = element;
    let (name, children) = (qualified(prefix, local), nodes(&element.children));
    let declarations = element.declarations.iter().map(|(prefix, uri)| {
        let name = declaration(prefix);
        quote!((#XMLNS, #name, #uri))
    });
    let attributes = element.attributes.iter().map(|attribute| {
        let Attribute { namespace, prefix, local, value, .. } = attribute;
        let (name, value) = (qualified(prefix, local), &value.value);
        quote!((#namespace, #name, #value))
    });
    let attributes = declarations.chain(attributes);
    quote! {
        rt::Xml::Element {
            namespace: #namespace,
            name: #name,
            attributes: &[#(#attributes),*],
            children: #children,
        }
    }
}
