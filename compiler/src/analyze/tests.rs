//! What becomes of small documents: numbering, defaults, readings of the two dialects.

use scxml_diagnostic::{Diagnostics, Severity, Sources};

use crate::chart::{Chart, Delay, ErrorEvent, InstructionKind, Start, StateKind, Value};
use crate::load::{self, Loader, MemoryLoader};
use crate::{code, link, parse, xml};

const W3C: &str = r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0""#;
const ORS: &str =
    r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" profile="ecmascript""#;

/// The chart of `main.scxml`, and the codes of the diagnostics, errors with `!`.
fn compiled(files: &[(&str, &str)]) -> (Chart, Vec<String>, Sources) {
    let mut loader = MemoryLoader::new(files.iter().copied());
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let loaded = loader.load("", "main.scxml").unwrap();
    let file = load::add(loaded, &mut sources, &mut diagnostics).unwrap();
    let text = sources.get(file).unwrap().text().clone();
    let root = xml::parse(file, &text, &mut diagnostics).unwrap();
    let document = parse::parse(&root, &sources, &mut diagnostics);
    let machines = link::link(document, &mut loader, &mut sources, &mut diagnostics);
    let chart = super::analyze(&machines[0], &sources, &mut diagnostics);
    diagnostics.sort();
    let said = diagnostics.iter().map(|d| {
        let mark = if d.severity == Severity::Error { "!" } else { "" };
        let name = d.span.and_then(|s| sources.get(s.file)).map_or("", |s| s.name());
        format!("{mark}{} {name}", d.code)
    });
    (chart, said.collect(), sources)
}

fn chart(text: &str) -> (Chart, Vec<String>) {
    let (chart, said, _) = compiled(&[("main.scxml", text)]);
    (chart, said)
}

/// The kinds of instructions of the first state's first `<onentry>`.
fn onentry(chart: &Chart) -> Vec<&InstructionKind> {
    chart.states[0].onentry[0].instructions.iter().map(|instruction| &instruction.kind).collect()
}

#[test]
fn states_are_numbered_in_document_order_and_defaults_are_filled_in() {
    let (chart, said) = chart(&format!(
        r#"{W3C} datamodel="null">
  <state id="a">
    <history id="h" type="deep"><transition target="b2"/></history>
    <parallel><state id="b1"/><state id="b2"><state id="a.2"/></state></parallel>
    <final/>
  </state>
  <final id="end"/>
</scxml>"#
    ));
    assert!(said.is_empty(), "{said:?}");
    let ids: Vec<&str> = chart.states.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["a", "h", "a.1", "b1", "b2", "a.2", "a.3", "end"]);
    let kinds: Vec<StateKind> = chart.states.iter().map(|s| s.kind).collect();
    assert_eq!(kinds[0..3], [StateKind::Compound, StateKind::DeepHistory, StateKind::Parallel]);
    let last: Vec<u32> = chart.states.iter().map(|s| s.last.0).collect();
    assert_eq!(last, [6, 1, 5, 3, 5, 5, 6, 7]);
    let children: Vec<u32> = chart.states[0].children.iter().map(|s| s.0).collect();
    assert_eq!((children, chart.states[0].histories[0].0), (vec![2, 6], 1));
    assert_eq!(chart.initial.targets[0].0, 0);
    assert_eq!(chart.states[0].initial.as_ref().unwrap().targets[0].0, 2);
    assert_eq!(chart.states[1].initial.as_ref().unwrap().targets[0].0, 4);
    assert!(chart.states[2].initial.is_none());
}

#[test]
fn descriptors_have_one_spelling() {
    let (chart, said) = chart(&format!(
        r#"{W3C} datamodel="null"><state id="a"><transition event="x.y.* x.y. x *" target="a"/></state></scxml>"#
    ));
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(chart.transitions[0].events, ["x.y", "x", "*"]);
}

#[test]
fn a_strategy_means_text_where_nothing_is_declared() {
    let (chart, said) = chart(&format!(
        r#"{ORS}><datamodel><data id="wait" expr="'2s'"/></datamodel>
  <script>var named = 'e';</script>
  <state id="a"><onentry>
    <send event="toExit" delay="600s"/>
    <send event="'toProceed'" delay="'10s'"/>
    <send event="dialog.done" delay="wait"/>
    <send event="named"/>
    <send event="'e' + named"/>
    <send event="a-b"/>
    <send event="escape"/>
  </onentry></state></scxml>"#
    ));
    assert!(said.is_empty(), "{said:?}");
    let readings: Vec<String> = onentry(&chart)
        .into_iter()
        .map(|kind| {
            let InstructionKind::Send(send) = kind else { return String::new() };
            let event = match &send.event {
                Some(Value::Text(text)) => text.clone(),
                Some(Value::Expression(_)) => "(expression)".to_owned(),
                _ => "?".to_owned(),
            };
            match send.delay {
                Delay::None => event,
                Delay::Milliseconds(time) => format!("{event} {time}"),
                Delay::Expression(_) => format!("{event} (expression)"),
            }
        })
        .collect();
    assert_eq!(
        readings,
        [
            "toExit 600000",
            "toProceed 10000",
            "dialog.done (expression)",
            "(expression)",
            "(expression)",
            "a-b",
            "escape",
        ]
    );
}

#[test]
fn the_dialect_decides_which_event_reports_a_failure() {
    let body = r#"><datamodel><data id="d" expr="f()"/></datamodel><script>f();</script>
  <state id="a"><onentry><assign location="d" expr="f()"/></onentry>
  <transition cond="f()" target="a"/></state></scxml>"#;
    let errors = |root: &str| -> Vec<ErrorEvent> {
        let chart = chart(&format!("{root}{body}")).0;
        let mut errors: Vec<_> = chart.sites.into_iter().map(|site| site.error).collect();
        errors.dedup();
        errors
    };
    let named = |name| ErrorEvent::Named(name);
    assert_eq!(errors(W3C), [named("error.execution")]);
    let with = |name| ErrorEvent::WithErrorName(name);
    assert_eq!(
        errors(ORS),
        [
            with("error.illegaldata"),
            with("error.script"),
            with("error.illegalcond"),
            with("error.illegalloc"),
            with("error.illegalvalue"),
            with("error.illegalloc"),
        ]
    );
}

#[test]
fn a_broken_expression_is_an_error_event_in_w3c_and_an_error_in_ors() {
    let body = r#"><state id="a"><onentry><log expr="return"/></onentry></state></scxml>"#;
    let (w3c, said) = chart(&format!("{W3C}{body}"));
    assert_eq!(said, ["ecmascript-syntax main.scxml"]);
    let [InstructionKind::Log { expr: Some(expr), .. }] = onentry(&w3c)[..] else { panic!() };
    assert!(matches!(expr.code.kind, code::ExprKind::Fails { .. }));
    let (_, said) = chart(&format!("{ORS}{body}"));
    assert_eq!(said, ["!ecmascript-syntax main.scxml"]);
}

#[test]
fn data_is_an_expression_json_or_text() {
    let (chart, said, _) = compiled(&[
        (
            "main.scxml",
            &format!(
                r#"{W3C}><datamodel>
  <data id="none"/><data id="json">{{"a": [1]}}</data><data id="text"> two
  words </data><data id="file" src="file:data/list.json"/></datamodel><state id="a"/></scxml>"#
            ),
        ),
        ("data/list.json", "[1, 2]\n"),
    ]);
    assert!(said.is_empty(), "{said:?}");
    let values: Vec<&Option<Value>> = chart
        .start
        .iter()
        .filter_map(|start| match start {
            Start::Data { value, .. } => Some(value),
            Start::Script(_) => None,
        })
        .collect();
    let [None, Some(Value::Json(_)), Some(Value::Text(text)), Some(Value::Json(_))] = values[..]
    else {
        panic!("{values:?}")
    };
    assert_eq!(text, "two words");
}

#[test]
fn what_another_file_says_is_reported_there_and_a_missing_file_where_it_is_named() {
    let main = format!(
        r#"{ORS} xmlns:xi="http://www.w3.org/2001/XInclude"><script src="lib/broken.js"/>
  <script><xi:include href="lib/good.js" parse="text"/> twice(2);</script>
  <script src="nowhere.js"/><state id="a"/></scxml>"#
    );
    let (chart, said, _) = compiled(&[
        ("main.scxml", &main),
        ("lib/broken.js", "var a = ;"),
        ("lib/good.js", "function twice(n) { return n + n; }"),
    ]);
    assert_eq!(said, ["!cannot-read main.scxml", "!ecmascript-syntax lib/broken.js"]);
    assert_eq!(chart.globals.functions.len(), 1);
}

#[test]
fn documents_of_sessions_are_known_when_they_are_written_in_quotes() {
    let (chart, said) = chart(&format!(
        r#"{ORS} xmlns:session="www.genesyslab.com/modules/session"><script>var id, url = 'x';</script>
  <state id="a"><onentry>
    <session:start src="'http://host/child.scxml'" sessionid="id"/>
    <session:start src="url" sessionid="id"/>
  </onentry></state></scxml>"#
    ));
    assert!(said.is_empty(), "{said:?}");
    let urls: Vec<&str> = chart.sessions.iter().map(|session| session.url.as_str()).collect();
    assert_eq!(urls, ["http://host/child.scxml"]);
}
