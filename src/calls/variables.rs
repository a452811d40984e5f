//! Variables: where a text says what they are, and where it uses them.

use std::ops::Range;

use super::{Text, literal, text::Definition};
use crate::github::Method;

/// The literal that a variable was set to, the last time before `before`, or else the first time behind it.
pub(super) fn definition(text: &Text<'_>, name: &str, before: usize) -> Option<(String, Range<usize>)> {
    let all = definitions(text, name)?;
    let last = all.iter().rev().find(|definition| definition.at <= before);
    let definition = last.or(all.first())?;
    Some((definition.value.clone(), definition.range.clone()))
}

/// The literals that a variable was set to before the last one, where it is set again before it is used: each is what
/// another branch gives it.
pub(super) fn other_branches(text: &Text<'_>, name: &str, before: usize) -> Vec<(String, Range<usize>)> {
    const MOST: usize = 8;
    let all = definitions(text, name).unwrap_or_default();
    let set = all.partition_point(|definition| definition.at <= before);
    let places = text.places(name);
    let goes_unused = |one: &Definition, next: &Definition| {
        let at = places.partition_point(|place| *place <= one.at);
        places.get(at) == Some(&next.at) && !next.value.contains(name)
    };
    all.get(..set)
        .unwrap_or_default()
        .windows(2)
        .rev()
        .map_while(|pair| match pair {
            [one, next] if goes_unused(one, next) => Some((one.value.clone(), one.range.clone())),
            _ => None,
        })
        .take(MOST)
        .collect()
}

fn definitions(text: &Text<'_>, name: &str) -> Option<Vec<Definition>> {
    /// More places of a name are not looked at.
    const MOST: usize = 200;
    if name.starts_with(|c: char| c.is_ascii_digit())
        || name.is_empty()
        || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        return None;
    }
    Some(text.definitions(name, |text| {
        let set = |at: usize| {
            let (value, range) = defined(text.source(), at, name.len())?;
            Some(Definition { at, value, range })
        };
        text.find_all(name).take(MOST).filter_map(set).collect()
    }))
}

/// The literal that a name at `at` is set to there.
fn defined(source: &str, at: usize, length: usize) -> Option<(String, Range<usize>)> {
    let before = source[..at].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let end = at + length;
    let rest = &source[end..source.floor_char_boundary(end.saturating_add(400))];
    let trimmed = rest.trim_start_matches([' ', '\t']);
    // `set -l url https://...` of fish.
    let is_fish = source[..at]
        .rsplit('\n')
        .next()
        .is_some_and(|line| line.trim_start().starts_with("set ") && rest.starts_with(' '));
    let after = if is_fish {
        trimmed
    } else if let Some(after) = trimmed.strip_prefix(":=") {
        after
    } else if let Some(after) = trimmed
        .strip_prefix('=')
        .filter(|after| !after.starts_with(['=', '>', '~']))
    {
        after
    } else if let Some(after) = trimmed.strip_prefix(':') {
        // `API: https://...` of YAML, `url: string = "..."`
        let typed = after.find('=').filter(|at| {
            after[..*at]
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'&' | b'\''))
        });
        typed.map_or(after, |at| &after[at + 1..])
    } else {
        return None;
    };
    let value = after.trim_start_matches([' ', '\t', '(']);
    let start = end + (rest.len() - value.len());
    if value.starts_with(['\n', '\r']) || value.is_empty() {
        return None;
    }
    // `${API:-https://api.github.com}`, `process.env.API || "https://..."`, `os.environ.get("API", "https://...")`
    let line = value.lines().next().unwrap_or_default();
    // `host === "github.com" ? "https://..."`
    let (line, start) = match chosen(value) {
        Some(skipped) => (value[skipped..].lines().next().unwrap_or_default(), start + skipped),
        None => (line, start),
    };
    let quoted = line.find(['"', '\'', '`']);
    let opened = match quoted {
        Some(0) => Some(start + 1),
        Some(at) if wraps(&line[..at]) => Some(start + at + 1),
        _ => None,
    };
    if let Some(opened) = opened {
        let quote = literal::quote_before(source, opened)?;
        let (value, end) = literal::read(source, opened, Some(quote));
        return (!value.is_empty()).then_some((value, opened..end));
    }
    if let Some(at) = line.find("://") {
        let scheme = line[..at]
            .rsplit(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or_default();
        let from = at - scheme.len();
        let (value, end) = literal::read(source, start + from, None);
        return Some((value, start + from..end));
    }
    // `METHOD=PATCH`
    let word = &line[..line.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(line.len())];
    if word.parse::<Method>().is_ok() && line[word.len()..].trim_end().trim_end_matches(';').is_empty() {
        return Some((word.to_owned(), start..start + word.len()));
    }
    let plain = line.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '$' | '{'));
    if plain && line.contains('/') {
        let (value, end) = literal::read(source, start, None);
        return Some((value, start..end));
    }
    None
}

/// Where the first of two strings begins that a comparison chooses between.
fn chosen(value: &str) -> Option<usize> {
    const FAR: usize = 200;
    let value = &value[..value.floor_char_boundary(FAR)];
    let compared = value.find("==")?;
    let first = value.find(['"', '\'', '`', ';', '?'])?;
    let sign = value.find('?').filter(|sign| compared < first && first <= *sign)?;
    let skipped = value[sign + 1..].len() - value[sign + 1..].trim_start().len();
    let start = sign + 1 + skipped;
    let is_one_statement = !value[..sign].contains([';', '{']) && value[start..].starts_with(['"', '\'', '`']);
    is_one_statement.then_some(start)
}

/// Whether what is before a string only wraps it: `f`, `new URL(`, `process.env.API ||`, `fmt.Sprintf(`.
fn wraps(before: &str) -> bool {
    before.len() < 60 && before.ends_with(['(', 'f', '$', '@', ' ', 'r', 'b']) && !before.contains([';', '"', '+'])
}

/// The name that a value beginning at `at` is given: `url` of `const url = "..."`, `$uri = "..."`, `URL="..."`.
pub(super) fn assigned_to<'a>(text: &Text<'a>, at: usize) -> Option<&'a str> {
    let source = text.source();
    let from = source.floor_char_boundary(at.saturating_sub(200));
    // What opens the string and wraps it: `f"`, `new URL("`, `fmt.Sprintf(` and a line break.
    let mut line = source.get(from..at)?.trim_end_matches(['"', '\'', '`']);
    line = line.trim_end_matches(['f', '$', '@', 'r', 'b']).trim_end();
    // What it is joined to: `url = BASE + "/issues"`.
    if let Some(base) = line.strip_suffix(['+', '.', '&']) {
        let base = base.trim_end_matches(['.', ' ']);
        line = base
            .trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '-' | '>'))
            .trim_end();
    }
    for _ in 0..3 {
        let Some(callee) = line.strip_suffix('(') else { break };
        let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '!' | ':');
        line = callee.trim_end_matches(name).trim_end();
        line = line.strip_suffix("new").map_or(line, str::trim_end);
    }
    // `process.env.API || "..."`
    let line = match line.rsplit_once('\n') {
        Some((_, last)) if last.contains('=') => last,
        _ => line,
    };
    let name = line
        .strip_suffix(":=")
        .or_else(|| line.strip_suffix('='))
        .or_else(|| property(line))
        .filter(|line| !line.ends_with(['=', '!', '<', '>', '+']))?;
    let name = name.trim_end();
    // `url: string`, `String url`
    let name = match name.rsplit_once(": ") {
        Some((name, kind)) if kind.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'&') => name,
        _ => name,
    };
    let start = name
        .rfind(|c: char| !c.is_alphanumeric() && c != '_')
        .map_or(0, |at| at + name[at..].chars().next().map_or(1, char::len_utf8));
    let name = &name[start..];
    (!name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit())).then_some(name)
}

/// What is before the `=>` of a property of C#: `private string RepoUrl =>`.
fn property(line: &str) -> Option<&str> {
    let before = line.strip_suffix("=>")?.trim_end();
    let mut words = before.rsplit(' ');
    let is_name = words
        .next()?
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let is_typed = words
        .next()
        .is_some_and(|kind| matches!(kind, "string" | "String" | "Uri"));
    (is_name && is_typed).then_some(before)
}

/// The name that the result of the statement at `at` is given: `uri` of `let uri = Uri::builder().path(route)`.
pub(super) fn statement_target<'a>(text: &Text<'a>, at: usize) -> Option<&'a str> {
    let source = text.source();
    let from = source.floor_char_boundary(at.saturating_sub(200));
    let before = source.get(from..at)?;
    let statement = before.rsplit([';', '{', '}']).next()?;
    // Where the outermost bracket is that is still open: before it, a line is a statement of its own.
    let mut open = Vec::new();
    for (at, byte) in statement.bytes().enumerate() {
        match byte {
            b'(' | b'[' => open.push(at),
            b')' | b']' => drop(open.pop()),
            _ => {}
        }
    }
    let head = &statement[..open.first().copied().unwrap_or(statement.len())];
    let line = head.split('\n').rfind(|line| line.contains('='))?;
    let (name, value) = line.split_once('=')?;
    if value.starts_with(['=', '>']) || name.ends_with(['!', '<', '>', '+', ':']) && !name.ends_with(':') {
        return None;
    }
    let name = name.trim_end_matches([':', ' ']);
    let name = name.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (name.len() > 1).then_some(name)
}

/// Where a name is used behind `from`, up to where it is set again, and no more than `far` bytes away. Where it is set again
/// before it is used, that is another branch, and what is used behind it can be the one as well as the other.
pub(super) fn uses(text: &Text<'_>, name: &str, from: usize, far: usize) -> Vec<usize> {
    /// More uses are not looked at.
    const MOST: usize = 40;
    let places = text.places(name);
    let first = places.partition_point(|at| *at < from);
    let is_set = |at: &usize| {
        let after = text.source()[*at + name.len()..].trim_start_matches([' ', '\t']);
        after.starts_with('=') && !after.starts_with("==") && !after.starts_with("=>") || after.starts_with(":=")
    };
    let near = places.get(first..).unwrap_or_default().iter().copied();
    let mut near = near
        .take_while(|at| *at < from.saturating_add(far))
        .take(MOST)
        .peekable();
    while near.next_if(is_set).is_some() {}
    near.take_while(|at| !is_set(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_variable_is() {
        for (source, value) in [
            ("API=https://api.github.com\nuse", "https://api.github.com"),
            ("API = \"https://api.github.com\"", "https://api.github.com"),
            ("const API: string = 'https://x/y';", "https://x/y"),
            ("API := fmt.Sprintf(\"https://x/%s\", y)", "https://x/%s"),
            ("API: https://x/y", "https://x/y"),
            ("API=${API:-https://x/y}", "https://x/y"),
            ("const API = process.env.API || 'https://x/y'", "https://x/y"),
        ] {
            let text = Text::new(source);
            assert_eq!(
                definition(&text, "API", source.len())
                    .map(|(value, _)| value)
                    .as_deref(),
                Some(value),
                "{source}"
            );
        }
        assert_eq!(definition(&Text::new("API == \"x\""), "API", 9), None);
    }

    #[test]
    fn names_of_values() {
        for (source, name) in [
            ("const url = \"https://x", Some("url")),
            ("$uri = \"https://x", Some("uri")),
            ("URL=https://x", Some("URL")),
            ("url := fmt.Sprintf(\"https://x", Some("url")),
            ("URL url = new URL(\"https://x", Some("url")),
            ("let url: string = `https://x", Some("url")),
            ("let url = format!(\n    \"https://x", Some("url")),
            ("if url == \"https://x", None),
            ("fetch(\"https://x", None),
        ] {
            let at = source.find("https").unwrap();
            assert_eq!(assigned_to(&Text::new(source), at), name, "{source}");
        }
    }
}
