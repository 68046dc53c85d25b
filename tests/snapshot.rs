//! What can happen to a snapshot of a session in which scripts have run? It moves to another process, or somebody
//! changes its bytes.

#![expect(clippy::disallowed_methods, reason = "a test starts a process")]

use std::process::Command;

use scxml_runtime::{
    Event, Limits, LogEntry, Platform, Program, RestoreError, Session, Start, Step,
};

include!(concat!(env!("OUT_DIR"), "/charts.rs"));

fn chart(name: &str) -> &'static Program {
    CHARTS.iter().find(|(chart, _)| *chart == name).expect("there is a chart of this name").1
}

#[derive(Default)]
struct Host {
    sequence: u64,
    log: Vec<String>,
}

impl Platform for Host {
    fn sequence(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }

    fn log(&mut self, entry: LogEntry) {
        self.log.push(entry.text);
    }
}

/// A session that is started and has come to rest.
fn started(program: &'static Program, host: &mut Host) -> Session {
    let mut session = Session::new(program).with_limits(LIMITS);
    let start = Start { session_id: "session".to_owned(), ..Start::default() };
    let _ = session.start(start, host);
    let _ = session.run(host);
    session
}

/// Lets the time pass until `more` is over or nothing is left to happen.
fn go_on(session: &mut Session, more: usize, host: &mut Host) {
    for _ in 0..more {
        let Some(due) = session.next_due() else { break };
        session.fire_due(due.at);
        if session.run(host) == Step::Final {
            break;
        }
    }
}

/// The variable by which a test knows that it is the other process.
const FILE: &str = "SCXML_TEST_SNAPSHOT_FILE";

#[test]
fn a_session_goes_on_in_another_process() {
    let mut host = Host::default();
    let program = chart("rest");
    if let Some(file) = std::env::var_os(FILE) {
        let mut session = started(program, &mut host);
        go_on(&mut session, 2, &mut host);
        assert_eq!(host.log.len(), 1);
        return std::fs::write(file, session.snapshot()).expect("the file can be written");
    }
    let file = std::env::temp_dir().join(format!("scxml-snapshot-{}", std::process::id()));
    let mut other = Command::new(std::env::current_exe().expect("a test is a program"));
    other.args(["--exact", "a_session_goes_on_in_another_process"]).env(FILE, &file);
    assert!(other.output().expect("it can be started").status.success());
    let bytes = std::fs::read(&file).expect("the other process has written it");
    std::fs::remove_file(&file).expect("it is ours");
    let mut session = Session::restore(program, &bytes).expect("it is a snapshot");
    go_on(&mut session, usize::MAX, &mut host);
    let expected = include_str!("behaviour/rest.log").lines().skip(1);
    let expected: Vec<&str> = expected.take_while(|line| !line.starts_with("final")).collect();
    assert_eq!(host.log, expected);
    assert!(session.outcome().is_some());
}

/// FNV-1a, 64 bits, as `SNAPSHOT.md` says.
fn checksum(bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, step)
}

/// What a made-up session may use up before it is stopped.
const LIMITS: Limits = Limits {
    microsteps: 50,
    macrosteps: 50,
    script_steps: 20_000,
    heap_bytes: 1 << 20,
    ..Limits::DEFAULT
};

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit
    }

    /// Changes a byte or two of the body, or takes some out or puts some in, and makes length and checksum right again.
    fn change(&mut self, bytes: &[u8], head: usize) -> Vec<u8> {
        let mut bytes = bytes[..bytes.len() - 8].to_vec();
        for _ in 0..=self.below(2) {
            let place = head + self.below(bytes.len() - head);
            let odd = [0, 1, 2, 3, 4, 7, 8, 9, 0x40, 0x7F, 0x80, 0xFF];
            match self.below(8) {
                0 => bytes.truncate(place),
                1 => drop(bytes.remove(place)),
                2 => bytes.insert(place, odd[self.below(odd.len())]),
                3 => bytes[place] = bytes[place].wrapping_add(1),
                4 => bytes[place] = bytes[place].wrapping_sub(1),
                _ => bytes[place] = odd[self.below(odd.len())],
            }
            if bytes.len() <= head {
                break;
            }
        }
        let length = bytes.len() as u64 + 8;
        bytes[12..20].copy_from_slice(&length.to_le_bytes());
        let checksum = checksum(&bytes);
        bytes.extend_from_slice(&checksum.to_le_bytes());
        bytes
    }
}

/// Every number in a snapshot is changed to something odd: the result is refused, or it is a session that runs.
#[test]
fn made_up_snapshots_break_nothing() {
    let mut random = Random(1);
    let (mut refused, mut ran) = (0, 0);
    for (_, program) in CHARTS {
        let mut host = Host::default();
        let mut session = started(program, &mut host);
        for _ in 0..8 {
            if session.outcome().is_some() {
                break;
            }
            let bytes = session.snapshot();
            let head = 40 + program.name.len();
            for _ in 0..1000 {
                match Session::restore(program, &random.change(&bytes, head)) {
                    Ok(restored) => {
                        run_out(restored.with_limits(LIMITS));
                        ran += 1;
                    }
                    Err(RestoreError::Invalid(_)) => refused += 1,
                    Err(other) => panic!("{other}"),
                }
            }
            go_on(&mut session, 1, &mut host);
        }
    }
    assert!(refused > 1000 && ran > 1000, "{refused} were refused, {ran} ran");
}

/// Lets a session do all that it can.
fn run_out(mut session: Session) {
    let mut host = Host::default();
    let _ = session.start(Start::default(), &mut host);
    for name in ["step", "step.two", "step.three", "step.four", "error.execution", "x"] {
        session.deliver(Event::new(name));
        let _ = session.run(&mut host);
    }
    go_on(&mut session, 20, &mut host);
    let data: Vec<bool> =
        ["shared", "pair", "kept", "n", "js"].map(|name| session.data(name).is_some()).into();
    assert_eq!(data.len(), 5);
    let _ = session.snapshot();
}
