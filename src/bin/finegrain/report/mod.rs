//! The report of `finegrain check`, for people and for programs.

mod github;
mod json;
mod sarif;
mod text;

use std::fmt::Write;

use finegrain::sanitize::is_invisible;
use serde::Serialize;

use crate::{
    check::{Checked, Origin},
    place::Place,
};

pub use github::github;
pub use json::json;
pub use sarif::sarif;
pub use text::{diagnostic, text};

/// Where a link stands, as editors and terminals understand it; nothing for an argument.
pub fn location(origin: &Origin, place: Place) -> Option<String> {
    let Place { line, column } = place;
    (*origin != Origin::Argument).then(|| format!("{}:{line}:{column}", name(origin)))
}

/// What people call the place a text came from.
pub fn name(origin: &Origin) -> String {
    match origin {
        Origin::Argument => "argument".to_owned(),
        Origin::Stdin => "<stdin>".to_owned(),
        Origin::File(path) => path.display().to_string(),
    }
}

/// The file that a link stands in, in the way that services on GitHub name files: with slashes, from the root of the
/// repository.
fn path(link: &Checked) -> Option<String> {
    let Origin::File(path) = &link.origin else { return None };
    let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    Some(path.strip_prefix("./").map(str::to_owned).unwrap_or(path))
}

/// A value as JSON, where characters that steer a terminal or hide others are written as escapes: it stays the same JSON.
pub fn to_json(value: &impl Serialize) -> String {
    // Strings, numbers, lists and maps with keys of text: none of them can fail.
    let plain = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut escaped = String::with_capacity(plain.len() + 1);
    for c in plain.chars() {
        if c != '\n' && (c.is_control() || is_invisible(c)) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing into a `String` cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    escaped.push('\n');
    escaped
}
