//! Treatments.

use scxml_modules::{Fault, Notice, Order};
use scxml_runtime::{ActionElement, Answer, Data};

use crate::world::{Host, element};

fn music(duration: impl Into<Data>) -> [(&'static str, Data); 3] {
    [("type", "music".into()), ("resource", "music/on_hold".into()), ("duration", duration.into())]
}

#[test]
fn music_is_done_after_its_duration() {
    let mut host = Host::with_call();
    host.act("s1", "dialog:playsound", "r1", &music("10 "));
    host.wait(9.9);
    assert!(host.heard().is_empty());
    host.wait(0.2);
    assert_eq!(host.heard(), ["s1 dialog.playsound.done requestid=r1"]);
    assert_eq!(host.told(), ["play 1 c1", "stop 1"]);
}

#[test]
fn a_missing_file_is_an_error_and_no_done_follows() {
    let mut host = Host::with_call();
    host.act("s1", "dialog:playsound", "r1", &music(10.0));
    host.notice(Notice::Failed { order: Order(1), fault: Fault::Remote("no such file".into()) });
    host.wait(20.0);
    assert_eq!(host.heard(), ["s1 error.dialog.playsound requestid=r1 error=remote"]);
}

#[test]
fn an_announcement_ends_by_itself_and_a_new_treatment_ends_the_one_before() {
    let mut host = Host::with_call();
    let prompts = element(
        "prompts",
        vec![("prompt", vec![("interrupt", true.into()), ("intid", "1".into())])],
    );
    host.act_with(
        "s1",
        "dialog:play",
        "r1",
        &[("language", "English(US)".into())],
        vec![prompts.clone()],
    );
    host.done(1);
    host.act("s1", "dialog:playsound", "r2", &music(60.0));
    host.act_with("s1", "dialog:play", "r3", &[], vec![prompts]);
    host.wait(100.0);
    assert_eq!(
        host.heard(),
        [
            "s1 dialog.play.done requestid=r1",
            "s1 error.dialog.playsound requestid=r2 error=cancelled"
        ]
    );
    assert_eq!(host.told(), ["play 1 c1", "play 2 c1", "stop 2", "play 3 c1"]);
}

#[test]
fn stop_ends_a_treatment_and_names_it() {
    let mut host = Host::with_call();
    host.act("s1", "dialog:playsound", "r1", &[("type", "music".into())]);
    host.act("s1", "dialog:stop", "r2", &[("requestid", "r1".into())]);
    assert_eq!(
        host.heard(),
        [
            "s1 dialog.stop.done requestid=r1",
            "s1 error.dialog.playsound requestid=r1 error=cancelled"
        ]
    );
}

#[test]
fn nothing_is_played_without_an_interaction_or_with_a_duration_that_is_no_number() {
    let mut host = Host::of(&["s1"]);
    host.act("s1", "dialog:playsound", "r1", &music(10.0));
    host.arrives("c1", "s1");
    host.heard_names();
    host.act("s1", "dialog:playsound", "r2", &music("long"));
    assert_eq!(host.heard(), ["s1 error.dialog.playsound requestid=r2 error=invalidattribute"]);
    assert!(host.told().is_empty());
}

#[test]
fn what_has_no_behaviour_is_refused() {
    let mut host = Host::with_call();
    let answer = host.act("s1", "dialog:remote", "r1", &[]);
    assert_eq!(answer, Answer::Refused("dialog:remote is not supported".into()));
    let answer = host.act("s1", "queue:submit", "r2", &[("src", "rule.scxml".into())]);
    assert_eq!(answer, Answer::Refused("queue:submit@src is not supported".into()));
    let answer = host.act_with(
        "s1",
        "queue:submit",
        "r3",
        &[],
        vec![element("runtreatments", vec![("pause", Vec::new())])],
    );
    assert_eq!(answer, Answer::Refused("runtreatments:pause is not supported".into()));
    host.act("s1", "queue:submit", "r4", &[("orderstat", "StatLoadBalance".into())]);
    assert_eq!(host.heard(), ["s1 error.queue.submit requestid=r4 error=invalidattribute"]);
}

#[test]
fn digits_are_told_and_a_key_or_the_time_can_end_the_request_without_any() {
    let mut host = Host::with_call();
    let input = element("input", Vec::new());
    for (id, device) in [("r1", "7000"), ("r2", "7000"), ("r3", "7000"), ("r4", "7001")] {
        host.act_with(
            "s1",
            "dialog:collect",
            id,
            &[("device", device.into())],
            vec![input.clone()],
        );
        match id {
            "r1" => host.notice(Notice::Collected { order: Order(1), digits: "42".into() }),
            "r2" => host.notice(Notice::Failed { order: Order(2), fault: Fault::Timeout }),
            "r3" => host.notice(Notice::Failed { order: Order(3), fault: Fault::GivenUp }),
            _ => {}
        }
    }
    let most = ActionElement { attributes: vec![("max_digits", 32.0.into())], ..input };
    host.act_with("s1", "dialog:collect", "r5", &[], vec![most]);
    assert_eq!(
        host.heard(),
        [
            "s1 dialog.collect.done requestid=r1 digits=42",
            "s1 error.dialog.collect requestid=r2 error=timeout",
            "s1 error.dialog.collect requestid=r3 error=cancelled",
            "s1 error.dialog.collect requestid=r4 error=invalidattribute",
            "s1 error.dialog.collect requestid=r5 error=invalidattribute",
        ]
    );
}

#[test]
fn an_application_is_named_by_src_or_by_the_parameter_that_generated_documents_write() {
    let mut host = Host::with_call();
    let uri = vec![("APP_URI", Data::from("hold.vxml"))];
    let element = ActionElement { params: uri, ..element("start", Vec::new()) };
    host.act_as("s1", "dialog:start", "r1", element.clone());
    host.done(1);
    let src = vec![("src", "menu.vxml".into()), ("type", "applid".into())];
    host.act_as("s1", "dialog:start", "r2", ActionElement { attributes: src, ..element });
    host.act("s1", "dialog:start", "r3", &[]);
    assert_eq!(host.told(), ["play 1 c1 hold.vxml", "play 2 c1 menu.vxml"]);
    assert_eq!(
        host.heard(),
        [
            "s1 dialog.start.requestid requestid=r1",
            "s1 dialog.start.done requestid=r1",
            "s1 dialog.start.requestid requestid=r2",
            "s1 error.dialog.start requestid=r3 error=invalidattribute",
        ]
    );
}

/// A submit for somebody who is busy, with two treatments.
fn submit_with_treatments(host: &mut Host) {
    host.world.agent("a", "701", scxml_modules::AgentState::Busy);
    let start = ActionElement {
        params: vec![("APP_URI", Data::from("wait.vxml"))],
        ..element("start", Vec::new())
    };
    let sound =
        ActionElement { attributes: music(5.0).to_vec(), ..element("playsound", Vec::new()) };
    let series =
        ActionElement { children: vec![start, sound], ..element("runtreatments", Vec::new()) };
    let target = vec![("target", vec![("type", Data::from("agent")), ("name", Data::from("a"))])];
    let attributes = [("route", false.into()), ("timeout", 30.0.into())];
    host.act_with(
        "s1",
        "queue:submit",
        "r1",
        &attributes,
        vec![series, element("targets", target)],
    );
}

#[test]
fn treatments_of_a_submit_follow_each_other_and_no_event_tells_of_them() {
    let mut host = Host::with_call();
    submit_with_treatments(&mut host);
    host.done(1);
    host.wait(29.0);
    assert_eq!(host.told(), ["play 1 c1 wait.vxml", "play 2 c1", "stop 2"]);
    assert_eq!(host.heard(), ["s1 queue.submit.requestid requestid=r1"]);
    host.wait(2.0);
    assert_eq!(host.heard(), ["s1 error.queue.submit requestid=r1 error=timeout"]);
}

#[test]
fn treatments_of_a_submit_end_when_it_finds_somebody_or_is_cancelled_or_another_starts() {
    let ends: [fn(&mut Host); 3] = [
        |host| host.becomes("a", scxml_modules::AgentState::Ready),
        |host| {
            host.act("s1", "queue:cancel", "r2", &[("requestid", "r1".into())]);
        },
        |host| {
            host.act("s1", "dialog:playsound", "r3", &music(1.0));
        },
    ];
    for (i, end) in ends.into_iter().enumerate() {
        let mut host = Host::with_call();
        submit_with_treatments(&mut host);
        end(&mut host);
        host.wait(3.0);
        let told = host.told();
        assert_eq!(told[..2], ["play 1 c1 wait.vxml", "stop 1"], "{i}");
        let after: &[&str] = if i == 2 { &["play 2 c1", "stop 2"] } else { &[] };
        assert_eq!(told[2..], *after, "{i}");
    }
}
