//! What every format of the report has in common.

use std::{
    io::{self, Write},
    ops::AddAssign,
};

use finegrain::Severity;

use crate::check::found::{Checked, Origin};

/// Writes a report.
pub trait Report: Sync {
    /// What is said about one link.
    type Entry: Send;

    /// What there is to say about a link of a document. Of an argument that is a link, the text is the argument.
    fn entry(&self, origin: &Origin, text: &str, link: &Checked) -> Self::Entry;

    /// Writes an entry behind those that came before.
    fn write(&mut self, entry: Self::Entry, out: &mut dyn Write) -> io::Result<()>;

    /// Ends the report.
    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()>;
}

/// What was found in all documents.
#[derive(Debug, Default)]
pub struct Totals {
    pub links: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    /// Fixes that change what a link asks for, and so wait for a decision.
    pub possible: usize,
}

impl Totals {
    /// Those of one link.
    pub fn of(link: &Checked) -> Totals {
        let mut totals = Totals {
            links: 1,
            ..Totals::default()
        };
        for diagnostic in &link.verdict.diagnostics {
            *match diagnostic.severity {
                Severity::Error => &mut totals.errors,
                Severity::Warning => &mut totals.warnings,
                Severity::Info => &mut totals.infos,
            } += 1;
            totals.possible += usize::from(diagnostic.fix.as_ref().is_some_and(|fix| !fix.safe));
        }
        totals
    }

    /// The severity of the worst diagnostic.
    pub fn worst(&self) -> Option<Severity> {
        let found = [
            (self.errors, Severity::Error),
            (self.warnings, Severity::Warning),
            (self.infos, Severity::Info),
        ];
        found
            .into_iter()
            .find_map(|(number, severity)| (number > 0).then_some(severity))
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Totals) {
        self.links += other.links;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.possible += other.possible;
    }
}
