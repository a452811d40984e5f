//! A script, a command, an error or a header is in the box: what it needs.

use super::{
    components::{good, level, mark, more, no, rich, textual, unseen},
    words,
};
use crate::{
    advice::alternatives::LimitAdvice,
    github::{FineGrained, Level, Tool},
    link::Permissions,
    lint::Severity,
    needs::{Call, CallStatus, PermissionSet, RecognizedError},
    sanitize::shown,
    view::{
        Node,
        node::{Event, b, bdi, button, checkbox, code, div, h2, ins, label, li, p, radio, section, span, ul, wbr},
        popup::{
            engine::{self, label as label_of},
            msg::{Choice, Msg},
            sentences::{asks_in_words, of_calls, pairs},
            state::{CallsAnswer, State},
        },
    },
};

pub fn view(state: &State, answer: &CallsAnswer) -> Vec<Node<Msg>> {
    let needs = &answer.needs;
    let asks = answer.least();
    if needs.calls.is_empty() && asks.is_empty() && needs.tools.is_empty() {
        return vec![unnamed(state, answer)];
    }
    let mut parts = vec![div(h2(of_calls(answer)).tabindex(-1)).class("verdict").key("verdict")];
    let mut rows: Vec<Node<Msg>> = needs.errors.iter().take(engine::MOST_LISTED).map(cause).collect();
    let calls = needs.calls.iter().enumerate().take(engine::MOST_LISTED);
    rows.extend(calls.map(|(at, one)| call(answer, at, one)));
    rows.extend(more(needs.calls.len(), engine::MOST_LISTED));
    rows.extend(needs.unmatched.iter().take(5).map(|text| {
        li((
            mark(Severity::Info),
            div(p(("Not understood: ", code(bdi(shown(text)))))).class("path"),
            div(()).class("act"),
        ))
        .key(format!("unmatched {text}"))
    }));
    parts.push(ul(rows).class("rows").key("rows"));
    if !needs.questions.is_empty() {
        parts.push(h2("It depends").class("group-title").key("questions title"));
        parts.push(ul(questions(answer)).class("questions").key("questions"));
    }
    let met = |advice: &&LimitAdvice| needs.limits().any(|code| code == advice.limit.code);
    let limits: Vec<Node<Msg>> = engine::limits(&state.draft().host)
        .iter()
        .filter(met)
        .map(|advice| words::cannot(advice, true))
        .collect();
    parts.extend(limits);
    if !needs.tools.is_empty() {
        parts.push(h2("Tools in it").class("group-title").key("tools title"));
        parts.push(
            ul(needs.tools.iter().copied().map(tool).collect::<Vec<_>>())
                .class("rows")
                .key("tools"),
        );
    }
    if !needs.errors.is_empty() && !asks.is_empty() {
        parts.push(
            h2("If the token has that already")
                .class("group-title")
                .key("already title"),
        );
        parts.push(
            ul([
                li("Its repository access does not include this repository."),
                li("The organization has not approved it yet."),
                li("You may not do it yourself: a token can never do more than its owner."),
            ])
            .class("can")
            .key("already"),
        );
    }
    if !asks.is_empty() {
        parts.push(sum(state, answer, &asks).key("sum"));
    }
    vec![section(parts).class("state with-sum").key("calls")]
}

fn cause(error: &RecognizedError) -> Node<Msg> {
    li((
        mark(Severity::Info),
        div((p(rich(&error.message)), p(rich(&error.help)).class("quiet small"))).class("path"),
        div(()).class("act"),
    ))
    .key(format!("error {}", error.message))
}

fn call(answer: &CallsAnswer, at: usize, call: &Call) -> Node<Msg> {
    let path = div((
        code((span(call.method).class("verb"), " ", broken(&call.path))),
        p(place(call)).class("quiet small"),
    ))
    .class("path");
    let (sign, act, under) = match call.status {
        CallStatus::Supported => {
            let chosen = answer.chosen_set(at);
            match call.sets.as_slice() {
                [] => (good(""), div("no permission").class("act quiet"), None),
                [only] => (good(""), gives(only), None),
                several => (good(""), div(()).class("act"), Some(either(at, several, chosen))),
            }
        }
        CallStatus::NoPermission => (good(""), div("needs no permission").class("act quiet"), None),
        CallStatus::Unsupported | CallStatus::NotGrantable => {
            let scopes = call
                .classic_scopes
                .iter()
                .map(|scope| format!("`{scope}`"))
                .collect::<Vec<_>>()
                .join(" or ");
            let text = if scopes.is_empty() {
                "No fine-grained token can make this call.".to_owned()
            } else {
                format!("Only a classic token can, with {scopes}.")
            };
            (
                no(),
                div(()).class("act"),
                Some(p(rich(&text)).class("under quiet small")),
            )
        }
        CallStatus::Unknown | CallStatus::Gone => (
            mark(Severity::Info),
            div(()).class("act"),
            Some(p("Finegrain doesn’t know this call.").class("under quiet small")),
        ),
    };
    let endpoint = call.endpoint.unwrap_or(&call.path);
    li((sign, path, act, under))
        .data("endpoint", format!("{} {endpoint}", call.method))
        .key(format!("call {at}"))
}

/// A path that may be broken at its slashes.
fn broken(path: &str) -> Vec<Node<Msg>> {
    path.split_inclusive('/')
        .map(|part| span((part.to_owned(), wbr())))
        .collect()
}

fn place(call: &Call) -> Vec<Node<Msg>> {
    let mut place = Vec::new();
    if call.found.line > 0 {
        place.push(span(format!("Line {}", call.found.line)));
    }
    let text = call.found.text.trim();
    // A text of one line is in the box already.
    if call.found.line > 0 && !text.is_empty() && !text.contains(&call.path) {
        place.push(span((", ", code(bdi(shown(text))))));
    }
    if call.sets.len() > 1 {
        place.push(span(if place.is_empty() {
            "Either one is enough:"
        } else {
            ". Either one is enough:"
        }));
    }
    place
}

fn gives(set: &PermissionSet) -> Node<Msg> {
    let all: Vec<Node<Msg>> = set
        .iter()
        .map(|(parameter, given)| {
            span((label_of(parameter), " ", level(*given, false)))
                .class("gives")
                .data("parameter", parameter.clone())
                .data("level", given.as_str())
        })
        .collect();
    div(all).class("act")
}

fn either(at: usize, sets: &[PermissionSet], chosen: usize) -> Node<Msg> {
    let choices: Vec<Node<Msg>> = sets
        .iter()
        .enumerate()
        .map(|(number, set)| {
            let mut choice = label((
                radio(format!("either-{at}"), number == chosen).on(Event::Change, Msg::Set(at, number)),
                if set.is_empty() {
                    "No permission".to_owned()
                } else {
                    asks_in_words(pairs(set)).replace(", ", " and ")
                },
            ))
            .class("choice");
            if let [(parameter, level)] = set.as_slice() {
                choice = choice
                    .data("parameter", parameter.clone())
                    .data("level", level.as_str());
            }
            choice
        })
        .collect();
    div(choices)
        .class("under either")
        .role("radiogroup")
        .aria("label", "What serves this call")
}

fn questions(answer: &CallsAnswer) -> Vec<Node<Msg>> {
    answer
        .needs
        .questions
        .iter()
        .map(|question| {
            let yes = answer.yes.contains(question.id);
            li(label((
                checkbox(yes).on(Event::Change, Msg::Answered(question.id.to_owned(), !yes)),
                span((
                    rich(&question.text),
                    " ",
                    span(format!("adds {}", asks_in_words(question.adds.iter()))).class("quiet"),
                )),
            ))
            .class("line"))
            .key(question.id)
        })
        .collect()
}

fn tool(tool: &'static Tool) -> Node<Msg> {
    let serves = tool.fine_grained != FineGrained::No;
    let what = if serves {
        asks_in_words(tool.permissions.iter().copied())
    } else {
        format!("Instead: {}.", tool.instead)
    };
    let optional: Vec<Node<Msg>> = tool
        .optional
        .iter()
        .map(|optional| {
            p((
                b(format!("{} {}", label_of(optional.parameter), optional.level.as_str())),
                " if ",
                rich(optional.when),
            ))
            .class("quiet small")
        })
        .collect();
    li((
        if serves { good("") } else { no() },
        div((
            p((b(tool.name), " ", span(tool.task).class("quiet"))),
            p(rich(&what)).class("quiet small"),
            optional,
        )),
        div(serves.then(|| {
            button(("Use", unseen(format!(" {}", tool.name))))
                .class("textual")
                .on(Event::Click, Msg::Choose(Choice::Tool(tool.id.to_owned())))
        }))
        .class("act"),
    ))
    .data("tool", tool.id)
    .key(tool.id)
}

/// The sum of what is above, next to the tray that takes it.
fn sum(state: &State, answer: &CallsAnswer, asks: &Permissions) -> Node<Msg> {
    let all = asks
        .iter()
        .all(|(parameter, level)| state.own.permissions.get(parameter) >= Some(level));
    let served = answer.needs.calls.iter().filter(|call| call.status.is_open()).count();
    let title = match (served, answer.needs.calls.len()) {
        (0 | 1, 0 | 1) => "Least that serves it".to_owned(),
        (served, total) if served == total => format!("Least that serves all {total}"),
        (1, _) => "Least that serves the other one".to_owned(),
        (served, _) => format!("Least that serves the other {served}"),
    };
    let high = asks
        .iter()
        .any(|(parameter, level)| level > Level::Read && engine::high_risk(parameter, level).is_some());
    let button = if all {
        button("Chosen").class("button").aria("disabled", "true")
    } else {
        button(("Use", unseen(format!(" {}", asks_in_words(asks.iter())))))
            .class("button primary")
            .on(Event::Click, Msg::UseNeeds)
    };
    div((
        div((
            p(title).class("quiet small"),
            p((
                b(asks_in_words(asks.iter())),
                all.then(|| span(" is in your template").class("quiet")),
                high.then(|| span(" High risk").class("risk")),
            )),
        ))
        .class("what"),
        button,
    ))
    .class("sum")
}

/// Nothing in the text says which call it is about: how to find out.
fn unnamed(state: &State, answer: &CallsAnswer) -> Node<Msg> {
    let (title, what) = match answer.needs.errors.first() {
        Some(error) => (error.message.trim_end_matches('.').to_owned(), error.help.clone()),
        None if state.text.contains("not accessible by") || state.text.contains("403") => (
            "The error does not say which call failed".to_owned(),
            "GitHub’s answer does: a header names the permission. Run the command again with headers shown, and paste the output.".to_owned(),
        ),
        None => (
            "Nothing in this text calls GitHub".to_owned(),
            "If GitHub answered with an error, paste that. A header of the answer names the permission.".to_owned(),
        ),
    };
    let step = |name: &'static str, before: &'static str, added: &'static str, after: &'static str| {
        li((
            span(()),
            div((b(name), p(code((before, ins(added), after))))).class("path"),
            div(textual(
                ("Copy", unseen(format!(" the command for {name}"))),
                Msg::CopyText(format!("{before}{added}{after}")),
            ))
            .class("act"),
        ))
    };
    section((
        div((
            h2((mark(Severity::Info), span(rich(&title)))).tabindex(-1),
            p(rich(&what)),
        ))
        .class("verdict"),
        ul((
            step("GitHub CLI", "gh api ", "--include", " repos/OWNER/REPO/issues"),
            step("curl", "curl ", "--include", " https://api.github.com/…"),
            li((
                span(()),
                div((
                    b("The line to look for"),
                    p(code("x-accepted-github-permissions: issues=write")),
                ))
                .class("path"),
                div(()).class("act"),
            )),
        ))
        .class("rows"),
    ))
    .class("state")
    .key("unnamed")
}
