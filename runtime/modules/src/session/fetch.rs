//! How are servers asked (`<session:fetch>`)? Each try has the whole timeout; with guaranteed delivery, one that has
//! failed is followed by others.

use std::collections::BTreeMap;

use scxml_runtime::{ActionElement, Data};

use super::question;
use crate::attributes::{self, Bad};
use crate::modules::Ordered;
use crate::request::Request;
use crate::timers::Timer;
use crate::{Due, Fault, Fetch, Modules, Order, Ports, Reply};

/// Requests that are not answered for good, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fetches {
    pending: BTreeMap<u64, Pending>,
    last: u64,
}

/// A `<fetch>`.
#[derive(Clone, Debug)]
struct Pending {
    request: Request,
    what: Fetch,
    /// `type`: the media type that is expected.
    media: Option<String>,
    /// Milliseconds for each try.
    timeout: Option<f64>,
    /// How many tries may follow one that has failed.
    tries_left: f64,
    /// Milliseconds between tries.
    interval: f64,
    /// The end of the try that goes on.
    timer: Option<Due>,
}

impl Modules {
    /// `<fetch>`
    pub(crate) fn fetch(
        &mut self,
        request: Request,
        element: &ActionElement,
        ports: &mut dyn Ports,
    ) {
        match read(request.clone(), element) {
            Ok(pending) => {
                self.fetches.last += 1;
                let number = self.fetches.last;
                self.fetches.pending.insert(number, pending);
                self.try_fetch(number, ports);
            }
            Err(description) => self.deliver(request.bad_attribute(description)),
        }
    }

    /// Sends the request once more.
    pub(crate) fn try_fetch(&mut self, number: u64, ports: &mut dyn Ports) {
        let order = self.order(Ordered::Fetch(number));
        let Some(pending) = self.fetches.pending.get_mut(&number) else { return };
        let started = pending.timeout;
        pending.timer = started.map(|after| self.timers.start(after, Timer::Fetch(order), ports));
        ports.fetch(order, &pending.what);
    }

    /// The time for a try is over.
    pub(crate) fn fetch_timed_out(&mut self, order: Order, ports: &mut dyn Ports) {
        if let Some(Ordered::Fetch(number)) = self.orders.remove(&order) {
            ports.give_up(order);
            self.fetch_failed(number, "timeout", "no answer came in time".to_owned(), true, ports);
        }
    }

    /// A server has answered.
    pub(crate) fn replied(&mut self, order: Order, reply: &Reply, ports: &mut dyn Ports) {
        let Some(Ordered::Fetch(number)) = self.orders.remove(&order) else { return };
        let Some(pending) = self.fetches.pending.get(&number) else { return };
        if !(200..300).contains(&reply.status) {
            let description = format!("{} answers {}", pending.what.url, reply.status);
            let code = reply.status.to_string();
            // What is wrong with the question stays wrong.
            return self.fetch_failed(number, &code, description, reply.status >= 500, ports);
        }
        let got = reply.header("Content-Type").unwrap_or_default();
        if let Some(wanted) = &pending.media
            && !same_media(wanted, got)
        {
            let description = format!("the answer is of type '{got}', not '{wanted}'");
            return self.fetch_failed(number, "type", description, false, ports);
        }
        if let Some(pending) = self.fetches.pending.remove(&number) {
            self.timers.stop(pending.timer);
            let headers = reply.headers.iter().map(|(k, v)| (k.as_str(), Data::from(v.as_str())));
            self.deliver(pending.request.done([
                ("content", Data::from(reply.content.as_str())),
                ("hints", Data::object(headers)),
            ]));
        }
    }

    /// No server answers.
    pub(crate) fn unreachable(&mut self, number: u64, fault: &Fault, ports: &mut dyn Ports) {
        let description = match fault {
            Fault::Remote(description) => description.clone(),
            other => format!("the server cannot be asked: {other:?}"),
        };
        self.fetch_failed(number, "unreachable", description, true, ports);
    }

    /// A try has failed: the code is the second half of `error`.
    fn fetch_failed(
        &mut self,
        number: u64,
        code: &str,
        description: String,
        may_pass: bool,
        ports: &mut dyn Ports,
    ) {
        let Some(pending) = self.fetches.pending.get_mut(&number) else { return };
        self.timers.stop(pending.timer.take());
        if may_pass && pending.tries_left >= 1.0 {
            pending.tries_left -= 1.0;
            let interval = pending.interval;
            self.timers.start(interval, Timer::Retry(number), ports);
            return;
        }
        if let Some(pending) = self.fetches.pending.remove(&number) {
            let protocol = pending.what.url.split_once("://").map_or("http", |(before, _)| before);
            self.deliver(pending.request.failed(&format!("{protocol}.{code}"), description));
        }
    }
}

/// A server that always fails at once would otherwise be asked without end, and no time would pass.
const MOST_RETRIES: f64 = 1000.0;

fn read(request: Request, element: &ActionElement) -> Result<Pending, Bad> {
    let guaranteed = attributes::boolean(element, "gdelivery", false)?;
    let retries = attributes::number(element, "gd_retries")?.unwrap_or(0.0);
    if !(0.0..=MOST_RETRIES).contains(&retries) {
        return Err(attributes::bad(element, "gd_retries", &Data::Number(retries)));
    }
    Ok(Pending {
        request,
        what: question::read(element)?,
        media: attributes::text(element, "type")?,
        timeout: attributes::seconds(element, "timeout")?,
        tries_left: if guaranteed { retries } else { 0.0 },
        interval: attributes::seconds(element, "gd_retry_interval")?.unwrap_or(0.0),
        timer: None,
    })
}

/// Whether two media types are the same, without their parameters.
fn same_media(wanted: &str, got: &str) -> bool {
    let bare = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    bare(wanted) == bare(got)
}
