//! How is a plan spelled in Rust? One `quote!` per thing.

pub mod code;
