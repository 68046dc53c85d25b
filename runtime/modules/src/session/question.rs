//! What does `<session:fetch>` ask a server?

use scxml_runtime::{ActionElement, Data};

use crate::attributes::{self, Bad};
use crate::{Body, Fetch};

/// How parameters are put into a body.
const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// The request that an element describes.
pub(super) fn read(element: &ActionElement) -> Result<Fetch, Bad> {
    let Some(url) = attributes::text(element, "srcexpr")? else {
        return Err("fetch:srcexpr has no value".to_owned());
    };
    let method = method(element)?;
    let has_body = matches!(method, "POST" | "PUT");
    let (mut query, mut body) = (Vec::new(), Body::None);
    if has_body {
        body = self::body(element)?;
    } else if element.content.is_some() {
        return Err(format!("fetch: a {method} request has no content"));
    } else {
        query = parameters(element)?;
    }
    let headers = headers(element, &body)?;
    Ok(Fetch { method, url, query, headers, body, login: login(element)? })
}

fn method(element: &ActionElement) -> Result<&'static str, Bad> {
    let given = attributes::text(element, "method")?.unwrap_or_else(|| "get".to_owned());
    let known = ["GET", "POST", "PUT", "DELETE"];
    let method = known.into_iter().find(|known| known.eq_ignore_ascii_case(given.trim()));
    method.ok_or_else(|| attributes::bad(element, "method", &Data::from(given)))
}

fn enctype(element: &ActionElement) -> Result<String, Bad> {
    Ok(attributes::text(element, "enctype")?.unwrap_or_else(|| FORM.to_owned()))
}

/// `<content>` as it is; otherwise the parameters.
fn body(element: &ActionElement) -> Result<Body, Bad> {
    match (&element.content, element.params.is_empty()) {
        (Some(_), false) => Err("fetch: content and parameters exclude each other".to_owned()),
        (Some(Data::String(text)), true) => Ok(Body::Text(text.clone())),
        (Some(Data::Undefined), true) | (None, true) => Ok(Body::None),
        (Some(value), true) => Ok(Body::Json(value.clone())),
        (None, false) => match enctype(element)?.trim() {
            FORM => Ok(Body::Form(parameters(element)?)),
            JSON => {
                let given = element.params.iter().cloned();
                Ok(Body::Json(Data::object(given)))
            }
            other => Err(format!("fetch:enctype '{other}' cannot hold parameters")),
        },
    }
}

/// The parameters as texts; who has no value is left out.
fn parameters(element: &ActionElement) -> Result<Vec<(String, String)>, Bad> {
    let given = element.params.iter();
    let texts = given.filter_map(|(name, value)| text(name, value).transpose());
    texts.collect()
}

fn text(name: &str, value: &Data) -> Result<Option<(String, String)>, Bad> {
    let text = match value {
        Data::Undefined => return Ok(None),
        Data::Null => "null".to_owned(),
        Data::Boolean(value) => value.to_string(),
        Data::Number(number) => number.to_string(),
        Data::String(text) => text.clone(),
        Data::Array(_) | Data::Object(_) | Data::Xml(_) => {
            return Err(format!("fetch: '{name}' is no text and no number"));
        }
    };
    Ok(Some((name.to_owned(), text)))
}

/// Those of the document, and those that other attributes mean; the document's own win.
fn headers(element: &ActionElement, body: &Body) -> Result<Vec<(String, String)>, Bad> {
    let mut headers = Vec::new();
    match element.attribute("headers") {
        None | Some(Data::Undefined | Data::Null) => {}
        Some(Data::Object(members)) => {
            for (name, value) in members {
                headers.extend(text(name, value)?);
            }
        }
        Some(other) => return Err(attributes::bad(element, "headers", other)),
    }
    let mut meant = Vec::new();
    if let Some(media) = attributes::text(element, "type")? {
        meant.push(("Accept", media));
    }
    if *body != Body::None {
        meant.push(("Content-Type", enctype(element)?));
    }
    let mut cache = Vec::new();
    for (attribute, directive) in [("maxage", "max-age"), ("maxstale", "max-stale")] {
        if let Some(seconds) = attributes::number(element, attribute)? {
            cache.push(format!("{directive}={seconds}"));
        }
    }
    if !cache.is_empty() {
        meant.push(("Cache-Control", cache.join(", ")));
    }
    for (name, value) in meant {
        if !headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            headers.push((name.to_owned(), value));
        }
    }
    Ok(headers)
}

fn login(element: &ActionElement) -> Result<Option<(String, String)>, Bad> {
    let of = |name| attributes::text(element, name);
    let basic = of("authtype")?.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("basic"));
    match (of("username")?, of("password")?) {
        (Some(user), password) if basic => Ok(Some((user, password.unwrap_or_default()))),
        (None, _) if basic => Err("fetch:authtype 'basic' needs a username".to_owned()),
        (None, None) => Ok(None),
        _ => Err("fetch:username and password need the authtype 'basic'".to_owned()),
    }
}
