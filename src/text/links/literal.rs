//! Where literals of source code begin.

/// The content of the literal at `at`: where it begins, its quote, and whether the quote is escaped.
pub(super) fn literal_start(text: &str, at: usize) -> Option<(usize, u8, bool)> {
    let bytes = text.as_bytes();
    let mut start = at;
    while start < at + 3 && bytes.get(start).is_some_and(|byte| b"fFrRbBuU$@LNsc".contains(byte)) {
        start += 1;
    }
    let escaped = bytes.get(start) == Some(&b'\\') && matches!(bytes.get(start + 1), Some(b'"' | b'\''));
    start += usize::from(escaped);
    let quote = *bytes.get(start).filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))?;
    // `"""`
    let triple = bytes.get(start..start + 3) == Some(&[quote; 3]);
    Some((start + if triple { 3 } else { 1 }, quote, escaped))
}

/// Whether a literal begins with another address.
pub(super) fn starts_address(text: &str) -> bool {
    ["http://", "https://", "http:\\/", "https:\\/"]
        .iter()
        .any(|scheme| text.starts_with(scheme))
}
