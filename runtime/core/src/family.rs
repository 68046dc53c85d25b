//! Which machines does a session consist of, and what does each know of the others?
//!
//! A session is the machine that the host started, the *root*, and those that it and they have invoked (section 6.4).
//! The machine that runs holds the family; while another one runs, it is handed on. So whatever runs can reach all
//! others, and a session without `<invoke>` has none of this.

use crate::machine::{Cx, Machine, Phase};
use crate::snapshot::{Invoked, choice, record};
use crate::{Data, Event};

/// The number of the machine that the host started.
pub(crate) const ROOT: u32 = 0;

/// What belongs to a session besides its root.
#[derive(Debug, Default)]
pub(crate) struct Family {
    /// In the order in which they were invoked, which is that of their numbers.
    pub(crate) members: Vec<Member>,
    /// `_sessionid` of the root.
    root: String,
    /// The number of the machine that holds this.
    pub(crate) running: u32,
    /// How many numbers are given away.
    pub(crate) made: u32,
    /// The number of the machine that took the last turn.
    pub(crate) turn: u32,
    /// The states that were entered and not left in the macrostep in hand and have something to invoke
    /// (`statesToInvoke`), with the number of the machine.
    pub(crate) to_invoke: Vec<(u32, u32)>,
    /// The state and the place in [`crate::Program::invokes`] of the `<invoke>` that is about to start.
    pub(crate) starting: (u32, u32),
    /// Events for machines that are at work or wait for one that is.
    mail: Vec<(u32, Event)>,
    /// How many events waited at the root when it let another machine run.
    waiting_at_root: usize,
}

record!(Family { members, root, made, turn } unstored(_from) {
    running: ROOT,
    to_invoke: Vec::new(),
    starting: (0, 0),
    mail: Vec::new(),
    waiting_at_root: 0,
});

/// One invocation. It lasts as long as its state is active, though what it started may be over.
#[derive(Debug)]
pub(crate) struct Member {
    /// Greater than those of all that were invoked before.
    pub(crate) number: u32,
    /// The number of the machine that invoked it.
    pub(crate) parent: u32,
    /// How many machines are above it.
    pub(crate) depth: u32,
    /// `invokeid`
    pub(crate) id: String,
    /// `_sessionid` of what it started; empty when the platform runs it.
    pub(crate) session_id: String,
    /// The state that holds the `<invoke>`.
    pub(crate) state: u32,
    /// The place of the `<invoke>` in the parent's [`crate::Program::invokes`].
    pub(crate) invoke: u32,
    /// What the machine starts with, until it does.
    pub(crate) parameters: Vec<(String, Data)>,
    /// Whether the parent hears of it no more: its state is being left.
    pub(crate) cancelled: bool,
    pub(crate) runs: Runs,
}

record!(Member {
    number,
    parent,
    depth,
    id,
    session_id,
    state,
    invoke,
    parameters,
    cancelled,
    runs,
});

/// Where an invocation runs.
#[derive(Debug)]
pub(crate) enum Runs {
    /// Here.
    Machine(Box<Machine>),
    /// Here, and it is at work, or waits for one that it has invoked.
    Away,
    /// At the platform: it is not of type SCXML.
    Platform,
    /// Nowhere any more: it has come to its end.
    Over,
}

choice!(Runs { 0 Machine(machine as Invoked), 1 Away, 2 Platform, 3 Over });

impl Member {
    /// The machine, unless it is away.
    pub(crate) fn machine(&self) -> Option<&Machine> {
        match &self.runs {
            Runs::Machine(machine) => Some(machine),
            _ => None,
        }
    }

    pub(crate) fn machine_mut(&mut self) -> Option<&mut Machine> {
        match &mut self.runs {
            Runs::Machine(machine) => Some(machine),
            _ => None,
        }
    }

    /// Whether it is a machine that has not come to its end.
    pub(crate) fn is_machine(&self) -> bool {
        matches!(self.runs, Runs::Machine(_) | Runs::Away)
    }
}

impl Family {
    /// The family of a root that has invoked nothing yet.
    pub(crate) fn of(root: &str) -> Box<Self> {
        Box::new(Self { root: root.to_owned(), ..Self::default() })
    }

    /// A number for a new member, or for an id.
    pub(crate) fn fresh(&mut self) -> u32 {
        self.made += 1;
        self.made
    }

    pub(crate) fn member(&self, number: u32) -> Option<&Member> {
        let place = self.members.binary_search_by_key(&number, |member| member.number).ok()?;
        self.members.get(place)
    }

    pub(crate) fn member_mut(&mut self, number: u32) -> Option<&mut Member> {
        let place = self.members.binary_search_by_key(&number, |member| member.number).ok()?;
        self.members.get_mut(place)
    }

    pub(crate) fn remove(&mut self, number: u32) {
        self.members.retain(|member| member.number != number);
    }

    /// What a machine has invoked.
    pub(crate) fn invoked_by(&self, number: u32) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.parent == number)
    }

    /// How many machines are above this one.
    pub(crate) fn depth(&self, number: u32) -> u32 {
        self.member(number).map_or(0, |member| member.depth)
    }

    /// The machine with this `_sessionid`.
    pub(crate) fn find(&self, session_id: &str) -> Option<u32> {
        if session_id == self.root {
            return Some(ROOT);
        }
        let is_it = |member: &&Member| member.is_machine() && member.session_id == session_id;
        self.members.iter().find(is_it).map(|member| member.number)
    }

    /// How many events of its own or of others wait at a machine that does not hold the family, as far as it is known.
    pub(crate) fn waiting(&self, number: u32) -> usize {
        match self.member(number).map(Member::machine) {
            Some(Some(machine)) => machine.waiting(),
            Some(None) => self.mail.len(),
            None => self.mail.len() + self.waiting_at_root,
        }
    }

    fn deliver(&mut self, to: u32, event: Event) {
        match self.member_mut(to).and_then(Member::machine_mut) {
            Some(machine) => machine.enqueue_external(event),
            None => self.mail.push((to, event)),
        }
    }
}

impl Machine {
    /// The family, which this machine holds; made when there is none, in which case this is the root.
    pub(crate) fn family(&mut self) -> &mut Family {
        self.unsettled = true;
        self.family.get_or_insert_with(|| Family::of(&self.session_id))
    }

    /// Puts an event into the external queue of a machine of the family, which this one holds.
    pub(crate) fn deliver(&mut self, to: u32, event: Event) {
        match &mut self.family {
            Some(family) if family.running != to => family.deliver(to, event),
            _ => self.enqueue_external(event),
        }
    }
}

/// Lets a member run: it gets the family for as long.
pub(crate) fn in_member(number: u32, cx: &mut Cx<'_>, code: impl FnOnce(&mut Cx<'_>)) {
    let (now, tracing, waiting) = (cx.machine.now, cx.machine.tracing, cx.machine.waiting());
    let Some(mut family) = cx.machine.family.take() else { return };
    let runs = family.member_mut(number).map(|member| &mut member.runs);
    let runs = runs.map(|runs| std::mem::replace(runs, Runs::Away));
    let Some(Runs::Machine(mut machine)) = runs else {
        cx.machine.family = Some(family);
        return;
    };
    let holder = std::mem::replace(&mut family.running, number);
    if holder == ROOT {
        family.waiting_at_root = waiting;
    }
    (machine.now, machine.tracing) = (now, tracing);
    machine.family = Some(family);
    cx.platform.in_session(&machine.session_id);
    code(&mut Cx::below(cx.stack, &mut machine, &mut *cx.platform));
    cx.platform.in_session(&cx.machine.session_id);
    let mut family = machine.family.take().expect("a member gives the family back");
    family.running = holder;
    if let Some(member) = family.member_mut(number) {
        member.runs = Runs::Machine(machine);
    }
    let (own, others) = family.mail.drain(..).partition(|(to, _)| *to == holder);
    family.mail = others;
    cx.machine.family = Some(family);
    let own: Vec<(u32, Event)> = own;
    for (_, event) in own {
        cx.machine.enqueue_external(event);
    }
}

/// Whether a machine has something to do before anything happens to it.
pub(crate) fn has_work(machine: &Machine) -> bool {
    match machine.phase {
        Phase::New | Phase::Ending => true,
        Phase::Running => {
            !machine.external.is_empty()
                || machine.seldom.get().is_some_and(|seldom| !seldom.outbox.is_empty())
                || !machine.internal.is_empty()
        }
        Phase::Ended => false,
    }
}
