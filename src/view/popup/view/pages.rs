//! What takes the place of the results: the library, all tasks, all permissions, the limits, the keys.

use super::{
    components::{bar, group_title, in_short, rich, tool_button, unseen, when},
    words,
};
use crate::{
    github::{self, Scope},
    library::Entry,
    view::{
        Node,
        icons::Icon,
        node::{Event, b, bdi, button, dd, details, div, dl, dt, kbd, li, p, section, span, summary, text_field, ul},
        popup::{
            engine,
            msg::{Choice, Msg},
            state::State,
        },
    },
};

pub fn saved(state: &State) -> Vec<Node<Msg>> {
    let entries = state.library.find(&state.text);
    let export = state.library.saved().next().is_some();
    let buttons = (
        button("Import…").class("button low").on(Event::Click, Msg::Import),
        export.then(|| button("Export").class("button low").on(Event::Click, Msg::Export)),
    );
    let list: Vec<Node<Msg>> = entries
        .iter()
        .enumerate()
        .map(|(at, entry)| row(state, entry, at))
        .collect();
    let none = list.is_empty().then(|| {
        p(if state.text.trim().is_empty() {
            "Nothing here yet. What you copy or open is remembered; what you save stays."
        } else {
            "None of your templates has these words."
        })
        .class("pad quiet")
    });
    let forget = state.library.entries().iter().any(|entry| !entry.saved).then(|| {
        button("Forget those that aren’t saved")
            .class("textual plain")
            .on(Event::Click, Msg::Forget)
    });
    vec![
        section((
            bar("Saved templates", buttons),
            none,
            ul(list).class("saved-list").key("list"),
            p((
                "Kept in this browser only. Type above to search them. Templates contain no tokens. ",
                forget,
            ))
            .class("pad quiet small foot-note"),
        ))
        .class("state")
        .key("saved"),
    ]
}

fn row(state: &State, entry: &Entry, at: usize) -> Node<Msg> {
    let name = entry.name();
    if let Some((url, title)) = &state.renaming
        && *url == entry.url
    {
        return li(div((
            text_field(title.clone())
                .class("text")
                .id("rename")
                .aria("label", format!("New name of “{name}”"))
                .on(Event::Input, Msg::Title(String::new())),
            button("Save")
                .class("button low primary")
                .on(Event::Click, Msg::TitleDone),
            button("Cancel").class("button low").on(Event::Click, Msg::Rename(None)),
        ))
        .class("line-of wide"))
        .key(entry.url.clone());
    }
    let icon = if entry.saved {
        Icon::Saved.draw_as("icon first saved")
    } else {
        Icon::Clock.draw_as("icon first")
    };
    let open = button((
        icon,
        unseen(if entry.saved { "Saved: " } else { "Recent: " }),
        span((
            b(bdi(name.clone())),
            span(bdi(in_short(&entry.url))).class("quiet small"),
        ))
        .class("what"),
    ))
    .class("open")
    .id(format!("option-{at}"))
    .on(Event::Click, Msg::Choose(Choice::Template(entry.url.clone())));
    let active = state.active == Some(at);
    li((
        if active { open.aria("current", "true") } else { open },
        span(when(entry.used, state.now, state.about.offset)).class("when"),
        entry.saved.then(|| {
            tool_button(format!("Rename “{name}”"), Icon::Edit.draw())
                .on(Event::Click, Msg::Rename(Some(entry.url.clone())))
        }),
        tool_button(format!("Delete “{name}”, {}", in_short(&entry.url)), Icon::Bin.draw())
            .on(Event::Click, Msg::Delete(entry.url.clone())),
    ))
    .key(entry.url.clone())
}

pub fn tasks() -> Vec<Node<Msg>> {
    let list: Vec<Node<Msg>> = engine::tasks()
        .iter()
        .map(|task| {
            li(button((
                span((b(task.name), span(task.what).class("quiet small"))).class("what"),
                span("Use").class("use"),
            ))
            .class("opt tall")
            .data("tool", task.id)
            .on(Event::Click, Msg::Choose(Choice::Tool(task.id.to_owned()))))
            .key(task.id)
        })
        .collect();
    vec![
        section((bar("Frequent tasks", ()), ul(list)))
            .class("state")
            .key("tasks"),
    ]
}

pub fn permissions(state: &State) -> Vec<Node<Msg>> {
    let mut parts = vec![bar("All permissions", ())];
    let mut at = 0;
    for scope in Scope::ALL {
        let title = scope.heading();
        let all: Vec<Node<Msg>> = github::permissions()
            .iter()
            .filter(|known| known.scope == scope)
            .map(|known| {
                words::permission(state, known, None, &mut || {
                    at += 1;
                    at - 1
                })
            })
            .collect();
        parts.push(group_title(title, ()).key(title));
        parts.push(
            div(all)
                .role("listbox")
                .aria("label", title)
                .key(format!("list {title}")),
        );
    }
    vec![section(parts).class("state").key("permissions")]
}

pub fn limits(state: &State) -> Vec<Node<Msg>> {
    let list: Vec<Node<Msg>> = engine::limits(&state.draft().host)
        .iter()
        .map(|advice| {
            let limit = advice.limit;
            details((
                summary((
                    super::components::no(),
                    span((b(limit.title), span(rich(limit.instead)).class("quiet small"))).class("what"),
                    Icon::Down.draw_as("icon quiet"),
                )),
                words::cannot(advice, false),
            ))
            .class("limit")
            .key(limit.code.as_str())
        })
        .collect();
    let also: Vec<Node<Msg>> = github::limits()
        .iter()
        .filter(|limit| limit.question.is_none())
        .filter(|limit| !limit.what.is_empty())
        .map(|limit| li(rich(limit.what)))
        .collect();
    vec![
        section((
            bar("What these tokens cannot do", ()),
            div(list),
            group_title("Good to know", ()),
            ul(also).class("can"),
        ))
        .class("state")
        .key("limits"),
    ]
}

pub fn keys(state: &State) -> Vec<Node<Msg>> {
    let control = if state.about.mac { "⌘" } else { "Ctrl" };
    let line = |keys: Vec<&'static str>, what: &'static str| {
        let keys: Vec<Node<Msg>> = keys.into_iter().map(|key| span((kbd(key), " "))).collect();
        [dt(keys), dd(what)]
    };
    let lines = [
        line(vec!["↓", "↑", "Enter"], "choose from the results"),
        line(vec![control, "Enter"], "copy the link"),
        line(vec![control, "Shift", "Enter"], "copy it as Markdown"),
        line(vec![control, "Z"], "undo, outside of fields"),
        line(vec!["Esc"], "one step back"),
        line(vec!["/"], "go to the box"),
        line(vec!["?"], "show these keys"),
    ];
    vec![
        section((
            bar("Keys", ()),
            dl(lines.into_iter().flatten().collect::<Vec<_>>()).class("keys"),
        ))
        .class("state")
        .key("keys"),
    ]
}
