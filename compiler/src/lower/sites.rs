//! Which places of the document does generated code name? Those of a function that say the same are one.

use std::collections::HashMap;

use crate::chart;
use crate::load::file_name;
use crate::plan::Site;

/// The sites that are in use: function by function, in the order of their first use there.
#[derive(Debug, Default)]
pub(super) struct Sites {
    list: Vec<Site>,
    /// Where the function in hand counts from.
    first: u32,
    /// Its sites; only looked up.
    numbers: HashMap<Site, u32>,
}

impl Sites {
    /// Begins a function; gives where its sites begin.
    pub(super) fn begin(&mut self) -> u32 {
        self.numbers.clear();
        self.first = self.list.len() as u32;
        self.first
    }

    /// The number of a site among those of the function.
    pub(super) fn number(&mut self, site: &chart::Site) -> u32 {
        let (error, with_error_name) = match site.error {
            chart::ErrorEvent::Named(name) => (name, false),
            chart::ErrorEvent::WithErrorName(prefix) => (prefix, true),
        };
        let (document, element) = (file_name(&site.document).to_owned(), site.element.clone());
        let chart::Site { line, column, .. } = *site;
        let site = Site { document, line, column, element, error, with_error_name };
        let next = self.list.len() as u32 - self.first;
        *self.numbers.entry(site).or_insert_with_key(|site| {
            self.list.push(site.clone());
            next
        })
    }

    pub(super) fn finish(self) -> Vec<Site> {
        self.list
    }
}
