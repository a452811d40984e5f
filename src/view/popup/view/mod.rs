//! What the popup looks like in each state.

mod calls;
mod classic;
mod components;
mod details;
mod home;
mod link;
mod links;
mod pages;
mod tray;
mod words;

use super::{
    choices::choices,
    msg::Msg,
    state::{Answer, Over, Screen, State},
};
use crate::{
    lint::Severity,
    sanitize::count,
    view::{
        Node,
        icons::Icon,
        node::{Event, button, div, h1, label, main_, p, span, text_area},
    },
};
use components::{tool_button, unseen};

/// The whole popup. Its frame is in `www/popup.html`, too, so that it can be typed into before this was ever called.
#[must_use]
pub fn view(state: &State) -> Node<Msg> {
    div((
        top(state),
        main_(results(state)).id("results").key("results").tabindex(-1),
        details::view(state),
        tray::view(state),
        p(state.status.clone())
            .class("unseen")
            .role("status")
            .id("status")
            .key("status"),
    ))
    .class("popup")
    .key("popup")
}

fn top(state: &State) -> Node<Msg> {
    let saved = tool_button("Saved templates", "Saved")
        .class("tool worded")
        .aria_is("pressed", state.page == Some(Screen::Saved))
        .on(Event::Click, Msg::Go(Some(Screen::Saved)));
    let settings = state.about.extension.then(|| {
        tool_button("Settings", Icon::Settings.draw())
            .title("Settings")
            .key("settings")
            .on(Event::Click, Msg::Settings)
    });
    div((
        div((
            Icon::Grain.draw_as("grain"),
            h1(label("What is the token for?").names("box")),
            div((saved.key("saved"), settings)).class("tools"),
        ))
        .class("top-line"),
        the_box(state),
    ))
    .class("top")
    .role("search")
    .key("top")
}

/// What kind of text the box has: a word for the style sheet, and what people are told.
fn kind(state: &State) -> (&'static str, Icon, Option<String>) {
    let lines = state.text.trim().lines().count();
    match &state.answer {
        Answer::Nothing | Answer::Words(_) => ("words", Icon::Words, None),
        Answer::Link(answer) if answer.checked.draft.is_none() => ("link", Icon::Link, Some("Address".to_owned())),
        Answer::Link(_) if lines > 1 => ("link", Icon::Link, Some(count(lines, "line"))),
        Answer::Link(_) => ("link", Icon::Link, Some("Link".to_owned())),
        Answer::Links(all) => ("link", Icon::Link, Some(count(all.len(), "link"))),
        Answer::Classic(_) => ("link", Icon::Link, Some("Classic link".to_owned())),
        Answer::Calls(_) if lines > 1 => ("script", Icon::Script, Some(count(lines, "line"))),
        Answer::Calls(answer) if !answer.needs.errors.is_empty() => ("script", Icon::Script, Some("Error".to_owned())),
        Answer::Calls(_) => ("script", Icon::Script, Some("Command".to_owned())),
    }
}

fn the_box(state: &State) -> Node<Msg> {
    let (kind, icon, name) = kind(state);
    let options = choices(state).len();
    let open = state.over == Some(Over::Text);
    let mut field = text_area(state.text.clone())
        .id("box")
        .key("box")
        .data("box", "")
        .rows(1)
        .aria("autocomplete", "list")
        .aria("haspopup", "listbox")
        .aria("controls", "results")
        .placeholder("Type a word, or paste a link, a command or an error")
        .on(Event::Input, Msg::Typed(String::new()));
    if let Some(active) = state.active.filter(|active| *active < options) {
        field = field.aria("activedescendant", format!("option-{active}"));
    }
    let long = state.text.trim().contains('\n') || state.text.chars().count() > 60;
    let named = name.map(|name| {
        button((
            name,
            unseen(if open {
                ", show one line"
            } else {
                ", show the whole text"
            }),
        ))
        .class("tag")
        .key("kind")
        .disabled(!long)
        .aria_is("expanded", open)
        .on(Event::Click, Msg::Over(Over::Text))
    });
    let clear = (!state.text.is_empty()).then(|| {
        tool_button("Clear", Icon::Close.draw())
            .key("clear")
            .title("Clear (Esc)")
            .on(Event::Click, Msg::Clear)
    });
    let mut the_box = div((icon.draw(), field, named, clear)).class("box").data("kind", kind);
    if open {
        the_box = the_box.data("open", "");
    }
    the_box
}

fn results(state: &State) -> Vec<Node<Msg>> {
    let mut parts = answer(state);
    if state.secret && state.page.is_none() {
        parts.insert(0, secret());
    }
    parts
}

/// A token was pasted.
fn secret() -> Node<Msg> {
    p((
        components::mark(Severity::Warning),
        span("A token in this text was not kept. If others saw it, revoke it on GitHub."),
    ))
    .class("note pad secret")
    .data("code", "secret")
    .data("parameter", "")
    .key("secret")
}

fn answer(state: &State) -> Vec<Node<Msg>> {
    match (state.page, &state.answer) {
        (Some(Screen::Saved), _) => pages::saved(state),
        (Some(Screen::Limits), _) => pages::limits(state),
        (Some(Screen::Tasks), _) => pages::tasks(),
        (Some(Screen::Permissions), _) => pages::permissions(state),
        (Some(Screen::Keys), _) => pages::keys(state),
        (None, Answer::Nothing) => home::view(state),
        (None, Answer::Words(found)) => words::view(state, found),
        (None, Answer::Link(answer)) => link::view(answer, true),
        (None, Answer::Links(answers)) => links::view(state, answers),
        (None, Answer::Classic(answer)) => classic::view(answer),
        (None, Answer::Calls(answer)) => calls::view(state, answer),
    }
}
