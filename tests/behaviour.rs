//! What do charts do on their own? Each `behaviour/X.scxml` logs what `X.log` says, which was written by hand.
//! A session that is restored from a snapshot before every macrostep says the same.

use scxml_runtime::{Data, Event, Program, Session, Step};

include!(concat!(env!("OUT_DIR"), "/behaviour.rs"));

fn logs(program: &'static Program, expected: &str) {
    assert_eq!(shown(scxml_tests::run(program)), expected);
    assert_eq!(shown(scxml_tests::run_with_snapshots(program)), expected);
}

fn shown(run: scxml_tests::Run) -> String {
    let mut log = run.log.join("\n");
    log += &match run.end {
        Ok((state, Data::Undefined)) => format!("\nfinal {state}\n"),
        Ok((state, data)) => format!("\nfinal {state} {data:?}\n"),
        Err(why) => format!("\n{why}\n"),
    };
    log.trim_start().to_owned()
}

mod lowered {
    scxml_macros::scxml!(
        r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" profile="ecmascript" name="wrong">
             <script>var before = ;</script>
             <state id="start">
               <onentry><script>1 +</script><log expr="'not reached'"/></onentry>
               <transition event="error.script.SyntaxError"><log expr="_event.name"/></transition>
               <transition event="error.*" target="end"><log expr="_event.name"/></transition>
               <transition target="end" cond="( "/>
             </state>
             <final id="end"/>
           </scxml>"#,
        warn("ecmascript-syntax"),
    );
}

/// Each wrong piece raises the error event of its place; the document is a strategy, so they are the Orchestration
/// Server's.
#[test]
fn what_is_no_ecmascript_and_is_lowered_to_a_warning_fails_where_it_stands() {
    let run = scxml_tests::run(&lowered::wrong::PROGRAM);
    assert_eq!(
        run.log,
        ["error.script.SyntaxError", "error.script.SyntaxError", "error.illegalcond.SyntaxError"]
    );
    assert_eq!(run.end, Ok(("end", Data::Undefined)));
}

mod payloads {
    scxml_macros::scxml!(
        r#"<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript" name="payload">
             <datamodel><data id="text"/><data id="kept"/></datamodel>
             <state id="s">
               <transition event="text"><assign location="text" expr="_event.data"/></transition>
               <transition event="compare" cond="uneval(_event.data) === uneval(JSON.parse(text))"><log expr="'same'"/></transition>
               <transition event="compare"><log expr="uneval(_event.data)"/></transition>
               <transition event="look">
                 <log expr="[_event.data.a, _event.data.none, _event.data.toString === Object.prototype.toString].join()"/>
                 <log expr="_event.data.o === _event.data.o"/>
                 <script>
                   kept = _event.data.o;
                   kept.x = kept.x + 1;
                   delete kept.y;
                   kept.new = 'new';
                 </script>
                 <log expr="Object.keys(kept).join()"/>
                 <log expr="JSON.stringify(_event.data)"/>
                 <log expr="'p' in _event.data.o.p"/>
                 <log expr="_event.data.o.p.hasOwnProperty('q')"/>
                 <log expr="_event.data.list[1].m + _event.data.list.length"/>
               </transition>
               <transition event="paths">
                 <log expr="[_event.data.a, _event.data.none, _event.data.o.x, _event.data.o.none, _event.data.o.o.x].join()"/>
                 <log expr="[_event.data.fourteen_chars, _event.data.fifteen_chars__, _event.data.o.fifteen_chars__].join()"/>
                 <log expr="[_event.data.a == 'short', _event.data.a === 'short', _event.data.a != 'shorr', 'deep' == _event.data.o.o.x].join()"/>
                 <log expr="[_event.data.fifteen_chars__ == 'fifteen letters', _event.data.fifteen_chars__ === 'fifteen lettert'].join()"/>
                 <log expr="[_event.data.n == '5', _event.data.n === '5', _event.data.t == '1', _event.data.z == 'null'].join()"/>
                 <log expr="[_event.data.none == 'undefined', _event.data.none !== 'undefined', _event.data.w == 'ключ'].join()"/>
                 <log expr="[_event.data.s.length, _event.data.o == '[object Object]', _event.data.o.toString === Object.prototype.toString].join()"/>
                 <log expr="[_event.data.a, _event.data.none, _event.data.o.x, _event.data.o.o.x, _event.data.a == 'short', _event.data.o.x == '1'].join()"/>
                 <script>
                   try { kept = _event.data.none.x; } catch (error) { kept = error.message; }
                 </script>
                 <log expr="kept"/>
               </transition>
               <transition event="other"><log expr="[_event.data.o.x, _event.data.a].join()"/></transition>
               <transition event="keep"><assign location="kept" expr="_event.data.o"/></transition>
               <transition event="kept"><log expr="kept.x + JSON.stringify(kept)"/></transition>
             </state>
           </scxml>"#
    );

    /// Keeps what is logged.
    #[derive(Default)]
    pub(super) struct Log(pub(super) Vec<String>);

    impl scxml_runtime::Platform for Log {
        fn sequence(&mut self) -> u64 {
            0
        }

        fn log(&mut self, entry: scxml_runtime::LogEntry) {
            self.0.push(entry.text);
        }
    }

    pub(super) fn started() -> scxml_runtime::Session {
        let mut session = payload::session();
        let _ = session.start(scxml_runtime::Start::default(), &mut Log::default());
        session
    }
}

/// What scripts then see and change is what `JSON.parse` gives.
#[test]
fn the_json_text_of_an_event_is_read_as_far_as_scripts_look() {
    let mut session = payloads::started();
    let mut log = payloads::Log::default();
    let text =
        r#"{"a": "A\u00e4", "o": {"x": 1, "y": 2, "p": {"q": []}}, "list": [1, {"m": "é"}]}"#;
    session.deliver(Event::new("look").with_json(text.parse().expect("it is JSON")));
    let _ = session.run(&mut log);
    let expected = [
        "Aä,,true",
        "true",
        "x,p,new",
        r#"{"a":"Aä","o":{"x":2,"p":{"q":[]},"new":"new"},"list":[1,{"m":"é"}]}"#,
        "false",
        "true",
        "é2",
    ];
    assert_eq!(log.0, expected);
}

#[test]
fn a_payload_is_what_json_parse_makes_of_its_text() {
    let many: Vec<String> = (0..100).map(|n| format!("\"k{n}\": [{n}, \"{n}\"]")).collect();
    for text in [
        "null",
        " [1, -0, 1e400, 0.1, 123456789012345678901] ",
        r#""\ud83d\ude00 \ud800 \"\\\/\b\f\n\r\t""#,
        r#"{"b": 1, "a": {"b": 2, "a": 3, "b": 4}, "b": 5, "1": "one", "0": "zero"}"#,
        r#"{"": 1, "ключ": "значение", "k\u0065y": true, "key": false, "length": 7, "__proto__": 8}"#,
        r#"[[[], {}], [[[{"deep": [null]}]]]]"#,
        &format!("{{{}, \"k7\": 8}}", many.join(",")),
    ] {
        let mut session = payloads::started();
        let mut log = payloads::Log::default();
        session.deliver(Event::new("text").with_data(text.into()));
        session.deliver(Event::new("compare").with_json(text.parse().expect("it is JSON")));
        let _ = session.run(&mut log);
        assert_eq!(log.0, ["same"], "{text}");
    }
}

/// Whether the data are JSON that is read where it stands, JSON that has to be read as a whole, or a tree.
#[test]
fn a_path_into_a_payload_finds_what_it_finds_in_an_object() {
    let simple = r#"{"a": "short", "o": {"x": 1, "o": {"x": "deep"}, "fifteen_chars__": "within"}, "n": 5,
        "fourteen_chars": "fourteen chars", "fifteen_chars__": "fifteen letters", "t": true, "z": null,
        "s": "12345", "w": "ключ"}"#;
    let escaped = simple.replace(r#""n": 5"#, r#""\u006e": 5"#).replace("short", r"\u0073hort");
    let twice = simple.replace(r#""n": 5"#, r#""n": "no", "n": 5"#);
    let expected = [
        "short,,1,,deep",
        "fourteen chars,fifteen letters,within",
        "true,true,true,true",
        "true,false",
        "true,false,true,false",
        "false,true,true",
        "5,true,true",
        "short,,1,deep,true,true",
        "Cannot read properties of undefined (reading 'x')",
        "2,other",
    ];
    for text in [simple, &escaped, &twice] {
        let json: scxml_runtime::Json = text.parse().expect("it is JSON");
        let tree = json.to_data();
        for event in [Event::new("paths").with_json(json), Event::new("paths").with_data(tree)] {
            let mut session = payloads::started();
            let mut log = payloads::Log::default();
            session.deliver(event);
            let other = r#"{"x": {"x": 1}, "o": {"x": 2}, "a": "other"}"#;
            session.deliver(Event::new("other").with_json(other.parse().expect("it is JSON")));
            let _ = session.run(&mut log);
            assert_eq!(log.0, expected, "{text}");
        }
    }
}

#[test]
fn an_object_that_nobody_has_read_goes_through_a_snapshot() {
    let mut session = payloads::started();
    let text = r#"{"rest": 1, "o": {"z": [1, {"x": 2}], "x": "\u0041"}}"#;
    session.deliver(Event::new("keep").with_json(text.parse().expect("it is JSON")));
    session.deliver(Event::new("kept"));
    session
        .deliver(Event::new("keep").with_json(r#"{"o": {"x": 1}}"#.parse().expect("it is JSON")));
    session.deliver(Event::new("kept"));
    let mut log = payloads::Log::default();
    loop {
        let bytes = session.snapshot();
        session = Session::restore(session.program(), &bytes).expect("it is a snapshot");
        assert_eq!(session.snapshot(), bytes);
        if session.step(&mut log) != Step::More {
            break;
        }
    }
    assert_eq!(log.0, [r#"A{"z":[1,{"x":2}],"x":"A"}"#, r#"1{"x":1}"#]);
}
