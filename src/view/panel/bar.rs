//! The bar above the form, and the pill that stands for it further down.

use super::{
    action::Action,
    components::{dropped_count, has_template, is_list, mark, marked},
    stops::{Sight, stop_at},
};
use crate::{
    lint::{Severity, form::PageKind},
    page::{PageState, Panel},
    sanitize::count,
    view::{
        icons::Icon,
        node::{Event, Node, b, bdi, button, p, section, span},
    },
};

/// "3 to look at".
pub(super) fn looking(look: usize) -> String {
    match look {
        0 => "Nothing to look at".to_owned(),
        1 => "1 thing to look at".to_owned(),
        _ => format!("{look} things to look at"),
    }
}

pub(super) fn status(panel: &Panel, look: usize) -> String {
    if is_list(panel) {
        return String::new();
    }
    match panel.state {
        PageState::Loading => WAITING.to_owned(),
        PageState::Unrecognized => CHANGED.to_owned(),
        PageState::Ready => {
            let risk = panel.risk.as_ref().map(|_| "High risk. ").unwrap_or_default();
            let next = panel.next.as_ref().map(|next| format!(". Next: {}", next.text));
            format!("{risk}{}{}", looking(look), next.unwrap_or_default())
        }
    }
}

pub(super) const CHANGED: &str = "GitHub has changed this form, and Finegrain doesn’t recognize it yet.";

pub(super) const WAITING: &str = "Waiting for GitHub to load the permissions";

pub(super) fn bar(panel: &Panel, look: usize, stops: &[Sight]) -> Node<Action> {
    let toggle = |name: &'static str| {
        button(name)
            .key("toggle")
            .class("button")
            .data("toggle", "")
            .on(Event::Click, Action::Toggle)
    };
    let says = |node: Node<Action>| node.key("says").class("says");
    let grain = || Icon::Grain.draw_as("grain").key("grain");
    let shell = |children: Node<Action>| children.key("bar").class("bar").aria("label", "Finegrain");
    if is_list(panel) {
        return shell(section((grain(), says(p(panel.sentence.clone())))));
    }
    match panel.state {
        PageState::Loading if panel.next.is_none() => {
            return shell(section((
                grain(),
                says(p((span(WAITING).class("unseen"), span(()).class("skeleton")))),
                toggle("Details"),
            )));
        }
        PageState::Unrecognized => {
            return shell(section((
                mark(Severity::Warning).key("mark"),
                says(p((b(CHANGED), " You can use the form as usual."))),
                toggle("Report"),
            )));
        }
        PageState::Ready | PageState::Loading => {}
    }
    let could = format!("Can {}", panel.sentence);
    if !panel.dropped.is_empty() {
        let verdict = format!(
            "GitHub dropped {} of the link’s {}.",
            dropped_count(panel),
            count(panel.asked.max(dropped_count(panel)), "parameter")
        );
        return shell(section((
            mark(Severity::Error).key("mark"),
            says(p((b(verdict), span((" ", could)).class("long")))),
            toggle("Details"),
        )))
        .data("worst", "error");
    }
    // The other steps are small, and stand in the drawer.
    if let Some(next) = panel
        .next
        .as_ref()
        .filter(|next| ["access", "owner"].contains(&next.at))
    {
        let names = match (next.names.is_empty(), next.more) {
            (true, _) => String::new(),
            (false, 0) => format!(": {}", next.names.join(", ")),
            (false, more) => format!(": {}, {more} more", next.names.join(", ")),
        };
        return shell(section((
            grain(),
            says(p((
                b((next.text.clone(), bdi(names), ".")),
                span((" ", bdi(next.until.clone()))).class("quiet long"),
            ))),
            stop_at(stops, Some(next.at)).map(|stop| {
                button("Show me")
                    .key("show")
                    .class("button go")
                    .aria("label", format!("Show me: {}", next.text))
                    .on(Event::Click, Action::Show { stop })
            }),
            toggle("Details"),
        )));
    }
    let name = match panel.kind {
        PageKind::Classic => "Fine-grained instead",
        _ => "Details",
    };
    let sentence = if has_template(panel) {
        could
    } else {
        panel.sentence.clone()
    };
    shell(section((
        grain(),
        says(marked(p(()), &sentence)),
        (look > 0 && panel.kind != PageKind::Classic).then(|| {
            span((
                worst(panel).map(mark),
                span((look.to_string(), span(" to look at").class("words"))),
            ))
            .key("count")
            .class("count")
        }),
        if panel.kind == PageKind::Classic {
            toggle(name).class("button go")
        } else {
            toggle(name)
        },
    )))
}

pub(super) fn worst(panel: &Panel) -> Option<Severity> {
    panel.hints.iter().map(|hint| hint.severity).min()
}

pub(super) fn pill(panel: &Panel, look: usize) -> Node<Action> {
    let says = match &panel.next {
        Some(next) => next.text.clone(),
        None => looking(look),
    };
    button((
        Icon::Grain.draw_as("grain"),
        if panel.dropped.is_empty() {
            worst(panel).map(mark)
        } else {
            Some(mark(Severity::Error))
        },
        span(says),
    ))
    .key("open")
    .class("open")
    .on(Event::Click, Action::Open)
}
