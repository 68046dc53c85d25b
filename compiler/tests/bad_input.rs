//! Does bad input get a located error, and never a panic, a hang or an overflowing stack?

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use scxml_diagnostic::{Severity, human};
use scxmlc::load::MemoryLoader;
use scxmlc::{Compiled, Options, compile};

fn compile_bytes(bytes: Vec<u8>) -> Compiled {
    compile("chart.scxml", &mut MemoryLoader::new([("chart.scxml", bytes)]), &Options::default())
}

fn compile_text(text: &str) -> Compiled {
    compile_bytes(text.as_bytes().to_vec())
}

/// A chart with these states, in the null data model.
fn null_chart(states: &str) -> String {
    chart("null", states)
}

fn chart(datamodel: &str, states: &str) -> String {
    format!(
        "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" datamodel=\"{datamodel}\">\n{states}\n</scxml>\n"
    )
}

/// Line and code of each error, in order.
fn errors(compiled: &Compiled) -> Vec<(usize, &'static str)> {
    let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    errors
        .map(|d| {
            let place =
                d.span.and_then(|s| Some(compiled.sources.get(s.file)?.line_column(s.start).0));
            (place.unwrap_or(0), d.code)
        })
        .collect()
}

fn report(compiled: &Compiled) -> String {
    human(&compiled.diagnostics, &compiled.sources, false)
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let unit = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
}

#[test]
fn utf_16_with_a_byte_order_mark_compiles() {
    let text = null_chart("<state id=\"größe\"/>");
    for big in [false, true] {
        let compiled = compile_bytes(utf16(&text, big));
        assert!(!compiled.diagnostics.has_errors(), "{}", report(&compiled));
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_an_error_at_the_byte() {
    let mut bytes = null_chart("<state id=\"a\"/>").into_bytes();
    let place = bytes.iter().position(|b| *b == b'a').expect("an a");
    bytes[place] = 0xFF;
    let compiled = compile_bytes(bytes);
    assert_eq!(errors(&compiled).len(), 1, "{}", report(&compiled));
}

#[test]
fn an_empty_file_is_an_error() {
    assert!(compile_text("").diagnostics.has_errors());
    assert!(compile_text("\u{feff}  \n").diagnostics.has_errors());
}

/// No measurement: what takes this long, even unoptimised and on a busy machine, would never come to an end.
const PATIENCE: Duration = Duration::from_secs(600);

#[test]
fn a_document_of_ten_megabytes_compiles() {
    let mut states = String::new();
    for i in 0..100_000 {
        let _ = writeln!(
            states,
            "<state id=\"state_number_{i}\"><!-- {} --><transition event=\"e\" target=\"state_number_{}\"/></state>",
            "x".repeat(20),
            (i + 1) % 100_000
        );
    }
    let text = null_chart(&states);
    assert!(text.len() > 10_000_000, "{}", text.len());
    let started = Instant::now();
    let compiled = compile_text(&text);
    assert!(!compiled.diagnostics.has_errors());
    println!("{:?}", started.elapsed());
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
}

/// As ten thousand states with the same slips in each, at which nobody looks one by one.
#[test]
fn a_document_of_errors_is_answered() {
    let state = "<state id=\"a\" initial=\"b\"><transition evnt=\"e\" cond=\"a b\" target=\"c d\"/><lgo/>x</state>\n";
    let started = Instant::now();
    for datamodel in ["null", "ecmascript"] {
        let compiled = compile_text(&chart(datamodel, &state.repeat(10_000)));
        assert!(compiled.diagnostics.has_errors());
        let state = state.replace("evnt", "event").replace("<lgo/>x", "");
        let compiled = compile_text(&chart(datamodel, &state.repeat(10_000)));
        assert!(compiled.diagnostics.has_errors());
        report(&compiled);
    }
    println!("{:?}", started.elapsed());
    assert!(started.elapsed() < PATIENCE, "{:?}", started.elapsed());
}

#[test]
fn two_roots_are_an_error_at_the_second() {
    let text = null_chart("<state/>") + "<scxml/>";
    assert_eq!(errors(&compile_text(&text)).first().map(|e| e.0), Some(4));
}

#[test]
fn an_unclosed_root_is_an_error() {
    let text = null_chart("<state/>").replace("</scxml>", "");
    assert!(compile_text(&text).diagnostics.has_errors());
}

#[test]
fn two_thousand_nested_states_end_in_an_answer() {
    let text = null_chart(&format!("{}{}", "<state>".repeat(2000), "</state>".repeat(2000)));
    let compiled = compile_text(&text);
    assert!(compiled.diagnostics.has_errors());
    assert!(errors(&compiled).len() < 5, "{}", report(&compiled));
}

#[test]
fn duplicate_ids_name_both_places() {
    let compiled = compile_text(&null_chart("<state id=\"a\"/>\n<state id=\"a\"/>"));
    assert_eq!(errors(&compiled), [(3, "duplicate-id")]);
    assert!(report(&compiled).contains("2 | <state id=\"a\"/>\n"), "{}", report(&compiled));
}

#[test]
fn an_unknown_target_says_what_was_meant() {
    let compiled = compile_text(&null_chart(
        "<state id=\"green\"/>\n<state><transition target=\"gren\"/></state>",
    ));
    assert_eq!(errors(&compiled), [(3, "unknown-target")]);
    assert!(report(&compiled).contains("`green`"), "{}", report(&compiled));
}

#[test]
fn a_script_file_that_is_missing_is_an_error_at_src() {
    let compiled = compile_text(&chart("ecmascript", "<script src=\"gone.js\"/>\n<state/>"));
    assert_eq!(errors(&compiled).first().map(|e| e.0), Some(2), "{}", report(&compiled));
    assert!(report(&compiled).contains("gone.js"));
}

#[test]
fn a_text_include_of_the_document_itself_is_an_error() {
    let include = "<script><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"chart.scxml\" parse=\"text\"/></script><state/>";
    assert!(compile_text(&chart("ecmascript", include)).diagnostics.has_errors());
}

#[test]
fn a_delay_that_is_no_time_is_an_error() {
    for delay in ["soon", "10", "-1s", "1 s", "1e3s"] {
        let send =
            format!("<state><onentry>\n<send event=\"e\" delay=\"{delay}\"/></onentry></state>");
        let found = errors(&compile_text(&null_chart(&send)));
        assert_eq!(found.first().map(|e| e.0), Some(3), "{delay}");
    }
}

/// What can be said again and again in ECMAScript, and how it ends: nested to the left, to the right, and in brackets.
#[cfg(feature = "ecmascript")]
const CHAINS: &[(&str, &str, &str)] = &[
    ("(", "1", ")"),
    ("[", "1", "]"),
    ("({a:", "1", "})"),
    ("f(", "1", ")"),
    ("a[", "1", "]"),
    ("new F(", "", ")"),
    ("function(){return ", "1", "}"),
    ("(function(){", "", "})()"),
    ("1+", "1", ""),
    ("1-", "1", ""),
    ("a&amp;&amp;", "a", ""),
    ("a||", "a", ""),
    ("1,", "1", ""),
    ("a=", "1", ""),
    ("a+=", "1", ""),
    ("a?1:", "1", ""),
    ("a?", "1", ":1"),
    ("!", "1", ""),
    ("- ", "1", ""),
    ("~", "1", ""),
    ("typeof ", "1", ""),
    ("void ", "1", ""),
    ("delete ", "a", ""),
    ("new ", "F", ""),
    ("2**", "2", ""),
    ("a.", "a", ""),
    ("", "a", ".a"),
    ("", "a", "()"),
    ("", "a", "[0]"),
    ("a in ", "a", ""),
    ("1==", "1", ""),
    ("'a'+", "'a'", ""),
    ("a=&gt;", "1", ""),
    ("`${", "1", "}`"),
    ("/a/.b,", "1", ""),
    ("...", "a", ""),
    ("a??", "a", ""),
    ("a?.", "a", ""),
    ("{", "", "}"),
    ("if(a)", ";", ""),
    ("if(a);else ", ";", ""),
    ("while(a)", ";", ""),
    ("do ", ";", " while(a)"),
    ("for(;;)", ";", ""),
    ("for(a in b)", ";", ""),
    ("a:", ";", ""),
    ("with(a)", ";", ""),
    ("try{", "", "}catch(e){}"),
    ("switch(a){case 1:", "", "}"),
    ("var a=", "1", ";"),
    ("function f(){", "", "}"),
    ("/*", "", "*/"),
    ("a\n", "a", ""),
    ("b;", "b", ""),
];

#[test]
#[cfg(feature = "ecmascript")]
fn chains_and_nests_of_every_kind_are_answered() {
    for (before, middle, after) in CHAINS {
        let code = |length| format!("{}{middle}{}", before.repeat(length), after.repeat(length));
        let started = Instant::now();
        for states in [
            format!("<state><transition cond=\"{}\"/></state>", code(20_000)),
            format!("<script>var a, f, F, b; {}</script><state/>", code(2_000)),
            format!(
                "<state><onentry><assign location=\"{}\" expr=\"1\"/></onentry></state>",
                code(250)
            ),
        ] {
            let compiled = compile_text(&chart("ecmascript", &states));
            assert_eq!(compiled.text.is_none(), compiled.diagnostics.has_errors(), "{before}");
            report(&compiled);
        }
        assert!(started.elapsed() < PATIENCE, "{before}: {:?}", started.elapsed());
    }
}

#[test]
#[cfg(feature = "ecmascript")]
fn three_thousand_nested_parentheses_are_an_error() {
    for datamodel in ["ecmascript\" profile=\"ecmascript", "ecmascript"] {
        let deep = format!("{}1{}", "(".repeat(3000), ")".repeat(3000));
        let text = chart(datamodel, &format!("<state><transition cond=\"{deep}\"/></state>"));
        let compiled = compile_text(&text.replace("datamodel=\"ecmascript\" profile", "profile"));
        assert_eq!(errors(&compiled), [(2, "nested-too-deep")]);
    }
}

/// JSON is read by the compiler itself.
#[test]
#[cfg(feature = "ecmascript")]
fn deep_json_is_answered() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        for depth in [100, 100_000] {
            let json = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            let data = format!("<datamodel><data id=\"a\">{json}</data></datamodel><state/>");
            report(&compile_text(&chart("ecmascript", &data)));
        }
    }
}
