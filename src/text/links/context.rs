//! What is around a link: a block of code, an attribute, a destination of Markdown, a literal of source code.

use std::ops::Range;

use super::{
    escapes::reference,
    segment::{Escape, Quoting},
    syntax::Syntax,
};
use crate::work::steps;

/// How far back the tag, the label or the line is looked for.
const BACK: usize = 2000;

/// Whether a link that follows `before` is the value of an attribute of a tag.
pub(super) fn is_attribute(before: &str) -> bool {
    let Some(before) = before.strip_suffix(['"', '\'']) else {
        return false;
    };
    let before = before.trim_end_matches('\\');
    let Some(before) = before.trim_end().strip_suffix('=') else {
        return false;
    };
    // The tag may begin lines above, but not pages above.
    let window = tail(before, BACK);
    let Some(last) = memchr::memrchr2(b'<', b'>', window.as_bytes()) else {
        return false;
    };
    let mut tag = window[last..].bytes();
    tag.next() == Some(b'<') && tag.next().is_some_and(|byte| byte.is_ascii_alphabetic())
}

/// Whether a link that follows `before` is the destination of a Markdown link.
pub(super) fn is_destination(before: &str) -> bool {
    let inline = before.strip_suffix('<').unwrap_or(before).trim_end_matches(' ');
    if inline.ends_with("](") {
        return true;
    }
    // A definition: `[label]: https://...` alone on its line.
    let Some(line) = line_before(before) else { return false };
    let line = line.trim();
    let line = line.strip_suffix('<').unwrap_or(line).trim_end();
    line.starts_with('[') && line.ends_with("]:")
}

/// The line that `before` ends with; nothing where it is longer than any that is looked at.
pub(super) fn line_before(before: &str) -> Option<&str> {
    let window = tail(before, BACK);
    match memchr::memrchr(b'\n', window.as_bytes()) {
        Some(at) => Some(&window[at + 1..]),
        None if window.len() == before.len() => Some(window),
        None => None,
    }
}

/// The end of a text, so that looking back from every link of a long line takes no longer than from one.
pub(super) fn tail(text: &str, most: usize) -> &str {
    let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(most))..];
    steps(tail.len());
    tail
}

/// The beginning of a text, for the same reason.
pub(super) fn head(text: &str, most: usize) -> &str {
    let head = &text[..text.floor_char_boundary(most)];
    steps(head.len());
    head
}

/// How a text writes a link that begins at `start`, as far as what is around it says.
pub(super) fn quoting(text: &str, start: usize, syntax: Syntax, code: Option<Syntax>) -> (Syntax, Quoting, bool) {
    let before = &text[..start];
    let syntax = code.unwrap_or(syntax);
    let mut quoting = Quoting::default();
    let last = before.bytes().next_back().unwrap_or_default();
    let mut alone = matches!(last, b'"' | b'\'' | b'`');
    if alone {
        quoting.delimiter = Some(last);
        quoting.escaped = before.len() > 1 && before.as_bytes()[before.len() - 2] == b'\\';
    }
    let destination = syntax == Syntax::Markdown && is_destination(before);
    quoting.html = matches!(syntax, Syntax::Html | Syntax::Php) || destination || is_attribute(before);
    if !alone
        && quoting.html
        && let Some((quote, _)) = tail(before, 12).rfind('&').and_then(|at| {
            let tail = tail(before, 12);
            reference(&tail[at..]).filter(|(c, length)| at + length == tail.len() && matches!(c, '"' | '\''))
        })
    {
        quoting.delimiter = Some(quote as u8);
        quoting.escaped = true;
        alone = true;
    }
    quoting.escape = match syntax {
        _ if destination => Escape::Markdown,
        Syntax::Shell if !alone && !is_quoted(before) => Escape::Word,
        Syntax::Tex => Escape::Tex,
        Syntax::Batch => Escape::Caret,
        Syntax::PowerShell => Escape::Backtick,
        _ => Escape::String,
    };
    if destination && !alone {
        quoting.delimiter = Some(if last == b'<' { b'>' } else { b')' });
        alone = matches!(last, b'<' | b'(');
    }
    (syntax, quoting, alone)
}

/// Whether a quote of the line before is still open.
fn is_quoted(before: &str) -> bool {
    let Some(line) = line_before(before) else {
        return false;
    };
    let mut open = None;
    let mut bytes = line.bytes();
    while let Some(byte) = bytes.next() {
        match (byte, open) {
            (b'\\', quote) if quote != Some(b'\'') => {
                bytes.next();
            }
            (b'"' | b'\'', None) => open = Some(byte),
            (byte, Some(quote)) if byte == quote => open = None,
            _ => {}
        }
    }
    open.is_some()
}

/// Walks through Markdown once and says which places are code, and in which language.
pub(super) struct Code<'a> {
    text: &'a str,
    line: Range<usize>,
    fence: Option<Fence>,
    /// How far the backticks of the line are counted.
    counted: usize,
    /// Whether their number is odd.
    quoted: bool,
}

/// The fence that a block of code begins with.
#[derive(Clone, Copy)]
pub(super) struct Fence {
    mark: u8,
    length: usize,
    language: Syntax,
}

impl<'a> Code<'a> {
    /// Begins at a line of the text, in the block of code that is open there.
    pub fn new(text: &'a str, from: usize, fence: Option<Fence>) -> Self {
        Code {
            text,
            line: from..line_end(text, from),
            fence,
            counted: from,
            quoted: false,
        }
    }

    /// The block of code that is open at `place`; to be asked last.
    pub fn fence_at(mut self, place: usize) -> Option<Fence> {
        self.at(place);
        self.fence
    }

    /// The language of the code at `place`, where it is code; to be asked from first to last.
    pub fn at(&mut self, place: usize) -> Option<Syntax> {
        while self.line.end <= place && self.line.end < self.text.len() {
            steps(self.line.len());
            let line = self.text[self.line.clone()].trim();
            let mark = line.bytes().next().unwrap_or_default();
            let run = line.bytes().take_while(|byte| *byte == mark).count();
            self.fence = match self.fence {
                None if run >= 3 && (mark == b'~' || (mark == b'`' && !line[run..].contains('`'))) => Some(Fence {
                    mark,
                    length: run,
                    language: language(&line[run..]),
                }),
                Some(open) if mark == open.mark && run >= open.length && run == line.len() => None,
                unchanged => unchanged,
            };
            self.line = self.line.end..line_end(self.text, self.line.end);
            (self.counted, self.quoted) = (self.line.start, false);
        }
        steps(place.saturating_sub(self.counted));
        let passed = self.text.get(self.counted..place).unwrap_or_default();
        self.quoted ^= memchr::memchr_iter(b'`', passed.as_bytes()).count() % 2 == 1;
        self.counted = place.max(self.counted);
        match self.fence {
            Some(fence) => Some(fence.language),
            None => self.quoted.then_some(Syntax::Other),
        }
    }
}

/// What is written behind the opening fence: `bash`, `{.js}`, `python title="a.py"`.
fn language(info: &str) -> Syntax {
    let word = info
        .trim_start()
        .trim_start_matches(['{', '.'])
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .next()
        .unwrap_or_default();
    match Syntax::of_language(&word.to_ascii_lowercase()) {
        Syntax::Markdown => Syntax::Other,
        syntax => syntax,
    }
}

/// Where the line that begins at `start` ends, its line break included.
fn line_end(text: &str, start: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[start..]).map_or(text.len(), |at| start + at + 1)
}
