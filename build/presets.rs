//! Templates for common work.

use serde::Deserialize;

use super::{
    Tables,
    cells::{Ask, blanks, is_sentence, optional},
    code,
    errors::Errors,
    words::{OwnerKind, Scope},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    id: String,
    name: String,
    description: String,
    #[serde(deserialize_with = "optional")]
    owner: Option<OwnerKind>,
    expires_in: String,
    #[serde(deserialize_with = "blanks")]
    permissions: Vec<Ask>,
    reasons: String,
    words: String,
}

impl Row {
    /// One reason for each permission.
    fn reasons(&self) -> impl Iterator<Item = &str> {
        self.reasons.split('|').map(str::trim)
    }
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.presets;
    table.unique(errors, "id", |row| row.id.clone());
    table.each(errors, |row, refuse| {
        if row.name.is_empty() || row.name.chars().count() > 40 {
            refuse("name", "expected at most 40 characters: it becomes the name of the token".to_owned());
        }
        if !is_sentence(&row.description) {
            refuse("description", "expected a sentence".to_owned());
        }
        if !row.expires_in.parse().is_ok_and(|days| (1..=366).contains(&days)) {
            refuse("expires_in", "expected 1 to 366".to_owned());
        }
        for ask in &row.permissions {
            let asked = tables.on_form(&ask.parameter);
            if let Err(fault) = asked.and_then(|()| tables.offers(&ask.parameter, ask.level)) {
                refuse("permissions", fault);
            }
        }
        let organization = |ask: &Ask| {
            let permission = tables.permissions.rows().find(|row| row.parameter == ask.parameter);
            permission.is_some_and(|row| row.scope == Scope::Organization)
        };
        if row.owner.is_none() && row.permissions.iter().any(organization) {
            refuse("owner", "expected `organization`: the permissions need one".to_owned());
        }
        if row.reasons().count() != row.permissions.len() || row.reasons().any(str::is_empty) {
            refuse("reasons", "expected one for each permission, separated by |".to_owned());
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let preset = |row: &Row| {
        let asks = row.permissions.iter().zip(row.reasons()).map(|(ask, reason)| {
            format!("Ask {{ parameter: {:?}, level: Level::{}, reason: {reason:?} }}", ask.parameter, ask.level)
        });
        format!(
            "Preset {{ id: {:?}, name: {:?}, description: {:?}, needs_owner: {}, expires_in: {:?}, asks: {}, words: {:?} }}",
            row.id,
            row.name,
            row.description,
            row.owner.is_some(),
            row.expires_in,
            code::list(asks),
            row.words
        )
    };
    code::slice("PRESETS", "Preset", tables.presets.rows().map(preset))
}
