//! What does the interaction module (`_genesys.ixn`) offer?

mod actions;
mod events;
mod objects;

use super::table::Module;

pub(super) static MODULE: Module = Module {
    name: "interaction",
    namespaces: [
        "www.genesyslab.com/modules/interaction",
        "http://www.genesyslab.com/modules/interaction",
    ],
    prefix: "ixn",
    root: "ixn",
    event_prefixes: &["interaction", "voice", "msgbased", "chat"],
    supported: true,
    elements: actions::ELEMENTS,
    events: events::EVENTS,
    functions: objects::FUNCTIONS,
    constants: objects::CONSTANTS,
    objects: objects::OBJECTS,
};
