//! Reading a link forward: character by character as the text writes them, up to where the link ends.

use std::ops::Range;

use super::{
    context,
    escapes::{reference, reference_word, unicode},
    hole::{self, Before},
    segment::{Ampersand, Content, Escape, Quoting, Segment},
    syntax::Syntax,
};
use crate::{github::classify, link::Carrier, work::steps};

/// What may be searched in vain for the ends of brackets, in bytes for one link.
const BUDGET: usize = 3000;

/// Collects the pieces of one link.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that do not depend on each other"
)]
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub syntax: Syntax,
    pub quoting: Quoting,
    pub segments: Vec<Segment>,
    /// Whether nothing of the link is missing.
    pub complete: bool,
    /// Whether it is a pattern or a grammar rather than a link.
    pub pattern: bool,
    /// The last character of the link so far.
    pub last: char,
    /// Whether the query has begun.
    pub query: bool,
    /// How much may still be searched in vain.
    pub budget: usize,
    open: [u32; 3],
    /// Whether the literal contains only the link, so that only its quote ends it.
    pub alone: bool,
    /// The address around the link, where it is a parameter there that is not encoded.
    pub carrier: Option<Carrier>,
}

/// Where and why reading stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    pub at: usize,
    pub terminator: Terminator,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Terminator {
    /// A quote, which ends the literal.
    Quote,
    /// Anything else that is not part of a link.
    Mark,
    /// The end of the text.
    Text,
}

/// What the characters at a place are.
enum Lexeme {
    Plain(usize),
    Escaped(char, usize),
    Hole(usize),
    Gap(usize),
    /// The three dots, or their one character, that stand for more parameters.
    Abbreviated(usize),
    End(Terminator),
}

/// Bytes of which no one means anything but itself.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        plain[byte as usize] = byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b'-' | b'_' | b'/' | b':' | b'+' | b',' | b';' | b'!' | b'~' | b'=' | b'*'
            );
        byte += 1;
    }
    plain
};

impl<'a> Reader<'a> {
    pub fn new(text: &'a str, syntax: Syntax, quoting: Quoting) -> Self {
        Reader {
            text,
            syntax,
            quoting,
            segments: Vec::new(),
            complete: true,
            pattern: false,
            last: '\0',
            query: false,
            budget: BUDGET,
            open: [0; 3],
            alone: false,
            carrier: None,
        }
    }

    /// Ends the link where the parameters of the address around it begin; answers whether it has any.
    pub fn end_in_carrier(&mut self) -> bool {
        let Some(carrier) = &mut self.carrier else { return false };
        let link: String = self.segments.iter().map(|segment| segment.decoded(self.text)).collect();
        let Some(end) = Carrier::end(&link) else { return false };
        carrier.goes_on = true;
        let mut said = 0;
        for (index, segment) in self.segments.iter_mut().enumerate() {
            let length = segment.len(self.text);
            if said + length > end {
                segment.source.end = segment.place(end - said, self.text);
                let kept = if segment.source.is_empty() { index } else { index + 1 };
                self.segments.truncate(kept);
                break;
            }
            said += length;
        }
        true
    }

    pub fn push(&mut self, source: Range<usize>, content: Content) {
        if content == Content::Plain
            && let Some(last) = self.segments.last_mut()
            && last.content == Content::Plain
            && last.source.end == source.start
        {
            last.source.end = source.end;
        } else if !source.is_empty() || content != Content::Plain {
            self.segments.push(Segment {
                source,
                content,
                quoting: self.quoting,
            });
        }
    }

    fn plain(&mut self, source: Range<usize>) {
        if let Some(last) = self.text[source.clone()].chars().next_back() {
            self.last = last;
            self.push(source, Content::Plain);
        }
    }

    /// Puts `text` into the link that is nowhere in the source.
    pub fn give(&mut self, at: usize, text: &'static str) {
        self.push(at..at, Content::Given(text));
        self.last = text.chars().next_back().unwrap_or(self.last);
        self.query |= text.contains('?');
    }

    /// Puts a value there that is filled in elsewhere.
    pub fn hole(&mut self, source: Range<usize>) {
        let written = &self.text[source.clone()];
        // A part that is there only sometimes: `${org ? "&target_name=" + org : ""}`.
        let part = ["\"&", "'&", "`&", "\"?", "'?", "`?"]
            .iter()
            .any(|start| written.contains(start));
        if self.query && (part || self.follows_whole_value()) && !matches!(self.last, '?' | '&' | '=') {
            self.give(source.start, "&");
        }
        if self.query && matches!(self.last, '?' | '&') {
            self.complete = false;
        }
        let word = match written
            .strip_prefix('&')
            .and_then(|reference| reference.split(['&', ';']).nth(1))
        {
            // `&lt;owner&gt;`
            Some(word) => hole::placeholder(&format!("<{word}>")),
            None => hole::placeholder(written),
        };
        self.push(source, Content::Placeholder(word));
        self.last = '}';
    }

    /// Whether the link ends in a value that nothing can be added to: `contents=write`, `expires_in=none`.
    fn follows_whole_value(&self) -> bool {
        let Some(Segment {
            source,
            content: Content::Plain,
            ..
        }) = self.segments.last()
        else {
            return false;
        };
        ["=read", "=write", "=admin", "=none"]
            .iter()
            .any(|value| self.text[source.clone()].ends_with(value))
    }

    /// Reads on from `from` to the end of the literal or of the link.
    pub fn read(&mut self, from: usize) -> End {
        let first = self.segments.len();
        let end = self.read_literal(from);
        // How the literal writes its characters is known at its end.
        let quoting = self.quoting;
        self.segments
            .iter_mut()
            .skip(first)
            .for_each(|segment| segment.quoting = quoting);
        end
    }

    fn read_literal(&mut self, from: usize) -> End {
        let bytes = self.text.as_bytes();
        let (mut run, mut at) = (from, from);
        loop {
            while at < bytes.len() && PLAIN[usize::from(bytes[at])] {
                at += 1;
            }
            let step = if at == bytes.len() {
                Lexeme::End(Terminator::Text)
            } else {
                self.step(run, at)
            };
            if let Lexeme::Plain(length) = step {
                at += length;
                continue;
            }
            if run < at {
                self.plain(run..at);
            }
            match step {
                Lexeme::Plain(_) => {}
                Lexeme::Escaped(c, length) => {
                    self.push(at..at + length, Content::Escaped(c));
                    self.last = c;
                    self.query |= c == '?';
                    at += length;
                }
                Lexeme::Hole(length) => {
                    self.value_of(at..at + length);
                    at += length;
                }
                Lexeme::Gap(length) => at += length,
                Lexeme::Abbreviated(length) => {
                    self.complete = false;
                    self.push(at..at + length, Content::Placeholder("{etc}".to_owned()));
                    self.last = '}';
                    at += length;
                }
                Lexeme::End(terminator) => return End { at, terminator },
            }
            run = at;
        }
    }

    /// The character of the link before `at`, where everything from `run` on is plain.
    fn before(&self, run: usize, at: usize) -> char {
        self.text[run..at].chars().next_back().unwrap_or(self.last)
    }

    fn step(&mut self, run: usize, at: usize) -> Lexeme {
        steps(1);
        let rest = &self.text[at..];
        let bytes = rest.as_bytes();
        let last = self.before(run, at);
        if self.quoting.percent > 0 {
            return self.step_encoded(rest);
        }
        match bytes[0] {
            b'%' => {
                let is_code = bytes
                    .get(1..3)
                    .is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit));
                if let Some(length) = self.value(last, rest) {
                    self.quoting.printf |= bytes
                        .get(1)
                        .is_some_and(|byte| byte.is_ascii_alphabetic() && self.syntax != Syntax::Batch);
                    Lexeme::Hole(length)
                } else if !is_code && bytes.get(1) == Some(&b'%') {
                    self.quoting.printf = true;
                    Lexeme::Escaped('%', 2)
                } else {
                    Lexeme::Plain(1)
                }
            }
            b'&' => self.ampersand(rest),
            b'?' => {
                self.query = true;
                Lexeme::Plain(1)
            }
            b'.' if is_abbreviated(last, rest) => Lexeme::Abbreviated(rest.len() - rest.trim_start_matches('.').len()),
            b'.' => Lexeme::Plain(1),
            b'\\' => self.backslash(last, rest),
            b'^' if self.quoting.escape == Escape::Caret => match bytes.get(1) {
                Some(c) if c.is_ascii_punctuation() => self.escaped(char::from(*c), 2),
                _ => Lexeme::Plain(1),
            },
            b'`' if self.quoting.escape == Escape::Backtick && bytes.get(1) == Some(&b'&') => self.escaped('&', 2),
            b'"' | b'\'' | b'`' => self.quote(at, rest),
            b'<' => match self.value(last, rest) {
                Some(length) => Lexeme::Hole(length),
                None => Lexeme::End(Terminator::Mark),
            },
            b'>' | b'|' => Lexeme::End(Terminator::Mark),
            b'{' | b'$' | b'#' | b'@' => match self.value(last, rest) {
                Some(length) => Lexeme::Hole(length),
                None => self.bracket(bytes[0]),
            },
            b'[' if rest.starts_with("[&") || rest.starts_with("[?") => {
                self.pattern = true;
                Lexeme::End(Terminator::Mark)
            }
            b'[' => match self.value(last, rest) {
                Some(length) => Lexeme::Hole(length),
                None if self.text[..at].ends_with("++") || is_label(rest) => Lexeme::End(Terminator::Mark),
                None => self.bracket(b'['),
            },
            b'(' | b')' | b']' | b'}' => self.bracket(bytes[0]),
            byte if byte.is_ascii_whitespace() => self.blank(at),
            byte if byte < 0x20 || byte == 0x7f => Lexeme::End(Terminator::Mark),
            byte if byte < 0x80 => Lexeme::Plain(1),
            _ => self.foreign(at, last, rest),
        }
    }

    fn value(&mut self, last: char, rest: &str) -> Option<usize> {
        let before = Before {
            last,
            syntax: self.syntax,
        };
        if self.budget == 0 {
            return None;
        }
        hole::length(rest, before, &mut self.budget)
    }

    fn escaped(&mut self, c: char, length: usize) -> Lexeme {
        if c == '&' {
            self.quoting.ampersand = Ampersand::Escaped;
        }
        Lexeme::Escaped(c, length)
    }

    /// Inside another link, where everything is percent-encoded once or twice.
    fn step_encoded(&mut self, rest: &str) -> Lexeme {
        let bytes = rest.as_bytes();
        if bytes[0] != b'%' {
            self.query |= bytes[0] == b'?';
            let ends = matches!(
                bytes[0],
                b'&' | b'"' | b'\'' | b'`' | b'<' | b'>' | b')' | b']' | b'}' | b'\\' | b'|' | b'#'
            ) || bytes[0].is_ascii_whitespace()
                || bytes[0] >= 0x80;
            return if ends {
                Lexeme::End(Terminator::Mark)
            } else {
                Lexeme::Plain(1)
            };
        }
        let mut prefix = 1;
        for _ in 1..self.quoting.percent {
            if !rest[prefix..].starts_with("25") {
                return Lexeme::Plain(1);
            }
            prefix += 2;
        }
        let code = rest
            .get(prefix..prefix + 2)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match code {
            Some(byte) if byte.is_ascii() && !byte.is_ascii_control() => Lexeme::Escaped(char::from(byte), prefix + 2),
            Some(_) => Lexeme::Plain(prefix + 2),
            None => Lexeme::End(Terminator::Mark),
        }
    }

    fn ampersand(&mut self, rest: &str) -> Lexeme {
        if !self.quoting.html {
            return if rest.starts_with("&&") && !self.alone {
                Lexeme::End(Terminator::Mark)
            } else {
                Lexeme::Plain(1)
            };
        }
        match reference(rest) {
            // A page that shows the source of another one: `&lt;a href=&quot;...?name=x&amp;amp;contents=read&quot;&gt;`.
            Some(('&', length)) if self.quoting.escaped && rest[length..].starts_with("amp;") => {
                Lexeme::Escaped('&', length + "amp;".len())
            }
            Some(('&', length)) => {
                self.quoting.ampersand = Ampersand::Entity;
                Lexeme::Escaped('&', length)
            }
            Some(('<', length)) => match reference_word(rest, length) {
                Some(word) => Lexeme::Hole(word),
                None => Lexeme::End(Terminator::Mark),
            },
            Some(('>', _)) => Lexeme::End(Terminator::Mark),
            Some((quote @ ('"' | '\''), length)) => {
                if self.quoting.delimiter == Some(quote as u8) && self.quoting.escaped {
                    Lexeme::End(Terminator::Quote)
                } else {
                    Lexeme::Escaped(quote, length)
                }
            }
            Some((c, length)) if !c.is_whitespace() && !c.is_control() => Lexeme::Escaped(c, length),
            Some(_) => Lexeme::End(Terminator::Mark),
            None => Lexeme::Plain(1),
        }
    }

    fn backslash(&mut self, last: char, rest: &str) -> Lexeme {
        let bytes = rest.as_bytes();
        // A string inside a string doubles its backslashes.
        let slashes = if bytes.get(1) == Some(&b'\\') { 2 } else { 1 };
        let after = &rest[slashes..];
        let next = after.chars().next();
        if let Some((c, length)) = unicode(after) {
            if c == '&' {
                self.quoting.ampersand = Ampersand::Unicode;
            }
            return match c {
                '"' | '\'' | '<' | '>' => Lexeme::End(Terminator::Mark),
                c if c.is_control() || c.is_whitespace() => Lexeme::End(Terminator::Mark),
                c => Lexeme::Escaped(c, slashes + length),
            };
        }
        match (self.quoting.escape, next) {
            (_, Some('\n')) if slashes == 1 => {
                let next = rest[2..].trim_start_matches([' ', '\t']);
                // Haskell ends the gap with another one.
                let gap = next.starts_with('\\') && self.alone && self.syntax == Syntax::Code;
                Lexeme::Gap(rest.len() - next.len() + usize::from(gap))
            }
            (_, Some('\r')) if rest.starts_with("\\\r\n") => {
                Lexeme::Gap(3 + rest[3..].len() - rest[3..].trim_start_matches([' ', '\t']).len())
            }
            (Escape::Markdown, Some(c)) if c.is_ascii_punctuation() && slashes == 1 => self.escaped(c, 2),
            (Escape::Word, Some(c)) if c.is_ascii_punctuation() || c == ' ' => self.escaped(c, 2),
            (Escape::Tex, Some(c)) if "&%#_${}~^".contains(c) => {
                self.quoting.underscore |= c == '_';
                self.escaped(c, 2)
            }
            (_, Some('/')) => Lexeme::Escaped('/', slashes + 1),
            // A literal in a literal, or its end.
            (_, Some(quote @ ('"' | '\'' | '`'))) => self.escaped_quote(quote, slashes),
            (_, Some('(')) => match self.value(last, rest) {
                Some(length) => Lexeme::Hole(length),
                None => Lexeme::End(Terminator::Mark),
            },
            (_, Some('?' | '.' | '+' | '*' | '=' | 'd' | 'w' | 'S')) => {
                self.pattern = true;
                Lexeme::End(Terminator::Mark)
            }
            // Where nothing decodes it, this is a fault of the link itself.
            (_, Some('&')) if slashes == 1 => Lexeme::Plain(2),
            _ => Lexeme::End(Terminator::Mark),
        }
    }

    fn escaped_quote(&mut self, quote: char, slashes: usize) -> Lexeme {
        let inner = self.quoting.escaped && self.quoting.delimiter == Some(quote as u8);
        if !inner && slashes == 1 && self.alone && self.quoting.delimiter == Some(quote as u8) {
            // `'...&name=Bob\'s'`
            return Lexeme::Escaped(quote, 2);
        }
        Lexeme::End(if inner { Terminator::Quote } else { Terminator::Mark })
    }

    fn quote(&mut self, at: usize, rest: &str) -> Lexeme {
        let quote = rest.as_bytes()[0];
        let doubled = rest.as_bytes().get(1) == Some(&quote);
        let closes = self.quoting.delimiter == Some(quote);
        if closes && !self.quoting.escaped {
            let goes_on = rest
                .get(2..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(|c| c.is_alphanumeric() || "%+&=_-".contains(c));
            if doubled && self.syntax == Syntax::Doubling && goes_on {
                return Lexeme::Escaped(char::from(quote), 2);
            }
            if quote == b'\''
                && self.syntax == Syntax::Shell
                && (rest.starts_with("'\\''") || rest.starts_with("'\"'\"'"))
            {
                return Lexeme::Escaped('\'', if rest.starts_with("'\\") { 4 } else { 5 });
            }
            return Lexeme::End(Terminator::Quote);
        }
        // An apostrophe in a link that a pair of other marks encloses: `[x](...&name=Bob's+CI)`.
        let apostrophe = quote == b'\''
            && self.alone
            && self.quoting.delimiter.is_some()
            && rest
                .get(1..)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
            && self.text[..at].ends_with(|c: char| c.is_alphanumeric());
        if apostrophe {
            return Lexeme::Plain(1);
        }
        // `...&name=Bob's+CI`: what follows may belong to it.
        if self.quoting.delimiter.is_none()
            && rest[1..].starts_with(|c: char| c.is_alphanumeric() || "%+&=".contains(c))
        {
            self.complete = false;
        }
        Lexeme::End(Terminator::Quote)
    }

    fn bracket(&mut self, bracket: u8) -> Lexeme {
        let (kind, opens) = match bracket {
            b'(' => (0, true),
            b')' => (0, false),
            b'[' => (1, true),
            b']' => (1, false),
            b'{' => (2, true),
            b'}' => (2, false),
            _ => return Lexeme::Plain(1),
        };
        let depth = &mut self.open[kind];
        if opens {
            *depth += 1;
        } else if *depth == 0 {
            return Lexeme::End(Terminator::Mark);
        } else {
            *depth -= 1;
        }
        Lexeme::Plain(1)
    }

    /// White space: the end, unless the link goes on behind it.
    fn blank(&mut self, at: usize) -> Lexeme {
        let rest = &self.text[at..];
        if let Some(length) = self.layout(at) {
            return Lexeme::Gap(length);
        }
        let width = rest.len() - rest.trim_start_matches(' ').len();
        if width > 0 && self.alone && self.is_raw_blank(&rest[width..]) {
            return Lexeme::Plain(width);
        }
        if width == 1 && self.syntax.is_prose() && self.is_blank_in_prose(at, &rest[width..]) {
            return Lexeme::Plain(width);
        }
        if matches!(self.last_of(at), '=') && self.alone {
            self.complete = false;
        }
        Lexeme::End(Terminator::Mark)
    }

    fn last_of(&self, at: usize) -> char {
        self.text[..at].chars().next_back().unwrap_or_default()
    }

    /// Whether the link goes on behind a blank: its literal ends only after another parameter.
    fn is_raw_blank(&self, rest: &str) -> bool {
        let window = &rest[..rest.floor_char_boundary(400)];
        steps(window.len());
        let closes = |c: char| {
            self.quoting
                .delimiter
                .is_some_and(|delimiter| c == char::from(delimiter))
                || matches!(c, '\n' | '<' | '>' | '"')
        };
        let Some(end) = window.find(closes) else { return false };
        let inside = &window[..end];
        if inside.contains("://") {
            return false;
        }
        let mut pieces = inside.split('&');
        let first = pieces.next().unwrap_or_default();
        let words = first.split(' ').count() <= 6 && !first.contains(['.', '，', '?']);
        words
            && pieces.any(|piece| {
                let piece = piece.strip_prefix("amp;").unwrap_or(piece);
                let name = piece.split('=').next().unwrap_or_default();
                !name.is_empty()
                    && name.len() < piece.len()
                    && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
            })
    }

    /// Whether a sentence goes on with the rest of the link: `...new?name=My token&contents=read`. The words before the next
    /// parameter must be those of a name, and the parameter one of the form.
    fn is_blank_in_prose(&self, at: usize, rest: &str) -> bool {
        const FAR: usize = 120;
        let before = context::tail(&self.text[..at], FAR);
        let parameter = before.rsplit(['&', '?', ';']).next().unwrap_or_default();
        let is_text = ["name=", "description="].iter().any(|name| parameter.starts_with(name));
        let is_word = before.ends_with(|c: char| c.is_alphanumeric());
        if !self.query || self.quoting.delimiter.is_some() || !is_text || !is_word {
            return false;
        }
        let window = context::head(rest, FAR);
        steps(window.len());
        let Some((words, parameter)) = window.split_once('&') else {
            return false;
        };
        // `\&` of LaTeX
        let words = words.strip_suffix('\\').unwrap_or(words);
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '+' | '%');
        let parameter = parameter.strip_prefix("amp;").unwrap_or(parameter);
        let (name, value) = parameter.split_once('=').unwrap_or_default();
        words.chars().all(is_word)
            && !words.ends_with(' ')
            && words.split(' ').count() <= 5
            && classify(name).is_of_form()
            && value.starts_with(|c: char| c.is_alphanumeric())
    }

    /// The length of a line break behind which the link goes on, as GitHub lays out its example:
    /// `?name=...` and `&contents=read` each on a line of its own.
    pub fn layout(&self, at: usize) -> Option<usize> {
        if self.alone
            && self
                .quoting
                .delimiter
                .is_some_and(|delimiter| matches!(delimiter, b'"' | b'\''))
        {
            return None;
        }
        let rest = &self.text[at..];
        let end = rest.trim_start_matches([' ', '\t', '\r']);
        let next = end.strip_prefix('\n')?;
        let line = next.trim_start_matches([' ', '\t']);
        let line = ["///", "//", "#", "*", ">", ";", "--"]
            .iter()
            .find_map(|comment| line.strip_prefix(comment))
            .unwrap_or(line)
            .trim_start_matches([' ', '\t']);
        let starts = if self.query {
            line.starts_with('&')
        } else {
            line.starts_with('?')
        };
        let name = line.get(1..)?;
        let name = name.strip_prefix("amp;").unwrap_or(name);
        let length = name
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(name.len());
        (starts && length > 0 && name[length..].starts_with('=')).then(|| rest.len() - line.len())
    }

    /// A character outside ASCII.
    fn foreign(&mut self, at: usize, last: char, rest: &str) -> Lexeme {
        let Some(c) = rest.chars().next() else {
            return Lexeme::End(Terminator::Text);
        };
        match c {
            '…' => {
                if matches!(last, '?' | '&' | '=') {
                    return Lexeme::Abbreviated(c.len_utf8());
                }
                self.complete = false;
                Lexeme::End(Terminator::Mark)
            }
            '“' | '”' | '‘' | '’' | '«' | '»' => Lexeme::End(Terminator::Mark),
            c if c.is_whitespace() || c.is_control() => Lexeme::End(Terminator::Mark),
            c if is_unwritten(c) && !self.encloses(at) => Lexeme::End(Terminator::Mark),
            c => Lexeme::Plain(c.len_utf8()),
        }
    }

    /// Whether everything up to the end of the literal belongs to the link, whatever its script.
    fn encloses(&self, at: usize) -> bool {
        let Some(delimiter) = self.quoting.delimiter.filter(|_| self.alone) else {
            return false;
        };
        let rest = &self.text[at..self.text.floor_char_boundary(at + 300)];
        steps(rest.len());
        let end = rest.find(|c: char| c.is_whitespace() || is_full_width(c) || c == char::from(delimiter));
        end.is_some_and(|end| rest[end..].starts_with(char::from(delimiter)))
    }
}

/// Whether three dots stand for more parameters, or for any value.
fn is_abbreviated(last: char, rest: &str) -> bool {
    let after = rest.trim_start_matches('.');
    rest.starts_with("...")
        && matches!(last, '?' | '&' | '=')
        && !after.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Whether a bracket after an address opens its label, as in AsciiDoc; `repositories[]=a` is a parameter.
fn is_label(text: &str) -> bool {
    let line = &text[..text.floor_char_boundary(300)];
    steps(line.len());
    let label = line.find([']', '\n']).map(|end| &line[end..]);
    // In `name=a[b]+c` and `repositories[]=a` the value or the link goes on.
    let goes_on = |rest: &str| {
        let next = rest.as_bytes().get(1);
        next.is_some_and(|next| next.is_ascii_alphanumeric() || b"=&+%-_".contains(next))
    };
    label.is_some_and(|rest| rest.starts_with(']') && !goes_on(rest))
}

/// Whether a character is punctuation of full width.
fn is_full_width(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

/// Whether a character is not written in addresses: punctuation of full width, and letters of scripts that are written
/// without blanks around an address.
fn is_unwritten(c: char) -> bool {
    is_full_width(c)
        || matches!(c,
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{2fdf}' | '\u{3040}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
            | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff10}'..='\u{ff19}'
            | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '\u{ff66}'..='\u{ffdc}' | '\u{20000}'..='\u{3ffff}')
}
