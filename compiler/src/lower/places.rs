//! At which place of which file is each statement of a script that can fail?
//!
//! Such a statement names its place before it runs, and so does a part of it that begins on another line: errors are
//! found by file and line. What cannot fail names nothing, so that it costs nothing.

mod parts;

use std::collections::HashMap;

use scxml_diagnostic::{Sources, Span};

use self::parts::{children, is_wrapped};
use super::sure::cannot_fail;
use crate::code::{Expr, ExprKind, Globals, KEPT, PlaceNumber, Stmt, StmtKind, Target};
use crate::load::file_name;

/// The places so far: those of functions of scripts, then those of each block or guard, which counts its own.
#[derive(Debug)]
pub(super) struct Places<'a> {
    sources: &'a Sources,
    pub(super) list: Vec<[u32; 3]>,
    /// Where the block or guard in hand counts from; `None` while functions of scripts name their places.
    own: Option<u32>,
    /// Those that were named since; only looked up.
    known: HashMap<[u32; 3], PlaceNumber>,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        Self { sources, list: Vec::new(), own: None, known: HashMap::new() }
    }

    /// Lets the functions of a machine name their places.
    pub(super) fn functions(&mut self, globals: &mut Globals) {
        let mut functions = std::mem::take(&mut globals.functions);
        for function in &mut functions {
            Naming { places: self, globals, line: 0 }.statements(&mut function.body);
        }
        globals.functions = functions;
    }

    /// Begins a block or guard; gives where its places begin.
    pub(super) fn begin(&mut self) -> u32 {
        self.known.clear();
        *self.own.insert(self.list.len() as u32)
    }

    /// Lets a script name its places.
    pub(super) fn script(&mut self, body: &mut Vec<Stmt>, globals: &mut Globals) {
        Naming { places: self, globals, line: 0 }.statements(body);
    }

    /// Lets the parts of an expression, whose own place is known, name theirs.
    pub(super) fn expression(&mut self, expression: &mut Expr, globals: &mut Globals) {
        let line = self.line(expression.span);
        Naming { places: self, globals, line }.parts(expression);
    }

    fn line(&self, span: Span) -> usize {
        self.sources.get(span.file).map_or(0, |source| source.line(span.start))
    }

    /// The number of a place; `None` for what the compiler made up.
    fn number(&mut self, span: Span, globals: &mut Globals) -> Option<PlaceNumber> {
        let source = self.sources.get(span.file).filter(|_| span != Span::NOWHERE)?;
        let (line, column) = source.line_column(span.start);
        let number = |number| u32::try_from(number).unwrap_or(u32::MAX);
        let place = [globals.atom(file_name(source.name())).0, number(line), number(column)];
        let first = self.own.unwrap_or(0) as usize;
        let next =
            PlaceNumber { number: number(self.list.len() - first + 1), own: self.own.is_some() };
        Some(*self.known.entry(place).or_insert_with(|| {
            self.list.push(place);
            next
        }))
    }
}

/// One pass over the code of a function or script.
struct Naming<'n, 'a> {
    places: &'n mut Places<'a>,
    globals: &'n mut Globals,
    /// The line of the place that was named last.
    line: usize,
}

impl Naming<'_, '_> {
    fn at(&mut self, span: Span) -> Option<Stmt> {
        let place = self.places.number(span, self.globals)?;
        Some(Stmt { kind: StmtKind::At(place), span })
    }

    fn statements(&mut self, body: &mut Vec<Stmt>) {
        for mut statement in std::mem::take(body) {
            self.line = self.places.line(statement.span);
            if self.begins_with_failure(&statement.kind) {
                body.extend(self.at(statement.span));
            }
            self.inside(&mut statement.kind);
            body.push(statement);
        }
    }

    /// Whether what a statement does first can fail.
    fn begins_with_failure(&self, statement: &StmtKind) -> bool {
        match statement {
            StmtKind::Expr(first)
            | StmtKind::Complete(first)
            | StmtKind::Temp(_, first)
            | StmtKind::Let(_, Some(first))
            | StmtKind::Return(Some(first))
            | StmtKind::If(first, ..)
            | StmtKind::Switch { value: first, .. } => self.can_fail(first),
            // Each turn of a loop can be one too many.
            StmtKind::Throw(_)
            | StmtKind::Loop { .. }
            | StmtKind::DoWhile { .. }
            | StmtKind::Each { .. } => true,
            _ => false,
        }
    }

    fn can_fail(&self, expression: &Expr) -> bool {
        match &expression.kind {
            ExprKind::Assign { op: None, target, value } => {
                let sure =
                    matches!(**target, Target::Slot(_) | Target::Variable(_) | Target::Global(_));
                !sure || self.can_fail(value)
            }
            ExprKind::Function { .. } => false,
            _ => !cannot_fail(expression, self.globals),
        }
    }

    fn inside(&mut self, statement: &mut StmtKind) {
        match statement {
            StmtKind::Expr(value)
            | StmtKind::Complete(value)
            | StmtKind::Temp(_, value)
            | StmtKind::Let(_, Some(value))
            | StmtKind::Return(Some(value))
            | StmtKind::Throw(value) => self.parts(value),
            StmtKind::Block(body) | StmtKind::Scope(_, body) | StmtKind::Labelled(_, body) => {
                self.statements(body);
            }
            StmtKind::If(test, yes, no) => {
                self.parts(test);
                self.statements(yes);
                self.otherwise(no);
            }
            StmtKind::Loop { test, update, body, .. } => {
                self.again(test.as_mut());
                self.statements(body);
                self.again(update.as_mut());
            }
            StmtKind::DoWhile { body, test, .. } => {
                self.statements(body);
                self.again(Some(test));
            }
            StmtKind::Each { object, body, .. } => {
                self.parts(object);
                self.statements(body);
            }
            StmtKind::Switch { value, cases, .. } => {
                self.parts(value);
                for (test, body) in cases {
                    self.again(test.as_mut());
                    self.statements(body);
                }
            }
            StmtKind::Try { block, handler, finalizer } => {
                self.statements(block);
                if let Some((_, body)) = handler {
                    self.statements(body);
                }
                if let Some(body) = finalizer {
                    self.statements(body);
                }
            }
            StmtKind::At(_)
            | StmtKind::Let(_, None)
            | StmtKind::Return(None)
            | StmtKind::Break(_)
            | StmtKind::Continue(_) => {}
        }
    }

    /// `else if` stays one.
    fn otherwise(&mut self, mut no: &mut Vec<Stmt>) {
        while let [Stmt { kind: StmtKind::If(..), .. }] = no[..] {
            let StmtKind::If(test, yes, next) = &mut no[0].kind else { return };
            self.again(Some(test));
            self.statements(yes);
            no = next;
        }
        self.statements(no);
    }

    /// What runs after other statements have named their places.
    fn again(&mut self, expression: Option<&mut Expr>) {
        let Some(expression) = expression else { return };
        self.line = self.places.line(expression.span);
        self.parts(expression);
        if self.can_fail(expression) {
            self.wrap(expression);
        }
    }

    fn wrap(&mut self, expression: &mut Expr) {
        let Some(at) = self.at(expression.span) else { return };
        put_before(expression, vec![at]);
    }

    /// The parts of an expression that begin on other lines.
    fn parts(&mut self, expression: &mut Expr) {
        let (span, line) = (expression.span, self.line);
        match &mut expression.kind {
            ExprKind::Call { callee, arguments, .. } => {
                self.parts(callee);
                self.arguments(span, arguments);
            }
            ExprKind::New { callee, arguments } => {
                self.parts(callee);
                self.arguments(span, arguments);
            }
            ExprKind::Block(_, body, value) => {
                self.statements(body);
                self.line = line;
                self.parts(value);
            }
            ExprKind::Completion(script) => self.statements(&mut script.body),
            // What these are of is told by its form.
            ExprKind::Unary(_, operand)
            | ExprKind::Optional(_, operand)
            | ExprKind::Present(_, operand) => self.parts(operand),
            kind => children(kind).into_iter().for_each(|child| {
                self.part(child);
            }),
        }
        self.line = line;
    }

    /// Whether it names a place of its own.
    fn part(&mut self, expression: &mut Expr) -> bool {
        if let ExprKind::Spread(list) = &mut expression.kind {
            return self.part(list);
        }
        let outer = self.line;
        self.line = self.places.line(expression.span);
        self.parts(expression);
        let moved = self.line != outer && is_wrapped(&expression.kind) && self.can_fail(expression);
        if moved {
            self.wrap(expression);
        }
        self.line = outer;
        moved
    }

    /// A call is where it begins, also when its arguments are on other lines.
    fn arguments(&mut self, call: Span, arguments: &mut [Expr]) {
        let mut moved = false;
        for argument in &mut *arguments {
            moved |= self.part(argument);
        }
        if !moved {
            return;
        }
        let last = match arguments.last_mut() {
            Some(Expr { kind: ExprKind::Spread(list), .. }) => list,
            Some(last) => last,
            None => return,
        };
        let Some(at) = self.at(call) else { return };
        let kept = Expr { kind: ExprKind::Temp(KEPT), ..last.clone() };
        let value = std::mem::replace(last, kept);
        let keep = Stmt { kind: StmtKind::Temp(KEPT, value), span: last.span };
        put_before(last, vec![keep, at]);
    }
}

fn put_before(expression: &mut Expr, statements: Vec<Stmt>) {
    let (ty, span) = (expression.ty, expression.span);
    let undefined = Expr { kind: ExprKind::Undefined, ty, span };
    let value = std::mem::replace(expression, undefined);
    expression.kind = ExprKind::Block(0, statements, Box::new(value));
}
