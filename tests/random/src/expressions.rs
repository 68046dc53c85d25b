//! What could an expression be? What `expressions/rules.txt` allows, at random.

#[path = "expressions/document.rs"]
mod document;
#[path = "expressions/rules.rs"]
mod rules;

pub use document::{Document, SHOW, document};

use self::rules::{Part, Rule, Rules};
use crate::random::Random;

/// An expression, and where it stands.
#[derive(Debug)]
pub struct Case {
    /// The place that it is evaluated in.
    pub place: Place,
    /// The expression; in [`Place::Body`] the statements of a function.
    pub text: String,
    /// The variables of its own that it uses.
    pub locals: Vec<Variable>,
    /// The data and variables that it may have changed, by their names.
    pub shown: Vec<String>,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a function with variables.
    Locals,
    /// In a function with parameters.
    Parameters,
    /// As the body of a function.
    Body,
    /// `<assign expr>`
    Assign,
    /// `<log expr>`
    Log,
    /// `<if cond>`
    If,
    /// `<transition cond>`
    Transition,
}

const PLACES: [Place; 10] = [
    Place::Locals,
    Place::Locals,
    Place::Locals,
    Place::Parameters,
    Place::Body,
    Place::Assign,
    Place::Assign,
    Place::Log,
    Place::If,
    Place::Transition,
];

/// What the expressions of most places are; conditions are mostly `b`.
const KINDS: [char; 16] =
    ['n', 'n', 'n', 'n', 's', 's', 's', 's', 'b', 'b', 'v', 'v', 'v', 'a', 'a', 'o'];

/// So many bytes of text. Longer ones are one in five, and would take as long to compile as all others together.
const LONGEST: usize = 300;

/// The data of a document, by kind: how many there are of each.
const DATA: [(char, usize); 8] =
    [('n', 4), ('s', 3), ('b', 2), ('v', 3), ('a', 2), ('m', 1), ('w', 1), ('o', 2)];

/// A variable that the expressions know.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// The expression that it begins with.
    pub value: String,
    kind: char,
    assignable: bool,
}

/// Writes expressions.
#[derive(Debug)]
pub struct Writer {
    random: Random,
    rules: Rules,
    /// The data, and then the variables of the current expression's own.
    roots: Vec<Variable>,
    /// How many of `roots` are data.
    data: usize,
    /// The variables that are visible at the current place inside of the expression.
    scope: Vec<Variable>,
    /// Which of `roots` the expression uses.
    used: Vec<usize>,
    names: usize,
    may_declare: bool,
}

impl Writer {
    /// The same seed gives the same expressions.
    pub fn new(seed: u64) -> Self {
        let mut writer = Self {
            random: Random::new(seed),
            rules: Rules::new(),
            roots: Vec::new(),
            data: 0,
            scope: Vec::new(),
            used: Vec::new(),
            names: 0,
            may_declare: false,
        };
        for (kind, count) in DATA {
            for number in 0..count {
                let value = writer.constant(kind);
                let name = format!("{kind}{number}");
                writer.roots.push(Variable { name, value, kind, assignable: true });
            }
        }
        writer.data = writer.roots.len();
        writer
    }

    /// The data of the document.
    pub fn data(&self) -> &[Variable] {
        &self.roots[..self.data]
    }

    /// The next expression that is not too long.
    pub fn case(&mut self) -> Case {
        loop {
            let case = self.any_case();
            if case.text.len() <= LONGEST {
                return case;
            }
        }
    }

    fn any_case(&mut self) -> Case {
        let place = *self.random.one(&PLACES);
        self.roots.truncate(self.data);
        self.used.clear();
        self.names = 10;
        self.may_declare = matches!(place, Place::Locals | Place::Parameters | Place::Body);
        let kind = match place {
            Place::Body => 'B',
            Place::If | Place::Transition if self.random.chance(4, 5) => 'b',
            _ => *self.random.one(&KINDS),
        };
        let depth = *self.random.one(&[1, 1, 2, 2, 2, 2, 3, 3, 4]);
        let (text, _) = self.composite(kind, depth, false);
        self.used.sort_unstable();
        self.used.dedup();
        let shown = self.used.iter().map(|root| self.roots[*root].name.clone()).collect();
        Case { place, text, locals: self.roots[self.data..].to_vec(), shown }
    }

    /// What a variable of this kind begins with.
    fn constant(&mut self, kind: char) -> String {
        let kind =
            if kind == 'v' { *self.random.one(&['n', 's', 'b', 'a', 'o', 'v']) } else { kind };
        let leaves = &self.rules.kind(kind).leaves;
        match &self.random.one(leaves).parts[..] {
            [Part::Text(text)] => text.clone(),
            parts => panic!("a leaf of {kind} is no constant: {parts:?}"),
        }
    }

    /// An expression, and whether it is primary.
    fn expression(&mut self, kind: char, depth: usize, strict: bool) -> (String, bool) {
        let fixed = "kipqxSAB".contains(kind);
        let kind = if !strict && !fixed && self.random.chance(1, 30) { 'v' } else { kind };
        let kind = if kind == 'S' && depth == 0 { 'A' } else { kind };
        let leaf = !"SAB".contains(kind) && (depth == 0 || self.random.chance(1, 8));
        if !leaf {
            return self.composite(kind, depth, strict);
        }
        if self.random.chance(2, 3)
            && let Some(name) = self.readable(kind)
        {
            return (name, true);
        }
        let leaves = &self.rules.kind(kind).leaves;
        if leaves.is_empty() {
            return self.composite(kind, 0, strict);
        }
        let place = self.random.below(leaves.len());
        self.fill(kind, place, true, 0, strict)
    }

    fn composite(&mut self, kind: char, depth: usize, strict: bool) -> (String, bool) {
        let alternatives = self.rules.kind(kind);
        let leaf = alternatives.rules.is_empty();
        let rules = if leaf { &alternatives.leaves } else { &alternatives.rules };
        let place = self.random.below(rules.len());
        self.fill(kind, place, leaf, depth.saturating_sub(1), strict)
    }

    /// What an alternative gives.
    fn fill(
        &mut self,
        kind: char,
        place: usize,
        leaf: bool,
        depth: usize,
        strict: bool,
    ) -> (String, bool) {
        let kind = self.rules.kind(kind);
        let Rule { parts, is_primary } =
            if leaf { &kind.leaves[place] } else { &kind.rules[place] };
        let (parts, is_primary) = (parts.clone(), *is_primary);
        if let [Part::Expression { kind, .. }] = parts[..] {
            return self.expression(kind, depth, strict);
        }
        let visible = self.scope.len();
        let mut names: [Option<String>; 10] = Default::default();
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Text(part) => text.push_str(&part),
                Part::Expression { kind, strict: here, enclosed, before_dot } => {
                    let (part, is_primary) = self.expression(kind, depth, strict || here);
                    let number = part.starts_with(|c: char| c.is_ascii_digit() || c == '.');
                    let bare = enclosed || "pxSAB".contains(kind) || is_primary;
                    match bare && !(before_dot && number) {
                        true => text.push_str(&part),
                        false => text.extend(["(", &part, ")"]),
                    }
                }
                Part::End => self.scope.truncate(visible),
                Part::Assigned(kind) => text.push_str(&self.assigned(kind)),
                Part::Name { number, written, declared } => {
                    let name = names[number].get_or_insert_with(|| {
                        self.names += 1;
                        format!("x{}", self.names)
                    });
                    if written {
                        text.push_str(name);
                    }
                    if let Some((kind, assignable)) = declared {
                        let (name, value) = (name.clone(), String::new());
                        self.scope.push(Variable { name, value, kind, assignable });
                    }
                }
            }
        }
        self.scope.truncate(visible);
        (text, is_primary)
    }

    /// A variable whose value is of this kind, if there is one or can be one.
    fn readable(&mut self, kind: char) -> Option<String> {
        if !"nsbvamwok".contains(kind) {
            return None;
        }
        let fits = |variable: &Variable| match kind {
            'v' => true,
            'a' => "amw".contains(variable.kind),
            _ => variable.kind == kind,
        };
        let inner: Vec<&Variable> = self.scope.iter().filter(|v| fits(v)).collect();
        if !inner.is_empty() && self.random.chance(3, 4) {
            return Some(self.random.one(&inner).name.clone());
        }
        self.root(kind, fits)
    }

    /// A variable of exactly this kind that may be assigned.
    fn assigned(&mut self, kind: char) -> String {
        let fits = |variable: &Variable| variable.kind == kind && variable.assignable;
        let inner: Vec<&Variable> = self.scope.iter().filter(|v| fits(v)).collect();
        if !inner.is_empty() && self.random.chance(2, 3) {
            return self.random.one(&inner).name.clone();
        }
        self.root(kind, fits).expect("there are data of each kind that is assigned")
    }

    /// One of the data or of the expression's own variables; a new one now and then.
    fn root(&mut self, kind: char, fits: impl Fn(&Variable) -> bool) -> Option<String> {
        let known: Vec<usize> = (0..self.roots.len()).filter(|r| fits(&self.roots[*r])).collect();
        let own = known.iter().filter(|root| **root >= self.data).count();
        if kind != 'k' && self.may_declare && self.random.chance(3, 4 + 4 * own) {
            let value = self.constant(kind);
            self.names += 1;
            let name = format!("{kind}{}", self.names);
            self.used.push(self.roots.len());
            self.roots.push(Variable { name: name.clone(), value, kind, assignable: true });
            return Some(name);
        }
        if known.is_empty() {
            return None;
        }
        let root = *self.random.one(&known);
        self.used.push(root);
        Some(self.roots[root].name.clone())
    }
}
