//! Statements, from swc's tree to ours.

use scxml_diagnostic::Diagnostic;
use swc_common::Spanned;
use swc_ecma_ast as ast;

use super::{Converter, too_deep};
use crate::es::{Declare, Expr, ExprKind, ForHead, FunctionKind, Name, Pattern, Stmt, StmtKind};

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
            ast::Stmt::ForOf(repeat) => match self.for_head(&repeat.left) {
                _ if repeat.is_await => StmtKind::Unsupported(self.unsupported(
                    repeat.span,
                    "waiting inside a script is",
                    "use events: a script always runs to its end at once",
                )),
                Ok(head) => StmtKind::ForOf {
                    head,
                    list: self.expression(&repeat.right),
                    body: self.boxed_statement(&repeat.body),
                },
                Err(diagnostic) => StmtKind::Unsupported(diagnostic),
            },
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
            ast::Decl::Var(variables) => {
                StmtKind::Declare(declare(variables.kind), self.variables(variables))
            }
            ast::Decl::Fn(function) => {
                let span = function.function.span;
                let kind = FunctionKind::Normal;
                let name = Some(&function.ident);
                StmtKind::Function(self.function(name, kind, &function.function, span))
            }
            ast::Decl::Class(class) => {
                let name = self.name(&class.ident.sym, class.ident.span);
                StmtKind::Class(name, self.class(Some(&class.ident), &class.class))
            }
            other => StmtKind::Unsupported(self.unsupported(
                other.span(),
                "this is",
                "write it in another way",
            )),
        }
    }

    fn variables(&mut self, variables: &ast::VarDecl) -> Vec<(Pattern, Option<Expr>)> {
        let declared = variables.decls.iter().map(|declared| {
            let pattern = self.pattern(&declared.name);
            (pattern, declared.init.as_ref().map(|value| self.expression(value)))
        });
        declared.collect()
    }

    fn for_loop(&mut self, repeat: &ast::ForStmt) -> StmtKind {
        let init = repeat.init.as_ref().map(|init| match init {
            ast::VarDeclOrExpr::Expr(expression) => {
                let expression = self.expression(expression);
                Stmt { span: expression.span, kind: StmtKind::Expr(expression) }
            }
            ast::VarDeclOrExpr::VarDecl(variables) => {
                let kind = StmtKind::Declare(declare(variables.kind), self.variables(variables));
                Stmt { span: self.span(variables.span), kind }
            }
        });
        StmtKind::For {
            init: init.map(Box::new),
            test: repeat.test.as_ref().map(|test| self.expression(test)),
            update: repeat.update.as_ref().map(|update| self.expression(update)),
            body: self.boxed_statement(&repeat.body),
        }
    }

    fn for_in(&mut self, repeat: &ast::ForInStmt) -> StmtKind {
        match self.for_head(&repeat.left) {
            Ok(head) => {
                let object = self.expression(&repeat.right);
                StmtKind::ForIn { head, object, body: self.boxed_statement(&repeat.body) }
            }
            Err(diagnostic) => StmtKind::Unsupported(diagnostic),
        }
    }

    fn for_head(&mut self, head: &ast::ForHead) -> Result<ForHead, Box<Diagnostic>> {
        match head {
            ast::ForHead::VarDecl(variables) => match self.variables(variables).pop() {
                Some((pattern, None)) if variables.decls.len() == 1 => {
                    Ok(ForHead { declare: Some(declare(variables.kind)), pattern })
                }
                _ => {
                    let instead = "write `for (var key in object)`";
                    Err(self.unsupported(
                        variables.span,
                        "more than a name before `in` is",
                        instead,
                    ))
                }
            },
            ast::ForHead::Pat(pattern) => {
                Ok(ForHead { declare: None, pattern: self.pattern(pattern) })
            }
            ast::ForHead::UsingDecl(using) => {
                Err(self.unsupported(using.span, "`using` is", "write `var`"))
            }
        }
    }

    fn attempt(&mut self, attempt: &ast::TryStmt) -> StmtKind {
        let handler = attempt.handler.as_ref().map(|handler| {
            let mut body = self.statements(&handler.body.stmts);
            match &handler.param {
                Some(ast::Pat::Ident(name)) => (self.name(&name.sym, name.span), body),
                None => (self.name(NO_NAME, handler.span), body),
                Some(pattern) => {
                    let name = self.name(NO_NAME, pattern.span());
                    let span = name.span;
                    let value = Expr { kind: ExprKind::Name(name.clone()), span };
                    let declared = vec![(self.pattern(pattern), Some(value))];
                    body.insert(0, Stmt { kind: StmtKind::Declare(Declare::Let, declared), span });
                    (name, body)
                }
            }
        });
        StmtKind::Try {
            block: self.statements(&attempt.block.stmts),
            handler,
            finalizer: attempt.finalizer.as_ref().map(|block| self.statements(&block.stmts)),
        }
    }
}

/// A name that no script can spell.
const NO_NAME: &str = "";

fn declare(kind: ast::VarDeclKind) -> Declare {
    match kind {
        ast::VarDeclKind::Var => Declare::Var,
        ast::VarDeclKind::Let => Declare::Let,
        ast::VarDeclKind::Const => Declare::Const,
    }
}
