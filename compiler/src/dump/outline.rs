//! How are views of stages laid out? One line per thing, what belongs to it indented below.

use std::fmt::{self, Write as _};

/// Indented lines.
#[derive(Debug, Default)]
pub(super) struct Outline {
    text: String,
    depth: usize,
}

impl Outline {
    /// A line.
    pub(super) fn line(&mut self, line: fmt::Arguments<'_>) {
        let _ = writeln!(self.text, "{:1$}{line}", "", 2 * self.depth);
    }

    /// A line, and below it what `inner` adds.
    pub(super) fn nest(&mut self, line: fmt::Arguments<'_>, inner: impl FnOnce(&mut Self)) {
        self.line(line);
        self.depth += 1;
        inner(self);
        self.depth -= 1;
    }

    /// Long text, line by line below a line that says what it is.
    pub(super) fn block(&mut self, line: fmt::Arguments<'_>, text: &str) {
        self.nest(line, |out| {
            text.trim().lines().for_each(|line| out.line(format_args!("| {}", line.trim())))
        });
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// `name="value"` for each attribute that is there.
pub(super) fn attributes(list: &[(&str, Option<String>)]) -> String {
    list.iter()
        .filter_map(|(name, value)| value.as_ref().map(|value| format!(" {name}={value}")))
        .collect()
}
