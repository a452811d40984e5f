//! The report as SARIF 2.1.0, which code scanning takes.

use std::fmt::Write;

use finegrain::{
    Diagnostic, Severity,
    lint::docs::{self, RuleDocs},
};
use serde_json::{Value, json};

use super::{path, to_json};
use crate::{
    check::{Checked, Origin},
    place::Place,
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub fn sarif(links: &[Checked]) -> String {
    let rules = docs::rules();
    let results: Vec<Value> = links
        .iter()
        .flat_map(|link| {
            link.located
                .verdict
                .diagnostics
                .iter()
                .enumerate()
                .map(|(at, found)| result(link, at, found, &rules))
        })
        .collect();
    to_json(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Finegrain",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
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

fn result(link: &Checked, at: usize, found: &Diagnostic, rules: &[RuleDocs]) -> Value {
    let mut result = json!({
        "ruleId": found.code,
        "level": level(found.severity),
        "message": { "text": format!("{} {}", found.message, found.help) },
    });
    if let Some(index) = rules.iter().position(|docs| docs.code == found.code) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(artifact) = artifact(link) {
        let edits = link.located.fixes.get(at).map(Vec::as_slice).unwrap_or_default();
        if let Some(fix) = &found.fix
            && link.located.hurdle.is_none()
            && !edits.is_empty()
        {
            let replacements: Vec<Value> = edits.iter().map(replacement).collect();
            result["fixes"] = json!([{
                "description": { "text": fix.title },
                "artifactChanges": [{ "artifactLocation": artifact, "replacements": replacements }],
            }]);
        }
        let region = region(link);
        result["locations"] = json!([{ "physicalLocation": { "artifactLocation": artifact, "region": region } }]);
    }
    result
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The file that a link stands in; nothing for an argument, which stands nowhere.
fn artifact(link: &Checked) -> Option<Value> {
    match &link.origin {
        Origin::Argument => None,
        Origin::Stdin => Some(json!({ "description": { "text": "standard input" } })),
        Origin::File(file) => Some(json!({ "uri": uri(&path(link)?, file.is_absolute()) })),
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

fn replacement((start, end, written): &(Place, Place, String)) -> Value {
    json!({
        "deletedRegion": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
        "insertedContent": { "text": written },
    })
}

fn region(link: &Checked) -> Value {
    let place = link.located.place;
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line,
        "endColumn": place.column + link.located.width,
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
