//! What every format of the report has in common.

use std::io::{self, Write};

use finegrain::Severity;

use crate::check::found::{Checked, Origin};

/// Writes a report.
pub trait Report {
    /// Reports the links of a document. Of an argument that is a link, the text is the argument.
    fn links(&mut self, origin: &Origin, text: &str, links: &[Checked], out: &mut dyn Write) -> io::Result<()>;

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
    pub fn add(&mut self, link: &Checked) {
        self.links += 1;
        for diagnostic in &link.verdict.diagnostics {
            *match diagnostic.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Info => &mut self.infos,
            } += 1;
            self.possible += usize::from(diagnostic.fix.as_ref().is_some_and(|fix| !fix.safe));
        }
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
