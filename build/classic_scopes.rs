//! The scopes of classic tokens.

use serde::{Deserialize, Deserializer};

use super::{
    Tables,
    cells::{Ask, blanks, is_end_of_sentence, is_sentence},
    code,
    errors::Errors,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    scope: String,
    parent: String,
    #[serde(deserialize_with = "equal")]
    permissions: Option<Vec<Ask>>,
    lets: String,
    note: String,
}

/// Nothing where nothing is equal, `none` where no permission is needed, or else permissions.
fn equal<'de, D: Deserializer<'de>>(cell: D) -> Result<Option<Vec<Ask>>, D::Error> {
    use serde::de::IntoDeserializer;

    let cell = String::deserialize(cell)?;
    match cell.as_str() {
        "" => Ok(None),
        "none" => Ok(Some(Vec::new())),
        asks => {
            let asks: serde::de::value::StrDeserializer<'_, D::Error> = asks.into_deserializer();
            blanks(asks).map(Some)
        }
    }
}

impl Tables {
    /// Whether there is a classic scope of this name, or what to say if there is none.
    pub fn classic_scope(&self, scope: &str) -> Result<(), String> {
        if self.classic_scopes.names(scope) {
            Ok(())
        } else {
            Err(format!("no scope `{scope}` in data/classic-scopes.tsv"))
        }
    }
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.classic_scopes;
    table.unique(errors, "scope", |row| row.scope.clone());
    table.each(errors, |row, refuse| {
        if !row.parent.is_empty()
            && let Err(fault) = tables.classic_scope(&row.parent)
        {
            refuse("parent", fault);
        }
        let asks = row.permissions.iter().flatten();
        for fault in asks.filter_map(|ask| tables.offers(&ask.parameter, ask.level).err()) {
            refuse("permissions", fault);
        }
        if !is_end_of_sentence(&row.lets) {
            refuse("lets", "expected the end of a sentence, without its full stop".to_owned());
        }
        if !(row.note.is_empty() || is_sentence(&row.note)) {
            refuse("note", "expected a sentence".to_owned());
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let scope = |row: &Row| {
        format!(
            "ClassicScope {{ scope: {:?}, parent: {:?}, equal: {}, lets: {:?}, note: {:?} }}",
            row.scope,
            row.parent,
            code::option(row.permissions.as_ref().map(code::list)),
            row.lets,
            row.note
        )
    };
    code::slice("CLASSIC_SCOPES", "ClassicScope", tables.classic_scopes.rows().map(scope))
}
