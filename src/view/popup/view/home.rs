//! The box is empty.

use super::components::{asks_in_few_words, group_title, template_option, textual, when};
use crate::{
    library::Entry,
    sanitize::shown,
    view::{
        Node,
        icons::Icon,
        node::{Event, b, bdi, button, div, li, p, section, span, ul},
        popup::{
            choices::HOME,
            engine,
            msg::{Choice, Msg},
            state::{Screen, State},
        },
    },
};

/// The tasks that most people have.
const FREQUENT: [&str; 7] = [
    "push",
    "release",
    "dependency-bot",
    "coding-agent",
    "ci-status",
    "dispatch",
    "backup",
];

pub fn view(state: &State) -> Vec<Node<Msg>> {
    let entries = state.library.entries();
    let mut parts = offers(state);
    if entries.is_empty() {
        parts.push(first_time().key("first"));
    } else {
        parts.push(recent(state, entries).key("recent"));
    }
    parts.push(tasks().key("tasks"));
    parts.push(
        button((
            span("What these tokens cannot do").class("what plain"),
            Icon::Right.draw(),
        ))
        .class("opt call quiet")
        .key("limits")
        .on(Event::Click, Msg::Go(Some(Screen::Limits))),
    );
    vec![section(parts).class("state roomy").key("home")]
}

/// What there is in the tab in front of which the popup opened.
fn offers(state: &State) -> Vec<Node<Msg>> {
    let tab = &state.tab;
    let offer = |icon: Icon, title: &'static str, what: String, action: &'static str, msg: Msg| {
        div((
            icon.draw_as("icon quiet"),
            div((p(b(title)), p(bdi(what)).class("quiet small"))).class("what"),
            button(action).class("button go low").on(Event::Click, msg),
        ))
        .class("offer")
        .key(title)
    };
    let mut offers = Vec::new();
    if tab.form == "unrecognized" {
        offers.push(
            div((
                Icon::Form.draw_as("icon quiet"),
                div((
                    p(b("GitHub has changed its token form")),
                    p("Finegrain can’t read it yet. Links work as before.").class("quiet small"),
                ))
                .class("what"),
            ))
            .class("offer")
            .key("changed"),
        );
    }
    if !tab.link.is_empty() {
        let what = asks_in_few_words(&engine::template(&tab.link));
        offers.push(offer(
            Icon::Form,
            "GitHub’s token form in this tab",
            what,
            "Make a template",
            Msg::Load(tab.link.clone()),
        ));
    } else if !tab.url.is_empty() {
        offers.push(offer(
            Icon::Link,
            "This tab is a template link",
            says(state, &tab.url),
            "Check it",
            Msg::Check(tab.url.clone()),
        ));
    }
    match tab.links.as_slice() {
        [] => {}
        [one] => offers.push(offer(
            Icon::Link,
            "A template link on this page",
            says(state, one),
            "Check it",
            Msg::Check(one.clone()),
        )),
        several => offers.push(offer(
            Icon::Link,
            "Template links on this page",
            format!("{} different links", several.len()),
            "Check them",
            Msg::Check(several.join("\n")),
        )),
    }
    offers
}

/// "“Deploy bot”, with 2 problems".
fn says(state: &State, url: &str) -> String {
    let checked = engine::check(url, &std::collections::BTreeMap::new(), &state.about.options());
    let name = engine::template(&checked.text)
        .name
        .map_or_else(|| "No name".to_owned(), |name| format!("“{}”", shown(&name)));
    match checked
        .rows
        .iter()
        .filter(|row| row.diagnostic.severity != crate::lint::Severity::Info)
        .count()
    {
        0 => name,
        problems => format!("{name}, with {}", crate::sanitize::count(problems, "problem")),
    }
}

fn recent(state: &State, entries: &[Entry]) -> Node<Msg> {
    let all = (entries.len() > HOME)
        .then(|| textual(format!("All {}", entries.len()), Msg::Go(Some(Screen::Saved))).class("textual end"));
    let list: Vec<Node<Msg>> = entries
        .iter()
        .take(HOME)
        .enumerate()
        .map(|(at, entry)| template_option(entry, at, state.active, when(entry.used, state.now, state.about.offset)))
        .collect();
    div((
        group_title("Recent and saved", all),
        div(list)
            .role("listbox")
            .aria("label", "Recent and saved templates")
            .id("list"),
    ))
}

fn first_time() -> Node<Msg> {
    let way = |icon: Icon, title: &'static str, example: &'static str, text: &'static str, mono: bool| {
        li(button((
            icon.draw_as("icon first"),
            span((
                b(title),
                span(example).class(if mono { "quiet small mono" } else { "quiet small" }),
            ))
            .class("what"),
            span("Try").class("textual"),
        ))
        .class("opt tall")
        .on(Event::Click, Msg::Check(text.to_owned())))
    };
    div((
        p("Finegrain makes a link that opens GitHub’s form for a fine-grained token, filled in with what you choose here. Nothing leaves this browser.").class("lead"),
        group_title("Three ways to begin", ()),
        ul((
            way(Icon::Words, "Say what it is for", "create issue", "create issue", false),
            way(
                Icon::Script,
                "Paste what it runs, or the error you got",
                "gh release create v1.2.0",
                "gh release create v1.2.0",
                true,
            ),
            way(
                Icon::Link,
                "Paste a link to check it",
                "…/personal-access-tokens/new?variables=write",
                "https://github.com/settings/personal-access-tokens/new?name=Deploy+bot&expires_in=90&variables=write",
                true,
            ),
        )),
    ))
}

fn tasks() -> Node<Msg> {
    let all = engine::tasks();
    let more = textual(format!("All {}", all.len()), Msg::Go(Some(Screen::Tasks))).class("textual end");
    let pills: Vec<Node<Msg>> = FREQUENT
        .iter()
        .filter_map(|id| all.iter().find(|task| task.id == *id))
        .chain(all.iter().filter(|task| !FREQUENT.contains(&task.id)))
        .take(FREQUENT.len())
        .map(|task| li(pill(task)))
        .collect();
    div((group_title("Frequent tasks", more), ul(pills).class("pills")))
}

/// A task that is used by pressing it.
pub fn pill(task: &engine::Task) -> Node<Msg> {
    button(task.name)
        .class("pill")
        .title(task.what)
        .data("tool", task.id)
        .on(Event::Click, Msg::Choose(Choice::Tool(task.id.to_owned())))
}
