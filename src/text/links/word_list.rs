//! Lists of words that are joined by `&`: `%w[name=x contents=read].join("&")`.

use std::ops::Range;

use super::{context, reader::Reader, segment::Content};

/// The longest list.
const LONGEST: usize = 3000;

/// How lists of words begin: in Ruby, Elixir and Perl.
pub(super) const WORDS: [&str; 8] = ["%w[", "%w(", "%w{", "%W[", "~w(", "~w[", "~w{", "~w|"];

/// The words of the list that begins at `at`, where they are joined by `&` and nothing else is done to them.
pub(super) fn word_list(text: &str, at: usize) -> Option<Range<usize>> {
    let written = &text[at..];
    let open = WORDS.iter().find(|open| written.starts_with(**open))?;
    let close = match open.as_bytes().last()? {
        b'[' => ']',
        b'{' => '}',
        b'(' => ')',
        _ => '|',
    };
    let window = context::head(&written[open.len()..], LONGEST);
    let end = window.find(close)?;
    // A value that is filled in is not a word.
    if window[..end].contains(['#', '\\', '$', '[', '(', '{']) {
        return None;
    }
    let after = window[end + 1..].trim_start();
    let joins = [
        ".join('&')",
        ".join(\"&\")",
        "* '&'",
        "* \"&\"",
        ", \"&\")",
        "|> Enum.join(\"&\")",
    ];
    let from = at + open.len();
    joins
        .iter()
        .any(|join| after.starts_with(join))
        .then_some(from..from + end)
}

/// Adds each word of a range as a parameter.
pub(super) fn put_words(reader: &mut Reader<'_>, range: Range<usize>) {
    let text = reader.text;
    let mut at = range.start;
    while let Some(length) = text[at..range.end].find(|c: char| !c.is_whitespace()) {
        let start = at + length;
        let word = text[start..range.end].find(char::is_whitespace);
        at = word.map_or(range.end, |length| start + length);
        if !matches!(reader.last, '?' | '&') {
            reader.give(start, "&");
        }
        reader.push(start..at, Content::Plain);
        reader.last = 'x';
    }
}
