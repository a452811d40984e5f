//! The parts of GitHub's form: how the content script looks for them, and what GitHub calls them.

use crate::{
    github::{Level, permission},
    lint::Place,
    sanitize::shown,
};

/// A permission's name on the form.
pub(super) fn label_of(parameter: &str) -> String {
    permission(parameter).map_or_else(|| shown(parameter), |known| known.label.to_owned())
}

/// A level as GitHub's form names it.
pub(crate) const fn level_on_form(level: Level) -> &'static str {
    match level {
        Level::Read => "Read-only",
        Level::Write => "Read and write",
        Level::Admin => "Admin",
    }
}

/// A permission's row: the key of its field and its name, for the form may have only one of them.
pub(super) fn permission_at(parameter: &str) -> String {
    format!("permission:{parameter}:{}", label_of(parameter).replace(':', " "))
}

/// A part of the form, as the content script looks for it.
pub(super) fn part_of(place: &Place) -> Option<String> {
    let part = match place {
        Place::Host => return None,
        Place::Name => "name",
        Place::Description => "description",
        Place::Owner => "owner",
        Place::Expiration => "expiration",
        Place::Repositories => "access",
        Place::Justification => "reason",
        Place::Permission(parameter) => return Some(permission_at(parameter)),
        Place::Scope(scope) => return Some(format!("scope:{scope}")),
    };
    Some(part.to_owned())
}

/// The name of a part of the form, as GitHub has it.
pub(super) fn label_at(at: Option<&str>) -> Option<String> {
    let label = match at? {
        "access" => "Repository access",
        "reason" => "Request",
        "expiration" => "Expiration",
        "owner" => "Resource owner",
        "name" => "Token name",
        "description" => "Description",
        other => {
            return other
                .strip_prefix("permission:")
                .map(|of| label_of(of.split(':').next().unwrap_or_default()))
                .or_else(|| other.strip_prefix("scope:").map(shown));
        }
    };
    Some(label.to_owned())
}
