//! Tokens and passwords in what people paste: taken out before anything is kept, shown or printed.

use std::borrow::Cow;

use crate::small::contains;

/// What stands in place of a secret.
pub const REMOVED: &str = "[removed]";

/// What to tell a person whose text held a secret.
pub const ADVICE: &str = "The text held a token or password; it is not shown here. If that text ever left your machine, revoke it on GitHub.";

/// The prefixes of GitHub's tokens.
const PREFIXES: [&str; 6] = ["github_pat_", "ghp_", "gho_", "ghs_", "ghu_", "ghr_"];

/// The text without GitHub tokens, values of `Authorization` headers, and user information in addresses. Borrowed where
/// there was none.
#[must_use]
pub fn redact(text: &str) -> Cow<'_, str> {
    // `ghp%5Fabc` is as good a token as `ghp_abc`.
    if contains(text, "%") {
        let plain = unescaped(text);
        return match redact_plain(&plain) {
            Cow::Owned(clean) => Cow::Owned(clean),
            Cow::Borrowed(_) => Cow::Borrowed(text),
        };
    }
    redact_plain(text)
}

/// The text with letters, digits and underscores in place of their percent codes, which changes no address.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        plain.push_str(&rest[..at]);
        let code = rest
            .get(at + 1..at + 3)
            .and_then(|code| u8::from_str_radix(code, 16).ok())
            .map(char::from);
        if let Some(c) = code.filter(|c| c.is_ascii_alphanumeric() || *c == '_') {
            plain.push(c);
            rest = &rest[at + 3..];
        } else {
            plain.push('%');
            rest = &rest[at + 1..];
        }
    }
    plain + rest
}

fn redact_plain(text: &str) -> Cow<'_, str> {
    let mut clean = String::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match secret(text, at) {
            Some((start, end)) => {
                clean.push_str(&text[kept..start]);
                clean.push_str(REMOVED);
                kept = end;
                at = end;
            }
            None => at += c.len_utf8(),
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    clean.push_str(&text[kept..]);
    Cow::Owned(clean)
}

/// The secret that something at `at` announces.
fn secret(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..];
    match rest.as_bytes().first()? {
        // "laughs_out" holds no token.
        b'g' if text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_') => None,
        b'g' => token(rest).map(|length| (at, at + length)),
        b'a' | b'A' => authorization(rest).map(|(start, end)| (at + start, at + end)),
        b':' => userinfo(rest).map(|(start, end)| (at + start, at + end)),
        _ => None,
    }
}

fn token(rest: &str) -> Option<usize> {
    let prefix = PREFIXES.iter().find(|prefix| rest.starts_with(**prefix))?;
    let body = &rest[prefix.len()..];
    let length = body
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(body.len());
    // `ghp_xxx` in a manual is no secret, but nothing is lost by hiding it either; a bare `ghp_` is a name.
    (length > 0).then_some(prefix.len() + length)
}

/// The value after `Authorization:` or `Authorization=`, up to a quote or the end of the line.
fn authorization(rest: &str) -> Option<(usize, usize)> {
    const NAME: &str = "authorization";
    let name = rest.get(..NAME.len())?;
    if !name.eq_ignore_ascii_case(NAME) {
        return None;
    }
    let after = rest[NAME.len()..].trim_start_matches(['"', '\'', ' ', '\\']);
    let value = after
        .strip_prefix([':', '='])?
        .trim_start_matches(['"', '\'', ' ', '\\']);
    let start = rest.len() - value.len();
    let length = value.find(['"', '\'', '\n', '\r', '`']).unwrap_or(value.len());
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
    let length = authority[..end].rfind('@')?;
    (length > 0 && authority[..length] != *REMOVED).then_some((3, 3 + length))
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
            ("name=ghp%5fabc&x=%41%20", "name=[removed]&x=A%20"),
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
            "größe ghp",
        ] {
            assert!(matches!(redact(text), Cow::Borrowed(same) if same == text));
        }
    }
}
