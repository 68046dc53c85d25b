//! Which machine of its session does a send reach? Section C.1.

use crate::content::send::is_scxml;
use crate::family::{Family, Member, Runs};
use crate::machine::Machine;
use crate::{Send, SendError};

/// What becomes of a send.
enum Route {
    /// It reaches this machine of the session.
    Machine(u32),
    /// The platform decides.
    Platform,
    /// It is passed over: its sender is cancelled, and this is for the parent (section 6.4.3).
    Ignored,
    /// There is nobody.
    Nobody,
}

/// A send that has reached no machine of the session.
pub(crate) enum Undelivered {
    /// It is the platform's.
    Outside(Box<Send>),
    /// There was a machine for it, or should have been.
    Failed(Box<Send>, SendError),
}

/// Delivers a send of a machine to where it goes, if that is in its session; `holder` has the family.
pub(crate) fn deliver(
    mut send: Box<Send>,
    from: u32,
    holder: &mut Machine,
) -> Result<(), Undelivered> {
    let Some(family) = holder.family.as_deref() else {
        return Err(match invoke_id(&send) {
            Some(_) => nobody(send),
            None => Undelivered::Outside(send),
        });
    };
    let to = match route(&send, from, family) {
        Route::Machine(to) => to,
        Route::Platform => return Err(Undelivered::Outside(send)),
        Route::Ignored => return Ok(()),
        Route::Nobody => return Err(nobody(send)),
    };
    let waiting = if to == family.running { holder.waiting() } else { family.waiting(to) };
    if waiting >= holder.limits().waiting_events {
        let message = "too many events wait there already".to_owned();
        return Err(Undelivered::Failed(send, SendError::Unreachable(message)));
    }
    if let Some(member) = family.member(from).filter(|member| member.parent == to) {
        send.event = send.event.with_invokeid(member.id.as_str());
    }
    holder.deliver(to, send.event);
    Ok(())
}

fn nobody(send: Box<Send>) -> Undelivered {
    let id = invoke_id(&send).unwrap_or_default();
    let message = format!("nothing that is invoked here has the id `{id}`");
    Undelivered::Failed(send, SendError::Unreachable(message))
}

/// What the target says is the id of an invocation.
fn invoke_id(send: &Send) -> Option<&str> {
    if !is_scxml(send.kind.as_deref()) {
        return None;
    }
    let id = send.target.as_deref()?.strip_prefix("#_")?;
    (id != "parent" && !id.starts_with("scxml_")).then_some(id)
}

fn route(send: &Send, from: u32, family: &Family) -> Route {
    let Some(target) = send.target.as_deref().filter(|_| is_scxml(send.kind.as_deref())) else {
        return Route::Platform;
    };
    if let Some(id) = invoke_id(send) {
        let invoked = family.invoked_by(from).find(|member| member.id == id);
        return match invoked.map(|member| (member.number, &member.runs)) {
            Some((number, Runs::Machine(_) | Runs::Away)) => Route::Machine(number),
            Some((_, Runs::Platform)) => Route::Platform,
            Some((_, Runs::Over)) | None => Route::Nobody,
        };
    }
    let sender = family.member(from);
    let to = match target {
        "#_parent" => sender.map(|member| member.parent),
        // In ors the address of a session is its bare id.
        _ => family.find(target.strip_prefix("#_scxml_").unwrap_or(target)),
    };
    let is_ignored = |member: &Member| member.cancelled && Some(member.parent) == to;
    match to {
        Some(_) if sender.is_some_and(is_ignored) => Route::Ignored,
        Some(to) => Route::Machine(to),
        None => Route::Platform,
    }
}
