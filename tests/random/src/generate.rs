//! What could a small chart be? Everything of chapter 3 of the Recommendation, at random.

#[path = "generate/content.rs"]
mod content;

use std::fmt::Write as _;

use crate::random::Random;

/// Events to send to a chart.
pub const EVENTS: [&str; 7] = ["a", "b", "c", "a.x", "b.y.z", "r", "other"];

const DESCRIPTORS: [&str; 8] = ["a", "b", "c", "a.x", "b.y", "a.*", "c r", "r"];

/// A document; the same seed gives the same one.
pub fn document(seed: u64) -> String {
    let mut random = Random::new(seed);
    let ecmascript = random.chance(1, 2);
    let noise = *random.one(&[0, 1, 1, 3]);
    let mut writer =
        Writer { random, ecmascript, noise, text: String::new(), all: Vec::new(), labels: 0 };
    let root = writer.root();
    root.flatten(&mut writer.all);
    writer.document(&root);
    writer.text
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    State,
    Parallel,
    Final,
    History,
}

#[derive(Clone, Debug)]
struct Node {
    id: String,
    kind: Kind,
    children: Vec<Node>,
}

impl Node {
    /// Everything inside, in document order.
    fn flatten(&self, all: &mut Vec<Node>) {
        for child in &self.children {
            all.push(child.clone());
            child.flatten(all);
        }
    }

    fn states(&self) -> Vec<&Node> {
        self.children.iter().filter(|child| child.kind != Kind::History).collect()
    }

    fn is_compound(&self) -> bool {
        self.kind == Kind::State && !self.states().is_empty()
    }
}

struct Writer {
    random: Random,
    ecmascript: bool,
    /// How much of what happens is logged: from 0, nothing, to 3.
    noise: usize,
    text: String,
    /// Every state, in document order.
    all: Vec<Node>,
    labels: usize,
}

impl Writer {
    fn root(&mut self) -> Node {
        let mut ids = 0;
        let children =
            (0..2 + self.random.below(3)).map(|_| self.node(0, true, &mut ids)).collect();
        Node { id: String::new(), kind: Kind::State, children }
    }

    fn node(&mut self, depth: usize, may_be_final: bool, ids: &mut usize) -> Node {
        *ids += 1;
        let id = format!("s{ids}");
        let kind = match self.random.below(9) {
            0 | 1 if may_be_final && (depth > 0 || *ids > 2) => Kind::Final,
            2..=4 if depth < 3 => Kind::Parallel,
            _ => Kind::State,
        };
        let parents = kind == Kind::Parallel || kind == Kind::State && depth < 4;
        let mut count = if parents && *ids < 16 { self.random.below(4) } else { 0 };
        if kind == Kind::Parallel {
            count = count.max(1);
        }
        let is_state = kind == Kind::State;
        let mut children: Vec<Node> =
            (0..count).map(|_| self.node(depth + 1, is_state, ids)).collect();
        if !children.is_empty() && self.random.chance(1, 3) {
            *ids += 1;
            let history = Node { id: format!("h{ids}"), kind: Kind::History, children: Vec::new() };
            children.insert(self.random.below(children.len() + 1), history);
        }
        Node { id, kind, children }
    }

    fn document(&mut self, root: &Node) {
        let model = if self.ecmascript { "ecmascript" } else { "null" };
        let namespace = "http://www.w3.org/2005/07/scxml";
        let initial = match self.random.chance(1, 2) {
            true => format!(" initial=\"{}\"", self.targets(root, false)),
            false => String::new(),
        };
        let _ = writeln!(
            self.text,
            "<scxml xmlns=\"{namespace}\" version=\"1.0\" datamodel=\"{model}\"{initial}>"
        );
        if self.ecmascript {
            self.text.push_str(" <datamodel><data id=\"x\" expr=\"0\"/></datamodel>\n");
        }
        root.children.iter().for_each(|child| self.state(child, root));
        self.text.push_str("</scxml>\n");
    }

    fn state(&mut self, node: &Node, parent: &Node) {
        let Node { id, kind, .. } = node;
        match kind {
            Kind::History => return self.history(id, parent),
            Kind::Final => {
                let _ = writeln!(self.text, "<final id=\"{id}\">");
                self.blocks();
                if self.ecmascript && self.random.chance(1, 2) {
                    self.text.push_str("<donedata><content expr=\"x\"/></donedata>\n");
                }
                self.text.push_str("</final>\n");
                return;
            }
            Kind::State | Kind::Parallel => {}
        }
        let name = if *kind == Kind::Parallel { "parallel" } else { "state" };
        let how = if node.is_compound() { self.random.below(3) } else { 0 };
        let targets = self.targets(node, false);
        match how {
            1 => writeln!(self.text, "<{name} id=\"{id}\" initial=\"{targets}\">"),
            _ => writeln!(self.text, "<{name} id=\"{id}\">"),
        }
        .unwrap_or_default();
        if how == 2 {
            let _ = write!(self.text, "<initial><transition target=\"{targets}\">");
            self.content(2);
            self.text.push_str("</transition></initial>\n");
        }
        self.blocks();
        for _ in 0..self.random.below(4) {
            self.transition(node, parent);
        }
        node.children.iter().for_each(|child| self.state(child, node));
        let _ = writeln!(self.text, "</{name}>");
    }

    fn history(&mut self, id: &str, parent: &Node) {
        let deep = self.random.chance(1, 2);
        let kind = if deep { " type=\"deep\"" } else { "" };
        let targets = if deep {
            self.targets(parent, false)
        } else if parent.kind == Kind::Parallel {
            parent.states().iter().map(|child| child.id.as_str()).collect::<Vec<_>>().join(" ")
        } else {
            self.random.one(&parent.states()).id.clone()
        };
        let _ = write!(self.text, "<history id=\"{id}\"{kind}><transition target=\"{targets}\">");
        self.content(2);
        self.text.push_str("</transition></history>\n");
    }

    fn blocks(&mut self) {
        for name in ["onentry", "onentry", "onexit", "onexit"] {
            if self.random.below(5) < self.noise {
                let _ = write!(self.text, "<{name}>");
                self.content(3);
                let _ = writeln!(self.text, "</{name}>");
            }
        }
    }

    fn transition(&mut self, source: &Node, parent: &Node) {
        if self.random.chance(1, 10) {
            return self.eventless(source, parent);
        }
        let done = format!("done.state.{}", self.random.one(&self.all).id);
        let event = match self.random.below(24) {
            0..=5 => &done,
            6 => "*",
            7 => "done.state",
            _ => *self.random.one(&DESCRIPTORS),
        };
        let _ = write!(self.text, "<transition event=\"{event}\"");
        if self.random.chance(1, 4) {
            let cond = self.cond();
            let _ = write!(self.text, " cond=\"{cond}\"");
        }
        let inside = !source.children.is_empty() && self.random.chance(1, 2);
        let targets = match self.random.below(6) {
            0 => String::new(),
            _ if inside => self.targets(source, true),
            _ => {
                let anywhere = Node { id: String::new(), kind: Kind::State, children: Vec::new() };
                self.targets(&anywhere, true)
            }
        };
        if !targets.is_empty() {
            let _ = write!(self.text, " target=\"{targets}\"");
        }
        if self.random.chance(1, 3) {
            self.text.push_str(" type=\"internal\"");
        }
        self.text.push('>');
        if self.ecmascript && self.random.chance(self.noise, 6) {
            let expr = *self.random.one(&["_event.name", "_event.data"]);
            let _ = write!(self.text, "<log expr=\"{expr}\"/>");
        }
        self.content(2);
        self.text.push_str("</transition>\n");
    }

    /// A transition to a later sibling, or without target and until its condition is false: others are mostly
    /// endless loops.
    fn eventless(&mut self, source: &Node, parent: &Node) {
        if self.ecmascript && self.random.chance(1, 2) {
            let rest = self.random.below(3);
            let _ = write!(self.text, "<transition cond=\"x % 3 == {rest}\">");
            self.text.push_str("<assign location=\"x\" expr=\"x + 1\"/></transition>\n");
            return;
        }
        let later = parent.children.iter().skip_while(|n| n.id != source.id).skip(1);
        let later: Vec<&Node> = later.filter(|n| n.kind != Kind::History).collect();
        if later.is_empty() || parent.kind == Kind::Parallel {
            return;
        }
        let (target, cond) = (&self.random.one(&later).id, self.cond());
        let _ = write!(self.text, "<transition cond=\"{cond}\" target=\"{target}\">");
        self.content(2);
        self.text.push_str("</transition>\n");
    }

    /// Ids that make a legal state specification (section 3.11) inside `node`, or anywhere when it has no children:
    /// one state, or states of different regions of a parallel state.
    fn targets(&mut self, node: &Node, history: bool) -> String {
        let mut inside = Vec::new();
        match node.children.is_empty() {
            true => inside.clone_from(&self.all),
            false => node.flatten(&mut inside),
        }
        inside.retain(|n| history || n.kind != Kind::History);
        let wide: Vec<&Node> = inside.iter().filter(|n| n.states().len() > 1).collect();
        let wide: Vec<&Node> = wide.into_iter().filter(|n| n.kind == Kind::Parallel).collect();
        if wide.is_empty() || self.random.chance(2, 3) {
            return self.random.one(&inside).id.clone();
        }
        let parallel = *self.random.one(&wide);
        let mut ids = Vec::new();
        let regions = parallel.states();
        for (place, region) in regions.iter().enumerate() {
            let mut inside = Vec::new();
            region.flatten(&mut inside);
            inside.retain(|n| history || n.kind != Kind::History);
            match self.random.below(3) {
                0 if ids.len() + regions.len() - place > 2 => {}
                1 if !inside.is_empty() => ids.push(self.random.one(&inside).id.clone()),
                _ => ids.push(region.id.clone()),
            }
        }
        if self.random.chance(1, 4) {
            ids.reverse();
        }
        ids.join(" ")
    }
}
