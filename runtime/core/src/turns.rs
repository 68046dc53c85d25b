//! Which machine of a session goes on next, and what comes of it?
//!
//! Those that have something to do take turns of one macrostep each: the root, then what was invoked, the oldest
//! first, then the root again.

use crate::event::{Event, EventKind};
use crate::family::{self, Family, Member, ROOT, Runs};
use crate::interpret;
use crate::machine::{Cx, Machine, Phase};
use crate::outcome::Outcome;

/// Whose turn it is, in a family that the root holds; none when nobody has anything to do.
fn next_turn(root: &Machine, family: &Family) -> Option<u32> {
    let later = family.members.partition_point(|member| member.number <= family.turn);
    let (earlier, later) = family.members.split_at(later);
    let first = |members: &[Member]| {
        let has_work = |member: &&Member| member.machine().is_some_and(family::has_work);
        members.iter().find(has_work).map(|member| member.number)
    };
    first(later).or_else(|| family::has_work(root).then_some(ROOT)).or_else(|| first(earlier))
}

/// Whether a machine of the session has something to do.
pub(crate) fn has_work(root: &Machine) -> bool {
    match &root.family {
        Some(family) if root.phase == Phase::Running => next_turn(root, family).is_some(),
        _ => root.phase != Phase::New && family::has_work(root),
    }
}

/// How many external events wait in the session.
pub(crate) fn waiting(root: &Machine) -> usize {
    let members = root.family.iter().flat_map(|family| &family.members);
    let of_members = members.filter_map(Member::machine).map(|machine| machine.external.len());
    root.external.len() + of_members.sum::<usize>()
}

/// Lets the machine whose turn it is take a macrostep; the context is that of the root.
pub(crate) fn take_turn(cx: &mut Cx<'_>) {
    let root = &mut *cx.machine;
    let number = match &root.family {
        Some(family) if root.phase == Phase::Running => next_turn(root, family),
        _ => Some(ROOT),
    };
    let Some(number) = number else { return };
    if let Some(family) = &mut root.family {
        family.turn = number;
    }
    if number == ROOT {
        return go_on(cx);
    }
    family::in_member(number, cx, go_on);
    conclude(number, cx);
}

/// Lets the machine in hand do what comes next in its life.
fn go_on(cx: &mut Cx<'_>) {
    match cx.machine.phase {
        Phase::New => {
            let family = cx.machine.family();
            let running = family.running;
            let parameters = family.member_mut(running).map(|member| &mut member.parameters);
            let parameters = parameters.map(std::mem::take).unwrap_or_default();
            interpret::start(&parameters, &[], cx);
        }
        Phase::Running => interpret::step(cx),
        Phase::Ending => interpret::finish(cx),
        Phase::Ended => {}
    }
}

/// Tells the parent of a member that has come to its end (section 6.4.3); one that was stopped stops the session.
fn conclude(number: u32, cx: &mut Cx<'_>) {
    let member = cx.machine.family.as_mut().and_then(|family| family.member_mut(number));
    let Some(member) = member else { return };
    let outcome = member.machine_mut().and_then(|machine| match machine.phase {
        Phase::Ended => machine.outcome.take(),
        _ => None,
    });
    match outcome.map(|outcome| *outcome) {
        None => {}
        Some(Outcome::Final { data, .. }) => {
            member.runs = Runs::Over;
            let parent = member.parent;
            let event = Event::new(format!("done.invoke.{}", member.id))
                .with_kind(EventKind::Platform)
                .with_invokeid(member.id.as_str())
                .with_data(data);
            cx.machine.deliver(parent, event);
        }
        Some(Outcome::Stopped { reason }) => {
            cx.machine.stop(reason);
            interpret::finish(cx);
        }
    }
}
