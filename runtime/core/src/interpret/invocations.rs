//! When do invocations begin, hear of events, and end? Section 6.4 and the parts of Appendix D about it.

use super::{exit, failure, run_block};
use crate::Send;
use crate::content::send::send_delayed;
use crate::family::{self, Runs};
use crate::machine::{Cx, Phase};
use crate::outcome::Outcome;
use crate::program::{INVOKE, state};
use crate::whereabouts::Whereabouts;

/// Keeps in mind that a state is entered that has something to invoke.
#[cold]
pub(super) fn state_entered(entered: u32, cx: &mut Cx<'_>) {
    let family = cx.machine.family();
    family.to_invoke.push((family.running, entered));
}

/// Starts what the states invoke that were entered in this macrostep and are still active, in entry order. What fails
/// is an event in the internal queue.
#[cold]
pub(super) fn begin(cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    let mut states = std::mem::take(&mut cx.machine.family().to_invoke);
    states.sort_unstable();
    for (_, entered) in states {
        for invoke in program.list(program.state(entered)[state::INVOKES]) {
            if cx.machine.phase != Phase::Running {
                return;
            }
            cx.machine.family().starting = (entered, *invoke);
            let code = program.invokes[*invoke as usize].start;
            cx.machine.at.function = INVOKE + *invoke;
            if code(cx).is_err() {
                failure::report(cx);
            }
        }
    }
}

/// Runs `<finalize>` where the external event in hand comes from an invocation, and forwards it to those that want all.
#[cold]
pub(super) fn hear(cx: &mut Cx<'_>) {
    let program = cx.machine.program;
    let family = cx.machine.family();
    let invoked = family.invoked_by(family.running).map(|member| (member.invoke, member.number));
    let mut invoked: Vec<(u32, u32)> = invoked.collect();
    invoked.sort_unstable();
    for (invoke, number) in invoked {
        let invoke = &program.invokes[invoke as usize];
        if is_from(number, cx) {
            if invoke.finalize != 0 {
                run_block(invoke.finalize - 1, cx);
            }
            note_end(number, cx);
        }
        if invoke.autoforward {
            forward(number, cx);
        }
    }
}

/// Whether the event in hand comes from a member.
fn is_from(number: u32, cx: &mut Cx<'_>) -> bool {
    let rest = cx.machine.event.event.rest();
    let sender = rest.and_then(|rest| rest.invokeid.as_deref());
    let member = cx.machine.family.as_ref().and_then(|family| family.member(number));
    member.is_some_and(|member| sender == Some(&member.id))
}

/// A service of the platform that says that it is done needs no cancelling.
fn note_end(number: u32, cx: &mut Cx<'_>) {
    let Some(family) = &mut cx.machine.family else { return };
    let Some(member) = family.member_mut(number) else { return };
    let done = cx.machine.event.event.name.as_str().strip_prefix("done.invoke.");
    if matches!(member.runs, Runs::Platform) && done == Some(&member.id) {
        member.runs = Runs::Over;
    }
}

/// Passes the event in hand on, as it is.
fn forward(number: u32, cx: &mut Cx<'_>) {
    let member = cx.machine.family.as_ref().and_then(|family| family.member(number));
    let Some(member) = member else { return };
    let event = cx.machine.event.event.clone();
    match member.runs {
        Runs::Machine(_) | Runs::Away => cx.machine.deliver(number, event),
        Runs::Platform => {
            let target = Some(format!("#_{}", member.id));
            let hints = crate::Data::Undefined;
            // Nothing of the document sends it.
            cx.machine.at = Whereabouts::NOWHERE;
            send_delayed(Box::new(Send { event, target, kind: None, hints }), cx);
        }
        Runs::Over => {}
    }
}

/// Ends what a state has invoked that is left: as if by its last `<onexit>` (section 6.4.3).
#[cold]
pub(super) fn cancel(left: u32, cx: &mut Cx<'_>) {
    let Some(family) = &mut cx.machine.family else { return };
    let running = family.running;
    family.to_invoke.retain(|entry| *entry != (running, left));
    let of_state = family.invoked_by(running).filter(|member| member.state == left);
    let mut invoked: Vec<(u32, u32)> =
        of_state.map(|member| (member.invoke, member.number)).collect();
    invoked.sort_unstable();
    for (_, number) in invoked {
        cancel_one(number, cx);
    }
}

fn cancel_one(number: u32, cx: &mut Cx<'_>) {
    let family = cx.machine.family.as_mut();
    let Some(member) = family.and_then(|family| family.member_mut(number)) else { return };
    member.cancelled = true;
    if matches!(member.runs, Runs::Platform) {
        cx.platform.cancel_invoke(&cx.machine.session_id, &member.id);
    }
    let mut outcome = None;
    family::in_member(number, cx, |cx| {
        if cx.machine.phase == Phase::Running {
            cx.machine.phase = Phase::Ending;
            exit::exit_interpreter(cx);
        }
        outcome = cx.machine.outcome.take();
    });
    if let Some(family) = &mut cx.machine.family {
        family.remove(number);
    }
    if let Some(Outcome::Stopped { reason }) = outcome.map(|outcome| *outcome) {
        cx.machine.stop(reason);
    }
}

/// Gives up what is still invoked when a session is stopped, where no `<onexit>` runs.
#[cold]
pub(super) fn abandon(cx: &mut Cx<'_>) {
    let Some(family) = cx.machine.family.take() else { return };
    for member in family.members.iter().filter(|member| matches!(member.runs, Runs::Platform)) {
        let parent = family.member(member.parent).map(|parent| parent.session_id.as_str());
        let parent = parent.unwrap_or(&cx.machine.session_id);
        cx.platform.cancel_invoke(parent, &member.id);
    }
}
