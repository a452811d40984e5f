//! JSON for terminals and files.

use std::fmt::Write;

use finegrain::sanitize::is_invisible;
use serde::Serialize;

/// A value as JSON over several lines. Characters that steer a terminal or hide others are written as escapes: it stays
/// the same JSON.
pub fn pretty(value: &impl Serialize) -> String {
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
