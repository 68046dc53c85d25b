//! One case per document of the W3C suite's manifest, compiled, and tests that have the documents' names.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use scxml_diagnostic::Severity;

/// A row of the manifest, by the names of its columns.
struct Row<'a> {
    columns: &'a [&'a str],
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn get(&self, column: &str) -> &'a str {
        let place = self.columns.iter().position(|name| *name == column);
        place.and_then(|place| self.cells.get(place).copied()).unwrap_or_else(|| {
            panic!("no `{column}` in this row of the manifest: {:?}", self.cells)
        })
    }

    /// Mandatory, optional or manual.
    fn group(&self) -> &'a str {
        if self.get("mode") == "manual" { "manual" } else { self.get("conformance") }
    }
}

/// What is generated: the machines, the table of cases, and the names of the cases in each group.
#[derive(Default)]
struct Output {
    machines: String,
    cases: String,
    groups: Vec<(String, Vec<String>)>,
}

/// Writes `w3c.rs`. Without the suite, which `SCXML_W3C_SUITE` names, there is one test that says so.
pub(crate) fn write(suite: Option<PathBuf>, out: &Path) {
    let mut output = Output::default();
    if let Some(suite) = &suite {
        let manifest = suite.join("manifest.tsv");
        println!("cargo::rerun-if-changed={}", manifest.display());
        let manifest =
            fs::read_to_string(&manifest).unwrap_or_else(|e| panic!("{}: {e}", manifest.display()));
        let mut lines = manifest.lines();
        let columns: Vec<_> = lines.next().unwrap_or_default().split('\t').collect();
        for line in lines {
            let row = Row { columns: &columns, cells: line.split('\t').collect() };
            add(&row, suite, out, &mut output);
        }
    }
    fs::write(out.join("w3c.rs"), text(&output, suite.is_some())).expect("OUT_DIR can be written");
}

fn add(row: &Row<'_>, suite: &Path, out: &Path, output: &mut Output) {
    for document in row.get("main_files").split(' ').filter(|name| name.starts_with("test")) {
        let document = suite.join(row.get("datamodel")).join(document);
        let name = super::stem(&document);
        let (compiled, warnings) = compiled(&document, &name, out, &mut output.machines);
        let _ = writeln!(
            output.cases,
            "    Case {{ name: {name:?}, test: {:?}, group: Group::{}, model: {:?}, tags: {:?}, expected: {:?}, document: {compiled}, warnings: &{warnings:?} }},",
            row.get("id"),
            group(row.group()),
            row.get("datamodel"),
            row.get("aot_tags"),
            row.get("expected_final"),
        );
        let group = row.group().to_owned();
        match output.groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, names)) => names.push(name),
            None => output.groups.push((group, vec![name])),
        }
    }
}

/// The name of a group in the table of cases.
fn group(word: &str) -> &'static str {
    match word {
        "mandatory" => "Mandatory",
        "optional" => "Optional",
        "manual" => "Manual",
        other => panic!("the manifest has tests that are `{other}`"),
    }
}

/// Compiles a document, with what it refers to; gives what the table of cases says about it, and the codes of what the
/// compiler warns of.
fn compiled(
    document: &Path,
    name: &str,
    out: &Path,
    machines: &mut String,
) -> (String, Vec<&'static str>) {
    if document.extension().is_none_or(|ending| ending != "scxml") || !document.exists() {
        return ("Document::None".to_owned(), Vec::new());
    }
    let compiled = super::compiled(document);
    let warnings = compiled.diagnostics.iter().filter(|d| d.severity < Severity::Error);
    let warnings = warnings.map(|warning| warning.code).collect();
    let Some(rust) = &compiled.text else {
        return (format!("Document::Rejected({:?})", super::problems(&compiled)), warnings);
    };
    let file = out.join(format!("w3c_{name}.rs"));
    fs::write(&file, rust).expect("OUT_DIR can be written");
    let _ = writeln!(machines, "    pub(super) mod {name} {{ include!({file:?}); }}");
    let module = &compiled.module;
    (format!("Document::Machine(&documents::{name}::{module}::PROGRAM)"), warnings)
}

fn text(output: &Output, is_there: bool) -> String {
    let Output { machines, cases, groups } = output;
    let mut text = format!(
        "mod documents {{\n{machines}}}\n\n/// In the order of the manifest.\nstatic CASES: &[Case] = &[\n{cases}];\n\n"
    );
    text.push_str(&tests(groups, "Straight"));
    let _ = writeln!(text, "mod with_snapshots {{\n{}}}", tests(groups, "WithSnapshots"));
    if !is_there {
        text.push_str(
            "#[test]\n#[ignore = \"set SCXML_W3C_SUITE to the folder of the W3C documents\"]\nfn suite() {}\n",
        );
    }
    text
}

/// A module per group, with a test per document, which is run in this way.
fn tests(groups: &[(String, Vec<String>)], way: &str) -> String {
    let mut text = String::new();
    for (group, names) in groups {
        let _ = writeln!(text, "mod {group} {{\n    use crate::{{Way, holds}};");
        for name in names {
            let _ =
                writeln!(text, "    #[test]\n    fn {name}() {{ holds({name:?}, Way::{way}) }}");
        }
        text.push_str("}\n");
    }
    text
}
