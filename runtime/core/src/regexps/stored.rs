//! How is the regular expression of a RegExp object written into a snapshot?

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::{Regexp, are_flags, compile};
use crate::snapshot::{Broken, Form, Reader, RegexpNumber, Writer};
use crate::strings::Units;

/// A row of the program's table.
pub(super) struct OfProgram;

impl Form<&'static Regexp> for OfProgram {
    fn write(regexp: &&'static Regexp, to: &mut Writer<'_>) {
        let place = to.program.regexps.iter().position(|row| std::ptr::eq(row, *regexp));
        RegexpNumber::write(&(place.expect("literals are the program's") as u32), to);
    }

    fn read(from: &mut Reader<'_>) -> Result<&'static Regexp, Broken> {
        let number = RegexpNumber::read(from)?;
        Ok(&from.program.regexps[number as usize])
    }
}

/// A pattern that was made from text.
pub(super) struct OfText;

impl Form<Arc<Regexp>> for OfText {
    fn write(regexp: &Arc<Regexp>, to: &mut Writer<'_>) {
        to.bytes(regexp.source.as_bytes());
        to.bytes(regexp.flags.as_bytes());
    }

    fn read(from: &mut Reader<'_>) -> Result<Arc<Regexp>, Broken> {
        let mut text = || {
            let bytes = from.bytes()?;
            std::str::from_utf8(bytes).map_err(|_| Broken("a regular expression is no text"))
        };
        let (source, flags) = (text()?.to_owned(), text()?.to_owned());
        let units: Vec<u16> = source.encode_utf16().collect();
        let compiled = compile(Units::Wide(&units), &flags);
        if compiled.is_err() || !are_flags(&flags) {
            return Err(Broken("a regular expression is none"));
        }
        let (source, flags) = (Cow::Owned(source), Cow::Owned(flags));
        Ok(Arc::new(Regexp { source, flags, compiled: OnceLock::from(compiled) }))
    }
}
