//! What could conditions and executable content be?

use std::fmt::Write as _;

use super::Writer;

impl Writer {
    pub(super) fn cond(&mut self) -> String {
        let place = format!("In('{}')", self.random.one(&self.all).id);
        if !self.ecmascript {
            return place;
        }
        match self.random.below(4) {
            0 => place,
            1 => format!("!{place}"),
            2 => format!("x % 3 == {}", self.random.below(3)),
            _ => format!("!{place} &amp;&amp; x % 2 == {}", self.random.below(2)),
        }
    }

    /// Executable content of at most so many instructions.
    pub(super) fn content(&mut self, most: usize) {
        for _ in 0..self.random.below(most + 1) {
            self.labels += 1;
            let label = self.labels;
            let _ = match self.random.below(16) {
                0 => {
                    write!(self.text, "<raise event=\"{}\"/>", self.random.one(&["r", "c", "a.x"]))
                }
                1 => {
                    let cond = self.cond();
                    let _ = write!(self.text, "<if cond=\"{cond}\">");
                    self.content(most.min(2) - 1);
                    self.text.push_str("<else/>");
                    self.content(most.min(2) - 1);
                    write!(self.text, "</if>")
                }
                2..=4 if self.ecmascript => {
                    let step = 1 + self.random.below(2);
                    write!(self.text, "<assign location=\"x\" expr=\"x + {step}\"/>")
                }
                5 | 6 if self.ecmascript => {
                    write!(self.text, "<log label=\"l{label}\" expr=\"x\"/>")
                }
                _ if self.noise > 0 => write!(self.text, "<log label=\"l{label}\"/>"),
                _ => Ok(()),
            };
        }
    }
}
