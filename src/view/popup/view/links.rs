//! Several links are in the box: what the second asks more and less.

use super::{
    components::{mark, rich, unseen},
    link::{self, aspect_word, sign, value},
};
use crate::{
    link::{
        Expiration,
        compare::{Aspect, Change, Difference, Value},
    },
    lint::Severity,
    sanitize::count,
    view::{
        Node,
        node::{b, bdi, code, div, h2, li, p, section, span, ul},
        popup::{
            engine,
            msg::Msg,
            sentences::{differences, of_differences},
            state::{LinkAnswer, State},
        },
    },
};

pub fn view(state: &State, answers: &[LinkAnswer]) -> Vec<Node<Msg>> {
    let which = state.guest.as_ref().map_or(0, |guest| guest.which);
    let mut parts = Vec::new();
    match answers {
        [first, second] => parts.extend(comparison(first, second)),
        all => {
            let wrong = all
                .iter()
                .filter(|one| one.checked.errors_left() + one.checked.fixed() > 0)
                .count();
            let says = if wrong == 0 {
                "all are right".to_owned()
            } else {
                format!("{wrong} with problems")
            };
            parts.push(
                div((
                    h2(format!("{}, {says}", count(all.len(), "link"))).tabindex(-1),
                    p("Choose below which of them is shown.").class("flush"),
                ))
                .class("verdict")
                .key("verdict"),
            );
        }
    }
    if let Some(answer) = answers.get(which) {
        let name = match (answers.len(), which) {
            (2, 0) => "The first link".to_owned(),
            (2, _) => "The second link".to_owned(),
            _ => format!("Link {}", which + 1),
        };
        let sentence = answer.checked.sentence.clone();
        parts.push(h2(name).class("group-title").key("which title"));
        let worst = answer
            .checked
            .rows
            .iter()
            .map(|row| row.diagnostic.severity)
            .min()
            .unwrap_or(Severity::Info);
        parts.push(p((mark(worst), span(rich(&sentence)))).class("note pad").key("which"));
        parts.extend(link::view(answer, false));
    }
    vec![section(parts).class("state").key("links")]
}

fn comparison(first: &LinkAnswer, second: &LinkAnswer) -> Vec<Node<Msg>> {
    let differences = differences(first, second);
    let expiration = differences.iter().find(|one| one.aspect == Aspect::Expiration);
    let longer = match expiration {
        Some(one) if one.change == Change::More => match one.second {
            Some(Value::Expiration(Expiration::Never)) => Some("And its token never expires."),
            _ => Some("And its token lives longer."),
        },
        _ => None,
    };
    let head = div((
        span(unseen("Change")).role("columnheader"),
        span("Subject").role("columnheader"),
        span("First").role("columnheader"),
        span("Second").role("columnheader"),
    ))
    .class("head")
    .role("row");
    let rows: Vec<Node<Msg>> = differences.iter().map(row).collect();
    let more: Vec<Node<Msg>> = differences
        .iter()
        .filter(|one| one.change == Change::More)
        .filter_map(|one| match (&one.aspect, &one.second) {
            (Aspect::Permission(parameter), Some(Value::Level(level))) => Some(li(engine::lets(parameter, *level))),
            _ => None,
        })
        .collect();
    let mut parts = vec![
        div((
            h2(of_differences(&differences)).tabindex(-1),
            longer.map(|text| p(text).class("flush")),
        ))
        .class("verdict")
        .key("verdict"),
        div((head, rows))
            .class("table compare")
            .role("table")
            .aria("label", "The two links")
            .key("table"),
    ];
    if !more.is_empty() {
        parts.push(h2("The second token could also").class("group-title").key("also title"));
        parts.push(ul(more).class("can").key("also"));
    }
    parts
}

fn row(difference: &Difference) -> Node<Msg> {
    let (text, class, word) = sign(difference.change);
    let cell = |said: &Option<Value>, strong: bool| {
        let cell = match said {
            Some(said) if strong => b(bdi(value(&difference.aspect, said))),
            Some(said) => span(bdi(value(&difference.aspect, said))),
            None => span(if difference.aspect == Aspect::Expiration {
                "Default, 30 days"
            } else {
                "none"
            })
            .class("quiet"),
        };
        cell.role("cell")
    };
    let aspect = match &difference.aspect {
        Aspect::Permission(parameter) => span((
            b(aspect_word(&difference.aspect)),
            " ",
            code(bdi(parameter.clone())).class("code"),
        )),
        other => span(b(aspect_word(other))),
    };
    let mut node = div((
        span((text, unseen(word))).class(class).role("cell"),
        aspect.role("cell"),
        cell(&difference.first, false),
        cell(&difference.second, difference.change == Change::More),
    ))
    .role("row")
    .data("change", word.trim());
    if let Aspect::Permission(parameter) = &difference.aspect {
        node = node.data("parameter", parameter.clone());
    }
    if difference.change == Change::Same {
        node.class("quiet")
    } else {
        node
    }
}
