//! How does a session become bytes, and bytes a session again? `SNAPSHOT.md` beside this crate describes the format.

mod check;
mod codec;
mod error;
mod handles;
mod machines;
mod nodes;
mod plain;
mod seal;
mod tables;

pub(crate) use codec::{
    Broken, Form, Reader, Stored, Writer, choice, read_item, record, write_item,
};
pub use error::RestoreError;
pub(crate) use handles::{Latin1, ObjectHandle, PartOf, Wide};
pub(crate) use machines::{Invoked, OfRoot};
pub(crate) use plain::{Each, Map, Nested, OrDefault, Roomy, Usual};
pub(crate) use tables::{
    Builtin, FunctionNumber, HostFunction, RegexpNumber, SlotName, SlotNumber, StateId, StateNumber,
};

use crate::{Program, Session};

impl Session {
    /// The session as bytes, for [`Session::restore`] in this process or another. May be taken whenever the host holds
    /// the session: before its start, between two macrosteps (events may wait then), and after its end. Sessions in the
    /// same state give the same bytes.
    #[must_use]
    pub fn snapshot(&self) -> Vec<u8> {
        let mut body = Vec::new();
        machines::write_root(&self.machine, &mut body);
        seal::sealed(self.program(), &body)
    }

    /// A session that goes on exactly where the one that the snapshot was taken of was. Its limits are not part of the
    /// snapshot: they are the host's, and are given again with [`Session::with_limits`].
    ///
    /// # Errors
    /// Why these bytes are no snapshot of a session of this program. Whatever the bytes are, nothing worse happens.
    pub fn restore(program: &'static Program, bytes: &[u8]) -> Result<Session, RestoreError> {
        let body = seal::opened(program, bytes)?;
        Ok(Session { machine: machines::read_root(program, body)? })
    }
}
