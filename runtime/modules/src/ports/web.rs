//! What do servers answer?

use scxml_runtime::Data;

use super::Order;

/// Servers that answer requests over HTTP.
///
/// A request is answered later by exactly one [`super::Notice::Replied`] or [`super::Notice::Failed`] with its number,
/// except that one that is given up is not answered any more.
pub trait Web {
    /// Sends a request.
    fn fetch(&mut self, order: Order, request: &Fetch);

    /// Waits no longer for the answer.
    fn give_up(&mut self, order: Order);
}

/// A request over HTTP.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fetch {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// The address.
    pub url: String,
    /// Names and values that become part of the address.
    pub query: Vec<(String, String)>,
    /// Names and values of headers, in order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
    /// User and password, for basic authentication.
    pub login: Option<(String, String)>,
}

/// The body of a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Body {
    /// There is none.
    #[default]
    None,
    /// A text.
    Text(String),
    /// Names and values, as a form.
    Form(Vec<(String, String)>),
    /// A value, as JSON.
    Json(Data),
}

/// What a server has answered, whether it is what was wanted or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// The status, such as 200.
    pub status: u16,
    /// Names and values of headers, in order; among them the media type as `Content-Type`.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub content: String,
}

impl Reply {
    /// The value of a header, whose name is compared without regard to case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}
