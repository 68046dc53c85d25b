//! What is an application that is made of several documents? Ids, references, and where diagnostics lead.

#![cfg(feature = "ecmascript")]

use scxml_diagnostic::{Diagnostics, Sources, human};
use scxmlc::load::MemoryLoader;
use scxmlc::{Compiled, Options, Stage, analyze, compile, link, load, parse};

const MAIN: &str = r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:xi="http://www.w3.org/2001/XInclude" profile="ecmascript" initial="first">
  <state id="first" initial="first.entry">
    <xi:include href="parts/menu.scxml" parse="xml" resolveid="first" xpointer="entry"/>
    <transition event="done.state.first.entry" target="second"/>
  </state>
  <state id="second" initial="second.entry">
    <transition event="done.state.second.entry" target="end"/>
    <xi:include href="parts/menu.scxml" parse="xml" resolveid="second" xpointer="entry"/>
  </state>
  <final id="end"/>
</scxml>"#;

const MENU: &str = r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:xi="http://www.w3.org/2001/XInclude" profile="ecmascript" initial="trap">
  <final id="trap"/>
  <state id="entry" initial="$$_MY_PREFIX_$$.ask">
    <state id="ask">
      <onentry><script><xi:include href="menu.js" parse="text"/></script></onentry>
      <transition event="asked" cond="_event.data.part == _my_prefix" target="help bad"/>
      <transition event="other done.state.help done.state.elsewhere" target="$$_MY_PREFIX_$$.leave"/>
    </state>
    <state id="help" initial="$$_MY_PREFIX_$$.help.inner">
      <xi:include href="../help.scxml" parse="xml" resolveid="$$_MY_PREFIX_$$.help" xpointer="inner"/>
    </state>
    <final id="leave"/>
  </state>
</scxml>"#;

const HELP: &str = r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" profile="ecmascript">
  <state id="inner"><onentry><log expr="_my_prefix + missing"/></onentry></state>
</scxml>"#;

const FILES: [(&str, &str); 4] = [
    ("app/main.scxml", MAIN),
    ("app/parts/menu.scxml", MENU),
    ("app/help.scxml", HELP),
    ("app/parts/menu.js", "var asked = _my_prefix;"),
];

fn compiled(files: &[(&str, &str)], stage: Stage) -> Compiled {
    let mut loader = MemoryLoader::new(files.iter().copied());
    compile(files[0].0, &mut loader, &Options { stage, ..Options::default() })
}

fn report(compiled: &Compiled) -> String {
    human(&compiled.diagnostics, &compiled.sources, false)
}

/// The files with one text replaced, which must be there.
fn with(file: usize, old: &str, new: &str) -> Vec<(&'static str, String)> {
    let mut files = FILES.map(|(name, text)| (name, text.to_owned()));
    assert!(files[file].1.contains(old), "{old}");
    files[file].1 = files[file].1.replacen(old, new, 1);
    files.to_vec()
}

fn said(files: &[(&'static str, String)]) -> String {
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, &**text)).collect();
    report(&compiled(&files, Stage::Rust))
}

#[test]
fn every_part_has_ids_and_references_of_its_own() {
    let files = with(1, "help bad", "help");
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, &**text)).collect();
    let chart = compiled(&files, Stage::Chart);
    let text = chart.text.clone().unwrap_or_else(|| panic!("{}", report(&chart)));
    let id = |line: &str| {
        let (_, rest) = line.trim_start().strip_prefix("state ")?.split_once(' ')?;
        Some(rest.split_once(':')?.0.to_owned())
    };
    let ids: Vec<String> = text.lines().filter_map(id).collect();
    let part = ["entry", "ask", "help", "help.inner", "leave"];
    let mut expected = vec!["first".to_owned()];
    expected.extend(part.map(|id| format!("first.{id}")));
    expected.push("second".to_owned());
    expected.extend(part.map(|id| format!("second.{id}")));
    expected.push("end".to_owned());
    assert_eq!(ids, expected, "{text}");
    for line in [
        "on other done.state.second.help done.state.elsewhere -> second.leave",
        "transition 1 on asked if expression `_event.data.part == _my_prefix` -> first.help",
        "default -> second.help.inner",
    ] {
        assert!(text.contains(line), "{line}:\n{text}");
    }
    let rust = compiled(&files, Stage::Rust).text.expect("it compiles");
    for prefix in ["\"first\"", "\"second\"", "\"first.help\"", "\"second.help\""] {
        assert!(rust.contains(prefix), "{prefix}:\n{rust}");
    }
    assert_eq!(
        chart.included,
        [
            "app/parts/menu.scxml",
            "app/help.scxml",
            "app/parts/menu.scxml",
            "app/help.scxml",
            "app/parts/menu.js"
        ]
    );
}

#[test]
fn a_diagnostic_in_a_part_shows_the_inclusions_that_lead_to_it_and_comes_once() {
    insta::assert_snapshot!(report(&compiled(&FILES, Stage::Rust)));
}

#[test]
fn what_cannot_be_included_is_told_at_the_inclusion() {
    for (file, old, new, message) in [
        (
            0,
            "menu.scxml",
            "manu.scxml",
            "error[cannot-read]: there is no file `app/parts/manu.scxml`",
        ),
        (0, "menu.scxml", "Menu.scxml", "warning[file-name-case]: the file is called `menu.scxml`"),
        (
            0,
            "xpointer=\"entry\"",
            "xpointer=\"entri\"",
            "error[unknown-target]: the document has no state `entri`",
        ),
        (
            0,
            " resolveid=\"first\"",
            "",
            "error[wrong-include]: `<xi:include>` needs `resolveid` here",
        ),
        (
            1,
            "../help.scxml",
            "../main.scxml",
            "error[circular-include]: `app/main.scxml` includes itself",
        ),
        (2, "</scxml>", "", "error[unclosed-element]: `<scxml>` has no end tag"),
        (2, "scxml ", "html ", "error[mismatched-end-tag]"),
    ] {
        let said = said(&with(file, old, new));
        assert!(said.contains(message), "{message}:\n{said}");
    }
}

#[test]
fn inclusions_that_double_with_every_file_come_to_an_end() {
    let document = |next: usize| {
        let include = |id: &str| {
            format!(
                "<state id=\"{id}\"><xi:include href=\"{next}.scxml\" xpointer=\"s\" resolveid=\"{id}\"/></state>"
            )
        };
        format!(
            "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:xi=\"http://www.w3.org/2001/XInclude\" profile=\"ecmascript\"><state id=\"s\">{}{}</state></scxml>",
            include("a"),
            include("b")
        )
    };
    let files = (0..40).map(|n| (format!("{n}.scxml"), document(n + 1)));
    let mut loader = MemoryLoader::new(files);
    let compiled = compile("0.scxml", &mut loader, &Options::default());
    assert!(compiled.diagnostics.iter().any(|d| d.code == "too-large"), "{}", report(&compiled));
}

/// The ids of the states of an application, in document order, and the functions of scripts that can run, sorted.
#[expect(clippy::disallowed_methods, reason = "a test reads the material that a variable names")]
#[expect(clippy::print_stdout, reason = "a test that does nothing says so")]
fn linked(application: &str, start: &str) -> Option<(Vec<String>, Vec<String>)> {
    let Some(samples) = std::env::var_os("SCXML_COMPOSER_SAMPLES") else {
        println!("skipped: SCXML_COMPOSER_SAMPLES names no folder of applications");
        return None;
    };
    let file = std::path::PathBuf::from(samples).join(application).join("src-gen").join(start);
    let mut loader = scxmlc::files::FileLoader::default();
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let loaded = load::Loader::load(&mut loader, "", &file.to_string_lossy()).expect("it is there");
    let document = parse::read(loaded, &mut loader, &mut sources, &mut diagnostics)?;
    let machines = link::link(document, &mut loader, &mut sources, &mut diagnostics);
    let chart = analyze::analyze(&machines[0], &sources, &mut diagnostics);
    let name = |f: &scxmlc::code::Function| chart.globals.text(f.name).to_owned();
    let mut functions: Vec<String> =
        chart.globals.functions.iter().map(name).filter(|name| !name.is_empty()).collect();
    functions.sort();
    Some((chart.states.into_iter().map(|state| state.id).collect(), functions))
}

#[test]
fn the_small_composed_application_links_to_the_ids_that_its_description_lists() {
    let Some((ids, functions)) = linked("mini", "IPD_mini_line.scxml") else { return };
    let expected = "_composer_globalstate _composer_parallel _composer_application _composer_init _composer_start
        LineWorkflow LineWorkflow._composer_entry LineWorkflow.Entry1 LineWorkflow.playTune
        LineWorkflow._reserved_playTune_run LineWorkflow._reserved_playTune_end LineWorkflow.toDesk
        LineWorkflow._reserved_Exit1_final _composer_event_handler _composer_global_exit";
    assert_eq!(ids, expected.split_whitespace().collect::<Vec<_>>());
    assert_eq!(functions, ["isEventHandledByApplication", "storeUnhandledEvent", "withPrefix"]);
}

#[test]
fn the_large_composed_application_links_to_the_ids_that_its_description_lists() {
    let Some((ids, functions)) = linked("bank", "IPD_bank_main.scxml") else { return };
    // `takeCountry` is nested in `splitNumber`.
    let reachable = "accountIsValid forgetBlockHistory getBaseURL getRelativePathURL isBlank
        isEventHandledByApplication minutesOfDay nextPriority officeIsOpen pathValue refreshSystemContext
        skillExpression splitNumber storeEvent storeException storeUnhandledEvent takeCountry toNumber";
    // Statements at top level give this constructor its methods, and they run: the description, which leaves it out,
    // counts what documents reach.
    let beyond = ["RecordPager", "resetPager"];
    let (kept, other): (Vec<_>, Vec<_>) =
        functions.iter().map(String::as_str).partition(|name| !beyond.contains(name));
    assert_eq!(kept, reachable.split_whitespace().collect::<Vec<_>>());
    assert_eq!(other, beyond);
    let below = |prefix: &str| ids.iter().filter(|id| id.starts_with(prefix)).count();
    assert_eq!(ids.len(), 70);
    assert_eq!(below("MainWorkflow.") - below("MainWorkflow.subCancel."), 46);
    assert_eq!(below("MainWorkflow.subCancel."), 4);
    assert_eq!(below("SurveyWorkflow."), 11);
    assert!(!ids.iter().any(|id| id.contains("_composer_noboot")));
    for id in [
        "MainWorkflow.subCancel.FindRequest",
        "SurveyWorkflow._reserved_colScore_check",
        "SurveyWorkflow",
    ] {
        assert!(ids.iter().any(|known| known == id), "{id}");
    }
}
