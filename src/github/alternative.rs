//! What serves where fine-grained tokens cannot.

use crate::github::table;

/// One way around a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The limit's code.
    pub code: &'static str,
    /// What kind of thing serves.
    pub kind: AlternativeKind,
    /// A few words: what it is, and what for.
    pub title: &'static str,
    /// Scopes or permissions, as the kind writes them.
    pub value: &'static str,
    /// One sentence on how far it goes.
    pub note: &'static str,
}

/// What serves instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlternativeKind {
    /// A classic token with these scopes.
    Classic,
    /// A GitHub App with these permissions.
    App,
    /// The token that every run of GitHub Actions has.
    Actions,
    /// A fine-grained token after all, with these permissions.
    Template,
}

/// All ways around the limit with this code, the best first.
pub fn alternatives(code: &str) -> impl Iterator<Item = Alternative> {
    table::rows("alternatives")
        .map(table::Row::cells)
        .filter(move |[limit, _, _, _, _]| *limit == code)
        .map(|[code, kind, title, value, note]| Alternative {
            code,
            kind: match kind {
                "classic" => AlternativeKind::Classic,
                "app" => AlternativeKind::App,
                "actions" => AlternativeKind::Actions,
                _ => AlternativeKind::Template,
            },
            title,
            value,
            note,
        })
}
