//! Does the small application run row by row as the table of its description says?

use scxml_runtime::{Data, Event};

use crate::host::{Answered, Run};

/// The transitions, state by state in document order, and where they stand.
const TRANSITIONS: [(&str, &str); 10] = [
    ("_composer_application", "mini-IPD:31"),
    ("_composer_application", "mini-IPD:32"),
    ("_composer_init", "mini-IPD:23"),
    ("LineWorkflow", "mini-IPD:28"),
    ("LineWorkflow.Entry1", "line:19"),
    ("LineWorkflow.playTune", "line:29"),
    ("LineWorkflow._reserved_playTune_run", "line:26"),
    ("LineWorkflow.toDesk", "line:35"),
    ("_composer_event_handler", "mini-IPD:35"),
    ("_composer_event_handler", "mini-IPD:40"),
];

/// The rows of the table. Values are looked at between macrosteps, so those of rows 2, 5 and 7 stand at their end.
const TABLE: &str = "
# 0
enter _composer_globalstate
enter _composer_parallel
enter _composer_application
enter _composer_init
enter _composer_event_handler
value deskPrefix = '70'
value system.context = {SessionID: undefined, uncaughtApplicationEvents: []}
# 1
external interaction.added {interactionid: 'ixn1'}
take mini-IPD:32
take mini-IPD:35
# 2
internal application.start
exit _composer_init
take mini-IPD:23
enter _composer_start
enter LineWorkflow
enter LineWorkflow._composer_entry
enter LineWorkflow.Entry1
value deskNumber = '7015'
value system.context = {SessionID: 'S1', uncaughtApplicationEvents: [{name: 'interaction.added', type: 'external', data: {interactionid: 'ixn1'}}], InteractionID: 'ixn1'}
# 3
external Entry1.done {resolveid: 'LineWorkflow'}
exit LineWorkflow.Entry1
take line:19
enter LineWorkflow.playTune
enter LineWorkflow._reserved_playTune_run
action dialog:playsound r1 interactionid='ixn1' type='music' duration=5
# 4
external dialog.playsound.done {requestid: r1, interactionid: 'ixn1'}
exit LineWorkflow._reserved_playTune_run
take line:26
enter LineWorkflow._reserved_playTune_end
# 5
internal done.state.LineWorkflow.playTune
exit LineWorkflow._reserved_playTune_end
exit LineWorkflow.playTune
take line:29
enter LineWorkflow.toDesk
action interaction:redirect r2 interactionid='ixn1' from=undefined to='7015' type=1 detach=true
# 6
external interaction.redirect.done {requestid: r2, interactionid: 'ixn1'}
exit LineWorkflow.toDesk
take line:35
enter LineWorkflow._reserved_Exit1_final
# 7
internal done.state.LineWorkflow._composer_entry
exit _composer_event_handler
exit LineWorkflow._reserved_Exit1_final
exit LineWorkflow._composer_entry
exit LineWorkflow
exit _composer_start
exit _composer_application
exit _composer_parallel
exit _composer_globalstate
take mini-IPD:28
enter _composer_global_exit
exit _composer_global_exit
end in _composer_global_exit
";

#[test]
fn the_small_application_runs_as_its_table_says() {
    let Some(program) = crate::application("mini") else { return };
    let watched = ["deskPrefix", "deskNumber", "system.context"];
    let run = Run::new(program, &watched, &[], |_| Answered::Done(Vec::new()));
    let data = Data::object([("interactionid", Data::from("ixn1"))]);
    let seen = run.seen(Event::new("interaction.added").with_data(data));
    let seen: Vec<String> = seen.lines().map(placed).collect();
    let rows = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    assert_eq!(seen, rows.collect::<Vec<_>>());
}

/// A transition by where it stands instead of by its number and source.
fn placed(line: &str) -> String {
    let numbered = line.strip_prefix("take ").and_then(|rest| rest.split_once(' '));
    let Some((number, source)) = numbered else { return line.to_owned() };
    let (of, place) = TRANSITIONS[number.parse::<usize>().expect("a number")];
    assert_eq!(source, of, "transition {number}");
    format!("take {place}")
}
