//! Characters as HTML and source code escape them.

use super::hole;

/// The character that a reference of HTML at the start of `text` means, and its length.
pub(super) fn reference(text: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 24] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("num", '#'),
        ("equals", '='),
        ("quest", '?'),
        ("sol", '/'),
        ("colon", ':'),
        ("period", '.'),
        ("plus", '+'),
        ("percnt", '%'),
        ("comma", ','),
        ("lowbar", '_'),
        ("lpar", '('),
        ("rpar", ')'),
        ("excl", '!'),
        ("semi", ';'),
        ("commat", '@'),
        ("dollar", '$'),
        ("ast", '*'),
        ("nbsp", '\u{a0}'),
        ("AMP", '&'),
    ];
    let rest = text.strip_prefix('&')?;
    let end = rest.bytes().take(12).position(|byte| byte == b';')?;
    let name = &rest[..end];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, end + 2))
}

/// The length of `&lt;owner&gt;`, which begins with a reference of `length` bytes.
pub(super) fn reference_word(text: &str, length: usize) -> Option<usize> {
    let rest = text.get(length..)?;
    let end = rest.bytes().take(60).position(|byte| byte == b'&')?;
    let (close, closing) = reference(&rest[end..])?;
    let plain = format!("<{}>", &rest[..end]);
    (close == '>' && hole::word_in(&plain, '>') == Some(plain.len())).then_some(length + end + closing)
}

/// `u0026`, `u{26}` or `x26` behind a backslash.
pub(super) fn unicode(text: &str) -> Option<(char, usize)> {
    let number = |digits: Option<&str>| u32::from_str_radix(digits?, 16).ok();
    let rest = text.strip_prefix(['u', 'U', 'x'])?;
    let (code, length) = if text.starts_with('x') {
        (number(rest.get(..2))?, 3)
    } else if let Some(braced) = rest.strip_prefix('{') {
        let end = braced.bytes().take(7).position(|byte| byte == b'}')?;
        (number(braced.get(..end))?, end + 3)
    } else {
        (number(rest.get(..4))?, 5)
    };
    Some((char::from_u32(code)?, length))
}
