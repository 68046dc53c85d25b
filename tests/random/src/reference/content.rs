//! What do conditions and executable content do?

use super::{Event, Reference};
use crate::chart::{Cond, Expr, Instruction};

impl Reference<'_> {
    pub(super) fn condition_match(&self, cond: &[Cond]) -> bool {
        cond.iter().all(|cond| match cond {
            Cond::In(state) => self.configuration.contains(state),
            Cond::NotIn(state) => !self.configuration.contains(state),
            Cond::Modulo(modulus, rest) => self.x % modulus == *rest,
        })
    }

    pub(super) fn execute(&mut self, content: &[Instruction]) {
        for instruction in content {
            match instruction {
                Instruction::Log(label, expr) => {
                    let text = expr.as_ref().map_or(String::new(), |expr| self.text(expr));
                    self.trace.push(format!("'{label}{text}'"));
                }
                Instruction::Raise(name) => {
                    self.internal_queue.push_back(Event { name: name.clone(), data: None });
                }
                Instruction::Assign(expr) => self.x = self.number(expr),
                Instruction::If(cond, then, otherwise) => {
                    let holds = self.condition_match(cond);
                    self.execute(if holds { then } else { otherwise });
                }
            }
        }
    }

    pub(super) fn donedata(&self, state: usize) -> Option<i64> {
        self.chart.states[state].donedata.as_ref().map(|expr| self.number(expr))
    }

    fn number(&self, expr: &Expr) -> i64 {
        match expr {
            Expr::Plus(number) => self.x + number,
            _ => self.x,
        }
    }

    fn text(&self, expr: &Expr) -> String {
        let event = self.event.as_ref();
        match expr {
            Expr::EventName => event.map_or(String::new(), |event| event.name.clone()),
            Expr::EventData => match event.and_then(|event| event.data) {
                Some(data) => data.to_string(),
                None => "undefined".to_owned(),
            },
            expr => self.number(expr).to_string(),
        }
    }
}
