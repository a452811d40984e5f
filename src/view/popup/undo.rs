//! The way back: a stack of steps.

use super::{
    announce::say,
    msg::Effect,
    shelf::keep_library,
    state::{Answer, State, UndoStep},
};

/// The most steps back.
const MOST_STEPS: usize = 100;

/// Remembers the template that is about to change.
pub(super) fn step(state: &mut State) {
    let before = match &state.guest {
        Some(_) => UndoStep::Guest(Box::new((state.answer.clone(), state.guest.clone()))),
        None => UndoStep::Template(Box::new(state.own.clone())),
    };
    remember_step(state, before);
}

pub(super) fn remember_step(state: &mut State, step: UndoStep) {
    state.undo.push(step);
    if state.undo.len() > MOST_STEPS {
        state.undo.remove(0);
    }
}

pub(super) fn undo(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(step) = state.undo.pop() else {
        say(state, "Nothing to undo", false, effects);
        return;
    };
    match step {
        UndoStep::Template(draft) => state.own = *draft,
        UndoStep::Guest(before) => {
            let (answer, guest) = *before;
            let same = matches!((&answer, &state.answer), (Answer::Link(a), Answer::Link(b)) if a.checked.text == b.checked.text)
                || matches!(
                    (&answer, &state.answer),
                    (Answer::Links(_), Answer::Links(_)) | (Answer::Classic(_), Answer::Classic(_))
                );
            if same {
                state.answer = answer;
                state.guest = guest;
            } else if let Some(guest) = guest
                && let Some(one) = guest.templates.get(guest.which)
            {
                // The box has moved on; what was edited comes back as one's own.
                state.own = one.draft.clone();
            }
        }
        UndoStep::Entry(entry) => {
            state.library.put(entry);
            keep_library(state, effects);
        }
        UndoStep::Title(url, title) => {
            state.library.rename(&url, &title);
            keep_library(state, effects);
        }
    }
    state.fresh.clear();
    say(state, "Undone", false, effects);
}
