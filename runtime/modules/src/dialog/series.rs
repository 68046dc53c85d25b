//! How do the treatments of a submit run? One after the other while it waits, once each, and no event tells of them.

use std::collections::VecDeque;

use scxml_runtime::ActionElement;

use super::{Answered, treatment};
use crate::attributes::{self, Bad};
use crate::{Modules, Ports, Treatment};

/// Treatments of a submit.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    /// The submit.
    pub(super) submit: u64,
    /// Those that have not begun.
    left: VecDeque<Treatment>,
}

impl Modules {
    /// The treatments in a submit for this interaction.
    pub(crate) fn series(
        &self,
        submit: &ActionElement,
        interaction: &str,
    ) -> Result<VecDeque<Treatment>, Bad> {
        let series = submit.children.iter().filter(|child| child.name == "runtreatments");
        let listed = series.flat_map(|series| &series.children);
        listed.map(|element| self.of_series(element, interaction)).collect()
    }

    fn of_series(&self, element: &ActionElement, interaction: &str) -> Result<Treatment, Bad> {
        match attributes::text(element, "interactionid")? {
            Some(other) if other != interaction && other != "0" => {
                let name = element.name;
                return Err(format!("{name}:interactionid '{other}' is not that of the submit"));
            }
            _ => self.at_device(element, interaction)?,
        }
        treatment::read(element)
    }

    /// A submit waits: its first treatment begins.
    pub(crate) fn run_series(
        &mut self,
        submit: u64,
        interaction: &str,
        left: VecDeque<Treatment>,
        ports: &mut dyn Ports,
    ) {
        if !left.is_empty() {
            self.end_treatments(
                self.treatments.of(interaction),
                "another treatment was started",
                ports,
            );
            self.continue_series(interaction.to_owned(), Series { submit, left }, ports);
        }
    }

    /// The next treatment begins, if there is one and the submit still waits.
    pub(super) fn continue_series(
        &mut self,
        interaction: String,
        mut series: Series,
        ports: &mut dyn Ports,
    ) {
        if !self.router.is_pending(series.submit) {
            return;
        }
        if let Some(treatment) = series.left.pop_front() {
            self.begin(interaction, &treatment, Answered::Series(series), ports);
        }
    }

    /// The submit waits no more.
    pub(crate) fn end_series(&mut self, submit: u64, interaction: &str, ports: &mut dyn Ports) {
        let of = self.treatments.of(interaction);
        let meant = of.into_iter().filter(|order| {
            let playing = self.treatments.running.get(order);
            playing.is_some_and(
                |p| matches!(&p.answered, Answered::Series(series) if series.submit == submit),
            )
        });
        self.end_treatments(meant.collect(), "its submit waits no more", ports);
    }
}
