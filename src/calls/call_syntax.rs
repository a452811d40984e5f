//! Calls of programming languages, as far as all of them are alike.

/// The longest that one expression, string or call is followed.
pub(super) const LONGEST: usize = 4096;

/// The length up to the bracket that closes the one at `open`.
pub(super) fn close(text: &str, open: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut place = open;
    while place < bytes.len().min(open + LONGEST) {
        match bytes.get(place)? {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(place + 1);
                }
            }
            quote @ (b'"' | b'\'' | b'`') => {
                // Strings of one line; an apostrophe in a comment must not swallow what follows.
                let rest = bytes.get(place + 1..)?;
                let mut escaped = false;
                let end = rest.iter().position(|byte| {
                    let ends = !escaped && byte == quote || *byte == b'\n' && *quote != b'`';
                    escaped = *byte == b'\\' && !escaped;
                    ends
                })?;
                place += end + 1;
            }
            _ => {}
        }
        place += 1;
    }
    None
}

/// The identifier that ends right before `at`, with the objects that it belongs to: `this.http.post`.
pub(super) fn name_before(source: &str, at: usize) -> &str {
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
    &end[start..]
}

/// The call around a place.
pub(super) struct EnclosingCall<'a> {
    /// What is called: `requests.post`.
    pub callee: &'a str,
    /// The arguments, with their brackets.
    pub arguments: &'a str,
    /// Where its bracket opens.
    pub open: usize,
    /// Where it ends.
    pub end: usize,
}

/// The calls and objects around `at`, the nearest first.
pub(super) fn around(source: &str, at: usize) -> Vec<EnclosingCall<'_>> {
    /// How far back a call can begin.
    const FAR: usize = 1500;
    let from = source.floor_char_boundary(at.saturating_sub(FAR));
    let bytes = source.as_bytes();
    let mut calls = Vec::new();
    let mut depth = 0_usize;
    let mut place = at;
    let mut blank = 0;
    while place > from && calls.len() < 5 {
        place -= 1;
        match bytes.get(place).copied().unwrap_or_default() {
            b')' | b']' | b'}' => depth += 1,
            b'(' | b'[' | b'{' if depth > 0 => depth -= 1,
            open @ (b'(' | b'[' | b'{') => {
                let end = close(source, place).unwrap_or_else(|| (place + 600).min(source.len()));
                let end = source.floor_char_boundary(end.max(at));
                let callee = if open == b'(' { name_before(source, place) } else { "" };
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
                    callee,
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
