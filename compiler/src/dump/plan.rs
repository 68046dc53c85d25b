//! The view of a plan: rows with their lists written out, and the functions by name.

use crate::code::Type;
use crate::plan::{
    ALONE, Body, DEFAULT_ENTRY, DEPTH_SHIFT, DYNAMIC_DOMAIN, EVENTLESS, FunctionId, INTERNAL, NONE,
    ONE_BLOCK, ONE_TRANSITION, PLAIN, Plan, QUIET, QUIET_EXIT, SILENT, State, Transition,
};

use super::outline::{Outline, attributes};

/// A plan as indented lines.
pub fn plan(plan: &Plan) -> String {
    let mut out = Outline::default();
    out.line(format_args!("module {} from {}", plan.module, plan.document));
    out.line(format_args!("start{}", plan.blocks_of(plan.start)));
    let initial_block = plan.block(plan.initial_block);
    let listed = attributes(&[("targets", plan.states_of(plan.initial)), ("block", initial_block)]);
    out.line(format_args!("initial{listed} enters{}", plan.entry(plan.initial_entry)));
    for (id, event) in (1..).zip(&plan.events) {
        let parent = plan.event_parents[id];
        out.line(format_args!("event {id} {} parent={parent}", event.descriptor));
    }
    plan.states.iter().enumerate().for_each(|(number, state)| plan.state(&mut out, number, state));
    plan.transitions.iter().enumerate().for_each(|(number, transition)| {
        plan.transition(&mut out, number, transition);
    });
    plan.types(&mut out);
    for (number, site) in plan.sites.iter().enumerate() {
        let more = if site.with_error_name { ".NAME" } else { "" };
        out.line(format_args!(
            "site {number} {}:{} <{}> {}{more}",
            site.document, site.line, site.element, site.error
        ));
    }
    for function in &plan.functions {
        let kind = match &function.body {
            Body::Guard(_) => "guard",
            Body::Block(_) => "block",
            Body::DoneData(_) => "donedata",
            Body::Invoke(_) => "invoke",
        };
        out.line(format_args!("{kind} {}: {}", function.name, function.doc.join(" ")));
    }
    out.finish()
}

impl Plan {
    /// What inference has found.
    fn types(&self, out: &mut Outline) {
        let name = |ty: Type| format!("{ty:?}").to_lowercase();
        let globals = &self.globals;
        for (slot, why) in globals.slots.iter().zip(&self.dynamic) {
            let text = globals.text(slot.name);
            if let Some(id) = slot.function {
                let function = &globals.functions[id.index()];
                let takes =
                    function.params.iter().map(|(_, variable)| name(function.parameter(*variable)));
                let takes = takes.collect::<Vec<_>>().join(", ");
                let gives = name(function.direct.unwrap_or(Type::Any));
                let bound = if slot.bound { "" } else { ", not always there" };
                out.line(format_args!("function {text}({takes}): {gives}{bound}"));
                continue;
            }
            let bound = if slot.bound { "" } else { ", not always bound" };
            let why = why.as_ref().map_or_else(String::new, |why| format!(" ({why})"));
            out.line(format_args!("slot {text}: {}{bound}{why}", name(slot.ty)));
        }
    }

    fn state(&self, out: &mut Outline, number: usize, state: &State) {
        let row = &state.row;
        let listed = attributes(&[
            ("parent", Some(row.parent).filter(|p| *p != NONE).map(|p| p.to_string())),
            ("kind", Some((row.kind & !(!0 << DEPTH_SHIFT)).to_string())),
            ("initial", self.states_of(row.initial)),
            ("initial-block", self.block(row.initial_block)),
            ("done-event", Some(row.done_event).filter(|e| *e != 0).map(|e| e.to_string())),
            (
                "donedata",
                (row.donedata != 0).then(|| self.name(self.donedata[row.donedata as usize - 1])),
            ),
        ]);
        out.nest(
            format_args!("state {number} {} = {} ..{}{listed}", state.id, state.variant, row.last),
            |out| {
                for (what, place) in
                    [("late-data", row.late_data), ("onentry", row.onentry), ("onexit", row.onexit)]
                {
                    if place != 0 {
                        out.line(format_args!("{what}{}", self.blocks_of(place)));
                    }
                }
                if row.eventless != 0 {
                    out.line(format_args!("eventless {:?}", self.list(row.eventless)));
                }
                if row.candidates != 0 {
                    let row = &self.candidates[row.candidates as usize..];
                    out.line(format_args!("on any event {:?}", self.candidates_of(row[1])));
                    for pair in row[2..].chunks(2).take(row[0] as usize) {
                        out.line(format_args!("on {} {:?}", pair[0], self.candidates_of(pair[1])));
                    }
                }
            },
        );
    }

    fn transition(&self, out: &mut Outline, number: usize, row: &Transition) {
        let exits = if row.exit_first == NONE {
            String::new()
        } else {
            format!(" exits {}..={}", row.exit_first, row.exit_last)
        };
        let flags = [
            (INTERNAL, " internal"),
            (DYNAMIC_DOMAIN, " dynamic-domain"),
            (QUIET, " quiet"),
            (QUIET_EXIT, " quiet-exit"),
            (SILENT, " silent"),
            (PLAIN, " plain"),
            (ALONE, " alone"),
            (EVENTLESS, " eventless"),
        ];
        let flags: String =
            flags.iter().filter(|(flag, _)| row.flags & flag != 0).map(|(_, name)| *name).collect();
        let listed = attributes(&[
            ("targets", self.states_of(row.targets)),
            ("guard", (row.guard != 0).then(|| self.name(self.guards[row.guard as usize - 1]))),
            ("block", self.block(row.block)),
            ("swap", (row.swap != 0).then(|| (row.swap - 1).to_string())),
        ]);
        let source = row.source;
        out.line(format_args!(
            "transition {number} of {source}{flags}{listed}{exits} enters{}",
            self.entry(row.entry)
        ));
    }

    fn candidates_of(&self, place: u32) -> Vec<u32> {
        match place & ONE_TRANSITION {
            0 => self.list(place).to_vec(),
            _ => vec![place & !ONE_TRANSITION],
        }
    }

    fn name(&self, function: FunctionId) -> String {
        self.functions[function.index()].name.clone()
    }

    fn list(&self, place: u32) -> &[u32] {
        let count = self.lists[place as usize] as usize;
        &self.lists[place as usize + 1..][..count]
    }

    fn entry(&self, place: u32) -> String {
        if place == NONE {
            return " (computed)".to_owned();
        }
        let entered = self.list(place).iter().map(|s| {
            let default = if s & DEFAULT_ENTRY == 0 { "" } else { "*" };
            format!(" {}{default}", self.states[(s & !DEFAULT_ENTRY) as usize].id)
        });
        entered.collect()
    }

    fn states_of(&self, place: u32) -> Option<String> {
        let ids: Vec<&str> =
            self.list(place).iter().map(|s| self.states[*s as usize].id.as_str()).collect();
        (!ids.is_empty()).then(|| ids.join(","))
    }

    fn blocks_of(&self, place: u32) -> String {
        let name = |block: u32| format!(" {}", self.name(self.blocks[block as usize]));
        match place & ONE_BLOCK {
            0 => self.list(place).iter().map(|block| name(*block)).collect(),
            _ => name(place & !ONE_BLOCK),
        }
    }

    fn block(&self, plus_one: u32) -> Option<String> {
        (plus_one != 0).then(|| self.name(self.blocks[plus_one as usize - 1]))
    }
}
