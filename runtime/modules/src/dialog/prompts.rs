//! What does `<dialog:play>` say?

use scxml_runtime::ActionElement;

use crate::attributes::{self, Bad};
use crate::{Prompt, Speech, Treatment};

/// The prompts of all its sets, in document order.
pub(super) fn announcement(element: &ActionElement) -> Result<Treatment, Bad> {
    let sets = element.children.iter().filter(|c| c.name == "prompts");
    let prompts = sets.flat_map(|set| &set.children).map(prompt).collect::<Result<Vec<_>, _>>()?;
    Ok(Treatment::Announcement { prompts, language: attributes::text(element, "language")? })
}

fn prompt(element: &ActionElement) -> Result<Prompt, Bad> {
    let interrupt = attributes::boolean(element, "interrupt", false)?;
    let speech = if let Some(number) = attributes::number(element, "intid")? {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "announcements have small whole numbers"
        )]
        Speech::Announcement(number as i64)
    } else if let Some(number) = attributes::text(element, "number")? {
        Speech::Number(number)
    } else if let Some(id) = attributes::text(element, "userannid")? {
        Speech::Recorded(id)
    } else if let Some(text) = attributes::text(element, "text")? {
        Speech::Text(text)
    } else {
        return Err("prompt says nothing: intid, number, userannid or text is needed".to_owned());
    };
    Ok(Prompt { speech, interrupt })
}
