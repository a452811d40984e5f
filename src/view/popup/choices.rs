//! The results that are shown for the text in the box, and which of them can be chosen.

use super::{
    engine::Task,
    msg::Choice,
    state::{Answer, Screen, State, is_blank},
};
use crate::{
    github::{self, Level, Permission},
    library::Entry,
};

/// The results that can be chosen with the arrows, in the order in which they are shown.
#[must_use]
pub fn choices(state: &State) -> Vec<Choice> {
    let template = |entry: &Entry| Choice::Template(entry.url.clone());
    match (&state.answer, state.page) {
        (_, Some(Screen::Saved)) => state.library.find(&state.text).into_iter().map(template).collect(),
        (_, Some(Screen::Permissions)) => github::Scope::ALL
            .into_iter()
            .flat_map(|scope| github::permissions().iter().filter(move |known| known.scope == scope))
            .flat_map(|known| {
                known
                    .levels
                    .iter()
                    .map(|offered| Choice::Level(known.parameter.to_owned(), offered.level))
            })
            .collect(),
        (Answer::Nothing, None) => state.library.entries().iter().take(HOME).map(template).collect(),
        (Answer::Words(found), None) => {
            let mut choices = Vec::new();
            let tools = || {
                found
                    .tasks
                    .iter()
                    .filter(|task| task.serves)
                    .map(|task| Choice::Tool(task.id.to_owned()))
            };
            if tools_first(state) {
                choices.extend(tools());
            }
            for (permission, _) in shown_permissions(state) {
                for offered in permission.levels {
                    choices.push(Choice::Level(permission.parameter.to_owned(), offered.level));
                }
            }
            if !tools_first(state) {
                choices.extend(tools());
            }
            choices.extend(own_templates(state).into_iter().map(template));
            choices.extend((0..found.calls.len()).map(Choice::Call));
            choices
        }
        _ => Vec::new(),
    }
}

/// The saved and recent templates that the words find.
#[must_use]
pub fn own_templates(state: &State) -> Vec<&Entry> {
    let mut found = if state.text.trim().chars().count() > 2 {
        state.library.find(&state.text)
    } else {
        Vec::new()
    };
    found.truncate(FEW);
    found
}

/// How many templates are shown while the box is empty.
pub const HOME: usize = 3;

/// How many permissions are shown at first.
pub const FEW: usize = 3;

/// The permissions that are shown, each with the level that fits the words.
#[must_use]
pub fn shown_permissions(state: &State) -> &[(&'static Permission, Level)] {
    let Answer::Words(found) = &state.answer else {
        return &[];
    };
    let most = if state.all {
        found.permissions.len()
    } else {
        FEW.min(found.permissions.len())
    };
    &found.permissions[..most]
}

/// Whether the tools come before the permissions: one of them is what the words name, and no permission is.
#[must_use]
pub fn tools_first(state: &State) -> bool {
    let Answer::Words(found) = &state.answer else {
        return false;
    };
    let text = state.text.trim().to_lowercase();
    let Some((first, _)) = found.permissions.first() else {
        return true;
    };
    let named = |task: &Task| task.name.to_lowercase() == text || task.id == text;
    first.label.to_lowercase() != text && first.parameter != text && found.tasks.iter().any(named)
}

/// The result on which the arrows begin: the first permission at the level that fits, or the first of all.
#[must_use]
pub fn first_active(state: &State) -> Option<usize> {
    match state.page {
        None => {}
        Some(Screen::Saved) if !state.text.trim().is_empty() => return (!choices(state).is_empty()).then_some(0),
        Some(_) => return None,
    }
    match &state.answer {
        // Enter opens what was used last only where that overwrites nothing.
        Answer::Nothing => (is_blank(&state.own) && !state.library.entries().is_empty()).then_some(0),
        Answer::Words(found) => match found.permissions.first() {
            Some((permission, level)) if !tools_first(state) => {
                permission.levels.iter().position(|offered| offered.level == *level)
            }
            _ => (!choices(state).is_empty()).then_some(0),
        },
        _ => None,
    }
}
