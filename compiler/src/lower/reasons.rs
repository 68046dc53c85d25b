//! Why has a name no type? For people who want it to have one.

use scxml_diagnostic::Span;

use super::functions::Functions;
use crate::code::{Reason, Type, Why};

impl Functions<'_> {
    /// For each slot that has no type, what keeps it from having one.
    pub(super) fn reasons(&self) -> Vec<Option<String>> {
        self.globals.slots.iter().map(|slot| slot.why.map(|why| self.reason(why))).collect()
    }

    fn reason(&self, Why { span, reason }: Why) -> String {
        let what = match reason {
            Reason::Types(other, here) => {
                format!("{} is put there, and {} elsewhere", named(here), named(other))
            }
            Reason::Value => "what is put there can be of any type".to_owned(),
            Reason::Unbound => "it may be removed, or bound as a member of an object".to_owned(),
            Reason::Given => "who starts the session can give it any value".to_owned(),
            Reason::Undefined => "something can see it before it has a value".to_owned(),
            Reason::Nothing => "nothing is put there".to_owned(),
            Reason::Function => "this function is not only called".to_owned(),
        };
        if span == Span::NOWHERE { what } else { format!("{}: {what}", self.place(span)) }
    }
}

fn named(ty: Type) -> &'static str {
    match ty {
        Type::Any => "anything",
        Type::Number => "a number",
        Type::Boolean => "a boolean",
        Type::String => "a string",
    }
}
