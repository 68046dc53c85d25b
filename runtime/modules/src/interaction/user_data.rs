//! How does user data change? Sessions and the outside change it; each change is reported by
//! `interaction.udata.changed`, and only then seen in the object model.

use scxml_runtime::Data;
use scxml_schema::modules::{self, Constancy};

use super::event;
use crate::{Modules, Ports};

impl Modules {
    /// `setuData(input, ixnid)`: merges keys and values, also inside objects.
    pub(crate) fn set_user_data(
        &mut self,
        session: &str,
        arguments: &[Data],
        ports: &mut dyn Ports,
    ) -> Result<(), String> {
        self.change_user_data(session, "setuData", arguments, ports, merge)
    }

    /// `deleteuData(input, ixnid)`: deletes what the leaves of the input name.
    pub(crate) fn delete_user_data(
        &mut self,
        session: &str,
        arguments: &[Data],
        ports: &mut dyn Ports,
    ) -> Result<(), String> {
        self.change_user_data(session, "deleteuData", arguments, ports, prune)
    }

    fn change_user_data(
        &mut self,
        session: &str,
        function: &str,
        arguments: &[Data],
        ports: &mut dyn Ports,
        change: fn(&mut Data, &[(String, Data)]),
    ) -> Result<(), String> {
        let Some(Data::Object(input)) = arguments.first() else {
            return Err(format!("{function}: the first argument is not an object"));
        };
        let named = match arguments.get(1) {
            None | Some(Data::Undefined | Data::Null) => "0".to_owned(),
            Some(Data::String(id)) => id.clone(),
            Some(Data::Number(position)) => position.to_string(),
            Some(_) => {
                return Err(format!("{function}: the second argument is not an interaction id"));
            }
        };
        let Some(id) = self.own(session, &named) else {
            return Err(format!("{function}: this session has no interaction '{named}'"));
        };
        let interaction = self.interactions.get_mut(&id).expect("what a session owns is alive");
        change(&mut interaction.call.user_data, input);
        ports.user_data(&id, &interaction.call.user_data);
        self.user_data_changed(&id);
        Ok(())
    }

    /// Tells the owner.
    pub(super) fn user_data_changed(&mut self, id: &str) {
        let Some(interaction) = self.interactions.get(id) else { return };
        let Some(owner) = &interaction.owner else { return };
        let mut changed = event(owner, "interaction.udata.changed", id, Vec::new());
        changed.event = interaction.with_user_data(changed.event);
        self.deliver(changed);
    }
}

/// Sets one member of an object; what is no object becomes one.
pub(super) fn put(object: &mut Data, key: &str, value: Data) {
    if !matches!(object, Data::Object(_)) {
        *object = Data::Object(Vec::new());
    }
    let Data::Object(members) = object else { return };
    match members.iter_mut().find(|(k, _)| k == key) {
        Some((_, old)) => *old = value,
        None => members.push((key.to_owned(), value)),
    }
}

fn merge(into: &mut Data, input: &[(String, Data)]) {
    for (key, value) in input {
        let nested = match into {
            Data::Object(members) => {
                members.iter_mut().find(|(k, old)| k == key && matches!(old, Data::Object(_)))
            }
            _ => None,
        };
        match (nested, value) {
            (Some((_, old)), Data::Object(inner)) => merge(old, inner),
            _ => put(into, key, value.clone()),
        }
    }
}

fn prune(from: &mut Data, input: &[(String, Data)]) {
    let Data::Object(members) = from else { return };
    for (key, value) in input {
        match value {
            Data::Object(inner) if !inner.is_empty() => {
                if let Some((_, old)) = members.iter_mut().find(|(k, _)| k == key) {
                    prune(old, inner);
                }
            }
            _ => members.retain(|(k, _)| k != key),
        }
    }
}

/// `getMediaIntValue(media)`: the number of a medium, -1 when there is none of this name. Names are compared without
/// regard to case, because documents spell them differently.
pub(crate) fn media_number(arguments: &[Data]) -> Result<Data, String> {
    let Some(name) = arguments.first().and_then(Data::as_str) else {
        return Err("getMediaIntValue: the argument is not a string".to_owned());
    };
    let number = modules::constants()
        .filter(|c| {
            c.path.strip_prefix("ixn.mediaType.").is_some_and(|n| n.eq_ignore_ascii_case(name))
        })
        .find_map(|c| match c.value {
            Constancy::Number(number) => Some(number),
            Constancy::Text(_) => None,
        });
    Ok(Data::Number(number.unwrap_or(-1.0)))
}
