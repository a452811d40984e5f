//! From a document to its links with what there is to say about each.

use std::mem;

use finegrain::{
    Options, judge,
    link::Link,
    lint::Code,
    text::links::{Finder, Found},
};

use super::{
    comments::Comments,
    found::{Checked, Document, Mark},
};
use crate::position::{Cursor, Position};

/// How many links are judged at once, and in how many bytes of text. All cores get their share of them, and what is said about
/// them still fits into memory: a link of 500 parameters has as many fixes, each of which repeats the link.
const LINKS: usize = 512;
const BYTES: usize = 64 * 1024;

/// A link that is found and not judged yet.
pub struct Located {
    found: Found,
    place: Position,
    /// The codes that comments silence there.
    silenced: Vec<Code>,
}

/// Finds every link of a document's piece, and passes them on in order, some at a time: a document may have very many. Answers
/// with the comments that silence nothing because they name no code, each with its line.
pub fn locate(document: &Document, finder: &mut Finder, mut visit: impl FnMut(Vec<Located>)) -> Vec<(usize, String)> {
    let text = document.text.as_str();
    let mut cursor = Cursor::at(text, document.piece.start, document.place);
    let mut comments = Comments::default();
    let mut links = Vec::new();
    let mut bytes = 0;
    finder.each(text, document.piece.clone(), |found| {
        let place = cursor.advance(found.range.start);
        let silenced = comments.silenced(place.line, &cursor).to_vec();
        bytes += found.range.len();
        links.push(Located { found, place, silenced });
        if links.len() >= LINKS || bytes >= BYTES {
            visit(mem::take(&mut links));
            bytes = 0;
        }
    });
    if !links.is_empty() {
        visit(links);
    }
    comments.unknown
}

impl Located {
    /// Judges the link.
    pub fn judge(self, document: &Document, options: &Options) -> Checked {
        let Located { found, place, silenced } = self;
        let text = document.text.as_str();
        let link = found.read(text);
        let verdict = if silenced.is_empty() {
            judge(&link, options)
        } else {
            let ignore = [options.ignore.as_slice(), &silenced].concat();
            let options = Options {
                ignore,
                ..options.clone()
            };
            judge(&link, &options)
        };
        let at = |offset| place.moved(text, found.range.start, offset);
        let marks = verdict.diagnostics.iter().map(|diagnostic| {
            let span = diagnostic.span;
            let whole = span.start == 0;
            let start = if whole {
                found.range.start
            } else {
                found.place(text, span.start)
            };
            let end = if whole {
                found.range.end
            } else {
                found.place(text, span.end)
            };
            Mark {
                place: if whole { place } else { at(start) },
                range: start..end.max(start),
            }
        });
        Checked {
            marks: marks.collect(),
            lossy: document.original.is_some(),
            found: Some(found),
            link,
            verdict,
            place,
        }
    }
}

/// Judges a link that is an argument. Its document is the link as it was read.
pub fn link(link: Link, place: Position, options: &Options) -> Checked {
    let verdict = judge(&link, options);
    let marks = verdict.diagnostics.iter().map(|diagnostic| Mark {
        place,
        range: diagnostic.span.start..diagnostic.span.end,
    });
    Checked {
        found: None,
        marks: marks.collect(),
        lossy: false,
        link,
        verdict,
        place,
    }
}
