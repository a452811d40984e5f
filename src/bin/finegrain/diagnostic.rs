//! A diagnostic for people, as compilers show them.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use finegrain::{
    Diagnostic, Severity,
    sanitize::{is_invisible, secrets},
};

use crate::{position::Position, terminal::harmless};

/// The longest line of which an excerpt is shown, in bytes before and after where it is about something. Nobody reads the
/// lines of minified code, and a million diagnostics in one line must not read it a million times.
const AROUND: usize = 1000;

/// Where a diagnostic is.
pub struct Spot<'a> {
    /// The name of the document; nothing for a link that is an argument.
    pub document: Option<String>,
    pub place: Position,
    pub text: &'a str,
    /// The bytes of the text that it is about.
    pub range: Range<usize>,
}

/// A diagnostic with the line that it is about, what to do, and what a fix would change. Styles that nothing
/// shows are not written.
pub fn render(found: &Diagnostic, spot: Option<&Spot<'_>>, styled: bool) -> String {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(harmless(&found.message)).id(found.code.as_str());
    let mut group = Group::with_title(title);
    if let Some(spot) = spot {
        let document = spot.document.as_deref().map(harmless);
        match (excerpt(spot.text, &spot.range), document) {
            (Some((line, range)), document) => {
                let snippet = Snippet::source(line).line_start(spot.place.line).path(document);
                group = group.element(snippet.annotation(AnnotationKind::Primary.span(range)));
            }
            (None, Some(document)) => {
                let origin = Origin::path(document).line(spot.place.line);
                group = group.element(origin.char_column(spot.place.column));
            }
            (None, None) => {}
        }
    }
    group = group.element(Level::HELP.message(harmless(&found.help)));
    if let Some(fix) = &found.fix {
        let name = if fix.safe { "fix" } else { "possible fix" };
        group = group.element(
            Level::HELP
                .with_name(name)
                .message(format!("{}.", harmless(&fix.title))),
        );
    }
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]) + "\n"
}

/// The line that a range of a text begins in, and the range in it. Nothing where the line is too long, or has a secret
/// in it.
fn excerpt(text: &str, range: &Range<usize>) -> Option<(String, Range<usize>)> {
    let before = text.get(..range.start)?;
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(AROUND))..];
    let start = match near.rfind('\n') {
        Some(at) => range.start - near.len() + at + 1,
        None if near.len() == before.len() => before.len() - before.trim_start_matches('\u{feff}').len(),
        None => return None,
    };
    let after = &text[range.start..];
    let near = &after[..after.floor_char_boundary(range.len() + AROUND)];
    let end = range.start + near.find('\n').unwrap_or(near.len());
    let line = &text[start..end];
    if secrets::redact(line) != line {
        return None;
    }
    let mut shown = String::with_capacity(line.len());
    let mut marked = 0..0;
    for (at, c) in line.char_indices() {
        if start + at == range.start {
            marked.start = shown.len();
        }
        let hidden = (c.is_control() && c != '\t') || is_invisible(c);
        shown.push(if hidden { '\u{fffd}' } else { c });
        if start + at < range.end {
            marked.end = shown.len();
        }
    }
    marked.end = marked.end.max(marked.start);
    Some((shown, marked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_one_short_clean_line() {
        let text = "a\nb\u{202e}cde\u{1b}f\ng";
        let cd = text.find("cd").unwrap_or_default();
        assert_eq!(
            excerpt(text, &(cd..cd + 2)),
            Some(("b\u{fffd}cde\u{fffd}f".to_owned(), 4..6))
        );
        let long = "é".repeat(5000);
        assert_eq!(excerpt(&long, &(4000..4010)), None);
        let (line, range) = excerpt(&long, &(800..810)).unwrap_or_default();
        assert_eq!((line.len(), &line[range]), (1810, "ééééé"));
        assert_eq!(excerpt("ghp_0123456789 x", &(15..16)), None);
    }
}
