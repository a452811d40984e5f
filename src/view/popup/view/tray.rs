//! The tray: what the box is about, its link, and what to do with it. It never moves.

use super::components::{level_word, textual, tool_button, unseen};
use crate::{
    github::{Level, Risk, permission},
    link::Draft,
    sanitize::shown,
    text::share::Format,
    view::{
        Node,
        icons::Icon,
        node::{Event, a, b, button, div, hr, label, li, p, radio, section, span, text_area, ul},
        popup::{
            engine,
            msg::Msg,
            state::{Answer, Guest, Over, State, Toast, is_blank},
        },
    },
};

pub fn view(state: &State) -> Node<Msg> {
    section((
        div(first_line(state)).class("tray-line").key("line"),
        live(state).key("live"),
        state.said.as_ref().map(said),
        actions(state).key("actions"),
    ))
    .class("tray")
    .key("tray")
    .aria("label", "The template")
}

fn first_line(state: &State) -> Vec<Node<Msg>> {
    let mut parts = Vec::new();
    if let Some(guest) = state.guest.as_ref().filter(|guest| guest.templates.len() > 1) {
        let classic = matches!(state.answer, Answer::Classic(_));
        let which = if guest.templates.len() > MOST_SIDE_BY_SIDE {
            stepper(guest)
        } else {
            choices(guest, classic)
        };
        parts.push(which.key("which"));
    }
    let draft = state.draft();
    if draft.permissions.is_empty() {
        let text = if state.is_empty() {
            "Nothing chosen yet"
        } else {
            "No permissions chosen yet"
        };
        parts.push(p(text).class("quiet").key("nothing"));
    } else {
        parts.push(chips(state, draft).key("chips"));
    }
    if !draft.permissions.is_empty() && engine::is_high_risk(&state.template()) {
        parts.push(span("High risk").class("risk").key("risk"));
    }
    if state.guest.is_some() && !is_blank(&state.own) {
        let several = state.guest.as_ref().is_some_and(|guest| guest.templates.len() > 1);
        let name = if state.own.name.is_empty() {
            "your template".to_owned()
        } else {
            format!("“{}”", shown(&state.own.name))
        };
        // Beside a choice of links there is less room.
        let to = span(format!(" to {name}"));
        parts.push(
            textual(("Back", if several { to.class("unseen") } else { to }), Msg::Back)
                .class("textual plain small back")
                .key("back"),
        );
    }
    parts
}

/// The most links that have room for a button each.
const MOST_SIDE_BY_SIDE: usize = 4;

/// A few links side by side.
fn choices(guest: &Guest, classic: bool) -> Node<Msg> {
    let choices: Vec<Node<Msg>> = (0..guest.templates.len())
        .map(|at| {
            let name = match (classic, guest.templates.len(), at) {
                (false, 2, 0) => "First".to_owned(),
                (false, 2, _) => "Second".to_owned(),
                (true, ..) => format!("Link {}", at + 1),
                _ => (at + 1).to_string(),
            };
            label((
                radio("which", at == guest.which).on(Event::Change, Msg::Which(at)),
                span(name),
            ))
        })
        .collect();
    div(choices).class("seg").role("radiogroup").aria("label", "Which link")
}

/// Many links, one after the other.
fn stepper(guest: &Guest) -> Node<Msg> {
    let (which, all) = (guest.which, guest.templates.len());
    let step = |name: &'static str, icon: Icon, to: Option<usize>| {
        let button = tool_button(name, icon.draw()).title(name).key(name);
        match to.filter(|to| *to < all) {
            Some(to) => button.on(Event::Click, Msg::Which(to)),
            None => button.aria("disabled", "true"),
        }
    };
    div((
        step("Previous link", Icon::Left, which.checked_sub(1)),
        span(format!("{} of {all}", which + 1)).aria("live", "polite").key("at"),
        step("Next link", Icon::Right, which.checked_add(1)),
    ))
    .class("stepper")
    .role("group")
    .aria("label", "Which link")
}

/// The most chips that are drawn: the tray is never wide enough for more.
const MOST_CHIPS: usize = 12;

fn chips(state: &State, draft: &Draft) -> Node<Msg> {
    // What is dangerous and what is new come first, so that it has room.
    let risk = |parameter: &str, level: Level| {
        permission(parameter)
            .and_then(|known| known.offered(level))
            .map_or(Risk(0), |offered| offered.risk)
    };
    let mut all: Vec<(&str, Level, bool, bool)> = draft
        .permissions
        .iter()
        .map(|(parameter, level)| {
            (
                parameter,
                level,
                risk(parameter, level) >= Risk::HIGH,
                state.fresh.contains(parameter),
            )
        })
        .collect();
    all.sort_by_key(|(_, _, high, fresh)| (!*high, !*fresh));
    let room = state.room.unwrap_or(all.len()).clamp(1, MOST_CHIPS);
    let hidden = all.len().saturating_sub(room);
    let chips: Vec<Node<Msg>> = all
        .into_iter()
        .take(MOST_CHIPS)
        .enumerate()
        .map(|(at, (parameter, level, high, fresh))| {
            let label = engine::label(parameter);
            let class = match (high, fresh) {
                (true, true) => "chip high new",
                (true, false) => "chip high",
                (false, true) => "chip new",
                _ => "chip",
            };
            li((
                button((label.clone(), b(level_word(level)), unseen(", details")))
                    .on(Event::Click, Msg::Open(parameter.to_owned())),
                button(Icon::Close.draw())
                    .class("x")
                    .aria("label", format!("Remove {label}"))
                    .title(format!("Remove {label}"))
                    .on(Event::Click, Msg::Remove(parameter.to_owned())),
            ))
            .class(class)
            .data("parameter", parameter.to_owned())
            .data("level", level.as_str())
            .hidden(at >= room)
            .key(parameter.to_owned())
        })
        .collect();
    let more = li(button((format!("+{hidden}"), unseen(" more permissions, details"))).on(Event::Click, Msg::Details))
        .class("chip more")
        .hidden(hidden == 0)
        .key("+");
    // One alone may be wider than the line.
    ul((chips, more))
        .class(if room == 1 { "chips one" } else { "chips" })
        .id("chips")
        .aria("label", "Permissions of the template")
}

fn live(state: &State) -> Node<Msg> {
    if let Some(Over::ByHand(text)) = &state.over {
        return div((
            p((
                super::components::mark(crate::lint::Severity::Warning),
                span(if state.about.mac {
                    "The browser refused to copy. Press ⌘ C."
                } else {
                    "The browser refused to copy. Press Ctrl C."
                }),
            ))
            .class("note"),
            text_area(text.clone())
                .id("by-hand")
                .class("text mono")
                .rows(4)
                .readonly(true)
                .aria("label", "Text to copy"),
            span(state.link()).class("unseen").data("template-link", ""),
        ))
        .class("live by-hand")
        .data("open", "");
    }
    let open = state.over == Some(Over::Link);
    let link = state.link();
    let tag = state.shown_guest().map(|guest| {
        let edited = if guest.edited { "Edited" } else { guest.status.word() };
        let good = guest.edited || guest.status != super::super::state::LinkStatus::Pasted;
        span(edited).class(if good { "tag good" } else { "tag" }).key("tag")
    });
    let toggle = (!state.is_empty()).then(|| {
        tool_button(
            if open {
                "Show one line of the link"
            } else {
                "Show the whole link"
            },
            if open { Icon::Down.draw() } else { Icon::Up.draw() },
        )
        .aria_is("expanded", open)
        .on(Event::Click, Msg::Over(Over::Link))
        .key("toggle")
    });
    let node = div((
        tag,
        span(pieces(&link, if open { SET_OFF } else { SET_OFF_IN_LINE }))
            .class("url")
            .data("template-link", "")
            .key("url"),
        toggle,
    ))
    .class("live");
    if open { node.data("open", "") } else { node }
}

/// How many parameters of a link have their names set off: more than one line shows, and, of the whole link, as many as
/// one reads. Each letter typed draws them anew.
const SET_OFF_IN_LINE: usize = 16;
const SET_OFF: usize = 120;

/// A link with its address apart and the names of its first parameters set off.
fn pieces(link: &str, most: usize) -> Vec<Node<Msg>> {
    let (address, rest) = match link.find('?').or_else(|| link.find('#')) {
        Some(at) => link.split_at(at),
        None => (link, ""),
    };
    let (query, fragment) = match rest.find('#') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let mut pieces = vec![span(address.to_owned()).class("base")];
    if let Some(query) = query.strip_prefix('?') {
        for (at, pair) in query.splitn(most + 1, '&').enumerate() {
            pieces.push(span(if at == 0 { "?" } else { "&" }));
            if at == most {
                pieces.push(span(pair.to_owned()));
                break;
            }
            let (name, value) = pair.find('=').map_or((pair, ""), |at| pair.split_at(at));
            pieces.push(b(name.to_owned()));
            pieces.push(span(value.to_owned()));
        }
    }
    if !fragment.is_empty() {
        pieces.push(span(fragment.to_owned()).class("quiet"));
    }
    pieces
}

/// What just happened, in the place of the link; the link stays in the document.
fn said(said: &Toast) -> Node<Msg> {
    let replace = said
        .replace
        .as_ref()
        .map(|id| button(("Replace", span(" instead").class("wordy"))).on(Event::Click, Msg::Replace(id.clone())));
    let undo = said.undo.then(|| button("Undo").on(Event::Click, Msg::Undo));
    let node = div((p(said.text.clone()), replace, undo)).class("said").key("said");
    if said.alert { node.role("alert") } else { node }
}

fn actions(state: &State) -> Node<Msg> {
    let empty = state.is_empty();
    let class = if empty { "button" } else { "button primary" };
    let dim = |node: Node<Msg>| if empty { node.aria("disabled", "true") } else { node };
    let copy = dim(button(if state.copied { "Copied ✓" } else { "Copy link" })
        .class(class)
        .id("copy")
        .title(if state.about.mac {
            "Copy link (⌘ Enter)"
        } else {
            "Copy link (Ctrl Enter)"
        })
        .on(Event::Click, Msg::Copy("url".to_owned())));
    let open = state.over == Some(Over::Formats);
    let formats = dim(button(Icon::Down.draw())
        .class(class)
        .id("formats-button")
        .aria("label", "Copy in another format")
        .title("Copy in another format")
        .aria("haspopup", "menu")
        .aria_is("expanded", open)
        .on(Event::Click, Msg::Over(Over::Formats)));
    let address = state.address();
    let mut follow = a(span(("Open", span(" on GitHub").class("wordy"))))
        .class("button")
        .id("open")
        .on(Event::Click, Msg::Opened);
    follow = match address {
        Some(url) => follow.href(url),
        None => follow.role("link").aria("disabled", "true"),
    };
    let save = (!empty).then(|| {
        let saved = state.library.get(&state.draft().url()).is_some_and(|entry| entry.saved);
        tool_button(if saved { "Saved" } else { "Save this template" }, Icon::Saved.draw())
            .class(if saved { "tool end saved" } else { "tool end" })
            .title(if saved { "Saved" } else { "Save this template" })
            .on(Event::Click, Msg::Save)
            .key("save")
    });
    let errors = state.errors();
    let details = (!empty).then(|| {
        let open = state.details.is_some();
        button((
            span("Details").class("wordy"),
            (errors > 0).then(|| {
                span((
                    errors.to_string(),
                    unseen(format!(" {} left", if errors == 1 { "problem" } else { "problems" })),
                ))
                .class("faults")
            }),
            Icon::Up.draw(),
        ))
        .class("button details-toggle")
        .id("details-toggle")
        .aria_is("expanded", open)
        .aria("controls", "details")
        .on(Event::Click, Msg::Details)
        .key("details")
    });
    div((
        div((copy.key("copy"), formats.key("formats"), (open && !empty).then(menu)))
            .class("split")
            .key("split"),
        follow.key("open"),
        save,
        details,
    ))
    .class("actions")
}

fn menu() -> Node<Msg> {
    let mut entries: Vec<Node<Msg>> = Vec::new();
    for (at, (_, name, label)) in Format::ALL.into_iter().enumerate() {
        if name == "table" {
            entries.push(hr());
        }
        let entry = button(label)
            .role("menuitem")
            .data("format", name)
            .on(Event::Click, Msg::Copy(name.to_owned()));
        let entry = match name {
            "readme" => entry.with(span("link, steps, reasons").class("end")),
            _ => entry,
        };
        entries.push(if at == 0 { entry.id("first-format") } else { entry });
    }
    div(entries)
        .class("menu")
        .role("menu")
        .id("menu")
        .aria("label", "Copy in another format")
        .key("menu")
}
