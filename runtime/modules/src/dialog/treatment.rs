//! Which treatment does an element ask for?

use scxml_runtime::{ActionElement, Data};

use super::prompts::prompts;
use crate::attributes::{self, Bad};
use crate::{Input, Treatment};

/// So many digits can be collected at most.
const MOST_DIGITS: f64 = 31.0;

/// The treatment that an action, or an element inside `<runtreatments>`, describes.
pub(super) fn read(element: &ActionElement) -> Result<Treatment, Bad> {
    let language = attributes::text(element, "language")?;
    Ok(match element.name {
        "playsound" => sound(element)?,
        "play" => Treatment::Announcement { prompts: prompts(element)?, language },
        "collect" | "playandcollect" => {
            let Some(input) = element.children.iter().find(|child| child.name == "input") else {
                return Err(format!("{}: there is no input", element.name));
            };
            Treatment::Collect { prompts: prompts(element)?, language, input: self::input(input)? }
        }
        "start" => application(element, language)?,
        other => return Err(format!("dialog:{other} is not supported")),
    })
}

fn sound(element: &ActionElement) -> Result<Treatment, Bad> {
    let Some(kind) = attributes::text(element, "type")? else {
        return Err("playsound:type has no value".to_owned());
    };
    Ok(Treatment::Sound {
        kind: kind.trim().to_ascii_lowercase(),
        resource: attributes::text(element, "resource")?,
        duration: attributes::seconds(element, "duration")?,
    })
}

/// Generated applications name it by a parameter, as the treatment of the platform below does.
fn application(element: &ActionElement, language: Option<String>) -> Result<Treatment, Bad> {
    let parameter = element.params.iter().find(|(name, _)| *name == "APP_URI");
    let parameter = parameter.and_then(|(_, value)| value.as_str().map(str::to_owned));
    let Some(source) = attributes::text(element, "src")?.or(parameter) else {
        return Err("start: src, or a parameter APP_URI, is needed".to_owned());
    };
    let parameters = element.params.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    Ok(Treatment::Application {
        kind: attributes::text(element, "type")?,
        source,
        parameters: parameters.collect(),
        language,
    })
}

fn input(element: &ActionElement) -> Result<Input, Bad> {
    let keys = |name| attributes::text(element, name).map(Option::unwrap_or_default);
    let most = attributes::number(element, "max_digits")?.unwrap_or(MOST_DIGITS);
    if !(0.0..=MOST_DIGITS).contains(&most) || most.fract() != 0.0 {
        return Err(attributes::bad(element, "max_digits", &Data::Number(most)));
    }
    Ok(Input {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 31")]
        max_digits: most as usize,
        abort: keys("abort_digits")?,
        finish: keys("term_digits")?,
        ignore: keys("ignore_digits")?,
        backspace: keys("backspace_digits")?,
        reset: keys("reset_digits")?,
        start_timeout: attributes::seconds(element, "start_timeout")?,
        digit_timeout: attributes::seconds(element, "digit_timeout")?,
        // Generated applications write 0 where they mean none.
        total_timeout: attributes::seconds(element, "total_timeout")?.filter(|time| *time > 0.0),
        clear: attributes::boolean(element, "clear", false)?,
    })
}
