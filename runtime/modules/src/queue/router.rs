//! Which submits are pending, and who is kept from them?

use std::collections::{BTreeMap, BTreeSet};

use super::line::Line;
use super::selection::{self, Choice, Shares};
use super::target::Target;
use crate::request::Request;
use crate::{Due, Order};

/// Submits and reservations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Router {
    /// Submits that are not answered for good, by number; a lower number is older.
    submits: BTreeMap<u64, Submit>,
    /// Those of an interaction.
    of: BTreeMap<String, BTreeSet<u64>>,
    /// Those that wait.
    pub(super) line: Line,
    last: u64,
    /// Agents that are kept from other submits, with the timer that ends it once the call is there.
    pub(super) reserved: BTreeMap<String, Option<Due>>,
    /// What submits of ordertype percentage got so far.
    pub(super) shares: Shares,
    /// Submits whose call could not be sent to an agent, until that agent's state changes.
    refused: BTreeMap<String, BTreeSet<u64>>,
}

/// A `<submit>`.
#[derive(Clone, Debug)]
pub(super) struct Submit {
    pub(super) request: Request,
    pub(super) interaction: String,
    pub(super) priority: f64,
    pub(super) targets: Vec<Target>,
    pub(super) order: selection::Order,
    pub(super) queue: String,
    pub(super) route: bool,
    pub(super) clear_on_timeout: bool,
    pub(super) timer: Option<Due>,
    /// The timeout has passed while the call was on its way to a target.
    pub(super) overdue: bool,
    /// The session has heard of the timeout.
    pub(super) reported: bool,
    pub(super) stage: Stage,
}

#[derive(Clone, Debug)]
pub(super) enum Stage {
    /// No target has been free so far.
    Waiting,
    /// The switch has been ordered to send the call there.
    Routing(Order, Choice),
}

impl Router {
    /// The number of the next submit.
    pub(super) fn number(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// A new submit, which waits.
    pub(super) fn add(&mut self, number: u64, submit: Submit) {
        self.line.enter(number, submit.priority, &submit.targets);
        self.of.entry(submit.interaction.clone()).or_default().insert(number);
        self.submits.insert(number, submit);
    }

    pub(super) fn get(&self, number: u64) -> Option<&Submit> {
        self.submits.get(&number)
    }

    /// For changes of anything but the stage and the interaction.
    pub(super) fn get_mut(&mut self, number: u64) -> Option<&mut Submit> {
        self.submits.get_mut(&number)
    }

    pub(super) fn set_stage(&mut self, number: u64, stage: Stage) {
        let Some(submit) = self.submits.get_mut(&number) else { return };
        match stage {
            Stage::Waiting => self.line.enter(number, submit.priority, &submit.targets),
            Stage::Routing(..) => self.line.leave(number, submit.priority, &submit.targets),
        }
        submit.stage = stage;
    }

    pub(super) fn remove(&mut self, number: u64) -> Option<Submit> {
        let submit = self.submits.remove(&number)?;
        self.line.leave(number, submit.priority, &submit.targets);
        if let Some(numbers) = self.of.get_mut(&submit.interaction) {
            numbers.remove(&number);
            if numbers.is_empty() {
                self.of.remove(&submit.interaction);
            }
        }
        Some(submit)
    }

    /// Whether a submit is still there.
    pub(crate) fn is_pending(&self, number: u64) -> bool {
        self.submits.contains_key(&number)
    }

    /// Whether a submit has found no target yet.
    pub(super) fn is_waiting(&self, number: u64) -> bool {
        self.get(number).is_some_and(|submit| matches!(submit.stage, Stage::Waiting))
    }

    /// The numbers of an interaction's submits.
    pub(super) fn of(&self, interaction: &str) -> Vec<u64> {
        self.of.get(interaction).into_iter().flatten().copied().collect()
    }

    /// Two interactions have become one.
    pub(super) fn move_all(&mut self, from: &str, to: &str) {
        let Some(numbers) = self.of.remove(from) else { return };
        for number in &numbers {
            if let Some(submit) = self.submits.get_mut(number) {
                to.clone_into(&mut submit.interaction);
            }
        }
        self.of.entry(to.to_owned()).or_default().extend(numbers);
    }

    /// The agent does not take the call of this submit.
    pub(super) fn refuse(&mut self, agent: &str, number: u64) {
        self.refused.entry(agent.to_owned()).or_default().insert(number);
    }

    pub(super) fn forgive(&mut self, agent: &str) {
        self.refused.remove(agent);
    }

    pub(super) fn has_refused(&self, agent: &str, number: u64) -> bool {
        self.refused.get(agent).is_some_and(|numbers| numbers.contains(&number))
    }
}
