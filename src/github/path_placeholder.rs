//! What is to be filled in within a path, as languages and documentation write it: `{owner}`, `$OWNER`, `:owner`, `%s`.

/// The length of what is to be filled in at `at`, or 0.
#[must_use]
pub(crate) fn placeholder(text: &str, at: usize, first: bool) -> usize {
    let Some(rest) = text.get(at..) else { return 0 };
    // `%(name)s` and `%1$s` end with a letter, which may be missing, or one of several bytes.
    rest.floor_char_boundary(placeholder_length(rest, first))
}

fn placeholder_length(rest: &str, first: bool) -> usize {
    let bytes = rest.as_bytes();
    let word = |from: usize| {
        let word = bytes.iter().skip(from);
        word.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
            .count()
    };
    let next = bytes.get(1).copied().unwrap_or_default();
    match bytes.first() {
        Some(b'$') => match next {
            b'{' => balanced(rest, 1, b'{', b'}'),
            b'(' => balanced(rest, 1, b'(', b')'),
            b'$' => 2 + word(2),
            b'@' | b'*' | b'?' | b'!' => 2,
            _ if rest.starts_with("$env:") => 5 + word(5),
            _ => match word(1) {
                0 => 0,
                length => 1 + length + access(&rest[1 + length..]),
            },
        },
        Some(b'{') => balanced(rest, 0, b'{', b'}'),
        Some(b'#') if next == b'{' => balanced(rest, 1, b'{', b'}'),
        Some(b'\\') if next == b'(' => balanced(rest, 1, b'(', b')'),
        Some(b'<') => {
            let end = rest
                .bytes()
                .take(100)
                .position(|byte| matches!(byte, b'>' | b'\n' | b'"' | b' '));
            // `<your owner>` has a space; a tag that opens something else does not end soon.
            let end = end.filter(|end| bytes.get(*end) == Some(&b'>')).or_else(|| {
                let end = rest
                    .bytes()
                    .take(40)
                    .position(|byte| matches!(byte, b'>' | b'\n' | b'"'));
                end.filter(|end| bytes.get(*end) == Some(&b'>'))
            });
            end.filter(|end| *end > 1).map_or(0, |end| end + 1)
        }
        Some(b'%') => match next {
            b'(' => balanced(rest, 1, b'(', b')') + usize::from(bytes.len() > 2),
            b'{' => balanced(rest, 1, b'{', b'}'),
            b's' | b'd' | b'v' | b'q' | b'i' | b'u' | b'@' => match bytes.get(2) {
                // `%dc` is an encoded byte.
                Some(byte) if next == b'd' && byte.is_ascii_hexdigit() => 0,
                _ if word(1) > 1 && bytes.get(1 + word(1)) == Some(&b'%') => word(1) + 2,
                _ => 2,
            },
            b'0'..=b'9' if bytes.get(2) == Some(&b'$') => 4,
            _ => match word(1) {
                // `%OWNER%` of a batch file.
                length if length > 2 && bytes.get(1 + length) == Some(&b'%') => length + 2,
                _ => 0,
            },
        },
        Some(b':') if first && next.is_ascii_alphabetic() => 1 + word(1),
        Some(b'[') if first => balanced(rest, 0, b'[', b']'),
        Some(b'*') if first => 1 + usize::from(next == b'*'),
        _ => 0,
    }
}

/// `->name` and `[0]` behind a variable.
fn access(rest: &str) -> usize {
    let word = |from: usize| {
        let word = rest.bytes().skip(from);
        word.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
            .count()
    };
    if rest.starts_with("->") && word(2) > 0 {
        2 + word(2)
    } else if rest.starts_with('[') {
        balanced(rest, 0, b'[', b']')
    } else {
        0
    }
}

/// The length up to the bracket that closes the one at `from`, or 0 where none does soon.
fn balanced(text: &str, from: usize, open: u8, close: u8) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().skip(from).take(400) {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth -= 1;
            if depth == 0 {
                return at + 1;
            }
        } else if byte == b'\n' {
            return 0;
        }
    }
    0
}
