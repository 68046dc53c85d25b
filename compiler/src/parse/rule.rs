//! What can a row of the table of elements say?

use crate::ast::Dialect;

/// An attribute that an element may have.
#[derive(Debug)]
pub(super) struct AttributeRule {
    pub(super) name: &'static str,
    /// The dialect that has it; `None`: both.
    pub(super) dialect: Option<Dialect>,
    pub(super) required: bool,
    /// The literals it takes; empty when anything may stand there.
    pub(super) values: &'static [&'static str],
}

/// A child that an element may have.
#[derive(Debug)]
pub(super) struct ChildRule {
    pub(super) name: &'static str,
    /// The dialect that has it; `None`: both.
    pub(super) dialect: Option<Dialect>,
    pub(super) at_most_one: bool,
}

/// What may stand between the tags besides the listed elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// Nothing.
    Elements,
    /// Executable content (section 4).
    Executable,
    /// Text, kept as it is.
    Text,
    /// Anything, kept as it is.
    Anything,
}

/// One element.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) name: &'static str,
    /// Where the Recommendation describes it.
    pub(super) section: &'static str,
    pub(super) dialect: Option<Dialect>,
    /// Whether it is executable content.
    pub(super) executable: bool,
    pub(super) attributes: &'static [AttributeRule],
    /// Attributes of which at most one may be given.
    pub(super) exclusive: &'static [&'static [&'static str]],
    pub(super) children: &'static [ChildRule],
    pub(super) inside: Inside,
}

pub(super) const fn attribute(name: &'static str) -> AttributeRule {
    AttributeRule { name, dialect: None, required: false, values: &[] }
}

pub(super) const fn required(name: &'static str) -> AttributeRule {
    AttributeRule { required: true, ..attribute(name) }
}

impl AttributeRule {
    pub(super) const fn ors(self) -> Self {
        Self { dialect: Some(Dialect::Ors), ..self }
    }

    pub(super) const fn one_of(self, values: &'static [&'static str]) -> Self {
        Self { values, ..self }
    }
}

pub(super) const fn many(name: &'static str) -> ChildRule {
    ChildRule { name, dialect: None, at_most_one: false }
}

pub(super) const fn one(name: &'static str) -> ChildRule {
    ChildRule { at_most_one: true, ..many(name) }
}

impl ChildRule {
    pub(super) const fn ors(self) -> Self {
        Self { dialect: Some(Dialect::Ors), ..self }
    }
}

/// An element with structure: neither text nor executable content inside.
pub(super) const fn structure(name: &'static str, section: &'static str) -> Rule {
    Rule {
        name,
        section,
        dialect: None,
        executable: false,
        attributes: &[],
        exclusive: &[],
        children: &[],
        inside: Inside::Elements,
    }
}

/// An element of executable content.
pub(super) const fn executable(name: &'static str, section: &'static str) -> Rule {
    Rule { executable: true, ..structure(name, section) }
}

/// Whether something that belongs to `of` exists in `dialect`.
pub(super) fn exists(of: Option<Dialect>, dialect: Dialect) -> bool {
    of.is_none_or(|only| only == dialect)
}
