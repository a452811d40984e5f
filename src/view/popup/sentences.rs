//! What was found, in one sentence: for a heading, and for screen readers.

use super::{
    choices::choices,
    engine::{self, label},
    state::{Answer, CallsAnswer, ClassicAnswer, LinkAnswer, Screen, State},
};
use crate::{
    github::Level,
    link::compare::{Aspect, Change, Difference, compare},
    needs::Needs,
    sanitize::count,
};

/// What screen readers are told about the results, 400 ms after the last key.
#[must_use]
pub fn status(state: &State) -> String {
    match &state.answer {
        Answer::Nothing => String::new(),
        Answer::Words(_) if state.page == Some(Screen::Saved) => count(choices(state).len(), "template"),
        Answer::Words(found) if found.is_empty() => "Nothing found".to_owned(),
        Answer::Words(found) => {
            let results = count(choices(state).len(), "result");
            match found.limits.len() {
                0 => results,
                limits => format!("{results}, {}", count(limits, "limit")),
            }
        }
        Answer::Link(answer) => {
            let fixed = answer.checked.fixed();
            let sentence = answer.checked.sentence.trim_end_matches('.').replace('`', "");
            if fixed > 0 {
                format!("{sentence}, {fixed} fixed")
            } else {
                sentence
            }
        }
        Answer::Links(answers) => of_links(answers),
        Answer::Classic(answer) => of_classic(answer),
        Answer::Calls(answer) => of_calls(answer),
    }
}

/// The two links compared, in one sentence.
pub fn of_links(answers: &[LinkAnswer]) -> String {
    match answers {
        [first, second] => of_differences(&differences(first, second)),
        all => count(all.len(), "link"),
    }
}

/// What the second of two links asks more and less.
pub fn differences(first: &LinkAnswer, second: &LinkAnswer) -> Vec<Difference> {
    compare(
        &engine::template(&first.checked.url),
        &engine::template(&second.checked.url),
    )
}

/// How two links differ, in one sentence.
pub fn of_differences(differences: &[Difference]) -> String {
    let permissions = |change: Change| {
        differences
            .iter()
            .filter(|one| one.change == change && matches!(one.aspect, Aspect::Permission(_)))
            .count()
    };
    match (permissions(Change::More), permissions(Change::Less)) {
        (0, 0) => "Both links ask for the same permissions".to_owned(),
        (0, less) => format!("The second link asks for {less} less"),
        (more, 0) => format!("The second link asks for {more} more"),
        (more, less) => format!("The second link asks for {more} more and {less} less"),
    }
}

/// What replaces the link, in one sentence.
pub fn of_classic(answer: &ClassicAnswer) -> String {
    let scopes = answer.conversion.scopes.len();
    let replaced = answer.conversion.scopes.iter().filter(|row| row.served).count();
    let what = match (replaced, scopes) {
        (_, 0) => return "This classic link asks for no scopes".to_owned(),
        (0, 1) => return "No fine-grained link replaces this scope".to_owned(),
        (0, _) => return "No fine-grained link replaces these scopes".to_owned(),
        (1, 1) => "its scope".to_owned(),
        (2, 2) => "both scopes".to_owned(),
        (some, all) if some == all => format!("all {all} scopes"),
        (some, all) => format!("{some} of the {all} scopes"),
    };
    if answer.conversion.urls.len() > 1 {
        format!("Two fine-grained links replace {what}")
    } else {
        format!("A fine-grained link replaces {what}")
    }
}

/// What was found, in one sentence.
pub fn of_calls(answer: &CallsAnswer) -> String {
    let Needs {
        calls,
        permissions,
        tools,
        errors,
        ..
    } = &answer.needs;
    let closed = calls.iter().filter(|call| call.status.is_closed()).count();
    if calls.is_empty() {
        return match (permissions.is_empty(), tools.as_slice(), errors.as_slice()) {
            (false, ..) => format!("It needs {}", asks_in_words(permissions.iter())),
            (_, [one], _) => one.name.to_owned(),
            (_, [_, ..], _) => format!("{} found", count(tools.len(), "tool")),
            (_, _, [one, ..]) => one.message.trim_end_matches('.').replace('`', ""),
            _ => "No API call found".to_owned(),
        };
    }
    let found = format!("{} found", count(calls.len(), "call"));
    match closed {
        0 => found,
        1 if calls.len() == 1 => "1 call found, not for a fine-grained token".to_owned(),
        some => format!("{found}, {some} not for a fine-grained token"),
    }
}

/// "Contents write, Issues read".
pub fn asks_in_words<'a>(asks: impl IntoIterator<Item = (&'a str, Level)>) -> String {
    let words: Vec<String> = asks
        .into_iter()
        .map(|(parameter, level)| format!("{} {}", label(parameter), level.as_str()))
        .collect();
    words.join(", ")
}

/// A set, as [`asks_in_words`] takes it.
pub fn pairs(set: &[(String, Level)]) -> impl Iterator<Item = (&str, Level)> {
    set.iter().map(|(parameter, level)| (parameter.as_str(), *level))
}
