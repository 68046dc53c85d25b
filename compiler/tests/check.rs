//! What does `scxmlc check` answer: exit codes, documents that it finds, formats?

#![cfg(feature = "cli")]
#![expect(clippy::disallowed_methods, reason = "a test of files and programs")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const GOOD: &str =
    "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" datamodel=\"null\">
  <state id=\"waiting\"/>
</scxml>
";

/// A folder with a document in each state of health.
fn folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("deep/empty")).expect("a folder can be made");
    let odd = GOOD.replace("<state id=\"waiting\"/>", "<parallel id=\"both\"/>");
    let bad = GOOD.replace("\"waiting\"", "\"waiting\" initial=\"waiting\"");
    for (name, text) in [("good.scxml", GOOD), ("odd.scxml", &odd), ("deep/bad.SCXML", &bad)] {
        fs::write(folder.join(name), text).expect("a file can be written");
    }
    fs::write(folder.join("deep/no-document.txt"), "<").expect("a file can be written");
    folder
}

/// Exit code, standard output, standard error.
fn check(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scxmlc"));
    let output = command.current_dir(folder).arg("check").args(arguments).output();
    let output = output.expect("the command can be started");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command writes UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_exit_code_tells_errors_from_warnings_and_from_misuse() {
    let folder = folder("codes");
    for (arguments, code, said) in [
        (&["good.scxml"] as &[&str], 0, ""),
        (&["odd.scxml"], 0, "warning[empty-parallel]"),
        (&["good.scxml", "odd.scxml"], 0, "1 warning"),
        (&["deep/bad.SCXML", "good.scxml"], 1, "error[initial-without-states]"),
        (&["."], 1, "error[initial-without-states]"),
        (&["gone.scxml"], 1, "there is no file `gone.scxml`"),
        (&["deep/empty"], 2, "there is no .scxml file in deep/empty"),
        (&["good.scxml", "deep/empty"], 2, "there is no .scxml file in deep/empty"),
        (&[], 2, "<FILE>"),
        (&["--format", "xml", "good.scxml"], 2, "sarif"),
        (&["--deny", "warnings", "odd.scxml"], 1, "error[empty-parallel]"),
        (&["--deny", "warnings", "--allow", "empty-parallel", "odd.scxml"], 0, ""),
        (&["--allow", "empty-paralel", "odd.scxml"], 2, "did you mean `empty-parallel`?"),
        (&["--warn", "no-states", "odd.scxml"], 2, "`no-states` cannot be set to warn"),
    ] {
        let (exit, stdout, stderr) = check(&folder, arguments);
        assert_eq!((exit, stdout.as_str()), (Some(code), ""), "{arguments:?}\n{stderr}");
        assert!(stderr.contains(said), "{arguments:?}\n{stderr}");
        assert_eq!(stderr.is_empty(), said.is_empty(), "{arguments:?}\n{stderr}");
    }
}

#[test]
fn a_folder_stands_for_all_documents_in_it() {
    let folder = folder("all");
    let (_, stdout, stderr) = check(&folder, &["--format", "json", "."]);
    assert_eq!(stderr, "");
    let files: Vec<_> = stdout.lines().map(|line| line.contains("bad.SCXML")).collect();
    assert_eq!(files, [true, false], "{stdout}");
}

#[test]
fn every_format_goes_to_the_output() {
    let folder = folder("formats");
    for (format, begins, contains) in [
        ("json", "{\"code\":\"", "\"code\":\"initial-without-states\""),
        ("sarif", "{\"$schema\":", "\"ruleId\":\"initial-without-states\""),
        ("github", "::error file=", "title=initial-without-states::"),
    ] {
        let (code, stdout, stderr) = check(&folder, &["--format", format, "deep"]);
        assert_eq!((code, stderr.as_str()), (Some(1), ""));
        assert!(stdout.starts_with(begins), "{stdout}");
        assert!(stdout.contains(contains), "{stdout}");
        let (code, stdout, _) = check(&folder, &["--format", format, "gone.scxml"]);
        assert_eq!(code, Some(1));
        assert!(stdout.contains("there is no file `gone.scxml`"), "{stdout}");
    }
}
