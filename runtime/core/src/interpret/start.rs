//! How does a session begin?

use super::{enter, finish, refill, run_block, run_blocks, settle};
use crate::border::from_data;
use crate::machine::{Cx, Phase};
use crate::outcome::StopReason;
use crate::{Data, ModelUpdate};

/// Enters the initial configuration and settles (procedure `interpret`).
pub(crate) fn start(parameters: &[(String, Data)], model: &[ModelUpdate], cx: &mut Cx<'_>) {
    cx.machine.phase = Phase::Running;
    cx.machine.tracing = cx.platform.wants_trace();
    let program = cx.machine.program;
    for update in model {
        crate::model::apply(update, cx);
    }
    refill(cx.machine);
    if let Some(reason) = give_parameters(parameters, cx) {
        cx.machine.stop(reason);
        return finish(cx);
    }
    run_blocks(program.start, cx);
    if program.initial_block != 0 {
        run_block(program.initial_block - 1, cx);
    }
    enter::enter_initial_states(cx);
    settle(cx);
    finish(cx);
}

/// Gives data the values that the start has for them (section 6.4). In an ors document undeclared ones become members
/// of `_data`; in any other one they are passed over. Gives why the session cannot start, when one does not fit.
fn give_parameters(parameters: &[(String, Data)], cx: &mut Cx<'_>) -> Option<StopReason> {
    let program = cx.machine.program;
    for (name, data) in parameters {
        let atom = cx.machine.realm.key_of(name).as_atom();
        let data_slots = &program.slots[..program.data_slots as usize];
        if program.ors || data_slots.iter().any(|slot| Some(*slot) == atom) {
            let value = from_data(data, cx);
            let slot = crate::scope::bind(name, value, cx);
            cx.machine.seldom.make().given_slots.extend(slot);
            if let Some(slot) = slot
                && let Err(expected) = program.fits(slot, value)
            {
                return Some(StopReason::Parameter { name: program.slot_name(slot), expected });
            }
        }
    }
    None
}
