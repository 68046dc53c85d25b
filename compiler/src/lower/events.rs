//! Which number does an event have, and which transitions can it enable in a state? (Section 3.12.1.)

use std::collections::{BTreeMap, HashMap};

use crate::chart::{Chart, StateId, StateKind};
use crate::names::{self, Names};
use crate::plan;

use super::lists::Lists;

/// The descriptor that every event matches; it has no id.
const ANY: &str = "*";

/// The descriptors of a chart, sorted bytewise.
#[derive(Debug)]
pub(super) struct Events<'a> {
    descriptors: Vec<&'a str>,
    /// Ids, from 1; only looked up.
    ids: HashMap<&'a str, u32>,
}

impl<'a> Events<'a> {
    pub(super) fn of(chart: &'a Chart) -> Self {
        let all = chart.transitions.iter().flat_map(|t| t.events.iter().map(String::as_str));
        let mut descriptors: Vec<&str> = all.filter(|d| *d != ANY).collect();
        descriptors.sort_unstable();
        descriptors.dedup();
        let ids = descriptors.iter().enumerate().map(|(i, d)| (*d, i as u32 + 1)).collect();
        Self { descriptors, ids }
    }

    /// The id of the longest descriptor that is a token-wise prefix of `name`, or 0.
    fn id(&self, name: &str) -> u32 {
        self.ids.get(name).copied().unwrap_or_else(|| self.parent(name))
    }

    /// The same among shorter descriptors.
    fn parent(&self, name: &str) -> u32 {
        let mut dots = name.rmatch_indices('.').map(|(dot, _)| &name[..dot]);
        dots.find_map(|prefix| self.ids.get(prefix).copied()).unwrap_or(0)
    }

    /// The id of `done.state.ID`; 0 for a state that is never done.
    pub(super) fn done_event(&self, chart: &Chart, state: StateId) -> u32 {
        let state = &chart.states[state.index()];
        match state.kind {
            StateKind::Compound | StateKind::Parallel => {
                self.id(&format!("done.state.{}", state.id))
            }
            StateKind::Atomic
            | StateKind::Final
            | StateKind::ShallowHistory
            | StateKind::DeepHistory => 0,
        }
    }

    /// Adds a state's row to `candidates` and gives its place.
    pub(super) fn row(
        &self,
        chart: &Chart,
        state: StateId,
        lists: &mut Lists,
        candidates: &mut Vec<u32>,
    ) -> u32 {
        let mut any = Vec::new();
        let mut own: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for transition in &chart.states[state.index()].transitions {
            for descriptor in &chart.transitions[transition.index()].events {
                let list = match self.ids.get(descriptor.as_str()) {
                    Some(id) => own.entry(*id).or_default(),
                    None => &mut any,
                };
                if list.last() != Some(&transition.0) {
                    list.push(transition.0);
                }
            }
        }
        if any.is_empty() && own.is_empty() {
            return 0;
        }
        let place = candidates.len() as u32;
        candidates.push(own.len() as u32);
        candidates.push(place_or_one(&any, lists));
        for id in own.keys() {
            candidates.extend([*id, place_or_one(&self.folded(*id, &own, &any), lists)]);
        }
        place
    }

    /// The transitions that an event of this id can enable: those of the id, of all shorter descriptors, and of `*`.
    fn folded(&self, id: u32, own: &BTreeMap<u32, Vec<u32>>, any: &[u32]) -> Vec<u32> {
        let mut list = any.to_vec();
        let mut next = id;
        while next != 0 {
            list.extend(own.get(&next).into_iter().flatten());
            next = self.parent(self.descriptors[next as usize - 1]);
        }
        list.sort_unstable();
        list.dedup();
        list
    }

    /// The descriptors with the names of their constructors, and the parents of all ids.
    pub(super) fn finish(self) -> (Vec<plan::Event>, Vec<u32>) {
        let mut functions = Names::default();
        let parents =
            std::iter::once(0).chain(self.descriptors.iter().map(|d| self.parent(d))).collect();
        let event = |descriptor: &&str| plan::Event {
            descriptor: (*descriptor).to_owned(),
            function: functions.claim(names::snake(descriptor)),
        };
        (self.descriptors.iter().map(event).collect(), parents)
    }
}

/// The place of a list, or its only number.
fn place_or_one(transitions: &[u32], lists: &mut Lists) -> u32 {
    match *transitions {
        [only] => only | plan::ONE_TRANSITION,
        _ => lists.place(transitions),
    }
}
