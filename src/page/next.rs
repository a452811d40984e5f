//! The next step on the form, if something is left to be done.

use super::model::Next;
use crate::{
    link::Link,
    lint::{
        Code, Diagnostic, Place,
        form::{Access, PageKind, Reading},
    },
    sanitize::shown,
};

/// How many names the next step shows: a link may name hundreds, and what follows must stay in sight.
const NAMED: usize = 5;

/// What to do first. The diagnostic that says the same is taken out of those that were found.
pub(super) fn next(reading: &Reading, arrived: Option<&Link>, found: &mut Vec<Diagnostic>) -> Option<Next> {
    if !matches!(reading.kind, PageKind::FineGrained | PageKind::Editing) {
        return None;
    }
    if let Some(owner) = &reading.owner_error {
        return Some(Next {
            code: step(found, &Place::Owner).map_or("choose-owner", Code::as_str),
            parameter: "target_name",
            text: "Choose the resource owner".to_owned(),
            names: Vec::new(),
            more: 0,
            until: format!("GitHub cannot find {}, which the link names.", shown(owner)),
            at: "owner",
        });
    }
    if !reading.ready {
        return None;
    }
    let asked = arrived.map_or(&[][..], |link| &link.fragment.repositories);
    let missing: Vec<String> = asked
        .iter()
        .map(|name| shown(name))
        .filter(|name| {
            let mut chosen = reading.repositories.iter();
            !chosen.any(|chosen| chosen.eq_ignore_ascii_case(name))
        })
        .collect();
    let chooses = match reading.access {
        Some(Access::Public) => reading.wants_repositories(),
        Some(Access::Selected) => {
            reading.repository_count() == 0 || (!missing.is_empty() && !reading.repositories.is_empty())
        }
        _ => false,
    };
    if chooses {
        let mut names = missing;
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        return Some(Next {
            code: step(found, &Place::Repositories).map_or("choose-repositories", Code::as_str),
            parameter: "",
            text: "Choose repositories".to_owned(),
            names,
            more,
            until: if reading.access == Some(Access::Public) {
                "Until then, the token can only read public repositories.".to_owned()
            } else {
                String::new()
            },
            at: "access",
        });
    }
    if reading.name.trim().is_empty() {
        return Some(Next {
            // The rule looks at links: that a form has no name yet is no fault. This step is its side of the form, and
            // the one place that asks for the rule.
            code: step(found, &Place::Name).unwrap_or(Code::MissingName).as_str(),
            parameter: "name",
            text: "Give the token a name".to_owned(),
            names: Vec::new(),
            more: 0,
            until: "The name should say what uses the token.".to_owned(),
            at: "name",
        });
    }
    if reading.justification {
        return Some(Next {
            code: step(found, &Place::Justification).map_or("justify", Code::as_str),
            parameter: "target_name",
            text: "Say what the token is for".to_owned(),
            names: Vec::new(),
            more: 0,
            until: "An owner of the organization reads this before approving the token.".to_owned(),
            at: "reason",
        });
    }
    None
}

/// Takes out the diagnostic that asks for a step in this place of the form, and says its code.
fn step(found: &mut Vec<Diagnostic>, place: &Place) -> Option<Code> {
    let at = found
        .iter()
        .position(|one| one.is_step && one.place.as_ref() == Some(place))?;
    Some(found.remove(at).code)
}
