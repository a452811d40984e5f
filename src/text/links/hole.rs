//! Values that code or a person fills in: `${org}`, `$(...)`, `#{...}`, `{}`, `%s`, `<owner>`, `[ORG]` and their kin.

use super::syntax::Syntax;
use crate::work::steps;

/// The longest text that is taken for one value.
const LONGEST: usize = 1000;

/// How far the place before a value matters.
#[derive(Clone, Copy)]
pub(super) struct Before {
    /// The character of the link before it.
    pub last: char,
    pub syntax: Syntax,
}

/// The length of the value that begins at the start of `text`; nothing where none begins. What was searched in vain is
/// taken from the budget, so that a text of a million brackets is not searched a million times.
pub(super) fn length(text: &str, before: Before, budget: &mut usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let second = bytes.get(1).copied().unwrap_or_default();
    match bytes.first()? {
        b'$' if second == b'{' && bytes.get(2) == Some(&b'{') => closed(text, 3, "}}", budget),
        b'$' if second == b'{' || second == b'(' => balanced(text, 1, budget),
        b'$' => variable(text, before.syntax),
        b'#' | b'@' if second == b'{' => balanced(text, 1, budget),
        b'@' if second == b'(' => balanced(text, 1, budget),
        // Razor: `@Model.Name`
        b'@' if before.syntax == Syntax::Html && before.last == '=' && second.is_ascii_uppercase() => Some(
            1 + text[1..]
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '_')
                .unwrap_or(text.len() - 1),
        ),
        b'{' if second == b'{' => closed(text, 2, "}}", budget)
            .map(|length| length + bytes[length..].iter().take_while(|byte| **byte == b'}').count().min(1)),
        b'{' if second == b'%' => closed(text, 2, "%}", budget),
        b'{' => balanced(text, 0, budget).filter(|length| !text[..*length].contains('\n')),
        b'<' if second == b'%' => closed(text, 2, "%>", budget),
        b'<' if second == b'?' => closed(text, 2, "?>", budget),
        b'<' => word_in(text, '>'),
        b'[' if matches!(before.last, '=' | '?' | '&') => in_square(text),
        b'%' => format(text, before.syntax),
        b'\\' if second == b'(' && !matches!(before.syntax, Syntax::Markdown | Syntax::Tex | Syntax::Shell) => {
            balanced(text, 1, budget)
        }
        _ => None,
    }
}

/// The placeholder that stands for a value in the link: as it is written where that is simple, or a word for it.
pub(super) fn placeholder(written: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || "_-.<>{}$ ".contains(c);
    if written.chars().all(safe) && crate::link::placeholder::is_one(written) {
        return written.to_owned();
    }
    format!("{{{}}}", word(written))
}

/// The last word of an expression that could be its name.
pub(super) fn word(written: &str) -> &str {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut words = written
        .split(|c: char| !is_word(c))
        .filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && word.len() < 40);
    // `encodeURIComponent(label)`: the value, not what is done to it.
    words.next_back().filter(|word| word.len() > 1).unwrap_or("value")
}

/// From the opening bracket at `open` to the one that closes it, with everything nested in between.
pub(super) fn balanced(text: &str, open: usize, budget: &mut usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = bytes.len().min(open + LONGEST).min(open.saturating_add(*budget));
    let mut closers: Vec<u8> = Vec::new();
    let mut at = open;
    while at < end {
        let byte = bytes[at];
        match byte {
            b'(' => closers.push(b')'),
            b'[' => closers.push(b']'),
            b'{' => closers.push(b'}'),
            b')' | b']' | b'}' => {
                if closers.pop() != Some(byte) {
                    break;
                }
                if closers.is_empty() {
                    return Some(at + 1);
                }
            }
            b'"' | b'\'' | b'`' => {
                if let Some(length) = quoted(&bytes[at..end]) {
                    at += length;
                    continue;
                }
            }
            b'\\' => at += 1,
            _ => {}
        }
        at += 1;
    }
    steps(at.min(end) - open);
    *budget = budget.saturating_sub(at.min(end) - open);
    None
}

/// The length of a quoted literal with its quotes; nothing where it does not end on its line.
pub(super) fn quoted(bytes: &[u8]) -> Option<usize> {
    let quote = *bytes.first()?;
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' if quote != b'`' => return None,
            byte if *byte == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

fn closed(text: &str, open: usize, close: &str, budget: &mut usize) -> Option<usize> {
    let most = (open + LONGEST).min(open.saturating_add(*budget));
    let window = text.get(open..text.floor_char_boundary(most)).unwrap_or_default();
    steps(window.len());
    if let Some(at) = window.find(close) {
        return Some(open + at + close.len());
    }
    *budget = budget.saturating_sub(window.len().max(1));
    None
}

/// `$org`, `$1`, `$env:ORG`, and in PHP `$this->org` and `$row['org']`.
fn variable(text: &str, syntax: Syntax) -> Option<usize> {
    let bytes = text.as_bytes();
    let word = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
            .count()
    };
    let first = bytes.get(1)?;
    if first.is_ascii_digit() || matches!(first, b'@' | b'*') {
        return Some(2);
    }
    let mut length = 1 + word(1);
    if length == 1 {
        return None;
    }
    if syntax == Syntax::PowerShell && bytes.get(length) == Some(&b':') {
        length += 1 + word(length + 1);
    }
    if syntax == Syntax::Php {
        while bytes[length..].starts_with(b"->") && word(length + 2) > 0 {
            length += 2 + word(length + 2);
        }
        if bytes.get(length) == Some(&b'[') {
            length += balanced(&text[length..], 0, &mut 100).unwrap_or_default();
        }
    }
    Some(length)
}

/// A `<word>` or a few words that stand for a value, or a choice of them: `<read|write>`; nothing for a tag of HTML.
pub(super) fn word_in(text: &str, close: char) -> Option<usize> {
    const TAGS: [&str; 30] = [
        "a", "b", "br", "body", "button", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "hr", "i", "img",
        "kbd", "li", "ol", "p", "pre", "span", "strong", "sub", "sup", "td", "tr", "u", "ul",
    ];
    let window = text.get(1..text.floor_char_boundary(60))?;
    let length = window.find(|c: char| !c.is_alphanumeric() && !"_-. |:'/#".contains(c))?;
    let word = &window[..length];
    let fits = window[length..].starts_with(close)
        && word.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && !word.contains("//")
        && !word.ends_with(['/', ' ']);
    let first = word.split([' ', ':']).next().unwrap_or(word);
    (fits && !TAGS.contains(&first)).then_some(1 + length + close.len_utf8())
}

/// `[ORG]`, `[your org]`, `[read|write]` where a value belongs.
fn in_square(text: &str) -> Option<usize> {
    let window = text.get(1..text.floor_char_boundary(60))?;
    let length = window.find(|c: char| !c.is_ascii_alphanumeric() && !"_-. |".contains(c))?;
    let fits = window[length..].starts_with(']') && window.starts_with(|c: char| c.is_ascii_alphabetic());
    fits.then_some(length + 2)
}

/// `%s`, `%d`, `%1$s`, `%(name)s`, `%{name}`, `%NAME%`; nothing for a percent code.
fn format(text: &str, syntax: Syntax) -> Option<usize> {
    let bytes = text.as_bytes();
    let name = bytes[1..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
        .count();
    let closes = bytes.get(1 + name) == Some(&b'%');
    let letter = bytes
        .get(1)
        .is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
    let code = |at: usize| {
        bytes
            .get(at..at + 2)
            .is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
    };
    let loud = name >= 3 && !bytes[1..=name].iter().any(u8::is_ascii_lowercase) && !code(2 + name);
    if closes && letter && name > 0 && (syntax == Syntax::Batch || loud) {
        return Some(name + 2);
    }
    if code(1) {
        return None;
    }
    match bytes.get(1)? {
        b'(' | b'{' | b'<' => {
            let close = match bytes[1] {
                b'(' => b')',
                b'{' => b'}',
                _ => b'>',
            };
            let end = bytes.iter().take(60).position(|byte| *byte == close)? + 1;
            let conversion = bytes[1] != b'{' && bytes.get(end).is_some_and(u8::is_ascii_alphabetic);
            Some(end + usize::from(conversion))
        }
        _ => {
            let flags = bytes[1..]
                .iter()
                .take(12)
                .take_while(|byte| byte.is_ascii_digit() || b"$-+.*#'lhzjt".contains(byte));
            let at = 1 + flags.count();
            let conversion = bytes
                .get(at)
                .is_some_and(|byte| b"sdiuvqxXfgceaAwSTtp@UrL".contains(byte));
            conversion.then_some(at + 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str, syntax: Syntax) -> Option<&str> {
        let before = Before { last: '=', syntax };
        Some(&text[..length(text, before, &mut 3000)?])
    }

    #[test]
    fn values_of_many_languages() {
        for (text, syntax, value) in [
            ("${owner}&", Syntax::Code, "${owner}"),
            ("${f(\"}\", {a: 1})}&", Syntax::Code, "${f(\"}\", {a: 1})}"),
            ("$(cut -d/ -f1 <<<\"$r\")&", Syntax::Shell, "$(cut -d/ -f1 <<<\"$r\")"),
            ("#{Time.now.to_s(\"%Y\")}_x", Syntax::Code, "#{Time.now.to_s(\"%Y\")}"),
            ("{}&", Syntax::Code, "{}"),
            ("{0}&", Syntax::Code, "{0}"),
            ("{x!r}&", Syntax::Code, "{x!r}"),
            ("{{ org }}&", Syntax::Html, "{{ org }}"),
            ("{{{org}}}&", Syntax::Html, "{{{org}}}"),
            ("${{ github.owner }}&", Syntax::Doubling, "${{ github.owner }}"),
            ("<%= h(org) %>&", Syntax::Html, "<%= h(org) %>"),
            ("<?= $org ?>&", Syntax::Php, "<?= $org ?>"),
            ("<your org>&", Syntax::Markdown, "<your org>"),
            ("<read|write>&", Syntax::Markdown, "<read|write>"),
            ("[ORG]&", Syntax::Other, "[ORG]"),
            ("%s&", Syntax::Code, "%s"),
            ("%1$s&", Syntax::Code, "%1$s"),
            ("%(name)s&", Syntax::Code, "%(name)s"),
            ("%DESC%&", Syntax::Batch, "%DESC%"),
            ("$env:ORG&", Syntax::PowerShell, "$env:ORG"),
            ("$this->org&", Syntax::Php, "$this->org"),
            ("\\(org)&", Syntax::Code, "\\(org)"),
        ] {
            assert_eq!(first(text, syntax), Some(value), "{text}");
        }
        for text in ["%20x", "%C3%A9", "<br>", "<b", "{a", "$&", "[]=a", "<a href>"] {
            assert_eq!(first(text, Syntax::Code), None, "{text}");
        }
    }

    #[test]
    fn placeholders_that_rules_know() {
        for (written, placeholder) in [
            ("${ORG}", "${ORG}"),
            ("<owner>", "<owner>"),
            ("{{ org }}", "{{ org }}"),
            ("${encodeURIComponent(label)}", "{label}"),
            ("{}", "{value}"),
            ("%s", "{value}"),
            ("$(cut -d/ -f1 <<<\"$repo\")", "{repo}"),
        ] {
            assert_eq!(super::placeholder(written), placeholder, "{written}");
        }
    }
}
