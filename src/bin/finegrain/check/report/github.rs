//! The report as workflow commands, which GitHub Actions shows as annotations.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use finegrain::{Diagnostic, Severity};

use super::totals::{Report, Totals};
use crate::{
    check::found::{Checked, Origin},
    position::Position,
    terminal::{address, harmless},
};

/// Writes one annotation for each diagnostic.
pub struct Github;

impl Report for Github {
    type Entry = String;

    fn entry(&self, origin: &Origin, _: &str, link: &Checked) -> String {
        let diagnostics = link.verdict.diagnostics.iter().zip(&link.marks);
        diagnostics
            .map(|(diagnostic, mark)| annotation(origin, link, diagnostic, mark.place))
            .collect()
    }

    fn write(&mut self, entry: String, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(entry.as_bytes())
    }

    fn end(&mut self, _: &Totals, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn annotation(origin: &Origin, link: &Checked, found: &Diagnostic, place: Position) -> String {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let file = origin.path().map_or(String::new(), |path| {
        format!("file={},line={},col={},", property(&path), place.line, place.column)
    });
    let title = property(found.code.as_str());
    format!("::{command} {file}title={title}::{}\n", data(&message(link, found)))
}

fn message(link: &Checked, found: &Diagnostic) -> String {
    let mut message = format!("{} {}", harmless(&found.message), harmless(&found.help));
    if let Some(fix) = &found.fix {
        // Writing into a `String` cannot fail.
        let _ = write!(message, "\n{}:", harmless(&fix.title));
        for url in fix.urls(&link.link) {
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
