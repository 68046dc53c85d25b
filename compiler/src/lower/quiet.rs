//! Which transitions need no more than tables when they are taken?

use crate::chart::StateKind;
use crate::plan::{self, NONE, State, StateRow, Transition};

use super::lists::Lists;

/// A silent or plain transition records at most this many histories: all lists of them together stay short.
const MOST_HISTORIES: usize = 16;

/// Fills in what the rows of transitions say about that.
pub(super) fn mark(transitions: &mut [Transition], states: &[State], lists: &mut Lists) {
    let loud_exits =
        Counts::of(states, |row| row.kind & (plan::EXIT_WORK | plan::HAS_EVENTLESS) != 0);
    let loud = Counts::of(states, |row| {
        row.onexit != 0 || row.kind & (plan::ENTRY_WORK | plan::HAS_EVENTLESS) != 0
    });
    let eventless = Counts::of(states, |row| row.kind & plan::HAS_EVENTLESS != 0);
    let finals = Counts::of(states, is_final);
    let histories = histories(states);
    for row in transitions {
        if is_quiet(row, states, lists) {
            row.flags |= plan::QUIET;
        }
        if is_alone(row, states) {
            row.flags |= plan::ALONE;
        }
        if loud_exits.none_left(row) {
            row.flags |= plan::QUIET_EXIT;
        }
        if !eventless.none_inside(row) {
            row.flags |= plan::EVENTLESS;
        }
        let left = histories_left(row, &histories, states);
        if row.flags & plan::DYNAMIC_DOMAIN == 0 && left.len() <= MOST_HISTORIES {
            if row.block == 0 && loud.none_inside(row) {
                row.flags |= plan::SILENT;
            }
            let enters_final = match row.entry {
                NONE => !finals.none_inside(row),
                list => lists.list(list).iter().any(|entered| {
                    is_final(&states[(entered & !plan::DEFAULT_ENTRY) as usize].row)
                }),
            };
            if !enters_final {
                row.flags |= plan::PLAIN;
            }
            if row.flags & (plan::SILENT | plan::PLAIN) != 0 {
                row.exit_histories = lists.place(&left);
            }
        }
        row.swap = swap(row, states, lists);
    }
}

/// How many of the states before each one have something to do.
struct Counts(Vec<u32>);

impl Counts {
    fn of(states: &[State], has: impl Fn(&StateRow) -> bool) -> Self {
        let mut count = 0;
        let counts = states.iter().map(|state| {
            count += u32::from(has(&state.row));
            count
        });
        Self(std::iter::once(0).chain(counts).collect())
    }

    /// Whether a transition can leave none of them.
    fn none_left(&self, row: &Transition) -> bool {
        if row.flags & plan::ALONE == 0 {
            return self.none_inside(row);
        }
        self.0[row.source as usize] == self.0[row.source as usize + 1]
    }

    /// Whether none of them is below the domain of a transition: it can neither leave nor enter one.
    fn none_inside(&self, row: &Transition) -> bool {
        row.exit_first > row.exit_last
            || self.0[row.exit_first as usize] == self.0[row.exit_last as usize + 1]
    }
}

fn is_final(row: &StateRow) -> bool {
    row.kind & plan::KIND_MASK == plan::kind_number(StateKind::Final)
}

/// Whether a transition leaves its source, which is atomic, and nothing else.
fn is_alone(row: &Transition, states: &[State]) -> bool {
    let source = states[row.source as usize].row;
    source.kind & plan::KIND_MASK == plan::kind_number(StateKind::Atomic)
        && row.exit_first <= row.exit_last
        && row.domain == source.parent
        && row.flags & plan::DYNAMIC_DOMAIN == 0
}

/// The history states in document order.
fn histories(states: &[State]) -> Vec<u32> {
    let mut histories: Vec<u32> = Vec::new();
    for (number, state) in (0u32..).zip(states) {
        let kinds = [StateKind::ShallowHistory, StateKind::DeepHistory].map(plan::kind_number);
        if kinds.contains(&(state.row.kind & plan::KIND_MASK)) {
            histories.push(number);
        }
    }
    histories
}

/// The history states whose parents a transition can leave; more than [`MOST_HISTORIES`] are not counted.
fn histories_left(row: &Transition, histories: &[u32], states: &[State]) -> Vec<u32> {
    if row.exit_first > row.exit_last || row.flags & plan::ALONE != 0 {
        return Vec::new();
    }
    let start = histories.partition_point(|history| *history < row.exit_first);
    let inside = histories[start..].iter().copied().take_while(|history| *history <= row.exit_last);
    let has_left_parent = |history: &u32| {
        let parent = states[*history as usize].row.parent;
        parent != NONE && parent >= row.exit_first
    };
    inside.filter(has_left_parent).take(MOST_HISTORIES + 1).collect()
}

/// Whether a transition runs no content and enters only states that have nothing to do.
fn is_quiet(row: &Transition, states: &[State], lists: &Lists) -> bool {
    let is_quiet = |entered: &u32| {
        let state = &states[(entered & !plan::DEFAULT_ENTRY) as usize];
        state.row.kind & (plan::ENTRY_WORK | plan::HAS_EVENTLESS) == 0
    };
    row.block == 0 && row.entry != NONE && lists.list(row.entry).iter().all(is_quiet)
}

/// The state, plus one, that takes the place of a transition's source when nothing else happens; 0 when more does.
fn swap(row: &Transition, states: &[State], lists: &Lists) -> u32 {
    let atomic = plan::kind_number(StateKind::Atomic);
    // What is quiet has no flags that matter here.
    let is_atomic = |state: u32| states.get(state as usize).is_some_and(|s| s.row.kind == atomic);
    let quiet = plan::QUIET | plan::QUIET_EXIT;
    if row.flags & quiet != quiet || row.guard != 0 || row.exit_first > row.exit_last {
        return 0;
    }
    let is_alone = row.flags & plan::ALONE != 0;
    match *lists.list(row.entry) {
        [entered] if is_alone && is_atomic(row.source) && is_atomic(entered) => entered + 1,
        _ => 0,
    }
}
