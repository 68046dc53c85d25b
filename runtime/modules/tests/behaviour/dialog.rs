//! Treatments.

use scxml_modules::{Fault, Notice, Order};
use scxml_runtime::{Answer, Data};

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
    let answer = host.act("s1", "dialog:collect", "r1", &[]);
    assert_eq!(answer, Answer::Refused("dialog:collect is not supported".into()));
    let answer =
        host.act("s1", "queue:submit", "r2", &[("orderstat", "StatTimeInReadyState".into())]);
    assert_eq!(answer, Answer::Refused("queue:submit@orderstat is not supported".into()));
}
