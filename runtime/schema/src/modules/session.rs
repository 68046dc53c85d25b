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
    Element::action("fetch", "gets data from a server", FETCH, &FETCHED).params().content(),
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
        .values(&["get", "post", "put", "delete", "esp", "urs"]),
    Attribute::string("type", "the expected media type"),
    Attribute::new("namelist", Kind::Namelist, "variables to send").recalled(),
    Attribute::number("timeout", "seconds"),
    Attribute::string("enctype", "the encoding of the body")
        .default("application/x-www-form-urlencoded"),
    Attribute::string("authtype", "the kind of authentication").recalled(),
    Attribute::string("username", "the user").recalled(),
    Attribute::string("password", "the password").recalled(),
    Attribute::object("headers", "names and values of headers"),
    Attribute::number("maxage", "the greatest age of a cached answer, in seconds"),
    Attribute::number("maxstale", "for how many seconds an expired answer may be used"),
    Attribute::boolean("gdelivery", "whether delivery is guaranteed").default("false"),
    Attribute::number("gd_retries", "how often to try again"),
    Attribute::number("gd_retry_interval", "seconds between"),
    HINTS,
];

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
