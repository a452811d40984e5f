//! Fixed phrases found in a text in one pass, however many there are: the texts of errors, the names and signs of tools.
//!
//! A pattern is plain text in which a blank is any white space, and `*` is anything on the same line. In names and keys `?` is
//! one part of a path, and `:` and `=` are any assignment: `KEY=value` is found in `"KEY": "value"` too.

use std::{collections::HashMap, ops::Range};

/// How a pattern compares with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A sentence: upper and lower case do not matter.
    Sentence,
    /// A name such as `release-please`: as a sentence, but never a part of a longer name with hyphens.
    Name,
    /// A key or a variable such as `GITHUB_TOKEN`: as a name, and case matters.
    Exact,
}

/// Patterns with what each stands for.
#[derive(Debug)]
pub struct Phrases<T> {
    patterns: Vec<Pattern<T>>,
    /// Which patterns begin with a word (in lower case).
    by_word: HashMap<Box<str>, Vec<usize>>,
    /// Most words of a text begin no pattern: one bit answers for them.
    filter: Box<[u64; FILTER_BITS / 64]>,
}

#[derive(Debug)]
struct Pattern<T> {
    text: Box<str>,
    style: Style,
    /// Bytes before the first word.
    before: usize,
    value: T,
}

/// A place where a pattern fits.
#[derive(Debug, PartialEq, Eq)]
pub struct Match<'t, 'p, T> {
    pub range: Range<usize>,
    /// What the first `*` of the pattern was.
    pub captured: Option<&'t str>,
    pub value: &'p T,
}

const FILTER_BITS: usize = 1 << 13;
/// A `*` reaches no further, so that a hostile text costs no more than a long one.
const LONGEST_WILDCARD: usize = 200;
const LONGEST_WORD: usize = 64;

impl<T> Phrases<T> {
    /// An index over patterns; one without a word in it is never found.
    pub fn new(patterns: impl IntoIterator<Item = (&'static str, Style, T)>) -> Self {
        let mut phrases = Self {
            patterns: Vec::new(),
            by_word: HashMap::new(),
            filter: Box::new([0; FILTER_BITS / 64]),
        };
        for (text, style, value) in patterns {
            let Some(word) = words(text.as_bytes(), 0).next() else {
                continue;
            };
            let before = word.start;
            let word = text[word].to_ascii_lowercase();
            let bit = filter_bit(word.as_bytes());
            phrases.filter[bit / 64] |= 1 << (bit % 64);
            let entry = phrases.by_word.entry(word.into_boxed_str()).or_default();
            entry.push(phrases.patterns.len());
            phrases.patterns.push(Pattern {
                text: text.into(),
                style,
                before,
                value,
            });
        }
        phrases
    }

    /// All places, in order and without overlaps; where several patterns fit, the longest wins, then the first.
    pub fn find<'p, 't>(&'p self, text: &'t str) -> impl Iterator<Item = Match<'t, 'p, T>> {
        let mut done = 0;
        words(text.as_bytes(), 0).filter_map(move |word| {
            if word.start < done {
                return None;
            }
            let best = self.at(text, word, done)?;
            done = best.range.end;
            Some(best)
        })
    }

    /// The longest pattern whose first word this is, and that begins no earlier than `done`.
    fn at<'p, 't>(&'p self, text: &'t str, word: Range<usize>, done: usize) -> Option<Match<'t, 'p, T>> {
        if word.len() > LONGEST_WORD {
            return None;
        }
        let bit = filter_bit(&text.as_bytes()[word.clone()]);
        if self.filter[bit / 64] & (1 << (bit % 64)) == 0 {
            return None;
        }
        let candidates = self.by_word.get(text[word.clone()].to_ascii_lowercase().as_str())?;
        let mut best: Option<Match<'t, 'p, T>> = None;
        for &candidate in candidates {
            let Some(pattern) = self.patterns.get(candidate) else {
                continue;
            };
            let Some(start) = word.start.checked_sub(pattern.before).filter(|start| *start >= done) else {
                continue;
            };
            let Some((end, captured)) = fits(text, start, pattern) else {
                continue;
            };
            if best.as_ref().is_none_or(|best| end > best.range.end) {
                best = Some(Match {
                    range: start..end,
                    captured: captured.map(|range| &text[range]),
                    value: &pattern.value,
                });
            }
        }
        best
    }
}

/// The runs of letters, digits and underscores.
fn words(text: &[u8], from: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = from;
    std::iter::from_fn(move || {
        while at < text.len() && !is_word(text[at]) {
            at += 1;
        }
        let start = at;
        while at < text.len() && is_word(text[at]) {
            at += 1;
        }
        (start < at).then_some(start..at)
    })
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn filter_bit(word: &[u8]) -> usize {
    let at = |index: usize| usize::from(word.get(index).map_or(0, u8::to_ascii_lowercase));
    (at(0) * 31 + at(1) * 331 + at(word.len().wrapping_sub(1)) * 1009 + word.len() * 7) % FILTER_BITS
}

/// Where the pattern ends if it begins at `start`, and what its first `*` was.
fn fits<T>(text: &str, start: usize, pattern: &Pattern<T>) -> Option<(usize, Option<Range<usize>>)> {
    let bytes = text.as_bytes();
    let wanted = pattern.text.as_bytes();
    let joins = |byte: u8| is_word(byte) || (pattern.style != Style::Sentence && byte == b'-');
    let before = start.checked_sub(1).and_then(|at| bytes.get(at));
    if wanted.first().is_some_and(|first| joins(*first)) && before.is_some_and(|byte| joins(*byte)) {
        return None;
    }
    let mut captured = None;
    let end = rest_fits(bytes, start, wanted, pattern.style, &mut captured)?;
    if wanted.last().is_some_and(|last| joins(*last)) && bytes.get(end).is_some_and(|byte| joins(*byte)) {
        return None;
    }
    // `https://github.com/?` is an owner, not the beginning of a repository.
    let more = bytes.get(end) == Some(&b'/') && bytes.get(end + 1).is_some_and(|byte| is_part(*byte));
    if wanted.last() == Some(&b'?') && more {
        return None;
    }
    // A `*` ends before a literal, which is ASCII, so this is a boundary of characters.
    let captured = captured.filter(|range: &Range<usize>| text.is_char_boundary(range.start));
    text.is_char_boundary(start).then_some((end, captured))
}

fn rest_fits(
    bytes: &[u8],
    mut at: usize,
    wanted: &[u8],
    style: Style,
    captured: &mut Option<Range<usize>>,
) -> Option<usize> {
    for (index, &want) in wanted.iter().enumerate() {
        if want == b'*' {
            let rest = wanted.get(index + 1..).unwrap_or_default();
            let line = bytes.get(at..).unwrap_or_default();
            let limit = line.iter().take(LONGEST_WILDCARD).position(|byte| *byte == b'\n');
            let limit = limit.unwrap_or_else(|| line.len().min(LONGEST_WILDCARD));
            if rest.is_empty() {
                return Some(at + limit);
            }
            let mut later = None;
            let end = (at..=at + limit)
                .find_map(|from| rest_fits(bytes, from, rest, style, &mut later).map(|end| (from, end)));
            let (from, end) = end?;
            *captured = Some(at..from);
            return Some(end);
        }
        if want == b' ' {
            let skipped = bytes.get(at..).unwrap_or_default();
            let skipped = skipped.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            // `"message": "Not Found"` is written without the blank as well.
            let optional = index > 0
                && wanted
                    .get(index - 1)
                    .is_some_and(|byte| byte.is_ascii_punctuation() && *byte != b'*');
            if skipped == 0 && !optional {
                return None;
            }
            at += skipped;
            continue;
        }
        if want == b'?' && style != Style::Sentence {
            let part = bytes.get(at..).unwrap_or_default();
            let length = part
                .iter()
                .take(LONGEST_WILDCARD)
                .take_while(|byte| is_part(**byte))
                .count();
            if length == 0 {
                return None;
            }
            at += length;
            continue;
        }
        if matches!(want, b':' | b'=') && style != Style::Sentence {
            at = assignment(bytes, at, wanted.get(index + 1..).unwrap_or_default())?;
            continue;
        }
        let mut byte = *bytes.get(at)?;
        if byte == b'\\' && matches!(want, b'"' | b'\'' | b'`') {
            at += 1;
            byte = *bytes.get(at)?;
        }
        let same = match style {
            Style::Exact => byte == want,
            Style::Sentence | Style::Name => byte.eq_ignore_ascii_case(&want),
        };
        if !same {
            return None;
        }
        at += 1;
    }
    Some(at)
}

fn is_part(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'"' | b'\'' | b'`' | b')' | b',')
}

/// Where the value of an assignment begins.
fn assignment(bytes: &[u8], mut at: usize, rest: &[u8]) -> Option<usize> {
    const FAR: usize = 100;
    let is_quote = |at: usize| matches!(bytes.get(at), Some(b'"' | b'\''));
    let blanks = |from: usize, lines: bool| {
        let rest = bytes.get(from..).unwrap_or_default();
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\t') || (lines && byte.is_ascii_whitespace());
        rest.iter().take(FAR).take_while(blank).count()
    };
    at += usize::from(is_quote(at));
    at += blanks(at, false);
    if !matches!(bytes.get(at), Some(b':' | b'=')) {
        return None;
    }
    at += 1;
    // A blank in the pattern stands for line breaks as well, so that keys of YAML below each other are found.
    at += blanks(at, rest.first() == Some(&b' '));
    let next = rest.iter().find(|byte| **byte != b' ');
    at += usize::from(is_quote(at) && !matches!(next, Some(b'"' | b'\'' | b':' | b'=')));
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(patterns: &[(&'static str, Style)], text: &str) -> Vec<String> {
        let phrases = Phrases::new(patterns.iter().map(|(text, style)| (*text, *style, *text)));
        let found = phrases.find(text);
        found
            .map(|at| format!("{}={}", at.value, at.captured.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn a_sentence_is_found_in_any_case_and_over_line_breaks() {
        let patterns = [("Bad credentials", Style::Sentence)];
        assert_eq!(found(&patterns, "HTTP 401: bad\n  credentials."), ["Bad credentials="]);
        assert!(found(&patterns, "Badcredentials").is_empty());
        assert!(found(&patterns, "Bad credentialsX").is_empty());
    }

    #[test]
    fn a_star_is_the_rest_of_a_line_at_most() {
        let patterns = [("more than * days", Style::Sentence)];
        assert_eq!(found(&patterns, "more than 90 days"), ["more than * days=90"]);
        assert!(found(&patterns, "more than 90\nor 100 days").is_empty());
        assert!(found(&patterns, &format!("more than {} days", "9".repeat(300))).is_empty());
    }

    #[test]
    fn names_end_at_hyphens_and_keys_heed_case() {
        let patterns = [("release-please", Style::Name), ("GITHUB_TOKEN", Style::Exact)];
        assert_eq!(
            found(&patterns, "Release-Please and $GITHUB_TOKEN"),
            ["release-please=", "GITHUB_TOKEN="]
        );
        assert!(
            found(
                &patterns,
                "release-please-action, my-release-please, github_token, MY_GITHUB_TOKEN"
            )
            .is_empty()
        );
    }

    #[test]
    fn assignments_and_parts_of_addresses() {
        let patterns = [
            ("SCOPE=org", Style::Exact),
            ("url: https://github.com/?", Style::Exact),
            ("url: https://github.com/?/?", Style::Exact),
        ];
        for text in ["SCOPE=org", "SCOPE: org", "\"SCOPE\": \"org\"", "-e SCOPE='org'"] {
            assert_eq!(found(&patterns, text), ["SCOPE=org="], "{text}");
        }
        assert!(found(&patterns, "SCOPE=organization").is_empty());
        assert_eq!(
            found(&patterns, "url: \"https://github.com/octo\""),
            ["url: https://github.com/?="]
        );
        assert_eq!(
            found(&patterns, "url: https://github.com/octo/a"),
            ["url: https://github.com/?/?="]
        );
        assert_eq!(
            found(&[("a: b: - c: d", Style::Exact)], "a:\n  b:\n    - c: d").len(),
            1
        );
    }

    #[test]
    fn the_longest_pattern_wins() {
        let patterns = [("--token-auth", Style::Exact), ("--token-auth=false", Style::Exact)];
        assert_eq!(found(&patterns, "flux --token-auth=false"), ["--token-auth=false="]);
        assert_eq!(found(&patterns, "flux --token-auth x"), ["--token-auth="]);
    }

    #[test]
    fn quotes_may_be_escaped_and_blanks_after_punctuation_absent() {
        let patterns = [("\"message\": \"Not Found\"", Style::Sentence)];
        assert_eq!(found(&patterns, r#"{"message":"Not Found"}"#).len(), 1);
        assert_eq!(found(&patterns, r#"{\"message\": \"Not Found\"}"#).len(), 1);
    }
}
