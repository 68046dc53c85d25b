//! Why is a snapshot refused?

use super::Broken;

/// Why bytes are no snapshot that a session can be restored from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RestoreError {
    /// They do not begin as a snapshot does.
    NotASnapshot,
    /// The snapshot is in a version of the format that this runtime does not know.
    Version {
        /// That version.
        found: u32,
    },
    /// The end is missing.
    Truncated,
    /// They are not what was written: the checksum differs, or something follows.
    Altered,
    /// A runtime with other built-in objects and names wrote it.
    Runtime,
    /// It is of another program, or of the same one compiled from another document.
    Program {
        /// The name of the program that it is of.
        found: String,
        /// The name of the program that it was to be restored for.
        expected: &'static str,
    },
    /// What it says cannot be a session of the program.
    Invalid(&'static str),
}

impl From<Broken> for RestoreError {
    fn from(Broken(why): Broken) -> Self {
        RestoreError::Invalid(why)
    }
}

impl std::error::Error for RestoreError {}

impl std::fmt::Display for RestoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RestoreError::NotASnapshot => f.write_str("this is not a snapshot of a session"),
            RestoreError::Version { found } => write!(
                f,
                "the snapshot has version {found} of the format; this runtime reads version {}",
                super::seal::VERSION
            ),
            RestoreError::Truncated => f.write_str("the end of the snapshot is missing"),
            RestoreError::Altered => f.write_str("the snapshot is not as it was written"),
            RestoreError::Runtime => {
                f.write_str("the snapshot was written by another version of the runtime")
            }
            RestoreError::Program { found, expected } if found == expected => {
                write!(f, "the snapshot is of another version of `{expected}`")
            }
            RestoreError::Program { found, expected } => {
                write!(f, "the snapshot is of `{found}`, not of `{expected}`")
            }
            RestoreError::Invalid(why) => write!(f, "the snapshot contradicts itself: {why}"),
        }
    }
}
