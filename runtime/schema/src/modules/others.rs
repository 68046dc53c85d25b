//! Which modules are known by name but have no behaviour yet?

use super::row::{REQUEST, REQUESTID};
use super::table::{
    Attribute, Constant, Element, Event, Function, Module, Parameter, Property, Results, Type,
};

/// A module without behaviour.
const fn later(
    name: &'static str,
    namespaces: [&'static str; 2],
    event_prefixes: &'static [&'static str],
    elements: &'static [Element],
) -> Module {
    Module {
        name,
        namespaces,
        prefix: name,
        root: name,
        event_prefixes,
        supported: false,
        elements,
        events: &[],
        functions: &[],
        constants: &[],
        objects: &[],
    }
}

pub(super) static WS: Module = later(
    "ws",
    ["www.genesyslab.com/modules/ws", "http://www.genesyslab.com/modules/ws"],
    &["ws"],
    &[Element::action(
        "response",
        "answers a request from outside",
        &[Attribute::string("requestid", "the request").required().recalled()],
        &Results::none(),
    )],
);

pub(super) static STATISTIC: Module = Module {
    events: &[Event::new(
        "statistic.update",
        &[
            Property::string("object", "the object"),
            Property::string("statistic", "the statistic"),
            Property::new("value", Type::Number, "the new value"),
        ],
        "a subscribed statistic changed",
    )],
    functions: &[Function::new(
        "statistic.sData",
        &[Parameter::new("object", Type::String), Parameter::new("statistic", Type::Any)],
        Type::Number,
        "the value of a statistic",
    )],
    ..later(
        "statistic",
        ["www.genesyslab.com/modules/statistic", "http://www.genesyslab.com/modules/statistic"],
        &["statistic"],
        &[
            Element::action(
                "subscribe",
                "asks for changes of a statistic",
                SUBSCRIBE,
                &Results::new("statistic.subscribe.done", &[REQUEST], "error.statistic.subscribe")
                    .codes(&["Request Invalid", "Subscription Already Active"]),
            ),
            Element::action(
                "unsubscribe",
                "asks no longer for changes of a statistic",
                SUBSCRIBE,
                &Results::new(
                    "statistic.unsubscribe.done",
                    &[REQUEST],
                    "error.statistic.unsubscribe",
                )
                .codes(&["Request Invalid"]),
            ),
        ],
    )
};

const SUBSCRIBE: &[Attribute] = &[
    REQUESTID,
    Attribute::string("object", "the object, such as `name@statserver.type`").required(),
    Attribute::string("statistic", "the statistic").required(),
];

const CONTENT: &[Attribute] = &[
    REQUESTID,
    Attribute::string("server", "the classification server").default("the first available one"),
    Attribute::string("interactionid", "the interaction").default("the main interaction"),
];

pub(super) static CLASSIFICATION: Module = later(
    "classification",
    [
        "www.genesyslab.com/modules/classification",
        "http://www.genesyslab.com/modules/classification",
    ],
    &["classification"],
    &[
        Element::action(
            "classify",
            "finds the categories of an interaction's content",
            CONTENT,
            &Results::new(
                "classification.classify.done",
                &[REQUEST, Property::new("categories", Type::Array, "categories")],
                "error.classification.classify",
            )
            .codes(&["Request Invalid"]),
        ),
        Element::action(
            "screen",
            "compares an interaction's content with rules",
            CONTENT,
            &Results::new(
                "classification.screen.done",
                &[
                    REQUEST,
                    Property::new("rules", Type::Array, "rules"),
                    Property::new("screenrule", Type::Array, "rules, under their later name"),
                    Property::new("categories", Type::Array, "categories"),
                ],
                "error.classification.screen",
            )
            .codes(&["Request Invalid"]),
        ),
    ],
);

/// Actions and events it has none: only constants for the other modules.
pub(super) static RESOURCE: Module = Module {
    constants: &[
        Constant::number("resource.resourceType.CFGNoDN", 0.0),
        Constant::number("resource.resourceType.CFGExtension", 1.0),
        Constant::number("resource.resourceType.CFGACDPosition", 2.0),
        Constant::number("resource.resourceType.CFGACDQueue", 3.0),
        Constant::number("resource.resourceType.CFGRoutingPoint", 4.0),
    ],
    ..later(
        "resource",
        ["www.genesyslab.com/modules/resource", "http://www.genesyslab.com/modules/resource"],
        &["resource"],
        &[],
    )
};

pub(super) static ELASTICCONNECTOR: Module = later(
    "elasticconnector",
    [
        "www.genesyslab.com/modules/elasticconnector",
        "http://www.genesyslab.com/modules/elasticconnector",
    ],
    &["elasticconnector"],
    &[
        Element::action(
            "createindextemplate",
            "makes a template for indices",
            &[REQUESTID],
            &Results::new(
                "elasticconnector.createindextemplate.done",
                &[REQUEST],
                "error.elasticconnector.createindextemplate",
            ),
        ),
        Element::action(
            "createdoc",
            "adds a document",
            &[REQUESTID],
            &Results::new(
                "elasticconnector.createdoc.done",
                &[REQUEST],
                "error.elasticconnector.createdoc",
            ),
        ),
        Element::action(
            "updatedoc",
            "changes a document",
            &[REQUESTID],
            &Results::new(
                "elasticconnector.updatedoc.done",
                &[REQUEST],
                "error.elasticconnector.updatedoc",
            ),
        ),
        Element::action(
            "deletedoc",
            "removes a document",
            &[REQUESTID],
            &Results::new(
                "elasticconnector.deletedoc.done",
                &[REQUEST],
                "error.elasticconnector.deletedoc",
            ),
        ),
    ],
);

pub(super) static AGENT: Module = later(
    "agent",
    ["www.genesyslab.com/modules/agent", "http://www.genesyslab.com/modules/agent"],
    &["agent"],
    &[],
);
