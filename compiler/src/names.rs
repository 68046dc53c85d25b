//! How does an id of a document become a Rust identifier?
//!
//! 1. **Words.** ASCII letters and digits make up words, and so do the letters of Latin-1 (`é`, `ß`). Every other
//!    ASCII character separates two words. Any other character is spelled `u` and its number in hexadecimal.
//!    A new word also begins before a capital that follows a small letter or a digit (`routeToAgent`), and before
//!    the last of several capitals when a small letter follows (`HTTPServer`).
//! 2. **Case.** Functions and modules are `snake_case`, variants are `PascalCase`; two digits that meet in
//!    `PascalCase` keep an underscore between them (`s1.2` is `S1_2`).
//! 3. **Nothing left.** When there is no word at all, every character is spelled by its number.
//! 4. **Leading digit.** A name that would begin with a digit begins with an underscore.
//! 5. **Keywords.** A name that is a word of the language, or a crate of its library, gets a final underscore:
//!    `match_`, `Self_`, `std_`.
//! 6. **Clashes.** When two ids of one kind give the same name (`a.b` beside `a_b`), the first in document order
//!    keeps it and the others get `_2`, `_3`, and so on: the next number that is free.

use std::collections::HashMap;

/// `play.music` as `play_music`: rules 1 to 5.
pub(crate) fn snake(text: &str) -> String {
    finish(words(text).join("_"))
}

/// `play.music` as `PlayMusic`: rules 1 to 5.
pub(crate) fn pascal(text: &str) -> String {
    let mut name = String::new();
    for word in words(text) {
        let mut characters = word.chars();
        let Some(first) = characters.next() else { continue };
        if name.ends_with(|c: char| c.is_ascii_digit()) && first.is_ascii_digit() {
            name.push('_');
        }
        name.push(capital(first));
        name.push_str(characters.as_str());
    }
    finish(name)
}

/// `prefix_` and the name of `text`, as in `enter_play_music`: no keyword and no leading digit can result.
pub(crate) fn prefixed(prefix: &str, text: &str) -> String {
    format!("{prefix}_{}", words(text).join("_"))
}

/// The names that one Rust scope already holds: rule 6.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// How many times each name was wanted; only looked up, never iterated.
    wanted: HashMap<String, u32>,
}

impl Names {
    /// The name to use for what would like to be called `name`.
    pub(crate) fn claim(&mut self, name: String) -> String {
        let Some(count) = self.wanted.get_mut(&name) else {
            self.wanted.insert(name.clone(), 1);
            return name;
        };
        let mut number = *count;
        let free = loop {
            number += 1;
            let candidate = format!("{name}_{number}");
            if !self.wanted.contains_key(&candidate) {
                break candidate;
            }
        };
        self.wanted.insert(name, number);
        self.wanted.insert(free.clone(), 1);
        free
    }
}

/// The words of rule 1, in small letters; rule 3 when there are none.
fn words(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (i, &c) in characters.iter().enumerate() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() {
            words.extend(Some(std::mem::take(&mut word)).filter(|w| !w.is_empty()));
            continue;
        }
        if begins_word(i.checked_sub(1).map(|p| characters[p]), c, characters.get(i + 1).copied()) {
            words.extend(Some(std::mem::take(&mut word)).filter(|w| !w.is_empty()));
        }
        if c.is_ascii_alphanumeric() || is_latin1_letter(c) {
            word.extend(c.to_lowercase());
        } else {
            word.push_str(&format!("u{:x}", c as u32));
        }
    }
    words.extend(Some(word).filter(|w| !w.is_empty()));
    if words.is_empty() {
        words.push(characters.iter().map(|c| format!("u{:x}", *c as u32)).collect());
    }
    words
}

fn begins_word(before: Option<char>, c: char, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    c.is_uppercase() && (!before.is_uppercase() || after.is_some_and(char::is_lowercase))
}

/// Precomposed letters that no lint of rustc calls confusable with ASCII.
fn is_latin1_letter(c: char) -> bool {
    matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')
}

/// Capitals of the letters of [`words`]; `ß` and `ÿ`, whose capitals are elsewhere, stay.
fn capital(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) if one.is_ascii() || is_latin1_letter(one) => one,
        _ => c,
    }
}

/// Rules 4 and 5.
fn finish(mut name: String) -> String {
    if name.is_empty() {
        name.push_str("unnamed");
    }
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert(0, '_');
    }
    if KEYWORDS.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

/// Strict and reserved keywords of the editions up to 2024, and what a module of that name would hide.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "alloc", "as", "async", "await", "become", "box", "break", "const",
    "continue", "core", "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn",
    "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut",
    "override", "priv", "pub", "ref", "return", "self", "static", "std", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where",
    "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_single_ids() {
        for (id, expected_snake, expected_pascal) in [
            ("play_music", "play_music", "PlayMusic"),
            ("play.music", "play_music", "PlayMusic"),
            ("play-music", "play_music", "PlayMusic"),
            ("routeToAgent", "route_to_agent", "RouteToAgent"),
            ("HTTPServer2go", "http_server2go", "HttpServer2go"),
            ("S1A", "s1_a", "S1A"),
            ("s1.2", "s1_2", "S1_2"),
            ("702_sip", "_702_sip", "_702Sip"),
            ("match", "match_", "Match"),
            ("self", "self_", "Self_"),
            ("std", "std_", "Std"),
            ("Straße", "straße", "Straße"),
            ("überlauf", "überlauf", "Überlauf"),
            ("état.fermé", "état_fermé", "ÉtatFermé"),
            ("状态", "u72b6u6001", "U72b6u6001"),
            ("e\u{301}", "eu301", "Eu301"),
            ("_", "u5f", "U5f"),
            ("__a__", "a", "A"),
            ("", "unnamed", "unnamed"),
        ] {
            assert_eq!(
                (snake(id).as_str(), pascal(id).as_str()),
                (expected_snake, expected_pascal),
                "{id}"
            );
        }
        assert_eq!(prefixed("enter", "1st.Match"), "enter_1st_match");
    }

    #[test]
    fn clashes_are_numbered_in_order() {
        let mut names = Names::default();
        let given: Vec<_> = ["AB", "AB", "AB_2", "AB"].map(|n| names.claim(n.to_owned())).into();
        assert_eq!(given, ["AB", "AB_2", "AB_2_2", "AB_3"]);
    }
}
