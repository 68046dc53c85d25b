//! Where is what runs now, should it fail? In a function of the program, at one of its sites, or there in a script.

use crate::program::{NONE, Program};

/// Flag of a place that is counted from the first one of the function.
const OWN: u32 = 1 << 31;

/// Where a machine is; at rest it is nowhere. Functions that differ in nothing but where they stand in the document are
/// one, so what they name is counted from the first site and place that are theirs: see [`Program::origins`].
#[derive(Debug)]
pub(crate) struct Whereabouts {
    /// The function that the engine runs, as [`Program::origin`] takes it; [`NONE`] where the site is one of all.
    pub(crate) function: u32,
    /// A site of the function.
    site: u32,
    /// A place in a script, a number plus one: of all places, or with [`OWN`] of those of the function; 0 where it is the
    /// site itself.
    place: u32,
}

impl Whereabouts {
    /// Nowhere.
    pub(crate) const NOWHERE: Self = Self { function: NONE, site: NONE, place: 0 };

    /// At a site, as [`Self::site`] gives it.
    pub(crate) fn at_site(site: u32) -> Self {
        Self { site, ..Self::NOWHERE }
    }

    /// At a site of the function.
    #[inline]
    pub(crate) fn name_site(&mut self, site: u32) {
        self.site = site;
        self.place = 0;
    }

    /// At a place of all scripts, plus one; or where [`Self::here`] said.
    #[inline]
    pub(crate) fn name_place(&mut self, place: u32) {
        self.place = place;
    }

    /// At a place of the function's own scripts, plus one.
    #[inline]
    pub(crate) fn name_own_place(&mut self, place: u32) {
        self.place = place | OWN;
    }

    /// The place now, for coming back to it.
    #[inline]
    pub(crate) fn here(&self) -> u32 {
        self.place
    }

    /// The number of the site in [`Program::sites`].
    pub(crate) fn site(&self, program: &Program) -> u32 {
        program.origin(self.function)[0].wrapping_add(self.site)
    }

    /// The row of [`Program::places`].
    pub(crate) fn place(&self, program: &Program) -> Option<&'static [u32; 3]> {
        let first = if self.place & OWN == 0 { 0 } else { program.origin(self.function)[1] };
        program.places.get((first + (self.place & !OWN).checked_sub(1)?) as usize)
    }
}
