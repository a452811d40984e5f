//! Words were typed: what the search found.

use super::components::{level_word, mark, no, option, rich, template_option, textual, unseen, when};
use crate::{
    advice::alternatives::{LimitAdvice, Way, WayStep},
    github::{Level, Limit, Permission, Scope},
    lint::Severity,
    needs::{Call, CallStatus},
    sanitize::shown,
    view::{
        Node,
        icons::Icon,
        node::{Event, a, b, bdi, button, code, div, h2, li, p, pre, section, span, ul},
        popup::{
            choices::{own_templates, shown_permissions, tools_first},
            engine::{self, SearchResults, Task},
            msg::{Choice, Msg},
            sentences::asks_in_words,
            state::{Screen, State},
        },
        typeset,
    },
};

pub fn view(state: &State, found: &SearchResults) -> Vec<Node<Msg>> {
    let mut parts = Vec::new();
    let limits: Vec<LimitAdvice> = engine::limits(&state.draft().host)
        .into_iter()
        .filter(|advice| found.limits.contains(&advice.limit.code))
        .collect();
    // The one thing that the words are about cannot be done: that is the answer.
    parts.extend(limits.iter().map(|advice| cannot(advice, true)));
    let list = list(state, found);
    if list.is_empty() && limits.is_empty() {
        return vec![nothing(state)];
    }
    if !list.is_empty() {
        parts.push(
            div(list)
                .role("listbox")
                .id("list")
                .key("list")
                .aria("label", format!("Results for “{}”", shown(&state.text))),
        );
    }
    vec![section(parts).class("state").key("words")]
}

fn list(state: &State, found: &SearchResults) -> Vec<Node<Msg>> {
    let mut list = Vec::new();
    let mut at = 0;
    let mut next = || {
        at += 1;
        at - 1
    };
    let tasks: Vec<&Task> = found.tasks.iter().filter(|task| task.serves).collect();
    let tools_come_first = tools_first(state);
    if tools_come_first && !tasks.is_empty() {
        list.push(title("Tools and tasks", ()));
        list.push(group(
            "Tools and tasks",
            tasks.iter().map(|one| task(one, next(), state.active)).collect(),
        ));
    }
    let shown = shown_permissions(state);
    if !shown.is_empty() {
        let hidden = found.permissions.len() - shown.len();
        let more = (hidden > 0).then(|| {
            textual((format!("{hidden} more"), unseen(" permissions")), Msg::More)
                .class("textual end")
                .role("option")
                .aria("selected", "false")
                .tabindex(-1)
        });
        list.push(title("Permissions", more));
        for (known, fits) in shown {
            list.push(permission(state, known, Some(*fits), &mut next));
        }
    }
    if !tools_come_first && !tasks.is_empty() {
        list.push(title("Tools and tasks", ()));
        list.push(group(
            "Tools and tasks",
            tasks.iter().map(|one| task(one, next(), state.active)).collect(),
        ));
    }
    let own = own_templates(state);
    if !own.is_empty() {
        list.push(title("Your templates", ()));
        let options = own
            .iter()
            .map(|entry| {
                template_option(
                    entry,
                    next(),
                    state.active,
                    when(entry.used, state.now, state.about.offset),
                )
            })
            .collect();
        list.push(group("Your templates", options));
    }
    if !found.calls.is_empty() {
        list.push(title("API calls", ()));
        let calls = found
            .calls
            .iter()
            .enumerate()
            .map(|(number, one)| call(state, one, number, next()))
            .collect();
        list.push(group("API calls", calls));
    }
    for task in found.tasks.iter().filter(|task| !task.serves) {
        list.push(not_served(task));
    }
    list
}

fn title(text: &'static str, more: impl crate::view::node::Children<Msg>) -> Node<Msg> {
    div((span(text), more))
        .class("group-title")
        .role("presentation")
        .key(format!("title {text}"))
}

fn group(name: &'static str, options: Vec<Node<Msg>>) -> Node<Msg> {
    div(options)
        .role("group")
        .aria("label", name)
        .key(format!("group {name}"))
}

/// A permission with a line for each level.
pub fn permission(
    state: &State,
    known: &'static Permission,
    fits: Option<Level>,
    next: &mut impl FnMut() -> usize,
) -> Node<Msg> {
    let chosen = state.draft().permissions.get(known.parameter);
    let lines: Vec<Node<Msg>> = known
        .levels
        .iter()
        .map(|offered| {
            let at = next();
            let taken = chosen == Some(offered.level);
            let fitting = fits == Some(offered.level);
            let class = match (taken, fitting) {
                (true, _) => "opt lvl taken",
                (false, true) => "opt lvl fits",
                _ => "opt lvl",
            };
            let word = level_word(offered.level);
            let hint = match (taken, fitting) {
                (true, _) => ", chosen",
                (false, true) => ", fits",
                _ => "",
            };
            let enter = if taken { "Enter removes it" } else { "Enter" };
            let active = state.active == Some(at);
            option(
                at,
                state.active,
                Msg::Choose(Choice::Level(known.parameter.to_owned(), offered.level)),
            )
            .class(class)
            .key(offered.level.as_str())
            .data("parameter", known.parameter)
            .data("level", offered.level.as_str())
            .with((
                unseen(format!("{}, ", known.label)),
                span((taken.then(|| Icon::Check.draw()), word)).class("level"),
                unseen(": "),
                span(typeset(offered.lets)).class("lets"),
                unseen(hint),
                active.then(|| span(enter).class("enter").aria("hidden", "true")),
            ))
        })
        .collect();
    let owner = match known.scope {
        Scope::Repository => "",
        Scope::Organization => " of an organization",
        Scope::Account => " of your account",
        Scope::Enterprise => " of an enterprise",
    };
    div((
        div((b(known.label), span(owner).class("quiet"), " ", code(known.parameter)))
            .class("perm-name")
            .role("presentation"),
        lines,
    ))
    .class("perm")
    .role("group")
    .aria("label", format!("{}{owner}", known.label))
    .data("parameter", known.parameter)
    .key(known.parameter)
}

/// A task with what it needs.
fn task(task: &Task, at: usize, active: Option<usize>) -> Node<Msg> {
    let asks = asks_in_words(task.permissions.iter());
    option(at, active, Msg::Choose(Choice::Tool(task.id.to_owned())))
        .class("opt tall")
        .key(task.id)
        .data("tool", task.id)
        .title(task.what)
        .with((
            span((b(task.name), span(asks).class("quiet small"))).class("what"),
            span("Use").class("use"),
        ))
}

fn call(state: &State, call: &Call, number: usize, at: usize) -> Node<Msg> {
    let set = call.sets.first().map_or(&[][..], Vec::as_slice);
    let taken = !set.is_empty()
        && set
            .iter()
            .all(|(parameter, level)| state.draft().permissions.get(parameter) >= Some(*level));
    let gives: Vec<Node<Msg>> = set
        .iter()
        .map(|(parameter, level)| {
            span((engine::label(parameter), " ", super::components::level(*level, taken))).class("gives")
        })
        .collect();
    let mut node = option(at, state.active, Msg::Choose(Choice::Call(number)))
        .class("opt call")
        .key(format!("{} {}", call.method, call.path))
        .data("endpoint", format!("{} {}", call.method, call.path))
        .title(format!("{} {}", call.method, call.path))
        .with((
            span((span(call.method).class("verb"), " ", call.path.clone())).class("what"),
            match call.status {
                CallStatus::Supported if !gives.is_empty() => gives,
                CallStatus::Supported | CallStatus::NoPermission => vec![span("no permission").class("quiet small")],
                CallStatus::Unsupported | CallStatus::NotGrantable => vec![span("not possible").class("quiet small")],
                CallStatus::Unknown | CallStatus::Gone => vec![span("unknown").class("quiet small")],
            },
        ));
    if let Some((parameter, level)) = set.first() {
        node = node.data("parameter", parameter.clone()).data("level", level.as_str());
    }
    node
}

fn not_served(task: &Task) -> Node<Msg> {
    section((
        h2((no(), span((task.name, ": not with a fine-grained token")))),
        p(rich(&format!("Instead: {}.", task.instead))).class("quiet"),
    ))
    .class("cannot")
    .data("tool", task.id)
    .key(format!("not {}", task.id))
}

/// What a fine-grained token cannot do, with what serves instead.
pub fn cannot(advice: &LimitAdvice, heading: bool) -> Node<Msg> {
    let limit = advice.limit;
    let ways: Vec<Node<Msg>> = advice.ways.iter().map(|one| way(limit, one)).collect();
    section((
        heading.then(|| h2((no(), span((limit.title, ": not with a fine-grained token"))))),
        p(rich(limit.what)).class("quiet"),
        ul(ways).class("ways"),
    ))
    .class("cannot")
    .data("code", limit.code.as_str())
    .data("parameter", "")
    .key(limit.code.as_str())
}

fn way(limit: &Limit, way: &Way) -> Node<Msg> {
    let named = unseen(format!(" for {}: {}", limit.title, way.title.replace('`', "")));
    let (lines, action) = match &way.step {
        WayStep::Classic(url) | WayStep::App(url) => {
            (None, a(("Open on GitHub", named)).class("button low").href(url.clone()))
        }
        WayStep::Workflow(lines) => (
            Some(pre(lines.trim_end().to_owned())),
            button(("Copy", named))
                .class("button low")
                .on(Event::Click, Msg::CopyText(lines.clone())),
        ),
        WayStep::Template(template) => (
            None,
            button(("Use", named))
                .class("button low go")
                .on(Event::Click, Msg::Load(template.to_string())),
        ),
    };
    li((
        div((b(rich(way.title)), lines, p(rich(way.note)).class("quiet small"))).class("what"),
        action,
    ))
    .key(way.title)
}

fn nothing(state: &State) -> Node<Msg> {
    let all: Vec<Node<Msg>> = [
        ("All permissions", Screen::Permissions),
        ("All tasks", Screen::Tasks),
        ("What these tokens cannot do", Screen::Limits),
    ]
    .into_iter()
    .map(|(text, page)| li(button(text).class("pill").on(Event::Click, Msg::Go(Some(page)))))
    .collect();
    section((
        div((
            h2((mark(Severity::Info), span(("Nothing found for “", bdi(shown(&state.text)), "”")))),
            p("Try what it works on (“webhook”, “label”, “secret”) or the name of a tool, or paste the command it runs."),
        ))
        .class("verdict"),
        ul(all).class("pills inset"),
    ))
    .class("state")
    .key("nothing")
}
