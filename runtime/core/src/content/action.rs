//! How does an action of a functional module leave the session?

use crate::border::{from_data, to_data};
use crate::failure::Failure;
use crate::machine::Cx;
use crate::value::{R, Value};
use crate::{Action, ActionElement, Answer, Data};

use super::{fail, text};

/// An action that is about to be taken.
#[derive(Clone, Copy, Debug)]
pub struct ActionRequest<'a> {
    /// The module, such as `queue`.
    pub module: &'static str,
    /// The action, such as `submit`.
    pub name: &'static str,
    /// The id of the request.
    pub requestid: Value,
    /// What the document says.
    pub element: Element<'a>,
    /// The location attributes whose values are wanted.
    pub locations: &'a [&'static str],
}

/// An action or one of its parameter elements, evaluated.
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    /// Its name.
    pub name: &'static str,
    /// Attributes in document order.
    pub attributes: &'a [(&'static str, Value)],
    /// `<param>` children in document order.
    pub params: &'a [(&'static str, Value)],
    /// `<content>` child, or [`Value::HOLE`].
    pub content: Value,
    /// Parameter elements in document order.
    pub children: &'a [Element<'a>],
}

/// A fresh request id.
pub fn request_id(cx: &mut Cx<'_>) -> Value {
    cx.machine.requests += 1;
    let id = format!("{}.request.{}", cx.machine.session_id, cx.machine.requests);
    cx.machine.realm.string(&id)
}

/// Asks a functional module for something; gives the values for `locations`.
///
/// # Errors
/// When a value cannot leave the session, or nobody takes the request.
pub fn action(request: ActionRequest<'_>, cx: &mut Cx<'_>) -> R<Vec<Value>> {
    let requestid = text(request.requestid, cx)?;
    let element = element(&request.element, cx)?;
    let (module, name) = (request.module, request.name);
    match cx.platform.action(Action { module, name, requestid: requestid.clone(), element }) {
        Answer::Taken(answers) => Ok(request
            .locations
            .iter()
            .map(|location| match answers.iter().find(|(name, _)| name == location) {
                Some((_, data)) => from_data(data, cx),
                None => Value::UNDEFINED,
            })
            .collect()),
        Answer::Refused(description) => {
            let mut failure = Failure::new(format!("error.{module}.{name}"), description.clone());
            failure.more = vec![
                ("requestid", Data::from(requestid)),
                ("description", Data::from(description)),
            ];
            Err(fail(failure, cx))
        }
    }
}

fn element(element: &Element<'_>, cx: &mut Cx<'_>) -> R<ActionElement> {
    let named = |list: &[(&'static str, Value)], cx: &mut Cx<'_>| {
        list.iter().map(|(name, value)| Ok((*name, to_data(*value, cx)?))).collect::<R<Vec<_>>>()
    };
    Ok(ActionElement {
        name: element.name,
        attributes: named(element.attributes, cx)?,
        params: named(element.params, cx)?,
        content: if element.content.is_hole() { None } else { Some(to_data(element.content, cx)?) },
        children: element
            .children
            .iter()
            .map(|child| self::element(child, cx))
            .collect::<R<Vec<_>>>()?,
    })
}
