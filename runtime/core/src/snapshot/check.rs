//! Could what was read be a session? Reading sees to it that every number leads somewhere; this is about the rest that
//! the engine relies on.

use super::Broken;
use crate::Value;
use crate::budget::LONGEST_STRING;
use crate::family::{ROOT, Runs};
use crate::heap::Heap;
use crate::machine::{Machine, Phase};
use crate::objects::Class;
use crate::program::{NONE, Program, state};
use crate::realm::Realm;
use crate::strings::{Part, Str};
use crate::value::Kind;

/// Checks all of a machine.
pub(super) fn machine(machine: &Machine) -> Result<(), Broken> {
    let (program, active) = (machine.program, machine.configuration.states());
    if machine.realm.slots.len() != program.slots.len() {
        return Err(Broken("it has another number of slots than the program"));
    }
    match machine.phase {
        Phase::New | Phase::Ended if active.is_empty() => {}
        Phase::Running | Phase::Ending if is_legal(active, NONE, program) => {}
        _ => return Err(Broken("these states are never active together")),
    }
    let mut slots = (0..).zip(&machine.realm.slots);
    let holds_other =
        |(slot, value): (u32, &Value)| !value.is_hole() && program.fits(slot, *value).is_err();
    if machine.phase == Phase::Running && slots.any(holds_other) {
        return Err(Broken("data hold what the program cannot work with"));
    }
    histories(machine)?;
    if machine.seldom.get().is_some_and(|seldom| !seldom.late_bound.is_sorted()) {
        return Err(Broken("the states whose data are bound are out of order"));
    }
    match &machine.realm.heap {
        Some(heap) => strings(heap, &machine.realm).and_then(|()| objects(heap)),
        None => Ok(()),
    }
}

/// Checks who has invoked whom in a session.
pub(super) fn family(root: &Machine) -> Result<(), Broken> {
    let Some(family) = &root.family else { return Ok(()) };
    let members = &family.members;
    let mut are_well = members.is_sorted_by(|a, b| a.number < b.number);
    are_well &= members.first().is_none_or(|first| first.number > ROOT);
    are_well &= family.made < 1 << 31 && members.last().is_none_or(|m| m.number <= family.made);
    for member in members {
        let (parent, depth) = match member.parent {
            ROOT => (Some(root), 0),
            number => match family.member(number).filter(|parent| parent.number < member.number) {
                Some(parent) => (parent.machine(), parent.depth),
                None => (None, 0),
            },
        };
        are_well &= depth.checked_add(1) == Some(member.depth)
            && !matches!(member.runs, Runs::Away)
            && parent.is_some_and(|parent| {
                (member.state as usize) < parent.program.states.len()
                    && (member.invoke as usize) < parent.program.invokes.len()
            });
    }
    if are_well { Ok(()) } else { Err(Broken("a machine is invoked by none")) }
}

/// Whether these states below `root` can be active together (section 3.11): none without its parent, all children of a
/// parallel state, and of every other state no more than one.
fn is_legal(active: &[u32], root: u32, program: &Program) -> bool {
    let is_active = |state: u32| state == root || active.binary_search(&state).is_ok();
    active.is_sorted_by(|a, b| a < b)
        && active.iter().enumerate().all(|(place, item)| {
            let (parent, kind) = (program.parent(*item), program.kind(*item));
            let inside = &active[place + 1..];
            let inside = inside.iter().take_while(|other| program.is_descendant(**other, *item));
            let children = inside.filter(|other| program.parent(**other) == *item).count();
            let all = program.list(program.state(*item)[state::CHILDREN]).len();
            is_active(parent)
                && match kind {
                    state::PARALLEL => children == all,
                    state::COMPOUND => children <= 1,
                    state::ATOMIC | state::FINAL => true,
                    _ => false,
                }
        })
        && active.iter().filter(|item| program.parent(**item) == NONE).count() <= 1
}

fn histories(machine: &Machine) -> Result<(), Broken> {
    let program = machine.program;
    let values = &machine.histories().values;
    let mut are_well = values.is_sorted_by(|(a, _), (b, _)| a < b);
    for (history, value) in values {
        let (kind, parent) = (program.kind(*history), program.parent(*history));
        let is_history = matches!(kind, state::SHALLOW_HISTORY | state::DEEP_HISTORY);
        are_well &= is_history && parent != NONE && could_remember(kind, value, parent, program);
    }
    if are_well { Ok(()) } else { Err(Broken("a history state remembers what never was")) }
}

fn could_remember(kind: u32, value: &[u32], parent: u32, program: &Program) -> bool {
    let children = value.iter().filter(|item| program.parent(**item) == parent).count();
    let all = match program.kind(parent) {
        state::PARALLEL => program.list(program.state(parent)[state::CHILDREN]).len(),
        _ => children.min(1),
    };
    let is_well = match kind {
        state::DEEP_HISTORY => is_legal(value, parent, program),
        _ => value.is_sorted_by(|a, b| a < b) && children == value.len(),
    };
    is_well && children == all
}

fn strings(heap: &Heap, realm: &Realm) -> Result<(), Broken> {
    let strings = &heap.strings;
    let fits = |part: &Part, end: usize| {
        part.length > 0 && part.start as usize + part.length as usize <= end
    };
    for string in strings.strings.iter() {
        let is_well = match string {
            Str::Free => false,
            Str::Short(_) => true,
            Str::Latin1(part) => fits(part, strings.latin1.get(part.buffer).len()),
            Str::Wide(part) => fits(part, strings.wide.get(part.buffer).len()),
            // Both sides are shorter than the whole, so no string is part of itself, and reading it comes to an end.
            Str::Rope { left, right, length } => {
                let [left, right] = [left, right].map(|side| realm.string_length(side.value()));
                let length = *length as usize;
                left > 0 && right > 0 && left + right == length && length <= LONGEST_STRING
            }
        };
        if !is_well {
            return Err(Broken("a string is not what it is made of"));
        }
    }
    Ok(())
}

fn objects(heap: &Heap) -> Result<(), Broken> {
    let objects = &heap.objects.objects;
    for object in objects.iter() {
        let is_well = match &object.class {
            Class::Array(elements) => elements.dense.len() <= elements.length() as usize,
            Class::Wrapper(value) => !value.is_object(),
            Class::Date(time) => time.is_nan() || crate::dates::clip(*time) == *time,
            _ => true,
        };
        let is_well = is_well && (object.prototype.is_object() || object.prototype == Value::NULL);
        if !is_well {
            return Err(Broken("an object is not what its class says"));
        }
    }
    if inherits_from_itself(heap) {
        return Err(Broken("an object inherits from itself"));
    }
    super::nodes::check(objects)
}

/// Whether one of the chains of prototypes has no end.
fn inherits_from_itself(heap: &Heap) -> bool {
    let objects = &heap.objects.objects;
    // By object: the one whose chain it was first seen in, plus one.
    let mut seen = vec![0; objects.len()];
    (0..objects.len() as u32).any(|first| {
        let mut current = Some(first);
        while let Some(object) = current {
            match seen[object as usize] {
                0 => seen[object as usize] = first + 1,
                chain => return chain == first + 1,
            }
            current = holder(objects.get(object).prototype, heap);
        }
        false
    })
}

/// The object of the heap that a chain of prototypes comes to next; built-ins that were changed are such.
fn holder(mut prototype: Value, heap: &Heap) -> Option<u32> {
    loop {
        prototype = match prototype.kind() {
            Kind::Object(object) => return Some(object),
            Kind::Builtin(number) => match heap.changed_builtins.get(&number) {
                Some(object) => return Some(*object),
                None => crate::statics::prototype(number),
            },
            _ => return None,
        }
    }
}
