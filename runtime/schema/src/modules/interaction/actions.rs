//! Which actions does the interaction module have, and how are they answered?

use crate::modules::row::{INTERACTION, REQUEST, REQUESTID};
use crate::modules::table::{Attribute, Element, Kind, Property, Results, Type};

const INTERACTIONID: Attribute =
    Attribute::string("interactionid", "the interaction's id (`g_uid`)").required();
const REASON: Attribute =
    Attribute::string("reason", "why").without_effect("nobody but the trace is told");
const HINTS: Attribute = Attribute::object("hints", "data for the implementation")
    .without_effect("it is meant for one particular server");

/// `error` of the actions that depend on the interaction's state; STATE is null, ringing, hold, transferring, treating
/// or routed.
const STATE_CODES: &[&str] = &["unknown", "invalidstate.STATE", "remote"];
/// `error` of attach and detach: the guides at hand list none, generated applications test for `invalidstate`.
const OWNER_CODES: &[&str] = &["unknown", "invalidstate", "invalidstate.STATE"];
const BOTH: &[Property] = &[REQUEST, INTERACTION];

const ROUTE_TYPES: &[&str] = &[
    "RouteTypeUnknown",
    "RouteTypeDefault",
    "RouteTypeLabel",
    "RouteTypeOverwriteDNIS",
    "RouteTypeDDD",
    "RouteTypeIDDD",
    "RouteTypeDirect",
    "RouteTypeReject",
    "RouteTypeAnnouncement",
    "RouteTypePostFeature",
    "RouteTypeDirectAgent",
    "RouteTypeGetFromDN",
];
/// All but the two that leave it to the switch.
const ROUTE_TYPES_TO_COME: &[&str] = ROUTE_TYPES.split_at(2).1;

const MESSAGE_TYPES: &[&str] = &[
    "emailout",
    "acknowledgement",
    "auto_response",
    "outbound_new",
    "inbound_collaboration_reply",
    "outbound_collaboration_invite",
    "outbound_notification",
    "redirect",
    "forwarded",
];

pub(super) const ELEMENTS: &[Element] = &[
    Element::action(
        "attach",
        "takes ownership of an interaction that no session owns",
        &[REQUESTID, INTERACTIONID],
        &Results::new("interaction.attach.done", BOTH, "error.interaction.attach")
            .codes(OWNER_CODES),
    )
    .supported(),
    Element::action(
        "detach",
        "gives up ownership; the interaction lives on without a session",
        &[REQUESTID, INTERACTIONID],
        &Results::new("interaction.detach.done", BOTH, "error.interaction.detach")
            .codes(OWNER_CODES),
    )
    .supported(),
    Element::action(
        "accept",
        "answers the interaction on a device",
        &[
            REQUESTID,
            INTERACTIONID,
            Attribute::resource("resource", "the device that answers").required(),
        ],
        &Results::new("interaction.accept.done", BOTH, "error.interaction.accept").codes(&[
            "unknown",
            "invalidstate.STATE",
            "reject.REASON",
            "remote",
        ]),
    )
    .supported(),
    Element::action(
        "terminate",
        "ends the interaction",
        &[
            REQUESTID,
            INTERACTIONID,
            REASON,
            Attribute::resource("resource", "the party to end; voice only").unsupported(),
            HINTS,
        ],
        &Results::new("interaction.terminate.done", BOTH, "error.interaction.terminate")
            .codes(STATE_CODES),
    )
    .supported(),
    Element::action(
        "redirect",
        "sends the interaction to another destination",
        &[
            REQUESTID,
            INTERACTIONID,
            Attribute::resource("from", "the current address"),
            Attribute::resource("to", "the destination").required(),
            Attribute::new(
                "type",
                Kind::Value(Type::Member("queue.rType")),
                "how it is sent there",
            )
            .default("RouteTypeDefault")
            .values(ROUTE_TYPES)
            .without(ROUTE_TYPES_TO_COME)
            .inferred(),
            Attribute::boolean("detach", "whether to give up ownership before")
                .default("false")
                .inferred(),
            REASON.recalled(),
            HINTS,
        ],
        &Results::new("interaction.redirect.done", BOTH, "error.interaction.redirect").codes(&[
            "unknown",
            "invalidstate.STATE",
            "invaliddestination",
            "badtranslation",
            "remote",
        ]),
    )
    .supported(),
    Element::action(
        "clear",
        "disconnects one resource from the interaction",
        &[
            REQUESTID,
            INTERACTIONID.inferred(),
            Attribute::resource("resource", "the resource to disconnect").required().inferred(),
        ],
        &Results::new(
            "interaction.clear.done",
            &[
                REQUEST,
                INTERACTION,
                Property::string("resource", "the address that was disconnected"),
            ],
            "error.interaction.clear",
        )
        .codes(STATE_CODES),
    )
    .supported(),
    Element::action(
        "associate",
        "moves an interaction of this session to another session",
        &[
            REQUESTID,
            INTERACTIONID.inferred(),
            Attribute::string("sessionid", "the session that gets it").required().recalled(),
        ],
        &Results::new("interaction.associate.done", BOTH, "error.interaction.associate").codes(&[
            "unknown",
            "invalidserver",
            "nointeraction",
        ]),
    )
    .supported(),
    Element::action(
        "pick",
        "takes an interaction from where it waits",
        &[REQUESTID, INTERACTIONID.inferred()],
        &Results::new("interaction.pick.done", BOTH, "error.interaction.pick").codes(&[
            "unknown",
            "invaliddestination",
            "invalidsource",
            "invalidserver",
        ]),
    ),
    Element::action(
        "singlesteptransfer",
        "transfers the interaction in one step",
        SINGLE_STEP,
        &Results::new(
            "interaction.singlesteptransfer.done",
            BOTH,
            "error.interaction.singlesteptransfer",
        )
        .codes(STATE_CODES),
    ),
    Element::action(
        "singlestepconference",
        "adds a party to the interaction in one step",
        SINGLE_STEP,
        &Results::new(
            "interaction.singlestepconference.done",
            BOTH,
            "error.interaction.singlestepconference",
        )
        .codes(STATE_CODES),
    ),
    Element::action(
        "createcall",
        "makes a call",
        &[
            REQUESTID,
            Attribute::resource("from", "the originating device").required(),
            Attribute::resource("to", "the destination").required(),
            Attribute::token(
                "type",
                &[
                    "regular",
                    "agent",
                    "supervisor",
                    "priority",
                    "agent priority",
                    "agentpriority",
                    "predictive",
                ],
                "the kind of call",
            )
            .default("regular"),
            Attribute::string("reason", "why"),
            Attribute::object("udata", "initial user data"),
            HINTS,
        ],
        &Results::new("voice.createcall.done", BOTH, "error.voice.createcall")
            .error_properties(&[INTERACTION])
            .codes(&["timeout", "invalidsource", "invaliddestination", "invalidserver", "unknown"]),
    ),
    Element::action(
        "hold",
        "puts the interaction on hold",
        HOLD,
        &Results::new("voice.hold.done", BOTH, "error.voice.hold").error_properties(&[INTERACTION]),
    ),
    Element::action(
        "retrieve",
        "takes the interaction from hold",
        HOLD,
        &Results::new("voice.retrieve.done", BOTH, "error.voice.retrieve")
            .error_properties(&[INTERACTION]),
    ),
    Element::action(
        "createmessage",
        "creates a message and its interaction",
        &[
            REQUESTID,
            Attribute::token("type", MESSAGE_TYPES, "the kind of message").default("emailout"),
            Attribute::token("media", super::objects::MESSAGE_MEDIA, "the medium")
                .default("TMediaEMail"),
            Attribute::string("server", "the server to use").default("chosen by `type`"),
        ],
        &Results::new(
            "msgbased.createmessage.done",
            &[
                REQUEST,
                INTERACTION,
                Property::string("srid", "the suggested response that was used"),
            ],
            "error.msgbased.createmessage",
        )
        .codes(&["Timeout", "Request Invalid"]),
    ),
    Element::action(
        "sendmessage",
        "sends a message",
        &[REQUESTID, INTERACTIONID.inferred()],
        &Results::new("msgbased.sendmessage.done", &[REQUEST], "error.msgbased.sendmessage")
            .codes(&["Timeout", "Request Invalid"]),
    ),
    Element::action(
        "getcontent",
        "refreshes the content of the interaction",
        &[REQUESTID, INTERACTIONID.inferred()],
        &Results::new("chat.getcontent.done", &[REQUEST], "error.chat.getcontent"),
    ),
    Element::action(
        "sendchatmessage",
        "sends a line of chat to all other parties",
        &[
            REQUESTID,
            Attribute::string("interactionid", "the interaction's id (`g_uid`)")
                .default("the main interaction"),
            Attribute::string("from", "the agent who sends it").required(),
            Attribute::string("message", "the text").required(),
        ],
        &Results::new("chat.sendchatmessage.done", &[REQUEST], "error.chat.sendchatmessage")
            .codes(&["Request Invalid"]),
    ),
    Element::action(
        "gettranscript",
        "gets what was said in a chat",
        &[REQUESTID, INTERACTIONID.inferred()],
        &Results::new(
            "chat.gettranscript.done",
            &[REQUEST, Property::new("transcript", Type::Array, "lines of chat")],
            "error.chat.gettranscript",
        )
        .codes(&["Request Invalid"]),
    ),
];

const SINGLE_STEP: &[Attribute] = &[
    REQUESTID,
    INTERACTIONID.inferred(),
    Attribute::resource("from", "the device that acts").recalled(),
    Attribute::resource("to", "the destination").recalled(),
    Attribute::object("udata", "user data to add").recalled(),
    Attribute::string("reason", "why").recalled(),
    HINTS.recalled(),
];

const HOLD: &[Attribute] = &[
    REQUESTID,
    INTERACTIONID.recalled(),
    Attribute::resource("resource", "the device").recalled(),
    Attribute::string("reason", "why").recalled(),
    HINTS.recalled(),
];
