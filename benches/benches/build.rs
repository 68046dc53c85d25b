//! How long do the compiler and rustc take as a chart grows, and what do types make of that?

#![expect(clippy::print_stdout, reason = "what a benchmark is for")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use scxmlc::load::MemoryLoader;
use scxmlc::{Options, compile};

/// What the states of a chart do.
#[derive(Clone, Copy, PartialEq)]
enum Content {
    /// Nothing.
    Null,
    /// Each guard and each transition calculates with one number.
    Number,
    /// Guards, assignments and scripts with members, calls, strings and what events carry.
    Scripts,
    /// The same, where one statement that writes a computed name to the global object keeps the compiler from knowing
    /// the type of anything.
    Untyped,
}

impl Content {
    const ALL: [(Self, &str); 4] = [
        (Self::Null, "nothing"),
        (Self::Number, "a number"),
        (Self::Scripts, "scripts"),
        (Self::Untyped, "untyped"),
    ];

    fn has_scripts(self) -> bool {
        matches!(self, Self::Scripts | Self::Untyped)
    }

    /// Data and functions.
    fn declarations(self) -> &'static str {
        match self {
            Self::Null => "",
            Self::Number => "<datamodel><data id=\"n\" expr=\"0\"/></datamodel>\n",
            Self::Scripts | Self::Untyped => {
                "<datamodel><data id=\"n\" expr=\"0\"/><data id=\"total\" expr=\"0\"/><data id=\"name\" expr=\"'none'\"/>\
                 <data id=\"config\" expr=\"{limit: 7, rates: [1, 2, 3]}\"/><data id=\"visits\" expr=\"[]\"/></datamodel>\n\
                 <script>function rate(x, k) { return x * 3 + k % 5; }\n\
                 function title(s, i) { return s + ':' + i; }\n\
                 function known(kind, i) { if (kind == 'k' + i) return true; return kind == name; }</script>\n"
            }
        }
    }

    /// The guard and the content of the transition of state `i` on the common event.
    fn tick(self, i: usize) -> (String, String) {
        let assign = |expr: String| format!("<assign location=\"n\" expr=\"{expr}\"/>");
        match self {
            Self::Null => (String::new(), String::new()),
            Self::Number => (" cond=\"n % 7 != 3\"".to_owned(), assign("n * 3 + 1".to_owned())),
            Self::Scripts | Self::Untyped => (
                format!(" cond=\"n % 7 != 3 &amp;&amp; config.limit &gt; {}\"", i % 6),
                assign(format!("rate(n, {i}) % 1000")),
            ),
        }
    }

    /// The guard and the content of the transition of state `i` on its own event.
    fn own(self, i: usize) -> (String, String) {
        if !self.has_scripts() {
            return (String::new(), self.tick(i).1);
        }
        let (kind, place) = (i % 4, i % 10);
        (
            format!(" cond=\"known(_event.data.kind, {kind})\""),
            format!(
                "<script>total += _event.data.amount; name = title(name.substr(0, 3), {place}); visits[{place}]++;</script>"
            ),
        )
    }

    fn onentry(self, i: usize) -> String {
        if !self.has_scripts() {
            return String::new();
        }
        let (rate, more) = (i % 3, i % 10);
        format!(
            "<onentry><script>config.rates[{rate}] = total + {more}; if (config.limit &gt; 3 &amp;&amp; name != 's{i}') {{ total = total - 1; }}</script></onentry>"
        )
    }
}

/// `states` leaves in compounds of ten, three transitions each: on a common event with a guard, on an event of its
/// own, and on an error.
fn chart(states: usize, content: Content) -> String {
    let datamodel = if content == Content::Null { "null" } else { "ecmascript" };
    let mut text = format!(
        "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" name=\"big{states}\" datamodel=\"{datamodel}\" initial=\"g0\">\n{}",
        content.declarations()
    );
    for group in 0..states / 10 {
        let first = group * 10;
        let _ = writeln!(text, "<state id=\"g{group}\" initial=\"s{first}\">");
        for i in first..first + 10 {
            let (next, far, onentry) = ((i + 1) % states, (i + 7) % states, content.onentry(i));
            let ((cond, tick), (own_cond, own)) = (content.tick(i), content.own(i));
            let _ = writeln!(
                text,
                "<state id=\"s{i}\">{onentry}<transition event=\"tick\"{cond} target=\"s{next}\">{tick}</transition>\
                 <transition event=\"e{i}\"{own_cond} target=\"s{far}\">{own}</transition>\
                 <transition event=\"error.x{i}\" target=\"s{first}\"/></state>"
            );
        }
        text.push_str("</state>\n");
    }
    if content == Content::Untyped {
        text.push_str(
            "<state id=\"spoil\"><onentry><script>this[name] = 1;</script></onentry></state>\n",
        );
    }
    text.push_str("</scxml>\n");
    text
}

fn main() {
    let only: Option<String> = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    println!(
        "{:<10} {:>7} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10}",
        "states do", "states", "scxmlc", "per state", "generated", "functions", "debug", "release"
    );
    for (content, name) in Content::ALL {
        if only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        for states in [50, 500, 5000] {
            let mut loader = MemoryLoader::new([("chart.scxml", chart(states, content))]);
            let start = Instant::now();
            let compiled = compile("chart.scxml", &mut loader, &Options::default());
            let rust = compiled.text.expect("the chart is correct");
            let time = start.elapsed();
            let rustc = |release| (states <= 500).then(|| rustc(&rust, release)).flatten();
            let shown = |t: Option<f64>| t.map_or("-".to_owned(), |t| format!("{t:.1} s"));
            println!(
                "{name:<10} {states:>7} {time:>10.1?} {:>10.1?} {:>7} kB {:>10} {:>10} {:>10}",
                time / states as u32,
                rust.len() / 1024,
                rust.matches("\n    fn ").count(),
                shown(rustc(false)),
                shown(rustc(true))
            );
        }
    }
}

/// The processor seconds that rustc takes for the generated code alone, the fewer of two; the runtime is built before.
fn rustc(code: &str, release: bool) -> Option<f64> {
    let folder = std::env::temp_dir().join("scxmlc-bench-build");
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?.join("runtime/core");
    write(
        &folder.join("Cargo.toml"),
        &format!(
            "[package]\nname = \"big\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\nscxml-runtime = {{ path = {core:?} }}\n[workspace]\n"
        ),
    )?;
    let build = || {
        let mut command = Command::new(env!("CARGO"));
        command.args(["build", "--quiet", "--offline"]).args(release.then_some("--release"));
        let status = command.env("CARGO_INCREMENTAL", "0").current_dir(&folder).status().ok()?;
        status.success().then_some(())
    };
    let mut best: Option<f64> = None;
    for _ in 0..2 {
        write(&folder.join("src/lib.rs"), "")?;
        build()?;
        write(&folder.join("src/lib.rs"), code)?;
        let start = Clock::now();
        build()?;
        let time = start.seconds();
        best = Some(best.map_or(time, |best| best.min(time)));
    }
    best
}

/// Counts the processor seconds of the processes that this one waits for; where the system does not tell them, seconds.
struct Clock {
    children: Option<f64>,
    start: Instant,
}

impl Clock {
    fn now() -> Self {
        Self { children: Self::children(), start: Instant::now() }
    }

    fn seconds(&self) -> f64 {
        match (self.children, Self::children()) {
            (Some(before), Some(after)) => after - before,
            _ => self.start.elapsed().as_secs_f64(),
        }
    }

    /// What Linux says in `/proc/self/stat`, behind the name in parentheses: `cutime`, in hundredths of a second.
    fn children() -> Option<f64> {
        #[expect(clippy::disallowed_methods, reason = "a benchmark asks the system")]
        let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
        let ticks: f64 = stat.rsplit_once(')')?.1.split_whitespace().nth(13)?.parse().ok()?;
        Some(ticks / 100.0)
    }
}

fn write(path: &PathBuf, text: &str) -> Option<()> {
    std::fs::create_dir_all(path.parent()?).ok()?;
    #[expect(clippy::disallowed_methods, reason = "a benchmark writes the package that it builds")]
    std::fs::write(path, text).ok()
}
