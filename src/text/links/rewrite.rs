//! Writing a change of a link into the text, the way its place writes links, and nothing else.

use std::{collections::BTreeSet, error::Error, fmt, ops::Range, slice};

use super::{
    Found,
    segment::{Content, Escape, Segment},
};
use crate::link::{Replacement, Span, decode, placeholder::spaces_outside};

/// Why a change cannot be written into the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RewriteError {
    /// The part is put together from several literals or is filled in by code.
    Composed,
    /// It would have to be written where the text writes nothing of the link.
    Elsewhere,
    /// The replacements overlap, or lie outside of the link.
    Unclear,
    /// The link is the value of a parameter in another address, which a `#` would end.
    EndsCarrier,
    /// Something in the text around it would read the change differently.
    ReadsDifferently,
}

impl fmt::Display for RewriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RewriteError::Composed => "code puts this part of the link together",
            RewriteError::Elsewhere => "this part of the link isn't written here",
            RewriteError::Unclear => "the changes overlap",
            RewriteError::EndsCarrier => "the fix needs a `#`, which would end the address around the link",
            RewriteError::ReadsDifferently => "the fixed link would read differently here",
        })
    }
}

impl Error for RewriteError {}

impl Found {
    /// What is to be written where in `text`, so that the link says what the replacements say. Each is made as small as it
    /// can be; they are answered in the order of the text.
    ///
    /// # Errors
    ///
    /// Says why one of them cannot be written.
    pub fn rewrite(
        &self,
        text: &str,
        replacements: &[Replacement],
    ) -> Result<Vec<(Range<usize>, String)>, RewriteError> {
        let link = self.text(text);
        let mut written = Vec::new();
        let mut said = String::with_capacity(link.len());
        let mut sorted: Vec<&Replacement> = replacements.iter().collect();
        sorted.sort_by_key(|replacement| replacement.span.start);
        let mut end = 0;
        for Replacement { span, text: new } in sorted {
            let old = link
                .get(span.start..span.end)
                .filter(|_| span.start >= end)
                .ok_or(RewriteError::Unclear)?;
            said.push_str(&link[end..span.start]);
            said.push_str(new);
            end = span.end;
            let (before, after) = common(old, new);
            let (start, stop) = (span.start + before, span.end - after);
            let new = &new[before..new.len() - after];
            if start == stop && new.is_empty() {
                continue;
            }
            written.push(self.write(text, start..stop, new)?);
        }
        written.sort_by_key(|(range, _)| range.start);
        if written.windows(2).any(|pair| pair[0].0.end > pair[1].0.start) {
            return Err(RewriteError::Unclear);
        }
        said.push_str(&link[end..]);
        if self.is_confirmed(text, &written, &said) {
            Ok(written)
        } else {
            Err(RewriteError::ReadsDifferently)
        }
    }

    /// The changes that make the whole link say `new`.
    ///
    /// # Errors
    ///
    /// Says why they cannot be written.
    pub fn rewrite_whole(&self, text: &str, new: &str) -> Result<Vec<(Range<usize>, String)>, RewriteError> {
        let link = self.text(text);
        if self.carrier.is_some() && new.contains('#') && !link.contains('#') {
            return Err(RewriteError::EndsCarrier);
        }
        self.rewrite(text, &differences(&link, new))
    }

    /// What is to be written where in `text`, so that the address around the link has `new` for one value.
    ///
    /// # Errors
    ///
    /// Says why that cannot be written.
    pub fn rewrite_in_carrier(&self, text: &str, new: &str) -> Result<(Range<usize>, String), RewriteError> {
        let (Some(first), Some(last)) = (self.segments.first(), self.segments.last()) else {
            return Err(RewriteError::Unclear);
        };
        let touch = |pair: &[Segment]| pair[0].source.end == pair[1].source.start && pair[0].quoting == pair[1].quoting;
        // The host may be that of the address around it.
        let (segments, written) = match &first.content {
            Content::Shared => (
                &self.segments[1..],
                new.strip_prefix(&*first.decoded(text)).ok_or(RewriteError::Unclear)?,
            ),
            _ => (self.segments.as_slice(), new),
        };
        let literal = segments.iter().all(Segment::is_literal) && segments.windows(2).all(touch);
        let quoting = last.quoting;
        // In a batch file `%26` is an argument and a digit.
        if !literal || quoting.escape == Escape::Caret {
            return Err(RewriteError::Composed);
        }
        let range = segments.first().map_or(last.source.start, |first| first.source.start)..last.source.end;
        let old = text.get(range.clone()).ok_or(RewriteError::Unclear)?;
        let mut value = String::with_capacity(written.len() + 16);
        for c in written.chars() {
            match c {
                '&' => value.push_str("%26"),
                '%' => value.push_str("%25"),
                '+' => value.push_str("%2B"),
                ';' => value.push_str("%3B"),
                '#' => value.push_str("%23"),
                c => value.push(c),
            }
        }
        let value = quoting.encode(&value);
        let (before, after) = common(old, &value);
        let edit = (
            range.start + before..range.end - after,
            value[before..value.len() - after].to_owned(),
        );
        if self.is_confirmed(text, slice::from_ref(&edit), new) {
            Ok(edit)
        } else {
            Err(RewriteError::ReadsDifferently)
        }
    }

    fn write(&self, text: &str, range: Range<usize>, new: &str) -> Result<(Range<usize>, String), RewriteError> {
        let mut said = 0;
        let mut touched: Vec<(&Segment, Range<usize>)> = Vec::new();
        let mut next_to: Option<(&Segment, usize)> = None;
        for segment in &self.segments {
            let length = segment.len(text);
            let here = said..said + length;
            said = here.end;
            if range.is_empty() {
                // An insertion belongs to the literal that it follows, or else to the one that it precedes.
                let fits = here.start <= range.start && range.start <= here.end && segment.is_literal();
                if fits && next_to.is_none() {
                    next_to = Some((segment, segment.place(range.start - here.start, text)));
                }
            } else if here.start < range.end && range.start < here.end {
                let part = range.start.max(here.start) - here.start..range.end.min(here.end) - here.start;
                touched.push((segment, part));
            }
        }
        if range.is_empty() {
            let (segment, place) = next_to.ok_or(RewriteError::Elsewhere)?;
            return Ok((place..place, encoded(segment, new)?));
        }
        let (Some((first, start)), Some((last, end))) = (touched.first(), touched.last()) else {
            return Err(RewriteError::Unclear);
        };
        if touched
            .iter()
            .any(|(segment, _)| matches!(segment.content, Content::Shared | Content::Given(_)))
        {
            return Err(RewriteError::Elsewhere);
        }
        let joined = touched
            .windows(2)
            .all(|pair| pair[0].0.source.end == pair[1].0.source.start);
        if !joined || touched.iter().any(|(segment, _)| !segment.is_literal()) {
            return Err(RewriteError::Composed);
        }
        let source = first.place(start.start, text)..last.place(end.end, text);
        Ok((source, encoded(first, new)?))
    }
}

fn encoded(segment: &Segment, new: &str) -> Result<String, RewriteError> {
    if segment.content != Content::Encoded {
        return Ok(segment.quoting.encode(new));
    }
    let pair = format!("x={new}");
    let (_, plain) = form_urlencoded::parse(pair.as_bytes())
        .next()
        .ok_or(RewriteError::Unclear)?;
    let harmless = plain.chars().all(|c| c.is_alphanumeric() || "_-. ,/:".contains(c));
    if harmless && !new.contains('&') {
        Ok(plain.into_owned())
    } else {
        Err(RewriteError::Composed)
    }
}

/// How much two texts have in common at their beginning, and then at their end.
fn common(old: &str, new: &str) -> (usize, usize) {
    let before: usize = old
        .chars()
        .zip(new.chars())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let rest = old[before..].chars().rev().zip(new[before..].chars().rev());
    let after = rest.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    (before, after)
}

/// The smallest replacements that turn one link into another: parameters keep their order and their encoding, whatever the
/// order of the other link.
fn differences(old: &str, new: &str) -> Vec<Replacement> {
    // A link of more parameters is not worth the time.
    const MOST: usize = 500;
    let (old_parts, new_parts) = (Parts::of(old), Parts::of(new));
    if old_parts.parameters.len().max(new_parts.parameters.len()) > MOST {
        return vec![replace(0..old.len(), new)];
    }
    let mut replacements = Vec::new();
    let (old_address, new_address) = (&old[..old_parts.address], &new[..new_parts.address]);
    if !same_address(old_address, new_address) {
        replacements.push(replace(0..old_parts.address, new_address));
    }
    let of_new = |at: usize| &new[new_parts.parameters[at].clone()];
    let mut added: Vec<usize> = (0..new_parts.parameters.len())
        .filter(|at| !is_filled_in(of_new(*at)))
        .collect();
    let mut gone = Vec::new();
    // Which parameters of the new link the old one has, too; and the last of them before where we are.
    let mut kept = BTreeSet::new();
    let mut last = None;
    for range in &old_parts.parameters {
        // What code fills in stays as it is.
        if is_filled_in(&old[range.clone()]) {
            continue;
        }
        // Most stay to the letter.
        if let Some(at) = added.iter().position(|other| of_new(*other) == &old[range.clone()]) {
            last = Some(added.remove(at));
            kept.extend(last);
            continue;
        }
        let (key, value) = pair(&old[range.clone()]);
        match added.iter().position(|other| pair(of_new(*other)).0 == key) {
            Some(at) => {
                let at = added.remove(at);
                last = Some(at);
                kept.insert(at);
                let other = of_new(at);
                // A raw space says what `+` does, and ends the link in many places.
                if pair(other).1 != value || spaces_outside(&old[range.clone()]).next().is_some() {
                    replacements.push(replace(range.clone(), other));
                }
            }
            None => gone.push((last, range)),
        }
    }
    // What follows the same parameter in both links takes the place of what was there.
    let mut rest = Vec::new();
    for (last, range) in gone {
        match added
            .iter()
            .position(|at| kept.range(..at).next_back() == last.as_ref())
        {
            Some(at) => replacements.push(replace(range.clone(), of_new(added.remove(at)))),
            None => rest.push(range),
        }
    }
    let gone = rest;
    if gone.len() == added.len() {
        replacements.extend(
            gone.iter()
                .zip(&added)
                .map(|(range, at)| replace((*range).clone(), of_new(*at))),
        );
    } else {
        if !gone.is_empty() && gone.len() == old_parts.parameters.len() && added.is_empty() {
            replacements.push(replace(old_parts.address..old_parts.end, ""));
        } else {
            for range in gone {
                // With the mark before it, or behind it where it is the first one.
                let range = if range.start == old_parts.address + 1 {
                    range.start..(range.end + 1).min(old_parts.end)
                } else {
                    range.start - 1..range.end
                };
                replacements.push(replace(range, ""));
            }
        }
        // A query may end with the mark that the first one needs.
        let is_empty = old_parts.parameters.is_empty();
        let mut mark = match old[..old_parts.end].chars().next_back() {
            Some('&') => "",
            Some('?') if is_empty => "",
            _ if is_empty => "?",
            _ => "&",
        };
        for at in added {
            replacements.push(replace(old_parts.end..old_parts.end, &format!("{mark}{}", of_new(at))));
            mark = "&";
        }
    }
    let (old_rest, new_rest) = (&old[old_parts.end..], &new[new_parts.end..]);
    if old_rest != new_rest {
        replacements.push(replace(old_parts.end..old.len(), new_rest));
    }
    replacements
}

fn replace(range: Range<usize>, text: &str) -> Replacement {
    Replacement {
        span: Span {
            start: range.start,
            end: range.end,
        },
        text: text.to_owned(),
    }
}

/// Whether code fills in the whole of a parameter.
fn is_filled_in(piece: &str) -> bool {
    !piece.contains('=')
        && match piece.chars().next() {
            Some('{') => piece.contains('}'),
            Some('<') => piece.contains('>'),
            first => first == Some('$'),
        }
}

/// Whether two addresses mean the same: `github.com`, `https://www.GitHub.com` and a slash at the end change nothing.
fn same_address(old: &str, new: &str) -> bool {
    let plain = |address: &str| {
        let address = address.to_ascii_lowercase();
        let address = address.trim_end_matches('/');
        let address = address.strip_prefix("https://").unwrap_or(address);
        address.strip_prefix("www.").unwrap_or(address).to_owned()
    };
    plain(old) == plain(new)
}

/// Whether two links ask for the same, whatever the order of their parameters and how these are encoded.
pub(super) fn means_the_same(one: &str, other: &str) -> bool {
    let (parts, other_parts) = (Parts::of(one), Parts::of(other));
    let pairs = |link: &str, parts: &Parts| {
        let mut pairs: Vec<_> = parts
            .parameters
            .iter()
            .map(|range| pair(&link[range.clone()]))
            .collect();
        pairs.sort_unstable();
        pairs
    };
    same_address(&one[..parts.address], &other[..other_parts.address])
        && pairs(one, &parts) == pairs(other, &other_parts)
        && one[parts.end..] == other[other_parts.end..]
}

/// Name and value of a parameter, decoded.
fn pair(piece: &str) -> (String, String) {
    decode(piece).unwrap_or_default()
}

/// Where the parts of a link are.
struct Parts {
    /// Where the address ends.
    address: usize,
    parameters: Vec<Range<usize>>,
    /// Where the query ends.
    end: usize,
}

impl Parts {
    fn of(link: &str) -> Parts {
        let end = link.find('#').unwrap_or(link.len());
        let address = link[..end].find('?').unwrap_or(end);
        let mut parameters = Vec::new();
        let mut start = address + 1;
        if address < end {
            for piece in link[address + 1..end].split('&') {
                if !piece.is_empty() {
                    parameters.push(start..start + piece.len());
                }
                start += piece.len() + 1;
            }
        }
        Parts {
            address,
            parameters,
            end,
        }
    }
}
