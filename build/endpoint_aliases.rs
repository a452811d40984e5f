//! Paths that code still calls under an old name.

use serde::{Deserialize, Deserializer, de::value::StrDeserializer};

use super::{Tables, errors::Errors, words::Method};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// `None` is every method.
    #[serde(deserialize_with = "method")]
    pub method: Option<Method>,
    pub path: String,
    pub becomes: String,
    pub state: State,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Renamed,
    Gone,
    Literal,
    Prefix,
}

fn method<'de, D: Deserializer<'de>>(cell: D) -> Result<Option<Method>, D::Error> {
    let cell = String::deserialize(cell)?;
    if cell == "*" {
        return Ok(None);
    }
    Method::deserialize(StrDeserializer::new(&cell)).map(Some)
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.endpoint_aliases;
    table.unique(errors, "path", |row| (row.method, row.path.clone()));
    table.each(errors, |row, refuse| match row.state {
        State::Renamed | State::Literal => {
            let known = row
                .method
                .and_then(|method| tables.endpoint(method, &row.becomes))
                .is_some();
            if !known {
                refuse("becomes", format!("no `{}` with this method in data/endpoints.tsv", row.becomes));
            }
        }
        State::Gone => {
            let known = row.becomes.is_empty() || tables.endpoints.rows().any(|known| known.path == row.becomes);
            if !known {
                refuse("becomes", format!("no `{}` in data/endpoints.tsv", row.becomes));
            }
        }
        State::Prefix => {
            let below = format!("{}/", row.becomes);
            if row.method.is_some() || !tables.endpoints.rows().any(|known| known.path.starts_with(&below)) {
                refuse("becomes", "expected method `*` and the beginning of a known path".to_owned());
            }
        }
    });
}
