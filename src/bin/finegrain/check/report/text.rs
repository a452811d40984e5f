//! The report for people.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use finegrain::{
    Severity,
    sanitize::{count, secrets},
};

use super::totals::{Report, Totals};
use crate::{
    check::{
        fix,
        found::{Checked, Origin, Refusal, Rewrite},
    },
    diagnostic::{Spot, render},
    terminal::{BOLD, DIM, GOOD, address, harmless, style},
};

/// The report for people: each diagnostic with the line that it is about.
pub struct TextReport {
    fixed: bool,
    /// Whether styles are shown.
    styled: bool,
    /// Whether something was written, so that what follows is set apart.
    begun: bool,
    /// Links that `--fix` would fix.
    fixable: usize,
}

impl TextReport {
    pub fn new(fixed: bool, styled: bool) -> Self {
        TextReport {
            fixed,
            styled,
            begun: false,
            fixable: 0,
        }
    }
}

/// What the report says about one link.
#[derive(Default)]
pub struct TextEntry {
    text: String,
    /// Whether `--fix` would fix it.
    fixable: bool,
}

impl Report for TextReport {
    type Entry = TextEntry;

    fn entry(&self, origin: &Origin, text: &str, link: &Checked) -> TextEntry {
        let mut entry = TextEntry::default();
        if link.verdict.diagnostics.is_empty() {
            return entry;
        }
        let rewrite = fix::rewrite(text, link);
        entry.fixable = matches!(rewrite, Rewrite::Edits(_));
        // Spans of an argument point into the link as it was read.
        let text = if link.found.is_some() { text } else { &link.link.text };
        for (found, mark) in link.verdict.diagnostics.iter().zip(&link.marks) {
            if !entry.text.is_empty() {
                entry.text.push('\n');
            }
            let spot = Spot {
                document: (*origin != Origin::Argument).then(|| origin.name()),
                place: mark.place,
                text,
                range: mark.range.clone(),
            };
            entry.text.push_str(&render(found, Some(&spot), self.styled));
        }
        // Writing into a `String` cannot fail.
        for note in link.verdict.notes.iter().filter(|note| **note != secrets::ADVICE) {
            let _ = writeln!(entry.text, "{DIM}note: {}{DIM:#}", harmless(note));
        }
        // Of a link that code completes, only a part is there to be fixed.
        let whole = !matches!(rewrite, Rewrite::Refused(Refusal::Unwritable(_)));
        for url in link.verdict.fixed.iter().flatten().filter(|_| whole) {
            let _ = writeln!(entry.text, "{GOOD}fixed link{GOOD:#}: {}", address(url));
        }
        entry
    }

    fn write(&mut self, entry: TextEntry, out: &mut dyn Write) -> io::Result<()> {
        self.fixable += usize::from(entry.fixable);
        if !entry.text.is_empty() {
            if self.begun {
                writeln!(out)?;
            }
            self.begun = true;
            out.write_all(entry.text.as_bytes())?;
        }
        Ok(())
    }

    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        if totals.links == 0 {
            return Ok(());
        }
        let links = count(totals.links, "link");
        if totals.worst().is_none() {
            return writeln!(out, "{BOLD}{links}{BOLD:#}: {GOOD}no problems{GOOD:#}");
        }
        let parts = [
            (totals.errors, Severity::Error, "error"),
            (totals.warnings, Severity::Warning, "warning"),
            (totals.infos, Severity::Info, "note"),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, severity, word)| {
                let style = style(severity);
                format!("{style}{}{style:#}", count(number, word))
            })
            .collect();
        writeln!(out, "\n{BOLD}{links}{BOLD:#}: {}", parts.join(", "))?;
        write!(out, "{DIM}Run `finegrain explain CODE` for more.")?;
        if self.fixable > 0 && !self.fixed {
            write!(out, " `--fix` fixes {}.", count(self.fixable, "link"))?;
        }
        if totals.possible > 0 && self.fixed {
            let left = match totals.possible {
                1 => "1 possible fix changes".to_owned(),
                several => format!("{several} possible fixes change"),
            };
            write!(out, " {left} what a link asks for, so you decide.")?;
        }
        writeln!(out, "{DIM:#}")
    }
}
