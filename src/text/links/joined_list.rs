//! Lists whose parts are one text in the end: `[...].join("")`, `concat(...)`, `... -join ''`.

use super::{assignment::assigned, context, hole};
use crate::work::steps;

/// How far behind a part of the list what joins it may be.
const NEAR: usize = 1000;

/// What joins the list that goes on at the comma at `comma`, and whose first literal begins at `opened`: the separator of
/// `.join("")`, or nothing between the arguments of a function that joins.
pub(super) fn joined_list(text: &str, opened: usize, comma: usize) -> Option<&'static str> {
    const JOINERS: [&str; 14] = [
        "concat",
        "concat!",
        "join",
        "strcat",
        "paste0",
        "CONCATENATE",
        "CONCAT",
        "str",
        "Join",
        "string-append",
        "Concat",
        "cat",
        "String.Concat",
        "stringbuilder",
    ];
    let before = text[..opened].trim_end_matches(|c: char| c == '"' || c == '\'' || c == '`' || c.is_whitespace());
    let before = before.trim_end_matches(['f', 'r', 'b', '$', '@']);
    let before = if before.ends_with(['[', '(', '{']) {
        before
    } else {
        before.trim_end()
    };
    let Some(bracket) = before.chars().next_back().filter(|c| matches!(c, '[' | '(' | '{')) else {
        return joined_bare(text, before, comma);
    };
    let name = before[..before.len() - bracket.len_utf8()].trim_end();
    let close = closing(text, comma)?;
    let after = text[close + 1..text.floor_char_boundary(close + 60)].trim_start();
    for call in [
        ".join(",
        ".Join(",
        ".mkString(",
        ".joinToString(",
        ".concat(",
        "-join ",
        "* ",
    ] {
        if let Some(arguments) = after.strip_prefix(call) {
            return separator(arguments.trim_start());
        }
    }
    if after.starts_with(".join") || after.starts_with(".mkString") {
        return Some("");
    }
    // `const parts = [...]`, and then `parts.join("&")`.
    if bracket == '['
        && let Some(list) = assigned(text, opened)
    {
        let end = text.floor_char_boundary(close + NEAR);
        steps(end - close);
        for call in [".join(", ".Join("] {
            let used = text[close..end].split_once(&format!("{list}{call}"));
            if let Some((_, arguments)) = used {
                return separator(arguments.trim_start());
            }
        }
    }
    // `join("", [...])`, `implode('', [...])`, `strings.Join([]string{...}, "")`, `table.concat({...})`
    let name = name.strip_suffix("[]string").unwrap_or(name).trim_end();
    let name = name.strip_suffix('@').unwrap_or(name).trim_end();
    if let Some(before) = name.strip_suffix(',') {
        let call = before.trim_end();
        let found = [("\"\"", ""), ("''", ""), ("\"&\"", "&"), ("'&'", "&")]
            .iter()
            .find_map(|(written, separator)| Some((call.strip_suffix(written)?, *separator)));
        let (call, separator) = found?;
        let call = call.trim_end().strip_suffix('(')?;
        return ["join", "Join", "implode"]
            .iter()
            .any(|joiner| call.ends_with(joiner))
            .then_some(separator);
    }
    if let Some(call) = name.strip_suffix('(')
        && ["Join", "concat"].iter().any(|joiner| call.ends_with(joiner))
    {
        return match after.strip_prefix(',') {
            Some(arguments) => separator(arguments.trim_start()),
            None => Some(""),
        };
    }
    let name = name.strip_suffix("[").unwrap_or(name);
    // `"".join([...])`, whose separator is the literal before it.
    if let Some(literal) = name.trim_end_matches('(').strip_suffix(".join") {
        return match literal.chars().rev().take(2).collect::<Vec<_>>().as_slice() {
            [a, b] if a == b => Some(""),
            [_, '&'] => Some("&"),
            _ => None,
        };
    }
    (is_string(name) || JOINERS.iter().any(|joiner| name.ends_with(joiner))).then_some("")
}

/// Where the list closes that goes on at the comma at `comma`.
fn closing(text: &str, comma: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let most = bytes.len().min(comma + 2 * NEAR);
    steps(most - comma);
    let (mut at, mut depth) = (comma, 0_u32);
    loop {
        match bytes.get(at).filter(|_| at < most)? {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => return Some(at),
            b')' | b']' | b'}' => depth -= 1,
            b'"' | b'\'' | b'`' => {
                at += hole::quoted(&bytes[at..most])?;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
}

/// What joins a list without brackets.
fn joined_bare(text: &str, before: &str, comma: usize) -> Option<&'static str> {
    let line = context::head(&text[comma..], NEAR);
    let line = &line[..line.find(['\n', ';']).unwrap_or(line.len())];
    // A binary of Erlang: `<<"...", Name/binary>>`.
    if before.ends_with("<<") {
        return line.contains(">>").then_some("");
    }
    // PowerShell
    separator(line.split_once(" -join ")?.1.trim_start())
}

/// Whether a function is `string` of Julia, and not the type of C++.
fn is_string(name: &str) -> bool {
    name.strip_suffix("string")
        .is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || "_:.".contains(c)))
}

fn separator(text: &str) -> Option<&'static str> {
    if text.starts_with("\"\"") || text.starts_with("''") || text.starts_with("``") {
        Some("")
    } else if text.starts_with("\"&\"") || text.starts_with("'&'") {
        Some("&")
    } else {
        None
    }
}
