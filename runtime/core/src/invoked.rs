//! What does a host see of the machines that a session has invoked, and how does it reach them?

use crate::family::ROOT;
use crate::machine::{Machine, Phase};
use crate::{Event, Session};

/// A machine that a session has invoked and that has not come to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Invoked<'a> {
    /// The id of the invocation, unique in the machine that invoked it.
    pub invokeid: &'a str,
    /// Its own `_sessionid`.
    pub session_id: &'a str,
    /// `_sessionid` of the machine that invoked it.
    pub parent: &'a str,
    /// The name of its chart.
    pub name: &'static str,
    /// The ids of its active states in document order; empty before its first macrostep.
    pub configuration: Vec<&'static str>,
}

/// The ids of the active states.
pub(crate) fn configuration(machine: &Machine) -> Vec<&'static str> {
    let ids = machine.program.state_ids;
    machine.configuration.states().iter().map(|state| ids[*state as usize]).collect()
}

impl Session {
    /// The machines that run because the session, or one of them, has invoked them: the oldest first.
    pub fn invoked(&self) -> impl Iterator<Item = Invoked<'_>> {
        let members =
            self.machine.family.iter().flat_map(|family| {
                family.members.iter().map(move |member| (family.as_ref(), member))
            });
        members.filter_map(|(family, member)| {
            let machine = member.machine()?;
            Some(Invoked {
                invokeid: &member.id,
                session_id: &member.session_id,
                parent: match family.member(member.parent) {
                    Some(parent) => &parent.session_id,
                    None => self.id(),
                },
                name: machine.program.name,
                configuration: configuration(machine),
            })
        })
    }

    /// Whether a `_sessionid` is that of the session or of a machine that it has invoked, and this has not ended.
    #[must_use]
    pub fn contains(&self, session_id: &str) -> bool {
        self.find(session_id).is_some()
    }

    /// Puts an event at the end of the external queue of the machine with this `_sessionid`; false when there is none.
    pub fn deliver_to(&mut self, session_id: &str, event: Event) -> bool {
        let Some(number) = self.find(session_id) else { return false };
        match number {
            ROOT => self.deliver(event),
            _ => self.machine.deliver(number, event),
        }
        true
    }

    fn find(&self, session_id: &str) -> Option<u32> {
        match &self.machine.family {
            Some(family) => family.find(session_id),
            None => {
                let is_alive = matches!(self.machine.phase, Phase::Running | Phase::Ending);
                (is_alive && session_id == self.id()).then_some(ROOT)
            }
        }
    }
}
