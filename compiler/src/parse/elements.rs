//! Which attributes and children may each SCXML element have? One row per element.
//!
//! SCXML 1.0, sections 3 to 6; rows marked `ors` hold for strategies only.

use super::rule::{Inside, Rule, attribute, executable, many, one, required, structure};
use crate::ast::Dialect;

pub(super) static SCXML: Rule = Rule {
    attributes: &[
        attribute("initial"),
        attribute("name"),
        attribute("version").one_of(&["1.0"]),
        attribute("datamodel"),
        attribute("binding").one_of(&["early", "late"]),
        attribute("initialstate").ors(),
        attribute("profile").ors().one_of(&["ecmascript"]),
        attribute("exmode").ors().one_of(&["strict", "lax"]),
        attribute("_type").ors().one_of(&[
            "routingstrategy",
            "interactionprocess",
            "serviceprocess",
            "combination",
        ]),
        attribute("_persist").ors().one_of(&["true", "false"]),
        attribute("_desc").ors(),
    ],
    exclusive: &[&["initial", "initialstate"], &["datamodel", "profile"]],
    children: &[
        many("state"),
        many("parallel"),
        many("final"),
        one("datamodel"),
        many("script"),
        one("initial").ors(),
    ],
    ..structure("scxml", "3.2")
};

pub(super) static STATE: Rule = Rule {
    attributes: &[
        attribute("id"),
        attribute("initial"),
        attribute("_type").ors(),
        attribute("_persist").ors(),
        attribute("_desc").ors(),
    ],
    children: &[
        many("onentry"),
        many("onexit"),
        many("transition"),
        one("initial"),
        many("state"),
        many("parallel"),
        many("final"),
        many("history"),
        one("datamodel"),
        many("invoke"),
    ],
    ..structure("state", "3.3")
};

pub(super) static PARALLEL: Rule = Rule {
    attributes: &[
        attribute("id"),
        attribute("_type").ors(),
        attribute("_persist").ors(),
        attribute("_desc").ors(),
    ],
    children: &[
        many("onentry"),
        many("onexit"),
        many("transition"),
        many("state"),
        many("parallel"),
        many("history"),
        one("datamodel"),
        many("invoke"),
    ],
    ..structure("parallel", "3.4")
};

pub(super) static TRANSITION: Rule = Rule {
    attributes: &[
        attribute("event"),
        attribute("cond"),
        attribute("target"),
        attribute("type").one_of(&["internal", "external"]),
    ],
    inside: Inside::Executable,
    ..structure("transition", "3.5")
};

/// `<transition>` in `<initial>` and `<history>`: sections 3.6.2 and 3.10.2.
pub(super) static DEFAULT_TRANSITION: Rule = Rule {
    attributes: &[required("target"), attribute("type").one_of(&["internal", "external"])],
    inside: Inside::Executable,
    ..structure("transition", "3.6")
};

pub(super) static INITIAL: Rule =
    Rule { children: &[one("transition")], ..structure("initial", "3.6") };

pub(super) static FINAL: Rule = Rule {
    attributes: &[
        attribute("id"),
        attribute("_type").ors(),
        attribute("_persist").ors(),
        attribute("_desc").ors(),
    ],
    children: &[many("onentry"), many("onexit"), one("donedata")],
    ..structure("final", "3.7")
};

pub(super) static ONENTRY: Rule =
    Rule { inside: Inside::Executable, ..structure("onentry", "3.8") };

pub(super) static ONEXIT: Rule = Rule { inside: Inside::Executable, ..structure("onexit", "3.9") };

pub(super) static HISTORY: Rule = Rule {
    attributes: &[attribute("id"), attribute("type").one_of(&["shallow", "deep"])],
    children: &[one("transition")],
    ..structure("history", "3.10")
};

pub(super) static RAISE: Rule = Rule {
    attributes: &[required("event")],
    children: &[many("param").ors()],
    ..executable("raise", "4.2")
};

/// The older spelling of `<raise>`.
pub(super) static EVENT: Rule = Rule {
    dialect: Some(Dialect::Ors),
    attributes: &[required("name")],
    children: &[many("param").ors()],
    ..executable("event", "4.2")
};

pub(super) static IF: Rule = Rule {
    attributes: &[required("cond")],
    children: &[many("elseif"), many("else")],
    inside: Inside::Executable,
    ..executable("if", "4.3")
};

pub(super) static ELSEIF: Rule =
    Rule { attributes: &[required("cond")], ..structure("elseif", "4.4") };

pub(super) static ELSE: Rule = structure("else", "4.5");

pub(super) static FOREACH: Rule = Rule {
    attributes: &[required("array"), required("item"), attribute("index")],
    inside: Inside::Executable,
    ..executable("foreach", "4.6")
};

pub(super) static LOG: Rule = Rule {
    attributes: &[attribute("label"), attribute("expr"), attribute("level").ors()],
    ..executable("log", "4.7")
};

pub(super) static DATAMODEL: Rule =
    Rule { children: &[many("data")], ..structure("datamodel", "5.2") };

pub(super) static DATA: Rule = Rule {
    attributes: &[
        required("id"),
        attribute("src"),
        attribute("expr"),
        attribute("_type").ors().one_of(&["data", "parameter"]),
        attribute("_desc").ors(),
    ],
    exclusive: &[&["expr", "src"]],
    inside: Inside::Anything,
    ..structure("data", "5.3")
};

pub(super) static ASSIGN: Rule = Rule {
    attributes: &[required("location"), attribute("expr")],
    inside: Inside::Anything,
    ..executable("assign", "5.4")
};

pub(super) static DONEDATA: Rule =
    Rule { children: &[one("content"), many("param")], ..structure("donedata", "5.5") };

pub(super) static CONTENT: Rule = Rule {
    attributes: &[attribute("expr"), attribute("_expr").ors()],
    exclusive: &[&["expr", "_expr"]],
    inside: Inside::Anything,
    ..structure("content", "5.6")
};

pub(super) static PARAM: Rule = Rule {
    attributes: &[required("name"), attribute("expr"), attribute("location")],
    exclusive: &[&["expr", "location"]],
    ..structure("param", "5.7")
};

pub(super) static SCRIPT: Rule =
    Rule { attributes: &[attribute("src")], inside: Inside::Text, ..executable("script", "5.8") };

pub(super) static SEND: Rule = Rule {
    attributes: &[
        attribute("event"),
        attribute("eventexpr"),
        attribute("target"),
        attribute("targetexpr"),
        attribute("type"),
        attribute("typeexpr"),
        attribute("id"),
        attribute("idlocation"),
        attribute("delay"),
        attribute("delayexpr"),
        attribute("namelist"),
        attribute("targettype").ors(),
        attribute("sendid").ors(),
        attribute("hints").ors(),
        attribute("timeout").ors(),
    ],
    exclusive: &[
        &["event", "eventexpr"],
        &["target", "targetexpr"],
        &["type", "targettype", "typeexpr"],
        &["id", "sendid", "idlocation"],
        &["delay", "delayexpr"],
    ],
    children: &[one("content"), many("param")],
    ..executable("send", "6.2")
};

pub(super) static CANCEL: Rule = Rule {
    attributes: &[attribute("sendid"), attribute("sendidexpr"), attribute("id").ors()],
    exclusive: &[&["sendid", "sendidexpr", "id"]],
    ..executable("cancel", "6.3")
};

pub(super) static INVOKE: Rule = Rule {
    attributes: &[
        attribute("type"),
        attribute("typeexpr"),
        attribute("src"),
        attribute("srcexpr"),
        attribute("id"),
        attribute("idlocation"),
        attribute("namelist"),
        attribute("autoforward").one_of(&["true", "false"]),
    ],
    exclusive: &[&["type", "typeexpr"], &["src", "srcexpr"], &["id", "idlocation"]],
    children: &[many("param"), one("finalize"), one("content")],
    ..structure("invoke", "6.4")
};

/// What it may hold of executable content is checked by whoever reads it.
pub(super) static FINALIZE: Rule =
    Rule { inside: Inside::Executable, ..structure("finalize", "6.5") };

/// All elements, in the order of the Recommendation.
pub(super) static RULES: &[&Rule] = &[
    &SCXML,
    &STATE,
    &PARALLEL,
    &TRANSITION,
    &INITIAL,
    &FINAL,
    &ONENTRY,
    &ONEXIT,
    &HISTORY,
    &RAISE,
    &EVENT,
    &IF,
    &ELSEIF,
    &ELSE,
    &FOREACH,
    &LOG,
    &DATAMODEL,
    &DATA,
    &ASSIGN,
    &DONEDATA,
    &CONTENT,
    &PARAM,
    &SCRIPT,
    &SEND,
    &CANCEL,
    &INVOKE,
    &FINALIZE,
];

/// The rule of the element of this name.
pub(super) fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

#[cfg(test)]
mod tests {
    use super::{RULES, rule};

    #[test]
    fn every_row_refers_to_rows_and_attributes_that_exist() {
        for row in RULES {
            for child in row.children {
                assert!(rule(child.name).is_some(), "{}: no row for {}", row.name, child.name);
            }
            for name in row.exclusive.iter().copied().flatten() {
                assert!(
                    row.attributes.iter().any(|a| a.name == *name),
                    "{}: no attribute {name}",
                    row.name
                );
            }
        }
    }
}
