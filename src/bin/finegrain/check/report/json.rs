//! The report as one JSON array: the contract of `check --format json`.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use finegrain::{
    Diagnostic, Severity,
    link::{Link, Template},
    lint::Code,
    sanitize::secrets,
};
use serde::Serialize;

use super::totals::{Report, Totals};
use crate::{
    check::found::{Checked, Origin},
    json,
    position::Position,
};

#[derive(Serialize)]
struct JsonLink<'a> {
    input: &'a str,
    file: Option<String>,
    line: usize,
    column: usize,
    complete: bool,
    template: Option<&'a Template>,
    diagnostics: Vec<JsonDiagnostic<'a>>,
    fixed: Option<&'a [String]>,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: Code,
    severity: Severity,
    parameter: Option<&'a str>,
    line: usize,
    column: usize,
    message: &'a str,
    help: &'a str,
    fix: Option<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    safe: bool,
    urls: Vec<String>,
}

/// Writes one object for each link.
#[derive(Default)]
pub struct Json {
    begun: bool,
}

impl Report for Json {
    type Entry = String;

    fn entry(&self, origin: &Origin, text: &str, link: &Checked) -> String {
        let input = link.found.as_ref().map_or(text, |found| &text[found.range.clone()]);
        // What was read has no secrets anymore, and mostly it is what is written.
        let input = if input == link.link.text {
            Cow::Borrowed(input)
        } else {
            secrets::redact(input)
        };
        json::in_list(&object(origin, &input, link))
    }

    fn write(&mut self, entry: String, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
        self.begun = true;
        out.write_all(entry.as_bytes())
    }

    fn end(&mut self, _: &Totals, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })
    }
}

fn object<'a>(origin: &Origin, input: &'a str, link: &'a Checked) -> JsonLink<'a> {
    let verdict = &link.verdict;
    JsonLink {
        input,
        file: match origin {
            Origin::File(path) => Some(path.to_string_lossy().into_owned()),
            Origin::Argument | Origin::Stdin => None,
        },
        line: link.place.line,
        column: link.place.column,
        complete: link.link.complete,
        template: verdict.template.as_ref(),
        diagnostics: verdict
            .diagnostics
            .iter()
            .zip(&link.marks)
            .map(|(diagnostic, mark)| found(diagnostic, mark.place, &link.link))
            .collect(),
        fixed: verdict.fixed.as_deref(),
    }
}

fn found<'a>(diagnostic: &'a Diagnostic, place: Position, link: &Link) -> JsonDiagnostic<'a> {
    JsonDiagnostic {
        code: diagnostic.code,
        severity: diagnostic.severity,
        parameter: diagnostic.parameter.as_deref(),
        line: place.line,
        column: place.column,
        message: &diagnostic.message,
        help: &diagnostic.help,
        fix: diagnostic.fix.as_ref().map(|fix| JsonFix {
            title: &fix.title,
            safe: fix.safe,
            urls: fix.urls(link),
        }),
    }
}
