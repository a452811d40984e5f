//! The permissions, in catalog order.

use serde::Deserialize;

use super::{
    Tables,
    cells::{commas, is_sentence, numbers},
    code,
    errors::Errors,
    words::{Level, Scope, Source},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub parameter: String,
    pub scope: Scope,
    label: String,
    #[serde(deserialize_with = "commas")]
    pub levels: Vec<Level>,
    source: Source,
    read: String,
    write: String,
    admin: String,
    #[serde(deserialize_with = "numbers")]
    pub risk: Vec<u8>,
    reason: String,
}

impl Row {
    /// The levels that it offers, each with what it lets its holder do and its risk.
    pub fn offered(&self) -> impl Iterator<Item = (Level, &str, u8)> {
        let lets = |level| match level {
            Level::Read => self.read.as_str(),
            Level::Write => &self.write,
            Level::Admin => &self.admin,
        };
        let levels = self.levels.iter().zip(&self.risk);
        levels.map(move |(level, risk)| (*level, lets(*level), *risk))
    }
}

impl Tables {
    /// Whether a level is offered, or what is wrong with asking for it.
    pub fn offers(&self, parameter: &str, level: Level) -> Result<(), String> {
        let row = self.permissions.rows().find(|row| row.parameter == parameter);
        match row {
            Some(row) if row.levels.contains(&level) => Ok(()),
            Some(_) => Err(format!("`{parameter}` does not offer `{level}`")),
            // Its line has a fault that is reported there.
            None if self.permissions.names(parameter) => Ok(()),
            None => Err(format!("no permission `{parameter}` in data/permissions.tsv")),
        }
    }
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.permissions;
    table.unique(errors, "parameter", |row| row.parameter.clone());
    // A label that is in two scopes means the first one.
    table.ordered(errors, "scope", |row| row.scope);
    table.each(errors, |row, refuse| {
        if row.label.is_empty() {
            refuse("label", "empty".to_owned());
        }
        if row.levels.is_empty() || !row.levels.is_sorted_by(|one, next| one < next) {
            refuse("levels", "expected some of read,write,admin, the lowest first".to_owned());
        }
        if row.risk.len() != row.levels.len() || row.risk.iter().any(|risk| *risk > 10) {
            refuse("risk", "expected a number from 0 to 10 for each level".to_owned());
        }
        for (level, lets) in [(Level::Read, &row.read), (Level::Write, &row.write), (Level::Admin, &row.admin)] {
            let column = level.to_string();
            if row.levels.contains(&level) == lets.is_empty() {
                refuse(&column, format!("expected text exactly where `{level}` is among the levels"));
            } else if lets.starts_with(char::is_uppercase) || lets.ends_with('.') {
                refuse(&column, "expected the end of a sentence, without its full stop".to_owned());
            }
        }
        if !is_sentence(&row.reason) {
            refuse("reason", "expected a sentence".to_owned());
        }
        for (level, _, risk) in row.offered() {
            let explained = tables.high_risk.rows().any(|high| high.parameter == row.parameter && high.level == level);
            if risk >= 7 && !explained {
                refuse("risk", format!("{risk} is high: data/high-risk.tsv needs a row for `{level}`"));
            }
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let permission = |row: &Row| {
        let levels = row
            .offered()
            .map(|(level, lets, risk)| format!("Offered {{ level: Level::{level:?}, lets: {lets:?}, risk: Risk({risk}) }}"));
        format!(
            "Permission {{ parameter: {:?}, scope: Scope::{:?}, label: {:?}, levels: {}, source: Source::{:?}, reason: {:?} }}",
            row.parameter,
            row.scope,
            row.label,
            code::list(levels),
            row.source,
            row.reason
        )
    };
    code::slice("PERMISSIONS", "Permission", tables.permissions.rows().map(permission))
}
