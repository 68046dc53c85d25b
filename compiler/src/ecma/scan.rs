//! How deep is this ECMAScript nested, and where do its statements end? Answered before it is parsed.
//!
//! A parser that is one function per rule needs stack for every level of nesting, and running out of it aborts the
//! process. So the depth is bounded first, by a scan that may count too much (where it cannot tell a division from
//! a regular expression it counts the brackets of both) but never too little.

/// How many brackets may be open at once.
pub(super) const MOST_BRACKETS: usize = 250;
/// How many operators, keywords and labels may be waiting for their right side at once, over all open brackets.
pub(super) const MOST_PENDING: usize = 2_000;
/// How many operators, members and calls may follow each other without a comma or semicolon.
pub(super) const MOST_OPERANDS: usize = 50_000;

/// Where the text is nested too deep, if it is.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let mut levels = vec![Level::default()];
    let mut pending = 0;
    for token in Tokens::new(text) {
        match token.kind {
            Kind::Open => {
                if let Some(level) = levels.last_mut() {
                    level.operators += 1;
                }
                levels.push(Level::default());
                if levels.len() > MOST_BRACKETS {
                    return Some(token.start);
                }
            }
            Kind::Close => {
                if levels.len() > 1
                    && let Some(level) = levels.pop()
                {
                    pending -= level.pending;
                }
                if text.as_bytes()[token.start] == b'}' && starts_statement(&text[token.end..]) {
                    pending -= levels.last_mut().map_or(0, Level::reset);
                }
            }
            Kind::Separator => pending -= levels.last_mut().map_or(0, Level::reset),
            Kind::Operator | Kind::Prefix => {
                let Some(level) = levels.last_mut() else { continue };
                level.operators += 1;
                if token.kind == Kind::Prefix {
                    level.pending += 1;
                    pending += 1;
                }
                if pending > MOST_PENDING || level.operators > MOST_OPERANDS {
                    return Some(token.start);
                }
            }
            Kind::Other => {}
        }
    }
    None
}

/// The end of the statement, at the level on which the text begins, that `position` is in; `None` when its brackets
/// do not close.
pub(super) fn statement_end(text: &str, position: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut last = 0;
    for token in Tokens::new(text) {
        let line_break =
            depth == 0 && token.start > position && text[last..token.start].contains('\n');
        if line_break {
            return Some(last);
        }
        last = token.end;
        let byte = text.as_bytes()[token.start];
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 && token.end > position && matches!(byte, b';' | b'}') {
            return Some(token.end);
        }
    }
    None
}

/// Whether what follows a closing brace begins a new statement rather than going on with an old one.
fn starts_statement(rest: &str) -> bool {
    let rest = rest.trim_start();
    let word: &str =
        rest.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').next().unwrap_or("");
    !word.is_empty() && !matches!(word, "else" | "in" | "instanceof" | "while" | "of")
}

#[derive(Default)]
struct Level {
    /// What waits for its right side.
    pending: usize,
    /// Operators since the last separator.
    operators: usize,
}

impl Level {
    /// Forgets what waits, and gives how much that was.
    fn reset(&mut self) -> usize {
        self.operators = 0;
        std::mem::take(&mut self.pending)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `(`, `[`, `{`, and `${` in a template.
    Open,
    /// Their partners.
    Close,
    /// `;` and `,`
    Separator,
    /// A character that can begin something nested to its right: `!`, `?`, `=`, `:`, and words such as `typeof`.
    Prefix,
    /// Any other operator.
    Operator,
    /// A word, a number, a string.
    Other,
}

struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

/// The tokens of a text, as far as brackets and operators go.
struct Tokens<'a> {
    text: &'a [u8],
    at: usize,
    /// Whether a value may end just before `at`, so that `/` divides.
    after_value: bool,
    /// For every open bracket, whether it is a template's `${`.
    open: Vec<bool>,
}

impl<'a> Tokens<'a> {
    fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0, after_value: false, open: Vec::new() }
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn skip_blank(&mut self) {
        while self.at < self.text.len() {
            match self.byte(0) {
                b'/' if self.byte(1) == b'/' => self.skip_until(b"\n"),
                b'/' if self.byte(1) == b'*' => self.skip_until(b"*/"),
                b if b.is_ascii_whitespace() => self.at += 1,
                _ => return,
            }
        }
    }

    fn skip_until(&mut self, end: &[u8]) {
        // A comment's own `/*` is not its end.
        let from = (self.at + 2).min(self.text.len());
        let found = self.text[from..].windows(end.len()).position(|w| w == end);
        self.at = found.map_or(self.text.len(), |place| from + place + end.len());
    }

    /// Goes behind the closing quote, or to the end of the line.
    fn skip_string(&mut self, quote: u8) {
        self.at += 1;
        while self.at < self.text.len() {
            match self.byte(0) {
                b'\\' => self.at += 2,
                b'\n' => return,
                b => {
                    self.at += 1;
                    if b == quote {
                        return;
                    }
                }
            }
        }
    }

    /// Goes behind the end of a regular expression, or stays behind the slash when the line ends first.
    fn skip_regex(&mut self) {
        let mut at = self.at + 1;
        let mut class = false;
        while let Some(byte) = self.text.get(at) {
            match byte {
                b'\\' => at += 1,
                b'[' => class = true,
                b']' => class = false,
                b'/' if !class => {
                    self.at = at + 1;
                    return;
                }
                b'\n' => break,
                _ => {}
            }
            at += 1;
        }
        self.at += 1;
    }

    /// Goes through a template's text; `true` when it ends in `${`.
    fn skip_template(&mut self) -> bool {
        while self.at < self.text.len() {
            match self.byte(0) {
                b'\\' => self.at += 2,
                b'`' => {
                    self.at += 1;
                    return false;
                }
                b'$' if self.byte(1) == b'{' => {
                    self.at += 2;
                    self.open.push(true);
                    return true;
                }
                _ => self.at += 1,
            }
        }
        false
    }

    fn word(&mut self) -> Kind {
        let start = self.at;
        while self.at < self.text.len()
            && (self.byte(0).is_ascii_alphanumeric()
                || matches!(self.byte(0), b'_' | b'$' | 0x80..))
        {
            self.at += 1;
        }
        match &self.text[start..self.at] {
            b"typeof" | b"void" | b"delete" | b"new" | b"if" | b"else" | b"for" | b"while"
            | b"do" | b"with" | b"await" | b"yield" => Kind::Prefix,
            _ => Kind::Other,
        }
    }
}

impl Tokens<'_> {
    /// One token; whether a value may end with it.
    fn token(&mut self) -> (Kind, bool) {
        match self.byte(0) {
            b'(' | b'[' | b'{' => {
                self.at += 1;
                self.open.push(false);
                (Kind::Open, false)
            }
            closing @ (b')' | b']' | b'}') => {
                self.at += 1;
                if self.open.pop() == Some(true) && closing == b'}' {
                    self.skip_template();
                }
                (Kind::Close, true)
            }
            b'`' => {
                self.at += 1;
                (if self.skip_template() { Kind::Open } else { Kind::Other }, true)
            }
            quote @ (b'\'' | b'"') => {
                self.skip_string(quote);
                (Kind::Other, true)
            }
            b'/' if !self.after_value => {
                self.skip_regex();
                (Kind::Other, true)
            }
            b if b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$' | 0x80..) => {
                (self.word(), true)
            }
            _ => self.operator(),
        }
    }

    fn operator(&mut self) -> (Kind, bool) {
        let (first, second) = (self.byte(0), self.byte(1));
        self.at += 1;
        match first {
            b';' | b',' => (Kind::Separator, false),
            // After `1.` stands a division, after any other dot a name.
            b'.' => (Kind::Operator, true),
            b'+' | b'-' if second == first => {
                self.at += 1;
                (Kind::Prefix, true)
            }
            b'=' | b'!' | b'<' | b'>' if second == b'=' => {
                while self.byte(0) == b'=' {
                    self.at += 1;
                }
                (Kind::Operator, false)
            }
            // The only operator with two operands that leans to the right.
            b'*' if second == b'*' => {
                self.at += 1;
                (Kind::Prefix, false)
            }
            b'!' | b'?' | b'=' | b':' | b'~' => (Kind::Prefix, false),
            b'+' | b'-' if !self.after_value => (Kind::Prefix, false),
            b'+' | b'-' | b'*' | b'/' | b'%' | b'<' | b'>' | b'&' | b'|' | b'^' => {
                (Kind::Operator, false)
            }
            _ => (Kind::Other, true),
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip_blank();
        let start = self.at;
        if start >= self.text.len() {
            return None;
        }
        let (kind, after_value) = self.token();
        self.at = self.at.min(self.text.len());
        self.after_value = after_value;
        Some(Token { kind, start, end: self.at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_bounded_before_parsing() {
        let nested = |n: usize| format!("{}1{}", "(".repeat(n), ")".repeat(n));
        assert_eq!(too_deep(&nested(MOST_BRACKETS - 1)), None);
        assert_eq!(too_deep(&nested(3_000)), Some(MOST_BRACKETS - 1));
        assert!(too_deep(&"!".repeat(10_000)).is_some());
        assert!(too_deep(&"- ".repeat(10_000)).is_some());
        assert!(too_deep(&"a ** ".repeat(10_000)).is_some());
        assert!(too_deep(&"a = ".repeat(10_000)).is_some());
        assert!(too_deep(&"a ? b : ".repeat(10_000)).is_some());
        assert!(too_deep(&"if (a) ".repeat(10_000)).is_some());
        assert!(too_deep(&"if (a) {} else ".repeat(10_000)).is_some());
        assert!(too_deep(&format!("`{}", "${".repeat(3_000))).is_some());
        assert!(too_deep(&"a + ".repeat(60_000)).is_some());
        assert!(too_deep(&"a.b()".repeat(60_000)).is_some());
    }

    #[test]
    fn long_but_flat_text_passes() {
        assert_eq!(too_deep(&"a = b ? c : !d; ".repeat(10_000)), None);
        assert_eq!(too_deep(&"if (a) { b() } ".repeat(10_000)), None);
        assert_eq!(too_deep(&"function f() { return 1 }\n".repeat(10_000)), None);
        assert_eq!(too_deep(&"x = { a: 1 };\n".repeat(10_000)), None);
        assert_eq!(too_deep(&"'(' + ".repeat(5_000)), None);
        assert_eq!(too_deep(&"x = /[(]/; // (\n".repeat(1_000)), None);
        assert_eq!(too_deep(&"a + ".repeat(5_000)), None);
        assert_eq!(too_deep(&"a !== b && c <= d || ".repeat(5_000)), None);
        assert_eq!(too_deep(&format!("x = [{}]", "{a: -1}, ".repeat(10_000))), None);
    }

    #[test]
    fn statements_end_where_their_brackets_close() {
        let text = "var a = ; var b = 1; f(";
        assert_eq!(statement_end(text, 8), Some(9));
        assert_eq!(statement_end(text, 22), None);
        assert_eq!(statement_end("if (a) { x = ; }\ny", 13), Some(16));
        assert_eq!(statement_end("a b\nc", 2), Some(3));
    }
}
