//! Links that code puts together from literals and values.

use super::{
    blank::skip_blank,
    context,
    escapes::reference,
    hole,
    joined_list::joined_list,
    literal::{literal_start, starts_address},
    query_objects,
    reader::{End, Reader, Terminator},
    rest,
    segment::{Content, Quoting},
    syntax::Syntax,
    word_list,
};
use crate::work::steps;

/// The longest operand.
const OPERAND: usize = 1000;

/// What joins two operands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// An operator of its own.
    Operator,
    /// Nothing: literals beside each other are one.
    Adjacent,
    /// A comma, in a list that is joined by this text.
    Comma(&'static str),
    /// White space, between the arguments of a Lisp.
    Blank,
}

/// Whether what commas separate is one text in the end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Unknown,
    Separate,
    Joined(&'static str),
    Lisp,
}

impl Reader<'_> {
    /// Follows the expression whose literal ended at `end`; answers where it ends.
    pub fn follow(&mut self, end: End, opened: usize) -> usize {
        if end.terminator != Terminator::Quote || !self.syntax.joins() || self.quoting.percent > 0 {
            return end.at;
        }
        let mut last = end.at;
        let mut at = end.at + self.quote_length(end.at);
        let mut arguments = if is_lisp(self.text, opened) {
            List::Lisp
        } else {
            List::Unknown
        };
        for _ in 0..200 {
            if let Some((value, literal)) = self.juxtaposed(at) {
                self.value_of(value);
                let Operand::Literal(end) = self.operand(literal, Join::Operator) else {
                    break;
                };
                last = end.at;
                if end.terminator != Terminator::Quote {
                    return last;
                }
                at = end.at + self.quote_length(end.at);
                continue;
            }
            let Some((join, operand)) = self.join(at, opened, &mut arguments) else {
                break;
            };
            if join == Join::Comma("&") && !matches!(self.last, '?' | '&') {
                self.give(operand, "&");
            }
            match self.operand(operand, join) {
                Operand::Literal(literal) => {
                    last = literal.at;
                    if literal.terminator != Terminator::Quote {
                        return last;
                    }
                    at = literal.at + self.quote_length(literal.at);
                }
                Operand::Value(end) => {
                    last = end;
                    at = end;
                }
                Operand::Nothing => break,
            }
        }
        let encoded = (!self.query).then(|| self.encoded_behind(at, opened)).flatten();
        last = encoded.unwrap_or(last);
        let joined = matches!(arguments, List::Joined(_));
        if encoded.is_none() && ((!joined && rest::goes_on(self.text, at)) || self.is_built_later(at, opened)) {
            self.complete = false;
        }
        if matches!(self.last, '?' | '&' | '=') {
            // A function may add the rest: `fmt.Println("...&name=", name)`.
            self.complete = false;
        }
        last
    }

    /// Reads on in a list of words, `%w[... contents=read].join("&")` or `~w(...)`, whose first word ended at `end`.
    pub fn words(&mut self, end: usize, opened: usize) -> usize {
        let window = context::tail(&self.text[..opened], 100);
        let before = window.trim_end();
        let start = opened - (window.len() - before.len());
        let Some(open) = word_list::WORDS.iter().find(|open| before.ends_with(**open)) else {
            return end;
        };
        let Some(words) = word_list::word_list(self.text, start - open.len()) else {
            self.complete = false;
            return end;
        };
        word_list::put_words(self, end..words.end);
        words.end
    }

    /// Whether the block that appends the link appends more to it, behind what was followed: `if (x) append("...")`.
    fn is_built_later(&self, at: usize, opened: usize) -> bool {
        is_bare_append(self.text, opened) && rest::block_has(self.text, at, "append(")
    }

    /// Parameters that are given to the address whose literal ended before `at` as calls or as an object; answers where
    /// they end.
    fn encoded_behind(&mut self, at: usize, opened: usize) -> Option<usize> {
        if let Some(end) = query_objects::chain(self, at) {
            return Some(end);
        }
        let comma = skip_blank(self.text, at);
        if !self.text[comma..].starts_with(',') {
            return None;
        }
        query_objects::argument(self, opened, comma)
    }

    /// A value and the literal behind it, right after the literal that ended before `at`, as awk and fish join them:
    /// `"...?name=" name "&contents=read"`. Only where both literals leave no doubt.
    fn juxtaposed(&self, at: usize) -> Option<(std::ops::Range<usize>, usize)> {
        if self.last != '=' {
            return None;
        }
        let text = self.text;
        let blank = |from: usize| {
            let rest = &text[from..];
            text.len() - rest.trim_start_matches([' ', '\t']).len()
        };
        let start = blank(at);
        let rest = &text[start..];
        steps(1);
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '$' | '_' | '(')) {
            return None;
        }
        let window = &rest[..rest.floor_char_boundary(OPERAND)];
        let name = window
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '$' | '.'))
            .unwrap_or(window.len());
        let mut end = start + name;
        if text[end..].starts_with(['(', '[']) {
            end += hole::balanced(&text[end..], 0, &mut OPERAND.min(self.budget))?;
        }
        let literal = blank(end);
        let (inside, ..) = literal_start(text, literal)?;
        // In a shell this is so in programs of awk; and fish joins what nothing separates.
        let joins = self.syntax == Syntax::Code
            || (start == at && rest.starts_with('('))
            || context::tail(&text[..at], 2000).contains("awk");
        (joins && end > start && text[inside..].starts_with('&')).then_some((start..end, literal))
    }

    fn quote_length(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let slashes = rest.len() - rest.trim_start_matches('\\').len();
        if rest.starts_with('&') {
            return reference(rest).map_or(1, |(_, length)| length);
        }
        slashes + 1
    }

    /// What follows a closed operand at `at`: how the next one is joined, and where it begins.
    fn join(&mut self, at: usize, opened: usize, list: &mut List) -> Option<(Join, usize)> {
        let bytes = self.text.as_bytes();
        let touching = bytes.get(at).copied().unwrap_or_default();
        if self.syntax == Syntax::Shell {
            // Words of a shell are one where nothing is between them.
            let goes_on = matches!(touching, b'"' | b'\'' | b'$')
                || touching.is_ascii_alphanumeric()
                || b"&=%_-".contains(&touching);
            if goes_on {
                return Some((Join::Adjacent, at));
            }
        }
        let mut next = skip_blank(self.text, at);
        if self.quoting.escaped {
            next = skip_cell(self.text, next);
        }
        let mut rest = &self.text[next..];
        let apart = next > at;
        if *list == List::Lisp {
            return (apart && !rest.starts_with([')', ']'])).then_some((Join::Blank, next));
        }
        // The argument of a constructor goes on behind it: `String("...") + x`, `new StringBuilder("...").append(x)`.
        if let Some(after) = rest.strip_prefix(')') {
            let after = after.trim_start();
            let constructed = self.text[..opened].trim_end_matches(['"', '\'', '`']).ends_with('(');
            let chained = [".concat(", ".append(", ".Append(", ".push_str("]
                .iter()
                .any(|call| after.starts_with(call));
            let joined = constructed && *list == List::Unknown && after.starts_with(['+', '~', '&']);
            // Kotlin: one `append("...")` below the other in the block of `buildString`.
            let statement = after.strip_prefix(';').unwrap_or(after).trim_start();
            let built = statement.starts_with("append(") && is_bare_append(self.text, opened);
            let after = if built { statement } else { after };
            if !(chained || joined || built) {
                return None;
            }
            next = self.text.len() - after.len();
            rest = after;
            if built {
                *list = List::Joined("");
                return Some((Join::Comma(""), skip_blank(self.text, next + "append(".len())));
            }
        }
        let operators = ["++", "+", "..", "<>", "<<", "~", "||", "^"];
        if let Some(operator) = operators.iter().find(|operator| rest.starts_with(**operator)) {
            let after = &rest[operator.len()..];
            // `+=` and `++;` join nothing here.
            if after.starts_with('=') || (*operator == "||" && !matches!(self.syntax, Syntax::Doubling | Syntax::Other))
            {
                return None;
            }
            let operand = skip_blank(self.text, next + operator.len());
            return self.is_operand(operand).then_some((Join::Operator, operand));
        }
        // Julia
        if rest.starts_with("* ") && self.syntax == Syntax::Code && apart {
            let operand = skip_blank(self.text, next + 1);
            let added = literal_start(self.text, operand).is_some_and(|(inside, ..)| {
                self.text[inside..].starts_with(['?', '&']) || matches!(self.last, '?' | '&' | '}')
            });
            return (added || (self.last == '=' && self.is_operand(operand))).then_some((Join::Operator, operand));
        }
        if let Some(after) = rest.strip_prefix('.') {
            let called = ["concat(", "append(", "Append("]
                .iter()
                .find_map(|call| after.strip_prefix(call));
            if let Some(arguments) = called {
                *list = List::Joined("");
                let operand = skip_blank(self.text, self.text.len() - arguments.len());
                return Some((Join::Comma(""), operand));
            }
            let dot = self.syntax == Syntax::Php
                || after.starts_with(['"', '\'', '$'])
                || (after.starts_with([' ', '\t', '\n', '\r']) && apart);
            let operand = skip_blank(self.text, next + 1);
            return (dot && self.is_operand(operand)).then_some((Join::Operator, operand));
        }
        if rest.starts_with("& ") && apart || rest.starts_with("&\"") {
            let operand = skip_blank(self.text, next + 1);
            return self.is_operand(operand).then_some((Join::Operator, operand));
        }
        if rest.starts_with(',') {
            if *list == List::Unknown {
                *list = joined_list(self.text, opened, next).map_or(List::Separate, List::Joined);
            }
            let List::Joined(separator) = *list else { return None };
            return Some((Join::Comma(separator), skip_blank(self.text, next + 1)));
        }
        let literal = literal_start(self.text, next)?;
        let start = self.text.get(literal.0..)?;
        // In data two literals beside each other are two; and a link that begins there is another one.
        let continues = start.starts_with(['?', '&', '#', '%']) || matches!(self.last, '?' | '&' | '=' | '}');
        let language = matches!(self.syntax, Syntax::Code | Syntax::Shell | Syntax::Other);
        (language
            && (apart || self.syntax == Syntax::Code)
            && self.syntax != Syntax::Shell
            && continues
            && !starts_address(start))
        .then_some((Join::Adjacent, next))
    }

    /// Whether something begins at `at` that can be joined: a literal or an expression, rather than a sentence.
    fn is_operand(&self, at: usize) -> bool {
        if literal_start(self.text, at).is_some() {
            return true;
        }
        let rest = &self.text[at..self.text.floor_char_boundary(at + 200)];
        if rest.starts_with(['$', '(', '[', '@'])
            || rest.starts_with("%w[")
            || (rest.starts_with('{') && self.syntax == Syntax::Code)
        {
            return true;
        }
        let name = rest.trim_start_matches(|c: char| c.is_alphanumeric() || "_.:->!?&*\\".contains(c));
        let named = name.len() < rest.len() && !rest.starts_with(['.', ':', '-', '>', '!', '?', '&']);
        // A word and a blank and another word are prose, unless this is code.
        let prose = name.trim_start_matches(' ').starts_with(char::is_alphabetic)
            && self.syntax != Syntax::Code
            && self.syntax != Syntax::Php;
        named && !prose
    }

    /// Reads the operand that begins at `at`.
    pub(super) fn operand(&mut self, at: usize, join: Join) -> Operand {
        if let Some((inside, quote, escaped)) = literal_start(self.text, at) {
            if starts_address(&self.text[inside..]) {
                return Operand::Nothing;
            }
            self.quoting = Quoting {
                delimiter: Some(quote),
                escaped,
                html: self.quoting.html,
                ..Quoting::default()
            };
            self.quoting.escape = match self.syntax {
                Syntax::PowerShell => super::segment::Escape::Backtick,
                _ => super::segment::Escape::String,
            };
            self.alone = true;
            return Operand::Literal(self.read(inside));
        }
        if self.syntax == Syntax::Shell && join == Join::Adjacent && !self.text[at..].starts_with('$') {
            self.quoting = Quoting {
                escape: super::segment::Escape::Word,
                ..Quoting::default()
            };
            self.alone = false;
            return Operand::Literal(self.read(at));
        }
        let end = match self.text.as_bytes().get(at) {
            Some(_) if join == Join::Blank => self.argument_end(at),
            Some(b'$') if join == Join::Adjacent => {
                let before = hole::Before {
                    last: '=',
                    syntax: self.syntax,
                };
                hole::length(&self.text[at..], before, &mut self.budget).map(|length| at + length)
            }
            _ => self.expression_end(at),
        };
        let Some(end) = end.filter(|end| *end > at) else {
            return Operand::Nothing;
        };
        self.value_of(at..end);
        Operand::Value(end)
    }

    /// Takes an expression for a value, or for parameters where it is certain which.
    pub fn value_of(&mut self, source: std::ops::Range<usize>) {
        let dangling = matches!(self.last, '?' | '&') || !self.query;
        if dangling && (query_objects::read(self, source.clone()) || query_objects::read_list(self, source.clone())) {
            return;
        }
        if dangling && self.syntax == Syntax::Shell && self.shell_query(&source) {
            return;
        }
        self.hole(source);
    }

    /// Reads the query that a variable of the shell has, `$Q` of `Q="name=x&contents=read"`, where the text gives it that
    /// one value.
    fn shell_query(&mut self, source: &std::ops::Range<usize>) -> bool {
        let text = self.text;
        let written = text[source.clone()].trim_start_matches('$');
        let name = written
            .strip_prefix('{')
            .map_or(written, |name| name.trim_end_matches('}'));
        let Some((at, quote)) = query_objects::shell_value(text, name, source.start) else {
            return false;
        };
        let Some(length) = text[at..source.start].find(char::from(quote)) else {
            return false;
        };
        let value = &text[at..at + length];
        if value.starts_with('?') == self.query || !query_objects::is_query(value) {
            return false;
        }
        self.query = true;
        let mut from = at;
        while let Some(dollar) = text[from..at + length].find('$').filter(|_| quote == b'"') {
            let before = hole::Before {
                last: '=',
                syntax: Syntax::Shell,
            };
            let dollar = from + dollar;
            self.push_shared(from..dollar);
            self.last = text[..dollar].chars().next_back().unwrap_or_default();
            let hole = hole::length(&text[dollar..at + length], before, &mut self.budget).unwrap_or(1);
            self.hole(dollar..dollar + hole);
            from = dollar + hole;
        }
        self.push_shared(from..at + length);
        self.last = 'x';
        // Elsewhere it may be set only sometimes.
        self.complete &= at < 2
            || text[..at]
                .lines()
                .next_back()
                .is_some_and(|line| !line.starts_with([' ', '\t']));
        true
    }

    /// Puts text into the link that other links may have, too.
    fn push_shared(&mut self, source: std::ops::Range<usize>) {
        if !source.is_empty() {
            self.push(source, Content::Shared);
        }
    }

    /// Where the argument of a Lisp ends that begins at `at`.
    fn argument_end(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        if rest.starts_with(['(', '[', '{']) {
            return hole::balanced(rest, 0, &mut self.budget).map(|length| at + length);
        }
        let ends = |c: char| c.is_whitespace() || "()[]\"".contains(c);
        let length = rest[..rest.floor_char_boundary(100)].find(ends)?;
        (length > 0).then_some(at + length)
    }

    /// Where the expression that begins at `at` ends: before the next operator or the end of the statement.
    pub(super) fn expression_end(&mut self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let most = bytes.len().min(at + OPERAND).min(at + self.budget);
        let mut end = at;
        steps(most - at);
        while end < most {
            match bytes[end] {
                b'(' | b'[' | b'{' => {
                    end += hole::balanced(&self.text[end..], 0, &mut self.budget)?;
                }
                b'"' | b'\'' | b'`' => {
                    end += hole::quoted(&bytes[end..most])?;
                }
                b')' | b']' | b'}' | b',' | b';' | b'+' | b'~' | b'\n' | b'#' => break,
                // `||` of SQL, and not the filters of templates: `name|url_encode`.
                b'|' if bytes.get(end + 1) == Some(&b'|') => break,
                b'^' if bytes.get(end + 1) == Some(&b' ') => break,
                b'<' if bytes.get(end + 1).is_some_and(|byte| matches!(byte, b'<' | b'>')) => break,
                b'>' if bytes.get(end + 1) == Some(&b'>') => break,
                // Julia, and not the product of two numbers.
                b'*' if bytes[end..].starts_with(b"* \"") => break,
                b'.' if bytes.get(end + 1) == Some(&b'.') => break,
                // PHP and its kin: `$name . "..."`.
                b'.' if bytes
                    .get(end + 1)
                    .is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'$')) =>
                {
                    break;
                }
                b'&' if end > at && bytes[end - 1] == b' ' => break,
                b'/' if bytes.get(end + 1) == Some(&b'/') => break,
                _ => end += 1,
            }
        }
        let expression = &self.text[at..self.text.floor_char_boundary(end)];
        let trimmed = expression.trim_end();
        self.budget = self.budget.saturating_sub(trimmed.len() / 8);
        (!trimmed.is_empty()).then_some(at + trimmed.len())
    }
}

/// What is joined.
pub(super) enum Operand {
    Literal(End),
    Value(usize),
    Nothing,
}

/// Behind the end of a line of a notebook, whose lines are strings of JSON: `\n", "`.
fn skip_cell(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let next = rest
        .strip_prefix("\\n\"")
        .map(str::trim_start)
        .and_then(|rest| rest.strip_prefix(','));
    let line = next.map(str::trim_start).and_then(|rest| rest.strip_prefix('"'));
    line.map_or(at, |line| text.len() - line.trim_start_matches(' ').len())
}

/// Whether a literal is an argument of a function of a Lisp that joins: `(concat "..." x)`.
fn is_lisp(text: &str, opened: usize) -> bool {
    let before = text[text.ceil_char_boundary(opened.saturating_sub(60))..opened].trim_end_matches('"');
    let call = before.trim_end();
    call.len() < before.len()
        && ["(concat", "(str", "(string-append"]
            .iter()
            .any(|name| call.ends_with(name))
}

/// Whether a literal is the argument of an `append` that is called on nothing, as in the block of Kotlin's `buildString`.
fn is_bare_append(text: &str, opened: usize) -> bool {
    let before = context::tail(&text[..opened], 40).trim_end_matches('"');
    before
        .strip_suffix("append(")
        .is_some_and(|before| before.ends_with(|c: char| c.is_whitespace() || matches!(c, '{' | ';')))
}
