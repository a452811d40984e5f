//! The report as one JSON array, as the design's contract has it.

use finegrain::{
    Diagnostic, Severity,
    link::{Link, Template},
};
use serde::Serialize;

use super::to_json;
use crate::{
    check::{Checked, Origin},
    place::Place,
};

#[derive(Serialize)]
struct Entry<'a> {
    input: &'a str,
    file: Option<String>,
    line: usize,
    column: usize,
    complete: bool,
    template: Option<&'a Template>,
    diagnostics: Vec<Found<'a>>,
    fixed: Option<&'a [String]>,
}

#[derive(Serialize)]
struct Found<'a> {
    code: &'a str,
    severity: Severity,
    parameter: Option<&'a str>,
    line: usize,
    column: usize,
    message: &'a str,
    help: &'a str,
    fix: Option<Fixed<'a>>,
}

#[derive(Serialize)]
struct Fixed<'a> {
    title: &'a str,
    safe: bool,
    urls: Vec<String>,
}

pub fn json(links: &[Checked]) -> String {
    to_json(&links.iter().map(entry).collect::<Vec<_>>())
}

fn entry(link: &Checked) -> Entry<'_> {
    let verdict = &link.located.verdict;
    let read = Link::read(&link.located.link);
    Entry {
        input: &link.input,
        file: match &link.origin {
            Origin::File(path) => Some(path.to_string_lossy().into_owned()),
            Origin::Argument | Origin::Stdin => None,
        },
        line: link.located.place.line,
        column: link.located.place.column,
        complete: link.located.complete,
        template: verdict.template.as_ref(),
        diagnostics: verdict
            .diagnostics
            .iter()
            .zip(&link.located.places)
            .map(|(one, place)| found(one, *place, &read))
            .collect(),
        fixed: verdict.fixed.as_deref(),
    }
}

fn found<'a>(diagnostic: &'a Diagnostic, place: Place, link: &Link) -> Found<'a> {
    Found {
        code: diagnostic.code,
        severity: diagnostic.severity,
        parameter: diagnostic.parameter.as_deref(),
        line: place.line,
        column: place.column,
        message: &diagnostic.message,
        help: &diagnostic.help,
        fix: diagnostic.fix.as_ref().map(|fix| Fixed {
            title: &fix.title,
            safe: fix.safe,
            urls: fix.urls(link),
        }),
    }
}
