//! Does the command keep its promises, from a document to a native program that runs anywhere?
//!
//! All tests share one cache, so that the runtime is built once.

#![cfg(feature = "cli")]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test of files and programs, which stops where it cannot go on"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// An empty folder of the test's own, with a name that needs care, and copies of the examples.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("wählen & warten {test}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/strategies");
    for file in fs::read_dir(examples).unwrap().map(|entry| entry.unwrap()) {
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    folder
}

fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("scxmlc-cache")
}

fn scxmlc(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scxmlc"));
    command.current_dir(folder).env("SCXMLC_CACHE", cache()).args(arguments);
    command
}

/// Exit code, standard output, standard error without what depends on the other tests.
fn outcome(command: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let stderr: String = String::from_utf8(stderr)
        .unwrap()
        .split_inclusive('\n')
        .filter(|l| !l.starts_with("waiting for another") && !l.starts_with("building the runtime"))
        .collect();
    (status.code(), String::from_utf8(stdout).unwrap(), stderr)
}

/// Changes a copied file.
fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replace(from, to)).unwrap();
}

/// When the libraries of strategy programs were built, one line each.
fn libraries() -> String {
    let mut lines: Vec<String> = Vec::new();
    for version in fs::read_dir(cache()).unwrap().map(|entry| entry.unwrap().path()) {
        let libraries = version.join("target/release/deps");
        let Ok(files) = fs::read_dir(libraries) else { continue };
        let files = files.map(|entry| entry.unwrap().path());
        lines.extend(files.filter(|file| file.extension().is_some_and(|e| e == "rlib")).map(
            |file| format!("{} {:?}", file.display(), file.metadata().unwrap().modified().unwrap()),
        ));
    }
    lines.sort();
    lines.join("\n")
}

#[test]
fn a_program_runs_anywhere_and_an_edit_compiles_only_the_strategy() {
    let (here, there) = (folder("build"), folder("run"));
    let program = there.join("a program");
    let build = ["build", "specialist.scxml", "-o", program.to_str().unwrap()];
    let (code, stdout, stderr) = outcome(&mut scxmlc(&here, &build));
    assert_eq!((code, stdout.as_str()), (Some(0), ""), "{stderr}");
    assert!(stderr.contains("built "), "{stderr}");

    let mut run = Command::new(&program);
    run.current_dir(&there).args(["run", "--scenario", "specialist.scenario.toml"]);
    let (code, timeline, stderr) = outcome(&mut run);
    assert_eq!((code, stderr.as_str()), (Some(0), ""), "{timeline}");
    assert!(timeline.contains("0:01:15") && timeline.contains("connected with 702"), "{timeline}");
    assert!(!timeline.contains('\x1b'), "no colours in a pipe: {timeline}");
    let (_, coloured, _) = outcome(run.args(["--color", "always"]));
    assert!(coloured.contains('\x1b'), "{coloured}");
    let (code, info, _) = outcome(Command::new(&program).arg("info"));
    assert!(code == Some(0) && info.contains("specialist.scxml: 11 states"), "{info}");

    let built = libraries();
    assert!(built.contains("libscxml_runtime"), "{built}");
    edit(&here.join("specialist.scxml"), "connected with ", "talking to ");
    let (code, _, stderr) = outcome(&mut scxmlc(&here, &build));
    assert_eq!(code, Some(0), "{stderr}");
    assert_eq!(libraries(), built, "an edit of a strategy builds no library");
    let (_, timeline, _) = outcome(&mut run);
    assert!(timeline.contains("talking to 702"), "{timeline}");
}

/// The packages that cargo links into the programs of this cache's strategies.
fn linked() -> BTreeSet<String> {
    let entries = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    let packages = entries(&cache()).into_iter().flat_map(|version| entries(&version));
    let manifest = packages.map(|package| package.join("Cargo.toml")).find(|manifest| {
        fs::read_to_string(manifest).is_ok_and(|text| text.contains("name = \"strategy-"))
    });
    let mut tree = Command::new(env!("CARGO"));
    tree.args(["tree", "--offline", "--locked", "--target", "all", "--edges", "normal,build"])
        .args(["--prefix", "none", "--format", "{p}", "--manifest-path"])
        .arg(manifest.expect("a strategy was built"));
    let (code, packages, stderr) = outcome(&mut tree);
    assert_eq!(code, Some(0), "{stderr}");
    let names = packages.lines().filter_map(|line| line.split(' ').next());
    names.filter(|name| !name.starts_with("strategy-")).map(str::to_owned).collect()
}

#[test]
fn a_program_links_what_the_readme_says_and_no_parser_or_engine() {
    let here = folder("links");
    let (code, _, stderr) = outcome(&mut scxmlc(&here, &["build", "specialist.scxml"]));
    assert_eq!(code, Some(0), "{stderr}");
    let linked = linked();
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let (_, table) = readme.split_once("<!-- what a program links -->").unwrap();
    let (table, _) = table.split_once("<!-- end -->").unwrap();
    let libraries = table.lines().filter_map(|row| row.split('|').nth(1));
    // Every second piece stands between back quotes.
    let told = libraries.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    assert_eq!(linked, told.map(str::to_owned).collect());
    for word in ["swc", "xml-", "xmltree", "scxmlc", "boa", "quickjs", "deno", "v8", "js-sys"] {
        let found = linked.iter().find(|name| name.contains(word) && !name.starts_with("scxml-"));
        assert_eq!(found, None);
    }
}

#[test]
fn exit_codes_tell_documents_expectations_and_usage_apart() {
    let here = folder("codes");
    let scenario = "specialist.scenario.toml";
    let run = ["run", "specialist.scxml", "--scenario", scenario];
    let code = |arguments: &[&str]| outcome(&mut scxmlc(&here, arguments));
    assert_eq!(code(&run).0, Some(0));
    for usage in [
        &["run", "specialist.scxml", "--scenario", "nowhere.toml"][..],
        &["run", "specialist.scxml", "--loud"],
        &["check", "--source", "url", "specialist.scxml"],
        &["build", "specialist.scxml", "-o", "."],
        &["build", "specialist.scxml", "-o", "specialist.scxml"],
        &["walk"],
    ] {
        let (code, stdout, stderr) = code(usage);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{usage:?}: {stderr}");
    }
    assert_eq!(code(&["check", "nowhere.scxml"]).0, Some(1));

    edit(&here.join(scenario), "final = \"connected\"", "final = \"lost\"");
    let (failed, timeline, stderr) = code(&run);
    assert_eq!(failed, Some(1), "{stderr}");
    assert!(timeline.contains("0:01:15"), "{timeline}");
    assert!(stderr.contains(&format!("{scenario}:47:1")), "{stderr}");

    edit(&here.join(scenario), "state = \"busy\"", "stat = \"busy\"");
    let (usage, stdout, stderr) = code(&run);
    assert_eq!((usage, stdout.as_str()), (Some(2), ""), "{stderr}");
    for part in [&format!("{scenario}:6:1"), "unknown key `stat`", "did you mean"] {
        assert!(stderr.contains(part), "{part} is not in {stderr}");
    }
}

#[test]
fn a_repaired_slip_is_an_error_that_every_format_tells() {
    let here = folder("slip");
    edit(&here.join("specialist.scxml"), "_data.offers + 1;", "_data.offers + 1 && 1;");
    let (code, _, stderr) = outcome(&mut scxmlc(&here, &["check", "."]));
    assert_eq!(code, Some(1), "{stderr}");
    assert!(stderr.contains("specialist.scxml:15:39") && stderr.contains("&amp;&amp;"), "{stderr}");
    for (format, part) in [
        ("json", r#""repaired":true"#),
        ("sarif", r#""level":"error""#),
        ("github", "::error file="),
    ] {
        let arguments = ["check", "--format", format, "specialist.scxml"];
        let (code, stdout, stderr) = outcome(&mut scxmlc(&here, &arguments));
        assert_eq!((code, stderr.as_str()), (Some(1), ""));
        assert!(stdout.contains(part), "{format}: {stdout}");
    }
    let (code, stdout, _) = outcome(&mut scxmlc(&here, &["run", "specialist.scxml"]));
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
}

#[test]
fn the_same_document_gives_the_same_bytes_in_every_folder() {
    let here = folder("bytes");
    let (_, rust, stderr) = outcome(&mut scxmlc(&here, &["emit", "specialist.scxml"]));
    assert_eq!(stderr, "");
    let absolute = here.join("specialist.scxml");
    let there = folder("other bytes");
    let (_, again, _) = outcome(&mut scxmlc(&there, &["emit", absolute.to_str().unwrap()]));
    assert!(rust == again && rust.contains("pub mod specialist"), "{rust}");

    fs::write(here.join("old.rs"), &rust).unwrap();
    let check = ["emit", "specialist.scxml", "--check", "old.rs"];
    assert_eq!(outcome(&mut scxmlc(&here, &check)).0, Some(0));
    edit(&absolute, "id=\"lost\"", "id=\"gone\"");
    edit(&absolute, "target=\"lost\"", "target=\"gone\"");
    assert_eq!(outcome(&mut scxmlc(&here, &check)).0, Some(1));

    let trace = |file: &str| {
        let scenario = ["--scenario", "specialist.scenario.toml", "--trace", file];
        let (code, timeline, stderr) =
            outcome(scxmlc(&there, &["run", "specialist.scxml"]).args(scenario));
        assert_eq!(code, Some(0), "{stderr}");
        (timeline, fs::read_to_string(there.join(file)).unwrap())
    };
    let first = trace("first.jsonl");
    assert!(first.1.lines().all(|line| line.starts_with('{') && line.ends_with('}')));
    assert_eq!(first, trace("second.jsonl"));
}

#[test]
fn documents_of_sessions_are_found_or_missed_aloud() {
    let here = folder("sessions");
    let run = ["run", "handover.scxml", "--scenario", "handover.scenario.toml"];
    let (code, _, stderr) = outcome(&mut scxmlc(&here, &["build", "handover.scxml", "-o", "p"]));
    assert_eq!(code, Some(0), "{stderr}");
    let hint = "--source http://strategies.example/receiver.scxml=FILE";
    assert!(stderr.contains("handover.scxml:37:") && stderr.contains(hint), "{stderr}");

    let by_name = outcome(scxmlc(&here, &run).arg("receiver.scxml"));
    assert_eq!((by_name.0, by_name.2.as_str()), (Some(0), ""), "{}", by_name.1);
    fs::rename(here.join("receiver.scxml"), here.join("receiver.scxml#2.scxml")).unwrap();
    edit(&here.join("handover.scenario.toml"), "receiver.scxml", "receiver.scxml#2.scxml");
    let source = "http://strategies.example/receiver.scxml=receiver.scxml#2.scxml";
    let by_url = outcome(scxmlc(&here, &run).args(["--source", source]));
    assert_eq!((by_url.0, by_url.2.as_str()), (Some(0), ""), "{}", by_url.1);
}

#[test]
fn commands_at_once_build_their_own_programs() {
    let here = folder("at once");
    let names = ["one", "two", "three"];
    let running: Vec<_> = names
        .iter()
        .map(|name| {
            let file = format!("{name}.scxml");
            fs::copy(here.join("specialist.scxml"), here.join(&file)).unwrap();
            edit(&here.join(&file), "the sales group", name);
            scxmlc(&here, &["run", &file]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
        })
        .collect();
    for (name, child) in names.iter().zip(running) {
        let output = child.unwrap().wait_with_output().unwrap();
        let timeline = String::from_utf8(output.stdout).unwrap();
        assert!(timeline.contains(&format!("offer 2: {name}")), "{timeline}");
    }
}

#[test]
fn what_the_machine_lacks_is_said_and_check_needs_nothing() {
    let here = folder("lacks");
    let (code, stdout, stderr) =
        outcome(scxmlc(&here, &["run", "specialist.scxml"]).env("PATH", &here));
    assert_eq!((code, stdout.as_str()), (Some(2), ""), "{stderr}");
    assert!(stderr.contains("cargo is needed") && stderr.contains("rustup.rs"), "{stderr}");
    let check = outcome(scxmlc(&here, &["check", "specialist.scxml"]).env("PATH", &here));
    assert_eq!(check, (Some(0), String::new(), String::new()));

    let (code, _, stderr) =
        outcome(scxmlc(&here, &["run", "specialist.scxml"]).env("SCXMLC_CACHE", "receiver.scxml"));
    assert_eq!(code, Some(2), "{stderr}");
    assert!(stderr.contains("the cache ") && stderr.contains("SCXMLC_CACHE"), "{stderr}");
}
