//! Is a snapshot what `SNAPSHOT.md` says, and is everything else refused?

mod support;

use scxml_runtime::__private as rt;
use scxml_runtime::{Data, Event, ModelUpdate, Outcome, Program, RestoreError, Session, Start};
use scxml_schema::{builtins, names};
use support::actions::{invoke as start_machine, send, text};
use support::{Lists, Recorder, build, compound, deep, final_state, invoke, moving, state};

/// Where the numbers of a snapshot's head are.
const VERSION: usize = 8;
const LENGTH: usize = 12;
const RUNTIME: usize = 20;
const FINGERPRINT: usize = 28;
const NAME: usize = 36;

/// FNV-1a, 64 bits.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, step)
}

/// Makes length and checksum right again.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() - 8);
    let length = bytes.len() as u64 + 8;
    bytes[LENGTH..RUNTIME].copy_from_slice(&length.to_le_bytes());
    let checksum = checksum(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    bytes
}

fn atom(letter: u8) -> u32 {
    names::character(letter)
}

fn function(_: rt::Env, _: rt::Value, _: &[rt::Value], _: &mut rt::Cx<'_>) -> rt::R<rt::Value> {
    Ok(rt::Value::NULL)
}

/// Puts a bit of everything into the heap, and lets three sends wait.
fn enters(cx: &mut rt::Cx<'_>) -> rt::R<()> {
    let short = text("short", cx);
    let long = text("a string of more than fourteen units", cx);
    let wide = text("\u{20ac}", cx);
    let list = rt::array(&[rt::Value::TRUE, rt::Value::HOLE, wide], cx);
    let scope = rt::env(1, rt::Env::NONE, cx);
    rt::env_set(scope, 0, 0, long, cx);
    let function = rt::function(0, scope, cx);
    let linked = rt::linked_arguments(&[short, short], scope, &[(1, 0)], cx);
    let members = [(atom(b'a'), list), (atom(b'f'), function), (atom(b'l'), linked)];
    let object = rt::object(&members, cx);
    let own = text("own name", cx);
    rt::set_index(object, own, short, cx)?;
    rt::set_index(object, rt::Value::number(7.0), rt::Value::number(-0.5), cx)?;
    rt::store(0, object, cx);
    send("later", "", "", "id", 500.0, cx)?;
    send("inside", "#_internal", "", "", 500.0, cx)?;
    send("out", "#_scxml_you", "", "", 1500.0, cx)
}

/// What is written down in `snapshot/version_5.txt`.
fn program() -> &'static Program {
    static NO_STRINGS: &[&str] = &[];
    let leaf = Program { name: "leaf", ..build("l", vec![state("l")], Lists::Stored) };
    let leaf: &'static Program = Box::leak(Box::new(leaf));
    let registry = vec![rt::Registered { urls: &[], document: None, program: leaf }];
    let chart = vec![
        compound("s", "a", vec![deep("h", "a"), state("a").on("go", "b"), state("b")])
            .onentry(enters)
            .invoke(invoke(|cx| start_machine(0, "child", cx)))
            .on("out", "o")
            .on("end", "e"),
        state("o").on("back", "h"),
        final_state("e").donedata(|_| Ok(rt::Value::number(3.0))),
    ];
    let functions = vec![rt::Function {
        kind: rt::FunctionKind::Normal,
        code: function,
        name: names::EMPTY,
        length: 0,
        source: "",
    }];
    Box::leak(Box::new(Program {
        fingerprint: 0x0102_0304_0506_0708,
        registry: Box::leak(registry.into_boxed_slice()),
        functions: Box::leak(functions.into_boxed_slice()),
        strings: NO_STRINGS,
        slots: Box::leak(Box::new([atom(b'x')])),
        data_slots: 1,
        declared_slots: 1,
        ..build("s", chart, Lists::Stored)
    }))
}

fn start() -> Start {
    Start { session_id: "me".to_owned(), seed: 5, now: 1000.0, ..Start::default() }
}

/// A session in which much is going on.
fn busy() -> (Session, Recorder) {
    let (mut session, mut host) = (Session::new(program()), Recorder::default());
    let _ = session.start(start(), &mut host);
    for event in ["out", "back", "go"] {
        session.deliver(Event::new(event));
    }
    let _ = session.run(&mut host);
    session.advance(1500.0);
    let _ = session.fire_due(1500.0);
    let members = [("list", Data::Array(vec![Data::Null, Data::Boolean(true)]))];
    let path = vec!["p".to_owned()];
    let waiting = Event::new("waits")
        .with_data(Data::object(members))
        .with_origin("#_scxml_you", "scxml")
        .with_update(ModelUpdate::Set { path: path.clone(), value: Data::Number(1.5) })
        .with_update(ModelUpdate::Remove { path: path.clone() })
        .with_update(ModelUpdate::Link { path: path.clone(), to: path });
    session.deliver(waiting);
    (session, host)
}

/// One byte of the description, or what stands for several.
fn expect(token: &str, bytes: &mut &[u8], whole: u64) -> bool {
    let number = |mut number: u32| {
        let mut written = Vec::new();
        while number > 0x7F {
            written.push(number as u8 | 0x80);
            number >>= 7;
        }
        written.push(number as u8);
        written
    };
    let wanted = match token {
        "R" | "C" => bytes[..8].to_vec(),
        "L" => whole.to_le_bytes().to_vec(),
        "O" => number(builtins::OBJECT_PROTOTYPE),
        "F" => number(builtins::FUNCTION_PROTOTYPE),
        "A" => number(builtins::ARRAY_PROTOTYPE),
        "N" => number(names::ATOMS.len() as u32),
        "#" => {
            let end = bytes.iter().position(|byte| *byte < 0x80).expect("a number ends");
            bytes[..=end].to_vec()
        }
        text if text.starts_with('\'') => text.trim_matches('\'').as_bytes().to_vec(),
        byte => vec![u8::from_str_radix(byte, 16).expect("a byte")],
    };
    let Some(rest) = bytes.strip_prefix(&wanted[..]) else { return false };
    *bytes = rest;
    true
}

/// The tokens of a line without its comment; text may have blanks.
fn tokens(line: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for (place, part) in line.split('\'').enumerate() {
        if place % 2 == 1 {
            tokens.push(format!("'{part}'"));
            continue;
        }
        let code = part.split(';').next().unwrap_or_default();
        tokens.extend(code.split_whitespace().map(str::to_owned));
        if code.len() < part.len() {
            break;
        }
    }
    tokens
}

/// When this fails because the format is changed on purpose: give it a new version, and describe that in `SNAPSHOT.md`
/// and in a new file.
#[test]
fn the_format_is_as_written_down() {
    let bytes = busy().0.snapshot();
    let mut rest = &bytes[..];
    for (number, line) in (1..).zip(include_str!("snapshot/version_5.txt").lines()) {
        for token in tokens(line) {
            let place = bytes.len() - rest.len();
            assert!(
                expect(&token, &mut rest, bytes.len() as u64),
                "line {number}: {token} at byte {place}, but there is {:02x?}",
                &rest[..rest.len().min(16)]
            );
        }
    }
    assert!(rest.is_empty(), "more follows: {rest:02x?}");
}

#[test]
fn a_session_goes_on_as_the_one_that_it_was_taken_of() {
    let ((mut plain, mut host), (busy, mut other)) = (busy(), busy());
    let mut moved = moving::moved(&busy);
    host.take();
    other.take();
    for now in [1500.0, 2500.0, 9000.0] {
        plain.advance(now);
        moved.advance(now);
        assert_eq!(plain.run(&mut host), moving::run(&mut moved, &mut other));
        let lines = host.take();
        assert_eq!(
            lines.is_empty(),
            now > 1500.0,
            "the sends that are due later leave the session"
        );
        assert_eq!(lines, other.take());
        assert_eq!(plain.snapshot(), moved.snapshot());
    }
    assert_eq!(host.sent.len(), 2);
    assert_eq!(host.sent.len(), other.sent.len());
}

/// Makes a name that nothing uses any more afterwards.
fn name_comes_and_goes(name: &str, cx: &mut rt::Cx<'_>) -> rt::R<()> {
    let object = rt::object(&[], cx);
    let key = text(name, cx);
    rt::set_index(object, key, rt::Value::TRUE, cx)?;
    rt::delete_index(object, key, cx)?;
    rt::store(0, object, cx);
    Ok(())
}

#[test]
fn names_that_nothing_uses_any_more_make_no_difference() {
    let chart = vec![
        state("a").onentry(|cx| name_comes_and_goes("one name", cx)).on("next", "b"),
        state("b").onentry(|cx| name_comes_and_goes("another", cx)).on("next", "a"),
    ];
    let program = Program {
        slots: Box::leak(Box::new([atom(b'x')])),
        declared_slots: 1,
        ..build("a", chart, Lists::Stored)
    };
    let (mut plain, mut host) = (Session::new(Box::leak(Box::new(program))), Recorder::default());
    let _ = plain.start(start(), &mut host);
    let mut moved = moving::moved(&plain);
    // So often that what is not in use is collected in between.
    for _ in 0..2000 {
        for session in [&mut plain, &mut moved] {
            session.deliver(Event::new("next"));
            let _ = session.run(&mut host);
        }
        assert_eq!(plain.snapshot(), moved.snapshot());
    }
    assert_eq!(plain.snapshot(), moving::moved(&plain).snapshot());
}

#[test]
fn there_are_snapshots_before_the_start_and_after_the_end() {
    let (mut new, mut host) = (Session::new(program()), Recorder::default());
    new.deliver(Event::new("end"));
    let mut session = moving::moved(&new);
    let _ = session.start(start(), &mut host);
    let _ = moving::run(&mut session, &mut host);
    let outcome = Outcome::Final { state: "e", data: Data::Number(3.0) };
    assert_eq!(session.outcome(), Some(&outcome));
}

fn refusal(program: &'static Program, bytes: &[u8]) -> RestoreError {
    Session::restore(program, bytes).expect_err("it is refused")
}

#[test]
fn what_is_no_snapshot_of_this_program_is_refused_with_a_reason() {
    let (session, _) = busy();
    let (bytes, program) = (session.snapshot(), session.program());
    let changed = |place: usize| {
        let mut bytes = bytes.clone();
        bytes[place] ^= 1;
        bytes
    };
    for (wrong, why) in [
        (b"something else".to_vec(), "this is not a snapshot of a session"),
        (Vec::new(), "the end of the snapshot is missing"),
        (bytes[..bytes.len() - 1].to_vec(), "the end of the snapshot is missing"),
        ([&bytes[..], b"."].concat(), "the snapshot is not as it was written"),
        (
            changed(VERSION),
            "the snapshot has version 4 of the format; this runtime reads version 5",
        ),
        (changed(FINGERPRINT), "the snapshot is not as it was written"),
        (sealed(changed(FINGERPRINT)), "the snapshot is of another version of `test`"),
        (sealed(changed(NAME + 4)), "the snapshot is of `uest`, not of `test`"),
        (sealed(changed(RUNTIME)), "the snapshot was written by another version of the runtime"),
        (
            sealed([&bytes[..], b"."].concat()),
            "the snapshot contradicts itself: something follows the session",
        ),
    ] {
        assert_eq!(refusal(program, &wrong).to_string(), why);
    }
}

#[test]
fn any_changed_byte_and_any_missing_end_is_noticed() {
    let (session, _) = busy();
    let (bytes, program) = (session.snapshot(), session.program());
    for place in 0..bytes.len() {
        let end = refusal(program, &bytes[..place]);
        assert_eq!(end, RestoreError::Truncated, "{place}");
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[place] ^= 1 << bit;
            refusal(program, &changed);
        }
    }
}
