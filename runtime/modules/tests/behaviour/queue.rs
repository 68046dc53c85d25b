//! The router: order, targets, reservation, timeouts.

use scxml_modules::{AgentState, Fault, Notice, Order};
use scxml_runtime::Data;

use crate::world::{Host, element};

/// A host with calls `c1` to `c3` of session `s1` and an agent `a` at 701.
fn three_calls(state: AgentState) -> Host {
    let mut host = Host::of(&["s1"]);
    for id in ["c1", "c2", "c3"] {
        host.arrives(id, "s1");
    }
    host.world.agent("a", "701", state);
    host.heard();
    host
}

fn of(call: &str, priority: f64) -> [(&'static str, Data); 2] {
    [("interactionid", Data::from(call)), ("priority", Data::from(priority))]
}

#[test]
fn the_id_is_announced_first_and_done_says_who_was_chosen() {
    let mut host = Host::with_call();
    host.world.agent("702_sip", "702", AgentState::Ready);
    host.submit("r1", &[("queue", "vq1".into())], "agent", "702_sip");
    assert_eq!(host.told(), ["route 1 c1 702"]);
    host.done(1);
    assert_eq!(
        host.heard(),
        [
            "s1 queue.submit.requestid requestid=r1",
            "s1 queue.submit.done requestid=r1 targetselected=702@Sw.DN vqselected=vq1 \
             targetcomponentselected=702_sip@.A targetobjectselected=702_sip@.A interactionid=c1 \
             resource={type:DN,dn:702,switch:Sw,agent:702_sip,place:P702,vq:vq1}",
        ]
    );
}

#[test]
fn higher_priority_goes_first_then_the_older_submit() {
    let mut host = three_calls(AgentState::Busy);
    host.submit("old", &of("c1", 1.0), "agent", "a");
    host.submit("new", &of("c2", 1.0), "agent", "a");
    host.submit("high", &of("c3", 5.0), "agent", "a");
    let mut routed = Vec::new();
    for order in 1..=3 {
        host.becomes("a", AgentState::Ready);
        routed.extend(host.told());
        host.done(order);
        host.becomes("a", AgentState::Busy);
    }
    assert_eq!(routed, ["route 1 c3 701", "route 2 c1 701", "route 3 c2 701"]);
}

#[test]
fn one_agent_is_never_given_to_two_submits() {
    let mut host = three_calls(AgentState::Ready);
    host.submit("r1", &of("c1", 0.0), "agent", "a");
    host.submit("r2", &of("c2", 0.0), "place", "P701");
    host.done(1);
    assert_eq!(host.told(), ["route 1 c1 701"]);
    // The agent stays ready although a call was sent there: after the transition time others may have them.
    host.wait(4.9);
    assert!(host.told().is_empty());
    host.wait(0.2);
    assert_eq!(host.told(), ["route 2 c2 701"]);
}

#[test]
fn a_timeout_withdraws_the_targets_unless_clearontimeout_is_false() {
    let mut host = three_calls(AgentState::Busy);
    let timeout = ("timeout", Data::from("3"));
    let [c1, _] = of("c1", 0.0);
    host.submit("cleared", &[c1, timeout.clone()], "agent", "a");
    let [c2, _] = of("c2", 0.0);
    host.submit("kept", &[c2, timeout, ("clearontimeout", false.into())], "agent", "a");
    host.heard();
    host.wait(2.9);
    assert!(host.heard().is_empty());
    host.wait(0.2);
    assert_eq!(
        host.heard(),
        [
            "s1 error.queue.submit requestid=cleared error=timeout",
            "s1 error.queue.submit requestid=kept error=timeout",
        ]
    );
    host.wait(50.0);
    host.becomes("a", AgentState::Ready);
    assert_eq!(host.told(), ["route 1 c2 701"]);
    host.done(1);
    assert_eq!(host.heard_names(), ["queue.submit.done"]);
}

#[test]
fn a_timeout_of_zero_takes_a_target_that_is_free_now_or_none() {
    let mut host = three_calls(AgentState::Busy);
    let [c1, _] = of("c1", 0.0);
    host.submit("r1", &[c1, ("timeout", 0.0.into())], "agent", "a");
    host.wait(0.0);
    assert_eq!(host.heard_names(), ["queue.submit.requestid", "error.queue.submit"]);
}

#[test]
fn groups_give_their_first_free_member() {
    let mut host = three_calls(AgentState::Busy);
    host.world.agent("b", "702", AgentState::Ready);
    host.world.group("G", &["a", "b"]);
    host.world.place_group("PG", &["P701", "P702"]);
    let [c1, _] = of("c1", 0.0);
    host.submit("r1", std::slice::from_ref(&c1), "agentgroup", "G");
    host.done(1);
    host.becomes("b", AgentState::Busy);
    let [c2, _] = of("c2", 0.0);
    host.submit("r2", &[c2], "placegroup", "PG");
    host.becomes("a", AgentState::Ready);
    host.done(2);
    assert_eq!(host.told(), ["route 1 c1 702", "route 2 c2 701"]);
    let chosen: Vec<String> = host
        .heard()
        .iter()
        .filter(|l| l.contains("submit.done"))
        .map(|l| l.split(' ').skip(5).take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        chosen,
        [
            "targetcomponentselected=b@.A targetobjectselected=G@.GA",
            "targetcomponentselected=P701@.AP targetobjectselected=PG@.GP",
        ]
    );
}

#[test]
fn who_refuses_is_not_asked_again_until_their_state_changes() {
    let mut host = three_calls(AgentState::Ready);
    host.world.agent("b", "702", AgentState::Ready);
    host.world.group("G", &["a", "b"]);
    let [c1, _] = of("c1", 0.0);
    host.submit("r1", &[c1], "agentgroup", "G");
    for order in [1, 2] {
        host.notice(Notice::Failed { order: Order(order), fault: Fault::Rejected("busy".into()) });
    }
    assert_eq!(host.told(), ["route 1 c1 701", "route 2 c1 702"]);
    host.becomes("a", AgentState::Ready);
    assert_eq!(host.told(), ["route 3 c1 701"]);
}

#[test]
fn what_cannot_be_routed_is_an_error() {
    let mut host = three_calls(AgentState::Ready);
    host.submit("r1", &[], "agent", "nobody");
    host.submit("r2", &[("interactionid", "c9".into())], "agent", "a");
    host.submit("r3", &[("timeout", "soon".into())], "agent", "a");
    host.act_with("s1", "queue:submit", "r4", &[], vec![element("targets", Vec::new())]);
    let errors: Vec<String> = host.heard().into_iter().filter(|l| l.contains("error.")).collect();
    assert_eq!(
        errors,
        [
            "s1 error.queue.submit requestid=r1 error=invalidattribute",
            "s1 error.queue.submit requestid=r2 error=invalidstate.null",
            "s1 error.queue.submit requestid=r3 error=invalidattribute",
            "s1 error.queue.submit requestid=r4 error=invalidattribute",
        ]
    );
}

#[test]
fn a_cancelled_submit_gets_no_target() {
    let mut host = three_calls(AgentState::Busy);
    host.submit("r1", &[], "agent", "a");
    host.heard();
    host.act("s1", "queue:cancel", "r2", &[("requestid", "r1".into())]);
    host.act("s1", "queue:cancel", "r3", &[("requestid", "r1".into())]);
    assert_eq!(
        host.heard(),
        ["s1 queue.cancel.done requestid=r1", "s1 error.queue.cancel requestid=r1 error=unknown"]
    );
    host.becomes("a", AgentState::Ready);
    assert!(host.told().is_empty());
}

#[test]
fn a_submit_ends_with_its_interaction() {
    let mut host = three_calls(AgentState::Busy);
    host.submit("r1", &[], "agent", "a");
    host.heard();
    host.notice(Notice::Ended { call: "c1".into() });
    assert_eq!(
        host.heard_names(),
        ["interaction.notcontrolled", "interaction.deleted", "error.queue.submit"]
    );
    host.becomes("a", AgentState::Ready);
    assert!(host.told().is_empty());
}

#[test]
fn routing_ends_a_treatment_after_the_submit_has_been_answered() {
    let mut host = three_calls(AgentState::Ready);
    host.act(
        "s1",
        "dialog:playsound",
        "m",
        &[("type", "music".into()), ("duration", 300.0.into())],
    );
    host.submit("r1", &[("timeout", 300.0.into())], "agent", "a");
    host.done(2);
    assert_eq!(
        host.heard_names(),
        ["queue.submit.requestid", "queue.submit.done", "error.dialog.playsound"]
    );
    assert_eq!(host.told(), ["play 1 c1", "route 2 c1 701", "stop 1"]);
}

#[test]
fn of_what_is_due_at_the_same_time_the_earlier_started_comes_first() {
    let mut host = three_calls(AgentState::Busy);
    host.act(
        "s1",
        "dialog:playsound",
        "m",
        &[("type", "music".into()), ("duration", "300".into())],
    );
    host.submit("r1", &[("timeout", 300.0.into())], "agent", "a");
    host.heard();
    host.wait(300.0);
    assert_eq!(host.heard_names(), ["dialog.playsound.done", "error.queue.submit"]);
}

/// The agents that submits of this order get, one after the other, from these targets.
fn chosen(
    host: &mut Host,
    submits: usize,
    order: &[(&'static str, Data)],
    targets: &[&str],
) -> Vec<String> {
    let mut agents = Vec::new();
    for i in 0..submits {
        let listed = vec![("targetid", vec![("expr", Data::from(targets.join(",")))])];
        let attributes = [&[("route", false.into())], order].concat();
        let id = format!("r{i}");
        host.act_with("s1", "queue:submit", &id, &attributes, vec![element("targets", listed)]);
        let heard = host.heard();
        let done = heard.iter().find_map(|line| line.split("targetcomponentselected=").nth(1));
        agents.push(done.map_or_else(|| heard[1].clone(), |rest| rest[..1].to_owned()));
        // The reservation is over.
        host.wait(6.0);
    }
    agents
}

#[test]
fn skills_choose_among_all_agents_or_those_of_a_group() {
    let mut host = Host::with_call();
    host.world.skilled("a", "701", 0.0, ("Loans", 1.0));
    host.world.skilled("b", "702", 0.0, ("Loans", 3.0));
    host.world.skilled("c", "703", 0.0, ("Loans", 3.0));
    host.world.group("team", &["c", "a"]);
    assert_eq!(chosen(&mut host, 1, &[], &["?:Loans >= 3@s.GA"]), ["b"]);
    assert_eq!(chosen(&mut host, 1, &[], &["?team:Loans >= 3@s.GA"]), ["c"]);
    let wrong = ["s1 error.queue.submit requestid=r0 error=invalidattribute"];
    assert_eq!(chosen(&mut host, 1, &[], &["?team:Loans@s.GA"]), wrong);
    assert_eq!(chosen(&mut host, 1, &[], &["?nobody:Loans > 1@s.GA"]), wrong);
}

#[test]
fn who_waits_for_a_skill_is_offered_who_has_it() {
    let mut host = Host::with_call();
    host.world.skilled("a", "701", 0.0, ("Loans", 1.0));
    host.world.skilled("b", "702", 0.0, ("Loans", 3.0));
    host.becomes("b", AgentState::Busy);
    let skill = vec![("type", Data::from("skill")), ("skillexpr", Data::from("Loans > 2"))];
    let targets = element("targets", vec![("target", skill)]);
    host.act_with("s1", "queue:submit", "r1", &[], vec![targets]);
    host.becomes("a", AgentState::Ready);
    assert!(host.told().is_empty());
    host.becomes("b", AgentState::Ready);
    assert_eq!(host.told(), ["route 1 c1 702"]);
}

#[test]
fn the_time_in_ready_state_orders_targets() {
    let mut host = Host::with_call();
    for (name, since) in [("a", 2000.0), ("b", 1000.0), ("c", 3000.0)] {
        host.world.skilled(name, name, since, ("Loans", 1.0));
    }
    let all = ["a@.A", "b@.A", "c@.A"];
    for (order, statistic, expected) in [
        ("max", "StatTimeInReadyState", "b"),
        ("MIN", "StatTimeInReadyState", "c"),
        ("max", "none", "a"),
        ("any", "StatTimeInReadyState", "a"),
    ] {
        let order = [("ordertype", order.into()), ("orderstat", statistic.into())];
        assert_eq!(chosen(&mut host, 1, &order, &all), [expected]);
    }
}

#[test]
fn percentages_are_kept_by_who_lacks_most_of_its_share() {
    let mut host = Host::with_call();
    for name in ["a", "b", "c"] {
        host.world.agent(name, name, AgentState::Ready);
    }
    let order = [("ordertype", Data::from("percentage"))];
    // 1/70 < 1/30, 2/70 < 1/30, then 1/30 < 3/70, and so on; who has no share gets nothing while others can.
    let targets = ["[70]a@.A", "[30]b@.A", "[0]c@.A"];
    assert_eq!(chosen(&mut host, 7, &order, &targets).concat(), "aabaaba");
    host.becomes("a", AgentState::Busy);
    assert_eq!(chosen(&mut host, 2, &order, &targets).concat(), "bb");
}
