//! Compiles random expressions, some in each document; those that the compiler refuses are left out and counted.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use scxml_diagnostic::{Severity, Sources};
use scxmlc::load::MemoryLoader;
use scxmlc::{Compiled, Options, compile};

use super::expressions::{Document, document};

/// How many expressions a document has.
const TOGETHER: usize = 100;

/// Writes as many expressions as are asked for, rounded up to whole documents, from this seed on.
pub(crate) fn write(first: u64, count: u64) {
    let (mut modules, mut rows) = (String::new(), String::new());
    let mut all_refused: BTreeMap<String, usize> = BTreeMap::new();
    for seed in first..first + count.div_ceil(TOGETHER as u64) {
        let mut without = Vec::new();
        let (document, code) = loop {
            let document = document(seed, TOGETHER, &without);
            let compiled = compiled(&document);
            let refused = refused(&compiled, &document);
            if refused.is_empty() {
                break (document, compiled.text.expect("there are no errors"));
            }
            for (number, why) in refused {
                without.push(number);
                *all_refused.entry(why).or_default() += 1;
            }
        };
        let file = super::out_dir().join(format!("expressions_{seed}.rs"));
        fs::write(&file, code).expect("OUT_DIR can be written");
        let _ = writeln!(modules, "mod expressions_{seed} {{ include!({file:?}); }}");
        let scripts = document.scripts.iter().enumerate();
        let scripts: Vec<_> = scripts.filter(|(number, _)| !without.contains(number)).collect();
        let _ = writeln!(
            rows,
            "Batch {{ seed: {seed}, program: &expressions_{seed}::machine::PROGRAM, scripts: &{scripts:?} }},",
        );
    }
    let refused: Vec<_> = all_refused.into_iter().collect();
    let text = format!(
        "{modules}
/// How many expressions were refused, by the reason.
static REFUSED: &[(&str, usize)] = &{refused:?};
static BATCHES: &[Batch] = &[\n{rows}];\n"
    );
    fs::write(super::out_dir().join("expressions.rs"), text).expect("OUT_DIR can be written");
}

fn compiled(document: &Document) -> Compiled {
    let mut loader = MemoryLoader::new([("expressions.scxml", &*document.text)]);
    let options = Options { module: Some("machine".to_owned()), ..Options::default() };
    compile("expressions.scxml", &mut loader, &options)
}

/// The numbers of the expressions that there are errors in, and why.
fn refused(compiled: &Compiled, document: &Document) -> BTreeMap<usize, String> {
    let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    let mut refused = BTreeMap::new();
    for error in errors {
        let number = error.span.and_then(|span| number(&document.text[..span.start as usize]));
        let problem = || scxml_diagnostic::human(&compiled.diagnostics, &Sources::default(), false);
        let number = number.unwrap_or_else(|| panic!("in no expression: {}", problem()));
        refused.insert(number, format!("{}: {}", error.code, error.message));
    }
    refused
}

/// The number of the expression whose line ends so.
fn number(before: &str) -> Option<usize> {
    let line = &before[before.rfind('\n')? + 1..];
    let name = line.strip_prefix("function c").or(line.strip_prefix("<transition event=\"c"))?;
    let end = name.find(|c: char| !c.is_ascii_digit())?;
    name[..end].parse().ok()
}
