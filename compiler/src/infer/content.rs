//! Which code does a chart hold, and what do its elements write?

use super::statement::Unit;
use super::{Facts, Known, start};
use crate::chart::{
    ActionElement, Block, Chart, Delay, DoneData, Expression, Initial, Instruction,
    InstructionKind, Invoke, Location, Param, Payload, Script, Source, Start, Value,
};
use crate::code::{self, Type};

/// One round over the whole chart.
pub(super) fn chart(chart: &mut Chart, facts: &mut Facts) {
    let mut early = start::Early::default();
    for step in &mut chart.start {
        self::step(step, facts);
        early.step(step, facts);
    }
    initial(Some(&mut chart.initial), facts);
    for state in &mut chart.states {
        for block in state.onentry.iter_mut().chain(&mut state.onexit) {
            self::block(block, facts);
        }
        initial(state.initial.as_mut(), facts);
        for step in &mut state.late_data {
            self::step(step, facts);
            if let Start::Data { slot, .. } = step {
                facts.write(*slot, Some(Type::Any));
            }
        }
        if let Some(DoneData { payload }) = &mut state.donedata {
            self::payload(payload, facts);
        }
        for invoke in &mut state.invokes {
            self::invoke(invoke, facts);
        }
    }
    for transition in &mut chart.transitions {
        optional(transition.cond.as_mut(), facts);
        block(&mut transition.content, facts);
    }
    for (number, function) in chart.globals.functions.iter_mut().enumerate() {
        Unit::function(number, function, facts);
    }
}

fn step(step: &mut Start, facts: &mut Facts) {
    match step {
        Start::Data { slot, value: given, span, .. } => {
            let Some(given) = given else { return facts.undefined(*slot) };
            let ty = value(given, facts);
            facts.at = *span;
            facts.write(*slot, ty);
        }
        Start::Script(script) => self::script(script, facts),
    }
}

fn initial(initial: Option<&mut Initial>, facts: &mut Facts) {
    if let Some(content) = initial.and_then(|initial| initial.content.as_mut()) {
        block(content, facts);
    }
}

fn script(script: &mut Script, facts: &mut Facts) {
    script_code(&mut script.code, facts);
}

/// A script, wherever it stands.
pub(super) fn script_code(script: &mut code::Script, facts: &mut Facts) {
    start::declarations(script, facts);
    Unit::script(script, facts);
}

fn expression(expression: &mut Expression, facts: &mut Facts) -> Known {
    Unit::snippet(facts).expression(&mut expression.code)
}

fn optional(expression: Option<&mut Expression>, facts: &mut Facts) {
    if let Some(expression) = expression {
        self::expression(expression, facts);
    }
}

fn value(value: &mut Value, facts: &mut Facts) -> Known {
    match value {
        Value::Expression(code) | Value::Json(code) => expression(code, facts),
        Value::Text(_) => Some(Type::String),
        Value::Xml(_) => Some(Type::Any),
    }
}

fn optional_value(given: Option<&mut Value>, facts: &mut Facts) {
    if let Some(given) = given {
        value(given, facts);
    }
}

fn location(location: &mut Location, ty: Known, facts: &mut Facts) {
    let mut unit = Unit::snippet(facts);
    unit.parts(&mut location.code);
    unit.put(&location.code, ty);
}

fn params(params: &mut [Param], facts: &mut Facts) {
    for param in params {
        expression(&mut param.value, facts);
    }
}

fn payload(payload: &mut Payload, facts: &mut Facts) {
    match payload {
        Payload::None => {}
        Payload::Params(params) => self::params(params, facts),
        Payload::Content(content) => {
            value(content, facts);
        }
    }
}

fn invoke(invoke: &mut Invoke, facts: &mut Facts) {
    optional_value(invoke.kind.as_mut(), facts);
    match &mut invoke.source {
        Source::None | Source::Machine(_) => {}
        Source::Url(given) | Source::Content(given) => {
            value(given, facts);
        }
    }
    if let Some(place) = &mut invoke.idlocation {
        location(place, Some(Type::String), facts);
    }
    params(&mut invoke.params, facts);
    if let Some(finalize) = &mut invoke.finalize {
        block(finalize, facts);
    }
}

fn block(block: &mut Block, facts: &mut Facts) {
    for instruction in &mut block.instructions {
        self::instruction(instruction, facts);
    }
}

fn instruction(instruction: &mut Instruction, facts: &mut Facts) {
    let span = instruction.span;
    facts.at = span;
    match &mut instruction.kind {
        InstructionKind::Raise { params, .. } => self::params(params, facts),
        InstructionKind::If { branches, otherwise } => {
            for (cond, content) in branches {
                expression(cond, facts);
                block(content, facts);
            }
            if let Some(content) = otherwise {
                block(content, facts);
            }
        }
        InstructionKind::Foreach { array, item, index, body } => {
            expression(array, facts);
            facts.at = span;
            location(item, Some(Type::Any), facts);
            if let Some(index) = index {
                location(index, Some(Type::Number), facts);
            }
            block(body, facts);
        }
        InstructionKind::Log { label, expr, level } => {
            optional_value(label.as_mut(), facts);
            optional(expr.as_mut(), facts);
            optional(level.as_mut(), facts);
        }
        InstructionKind::Assign { location: place, value: given } => {
            let ty = value(given, facts);
            facts.at = span;
            location(place, ty, facts);
        }
        InstructionKind::Script(script) => self::script(script, facts),
        InstructionKind::Send(send) => {
            for given in [&mut send.event, &mut send.target, &mut send.kind] {
                optional_value(given.as_mut(), facts);
            }
            if let Some(place) = &mut send.idlocation {
                location(place, Some(Type::String), facts);
            }
            if let Delay::Expression(delay) = &mut send.delay {
                expression(delay, facts);
            }
            payload(&mut send.payload, facts);
            optional(send.hints.as_mut(), facts);
        }
        InstructionKind::Cancel { sendid } => {
            value(sendid, facts);
        }
        InstructionKind::Action(action) => {
            if let Some(place) = &mut action.requestid {
                location(place, Some(Type::String), facts);
            }
            for (_, place) in &mut action.locations {
                location(place, Some(Type::Any), facts);
            }
            element(&mut action.element, facts);
        }
    }
}

fn element(element: &mut ActionElement, facts: &mut Facts) {
    for (_, given) in &mut element.attributes {
        value(given, facts);
    }
    params(&mut element.params, facts);
    optional_value(element.content.as_mut(), facts);
    for child in &mut element.children {
        self::element(child, facts);
    }
}
