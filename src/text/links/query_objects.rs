//! Parameters that are written as an object beside the address: `new URLSearchParams({...})`, `http_build_query([...])`,
//! `urlencode({...})`, `url.Values{...}`, a table that one of them encodes.

use std::ops::Range;

use super::{
    blank::skip_blank,
    context, hole,
    object_literal::{ENCODERS, ObjectLiteral, opening, variable},
    property::{arguments, balanced, entry, is_key, literal, trim},
    reader::Reader,
    segment::{Content, Quoting},
    word_list::{put_words, word_list},
};
use crate::{github::classify, work::steps};

/// How far back a variable of a shell is looked for.
const BACK: usize = 3000;

/// The most calls that are read in a row.
const MOST: usize = 200;

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
    pair.put(reader);
    Some(open + length)
}
