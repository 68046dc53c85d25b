//! Do compiled charts do what Appendix D of the Recommendation says?
//!
//! [`generate`] writes charts that nobody has thought of, [`chart`] reads any chart a second time, without the
//! compiler, and [`reference`] interprets it by the letter of the pseudocode.

pub mod chart;
pub mod generate;
pub mod random;
pub mod reference;
