//! Which edit makes the state that a transition or a default entry names and the document lacks?

use scxml_diagnostic::{Sources, Span};

/// The state that could be put where a name is looked for.
pub(super) struct NewState<'a> {
    /// `state` or `final`.
    pub(super) element: &'a str,
    /// The end tag before which it could stand.
    pub(super) before: Option<Span>,
    pub(super) sources: &'a Sources,
}

impl NewState<'_> {
    /// What the edit does, where it inserts, and what; `None` when there is no place for it.
    pub(super) fn insertion(&self, id: &str) -> Option<(String, Span, String)> {
        let place = self.before?.before();
        let text = self.sources.get(place.file)?.text().get(..place.start as usize)?;
        let state = format!("<{} id=\"{id}\"/>", self.element);
        let line = &text[text.rfind('\n').map_or(0, |end| end + 1)..];
        // On a line of its own when the end tag is.
        let inserted = if line.trim().is_empty() {
            format!("{}{state}\n{line}", if line.contains('\t') { "\t" } else { "  " })
        } else {
            state.clone()
        };
        (!id.contains(['<', '&', '"'])).then(|| (format!("add `{state}`"), place, inserted))
    }
}
