//! The view of a document as written: elements and attributes, nothing resolved.

use crate::ast::{
    Action, Block, Content, Data, Document, Inline, InstructionKind, Invoke, Param, Script,
    ScriptPart, Send, Source, State, StateKind, Transition,
};
use crate::xml::{Node, Text, qualified};

use super::outline::{Outline, attributes};

/// A document as indented elements.
pub fn ast(document: &Document) -> String {
    let mut out = Outline::default();
    let listed = attributes(&[
        ("name", text(&document.name)),
        ("datamodel", text(&document.datamodel)),
        ("binding", text(&document.binding)),
        ("initial", text(&document.initial)),
    ]);
    out.nest(format_args!("scxml ({:?}){listed}", document.dialect), |out| {
        document.data.iter().for_each(|d| data(out, d));
        document.scripts.iter().for_each(|s| script(out, s));
        document.initial_element.iter().for_each(|t| transition(out, "initial", t));
        document.states.iter().for_each(|s| state(out, s));
    });
    out.finish()
}

fn state(out: &mut Outline, state: &State) {
    let element = match state.kind {
        StateKind::State => "state",
        StateKind::Parallel => "parallel",
        StateKind::Final => "final",
        StateKind::History => "history",
    };
    let listed = attributes(&[
        ("id", text(&state.id)),
        ("initial", text(&state.initial)),
        ("type", text(&state.history_type)),
    ]);
    out.nest(format_args!("{element}{listed}"), |out| {
        state.data.iter().for_each(|d| data(out, d));
        state.initial_element.iter().for_each(|t| transition(out, "initial", t));
        state.onentry.iter().for_each(|b| out.nest(format_args!("onentry"), |out| block(out, b)));
        state.transitions.iter().for_each(|t| transition(out, "transition", t));
        state.onexit.iter().for_each(|b| out.nest(format_args!("onexit"), |out| block(out, b)));
        if let Some(donedata) = &state.donedata {
            out.nest(format_args!("donedata"), |out| {
                payload(out, &donedata.params, donedata.content.as_ref())
            });
        }
        state.invokes.iter().for_each(|i| invoke(out, i));
        state.states.iter().for_each(|s| self::state(out, s));
    });
}

fn invoke(out: &mut Outline, invoke: &Invoke) {
    let listed = attributes(&[
        ("type", text(&invoke.kind)),
        ("typeexpr", text(&invoke.typeexpr)),
        ("id", text(&invoke.id)),
        ("idlocation", text(&invoke.idlocation)),
        ("namelist", text(&invoke.namelist)),
        ("autoforward", text(&invoke.autoforward)),
    ]);
    let source = match &invoke.source {
        Source::Src(src) => format!(" src={}", quoted(src)),
        Source::Srcexpr(srcexpr) => format!(" srcexpr={}", quoted(srcexpr)),
        Source::Machine(machine) => format!(" machine {}", machine.0),
        Source::None | Source::Content(_) | Source::Document(_) => String::new(),
    };
    out.nest(format_args!("{}{listed}{source}", invoke.element), |out| {
        let content = match &invoke.source {
            Source::Content(content) => Some(content),
            _ => None,
        };
        payload(out, &invoke.params, content);
        if let Some(finalize) = &invoke.finalize {
            out.nest(format_args!("finalize"), |out| block(out, &finalize.content));
        }
    });
}

fn transition(out: &mut Outline, element: &str, transition: &Transition) {
    let listed = attributes(&[
        ("event", text(&transition.event)),
        ("cond", text(&transition.cond)),
        ("target", text(&transition.target)),
        ("type", text(&transition.kind)),
    ]);
    out.nest(format_args!("{element}{listed}"), |out| block(out, &transition.content));
}

fn block(out: &mut Outline, block: &Block) {
    for instruction in &block.instructions {
        self::instruction(out, &instruction.element, &instruction.kind);
    }
}

fn instruction(out: &mut Outline, element: &str, kind: &InstructionKind) {
    match kind {
        InstructionKind::Raise { event, params } => {
            out.nest(format_args!("{element} event={}", quoted(event)), |out| {
                payload(out, params, None)
            });
        }
        InstructionKind::If { branches, otherwise } => {
            for (i, (cond, content)) in branches.iter().enumerate() {
                let element = if i == 0 { "if" } else { "elseif" };
                out.nest(format_args!("{element} cond={}", quoted(cond)), |out| {
                    block(out, content)
                });
            }
            otherwise
                .iter()
                .for_each(|content| out.nest(format_args!("else"), |out| block(out, content)));
        }
        InstructionKind::Foreach { array, item, index, body } => {
            let listed = attributes(&[
                ("array", Some(quoted(array))),
                ("item", Some(quoted(item))),
                ("index", text(index)),
            ]);
            out.nest(format_args!("{element}{listed}"), |out| block(out, body));
        }
        InstructionKind::Log { label, expr, level } => {
            let listed =
                attributes(&[("label", text(label)), ("expr", text(expr)), ("level", text(level))]);
            out.line(format_args!("{element}{listed}"));
        }
        InstructionKind::Assign { location, expr, content } => {
            let listed = attributes(&[("location", Some(quoted(location))), ("expr", text(expr))]);
            out.nest(format_args!("{element}{listed}"), |out| {
                content.iter().for_each(|c| inline(out, c))
            });
        }
        InstructionKind::Script(s) => script(out, s),
        InstructionKind::Send(s) => send(out, element, s),
        InstructionKind::Cancel { sendid, sendidexpr } => {
            let listed = attributes(&[("sendid", text(sendid)), ("sendidexpr", text(sendidexpr))]);
            out.line(format_args!("{element}{listed}"));
        }
        InstructionKind::Action(a) => action(out, a),
    }
}

fn send(out: &mut Outline, element: &str, send: &Send) {
    let listed = attributes(&[
        ("event", text(&send.event)),
        ("eventexpr", text(&send.eventexpr)),
        ("target", text(&send.target)),
        ("targetexpr", text(&send.targetexpr)),
        ("type", text(&send.kind)),
        ("typeexpr", text(&send.typeexpr)),
        ("id", text(&send.id)),
        ("idlocation", text(&send.idlocation)),
        ("delay", text(&send.delay)),
        ("delayexpr", text(&send.delayexpr)),
        ("namelist", text(&send.namelist)),
        ("hints", text(&send.hints)),
    ]);
    out.nest(format_args!("{element}{listed}"), |out| {
        payload(out, &send.params, send.content.as_ref())
    });
}

fn action(out: &mut Outline, action: &Action) {
    let listed: String =
        action.attributes.iter().map(|a| format!(" {}={}", a.name, quoted(&a.value))).collect();
    out.nest(format_args!("{}:{}{listed}", action.module, action.name), |out| {
        payload(out, &action.params, action.content.as_ref());
        action.children.iter().for_each(|child| self::action(out, child));
    });
}

fn payload(out: &mut Outline, params: &[Param], content: Option<&Content>) {
    for param in params {
        let listed = attributes(&[
            ("name", Some(quoted(&param.name))),
            ("expr", text(&param.expr)),
            ("location", text(&param.location)),
        ]);
        out.line(format_args!("param{listed}"));
    }
    if let Some(content) = content {
        let listed = attributes(&[("expr", text(&content.expr))]);
        out.nest(format_args!("content{listed}"), |out| {
            content.inline.iter().for_each(|c| inline(out, c))
        });
    }
}

fn data(out: &mut Outline, data: &Data) {
    let listed = attributes(&[
        ("id", Some(quoted(&data.id))),
        ("expr", text(&data.expr)),
        ("src", text(&data.src)),
        ("_type", text(&data.kind)),
    ]);
    out.nest(format_args!("data{listed}"), |out| data.content.iter().for_each(|c| inline(out, c)));
}

fn script(out: &mut Outline, script: &Script) {
    out.nest(format_args!("script"), |out| {
        for part in &script.parts {
            match part {
                ScriptPart::Text(text) => out.block(format_args!("text"), &text.value),
                ScriptPart::Src(src) => out.line(format_args!("src={}", quoted(src))),
                ScriptPart::Include(href) => {
                    out.line(format_args!("include href={}", quoted(href)))
                }
            }
        }
    });
}

fn inline(out: &mut Outline, inline: &Inline) {
    match inline {
        Inline::Text(text) => out.block(format_args!("text"), &text.value),
        Inline::Xml(xml) => out.nest(format_args!("xml"), |out| nodes(out, &xml.nodes)),
    }
}

fn nodes(out: &mut Outline, nodes: &[Node]) {
    for node in nodes {
        match node {
            Node::Text(text) => out.block(format_args!("text"), &text.value),
            Node::Element(element) => {
                let name = qualified(&element.prefix, &element.local);
                let attributes = element.attributes.iter().map(|attribute| {
                    let name = qualified(&attribute.prefix, &attribute.local);
                    format!(" {name}={}", quoted(&attribute.value))
                });
                let attributes = attributes.collect::<String>();
                out.nest(format_args!("<{name}{attributes}>"), |out| {
                    self::nodes(out, &element.children)
                });
            }
        }
    }
}

fn text(text: &Option<Text>) -> Option<String> {
    text.as_ref().map(quoted)
}

fn quoted(text: &Text) -> String {
    format!("{:?}", text.value)
}
