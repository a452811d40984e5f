//! Strings of programming languages, as far as all of them are alike, with what is joined to them and filled in.

use super::call_syntax::{LONGEST, close};
use crate::github::placeholder;

/// The quote that opens right before `at`, if one does: `"`, `'` or a backtick. The string may be in another one (`\"`).
pub(super) fn quote_before(source: &str, at: usize) -> Option<u8> {
    let byte = source.as_bytes().get(at.checked_sub(1)?)?;
    matches!(byte, b'"' | b'\'' | b'`').then_some(*byte)
}

/// Reads an address or a path from `at` to its end: through everything that is filled in, and through the strings that are
/// joined to the one it begins in. `quote` is the one that it is in, if it is in a string.
pub(super) fn read(source: &str, at: usize, quote: Option<u8>) -> (String, usize) {
    let bytes = source.as_bytes();
    let most = source.floor_char_boundary(at.saturating_add(LONGEST));
    let mut text = String::new();
    let mut place = at;
    let mut parens = 0_usize;
    // `paste0("repos/", repo)` of R.
    let mut concat = quote.is_some_and(|quote| {
        let before = &source[source.floor_char_boundary(at.saturating_sub(60))..at];
        let opened = before.rfind(char::from(quote)).unwrap_or_default();
        let before = &before[..opened];
        // `"".concat(base, "/repos/").concat(repo)`, as compilers write templates.
        let concat = before.rsplit_once(".concat(");
        before.ends_with("paste0(") || concat.is_some_and(|(_, arguments)| !arguments.contains([')', '"', '\'', '\n']))
    });
    while place < most {
        let byte = bytes.get(place).copied().unwrap_or_default();
        let next = bytes.get(place + 1).copied().unwrap_or_default();
        let escaped = bytes.get(place.wrapping_sub(1)) == Some(&b'\\');
        if Some(byte) == quote && !escaped {
            match joined(source, place + 1, byte, most, &mut concat) {
                Some(Joined::Expression(expression, next, reopened)) => {
                    text.push('{');
                    text.push_str(&expression);
                    text.push('}');
                    place = next;
                    if !reopened {
                        return (text, place);
                    }
                }
                Some(Joined::Literal(next)) => place = next,
                None => break,
            }
            continue;
        }
        match byte {
            b'?' | b'"' | b'\'' | b'`' | b'|' | b'^' | b',' | b';' | b'\n' | b'\r' | b' ' | b'\t' => break,
            b'#' if next != b'{' => break,
            b'\\' if next == b'/' => {
                text.push('/');
                place += 2;
                continue;
            }
            b'\\' if next != b'(' => break,
            b'(' => parens += 1,
            b')' | b']' | b'}' if parens == 0 || byte != b')' => break,
            b')' => parens -= 1,
            _ => {}
        }
        let first = text.is_empty() || text.ends_with('/');
        let length = placeholder(source, place, first);
        if length > 0 {
            let end = source.floor_char_boundary((place + length).min(most));
            text.push_str(&source[place..end]);
            place = end.max(place + 1);
            if byte == b'(' {
                parens -= 1;
            }
            continue;
        }
        if matches!(byte, b'<' | b'>' | b'{' | b'[') {
            break;
        }
        let Some(c) = source[place..].chars().next() else { break };
        // A sentence in another script goes on behind an address.
        if !c.is_ascii() && (quote.is_none() || !c.is_alphanumeric()) {
            break;
        }
        text.push(c);
        place += c.len_utf8();
    }
    if quote.is_none() {
        let trimmed = text.trim_end_matches(['.', ':', '!', '*']).len();
        place -= text.len() - trimmed;
        text.truncate(trimmed);
    }
    (text, place)
}

enum Joined {
    /// An expression, where it ends, and whether a string goes on behind it.
    Expression(String, usize, bool),
    /// Another string.
    Literal(usize),
}

/// What is joined to a string that ended before `at`.
fn joined(source: &str, at: usize, quote: u8, most: usize, concat: &mut bool) -> Option<Joined> {
    let bytes = source.as_bytes();
    let byte = |at: usize| {
        if at < most {
            bytes.get(at).copied().unwrap_or_default()
        } else {
            0
        }
    };
    let skip = |mut at: usize| {
        while matches!(byte(at), b' ' | b'\t' | b'\r' | b'\n' | b'\\') {
            at += 1;
        }
        at
    };
    let opens = |at: usize| {
        let at = if matches!(byte(at), b'f' | b'r' | b'b' | b'@' | b'$') && matches!(byte(at + 1), b'"' | b'\'') {
            at + 1
        } else {
            at
        };
        (byte(at) == quote).then_some(at + 1)
    };
    // The shell joins what touches: `"https://api.github.com/repos/"$REPO"/issues"`.
    if byte(at) == b'$' {
        let length = placeholder(source, at, true);
        let end = at + length;
        if length > 0 {
            let reopened = byte(end) == quote;
            let name = name_of(&source[at..end]);
            return Some(Joined::Expression(name, end + usize::from(reopened), reopened));
        }
    }
    // `"repos/".concat(repo, "/issues/").concat(number)`, as compilers write templates.
    let concatenated = |at: usize, concat: bool| {
        let rest = &source[at..most];
        if rest.starts_with(".concat(") {
            Some(at + ".concat(".len())
        } else if concat && rest.starts_with(").concat(") {
            Some(at + ").concat(".len())
        } else if concat && rest.starts_with(',') {
            Some(at + 1)
        } else {
            None
        }
    };
    let operator = skip(at);
    let chained = concatenated(operator, *concat);
    *concat |= chained.is_some();
    let after = match (byte(operator), byte(operator + 1)) {
        _ if chained.is_some() => chained.unwrap_or_default(),
        (b'.', b'.') => operator + 2,
        (b'+', next) if next != b'+' && next != b'=' => operator + 1,
        (b'.', b' ' | b'$' | b'"' | b'\'') | (b'&', b' ') => operator + 1,
        (b'.', next) if next.is_ascii_alphabetic() && php_call(source, operator + 1, most) => operator + 1,
        (b'/', b' ') if operator > at => operator + 1,
        // Adjacent strings are one in Python and C.
        _ if quote != b'`' && source[at..operator].contains('\n') && opens(operator).is_some() => {
            return opens(operator).map(Joined::Literal);
        }
        _ => return None,
    };
    let start = skip(after);
    if let Some(next) = opens(start) {
        return Some(Joined::Literal(next));
    }
    let (expression, mut next) = operand(source, start, most)?;
    let operator = skip(next);
    if let Some(after) = concatenated(operator, *concat) {
        let start = skip(after);
        if let Some(opened) = opens(start) {
            return Some(Joined::Expression(expression, opened, true));
        }
        let end = operand(source, start, most).map_or(next, |(_, end)| end);
        return Some(Joined::Expression(expression, end, false));
    }
    let operators = match (byte(operator), byte(operator + 1)) {
        (b'.', b'.') => 2,
        (b'+' | b'.' | b'&', _) => 1,
        _ => 0,
    };
    if operators > 0 {
        let start = skip(operator + operators);
        if let Some(opened) = opens(start) {
            next = opened;
            return Some(Joined::Expression(expression, next, true));
        }
        // Two expressions in a row: what they make together is one open part, unless a string follows.
        if let Some((_, end)) = operand(source, start, most) {
            let operator = skip(end);
            if matches!(byte(operator), b'+' | b'.')
                && let Some(opened) = opens(skip(operator + 1))
            {
                return Some(Joined::Expression(expression, opened, true));
            }
        }
    }
    Some(Joined::Expression(expression, next, false))
}

/// Whether a function is called here and a string or the end of the expression follows it: PHP's `.rawurlencode($x).'/'`.
fn php_call(source: &str, at: usize, most: usize) -> bool {
    let rest = &source[at..most];
    let name = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    rest[name..].starts_with("($") || rest[name..].starts_with("(\\$")
}

/// An expression up to the operator, comma or bracket that ends it: a short name for it, and where it ends.
pub(super) fn operand(source: &str, at: usize, most: usize) -> Option<(String, usize)> {
    let bytes = source.as_bytes();
    let mut place = at;
    let mut depth = 0_usize;
    while place < most {
        let byte = bytes.get(place).copied().unwrap_or_default();
        let next = bytes.get(place + 1).copied().unwrap_or_default();
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                if depth == 0 {
                    break;
                }
                depth -= 1;
            }
            b'"' | b'\'' | b'`' if depth > 0 => {
                let end = source[place + 1..most].find(char::from(byte))?;
                place += end + 1;
            }
            b'"' | b'\'' | b'`' | b'+' | b',' | b';' | b'\n' | b'&' | b'|' | b'?' | b'=' if depth == 0 => break,
            b'.' if depth == 0
                && (matches!(next, b'.' | b' ' | b'"' | b'\'' | b'$')
                    || bytes.get(place.wrapping_sub(1)) == Some(&b' ')) =>
            {
                break;
            }
            // `await name`, `name as string` are the words of one expression.
            b' ' if depth == 0 && !matches!(next, b'+' | b'.' | b'&') && !next.is_ascii_alphabetic() => break,
            _ => {}
        }
        place += 1;
    }
    let place = source.floor_char_boundary(place);
    let name = name_of(source.get(at..place)?);
    let end = at + source[at..place].trim_end().len();
    (end > at).then_some((name, end))
}

/// A short name for an expression, fit to be put between braces in a path.
fn name_of(expression: &str) -> String {
    let kept = expression
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))
        .take(40);
    let name: String = kept.collect();
    if name.is_empty() { "value".to_owned() } else { name }
}

/// A value: a string with what is joined to it, or another expression as `{name}`; and where it ends.
pub(super) fn value(source: &str, at: usize, most: usize) -> (String, usize) {
    let rest = &source[at..most];
    let prefix = rest
        .find(|c: char| !c.is_ascii_alphabetic() && c != '$' && c != '@')
        .filter(|length| *length <= 2)
        .unwrap_or_default();
    let Some(quote) = rest
        .as_bytes()
        .get(prefix)
        .copied()
        .filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))
    else {
        let Some((name, end)) = operand(source, at, most) else {
            return (String::new(), at);
        };
        // `fmt.Sprintf("repos/%s", name)`, `format!("...")`, `String.format("...")`
        let made = rest.find('(').filter(|open| *open < 40 && at + open < end);
        if let Some(open) = made
            && ["printf", "format", "format!"]
                .iter()
                .any(|name| rest[..open].to_ascii_lowercase().ends_with(name))
            && rest[open + 1..].starts_with(['"', '\'', '`'])
        {
            return (value(source, at + open + 1, most).0, end);
        }
        let plain = rest[..end - at].starts_with(|c: char| c.is_ascii_digit());
        return (
            if plain {
                rest[..end - at].to_owned()
            } else {
                format!("{{{name}}}")
            },
            end,
        );
    };
    let mut text = String::new();
    let mut place = at + prefix + 1;
    let mut concat = false;
    loop {
        let Some(c) = source.get(place..most).and_then(|rest| rest.chars().next()) else {
            return (text, place);
        };
        if c == char::from(quote) {
            match joined(source, place + 1, quote, most, &mut concat) {
                Some(Joined::Literal(next)) => place = next,
                Some(Joined::Expression(name, next, reopened)) => {
                    text.push('{');
                    text.push_str(&name);
                    text.push('}');
                    place = next;
                    if !reopened {
                        return (text, place);
                    }
                }
                None => {
                    // `"repos/%s".format(name)`, `"...".to_string()`: what is done to it belongs to it.
                    let mut end = place + 1;
                    let after = &source[end..most];
                    if after.starts_with('.')
                        && let Some(open) = after.find('(')
                        && after[1..open]
                            .bytes()
                            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                    {
                        end += close(after, open).unwrap_or(0);
                    }
                    return (text, end);
                }
            }
            continue;
        }
        if c == '\\' {
            let Some(escaped) = source[place + 1..].chars().next() else {
                return (text, place);
            };
            text.push(escaped);
            place += 1 + escaped.len_utf8();
            continue;
        }
        let length = placeholder(source, place, false);
        let length = if length == 0 { c.len_utf8() } else { length };
        let end = source
            .floor_char_boundary((place + length).min(most))
            .max(place + c.len_utf8());
        text.push_str(&source[place..end]);
        place = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_through_strings() {
        for (source, path) in [
            ("\"/repos/o/r/issues\", x", "/repos/o/r/issues"),
            (
                "'/repos/' + owner + '/' + repo + '/pulls')",
                "/repos/{owner}/{repo}/pulls",
            ),
            (
                "\"/repos/\" + o + \"/\" + r.name() +\n \"/issues/\" + n)",
                "/repos/{o}/{r.name}/issues/{n}",
            ),
            (
                "'/repos/'.rawurlencode($username).'/'.$repo.'/traffic')",
                "/repos/{rawurlencodeusername}/{repo}/traffic",
            ),
            ("\"/repos/$owner/${repo}/a\"", "/repos/$owner/${repo}/a"),
            ("`/repos/${a + b}/x?y=1`", "/repos/${a + b}/x"),
            ("\"/repos/\"$REPO\"/issues\"", "/repos/{REPO}/issues"),
            ("'/repos/' .. owner .. '/issues'", "/repos/{owner}/issues"),
            ("\"/repos/\"\n  \"{o}/{r}\"", "/repos/{o}/{r}"),
            ("\"/repos/\" & owner & \"/x\"", "/repos/{owner}/x"),
            ("\"/user\" + query", "/user{query}"),
            ("\"\\(base)/user\"", "\\(base)/user"),
            (
                "\"repos/\".concat(repo, \"/issues/\").concat(n, \"/x\"))",
                "repos/{repo}/issues/{n}/x",
            ),
        ] {
            let quote = source.as_bytes().first().copied();
            assert_eq!(read(source, 1, quote).0, path, "{source}");
        }
    }

    #[test]
    fn paths_in_sentences() {
        for (source, path) in [
            ("/repos/{owner}/{repo}. Then", "/repos/{owner}/{repo}"),
            ("/user/repos)", "/user/repos"),
            ("/user: 403", "/user"),
            ("/repos/<owner>/<repo>/issues>", "/repos/<owner>/<repo>/issues"),
            ("/user。次", "/user"),
        ] {
            assert_eq!(read(source, 0, None).0, path, "{source}");
        }
    }
}
