//! Do compiled charts do what Appendix D of the Recommendation says, and expressions what node does?
//!
//! [`generate`] writes charts that nobody has thought of, [`chart`] reads any chart a second time, without the
//! compiler, and [`reference`] interprets it by the letter of the pseudocode.
//! [`expressions`] writes expressions.

pub mod chart;
pub mod expressions;
pub mod generate;
pub mod random;
pub mod reference;
