//! What is the least of a chart that still differs from Appendix D? Compiles and runs all charts that are one thing
//! smaller at once, goes on with the smallest that differs, and so on.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a command"
)]

use std::ops::Range;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, fs, io};

fn main() -> ExitCode {
    let Some(file) = env::args().nth(1) else {
        eprintln!("usage: shrink FILE.scxml");
        return ExitCode::from(2);
    };
    match fs::read_to_string(&file).and_then(|text| shrink(text, &env::temp_dir())) {
        Ok(small) => {
            println!("{small}");
            let name = format!("{}.small.scxml", file.trim_end_matches(".scxml"));
            if let Err(error) = fs::write(&name, small) {
                eprintln!("{name}: {error}");
                return ExitCode::from(2);
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{file}: {error}");
            ExitCode::from(2)
        }
    }
}

fn shrink(mut text: String, temporary: &Path) -> io::Result<String> {
    let folder = temporary.join(format!("scxml-shrink-{}", std::process::id()));
    if differing(std::slice::from_ref(&text), &folder)?.is_none() {
        return Err(io::Error::other("does what Appendix D says"));
    }
    loop {
        let smaller = smaller(&text);
        let Some(place) = differing(&smaller, &folder)? else { break };
        text.clone_from(&smaller[place]);
        eprintln!("{} bytes", text.len());
    }
    fs::remove_dir_all(&folder)?;
    Ok(text)
}

/// The first of these charts that differs.
fn differing(charts: &[String], folder: &Path) -> io::Result<Option<usize>> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    for (place, chart) in charts.iter().enumerate() {
        fs::write(folder.join(format!("chart_{place:04}.scxml")), chart)?;
    }
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "-q", "-p", "scxml-random", "--test", "charts", "--", "--nocapture"])
        .env("SCXML_RANDOM_FOLDER", folder)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    if !text.contains(" charts: ") {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    let names = text.lines().filter_map(|line| line.strip_prefix("differs: chart_"));
    Ok(names.filter_map(|number| number.trim().parse().ok()).next())
}

/// Every chart that has fewer events, or is one element, with or without what is in it, or one attribute smaller; the
/// smallest first. Not all of them are charts, and some are one thing too small: those do not differ.
fn smaller(text: &str) -> Vec<String> {
    let without = |cuts: &[Range<usize>]| {
        let mut rest = text.to_owned();
        cuts.iter().rev().for_each(|cut| rest.replace_range(cut.clone(), ""));
        rest.lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| format!("{line}\n"))
            .collect()
    };
    let mut all: Vec<String> = Vec::new();
    if let Some((_, rest)) = text.split_once("<!-- events:")
        && let Some((events, _)) = rest.split_once("-->")
    {
        let fewer = fewer(&events.split_whitespace().collect::<Vec<_>>());
        all.extend(fewer.iter().map(|fewer| text.replacen(events, &format!(" {fewer} "), 1)));
    }
    if let Ok(document) = roxmltree::Document::parse(text) {
        for node in document.root_element().descendants().filter(roxmltree::Node::is_element) {
            if node == document.root_element() {
                continue;
            }
            let whole = node.range();
            all.push(without(std::slice::from_ref(&whole)));
            if let (Some(first), Some(last)) = (node.first_child(), node.last_child()) {
                all.push(without(&[whole.start..first.range().start, last.range().end..whole.end]));
            }
            for attribute in node.attributes().filter(|a| a.name() != "id") {
                all.push(without(&[attribute.range()]));
            }
        }
    }
    all.sort_by_key(String::len);
    all
}

/// Ever longer beginnings and ends; all with one missing when they are few.
fn fewer(events: &[&str]) -> Vec<String> {
    let count = events.len();
    let mut all = Vec::new();
    for length in [1, 2, 3, count / 2, count.saturating_sub(1)] {
        if length > 0 && length < count {
            all.push(events[..length].join(" "));
            all.push(events[count - length..].join(" "));
        }
    }
    if count < 6 {
        for place in 1..count.saturating_sub(1) {
            all.push([&events[..place], &events[place + 1..]].concat().join(" "));
        }
    }
    all
}
