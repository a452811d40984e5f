//! The calls of longer addresses that a text makes of one: `REPO = "https://api.github.com/repos/o/r"` and `REPO + "/issues"`.

use super::{
    Claims, Sighting, Text,
    destination::cleaned,
    extension, nothing, rest,
    usage::{self, Fate},
};
use crate::github::is_path;

/// Adds the calls of longer addresses that a text makes of the one from `start` to `end`, whose path is given; says whether
/// there are any.
pub(super) fn add_extended(
    text: &Text<'_>,
    (start, end): (usize, usize),
    path: &str,
    by: &'static str,
    claims: &Claims,
    found: &mut Vec<Sighting>,
) -> bool {
    let Some(name) = usage::target(text, start) else {
        return false;
    };
    let mut any = false;
    for extension in extension::extensions(text, name, end) {
        if claims.covers(extension.start) {
            any = true;
            continue;
        }
        let full = format!("{}{}", path.trim_end_matches('/'), cleaned(&extension.path));
        if !is_path(&full) {
            continue;
        }
        any = true;
        let range = extension.start..extension.end;
        let methods = usage::methods(text, extension.start, extension.end, claims);
        if methods.fate == Fate::NotCalled || text.is_advised_against(range.start) {
            found.push(nothing(by, range));
            continue;
        }
        let of = match extension.method {
            Some(method) => vec![Some(method)],
            None if methods.found.is_empty() => vec![None],
            None => methods.found,
        };
        found.extend(
            of.into_iter()
                .map(|method| rest(by, range.clone(), method, full.clone())),
        );
    }
    any
}
