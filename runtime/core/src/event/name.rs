//! What is an event called, and which number is that in a program?

use crate::Program;
use crate::snapshot::{Broken, Reader, Stored, Writer};

/// An event's name.
#[derive(Clone, Debug)]
pub struct Name(Text);

/// The number is that of the name's longest descriptor in the program that looked it up last, or 0.
#[derive(Clone, Debug)]
enum Text {
    Static(u32, &'static str),
    Owned(u32, Box<str>),
}

impl Default for Name {
    fn default() -> Self {
        Name(Text::Static(0, ""))
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Name(Text::Owned(0, text.into()))
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Name(Text::Owned(0, text.into()))
    }
}

impl Name {
    /// The name of this number in a program.
    pub(super) const fn known(id: u32, text: &'static str) -> Self {
        Name(Text::Static(id, text))
    }

    /// Whether it is written in a program.
    #[inline]
    pub(super) fn is_constant(&self) -> bool {
        matches!(self.0, Text::Static(..))
    }

    /// The name's text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::Static(_, text) => text,
            Text::Owned(_, text) => text,
        }
    }

    /// Its number in the program that looked it up last.
    #[inline]
    pub(crate) fn id(&self) -> u32 {
        match &self.0 {
            Text::Static(id, _) | Text::Owned(id, _) => *id,
        }
    }

    /// Looks the name up among the descriptors of a program.
    #[inline]
    pub(crate) fn resolve(&mut self, program: &'static Program) {
        if !self.is_resolved(program) {
            self.look_up(program);
        }
    }

    /// Whether it is one of the program's descriptors, of the program's making.
    ///
    /// A constructor of another program's event may have made the name: its number counts only if this program has the
    /// same descriptor there.
    #[inline]
    pub(crate) fn is_resolved(&self, program: &'static Program) -> bool {
        match &self.0 {
            Text::Static(id, text) => program
                .events
                .get(id.wrapping_sub(1) as usize)
                .is_some_and(|descriptor| std::ptr::eq(*descriptor, *text)),
            Text::Owned(..) => false,
        }
    }

    #[inline(never)]
    fn look_up(&mut self, program: &'static Program) {
        // The same text may be in two places of a program.
        if let Text::Static(id, text) = &self.0
            && program.events.get(id.wrapping_sub(1) as usize) == Some(text)
        {
            return;
        }
        let found = program.event_id(self.as_str());
        match &mut self.0 {
            Text::Static(id, _) | Text::Owned(id, _) => *id = found,
        }
    }
}

/// Its text: what it is in the program is looked up again.
impl Stored for Name {
    fn write(&self, to: &mut Writer<'_>) {
        to.bytes(self.as_str().as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Broken> {
        let text = String::read(from)?;
        let mut name = from.program.event(&text).name;
        name.resolve(from.program);
        Ok(name)
    }
}
