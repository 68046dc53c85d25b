//! How does a submit begin?

use scxml_runtime::ActionElement;

use super::router::{Stage, Submit};
use super::selection::Order;
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
        let treatments = self.series(element, &interaction);
        let submit = read(request.clone(), interaction.clone(), element, ports);
        match submit.and_then(|(submit, timeout)| Ok((submit, timeout, treatments?))) {
            Ok((submit, timeout, treatments)) => {
                let number = self.router.number();
                let timer =
                    timeout.map(|after| self.timers.start(after, Timer::Submit(number), ports));
                self.router.add(number, Submit { timer, ..submit });
                self.seek(number, ports);
                if self.router.is_waiting(number) {
                    self.run_series(number, &interaction, treatments, ports);
                }
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
        order: order(element)?,
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

/// `max` and `min` are about the statistic; without one, targets are as good as each other.
fn order(element: &ActionElement) -> Result<Order, Bad> {
    let word = |name| -> Result<String, Bad> {
        Ok(attributes::text(element, name)?.unwrap_or_default().trim().to_ascii_lowercase())
    };
    let statistic = !matches!(word("orderstat")?.as_str(), "" | "none");
    Ok(match word("ordertype")?.as_str() {
        "max" if statistic => Order::LongestReady,
        "min" if statistic => Order::ShortestReady,
        "percentage" => Order::Percentage,
        _ => Order::Listed,
    })
}
