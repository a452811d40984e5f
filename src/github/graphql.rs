//! Fields and mutations of the GraphQL API, and what they seem to need: GitHub documents no permissions for them.

use super::{Level, LimitCode, Set};

include!(concat!(env!("OUT_DIR"), "/graphql.rs"));

/// A field below another, or a mutation.
#[derive(Debug, PartialEq, Eq)]
pub struct GraphQlField {
    /// Its name.
    pub field: &'static str,
    /// The field around it: `Query`, `Mutation`, `repository`, or `*` for any.
    pub parent: &'static str,
    /// Each set is enough; empty where nothing is needed.
    pub sets: &'static [Set],
    /// The limit that stands in the way, if one does.
    pub limit: Option<LimitCode>,
    /// A condition; empty or a sentence.
    pub note: &'static str,
}

/// The row of a field.
#[must_use]
pub fn graphql_field(parent: &str, field: &str) -> Option<&'static GraphQlField> {
    let at = GRAPHQL_FIELDS.binary_search_by(|known| (known.field, known.parent).cmp(&(field, parent)));
    at.ok().and_then(|at| GRAPHQL_FIELDS.get(at))
}

/// The row of a field as answers name it: `createIssue`, `viewer`, `repository.issues`.
#[must_use]
pub fn graphql_named(name: &str) -> Option<&'static GraphQlField> {
    match name.split_once('.') {
        Some((parent, field)) => graphql_field(parent, field),
        None => ["Mutation", "Query", "*"]
            .iter()
            .find_map(|parent| graphql_field(parent, name)),
    }
}

/// All fields, sorted by name.
#[must_use]
pub fn graphql_fields() -> &'static [GraphQlField] {
    GRAPHQL_FIELDS
}
