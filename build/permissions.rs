//! The permissions, in catalog order, with what the other tables say of each level.

use serde::Deserialize;

use super::{
    Tables,
    cells::{Number, commas, is_end_of_sentence, is_sentence, optional},
    code,
    errors::Errors,
    words::{Level, Scope, Source, Yes},
};

/// From this risk on, data/high-risk.tsv says what the holder could do.
pub const HIGH: u16 = 7;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub parameter: String,
    pub scope: Scope,
    label: String,
    #[serde(deserialize_with = "commas")]
    levels: Vec<Level>,
    source: Source,
    #[serde(deserialize_with = "optional")]
    implied: Option<Yes>,
    read: String,
    write: String,
    admin: String,
    #[serde(deserialize_with = "commas")]
    risk: Vec<Number>,
    reason: String,
    billed: String,
}

impl Row {
    /// The levels that it offers, each with what it lets its holder do and its risk.
    pub fn offered(&self) -> impl Iterator<Item = (Level, &str, u16)> {
        let levels = self.levels.iter().zip(&self.risk);
        levels.map(|(level, risk)| (*level, self.lets(*level), risk.0))
    }

    fn lets(&self, level: Level) -> &str {
        match level {
            Level::Read => &self.read,
            Level::Write => &self.write,
            Level::Admin => &self.admin,
        }
    }
}

impl Tables {
    /// Whether there is a permission of this name, or what to say if there is none.
    pub fn permission(&self, parameter: &str) -> Result<(), String> {
        if self.permissions.names(parameter) {
            Ok(())
        } else {
            Err(format!("no permission `{parameter}` in data/permissions.tsv"))
        }
    }

    /// Whether a permission is offered at a level, or what to say if it is not.
    pub fn offers(&self, parameter: &str, level: Level) -> Result<(), String> {
        self.permission(parameter)?;
        let row = self.permissions.rows().find(|row| row.parameter == parameter);
        // A line with a fault is reported where it is.
        if row.is_none_or(|row| row.levels.contains(&level)) {
            Ok(())
        } else {
            Err(format!("`{parameter}` does not offer `{}`", level.word()))
        }
    }
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.permissions;
    table.unique(errors, "parameter", |row| row.parameter.clone());
    // A label that two scopes have means the first one.
    table.ordered(errors, "scope", |row| row.scope);
    table.each(errors, |row, refuse| {
        if row.label.is_empty() {
            refuse("label", "empty".to_owned());
        }
        if row.levels.is_empty() || !row.levels.is_sorted_by(|one, next| one < next) {
            refuse("levels", "expected some of read,write,admin, the lowest first".to_owned());
        }
        if row.risk.len() != row.levels.len() || row.risk.iter().any(|risk| risk.0 > 10) {
            refuse("risk", "expected a number from 0 to 10 for each level".to_owned());
        }
        for level in [Level::Read, Level::Write, Level::Admin] {
            let lets = row.lets(level);
            if row.levels.contains(&level) == lets.is_empty() {
                refuse(level.word(), "expected exactly where the level is offered".to_owned());
            } else if !lets.is_empty() && !is_end_of_sentence(lets) {
                refuse(level.word(), "expected the end of a sentence, without its full stop".to_owned());
            }
        }
        if !row.reason.ends_with('.') {
            refuse("reason", "expected what may follow a colon, with a full stop".to_owned());
        }
        if !(row.billed.is_empty() || is_sentence(&row.billed)) {
            refuse("billed", "expected a sentence".to_owned());
        }
        for (level, _, risk) in row.offered() {
            let named = |high: &super::high_risk::Row| high.parameter == row.parameter && high.level == level;
            if risk >= HIGH && !tables.high_risk.rows().any(named) {
                refuse("risk", format!("`{}` needs a row in data/high-risk.tsv", level.word()));
            }
        }
        if !tables.search_words.names(&row.parameter) {
            refuse("parameter", format!("`{}` needs a row in data/words.tsv", row.parameter));
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let rows = || tables.permissions.rows();
    let mut by_name: Vec<(usize, &str)> = rows().map(|row| row.parameter.as_str()).enumerate().collect();
    by_name.sort_by_key(|(_, name)| *name);
    let entry = |(at, name)| format!("({name:?}, {at})");
    code::slice("PERMISSIONS", "Permission", rows().map(|row| permission(tables, row)))
        + &code::slice("PERMISSIONS_BY_NAME", "(&str, usize)", by_name.into_iter().map(entry))
}

fn permission(tables: &Tables, row: &Row) -> String {
    let text = |text: Option<&str>| code::option(text.map(|text| format!("{text:?}")));
    let contradiction = tables.contradictions.rows().find(|other| other.parameter == row.parameter);
    let words = tables.search_words.rows().find(|other| other.parameter == row.parameter);
    format!(
        "Permission {{ parameter: {:?}, scope: Scope::{}, label: {:?}, levels: {}, source: Source::{}, implied: {}, \
         reason: {:?}, billed: {}, contradiction: {}, words: {:?} }}",
        row.parameter,
        row.scope,
        row.label,
        code::list(row.offered().map(|(level, lets, risk)| offered(tables, row, level, lets, risk))),
        row.source,
        row.implied.is_some(),
        row.reason,
        text(Some(row.billed.as_str()).filter(|billed| !billed.is_empty())),
        text(contradiction.map(|other| other.says.as_str())),
        words.map_or("", |other| &other.words),
    )
}

fn offered(tables: &Tables, row: &Row, level: Level, lets: &str, risk: u16) -> String {
    let here = |parameter: &str, at: Level| parameter == row.parameter && at == level;
    let high = tables.high_risk.rows().find(|high| here(&high.parameter, high.level));
    let role = tables.roles.rows().find(|role| here(&role.parameter, role.level));
    let companions = tables.companions.rows().filter(|companion| here(&companion.parameter, companion.level));
    format!(
        "Offered {{ level: Level::{level}, lets: {lets:?}, risk: Risk({risk}), high_risk: {}, role: {}, companions: {} }}",
        code::option(high.map(|high| format!("HighRisk {{ can: {:?}, instead: {:?} }}", high.can, high.instead))),
        code::option(role.map(|role| format!("Role::{}", role.role))),
        code::list(companions.map(|companion| format!(
            "Companion {{ needs: {:?}, level: Level::{}, why: {:?} }}",
            companion.needs, companion.needs_level, companion.why
        )))
    )
}
