//! What a name that GitHub does not know was most likely meant to be.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    github::{Field, permission, permissions},
    work::steps,
};

include!(concat!(env!("OUT_DIR"), "/aliases.rs"));

/// The parameter that the author of `written` most likely meant: by another spelling, the label on GitHub's form, the name
/// elsewhere at GitHub, or as the nearest name there is.
#[must_use]
pub fn suggest(written: &str) -> Option<&'static str> {
    let plain = plain(written);
    known_by(&plain).or_else(|| nearest(&plain))
}

/// As [`suggest`], without a search for the nearest name, which takes long.
#[must_use]
pub fn another_name(written: &str) -> Option<&'static str> {
    known_by(&plain(written))
}

fn known_by(name: &str) -> Option<&'static str> {
    // Repository permissions come first in the table, so a label that two scopes have means the repository's.
    static LABELS: LazyLock<BTreeMap<String, &str>> = LazyLock::new(|| {
        let on_form = permissions().iter().rev().filter(|permission| permission.on_form);
        on_form
            .map(|permission| (plain(permission.label), permission.parameter))
            .collect()
    });
    // Names from elsewhere at GitHub before labels: `models` of Actions is the account's, two scopes have the label.
    permission(name)
        .map(|permission| permission.parameter)
        .or_else(|| alias(name))
        .or_else(|| LABELS.get(name).copied())
}

fn alias(plain: &str) -> Option<&'static str> {
    let at = ALIASES.binary_search_by_key(&plain, |(written, _)| written).ok()?;
    ALIASES.get(at).map(|(_, parameter)| *parameter)
}

/// The one parameter within two changes of `plain`, where no other is as near.
fn nearest(plain: &str) -> Option<&'static str> {
    // Short names are near to everything, and names this long are near to nothing.
    let allowed = match plain.chars().count() {
        0..=3 | 61.. => return None,
        4..=6 => 1,
        _ => 2,
    };
    let fields = Field::ALL.into_iter().map(Field::as_str);
    let names = fields.chain(permissions().iter().map(|permission| permission.parameter));
    let mut near: Vec<_> = names
        .filter(|name| name.len().abs_diff(plain.len()) <= allowed)
        .inspect(|name| steps(name.len() * plain.len()))
        .map(|name| (strsim::osa_distance(plain, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    let least = near.iter().map(|(distance, _)| *distance).min()?;
    near.retain(|(distance, _)| *distance == least);
    match near.as_slice() {
        [(_, name)] => Some(name),
        _ => None,
    }
}

/// Lower case, with one underscore for every run of anything else.
fn plain(written: &str) -> String {
    let mut plain = String::new();
    let mut between = false;
    for c in written.chars() {
        if c.is_ascii_alphanumeric() {
            if between && !plain.is_empty() {
                plain.push('_');
            }
            plain.push(c.to_ascii_lowercase());
        }
        between = !c.is_ascii_alphanumeric();
    }
    plain
}
