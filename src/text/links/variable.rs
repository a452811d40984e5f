//! Uses of a variable that a link is assigned to, which grows line by line.

use super::{
    blank::skip_blank,
    expression::{Join, Operand},
    literal::literal_start,
    query_objects,
    reader::Reader,
    segment::{Content, Quoting},
};
use crate::work::steps;

/// How far the lines are read in which a variable grows.
const GROWTH: usize = 4096;

/// One use of a variable whose value begins a link.
pub(super) enum VariableUse {
    /// `url += "&..."`, `url="$url&..."`: the variable grows. What is joined begins here.
    Operand(usize),
    /// `"${url}?..."`: the literal goes on here, and its quote is known where the variable is right behind it.
    Inside(usize, Option<u8>),
    /// `url.searchParams.set("name", "x")`.
    Member(usize),
    /// `url.search = new URLSearchParams({...})`: the expression that becomes the query begins here.
    Query(usize),
    /// `url.query_pairs_mut().append_pair("name", "x")`: what is called begins here.
    Chain(usize),
}

/// The next use of `name` in `text` from `from` on that adds to it; and where to look from for the one after.
pub(super) fn next_use(text: &str, name: &str, from: usize) -> Option<(VariableUse, usize)> {
    let end = text.floor_char_boundary(from + GROWTH);
    steps(end - from);
    let mut at = from;
    let finder = memchr::memmem::Finder::new(name.as_bytes());
    while let Some(found) = finder.find(&text.as_bytes()[at..end]) {
        let start = at + found;
        at = start + name.len();
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        if text[..start].ends_with(is_word) || text[at..].starts_with(is_word) {
            continue;
        }
        if let Some(found) = use_at(text, start, at) {
            return Some((found, at));
        }
    }
    None
}

fn use_at(text: &str, start: usize, end: usize) -> Option<VariableUse> {
    let after = &text[end..];
    // Inside a literal: `$url`, `${url}`, `{url}`, `#{url}`, `\(url)`, `%url%`.
    let mut inside = after;
    let before = &text[..start];
    let opens;
    let bracketed = [
        ("${", "}"),
        ("#{", "}"),
        ("{{", "}}"),
        ("{{ ", " }}"),
        ("{", "}"),
        ("\\(", ")"),
        ("%", "%"),
    ]
    .iter()
    .find_map(|(open, close)| Some((before.strip_suffix(open)?, after.strip_prefix(close)?)));
    if let Some((outer, rest)) = bracketed {
        opens = outer;
        inside = rest;
    } else if let Some(outer) = before.strip_suffix('$') {
        opens = outer;
    } else {
        opens = "";
    }
    if !opens.is_empty()
        && inside.starts_with(['?', '&', '#'])
        && !inside.starts_with("&&")
        && !inside.starts_with("& ")
    {
        let quote = opens
            .bytes()
            .next_back()
            .filter(|byte| matches!(byte, b'"' | b'\'' | b'`'));
        return Some(VariableUse::Inside(text.len() - inside.len(), quote));
    }
    if let Some(found) = query_at(text, end) {
        return Some(found);
    }
    for member in [
        ".searchParams.",
        ".RawQuery",
        ".query",
        ".push_str(",
        ".append(",
        ".concat(",
        ".WriteString(",
        ".Append(",
        ".push(",
    ] {
        if let Some(rest) = after.strip_prefix(member) {
            let at = text.len() - rest.len();
            return Some(if member == ".searchParams." {
                VariableUse::Member(at)
            } else {
                VariableUse::Operand(skip_blank(text, at))
            });
        }
    }
    // `$url` of PHP and Perl is used outside literals, too.
    let at = skip_blank(
        text,
        if bracketed.is_some() {
            text.len() - inside.len()
        } else {
            end
        },
    );
    let rest = &text[at..];
    for operator in [
        "+=", ".=", "..=", "<<", "&=", "<>", "+", "..", "~", ". ", ".\"", ".'", "& ", "\"",
    ] {
        if let Some(after) = rest.strip_prefix(operator) {
            let quote = usize::from(matches!(operator, ".\"" | ".'" | "\""));
            if operator == "\"" && at != end {
                return None;
            }
            return Some(VariableUse::Operand(skip_blank(text, text.len() - after.len() - quote)));
        }
    }
    None
}

/// The use of a variable whose name ends at `end` that gives its address a query: an assignment, or a call.
fn query_at(text: &str, end: usize) -> Option<VariableUse> {
    let after = &text[end..];
    // Swift: `url?.queryItems = ...`
    let after = match after.strip_prefix(['?', '!']) {
        Some(member) if member.starts_with('.') => member,
        _ => after,
    };
    for member in [".search", ".RawQuery", ".query", ".Query", ".queryItems"] {
        let assigned = after
            .strip_prefix(member)
            .and_then(|rest| rest.trim_start_matches(' ').strip_prefix('='))
            .filter(|rest| !rest.starts_with(['=', '~', '>']));
        if let Some(rest) = assigned {
            return Some(VariableUse::Query(skip_blank(text, text.len() - rest.len())));
        }
    }
    for call in [
        ".query_pairs_mut(",
        ".appendQueryParameter(",
        ".addQueryParameter(",
        ".queryParam(",
        "->query_form(",
        ".setParameter(",
        ".addParameter(",
    ] {
        if after.starts_with(call) {
            return Some(VariableUse::Chain(text.len() - after.len()));
        }
    }
    None
}

/// What the source says at a place where a link may go on.
fn joins_at(text: &str, at: usize) -> bool {
    literal_start(text, at).is_some_and(|(inside, _, _)| text[inside..].starts_with(['?', '&', '#']))
}

impl Reader<'_> {
    /// Marks what was read so far as another link's.
    pub fn share(&mut self) {
        for segment in &mut self.segments {
            if matches!(segment.content, Content::Plain) {
                segment.content = Content::Shared;
            }
        }
    }

    /// Reads what a use of the variable adds; answers where that ends, or nothing where it adds nothing that is known.
    pub fn grow(&mut self, found: &VariableUse) -> Option<usize> {
        let html = self.quoting.html;
        match *found {
            VariableUse::Inside(at, quote) => {
                self.quoting = Quoting {
                    delimiter: quote,
                    html,
                    ..Quoting::default()
                };
                self.alone = quote.is_some();
                let end = self.read(at);
                Some(self.follow(end, at))
            }
            VariableUse::Operand(at) => {
                if joins_at(self.text, at)
                    || (literal_start(self.text, at).is_some() && matches!(self.last, '?' | '&' | '='))
                {
                    let Operand::Literal(end) = self.operand(at, Join::Operator) else {
                        return None;
                    };
                    return Some(self.follow(end, at));
                }
                None
            }
            VariableUse::Member(at) => query_objects::member(self, at),
            VariableUse::Query(_) if self.query => None,
            VariableUse::Query(at) => {
                let end = self.expression_end(at)?;
                (query_objects::read(self, at..end) || query_objects::read_items(self, at..end)).then_some(end)
            }
            VariableUse::Chain(at) => query_objects::chain(self, at),
        }
    }
}
