//! Calls of programming languages, as far as all of them are alike.

use std::ops::Range;

/// The longest that one expression, string or call is followed.
pub(super) const LONGEST: usize = 4096;

/// The length up to what closes the bracket or the quote at `open`.
pub(super) fn close(text: &str, open: usize) -> Option<usize> {
    let mut filled = false;
    let end = scan(text.as_bytes(), open, Some(&mut filled));
    // What looked as if it were filled in was not.
    if filled {
        end.or_else(|| scan(text.as_bytes(), open, None))
    } else {
        end
    }
}

/// What is open at a place of a program.
#[derive(Clone, Copy)]
enum Open {
    Bracket,
    Quote {
        byte: u8,
        /// Three of them: `"""`.
        is_triple: bool,
        /// Every brace in it fills something in: `f"{name}"`, `$"{name}"`.
        has_braces: bool,
    },
}

/// Where ends what opens at `open`, a bracket or a quote: in one pass, with what strings fill in and the strings in that, to
/// any depth, where it can say in `filled` that there was any.
fn scan(bytes: &[u8], open: usize, mut filled: Option<&mut bool>) -> Option<usize> {
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let mut stack: Vec<Open> = Vec::new();
    let mut place = open;
    while place < bytes.len().min(open + LONGEST) {
        let current = byte(place);
        match stack.last().copied() {
            None | Some(Open::Bracket) => match current {
                b'(' | b'[' | b'{' => stack.push(Open::Bracket),
                b')' | b']' | b'}' => {
                    stack.pop()?;
                }
                quote @ (b'"' | b'\'' | b'`') => {
                    let is_triple = quote != b'`' && byte(place + 1) == quote && byte(place + 2) == quote;
                    let before = |back: usize| place.checked_sub(back).map(byte).unwrap_or_default();
                    let prefix = if matches!(before(1), b'@' | b'r' | b'R') {
                        before(2)
                    } else {
                        before(1)
                    };
                    let has_braces = matches!(prefix, b'f' | b'F' | b'$') || before(1) == b'r' && before(2) == b'f';
                    stack.push(Open::Quote {
                        byte: quote,
                        is_triple,
                        has_braces: filled.is_some() && has_braces,
                    });
                    place += if is_triple { 2 } else { 0 };
                }
                _ => {}
            },
            Some(Open::Quote {
                byte: quote,
                is_triple,
                has_braces,
            }) => {
                let next = byte(place + 1);
                let fills_in = filled.is_some() && quote != b'\'';
                // `"\(name)"`, `"$(command)"`, `"${name}"`, `"#{name}"`, `"{$name}"`
                let is_filled = matches!(
                    (current, next),
                    (b'\\' | b'$', b'(') | (b'$' | b'#', b'{') | (b'{', b'$')
                );
                let before = stack.len();
                match current {
                    _ if fills_in && is_filled => {
                        stack.push(Open::Bracket);
                        place += usize::from(current != b'{');
                    }
                    b'\\' => place += 1,
                    b'{' if has_braces && next == b'{' => place += 1,
                    b'{' if has_braces => stack.push(Open::Bracket),
                    _ if current == quote && (!is_triple || next == quote && byte(place + 2) == quote) => {
                        place += if is_triple { 2 } else { 0 };
                        stack.pop();
                    }
                    // Strings of one line; an apostrophe in a comment must not swallow what follows.
                    b'\n' if quote != b'`' && !is_triple => {
                        stack.pop();
                        if stack.is_empty() {
                            return None;
                        }
                    }
                    _ => {}
                }
                if let Some(filled) = filled.as_deref_mut() {
                    *filled |= stack.len() > before;
                }
            }
        }
        place += 1;
        if stack.is_empty() {
            return Some(place);
        }
    }
    None
}

/// A function that is called in a chain: `.header("a", "b")`.
pub(super) struct ChainedCall<'a> {
    pub name: &'a str,
    /// With their brackets.
    pub arguments: &'a str,
}

/// The functions that are called in a chain behind `at`: `.header("a", "b").post(body)`. It ends at a property.
pub(super) fn chain(source: &str, at: usize) -> impl Iterator<Item = ChainedCall<'_>> {
    /// Longer chains are not followed.
    const MOST: usize = 24;
    const FAR: usize = 3000;
    let until = source.floor_char_boundary(at.saturating_add(FAR));
    let mut place = at;
    std::iter::from_fn(move || {
        let rest = source.get(place..until)?;
        let rest = ["?->", "->", "?.", "&.", "!!.", "!.", ".", "|>", "%>%"]
            .iter()
            .find_map(|sign| between(rest).strip_prefix(sign))?;
        let rest = rest.trim_start();
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        let open = until - generics(rest).len();
        if name.is_empty() || source.as_bytes().get(open) != Some(&b'(') {
            return None;
        }
        place = close(source, open)?;
        let arguments = source.get(open..place)?;
        Some(ChainedCall { name, arguments })
    })
    .take(MOST)
}

/// The functions that are called in a chain before the one whose name begins at `at`, the last first, with their objects:
/// `client.post` of `client.post(body).url(`.
pub(super) fn chain_before(source: &str, at: usize) -> impl Iterator<Item = ChainedCall<'_>> {
    const MOST: usize = 24;
    const FAR: usize = 3000;
    let from = source.floor_char_boundary(at.saturating_sub(FAR));
    let mut place = at;
    std::iter::from_fn(move || {
        if !source.get(place..)?.starts_with(['.', '-', ':']) {
            return None;
        }
        let before = source.get(from..place)?.trim_end();
        let close = from + before.strip_suffix(')')?.len();
        let open = from + open_before(source.get(from..close)?)?;
        let name = name_range(source, open);
        let arguments = source.get(open..=close)?;
        place = name.start;
        let name = &source[name];
        (!name.is_empty()).then_some(ChainedCall { name, arguments })
    })
    .take(MOST)
}

/// The parenthesis that is still open at the end of a text; what is in quotes on one line does not count.
fn open_before(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate().rev() {
        let is_escaped = at.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b'\\');
        match (quote, byte) {
            (Some(_), b'\n') => quote = None,
            (Some(open), byte) if open == *byte && !is_escaped => quote = None,
            (None, b'"' | b'\'' | b'`') => quote = Some(*byte),
            (None, b')' | b']' | b'}') => depth += 1,
            (None, b'(' | b'[' | b'{') if depth > 0 => depth -= 1,
            (None, b'(') => return Some(at),
            (None, b'[' | b'{') => return None,
            _ => {}
        }
    }
    None
}

/// Passes over white space, line continuations and comments.
fn between(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\\');
        let is_line = rest.starts_with("//") || rest.starts_with("# ");
        rest = if is_line {
            rest.split_once('\n').map_or("", |(_, rest)| rest)
        } else if let Some(comment) = rest.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, rest)| rest)
        } else {
            return rest;
        };
    }
}

/// Passes over types between a name and its arguments: `<Issue[]>`, `::<Issue>`.
fn generics(text: &str) -> &str {
    const LONGEST: usize = 120;
    let Some(inside) = text.strip_prefix("::").unwrap_or(text).strip_prefix('<') else {
        return text;
    };
    let end = inside.find(['(', ')', ';', '\n']).unwrap_or(inside.len()).min(LONGEST);
    let inside_of = inside.get(..end).unwrap_or_default();
    inside_of.rfind('>').map_or(text, |at| &inside[at + 1..])
}

/// The identifier that ends right before `at`, with the objects that it belongs to: `this.http.post`.
pub(super) fn name_before(source: &str, at: usize) -> &str {
    &source[name_range(source, at)]
}

/// Where that identifier is; empty where there is none.
fn name_range(source: &str, at: usize) -> Range<usize> {
    let from = source.floor_char_boundary(at.saturating_sub(120));
    let before = source.get(from..at).unwrap_or_default();
    // Generics: `axios.get<Issue[]>(`, `requests.get!(`
    let end = before.trim_end_matches(['!', '?', ' ']);
    // `(0, fetch_1.default)(url)`, as compilers write what a module exports.
    let end = match end.strip_suffix(')') {
        Some(inside)
            if inside
                .rsplit_once("(0, ")
                .is_some_and(|(_, name)| !name.contains(['(', ')', ','])) =>
        {
            inside
        }
        _ => end,
    };
    let end = match end.strip_suffix('>') {
        Some(inside) => inside.rfind('<').map_or(end, |open| &end[..open]),
        None => end,
    };
    let start = end
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '.' | ':' | '>' | '-' | '$' | '@' | '#'))
        .last()
        .map_or(end.len(), |(start, _)| start);
    from + start..from + end.len()
}

/// The call around a place.
pub(super) struct EnclosingCall<'a> {
    /// What is called: `requests.post`.
    pub callee: &'a str,
    /// Where its name begins.
    pub start: usize,
    /// The arguments, with their brackets.
    pub arguments: &'a str,
    /// Where its bracket opens.
    pub open: usize,
    /// Where it ends.
    pub end: usize,
}

/// The calls and objects around `at`, the nearest first.
pub(super) fn around(source: &str, at: usize) -> Vec<EnclosingCall<'_>> {
    nearest(source, at, 5)
}

/// So many of the calls and objects around `at`, the nearest first.
pub(super) fn nearest(source: &str, at: usize, most: usize) -> Vec<EnclosingCall<'_>> {
    /// How far back a call can begin.
    const FAR: usize = 1500;
    let from = source.floor_char_boundary(at.saturating_sub(FAR));
    let bytes = source.as_bytes();
    let mut calls = Vec::new();
    let mut depth = 0_usize;
    let mut place = at;
    let mut blank = 0;
    while place > from && calls.len() < most {
        place -= 1;
        match bytes.get(place).copied().unwrap_or_default() {
            b')' | b']' | b'}' => depth += 1,
            b'(' | b'[' | b'{' if depth > 0 => depth -= 1,
            open @ (b'(' | b'[' | b'{') => {
                let end = close(source, place).unwrap_or_else(|| (place + 600).min(source.len()));
                let end = source.floor_char_boundary(end.max(at));
                let callee = if open == b'(' {
                    name_range(source, place)
                } else {
                    place..place
                };
                // The body of a function or a condition is no argument.
                let is_block = open == b'{' && {
                    let line = source[..place].trim_end();
                    line.ends_with([')', '>']) && !line.ends_with("=>")
                        || line.ends_with("else")
                        || line.ends_with("try")
                        || line.ends_with("=>")
                        || line.ends_with("do")
                };
                if is_block {
                    return calls;
                }
                calls.push(EnclosingCall {
                    start: callee.start,
                    callee: &source[callee],
                    arguments: &source[place..end],
                    open: place,
                    end,
                });
            }
            b';' if depth == 0 => return calls,
            b'\n' => {
                let line_is_blank = bytes.get(place.wrapping_sub(1)) == Some(&b'\n');
                blank += usize::from(line_is_blank);
                if blank > 0 {
                    return calls;
                }
            }
            _ => {}
        }
    }
    calls
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_strings_fill_in_does_not_close_anything() {
        for source in [
            "(\"Bearer ${System.getenv(\"X\")}\")",
            "(s\"${f(\")\")} ) ${a[\"}\"]}\")",
            "(`a ${b.get(`c ${d(\"`)\")}`)} )`)",
            "(\"a \\(b[\")\"] ?? \"(\") c\")",
            "($\"{Get(\")\")} {{ ) }}\")",
            "($@\"{Get(\")\")}\")",
            "(f\"{a['x)']} {b(\")\")}\", c)",
            "(\"a #{ENV[\"T)\"]}\")",
            "(\"$(cat \"a)b\")\")",
            "(\"{$a[\")\"]}\")",
            "(\"\"\"a \" ) b\n\"\"\")",
            "(\"\\${ \\$( \\\\( {\")",
            "('${ #{ \\( $(')",
            "(\"it's\", // don't\n 1)",
            "{ a: \"{b\", c: '}' }",
        ] {
            assert_eq!(close(&format!("{source})}}\"'`"), 0), Some(source.len()), "{source}");
        }
        for source in ["(", "(\"${\")\"", "(a]]", "\"a\n\""] {
            let length = close(source, 0);
            assert!(
                length.is_none_or(|length| length < source.len()),
                "{source}: {length:?}"
            );
        }
    }

    #[test]
    fn chains_are_read_both_ways() {
        let source = "client.put(body) // a\n  .url(\"x\")\n  .header(\"a.b\", \"c; d ${e(\"}\")}\") /* . */ ?.list<A<B>[]>() -> last()\n.property.delete()";
        let at = source.find("(\"x\")").unwrap();
        let names = |calls: Vec<ChainedCall<'_>>| calls.iter().map(|call| call.name.to_owned()).collect::<Vec<_>>();
        assert_eq!(names(chain(source, at + 5).collect()), ["header", "list", "last"]);
        let source = "client.put(\"a)\", b(c))\n  .header(d)\n.url(\"x\")";
        let at = source.find(".url").unwrap();
        assert_eq!(names(chain_before(source, at).collect()), [".header", "client.put"]);
    }
}
