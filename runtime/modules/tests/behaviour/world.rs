//! What stands in for the outside world? Ports that write down what they are told, and a host around the modules.

use std::collections::BTreeMap;

use scxml_modules::{
    Agent, AgentState, Call, CallKind, Clock, Destination, Device, Directory, Fetch, Modules,
    Notice, Order, Party, PartyState, Place, Sessions, Switch, Treatment, Web,
};
use scxml_runtime::{Action, ActionElement, Answer, Data, ModelUpdate};

/// Ports in memory.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) now: f64,
    sequence: u64,
    agents: BTreeMap<String, Agent>,
    places: BTreeMap<String, Place>,
    agent_groups: BTreeMap<String, Vec<String>>,
    place_groups: BTreeMap<String, Vec<String>>,
    /// What the switch was told: `play 1 c1`.
    pub(crate) told: Vec<String>,
    pub(crate) urls: BTreeMap<String, String>,
    /// What servers were asked.
    pub(crate) asked: Vec<Fetch>,
}

impl World {
    /// An agent who sits at the place `P<number>` with the number.
    pub(crate) fn agent(&mut self, name: &str, number: &str, state: AgentState) {
        let place = format!("P{number}");
        let device = Device { number: number.into(), switch: "Sw".into() };
        let agent = Agent {
            name: name.into(),
            state,
            place: Some(place.clone()),
            skills: Vec::new(),
            ready_since: None,
        };
        self.agents.insert(name.into(), agent);
        self.places.insert(
            place.clone(),
            Place { name: place, devices: vec![device], agent: Some(name.into()) },
        );
    }

    /// Somebody who is ready since then, and has this skill.
    pub(crate) fn skilled(&mut self, name: &str, number: &str, since: f64, skill: (&str, f64)) {
        self.agent(name, number, AgentState::Ready);
        let agent = self.agents.get_mut(name).expect("it was added");
        agent.ready_since = Some(since);
        agent.skills.push((skill.0.to_owned(), skill.1));
    }

    pub(crate) fn group(&mut self, name: &str, agents: &[&str]) {
        self.agent_groups.insert(name.into(), agents.iter().map(|a| (*a).to_owned()).collect());
    }

    pub(crate) fn place_group(&mut self, name: &str, places: &[&str]) {
        self.place_groups.insert(name.into(), places.iter().map(|a| (*a).to_owned()).collect());
    }
}

impl Clock for World {
    fn now(&self) -> f64 {
        self.now
    }
    fn sequence(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }
}

impl Directory for World {
    fn agent(&self, name: &str) -> Option<&Agent> {
        self.agents.get(name)
    }
    fn place(&self, name: &str) -> Option<&Place> {
        self.places.get(name)
    }
    fn agents(&self) -> Vec<&str> {
        self.agents.keys().map(String::as_str).collect()
    }
    fn agent_group(&self, name: &str) -> Option<&[String]> {
        self.agent_groups.get(name).map(Vec::as_slice)
    }
    fn place_group(&self, name: &str) -> Option<&[String]> {
        self.place_groups.get(name).map(Vec::as_slice)
    }
}

impl Sessions for World {
    fn start(&mut self, _: &str, url: &str, _: Vec<(String, Data)>) -> Result<String, String> {
        self.urls.get(url).cloned().ok_or_else(|| format!("no document at {url}"))
    }
}

impl Switch for World {
    fn answer(&mut self, order: Order, call: &str, device: &str) {
        self.told.push(format!("answer {} {call} {device}", order.0));
    }
    fn play(&mut self, order: Order, call: &str, treatment: &Treatment) {
        let what = match treatment {
            Treatment::Application { source, .. } => format!(" {source}"),
            Treatment::Collect { .. } => " collect".to_owned(),
            Treatment::Sound { .. } | Treatment::Announcement { .. } => String::new(),
        };
        self.told.push(format!("play {} {call}{what}", order.0));
    }
    fn stop(&mut self, order: Order) {
        self.told.push(format!("stop {}", order.0));
    }
    fn route(&mut self, order: Order, call: &str, to: &Destination) {
        self.told.push(format!("route {} {call} {}", order.0, to.number));
    }
    fn release(&mut self, order: Order, call: &str, device: Option<&str>) {
        self.told.push(format!("release {} {call} {}", order.0, device.unwrap_or("all")));
    }
    fn user_data(&mut self, _: &str, _: &Data) {}
}

impl Web for World {
    fn fetch(&mut self, order: Order, request: &Fetch) {
        self.told.push(format!("fetch {}", order.0));
        self.asked.push(request.clone());
    }
    fn give_up(&mut self, order: Order) {
        self.told.push(format!("give up {}", order.0));
    }
}

/// A host.
#[derive(Default)]
pub(crate) struct Host {
    pub(crate) modules: Modules,
    pub(crate) world: World,
}

impl Host {
    /// A host with these sessions.
    pub(crate) fn of(sessions: &[&str]) -> Self {
        let mut host = Self::default();
        for session in sessions {
            host.modules.session_started(session);
        }
        host
    }

    /// A host with a session `s1` that owns the call `c1`, whose events are past.
    pub(crate) fn with_call() -> Self {
        let mut host = Self::of(&["s1"]);
        host.arrives("c1", "s1");
        host.heard();
        host
    }

    pub(crate) fn notice(&mut self, notice: Notice) {
        self.modules.notice(notice, &mut self.world);
    }

    pub(crate) fn arrives(&mut self, id: &str, session: &str) {
        self.notice(Notice::Arrived(Box::new(call(id, None))));
        self.notice(Notice::Assigned { call: id.into(), session: session.into() });
    }

    pub(crate) fn becomes(&mut self, agent: &str, state: AgentState) {
        self.world.agents.get_mut(agent).expect("an agent").state = state;
        self.notice(Notice::AgentChanged { agent: agent.into() });
    }

    pub(crate) fn done(&mut self, order: u64) {
        self.notice(Notice::Done { order: Order(order) });
    }

    /// An action of `module:name` with request id `id`.
    pub(crate) fn act(
        &mut self,
        session: &str,
        what: &str,
        id: &str,
        attributes: &[(&'static str, Data)],
    ) -> Answer {
        self.act_with(session, what, id, attributes, Vec::new())
    }

    pub(crate) fn act_with(
        &mut self,
        session: &str,
        what: &str,
        id: &str,
        attributes: &[(&'static str, Data)],
        children: Vec<ActionElement>,
    ) -> Answer {
        let (_, name) = what.split_once(':').expect("module:name");
        let attributes = attributes.to_vec();
        let element = ActionElement { attributes, children, ..element(name, Vec::new()) };
        self.act_as(session, what, id, element)
    }

    /// An action that is described as a whole.
    pub(crate) fn act_as(
        &mut self,
        session: &str,
        what: &str,
        id: &str,
        element: ActionElement,
    ) -> Answer {
        let (module, name) = what.split_once(':').expect("module:name");
        let module = scxml_schema::modules::module(module).expect("a module");
        let name = module.element(name).expect("an action").name;
        let element = ActionElement { name, ..element };
        let action = Action { module: module.name, name, requestid: id.into(), element };
        self.modules.action(session, action, &mut self.world)
    }

    /// A submit for one target.
    pub(crate) fn submit(
        &mut self,
        id: &str,
        attributes: &[(&'static str, Data)],
        kind: &str,
        name: &str,
    ) {
        let target = ("target", vec![("type", Data::from(kind)), ("name", Data::from(name))]);
        self.act_with("s1", "queue:submit", id, attributes, vec![element("targets", vec![target])]);
    }

    /// Lets time pass; everything due happens in order.
    pub(crate) fn wait(&mut self, seconds: f64) {
        let end = self.world.now + seconds * 1000.0;
        while let Some(due) = self.modules.next_due().filter(|d| d.at <= end) {
            self.world.now = due.at;
            self.modules.fire_due(&mut self.world);
        }
        self.world.now = end;
    }

    /// What sessions have heard since the last time: `s1 interaction.added interactionid=c1`.
    pub(crate) fn heard(&mut self) -> Vec<String> {
        let lines = self.modules.deliveries().into_iter().map(|d| {
            let data = d.event.data();
            let Some(Data::Object(members)) = data.as_deref() else {
                panic!("events of modules have an object");
            };
            let members = members.iter().filter(|(key, _)| key != "description");
            let data =
                members.map(|(key, value)| format!(" {key}={}", plain(value))).collect::<String>();
            format!("{} {}{data}", d.session, d.event.name.as_str())
        });
        lines.collect()
    }

    /// Names of the events only.
    pub(crate) fn heard_names(&mut self) -> Vec<String> {
        self.heard().iter().map(|l| l.split(' ').nth(1).expect("a name").to_owned()).collect()
    }

    /// The changes of the object model since the last time.
    pub(crate) fn updates(&mut self) -> Vec<ModelUpdate> {
        self.modules.deliveries().iter().flat_map(|d| d.event.updates().to_vec()).collect()
    }

    /// What the switch was told since the last time.
    pub(crate) fn told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.world.told)
    }
}

/// Attributes of an element.
type Attributes = Vec<(&'static str, Data)>;

/// An element with children that have attributes only.
pub(crate) fn element(name: &str, children: Vec<(&'static str, Attributes)>) -> ActionElement {
    let names = scxml_schema::modules::MODULES.iter().flat_map(|m| m.elements).map(|e| e.name);
    let name = names.into_iter().find(|known| *known == name).expect("an element");
    let child = |(name, attributes)| ActionElement { name, attributes, ..ActionElement::default() };
    ActionElement {
        name,
        children: children.into_iter().map(child).collect(),
        ..ActionElement::default()
    }
}

/// A call that waits at the routing point 7000.
pub(crate) fn call(id: &str, parent: Option<&str>) -> Call {
    Call {
        id: id.into(),
        kind: if parent.is_some() { CallKind::Consult } else { CallKind::Inbound },
        callid: format!("{id}-switch"),
        ani: "555".into(),
        dnis: "7000".into(),
        media: "TMediaVoice".into(),
        device: "7000".into(),
        parent: parent.map(Into::into),
        user_data: Data::object([("k", Data::from(1.0))]),
        parties: vec![party("p1", "7000", PartyState::Queued)],
    }
}

pub(crate) fn party(id: &str, device: &str, state: PartyState) -> Party {
    Party { id: id.into(), device: device.into(), state }
}

pub(crate) fn plain(value: &Data) -> String {
    match value {
        Data::String(text) => text.clone(),
        Data::Number(number) => number.to_string(),
        Data::Boolean(value) => value.to_string(),
        Data::Undefined => "undefined".into(),
        Data::Null => "null".into(),
        Data::Xml(xml) => xml.to_string(),
        Data::Array(items) => {
            format!("[{}]", items.iter().map(plain).collect::<Vec<_>>().join(","))
        }
        Data::Object(members) => {
            let members: Vec<_> =
                members.iter().map(|(key, value)| format!("{key}:{}", plain(value))).collect();
            format!("{{{}}}", members.join(","))
        }
    }
}
