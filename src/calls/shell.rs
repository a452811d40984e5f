//! Commands as people write them: in a shell, in a comment, in a string of another language, or as a list of arguments.

use std::ops::Range;

use super::{Text, literal, text::Word};
use crate::github::placeholder;

/// A command from its name on.
#[derive(Debug)]
pub(super) struct Command {
    /// The words behind the name.
    pub words: Vec<Word>,
    /// Where it begins and ends.
    pub range: Range<usize>,
    /// The document that it gets by `<<EOF`.
    pub document: Option<Range<usize>>,
    /// How many bytes were looked at.
    read: usize,
}

/// Longer commands are cut: no one writes them by hand.
const LONGEST: usize = 8 * 1024;

/// Every command of a name in a text, whose first word is `first`; with an empty one, any.
pub(super) fn commands<'t>(text: &'t Text<'_>, name: &'t str, first: &'t str) -> impl Iterator<Item = Command> + 't {
    // Commands can be in others, but not so often that a text would be read a hundred times.
    let mut budget = 16 * text.source().len() + LONGEST;
    text.find_all(name)
        .map_while(move |at| {
            let command = command(text, at, name, first);
            budget = budget.checked_sub(command.as_ref().map_or(0, |command| command.read))?;
            Some(command)
        })
        .flatten()
}

fn command(text: &Text<'_>, at: usize, name: &str, first: &str) -> Option<Command> {
    let source = text.source();
    let before = source.get(..at)?.chars().next_back();
    let after = source.get(at + name.len()..)?;
    // `@curl` of a Makefile.
    let line = text.before(at);
    let is_recipe = line
        .trim_start_matches(['\t', ' '])
        .trim_start_matches(['@', '-', '+'])
        .is_empty()
        && line.starts_with('\t');
    // `curl_setopt`, `libcurl`, `my-gh`
    if !is_recipe && before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@' | '#' | '+')) {
        return None;
    }
    let end = at + name.len();
    // Nothing is read in vain: `gh` is part of many words.
    let begins = after.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '$' && c != '-' && c != '.');
    if !begins.starts_with(first) && !begins.starts_with(".arg") {
        return None;
    }
    let mut chars = after.chars();
    let next = match chars.next() {
        // `curl.exe`
        Some('.') if after.starts_with(".exe") => return Some(command_at(text, at, end + 4, before)),
        next => next?,
    };
    if let Some(quote @ ('"' | '\'')) = before
        && next == quote
    {
        return Some(listed(source, at, end + 1));
    }
    if next.is_whitespace() || next == '\\' {
        Some(command_at(text, at, end, before))
    } else {
        None
    }
}

fn command_at(text: &Text<'_>, at: usize, end: usize, before: Option<char>) -> Command {
    let source = text.source();
    let mut reader = Reader::new(source, end, closer(text, at, before));
    reader.leader = leader(text.before(at));
    reader.folded = folded(source, at);
    reader.words();
    Command {
        range: at..reader.at,
        document: reader.document(),
        read: reader.read - at,
        words: reader.words,
    }
}

/// The words that a shell keeps in a variable: `args=(-X POST)`, `OPTIONS="-s -X POST"`, with what is added later.
pub(super) fn words_in(text: &Text<'_>, name: &str) -> Vec<Word> {
    /// More places of a name are not looked at.
    const MOST: usize = 100;
    text.words(name, |text| {
        let source = text.source();
        let mut words = Vec::new();
        for at in text.find_all(name).take(MOST) {
            let before = source[..at].chars().next_back();
            let after = source.get(at + name.len()..).unwrap_or_default();
            let Some(value) = after.strip_prefix('+').unwrap_or(after).strip_prefix('=') else {
                continue;
            };
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '{' | '-')) {
                continue;
            }
            let start = source.len() - value.len() + 1;
            let closer = match value.bytes().next() {
                Some(b'(') => b')',
                Some(quote @ (b'"' | b'\'')) if value[1..].trim_start().starts_with('-') => quote,
                _ => continue,
            };
            let mut reader = Reader::new(source, start, Closer::At(closer));
            // An array goes on over lines, with remarks between them.
            loop {
                reader.words();
                match reader.byte(reader.at) {
                    b'\n' => reader.at += 1,
                    b'#' => reader.skip_line(),
                    _ => break,
                }
            }
            words.append(&mut reader.words);
        }
        words
    })
}

/// The indentation of a block of YAML whose lines are one: `run: >-`.
fn folded(source: &str, at: usize) -> Option<usize> {
    const FAR: usize = 2000;
    let before = &source[source.floor_char_boundary(at.saturating_sub(FAR))..at];
    let mut lines = before.rsplit('\n');
    let indent = |line: &str| line.len() - line.trim_start().len();
    let own = indent(lines.next()?);
    let above = lines.find(|line| !line.trim().is_empty() && indent(line) < own)?;
    let header = above.trim_end();
    (own > 0 && [": >", ": >-", ": >+"].iter().any(|end| header.ends_with(end))).then_some(own)
}

/// What ends a command besides the end of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closer {
    None,
    /// The string that it is in, or a command substitution.
    At(u8),
    /// The string is in another one: `\"`.
    Escaped(u8),
}

fn closer(text: &Text<'_>, at: usize, before: Option<char>) -> Closer {
    let line = text.before(at);
    match before {
        Some('(') => return Closer::At(b')'),
        Some('`') if !line.ends_with("```") => return Closer::At(b'`'),
        Some(quote @ ('"' | '\'')) => {
            // The line of a `"""` or `'''` text ends at its end.
            let triple = line.len() > 2 && line.ends_with(&quote.to_string().repeat(3));
            if triple {
                return Closer::None;
            }
            let byte = if quote == '"' { b'"' } else { b'\'' };
            return if line[..line.len() - 1].ends_with('\\') {
                Closer::Escaped(byte)
            } else {
                Closer::At(byte)
            };
        }
        _ => {}
    }
    // `sh "cd app && curl ..."`, `x=$(cd app; curl ...)`
    let mut open = Vec::new();
    let mut last = '\n';
    let mut chars = line.char_indices().peekable();
    while let Some((place, c)) = chars.next() {
        match c {
            '\\' => {
                if let Some((_, escaped)) = chars.next()
                    && escaped == '"'
                {
                    if open.last() == Some(&Closer::Escaped(b'"')) {
                        open.pop();
                    } else {
                        open.push(Closer::Escaped(b'"'));
                    }
                }
            }
            '"' | '`' => {
                let byte = if c == '"' { b'"' } else { b'`' };
                if line[place..].starts_with("```") || line[place..].starts_with("\"\"\"") {
                    chars.next();
                    chars.next();
                    continue;
                }
                if open.last() == Some(&Closer::At(byte)) {
                    open.pop();
                } else if open.last() != Some(&Closer::At(b'\'')) {
                    open.push(Closer::At(byte));
                }
            }
            '\'' => {
                if open.last() == Some(&Closer::At(b'\'')) {
                    open.pop();
                } else if !last.is_alphanumeric() && open.last() != Some(&Closer::At(b'"')) {
                    open.push(Closer::At(b'\''));
                }
            }
            '(' if last == '$' => open.push(Closer::At(b')')),
            ')' if open.last() == Some(&Closer::At(b')')) => {
                open.pop();
            }
            _ => {}
        }
        last = c;
    }
    open.pop().unwrap_or(Closer::None)
}

/// What every line of a comment begins with.
fn leader(before: &str) -> Option<&'static str> {
    let line = before.trim_start();
    ["//!", "///", "//", "#", "*", ">", "--", ";", "rem ", "REM "]
        .into_iter()
        .find(|leader| line.starts_with(leader))
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    most: usize,
    closer: Closer,
    leader: Option<&'static str>,
    /// The indentation of the lines that are read as one.
    folded: Option<usize>,
    /// The word that ends the document of `<<`.
    delimiter: Option<String>,
    words: Vec<Word>,
    /// How far was looked.
    read: usize,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str, at: usize, closer: Closer) -> Self {
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

    fn byte(&self, at: usize) -> u8 {
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

    fn words(&mut self) {
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

    fn skip_line(&mut self) {
        let rest = self.source.get(self.at..self.most).unwrap_or_default();
        self.at += rest.find('\n').unwrap_or(rest.len());
    }

    /// The lines behind the command, up to the delimiter.
    fn document(&mut self) -> Option<Range<usize>> {
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

/// `["gh", "api", path]`, `spawn('curl', ['-X', 'POST'])`, `Command::new("gh").arg("api")`: the words behind the name.
fn listed(source: &str, at: usize, end: usize) -> Command {
    let most = source.floor_char_boundary(end.saturating_add(LONGEST));
    let bytes = source.as_bytes();
    let mut words = Vec::new();
    let mut place = end;
    while place < most {
        let rest = &source[place..most];
        match bytes.get(place).copied().unwrap_or_default() {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b'[' | b'(' | b'&' => place += 1,
            b']' | b')' => {
                let after = rest[1..].trim_start();
                let chained =
                    [".arg", ".args", "."].iter().any(|word| after.starts_with(word)) && after.starts_with(".arg");
                if !chained {
                    // The list of a function that has more arguments: `spawn("gh", ["api"], options)`.
                    break;
                }
                place += 1;
            }
            b'.' if rest.starts_with(".args") => place += 5,
            b'.' if rest.starts_with(".arg") => place += 4,
            b'.' if rest.starts_with("...") => place += 3,
            b'{' | b'}' | b';' => break,
            b'/' if rest.starts_with("//") => place += rest.find('\n').unwrap_or(rest.len()),
            b'#' => place += rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("vec!") => place += 4,
            _ => {
                let (text, next) = literal::value(source, place, most);
                if next <= place {
                    break;
                }
                words.push(Word {
                    range: place..next,
                    text,
                });
                place = next;
            }
        }
    }
    Command {
        range: at..place,
        document: None,
        read: place - at,
        words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<Vec<String>> {
        let text = Text::new(source);
        commands(&text, "curl", "")
            .map(|command| command.words.into_iter().map(|word| word.text).collect())
            .collect()
    }

    #[test]
    fn words_of_commands() {
        for (source, expected) in [
            ("curl -s 'a b' \"c $D\" e\\ f | jq .", &["-s", "a b", "c $D", "e f"][..]),
            (
                "curl -X POST \\\n  -d @f \\\n  $URL\nls",
                &["-X", "POST", "-d", "@f", "$URL"],
            ),
            ("# curl -X POST \\\n#   $URL\n# ls", &["-X", "POST", "$URL"]),
            ("sh \"curl -H \\\"A: b\\\" $URL\" and", &["-H", "A: b", "$URL"]),
            ("exec('curl \"x y\" z') + 1", &["x y", "z"]),
            ("x=$(curl -s \"a$(b \"c\")\" d) e", &["-s", "a$(b \"c\")", "d"]),
            ("`curl a` b", &["a"]),
            (
                "run(['curl', '-X', 'POST', url, f\"a/{b}\"], check=True)",
                &["-X", "POST", "{url}", "a/{b}"],
            ),
            (
                "Command::new(\"curl\").arg(\"-X\").args([\"PUT\", &url])",
                &["-X", "PUT", "{url}"],
            ),
            ("exec(\"curl -X POST \" + \"https://x\")", &["-X", "POST", "https://x"]),
            (
                "exec(\"curl https://x/\" + repo + \"/issues -d x\")",
                &["https://x/{repo}/issues", "-d", "x"],
            ),
            ("curl a > b 2>&1 c", &["a", "2", "c"]),
            (
                "curl a/<b>/c -d '{\n\"d\": 1}' e",
                &["a/<b>/c", "-d", "{\n\"d\": 1}", "e"],
            ),
            ("curl -d 'unfinished\nmore", &["-d", "unfinished"]),
            ("curl `\n -X `\n POST", &["-X", "POST"]),
        ] {
            assert_eq!(words(source), [expected], "{source}");
        }
    }

    #[test]
    fn names_of_other_things() {
        for source in ["libcurl x", "curl_init x", "pycurl.Curl x", "curls x", "curl"] {
            assert_eq!(words(source), Vec::<Vec<String>>::new(), "{source}");
        }
    }

    #[test]
    fn hostile_commands_end() {
        for source in [
            "curl ".repeat(5000),
            "curl '".repeat(3000),
            "curl \"$(".repeat(3000),
            "'curl', ".repeat(3000),
        ] {
            let _ = words(&source);
        }
    }
}
