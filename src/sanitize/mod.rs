//! Text that strangers wrote, made fit to be shown; secrets taken out of it.

mod invisible;
pub mod secrets;

use std::borrow::Cow;

pub use invisible::is_invisible;
use secrets::redact;

/// How many characters of a stranger's text are shown at most.
pub const SHOWN: usize = 200;

/// A stranger's text for showing: one line, nothing that hides or reorders characters, at most [`SHOWN`] characters.
#[must_use]
pub fn shown(text: &str) -> String {
    clipped(text, SHOWN)
}

/// A value for quoting inside a sentence: as [`shown`], shorter, and without the backticks that mark code there.
#[must_use]
pub fn quoted(value: &str) -> String {
    format!("`{}`", clipped(value, 60).replace('`', "'"))
}

fn clipped(text: &str, most: usize) -> String {
    // A little more than is shown, so that a token which is cut is known as one.
    const TOKEN: usize = 100;
    // Most texts are shown as they are.
    let is_plain = text.len() <= most && text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain && let Cow::Borrowed(clean) = redact(text) {
        return clean.to_owned();
    }
    let mut visible = text.chars().filter_map(visible);
    let text: String = visible.by_ref().take(most + TOKEN).collect();
    let clean = redact(&text);
    let mut rest = clean.chars();
    let mut shown: String = rest.by_ref().take(most).collect();
    if rest.next().is_some() || visible.next().is_some() {
        shown.push('…');
    }
    shown
}

/// The character as it may be shown: line breaks and tabs as spaces, nothing for what is invisible or reorders the line.
fn visible(c: char) -> Option<char> {
    match c {
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ if c.is_control() || is_invisible(c) => None,
        _ => Some(c),
    }
}

/// "1 permission", "3 permissions".
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_or_reorders_is_not_shown() {
        assert_eq!(shown("a\u{202e}b\u{200b}c\u{1b}[31md\r\ne"), "abc[31md e");
    }

    #[test]
    fn long_text_is_clipped_with_an_ellipsis() {
        assert_eq!(shown(&"x".repeat(201)), format!("{}…", "x".repeat(200)));
        assert_eq!(shown(&"x".repeat(200)), "x".repeat(200));
    }

    #[test]
    fn no_secret_is_shown() {
        assert_eq!(shown("a gh\u{200b}p_abc1 b"), "a [removed] b");
        assert_eq!(quoted("gh%E2%80%8Bp_abc1"), "`[removed]`");
        let token = format!("ghp_{}", "a1".repeat(18));
        let cut = shown(&format!("{}{token}", "x".repeat(195)));
        assert_eq!(cut, format!("{}[remo…", "x".repeat(195)));
    }

    #[test]
    fn a_quotation_cannot_end_itself() {
        assert_eq!(quoted("a`b"), "`a'b`");
    }
}
