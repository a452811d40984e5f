//! What a page amounts to, in one line: what the token could do, or what a list of tokens has.

use super::form_parts::label_of;
use crate::{
    github::{Level, Scope},
    link::{Expiration, Template},
    lint::form::{Access, PageKind, Reading, Token},
    sanitize::{count, shown},
};

/// How many permissions the line names.
const IN_LINE: usize = 5;

pub(super) fn sentence(reading: &Reading, template: &Template) -> String {
    match reading.kind {
        PageKind::List | PageKind::ClassicList => return tokens(reading),
        PageKind::Regenerating | PageKind::ClassicRegenerating => {
            return match reading.expiration() {
                Some(Expiration::Days(days)) => {
                    format!(
                        "The new value works for {}, with the same permissions",
                        count(days as usize, "day")
                    )
                }
                Some(Expiration::Never) => "The new value never expires, and has the same permissions".to_owned(),
                None => "The new value has the same permissions".to_owned(),
            };
        }
        PageKind::FineGrained | PageKind::Editing | PageKind::Classic => {}
    }
    let time = match reading.expiration() {
        Some(Expiration::Days(days)) => format!(", for {}", count(days as usize, "day")),
        Some(Expiration::Never) => ", with no expiration".to_owned(),
        None => String::new(),
    };
    if reading.is_classic() {
        let scopes: Vec<String> = reading.own_scopes().map(|scope| format!("`{}`", scope.scope)).collect();
        return if scopes.is_empty() {
            format!("only read public data{time}")
        } else {
            format!("use {} everywhere you have access{time}", listed(&scopes))
        };
    }
    let chosen = by_verb(template);
    if chosen.is_empty() {
        return format!("only read public data{time}");
    }
    format!("{chosen} {}{time}", place(reading, template))
}

/// "write Contents and Webhooks, and read Issues".
fn by_verb(template: &Template) -> String {
    let named = |name: &str| name != "metadata" || template.permissions.len() == 1;
    let mut left = IN_LINE;
    let mut more = 0;
    let mut parts = Vec::new();
    for (level, verb) in [
        (Level::Admin, "administer"),
        (Level::Write, "write"),
        (Level::Read, "read"),
    ] {
        let at_level = template
            .permissions
            .iter()
            .filter(|(name, at)| *at == level && named(name));
        let labels: Vec<String> = at_level.map(|(name, _)| label_of(name)).collect();
        let room = left.min(labels.len());
        left -= room;
        more += labels.len() - room;
        if let Some(first) = labels.get(..room).filter(|first| !first.is_empty()) {
            parts.push(format!("{verb} {}", listed(first)));
        }
    }
    if more > 0 {
        parts.push(format!("use {}", count(more, "more permission")));
    }
    match parts.as_slice() {
        [one, other] => format!("{one}, and {other}"),
        [head @ .., last] if !head.is_empty() => format!("{}, and {last}", head.join(", ")),
        _ => parts.concat(),
    }
}

/// "Contents, Issues and Webhooks".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

fn place(reading: &Reading, template: &Template) -> String {
    let has = |scope| {
        let mut of = template.permissions.of(scope);
        of.any(|(known, _)| known.parameter != "metadata" || template.permissions.len() == 1)
    };
    let owner = if reading.owner.is_empty() {
        "the owner".to_owned()
    } else {
        shown(&reading.owner)
    };
    let repositories = match reading.access {
        Some(Access::Public) => "in the repositories you choose".to_owned(),
        Some(Access::All) => format!("in all repositories of {owner}"),
        Some(Access::Selected) if reading.repository_count() == 1 => "in 1 repository".to_owned(),
        Some(Access::Selected) => format!("in {} repositories", reading.repository_count()),
        None => "in repositories".to_owned(),
    };
    match (has(Scope::Repository), has(Scope::Organization), has(Scope::Account)) {
        (true, false, false) => repositories,
        (true, true, false) => format!("{repositories} and in {owner}"),
        (true, _, true) => format!("{repositories} and in your account"),
        (false, _, true) => "in your account".to_owned(),
        (false, true, false) => format!("in {owner}"),
        (false, false, false) => format!("of {owner}"),
    }
}

/// How soon an expiration counts as near, in days, and for how many months a token counts as unused.
const SOON: i32 = 14;
const UNUSED_MONTHS: u32 = 3;

/// The most fine-grained tokens that a person can have.
const MOST_TOKENS: usize = 50;

/// What a list of tokens amounts to.
fn tokens(reading: &Reading) -> String {
    let tokens = &reading.tokens;
    let how_many = |is: &dyn Fn(&Token) -> bool| tokens.iter().filter(|token| is(token)).count();
    let mut parts = Vec::new();
    parts.push(match reading.kind {
        PageKind::List if !reading.more => format!("{} of {MOST_TOKENS} tokens", tokens.len()),
        _ => format!(
            "{}{}",
            count(tokens.len(), "token"),
            if reading.more { " on this page" } else { "" }
        ),
    });
    let ends = |token: &Token, from: i32, to: i32| token.days.is_some_and(|days| (from..=to).contains(&days));
    let kinds = [
        (how_many(&|token| token.never), "never expire", "never expires"),
        (
            how_many(&|token| ends(token, 0, SOON)),
            "expire within two weeks",
            "expires within two weeks",
        ),
        (
            how_many(&|token| ends(token, i32::MIN, -1)),
            "have expired",
            "has expired",
        ),
        (
            how_many(&|token| token.unused_months.is_some_and(|months| months >= UNUSED_MONTHS)),
            "were not used for months",
            "was not used for months",
        ),
        (how_many(&|token| token.unused), "were never used", "was never used"),
    ];
    for (number, many, one) in kinds {
        if number > 0 {
            parts.push(format!("{number} {}", if number == 1 { one } else { many }));
        }
    }
    parts.join(" · ")
}
