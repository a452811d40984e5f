//! A link for a classic token is in the box: what replaces it.

use super::components::{good, more, no, rich, unseen};
use crate::{
    github::{self, Scope},
    view::{
        Node,
        node::{Event, a, code, div, h2, h3, label, li, p, section, span, text_field, ul},
        popup::{
            engine::{self, Conversion, ScopeRow},
            msg::Msg,
            sentences::{asks_in_words, of_classic, pairs},
            state::ClassicAnswer,
        },
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
        let listed = conversion.scopes.iter().take(engine::MOST_LISTED);
        let rows: Vec<Node<Msg>> = listed.map(|row| scope(row, several)).collect();
        parts.push(div((head, rows)).class("table scopes").key("table"));
        let rest = more(conversion.scopes.len(), engine::MOST_LISTED);
        parts.extend(rest.map(|rest| ul(rest).class("pad").key("more scopes")));
    }
    if !conversion.urls.is_empty() {
        parts.push(gain(conversion).key("gain"));
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
        if conversion.expires_in.is_none() {
            parts.push(
                p("The new token expires after 30 days, unless you choose otherwise.")
                    .class("pad quiet small foot-note")
                    .key("life"),
            );
        }
    }
    if conversion.scopes.iter().any(|row| !row.served) {
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
    let remark = |text: &str| (!text.is_empty()).then(|| p(rich(text)).class("quiet small"));
    let becomes = match (row.served, row.becomes.as_slice()) {
        (true, []) => div((good(""), " Needs no permission", remark(row.note))),
        (true, asks) => div((asks_in_words(pairs(asks)), remark(row.note))),
        (false, _) => {
            let instead = row
                .limit
                .map_or("Keep a classic token for it.", |code| code.limit().instead);
            div((no(), " Nothing equal", remark(instead)))
        }
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

/// What the links no longer reach, and what they are bound to instead, for these scopes.
fn gain(conversion: &Conversion) -> Node<Msg> {
    let has = |scope: Scope| {
        let mut asks = conversion.scopes.iter().flat_map(|row| &row.becomes);
        asks.any(|(parameter, _)| github::permission(parameter).is_some_and(|known| known.scope == scope))
    };
    let (mut lost, mut gained) = (Vec::new(), Vec::new());
    if has(Scope::Repository) {
        lost.extend([
            "repositories of other owners".to_owned(),
            "repositories where you are an outside collaborator".to_owned(),
        ]);
        gained.push("only the repositories you choose");
    }
    if conversion
        .scopes
        .iter()
        .any(|row| ["repo", "public_repo"].contains(&row.scope.as_str()))
    {
        lost.push("writing to public repositories of others".to_owned());
    }
    if has(Scope::Organization) {
        lost.push("other organizations".to_owned());
        gained.push("one organization, which sees the token and can revoke it");
    }
    if has(Scope::Account) {
        gained.push("no more of your account than what is named here");
    }
    lost.extend(
        conversion
            .scopes
            .iter()
            .filter(|row| !row.served)
            .map(|row| format!("what `{}` allows", row.scope)),
    );
    let side = |title: &'static str, sign: &'static str, class: &'static str, lines: Vec<Node<Msg>>| {
        let lines: Vec<Node<Msg>> = lines
            .into_iter()
            .map(|line| li((span(sign).class(class), line)))
            .collect();
        (!lines.is_empty()).then(|| div((h3(title), ul(lines).class("small"))))
    };
    div((
        side("Lost", "−", "sign", lost.iter().map(|line| span(rich(line))).collect()),
        side("Gained", "+", "sign less", gained.into_iter().map(span).collect()),
    ))
    .class("gain")
}
