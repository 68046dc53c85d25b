//! What the compiler and the runtime agree on, as data: the functional modules, and the names that ECMAScript and
//! the engine already know. No code beyond look-ups.

pub mod builtins;
pub mod modules;
pub mod names;
