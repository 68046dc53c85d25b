//! Which delayed send of a session happens next, and where does it go?

use crate::family::{Member, ROOT};
use crate::machine::Machine;
use crate::route::{self, Undelivered};
use crate::timers::{Delivery, Due};

/// When the earliest delayed send is due, and the number of the machine that has made it.
pub(crate) fn next(root: &Machine) -> Option<(Due, u32)> {
    let next = |machine: &Machine| machine.seldom.get()?.timers.next_due();
    let own = next(root).map(|due| (due, ROOT));
    let Some(family) = &root.family else { return own };
    let due = |member: &Member| Some((next(member.machine()?)?, member.number));
    let others = family.members.iter().filter_map(due);
    own.into_iter()
        .chain(others)
        .reduce(|first, other| if other.0.is_before(first.0) { other } else { first })
}

fn machine(root: &mut Machine, number: u32) -> Option<&mut Machine> {
    if number == ROOT {
        return Some(root);
    }
    root.family.as_mut()?.member_mut(number)?.machine_mut()
}

/// Lets the earliest delayed send happen if it is due; false when none is.
pub(crate) fn fire(root: &mut Machine) -> bool {
    let now = root.now;
    let Some((_, number)) = next(root) else { return false };
    let Some(sender) = machine(root, number) else { return false };
    let due = sender.seldom.get_mut().and_then(|seldom| seldom.timers.take_due(now));
    let Some(delivery) = due else { return false };
    let delivery = match delivery {
        Delivery::External(event) => {
            sender.enqueue_external(event);
            return true;
        }
        Delivery::Internal(event) => {
            sender.enqueue_own_internal(event);
            sender.unsettled = true;
            return true;
        }
        // What goes to another machine of the session must not lose its place in the order of the timers.
        Delivery::Platform { send, site } => match route::deliver(send, number, root) {
            Ok(()) => return true,
            Err(Undelivered::Outside(send) | Undelivered::Failed(send, _)) => {
                Delivery::Platform { send, site }
            }
        },
    };
    if let Some(sender) = machine(root, number) {
        sender.seldom.make().outbox.push_back(delivery);
        sender.unsettled = true;
    }
    true
}
