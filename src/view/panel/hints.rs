//! What GitHub dropped from the link, and what there is to look at.

use super::{
    action::Action,
    bar::looking,
    components::{dropped_count, lower_first, mark, marked_on_form, plain_on_form, show_me},
    stops::{Sight, stop_at},
};
use crate::{
    lint::{Severity, form::PageKind},
    page::{Dropped, Hint, Panel, Remark, Remedy},
    sanitize::count,
    view::node::{Node, a, b, bdi, code, details, div, h3, p, section, span, summary},
};

/// How many hints are shown at first.
pub(super) const FIRST_HINTS: usize = 3;

pub(super) fn dropped(panel: &Panel, stops: &[Sight]) -> Node<Action> {
    let items: Vec<_> = panel.dropped.iter().map(|one| dropped_one(one, stops)).collect();
    section((
        h3(format!(
            "GitHub dropped {} of {}",
            dropped_count(panel),
            count(panel.asked.max(dropped_count(panel)), "parameter")
        ))
        .id("t-dropped"),
        items,
    ))
    .key("dropped")
    .aria("labelledby", "t-dropped")
}

pub(super) fn dropped_one(one: &Dropped, stops: &[Sight]) -> Node<Action> {
    let remedy = match &one.remedy {
        Remedy::Help(help) => marked_on_form(p(()), help, &one.parameter),
        Remedy::Add(permissions) => {
            let each: Vec<_> = permissions
                .iter()
                .enumerate()
                .map(|(at, (label, level))| {
                    span((
                        if at == 0 { "Add " } else { " and " },
                        b(label.clone()),
                        ", and choose ",
                        b(*level),
                    ))
                })
                .collect();
            p((each, "."))
        }
    };
    div((
        mark(Severity::Error),
        div((
            p(bdi(code(one.asked.clone()))),
            remedy,
            stop_at(stops, one.at.as_deref()).map(|stop| p(show_me(stop, &one.parameter)).class("do")),
        )),
    ))
    .key(format!("{} {}", one.code, one.parameter))
    .class("hint")
    .data("code", one.code.as_str())
    .data("parameter", one.parameter.clone())
    .data("severity", "error")
}

pub(super) fn hints(panel: &Panel, look: usize, stops: &[Sight]) -> Node<Action> {
    let title = match panel.kind {
        PageKind::Classic => "What replaces these scopes".to_owned(),
        _ => looking(if panel.dropped.is_empty() {
            look
        } else {
            panel.hints.len()
        }),
    };
    let mut all: Vec<_> = panel.hints.iter().map(|one| hint(one, stops)).collect();
    let more = all.split_off(FIRST_HINTS.min(all.len()));
    let reopens = panel.hints.iter().any(|one| one.fix.is_some());
    section((
        h3(title).id("t-hints"),
        all,
        (!more.is_empty()).then(|| {
            details((summary(format!("{} more", more.len())), more))
                .key("more")
                .class("more")
        }),
        reopens.then(|| {
            p("Reopening opens the form in a new tab. Choose the repositories again there.")
                .key("price")
                .class("quiet small")
        }),
    ))
    .key("hints")
    .aria("labelledby", "t-hints")
}

pub(super) fn hint(one: &Hint, stops: &[Sight]) -> Node<Action> {
    let (first, rest) = match one.says.split_first() {
        Some((first, rest)) => (Some(first), rest),
        None => (None, &[][..]),
    };
    let label = one.label.clone();
    let stop = stop_at(stops, one.at.as_deref());
    let name = label.clone().unwrap_or_default();
    let own = first.and_then(|first| first.parameter.as_deref()).unwrap_or_default();
    let fix = one.fix.as_ref().map(|fix| {
        let title = reopen_title(&fix.title, own);
        a(title.clone())
            .key("fix")
            .class("small fix")
            .href(fix.url.clone())
            .aria("label", format!("{title}: {name}"))
    });
    let does = stop.is_some() || fix.is_some();
    let key = match (&one.at, first) {
        (Some(at), _) => at.clone(),
        (None, Some(first)) => format!("{} {}", first.code, first.parameter.as_deref().unwrap_or_default()),
        (None, None) => String::new(),
    };
    let node = div((
        mark(one.severity),
        div((
            label.map(|label| p(b(label)).key("label")),
            first.map(|first| said(first, true).key("first")),
            rest.iter()
                .map(|said_too| {
                    said(said_too, false)
                        .key(said_too.code.as_str())
                        .data("code", said_too.code.as_str())
                        .data("parameter", said_too.parameter.clone().unwrap_or_default())
                })
                .collect::<Vec<_>>(),
            one.reason.as_ref().map(|reason| {
                p(("The link says: “", bdi(reason.clone()), "”"))
                    .key("reason")
                    .class("quiet small quote")
            }),
            does.then(|| p((stop.map(|stop| show_me(stop, &name)), fix)).key("do").class("do")),
        )),
    ))
    .key(key)
    .class("hint")
    .data("severity", one.severity.as_str());
    match first {
        Some(first) => node
            .data("code", first.code.as_str())
            .data("parameter", first.parameter.clone().unwrap_or_default()),
        None => node,
    }
}

pub(super) fn said(one: &Remark, with_docs: bool) -> Node<Action> {
    let own = one.parameter.as_deref().unwrap_or_default();
    let message = marked_on_form(span(()), &one.message, own);
    let help = (!one.help.is_empty()).then(|| marked_on_form(span(" ").class("quiet"), &one.help, own));
    let docs = (with_docs && !one.docs.is_empty()).then(|| {
        span((
            " ",
            a("Learn more")
                .class("small docs")
                .href(one.docs)
                .aria("label", format!("Learn more: {}", one.code.as_str().replace('-', " "))),
        ))
    });
    p((message, help, docs))
}

/// What a link does that reopens the form.
pub(super) fn reopen_title(title: &str, own: &str) -> String {
    let title = plain_on_form(title, own);
    if title.starts_with("Reopen") {
        title
    } else {
        format!("Reopen: {}", lower_first(&title))
    }
}
