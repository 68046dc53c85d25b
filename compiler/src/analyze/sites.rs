//! Which error event reports a failure, and from which place? Here the dialects' names for errors become data.

use std::collections::BTreeMap;

use scxml_diagnostic::{Sources, Span};

use crate::ast::Dialect;
use crate::chart::{ErrorEvent, Site, SiteId};

/// The element that something is written in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// Its start tag.
    pub(super) span: Span,
    /// Its name as written.
    pub(super) element: &'a str,
}

/// What may fail; strategies name their errors by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Script,
    Cond,
    Location,
    Value,
    Data,
}

/// The places that can fail, each once.
#[derive(Debug)]
pub(super) struct Sites<'a> {
    dialect: Dialect,
    sources: &'a Sources,
    known: BTreeMap<(u32, u32, u32, Role), SiteId>,
    pub(super) list: Vec<Site>,
}

impl<'a> Sites<'a> {
    pub(super) fn new(dialect: Dialect, sources: &'a Sources) -> Self {
        Self { dialect, sources, known: BTreeMap::new(), list: Vec::new() }
    }

    /// The site for a kind of failure in an element.
    pub(super) fn site(&mut self, role: Role, place: Place<'_>) -> SiteId {
        self.expression(role, place, place.span)
    }

    /// The site for a failure of an expression in an element.
    pub(super) fn expression(&mut self, role: Role, place: Place<'_>, at: Span) -> SiteId {
        let role = if self.dialect == Dialect::W3c { Role::Value } else { role };
        // What the compiler made up stands nowhere.
        let at = if at.file == place.span.file && at != Span::NOWHERE { at } else { place.span };
        let next = SiteId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        let key = (place.span.file.0, place.span.start, at.start, role);
        let site = *self.known.entry(key).or_insert(next);
        if site == next {
            let source = self.sources.get(at.file);
            let number = |number| u32::try_from(number).unwrap_or(0);
            let (line, column) = source.map_or((0, 0), |source| source.line_column(at.start));
            self.list.push(Site {
                span: place.span,
                document: source.map_or(String::new(), |source| source.name().to_owned()),
                line: number(line),
                column: number(column),
                element: place.element.to_owned(),
                error: error_event(self.dialect, role),
            });
        }
        site
    }
}

/// Section 3.12.2 of the Recommendation; the events of the Orchestration Server by what failed.
fn error_event(dialect: Dialect, role: Role) -> ErrorEvent {
    match (dialect, role) {
        (Dialect::W3c, _) => ErrorEvent::Named("error.execution"),
        (Dialect::Ors, Role::Script) => ErrorEvent::WithErrorName("error.script"),
        (Dialect::Ors, Role::Cond) => ErrorEvent::WithErrorName("error.illegalcond"),
        (Dialect::Ors, Role::Location) => ErrorEvent::WithErrorName("error.illegalloc"),
        (Dialect::Ors, Role::Value) => ErrorEvent::WithErrorName("error.illegalvalue"),
        (Dialect::Ors, Role::Data) => ErrorEvent::WithErrorName("error.illegaldata"),
    }
}
