//! The parts that several views are made of.

use crate::{
    github::Level,
    library::Entry,
    link::{Expiration, Template},
    lint::Severity,
    sanitize::{count, shown},
    view::{
        Node,
        icons::Icon,
        node::{Children, Event, b, bdi, button, code, div, h2, li, p, span},
        popup::{
            engine::{self, label},
            msg::{Choice, Msg},
        },
        typeset,
    },
};

/// Says how many of this many rows aren't listed, if more than this many are the most.
pub fn more<M: Clone>(number: usize, most: usize) -> Option<Node<M>> {
    let rest = number.checked_sub(most).filter(|rest| *rest > 0)?;
    Some(li(p(format!("{rest} more aren’t listed.")).class("quiet small")).key("more"))
}

/// Text that only screen readers get.
pub fn unseen(text: impl Into<String>) -> Node<Msg> {
    span(text.into()).class("unseen")
}

/// A small button that is named for screen readers.
pub fn tool_button(name: impl Into<String>, children: impl Children<Msg>) -> Node<Msg> {
    button(children).class("tool").aria("label", name.into())
}

/// A button that looks like a word.
pub fn textual(children: impl Children<Msg>, msg: Msg) -> Node<Msg> {
    button(children).class("textual").on(Event::Click, msg)
}

/// The word for a page's heading, which has the focus of no key.
pub fn bar(title: &'static str, more: impl Children<Msg>) -> Node<Msg> {
    div((
        h2(title).id("saved-title").tabindex(-1),
        more,
        tool_button("Close", Icon::Close.draw())
            .title("Close (Esc)")
            .on(Event::Click, Msg::Go(None)),
    ))
    .class("bar")
    .key("bar")
}

/// A heading of a group of results.
pub fn group_title(title: &'static str, more: impl Children<Msg>) -> Node<Msg> {
    h2((span(title), more)).class("group-title")
}

/// A sentence of the engine's, in which backticks mark code.
pub fn rich(text: &str) -> Vec<Node<Msg>> {
    text.split('`')
        .enumerate()
        .filter(|(_, part)| !part.is_empty())
        .map(|(at, part)| {
            if at % 2 == 1 {
                code(bdi(part.to_owned()))
            } else {
                span(typeset(part))
            }
        })
        .collect()
}

/// The sign of a severity, with its word for screen readers.
pub fn mark(severity: Severity) -> Node<Msg> {
    let (class, icon, word) = match severity {
        Severity::Error => ("mark error", Icon::Error, "Error: "),
        Severity::Warning => ("mark warning", Icon::Warning, "Warning: "),
        Severity::Info => ("mark info", Icon::Info, "Note: "),
    };
    span((icon.draw(), unseen(word))).class(class)
}

/// The sign of what is right.
pub fn good(word: &'static str) -> Node<Msg> {
    span((Icon::Good.draw(), unseen(word))).class("mark good")
}

/// The sign of what does not work.
pub fn no() -> Node<Msg> {
    span((Icon::No.draw(), unseen("Not possible: "))).class("mark warning")
}

/// A level as people read it.
pub const fn level_word(level: Level) -> &'static str {
    match level {
        Level::Read => "Read",
        Level::Write => "Write",
        Level::Admin => "Admin",
    }
}

/// A level as it is shown behind a permission.
pub fn level(level: Level, taken: bool) -> Node<Msg> {
    span((taken.then(|| Icon::Check.draw()), level_word(level))).class(if taken { "level taken" } else { "level fits" })
}

/// "Contents write, Pull requests write and 3 more".
pub fn asks_in_few_words(template: &Template) -> String {
    let all: Vec<String> = template
        .permissions
        .iter()
        .map(|(parameter, level)| format!("{} {}", label(parameter), level.as_str()))
        .collect();
    match all.as_slice() {
        [] => "No permissions".to_owned(),
        [.., _] if all.len() <= 2 => all.join(", "),
        [first, second, rest @ ..] => format!("{first}, {second} and {} more", rest.len()),
        [only] => only.clone(),
    }
}

/// "90 days", "no expiration".
pub fn life(template: &Template) -> String {
    match &template.expires_in {
        None => "30 days".to_owned(),
        Some(Expiration::Days(days)) => count(usize::try_from(*days).unwrap_or_default(), "day"),
        Some(Expiration::Never) => "no expiration".to_owned(),
    }
}

/// A template in one line: what it asks for, of whom, for how long.
pub fn in_short(url: &str) -> String {
    let template = engine::template(url);
    let mut parts = vec![asks_in_few_words(&template)];
    parts.extend(template.owner.as_deref().map(shown));
    parts.push(life(&template));
    parts.join("; ")
}

/// A saved or recent template as a result that opens it.
pub fn template_option(entry: &Entry, at: usize, active: Option<usize>, when: String) -> Node<Msg> {
    let icon = if entry.saved {
        Icon::Saved.draw_as("icon first saved")
    } else {
        Icon::Clock.draw_as("icon first")
    };
    option(at, active, Msg::Choose(Choice::Template(entry.url.clone())))
        .class("opt tall")
        .key(entry.url.clone())
        .with((
            icon,
            unseen(if entry.saved { "Saved: " } else { "Recent: " }),
            span((
                b(bdi(entry.name())),
                span(bdi(in_short(&entry.url))).class("quiet small"),
            ))
            .class("what"),
            span(when).class("when"),
        ))
}

/// A result of the list that the arrows walk through.
pub fn option(at: usize, active: Option<usize>, msg: Msg) -> Node<Msg> {
    button(())
        .id(format!("option-{at}"))
        .role("option")
        .tabindex(-1)
        .aria_is("selected", active == Some(at))
        .on(Event::Click, msg)
}

/// "today", "yesterday", "Nov 3", "Nov 3, 2025".
pub fn when(used: u64, now: u64, offset_minutes: i32) -> String {
    let day = |seconds: u64| {
        let local = i64::try_from(seconds).unwrap_or_default() + i64::from(offset_minutes) * 60;
        local.div_euclid(86_400)
    };
    let (then, today) = (day(used), day(now));
    match today - then {
        i64::MIN..=0 => return "today".to_owned(),
        1 => return "yesterday".to_owned(),
        _ => {}
    }
    let (year, month, date) = civil(then);
    let names = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = names.get(month - 1).copied().unwrap_or_default();
    if civil(today).0 == year {
        format!("{month} {date}")
    } else {
        format!("{month} {date}, {year}")
    }
}

/// Year, month and day of a day counted from 1970, in the Gregorian calendar.
fn civil(days: i64) -> (i64, usize, i64) {
    // Counted from 1 March 0000, so that the leap day is the last of its year.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let date = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, usize::try_from(month).unwrap_or(1), date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_names() {
        let now = 1_764_169_472; // 26 November 2025, 15:04 UTC
        assert_eq!(when(now, now, 0), "today");
        assert_eq!(when(now + 500, now, 0), "today");
        assert_eq!(when(now - 16 * 3600, now, 0), "yesterday");
        assert_eq!(when(now - 16 * 3600, now, 600), "yesterday");
        assert_eq!(when(now - 23 * 86_400, now, 0), "Nov 3");
        assert_eq!(when(1_709_164_800, now, 0), "Feb 29, 2024");
        assert_eq!(when(0, now, 0), "Jan 1, 1970");
    }

    #[test]
    fn templates_in_few_words() {
        let url = |query: &str| format!("https://github.com/settings/personal-access-tokens/new?{query}");
        assert_eq!(in_short(&url("contents=read")), "Contents read; 30 days");
        assert_eq!(
            in_short(&url(
                "target_name=octo-org&expires_in=90&contents=write&issues=read&pages=read&members=read"
            )),
            "Contents write, Issues read and 2 more; octo-org; 90 days"
        );
        assert_eq!(in_short(&url("expires_in=none")), "No permissions; no expiration");
    }
}
