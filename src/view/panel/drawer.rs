//! The drawer beside the form: what is in it, in which order, and its smaller sections.

use super::{
    action::Action,
    bar::{CHANGED, WAITING},
    components::{close, has_template, is_list, lower_first, marked, marked_on_form, show_me},
    hints::{dropped, hints},
    purpose::needed,
    stops::{Sight, stop_at},
    template::template,
};
use crate::{
    lint::{Severity, form::PageKind},
    page::{Missing, Next, PageState, Panel, Quotes},
    view::{
        icons::Icon,
        node::{
            Event, Node, a, b, bdi, button, code, dd, details, div, dl, drawing, dt, h2, h3, header, li, p, pre,
            section, span, summary, ul,
        },
    },
};

pub(super) fn drawer(panel: &Panel, look: usize, stops: &[Sight]) -> Vec<Node<Action>> {
    if is_list(panel) {
        return Vec::new();
    }
    let title = match (panel.state, panel.kind) {
        (PageState::Loading, _) => WAITING.to_owned(),
        (PageState::Unrecognized, _) => CHANGED.to_owned(),
        (PageState::Ready, PageKind::Classic) => classic_title(panel).to_owned(),
        (PageState::Ready, _) if !has_template(panel) => panel.sentence.clone(),
        (PageState::Ready, _) => format!("The token can {}", panel.sentence),
    };
    let head = header((
        div((
            Icon::Grain.draw_as("grain"),
            "Finegrain",
            (panel.state == PageState::Ready && panel.risk.is_some()).then(|| {
                span("High risk")
                    .class("risk")
                    .title(panel.risk.clone().unwrap_or_default())
            }),
            close("Close", Action::Close),
        ))
        .class("name"),
        h2(title).key("title").id("title"),
    ))
    .key("head")
    .class("sheet-head");
    let ready = panel.state == PageState::Ready;
    let body = div((
        panel.next.as_ref().map(|next| next_step(next, stops)),
        (!panel.dropped.is_empty()).then(|| dropped(panel, stops)),
        (ready && !panel.hints.is_empty()).then(|| hints(panel, look, stops)),
        (ready && matches!(panel.kind, PageKind::Regenerating | PageKind::ClassicRegenerating)).then(|| {
            section(p(
                "Regenerating changes neither permissions nor repositories. To change those, edit the token.",
            ))
            .key("unchanged")
        }),
        panel.purpose.as_ref().map(|purpose| needed(purpose, stops)),
        (!panel.notes.is_empty()).then(|| {
            let notes: Vec<_> = panel.notes.iter().map(|note| p(note.clone())).collect();
            section(notes).key("notes").class("quiet small")
        }),
        (
            panel.report.as_deref().map(report),
            panel.quotes.as_ref().map(quotes),
            (ready && panel.kind == PageKind::Classic && has_equal(panel)).then(|| instead(panel)),
            (ready && has_template(panel)).then(|| template(panel)),
            (ready && has_template(panel)).then(|| can(panel)),
            (ready && has_template(panel)).then(|| limits(&panel.limits)),
        ),
    ))
    .key("body")
    .class("sheet-body");
    vec![head, body]
}

/// Whether a fine-grained token could do any of what the classic form asks.
pub(super) fn has_equal(panel: &Panel) -> bool {
    panel.hints.is_empty() || panel.hints.iter().any(|hint| hint.severity != Severity::Info)
}

/// What a fine-grained token could do of what the classic form asks.
pub(super) fn classic_title(panel: &Panel) -> &'static str {
    let unserved = panel
        .hints
        .iter()
        .filter(|hint| hint.severity == Severity::Info)
        .count();
    match (panel.hints.len(), unserved) {
        (0, _) => "Choose scopes to see what replaces them",
        (_, 0) => "A fine-grained token can do this, and reaches less",
        (all, none) if all == none => "A fine-grained token cannot do this yet",
        _ => "A fine-grained token can do part of this, and reaches less",
    }
}

pub(super) fn next_step(next: &Next, stops: &[Sight]) -> Node<Action> {
    let names: Vec<_> = next
        .names
        .iter()
        .enumerate()
        .map(|(at, name)| span(((at > 0).then_some(", "), bdi(code(name.clone())))))
        .collect();
    section((
        drawing("icon", "M2.5 8h10.5M9 4l4 4-4 4"),
        div((
            p(b(format!("Next: {}", lower_first(&next.text)))),
            (!names.is_empty())
                .then(|| p((names, (next.more > 0).then(|| format!(" and {} more", next.more)))).class("names")),
            (!next.until.is_empty()).then(|| p(bdi(next.until.clone())).class("quiet small")),
        )),
        stop_at(stops, Some(next.at)).map(|stop| show_me(stop, &next.text)),
    ))
    .key("next")
    .class("next")
    .data("code", next.code)
    .data("parameter", next.parameter)
}

pub(super) fn report(text: &str) -> Node<Action> {
    section((
        h3("Report it").id("t-report"),
        p("Nothing in this text is about you or your token.").class("quiet small"),
        pre(text.to_owned())
            .class("report")
            .tabindex(0)
            .aria("labelledby", "t-report"),
        button("Copy report")
            .class("button go")
            .on(Event::Click, Action::Copy { text: text.to_owned() }),
    ))
    .key("report")
    .data("report", "")
}

pub(super) fn quotes(quotes: &Quotes) -> Node<Action> {
    let quotation = |term: &str, text: &str| [dt(term.to_owned()), dd(("“", bdi(text.to_owned()), "”"))];
    let mut rows = Vec::new();
    if let Some(name) = &quotes.name {
        rows.extend(quotation("Name", name));
    }
    if let Some(description) = &quotes.description {
        rows.extend(quotation("Description", description));
    }
    if !quotes.repositories.is_empty() {
        let names: Vec<_> = quotes
            .repositories
            .iter()
            .enumerate()
            .map(|(at, name)| span(((at > 0).then_some(", "), bdi(code(name.clone())))))
            .collect();
        rows.extend([dt("Repositories"), dd(names)]);
    }
    for (label, reason) in &quotes.reasons {
        rows.extend(quotation(label, reason));
    }
    section((
        h3(("The link says", span("Anyone may have written it").class("quiet small"))).id("t-quotes"),
        dl(rows).class("quotes"),
    ))
    .key("quotes")
    .aria("labelledby", "t-quotes")
}

/// Leads from the form for classic tokens to what serves better.
pub(super) fn instead(panel: &Panel) -> Node<Action> {
    let many = panel.links.len();
    let links: Vec<_> = panel
        .links
        .iter()
        .enumerate()
        .map(|(at, link)| {
            let name = if many == 1 {
                "Open the fine-grained form".to_owned()
            } else {
                format!("Open form {} of {many}", at + 1)
            };
            a(name).class("button go").href(link.clone())
        })
        .collect();
    section((
        (many > 1).then(|| p("A fine-grained token has one owner, so this takes two tokens.").class("small")),
        p(links).class("actions"),
    ))
    .key("instead")
}

pub(super) fn can(panel: &Panel) -> Node<Action> {
    let items: Vec<_> = panel.can.iter().map(|it| marked(li(()), it)).collect();
    // It is said once: the hint on the permission says it, too.
    let is_said = |risk: &&String| {
        let mut said = panel.hints.iter().flat_map(|hint| &hint.says);
        said.any(|said| said.message == **risk)
    };
    let risk = panel.risk.as_ref().filter(|risk| !is_said(risk));
    details((
        summary("What these permissions allow"),
        div((risk.map(|risk| marked_on_form(p(()), risk, "")), ul(items).class("can"))).class("allows small"),
    ))
    .key("can")
}

pub(super) fn limits(limits: &[Missing]) -> Node<Action> {
    let items: Vec<_> = limits
        .iter()
        .map(|limit| {
            li((
                p(b(limit.title)),
                marked(p(()), limit.what),
                marked(p(()), limit.instead).class("quiet"),
                limit.classic.as_ref().map(|(link, reach)| {
                    p((
                        marked(a(()), &link.title).href(link.url.clone()),
                        span((" ", *reach)).class("quiet"),
                    ))
                }),
            ))
            .key(limit.code.as_str())
            .data("code", limit.code.as_str())
            .data("parameter", "")
        })
        .collect();
    details((
        summary("What fine-grained tokens cannot do"),
        ul(items).class("limits small"),
    ))
    .key("limits")
}
