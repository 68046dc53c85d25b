//! Does the compiler give an answer to every document, also to one that was cut and mixed at random?

#![cfg(feature = "ecmascript")]
#![expect(clippy::disallowed_methods, reason = "variables tell where further documents are")]

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use scxml_diagnostic::{FileId, Severity, fix, human, json};
use scxmlc::load::MemoryLoader;
use scxmlc::{Compiled, Options, compile};

/// The bound is for an unoptimised build on a busy machine: it tells an answer from none.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn every_change_gets_an_answer() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let documents =
        [here.join("cases"), here.join("errors")].iter().flat_map(|f| read(f)).collect();
    change_them(documents, 400, 0x5eed);
}

/// Minutes of work, for after changes to what reads text.
#[test]
#[ignore = "takes minutes"]
fn every_change_of_further_documents_gets_an_answer() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut folders = vec![here.join("cases"), here.join("errors")];
    for variable in ["SCXML_SEED_STRATEGIES", "SCXML_W3C_SUITE"] {
        folders.extend(std::env::var_os(variable).map(PathBuf::from));
    }
    let seed = std::env::var("SCXML_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(1);
    change_them(folders.iter().flat_map(|f| read(f)).collect(), 20_000, seed);
}

/// The documents in a folder and the folders in it, in the order of their names.
fn read(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        if path.is_dir() {
            texts.extend(read(&path));
        } else if path.extension().is_some_and(|e| e == "scxml") {
            texts.extend(std::fs::read_to_string(&path));
        }
    }
    texts
}

fn change_them(documents: Vec<String>, rounds: usize, seed: u64) {
    assert!(!documents.is_empty(), "there are documents to change");
    let mut random = Random(seed);
    let mut compiled = 0;
    for _ in 0..rounds {
        let mut text = documents[random.below(documents.len())].clone();
        let markup_stays = random.below(3) > 0;
        for _ in 0..=random.below(4) {
            if markup_stays {
                change_values(&mut text, &mut random, &documents);
            } else {
                change(&mut text, &mut random, &documents);
            }
        }
        match catch_unwind(|| answer(&text)) {
            Ok((well, mended)) => {
                compiled += usize::from(well);
                if let Some(mended) = mended {
                    assert!(catch_unwind(|| answer(&mended)).is_ok(), "no answer to\n{mended}");
                }
            }
            Err(_) => panic!("no answer to\n{text}"),
        }
    }
    assert!(compiled > 0 && compiled < rounds, "{compiled} of {rounds} compiled");
}

/// Compiles, and checks what holds of every answer: whether it compiled, and the text after all edits, if there are
/// any.
fn answer(text: &str) -> (bool, Option<String>) {
    let started = Instant::now();
    let mut loader = MemoryLoader::new([("chart.scxml", text)]);
    let compiled = compile("chart.scxml", &mut loader, &Options::default());
    assert!(started.elapsed() < PATIENCE, "it took {:?}", started.elapsed());
    assert_eq!(compiled.text.is_none(), compiled.diagnostics.has_errors());
    places_are_in_the_text(&compiled);
    let people = human(&compiled.diagnostics, &compiled.sources, false);
    let programs = json(&compiled.diagnostics, &compiled.sources);
    assert_eq!(people.is_empty(), programs.is_empty());
    let fixed = fix(&compiled.diagnostics, FileId(0), text);
    assert!(fixed.applied + fixed.skipped <= compiled.diagnostics.len());
    (compiled.text.is_some(), (fixed.applied > 0).then_some(fixed.text))
}

fn places_are_in_the_text(compiled: &Compiled) {
    for diagnostic in &compiled.diagnostics {
        let edits = diagnostic.suggestion.iter().flat_map(|s| &s.edits).map(|e| e.span);
        let labels = diagnostic.labels.iter().map(|l| l.span);
        for span in diagnostic.span.into_iter().chain(labels).chain(edits) {
            let source = compiled.sources.get(span.file).expect("a span leads to its text");
            let range = span.start as usize..span.end as usize;
            assert!(source.text().get(range).is_some(), "{diagnostic:?}");
        }
        assert!(diagnostic.span.is_some() || diagnostic.severity == Severity::Error);
    }
}

/// Pieces that matter to the markup.
const MARKUP: &[&str] = &[
    "<",
    ">",
    "&",
    "\"",
    "'",
    "=",
    "/",
    "\\",
    "--",
    "- ->",
    "-->",
    "<!--",
    "]]>",
    "<![CDATA[",
    "</",
    "/>",
    "\n",
    "&amp;",
    "&lt;",
    "&#65;",
    "&b;",
    "\"\"",
    "x",
    ":",
    "é",
    "😀",
    "\u{0}",
    "\u{feff}",
    "<state>",
    "<state id=\"a\">",
    "</state>",
    "<final/>",
    "<transition/>",
    "<parallel>",
    "<history/>",
    "<initial/>",
    "<script>",
    "</script>",
    "<data id=\"a\"/>",
    "<onentry>",
    "</onentry>",
    " id=\"a\"",
    " cond=\"a\"",
    " target=\"a\"",
    " event=\"*\"",
    " expr=\"\"",
    " initial=\"a\"",
];

/// Pieces that matter to ECMAScript, as they stand in a value.
const TOKENS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ";",
    ",",
    ".",
    "..",
    "*",
    "+",
    "- ",
    "1",
    "1e9",
    "0x",
    "function(){",
    "new ",
    "var x",
    "if (",
    "_event",
    "_data.",
    "In('a')",
    "In(",
    "`${",
    "...",
    "=&gt;",
    "/*",
    "//",
    "/",
    "?",
    ":",
    "'a",
    "'",
    "''",
    "\\u",
    "\\",
    "&lt;",
    "&amp;&amp;",
    "=",
    "==",
    "===",
    "typeof ",
    "delete ",
    "void ",
    "this",
    "arguments",
    "return ",
    "undefined",
    "null",
    "++",
    "é",
    "😀",
    "\n",
    "x",
    "a b",
    "a.b",
    "#",
    "@",
    "10s",
    "-1",
    "true",
    "while(1)",
    "switch(x){case 1:",
    "try{",
    "}catch(e){}",
    "with(x)",
    "get x(){return 1}",
    "for(var i in x)",
    "in ",
    " instanceof ",
    "eval('1')",
    "Function('x')",
    "Math.max",
    "new Date()",
    "'a'.replace(/a/g,'b')",
    "[1,2,3].map(function(x){return x})",
    "let x = ",
    "const [a, {b = 1, ...c}] = x;",
    "(a, b = a, ...c) => {",
    "`${",
    "?.",
    " ??= ",
    "...x",
    "for (let i of x) f = () => i;",
    "class A extends B { constructor() { super(); } static x = 1;",
    "super.x",
    "{ function f() { return this } }",
    "eval('(' + x + ')')",
    "eval('App_' + x)",
    "label: x",
    "{a, [b]: c, __proto__: d, get e() {",
    "if (!String.prototype.trim) {",
];

/// Changes what stands in values, or which attributes there are: most of the time the document stays XML.
fn change_values(text: &mut String, random: &mut Random, documents: &[String]) {
    let all = attributes(text);
    let token = TOKENS[random.below(TOKENS.len())];
    if all.is_empty() {
        return;
    }
    let (start, end) = all[random.below(all.len())];
    let value = start + text[start..end].find('"').map_or(0, |quote| quote + 1);
    let at = boundary(text, value + random.below(end - value));
    let to = boundary(text, (at + 1 + random.below(6)).min(end - 1)).max(at);
    match random.below(8) {
        0 | 1 => text.insert_str(at, token),
        2 => text.replace_range(at..to, token),
        3 => text.replace_range(at..to, ""),
        4 => replace_attribute(text, random, ""),
        5 | 6 => {
            let other = &documents[random.below(documents.len())];
            let wanted = attributes(other);
            if let Some((start, end)) = wanted.get(random.below(wanted.len())) {
                replace_attribute(text, random, &other[*start..*end]);
            }
        }
        _ => {
            let lines: Vec<&str> = text.lines().collect();
            let whole: Vec<&&str> = lines
                .iter()
                .filter(|line| line.trim().starts_with('<') && line.ends_with("/>"))
                .collect();
            let Some(line) = whole.get(random.below(whole.len())) else { return };
            let other = whole[random.below(whole.len())];
            *text = text.replacen(**line, &format!("{line}\n{other}"), 1);
        }
    }
}

fn change(text: &mut String, random: &mut Random, documents: &[String]) {
    let at = boundary(text, random.below(text.len() + 1));
    let end = boundary(text, (at + 1 + random.below(12)).min(text.len()));
    let piece = MARKUP[random.below(MARKUP.len())];
    match random.below(9) {
        0 | 1 => text.insert_str(at, piece),
        2 => text.replace_range(at..end, ""),
        3 => text.replace_range(at..end, piece),
        4 => {
            let copy = text[at..end].to_owned();
            text.insert_str(at, &copy);
        }
        5 => replace_attribute(text, random, ""),
        6 => {
            let other = &documents[random.below(documents.len())];
            let wanted = attributes(other);
            if !wanted.is_empty() {
                let (start, end) = wanted[random.below(wanted.len())];
                replace_attribute(text, random, &other[start..end]);
            }
        }
        7 => move_line(text, random),
        _ => {
            let far = boundary(text, (at + random.below(400)).min(text.len()));
            let copy = text[at..far].to_owned();
            if random.below(2) == 0 {
                text.replace_range(at..far, "");
            } else {
                text.insert_str(boundary(text, random.below(text.len() + 1)), &copy);
            }
        }
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where ` name="value"` stands.
fn attributes(text: &str) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (equals, _) in text.match_indices("=\"") {
        let start = text[..equals].rfind(char::is_whitespace);
        let end = text[equals + 2..].find('"').map(|length| equals + 3 + length);
        all.extend(start.zip(end));
    }
    all
}

fn replace_attribute(text: &mut String, random: &mut Random, by: &str) {
    let all = attributes(text);
    if !all.is_empty() {
        let (start, end) = all[random.below(all.len())];
        text.replace_range(start..end, by);
    }
}

fn move_line(text: &mut String, random: &mut Random) {
    let mut lines: Vec<&str> = text.lines().collect();
    if lines.is_empty() {
        return;
    }
    let line = lines.remove(random.below(lines.len()));
    lines.insert(random.below(lines.len() + 1), line);
    *text = lines.join("\n");
}

/// Steele and Vigna's SplitMix64: the same sequence on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit.max(1) as u64).unwrap_or(0)
    }
}
