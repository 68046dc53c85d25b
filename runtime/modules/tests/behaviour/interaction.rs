//! Ownership, events and their order: the rules of the page "Interaction Interface > Events".

use scxml_modules::{MergeKind, Notice, PartyState};
use scxml_runtime::{Data, ModelUpdate};

use crate::world::{Host, call, party, plain};

#[test]
fn a_session_hears_added_before_present_and_notcontrolled_immediately_before_deleted() {
    let mut host = Host::of(&["s1"]);
    host.arrives("c1", "s1");
    host.notice(Notice::Ended { call: "c1".into() });
    assert_eq!(
        host.heard(),
        [
            "s1 interaction.added interactionid=c1 focusdeviceid=7000",
            "s1 interaction.present interactionid=c1",
            "s1 interaction.notcontrolled interactionid=c1 resultof=deletion",
            "s1 interaction.deleted interactionid=c1 resultof=deletion",
        ]
    );
}

#[test]
fn the_object_appears_with_added_and_goes_with_deleted() {
    let mut host = Host::of(&["s1"]);
    host.arrives("c1", "s1");
    let updates = host.updates();
    let [ModelUpdate::Set { path, value }, ModelUpdate::Link { path: link, to }, _] = &updates[..]
    else {
        panic!("{updates:?}");
    };
    assert_eq!(path.join("."), "ixn.interactions.c1");
    assert_eq!((link.join("."), to), ("ixn.interactions.0".to_owned(), path));
    assert_eq!(
        plain(value),
        "{g_uid:c1,category:voice,voice:{type:inbound,callid:c1-switch,ani:555,dnis:7000,media:TMediaVoice,\
         state:queued},udata:{k:1,OP-Session-ID:s1},parties:[{partyid:p1,device:7000,focusresource:7000,state:queued}]}"
    );
    host.arrives("c2", "s1");
    host.updates();
    host.notice(Notice::Ended { call: "c1".into() });
    let path = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        host.updates(),
        [
            ModelUpdate::Remove { path: path("ixn/interactions/c1") },
            ModelUpdate::Link { path: path("ixn/interactions/0"), to: path("ixn/interactions/c2") },
            ModelUpdate::Remove { path: path("ixn/interactions/1") },
            ModelUpdate::Set { path: path("ixn/interactions/length"), value: Data::Number(1.0) },
        ]
    );
}

#[test]
fn parties_that_are_there_before_added_are_not_reported() {
    let mut host = Host::of(&["s1"]);
    host.arrives("c1", "s1");
    host.notice(Notice::Diverted {
        call: "c1".into(),
        party: "p1".into(),
        destination: "702".into(),
    });
    host.notice(Notice::PartyAdded {
        call: "c1".into(),
        party: party("p2", "702", PartyState::Ringing),
    });
    host.notice(Notice::PartyDeleted { call: "c1".into(), party: "p1".into() });
    host.notice(Notice::PartyChanged {
        call: "c1".into(),
        party: "p2".into(),
        state: PartyState::Connected,
    });
    host.notice(Notice::Abandoned {
        call: "c1".into(),
        party: "p2".into(),
        reason: "hangup".into(),
    });
    assert_eq!(
        host.heard()[2..],
        [
            "s1 interaction.ondivert interactionid=c1 divertingpartyid=p1 divertingresource=7000 \
             divertingpartystate=queued newdestination=702",
            "s1 interaction.partyadded interactionid=c1 focusresource=702 partyid=p2 partystate=ringing",
            "s1 interaction.partydeleted interactionid=c1 focusresource=7000 partyid=p1 partystate=disconnected",
            "s1 interaction.partystatechanged interactionid=c1 focusresource=702 partyid=p2 partystate=connected",
            "s1 interaction.abandoned interactionid=c1 focusresource=702 reason=hangup",
        ]
    );
}

#[test]
fn an_interaction_moves_from_one_session_to_another_by_detach_and_attach() {
    let mut host = Host::of(&["parent", "child"]);
    host.arrives("c1", "parent");
    host.heard();
    let c1 = [("interactionid", Data::from("c1"))];
    host.act("child", "interaction:attach", "r0", &c1);
    host.act("parent", "interaction:detach", "r1", &c1);
    assert_eq!(host.modules.owner("c1"), None);
    host.act("child", "interaction:attach", "r2", &c1);
    assert_eq!(host.modules.owner("c1"), Some("child"));
    host.act("parent", "interaction:detach", "r3", &c1);
    host.act("parent", "interaction:attach", "r4", &[("interactionid", Data::from("c9"))]);
    assert_eq!(
        host.heard(),
        [
            "child error.interaction.attach requestid=r0 error=invalidstate",
            "parent interaction.notcontrolled interactionid=c1 resultof=detach",
            "parent interaction.deleted interactionid=c1 resultof=detach",
            "parent interaction.detach.done requestid=r1 interactionid=c1",
            "child interaction.added interactionid=c1 focusdeviceid=7000",
            "child interaction.present interactionid=c1",
            "child interaction.attach.done requestid=r2 interactionid=c1",
            "parent error.interaction.detach requestid=r3 error=invalidstate.null",
            "parent error.interaction.attach requestid=r4 error=invalidstate.null",
        ]
    );
}

#[test]
fn associate_adds_the_interaction_to_the_target_before_the_source_loses_it() {
    let mut host = Host::of(&["a", "b"]);
    host.arrives("c1", "a");
    host.heard();
    host.act(
        "a",
        "interaction:associate",
        "r1",
        &[("interactionid", "c1".into()), ("sessionid", "b".into())],
    );
    assert_eq!(
        host.heard(),
        [
            "b interaction.added interactionid=c1 focusdeviceid=7000",
            "b interaction.present interactionid=c1",
            "a interaction.notcontrolled interactionid=c1 resultof=associate",
            "a interaction.deleted interactionid=c1 resultof=associate",
            "a interaction.associate.done requestid=r1 interactionid=c1",
        ]
    );
}

#[test]
fn accept_is_answered_when_the_switch_has_answered() {
    let mut host = Host::with_call();
    host.act(
        "s1",
        "interaction:accept",
        "r1",
        &[("interactionid", "c1".into()), ("resource", "702".into())],
    );
    assert_eq!((host.heard().len(), host.told()), (0, vec!["answer 1 c1 702".to_owned()]));
    host.done(1);
    assert_eq!(host.heard(), ["s1 interaction.accept.done requestid=r1 interactionid=c1"]);
}

#[test]
fn a_merge_is_told_before_the_consult_call_is_deleted_and_its_submit_goes_on_for_the_primary_call()
{
    let mut host = Host::of(&["s1"]);
    host.notice(Notice::Arrived(Box::new(call("primary", None))));
    host.notice(Notice::Arrived(Box::new(call("consult", Some("primary")))));
    host.notice(Notice::Assigned { call: "consult".into(), session: "s1".into() });
    host.act("s1", "interaction:attach", "r1", &[("interactionid", "primary".into())]);
    host.world.agent("703_sip", "703", scxml_modules::AgentState::Busy);
    host.submit("r2", &[("interactionid", "consult".into())], "agent", "703_sip");
    host.heard();
    let (from, to) = ("consult".into(), "primary".into());
    let active = Some(party("p7", "7000", PartyState::Queued));
    host.notice(Notice::Merged { from, to, kind: MergeKind::Transfer, active, held: None });
    assert_eq!(
        host.heard(),
        [
            "s1 interaction.onmerge frominteractionid=consult tointeractionid=primary activepartyid=p7 \
             activeresource=7000 activepartystate=queued hints={type:transfer}",
            "s1 interaction.notcontrolled interactionid=consult resultof=deletion",
            "s1 interaction.deleted interactionid=consult resultof=deletion",
        ]
    );
    host.becomes("703_sip", scxml_modules::AgentState::Ready);
    assert_eq!(host.told(), ["route 1 primary 703"]);
}

#[test]
fn user_data_is_merged_and_pruned_and_seen_with_its_event() {
    let mut host = Host::with_call();
    let details = Data::object([("age", Data::from(10.0)), ("name", Data::from("x"))]);
    let input = Data::object([("details", details)]);
    host.modules.call("s1", "ixn.setuData", &[input], &mut host.world).expect("an own interaction");
    let input = Data::object([("details", Data::object([("age", Data::from(0.0))]))]);
    host.modules
        .call("s1", "ixn.deleteuData", &[input, "c1".into()], &mut host.world)
        .expect("the same");
    let seen: Vec<String> = host
        .updates()
        .iter()
        .map(|u| match u {
            ModelUpdate::Set { path, value } => format!("{} {}", path.join("."), plain(value)),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        seen,
        [
            "ixn.interactions.c1.udata {k:1,OP-Session-ID:s1,details:{age:10,name:x}}",
            "ixn.interactions.c1.udata {k:1,OP-Session-ID:s1,details:{name:x}}",
        ]
    );
    let media = |host: &mut Host, name: &str| {
        host.modules.call("s1", "ixn.getMediaIntValue", &[name.into()], &mut host.world)
    };
    assert_eq!(media(&mut host, "TMediaChat"), Ok(Data::Number(5.0)));
    assert_eq!(media(&mut host, "TMediaSmoke"), Ok(Data::Number(-1.0)));
}

#[test]
fn a_redirect_takes_the_route_types_that_leave_it_to_the_switch() {
    let mut host = Host::with_call();
    for (id, kind) in [("r1", 0.0), ("r2", 1.0), ("r3", 7.0), ("r4", 99.0)] {
        let to = [("interactionid", "c1".into()), ("to", "702".into()), ("type", kind.into())];
        host.act("s1", "interaction:redirect", id, &to);
    }
    assert_eq!(host.told(), ["route 1 c1 702", "route 2 c1 702"]);
    assert_eq!(
        host.heard(),
        [
            "s1 error.interaction.redirect requestid=r3 error=unknown",
            "s1 error.interaction.redirect requestid=r4 error=unknown",
        ]
    );
}

#[test]
fn a_call_that_was_detached_can_be_redirected_until_another_session_has_it() {
    let mut host = Host::with_call();
    let call = ("interactionid", Data::from("c1"));
    let redirect = [call.clone(), ("to", "702".into()), ("detach", true.into())];
    host.act("s1", "interaction:detach", "r1", std::slice::from_ref(&call));
    host.heard();
    host.act("s1", "interaction:redirect", "r2", &redirect);
    host.done(1);
    host.modules.session_started("s2");
    host.act("s2", "interaction:attach", "r3", &[call]);
    host.act("s1", "interaction:redirect", "r4", &redirect);
    assert_eq!(
        host.heard(),
        [
            "s1 interaction.redirect.done requestid=r2 interactionid=c1",
            "s2 interaction.added interactionid=c1 focusdeviceid=7000",
            "s2 interaction.present interactionid=c1",
            "s2 interaction.attach.done requestid=r3 interactionid=c1",
            "s1 error.interaction.redirect requestid=r4 error=invalidstate.null",
        ]
    );
}
