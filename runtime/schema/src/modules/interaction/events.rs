//! Which events does the interaction module publish unasked?

use crate::modules::row::INTERACTION;
use crate::modules::table::{Event, Property, Type};

const HINTS: Property = Property::new("hints", Type::Any, "data of the implementation");
const FOCUS: Property = Property::string("focusresource", "the device of the party");
const PARTY: Property = Property::string("partyid", "the party");
const PARTY_STATE: Property = Property::string("partystate", "the state of the party");
const NEW_DESTINATION: Property = Property::string("newdestination", "where it went");

const RESULT_OF: Property = Property::string("resultof", "`deletion`, `detach` or `associate`");

pub(super) const EVENTS: &[Event] = &[
    Event::new(
        "interaction.added",
        &[INTERACTION, Property::string("focusdeviceid", "the number on which it is").inferred()],
        "an interaction belongs to the session from now on",
    ),
    Event::new("interaction.present", &[INTERACTION], "the session may act on the interaction"),
    Event::new(
        "interaction.notcontrolled",
        &[INTERACTION, RESULT_OF],
        "the session still owns the interaction but may not act on it any more",
    ),
    Event::new(
        "interaction.deleted",
        // Generated applications test for it, so that they go on after a detach of their own.
        &[INTERACTION, RESULT_OF.inferred()],
        "the interaction does not belong to the session any more",
    ),
    Event::new(
        "interaction.partyadded",
        &[INTERACTION, FOCUS, PARTY, PARTY_STATE],
        "a party joined",
    ),
    Event::new(
        "interaction.partydeleted",
        &[INTERACTION, FOCUS, PARTY, PARTY_STATE],
        "a party left",
    ),
    Event::new(
        "interaction.partystatechanged",
        &[INTERACTION, FOCUS, PARTY, PARTY_STATE, HINTS],
        "the state of a party changed",
    ),
    Event::new("interaction.udata.changed", &[INTERACTION], "the user data changed"),
    Event::new(
        "interaction.ondivert",
        &[
            INTERACTION,
            Property::string("divertingpartyid", "the party that diverted it"),
            Property::string("divertingresource", "its device"),
            Property::string("divertingpartystate", "its state"),
            NEW_DESTINATION,
            HINTS,
        ],
        "the interaction went to another destination; events about the new parties follow",
    ),
    Event::new(
        "interaction.onsinglesteptransfer",
        &[
            INTERACTION,
            Property::string("transferringpartyid", "the party that transferred it"),
            Property::string("transferringresource", "its device"),
            Property::string("transferringpartystate", "its state"),
            NEW_DESTINATION,
            HINTS,
        ],
        "the interaction was transferred in one step",
    ),
    Event::new(
        "interaction.onsinglestepconference",
        &[
            INTERACTION,
            Property::string("conferencingpartyid", "the party that started the conference"),
            Property::string("conferencingresource", "its device"),
            Property::string("conferencingpartystate", "its state"),
            Property::string("addedpartyid", "the party that was added"),
            Property::string("addedresource", "its device"),
            Property::string("addedpartystate", "its state"),
            HINTS,
        ],
        "a party was added in one step",
    ),
    Event::new(
        "interaction.onmerge",
        &[
            Property::string("frominteractionid", "the interaction that ends (the consult call)"),
            Property::string("tointeractionid", "the interaction that goes on (the primary call)"),
            Property::string("activeresource", "the active device"),
            Property::string("activepartyid", "its party"),
            Property::string("activepartystate", "its state"),
            Property::string("heldresource", "the held device"),
            Property::string("heldpartyid", "its party"),
            Property::string("heldpartystate", "its state"),
            HINTS,
        ],
        "a transfer or a conference was completed: two interactions became one",
    ),
    Event::new(
        "interaction.abandoned",
        &[INTERACTION, FOCUS, Property::string("reason", "why"), HINTS],
        "the customer left",
    ),
    Event::new(
        "interaction.restored",
        &[INTERACTION, HINTS],
        "a functional module restored the interaction",
    ),
    Event::new(
        "chat.message",
        &[INTERACTION, Property::new("message", Type::Object, "a line of chat")],
        "a party said something",
    ),
];
