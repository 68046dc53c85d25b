//! Statements, from swc's tree to ours.

use scxml_diagnostic::Diagnostic;
use swc_common::Spanned;
use swc_ecma_ast as ast;

use super::{Converter, too_deep};
use crate::es::{self, Name, Stmt, StmtKind, Target};

impl Converter<'_> {
    pub(super) fn statements(&mut self, statements: &[ast::Stmt]) -> Vec<Stmt> {
        statements.iter().map(|s| self.statement(s)).collect()
    }

    fn statement(&mut self, statement: &ast::Stmt) -> Stmt {
        let span = self.span(statement.span());
        self.depth += 1;
        let kind = if self.depth > super::MOST_LEVELS {
            StmtKind::Unsupported(Box::new(too_deep(span)))
        } else {
            self.statement_kind(statement)
        };
        self.depth -= 1;
        Stmt { kind, span }
    }

    fn boxed_statement(&mut self, statement: &ast::Stmt) -> Box<Stmt> {
        Box::new(self.statement(statement))
    }

    fn statement_kind(&mut self, statement: &ast::Stmt) -> StmtKind {
        match statement {
            ast::Stmt::Expr(statement) => StmtKind::Expr(self.expression(&statement.expr)),
            ast::Stmt::Decl(declaration) => self.declaration(declaration),
            ast::Stmt::Block(block) => StmtKind::Block(self.statements(&block.stmts)),
            // Without a debugger attached it does nothing (ECMA-262 section 12.15).
            ast::Stmt::Empty(_) | ast::Stmt::Debugger(_) => StmtKind::Empty,
            ast::Stmt::If(_) => self.branches(statement),
            ast::Stmt::Switch(switch) => StmtKind::Switch(
                self.expression(&switch.discriminant),
                switch
                    .cases
                    .iter()
                    .map(|case| {
                        (
                            case.test.as_ref().map(|test| self.expression(test)),
                            self.statements(&case.cons),
                        )
                    })
                    .collect(),
            ),
            ast::Stmt::While(repeat) => {
                StmtKind::While(self.expression(&repeat.test), self.boxed_statement(&repeat.body))
            }
            ast::Stmt::DoWhile(repeat) => {
                StmtKind::DoWhile(self.boxed_statement(&repeat.body), self.expression(&repeat.test))
            }
            ast::Stmt::For(repeat) => self.for_loop(repeat),
            ast::Stmt::ForIn(repeat) => self.for_in(repeat),
            ast::Stmt::Break(leave) => StmtKind::Break(self.label(leave.label.as_ref())),
            ast::Stmt::Continue(leave) => StmtKind::Continue(self.label(leave.label.as_ref())),
            ast::Stmt::Return(leave) => {
                StmtKind::Return(leave.arg.as_ref().map(|value| self.expression(value)))
            }
            ast::Stmt::Throw(throw) => StmtKind::Throw(self.expression(&throw.arg)),
            ast::Stmt::Try(attempt) => self.attempt(attempt),
            ast::Stmt::Labeled(labelled) => StmtKind::Labelled(
                self.name(&labelled.label.sym, labelled.label.span),
                self.boxed_statement(&labelled.body),
            ),
            ast::Stmt::With(with) => StmtKind::Unsupported(self.unsupported(
                with.span,
                "`with` is",
                "name the object each time, or put it into a short variable",
            )),
            ast::Stmt::ForOf(repeat) => StmtKind::Unsupported(self.unsupported(
                repeat.span,
                "`for … of` is",
                "write `for (var i = 0; i < list.length; i++)`",
            )),
        }
    }

    /// A chain of `else if` leans to the right and can be hundreds long: a loop, not recursion.
    fn branches(&mut self, statement: &ast::Stmt) -> StmtKind {
        let mut chain = Vec::new();
        let mut rest = Some(statement);
        while let Some(ast::Stmt::If(branch)) = rest {
            chain.push((
                self.expression(&branch.test),
                self.boxed_statement(&branch.cons),
                branch.span,
            ));
            rest = branch.alt.as_deref();
        }
        let mut otherwise = rest.map(|statement| self.boxed_statement(statement));
        while let Some((test, body, span)) = chain.pop() {
            let kind = StmtKind::If(test, body, otherwise);
            if chain.is_empty() {
                return kind;
            }
            otherwise = Some(Box::new(Stmt { kind, span: self.span(span) }));
        }
        StmtKind::Empty
    }

    fn label(&self, label: Option<&ast::Ident>) -> Option<Name> {
        label.map(|label| self.name(&label.sym, label.span))
    }

    fn declaration(&mut self, declaration: &ast::Decl) -> StmtKind {
        match declaration {
            ast::Decl::Var(variables) => match self.variables(variables) {
                Ok(names) => self.behind_keyword(variables, StmtKind::Var(names)),
                Err(diagnostic) => StmtKind::Unsupported(diagnostic),
            },
            ast::Decl::Fn(function) => {
                let span = function.function.span;
                StmtKind::Function(self.function(Some(&function.ident), &function.function, span))
            }
            ast::Decl::Class(class) => StmtKind::Unsupported(self.unsupported(
                class.ident.span,
                "classes are",
                "write a function and put methods on its `prototype`",
            )),
            other => StmtKind::Unsupported(self.unsupported(
                other.span(),
                "this is",
                "write it in ECMAScript 5",
            )),
        }
    }

    /// `let` and `const` are not supported, but what they declare is declared.
    fn behind_keyword(&self, variables: &ast::VarDecl, kind: StmtKind) -> StmtKind {
        let word = match variables.kind {
            ast::VarDeclKind::Var => return kind,
            ast::VarDeclKind::Let => "let",
            ast::VarDeclKind::Const => "const",
        };
        let start = super::offset(variables.span.lo);
        let span = self.source.span(start, start + word.len());
        let instead = "write `var`, which is seen in the whole function";
        let diagnostic = super::unsupported(span, &format!("`{word}` is"), instead);
        let diagnostic = diagnostic.suggest("write `var`", span, "var");
        let refused = Stmt { kind: StmtKind::Unsupported(Box::new(diagnostic)), span };
        StmtKind::Block(vec![refused, Stmt { kind, span: self.span(variables.span) }])
    }

    fn variables(
        &mut self,
        variables: &ast::VarDecl,
    ) -> Result<Vec<(Name, Option<es::Expr>)>, Box<Diagnostic>> {
        variables
            .decls
            .iter()
            .map(|declared| match &declared.name {
                ast::Pat::Ident(name) => {
                    let value = declared.init.as_ref().map(|value| self.expression(value));
                    Ok((self.name(&name.sym, name.span), value))
                }
                other => Err(self.pattern(other.span())),
            })
            .collect()
    }

    fn for_loop(&mut self, repeat: &ast::ForStmt) -> StmtKind {
        let init = match &repeat.init {
            None => None,
            Some(ast::VarDeclOrExpr::Expr(expression)) => {
                let expression = self.expression(expression);
                Some(Stmt { span: expression.span, kind: StmtKind::Expr(expression) })
            }
            Some(ast::VarDeclOrExpr::VarDecl(variables)) => match self.variables(variables) {
                Ok(names) => {
                    let kind = self.behind_keyword(variables, StmtKind::Var(names));
                    Some(Stmt { span: self.span(variables.span), kind })
                }
                Err(diagnostic) => return StmtKind::Unsupported(diagnostic),
            },
        };
        StmtKind::For {
            init: init.map(Box::new),
            test: repeat.test.as_ref().map(|test| self.expression(test)),
            update: repeat.update.as_ref().map(|update| self.expression(update)),
            body: self.boxed_statement(&repeat.body),
        }
    }

    fn for_in(&mut self, repeat: &ast::ForInStmt) -> StmtKind {
        let (target, declares) = match &repeat.left {
            ast::ForHead::VarDecl(variables) => match self.variables(variables) {
                Ok(mut names) => match (names.pop(), names.is_empty()) {
                    (Some((name, None)), true) => (Target::Name(name), true),
                    _ => {
                        let instead = "write `for (var key in object)`";
                        let diagnostic = self.unsupported(
                            variables.span,
                            "more than a name before `in` is",
                            instead,
                        );
                        return StmtKind::Unsupported(diagnostic);
                    }
                },
                Err(diagnostic) => return StmtKind::Unsupported(diagnostic),
            },
            ast::ForHead::Pat(pattern) => match &**pattern {
                ast::Pat::Ident(name) => (Target::Name(self.name(&name.sym, name.span)), false),
                ast::Pat::Expr(expression) => (self.place(expression), false),
                other => return StmtKind::Unsupported(self.pattern(other.span())),
            },
            ast::ForHead::UsingDecl(using) => {
                return StmtKind::Unsupported(self.unsupported(
                    using.span,
                    "`using` is",
                    "write `var`",
                ));
            }
        };
        let object = self.expression(&repeat.right);
        let body = self.boxed_statement(&repeat.body);
        let kind = StmtKind::ForIn { target, declares, object, body };
        match &repeat.left {
            ast::ForHead::VarDecl(variables) => self.behind_keyword(variables, kind),
            _ => kind,
        }
    }

    fn attempt(&mut self, attempt: &ast::TryStmt) -> StmtKind {
        let handler = match &attempt.handler {
            None => None,
            Some(handler) => {
                let name = match &handler.param {
                    Some(ast::Pat::Ident(name)) => self.name(&name.sym, name.span),
                    // No script can spell the empty name.
                    None => self.name("", handler.span),
                    Some(other) => return StmtKind::Unsupported(self.pattern(other.span())),
                };
                Some((name, self.statements(&handler.body.stmts)))
            }
        };
        StmtKind::Try {
            block: self.statements(&attempt.block.stmts),
            handler,
            finalizer: attempt.finalizer.as_ref().map(|block| self.statements(&block.stmts)),
        }
    }
}
