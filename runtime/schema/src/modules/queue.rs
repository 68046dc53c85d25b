//! What does the queue module (`_genesys.queue`) offer?

mod objects;

use super::row::{INTERACTION, REQUEST, REQUESTID};
use super::table::{Attribute, Child, Element, Event, Kind, Module, Property, Results, Type};

pub(super) static MODULE: Module = Module {
    name: "queue",
    namespaces: ["www.genesyslab.com/modules/queue", "http://www.genesyslab.com/modules/queue"],
    prefix: "queue",
    root: "queue",
    event_prefixes: &["queue"],
    supported: true,
    elements: ELEMENTS,
    events: &[],
    functions: objects::FUNCTIONS,
    constants: objects::CONSTANTS,
    objects: &[],
};

/// Why `hints` does nothing.
const NO_SERVER: &str = "it is meant for one particular server";

/// What a target can be.
const TARGET_TYPES: &[&str] = &[
    "agent",
    "place",
    "agentgroup",
    "placegroup",
    "queue",
    "dn",
    "skill",
    "campaigngroup",
    "routepoint",
    "label",
];
const TARGET_TYPES_TO_COME: &[&str] = &["queue", "dn", "campaigngroup", "routepoint", "label"];

/// Statistics that order targets: those that the guides' samples name, and those of which it is known that they are
/// there without a subscription.
const STATISTICS: &[&str] = &[
    "none",
    "StatTimeInReadyState",
    "StatAgentsAvailable",
    "StatAgentsTotal",
    "StatAgentsBusy",
    "StatCallsAnswered",
    "StatCallsCompleted",
    "StatCallsInQueue",
    "StatExpectedWaitingTime",
    "StatLoadBalance",
    "StatAgentsInQueueLogin",
    "StatAgentsInQueueReady",
];
const STATISTICS_TO_COME: &[&str] = STATISTICS.split_at(2).1;

/// Values of `error`; the guides at hand do not list any.
const CODES: &[&str] =
    &["timeout", "invalidattribute", "invalidstate.STATE", "unknown", "remote", "cancelled"];

const INTERACTIONID: Attribute =
    Attribute::string("interactionid", "the interaction to route").default("the main interaction");

/// The id of a submit that is still pending.
const SUBMITTED: Attribute = Attribute::string("requestid", "the id of the submit");

const ELEMENTS: &[Element] = &[
    Element::action(
        "submit",
        "asks for a target and sends the interaction there",
        SUBMIT,
        &SUBMITTED_RESULTS,
    )
    .children(&[
        Child::between("queue", "targets", 1, 1),
        Child::between("dialog", "runtreatments", 0, 1),
    ])
    .supported(),
    Element::action(
        "cancel",
        "withdraws a submit",
        &[
            SUBMITTED.required().recalled(),
            INTERACTIONID,
            Attribute::string("queue", "the virtual queue of the submit").unsupported(),
        ],
        &Results::new("queue.cancel.done", &[REQUEST], "error.queue.cancel").codes(CODES),
    )
    .supported(),
    Element::action(
        "update",
        "changes a pending submit",
        &[SUBMITTED.recalled(), Attribute::number("priority", "the new priority").recalled()],
        &Results::new("queue.update.done", &[REQUEST], "error.queue.update").codes(CODES),
    )
    .children(&[
        Child::between("queue", "targets", 0, 1),
        Child::between("dialog", "runtreatments", 0, 1),
    ]),
    Element::action(
        "query",
        "asks about a pending submit",
        &[SUBMITTED.recalled(), INTERACTIONID],
        &Results::new("queue.query.done", &[REQUEST], "error.queue.query").codes(CODES),
    ),
    Element::parameter(
        "targets",
        "the targets of a submit",
        &[
            Attribute::token("type", TARGET_TYPES, "what the targets are that do not say so")
                .without(TARGET_TYPES_TO_COME),
            Attribute::string("statserver", "the Stat Server of the targets that do not name one"),
        ],
    )
    .children(&[
        Child::any("queue", "target"),
        Child::any("queue", "targetid"),
        Child::between("queue", "activity", 0, 1).alone(),
        Child::between("queue", "workbin", 0, 1),
    ])
    .supported(),
    Element::parameter(
        "target",
        "one target",
        &[
            Attribute::string("name", "its name"),
            Attribute::token("type", TARGET_TYPES, "what it is")
                .default("that of targets")
                .without(TARGET_TYPES_TO_COME),
            Attribute::string("statserver", "its Stat Server").default("that of targets"),
            Attribute::number("weight", "its share, for ordertype percentage").default("1"),
            Attribute::string("skillexpr", "the skills it needs, for type skill"),
            Attribute::string("threshold", "when it may be used").unsupported(),
        ],
    )
    .supported(),
    Element::parameter(
        "targetid",
        "targets as one string",
        &[Attribute::string(
            "expr",
            "`[weight]name@statserver.type` or `[weight]?group:skills@statserver.GA`, separated by commas",
        )
        .required()],
    )
    .supported(),
    Element::parameter("activity", "an activity of Workforce Management", &[]),
    Element::parameter("workbin", "a workbin of the targets is the destination", &[]),
];

const SUBMIT: &[Attribute] = &[
    REQUESTID,
    Attribute::string("queue", "the virtual queue").default("none"),
    Attribute::number("priority", "interactions of higher priority go first").default("0"),
    Attribute::string("ordertype", "how targets are ordered").default("any").values(&[
        "max",
        "min",
        "any",
        "percentage",
    ]),
    Attribute::string("orderstat", "the statistic that orders targets, for max and min")
        .default("none")
        .values(STATISTICS)
        .without(STATISTICS_TO_COME),
    INTERACTIONID,
    Attribute::number("timeout", "seconds to find a target").default("no limit"),
    Attribute::boolean("clearontimeout", "whether the targets are withdrawn at the timeout")
        .default("true"),
    Attribute::new("src", Kind::Text, "the document of a routing rule").unsupported(),
    Attribute::boolean("route", "whether to send the interaction there; false only selects")
        .default("true")
        .recalled(),
    Attribute::object("hints", "data for the implementation").without_effect(NO_SERVER).recalled(),
    Attribute::object("udata", "user data to add").unsupported().recalled(),
];

static SUBMITTED_RESULTS: Results = Results::new(
    "queue.submit.done",
    &[
        REQUEST,
        Property::string("targetselected", "the chosen number, `Name@Switch.Type`"),
        Property::string("vqselected", "the virtual queue"),
        Property::string(
            "targetcomponentselected",
            "the chosen agent, place, …, `Name@StatServer.Type`",
        ),
        Property::string(
            "targetobjectselected",
            "the target of the document, `Name@StatServer.Type`",
        ),
        INTERACTION,
        Property::new("resource", Type::Object, "the chosen number as a resource object"),
        Property::new("access", Type::Object, "how to reach it on another switch"),
    ],
    "error.queue.submit",
)
.codes(CODES)
.others(&[Event::new(
    "queue.submit.requestid",
    &[REQUEST],
    "the submit is pending; its id is valid",
)]);
