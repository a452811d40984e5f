//! JSON for terminals and files.

use std::{borrow::Cow, fmt::Write};

use finegrain::sanitize::is_invisible;
use serde::Serialize;

/// A value as JSON over several lines. Characters that steer a terminal or hide others are written as escapes: it stays
/// the same JSON.
pub fn pretty(value: &impl Serialize) -> String {
    // Strings, numbers, lists and maps with keys of text: none of them can fail.
    let plain = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut escaped = harmless(&plain).into_owned();
    escaped.push('\n');
    escaped
}

/// A value as [`pretty`] writes it where it is in a list: each line a step further in, and no line break at the end.
pub fn in_list(value: &impl Serialize) -> String {
    let list = serde_json::to_string_pretty(&[value]).unwrap_or_default();
    let inside = list.strip_prefix("[\n").and_then(|list| list.strip_suffix("\n]"));
    harmless(inside.unwrap_or_default()).into_owned()
}

/// JSON without characters that steer a terminal or hide others.
fn harmless(json: &str) -> Cow<'_, str> {
    // All other control characters are escapes in JSON anyway.
    if json.is_ascii() && memchr::memchr(0x7f, json.as_bytes()).is_none() {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if c != '\n' && (c.is_control() || is_invisible(c)) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing into a `String` cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}
