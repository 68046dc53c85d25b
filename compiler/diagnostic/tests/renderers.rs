//! Does each renderer show the same diagnostic as its format's documentation asks?

use scxml_diagnostic::{
    Diagnostic, Diagnostics, FileId, Source, Sources, Span, github, human, human_one, json, sarif,
};

/// `ä` before the fault tells bytes from characters; the space in the file name needs an escape in a URI.
const TEXT: &str = "<scxml>\n  <log label=\"ä\" expr=\"a && b\"/>\n</scxml>";

fn sample() -> (Diagnostics, Sources) {
    let mut sources = Sources::default();
    let file = sources.add(Source::new("a b.scxml", TEXT));
    let at = TEXT.find("&&").expect("the sample has it");
    let expr = TEXT.find("expr").expect("the sample has it");
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(
        Diagnostic::error(
            "bare-ampersand",
            Span::new(file, at, at + 2),
            "`&` must be written `&amp;`",
        )
        .under("not XML")
        .label(Span::new(file, expr, expr + 4), "in this attribute")
        .note("XML 1.0, section 2.4")
        .suggest("escape the ampersands", Span::new(file, at, at + 1), "&amp;")
        .suggest("", Span::new(file, at + 1, at + 2), "&amp;")
        .repaired(),
    );
    (diagnostics, sources)
}

#[test]
fn human_underlines_and_patches() {
    let (diagnostics, sources) = sample();
    let expected = r#"error[bare-ampersand]: `&` must be written `&amp;`
 --> a b.scxml:2:26
  |
2 |   <log label="ä" expr="a && b"/>
  |                  ----    ^^ not XML
  |                  |
  |                  in this attribute
  |
  = note: XML 1.0, section 2.4
help: escape the ampersands
  |
2 |   <log label="ä" expr="a &amp;&amp; b"/>
  |                           ++++ ++++

"#;
    assert_eq!(human(&diagnostics, &sources, false), expected);
    assert!(human(&diagnostics, &sources, true).contains("\u{1b}["));
}

#[test]
fn human_survives_spans_that_fit_no_text() {
    let (_, mut sources) = sample();
    let long = sources.add(Source::new("long", "ä".repeat(100_000)));
    for (file, start, end) in
        [(0, 5, 900), (0, 900, 901), (0, 24, 25), (long.0, 3, 4), (7, 0, 1), (0, 9, 3)]
    {
        let span = Span { file: FileId(file), start, end };
        let text = human_one(
            &Diagnostic::error("x", span, "message").suggest("fix", span, ""),
            &sources,
            false,
        );
        assert!(text.starts_with("error[x]: message"), "{text}");
    }
    let nowhere = Diagnostic::without_span("no-file", "cannot read `x`");
    assert_eq!(human_one(&nowhere, &sources, false), "error[no-file]: cannot read `x`");
}

#[test]
fn json_has_places_in_characters_and_bytes() {
    let (diagnostics, sources) = sample();
    let text = json(&diagnostics, &sources);
    assert_eq!(text.lines().count(), 1);
    let start = r#"{"code":"bare-ampersand","severity":"error","message":"`&` must be written `&amp;`","repaired":true,"file":"a b.scxml","line":2,"column":26,"endLine":2,"endColumn":28,"start":34,"end":36,"label":"not XML","labels":[{"file":"#;
    assert!(text.starts_with(start), "{text}");
    assert!(text.contains(r#""notes":["XML 1.0, section 2.4"],"suggestion":{"message":"escape the ampersands","edits":[{"#));
    let mut odd = Diagnostics::default();
    odd.push(Diagnostic::without_span("x", "\"\\\n\t\u{1}"));
    let expected = r#"{"code":"x","severity":"error","message":"\"\\\n\t\u0001","repaired":false,"label":null,"labels":[],"notes":[],"suggestion":null}"#;
    assert_eq!(json(&odd, &sources), format!("{expected}\n"));
}

#[test]
fn sarif_names_rule_region_and_fix() {
    let (diagnostics, sources) = sample();
    let text = sarif(&[(diagnostics, sources)]);
    for part in [
        r#""version":"2.1.0""#,
        r#""rules":[{"id":"bare-ampersand"}]"#,
        r#""ruleId":"bare-ampersand","level":"error""#,
        r#""artifactLocation":{"uri":"a%20b.scxml"},"region":{"startLine":2,"startColumn":26,"endLine":2,"endColumn":28}"#,
        r#""deletedRegion":{"startLine":2,"startColumn":26,"endLine":2,"endColumn":27},"insertedContent":{"text":"&amp;"}"#,
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn github_escapes_what_its_commands_would_end_at() {
    let (mut diagnostics, sources) = sample();
    diagnostics.push(Diagnostic::warning(
        "odd",
        Span::new(FileId(0), 0, 9),
        "100%\nsure: yes, really",
    ));
    let expected = "::error file=a b.scxml,line=2,endLine=2,col=26,endColumn=28,title=bare-ampersand::\
        `&` must be written `&amp;`%0AXML 1.0, section 2.4%0Ahelp: escape the ampersands\n\
        ::warning file=a b.scxml,line=1,endLine=2,col=1,title=odd::100%25%0Asure: yes, really\n";
    assert_eq!(github(&diagnostics, &sources), expected);
}

#[test]
fn people_see_a_hundred_and_errors_before_warnings() {
    let (_, sources) = sample();
    let mut many = Diagnostics::default();
    for number in 0..150 {
        let span = Span::new(FileId(0), 0, 1);
        many.push(Diagnostic::warning("w", span, format!("warning {number}")));
    }
    many.push(Diagnostic::error("e", Span::new(FileId(0), 1, 2), "the error"));
    let text = human(&many, &sources, false);
    assert!(text.contains("warning 98\n") && !text.contains("warning 99\n"), "{text}");
    assert!(
        text.contains("error[e]: the error") && text.ends_with("\n\nand 51 more\n\n"),
        "{text}"
    );
    assert_eq!(json(&many, &sources).lines().count(), 151);
}

#[test]
fn columns_of_a_line_as_long_as_the_file() {
    let source = Source::new("long", "x\n".to_owned() + &"aä€".repeat(100_000));
    assert_eq!(source.line_column(2), (2, 1));
    assert_eq!(source.line_column(2 + 6 * 70_001 + 3), (2, 3 * 70_001 + 3));
    assert_eq!(source.line_column(u32::MAX), (2, 300_001));
}
