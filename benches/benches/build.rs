//! How long do the compiler and rustc take as a chart grows?

#![expect(clippy::print_stdout, reason = "what a benchmark is for")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use scxmlc::load::MemoryLoader;
use scxmlc::{Options, compile};

/// `states` leaves in compounds of ten, three transitions each: on a common event with a guard, on an event of its
/// own, and on an error; each counts in the data model.
fn chart(states: usize, datamodel: &str) -> String {
    let data = datamodel == "ecmascript";
    let mut text = format!(
        "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" name=\"big{states}\" datamodel=\"{datamodel}\" initial=\"g0\">\n"
    );
    if data {
        text.push_str("<datamodel><data id=\"n\" expr=\"0\"/></datamodel>\n");
    }
    let (guard, action) = if data {
        (" cond=\"n % 7 != 3\"", "<assign location=\"n\" expr=\"n * 3 + 1\"/>")
    } else {
        ("", "")
    };
    for group in 0..states / 10 {
        let _ = writeln!(text, "<state id=\"g{group}\" initial=\"s{}\">", group * 10);
        for i in group * 10..group * 10 + 10 {
            let (next, far) = ((i + 1) % states, (i + 7) % states);
            let _ = writeln!(
                text,
                "<state id=\"s{i}\"><transition event=\"tick\"{guard} target=\"s{next}\">{action}</transition>\
                 <transition event=\"e{i}\" target=\"s{far}\">{action}</transition>\
                 <transition event=\"error.x{i}\" target=\"s{}\"/></state>",
                group * 10
            );
        }
        text.push_str("</state>\n");
    }
    text.push_str("</scxml>\n");
    text
}

fn main() {
    println!(
        "{:<12} {:>7} {:>12} {:>12} {:>12} {:>10}",
        "data model", "states", "scxmlc", "per state", "generated", "rustc"
    );
    for datamodel in ["null", "ecmascript"] {
        for states in [50, 500, 5000] {
            let mut loader = MemoryLoader::new([("chart.scxml", chart(states, datamodel))]);
            let start = Instant::now();
            let compiled = compile("chart.scxml", &mut loader, &Options::default());
            let rust = compiled.text.expect("the chart is correct");
            let time = start.elapsed();
            let rustc = (states <= 500).then(|| rustc(&rust)).flatten();
            println!(
                "{datamodel:<12} {states:>7} {time:>12.1?} {:>12.1?} {:>9} kB {:>10}",
                time / states as u32,
                rust.len() / 1024,
                rustc.map_or("-".to_owned(), |t| format!("{t:.1?}"))
            );
        }
    }
}

/// The time that rustc takes for the generated code alone, optimised; the runtime is built before.
fn rustc(code: &str) -> Option<Duration> {
    let folder = std::env::temp_dir().join(format!("scxmlc-bench-{}", std::process::id()));
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.join("runtime/core");
    write(
        &folder.join("Cargo.toml"),
        &format!(
            "[package]\nname = \"big\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\nscxml-runtime = {{ path = {core:?} }}\n[workspace]\n"
        ),
    )?;
    write(&folder.join("src/lib.rs"), "")?;
    let build = || {
        Command::new(env!("CARGO"))
            .args(["build", "--release", "--quiet", "--offline"])
            .current_dir(&folder)
            .status()
            .ok()
    };
    build()?;
    write(&folder.join("src/lib.rs"), code)?;
    let start = Instant::now();
    let status = build()?;
    let time = start.elapsed();
    std::fs::remove_dir_all(&folder).ok();
    status.success().then_some(time)
}

fn write(path: &PathBuf, text: &str) -> Option<()> {
    std::fs::create_dir_all(path.parent()?).ok()?;
    #[expect(clippy::disallowed_methods, reason = "a benchmark writes the package that it builds")]
    std::fs::write(path, text).ok()
}
