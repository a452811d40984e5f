//! Values that the author of a link left for others to fill in.

use std::iter;

use crate::{github::DESCRIPTION_LENGTH, work::steps};

/// What kind of value it is: that decides how much it may look like a placeholder without being one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// A name or a description, where `{owner}` and `$5` may be meant literally.
    Prose,
    /// A login, a level, a number: none of them contains a bracket or a dollar sign.
    Word,
}

/// The longest text that is taken for one bracketed placeholder.
const LONGEST: usize = 100;

/// What a bracketed placeholder begins with.
const OPENING: [char; 3] = ['<', '{', '$'];

/// The placeholder in `value`, if there is one: `<owner>`, `${ORG}`, `{{ org }}`, and in a [`ValueKind::Word`] also `$org`,
/// `{owner}`, `YOUR_ORG` and `TARGET_ORG`.
#[must_use]
pub fn find(value: &str, kind: ValueKind) -> Option<&str> {
    // Longer values than GitHub takes are a fault of their own.
    let value = &value[..value.floor_char_boundary(4 * DESCRIPTION_LENGTH)];
    let bracketed = value
        .match_indices(OPENING)
        .filter_map(|(at, _)| Some((bracketed(&value[at..])?, at)))
        .find(|(length, at)| {
            kind == ValueKind::Word || !value[*at..*at + length].starts_with(['{', '$']) || loud(&value[*at..])
        });
    if let Some((length, at)) = bracketed {
        return Some(&value[at..at + length]);
    }
    (kind == ValueKind::Word && is_dummy(value)).then_some(value)
}

/// Whether a text is one bracketed placeholder and nothing else.
#[must_use]
pub fn is_one(text: &str) -> bool {
    bracketed(text) == Some(text.len())
}

/// Whether a raw value contains a bracketed placeholder, which must not be encoded.
#[must_use]
pub(super) fn any(raw: &str) -> bool {
    raw.match_indices(OPENING)
        .any(|(at, _)| bracketed(&raw[at..]).is_some())
}

/// The parts of a text that are outside of bracketed placeholders.
pub(super) fn literals(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    iter::from_fn(move || {
        let text = rest?;
        let found = text
            .match_indices(OPENING)
            .find_map(|(at, _)| Some((at, bracketed(&text[at..])?)));
        rest = found.map(|(at, length)| &text[at + length..]);
        Some(found.map_or(text, |(at, _)| &text[..at]))
    })
}

/// Where the spaces of a text are, apart from those between brackets, as in `{{ org }}` and `<your org>`.
pub(crate) fn spaces_outside(text: &str) -> impl Iterator<Item = usize> {
    let mut depth = 0_u32;
    text.bytes().enumerate().filter_map(move |(at, byte)| {
        match byte {
            b'<' | b'{' | b'[' | b'(' => depth += 1,
            b'>' | b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (byte == b' ' && depth == 0).then_some(at)
    })
}

/// Where a bracketed placeholder that starts at the first byte of `text` ends.
fn bracketed(text: &str) -> Option<usize> {
    // Far brackets belong to something else; and a value of a million `<` must not be searched a million times.
    if !text.starts_with(OPENING) {
        return None;
    }
    let text = &text[..text.floor_char_boundary(LONGEST)];
    steps(text.len());
    let closed = |open: &str, close: &str| -> Option<usize> {
        let inside = text.strip_prefix(open)?;
        let length = inside.find(close)?;
        (open == "${" || is_word(&inside[..length])).then_some(open.len() + length + close.len())
    };
    let pairs = [("<", ">"), ("{{", "}}"), ("${", "}"), ("{", "}")];
    pairs
        .iter()
        .find_map(|(open, close)| closed(open, close))
        .or_else(|| variable(text))
}

/// Prose has no `${...}` or `{{...}}`.
fn loud(text: &str) -> bool {
    text.starts_with("${") || text.starts_with("{{")
}

/// The length of `$` and the name of a variable.
fn variable(text: &str) -> Option<usize> {
    let name = text.strip_prefix('$')?;
    let length = name
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(name.len());
    let letter = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    letter.then_some(length + 1)
}

/// What may be between the brackets: a word or a few.
fn is_word(inside: &str) -> bool {
    let inside = inside.trim();
    inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && inside
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
}

/// `YOUR_ORG`, `your-org`, `TARGET_ORG`, `ORG`: a word that says what to put there.
fn is_dummy(value: &str) -> bool {
    const NOUNS: [&str; 9] = [
        "ORG",
        "OWNER",
        "USER",
        "USERNAME",
        "ORGANIZATION",
        "ORGANISATION",
        "LOGIN",
        "ACCOUNT",
        "NAME",
    ];
    let shouted = !value.bytes().any(|byte| byte.is_ascii_lowercase())
        && value.split(['_', '-']).any(|word| NOUNS.contains(&word));
    let start = value.as_bytes().get(..5).unwrap_or_default();
    shouted || start.eq_ignore_ascii_case(b"YOUR_") || start.eq_ignore_ascii_case(b"YOUR-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_words() {
        for (value, found) in [
            ("<owner>", "<owner>"),
            ("${ORG}", "${ORG}"),
            ("$org", "$org"),
            ("{owner}", "{owner}"),
            ("{{ github.owner }}", "{{ github.owner }}"),
            ("YOUR_ORG", "YOUR_ORG"),
            ("your-org", "your-org"),
            ("TARGET_ORG", "TARGET_ORG"),
            ("OWNER", "OWNER"),
            ("pre-${x}", "${x}"),
        ] {
            assert_eq!(find(value, ValueKind::Word), Some(found), "{value}");
        }
        for value in ["octo-org", "IBM", "organization", "SAP_x", "$5", "<>", "a<b"] {
            assert_eq!(find(value, ValueKind::Word), None, "{value}");
        }
    }

    #[test]
    fn in_prose() {
        assert_eq!(find("Keeptrack <REPO>", ValueKind::Prose), Some("<REPO>"));
        assert_eq!(find("CI of ${REPO}", ValueKind::Prose), Some("${REPO}"));
        for value in ["calls /repos/{owner}/{repo}", "costs $USD", "YOUR_ORG", "1 < 2 > 1"] {
            assert_eq!(find(value, ValueKind::Prose), None, "{value}");
        }
    }
}
