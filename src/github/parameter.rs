//! What a parameter of a link is.

use crate::github::{Limit, Permission, limit_of_parameter, permission, table};

/// The parameters of GitHub's form that are not permissions, in the order in which links are written.
pub(crate) const FIELDS: [&str; 4] = ["name", "description", "target_name", "expires_in"];

/// What a parameter is, by its name alone. Every name is exactly one of these, so at most one rule says what it is.
#[derive(Clone, Debug)]
pub enum ParameterKind {
    /// `name`, `description`, `target_name` or `expires_in`.
    Field(&'static str),
    /// A permission of the catalogue.
    Permission(&'static Permission),
    /// An attempt to choose repositories, which a link cannot.
    Repository,
    /// A parameter of another kind of link; `becomes` is this link's own name for it, where there is one.
    Foreign {
        /// What it is called here, or empty.
        becomes: &'static str,
        /// Whose parameter it is.
        dialect: &'static str,
    },
    /// Something that no fine-grained token can do.
    Limit(Limit),
    /// A word for the statistics of whoever publishes the link.
    Tracking,
    /// Nothing known.
    Unknown,
}

/// What the parameter of this name is.
#[must_use]
pub fn classify(name: &str) -> ParameterKind {
    if let Some(permission) = permission(name) {
        return ParameterKind::Permission(permission);
    }
    // `repositories[]=a` is how some write a list; GitHub's own parameters are none.
    let list = name.strip_suffix("[]");
    match listed(list.unwrap_or(name)) {
        Some(ParameterKind::Field(_)) if list.is_some() => return ParameterKind::Unknown,
        Some(kind) => return kind,
        None => {}
    }
    limit_of_parameter(name).map_or(ParameterKind::Unknown, ParameterKind::Limit)
}

fn listed(name: &str) -> Option<ParameterKind> {
    let mut known = table::rows("parameters").map(table::Row::cells);
    let [pattern, kind, becomes, dialect] = known.find(|[pattern, _, _, _]| match pattern.strip_suffix('*') {
        Some(prefix) => name.starts_with(prefix),
        None => name == *pattern,
    })?;
    Some(match kind {
        "field" => ParameterKind::Field(pattern),
        "repository" => ParameterKind::Repository,
        "foreign" => ParameterKind::Foreign { becomes, dialect },
        "tracking" => ParameterKind::Tracking,
        _ => ParameterKind::Unknown,
    })
}
