//! Does the large application take the routes of its description in a simulated contact centre?

use scxml_simulator::trace::Step;
use scxml_simulator::{Machine, Report};

/// What all routes have in common.
const WORLD: &str = include_str!("bank.scenario.toml");

/// A service that knows the caller; then what it answers.
const PROFILE: &str = "
[services.profile]
url = 'http://localhost:8080/profile'
method = 'get'
parameters = { number = '5551234', menu = '' }
headers = { service-key = 'sample-key' }
answers = ";

/// No strict JSON.
const CUSTOMER: &str =
    r#"[{ body = "{customer:[{name:{first:'A'},accounts:[{tier:'GOLD'}]}], 'survey': 1}" }]"#;

const ANNA: &str = "\n[agents.anna]\nskills = { Loans = 3 }\n";

/// Every route begins so.
const BEGINNING: &str = "Entry1 asgDefaults logDebug scrHours brHours";

/// A route of the description, by its letter.
struct Route {
    name: &'static str,
    /// The first lines of the scenario.
    head: &'static str,
    /// What the service answers that knows the caller.
    profile: &'static str,
    /// Who can be found by skill.
    agent: &'static str,
    /// The keys that the caller presses, each after a pause of a second.
    keys: &'static [&'static str],
    more: &'static str,
    /// The blocks after `brHours`, with their parts in parentheses.
    blocks: &'static str,
    /// What the trace must hold beyond that.
    says: &'static [&'static str],
}

const LIKE_A: Route = Route {
    name: "A",
    head: "",
    profile: CUSTOMER,
    agent: ANNA,
    keys: &["1", "18273649"],
    more: "",
    blocks: "httpProfile scrProfile udAttach(start cancel) mnuMain brMenu colAccount scrAccount
        tgtLoans(submit submit_delay detach detach_run redirect) scrJournal httpJournal Exit1(final)",
    says: &[
        r#""priority":5,"#,
        r#""timeout":30,"#,
        "?:Loans >= 3@StatServerA.GA",
        r#""targetcomponentselected":"anna@StatServerA.A""#,
    ],
};

const ROUTES: [Route; 9] = [
    LIKE_A,
    Route {
        name: "A'",
        keys: &["1", "18273645"],
        blocks: "httpProfile scrProfile udAttach(start cancel) mnuMain brMenu colAccount scrAccount
            tgtGeneral scrJournal httpJournal Exit1(final)",
        says: &["queue.submit.requestid not taken by a diagram", "Desk One@StatServerA.GA"],
        ..LIKE_A
    },
    Route {
        name: "B",
        head: "parameters = { clockOverride = '2026-01-11T10:00:00Z' }\n",
        blocks: "plyClosed Disconnect1",
        says: &["prompts/closed.wav"],
        ..LIKE_A
    },
    // The call goes to the branch, which ends the ringing. So it is the trap of the description: an error that only
    // one region takes ends the application. The route to its end is in transfer.rs, where nothing takes time.
    Route {
        name: "C",
        profile: "[{ status = 500 }, { lost = true }, { type = 'text/html', body = '{}' }]",
        keys: &[],
        more: "[[timeline]]\nat = 15\ndigits = { call = 'call', keys = '2' }\n",
        blocks: "httpProfile brFetchRetry waitRetry httpProfile brFetchRetry waitRetry httpProfile brFetchRetry
            mnuMain brMenu parTransfer(parallel 1) psRing _reserved_parTransfer_2 frcBranch(redirect)
            _reserved_parTransfer_1_end",
        says: &["http.500", "http.timeout", "http.type", "nobody dealt with"],
        ..LIKE_A
    },
    Route {
        name: "D",
        keys: &["9", "7", "4"],
        blocks: "httpProfile scrProfile udAttach(start cancel) mnuMain brMenu scrJournal httpJournal Exit1(final)
            Entry1 colScore(ask check ask check) scrScore httpScore plyThanks Disconnect1",
        says: &["prompts/score2.wav", "stored"],
        ..LIKE_A
    },
    Route {
        name: "E",
        agent: "\n[agents.anna]\nskills = { Loans = 3 }\nreaction = 'reject'\n",
        blocks: "httpProfile scrProfile udAttach(start cancel) mnuMain brMenu colAccount scrAccount
            tgtLoans(submit submit_delay detach detach_run redirect attach)
            subCancel subCancel.FindRequest subCancel.Withdraw subCancel.Exit
            frcOverflow scrJournal httpJournal Exit1(final)",
        says: &["QueueCancel ends, refused"],
        ..LIKE_A
    },
    Route {
        name: "F",
        agent: "\n[agents.anna]\nskills = { Loans = 2 }\n",
        blocks: "httpProfile scrProfile udAttach(start cancel) mnuMain brMenu colAccount scrAccount
            tgtLoans(submit) asgPriority tgtLoans(submit) asgPriority tgtLoans(submit) asgPriority
            subCancel subCancel.FindRequest subCancel.Withdraw subCancel.Exit
            frcOverflow scrJournal httpJournal Exit1(final)",
        says: &[r#""priority":5,"#, r#""priority":15,"#, r#""priority":25,"#],
        ..LIKE_A
    },
    Route {
        name: "G",
        keys: &[],
        more: "[[timeline]]\nat = 1\nevent = { name = 'interaction.deleted', data = { interactionid = 'call' } }\n",
        blocks: "httpProfile scrProfile udAttach(start cancel) mnuMain
            logGone scrJournal httpJournal Exit1(final)",
        says: &["undefined (undefined)", "[null,null,null]"],
        ..LIKE_A
    },
    Route {
        name: "H",
        profile: "[{ body = '17' }]",
        keys: &["5", "5", "5"],
        blocks: "httpProfile scrProfile mnuMain brMenu mnuMain brMenu mnuMain brMenu
            tgtGeneral scrJournal httpJournal Exit1(final)",
        says: &["prompts/menu_again.wav", "profile rejected"],
        ..LIKE_A
    },
];

#[test]
fn the_large_application_takes_the_routes_of_its_description() {
    let Some(program) = crate::application("bank") else { return };
    let machines = [Machine { file: "IPD_bank_main.scxml", urls: &[], program }];
    for route in ROUTES {
        let scenario = scenario(&route);
        let play = |between| {
            scxml_simulator::play_moving(&machines, route.name, &scenario, between)
                .unwrap_or_else(|problems| panic!("{problems}"))
        };
        let report = play(|_| ());
        let timeline = report.timeline(false);
        assert_eq!(entered(&report), blocks(route.blocks), "{}\n{timeline}", route.name);
        let mut logs = report.trace.iter().filter_map(|entry| match &entry.what {
            Step::Log { text, .. } => text.split_once(" not taken by a diagram"),
            _ => None,
        });
        assert_eq!(
            logs.next().map(|(event, _)| event),
            Some("interaction.added"),
            "{}",
            route.name
        );
        let trace = report.trace_json();
        for text in route.says {
            assert!(trace.contains(text), "{}: {text}\n{timeline}", route.name);
        }
        assert_eq!(report.trace_json(), play(scxml_tests::restore).trace_json(), "{}", route.name);
    }
}

fn scenario(route: &Route) -> String {
    use std::fmt::Write as _;
    let mut text = format!("{}{WORLD}{PROFILE}{}{}", route.head, route.profile, route.agent);
    for (i, keys) in route.keys.iter().enumerate() {
        let keys = format!("digits = {{ call = 'call', keys = '{keys}', every = '100ms' }}");
        let _ = writeln!(text, "[[timeline]]\nat = {}\n{keys}", i + 1);
    }
    text + route.more
}

/// The blocks and their parts that were entered.
fn entered(report: &Report) -> Vec<String> {
    blocks_of(report.trace.iter().filter_map(|entry| match &entry.what {
        Step::Enter(state) => Some(state.as_str()),
        _ => None,
    }))
}

/// The blocks and their parts among states, without what all workflows begin with.
pub(crate) fn blocks_of<'a>(states: impl Iterator<Item = &'a str>) -> Vec<String> {
    let blocks = states.filter_map(|state| {
        state.strip_prefix("MainWorkflow.").or_else(|| state.strip_prefix("SurveyWorkflow."))
    });
    blocks.filter(|block| !block.ends_with("_composer_entry")).map(str::to_owned).collect()
}

/// `tgtLoans(submit)` is the block, then the part of it that is called `_reserved_tgtLoans_submit`.
/// What begins with an underscore stands for itself.
pub(crate) fn blocks(listed: &str) -> Vec<String> {
    let (mut all, mut of) = (Vec::new(), "");
    for word in BEGINNING.split_whitespace().chain(listed.split_whitespace()) {
        let (block, part) =
            word.split_once('(').unwrap_or(if of.is_empty() { (word, "") } else { ("", word) });
        if !block.is_empty() {
            all.push(block.to_owned());
            of = block;
        }
        let bare = part.trim_end_matches(')');
        if !bare.is_empty() {
            all.push(format!("_reserved_{of}_{bare}"));
        }
        if bare != part || part.is_empty() {
            of = "";
        }
    }
    all
}
