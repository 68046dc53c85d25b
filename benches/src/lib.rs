//! The same machines three times: compiled from SCXML, written by hand, and in a state-machine crate.

pub mod compiled;
pub mod hand;
pub mod statig_machines;

/// A machine that a benchmark drives; `event` counts from 0 and is taken modulo what the machine understands.
pub trait Subject {
    /// Takes one event.
    fn event(&mut self, event: u32);
    /// A number that tells its states apart, so that the work cannot be optimised away and can be compared.
    fn state(&self) -> u32;
}

/// What takes part in a comparison: its name, and how to make it.
pub type Contender = (&'static str, fn() -> Box<dyn Subject>);

/// A chart and its contenders.
pub type Chart = (&'static str, Vec<Contender>);

/// Every chart with its contenders, the compiled one first.
pub fn charts() -> Vec<Chart> {
    vec![
        (
            "flat",
            vec![
                ("scxmlc", compiled::flat),
                ("hand", hand::flat),
                ("statig", statig_machines::flat),
            ],
        ),
        (
            "ring16",
            vec![
                ("scxmlc", compiled::ring16),
                ("hand", hand::ring16),
                ("statig", statig_machines::ring16),
            ],
        ),
        ("ring1024", vec![("scxmlc", compiled::ring1024), ("hand", hand::ring1024)]),
        ("own16", vec![("scxmlc", compiled::own16), ("hand", hand::own16)]),
        ("own1024", vec![("scxmlc", compiled::own1024), ("hand", hand::own1024)]),
        ("regions", vec![("scxmlc", compiled::regions), ("hand", hand::regions)]),
    ]
}
