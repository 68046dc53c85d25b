//! What is XML inside of a session? Nodes of the heap, which no script may change (section B.2.1).

use scxml_schema::{builtins, names};

use crate::Cx;
use crate::Value;
use crate::objects::{Class, Elements, Flags, Object};
use crate::snapshot::{choice, record};
use crate::strings::Units;
use crate::xml::{ConstantXml, Xml, XmlAttribute, XmlElement, split};

/// What a node is; the numbers are those of `nodeType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NodeKind {
    Element = 1,
    Attribute = 2,
    Text = 3,
    Document = 9,
    Fragment = 11,
}

/// A node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    /// The node around it, for an attribute its element; `null`.
    pub(crate) parent: Value,
    /// Its place among the children of its parent.
    pub(crate) place: u32,
    /// The URI of its namespace; `null`.
    pub(crate) namespace: Value,
    /// Its name with the prefix, such as `p:book` or `#text`.
    pub(crate) name: Value,
    /// What a text or an attribute says; `null`.
    pub(crate) value: Value,
    /// The list of an element's attributes; `null`.
    pub(crate) attributes: Value,
    /// The list of its children; `null`.
    pub(crate) children: Value,
}

choice!(NodeKind { 1 Element, 2 Attribute, 3 Text, 9 Document, 11 Fragment });
record!(Node { kind, parent, place, namespace, name, value, attributes, children });

impl Node {
    fn new(kind: NodeKind, name: Value) -> Self {
        let null = Value::NULL;
        Node {
            kind,
            parent: null,
            place: 0,
            namespace: null,
            name,
            value: null,
            attributes: null,
            children: null,
        }
    }

    /// All values that it leads to.
    pub(crate) fn values(&self) -> [Value; 6] {
        [self.parent, self.namespace, self.name, self.value, self.attributes, self.children]
    }
}

/// The value that XML of the document is: new nodes at each call.
pub fn xml(constant: &'static ConstantXml, cx: &mut Cx<'_>) -> Value {
    import(&Xml::from(constant), cx)
}

/// The node, if the value is one.
pub(crate) fn node<'a>(value: Value, cx: &'a Cx<'_>) -> Option<&'a Node> {
    match &cx.machine.realm.object_of(value)?.class {
        Class::Node(node) => Some(node),
        _ => None,
    }
}

/// The nodes of a list; none of what is no list.
pub(crate) fn items<'a>(list: Value, cx: &'a Cx<'_>) -> &'a [Value] {
    match cx.machine.realm.object_of(list).map(|object| &object.class) {
        Some(Class::Array(elements)) => &elements.dense,
        _ => &[],
    }
}

/// A list of nodes.
pub(crate) fn list(nodes: Vec<Value>, cx: &mut Cx<'_>) -> Value {
    read_only_list(nodes, builtins::NODE_LIST_PROTOTYPE, cx)
}

fn read_only_list(nodes: Vec<Value>, prototype: u32, cx: &mut Cx<'_>) -> Value {
    let heap = cx.machine.realm.heap_mut();
    heap.objects.bytes += nodes.len() * size_of::<Value>();
    let class = Class::Array(Elements::new(nodes));
    let object = Object::new(Value::builtin(prototype), class);
    heap.objects.add(Object { read_only: true, ..object })
}

/// Makes the nodes of a tree.
pub(crate) fn import(xml: &Xml, cx: &mut Cx<'_>) -> Value {
    match xml {
        Xml::Document(children) => container(NodeKind::Document, names::XML_DOCUMENT, children, cx),
        Xml::Fragment(children) => container(NodeKind::Fragment, names::XML_FRAGMENT, children, cx),
        Xml::Element(element) => self::element(element, cx),
        Xml::Attribute(attribute) => self::attribute(attribute, cx),
        Xml::Text(text) => {
            let (name, value) = (Value::atom(names::XML_TEXT), cx.machine.realm.string(text));
            add(Node { value, ..Node::new(NodeKind::Text, name) }, builtins::TEXT_PROTOTYPE, cx)
        }
    }
}

fn container(kind: NodeKind, name: u32, children: &[Xml], cx: &mut Cx<'_>) -> Value {
    let nodes: Vec<Value> = children.iter().map(|child| import(child, cx)).collect();
    let children = list(nodes, cx);
    let node = Node { children, ..Node::new(kind, Value::atom(name)) };
    let node = add(node, builtins::DOCUMENT_PROTOTYPE, cx);
    adopt(children, node, cx);
    node
}

fn element(element: &XmlElement, cx: &mut Cx<'_>) -> Value {
    let name = shared(&element.name, cx);
    let namespace = namespace(&element.namespace, cx);
    let attributes: Vec<Value> =
        element.attributes.iter().map(|attribute| self::attribute(attribute, cx)).collect();
    let named = element.attributes.iter().map(|attribute| &attribute.name).zip(&attributes);
    let named: Vec<(&String, Value)> = named.map(|(name, node)| (name, *node)).collect();
    let attributes = read_only_list(attributes, builtins::NAMED_NODE_MAP_PROTOTYPE, cx);
    for (name, node) in named {
        let key = cx.machine.realm.key_of(name);
        if cx.machine.realm.own(attributes, key).is_none() {
            cx.machine.realm.define(attributes, key, Flags::CONSTANT, node);
        }
    }
    let children: Vec<Value> = element.children.iter().map(|child| import(child, cx)).collect();
    let children = list(children, cx);
    let node = Node { namespace, attributes, children, ..Node::new(NodeKind::Element, name) };
    let node = add(node, builtins::ELEMENT_PROTOTYPE, cx);
    adopt(attributes, node, cx);
    adopt(children, node, cx);
    node
}

fn attribute(attribute: &XmlAttribute, cx: &mut Cx<'_>) -> Value {
    let (name, namespace) = (shared(&attribute.name, cx), namespace(&attribute.namespace, cx));
    let value = cx.machine.realm.string(&attribute.value);
    let node = Node { namespace, value, ..Node::new(NodeKind::Attribute, name) };
    add(node, builtins::ATTR_PROTOTYPE, cx)
}

fn namespace(uri: &str, cx: &mut Cx<'_>) -> Value {
    if uri.is_empty() { Value::NULL } else { shared(uri, cx) }
}

/// A name that many nodes have is one string; those of XML in the document are constants of the program.
fn shared(name: &str, cx: &mut Cx<'_>) -> Value {
    if name.is_ascii()
        && let Some(atom) = cx.machine.realm.find_atom(Units::Latin1(name.as_bytes()))
    {
        return Value::atom(atom);
    }
    let key = cx.machine.realm.key_of(name);
    cx.machine.realm.key_value(key)
}

fn add(node: Node, prototype: u32, cx: &mut Cx<'_>) -> Value {
    let heap = cx.machine.realm.heap_mut();
    heap.objects.bytes += size_of::<Node>();
    let object = Object::new(Value::builtin(prototype), Class::Node(Box::new(node)));
    heap.objects.add(Object { read_only: true, ..object })
}

/// Tells the nodes of a list where they are.
fn adopt(list: Value, parent: Value, cx: &mut Cx<'_>) {
    for (place, child) in (0..).zip(items(list, cx).to_vec()) {
        if let Some(handle) = child.as_object()
            && let Class::Node(node) = &mut cx.machine.realm.heap_mut().object_mut(handle).class
        {
            (node.parent, node.place) = (parent, place);
        }
    }
}

/// A copy of a node and all that is in it, for the outside.
pub(crate) fn export(value: Value, cx: &mut Cx<'_>) -> Option<Xml> {
    let Node { kind, namespace, name, value, attributes, children, .. } = *node(value, cx)?;
    let text = |value: Value, cx: &mut Cx<'_>| cx.machine.realm.utf8(value);
    Some(match kind {
        NodeKind::Document => Xml::Document(export_all(children, cx)),
        NodeKind::Fragment => Xml::Fragment(export_all(children, cx)),
        NodeKind::Text => Xml::Text(text(value, cx)),
        NodeKind::Attribute => Xml::Attribute(Box::new(XmlAttribute {
            namespace: text(namespace, cx),
            name: text(name, cx),
            value: text(value, cx),
        })),
        NodeKind::Element => {
            let attributes = export_all(attributes, cx).into_iter().filter_map(|node| match node {
                Xml::Attribute(attribute) => Some(*attribute),
                _ => None,
            });
            Xml::Element(Box::new(XmlElement {
                namespace: text(namespace, cx),
                name: text(name, cx),
                attributes: attributes.collect(),
                children: export_all(children, cx),
            }))
        }
    })
}

fn export_all(list: Value, cx: &mut Cx<'_>) -> Vec<Xml> {
    items(list, cx).to_vec().into_iter().filter_map(|node| export(node, cx)).collect()
}

/// A node as XML text.
pub(crate) fn text(value: Value, cx: &mut Cx<'_>) -> Option<String> {
    export(value, cx).map(|xml| xml.to_string())
}

/// Prefix and local part of a node's name.
pub(crate) fn prefix_and_local(node: Value, cx: &mut Cx<'_>) -> (String, String) {
    let name = self::node(node, cx).map_or(Value::EMPTY, |node| node.name);
    let name = cx.machine.realm.utf8(name);
    let (prefix, local) = split(&name);
    (prefix.to_owned(), local.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::run;

    fn sample() -> Xml {
        let attributes = [("", "id", "1"), ("urn:p", "p:at", "ä")];
        let attribute = |(namespace, name, value): (&str, &str, &str)| XmlAttribute {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            value: value.to_owned(),
        };
        let inner = XmlElement { name: "inner".to_owned(), ..XmlElement::default() };
        Xml::Document(vec![Xml::Element(Box::new(XmlElement {
            namespace: "urn:a".to_owned(),
            name: "a".to_owned(),
            attributes: attributes.map(attribute).into(),
            children: vec![Xml::Text("text \u{1F600}".to_owned()), Xml::Element(Box::new(inner))],
        }))])
    }

    #[test]
    fn what_comes_in_goes_out_unchanged() {
        run(|cx| {
            let document = import(&sample(), cx);
            assert_eq!(export(document, cx), Some(sample()));
        });
    }

    #[test]
    fn a_part_keeps_the_whole_document_and_nothing_else_is_kept() {
        run(|cx| {
            let document = import(&sample(), cx);
            for _ in 0..1000 {
                import(&sample(), cx);
            }
            let before = cx.machine.realm.bytes();
            let root = items(node(document, cx).expect("a node").children, cx)[0];
            let inner = items(node(root, cx).expect("a node").children, cx)[1];
            cx.machine.realm.collect([inner]);
            assert!(cx.machine.realm.bytes() * 10 < before);
            let parent = node(inner, cx).expect("a node").parent;
            let document = node(parent, cx).expect("a node").parent;
            assert_eq!(export(document, cx), Some(sample()));
        });
    }

    #[test]
    fn xml_can_be_sent_between_threads() {
        fn is_send<T: Send + Sync>() {}
        is_send::<Xml>();
        is_send::<crate::Data>();
    }
}
