//! What keys do.

use super::{
    choices::choices,
    msg::{Effect, KeyTarget, Msg, Press},
    state::{Answer, Over, Screen, State},
};

/// A key went down somewhere: what that does by itself, and the message that it stands for.
pub fn press(state: &mut State, press: &Press, effects: &mut Vec<Effect>) -> Option<Msg> {
    let in_box = press.place == KeyTarget::Box;
    let typing = matches!(press.place, KeyTarget::Box | KeyTarget::Field);
    let msg = match (press.key.as_str(), press.control, press.shift) {
        ("Enter", true, false) => Msg::Copy("url".to_owned()),
        ("Enter", true, true) => Msg::Copy("markdown".to_owned()),
        ("z" | "Z", true, false) if !typing => Msg::Undo,
        ("/", false, _) if !typing => {
            effects.push(Effect::Select("box"));
            effects.push(Effect::PreventDefault);
            return None;
        }
        ("?", false, _) if !typing || (in_box && state.text.is_empty()) => Msg::Go(Some(Screen::Keys)),
        ("Escape", false, _) => {
            effects.push(Effect::PreventDefault);
            return back(state, effects);
        }
        ("ArrowDown" | "ArrowUp", false, false) if in_box => {
            if walk(state, press.key == "ArrowDown") {
                effects.push(Effect::PreventDefault);
                effects.push(Effect::ScrollToActive);
            }
            return None;
        }
        ("ArrowDown" | "ArrowUp", false, false) if state.over == Some(Over::Formats) => {
            effects.push(Effect::FocusNext(press.key == "ArrowDown"));
            effects.push(Effect::PreventDefault);
            return None;
        }
        ("Enter", false, false) if press.place == KeyTarget::Field && state.renaming.is_some() => Msg::TitleDone,
        ("Enter", false, false) if in_box && state.over != Some(Over::Text) => {
            effects.push(Effect::PreventDefault);
            enter(state)?
        }
        _ => return None,
    };
    if !effects.contains(&Effect::PreventDefault) {
        effects.push(Effect::PreventDefault);
    }
    Some(msg)
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
fn back(state: &mut State, effects: &mut Vec<Effect>) -> Option<Msg> {
    if let Some(over) = state.over.take() {
        effects.push(Effect::Focus(if over == Over::Formats {
            "formats-button"
        } else {
            "box"
        }));
    } else if state.renaming.take().is_some() {
        effects.push(Effect::Focus("box"));
    } else if state.details.is_some() {
        return Some(Msg::Details);
    } else if state.page.is_some() {
        return Some(Msg::Go(None));
    } else if !state.text.is_empty() {
        return Some(Msg::Clear);
    } else {
        effects.push(Effect::Close);
    }
    None
}
