//! The text in the box: what is found for it, and the link in it that the tray shows.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    announce::tell_later,
    choices::first_active,
    engine::{self, Decision, Id, Query},
    msg::Effect,
    sentences,
    shelf::recall,
    state::{
        Answer, CallsAnswer, ClassicAnswer, Guest, GuestTemplate, LinkAnswer, LinkStatus, Screen, State, UndoStep,
    },
    undo::remember_step,
};
use crate::sanitize::secrets;

/// The text in the box changed.
pub(super) fn typed(state: &mut State, text: &str, effects: &mut Vec<Effect>) {
    let clean = secrets::redact(text);
    state.secret = clean != text || clean.contains(secrets::REMOVED);
    state.text = clean.into_owned();
    state.all = false;
    state.page = state
        .page
        .filter(|page| matches!(page, Screen::Saved) && !state.text.contains('\n'));
    if state.text.is_empty() {
        state.page = None;
    }
    state.over = None;
    state.details = None;
    state.fresh.clear();
    if state
        .guest
        .as_ref()
        .is_some_and(|guest| guest.templates.iter().any(|one| one.edited))
    {
        recall(state, effects);
    }
    state.answer = answer(state);
    state.active = first_active(state);
    host(state);
    effects.push(Effect::ScrollTop);
    tell_later(state, effects);
}

/// Answers again, because what the answer depends on has changed.
pub(super) fn read(state: &mut State) {
    state.answer = answer(state);
    host(state);
}

fn answer(state: &State) -> Answer {
    let text = state.text.trim();
    if text.is_empty() {
        return Answer::Nothing;
    }
    let options = state.about.options();
    let link = |text: &String| LinkAnswer {
        checked: engine::check(text, &BTreeMap::new(), &options),
        decisions: BTreeMap::new(),
    };
    match engine::understand(text) {
        Query::Words => Answer::Words(engine::search(text)),
        Query::Links(links) => match links.as_slice() {
            [one] => Answer::Link(Box::new(link(one))),
            several => Answer::Links(several.iter().take(20).map(link).collect()),
        },
        Query::Classic(text) => Answer::Classic(Box::new(ClassicAnswer {
            conversion: engine::convert(&text, ""),
            owner: String::new(),
            text,
        })),
        Query::Calls => Answer::Calls(Box::new(CallsAnswer {
            needs: engine::needs(text),
            chosen: BTreeMap::new(),
            yes: BTreeSet::new(),
        })),
    }
}

/// Puts the link that is in the box into the tray, or one's own template back.
pub(super) fn host(state: &mut State) {
    let which = state.guest.as_ref().map(|guest| guest.which);
    let guest = |answer: &LinkAnswer| {
        // Nobody should copy a link that only looks like GitHub's.
        let draft = answer.checked.draft.clone().filter(|_| !answer.checked.is_false());
        draft.map(|draft| GuestTemplate {
            url: answer.checked.url.clone(),
            draft,
            status: if answer.checked.is_changed() {
                LinkStatus::Fixed
            } else {
                LinkStatus::Pasted
            },
            errors: answer.checked.errors_left(),
            edited: false,
            trusted: answer.checked.trusted,
        })
    };
    let (templates, first): (Vec<GuestTemplate>, usize) = match &state.answer {
        Answer::Link(answer) => (guest(answer).into_iter().collect(), 0),
        Answer::Links(answers) => {
            let all: Vec<_> = answers.iter().filter_map(guest).collect();
            let last = all.len().saturating_sub(1);
            (all, last)
        }
        Answer::Classic(answer) => {
            let converted = |url: &String| GuestTemplate {
                url: url.clone(),
                draft: engine::draft(url),
                status: LinkStatus::Converted,
                errors: 0,
                edited: false,
                trusted: true,
            };
            (answer.conversion.urls.iter().map(converted).collect(), 0)
        }
        _ => (Vec::new(), 0),
    };
    state.guest = (!templates.is_empty()).then(|| Guest {
        which: which.unwrap_or(first).min(templates.len() - 1),
        templates,
    });
}

/// Something was decided about a fix of the link in the box.
pub(super) fn decide(state: &mut State, id: Id, decision: Option<Decision>, effects: &mut Vec<Effect>) {
    let options = state.about.options();
    let before = Box::new((state.answer.clone(), state.guest.clone()));
    let which = state.guest.as_ref().map_or(0, |guest| guest.which);
    let answer = match &mut state.answer {
        Answer::Link(answer) => answer.as_mut(),
        Answer::Links(answers) => match answers.get_mut(which) {
            Some(answer) => answer,
            None => return,
        },
        _ => return,
    };
    match decision {
        Some(decision) => answer.decisions.insert(id, decision),
        None => answer.decisions.remove(&id),
    };
    answer.checked = engine::check(&answer.checked.text, &answer.decisions, &options);
    host(state);
    remember_step(state, UndoStep::Guest(before));
    state.status = sentences::status(state);
    effects.push(Effect::Focus("box"));
}
