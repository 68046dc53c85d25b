//! The servers of the simulated world: which one takes a request, and what it answers.

use scxml_modules::{Body, Fault, Fetch, Notice, Order, Reply, Web};

use super::{Wake, World};
use crate::json;
use crate::scenario::{Answer, Service};

/// A server, and how often it has answered.
#[derive(Debug)]
pub(super) struct ServiceNow {
    service: Service,
    answered: usize,
}

impl ServiceNow {
    pub(super) fn new(service: Service) -> Self {
        Self { service, answered: 0 }
    }

    fn next(&mut self) -> Option<Answer> {
        let answers = &self.service.answers;
        let answer = answers.get(self.answered).or(answers.last()).cloned();
        self.answered += 1;
        answer
    }
}

/// Whether a server takes a request.
fn takes(service: &Service, request: &Fetch) -> bool {
    let (address, asked) = match request.url.split_once('?') {
        Some((address, asked)) if !service.url.contains('?') => (address, asked),
        _ => (request.url.as_str(), ""),
    };
    let in_address = asked.split('&').filter_map(|pair| pair.split_once('='));
    let form: &[(String, String)] = match &request.body {
        Body::Form(form) => form,
        _ => &[],
    };
    let pairs = request.query.iter().chain(form).map(|(k, v)| (k.as_str(), v.as_str()));
    let given: Vec<(&str, &str)> = in_address.chain(pairs).collect();
    let has = |(name, value): &(String, String)| given.contains(&(name.as_str(), value.as_str()));
    let says = |(name, value): &(String, String)| {
        request.headers.iter().any(|(n, v)| n.eq_ignore_ascii_case(name) && v == value)
    };
    service.url == address
        && service.method.as_ref().is_none_or(|method| method == request.method)
        && service.parameters.iter().all(has)
        && service.headers.iter().all(says)
        && service.body.as_ref().is_none_or(|part| body(&request.body).contains(part.as_str()))
}

fn body(body: &Body) -> String {
    match body {
        Body::None => String::new(),
        Body::Text(text) => text.clone(),
        Body::Form(form) => {
            form.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
        }
        Body::Json(value) => {
            let mut text = String::new();
            json::data(value, &mut text);
            text
        }
    }
}

/// What a request asks, in words.
fn question(request: &Fetch) -> String {
    let pair = |(name, value): &(String, String)| format!("{name}={value}");
    let asked: Vec<String> = request.query.iter().map(pair).collect();
    let mark = if request.url.contains('?') { '&' } else { '?' };
    let asked = if asked.is_empty() { String::new() } else { format!("{mark}{}", asked.join("&")) };
    format!("{} {}{asked}", request.method, request.url)
}

impl Web for World {
    fn fetch(&mut self, order: Order, request: &Fetch) {
        let question = question(request);
        let found = self.services.iter_mut().find(|now| takes(&now.service, request));
        let Some((name, answer)) =
            found.and_then(|now| Some((now.service.name.text.clone(), now.next()?)))
        else {
            self.tell(format!("{question}: no service of this scenario takes it"));
            let fault = Fault::Remote(format!("no server answers at `{}`", request.url));
            return self.notice(Notice::Failed { order, fault });
        };
        if answer.lost {
            return self.tell(format!("{question}: service `{name}` does not answer"));
        }
        self.tell(format!("{question}: service `{name}` answers {}", answer.status));
        let reply = Reply {
            status: answer.status,
            headers: vec![("Content-Type".to_owned(), answer.media)],
            content: answer.body,
        };
        let due = self.after(answer.after, Wake::Reply { order, reply });
        self.asked.insert(order, due);
    }

    fn give_up(&mut self, order: Order) {
        if let Some(due) = self.asked.remove(&order) {
            self.timers.cancel(due);
        }
        self.notices.retain(
            |notice| !matches!(notice, Notice::Replied { order: other, .. } if *other == order),
        );
    }
}

impl World {
    /// An answer has come.
    pub(super) fn reply(&mut self, order: Order, reply: Reply) {
        self.asked.remove(&order);
        self.notice(Notice::Replied { order, reply });
    }
}
