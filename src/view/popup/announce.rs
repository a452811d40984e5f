//! What people are told of what just happened, on the screen and by screen readers.

use super::{
    engine,
    msg::{Effect, Msg},
    state::{State, Toast},
};
use crate::{github::Level, sanitize::count};

/// How long a message stays, in milliseconds.
const MESSAGE_TIME: u32 = 8000;

/// How long screen readers wait after the last key, in milliseconds.
const TELL_TIME: u32 = 400;

/// Says what just happened, to eyes and ears.
pub(super) fn say(state: &mut State, text: &str, undo: bool, effects: &mut Vec<Effect>) {
    state.ticket += 1;
    text.clone_into(&mut state.status);
    state.said = Some(Toast {
        text: text.to_owned(),
        undo,
        replace: None,
        alert: false,
        ticket: state.ticket,
    });
    effects.push(Effect::After(MESSAGE_TIME, Msg::Quiet(state.ticket)));
}

pub(super) fn tell_later(state: &mut State, effects: &mut Vec<Effect>) {
    state.ticket += 1;
    state.said = None;
    effects.push(Effect::After(TELL_TIME, Msg::Tell(state.ticket)));
}

pub(super) fn announce_level(state: &mut State, parameter: &str, level: Option<Level>) {
    let count = count(state.draft().permissions.len(), "permission");
    let label = engine::label(parameter);
    if let Some(level) = level {
        state.fresh.insert(parameter.to_owned());
        state.status = format!("{label} {level} added, {count}");
    } else {
        state.fresh.remove(parameter);
        state.status = format!("{label} removed, {count}");
    }
    state.said = None;
}
