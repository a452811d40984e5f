//! The box of the drawer: what the token is for, and whether that needs each permission.

use super::{
    action::Action,
    components::{NOT_NEEDED, mark, marked_on_form},
    stops::{Sight, stop_at},
};
use crate::{
    lint::Severity,
    page::{Fit, PermissionUse, Purpose},
    view::{
        icons::Icon,
        node::{
            Event, Node, a, b, bdi, button, code, div, drawing, h3, label, li, p, plain_textarea, section, span, ul,
        },
    },
};

/// What needs a permission.
pub(super) fn needed_by(need: &PermissionUse) -> Node<Action> {
    let calls: Vec<_> = need
        .by
        .iter()
        .enumerate()
        .map(|(at, call)| span(((at > 0).then_some(", "), bdi(code(call.clone())))))
        .collect();
    p(("Needed by ", calls)).class("quiet small")
}

/// A permission of the form, or one that is missing there, and what needs it.
pub(super) fn need_row(need: &PermissionUse, stops: &[Sight]) -> Node<Action> {
    let is_needed = need.fit != Fit::NotNeeded;
    let look = need.fit != Fit::Needed;
    let mark = match need.fit {
        Fit::Missing => mark(Severity::Error),
        Fit::NotNeeded | Fit::TooHigh(_) => span((
            drawing("icon dashed", "M1.8 8a6.2 6.2 0 1 0 12.4 0a6.2 6.2 0 1 0-12.4 0"),
            span("Warning: ").class("unseen"),
        ))
        .class("mark warning"),
        Fit::Needed => span(Icon::Good.draw()).class("mark good"),
    };
    let item = li((
        mark,
        div((
            p(b(need.label.clone())),
            (need.fit == Fit::Missing).then(|| p(("Missing. Add it with ", b(need.level))).class("small")),
            is_needed.then(|| needed_by(need)),
            (!is_needed).then(|| p(NOT_NEEDED).class("small")),
            if let Fit::TooHigh(enough) = need.fit {
                Some(p((b(enough), " is enough")).class("small"))
            } else {
                None
            },
        )),
        if look {
            stop_at(stops, Some(&need.at)).map(|stop| {
                button("Show me")
                    .class("textual")
                    .aria("label", format!("Show me: {}, by what it will do", need.label))
                    .on(Event::Click, Action::Show { stop })
            })
        } else {
            Some(span(need.level).class("quiet small"))
        },
    ))
    .key(need.parameter.clone())
    .class("need")
    .data("parameter", need.parameter.clone())
    .data("needed", if is_needed { "yes" } else { "no" });
    match need.fit.code() {
        Some(code) => item.data("code", code.as_str()),
        None => item,
    }
}

/// What the person says that the token is for, and for every permission whether that needs it.
pub(super) fn needed(purpose: &Purpose, stops: &[Sight]) -> Node<Action> {
    // A permission at too low a level is named once, as missing.
    let chosen = purpose.chosen.iter().filter(|need| {
        !purpose
            .missing
            .iter()
            .any(|missing| missing.parameter == need.parameter)
    });
    let rows: Vec<_> = purpose
        .missing
        .iter()
        .chain(chosen)
        .map(|need| need_row(need, stops))
        .collect();
    let notes: Vec<_> = purpose
        .notes
        .iter()
        .map(|note| marked_on_form(li(()), note, "").class("small"))
        .collect();
    let nothing = purpose.said && rows.is_empty() && notes.is_empty();
    section((
        h3(label("What will it do?").names("purpose"))
            .key("title")
            .id("t-needs"),
        plain_textarea(())
            .key("box")
            .id("purpose")
            .class("text mono")
            .data("box", "")
            .rows(2)
            .placeholder("Paste calls, a script or an error")
            .on(Event::Input, Action::Typed),
        purpose.secret.then(|| {
            p((
                mark(Severity::Warning),
                span("There is a token or password in this text. If others saw it, revoke it on GitHub."),
            ))
            .key("secret")
            .class("note small")
        }),
        nothing.then(|| {
            p("No call to GitHub found in this text. Paste a command, a script or an error.")
                .key("nothing")
                .class("quiet small")
        }),
        (!rows.is_empty()).then(|| ul(rows).key("rows").class("needs")),
        (!notes.is_empty()).then(|| ul(notes).key("notes").class("can quiet")),
        purpose.smaller.as_ref().map(|link| {
            p((
                a("Reopen with what is needed").class("small fix").href(link.clone()),
                span(" Opens a new tab. Choose the repositories again there.").class("quiet small"),
            ))
            .key("smaller")
            .data("smaller", "")
        }),
    ))
    .key("needs")
    .aria("labelledby", "t-needs")
}
