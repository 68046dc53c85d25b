//! Text to tree: the only module that names swc.
//!
//! swc parses the whole of today's language; what [`crate::es`] has no form for becomes `Unsupported` there. Its
//! spans count bytes of the parsed text from 1.

mod assign;
mod chain;
mod class;
mod error;
mod expression;
mod function;
mod literal;
mod pattern;
mod statement;

use scxml_diagnostic::{Diagnostic, Diagnostics, Span};
use swc_common::BytePos;
use swc_ecma_ast as ast;
use swc_ecma_parser::{EsSyntax, Lexer, Parser, StringInput, Syntax};

use super::scan;
use super::source::Source;
use crate::codes;
use crate::{es, xml::Text};

/// After this many errors in one script, the rest would be noise.
const MOST_ERRORS: usize = 20;
/// How deep the tree may be; what is printed for it must not be too much for rustc's stack.
const MOST_LEVELS: u32 = 300;

pub(super) fn expression(text: &Text, diagnostics: &mut Diagnostics) -> Option<es::Expr> {
    let source = Source::new(&[text]);
    let value = source.value();
    if value.trim().is_empty() {
        diagnostics.push(Diagnostic::error(
            codes::ECMASCRIPT_SYNTAX,
            text.span,
            "an expression is missing here",
        ));
        return None;
    }
    check_depth(&source, diagnostics)?;
    let mut parser = parser(value, 0);
    let parsed = parser.parse_expr();
    let recovered = parser.take_errors();
    let expression = match parsed {
        Ok(expression) if recovered.is_empty() => expression,
        Ok(_) => {
            recovered.iter().for_each(|e| diagnostics.push(error::diagnostic(e, &source)));
            return None;
        }
        Err(error) => {
            diagnostics.push(error::diagnostic(&error, &source));
            return None;
        }
    };
    let end = offset(parser.cur_pos()).min(value.len());
    if end < value.len() {
        if let Some(expression) = in_parentheses(value) {
            return converted(&expression, &source, diagnostics);
        }
        diagnostics.push(error::left_over(end, &source));
        if value[end..].trim() != ";" {
            return None;
        }
    }
    converted(&expression, &source, diagnostics)
}

/// The expression in our tree, unless it holds something that only looks like ECMAScript.
fn converted(
    expression: &ast::Expr,
    source: &Source<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<es::Expr> {
    let mut converter = Converter::new(source);
    let expression = converter.expression(expression);
    converter.finish(diagnostics).then_some(expression)
}

/// The expression in parentheses: outside of them swc takes no operator `in`, as in the head of a `for`.
fn in_parentheses(value: &str) -> Option<Box<ast::Expr>> {
    let text = format!("({value}\n)");
    let end = BytePos(u32::try_from(text.len()).ok()?);
    // The first byte of `value` is at 1, as it is without the parenthesis.
    let mut parser = lexed(StringInput::new(&text, BytePos(0), end));
    let expression = parser.parse_expr().ok()?;
    let ast::Expr::Paren(whole) = *expression else { return None };
    (whole.span.hi == end && parser.take_errors().is_empty()).then_some(whole.expr)
}

pub(super) fn script(texts: &[&Text], diagnostics: &mut Diagnostics) -> Option<es::Script> {
    let source = Source::new(texts);
    check_depth(&source, diagnostics)?;
    let mut parser = parser(source.value(), 0);
    let parsed = parser.parse_script();
    let recovered = parser.take_errors();
    match parsed {
        Ok(script) if recovered.is_empty() => {
            let mut converter = Converter::new(&source);
            converter.directives(&script.body);
            let body = converter.statements(&script.body);
            let span = source.span(0, source.value().len());
            converter.finish(diagnostics).then_some(es::Script { body, span })
        }
        Ok(_) => {
            recovered
                .iter()
                .take(MOST_ERRORS)
                .for_each(|e| diagnostics.push(error::diagnostic(e, &source)));
            None
        }
        Err(error) => {
            let first = error::start(&error);
            diagnostics.push(error::diagnostic(&error, &source));
            further_errors(&source, first, diagnostics);
            None
        }
    }
}

/// swc gives up at the first error that it cannot mend: goes on behind the statement that has it.
fn further_errors(source: &Source<'_>, first: usize, diagnostics: &mut Diagnostics) {
    let value = source.value();
    let (mut begin, mut at) = (0, first);
    for _ in 1..MOST_ERRORS {
        let Some(end) = scan::statement_end(&value[begin..], at - begin) else { return };
        begin += end;
        let mut parser = parser(&value[begin..], begin);
        let result = parser.parse_script();
        for error in parser.take_errors() {
            diagnostics.push(error::diagnostic(&error, source));
        }
        let Err(error) = result else { return };
        diagnostics.push(error::diagnostic(&error, source));
        at = error::start(&error).max(begin);
    }
}

fn check_depth(source: &Source<'_>, diagnostics: &mut Diagnostics) -> Option<()> {
    let Some(at) = scan::too_deep(source.value()) else { return Some(()) };
    diagnostics.push(too_deep(source.span(at, at + 1)));
    None
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(codes::NESTED_TOO_DEEP, span, "this is nested too deep to be compiled")
        .note("split it: put parts of it into variables or functions")
}

fn parser(text: &str, begin: usize) -> Parser<Lexer<'_>> {
    let position = |at: usize| BytePos(u32::try_from(at + 1).unwrap_or(u32::MAX));
    let input = StringInput::new(text, position(begin), position(begin + text.len()));
    lexed(input)
}

fn lexed(input: StringInput<'_>) -> Parser<Lexer<'_>> {
    Parser::new_from(Lexer::new(Syntax::Es(EsSyntax::default()), ast::EsVersion::Es5, input, None))
}

fn offset(position: BytePos) -> usize {
    (position.0 as usize).saturating_sub(1)
}

/// Turns swc's tree into ours.
struct Converter<'a> {
    source: &'a Source<'a>,
    depth: u32,
    /// Early errors that swc does not find.
    errors: Vec<Diagnostic>,
    /// What has no effect.
    warnings: Vec<Diagnostic>,
    /// Whether what is being converted is strict code (ECMA-262 section 10.1.1).
    strict: bool,
}

impl<'a> Converter<'a> {
    fn new(source: &'a Source<'a>) -> Self {
        Self { source, depth: 0, errors: Vec::new(), warnings: Vec::new(), strict: false }
    }

    /// Tells the errors and warnings; true when there is no error.
    fn finish(self, diagnostics: &mut Diagnostics) -> bool {
        let is_right = self.errors.is_empty();
        self.errors.into_iter().chain(self.warnings).for_each(|found| diagnostics.push(found));
        is_right
    }

    /// Heeds a directive to be strict, and says how little it changes (ECMA-262 section 14.1).
    fn directives(&mut self, body: &[ast::Stmt]) {
        for statement in body {
            let ast::Stmt::Expr(statement) = statement else { return };
            let ast::Expr::Lit(ast::Lit::Str(text)) = &*statement.expr else { return };
            if text.value.as_str() == Some("use strict") {
                self.strict = true;
                let what = "there is no strict mode: this only unlinks `arguments`";
                let span = self.span(statement.span);
                self.warnings.push(Diagnostic::warning(codes::STRICT_MODE, span, what).note(
                    "`this` is an object always, and a name that is assigned is declared by that",
                ));
            }
        }
    }

    fn span(&self, span: swc_common::Span) -> Span {
        self.source.span(offset(span.lo), offset(span.hi))
    }

    fn written(&self, span: swc_common::Span) -> &'a str {
        self.source.value().get(offset(span.lo)..offset(span.hi)).unwrap_or("")
    }

    fn name(&self, text: &str, span: swc_common::Span) -> es::Name {
        es::Name { text: text.into(), span: self.span(span) }
    }

    /// An error for language that has no form in our tree.
    fn unsupported(&self, span: swc_common::Span, what: &str, instead: &str) -> Box<Diagnostic> {
        Box::new(unsupported(self.span(span), what, instead))
    }
}

fn unsupported(span: Span, what: &str, instead: &str) -> Diagnostic {
    Diagnostic::error(codes::UNSUPPORTED_ECMASCRIPT, span, format!("{what} not supported"))
        .note(instead.to_owned())
}

#[cfg(test)]
mod tests {
    use scxml_diagnostic::{FileId, Span};

    use super::*;

    fn text(value: &str) -> Text {
        Text::verbatim(value, Span::new(FileId(0), 100, 100 + value.len()))
    }

    fn said(diagnostics: &Diagnostics, value: &str) -> Vec<String> {
        diagnostics
            .iter()
            .map(|d| {
                let span = d.span.expect("errors of a text have a place");
                format!(
                    "{}: {}",
                    &value[span.start as usize - 100..span.end as usize - 100],
                    d.message
                )
            })
            .collect()
    }

    fn errors_of_expression(value: &str) -> Vec<String> {
        let mut diagnostics = Diagnostics::default();
        let _ = expression(&text(value), &mut diagnostics);
        said(&diagnostics, value)
    }

    fn errors_of_script(value: &str) -> Vec<String> {
        let mut diagnostics = Diagnostics::default();
        let _ = script(&[&text(value)], &mut diagnostics);
        said(&diagnostics, value)
    }

    #[test]
    fn errors_point_at_their_token_in_our_words() {
        for (value, errors) in [
            ("a +", vec![": expected an expression, found the end"]),
            ("a b", vec!["b: `b` is not expected here: the expression is complete before it"]),
            ("(a", vec![": expected `,` or a closing bracket, found the end"]),
            ("'a", vec!["'a: this string has no closing quote"]),
            ("a = = b", vec!["=: expected an expression, found `=`"]),
            ("  ", vec!["  : an expression is missing here"]),
            ("1 = 2", vec!["1: this is a value, not a place to store one in"]),
            ("a; ", vec![";: an expression ends without `;`"]),
            ("/* a */ b // c", vec![]),
            ("/a/gg", vec!["/a/gg: this regular expression has the flag `g` twice"]),
            (
                "/a/gx",
                vec![
                    "/a/gx: the flags of a regular expression are `g`, `i`, `m`, `s`, `u`, `v` and `y`",
                ],
            ),
            (
                "f(/(/, /b+/, /[z-a]/)",
                vec![
                    "/(/: this is no regular expression: a parenthesis has no partner",
                    "/[z-a]/: this is no regular expression: a range ends before it begins",
                ],
            ),
            ("/a", vec!["/a: this regular expression has no closing `/`"]),
        ] {
            assert_eq!(errors_of_expression(value), errors, "{value}");
        }
    }

    #[test]
    fn a_script_reports_every_statement_that_is_wrong() {
        let value = "var a = ;\nvar b = 1;\nfunction f() { return b c; }\nvar d = );";
        assert_eq!(
            errors_of_script(value),
            [
                ";: expected an expression, found `;`",
                "c: expected `;` or an operator before `c`",
                "): expected an expression, found `)`"
            ]
        );
        assert_eq!(
            errors_of_script("return 1;"),
            ["return 1;: `return` stands outside of a function"]
        );
        assert_eq!(
            errors_of_script("for each (var a in b) {}"),
            ["for each: `for each` is not supported"]
        );
        assert_eq!(
            errors_of_script("break;"),
            ["break;: `break` stands outside of a loop or `switch`"]
        );
    }

    /// As callers of the compiler do.
    fn with_stack(work: fn()) {
        let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(work);
        thread.expect("a thread can be started").join().expect("the work does not panic");
    }

    #[test]
    fn deep_nesting_is_an_error_and_long_chains_are_none() {
        with_stack(deep_nesting);
    }

    fn deep_nesting() {
        let nested = format!("{}1{}", "(".repeat(3_000), ")".repeat(3_000));
        assert_eq!(errors_of_expression(&nested), ["(: this is nested too deep to be compiled"]);
        let value = vec!["a"; 20_000].join(" + ");
        assert_eq!(errors_of_expression(&value), [""; 0]);
        let value = format!("a = {}1{}", "(".repeat(200), ")".repeat(200));
        assert_eq!(errors_of_expression(&value), [""; 0]);
    }

    #[test]
    fn sloppy_ecmascript_5_is_read() {
        for value in [
            "var let = 1, yield = 2; x = 0777 + '\\07';",
            "function f(a, a) { return arguments; }",
            "with_ = 1; delete x; <!-- comment\n y = 2",
            "a: for (;;) { break a }",
            "var \u{e4}\u{f6} = '\u{1f600}\\ud800';",
        ] {
            assert_eq!(errors_of_script(value), [""; 0], "{value}");
        }
    }
}
