//! The report as SARIF 2.1.0, which code scanning takes.

use std::{
    fmt::Write as _,
    io::{self, Write},
    ops::Range,
};

use finegrain::{
    Diagnostic, Severity,
    link::replacements,
    lint::docs::{self, RuleDocs},
    text::links::Found,
};
use serde_json::{Value, json};

use super::totals::{Report, Totals};
use crate::{
    check::{
        fix::{self, encodes_in_carrier},
        found::{Checked, Origin, Rewrite},
    },
    json,
    position::Position,
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Collects the results, and writes one object at the end.
pub struct Sarif {
    rules: Vec<RuleDocs>,
    results: Vec<Value>,
}

impl Default for Sarif {
    fn default() -> Self {
        Sarif {
            rules: docs::rules(),
            results: Vec::new(),
        }
    }
}

impl Report for Sarif {
    type Entry = Vec<Value>;

    fn entry(&self, origin: &Origin, text: &str, link: &Checked) -> Vec<Value> {
        let writable = !matches!(fix::rewrite(text, link), Rewrite::Refused(_));
        let diagnostics = link.verdict.diagnostics.iter();
        diagnostics
            .map(|found| result(origin, text, link, found, writable, &self.rules))
            .collect()
    }

    fn write(&mut self, entry: Vec<Value>, _: &mut dyn Write) -> io::Result<()> {
        self.results.extend(entry);
        Ok(())
    }

    fn end(&mut self, _: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let report = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "Finegrain",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": self.rules.iter().map(rule).collect::<Vec<_>>(),
                } },
                "columnKind": "unicodeCodePoints",
                "results": self.results,
            }],
        });
        out.write_all(json::pretty(&report).as_bytes())
    }
}

fn rule(docs: &RuleDocs) -> Value {
    json!({
        "id": docs.code,
        "shortDescription": { "text": docs.title },
        "help": { "text": docs.text, "markdown": docs.text },
        "helpUri": docs.docs,
        "defaultConfiguration": { "level": level(docs.severity) },
    })
}

fn result(
    origin: &Origin,
    text: &str,
    link: &Checked,
    found: &Diagnostic,
    writable: bool,
    rules: &[RuleDocs],
) -> Value {
    let mut result = json!({
        "ruleId": found.code,
        "level": level(found.severity),
        "message": { "text": format!("{} {}", found.message, found.help) },
    });
    if let Some(index) = rules.iter().position(|docs| docs.code == found.code) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(artifact) = artifact(origin)
        && let Some(written) = &link.found
    {
        let at = |offset| link.place.moved(text, written.range.start, offset);
        let edits = if writable {
            edits(text, written, link, found)
        } else {
            Vec::new()
        };
        let replacements: Vec<Value> = edits
            .iter()
            .map(|(range, with)| {
                json!({
                    "deletedRegion": region(at(range.start), at(range.end)),
                    "insertedContent": { "text": with },
                })
            })
            .collect();
        if let Some(fix) = &found.fix
            && !replacements.is_empty()
        {
            result["fixes"] = json!([{
                "description": { "text": fix.title },
                "artifactChanges": [{ "artifactLocation": artifact, "replacements": replacements }],
            }]);
        }
        let region = region(link.place, at(written.range.end));
        result["locations"] = json!([{ "physicalLocation": { "artifactLocation": artifact, "region": region } }]);
    }
    result
}

/// What the safe fix of a diagnostic writes where.
fn edits(text: &str, written: &Found, link: &Checked, found: &Diagnostic) -> Vec<(Range<usize>, String)> {
    let safe = found.fix.as_ref().filter(|fix| fix.safe);
    match safe.map(|fix| fix.links.as_slice()) {
        Some(_) if encodes_in_carrier(found) => written.rewrite_in_carrier(text, &link.link.text).into_iter().collect(),
        Some([edits]) => written
            .rewrite(text, &replacements(&link.link, edits))
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The file that a link is in; nothing for an argument.
fn artifact(origin: &Origin) -> Option<Value> {
    match origin {
        Origin::Argument => None,
        Origin::Stdin => Some(json!({ "description": { "text": "standard input" } })),
        Origin::File(file) => Some(json!({ "uri": uri(&origin.path()?, file.is_absolute()) })),
    }
}

/// A path as a URI: relative to the root of the repository, or with `file:` before it.
fn uri(path: &str, absolute: bool) -> String {
    let mut uri = String::from(if absolute { "file://" } else { "" });
    if absolute && !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing into a `String` cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

fn region(start: Position, end: Position) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_as_uris() {
        assert_eq!(uri("docs/größe 1.md", false), "docs/gr%C3%B6%C3%9Fe%201.md");
        assert_eq!(uri("/a:b/c.md", true), "file:///a%3Ab/c.md");
    }
}
