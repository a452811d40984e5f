//! What all recognizers find together.

use super::{
    Seen, Sighting, Text, address,
    destination::{self, Address},
    documentation, literal,
    recognizers::RECOGNIZERS,
};
use crate::github::{Method, Resolved, resolve};

/// The name of the recognizer of links to documentation.
const DOCUMENTATION: &str = documentation::RECOGNIZER.name;

/// Whether what was found is only spoken of, in a link to documentation or in a comment: it counts where nothing else says
/// what is called.
#[must_use]
pub fn is_reference(by: &str) -> bool {
    by == DOCUMENTATION || by == address::COMMENT
}

/// Texts up to here are looked at whatever is in them.
const SHORT: usize = 4096;

/// Everything that the recognizers find, in the order of the text.
#[must_use]
pub fn find(source: &str) -> Vec<Sighting> {
    let text = Text::new(source);
    let mut found = Vec::new();
    // A short text is looked at in any case: it may be the name of a tool.
    if source.len() > SHORT && !text.may_have_calls() {
        return found;
    }
    for recognizer in RECOGNIZERS {
        (recognizer.recognize)(&text, &mut found);
    }
    methods_from_documentation(source, &mut found);
    without_mere_references(source, &mut found);
    found.retain(|sighting| match &sighting.seen {
        Seen::Rest { path, .. } => !destination::is_open(path),
        seen => *seen != Seen::Nothing,
    });
    // One place is one sign, whatever reads it.
    found.sort_by_key(|sighting| (sighting.range.start, sighting.range.end));
    found.dedup_by(|next, kept| next.range == kept.range && next.seen == kept.seen);
    found
}

/// Reads a call by itself: `POST /repos/{owner}/{repo}/issues`, `https://api.github.com/user`. Without a method GET is meant.
/// `None` where it is no path of the API at all.
#[must_use]
pub fn call(written: &str) -> Option<(Option<Method>, String)> {
    let written = written.trim();
    if written.is_empty() {
        return None;
    }
    let (method, address) = match written.split_once(char::is_whitespace) {
        Some((method, address)) => (method.parse().ok()?, address.trim()),
        None => (Method::Get, written),
    };
    let (address, _) = literal::read(address, 0, None);
    let path = match destination::address_of(&Text::new(""), &address, 0) {
        Address::Api { path, .. } => path,
        Address::Other => return None,
        Address::Unknown => destination::cleaned(&address),
    };
    let certain = written.contains(char::is_whitespace) || written.starts_with('/') || written.contains("://");
    let known = certain || resolve(Some(method), &path) != Resolved::Unknown;
    (known && !path.contains(char::is_whitespace)).then_some((Some(method), path))
}

/// An error names its address without a method, and the documentation of what was called: there the method is.
/// A comment says it of the call behind it, and of no other.
fn methods_from_documentation(source: &str, found: &mut [Sighting]) {
    /// How far apart they are in an error.
    const FAR: usize = 1500;
    let mut calls: Vec<usize> = found
        .iter()
        .filter(|sighting| sighting.by != DOCUMENTATION && sighting.seen.is_call())
        .map(|sighting| sighting.range.start)
        .collect();
    calls.sort_unstable();
    let documented: Vec<Documented> = found
        .iter()
        .filter(|sighting| sighting.by == DOCUMENTATION)
        .filter_map(|sighting| match &sighting.seen {
            Seen::Rest {
                method: Some(method),
                path,
                ..
            } => match resolve(Some(*method), path) {
                Resolved::Endpoint(endpoint) => Some(Documented {
                    at: sighting.range.start,
                    in_comment: documentation::is_in_comment(source, sighting.range.start),
                    method: *method,
                    template: endpoint.path,
                }),
                _ => None,
            },
            _ => None,
        })
        .collect();
    for sighting in found {
        let at = sighting.range.start;
        let Seen::Rest {
            method: open @ None,
            path,
            ..
        } = &mut sighting.seen
        else {
            continue;
        };
        let is_next = |from: usize| {
            from < at && calls.partition_point(|call| *call < at) == calls.partition_point(|call| *call < from)
        };
        let near = documented.partition_point(|page| page.at + FAR < at);
        let near = documented.iter().skip(near).take_while(|page| page.at < at + FAR);
        *open = near
            .take(8)
            .filter(|page| !page.in_comment || is_next(page.at))
            .filter(|page| {
                matches!(resolve(Some(page.method), path), Resolved::Endpoint(endpoint) if endpoint.path == page.template)
            })
            .min_by_key(|page| page.at.abs_diff(at))
            .map(|page| page.method);
    }
}

/// A link to the documentation of a call.
struct Documented {
    at: usize,
    in_comment: bool,
    method: Method,
    template: &'static str,
}

/// A comment often links to documentation of what the program beside it does not call. Only where nothing else says what
/// is called, the link does.
fn without_mere_references(source: &str, found: &mut Vec<Sighting>) {
    let refers = |sighting: &Sighting| is_reference(sighting.by);
    if found
        .iter()
        .any(|sighting| sighting.seen.is_call() && !refers(sighting))
    {
        found.retain(|sighting| !refers(sighting) || !documentation::is_in_comment(source, sighting.range.start));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_example_is_as_it_says() {
        let mut wrong = Vec::new();
        for recognizer in RECOGNIZERS {
            assert!(!recognizer.examples.is_empty(), "`{}` has no examples", recognizer.name);
            for (text, expected) in recognizer.examples {
                // Tools and errors show themselves in examples of others as well.
                let counts = |sighting: &&Sighting| match sighting.seen {
                    Seen::Tool(_) => recognizer.name == "tool",
                    Seen::Error { .. } => recognizer.name == "error",
                    _ => recognizer.name != "tool",
                };
                let found = find(text);
                let found: Vec<String> = found
                    .iter()
                    .filter(counts)
                    .map(|sighting| sighting.seen.to_string())
                    .collect();
                if found != *expected {
                    wrong.push(format!(
                        "{}: {text}\n    found    {found:?}\n    expected {expected:?}",
                        recognizer.name
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_recognizer_finds_something_itself() {
        for recognizer in RECOGNIZERS {
            let by: BTreeSet<&str> = recognizer
                .examples
                .iter()
                .flat_map(|(text, _)| find(text))
                .map(|sighting| sighting.by)
                .collect();
            assert!(
                by.contains(recognizer.name),
                "no example of `{}` is found by it",
                recognizer.name
            );
        }
    }

    #[test]
    fn letters_of_other_scripts_do_no_harm() {
        // Every second byte of an example gives way in turn to a letter of three bytes.
        for recognizer in RECOGNIZERS {
            for (text, _) in recognizer
                .examples
                .iter()
                .filter(|(text, _)| text.len() < 300 && text.is_ascii())
            {
                for at in (0..text.len()).step_by(2) {
                    let (before, after) = text.split_at(at);
                    let _ = find(&format!("{before}→{}", &after[1..]));
                }
            }
        }
    }
}
