//! Objects with the parameters of a link, and the variables that have them.

use std::ops::Range;

use super::{
    blank::skip_blank,
    property::{Property, PropertyValue, arguments, balanced, entry, literal, pair, trim, value_of},
    reader::Reader,
};
use crate::{
    github::{Level, classify, permission},
    work::steps,
};

/// How far back the variable with the parameters is looked for.
const BACK: usize = 3000;

/// The most parameters that are read.
const MOST: usize = 200;

/// What encodes an object as a query.
pub(super) const ENCODERS: [&str; 17] = [
    "URLSearchParams",
    "http_build_query",
    "urlencode",
    "url.Values",
    "stringify",
    "encode_www_form",
    "to_query",
    "to_param",
    "encode_query",
    "buildQuery",
    "URI.encode_query",
    "httpBuildQuery",
    "ParseQueryString",
    "Object.entries",
    "mapOf",
    // Go: `q := u.Query()`
    ".Query()",
    "append_query",
];

#[derive(Default)]
pub(super) struct ObjectLiteral {
    pub pairs: Vec<Property>,
    /// Whether nothing but these pairs is in it.
    pub whole: bool,
}

impl ObjectLiteral {
    /// Puts the parameters into the link; answers whether there are any.
    pub fn put(&self, reader: &mut Reader<'_>, at: usize) -> bool {
        if self.pairs.is_empty() {
            return false;
        }
        if !reader.query {
            reader.give(at, "?");
        }
        for pair in &self.pairs {
            pair.put(reader);
        }
        reader.complete &= self.whole;
        reader.last = 'x';
        true
    }

    /// Whether one of these asks for a permission at a level.
    pub fn grants(&self, text: &str) -> bool {
        self.pairs.iter().any(|pair| match &pair.value {
            PropertyValue::Text(level) => {
                text[level.clone()].parse::<Level>().is_ok() && permission(&text[pair.key.clone()]).is_some()
            }
            PropertyValue::Expression(_) => false,
        })
    }

    /// Whether these are the parameters of a token: at least one of them is known.
    pub fn is_certain(&self, text: &str) -> bool {
        self.pairs
            .iter()
            .any(|pair| classify(&text[pair.key.clone()]).is_of_form())
    }

    /// Reads the object whose bracket is at `open`.
    pub fn read(&mut self, text: &str, open: usize) {
        let Some(length) = balanced(text, open) else { return };
        self.whole = true;
        let (mut at, end) = (open + 1, open + length - 1);
        // Java: `Map.of("name", "x", "contents", "read")`
        let alternating = text[..open].ends_with("Map.of");
        while at < end && self.pairs.len() < MOST {
            let mut entry = entry(text, at, end);
            at = entry.end + 1;
            if alternating && at < end {
                entry.end = self::entry(text, at, end).end;
                at = entry.end + 1;
                match arguments(text, entry) {
                    Some(pair) => self.pairs.push(pair),
                    None => self.whole = false,
                }
                continue;
            }
            let trimmed = trim(text, entry);
            if matches!(&text[trimmed.clone()], "" | "\"\"" | "''" | "string.Empty") {
                continue;
            }
            match pair(text, trimmed) {
                Some(pair) => self.pairs.push(pair),
                None => self.whole = false,
            }
        }
    }

    /// Reads the variable `name`, which is assigned before the link and may be added to since.
    pub fn find(&mut self, text: &str, name: &str, within: Range<usize>, encoded: bool) {
        let finder = memchr::memmem::Finder::new(name.as_bytes());
        let window = &text[within.clone()];
        steps(window.len());
        let mut assigned = None;
        for at in finder.find_iter(window.as_bytes()) {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            if window[..at].ends_with(is_word) || window[at + name.len()..].starts_with(is_word) {
                continue;
            }
            if let Some(open) = assignment(text, within.start + at + name.len(), within.end, encoded) {
                assigned = Some(open);
            }
        }
        let Some(start) = assigned else { return };
        if let Some(open) = opening(text, start, within.end) {
            self.read(text, open);
        }
        if !self.whole {
            return;
        }
        for at in finder.find_iter(&text.as_bytes()[start..within.end]) {
            let after = start + at + name.len();
            let rest = &text[after..within.end];
            let call = [".set(", ".append(", ".Set(", ".Add(", ".put(", ".add("]
                .iter()
                .find(|call| rest.starts_with(**call));
            if let Some(call) = call {
                let open = after + call.len() - 1;
                let pair = balanced(text, open).and_then(|length| arguments(text, open + 1..open + length - 1));
                match pair {
                    Some(pair) => self.pairs.push(pair),
                    None => self.whole = false,
                }
            } else if rest.starts_with('[')
                && let Some(length) = balanced(text, after)
            {
                let key = literal(text, trim(text, after + 1..after + length - 1));
                let value = skip_blank(text, after + length);
                if let (Some(key), Some(rest)) = (
                    key,
                    text[value..within.end]
                        .strip_prefix('=')
                        .filter(|rest| !rest.starts_with('=')),
                ) {
                    let start = skip_blank(text, text[..within.end].len() - rest.len());
                    let end = start + rest.len().min(text[start..within.end].find(['\n', ';']).unwrap_or(0));
                    self.pairs.push(Property {
                        key,
                        value: value_of(text, trim(text, start..end)),
                    });
                } else {
                    self.whole = false;
                }
            } else if !is_harmless(rest) {
                // Something else may add to it.
                self.whole = false;
            }
        }
    }
}

/// Whether a use of a variable adds nothing to it: the assignment itself, a question, or the text that it makes.
fn is_harmless(rest: &str) -> bool {
    let rest = rest.trim_start();
    let reads = [".get(", ".has(", ".toString", ".to_s", ".size", ".Encode", ".to_query"];
    rest.starts_with(['=', ':']) || reads.iter().any(|read| rest.starts_with(read))
}

/// Where the object begins that a variable is assigned to whose name ends at `at`.
fn assignment(text: &str, at: usize, end: usize, encoded: bool) -> Option<usize> {
    let window = &text[at..end.min(text.floor_char_boundary(at + 200))];
    let rest = window.trim_start();
    let rest = match rest.strip_prefix(':') {
        // `params := url.Values{}`, `params: Record<string, string> = {`
        Some(typed) if !typed.starts_with('=') => &typed[typed.find(" = ")? + 1..],
        _ => rest,
    };
    let rest = rest.strip_prefix(":=").or_else(|| rest.strip_prefix('='))?;
    if rest.starts_with(['=', '>', '~']) {
        return None;
    }
    let value = rest.trim_start();
    let offset = at + (window.len() - value.len());
    let constructor = ENCODERS
        .iter()
        .any(|name| value[..value.floor_char_boundary(60)].contains(name));
    let object = value.starts_with(['{', '[']) || value.starts_with("array(") || value.starts_with("dict(");
    (constructor || (encoded && object)).then_some(offset)
}

/// The bracket that opens the object behind a constructor: `({`, `([`, `{`, `(array(`.
pub(super) fn opening(text: &str, at: usize, end: usize) -> Option<usize> {
    let window = &text[at..end.min(text.floor_char_boundary(at + 80))];
    let mut last = None;
    for (offset, c) in window.char_indices() {
        match c {
            '{' => return Some(at + offset),
            // `map[string]string{`, `[]string{`
            '[' if window[..offset].ends_with(|c: char| c.is_alphanumeric()) || window[offset..].starts_with("[]") => {}
            '[' => {
                last = Some(at + offset);
                break;
            }
            '(' => last = Some(at + offset),
            ')' | ']' | '}' | ';' | '\n' if last.is_some() => break,
            '"' | '\'' | '`' => break,
            ']' => {}
            c if c.is_alphanumeric() || c.is_whitespace() || "._$:=<>,&*%".contains(c) => {
                // `urlencode(params)`: no object, unless it is `dict(` or `array(`, or the arguments are its members.
                if c == ',' || c == ';' {
                    break;
                }
            }
            _ => break,
        }
    }
    let open = last?;
    let inside = text[open + 1..end].trim_start();
    let name = inside.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    // `urlencode(name="x")`, `encode_www_form(name: "x")`
    let named = name.len() < inside.len()
        && ((name.starts_with(':') && !name.starts_with("::")) || (name.starts_with('=') && !name.starts_with("==")));
    let members = text[open..].starts_with('[')
        || inside.starts_with(')')
        || inside.starts_with(['"', '\''])
        || named
        || text[..open].ends_with("dict")
        || text[..open].ends_with("array");
    members.then_some(open)
}

/// The variable that an expression encodes: `params` of `params.toString()`, `$query` of `http_build_query($query)`.
pub(super) fn variable(text: &str, source: Range<usize>) -> Option<(&str, usize)> {
    let expression = &text[source.clone()];
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let known = |word: &str| {
        [
            "toString",
            "to_s",
            "to_query",
            "Encode",
            "encode",
            "str",
            "String",
            "urllib",
            "parse",
            "new",
            "qs",
            "querystring",
        ]
        .contains(&word)
            || ENCODERS.iter().any(|encoder| encoder.rsplit('.').next() == Some(word))
    };
    let mut words = expression
        .split(|c| !is_word(c))
        .filter(|word| !word.is_empty() && !known(word));
    let name = words.next()?;
    if words.next().is_some() || name.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some((name, text.ceil_char_boundary(source.start.saturating_sub(BACK))))
}
