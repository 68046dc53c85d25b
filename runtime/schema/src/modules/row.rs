//! How is a row written? Constructors for the tables, so that a row says only what is special about it.

use super::table::{
    Attribute, Child, Constancy, Constant, Element, Event, Function, Kind, Parameter, Property,
    Results, Role, Source, Type,
};

impl Attribute {
    pub(super) const fn new(name: &'static str, kind: Kind, meaning: &'static str) -> Self {
        Self {
            name,
            kind,
            meaning,
            required: false,
            default: "",
            values: &[],
            unsupported_values: &[],
            supported: true,
            no_effect: "",
            source: Source::Stated,
        }
    }

    pub(super) const fn string(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Kind::Value(Type::String), meaning)
    }

    pub(super) const fn number(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Kind::Value(Type::Number), meaning)
    }

    pub(super) const fn object(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Kind::Value(Type::Object), meaning)
    }

    pub(super) const fn resource(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Kind::Value(Type::Resource), meaning)
    }

    pub(super) const fn boolean(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Kind::Boolean, meaning)
    }

    pub(super) const fn token(
        name: &'static str,
        words: &'static [&'static str],
        meaning: &'static str,
    ) -> Self {
        Self::new(name, Kind::Token(words), meaning)
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(super) const fn default(mut self, value: &'static str) -> Self {
        self.default = value;
        self
    }

    pub(super) const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    pub(super) const fn without(mut self, values: &'static [&'static str]) -> Self {
        self.unsupported_values = values;
        self
    }

    pub(super) const fn unsupported(mut self) -> Self {
        self.supported = false;
        self
    }

    pub(super) const fn without_effect(mut self, why: &'static str) -> Self {
        self.no_effect = why;
        self
    }

    pub(super) const fn inferred(mut self) -> Self {
        self.source = Source::Inferred;
        self
    }

    pub(super) const fn recalled(mut self) -> Self {
        self.source = Source::Recalled;
        self
    }
}

impl Element {
    const fn new(
        name: &'static str,
        role: Role,
        meaning: &'static str,
        attributes: &'static [Attribute],
    ) -> Self {
        Self {
            name,
            role,
            meaning,
            attributes,
            one_of: &[],
            children: &[],
            params: false,
            content: false,
            supported: false,
            source: Source::Stated,
        }
    }

    pub(super) const fn action(
        name: &'static str,
        meaning: &'static str,
        attributes: &'static [Attribute],
        results: &'static Results,
    ) -> Self {
        Self::new(name, Role::Action(results), meaning, attributes)
    }

    pub(super) const fn parameter(
        name: &'static str,
        meaning: &'static str,
        attributes: &'static [Attribute],
    ) -> Self {
        Self::new(name, Role::Parameter, meaning, attributes)
    }

    pub(super) const fn supported(mut self) -> Self {
        self.supported = true;
        self
    }

    pub(super) const fn children(mut self, children: &'static [Child]) -> Self {
        self.children = children;
        self
    }

    pub(super) const fn one_of(mut self, attributes: &'static [&'static str]) -> Self {
        self.one_of = attributes;
        self
    }

    pub(super) const fn params(mut self) -> Self {
        self.params = true;
        self
    }

    pub(super) const fn content(mut self) -> Self {
        self.content = true;
        self
    }

    pub(super) const fn inferred(mut self) -> Self {
        self.source = Source::Inferred;
        self
    }
}

impl Results {
    pub(super) const fn new(
        done: &'static str,
        properties: &'static [Property],
        error: &'static str,
    ) -> Self {
        Self {
            done: Some(done),
            properties,
            error: Some(error),
            error_properties: &[],
            codes: &[],
            others: &[],
        }
    }

    pub(super) const fn none() -> Self {
        Self {
            done: None,
            properties: &[],
            error: None,
            error_properties: &[],
            codes: &[],
            others: &[],
        }
    }

    pub(super) const fn codes(mut self, codes: &'static [&'static str]) -> Self {
        self.codes = codes;
        self
    }

    pub(super) const fn error_properties(mut self, properties: &'static [Property]) -> Self {
        self.error_properties = properties;
        self
    }

    pub(super) const fn others(mut self, events: &'static [Event]) -> Self {
        self.others = events;
        self
    }
}

impl Child {
    pub(super) const fn any(module: &'static str, name: &'static str) -> Self {
        Self { module, name, min: 0, max: None, alone: false }
    }

    pub(super) const fn between(
        module: &'static str,
        name: &'static str,
        min: u32,
        max: u32,
    ) -> Self {
        Self { module, name, min, max: Some(max), alone: false }
    }

    pub(super) const fn from(module: &'static str, name: &'static str, min: u32) -> Self {
        Self { module, name, min, max: None, alone: false }
    }

    pub(super) const fn alone(mut self) -> Self {
        self.alone = true;
        self
    }
}

impl Event {
    pub(super) const fn new(
        name: &'static str,
        properties: &'static [Property],
        meaning: &'static str,
    ) -> Self {
        Self { name, properties, meaning, source: Source::Stated }
    }
}

impl Property {
    pub(super) const fn new(name: &'static str, kind: Type, meaning: &'static str) -> Self {
        Self { name, kind, meaning, source: Source::Stated }
    }

    pub(super) const fn string(name: &'static str, meaning: &'static str) -> Self {
        Self::new(name, Type::String, meaning)
    }

    pub(super) const fn inferred(mut self) -> Self {
        self.source = Source::Inferred;
        self
    }

    pub(super) const fn recalled(mut self) -> Self {
        self.source = Source::Recalled;
        self
    }
}

impl Function {
    pub(super) const fn new(
        path: &'static str,
        parameters: &'static [Parameter],
        returns: Type,
        meaning: &'static str,
    ) -> Self {
        Self { path, parameters, returns, meaning, supported: false, source: Source::Stated }
    }

    pub(super) const fn supported(mut self) -> Self {
        self.supported = true;
        self
    }
}

impl Parameter {
    pub(super) const fn new(name: &'static str, kind: Type) -> Self {
        Self { name, kind, required: true }
    }

    pub(super) const fn optional(name: &'static str, kind: Type) -> Self {
        Self { name, kind, required: false }
    }
}

impl Constant {
    pub(super) const fn number(path: &'static str, value: f64) -> Self {
        Self { path, value: Constancy::Number(value), source: Source::Stated }
    }

    pub(super) const fn inferred(mut self) -> Self {
        self.source = Source::Inferred;
        self
    }

    pub(super) const fn recalled(mut self) -> Self {
        self.source = Source::Recalled;
        self
    }
}

/// Every action stores its id where `requestid` says.
pub(super) const REQUESTID: Attribute =
    Attribute::new("requestid", Kind::Location, "receives the id of this request, a unique string");

/// `requestid` of event data.
pub(super) const REQUEST: Property = Property::string("requestid", "the id of the request");

/// `interactionid` of event data.
pub(super) const INTERACTION: Property = Property::string("interactionid", "the interaction");
