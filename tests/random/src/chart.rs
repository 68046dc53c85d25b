//! What does a document say? Read with another XML parser than the compiler's, and as much of SCXML as
//! [`generate`](crate::generate) writes.

use std::collections::BTreeMap;

use roxmltree::Node;

/// The `<scxml>` element, in [`Chart::states`].
pub const ROOT: usize = 0;

/// A document.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Every `<scxml>`, `<state>`, `<parallel>`, `<final>` and `<history>`, in document order.
    pub states: Vec<State>,
    /// The value of the only `<data>`.
    pub x: i64,
}

/// What an element of [`Chart::states`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `<scxml>`
    Scxml,
    /// `<state>` with children that are states.
    Compound,
    /// `<state>` without.
    Atomic,
    /// `<parallel>`
    Parallel,
    /// `<final>`
    Final,
    /// `<history>`
    ShallowHistory,
    /// `<history type="deep">`
    DeepHistory,
}

/// A state, in the Recommendation's words.
#[derive(Clone, Debug)]
pub struct State {
    /// `id`; empty for `<scxml>`.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// The element around it; [`ROOT`] is around itself.
    pub parent: usize,
    /// `initial`, `<initial>`, the first child of a compound state, or the default transition of a `<history>`.
    pub initial: Transition,
    /// In document order.
    pub transitions: Vec<Transition>,
    /// One block per `<onentry>`.
    pub onentry: Vec<Vec<Instruction>>,
    /// One block per `<onexit>`.
    pub onexit: Vec<Vec<Instruction>>,
    /// The expression of `<donedata>`'s `<content>`.
    pub donedata: Option<Expr>,
}

/// A transition.
#[derive(Clone, Debug, Default)]
pub struct Transition {
    /// Event descriptors; none: eventless.
    pub event: Vec<String>,
    /// All must hold.
    pub cond: Vec<Cond>,
    /// Indices in [`Chart::states`]; none: targetless.
    pub target: Vec<usize>,
    /// `type="internal"`
    pub internal: bool,
    /// Its content.
    pub content: Vec<Instruction>,
}

/// Executable content.
#[derive(Clone, Debug)]
pub enum Instruction {
    /// `<log>`: label and expression.
    Log(String, Option<Expr>),
    /// `<raise>`
    Raise(String),
    /// `<assign location="x">`
    Assign(Expr),
    /// `<if>` with one `<else/>`.
    If(Vec<Cond>, Vec<Instruction>, Vec<Instruction>),
}

/// An expression.
#[derive(Clone, Debug)]
pub enum Expr {
    /// `x`
    X,
    /// `x + N`
    Plus(i64),
    /// `_event.name`
    EventName,
    /// `_event.data`
    EventData,
}

/// A condition.
#[derive(Clone, Debug)]
pub enum Cond {
    /// `In('id')`
    In(usize),
    /// `!In('id')`
    NotIn(usize),
    /// `x % N == M`
    Modulo(i64, i64),
}

impl Chart {
    /// Reads a document; `None` when it says something else than this module knows.
    pub fn read(text: &str) -> Option<Self> {
        let document = roxmltree::Document::parse(text).ok()?;
        let nodes: Vec<Node<'_, '_>> =
            document.descendants().filter(|n| kind(*n).is_some()).collect();
        let mut reader = Reader { ids: BTreeMap::new(), nodes: &nodes };
        for (place, node) in nodes.iter().enumerate() {
            reader.ids.insert(node.attribute("id").unwrap_or_default(), place);
        }
        let states = (0..nodes.len()).map(|place| reader.state(place)).collect::<Option<_>>()?;
        let data = document.descendants().find(|n| n.has_tag_name("data"));
        let x = data.map_or(Some(0), |data| data.attribute("expr")?.parse().ok())?;
        Some(Self { states, x })
    }
}

fn kind(node: Node<'_, '_>) -> Option<Kind> {
    let states = |node: Node<'_, '_>| {
        node.children().any(|n| matches!(n.tag_name().name(), "state" | "parallel" | "final"))
    };
    Some(match node.tag_name().name() {
        "scxml" => Kind::Scxml,
        "state" if states(node) => Kind::Compound,
        "state" => Kind::Atomic,
        "parallel" => Kind::Parallel,
        "final" => Kind::Final,
        "history" if node.attribute("type") == Some("deep") => Kind::DeepHistory,
        "history" => Kind::ShallowHistory,
        _ => return None,
    })
}

struct Reader<'t, 'n> {
    ids: BTreeMap<&'t str, usize>,
    nodes: &'n [Node<'t, 't>],
}

impl<'t> Reader<'t, '_> {
    fn state(&self, place: usize) -> Option<State> {
        let node = self.nodes[place];
        let blocks = |name: &str| -> Option<Vec<_>> {
            children(node, name).map(|block| self.content(block)).collect()
        };
        let parent = node.parent().and_then(|p| self.nodes.iter().position(|n| *n == p));
        let transitions: Vec<Transition> =
            children(node, "transition").map(|t| self.transition(t)).collect::<Option<_>>()?;
        let kind = kind(node)?;
        let history = matches!(kind, Kind::ShallowHistory | Kind::DeepHistory);
        let donedata = children(node, "donedata")
            .next()
            .map(|donedata| expr(children(donedata, "content").next()?.attribute("expr")?));
        Some(State {
            id: node.attribute("id").unwrap_or_default().to_owned(),
            kind,
            parent: parent.unwrap_or(ROOT),
            initial: match transitions.first() {
                Some(default) if history => default.clone(),
                _ => self.initial(node)?,
            },
            transitions: if history { Vec::new() } else { transitions },
            onentry: blocks("onentry")?,
            onexit: blocks("onexit")?,
            donedata: match donedata {
                Some(expression) => Some(expression?),
                None => None,
            },
        })
    }

    fn initial(&self, node: Node<'t, 't>) -> Option<Transition> {
        if let Some(initial) = children(node, "initial").next() {
            return self.transition(children(initial, "transition").next()?);
        }
        let first = || {
            let is =
                |n: &Node<'_, '_>| matches!(n.tag_name().name(), "state" | "parallel" | "final");
            node.children().find(is).and_then(|n| n.attribute("id"))
        };
        let Some(target) = node.attribute("initial").or_else(first) else {
            return Some(Transition::default());
        };
        Some(Transition { target: self.targets(target)?, ..Transition::default() })
    }

    fn targets(&self, ids: &str) -> Option<Vec<usize>> {
        ids.split_whitespace().map(|id| self.ids.get(id).copied()).collect()
    }

    fn transition(&self, node: Node<'t, 't>) -> Option<Transition> {
        let words = node.attribute("event").unwrap_or_default().split_whitespace();
        Some(Transition {
            event: words.map(str::to_owned).collect(),
            cond: node.attribute("cond").map_or(Some(Vec::new()), |cond| self.cond(cond))?,
            target: self.targets(node.attribute("target").unwrap_or_default())?,
            internal: node.attribute("type") == Some("internal"),
            content: self.content(node)?,
        })
    }

    fn content(&self, node: Node<'t, 't>) -> Option<Vec<Instruction>> {
        node.children().filter(Node::is_element).map(|n| self.instruction(n)).collect()
    }

    fn instruction(&self, node: Node<'t, 't>) -> Option<Instruction> {
        let text = |name: &str| node.attribute(name).unwrap_or_default().to_owned();
        Some(match node.tag_name().name() {
            "log" => Instruction::Log(
                text("label"),
                match node.attribute("expr") {
                    Some(expression) => Some(expr(expression)?),
                    None => None,
                },
            ),
            "raise" => Instruction::Raise(text("event")),
            "assign" => Instruction::Assign(expr(&text("expr"))?),
            "if" => {
                let all: Vec<_> = node.children().filter(Node::is_element).collect();
                let middle = all.iter().position(|n| n.has_tag_name("else")).unwrap_or(all.len());
                let run = |part: &[Node<'t, 't>]| -> Option<Vec<_>> {
                    part.iter().map(|n| self.instruction(*n)).collect()
                };
                let otherwise = all.get(middle + 1..).unwrap_or_default();
                Instruction::If(self.cond(&text("cond"))?, run(&all[..middle])?, run(otherwise)?)
            }
            _ => return None,
        })
    }

    fn cond(&self, text: &str) -> Option<Vec<Cond>> {
        text.split(" && ").map(|part| self.one_cond(part)).collect()
    }

    fn one_cond(&self, text: &str) -> Option<Cond> {
        let state =
            |text: &str| self.ids.get(text.strip_prefix("In('")?.strip_suffix("')")?).copied();
        if let Some(text) = text.strip_prefix('!') {
            return state(text).map(Cond::NotIn);
        }
        if let Some((modulus, rest)) = text.strip_prefix("x % ").and_then(|t| t.split_once(" == "))
        {
            return Some(Cond::Modulo(modulus.parse().ok()?, rest.parse().ok()?));
        }
        state(text).map(Cond::In)
    }
}

fn children<'t, 'n>(
    node: Node<'t, 't>,
    name: &'n str,
) -> impl Iterator<Item = Node<'t, 't>> + use<'t, 'n> {
    node.children().filter(move |n| n.tag_name().name() == name)
}

fn expr(text: &str) -> Option<Expr> {
    Some(match text {
        "x" => Expr::X,
        "_event.name" => Expr::EventName,
        "_event.data" => Expr::EventData,
        _ => Expr::Plus(text.strip_prefix("x + ")?.parse().ok()?),
    })
}
