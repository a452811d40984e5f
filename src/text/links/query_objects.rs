//! Parameters that are written as an object beside the address: `new URLSearchParams({...})`, `http_build_query([...])`,
//! `urlencode({...})`, `url.Values{...}`, a table that one of them encodes.

use std::ops::Range;

use super::{
    blank::skip_blank,
    context, hole,
    reader::Reader,
    segment::{Content, Quoting},
};
use crate::{github::classify, work::steps};

/// How far back the variable with the parameters is looked for.
const BACK: usize = 3000;

/// The most parameters that are read.
const MOST: usize = 200;

/// What encodes an object as a query.
const ENCODERS: [&str; 17] = [
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

/// Methods that add one parameter to an address, by name and value.
const ADDERS: [&str; 12] = [
    "addQueryParameter",
    "addQueryParam",
    "addParameter",
    "appendQueryParameter",
    "append_pair",
    "queryParam",
    "setParameter",
    "setQueryParam",
    "SetQueryParam",
    "AppendQueryParam",
    "setQueryParameter",
    "with_query_param",
];

/// Methods and functions that take the parameters of an address as an object.
const TAKERS: [&str; 17] = [
    "with_query",
    "update_query",
    "query_form",
    "append_query",
    "replace",
    "queryParams",
    "setQueryParams",
    "SetQueryParams",
    "AppendQueryParams",
    "AddQueryString",
    "parse_with_params",
    "withQuery",
    "appendQuery",
    "modify_url",
    "stringifyUrl",
    "getUri",
    "query",
];

/// Methods of an address that keep its parameters as they are.
const KEEPERS: [&str; 14] = [
    "buildUpon",
    "newBuilder",
    "toHttpUrl",
    "toHttpUrlOrNull",
    "builder",
    "unwrap",
    "expect",
    "query_pairs_mut",
    "build",
    "clear",
    "toString",
    "toUriString",
    "to_string",
    "finish",
];

/// One parameter of an object.
struct Property {
    key: Range<usize>,
    value: PropertyValue,
}

enum PropertyValue {
    /// A text as it is, without its quotes.
    Text(Range<usize>),
    /// Whatever some expression is worth.
    Expression(Range<usize>),
}

/// Reads the parameters that the expression at `source` encodes, where it is certain which; answers whether it is.
pub(super) fn read(reader: &mut Reader<'_>, source: Range<usize>) -> bool {
    let text = reader.text;
    let expression = &text[source.clone()];
    let encoder = ENCODERS
        .iter()
        .find_map(|name| Some((expression.find(name)?, name.len())));
    let mut object = ObjectLiteral::default();
    if is_object_that_encodes(text, source.clone()) {
        object.read(text, source.start);
    } else if let Some((at, length)) = encoder
        && let Some(open) = opening(text, source.start + at + length, source.end)
    {
        object.read(text, open);
    } else if let Some((name, before)) = variable(text, source.clone()) {
        object.find(text, name, before..source.start, encoder.is_some());
    }
    object.is_certain(text) && object.put(reader, source.start)
}

/// Whether an expression is an object that becomes a query itself, as in Ruby: `{ name: "x" }.to_query`.
fn is_object_that_encodes(text: &str, source: Range<usize>) -> bool {
    let behind = text[source.clone()]
        .starts_with('{')
        .then(|| balanced(text, source.start))
        .flatten()
        .and_then(|length| text.get(source.start + length..source.end));
    behind.is_some_and(|behind| behind.starts_with(".to_query") || behind.starts_with(".to_param"))
}

/// Reads the items that an address is given for its query: `[URLQueryItem(name: "name", value: "x")]`; answers whether it
/// is such a list.
pub(super) fn read_items(reader: &mut Reader<'_>, source: Range<usize>) -> bool {
    let text = reader.text;
    if !text[source.clone()].starts_with(['[', '{']) {
        return false;
    }
    let mut object = ObjectLiteral::default();
    object.read(text, source.start);
    object.is_certain(text) && object.put(reader, source.start)
}

/// Reads the parameters of a list that is joined by `&`: `["name=x", "contents=read"].join("&")`; answers whether it is
/// one.
pub(super) fn read_list(reader: &mut Reader<'_>, source: Range<usize>) -> bool {
    let text = reader.text;
    // `${[...].join("&")}`
    let written = &text[source.clone()];
    let inside = ["${", "#{", "{"]
        .iter()
        .find_map(|open| written.strip_prefix(open)?.strip_suffix('}'));
    let source = match inside {
        Some(inside) => source.end - 1 - inside.len()..source.end - 1,
        None => source,
    };
    let listed = text[source.clone()]
        .strip_prefix("Enum.join(")
        .map_or(source.start, |list| source.end - list.len());
    if let Some(words) = word_list(text, listed).filter(|words| words.end < source.end) {
        if !reader.query {
            reader.give(words.start, "?");
        }
        reader.quoting = Quoting::default();
        put_words(reader, words);
        return true;
    }
    if !text[source.clone()].starts_with('[') {
        return false;
    }
    let Some(length) = balanced(text, source.start) else {
        return false;
    };
    let joined = ['"', '\'', '`']
        .iter()
        .any(|quote| text[source.start + length..source.end].starts_with(&format!(".join({quote}&{quote})")));
    if !joined {
        return false;
    }
    let (mut at, end) = (source.start + 1, source.start + length - 1);
    if !reader.query {
        reader.give(at, "?");
    }
    while at < end {
        let entry = entry(text, at, end);
        at = entry.end + 1;
        let trimmed = trim(text, entry);
        if trimmed.is_empty() {
            continue;
        }
        if !matches!(reader.last, '?' | '&') {
            reader.give(trimmed.start, "&");
        }
        if let Some(literal) = literal(text, trimmed.clone()) {
            reader.quoting = Quoting::default();
            reader.push(literal, Content::Plain);
        } else {
            let word = format!("{{{}}}", hole::word(&text[trimmed.clone()]));
            reader.push(trimmed, Content::Placeholder(word));
            reader.complete = false;
        }
        reader.last = 'x';
    }
    true
}

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
    let window = context::head(&written[open.len()..], BACK);
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

/// What a variable of a shell is set to before `end`, as the place behind the quote and the quote; nothing where it is set
/// in another way, or more than once.
pub(super) fn shell_value(text: &str, name: &str, end: usize) -> Option<(usize, u8)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    if name.is_empty() || !name.chars().all(is_word) {
        return None;
    }
    let window = context::tail(&text[..end], BACK);
    let offset = end - window.len();
    let mut value = None;
    for (at, _) in window.match_indices(name) {
        let (before, after) = (&window[..at], &window[at + name.len()..]);
        // `$Q` and `${Q}` leave it as it is.
        if before.ends_with(is_word) || after.starts_with(is_word) || before.ends_with(['$', '{']) {
            continue;
        }
        let quote = after.strip_prefix('=')?.bytes().next()?;
        let line = before.rsplit(['\n', ';']).next()?.trim_start();
        let set = ["", "export ", "local ", "readonly ", "declare ", "set -l ", "set "];
        if value.is_some() || !matches!(quote, b'"' | b'\'') || !set.contains(&line) {
            return None;
        }
        value = Some((offset + at + name.len() + 2, quote));
    }
    value
}

/// Whether a text is the query of a link: parameters, of which at least one is the form's.
pub(super) fn is_query(text: &str) -> bool {
    steps(text.len());
    let mut known = false;
    let pairs = text.trim_start_matches('?').split('&').all(|piece| {
        let key = piece.split_once('=').map_or("", |(key, _)| key);
        known |= classify(key).is_of_form();
        is_key(key)
    });
    pairs && known && !text.contains(['\\', '`', '\n', ' '])
}

/// Reads what is called on the address whose literal or call ends at `at`: `.addQueryParameter("name", "x")` and its kin;
/// answers where the last call ends.
pub(super) fn chain(reader: &mut Reader<'_>, at: usize) -> Option<usize> {
    let text = reader.text;
    let mut object = ObjectLiteral::default();
    let mut end = at;
    // The end of the call around the literal: `Uri.parse("...")`, `Url::parse("...")?`, `URL("...")!!`.
    let mut next = at + text[at..].len() - text[at..].trim_start_matches([')', '?', '!']).len();
    object.whole = true;
    for _ in 0..MOST {
        next = skip_blank(text, next);
        let Some(name) = ["?.", "->", ".", "|>"]
            .iter()
            .find_map(|mark| text[next..].strip_prefix(mark))
        else {
            break;
        };
        let name = name.trim_start();
        let start = text.len() - name.len();
        let length = name
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(name.len());
        let open = start + length;
        if !text[open..].starts_with('(') {
            break;
        }
        let Some(call) = balanced(text, open) else { break };
        let inside = open + 1..open + call - 1;
        let method = &name[..length];
        if ADDERS.contains(&method) {
            match arguments(text, inside) {
                Some(pair) => object.pairs.push(pair),
                None => object.whole = false,
            }
        } else if TAKERS.contains(&method) {
            let open = object_in(text, inside).unwrap_or(open);
            object.read(text, open);
        } else if !KEEPERS.contains(&method) {
            break;
        }
        end = open + call;
        next = end + text[end..].len() - text[end..].trim_start_matches(['?', '!']).len();
    }
    (object.is_certain(text) && object.put(reader, at)).then_some(end)
}

/// Reads the object that is the next argument behind the address, whose comma is at `comma`, where that is certain;
/// answers where it ends.
pub(super) fn argument(reader: &mut Reader<'_>, opened: usize, comma: usize) -> Option<usize> {
    let text = reader.text;
    let before = context::tail(&text[..opened], 200);
    let outside = before.trim_end_matches('@').strip_suffix(['"', '\'', '`'])?;
    let argument = trim(text, comma + 1..text.floor_char_boundary(comma + 200));
    let open = object_in(text, argument.clone())?;
    let end = open + balanced(text, open)?;
    let mut object = ObjectLiteral::default();
    object.read(text, open);
    // The function says what it takes, or a label does; or else a level says that this asks for a permission.
    let label = label(&text[argument]);
    let called = outside.trim_end().strip_suffix('(');
    let taker = called.is_some_and(|called| TAKERS.iter().any(|taker| called.ends_with(taker)));
    let certain = match label {
        Some(label) => QUERY_LABELS.contains(&label) && object.is_certain(text),
        None if taker => object.is_certain(text),
        None => called.is_some_and(|called| called.ends_with(|c: char| c.is_alphanumeric())) && object.grants(text),
    };
    if !certain || !object.put(reader, comma) {
        return None;
    }
    // It is unknown what another function adds.
    reader.complete &= taker;
    Some(end)
}

/// The names under which functions take the parameters of an address.
const QUERY_LABELS: [&str; 6] = [
    "params",
    "query",
    "queryParameters",
    "queryParams",
    "search_params",
    "searchParams",
];

/// The label of an argument: `params` of `params={...}` and of `params: {...}`.
fn label(argument: &str) -> Option<&str> {
    let length = argument.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let rest = argument[length..].trim_start();
    let labels = rest.starts_with([':', '=']) && !rest.starts_with("::");
    (length > 0 && labels).then(|| &argument[..length])
}

/// The bracket of the object that an argument is: `{`, `[`, `&[`, `params={`, `new Dictionary<string, string> {`,
/// `list(`, `Map.of(`.
fn object_in(text: &str, argument: Range<usize>) -> Option<usize> {
    let written = &text[argument.clone()];
    let length = written.find(['{', '[', '('])?;
    let before = &written[..length];
    // `Dictionary<string, string?>()` has its braces behind.
    let open = if written[length..].starts_with("()") {
        length + written[length..].find('{')?
    } else {
        length
    };
    // A comma ends the argument, unless it is between types.
    let alone = before.find(',').is_none_or(|comma| before[..comma].contains('<'));
    let fits = alone
        && before
            .chars()
            .all(|c| c.is_alphanumeric() || c.is_whitespace() || "_.:=<>,?&%$".contains(c));
    let named = [
        "list", "dict", "array", "mapOf", "listOf", "Map.of", "Map", "Seq", "List",
    ];
    let called =
        !written[open..].starts_with('(') || before.is_empty() || named.iter().any(|name| before.ends_with(name));
    (fits && called).then_some(argument.start + open)
}

/// Reads `set("name", "x")` behind `url.searchParams.`; answers where it ends.
pub(super) fn member(reader: &mut Reader<'_>, at: usize) -> Option<usize> {
    let text = reader.text;
    let open = ["set(", "append("]
        .iter()
        .find_map(|call| text[at..].starts_with(call).then_some(at + call.len() - 1))?;
    let length = hole::balanced(&text[open..], 0, &mut 400)?;
    let pair = arguments(text, open + 1..open + length - 1)?;
    if !reader.query {
        reader.give(at, "?");
    }
    put(reader, &pair);
    Some(open + length)
}

fn put(reader: &mut Reader<'_>, pair: &Property) {
    if !matches!(reader.last, '?' | '&') {
        reader.give(pair.key.start, "&");
    }
    reader.quoting = Quoting::default();
    reader.push(pair.key.clone(), Content::Plain);
    reader.give(pair.key.end, "=");
    match &pair.value {
        PropertyValue::Text(range) => reader.push(range.clone(), Content::Encoded),
        PropertyValue::Expression(range) => {
            let word = format!("{{{}}}", hole::word(&reader.text[range.clone()]));
            reader.push(range.clone(), Content::Placeholder(word));
        }
    }
    reader.last = 'x';
}

#[derive(Default)]
struct ObjectLiteral {
    pairs: Vec<Property>,
    /// Whether nothing but these pairs is in it.
    whole: bool,
}

impl ObjectLiteral {
    /// Puts the parameters into the link; answers whether there are any.
    fn put(&self, reader: &mut Reader<'_>, at: usize) -> bool {
        if self.pairs.is_empty() {
            return false;
        }
        if !reader.query {
            reader.give(at, "?");
        }
        for pair in &self.pairs {
            put(reader, pair);
        }
        reader.complete &= self.whole;
        reader.last = 'x';
        true
    }

    /// Whether one of these asks for a permission at a level.
    fn grants(&self, text: &str) -> bool {
        use crate::github::{Level, permission};
        self.pairs.iter().any(|pair| match &pair.value {
            PropertyValue::Text(level) => {
                text[level.clone()].parse::<Level>().is_ok() && permission(&text[pair.key.clone()]).is_some()
            }
            PropertyValue::Expression(_) => false,
        })
    }

    /// Whether these are the parameters of a token: at least one of them is known.
    fn is_certain(&self, text: &str) -> bool {
        self.pairs
            .iter()
            .any(|pair| classify(&text[pair.key.clone()]).is_of_form())
    }

    /// Reads the object whose bracket is at `open`.
    fn read(&mut self, text: &str, open: usize) {
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
    fn find(&mut self, text: &str, name: &str, within: Range<usize>, encoded: bool) {
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
fn opening(text: &str, at: usize, end: usize) -> Option<usize> {
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
fn variable(text: &str, source: Range<usize>) -> Option<(&str, usize)> {
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

fn balanced(text: &str, open: usize) -> Option<usize> {
    let mut length = None;
    // An object is longer than a value may be; its members are looked at one by one.
    let mut budget = 4 * BACK;
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
    steps(4 * BACK - budget);
    length
}

/// One entry of an object, from `at` to its comma.
fn entry(text: &str, at: usize, end: usize) -> Range<usize> {
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
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
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
fn pair(text: &str, range: Range<usize>) -> Option<Property> {
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
fn arguments(text: &str, range: Range<usize>) -> Option<Property> {
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

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn value_of(text: &str, range: Range<usize>) -> PropertyValue {
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
fn literal(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let written = &text[range.clone()];
    if !written.starts_with(['"', '\'', '`']) || hole::quoted(written.as_bytes()) != Some(written.len()) {
        return None;
    }
    let inside = &written[1..written.len() - 1];
    (!inside.contains(['\\', '$', '{', '#', '%'])).then_some(range.start + 1..range.end - 1)
}
