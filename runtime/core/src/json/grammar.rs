//! What is a JSON text made of? The grammar of ECMA-262 5.1, 15.12.1, told piece by piece. Nesting takes memory, not stack.

use crate::strings::{Text, Units};

/// Where a text stops being JSON, in units from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Misfit {
    pub(crate) place: usize,
    /// Whether the text ends there.
    pub(crate) at_end: bool,
}

/// Who is told what a text is made of, in its order.
pub(crate) trait Sink {
    /// Why it wants to hear no more; a misfit is a reason.
    type Error: From<Misfit>;

    /// `[` or `{`, at the place `start`.
    fn begin(&mut self, is_object: bool, start: usize) -> Result<(), Self::Error>;
    /// The name of a member, of which the value follows.
    fn name(&mut self, string: Raw) -> Result<(), Self::Error>;
    fn string(&mut self, string: Raw) -> Result<(), Self::Error>;
    fn number(&mut self, number: f64) -> Result<(), Self::Error>;
    /// `true` or `false`; none for `null`.
    fn word(&mut self, boolean: Option<bool>) -> Result<(), Self::Error>;
    /// The end of the array or object that began last and has not ended; `end` is the place after it.
    fn end(&mut self, end: usize) -> Result<(), Self::Error>;
}

/// A string as it stands in the text, without its quotes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) has_escapes: bool,
}

/// Tells `sink` what `text` is made of. UTF-8 may be given as if its bytes were units.
///
/// # Errors
/// The sink's; a misfit.
pub(crate) fn read<S: Sink>(text: Units<'_>, sink: &mut S) -> Result<(), S::Error> {
    match text {
        Units::Latin1(units) => Reader { units, place: 0 }.document(sink),
        Units::Wide(units) => Reader { units, place: 0 }.document(sink),
    }
}

/// The units of a string without escapes.
pub(crate) fn unescaped(mut units: impl Iterator<Item = u16>) -> Text {
    let mut text = Text::new();
    while let Some(unit) = units.next() {
        if unit != u16::from(b'\\') {
            text.push_unit(unit);
            continue;
        }
        let letter = units.next().and_then(|unit| u8::try_from(unit).ok());
        text.push_unit(match letter {
            Some(b'b') => 0x08,
            Some(b'f') => 0x0C,
            Some(b'n') => u16::from(b'\n'),
            Some(b'r') => u16::from(b'\r'),
            Some(b't') => u16::from(b'\t'),
            Some(b'u') => units.by_ref().take(4).fold(0, |sum, digit| {
                let digit =
                    u8::try_from(digit).ok().and_then(|digit| char::from(digit).to_digit(16));
                sum << 4 | digit.unwrap_or(0) as u16
            }),
            other => u16::from(other.unwrap_or(b'\\')),
        });
    }
    text
}

struct Reader<'a, U> {
    units: &'a [U],
    place: usize,
}

impl<U: Copy + Into<u16>> Reader<'_, U> {
    #[inline]
    fn peek(&self) -> Option<u8> {
        let unit: u16 = (*self.units.get(self.place)?).into();
        Some(u8::try_from(unit).unwrap_or(0xFF))
    }

    #[inline]
    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.place += 1;
        }
    }

    #[inline]
    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.place += usize::from(found);
        found
    }

    fn misfit(&self) -> Misfit {
        Misfit { place: self.place, at_end: self.place >= self.units.len() }
    }

    fn need(&mut self, byte: u8) -> Result<(), Misfit> {
        if self.take(byte) { Ok(()) } else { Err(self.misfit()) }
    }

    fn document<S: Sink>(&mut self, sink: &mut S) -> Result<(), S::Error> {
        // Of each array and object that is open, whether it is an object.
        let mut open = Vec::new();
        loop {
            self.skip_space();
            if self.starts(&mut open, sink)? {
                continue;
            }
            // A value is complete: so may be what it is in.
            loop {
                self.skip_space();
                let Some(is_object) = open.last().copied() else {
                    return if self.place == self.units.len() {
                        Ok(())
                    } else {
                        Err(self.misfit().into())
                    };
                };
                if self.take(b',') {
                    if is_object {
                        self.member(sink)?;
                    }
                    break;
                }
                self.need(if is_object { b'}' } else { b']' })?;
                open.pop();
                sink.end(self.place)?;
            }
        }
    }

    /// Takes a value, or the start of one; tells whether another value follows first.
    fn starts<S: Sink>(&mut self, open: &mut Vec<bool>, sink: &mut S) -> Result<bool, S::Error> {
        match self.peek() {
            Some(b'"') => {
                let string = self.string()?;
                sink.string(string)?;
            }
            Some(first @ (b'[' | b'{')) => {
                self.place += 1;
                let is_object = first == b'{';
                sink.begin(is_object, self.place - 1)?;
                self.skip_space();
                if !self.take(if is_object { b'}' } else { b']' }) {
                    open.push(is_object);
                    if is_object {
                        self.member(sink)?;
                    }
                    return Ok(true);
                }
                sink.end(self.place)?;
            }
            Some(b'-' | b'0'..=b'9') => {
                let number = self.number()?;
                sink.number(number)?;
            }
            Some(b't') => {
                self.word(b"true")?;
                sink.word(Some(true))?;
            }
            Some(b'f') => {
                self.word(b"false")?;
                sink.word(Some(false))?;
            }
            Some(b'n') => {
                self.word(b"null")?;
                sink.word(None)?;
            }
            _ => return Err(self.misfit().into()),
        }
        Ok(false)
    }

    /// The name of a member and its colon.
    fn member<S: Sink>(&mut self, sink: &mut S) -> Result<(), S::Error> {
        self.skip_space();
        if self.peek() != Some(b'"') {
            return Err(self.misfit().into());
        }
        let name = self.string()?;
        sink.name(name)?;
        self.skip_space();
        Ok(self.need(b':')?)
    }

    fn word(&mut self, word: &[u8]) -> Result<(), Misfit> {
        word.iter().try_for_each(|byte| self.need(*byte))
    }

    fn digits(&mut self) -> Result<(), Misfit> {
        let start = self.place;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.place += 1;
        }
        if self.place == start { Err(self.misfit()) } else { Ok(()) }
    }

    fn number(&mut self) -> Result<f64, Misfit> {
        let start = self.place;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.place += 1;
            if !self.take(b'+') {
                self.take(b'-');
            }
            self.digits()?;
        }
        let units = self.units[start..self.place].iter();
        let text: String = units.map(|unit| char::from((*unit).into() as u8)).collect();
        Ok(text.parse().expect("JSON's numbers are Rust's"))
    }

    fn string(&mut self) -> Result<Raw, Misfit> {
        self.place += 1;
        let start = self.place;
        let mut has_escapes = false;
        loop {
            while let Some(unit) = self.units.get(self.place) {
                let unit: u16 = (*unit).into();
                if unit < 0x20 || unit == u16::from(b'"') || unit == u16::from(b'\\') {
                    break;
                }
                self.place += 1;
            }
            match self.peek() {
                Some(b'"') => {
                    self.place += 1;
                    return Ok(Raw { start, end: self.place - 1, has_escapes });
                }
                Some(b'\\') => {
                    has_escapes = true;
                    self.place += 1;
                    self.escape()?;
                }
                _ => return Err(self.misfit()),
            }
        }
    }

    fn escape(&mut self) -> Result<(), Misfit> {
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.place += 1,
            Some(b'u') => {
                self.place += 1;
                for _ in 0..4 {
                    if !self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                        return Err(self.misfit());
                    }
                    self.place += 1;
                }
            }
            _ => return Err(self.misfit()),
        }
        Ok(())
    }
}
