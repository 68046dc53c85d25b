//! Does route C of the large application come to its end where every action is answered at once?
//!
//! In a contact centre it does not: a call that is redirected hears no ringing any more, so the sound fails.

use scxml_runtime::{Action, Data, Event, ModelUpdate};

use crate::host::{Answered, Run};

/// The profile cannot be fetched; the key is 2; the rest succeeds.
fn result(action: &Action) -> Answered {
    let url = action.element.attribute("srcexpr").and_then(Data::as_str);
    match action.name {
        "fetch" if url.is_some_and(|url| url.ends_with("/profile")) => Answered::Failed,
        "playandcollect" => Answered::Done(vec![("digits", Data::from("2"))]),
        _ => Answered::Done(Vec::new()),
    }
}

/// The interaction, as it is seen from its first event on.
fn added() -> Event {
    let voice = ["type", "ani", "dnis", "callid"].map(|name| match name {
        "type" => (name, Data::from("inbound")),
        "ani" => (name, Data::from("+99 (5) 551234")),
        _ => (name, Data::from("8000")),
    });
    let object = [("voice", Data::object(voice)), ("udata", Data::Object(Vec::new()))];
    let path = ["ixn", "interactions", "ixn1"].map(str::to_owned).to_vec();
    Event::new("interaction.added")
        .with_data(Data::object([("interactionid", Data::from("ixn1"))]))
        .with_update(ModelUpdate::Set { path, value: Data::object(object) })
}

#[test]
fn ringing_and_transfer_end_together_and_each_is_uncaught_by_the_other_region() {
    let Some(program) = crate::application("bank") else { return };
    // A Wednesday, 10 o'clock.
    let clock = [("clockOverride", Data::from(1_767_780_000_000.0))];
    let seen = Run::new(program, &[], &clock, result).seen(added());
    let entered = seen.lines().filter_map(|line| line.strip_prefix("enter "));
    let blocks = "httpProfile brFetchRetry waitRetry httpProfile brFetchRetry waitRetry httpProfile brFetchRetry
        mnuMain brMenu parTransfer(parallel 1) psRing _reserved_parTransfer_2 frcBranch(redirect)
        _reserved_parTransfer_1_end _reserved_parTransfer_2_end scrJournal httpJournal Exit1(final)";
    assert_eq!(crate::bank::blocks_of(entered), crate::bank::blocks(blocks), "{seen}");
    let uncaught = seen.lines().filter_map(|line| line.split_once(" not taken by a diagram"));
    let uncaught: Vec<_> = uncaught.map(|(event, _)| event).collect();
    assert_eq!(
        uncaught,
        [
            "log interaction.added",
            "log dialog.playsound.done",
            "log done.state.MainWorkflow._reserved_parTransfer_1",
            "log interaction.redirect.done",
            "log done.state.MainWorkflow._reserved_parTransfer_2",
        ]
    );
    let redirect = "action interaction:redirect r6 detach=true interactionid='ixn1' from='8000' to='8899' type=0 hints={}";
    assert!(seen.contains(redirect), "{seen}");
    assert!(seen.ends_with("end in _composer_global_exit\n"), "{seen}");
}
