//! One link is in the box: what GitHub makes of it, and what was fixed.

use std::collections::BTreeSet;

use super::components::{good, level_word, mark, more, rich, textual, unseen};
use crate::{
    link::{
        Expiration,
        compare::{Aspect, Change, Difference, Value},
    },
    lint::{Less, Severity},
    sanitize::count,
    view::{
        Node,
        node::{Event, a, b, bdi, button, dd, del, div, dl, dt, h2, ins, li, p, section, span, ul},
        popup::{
            engine::{self, CheckedLink, Decision, Row, label},
            msg::Msg,
            state::{DraftField, LinkAnswer},
        },
    },
};

pub fn view(answer: &LinkAnswer, alone: bool) -> Vec<Node<Msg>> {
    let checked = &answer.checked;
    let mut parts = Vec::new();
    if alone {
        parts.push(verdict(checked).key("verdict"));
    }
    if checked.is_changed() {
        parts.push(tracked(&checked.text, &checked.url).key("tracked"));
    }
    let (first, later): (Vec<&Row>, Vec<&Row>) = checked
        .rows
        .iter()
        .partition(|row| row.diagnostic.severity != Severity::Info);
    if !first.is_empty() {
        parts.push(ul(rows(&first)).class("rows").key("rows"));
    }
    if checked.draft.is_some() && !checked.is_false() && !checked.can.is_empty() {
        parts.push(h2("What the token could do").class("group-title").key("can title"));
        parts.push(
            ul(checked.can.iter().map(|can| li(rich(can))).collect::<Vec<_>>())
                .class("can")
                .key("can"),
        );
    }
    if !checked.quotes.is_empty() {
        parts.push(
            h2((
                span("The link says"),
                span("Anyone may have written it").class("quiet light"),
            ))
            .class("group-title")
            .key("quotes title"),
        );
        let quotes: Vec<Node<Msg>> = checked
            .quotes
            .iter()
            .flat_map(|(what, text)| [dt(what.clone()), dd(("“", bdi(text.clone()), "”"))])
            .collect();
        parts.push(dl(quotes).class("quotes").key("quotes"));
    }
    if !later.is_empty() || !checked.notes.is_empty() {
        parts.push(h2("Good to know").class("group-title").key("notes title"));
        let notes = checked
            .notes
            .iter()
            .map(|note| li((mark(Severity::Info), div(rich(note)))));
        parts.push(
            ul((rows(&later), notes.collect::<Vec<_>>()))
                .class("rows plain")
                .key("notes"),
        );
    }
    if !alone {
        return parts;
    }
    vec![section(parts).class("state").key("link")]
}

fn verdict(checked: &CheckedLink) -> Node<Msg> {
    let worst = checked.rows.iter().map(|row| row.diagnostic.severity).min();
    let sign = match worst {
        Some(Severity::Error) => mark(Severity::Error),
        Some(Severity::Warning) => mark(Severity::Warning),
        _ if checked.draft.is_some() => good(""),
        _ => mark(Severity::Info),
    };
    let open = checked
        .rows
        .iter()
        .filter(|row| row.left && row.diagnostic.severity != Severity::Info)
        .count();
    let mut sentences = Vec::new();
    match (checked.fixed(), open) {
        (0, _) => {}
        (fixed, 0) if fixed == checked.rows.len() => sentences.push("All of it is fixed below.".to_owned()),
        (fixed, 0) => sentences.push(format!("{} below.", are(fixed, "fixed"))),
        (fixed, open) => sentences.push(format!("{} below, {}.", are(fixed, "fixed"), needs_decision(open))),
    }
    if sentences.is_empty() && checked.draft.is_some() && worst != Some(Severity::Error) {
        sentences.push(checked.bounds.clone());
    }
    div((
        h2((sign, span(rich(checked.sentence.trim_end_matches('.'))))).tabindex(-1),
        sentences
            .into_iter()
            .map(|sentence| p(rich(&sentence)))
            .collect::<Vec<_>>(),
    ))
    .class("verdict")
}

fn are(number: usize, what: &str) -> String {
    format!("{number} {} {what}", if number == 1 { "is" } else { "are" })
}

fn needs_decision(number: usize) -> String {
    format!("{number} {} your decision", if number == 1 { "needs" } else { "need" })
}

fn rows(all: &[&Row]) -> Vec<Node<Msg>> {
    let mut explained = BTreeSet::new();
    let listed = all.iter().take(engine::MOST_LISTED).map(|one| {
        let found = &one.diagnostic;
        // Once for all that is of a kind.
        let docs = one.left && !found.docs.is_empty() && explained.insert(found.code);
        row(one, docs)
    });
    listed.chain(more(all.len(), engine::MOST_LISTED)).collect()
}

/// One diagnostic, with what became of it, and GitHub's documentation of what it is about.
fn row(row: &Row, docs: bool) -> Node<Msg> {
    let found = &row.diagnostic;
    let severity = found.severity;
    let id = row.id();
    let act = match (&found.fix, row.left, row.decision) {
        (None, true, _) => {
            less(row).map(|(title, about, msg)| button((title, unseen(about))).class("textual").on(Event::Click, msg))
        }
        (_, false, Some(Decision::Accepted | Decision::LeftOut)) | (Some(_), false, None) => {
            let decision = if row.decision.is_none() {
                Some(Decision::Undone)
            } else {
                None
            };
            Some(named("Undo", &found.message, Msg::Decide(id.clone(), decision)).class("textual plain"))
        }
        (Some(fix), true, _) if fix.links.len() == 1 && (row.safe || row.would.is_empty()) => {
            let decision = if row.safe { None } else { Some(Decision::Accepted) };
            Some(
                button(rich(&fix.title))
                    .class("textual")
                    .on(Event::Click, Msg::Decide(id.clone(), decision)),
            )
        }
        _ => None,
    };
    let sign = if row.left { mark(severity) } else { good("Fixed: ") };
    let would = match &found.fix {
        Some(fix) if row.left && !row.safe && !row.would.is_empty() => Some(would(row, &fix.title)),
        _ => None,
    };
    let several = match &found.fix {
        Some(fix) if row.urls.len() > 1 => {
            let links = row
                .urls
                .iter()
                .enumerate()
                .map(|(at, url)| textual(format!("Take link {}", at + 1), Msg::Check(url.clone())));
            Some(div((span(rich(&fix.title)), links.collect::<Vec<_>>())).class("under either"))
        }
        _ => None,
    };
    let docs = docs.then(|| {
        a(("GitHub docs", unseen(format!(" on {}", found.code))))
            .class("docs")
            .href(found.docs)
    });
    li((
        sign,
        div((
            div(rich(&found.message)),
            p((rich(&found.help), " ", docs)).class("quiet small"),
        )),
        div(act).class("act"),
        would,
        several,
    ))
    .data("code", found.code.to_string())
    .data("parameter", found.parameter.clone().unwrap_or_default())
    .data("severity", severity.as_str())
    .key(format!(
        "{} {}",
        found.code,
        found.parameter.clone().unwrap_or_default()
    ))
}

/// How the link asks for less, where the diagnostic has no fix because it is a choice: the button, what it is about, and
/// its message.
fn less(row: &Row) -> Option<(String, String, Msg)> {
    match row.diagnostic.less? {
        Less::Days(days) => {
            let msg = Msg::FixField(DraftField::Expiration, days.to_string());
            Some((format!("Make it {days}"), " days".to_owned(), msg))
        }
        Less::Level(level) => {
            let parameter = row.diagnostic.parameter.clone()?;
            let about = format!(": {}", label(&parameter));
            Some((
                format!("Make it {}", level_word(level)),
                about,
                Msg::Level(parameter, level),
            ))
        }
    }
}

/// A button whose name says what it is about.
fn named(text: &'static str, about: &str, msg: Msg) -> Node<Msg> {
    button((text, unseen(format!(": {}", about.replace('`', ""))))).on(Event::Click, msg)
}

/// What a fix that is not safe would change, before it is applied.
fn would(row: &Row, title: &str) -> Node<Msg> {
    let id = row.id();
    let lines: Vec<Node<Msg>> = row.would.iter().map(difference).collect();
    let out = row.diagnostic.parameter.is_some().then(|| {
        named(
            "Leave it out",
            &row.diagnostic.message,
            Msg::Decide(id.clone(), Some(Decision::LeftOut)),
        )
        .class("button low")
    });
    div((
        lines,
        div((
            button(rich(title))
                .class("button low go")
                .on(Event::Click, Msg::Decide(id, Some(Decision::Accepted))),
            out,
        ))
        .class("foot"),
    ))
    .class("under diff")
}

/// One line of what changes.
fn difference(difference: &Difference) -> Node<Msg> {
    let (sign, class, word) = sign(difference.change);
    let what = match (&difference.aspect, &difference.second) {
        (Aspect::Permission(parameter), Some(Value::Level(level))) => {
            let lets = engine::lets(parameter, *level);
            let risk = engine::high_risk(parameter, *level);
            div((
                b(format!("{} {level}", label(parameter))),
                " ",
                span(lets).class("quiet"),
                risk.map(|(can, _)| p((span("High risk: ").class("risk"), span(rich(can)).class("small")))),
            ))
        }
        (aspect, second) => div((
            b(aspect_word(aspect)),
            " ",
            span(
                second
                    .as_ref()
                    .map_or_else(|| "none".to_owned(), |said| value(aspect, said)),
            )
            .class("quiet"),
        )),
    };
    div((span((sign, unseen(word))).class(class), what))
}

/// How a change is signed: the sign, its class, and the word that it carries.
pub const fn sign(change: Change) -> (&'static str, &'static str, &'static str) {
    match change {
        Change::More => ("+", "sign more", " more"),
        Change::Less => ("−", "sign less", " less"),
        Change::Different => ("≠", "sign", " different"),
        Change::Same => ("=", "sign", " same"),
    }
}

/// In what two links are compared, as people call it.
pub fn aspect_word(aspect: &Aspect) -> String {
    match aspect {
        Aspect::Permission(parameter) => label(parameter),
        Aspect::Expiration => "Expiration".to_owned(),
        Aspect::Owner => "Owner".to_owned(),
        Aspect::Host => "Host".to_owned(),
        Aspect::Repositories => "Repositories".to_owned(),
        Aspect::Name => "Name".to_owned(),
        Aspect::Description => "Description".to_owned(),
    }
}

/// What a link says in one aspect, as people read it.
pub fn value(aspect: &Aspect, value: &Value) -> String {
    match value {
        Value::Level(level) => level_word(*level).to_owned(),
        Value::Expiration(Expiration::Never) => "No expiration".to_owned(),
        Value::Expiration(Expiration::Days(days)) => count(usize::try_from(*days).unwrap_or_default(), "day"),
        Value::Text(text) if matches!(aspect, Aspect::Name | Aspect::Description) => {
            format!("“{}”", crate::sanitize::shown(text))
        }
        Value::Text(text) => crate::sanitize::shown(text),
    }
}

/// The most pieces that are compared; longer links are shown as a whole.
const MOST_PIECES: usize = 300;

/// A link with its faults crossed out and what replaces them written in.
fn tracked(before: &str, after: &str) -> Node<Msg> {
    let (old, new) = (pieces(before), pieces(after));
    if old.len() > MOST_PIECES || new.len() > MOST_PIECES {
        return p((del(bdi(before.to_owned())), " ", ins(bdi(after.to_owned())))).class("tracked");
    }
    let mut line: Vec<Node<Msg>> = Vec::new();
    for (change, text) in difference_of(&old, &new) {
        let text = text.to_owned();
        line.push(match change {
            Change::Less => del((unseen("removed: "), text)),
            Change::More => ins((unseen("added: "), text)),
            _ if text.starts_with("https://") => span(text).class("base"),
            _ => span(text),
        });
    }
    p(line).class("tracked")
}

/// A link in its address, names, values and the signs between them.
fn pieces(url: &str) -> Vec<&str> {
    let query = url.find('?').map_or(url.len(), |at| at + 1);
    let (base, mut rest) = url.split_at(query);
    let mut pieces = vec![base];
    while !rest.is_empty() {
        let end = match rest.find(['&', '=', '#']) {
            Some(0) => 1,
            Some(at) => at,
            None => rest.len(),
        };
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// What was removed, added and kept, in order: the longest common subsequence.
fn difference_of<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<(Change, &'a str)> {
    let mut longest = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for (i, left) in old.iter().enumerate().rev() {
        for (j, right) in new.iter().enumerate().rev() {
            longest[i][j] = if left == right {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            found.push((Change::Same, old[i]));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || longest[i + 1][j] >= longest[i][j + 1]) {
            found.push((Change::Less, old[i]));
            i += 1;
        } else {
            found.push((Change::More, new[j]));
            j += 1;
        }
    }
    found
}
