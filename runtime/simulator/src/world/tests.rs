//! The contact centre and the modules together, without strategies: actions go in, events come out.

use scxml_diagnostic::{Source, Sources};
use scxml_modules::Modules;
use scxml_runtime::{Action, ActionElement, Data};

use super::*;
use crate::trace::in_words;

struct Desk {
    scenario: Scenario,
    world: World,
    modules: Modules,
    requests: usize,
    heard: Vec<String>,
}

impl Desk {
    fn open(text: &str) -> Self {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("test.toml", text));
        let scenario = Scenario::read(&sources, file).expect("a valid scenario");
        let world = World::new(&[], &scenario);
        Self { scenario, world, modules: Modules::new(), requests: 0, heard: Vec::new() }
    }

    /// Lets time pass up to `until` seconds; gives the events that sessions got, with time and session.
    fn wait(&mut self, until: f64) -> Vec<String> {
        let until = self.scenario.start + until * 1000.0;
        loop {
            self.settle();
            let world = self.world.timers.next().map(|due| (due, true));
            let modules = self.modules.next_due();
            let modules = modules.map(|due| (Due { at: due.at, sequence: due.sequence }, false));
            let first =
                world.into_iter().chain(modules).reduce(|a, b| if b.0.before(a.0) { b } else { a });
            let Some((due, of_world)) = first.filter(|(due, _)| due.at <= until) else { break };
            self.world.now = due.at;
            if of_world {
                let wake = self.world.timers.take().expect("it is next");
                self.world.wake(wake, &self.scenario);
            } else {
                self.modules.fire_due(&mut self.world);
            }
        }
        self.world.now = until;
        std::mem::take(&mut self.heard)
    }

    fn settle(&mut self) {
        loop {
            while let Some(starting) = self.world.starting.pop_front() {
                self.modules.session_started(&starting.id);
            }
            for delivery in self.modules.deliveries() {
                let data = delivery.event.data();
                let error = data.as_deref().and_then(|data| data.get("error"));
                let error = error.map(|e| format!(" {}", in_words(e)));
                let session = delivery.session.trim_start_matches("session-");
                let name = delivery.event.name.as_str();
                self.heard.push(format!(
                    "{} {session} {name}{}",
                    self.world.time() / 1000.0,
                    error.unwrap_or_default()
                ));
            }
            let Some(notice) = self.world.notices.pop_front() else { return };
            self.modules.notice(notice, &mut self.world);
        }
    }

    fn act(
        &mut self,
        session: usize,
        module: &'static str,
        name: &'static str,
        attributes: &[(&'static str, &str)],
        children: Vec<ActionElement>,
    ) {
        self.requests += 1;
        let attributes =
            attributes.iter().map(|(name, value)| (*name, Data::from(*value))).collect();
        let element = ActionElement { name, attributes, children, ..ActionElement::default() };
        let action = Action { module, name, requestid: format!("r{}", self.requests), element };
        self.modules.action(&format!("session-{session}"), action, &mut self.world);
    }

    fn submit(&mut self, session: usize, call: &str, agent: &str, timeout: &str) {
        let target = ActionElement {
            name: "target",
            attributes: vec![("type", "agent".into()), ("name", agent.into())],
            ..ActionElement::default()
        };
        let targets =
            ActionElement { name: "targets", children: vec![target], ..ActionElement::default() };
        let attributes = [("interactionid", call), ("timeout", timeout)];
        self.act(session, "queue", "submit", &attributes, vec![targets]);
    }

    fn play(&mut self, session: usize, sound: &str, duration: &str) {
        let attributes = [("type", "music"), ("resource", sound), ("duration", duration)];
        self.act(session, "dialog", "playsound", &attributes, Vec::new());
    }
}

const CALL: &str = "[[timeline]]\nat = 0\ncall = { id = 'call' }\n";

#[test]
fn music_plays_as_long_as_it_is_meant_to_and_fails_when_it_is_missing() {
    let mut desk = Desk::open(&format!("{CALL}[media.lost]\nmissing = true\n"));
    assert_eq!(desk.wait(0.0), ["0 1 interaction.added", "0 1 interaction.present"]);
    desk.play(1, "anything", "10");
    assert_eq!(desk.wait(20.0), ["10 1 dialog.playsound.done"]);
    desk.play(1, "lost", "10");
    assert_eq!(desk.wait(20.0), ["20 1 error.dialog.playsound remote"]);
}

#[test]
fn a_fault_ends_music_that_plays() {
    let mut desk = Desk::open(&format!(
        "{CALL}[[timeline]]\nat = 3\nfault = {{ media = 'music' }}\n[media.music]\n"
    ));
    desk.wait(0.0);
    desk.play(1, "music", "10");
    assert_eq!(desk.wait(20.0), ["3 1 error.dialog.playsound remote"]);
}

#[test]
fn a_call_rings_and_is_answered_and_ends() {
    let mut desk = Desk::open(&format!(
        "{CALL}[[timeline]]\nat = 9\nhangup = {{ call = 'call' }}\n[agents.ann]\nafter = 2\nwrap_up = 5\n"
    ));
    desk.wait(0.0);
    desk.submit(1, "call", "ann", "20");
    let heard = desk.wait(8.0);
    assert_eq!(
        heard,
        [
            "0 1 queue.submit.requestid",
            "0 1 queue.submit.done",
            "0 1 interaction.ondivert",
            "0 1 interaction.partydeleted",
            "0 1 interaction.partyadded",
            "2 1 interaction.partystatechanged",
        ]
    );
    let state =
        |desk: &Desk| scxml_modules::Directory::agent(&desk.world, "ann").map(|agent| agent.state);
    assert_eq!(state(&desk), Some(scxml_modules::AgentState::Busy));
    assert_eq!(
        desk.wait(10.0),
        [
            "9 1 interaction.partydeleted",
            "9 1 interaction.notcontrolled",
            "9 1 interaction.deleted"
        ]
    );
    assert_eq!(state(&desk), Some(scxml_modules::AgentState::NotReady));
    desk.wait(14.0);
    assert_eq!(state(&desk), Some(scxml_modules::AgentState::Ready));
}

#[test]
fn who_becomes_ready_gets_the_call_that_waits() {
    let mut desk = Desk::open(&format!(
        "{CALL}[agents.ann]\nstate = 'notready'\n[[timeline]]\nat = 7\nagent = {{ id = 'ann', state = 'ready' }}\n"
    ));
    desk.wait(0.0);
    desk.submit(1, "call", "ann", "5");
    assert_eq!(desk.wait(6.0), ["0 1 queue.submit.requestid", "5 1 error.queue.submit timeout"]);
    desk.submit(1, "call", "ann", "5");
    assert_eq!(desk.wait(7.0)[..2], ["6 1 queue.submit.requestid", "7 1 queue.submit.done"]);
}

#[test]
fn who_refuses_is_not_asked_again() {
    let mut desk = Desk::open(&format!("{CALL}[agents.ann]\nreaction = 'reject'\nafter = 1\n"));
    desk.wait(0.0);
    desk.submit(1, "call", "ann", "5");
    assert_eq!(desk.wait(60.0), ["0 1 queue.submit.requestid", "5 1 error.queue.submit timeout"]);
}

#[test]
fn who_hangs_up_before_an_answer_abandons() {
    let mut desk =
        Desk::open(&format!("{CALL}[[timeline]]\nat = 4\nhangup = {{ call = 'call' }}\n"));
    desk.wait(0.0);
    desk.play(1, "music", "10");
    assert_eq!(
        desk.wait(20.0),
        [
            "4 1 interaction.abandoned",
            "4 1 interaction.notcontrolled",
            "4 1 interaction.deleted",
            "4 1 error.dialog.playsound cancelled",
        ]
    );
}

#[test]
fn a_consult_call_becomes_part_of_its_primary_call() {
    let mut desk = Desk::open(
        "[agents.ann]\n[agents.bob]\n[[timeline]]\nat = 0\ncall = { id = 'primary', talking_to = 'ann' }\n\
         [[timeline]]\nat = 1\nconsult = { id = 'consult', of = 'primary' }\n\
         [[timeline]]\nat = 5\ntransfer = { call = 'consult' }\n\
         [[timeline]]\nat = 6\nagent = { id = 'bob', state = 'ready' }\n",
    );
    desk.wait(0.0);
    assert_eq!(desk.wait(1.0), ["1 1 interaction.added", "1 1 interaction.present"]);
    desk.act(1, "interaction", "attach", &[("interactionid", "primary")], Vec::new());
    assert_eq!(
        desk.wait(2.0),
        ["1 1 interaction.added", "1 1 interaction.present", "1 1 interaction.attach.done"]
    );
    desk.play(1, "music", "60");
    let heard = desk.wait(5.0);
    assert_eq!(
        heard[..3],
        ["5 1 interaction.onmerge", "5 1 interaction.notcontrolled", "5 1 interaction.deleted"]
    );
    desk.submit(1, "primary", "bob", "3");
    let heard = desk.wait(6.0);
    assert!(heard.contains(&"5 1 queue.submit.done".to_owned()), "{heard:?}");
}

#[test]
fn a_strategy_answers_a_call_that_rings() {
    let mut desk = Desk::open(
        "[agents.ann]\nreaction = 'no-answer'\n[[timeline]]\nat = 0\ncall = { id = 'call', dnis = 'ann' }\n",
    );
    desk.wait(0.0);
    let accept = |desk: &mut Desk, device: &str| {
        let attributes = [("interactionid", "call"), ("resource", device)];
        desk.act(1, "interaction", "accept", &attributes, Vec::new());
        desk.wait(1.0)
    };
    assert_eq!(accept(&mut desk, "elsewhere"), ["0 1 error.interaction.accept invalidstate.null"]);
    assert_eq!(
        accept(&mut desk, "ann"),
        ["1 1 interaction.partystatechanged", "1 1 interaction.accept.done"]
    );
}

#[test]
fn who_rings_on_a_consult_call_answers_its_primary_call_after_the_transfer() {
    let mut desk = Desk::open(
        "[agents.ann]\n[agents.bob]\nafter = 4\n\
         [[timeline]]\nat = 0\ncall = { id = 'primary', talking_to = 'ann' }\n\
         [[timeline]]\nat = 1\nconsult = { id = 'consult', of = 'primary' }\n\
         [[timeline]]\nat = 3\ntransfer = { call = 'consult' }\n",
    );
    desk.wait(1.0);
    desk.act(1, "interaction", "attach", &[("interactionid", "primary")], Vec::new());
    desk.submit(1, "consult", "bob", "20");
    assert!(desk.wait(2.0).contains(&"1 1 queue.submit.done".to_owned()));
    desk.wait(4.0);
    assert_eq!(desk.wait(10.0), ["5 1 interaction.partystatechanged"]);
    let told = desk.world.trace.iter().map(|entry| &entry.what);
    assert!(
        told.into_iter()
            .any(|step| *step == Step::Centre("bob (bob) answers call `primary`".to_owned()))
    );
}
