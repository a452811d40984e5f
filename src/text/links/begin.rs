//! Where links begin: the path of a form, and the address before it.

use std::ops::Range;

use memchr::memmem;

use super::{hole, syntax::Syntax};
use crate::{link::address_at_end, work::steps};

/// The word that every address of a form contains, however its slashes are written.
const WORD: &[u8] = b"settings";

/// The longest address before the path, in bytes: a text without blanks must not be walked back for every path in it.
const LONGEST: usize = 300;

/// How the slashes of an address are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slash {
    pub written: &'static str,
    /// How often the address is percent-encoded.
    pub percent: u8,
    /// Whether it is a reference of HTML.
    pub html: bool,
}

const SLASHES: [Slash; 12] = [
    slash("/", 0, false),
    slash("\\/", 0, false),
    slash("\\\\/", 0, false),
    slash("%2F", 1, false),
    slash("%2f", 1, false),
    slash("%252F", 2, false),
    slash("%252f", 2, false),
    slash("\\u002F", 0, false),
    slash("\\u002f", 0, false),
    slash("\\x2F", 0, false),
    slash("&#x2F;", 0, true),
    slash("&#47;", 0, true),
];

const fn slash(written: &'static str, percent: u8, html: bool) -> Slash {
    Slash { written, percent, html }
}

/// The path of a form in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path {
    pub start: usize,
    pub end: usize,
    pub slash: Slash,
    pub classic: bool,
}

/// Every path of a form that begins in a piece of a text, from first to last.
pub(super) fn paths(text: &[u8], piece: Range<usize>) -> impl Iterator<Item = Path> {
    let finder = memmem::Finder::new(WORD);
    let mut from = piece.start;
    // The last word may go on behind the piece.
    let most = text.len().min(piece.end + WORD.len() - 1);
    std::iter::from_fn(move || {
        loop {
            let at = from + finder.find(text.get(from..most)?)?;
            steps(at + WORD.len() - from);
            from = at + WORD.len();
            if let Some(path) = path(text, at) {
                return Some(path);
            }
        }
    })
}

fn path(text: &[u8], word: usize) -> Option<Path> {
    let before = &text[..word];
    let rest = &text[word + WORD.len()..];
    // The word is in many texts, and hardly ever before a slash.
    if !matches!(rest.first(), Some(b'/' | b'\\' | b'%' | b'&')) {
        return None;
    }
    // The longest that fits: `\\/` ends in `\/`, which ends in `/`.
    let slash = SLASHES
        .iter()
        .filter(|slash| before.ends_with(slash.written.as_bytes()) && rest.starts_with(slash.written.as_bytes()))
        .max_by_key(|slash| slash.written.len())?;
    let written = slash.written.as_bytes();
    let after = &rest[written.len()..];
    let (classic, after) = if let Some(after) = after.strip_prefix(b"personal-access-tokens") {
        (false, after)
    } else {
        (true, after.strip_prefix(b"tokens")?)
    };
    let mut after = after.strip_prefix(written)?.strip_prefix(b"new")?;
    let mut end = text.len() - after.len();
    if let Some(trailing) = after.strip_prefix(written) {
        after = trailing;
        end = text.len() - after.len();
    }
    let goes_on = after
        .first()
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || b"/-_".contains(byte));
    (!goes_on).then_some(Path {
        start: word - written.len(),
        end,
        slash: *slash,
        classic,
    })
}

/// Where an address begins, and what of it the text does not write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Start {
    pub at: usize,
    /// Whether the text writes scheme and host as one value, `${base}` or a variable that is joined.
    pub host: HostSource,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HostSource {
    /// As the link has it.
    Written,
    /// A placeholder for scheme and host, which begins where the address does.
    Placeholder,
    /// Those of the address around it: `login?return_to=/settings/...`.
    Around(usize, usize),
}

/// Where the address of a path begins; nothing where it is the path of something else.
pub(super) fn start(text: &str, path: Path, syntax: Syntax) -> Option<Start> {
    let written = |at| {
        Some(Start {
            at,
            host: HostSource::Written,
        })
    };
    let from = text.ceil_char_boundary(path.start.saturating_sub(LONGEST));
    let window = &text[from..path.start];
    steps(window.len());
    let slash = path.slash.written;
    // `https://` and the host right before the path.
    if let Some(at) = window.rfind(slash)
        && is_authority(&window[at + slash.len()..], syntax)
        && let Some(scheme) = window[..at]
            .strip_suffix(slash)
            .and_then(|before| scheme(before, path.slash.percent))
    {
        return written(from + scheme);
    }
    if path.slash.percent > 0 {
        return around(text, path.start, window, from);
    }
    // A placeholder for the host may contain slashes.
    if let Some(at) = window.rfind("://")
        && is_authority(&window[at + 3..], syntax)
        && let Some(scheme) = scheme(&window[..=at], 0)
    {
        return written(from + scheme);
    }
    let host = window
        .bytes()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(byte))
        .count();
    let (mut before, mut host) = window.split_at(window.len() - host);
    // In source code a line break may be right before it: `\ngithub.com`.
    if before.ends_with('\\') && host.starts_with(['n', 'r', 't']) {
        (before, host) = ("", &host[1..]);
    }
    let apart = !before.ends_with(['/', '@', '\\', '%', '~']) || before.ends_with("//");
    if host.contains('.') && !host.starts_with(['.', '-', ':']) && apart && !host.ends_with(':') {
        return written(path.start - host.len());
    }
    if let Some(at) = placeholder_before(window, syntax) {
        return Some(Start {
            at: from + at,
            host: HostSource::Placeholder,
        });
    }
    if host.is_empty() && before.ends_with('=') {
        return around(text, path.start, window, from);
    }
    None
}

/// Where the scheme begins, in a text that ends with its colon.
fn scheme(before: &str, percent: u8) -> Option<usize> {
    let colons: &[&str] = match percent {
        0 => &[":", "\\:", "&#58;", "&#x3A;", "\\u003A", "\\u003a"],
        1 => &["%3A", "%3a", ":"],
        _ => &["%253A", "%253a"],
    };
    let before = colons.iter().find_map(|colon| before.strip_suffix(colon))?;
    let word = before.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let word = &before[before.len() - word..];
    let lower = word.to_ascii_lowercase();
    // Words may come right before it: `\nhttps://` in source code.
    let length = ["https", "http"]
        .iter()
        .find(|scheme| lower.ends_with(**scheme))
        .map_or(word.len(), |scheme| scheme.len());
    (length > 0).then_some(before.len() - length)
}

/// Whether a text may be between `//` and the path: a host with all that may be before and behind it.
fn is_authority(text: &str, syntax: Syntax) -> bool {
    let mut at = 0;
    let mut budget = LONGEST;
    while let Some(c) = text[at..].chars().next() {
        let before = hole::Before { last: '=', syntax };
        if c.is_alphanumeric() || ".-:_~@!*+".contains(c) {
            at += c.len_utf8();
        } else if let Some(length) = hole::length(&text[at..], before, &mut budget) {
            at += length;
        } else if c == '%' {
            at += 1;
        } else if c == '&' && text[at..].starts_with("&lt;") && text[at..].contains("&gt;") {
            at += text[at..].find("&gt;").map_or(1, |end| end + 4);
        } else {
            return false;
        }
    }
    !text.is_empty()
}

/// Where a placeholder begins that ends where `before` does: `${base}`, `{base_url}`, `$BASE`, or a variable joined to the
/// literal whose quote was just opened.
fn placeholder_before(before: &str, syntax: Syntax) -> Option<usize> {
    let before_hole = hole::Before { last: '=', syntax };
    if before.ends_with('}') || before.ends_with("%>") || before.ends_with("?>") {
        let opens = before
            .char_indices()
            .rev()
            .filter(|(_, c)| matches!(c, '$' | '#' | '{' | '<'))
            .take(8);
        return opens
            .filter(|(at, _)| hole::length(&before[*at..], before_hole, &mut 300) == Some(before.len() - at))
            .map(|(at, _)| at)
            .last();
    }
    let name = before
        .bytes()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        .count();
    if name > 0 && before[..before.len() - name].ends_with('$') {
        return Some(before.len() - name - 1);
    }
    let literal = before.strip_suffix(['"', '\'', '`'])?;
    let joined = literal.trim_end();
    let joined = ["+", "..", "<>", "~", "||", "&", " ."]
        .iter()
        .find_map(|operator| joined.strip_suffix(operator))?
        .trim_end();
    let name = joined
        .bytes()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"_.$@".contains(byte) || *byte >= 0x80)
        .count();
    (name > 0 && syntax.joins()).then_some(before.len() - 1)
}

/// Host and scheme of the address around a path: `https://github.com/login?return_to=%2Fsettings%2F...`.
fn around(text: &str, path: usize, window: &str, from: usize) -> Option<Start> {
    let value = window.strip_suffix('=').or_else(|| window.strip_suffix("%3D"))?;
    let outer = address_at_end(value);
    let scheme = outer.find("://").filter(|_| outer.contains('?'))?;
    let begins = outer[..scheme]
        .trim_end_matches(|c: char| c.is_ascii_alphanumeric())
        .len();
    let host = &outer[scheme + 3..];
    let host = host.find(['/', '?']).map(|end| scheme + 3 + end)?;
    let offset = from + value.len() - outer.len();
    let fits = text.get(offset + begins..offset + host).is_some();
    fits.then_some(Start {
        at: path,
        host: HostSource::Around(offset + begins, offset + host),
    })
}
