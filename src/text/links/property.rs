//! One parameter of an object, as languages write it: `name: "x"`, `"name" => "x"`, `("name", "x")`.

use std::ops::Range;

use super::{
    hole,
    reader::Reader,
    segment::{Content, Quoting},
};
use crate::work::steps;

/// The longest object.
const LONGEST: usize = 12_000;

/// One parameter of an object.
pub(super) struct Property {
    pub key: Range<usize>,
    pub value: PropertyValue,
}

/// What a parameter of an object is worth.
pub(super) enum PropertyValue {
    /// A text as it is, without its quotes.
    Text(Range<usize>),
    /// Whatever some expression is worth.
    Expression(Range<usize>),
}

impl Property {
    /// Puts the parameter into the link.
    pub fn put(&self, reader: &mut Reader<'_>) {
        if !matches!(reader.last, '?' | '&') {
            reader.give(self.key.start, "&");
        }
        reader.quoting = Quoting::default();
        reader.push(self.key.clone(), Content::Plain);
        reader.give(self.key.end, "=");
        match &self.value {
            PropertyValue::Text(range) => reader.push(range.clone(), Content::Encoded),
            PropertyValue::Expression(range) => {
                let word = format!("{{{}}}", hole::word(&reader.text[range.clone()]));
                reader.push(range.clone(), Content::Placeholder(word));
            }
        }
        reader.last = 'x';
    }
}

/// The length of the text from the bracket at `open` to the one that closes it.
pub(super) fn balanced(text: &str, open: usize) -> Option<usize> {
    let mut length = None;
    // An object is longer than a value may be; its members are looked at one by one.
    let mut budget = LONGEST;
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (open, 0_u32);
    while at < bytes.len() && budget > 0 {
        match bytes[at] {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    length = Some(at + 1 - open);
                    break;
                }
            }
            b'"' | b'\'' | b'`' => {
                if let Some(quoted) = hole::quoted(&bytes[at..bytes.len().min(at + 1000)]) {
                    at += quoted;
                    budget = budget.saturating_sub(quoted);
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
        budget -= 1;
    }
    steps(LONGEST - budget);
    length
}

/// One entry of an object, from `at` to its comma.
pub(super) fn entry(text: &str, at: usize, end: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let (mut here, mut depth) = (at, 0_u32);
    while here < end {
        match bytes[here] {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => break,
            b'"' | b'\'' | b'`' => {
                if let Some(length) = hole::quoted(&bytes[here..end]) {
                    here += length;
                    continue;
                }
            }
            b'/' if bytes.get(here + 1) == Some(&b'/') => {
                here += memchr::memchr(b'\n', &bytes[here..end]).unwrap_or(end - here);
                continue;
            }
            _ => {}
        }
        here += 1;
    }
    at..here.min(end)
}

/// The range without the white space and the comments around it.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    loop {
        let rest = &text[start..range.end];
        let blank = rest.len() - rest.trim_start().len();
        let rest = &rest[blank..];
        start += blank;
        if !(rest.starts_with("//") || rest.starts_with("# ")) {
            let end = start + rest.trim_end().len();
            return start..end;
        }
        start += rest.find('\n').unwrap_or(rest.len());
    }
}

/// `name: "x"`, `"name" => "x"`, `name="x"`, `["name", "x"]`, `("name", "x")`, `name`.
pub(super) fn pair(text: &str, range: Range<usize>) -> Option<Property> {
    let entry = &text[range.clone()];
    if entry.starts_with(['[', '(', '{']) && entry.ends_with([']', ')', '}']) {
        return arguments(text, range.start + 1..range.end - 1);
    }
    // `URLQueryItem(name: "contents", value: "read")`, `new KeyValuePair<string, string>("contents", "read")`
    if entry.ends_with(')')
        && let Some(open) = entry.find('(')
        && !entry[..open].is_empty()
        && entry[..open]
            .chars()
            .all(|c| c.is_alphanumeric() || "_.<>, ".contains(c))
    {
        return arguments(text, range.start + open + 1..range.end - 1);
    }
    // `["contents"] = "read"`
    if entry.starts_with('[')
        && let Some(length) = balanced(text, range.start)
    {
        let key = literal(text, trim(text, range.start + 1..range.start + length - 1))?;
        let rest = text[range.start + length..range.end].trim_start().strip_prefix('=')?;
        let value = value_of(text, trim(text, range.end - rest.len()..range.end));
        return is_key(&text[key.clone()]).then_some(Property { key, value });
    }
    let (key, after) = if entry.starts_with(['"', '\'']) {
        let length = hole::quoted(entry.as_bytes())?;
        (range.start + 1..range.start + length - 1, range.start + length)
    } else {
        let length = entry
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(entry.len());
        (range.start..range.start + length, range.start + length)
    };
    if key.is_empty() || !is_key(&text[key.clone()]) {
        return None;
    }
    let rest = text[after..range.end].trim_start();
    if rest.is_empty() && !entry.starts_with(['"', '\'']) {
        let value = PropertyValue::Expression(key.clone());
        return Some(Property { key, value });
    }
    let rest = ["=>", "->", ":", "=", "to "]
        .iter()
        .find_map(|separator| rest.strip_prefix(separator))?;
    let value = value_of(text, trim(text, range.end - rest.len()..range.end));
    Some(Property { key, value })
}

/// `"name", "x"`, also where both have labels: `name: "name", value: "x"`.
pub(super) fn arguments(text: &str, range: Range<usize>) -> Option<Property> {
    let first = entry(text, range.start, range.end);
    let key = literal(text, unlabelled(text, trim(text, first.clone())))?;
    if !is_key(&text[key.clone()]) || first.end >= range.end {
        return None;
    }
    let second = entry(text, first.end + 1, range.end);
    let value = value_of(text, unlabelled(text, trim(text, second)));
    Some(Property { key, value })
}

/// An argument without the label before it.
fn unlabelled(text: &str, range: Range<usize>) -> Range<usize> {
    let written = &text[range.clone()];
    let labelled = ["name:", "key:", "value:"]
        .iter()
        .find_map(|label| written.strip_prefix(label));
    match labelled {
        Some(rest) => range.end - rest.trim_start().len()..range.end,
        None => range,
    }
}

pub(super) fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

pub(super) fn value_of(text: &str, range: Range<usize>) -> PropertyValue {
    let written = &text[range.clone()];
    // Go: `"name": {"x"}`
    if written.starts_with('{') && written.ends_with('}') && written.len() > 2 {
        let inside = trim(text, range.start + 1..range.end - 1);
        if let Some(literal) = literal(text, inside) {
            return PropertyValue::Text(literal);
        }
    }
    if let Some(literal) = literal(text, range.clone()) {
        return PropertyValue::Text(literal);
    }
    // Go: `[]string{"x"}`
    if let Some(inside) = written
        .strip_prefix("[]string{")
        .and_then(|rest| rest.strip_suffix('}'))
    {
        let start = range.end - 1 - inside.len();
        if let Some(literal) = literal(text, trim(text, start..range.end - 1)) {
            return PropertyValue::Text(literal);
        }
    }
    if !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit()) {
        return PropertyValue::Text(range);
    }
    PropertyValue::Expression(range)
}

/// The content of a plain literal: one whose text is its value.
pub(super) fn literal(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let written = &text[range.clone()];
    if !written.starts_with(['"', '\'', '`']) || hole::quoted(written.as_bytes()) != Some(written.len()) {
        return None;
    }
    let inside = &written[1..written.len() - 1];
    (!inside.contains(['\\', '$', '{', '#', '%'])).then_some(range.start + 1..range.end - 1)
}
