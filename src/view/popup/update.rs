//! What each message does to the state, and what the browser has to do about it.

use super::{
    announce::{announce_level, say},
    choices::first_active,
    engine::{self, Task},
    keys,
    msg::{Choice, DRAFT, Effect, Msg},
    sentences,
    shelf::{import, keep_library, recall, save},
    state::{Answer, Details, DraftField, Over, Screen, State, UndoStep, is_blank},
    typing::{decide, host, read, typed},
    undo::{remember_step, step, undo},
};
use crate::{
    library::{Entry, Library},
    link::{Draft, bookmark},
    sanitize::secrets,
    text::share::{Format, share_link},
};

/// Brings the state from before a message to after it.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    let link = state.own.url();
    if !matches!(
        msg,
        Msg::Quiet(_) | Msg::Tell(_) | Msg::Room(_) | Msg::Wide(_) | Msg::Copied(_) | Msg::Key(_)
    ) {
        state.copied = false;
    }
    if !matches!(
        msg,
        Msg::Field(..) | Msg::Quiet(_) | Msg::Tell(_) | Msg::Room(_) | Msg::Wide(_)
    ) {
        state.typing = None;
    }
    let about = matches!(msg, Msg::About(_));
    handle(state, msg, &mut effects);
    if about {
        state.problems.url.clear();
    }
    state.judge();
    let now = state.own.url();
    if now != link {
        let kept = if is_blank(&state.own) {
            String::new()
        } else {
            now.clone()
        };
        // What another window has left there is not lost.
        if let Some(other) = state.elsewhere.take() {
            let time = state.now;
            state.library.remember(&other, time);
            keep_library(state, &mut effects);
            say(
                state,
                "The template of another Finegrain window is in Recent",
                false,
                &mut effects,
            );
        }
        effects.push(Effect::Keep(DRAFT, kept.clone()));
        if !state.about.extension {
            effects.push(Effect::Address(if kept.is_empty() {
                kept
            } else {
                bookmark::fragment_of(&kept)
            }));
        }
    }
    effects
}

#[expect(clippy::too_many_lines, reason = "one arm for each message")]
fn handle(state: &mut State, msg: Msg, effects: &mut Vec<Effect>) {
    match msg {
        Msg::Typed(text) => typed(state, &text, effects),
        Msg::Key(press) => {
            let then = keys::press(state, &press, effects);
            effects.extend(then.into_iter().flat_map(|msg| update(state, msg)));
        }
        Msg::Choose(choice) => choose(state, choice, effects),
        Msg::More => state.all = true,
        Msg::Go(page) => go(state, page, effects),
        Msg::Decide(id, decision) => decide(state, id, decision, effects),
        Msg::Set(call, set) => {
            if let Answer::Calls(answer) = &mut state.answer {
                answer.chosen.insert(call, set);
            }
        }
        Msg::Answered(id, yes) => {
            if let Answer::Calls(answer) = &mut state.answer {
                if yes {
                    answer.yes.insert(id);
                } else {
                    answer.yes.remove(&id);
                }
            }
        }
        Msg::UseNeeds => use_needs(state, effects),
        Msg::ClassicOwner(owner) => {
            if let Answer::Classic(answer) = &mut state.answer {
                answer.conversion = engine::convert(&answer.text, owner.trim());
                answer.owner = owner;
            }
            host(state);
        }
        Msg::Load(url) => load(state, &url, effects),
        Msg::Check(text) => {
            typed(state, &text, effects);
            effects.push(Effect::Focus("box"));
        }
        Msg::Save => save(state, effects),
        Msg::SavedElsewhere(urls) => {
            for url in urls {
                state.library.save(&url, state.now);
            }
            keep_library(state, effects);
        }
        Msg::Rename(url) => {
            state.renaming = url.map(|url| {
                let title = state.library.get(&url).map(Entry::name).unwrap_or_default();
                (url, title)
            });
            if state.renaming.is_some() {
                effects.push(Effect::Select("rename"));
            }
        }
        Msg::Title(title) => {
            if let Some((_, typed)) = &mut state.renaming {
                *typed = title;
            }
        }
        Msg::TitleDone => {
            if let Some((url, title)) = state.renaming.take() {
                let before = state
                    .library
                    .get(&url)
                    .map(|entry| entry.title.clone())
                    .unwrap_or_default();
                remember_step(state, UndoStep::Title(url.clone(), before));
                state.library.rename(&url, &secrets::redact(&title));
                keep_library(state, effects);
                say(state, "Renamed", true, effects);
            }
        }
        Msg::Delete(url) => {
            if let Some(entry) = state.library.take(&url) {
                let name = entry.name();
                remember_step(state, UndoStep::Entry(entry));
                keep_library(state, effects);
                say(state, &format!("“{name}” deleted"), true, effects);
                effects.push(Effect::Focus("saved-title"));
            }
        }
        Msg::Forget => {
            state.library.forget();
            keep_library(state, effects);
            say(state, "Recent templates forgotten", false, effects);
        }
        Msg::Export => effects.push(Effect::Download("finegrain-templates.json", state.library.export())),
        Msg::Import => effects.push(Effect::PickFile),
        Msg::ImportRead(text) => import(state, &text, effects),
        Msg::Undo => undo(state, effects),
        Msg::Replace(id) => replace(state, &id, effects),
        Msg::Details => {
            state.over = None;
            state.details = match state.details {
                Some(_) => None,
                None => Some(Details::default()),
            };
            effects.push(Effect::Focus(if state.details.is_some() {
                "name"
            } else {
                "details-toggle"
            }));
        }
        Msg::Open(parameter) => {
            state.over = None;
            let details = state.details.get_or_insert_default();
            let open = details.permission.as_deref() == Some(parameter.as_str());
            details.permission = (!open).then_some(parameter);
            if !open {
                effects.push(Effect::Focus("open-permission"));
            }
        }
        Msg::Level(parameter, level) => {
            step(state);
            let draft = edited(state);
            draft.permissions.insert(&parameter, level);
            announce_level(state, &parameter, Some(level));
        }
        Msg::Remove(parameter) => {
            step(state);
            let draft = edited(state);
            draft.permissions.remove(&parameter);
            announce_level(state, &parameter, None);
            say(state, &format!("{} removed", engine::label(&parameter)), true, effects);
            effects.push(Effect::Focus("box"));
        }
        Msg::Field(field, text) => set_field(state, &field, text),
        Msg::FixField(field, text) => {
            step(state);
            put_field(state, &field, text);
        }
        Msg::Empty => {
            step(state);
            recall(state, effects);
            let host = state.draft().host.clone();
            *edited(state) = Draft {
                host,
                ..Draft::default()
            };
            if state.guest.is_some() {
                typed(state, "", effects);
            }
            state.details = None;
            say(state, "Template emptied", true, effects);
            effects.push(Effect::Focus("box"));
        }
        Msg::Which(which) => {
            if let Some(guest) = &mut state.guest {
                guest.which = which.min(guest.templates.len().saturating_sub(1));
            }
        }
        Msg::Clear | Msg::Back => {
            typed(state, "", effects);
            effects.push(Effect::Focus("box"));
        }
        Msg::Over(over) => {
            let open = state.over.as_ref() == Some(&over);
            let focus = match (&over, open) {
                (Over::Formats, false) => Some("first-format"),
                (Over::Formats, true) => Some("formats-button"),
                (Over::Text, _) => Some("box"),
                _ => None,
            };
            state.over = (!open).then_some(over);
            effects.extend(focus.map(Effect::Focus));
        }
        Msg::Copy(format) => copy(state, &format, effects),
        Msg::CopyText(text) => effects.push(Effect::Copy { text, link: false }),
        Msg::Copied(link) => {
            state.copied = link;
            let errors = state.errors();
            let left = if link && errors > 0 {
                format!("Copied, {} left", crate::sanitize::count(errors, "problem"))
            } else {
                "Copied".to_owned()
            };
            say(state, &left, false, effects);
        }
        Msg::NotCopied(text) => {
            state.over = Some(Over::ByHand(text));
            "The browser refused to copy. The text is selected.".clone_into(&mut state.status);
            effects.push(Effect::Select("by-hand"));
        }
        Msg::Opened => recall(state, effects),
        Msg::Settings => effects.push(Effect::OpenSettings),
        Msg::Tab(tab) => state.tab = tab,
        Msg::Stored(text) => {
            if let Ok(library) = Library::from_json(&text) {
                state.library = library;
            }
        }
        Msg::Elsewhere(url) => state.elsewhere = (!url.is_empty() && url != state.own.url()).then_some(url),
        Msg::NotKept => {
            if !state.unkept {
                state.unkept = true;
                say(
                    state,
                    "The browser does not let Finegrain keep templates",
                    false,
                    effects,
                );
                if let Some(said) = &mut state.said {
                    said.alert = true;
                }
            }
        }
        Msg::About(about) => {
            state.about = about;
            read(state);
        }
        Msg::Address(fragment) => {
            if let Some(url) = bookmark::url_of(&fragment) {
                let draft = engine::draft(&url);
                if draft.url() != state.own.url() {
                    step(state);
                    state.own = draft;
                }
            }
        }
        Msg::Draft(url) => state.own = engine::draft(&url),
        Msg::Quiet(ticket) => {
            if state.said.as_ref().is_some_and(|said| said.ticket == ticket) {
                state.said = None;
                state.fresh.clear();
            }
            state.copied = false;
        }
        Msg::Tell(ticket) => {
            if ticket == state.ticket {
                state.status = sentences::status(state);
            }
        }
        Msg::Room(room) => state.room = Some(room),
        Msg::Wide(wide) => state.wide = wide,
    }
}

fn choose(state: &mut State, choice: Choice, effects: &mut Vec<Effect>) {
    match choice {
        Choice::Level(parameter, level) => {
            step(state);
            let had = state.draft().permissions.get(&parameter);
            let taken = had == Some(level);
            let draft = edited(state);
            if taken {
                draft.permissions.remove(&parameter);
            } else {
                draft.permissions.insert(&parameter, level);
            }
            announce_level(state, &parameter, (!taken).then_some(level));
            effects.push(Effect::Select("box"));
        }
        Choice::Tool(id) => {
            if let Some(task) = task(state, &id) {
                use_task(state, &task, effects);
            }
        }
        Choice::Call(at) => {
            let Answer::Words(found) = &state.answer else { return };
            let Some(set) = found.calls.get(at).and_then(|call| call.sets.first()).cloned() else {
                return;
            };
            let all = set
                .iter()
                .all(|(parameter, level)| state.draft().permissions.get(parameter) >= Some(*level));
            step(state);
            for (parameter, level) in &set {
                if all {
                    edited(state).permissions.remove(parameter);
                } else {
                    edited(state).permissions.raise(parameter, *level);
                }
                announce_level(state, parameter, (!all).then_some(*level));
            }
            effects.push(Effect::Select("box"));
        }
        Choice::Template(url) => load(state, &url, effects),
        Choice::More => state.all = true,
    }
}

/// The task with an id, among what was found and among the frequent tasks.
fn task(state: &State, id: &str) -> Option<Task> {
    let found = match &state.answer {
        Answer::Words(found) => found.tasks.iter().find(|task| task.id == id).cloned(),
        Answer::Calls(answer) => {
            let mut tools = answer.needs.tools.iter();
            tools.find(|tool| tool.id == id).map(|tool| Task::from(*tool))
        }
        _ => None,
    };
    found.or_else(|| engine::tasks().into_iter().find(|task| task.id == id))
}

fn use_task(state: &mut State, task: &Task, effects: &mut Vec<Effect>) {
    park(state);
    let blank = is_blank(&state.own);
    step(state);
    let before = state.own.permissions.clone();
    add_task(&mut state.own, task);
    let added: Vec<String> = state
        .own
        .permissions
        .iter()
        .filter(|(parameter, level)| before.get(parameter) != Some(*level))
        .map(|(parameter, level)| format!("{} {}", engine::label(parameter), level.as_str()))
        .collect();
    state.fresh = state
        .own
        .permissions
        .iter()
        .filter(|(parameter, level)| before.get(parameter) != Some(*level))
        .map(|(parameter, _)| parameter.to_owned())
        .collect();
    if added.is_empty() {
        say(state, &format!("“{}” needs nothing more", task.name), true, effects);
    } else {
        let short = format!(
            "“{}” added {}",
            task.name,
            crate::sanitize::count(added.len(), "permission")
        );
        say(state, &short, true, effects);
        // The chips show which.
        state.status = format!("“{}” added {}", task.name, added.join(", "));
    }
    if !blank && let Some(said) = &mut state.said {
        said.replace = Some(task.id.to_owned());
    }
    effects.push(Effect::Select("box"));
}

/// Adds what a tool needs; fields that are filled in stay.
fn add_task(draft: &mut Draft, task: &Task) {
    if let Some(url) = &task.template {
        let template = engine::draft(url);
        for (own, its) in [
            (&mut draft.name, &template.name),
            (&mut draft.description, &template.description),
            (&mut draft.expires_in, &template.expires_in),
        ] {
            if own.is_empty() {
                own.clone_from(its);
            }
        }
        for (parameter, reason) in template.reasons {
            draft.reasons.entry(parameter).or_insert(reason);
        }
    } else if draft.name.is_empty() {
        task.name.clone_into(&mut draft.name);
    }
    for (parameter, level) in task.permissions.iter() {
        draft.permissions.raise(parameter, level);
    }
}

fn replace(state: &mut State, id: &str, effects: &mut Vec<Effect>) {
    let Some(task) = task(state, id) else { return };
    // The way back leads to before the task was added.
    if let Some(UndoStep::Template(before)) = state.undo.last() {
        state.own = (**before).clone();
    }
    recall(state, effects);
    state.own = Draft::default();
    add_task(&mut state.own, &task);
    state.fresh.clear();
    say(state, &format!("Replaced by “{}”", task.name), true, effects);
    effects.push(Effect::Focus("box"));
}

fn use_needs(state: &mut State, effects: &mut Vec<Effect>) {
    let Answer::Calls(answer) = &state.answer else { return };
    let asks = answer.least();
    step(state);
    let before = state.own.permissions.clone();
    for (parameter, level) in asks.iter() {
        state.own.permissions.raise(parameter, level);
    }
    state.fresh = asks
        .iter()
        .filter(|(parameter, _)| before.get(parameter) != state.own.permissions.get(parameter))
        .map(|(parameter, _)| parameter.to_owned())
        .collect();
    let text = if state.fresh.is_empty() {
        "Your template has all of it".to_owned()
    } else {
        format!("Added {}", sentences::asks_in_words(asks.iter()))
    };
    say(state, &text, true, effects);
    effects.push(Effect::Focus("box"));
}

/// Looks at a template: it becomes one's own, and what was there can come back.
fn load(state: &mut State, url: &str, effects: &mut Vec<Effect>) {
    recall(state, effects);
    step(state);
    state.own = engine::draft(url);
    let now = state.now;
    state.library.remember(&state.own.url(), now);
    keep_library(state, effects);
    state.page = None;
    typed(state, "", effects);
    let name = if state.own.name.is_empty() {
        "Template".to_owned()
    } else {
        format!("“{}”", crate::sanitize::shown(&state.own.name))
    };
    say(state, &format!("{name} opened"), true, effects);
    effects.push(Effect::Focus("box"));
}

fn go(state: &mut State, page: Option<Screen>, effects: &mut Vec<Effect>) {
    state.page = if state.page == page { None } else { page };
    state.details = None;
    state.over = None;
    state.renaming = None;
    state.active = first_active(state);
    effects.push(Effect::ScrollTop);
    effects.push(Effect::Focus("box"));
}

/// Before one's own template is changed while the tray has a link: that goes back into the box alone.
fn park(state: &mut State) {
    if state.guest.is_some() {
        state.guest = None;
    }
}

/// The template in the tray, to be changed.
fn edited(state: &mut State) -> &mut Draft {
    match &mut state.guest {
        Some(guest) => match guest.templates.get_mut(guest.which) {
            Some(shown) => {
                shown.edited = true;
                &mut shown.draft
            }
            None => &mut state.own,
        },
        None => &mut state.own,
    }
}

fn set_field(state: &mut State, field: &DraftField, text: String) {
    if state.typing.as_ref() != Some(field) {
        step(state);
        state.typing = Some(field.clone());
    }
    put_field(state, field, text);
}

fn put_field(state: &mut State, field: &DraftField, text: String) {
    let draft = edited(state);
    match field {
        DraftField::Name => draft.name = text,
        DraftField::Description => draft.description = text,
        DraftField::Owner => draft.owner = text,
        DraftField::Expiration => draft.expires_in = text,
        DraftField::Repositories => draft.repositories = text,
        DraftField::Reason(parameter) => {
            draft.reasons.insert(parameter.clone(), text);
        }
    }
}

fn copy(state: &mut State, format: &str, effects: &mut Vec<Effect>) {
    state.over = None;
    if state.is_empty() {
        return;
    }
    recall(state, effects);
    let format = Format::named(format).unwrap_or(Format::Url);
    effects.push(Effect::Copy {
        text: share_link(state.link(), &state.template(), format),
        link: true,
    });
}
