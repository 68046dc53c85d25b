//! Does reading stay sound and quick on documents that nobody wrote: huge, deep, or cut and mixed at random?

#[path = "support/random.rs"]
mod random;

use std::time::{Duration, Instant};

use random::{Random, boundary};

use scxml_diagnostic::{Diagnostics, FileId, fix};
use scxmlc::xml::{self, Element, MAX_DEPTH};

const FILE: FileId = FileId(0);

fn parse(text: &str) -> (Option<Element>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let tree = xml::parse(FILE, text, &mut diagnostics);
    (tree, diagnostics)
}

fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    diagnostics.iter().map(|d| d.code).collect()
}

#[test]
fn depth_has_a_limit() {
    let nested = |depth: usize| "<s>".repeat(depth) + &"</s>".repeat(depth);
    let (tree, diagnostics) = parse(&nested(MAX_DEPTH));
    assert!(tree.is_some() && diagnostics.is_empty());
    for depth in [MAX_DEPTH + 1, 2_000, 1_000_000] {
        let (tree, diagnostics) = parse(&nested(depth));
        assert!(tree.is_none());
        assert_eq!(codes(&diagnostics), ["too-deep"]);
    }
}

/// The bound is for an unoptimised build on a busy machine: it tells linear from quadratic.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn ten_megabytes_are_read() {
    let state = "<state id=\"some_state\"><transition event=\"e\" target=\"t\"/></state>\n";
    let text = format!("<scxml>{}</scxml>", state.repeat((10 << 20) / state.len()));
    let started = Instant::now();
    let (tree, diagnostics) = parse(&text);
    assert!(diagnostics.is_empty());
    assert_eq!(tree.expect("it is well-formed").elements().count(), (10 << 20) / state.len());
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
}

#[test]
fn no_repetition_takes_quadratic_time() {
    const SIZE: usize = 1 << 20;
    let many = |part: &str| part.repeat(SIZE / part.len());
    let in_root = |part: &str| format!("<a>{}</a>", many(part));
    let cases = [
        ("text", in_root("words and &lt;words&gt;\r\n"), true),
        (
            "one tag",
            format!("<a {}/>", (0..SIZE / 16).map(|n| format!("a{n}='some' ")).collect::<String>()),
            true,
        ),
        (
            "namespaces",
            format!(
                "<a {}><b/></a>",
                (0..SIZE / 16).map(|n| format!("xmlns:a{n}='u' ")).collect::<String>()
            ),
            true,
        ),
        ("ampersands", many("&"), false),
        ("ampersand words", in_root("&a "), false),
        ("less-thans", many("<"), false),
        ("less-thans in text", in_root("< "), false),
        ("quotes", format!("<a b={}", many("\"")), false),
        ("doubled quotes", in_root("<a b=\"\"c\"/>"), false),
        ("comment starts", in_root("<!--"), false),
        ("comments broken at the end", in_root("<!-- - ->"), false),
        ("hyphens", format!("<a><!--{}", many("-")), false),
        ("unknown entities", in_root("&b;"), false),
        ("undeclared prefixes", in_root("<p:b/>"), false),
        ("end tags", many("</a>"), false),
        ("end tags of another", format!("<a>{}</a>", "</b>".repeat(15_000)), false),
        ("controls", in_root("\u{1}"), false),
        ("brackets", in_root("]]>"), false),
        ("CDATA", in_root("<![CDATA[x]]>"), true),
        ("unclosed CDATA", in_root("<![CDATA["), false),
        ("instructions", in_root("<?p?>"), true),
    ];
    for (name, text, good) in cases {
        let started = Instant::now();
        let (tree, diagnostics) = parse(&text);
        let took = started.elapsed();
        assert!(took < PATIENCE, "{name} took {took:?}");
        println!("{name}: {took:?}, {} diagnostics", diagnostics.len());
        assert_eq!(!diagnostics.has_errors(), good, "{name}");
        assert!(tree.is_some() || diagnostics.has_unrepaired_errors(), "{name}");
    }
}

const SEED: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- a - b --><scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:q='u' version="1.0">
 <state id="a" q:x='&lt;&#65;'><onentry><log expr="'x' + 1"/>t<![CDATA[ <x> && ]]>u</onentry>
  <transition event="e" cond="a &amp;&amp; b" target="b"/></state><final id="b"/><?p i?>
</scxml>
"#;

/// Pieces that matter to the markup, to insert at random.
const PIECES: &[&str] = &[
    "<",
    ">",
    "&",
    "\"",
    "'",
    "=",
    "/",
    "\\",
    "-",
    "--",
    "- ->",
    "-->",
    "<!--",
    "]]>",
    "<![CDATA[",
    "</",
    "/>",
    "<?",
    "?>",
    " ",
    "\n",
    "\r",
    "&amp;",
    "&#",
    ";",
    "<a>",
    "</a>",
    "<b c='d'",
    "\"\"",
    "x",
    ":",
    "xmlns:p='v'",
    "é",
    "<!",
];

/// Documents with a few random changes: the verdict is the oracle's, and a document whose slips were all repaired
/// is well-formed after the suggestions.
#[test]
fn random_changes_are_judged_like_the_oracle() {
    let rounds = 20_000;
    let mut random = Random(0x5eed);
    let mut repaired = 0;
    for _ in 0..rounds {
        let mut text = SEED.to_owned();
        for _ in 0..=random.below(3) {
            change(&mut text, &mut random);
        }
        let (tree, diagnostics) = parse(&text);
        let oracle = roxmltree::Document::parse(&text).map(|_| ());
        let by_the_letter = lax(&text);
        assert!(
            oracle.is_ok() != diagnostics.has_errors()
                || by_the_letter
                || codes(&diagnostics) == ["bad-namespace"],
            "{oracle:?}\n{diagnostics:#?}\n{text}"
        );
        if diagnostics.has_errors() && !diagnostics.has_unrepaired_errors() {
            repaired += 1;
            assert!(tree.is_some(), "{text}");
            let fixed = fix(&diagnostics, FILE, &text);
            let error = roxmltree::Document::parse(&fixed.text).err();
            assert!(error.is_none() || lax(&fixed.text), "{error:?}\n{text}\n{}", fixed.text);
        }
    }
    println!("{repaired} of {rounds} were repaired");
}

/// Where the oracle is laxer than the Recommendations.
fn lax(text: &str) -> bool {
    let declaration = SEED.lines().next().expect("the seed has lines");
    !text.starts_with(declaration)
        || !text.contains("<?p i?>")
        || text.matches("<?").count() != 2
        || [" :", "<:", "/:", "\n:", "\r:"].iter().any(|colon| text.contains(colon))
}

fn change(text: &mut String, random: &mut Random) {
    let at = boundary(text, random.below(text.len()));
    match random.below(3) {
        0 => text.insert_str(at, PIECES[random.below(PIECES.len())]),
        1 => {
            let mut end = (at + 1 + random.below(3)).min(text.len());
            while !text.is_char_boundary(end) {
                end += 1;
            }
            text.replace_range(at..end, "");
        }
        _ => {
            let piece = PIECES[random.below(PIECES.len())];
            let mut end = (at + piece.len()).min(text.len());
            while !text.is_char_boundary(end) {
                end += 1;
            }
            text.replace_range(at..end, piece);
        }
    }
}
