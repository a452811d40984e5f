//! What a parameter of a link is.

use crate::github::{Field, Limit, Permission, limit_of_parameter, permission};

include!(concat!(env!("OUT_DIR"), "/parameters.rs"));

/// What a parameter is, by its name alone. Every name is exactly one of these, so at most one rule says what it is.
#[derive(Clone, Copy, Debug)]
pub enum ParameterKind {
    /// `name`, `description`, `target_name` or `expires_in`.
    Field(Field),
    /// A permission of the catalog.
    Permission(&'static Permission),
    /// An attempt to choose repositories, which a link cannot.
    Repository,
    /// A parameter of another kind of link.
    Foreign {
        /// The field that it means, where there is one.
        becomes: Option<Field>,
        /// Whose parameter it is.
        dialect: &'static str,
    },
    /// Something that no fine-grained token can do.
    Limit(&'static Limit),
    /// A word for the statistics of the link's publisher.
    Tracking,
    /// Nothing known.
    Unknown,
}

impl ParameterKind {
    /// Whether links to the form are made of it: a field or a permission.
    #[must_use]
    pub const fn is_of_form(&self) -> bool {
        matches!(self, ParameterKind::Field(_) | ParameterKind::Permission(_))
    }
}

/// What the parameter of this name is.
#[must_use]
pub fn classify(name: &str) -> ParameterKind {
    if let Some(permission) = permission(name) {
        return ParameterKind::Permission(permission);
    }
    if let Ok(field) = name.parse() {
        return ParameterKind::Field(field);
    }
    // `permissions[contents]=write`, as PHP and Rails write a table.
    if entry_of_permissions(name).is_some() {
        return ParameterKind::Foreign {
            becomes: None,
            dialect: "table of permissions",
        };
    }
    // `repositories[]=a` is how some write a list; GitHub's own parameters are none.
    if let Some(kind) = collected(name.strip_suffix("[]").unwrap_or(name)) {
        return kind;
    }
    limit_of_parameter(name).map_or(ParameterKind::Unknown, ParameterKind::Limit)
}

/// The entry in `permissions[contents]` and `permissions.contents`.
#[must_use]
pub fn entry_of_permissions(name: &str) -> Option<&str> {
    let rest = name
        .strip_prefix("permissions")
        .or_else(|| name.strip_prefix("permission"))?;
    let entry = match rest.strip_prefix('[') {
        Some(entry) => entry.strip_suffix(']')?,
        None => rest.strip_prefix('.')?,
    };
    (!entry.is_empty()).then_some(entry)
}

/// The kind of a parameter that published links have and GitHub's form has not.
fn collected(name: &str) -> Option<ParameterKind> {
    PARAMETERS
        .iter()
        .find(|(pattern, _)| match pattern.strip_suffix('*') {
            Some(prefix) => name.starts_with(prefix),
            None => name == *pattern,
        })
        .map(|(_, kind)| *kind)
}
