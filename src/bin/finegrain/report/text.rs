//! The report for people.

use std::fmt::Write;

use finegrain::{
    Diagnostic, Severity,
    sanitize::{count, secrets},
};

use super::location;
use crate::{
    check::{Checked, Origin},
    fix::{self, Hurdle},
    terminal::{BOLD, DIM, GOOD, address, harmless, style},
};

// Writing into a `String` cannot fail, here and below.

pub fn text(links: &[Checked], fixed: bool) -> String {
    let mut page = String::new();
    let mut said = links.iter().filter(|link| has_something_to_say(link)).peekable();
    while let Some(link) = said.next() {
        one(&mut page, link, links.len() > 1);
        if said.peek().is_some() {
            page.push('\n');
        }
    }
    if !links.is_empty() {
        summary(&mut page, links, fixed);
    }
    page
}

fn has_something_to_say(link: &Checked) -> bool {
    !link.located.verdict.diagnostics.is_empty()
}

fn one(page: &mut String, link: &Checked, several: bool) {
    let verdict = &link.located.verdict;
    if link.origin == Origin::Argument && several {
        let _ = writeln!(page, "{BOLD}{}{BOLD:#}", address(&link.located.link));
    }
    for (found, place) in verdict.diagnostics.iter().zip(&link.located.places) {
        let place = location(&link.origin, *place).map(|place| harmless(&place));
        diagnostic(page, place.as_deref(), found);
    }
    for note in verdict.notes.iter().filter(|note| **note != secrets::ADVICE) {
        let _ = writeln!(page, "  {DIM}note: {}{DIM:#}", harmless(note));
    }
    // Of a link that code completes, only a part is there to be mended.
    let whole = !matches!(link.located.hurdle, Some(Hurdle::Unwritable(_)));
    for url in verdict.fixed.iter().flatten().filter(|_| whole) {
        let _ = writeln!(page, "  {GOOD}fixed link{GOOD:#}: {}", address(url));
    }
}

/// One diagnostic: where, what is wrong, what to do, and what a fix would change.
pub fn diagnostic(page: &mut String, place: Option<&str>, found: &Diagnostic) {
    if let Some(place) = place {
        let _ = write!(page, "{BOLD}{place}:{BOLD:#} ");
    }
    let style = style(found.severity);
    let severity = found.severity.as_str();
    let _ = writeln!(
        page,
        "{style}{severity}[{}]{style:#}: {}",
        found.code,
        harmless(&found.message)
    );
    let _ = writeln!(page, "  help: {}", harmless(&found.help));
    if let Some(fix) = &found.fix {
        let word = if fix.safe { "fix" } else { "possible fix" };
        let _ = writeln!(page, "  {word}: {}.", harmless(&fix.title));
    }
}

fn summary(page: &mut String, links: &[Checked], fixed: bool) {
    let of = |severity| {
        let all = links.iter().flat_map(|link| &link.located.verdict.diagnostics);
        all.filter(|found| found.severity == severity).count()
    };
    let parts: Vec<String> = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Info, "note"),
    ]
    .into_iter()
    .map(|(severity, word)| (of(severity), style(severity), word))
    .filter(|(number, ..)| *number > 0)
    .map(|(number, style, word)| format!("{style}{}{style:#}", count(number, word)))
    .collect();
    let total = count(links.len(), "link");
    if parts.is_empty() {
        let _ = writeln!(page, "{BOLD}{total}{BOLD:#}: {GOOD}no problems{GOOD:#}");
        return;
    }
    let _ = writeln!(page, "\n{BOLD}{total}{BOLD:#}: {}", parts.join(", "));
    let _ = write!(page, "{DIM}`finegrain explain CODE` says more.");
    let mendable = links
        .iter()
        .filter(|link| link.origin != Origin::Argument && fix::replacement(&link.located).is_some())
        .count();
    if mendable > 0 && !fixed {
        let _ = write!(page, " `--fix` fixes {}.", count(mendable, "link"));
    }
    let possible = links
        .iter()
        .flat_map(|link| &link.located.verdict.diagnostics)
        .filter(|found| found.fix.as_ref().is_some_and(|fix| !fix.safe))
        .count();
    if possible > 0 && fixed {
        let left = if possible == 1 {
            "1 possible fix changes".to_owned()
        } else {
            format!("{possible} possible fixes change")
        };
        let _ = write!(page, " {left} what a link asks for, so you decide.");
    }
    let _ = writeln!(page, "{DIM:#}");
}
