//! How does a session ask a functional module for something?

use crate::border::{from_data, to_data};
use crate::convert::to_utf8;
use crate::machine::Cx;
use crate::value::{R, Value};
use crate::{Action, ActionElement, Answer, Data, Event, failure};

/// An action, evaluated.
#[derive(Clone, Copy, Debug)]
pub struct ActionRequest<'a> {
    /// The module, such as `queue`.
    pub module: &'static str,
    /// The action, such as `submit`.
    pub name: &'static str,
    /// What [`request_id`] gave.
    pub requestid: Value,
    /// What the document says.
    pub element: Element<'a>,
    /// The attributes that want values back.
    pub locations: &'a [&'static str],
}

/// An action or one of its parameter elements; absent values are [`Value::HOLE`].
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    /// Its name.
    pub name: &'static str,
    /// Attributes in document order.
    pub attributes: &'a [(&'static str, Value)],
    /// `<param>` children in document order.
    pub params: &'a [(&'static str, Value)],
    /// `<content>` child.
    pub content: Value,
    /// Parameter elements in document order.
    pub children: &'a [Element<'a>],
}

/// A fresh request id.
pub fn request_id(cx: &mut Cx<'_>) -> Value {
    cx.machine.requests = cx.machine.requests.wrapping_add(1);
    let id = format!("{}.request.{}", cx.machine.session_id, cx.machine.requests);
    cx.machine.realm.string(&id)
}

/// Asks a module; gives the values for the locations, in that order.
///
/// # Errors
/// What a conversion throws.
pub fn action(request: ActionRequest<'_>, cx: &mut Cx<'_>) -> R<Vec<Value>> {
    let ActionRequest { module, name, requestid, element, locations } = request;
    let requestid = to_utf8(requestid, cx)?;
    let element = copy(&element, cx)?;
    let answer = cx.platform.action(Action { module, name, requestid: requestid.clone(), element });
    let values = match answer {
        Answer::Taken(values) => values,
        Answer::Refused(description) => {
            refuse(module, name, requestid, description, cx);
            Vec::new()
        }
    };
    let mut of = |location: &&str| {
        // That of an action which stands in this one.
        if *location == "requestid" {
            return request_id(cx);
        }
        let given = values.iter().find(|(name, _)| name == location);
        given.map_or(Value::UNDEFINED, |(_, data)| from_data(data, cx))
    };
    Ok(locations.iter().map(&mut of).collect())
}

fn copy(element: &Element<'_>, cx: &mut Cx<'_>) -> R<ActionElement> {
    let mut copy_all = |values: &[(&'static str, Value)]| -> R<Vec<(&'static str, Data)>> {
        let values = values.iter().filter(|(_, value)| !value.is_hole());
        values.map(|(name, value)| Ok((*name, to_data(*value, cx)?))).collect()
    };
    let (attributes, params) = (copy_all(element.attributes)?, copy_all(element.params)?);
    let content =
        if element.content.is_hole() { None } else { Some(to_data(element.content, cx)?) };
    let children = element.children.iter().map(|child| copy(child, cx)).collect::<R<_>>()?;
    Ok(ActionElement { name: element.name, attributes, params, content, children })
}

/// Lets the session know that nobody takes the action: `error.<module>.<action>`, like any of its results.
fn refuse(module: &str, name: &str, requestid: String, description: String, cx: &mut Cx<'_>) {
    let mut members = failure::place(cx);
    members.extend([
        ("requestid", Data::from(requestid)),
        ("error", Data::from("refused")),
        ("description", Data::from(description)),
    ]);
    let event = Event::new(format!("error.{module}.{name}")).with_data(Data::object(members));
    cx.machine.enqueue_external(event);
}
