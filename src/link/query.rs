//! The pieces of a query.

use crate::work::steps;

/// One piece between two `&`, decoded; nothing where it is empty.
pub(super) fn decode(piece: &str) -> Option<(String, String)> {
    steps(piece.len());
    let (key, value) = form_urlencoded::parse(piece.as_bytes()).next()?;
    Some((key.into_owned(), value.into_owned()))
}
