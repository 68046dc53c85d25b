//! How does a submit begin?

use scxml_runtime::ActionElement;

use super::router::{Stage, Submit};
use super::target;
use crate::attributes::{self, Bad};
use crate::interaction::Named;
use crate::request::Request;
use crate::timers::Timer;
use crate::{Modules, Ports};

impl Modules {
    /// `<submit>`: its id is announced before anything else.
    pub(crate) fn submit(
        &mut self,
        request: Request,
        element: &ActionElement,
        ports: &mut dyn Ports,
    ) {
        self.deliver(request.other("queue.submit.requestid"));
        let interaction = match self.named(&request.session, element) {
            Named::Own(id) => id,
            Named::Nothing(id) => return self.deliver(request.no_interaction(id.as_deref())),
        };
        match read(request.clone(), interaction, element, ports) {
            Ok((submit, timeout)) => {
                let number = self.router.number();
                let timer =
                    timeout.map(|after| self.timers.start(after, Timer::Submit(number), ports));
                self.router.add(number, Submit { timer, ..submit });
                self.seek(number, ports);
            }
            Err(description) => self.deliver(request.failed("invalidattribute", description)),
        }
    }
}

fn read(
    request: Request,
    interaction: String,
    element: &ActionElement,
    ports: &dyn Ports,
) -> Result<(Submit, Option<f64>), Bad> {
    let queue = attributes::text(element, "queue")?.filter(|q| q != "none").unwrap_or_default();
    let timeout = attributes::seconds(element, "timeout")?;
    let submit = Submit {
        request,
        interaction,
        priority: attributes::number(element, "priority")?.unwrap_or(0.0),
        targets: target::targets(element, ports)?,
        queue,
        route: attributes::boolean(element, "route", true)?,
        clear_on_timeout: attributes::boolean(element, "clearontimeout", true)?,
        timer: None,
        overdue: false,
        reported: false,
        stage: Stage::Waiting,
    };
    Ok((submit, timeout))
}
