//! From a name to generated Rust: the pipeline that every door calls.

use std::panic::resume_unwind;
use std::thread;

use scxml_diagnostic::{Diagnostic, Diagnostics, Sources};

use crate::analyze::analyze;
use crate::chart::{Chart, SessionDocument};
use crate::emit::emit;
use crate::format::format;
use crate::include::Inclusions;
use crate::infer::infer;
use crate::link::link;
use crate::load::Loader;
use crate::lower::lower;
use crate::{Levels, ast, codes, dump, names, parse};

/// A stage that can be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The document as written, with everything it includes.
    Ast,
    /// What it means: references resolved, defaults filled in.
    Chart,
    /// What will be printed: tables and functions.
    Plan,
    /// The Rust code.
    #[default]
    Rust,
}

/// How to compile.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which stage [`Compiled::text`] shows.
    pub stage: Stage,
    /// The name of the generated module, when it is not to be made of the machine's name.
    pub module: Option<String>,
    /// Which diagnostics are more or less than the compiler makes of them.
    pub levels: Levels,
}

/// What came out.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// The texts that were read; diagnostics are places in them.
    pub sources: Sources,
    /// What is wrong, in the order of the texts.
    pub diagnostics: Diagnostics,
    /// The name of the machine in its document, or the stem of the file.
    pub name: String,
    /// The name of the generated module.
    pub module: String,
    /// The names of the files that the document includes, itself or by way of others.
    pub included: Vec<String>,
    /// Documents that the chart starts sessions of, as written in it.
    pub sessions: Vec<SessionDocument>,
    /// How many functions of Rust the machine has: what rustc's time depends on, with about 5 ms each.
    pub functions: usize,
    /// The stage that was asked for, as text; `None` when there are errors.
    pub text: Option<String>,
}

/// How much stack the pipeline has: its stages recurse over what the document nests.
const STACK: usize = 256 << 20;

/// Compiles the document of this name: `load → xml → include → parse → link → analyze → lower → emit → format`.
///
/// Each stage reports all it finds; the pipeline stops between stages. No file is read but through `loader`, and
/// nothing is printed.
pub fn compile(main: &str, loader: &mut (dyn Loader + Send), options: &Options) -> Compiled {
    // A procedural macro's own tokens belong to its thread; the pipeline has no use for them.
    proc_macro2::fallback::force();
    let compiled = thread::scope(|scope| {
        let builder = thread::Builder::new().name("scxmlc".to_owned()).stack_size(STACK);
        match builder.spawn_scoped(scope, || run(main, loader, options)) {
            Ok(pipeline) => pipeline.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(error) => {
                let mut compiled = Compiled::default();
                let message =
                    format!("the system gives the compiler no thread to work in: {error}");
                compiled.diagnostics.push(Diagnostic::without_span(codes::CANNOT_START, message));
                compiled
            }
        }
    });
    proc_macro2::fallback::unforce();
    compiled
}

fn run(main: &str, loader: &mut dyn Loader, options: &Options) -> Compiled {
    let mut compiled = Compiled::default();
    let mut inclusions = Inclusions::default();
    compiled.text = stages(main, loader, options, &mut compiled, &mut inclusions);
    // Once more, for those stages that the pipeline stopped in.
    compiled.diagnostics = options.levels.apply(std::mem::take(&mut compiled.diagnostics));
    compiled.diagnostics.sort();
    compiled.diagnostics =
        inclusions.explain(std::mem::take(&mut compiled.diagnostics), &compiled.sources);
    compiled.included = inclusions.files(&compiled.sources);
    compiled
}

fn stages(
    main: &str,
    loader: &mut dyn Loader,
    options: &Options,
    out: &mut Compiled,
    inclusions: &mut Inclusions,
) -> Option<String> {
    let Compiled { sources, diagnostics, .. } = out;
    let document = read(main, loader, sources, diagnostics)?;
    let machines = link(document, loader, sources, diagnostics);
    for machine in &machines {
        inclusions.extend(&machine.document.inclusions);
    }
    if diagnostics.has_unrepaired_errors() {
        return None;
    }
    if options.stage == Stage::Ast {
        return Some(machines.iter().map(|machine| dump::ast(&machine.document)).collect());
    }
    let mut charts: Vec<Chart> =
        machines.iter().map(|machine| analyze(machine, sources, diagnostics)).collect();
    let main = charts.first()?;
    out.name.clone_from(&main.name);
    out.module = options.module.clone().unwrap_or_else(|| names::snake(&main.name));
    out.sessions = charts.iter().flat_map(|chart| chart.sessions.iter().cloned()).collect();
    *diagnostics = options.levels.apply(std::mem::take(diagnostics));
    if diagnostics.has_errors() {
        return None;
    }
    if options.stage == Stage::Chart {
        return Some(charts.iter().map(|chart| dump::chart(chart, sources)).collect());
    }
    infer(&mut charts);
    let (main, invoked) = charts.split_first()?;
    let mut plan = lower(main, sources);
    plan.module.clone_from(&out.module);
    let mut plans = vec![plan];
    plans.extend(invoked.iter().map(|chart| lower(chart, sources)));
    out.functions = plans.iter().map(|plan| plan.functions.len()).sum();
    if options.stage == Stage::Plan {
        return Some(plans.iter().map(dump::plan).collect());
    }
    Some(format(&emit(&plans)))
}

/// `load → xml → include → parse`: the document as written.
fn read(
    main: &str,
    loader: &mut dyn Loader,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<ast::Document> {
    match loader.load("", main) {
        Ok(loaded) => parse::read(loaded, loader, sources, diagnostics),
        Err(error) => {
            diagnostics.push(Diagnostic::without_span(codes::CANNOT_READ, error.to_string()));
            None
        }
    }
}
