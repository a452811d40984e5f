//! Diagnostics in the page: each at the place it belongs to, with its fix as a button.

use web_sys::Element;

use crate::{
    github,
    lint::{Diagnostic, Severity},
    sanitize::count,
    web::popup::dom::{append, clear, inside, marked, set, show, stamp, text},
};

/// Puts the diagnostics into a list, in the place of those from `before`: what is the same stays, so that nothing flickers
/// while somebody types. `place` is handed back by the buttons, with the number of the diagnostic.
pub(super) fn fill(list: &Element, place: &str, diagnostics: &[&Diagnostic], before: &[&Diagnostic]) {
    // A row that has just come says nothing yet.
    let kept = list.child_element_count() as usize == before.len() && before.len() == diagnostics.len();
    if !kept {
        clear(list);
    }
    for (at, found) in diagnostics.iter().enumerate() {
        if !kept {
            let item = stamp("hint");
            write(&item, found, place, at);
            append(list, &item);
        } else if !before.get(at).is_some_and(|shown| same(found, shown)) {
            write(
                &inside(list, &format!(":scope > :nth-child({})", at + 1)),
                found,
                place,
                at,
            );
        }
    }
}

fn write(item: &Element, found: &Diagnostic, place: &str, at: usize) {
    set(item, "data-code", found.code);
    set(item, "data-parameter", found.parameter.as_deref().unwrap_or_default());
    set(item, "data-severity", found.severity.as_str());
    set(
        &inside(item, "use"),
        "href",
        &format!("#icon-{}", found.severity.as_str()),
    );
    text(&inside(item, ".severity"), word(found.severity));
    marked(&inside(item, ".message"), &found.message);
    marked(&inside(item, ".advice"), &found.help);
    set(&inside(item, ".docs"), "href", &found.docs);
    let button = inside(item, ".fix");
    let limit = github::limit(found.code).is_some_and(|limit| limit.question.is_some());
    show(&button, limit || found.fix.is_some());
    if let Some(fix) = &found.fix {
        marked(&button, &fix.title);
        set(&button, "data-do", "fix");
        set(&button, "data-place", place);
        set(&button, "data-at", &at.to_string());
    } else if limit {
        text(&button, "What to use instead");
        set(&button, "data-do", "limit");
        set(&button, "data-limit", found.code);
    }
}

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error:",
        Severity::Warning => "Warning:",
        Severity::Info => "Note:",
    }
}

/// "2 errors, 1 warning".
pub(super) fn tally(found: &[&Diagnostic]) -> String {
    let nouns = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Info, "note"),
    ];
    let of = |severity| found.iter().filter(|found| found.severity == severity).count();
    let parts = nouns.map(|(severity, noun)| (of(severity), noun)).into_iter();
    let parts: Vec<String> = parts
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| count(number, noun))
        .collect();
    parts.join(", ")
}

/// Whether two diagnostics look the same. Their fixes may lead to different links: those are taken when one is pressed.
pub(super) fn same(one: &Diagnostic, other: &Diagnostic) -> bool {
    let title = |found: &Diagnostic| found.fix.as_ref().map(|fix| fix.title.clone());
    one.code == other.code
        && one.severity == other.severity
        && one.parameter == other.parameter
        && one.message == other.message
        && one.help == other.help
        && title(one) == title(other)
}
