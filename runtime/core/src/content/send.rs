//! Where does a `<send>` go?

use crate::failure::{self, Failure};
use crate::machine::Cx;
use crate::{Send, SendError};

/// Hands a send that is due to the platform.
pub(crate) fn dispatch(send: Send, cx: &mut Cx<'_>) {
    let sendid = send.event.sendid().map(str::to_owned);
    if let Err(SendError::UnsupportedType(message) | SendError::Unreachable(message)) =
        cx.platform.send(send)
    {
        let failure = Failure { sendid, ..Failure::new("error.communication", message) };
        failure::raise(failure, cx);
    }
}
