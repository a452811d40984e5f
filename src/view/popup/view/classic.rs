//! A link for a classic token is in the box: what replaces it.

use super::parts::{no, rich, unseen};
use crate::view::{
    Node,
    node::{Event, a, code, div, h2, h3, label, li, p, section, span, text_field, ul},
    popup::{
        engine::ScopeRow,
        msg::Msg,
        sentences::{asks_in_words, of_classic},
        state::ClassicAnswer,
    },
};

pub fn view(answer: &ClassicAnswer) -> Vec<Node<Msg>> {
    let conversion = &answer.conversion;
    let several = conversion.urls.len() > 1;
    let mut parts = vec![
        div((
            h2(of_classic(answer)).tabindex(-1),
            several.then(|| p("No token has organization and account permissions at once.").class("flush")),
        ))
        .class("verdict")
        .key("verdict"),
    ];
    if !conversion.scopes.is_empty() {
        let head = div((span("Scope"), span("Becomes"), span(if several { "In" } else { "" }))).class("head wide-only");
        let rows: Vec<Node<Msg>> = conversion.scopes.iter().map(|row| scope(row, several)).collect();
        parts.push(div((head, rows)).class("table scopes").key("table"));
    }
    if !conversion.urls.is_empty() {
        parts.push(gain().key("gain"));
        parts.push(
            div((
                label(if several {
                    "Organization for link 1"
                } else {
                    "Organization"
                })
                .names("organization")
                .class("quiet"),
                text_field(answer.owner.clone())
                    .id("organization")
                    .class("text short")
                    .placeholder("Your own account")
                    .on(Event::Input, Msg::ClassicOwner(String::new())),
            ))
            .class("pad line-of")
            .key("owner"),
        );
    }
    if conversion.scopes.iter().any(|row| row.becomes.is_empty()) {
        parts.push(
            p((
                "A classic token reaches everything you can reach. An organization may refuse it, and where SAML is used it must be authorized. ",
                a("Open GitHub’s classic form").href(conversion.classic.clone()),
            ))
            .class("pad quiet small")
            .key("classic"),
        );
    }
    vec![section(parts).class("state").key("classic")]
}

fn scope(row: &ScopeRow, several: bool) -> Node<Msg> {
    let becomes = if row.becomes.is_empty() {
        let instead = row
            .limit
            .map_or("Keep a classic token for it.", |code| code.limit().instead);
        div((no(), " Nothing equal", p(rich(instead)).class("quiet small")))
    } else {
        div(asks_in_words(&row.becomes))
    };
    let place = match row.link {
        Some(at) if several => span(format!("Link {}", at + 1)).class("tag"),
        Some(_) => span(()),
        None => span(("–", unseen("in none"))).class("quiet"),
    };
    let node = div((code(row.scope.clone()), becomes, place));
    match row.limit {
        Some(limit) => node.data("code", limit.as_str()).data("parameter", row.scope.clone()),
        None => node,
    }
}

fn gain() -> Node<Msg> {
    let side = |title: &'static str, sign: &'static str, class: &'static str, lines: [&'static str; 2]| {
        div((
            h3(title),
            ul(lines.map(|line| li((span(sign).class(class), line)))).class("small"),
        ))
    };
    div((
        side(
            "Lost",
            "−",
            "sign",
            ["repositories of several owners", "work as an outside collaborator"],
        ),
        side(
            "Gained",
            "+",
            "sign less",
            [
                "only repositories that you choose",
                "GitHub’s default expiration, 30 days",
            ],
        ),
    ))
    .class("gain")
}
