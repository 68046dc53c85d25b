//! What is said in a treatment?

use scxml_runtime::{ActionElement, Data};

use crate::attributes::{self, Bad};
use crate::{Prompt, Speech};

/// The prompts of all its sets, in document order.
pub(super) fn prompts(element: &ActionElement) -> Result<Vec<Prompt>, Bad> {
    let sets = element.children.iter().filter(|c| c.name == "prompts");
    let mut prompts = Vec::new();
    for set in sets {
        let spoken = attributes::text(set, "type")?.is_some_and(|kind| kind == "tts");
        for child in &set.children {
            let prompt = prompt(child)?;
            if spoken && !matches!(prompt.speech, Speech::Text(_)) {
                return Err("prompt:text is missing: the prompts are of type tts".to_owned());
            }
            prompts.push(prompt);
        }
    }
    Ok(prompts)
}

/// An id: a whole number.
#[expect(clippy::cast_possible_truncation, reason = "it is a whole number of 32 bits")]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() <= f64::from(i32::MAX)).then_some(number as i64)
}

fn prompt(element: &ActionElement) -> Result<Prompt, Bad> {
    let interrupt = attributes::boolean(element, "interrupt", false)?;
    let speech = if let Some(number) = attributes::number(element, "intid")? {
        Speech::Announcement(
            whole(number)
                .ok_or_else(|| attributes::bad(element, "intid", &Data::Number(number)))?,
        )
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
