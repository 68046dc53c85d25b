//! Is `ECMASCRIPT.md` true? `UPDATE=1` writes its list of built-ins anew.

#![expect(clippy::disallowed_methods, reason = "a test reads its own files")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use scxml_schema::builtins::{self, BUILTINS, Builtin, Kind, NONE};
use scxmlc::codes;

const BEGIN: &str = "<!-- made by compiler/tests/support_table.rs -->\n";
const END: &str = "<!-- end -->";

/// What node does not have or prints to its own output: by the document that tests it instead.
const ELSEWHERE: &[(&str, &[&str])] = &[
    ("strategy.scxml", &["uneval", "__Log", "__GetCurrentStates"]),
    ("engine_additions.scxml", &["In", "__Raise", "__GetDocumentURL", "toSource"]),
    ("engine_additions.scxml", &["info", "warn", "debug"]),
    // No method: what it gives is in ECMA-262 itself.
    ("engine_additions.scxml", &["unicodeSets"]),
];

/// Those that test the Document Object Model, which node does not have.
const DOM: &[&str] = &["dom.scxml", "engine_additions.scxml"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the compiler is in the repository")
}

fn page() -> PathBuf {
    root().join("compiler/ECMASCRIPT.md")
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The rows of all tables, as cells.
fn rows(page: &str) -> Vec<Vec<&str>> {
    let cells =
        |line| Some(str::strip_prefix(line, "| ")?.strip_suffix(" |")?.split(" | ").collect());
    page.lines().filter_map(cells).collect()
}

/// What a cell says that is code and nothing else.
fn code(cell: &str) -> Option<&str> {
    cell.strip_prefix('`')?.strip_suffix('`').filter(|inner| !inner.contains('`'))
}

/// The path in a cell.
fn path(cell: &str) -> Option<&str> {
    code(cell).filter(|path| path.contains('/') && path.contains('.') && !path.contains(' '))
}

#[test]
fn what_is_quoted_is_in_the_file_that_is_named() {
    let page = text(&page());
    let mut count = 0;
    for row in rows(&page) {
        let [.., file, quoted] = row[..] else { continue };
        let Some(file) = path(file) else { continue };
        let quoted = code(quoted).unwrap_or(quoted);
        assert!(text(&root().join(file)).contains(quoted), "{file} has no {quoted}");
        count += 1;
    }
    assert!(count > 60, "{count} rows name a file");
}

#[test]
fn codes_of_the_page_are_codes() {
    let page = text(&page());
    let codes: Vec<_> = rows(&page)
        .iter()
        .filter_map(|row| match row[..] {
            [_, word, file, _] => path(file).and(code(word)).map(|word| (word, file)),
            _ => None,
        })
        .collect();
    assert!(codes.len() > 15, "{codes:?}");
    for (word, file) in codes {
        assert!(codes::find(word).is_some(), "{word}");
        let file = text(&root().join(path(file).expect("a path, as above")));
        assert!(
            file.contains(&format!("[{word}]")) || file.contains("self.unsupported("),
            "{word}"
        );
    }
}

/// The value of `NAME` in Rust code: `const NAME: T = V;` or `NAME: V,`.
fn constant(file: &str, name: &str) -> Option<u64> {
    let is_constant = |line: &&str| line.contains(&format!("const {name}: "));
    let value = match file.lines().find(is_constant) {
        Some(line) => line.split_once(" = ")?.1.strip_suffix(';')?,
        None => {
            let prefix = format!("{name}: ");
            let values = file.lines().filter_map(|line| line.trim().strip_prefix(&prefix));
            values.filter_map(|value| value.strip_suffix(',')).next()?
        }
    };
    let number = |text: &str| text.trim().replace('_', "").parse::<u64>().ok();
    let shifted = |text: &str| match text.split_once("<<") {
        Some((left, right)) => Some(number(left)? << number(right)?),
        None => number(text),
    };
    match value.strip_prefix('(').and_then(|value| value.split_once(") - ")) {
        Some((left, right)) => Some(shifted(left)? - number(right)?),
        None => shifted(value),
    }
}

#[test]
fn limits_of_the_page_are_those_of_the_code() {
    let page = text(&page());
    let mut count = 0;
    for row in rows(&page) {
        let [what, value, _, place] = row[..] else { continue };
        let Some((name, file)) = place.split_once(" of ") else { continue };
        let (Some(name), Some(file)) = (code(name), path(file)) else { continue };
        let value = value.replace(',', "").parse().ok();
        assert_eq!(value, constant(&text(&root().join(file)), name), "{what}");
        count += 1;
    }
    assert!(count > 15, "{count} limits");
}

fn rows_of(owner: u32) -> impl Iterator<Item = (u32, &'static Builtin)> {
    (0..).zip(BUILTINS).filter(move |(_, row)| row.owner == owner)
}

/// The names of what is there below `owner`.
fn members(owner: u32) -> String {
    let names = rows_of(owner)
        .filter(|(_, row)| !matches!(row.kind, Kind::Later | Kind::Prototype(_)))
        .map(|(_, row)| format!("`{}`", row.name));
    names.collect::<Vec<_>>().join(", ")
}

fn is_namespace(number: u32, row: &Builtin) -> bool {
    matches!(row.kind, Kind::Object | Kind::Constructor(_)) && rows_of(number).next().is_some()
}

fn row_of(table: &mut String, number: u32, row: &Builtin) {
    let prototype = rows_of(number).find(|(_, row)| matches!(row.kind, Kind::Prototype(_)));
    let made = match (row.kind, prototype) {
        (Kind::Prototype(_), _) => number,
        (_, Some((prototype, _))) => prototype,
        _ => NONE - 1,
    };
    let of_its_own = if made == number { String::new() } else { members(number) };
    let of_what_it_makes = members(made);
    let _ = writeln!(table, "| `{}` | {of_its_own} | {of_what_it_makes} |", row.name);
}

/// The name that a program would write: `String.prototype.normalize`.
fn full_name(row: &Builtin) -> String {
    match BUILTINS.get(row.owner as usize) {
        Some(owner) if row.owner != builtins::GLOBAL => {
            format!("{}.{}", full_name(owner), row.name)
        }
        _ => row.name.to_owned(),
    }
}

fn list() -> String {
    let globals = rows_of(builtins::GLOBAL)
        .filter(|(number, row)| !matches!(row.kind, Kind::Later) && !is_namespace(*number, row))
        .map(|(_, row)| format!("`{}`", row.name));
    let mut table =
        String::from("| object | its own members | members of what it makes |\n|---|---|---|\n");
    let globals = globals.collect::<Vec<_>>().join(", ");
    let _ = writeln!(table, "| the global object | {globals} | |");
    for (number, row) in (0..).zip(BUILTINS) {
        let is_global = row.owner == builtins::GLOBAL && is_namespace(number, row);
        let is_nameless =
            row.owner == NONE && number != builtins::GLOBAL && rows_of(number).next().is_some();
        if is_global || is_nameless {
            row_of(&mut table, number, row);
        }
    }
    let later = BUILTINS.iter().filter(|row| matches!(row.kind, Kind::Later));
    let later = later.map(|row| format!("`{}`", full_name(row))).collect::<Vec<_>>().join(", ");
    let later = format!("\nNot supported: {later} (of `eval` see the two shapes below).\n");
    table.replace("|  |", "| |") + &later
}

#[test]
fn the_list_of_built_ins_is_that_of_the_schema() {
    let path = page();
    let page = text(&path);
    let (before, rest) = page.split_once(BEGIN).expect("the first marker");
    let (found, after) = rest.split_once(END).expect("the second marker");
    let expected = list();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, format!("{before}{BEGIN}{expected}{END}{after}")).expect("can be written");
        return;
    }
    assert!(found == expected, "run with UPDATE=1: {expected}");
}

/// Whether the name is a word of the text.
fn mentions(text: &str, name: &str) -> bool {
    let in_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    text.match_indices(name).any(|(at, _)| {
        !text[..at].ends_with(in_name) && !text[at + name.len()..].starts_with(in_name)
    })
}

#[test]
fn every_built_in_is_in_a_test() {
    let folder = root().join("tests/ecmascript");
    let mut tables = String::new();
    for folder in [&folder, &folder.join("cases")] {
        for entry in fs::read_dir(folder).expect("the tables are there").flatten() {
            if entry.path().extension().is_some_and(|extension| extension == "txt") {
                tables += &text(&entry.path());
            }
        }
    }
    let document = |name: &str| text(&root().join("tests/behaviour").join(name));
    let dom: String = DOM.iter().map(|name| document(name)).collect();
    for (number, row) in (0..).zip(BUILTINS) {
        let is_function = matches!(
            row.kind,
            Kind::Function(_) | Kind::Constructor(_) | Kind::Getter | Kind::Same(_)
        );
        if !is_function {
            continue;
        }
        let elsewhere = ELSEWHERE.iter().find(|(_, names)| names.contains(&row.name));
        let is_tested = match elsewhere {
            _ if number >= builtins::NODE => mentions(&dom, row.name),
            Some((file, _)) => mentions(&document(file), row.name),
            None => mentions(&tables, row.name),
        };
        assert!(is_tested, "no test names {}", full_name(row));
    }
    for (_, names) in ELSEWHERE {
        for name in *names {
            assert!(!mentions(&tables, name), "{name} is in the tables by now");
        }
    }
}
