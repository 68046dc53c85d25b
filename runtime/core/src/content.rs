//! What does executable content do?

pub(crate) mod send;
