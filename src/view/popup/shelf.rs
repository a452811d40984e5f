//! Saved and recent templates.

use std::fmt::Write as _;

use super::{
    announce::say,
    msg::{Effect, LIBRARY},
    state::State,
};
use crate::sanitize::count;

pub(super) fn save(state: &mut State, effects: &mut Vec<Effect>) {
    if state.is_empty() {
        return;
    }
    let url = state.draft().url();
    let now = state.now;
    state.library.save(&url, now);
    keep_library(state, effects);
    if state.unkept {
        return;
    }
    say(state, "Saved in this browser", false, effects);
}

pub(super) fn import(state: &mut State, text: &str, effects: &mut Vec<Effect>) {
    let said = match state.library.import(text, state.now) {
        Ok(imported) => {
            keep_library(state, effects);
            let mut said = format!("{} imported", count(imported.added, "template"));
            if imported.known > 0 {
                let _ = write!(said, ", {} already here", imported.known);
            }
            if imported.refused > 0 {
                let _ = write!(said, ", {} not usable", imported.refused);
            }
            said
        }
        Err(error) => error.to_string(),
    };
    say(state, &said, false, effects);
}

/// Puts what is in the tray among the recent templates.
pub(super) fn recall(state: &mut State, effects: &mut Vec<Effect>) {
    let draft = state.draft();
    if draft.permissions.is_empty() {
        return;
    }
    let url = draft.url();
    let now = state.now;
    state.library.remember(&url, now);
    keep_library(state, effects);
}

pub(super) fn keep_library(state: &State, effects: &mut Vec<Effect>) {
    effects.retain(|effect| !matches!(effect, Effect::Keep(LIBRARY, _)));
    effects.push(Effect::Keep(LIBRARY, state.library.to_json()));
}
