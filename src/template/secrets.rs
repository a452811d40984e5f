//! Tokens and passwords in what people paste: taken out before anything is kept, shown or printed.

use std::borrow::Cow;

use crate::{
    small::{contains, find_last, part},
    text::is_invisible,
};

/// What stands in place of a secret.
pub const REMOVED: &str = "[removed]";

/// What to tell a person whose text held a secret.
pub const ADVICE: &str = "The text held a token or password; it is not shown here. If that text ever left your machine, revoke it on GitHub.";

/// The prefixes of GitHub's tokens.
const PREFIXES: [&str; 6] = ["github_pat_", "ghp_", "gho_", "ghs_", "ghu_", "ghr_"];

/// The text without GitHub tokens, values of `Authorization` headers, and user information in addresses, also where they
/// are written in percent codes. Borrowed where there was none.
#[must_use]
pub fn redact(text: &str) -> Cow<'_, str> {
    let Plain { text: plain, from } = Plain::of(text);
    let mut clean = String::new();
    let (mut kept, mut done, mut at) = (0, 0, 0);
    while let Some(c) = part(&plain, at..).chars().next() {
        let found = secret(&plain, at).filter(|(start, _)| *start >= done);
        if let Some((start, end)) = found
            && let (Some(first), Some(past)) = (from.get(start), from.get(end))
        {
            clean.push_str(part(text, kept..*first));
            clean.push_str(REMOVED);
            kept = *past;
            (done, at) = (end, end);
        } else {
            at += c.len_utf8();
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    clean.push_str(part(text, kept..));
    Cow::Owned(clean)
}

/// A text as it means to be read: `ghp%5Fabc` is as good a token as `ghp_abc`.
struct Plain {
    text: String,
    /// Where every byte of the plain text comes from, and where the end.
    from: Vec<usize>,
}

impl Plain {
    /// Without percent codes of ASCII, and without characters that nobody sees.
    fn of(text: &str) -> Plain {
        let mut plain = String::with_capacity(text.len());
        let mut from = Vec::with_capacity(text.len() + 1);
        let mut skip = 0;
        for (at, c) in text.char_indices() {
            if at < skip || is_invisible(c) {
                continue;
            }
            let code = if c == '%' { code(part(text, at + 1..)) } else { None };
            if code.is_some() {
                skip = at + 3;
            }
            plain.push(code.unwrap_or(c));
            while from.len() < plain.len() {
                from.push(at);
            }
        }
        from.push(text.len());
        Plain { text: plain, from }
    }
}

/// The character of ASCII whose percent code stands at the start, without its `%`.
fn code(text: &str) -> Option<char> {
    let mut digits = text.chars().map_while(|c| c.to_digit(16));
    let (high, low) = (digits.next()?, digits.next()?);
    char::from_u32(16 * high + low).filter(char::is_ascii)
}

/// The secret that something at `at` announces.
fn secret(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = part(text, at..);
    match rest.as_bytes().first()? {
        // "laughs_out" holds no token.
        b'g' if part(text, ..at).ends_with(|c: char| c.is_ascii_alphanumeric()) => None,
        b'g' => token(rest).map(|length| (at, at + length)),
        b'a' | b'A' => authorization(rest).map(|(start, end)| (at + start, at + end)),
        b':' => userinfo(rest).map(|(start, end)| (at + start, at + end)),
        b'@' => login(text, at),
        _ => None,
    }
}

fn token(rest: &str) -> Option<usize> {
    let prefix = PREFIXES.iter().find(|prefix| rest.starts_with(**prefix))?;
    let body = part(rest, prefix.len()..);
    let length = body
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(body.len());
    // `ghp_xxx` in a manual is no secret, but nothing is lost by hiding it either; a bare `ghp_` is a name.
    (length > 0).then_some(prefix.len() + length)
}

/// The value after `Authorization:` or `Authorization=`, up to a quote or the end of the line.
fn authorization(rest: &str) -> Option<(usize, usize)> {
    const NAME: &str = "authorization";
    const MARKS: &[char] = &['"', '\'', ' ', '+', '\\'];
    let name = rest.get(..NAME.len())?;
    if !name.eq_ignore_ascii_case(NAME) {
        return None;
    }
    let after = part(rest, NAME.len()..).trim_start_matches(MARKS);
    let value = after.strip_prefix([':', '='])?.trim_start_matches(MARKS);
    let start = rest.len() - value.len();
    // In a link an `&` ends the value.
    let length = value.find(['"', '\'', '\n', '\r', '`', '&']).unwrap_or(value.len());
    (length > 0 && !value.starts_with(REMOVED)).then_some((start, start + length))
}

/// What stands before the `@` in `://user:password@host`.
fn userinfo(rest: &str) -> Option<(usize, usize)> {
    let authority = rest.strip_prefix("://")?;
    let end = authority
        .find(|c: char| {
            matches!(c, '/' | '?' | '#' | '\\' | '"' | '\'' | '`' | '<' | '>' | '(' | ')') || c.is_whitespace()
        })
        .unwrap_or(authority.len());
    let length = find_last(part(authority, ..end), b'@')?;
    (length > 0 && part(authority, ..length) != REMOVED).then_some((3, 3 + length))
}

/// What stands before the `@` in `user:password@github.com`, where no scheme says that an address begins.
fn login(text: &str, at: usize) -> Option<(usize, usize)> {
    // Nobody's is longer, and a text of nothing but `@github.com` must not be walked back for every one of them.
    const LONGEST: usize = 300;
    if !part(text, at + 1..).starts_with("github.com/") {
        return None;
    }
    let before = part(text, text.floor_char_boundary(at.saturating_sub(LONGEST))..at);
    let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '`' | '<' | '(' | '=');
    let login = before.rsplit(ends).next()?;
    let with_password = contains(login, ":") && !login.starts_with("mailto:");
    with_password.then_some((at - login.len(), at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_taken_out() {
        for (text, clean) in [
            ("x ghp_abc123 y", "x [removed] y"),
            ("github_pat_11AA_bb", "[removed]"),
            (
                "curl -H 'Authorization: Bearer abc' x",
                "curl -H 'Authorization: [removed]' x",
            ),
            (
                "{\"authorization\": \"token abc\"}",
                "{\"authorization\": \"[removed]\"}",
            ),
            ("name=ghp%5fabc&x=%41%20", "name=[removed]&x=%41%20"),
            ("d=token%20ghp_abc&x=1", "d=token%20[removed]&x=1"),
            ("my_ghp_abc%0A", "my_[removed]%0A"),
            ("gh\u{200b}p_abc", "[removed]"),
            (
                "d=Authorization%3A+Bearer+abc&contents=read",
                "d=Authorization%3A+[removed]&contents=read",
            ),
            (
                "d=https%3A%2F%2Fme%3Apw%40host%2Fx",
                "d=https%3A%2F%2F[removed]%40host%2Fx",
            ),
            ("me:pw@github.com/settings", "[removed]@github.com/settings"),
            ("https://me:pw@github.com/x@y", "https://[removed]@github.com/x@y"),
        ] {
            assert_eq!(redact(text), clean);
            assert_eq!(redact(clean), clean, "redacting twice changes nothing");
        }
    }

    #[test]
    fn other_text_is_borrowed() {
        for text in [
            "",
            "ghp_",
            "laughs_out",
            "an authorization",
            "https://github.com/a@b",
            "mailto:me@github.com",
            "git@github.com:octo/app",
            "größe%20%C3%9F",
            "größe ghp",
        ] {
            assert!(matches!(redact(text), Cow::Borrowed(same) if same == text));
        }
    }
}
