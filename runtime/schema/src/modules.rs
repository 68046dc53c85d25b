//! What do the functional modules of the Orchestration Server offer? Their actions, events, functions and objects,
//! each described once, as data.

mod dialog;
mod interaction;
mod others;
mod queue;
mod row;
mod session;
mod table;

pub use table::{
    Attribute, Child, Constancy, Constant, Element, Event, Function, Kind, Module, Object,
    Parameter, Property, Results, Role, Source, Type,
};

/// All modules.
pub static MODULES: &[&Module] = &[
    &interaction::MODULE,
    &queue::MODULE,
    &dialog::MODULE,
    &session::MODULE,
    &others::WS,
    &others::STATISTIC,
    &others::CLASSIFICATION,
    &others::RESOURCE,
    &others::ELASTICCONNECTOR,
    &others::AGENT,
];

/// The module that a namespace names, with or without `http://` in front.
pub fn lookup(namespace: &str) -> Option<&'static Module> {
    MODULES.iter().copied().find(|m| m.namespaces.contains(&namespace))
}

/// The module of this name, such as `queue`.
pub fn module(name: &str) -> Option<&'static Module> {
    MODULES.iter().copied().find(|m| m.name == name)
}

/// All functions below `_genesys`.
pub fn functions() -> impl Iterator<Item = &'static Function> {
    MODULES.iter().flat_map(|m| m.functions)
}

/// The function at a path below `_genesys`, such as `ixn.setuData`.
pub fn function(path: &str) -> Option<&'static Function> {
    functions().find(|f| f.path == path)
}

/// All constants below `_genesys`.
pub fn constants() -> impl Iterator<Item = &'static Constant> {
    MODULES.iter().flat_map(|m| m.constants)
}

/// The constants of an enumeration below `_genesys`, such as `queue.rType`, by their names in it.
pub fn members(of: &str) -> impl Iterator<Item = (&'static str, &'static Constant)> {
    constants().filter_map(move |constant| {
        let name = constant.path.strip_prefix(of)?.strip_prefix('.')?;
        Some((name, constant))
    })
}

#[cfg(test)]
mod tests {
    use super::{Kind, MODULES, constants, functions, lookup, module};

    #[test]
    fn both_forms_of_a_namespace_name_the_same_module() {
        let short = lookup("www.genesyslab.com/modules/queue").expect("known");
        let long = lookup("http://www.genesyslab.com/modules/queue").expect("known");
        assert_eq!((short.name, short.name), ("queue", long.name));
        assert!(lookup("www.genesyslab.com/modules/cue").is_none());
    }

    #[test]
    fn the_tables_hold_together() {
        for m in MODULES {
            assert_eq!(m.namespaces.map(|n| n.rsplit('/').next()), [Some(m.name); 2]);
            for element in m.elements {
                for child in element.children {
                    let of = module(child.module).expect("a module");
                    assert!(of.element(child.name).is_some(), "{} in {}", child.name, element.name);
                }
                for name in element.one_of {
                    assert!(element.attribute(name).is_some(), "{name} of {}", element.name);
                }
                for attribute in element.attributes {
                    let words = match attribute.kind {
                        Kind::Token(words) => words,
                        _ => attribute.values,
                    };
                    assert!(
                        attribute.unsupported_values.iter().all(|v| words.contains(v)),
                        "{}",
                        attribute.name
                    );
                }
                let results = element.results();
                let names =
                    results.and_then(|r| r.done).into_iter().chain(results.and_then(|r| r.error));
                for name in names {
                    let first =
                        name.trim_start_matches("error.").split('.').next().expect("a token");
                    assert!(m.event_prefixes.contains(&first), "{name}");
                }
            }
        }
        for path in functions().map(|f| f.path).chain(constants().map(|c| c.path)) {
            let root = path.split('.').next().expect("a token");
            assert!(MODULES.iter().any(|m| m.root == root), "{path}");
        }
    }
}
