//! What the person says that the token is for, against what the form has.

use super::{
    form_parts::{label_of, level_on_form, permission_at},
    model::{Fit, PermissionUse, Purpose},
};
use crate::{
    github::{Level, permission},
    link::Template,
    lint::form::{PageKind, Reading},
    needs::{Call, Needs},
    sanitize::{quoted, secrets::REMOVED, shown},
    understand::understand,
};

/// How many calls are named for one permission.
const CALLS: usize = 3;

/// What the person says that the token is for, against what the form has.
pub(super) fn purpose(reading: &Reading, template: &Template) -> Option<Purpose> {
    let asks = matches!(reading.kind, PageKind::FineGrained | PageKind::Editing) && reading.ready;
    if !asks {
        return None;
    }
    if reading.purpose.trim().is_empty() {
        return Some(Purpose::default());
    }
    let needs = understand(&reading.purpose).needs.unwrap_or_default();
    let mut needed = needs.permissions.clone();
    for (name, level) in needs.tools.iter().flat_map(|tool| tool.permissions) {
        needed.raise(name, *level);
    }
    let by = |parameter: &str| {
        let calls = needs
            .calls
            .iter()
            .filter(|call| {
                call.sets
                    .iter()
                    .any(|set| set.iter().any(|(name, _)| *name == parameter))
            })
            .map(short);
        let tools = needs
            .tools
            .iter()
            .filter(|tool| tool.permissions.iter().any(|(name, _)| *name == parameter))
            .map(|tool| shown(tool.name));
        let mut by: Vec<String> = Vec::new();
        for one in calls {
            if by.len() < CALLS && !by.contains(&one) {
                by.push(one);
            }
        }
        // A tool is known by its calls.
        if by.is_empty() {
            by.extend(tools.take(CALLS));
        }
        // A header or a list names permissions and no calls.
        if by.is_empty() && needed.get(parameter).is_some() {
            by.push("this text".to_owned());
        }
        by
    };
    let one = |parameter: &str, level: Level, fit: Fit, by: Vec<String>| PermissionUse {
        label: label_of(parameter),
        level: level_on_form(level),
        by,
        fit,
        at: permission_at(parameter),
        parameter: shown(parameter),
    };
    let is_implied = |name: &str| permission(name).is_some_and(|known| known.implied);
    let mut purpose = Purpose {
        said: true,
        secret: reading.purpose.contains(REMOVED),
        ..Purpose::default()
    };
    // Nothing that was recognized: then nothing is known to be superfluous.
    if !needs.is_empty() {
        for (name, level) in template.permissions.iter().filter(|(name, _)| !is_implied(name)) {
            let need = needed.get(name);
            let (fit, by) = match need {
                None => (Fit::NotNeeded, Vec::new()),
                Some(need) if need < level => (Fit::TooHigh(level_on_form(need)), by(name)),
                Some(_) => (Fit::Needed, by(name)),
            };
            purpose.chosen.push(one(name, level, fit, by));
        }
        for (name, level) in needed.iter().filter(|(name, _)| !is_implied(name)) {
            if template.permissions.get(name) < Some(level) {
                purpose.missing.push(one(name, level, Fit::Missing, by(name)));
            }
        }
    }
    purpose.notes = notes(&needs);
    let wastes = purpose
        .chosen
        .iter()
        .any(|need| matches!(need.fit, Fit::NotNeeded | Fit::TooHigh(_)));
    if reading.kind == PageKind::FineGrained && !needed.is_empty() && wastes {
        let smaller = Template {
            permissions: needed,
            ..template.clone()
        };
        purpose.smaller = Some(smaller.to_string());
    }
    Some(purpose)
}

/// What no fine-grained token does, what went wrong, and what the text leaves open.
fn notes(needs: &Needs) -> Vec<String> {
    let errors = needs.errors.iter().map(|one| format!("{} {}", one.message, one.help));
    let caveats = needs.caveats.iter().map(|one| format!("{} {}", one.message, one.help));
    let questions = needs.questions.iter().map(|question| question.text.clone());
    let unmatched = needs.unmatched.iter().take(CALLS);
    let unmatched = unmatched.map(|text| format!("{}: {}", needs.why_unmatched(text).title(), quoted(text)));
    errors.chain(caveats).chain(questions).chain(unmatched).collect()
}

/// A call in few words: "POST …/releases".
fn short(call: &Call) -> String {
    let path = call.endpoint.unwrap_or(&call.path);
    // A query or mutation of GraphQL is called by its name.
    if call.method == "GRAPHQL" {
        return shown(path);
    }
    match path.trim_end_matches('/').rsplit_once('/') {
        Some((before, last)) if before.contains('/') && !last.starts_with('{') => format!("{} …/{last}", call.method),
        _ => shown(&format!("{} {path}", call.method)),
    }
}
