//! Actions of functional modules in words.

use scxml_runtime::{Action, ActionElement, Data};

use crate::trace::{in_words, length};

/// An action and its arguments, such as `plays music "music/on_hold" for 10 s`.
pub(crate) fn action(action: &Action) -> String {
    let element = &action.element;
    let text = match (action.module, action.name) {
        ("dialog", "playsound") => playsound(element),
        ("dialog", "play") => format!("plays {}", prompts(element)),
        ("dialog", "playandcollect") => format!("plays {}, then collects digits", prompts(element)),
        ("dialog", "collect") => "collects digits".to_owned(),
        ("dialog", "start") => format!("runs {}", application(element)),
        ("queue", "submit") => submit(element),
        ("queue", "cancel") => "no longer looks for a target".to_owned(),
        ("interaction", "attach") => format!("takes {}", call(element)),
        ("interaction", "detach") => format!("gives up {}", call(element)),
        ("interaction", "accept") => {
            format!("answers {}{}", call(element), with(element, " at ", "resource"))
        }
        ("interaction", "terminate") => format!("ends {}", call(element)),
        ("interaction", "redirect") => {
            format!("sends {}{}", call(element), with(element, " to ", "to"))
        }
        ("session", "fetch") => format!("asks {}", with(element, "", "srcexpr")),
        ("session", "start") => format!("starts a session of {}", with(element, "", "src")),
        _ => return general(action),
    };
    format!("{text}  [{}:{}]", action.module, action.name)
}

fn playsound(element: &ActionElement) -> String {
    let kind = with(element, " ", "type");
    let resource = element
        .attribute("resource")
        .map(|value| format!(" {:?}", in_words(value)))
        .unwrap_or_default();
    let duration = element.attribute("duration").and_then(seconds);
    let duration = duration.map(|ms| format!(" for {}", length(ms))).unwrap_or_default();
    format!("plays{kind}{resource}{duration}")
}

fn prompts(element: &ActionElement) -> String {
    let prompt = |prompt: &ActionElement| {
        let said = ["intid", "text", "number", "userannid"].into_iter().find_map(|name| {
            let value = prompt.attribute(name)?;
            Some(match name {
                "intid" => format!("announcement {}", in_words(value)),
                "userannid" => format!("recorded announcement {}", in_words(value)),
                _ => format!("{:?}", in_words(value)),
            })
        });
        said.unwrap_or_else(|| "a prompt".to_owned())
    };
    let all: Vec<String> =
        element.children.iter().flat_map(|set| &set.children).map(prompt).collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join(", ") }
}

fn application(element: &ActionElement) -> String {
    let parameter = element.params.iter().find(|(name, _)| *name == "APP_URI");
    let source = element.attribute("src").or(parameter.map(|(_, value)| value));
    source.map_or_else(|| "an application".to_owned(), in_words)
}

fn submit(element: &ActionElement) -> String {
    let mut targets = Vec::new();
    for set in element.children.iter().filter(|child| child.name == "targets") {
        for target in &set.children {
            let kind = target
                .attribute("type")
                .or_else(|| set.attribute("type"))
                .map(in_words)
                .unwrap_or_default();
            let name =
                ["name", "expr", "skillexpr"].into_iter().find_map(|name| target.attribute(name));
            targets.push(
                format!("{kind} {}", name.map(in_words).unwrap_or_default()).trim().to_owned(),
            );
        }
    }
    let targets = if targets.is_empty() { "a target".to_owned() } else { targets.join(", ") };
    let timeout = element.attribute("timeout").and_then(seconds);
    let timeout = timeout.map(|ms| format!(" for up to {}", length(ms))).unwrap_or_default();
    let priority = with(element, ", priority ", "priority");
    let stays = element.attribute("clearontimeout").is_some_and(|value| in_words(value) == "false");
    format!(
        "looks for {targets}{timeout}{priority}{}",
        if stays { ", and goes on looking after that" } else { "" }
    )
}

fn call(element: &ActionElement) -> String {
    element
        .attribute("interactionid")
        .map_or_else(|| "the call".to_owned(), |id| format!("call `{}`", in_words(id)))
}

fn with(element: &ActionElement, before: &str, attribute: &str) -> String {
    element
        .attribute(attribute)
        .map(|value| format!("{before}{}", in_words(value)))
        .unwrap_or_default()
}

/// Milliseconds of a number of seconds, which documents write as numbers and as texts.
fn seconds(value: &Data) -> Option<f64> {
    match value {
        Data::Number(seconds) => Some(seconds * 1000.0),
        Data::String(text) => text.trim().parse().ok().map(|seconds: f64| seconds * 1000.0),
        _ => None,
    }
}

fn general(action: &Action) -> String {
    let mut text = format!("{}:{}", action.module, action.name);
    arguments(&action.element, &mut text);
    text
}

fn arguments(element: &ActionElement, text: &mut String) {
    for (name, value) in element.attributes.iter().chain(&element.params) {
        text.push_str(&format!(" {name}={}", in_words(value)));
    }
    for child in &element.children {
        text.push_str(&format!(" <{}", child.name));
        arguments(child, text);
        text.push('>');
    }
}
