//! Sessions that start sessions, and sessions that end.

use scxml_modules::AgentState;
use scxml_runtime::Answer;

use crate::world::Host;

#[test]
fn the_parent_gets_the_id_at_once_and_the_event_later() {
    let mut host = Host::of(&["s1"]);
    host.world.urls.insert("http://localhost/child.scxml".into(), "s2".into());
    let answer =
        host.act("s1", "session:start", "r1", &[("src", "http://localhost/child.scxml".into())]);
    assert_eq!(answer, Answer::Taken(vec![("sessionid", "s2".into())]));
    host.act("s1", "session:start", "r2", &[("src", "http://localhost/nothing.scxml".into())]);
    assert_eq!(
        host.heard(),
        [
            "s1 session.start.done requestid=r1 sessionid=s2",
            "s1 error.session.start requestid=r2 error=remote"
        ]
    );
}

#[test]
fn a_session_that_ends_leaves_its_interactions_to_others_and_hears_nothing_more() {
    let mut host = Host::with_call();
    host.world.agent("a", "701", AgentState::Busy);
    host.submit("r1", &[], "agent", "a");
    host.heard();
    host.modules.session_ended("s1");
    host.becomes("a", AgentState::Ready);
    assert_eq!((host.told().len(), host.modules.owner("c1")), (0, None));
    host.modules.session_started("s2");
    host.act("s2", "interaction:attach", "r2", &[("interactionid", "c1".into())]);
    assert_eq!(
        host.heard_names(),
        ["interaction.added", "interaction.present", "interaction.attach.done"]
    );
}
