//! What does each piece of ECMAScript say? Every piece is parsed once, here, and told to the scope; names are
//! session-wide, so nothing can be resolved before all of it is known.

use std::collections::BTreeMap;

use scxml_diagnostic::{Diagnostic, Diagnostics, FileId, Severity, Sources, Span};

use super::mend;
use crate::ast::{self, Dialect, ScriptPart};
use crate::codes;
use crate::ecma::{self, LocationUse, Scope};
use crate::es;
use crate::xml::Text;

/// A piece of ECMAScript, or what stands where one was expected.
#[derive(Debug)]
pub(super) enum Snippet {
    Expression(es::Expr),
    Location(es::Target, LocationUse),
    /// The document means these words (ors).
    Text,
    /// What it is not; the message is for the run-time error that takes its place.
    Broken(String),
}

/// All pieces of a document, by place.
#[derive(Debug, Default)]
pub(super) struct Snippets {
    pieces: BTreeMap<(FileId, u32, u32), Snippet>,
    /// A script's parts, put together; by the place of its start tag. One that could not be parsed is the message for the
    /// run-time error that takes its place.
    scripts: BTreeMap<(FileId, u32, u32), Result<es::Script, String>>,
}

fn key(span: Span) -> (FileId, u32, u32) {
    (span.file, span.start, span.end)
}

impl Snippets {
    /// The piece at a place.
    pub(super) fn get(&self, span: Span) -> Option<&Snippet> {
        self.pieces.get(&key(span))
    }

    /// The script whose start tag is at a place, or what it is not.
    pub(super) fn script(&self, span: Span) -> Option<&Result<es::Script, String>> {
        self.scripts.get(&key(span))
    }
}

/// Parses every piece of the document and tells the scope about it.
pub(super) fn collect(
    document: &ast::Document,
    sources: &Sources,
    scope: &mut Scope,
    diagnostics: &mut Diagnostics,
) -> Snippets {
    let snippets = Snippets::default();
    let mut collector = Collector {
        dialect: document.dialect,
        sources,
        scope,
        diagnostics,
        snippets,
        undecided: Vec::new(),
    };
    collector.document(document);
    collector.decide();
    collector.snippets
}

/// Parses pieces and tells the scope about them.
pub(super) struct Collector<'s, 'a> {
    pub(super) dialect: Dialect,
    sources: &'s Sources,
    pub(super) scope: &'s mut Scope,
    diagnostics: &'s mut Diagnostics,
    snippets: Snippets,
    /// Attributes that are text or expression, which depends on what the rest of the document declares.
    undecided: Vec<(&'a Text, es::Expr)>,
}

impl<'a> Collector<'_, 'a> {
    pub(super) fn expressions<'t>(&mut self, texts: impl IntoIterator<Item = &'t Text>) {
        for text in texts {
            self.expression(text);
        }
    }

    pub(super) fn expression(&mut self, text: &Text) {
        let (snippet, found) = self.parsed(text);
        self.put(text, snippet, found);
    }

    /// The value of an action's attribute: whoever writes `name="703_sip"` forgot the inner quotes.
    pub(super) fn action_value(&mut self, text: &Text) {
        let (snippet, mut found) = self.parsed(text);
        let quotable = !text.value.contains(['\'', '"', '(', '[', '{', '=', '&', '|']);
        let told = found.iter().any(|diagnostic| diagnostic.suggestion.is_some());
        if matches!(snippet, Snippet::Broken(_)) && quotable && !told {
            let quoted = format!("'{}'", text.value.trim());
            let suggest = |d: Diagnostic| {
                d.suggest("a text in an expression has quotes of its own", text.span, &quoted)
            };
            found = found.into_iter().map(suggest).collect();
        }
        self.put(text, snippet, found);
    }

    fn parsed(&mut self, text: &Text) -> (Snippet, Vec<Diagnostic>) {
        let mut found = Diagnostics::default();
        let mut parsed = ecma::parse_expression(text, &mut found);
        if parsed.is_none()
            && self.dialect == Dialect::Ors
            && let Some(statements) = ecma::try_statements(text)
        {
            found = Diagnostics::default();
            parsed = Some(statements);
        }
        let snippet = match parsed {
            Some(expression) => {
                self.scope.expression(&expression);
                Snippet::Expression(expression)
            }
            None => Snippet::Broken(first_error(&found)),
        };
        let found = found.into_iter().map(|d| self.with_an_edit(d, text)).collect();
        (snippet, found)
    }

    pub(super) fn location(&mut self, text: &Text, usage: LocationUse) {
        let mut found = Diagnostics::default();
        let snippet = match ecma::parse_location(text, &mut found) {
            Some(target) => {
                self.scope.location(&target, usage);
                Snippet::Location(target, usage)
            }
            None => Snippet::Broken(first_error(&found)),
        };
        let found = found.into_iter().map(|d| self.with_an_edit(d, text)).collect();
        self.put(text, snippet, found);
    }

    fn with_an_edit(&self, diagnostic: Diagnostic, text: &Text) -> Diagnostic {
        if diagnostic.code == codes::ECMASCRIPT_SYNTAX && diagnostic.severity == Severity::Error {
            mend::suggest(diagnostic, text, self.sources)
        } else {
            diagnostic
        }
    }

    /// The Recommendation wants an error event where an expression is none (section 5.9); a strategy is refused.
    fn put(&mut self, text: &Text, snippet: Snippet, found: Vec<Diagnostic>) {
        for mut diagnostic in found {
            // What is nested too deep may well be an expression.
            let none = matches!(diagnostic.code, codes::ECMASCRIPT_SYNTAX | codes::NOT_A_LOCATION);
            if self.dialect == Dialect::W3c && none && diagnostic.severity == Severity::Error {
                diagnostic.severity = Severity::Warning;
                diagnostic =
                    diagnostic.note("at run time this raises `error.execution` (section 5.9)");
            }
            self.diagnostics.push(diagnostic);
        }
        self.snippets.pieces.insert(key(text.span), snippet);
    }

    pub(super) fn either(&mut self, text: &'a Option<Text>) {
        let Some(text) = text.as_ref().filter(|_| self.dialect == Dialect::Ors) else { return };
        match ecma::try_expression(text) {
            Some(expression) => self.undecided.push((text, expression)),
            None => {
                self.snippets.pieces.insert(key(text.span), Snippet::Text);
            }
        }
    }

    /// Text, if a name in it is declared nowhere: `toExit` and `dialog.done` parse as expressions too.
    fn decide(&mut self) {
        for (text, expression) in std::mem::take(&mut self.undecided) {
            let undeclared = |name: &es::Name| !self.scope.declares(&name.text);
            let foreign = ecma::free_names(&expression).iter().any(undeclared)
                || is_bare_builtin(&expression);
            let snippet = if foreign {
                Snippet::Text
            } else {
                self.scope.expression(&expression);
                Snippet::Expression(expression)
            };
            self.snippets.pieces.insert(key(text.span), snippet);
        }
    }

    pub(super) fn script(&mut self, script: &ast::Script) {
        let texts: Vec<&Text> = script
            .parts
            .iter()
            .filter_map(|part| match part {
                ScriptPart::Text(text) => Some(text),
                ScriptPart::Src(_) | ScriptPart::Include(_) => None,
            })
            .collect();
        let mut found = Diagnostics::default();
        let whole = ecma::parse_script(&texts, &mut found).ok_or_else(|| first_error(&found));
        if let Ok(whole) = &whole {
            self.scope.script(whole);
        }
        self.snippets.scripts.insert(key(script.span), whole);
        self.diagnostics.extend(found);
    }
}

/// A diagnostic for a `<param>` that the Recommendation does not allow.
pub(super) fn param_without_value(param: &ast::Param) -> Diagnostic {
    Diagnostic::error(codes::MISSING_ATTRIBUTE, param.span, "`<param>` needs `expr` or `location`")
        .note("section 5.7: one of them")
}

fn first_error(found: &Diagnostics) -> String {
    let error = found.iter().find(|diagnostic| diagnostic.severity == Severity::Error);
    error.map_or(String::new(), |diagnostic| diagnostic.message.clone())
}

/// An event may be called `escape`; nobody means the function.
fn is_bare_builtin(expression: &es::Expr) -> bool {
    match &expression.kind {
        es::ExprKind::Name(name) => {
            &*name.text != "undefined"
                && scxml_schema::builtins::lookup_global(&name.text).is_some()
        }
        _ => false,
    }
}
