//! The form as a template link, and in other formats.

use super::action::Action;
use crate::{
    lint::form::PageKind,
    page::Panel,
    view::node::{Event, Node, b, button, details, div, h3, section, span, summary},
};

/// The most parameters of a link of which the names stand out: a hostile one has thousands.
pub(super) const COLORED: usize = 200;

pub(super) fn template(panel: &Panel) -> Node<Action> {
    let link = panel.links.first().cloned().unwrap_or_default();
    let (base, rest) = link.split_at(link.find(['?', '#']).unwrap_or(link.len()));
    let mut url = span(span(base.to_owned()).class("base"));
    if rest.matches('&').count() > COLORED {
        url = url.with(rest.to_owned());
    } else {
        for part in rest.split_inclusive(['?', '&', '#']) {
            url = match part.split_once('=') {
                Some((name, value)) => url.with((b(name.to_owned()), format!("={value}"))),
                None => url.with(part.to_owned()),
            };
        }
    }
    let formats: Vec<_> = panel
        .formats
        .iter()
        .map(|shared| {
            button(shared.label)
                .key(shared.format)
                .class("button low")
                .data("format", shared.format)
                .aria("label", format!("Copy as {}", shared.label))
                .on(
                    Event::Click,
                    Action::Copy {
                        text: shared.text.clone(),
                    },
                )
        })
        .collect();
    section((
        h3(if panel.kind == PageKind::Classic {
            "The fine-grained token as a template link"
        } else {
            "This form as a template link"
        })
        .id("t-link"),
        div(url.class("url").data("template-link", ""))
            .class("live")
            .tabindex(0)
            .role("group")
            .aria("labelledby", "t-link"),
        div((
            button("Copy link")
                .key("copy")
                .class("button")
                .on(Event::Click, Action::Copy { text: link.clone() }),
            button("Save template")
                .key("save")
                .class("button")
                .data("saves", "")
                .on(Event::Click, Action::Save { link }),
        ))
        .class("actions"),
        details((summary("Other formats"), div(formats).class("formats")))
            .key("formats")
            .class("more"),
    ))
    .key("template")
    .aria("labelledby", "t-link")
}
