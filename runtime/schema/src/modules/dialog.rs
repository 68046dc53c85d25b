//! What does the dialog module (`_genesys.dialog`, treatments) offer?

use super::row::{REQUEST, REQUESTID};
use super::table::{Attribute, Child, Element, Event, Module, Property, Results};

pub(super) static MODULE: Module = Module {
    name: "dialog",
    namespaces: ["www.genesyslab.com/modules/dialog", "http://www.genesyslab.com/modules/dialog"],
    prefix: "dialog",
    root: "dialog",
    event_prefixes: &["dialog"],
    supported: true,
    elements: ELEMENTS,
    events: &[],
    functions: &[],
    constants: &[],
    objects: &[],
};

/// Values of `error`; STATE is null, hold, treating or routed.
const CODES: &[&str] =
    &["invalidattribute", "unknown", "invalidstate.STATE", "remote", "cancelled", "timeout"];
const DIGITS: &[Property] = &[REQUEST, Property::string("digits", "the digits")];

const INTERACTIONID: Attribute =
    Attribute::string("interactionid", "the interaction to treat").default("the main interaction");
const LANGUAGE: Attribute = Attribute::string("language", "the language, such as 'English (US)'");
const DEVICE: Attribute =
    Attribute::string("device", "the number that plays it, at which the interaction must be")
        .default("where the interaction is")
        .inferred();
const HINTS: Attribute = Attribute::object("hints", "reserved").without_effect("it is reserved");

/// Kinds of sound; the guides at hand confirm music, the rest is Composer's wording in both spellings.
const SOUNDS: &[&str] = &[
    "music",
    "busy",
    "busytone",
    "fastbusy",
    "fastbusytone",
    "ringback",
    "silence",
    "ran",
    "recordedannouncement",
    "arm",
];

const ELEMENTS: &[Element] = &[
    Element::action(
        "playsound",
        "plays music, a tone or silence",
        &[
            REQUESTID,
            INTERACTIONID,
            Attribute::string("type", "the kind of sound").required().values(SOUNDS),
            Attribute::string("resource", "the file or the source"),
            Attribute::number("duration", "seconds")
                .default("until something else ends it")
                .inferred(),
            LANGUAGE.without_effect("sounds have no language"),
            DEVICE,
            HINTS,
        ],
        &Results::new("dialog.playsound.done", &[REQUEST], "error.dialog.playsound")
            .codes(CODES)
            .others(&[Event::new(
                "dialog.playsound.done.timeout",
                &[REQUEST],
                "when it is published is not known",
            )]),
    )
    .supported(),
    Element::action(
        "play",
        "plays announcements",
        &[REQUESTID, INTERACTIONID, LANGUAGE, DEVICE, HINTS],
        &Results::new("dialog.play.done", &[REQUEST], "error.dialog.play").codes(CODES),
    )
    .children(&[Child::from("dialog", "prompts", 1)])
    .supported(),
    Element::action(
        "collect",
        "collects digits",
        &[REQUESTID, INTERACTIONID, LANGUAGE, DEVICE, HINTS],
        &Results::new("dialog.collect.done", DIGITS, "error.dialog.collect").codes(CODES),
    )
    .children(&[Child::any("dialog", "prompts"), Child::between("dialog", "input", 1, 1)])
    .supported(),
    Element::action(
        "playandcollect",
        "plays announcements, then collects digits",
        &[REQUESTID, INTERACTIONID, LANGUAGE, DEVICE, HINTS],
        &Results::new("dialog.playandcollect.done", DIGITS, "error.dialog.playandcollect")
            .codes(CODES),
    )
    .children(&[Child::from("dialog", "prompts", 1), Child::between("dialog", "input", 1, 1)])
    .supported(),
    Element::action(
        "playandverify",
        "plays announcements, then collects digits and compares them",
        &[REQUESTID, INTERACTIONID, LANGUAGE, DEVICE, HINTS],
        &Results::new("dialog.playandverify.done", DIGITS, "error.dialog.playandverify")
            .codes(CODES),
    )
    .children(&[Child::from("dialog", "prompts", 1), Child::between("dialog", "input", 1, 1)]),
    Element::action(
        "start",
        "runs an application, such as VoiceXML",
        &[
            REQUESTID,
            INTERACTIONID,
            Attribute::string("type", "the kind of application, such as 'applid'"),
            Attribute::string("src", "the application").default("the parameter APP_URI").recalled(),
            LANGUAGE,
            DEVICE,
            HINTS,
        ],
        &Results::new("dialog.start.done", &[REQUEST], "error.dialog.start").codes(CODES).others(
            &[Event::new("dialog.start.requestid", &[REQUEST], "the application is being started")],
        ),
    )
    .params()
    .supported(),
    Element::action(
        "stop",
        "ends a treatment",
        &[
            Attribute::string("requestid", "the id of the treatment's request")
                .required()
                .inferred(),
            INTERACTIONID,
        ],
        &Results::new("dialog.stop.done", &[REQUEST], "error.dialog.stop").codes(CODES),
    )
    .supported(),
    Element::action(
        "pause",
        "waits between treatments",
        &[REQUESTID, INTERACTIONID, Attribute::number("duration", "seconds")],
        &Results::new("dialog.pause.done", &[REQUEST], "error.dialog.pause").codes(CODES),
    ),
    Element::action(
        "remote",
        "has another site treat the interaction",
        &[
            REQUESTID,
            INTERACTIONID,
            Attribute::string("destination", "the number there"),
            Attribute::string("default", "the number to use when the other site is not reached"),
        ],
        &Results::new("dialog.remote.done", &[REQUEST], "error.dialog.remote").codes(CODES),
    ),
    Element::action(
        "createann",
        "records an announcement",
        &[REQUESTID, INTERACTIONID, DEVICE],
        &Results::new(
            "dialog.createann.done",
            &[REQUEST, Property::string("userannid", "the announcement's id").inferred()],
            "error.dialog.createann",
        )
        .codes(CODES),
    )
    .children(&[Child::any("dialog", "prompts"), Child::between("dialog", "input", 0, 1)]),
    Element::action(
        "deleteann",
        "deletes an announcement",
        &[REQUESTID, INTERACTIONID],
        &Results::new("dialog.deleteann.done", &[REQUEST], "error.dialog.deleteann").codes(CODES),
    )
    .inferred(),
    Element::parameter(
        "runtreatments",
        "treatments, one after the other, while a submit waits",
        &[],
    )
    .children(&[
        Child::any("dialog", "playsound"),
        Child::any("dialog", "play"),
        Child::any("dialog", "collect"),
        Child::any("dialog", "playandcollect"),
        Child::any("dialog", "playandverify"),
        Child::any("dialog", "start"),
        Child::any("dialog", "pause"),
        Child::any("dialog", "remote"),
    ])
    .supported(),
    Element::parameter(
        "prompts",
        "a set of prompts",
        &[Attribute::token(
            "type",
            &["ann", "tts", "iretry", "ifailure", "isuccess", "itimeout", "MSG_type"],
            "when the set is played",
        )
        .default("ann")
        .without(&["iretry", "ifailure", "isuccess", "itimeout", "MSG_type"])],
    )
    .children(&[Child::between("dialog", "prompt", 1, 10)])
    .supported(),
    Element::parameter(
        "prompt",
        "one prompt",
        &[
            Attribute::number("intid", "the number of an announcement"),
            Attribute::string("number", "a number to speak; the first digit says how"),
            Attribute::string("userannid", "the id of a recorded announcement"),
            Attribute::string("text", "text to speak"),
            Attribute::boolean("interrupt", "whether the caller may interrupt it"),
        ],
    )
    .one_of(&["intid", "number", "userannid", "text"])
    .supported(),
    Element::parameter("input", "the digits to collect", INPUT).supported(),
];

const INPUT: &[Attribute] = &[
    Attribute::number("max_digits", "how many digits").default("31"),
    Attribute::string("abort_digits", "keys that give up: the request has failed, as cancelled"),
    Attribute::string("term_digits", "keys that finish"),
    Attribute::string("ignore_digits", "keys that count as not pressed"),
    Attribute::string("backspace_digits", "keys that drop the previous digit").inferred(),
    Attribute::string("reset_digits", "keys that drop all digits").inferred(),
    Attribute::number("start_timeout", "seconds from the end of the prompts to the first digit")
        .default("no limit")
        .inferred(),
    Attribute::number("digit_timeout", "seconds between digits; what there is then is the input")
        .default("no limit")
        .inferred(),
    Attribute::number("total_timeout", "seconds for all of it, from the end of the prompts")
        .default("no limit, and so is 0"),
    Attribute::boolean("clear", "whether to drop digits that were pressed before")
        .default("false")
        .inferred(),
];
