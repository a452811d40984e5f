//! The pieces of a query.

use crate::work::steps;

/// One piece between two `&`, decoded; nothing where it is empty.
pub(crate) fn decode(piece: &str) -> Option<(String, String)> {
    steps(piece.len());
    // Most pieces are written as they are read.
    let is_plain = !piece.bytes().any(|byte| matches!(byte, b'%' | b'+' | b'&'));
    if is_plain && !piece.is_empty() {
        let (key, value) = piece.split_once('=').unwrap_or((piece, ""));
        return Some((key.to_owned(), value.to_owned()));
    }
    let (key, value) = form_urlencoded::parse(piece.as_bytes()).next()?;
    Some((key.into_owned(), value.into_owned()))
}
