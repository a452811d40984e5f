//! Reads the words of a command: quotes, escapes, comments, lines that go on, and the documents of `<<`.

use std::ops::Range;

use super::{literal, text::Word};
use crate::github::placeholder;

/// Longer commands are cut: no one writes them by hand.
pub(super) const LONGEST: usize = 8 * 1024;

/// What ends a command besides the end of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closer {
    None,
    /// The string that it is in, or a command substitution.
    At(u8),
    /// The string is in another one: `\"`.
    Escaped(u8),
}

pub(super) struct WordReader<'a> {
    source: &'a str,
    pub(super) at: usize,
    most: usize,
    closer: Closer,
    pub(super) leader: Option<&'static str>,
    /// The indentation of the lines that are read as one.
    pub(super) folded: Option<usize>,
    /// The word that ends the document of `<<`.
    delimiter: Option<String>,
    pub(super) words: Vec<Word>,
    /// How far was looked.
    pub(super) read: usize,
}

impl<'a> WordReader<'a> {
    pub(super) fn new(source: &'a str, at: usize, closer: Closer) -> Self {
        Self {
            source,
            at,
            most: source.floor_char_boundary(at.saturating_add(LONGEST)),
            closer,
            leader: None,
            folded: None,
            delimiter: None,
            words: Vec::new(),
            read: at,
        }
    }

    pub(super) fn byte(&self, at: usize) -> u8 {
        if at < self.most {
            self.source.as_bytes().get(at).copied().unwrap_or_default()
        } else {
            0
        }
    }

    fn closes(&self, at: usize) -> bool {
        match self.closer {
            Closer::None => false,
            Closer::At(byte @ (b'"' | b'\'')) => self.byte(at) == byte && self.byte(at.wrapping_sub(1)) != b'\\',
            Closer::At(byte) => self.byte(at) == byte,
            Closer::Escaped(byte) => self.byte(at) == b'\\' && self.byte(at + 1) == byte,
        }
    }

    pub(super) fn words(&mut self) {
        while self.at < self.most {
            self.read = self.read.max(self.at);
            if self.closes(self.at) {
                let start = self.at;
                match self.join() {
                    None => return,
                    Some(text) if text.is_empty() => {}
                    Some(text) => {
                        let mut word = Word {
                            range: start..self.at,
                            text,
                        };
                        self.word_into(&mut word);
                        self.words.push(word);
                    }
                }
                continue;
            }
            match self.byte(self.at) {
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'\n' if self.is_folded() => self.at += 1,
                b'\n' | b';' | b'|' => return,
                b'&' if matches!(self.byte(self.at + 1), b'&' | b' ' | b'\n' | b'>' | 0) => return,
                b'#' if self.byte(self.at - 1).is_ascii_whitespace() => return,
                // A line that goes on: `\`, PowerShell's backtick, the caret of a batch file, `\n\` in a string.
                b'\\' | b'`' | b'^' if self.continues_on_next_line() => {}
                b'\\' if self.byte(self.at + 1) == b'n' && self.closer != Closer::None => return,
                b'<' if placeholder(self.source, self.at, true) == 0 => self.redirection(),
                b'>' => self.redirection(),
                _ => self.word(),
            }
        }
    }

    /// Whether the next line belongs to this one.
    fn is_folded(&self) -> bool {
        let Some(indent) = self.folded else { return false };
        let line = self.source.get(self.at + 1..self.most).unwrap_or_default();
        let text = line.trim_start_matches(' ');
        line.len() - text.len() == indent && !text.starts_with(['\n', '\r']) && !text.is_empty()
    }

    pub(super) fn skip_line(&mut self) {
        let rest = self.source.get(self.at..self.most).unwrap_or_default();
        self.at += rest.find('\n').unwrap_or(rest.len());
    }

    /// The lines behind the command, up to the delimiter.
    pub(super) fn document(&mut self) -> Option<Range<usize>> {
        /// Longer documents are not followed.
        const LONGEST: usize = 64 * 1024;
        let delimiter = self.delimiter.take()?;
        let end = self.source.floor_char_boundary(self.at.saturating_add(LONGEST));
        let rest = self.source.get(self.at..end)?;
        let mut at = self.at + rest.find('\n')? + 1;
        let start = at;
        for line in self.source.get(start..end)?.split_inclusive('\n') {
            if line.trim() == delimiter {
                self.read = self.read.max(at);
                return Some(start..at);
            }
            at += line.len();
        }
        self.read = self.read.max(end);
        None
    }

    fn continues_on_next_line(&mut self) -> bool {
        let mut at = self.at + 1;
        // A backslash of a string that is itself in a string.
        while self.byte(at) == b'\\' {
            at += 1;
        }
        if self.byte(at) == b'n' && self.byte(at + 1) == b'\\' {
            at += 2;
        }
        while matches!(self.byte(at), b' ' | b'\t' | b'\r') {
            at += 1;
        }
        if self.byte(at) != b'\n' {
            return false;
        }
        at += 1;
        while matches!(self.byte(at), b' ' | b'\t') {
            at += 1;
        }
        if let Some(leader) = self.leader
            && self.source[at..].starts_with(leader)
        {
            at += leader.len();
        } else if self.byte(at) == b'#' {
            // A remark between the lines.
            at = self.source[at..self.most]
                .find('\n')
                .map_or(self.most, |end| at + end + 1);
        }
        self.at = at;
        true
    }

    /// What is joined to the string that ends here: `"curl https://api.github.com/repos/" + repo + "/issues"`. The reader goes
    /// on behind it, and what is not a string is returned as `{expression}`; `None` where nothing is joined.
    fn join(&mut self) -> Option<String> {
        let Closer::At(quote @ (b'"' | b'\'')) = self.closer else {
            return None;
        };
        let skip = |mut at: usize| {
            while matches!(self.byte(at), b' ' | b'\t' | b'\r' | b'\n' | b'\\') {
                at += 1;
            }
            at
        };
        let opens = |at: usize| {
            let at = if self.byte(at) == b'f' { at + 1 } else { at };
            (self.byte(at) == quote && self.byte(at + 1) != quote).then_some(at + 1)
        };
        let end = self.at + 1;
        let operator = skip(end);
        let joined = matches!(self.byte(operator), b'+' | b'.');
        let start = if joined { skip(operator + 1) } else { operator };
        // Strings that follow each other on lines of their own are one in Python and C.
        if let Some(next) = opens(start).filter(|_| joined || self.source[end..start].contains('\n')) {
            self.at = next;
            return Some(String::new());
        }
        if !joined {
            return None;
        }
        let (expression, next) = literal::operand(self.source, start, self.most)?;
        let operator = skip(next);
        let reopened = matches!(self.byte(operator), b'+' | b'.')
            .then(|| opens(skip(operator + 1)))
            .flatten();
        self.at = reopened.unwrap_or(next);
        if reopened.is_none() {
            // The command ends with the expression.
            self.most = next;
        }
        Some(format!("{{{expression}}}"))
    }

    fn redirection(&mut self) {
        let heredoc = self.source[self.at..].starts_with("<<") && !self.source[self.at..].starts_with("<<<");
        while matches!(self.byte(self.at), b'<' | b'>' | b'&' | b'-') {
            self.at += 1;
        }
        while matches!(self.byte(self.at), b' ' | b'\t') {
            self.at += 1;
        }
        let count = self.words.len();
        let before = self.at;
        if !matches!(self.byte(self.at), b'\n' | b'|' | b';' | 0) && !self.closes(self.at) {
            self.word();
        }
        if heredoc && let Some(word) = self.words.get(count) {
            self.delimiter = Some(word.text.clone());
        }
        self.words.truncate(count);
        if self.at == before && heredoc {
            self.at += 1;
        }
    }

    fn word(&mut self) {
        let mut word = Word {
            range: self.at..self.at,
            text: String::new(),
        };
        let start = self.at;
        self.word_into(&mut word);
        if self.at == start {
            self.at += self.source[self.at..].chars().next().map_or(1, char::len_utf8);
        }
        self.words.push(word);
    }

    fn word_into(&mut self, word: &mut Word) {
        while self.at < self.most {
            if self.closes(self.at) {
                match self.join() {
                    Some(text) => word.text.push_str(&text),
                    None => break,
                }
                continue;
            }
            let byte = self.byte(self.at);
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' | b'|' | b';' | b'>' => break,
                b'&' if matches!(self.byte(self.at + 1), b'&' | b' ' | b'\n' | 0) => break,
                b'\'' => self.quoted(b'\'', false, word),
                b'"' => self.quoted(b'"', false, word),
                b'\\' if matches!(self.byte(self.at + 1), b'"' | b'\'') => {
                    // In a string `\"` is a quote of the command.
                    self.at += 1;
                    self.quoted(self.byte(self.at), true, word);
                }
                b'\\' if matches!(self.byte(self.at + 1), b'\n' | b'\r') => break,
                b'\\' if self.byte(self.at + 1) == b'n' && self.byte(self.at + 2) == b'\\' => break,
                b'\\' if self.byte(self.at + 1) == b'(' => self.expand(word),
                b'\\' => {
                    self.at += 1;
                    self.push(word);
                }
                b'`' if self.closer == Closer::At(b'`') || matches!(self.byte(self.at + 1), b'\n' | b'\r' | b' ') => {
                    break;
                }
                b'`' => {
                    let end = self.source[self.at + 1..self.most]
                        .find(['`', '\n'])
                        .map_or(self.most, |end| self.at + 1 + end);
                    word.text.push_str("{command}");
                    self.at = (end + 1).min(self.most);
                }
                b'<' if placeholder(self.source, self.at, true) == 0 => break,
                b')' if self.closer == Closer::None => break,
                _ => self.expand(word),
            }
        }
        word.range.end = self.at.max(word.range.start);
    }

    /// One character, or something that is filled in.
    fn expand(&mut self, word: &mut Word) {
        if self.source[self.at..].starts_with("$(") {
            let end = self.substitution(self.at + 2);
            let inside: String = self.source[self.at + 2..end]
                .chars()
                .filter(|c| !"(){}/\n".contains(*c))
                .take(40)
                .collect();
            word.text.push_str("$(");
            word.text.push_str(&inside);
            word.text.push(')');
            self.at = (end + 1).min(self.most);
            return;
        }
        let length = placeholder(self.source, self.at, true);
        if length > 0 && self.byte(self.at) != b'[' && self.byte(self.at) != b'*' {
            let end = self.source.floor_char_boundary((self.at + length).min(self.most));
            word.text.push_str(&self.source[self.at..end]);
            self.at = end;
        } else {
            self.push(word);
        }
    }

    fn push(&mut self, word: &mut Word) {
        if let Some(c) = self.source[self.at..].chars().next() {
            word.text.push(c);
            self.at += c.len_utf8();
        }
    }

    fn quoted(&mut self, quote: u8, escaped: bool, word: &mut Word) {
        self.at += 1;
        let start = self.at;
        let from = word.text.len();
        while self.at < self.most {
            let byte = self.byte(self.at);
            if escaped {
                if byte == b'\\' && self.byte(self.at + 1) == quote {
                    self.at += 2;
                    return;
                }
            } else if byte == quote && self.closer != Closer::At(quote) {
                self.at += 1;
                return;
            }
            // The string around it is over before its inner quote is, or goes on in another one.
            if self.closes(self.at) && !matches!(self.closer, Closer::At(b')' | b'`')) {
                match self.join() {
                    Some(text) => word.text.push_str(&text),
                    None => return,
                }
                continue;
            }
            if quote == b'"' && byte == b'\\' {
                self.at += 1;
                if self.byte(self.at) == b'\n' {
                    self.at += 1;
                } else if !escaped && self.byte(self.at) == b'(' {
                    self.at -= 1;
                    self.expand(word);
                } else {
                    self.push(word);
                }
            } else if quote == b'"' {
                self.expand(word);
            } else if quote == b'\'' && (byte == b'$' || byte == b'{') {
                // Not the shell's, but of the template around it: `${{ github.repository }}`, `'${repo}'`.
                self.expand(word);
            } else {
                self.push(word);
            }
        }
        // It never closes: the line is all there is of it.
        self.read = self.most;
        let end = self.source[start..self.most]
            .find('\n')
            .map_or(self.most, |end| start + end);
        word.text.truncate(from);
        word.text.push_str(&self.source[start..end]);
        self.at = end;
    }

    /// The `)` of a command substitution.
    fn substitution(&self, mut at: usize) -> usize {
        let mut depth = 1_usize;
        let mut quote = 0;
        while at < self.most {
            match self.byte(at) {
                b'\\' => at += 1,
                byte @ (b'"' | b'\'') if quote == 0 => quote = byte,
                byte if byte == quote && quote != 0 => quote = 0,
                b'(' if quote != b'\'' => depth += 1,
                b')' if quote != b'\'' => {
                    depth -= 1;
                    if depth == 0 {
                        return at;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        self.most
    }
}
