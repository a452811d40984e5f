//! The report as workflow commands, which GitHub Actions shows as annotations.

use std::fmt::Write;

use finegrain::{Diagnostic, Severity, link::Link};

use super::path;
use crate::{
    check::Checked,
    place::Place,
    terminal::{address, harmless},
};

pub fn github(links: &[Checked]) -> String {
    let mut page = String::new();
    for link in links {
        for (found, place) in link.located.verdict.diagnostics.iter().zip(&link.located.places) {
            annotation(&mut page, link, found, *place);
        }
    }
    page
}

fn annotation(page: &mut String, link: &Checked, found: &Diagnostic, place: Place) {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    // Writing into a `String` cannot fail.
    let _ = write!(page, "::{command} ");
    if let Some(path) = path(link) {
        let _ = write!(
            page,
            "file={},line={},col={},",
            property(&path),
            place.line,
            place.column
        );
    }
    let _ = writeln!(page, "title={}::{}", property(found.code), data(&message(link, found)));
}

fn message(link: &Checked, found: &Diagnostic) -> String {
    let mut message = format!("{} {}", harmless(&found.message), harmless(&found.help));
    if let Some(fix) = &found.fix {
        let _ = write!(message, "\n{}:", harmless(&fix.title));
        for url in fix.urls(&Link::read(&link.located.link)) {
            let _ = write!(message, "\n{}", address(&url));
        }
    }
    message
}

/// Text behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, where `:` and `,` end something.
fn property(text: &str) -> String {
    data(&harmless(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        assert_eq!(data("100%\r\na:b,c"), "100%25%0D%0Aa:b,c");
        assert_eq!(property("docs/a,b: 5%.md"), "docs/a%2Cb%3A 5%25.md");
    }
}
