//! What does a stage hold? Indented text for people (`scxmlc emit --stage`) and for tests; the same stage gives the
//! same bytes.

mod ast;
mod chart;
mod outline;
mod plan;

pub use ast::ast;
pub use chart::chart;
pub use plan::plan;
