//! Compiles the statechart that `main.rs` includes.

fn main() -> Result<(), scxmlc::build::Error> {
    scxmlc::build::compile("src/crossing.scxml")
}
