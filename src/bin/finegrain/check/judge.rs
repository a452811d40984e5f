//! From a document to its links with what there is to say about each.

use finegrain::{Options, judge, link::Link, text::links::Finder};

use super::{
    comments::Comments,
    found::{Checked, Document, Mark},
};
use crate::position::{Cursor, Position};

/// Judges every link of a document's piece, and passes each on at once: a document may have very many. Answers with the comments
/// that silence nothing because they name no code, each with its line.
pub fn document(
    document: &Document,
    finder: &mut Finder,
    options: &Options,
    mut visit: impl FnMut(Checked),
) -> Vec<(usize, String)> {
    let text = document.text.as_str();
    let mut cursor = Cursor::at(text, document.piece.start, document.place);
    let mut comments = Comments::default();
    let mut options = Options {
        in_file: true,
        ..options.clone()
    };
    let everywhere = options.ignore.len();
    finder.each(text, document.piece.clone(), |found| {
        let place = cursor.advance(found.range.start);
        options.ignore.truncate(everywhere);
        options.ignore.extend_from_slice(comments.silenced(place.line, &cursor));
        let link = found.read(text);
        let verdict = judge(&link, &options);
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
        visit(Checked {
            marks: marks.collect(),
            lossy: document.original.is_some(),
            found: Some(found),
            link,
            verdict,
            place,
        });
    });
    comments.unknown
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
