//! What code writes between two parts of an expression.

/// How much white space and how many comments are read between two operands.
const BETWEEN: usize = 400;

/// Behind white space, comments to the end of a line, and continuations of lines.
pub(super) fn skip_blank(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let most = bytes.len().min(from + BETWEEN);
    let mut at = from;
    while at < most {
        match bytes[at] {
            byte if byte.is_ascii_whitespace() => at += 1,
            b'\\' if matches!(bytes.get(at + 1), Some(b'\n' | b'\r')) => at += 1,
            b'`' | b'_' if bytes.get(at + 1) == Some(&b'\n') && at > from => at += 1,
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += memchr::memchr(b'\n', &bytes[at..most]).unwrap_or(most - at);
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at += memchr::memmem::find(&bytes[at..most], b"*/").map_or(most - at, |length| length + 2);
            }
            b'#' if at > from && bytes.get(at + 1) == Some(&b' ') => {
                at += memchr::memchr(b'\n', &bytes[at..most]).unwrap_or(most - at);
            }
            _ => break,
        }
    }
    // A comment may end anywhere.
    text.ceil_char_boundary(at)
}
