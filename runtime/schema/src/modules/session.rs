//! What does the session module (`_genesys.session`) offer?

use super::row::{REQUEST, REQUESTID};
use super::table::{
    Attribute, Constant, Element, Event, Function, Kind, Module, Object, Parameter, Property,
    Results, Type,
};

pub(super) static MODULE: Module = Module {
    name: "session",
    namespaces: ["www.genesyslab.com/modules/session", "http://www.genesyslab.com/modules/session"],
    prefix: "session",
    root: "session",
    event_prefixes: &["session"],
    supported: true,
    elements: ELEMENTS,
    events: &[Event::new(
        "done.start",
        &[SESSION],
        "a session that this one started has ended; its id is a last token",
    )],
    functions: FUNCTIONS,
    constants: CONSTANTS,
    objects: OBJECTS,
};

const SESSION: Property = Property::string("sessionid", "the id of the session");
const HINTS: Attribute = Attribute::object("hints", "data for the implementation")
    .without_effect("it is meant for one particular server")
    .recalled();

const ELEMENTS: &[Element] = &[
    Element::action(
        "start",
        "starts another session that lives on its own",
        &[
            REQUESTID,
            Attribute::string("src", "the URL of the document").required(),
            Attribute::new("sessionid", Kind::Location, "receives the id of the new session")
                .required(),
            Attribute::number("idealtime", "when to start it, in milliseconds since 1970")
                .unsupported()
                .recalled(),
            HINTS,
        ],
        &Results::new("session.start.done", &[REQUEST.inferred(), SESSION], "error.session.start")
            .error_properties(&[SESSION])
            .codes(&["unknown", "remote"]),
    )
    .params()
    .supported(),
    Element::action("fetch", "gets data from a server", FETCH, &FETCHED)
        .params()
        .content()
        .supported(),
    Element::action(
        "terminate",
        "ends a session",
        &[REQUESTID, Attribute::string("sessionid", "the session to end").required()],
        &Results::new("session.terminate.done", &[SESSION], "error.session.terminate"),
    ),
    Element::action(
        "updatestart",
        "changes when a session is to start",
        &[
            REQUESTID,
            Attribute::string("sessionid", "the session").required(),
            Attribute::number("idealtime", "when to start it, in milliseconds since 1970")
                .required(),
        ],
        &Results::new("session.updatestart.done", &[SESSION], "error.session.updatestart"),
    ),
];

const FETCH: &[Attribute] = &[
    REQUESTID,
    Attribute::string("srcexpr", "what to get").required(),
    Attribute::string("method", "how")
        .default("get")
        .values(&["get", "post", "put", "delete", "esp", "urs"])
        .without(&["esp", "urs"]),
    Attribute::string("type", "the expected media type; another one is an error"),
    Attribute::new("namelist", Kind::Namelist, "variables to send").recalled(),
    Attribute::number("timeout", "seconds until it has failed").default("no limit").inferred(),
    Attribute::string(
        "enctype",
        "how a body holds the parameters: as a form, or as an object when it is application/json",
    )
    .default(FORM),
    Attribute::string("authtype", "the kind of authentication")
        .default("none")
        .values(&["none", "anonymous", "basic"])
        .recalled(),
    Attribute::string("username", "the user, for authtype basic").recalled(),
    Attribute::string("password", "the password, for authtype basic").recalled(),
    Attribute::object("headers", "names and values of headers").inferred(),
    Attribute::number("maxage", "the greatest age of a cached answer, in seconds").recalled(),
    Attribute::number("maxstale", "for how many seconds an expired answer may be used").recalled(),
    Attribute::boolean("gdelivery", "whether it is tried again when it fails")
        .default("false")
        .inferred(),
    Attribute::number("gd_retries", "how often it is tried again, with gdelivery; at most 1000")
        .default("0")
        .inferred(),
    Attribute::number("gd_retry_interval", "seconds between the tries").default("0").inferred(),
    HINTS,
];

/// The media type of a form.
const FORM: &str = "application/x-www-form-urlencoded";

static FETCHED: Results = Results::new(
    "session.fetch.done",
    &[
        REQUEST,
        Property::new("content", Type::Any, "what was got"),
        Property::new("hints", Type::Object, "headers of the answer"),
    ],
    "error.session.fetch",
)
.codes(&["PROTOCOL.CODE"]);

const ZONE: &[Parameter] = &[Parameter::new("tz", Type::String)];

const FUNCTIONS: &[Function] = &[
    Function::new(
        "session.setTenant",
        &[Parameter::new("name", Type::String)],
        Type::Nothing,
        "changes the tenant",
    ),
    Function::new(
        "session.dateInZone",
        ZONE,
        Type::String,
        "the date in a time zone, `YYYY-MM-DD`",
    ),
    Function::new("session.timeInZone", ZONE, Type::String, "the time in a time zone, `HH:MM:SS`"),
    Function::new(
        "session.dayInZone",
        ZONE,
        Type::Number,
        "the day of the week in a time zone, Sunday is 0",
    ),
    Function::new(
        "session.isSpecialDay",
        &[
            Parameter::new("statTable", Type::String),
            Parameter::new("statDay", Type::String),
            Parameter::optional("timeZone", Type::String),
            Parameter::optional("useTime", Type::Any),
        ],
        Type::Number,
        "whether today is one of the days of a table",
    ),
    Function::new(
        "session.getListItemValue",
        &[
            Parameter::new("list", Type::String),
            Parameter::new("item", Type::String),
            Parameter::optional("key", Type::String),
        ],
        Type::Any,
        "a value of a list object",
    ),
    Function::new("session.listLookupValue", &[], Type::Any, "looks up in a list object"),
    Function::new(
        "session.getConfigOption",
        &[
            Parameter::new("ixnid", Type::String),
            Parameter::new("key", Type::String),
            Parameter::new("lookupseq", Type::Number),
        ],
        Type::String,
        "the value of a configuration option",
    ),
];

const CONSTANTS: &[Constant] = &[
    Constant::number("session.lookupseq.StartFromStrategy", -1.0),
    Constant::number("session.lookupseq.StartFromRouter", 0.0).recalled(),
    Constant::number("session.lookupseq.StartFromTenant", 1.0).recalled(),
    Constant::number("session.lookupseq.StartFromTserver", 2.0).recalled(),
    Constant::number("session.lookupseq.StartFromCDN", 3.0).recalled(),
    Constant::number("session.day.Sunday", 0.0),
    Constant::number("session.day.Monday", 1.0).inferred(),
    Constant::number("session.day.Tuesday", 2.0).inferred(),
    Constant::number("session.day.Wednesday", 3.0).inferred(),
    Constant::number("session.day.Thursday", 4.0).inferred(),
    Constant::number("session.day.Friday", 5.0).inferred(),
    Constant::number("session.day.Saturday", 6.0),
];

const OBJECTS: &[Object] = &[
    Object {
        name: "session",
        path: "_genesys.session",
        properties: &[
            Property::new("server", Type::Object, "the server that runs the session"),
            Property::string("tenant", "the tenant's name"),
            Property::new("tenantid", Type::Any, "the tenant's id"),
        ],
    },
    Object {
        name: "server",
        path: "_genesys.session.server",
        properties: &[
            Property::string("url", "where the server listens"),
            Property::string("name", "its name"),
            Property::string("cluster", "the name of its cluster"),
        ],
    },
];
