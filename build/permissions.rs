//! The permissions, in catalog order, with what the other tables say of each level.

use serde::{
    Deserialize, Deserializer,
    de::{IntoDeserializer, value::StrDeserializer},
};

use super::{
    Tables,
    cells::{Ask, Number, commas, is_end_of_sentence, is_sentence, optional},
    code,
    errors::Errors,
    words::{Level, Scope, Source, Yes, YesNo},
};

/// From this risk on, data/high-risk.tsv says what the holder could do.
pub const HIGH: u16 = 7;

/// The risk of a permission of which nobody knows what it allows: it must not pass for harmless.
const UNKNOWN_RISK: u16 = 5;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub parameter: String,
    pub scope: Scope,
    label: String,
    #[serde(deserialize_with = "levels")]
    levels: Option<Vec<Level>>,
    source: Source,
    on_form: YesNo,
    since: String,
    #[serde(deserialize_with = "optional")]
    instead: Option<Ask>,
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

/// `read,write`, or `unknown`.
fn levels<'de, D: Deserializer<'de>>(cell: D) -> Result<Option<Vec<Level>>, D::Error> {
    let cell = String::deserialize(cell)?;
    if cell == "unknown" {
        return Ok(None);
    }
    let cell: StrDeserializer<'_, D::Error> = cell.as_str().into_deserializer();
    commas(cell).map(Some)
}

impl Row {
    /// The levels that it offers, each with what it lets its holder do and its risk. Where the levels are not known, any may
    /// be asked for.
    pub fn offered(&self) -> impl Iterator<Item = (Level, String, u16)> {
        let known = self.levels.iter().flatten().zip(&self.risk);
        let known = known.map(|(level, risk)| (*level, self.lets(*level).to_owned(), risk.0));
        let unknown = Level::ALL.into_iter().filter(|_| self.levels.is_none());
        known.chain(unknown.map(|level| (level, self.undocumented(level), UNKNOWN_RISK)))
    }

    pub fn offers(&self, level: Level) -> bool {
        self.levels.as_ref().is_none_or(|levels| levels.contains(&level))
    }

    fn lets(&self, level: Level) -> &str {
        match level {
            Level::Read => &self.read,
            Level::Write => &self.write,
            Level::Admin => &self.admin,
        }
    }

    fn undocumented(&self, level: Level) -> String {
        let Self { parameter, .. } = self;
        format!("use `{parameter}` at `{}`, and GitHub does not document what that allows", level.word())
    }

    /// Its name on GitHub's form, or else its parameter.
    fn label(&self) -> &str {
        if self.label.is_empty() { &self.parameter } else { &self.label }
    }

    fn reason(&self) -> &str {
        if self.levels.is_some() { &self.reason } else { "GitHub does not document what it allows." }
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

    /// Whether GitHub's form has a permission of this name, or what to say if it has not.
    pub fn on_form(&self, parameter: &str) -> Result<(), String> {
        if Tables::is_field(parameter) {
            return Ok(());
        }
        self.permission(parameter)?;
        let row = self.permissions.rows().find(|row| row.parameter == parameter);
        match row.map(|row| row.on_form) {
            Some(YesNo::No) => Err(format!("GitHub's form does not have `{parameter}`")),
            _ => Ok(()),
        }
    }

    /// Whether a permission is offered at a level, or what to say if it is not.
    pub fn offers(&self, parameter: &str, level: Level) -> Result<(), String> {
        self.permission(parameter)?;
        let row = self.permissions.rows().find(|row| row.parameter == parameter);
        // A line with a fault is reported where it is.
        if row.is_none_or(|row| row.offers(level)) {
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
        if row.label.is_empty() && row.source.is_documented() {
            refuse("label", "empty, although GitHub documents the permission".to_owned());
        }
        match &row.levels {
            Some(levels) => check_levels(row, levels, refuse),
            None => {
                for column in [&row.read, &row.write, &row.admin, &row.reason] {
                    if !column.is_empty() || !row.risk.is_empty() {
                        refuse("levels", "`unknown`, so nothing can be said of them".to_owned());
                    }
                }
            }
        }
        if (row.on_form == YesNo::Yes) == row.since.is_empty() {
            refuse("since", "expected exactly where the form has it".to_owned());
        }
        if let Some(ask) = &row.instead {
            if row.on_form == YesNo::Yes {
                refuse("instead", "the form has it".to_owned());
            }
            if let Err(fault) = tables.offers(&ask.parameter, ask.level) {
                refuse("instead", fault);
            }
        }
        if !(row.billed.is_empty() || is_sentence(&row.billed)) {
            refuse("billed", "expected a sentence".to_owned());
        }
        for (level, _, risk) in row.offered() {
            let mut high = tables.high_risk.rows();
            if risk >= HIGH && !high.any(|high| high.parameter == row.parameter && high.level == level) {
                refuse("risk", format!("`{}` needs a row in data/high-risk.tsv", level.word()));
            }
        }
        if !tables.search_words.names(&row.parameter) {
            refuse("parameter", format!("`{}` needs a row in data/words.tsv", row.parameter));
        }
    });
}

/// What the cells of the levels say, one by one.
fn check_levels(row: &Row, levels: &[Level], refuse: &mut dyn FnMut(&str, String)) {
    if levels.is_empty() || !levels.is_sorted_by(|one, next| one < next) {
        refuse("levels", "expected `unknown`, or some of read,write,admin, the lowest first".to_owned());
    }
    if row.risk.len() != levels.len() || row.risk.iter().any(|risk| risk.0 > 10) {
        refuse("risk", "expected a number from 0 to 10 for each level".to_owned());
    }
    for level in Level::ALL {
        let lets = row.lets(level);
        if levels.contains(&level) == lets.is_empty() {
            refuse(level.word(), "expected exactly where the level is offered".to_owned());
        } else if !lets.is_empty() && !is_end_of_sentence(lets) {
            refuse(level.word(), "expected the end of a sentence, without its full stop".to_owned());
        }
    }
    if !row.reason.ends_with('.') {
        refuse("reason", "expected what may follow a colon, with a full stop".to_owned());
    }
}

pub fn write(tables: &Tables) -> String {
    let rows = || tables.permissions.rows();
    let mut by_name: Vec<(usize, &str)> = rows().map(|row| row.parameter.as_str()).enumerate().collect();
    by_name.sort_by_key(|(_, name)| *name);
    let entry = |(at, name)| format!("({name:?}, {at})");
    code::slice("PERMISSIONS", "Permission", rows().enumerate().map(|(rank, row)| permission(tables, rank, row)))
        + &code::slice("PERMISSIONS_BY_NAME", "(&str, usize)", by_name.into_iter().map(entry))
}

fn permission(tables: &Tables, rank: usize, row: &Row) -> String {
    let text = |text: &str| code::option(Some(text).filter(|text| !text.is_empty()).map(|text| format!("{text:?}")));
    let words = tables.search_words.rows().find(|other| other.parameter == row.parameter);
    format!(
        "Permission {{ rank: {rank}, parameter: {:?}, scope: Scope::{}, label: {:?}, levels: {}, levels_known: {}, source: Source::{}, \
         on_form: {}, since: {}, instead: {}, implied: {}, reason: {:?}, billed: {}, words: {:?} }}",
        row.parameter,
        row.scope,
        row.label(),
        code::list(
            row.offered()
                .map(|(level, lets, risk)| offered(tables, row, level, &lets, risk))
        ),
        row.levels.is_some(),
        row.source,
        row.on_form == YesNo::Yes,
        text(&row.since),
        code::option(row.instead.as_ref()),
        row.implied.is_some(),
        row.reason(),
        text(&row.billed),
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
