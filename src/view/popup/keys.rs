//! What keys do.

use super::{
    state::{Answer, Over, Page, State},
    update::{Effect, Msg, Place, Press, choices, update},
};

/// A key went down somewhere.
pub fn press(state: &mut State, press: &Press, effects: &mut Vec<Effect>) {
    let in_box = press.place == Place::Box;
    let typing = matches!(press.place, Place::Box | Place::Field);
    let msg = match (press.key.as_str(), press.control, press.shift) {
        ("Enter", true, false) => Msg::Copy("url".to_owned()),
        ("Enter", true, true) => Msg::Copy("markdown".to_owned()),
        ("z" | "Z", true, false) if !typing => Msg::Undo,
        ("/", false, _) if !typing => {
            effects.push(Effect::Select("box"));
            effects.push(Effect::PreventDefault);
            return;
        }
        ("?", false, _) if !typing || (in_box && state.text.is_empty()) => Msg::Go(Some(Page::Keys)),
        ("Escape", false, _) => {
            back(state, effects);
            effects.push(Effect::PreventDefault);
            return;
        }
        ("ArrowDown" | "ArrowUp", false, false) if in_box => {
            if walk(state, press.key == "ArrowDown") {
                effects.push(Effect::PreventDefault);
                effects.push(Effect::ScrollToActive);
            }
            return;
        }
        ("ArrowDown" | "ArrowUp", false, false) if state.over == Some(Over::Formats) => {
            effects.push(Effect::FocusNext(press.key == "ArrowDown"));
            effects.push(Effect::PreventDefault);
            return;
        }
        ("Enter", false, false) if press.place == Place::Field && state.renaming.is_some() => Msg::TitleDone,
        ("Enter", false, false) if in_box && state.over != Some(Over::Text) => {
            effects.push(Effect::PreventDefault);
            match enter(state) {
                Some(msg) => msg,
                None => return,
            }
        }
        _ => return,
    };
    if !effects.contains(&Effect::PreventDefault) {
        effects.push(Effect::PreventDefault);
    }
    effects.extend(update(state, msg));
}

/// What Enter does in the box.
fn enter(state: &State) -> Option<Msg> {
    if let Answer::Calls(_) = state.answer {
        return Some(Msg::UseNeeds);
    }
    choices(state).into_iter().nth(state.active?).map(Msg::Choose)
}

/// Goes to the next or the previous result.
fn walk(state: &mut State, down: bool) -> bool {
    let count = choices(state).len();
    if count == 0 || state.details.is_some() || state.over.is_some() {
        return false;
    }
    state.active = match (state.active, down) {
        (None, true) => Some(0),
        (None, false) => Some(count - 1),
        (Some(at), true) => Some((at + 1).min(count - 1)),
        (Some(at), false) => Some(at.saturating_sub(1)),
    };
    true
}

/// One step back: what lies over the rest, the details, the page, the text, the popup.
fn back(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(over) = state.over.take() {
        effects.push(Effect::Focus(if over == Over::Formats {
            "formats-button"
        } else {
            "box"
        }));
    } else if state.renaming.take().is_some() {
        effects.push(Effect::Focus("box"));
    } else if state.details.is_some() {
        effects.extend(update(state, Msg::Details));
    } else if state.page.is_some() {
        effects.extend(update(state, Msg::Go(None)));
    } else if !state.text.is_empty() {
        effects.extend(update(state, Msg::Clear));
    } else {
        effects.push(Effect::Close);
    }
}
