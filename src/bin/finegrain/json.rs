//! JSON for terminals and files.

use std::fmt::Write;

use finegrain::sanitize::is_invisible;
use serde::Serialize;

/// A value as JSON over several lines. Characters that steer a terminal or hide others are written as escapes: it stays
/// the same JSON.
pub fn pretty(value: &impl Serialize) -> String {
    // Strings, numbers, lists and maps with keys of text: none of them can fail.
    let plain = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut escaped = harmless(plain);
    escaped.push('\n');
    escaped
}

/// A value as [`pretty`] writes it where it is in a list: each line a step further in, and no line break at the end.
pub fn pretty_in_list(value: &impl Serialize) -> String {
    let mut list = serde_json::to_string_pretty(&[value]).unwrap_or_default();
    list.truncate(list.len().saturating_sub("\n]".len()));
    let _ = list.drain(.."[\n".len().min(list.len()));
    harmless(list)
}

/// JSON without characters that steer a terminal or hide others.
fn harmless(json: String) -> String {
    // All other control characters are escapes in JSON anyway.
    if json.is_ascii() && !json.contains('\u{7f}') {
        return json;
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
    escaped
}
