//! Finding links in text of any kind, as the text writes them.
//!
//! A link in a text is a list of segments: each maps a part of the text to a part of the link, with values in between that
//! code or a person fills in. So a diagnostic finds its place in the text, and a fix is written the way its place is.
//!
//! What is only a mention is not found: the bare address of the form, an abbreviation, a grammar, a regular expression, the
//! form of another product.

mod assignment;
mod begin;
mod blank;
mod confirm;
mod context;
mod escapes;
mod expression;
mod hole;
mod joined_list;
mod literal;
mod object_literal;
mod property;
mod query_objects;
mod reader;
mod rest;
mod rewrite;
mod segment;
mod syntax;
mod variable;
mod word_list;

use std::ops::Range;

pub use rewrite::RewriteError;
pub use syntax::Syntax;

use crate::{
    github::{classify, could_be_github},
    link::{Carrier, Link, is_encoded_by_half, placeholder},
};
use begin::{HostSource, Path, Start};
use reader::{End, Reader};
use segment::{Content, Segment};
use variable::VariableUse;

/// A link in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where the text writes it, from its first byte to its last one. Code may lie in between.
    pub range: Range<usize>,
    /// Whether the text could be followed to the end of the link. Where it could not, nothing can be said about what may
    /// be absent.
    pub complete: bool,
    /// Whether what is around the link fills in its placeholders, rather than the person who reads it.
    pub filled_in: bool,
    /// How the text writes links.
    syntax: Syntax,
    /// The address around it, where it is a parameter there that is not encoded.
    carrier: Option<Carrier>,
    segments: Vec<Segment>,
}

/// Whether the whole of `text` is one link: it begins as an address does.
#[must_use]
pub fn is_link(text: &str) -> bool {
    let text = text.trim_start();
    ["http://", "https://", "github.com/"].iter().any(|prefix| {
        text.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    })
}

/// Whether a text may have links. Without them it need not be decoded.
#[must_use]
pub fn may_have_links(text: &[u8]) -> bool {
    begin::paths(text, 0..text.len()).next().is_some()
}

/// Every template link and every prefilled classic link in a text, from first to last. No two overlap.
#[must_use]
pub fn links(text: &str, syntax: Syntax) -> Vec<Found> {
    let mut found = Vec::new();
    each(text, syntax, |link| found.push(link));
    found
}

/// Calls `visit` with every link of a text, from first to last.
pub fn each(text: &str, syntax: Syntax, mut visit: impl FnMut(Found)) {
    Finder::new(syntax).each(text, 0..text.len(), &mut visit);
}

/// Finds the links of a text that is read in pieces, from first to last.
pub struct Finder {
    syntax: Syntax,
    /// The block of code that a piece of Markdown begins in.
    fence: Option<context::Fence>,
}

impl Finder {
    /// A finder for the beginning of a text.
    #[must_use]
    pub fn new(syntax: Syntax) -> Finder {
        Finder { syntax, fence: None }
    }

    /// Calls `visit` with every link whose path begins in the piece of a text. What is around the piece is read where a
    /// link needs it, so the text should contain some kilobytes more on both sides.
    pub fn each(&mut self, text: &str, piece: Range<usize>, mut visit: impl FnMut(Found)) {
        let syntax = self.syntax;
        let mut code = (syntax == Syntax::Markdown).then(|| context::Code::new(text, piece.start, self.fence));
        let mut end = 0;
        for path in begin::paths(text.as_bytes(), piece.clone()) {
            let Some(start) = begin::start(text, path, syntax).filter(|start| start.at >= end && path.start >= end)
            else {
                continue;
            };
            let language = code.as_mut().and_then(|code| code.at(start.at));
            let scan = Scan {
                text,
                syntax,
                language,
                path,
                start,
            };
            end = scan.run(&mut visit).max(path.end);
        }
        self.fence = code.and_then(|code| code.fence_at(piece.end));
    }
}

/// One address and what is around it.
struct Scan<'a> {
    text: &'a str,
    syntax: Syntax,
    /// The language of the block of code it is in.
    language: Option<Syntax>,
    path: Path,
    start: Start,
}

impl<'a> Scan<'a> {
    /// Reads the link, and those that grow from the same variable; answers where the last one ends.
    fn run(&self, visit: &mut impl FnMut(Found)) -> usize {
        let text = self.text;
        let (around, carrier) = self.carrier().unzip();
        let outermost = around.unwrap_or(self.start.at);
        let (syntax, mut quoting, alone) = context::quoting(text, outermost, self.syntax, self.language);
        quoting.percent = self.path.slash.percent;
        quoting.html |= self.path.slash.html;
        if carrier.is_some() && self.is_encoded_by_half() {
            quoting.percent = 1;
        }
        let mut reader = Reader::new(text, syntax, quoting);
        reader.alone = alone && self.path.slash.percent == 0;
        let from = match self.start.host {
            HostSource::Written => self.start.at,
            HostSource::Placeholder => {
                reader.give(self.start.at, "https://");
                reader.push(
                    self.start.at..self.path.start,
                    Content::Placeholder("{host}".to_owned()),
                );
                self.path.start
            }
            HostSource::Around(from, to) => {
                reader.push(from..to, Content::Shared);
                self.path.start
            }
        };
        let mut end = reader.read(from);
        if end.at < self.path.end {
            return self.path.end;
        }
        if let Some(length) = reader.layout(end.at).filter(|_| !reader.query) {
            end = reader.read(end.at + length);
        }
        end.at = self.trimmed(&mut reader, end);
        // What is encoded ends where it should.
        reader.carrier = carrier.filter(|_| reader.quoting.percent == 0 && !self.path.classic);
        if reader.end_in_carrier() {
            let last = reader.segments.last().map_or(0, |last| last.source.end);
            let last = if last > self.start.at { last } else { end.at };
            self.emit(reader, self.start.at..last, visit);
            return end.at;
        }
        let last = match end.terminator {
            reader::Terminator::Mark => reader.words(end.at, outermost),
            _ => reader.follow(end, outermost),
        };
        self.grow(reader, outermost, last.max(end.at), visit)
    }

    /// The address around it and where that begins, where the slashes are not encoded there.
    fn carrier(&self) -> Option<(usize, Carrier)> {
        let before = &self.text[..self.start.at];
        let plain = self.path.slash.percent == 0 && before.ends_with('=');
        let tail = context::tail(before, 200);
        let (begins, carrier) = plain.then(|| Carrier::before(tail)).flatten()?;
        Some((before.len() - tail.len() + begins, carrier))
    }

    /// Whether the `&` are encoded there: `login?return_to=https://github.com/...?name=x%26contents=read`.
    fn is_encoded_by_half(&self) -> bool {
        let rest = context::head(&self.text[self.path.end..], 500);
        let end = rest.find(|c: char| c.is_whitespace() || "\"'`<>)]".contains(c));
        is_encoded_by_half(&rest[..end.unwrap_or(rest.len())])
    }

    /// Takes away the marks of the sentence or the markup around the link.
    fn trimmed(&self, reader: &mut Reader<'_>, end: End) -> usize {
        let text = self.text;
        let before = text[..self.start.at].chars().next_back();
        let after = text[end.at..].chars().next();
        // AsciiDoc may write `link:++URL++[label]`.
        if after == Some('[') && text[..end.at].ends_with("++") && text[..self.start.at].ends_with("++") {
            return cut(reader, 2);
        }
        let pairs = ["\"\"", "''", "``", "<>", "()", "[]", "“”", "‘’"];
        let enclosed = before.zip(after).is_some_and(|(before, after)| {
            pairs
                .iter()
                .any(|pair| pair.starts_with(before) && pair.ends_with(after))
        });
        if enclosed || end.terminator == reader::Terminator::Quote {
            return end.at;
        }
        let Some(Segment {
            source,
            content: Content::Plain,
            ..
        }) = reader.segments.last()
        else {
            return end.at;
        };
        // The value of a variable, which is written elsewhere.
        if source.end != end.at {
            return end.at;
        }
        let emphasis = before.filter(|mark| matches!(mark, '_' | '~'));
        let marks = |c: char| {
            matches!(
                c,
                '.' | ',' | ';' | ':' | '!' | '?' | '*' | '|' | '…' | '。' | '，' | '、' | '；' | '：' | '！' | '？'
            ) || Some(c) == emphasis
        };
        let written = &text[source.clone()];
        let kept = written.trim_end_matches(marks);
        if written[kept.len()..].contains("...") || written[kept.len()..].contains('…') {
            reader.complete = false;
        }
        cut(reader, written.len() - kept.len())
    }

    /// Follows the variable that the link is assigned to.
    fn grow(&self, mut reader: Reader<'a>, opened: usize, mut last: usize, visit: &mut impl FnMut(Found)) -> usize {
        let name = reader
            .syntax
            .joins()
            .then(|| assignment::assigned(self.text, opened))
            .flatten();
        let Some(name) = name else {
            self.emit(reader, self.start.at..last, visit);
            return last;
        };
        let base = (!reader.query).then(|| reader.segments.clone());
        let mut at = last;
        let mut started = self.start.at;
        let mut uses = 0;
        while let Some((found, next)) = variable::next_use(self.text, name, at) {
            uses += 1;
            if uses > 100 {
                break;
            }
            at = next;
            let begins = match found {
                VariableUse::Inside(at, _)
                | VariableUse::Operand(at)
                | VariableUse::Member(at)
                | VariableUse::Query(at)
                | VariableUse::Chain(at) => at,
            };
            // A second link that begins with the same variable.
            let again = self.text[begins..]
                .trim_start_matches(['"', '\'', '`'])
                .starts_with('?')
                && reader.query;
            if again {
                let Some(base) = &base else { break };
                let mut next = Reader::new(self.text, reader.syntax, reader.quoting);
                next.segments.clone_from(base);
                next.share();
                let done = std::mem::replace(&mut reader, next);
                self.emit(done, started..last, visit);
                started = begins;
            }
            if let Some(end) = reader.grow(&found) {
                // More may be added elsewhere, and some of it only sometimes.
                reader.complete = false;
                last = end;
                at = at.max(end);
            }
        }
        self.emit(reader, started..last, visit);
        last
    }

    fn emit(&self, reader: Reader<'_>, range: Range<usize>, visit: &mut impl FnMut(Found)) {
        let found = Found {
            range,
            complete: reader.complete,
            filled_in: self.fills_in(&reader),
            syntax: self.syntax,
            carrier: reader.carrier,
            segments: reader.segments,
        };
        if !reader.pattern && !self.is_in_path() && self.is_template(&found) {
            visit(found);
        }
    }

    /// Whether it is part of the path of another address, which names a copy of GitHub's page: an archive, a proxy.
    fn is_in_path(&self) -> bool {
        let Some(before) = self.text[..self.start.at].strip_suffix('/') else {
            return false;
        };
        let ends = |c: char| c.is_whitespace() || "\"'`<>()[]".contains(c);
        let word = context::tail(before, 200).rsplit(ends).next().unwrap_or_default();
        word.contains("://") || word.contains(":\\/\\/")
    }

    /// Whether code fills in what is left open here: everywhere but in links that a page shows.
    fn fills_in(&self, reader: &Reader<'_>) -> bool {
        let filled = |marks: &[&str]| {
            reader.segments.iter().any(|segment| {
                let written = self.text.get(segment.source.clone()).unwrap_or_default();
                matches!(segment.content, Content::Placeholder(_)) && marks.iter().any(|mark| written.starts_with(mark))
            })
        };
        match self.syntax {
            Syntax::Markdown => self.language.is_some() || filled(&["{{", "{%", "<%"]),
            Syntax::Html | Syntax::Php => {
                !context::is_attribute(&self.text[..self.start.at]) || filled(&["{", "$", "#", "@", "<%", "<?"])
            }
            _ => true,
        }
    }

    /// Whether this asks for anything: not a mention of the address, a pattern, or the form of another product.
    fn is_template(&self, found: &Found) -> bool {
        let link = found.text(self.text);
        let Some(query) = link.find('?').map(|at| &link[at + 1..]) else {
            return link.contains("#finegrain=") || !self.path.classic && asks_in_fragment(&link);
        };
        let asks = query.trim_matches(['?', '.', '&', '*', '…']);
        if asks.is_empty() || asks == "{etc}" || is_pattern(query) {
            return false;
        }
        self.is_github(&link, query)
    }

    /// Whether a link leads to GitHub, or to a server that could be one, rather than to the form of another product.
    fn is_github(&self, link: &str, query: &str) -> bool {
        let authority = link.split_once("://").map_or(link, |(_, rest)| rest);
        let host = authority.split('/').next().unwrap_or_default();
        let host = host.rsplit('@').next().unwrap_or(host).to_ascii_lowercase();
        if could_be_github(&host) {
            return true;
        }
        if self.path.classic {
            return placeholder::find(&host, placeholder::ValueKind::Word).is_some() && query.contains("scope");
        }
        query
            .split(['&', ';'])
            .any(|pair| classify(pair.split('=').next().unwrap_or_default()).is_of_form())
    }
}

/// Whether a link has behind a `#` what belongs behind a `?`: `new#contents=write`.
fn asks_in_fragment(link: &str) -> bool {
    let fragment = link.split_once('#').map_or("", |(_, fragment)| fragment);
    fragment.split('&').any(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or_default();
        classify(name).is_of_form() && value.starts_with(|c: char| c.is_ascii_alphanumeric())
    })
}

/// Takes `bytes` away from the end of the last segment; answers where it then ends.
fn cut(reader: &mut Reader<'_>, bytes: usize) -> usize {
    let Some(last) = reader.segments.last_mut() else {
        return 0;
    };
    last.source.end -= bytes;
    last.source.end
}

/// Whether a query is a regular expression or a glob.
fn is_pattern(query: &str) -> bool {
    let query = query.split('#').next().unwrap_or(query);
    // Most have none of the marks, and one look tells.
    if !query.bytes().any(|byte| matches!(byte, b'*' | b'(' | b'[' | b'\\')) && !query.contains(".+") {
        return false;
    }
    let any = |value: &str| matches!(value, ".*" | ".+" | ".*?");
    query.starts_with('*')
        || ["[^", "(?", "(.", "\\w", "\\d"].iter().any(|mark| query.contains(mark))
        || query
            .split('&')
            .any(|pair| any(pair.split_once('=').map_or(pair, |(_, value)| value)))
}

impl Found {
    /// Reads the link that was found in `text`.
    #[must_use]
    pub fn read(&self, text: &str) -> Link {
        let mut link = Link::read_exactly(self.text(text));
        link.complete &= self.complete;
        link.filled_in = self.filled_in;
        link.carrier.clone_from(&self.carrier);
        link
    }

    /// The link with everything decoded and its placeholders.
    fn text(&self, text: &str) -> String {
        match self.segments.as_slice() {
            [only] => only.decoded(text).into_owned(),
            several => several.iter().map(|segment| segment.decoded(text)).collect(),
        }
    }

    /// Where something that the link says is written in the text.
    #[must_use]
    pub fn place(&self, text: &str, offset: usize) -> usize {
        let mut said = 0;
        let mut place = self.range.start;
        for segment in &self.segments {
            let length = segment.len(text);
            if offset < said + length {
                return segment.place(offset - said, text);
            }
            said += length;
            place = segment.source.end;
        }
        place
    }
}

#[cfg(test)]
mod tests;
