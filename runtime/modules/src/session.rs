//! How does one session start another (`<session:start>`)?

mod fetch;
mod question;

pub(crate) use fetch::Fetches;

use scxml_runtime::{Action, Answer, Data};

use crate::request::Request;
use crate::{Modules, Ports, attributes};

impl Modules {
    /// The parent gets the id of the new session at once and `session.start.done` by event.
    pub(crate) fn start_session(
        &mut self,
        request: &Request,
        action: Action,
        ports: &mut dyn Ports,
    ) -> Answer {
        let element = action.element;
        let url = match attributes::text(&element, "src") {
            Ok(Some(url)) => url,
            Ok(None) => return self.refuse_start(request, "start:src has no value"),
            Err(description) => return self.refuse_start(request, &description),
        };
        let parameters =
            element.params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        match ports.start(&request.session, &url, parameters) {
            Ok(id) => {
                self.session_started(&id);
                self.deliver(request.done([("sessionid", Data::from(id.as_str()))]));
                Answer::Taken(vec![("sessionid", Data::from(id))])
            }
            Err(description) => self.refuse_start(request, &description),
        }
    }

    fn refuse_start(&mut self, request: &Request, description: &str) -> Answer {
        self.deliver(request.failed("remote", description));
        Answer::Taken(Vec::new())
    }
}
