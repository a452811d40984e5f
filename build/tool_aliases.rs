//! The signs by which texts show a tool.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::{Tables, code, errors::Errors};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub tool: String,
    alias: String,
    kind: Kind,
    weight: Weight,
    #[serde(deserialize_with = "ids")]
    instead_of: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Action,
    Key,
    Name,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Weight {
    Sure,
    Weak,
    Plain,
    Sign,
}

fn ids<'de, D: Deserializer<'de>>(cell: D) -> Result<Vec<String>, D::Error> {
    Ok(String::deserialize(cell)?.split_whitespace().map(str::to_owned).collect())
}

impl Tables {
    /// Where a tool is in the generated list.
    fn tool(&self, id: &str) -> Option<usize> {
        self.tools.rows().position(|row| row.id == id)
    }
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.tool_aliases;
    table.unique(errors, "alias", |row| (row.tool.clone(), row.alias.clone()));
    table.each(errors, |row, refuse| {
        if tables.tool(&row.tool).is_none() {
            refuse("tool", format!("no `{}` in data/tools.tsv", row.tool));
        }
        for id in row.instead_of.iter().filter(|id| tables.tool(id).is_none()) {
            refuse("instead_of", format!("no `{id}` in data/tools.tsv"));
        }
        if !row.alias.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
            refuse("alias", "expected a word".to_owned());
        }
        if row.kind == Kind::Action && row.alias.split('/').count() < 2 {
            refuse("alias", "expected `owner/action`".to_owned());
        }
    });
}

pub fn write(tables: &Tables) -> String {
    // One alias of several tools is one entry, so that it is looked for once.
    let mut aliases: BTreeMap<(Kind, &str), Vec<String>> = BTreeMap::new();
    for row in tables.tool_aliases.rows() {
        let instead_of = row.instead_of.iter().filter_map(|id| tables.tool(id));
        aliases.entry((row.kind, &row.alias)).or_default().push(format!(
            "Sign {{ tool: {}, weight: Weight::{:?}, instead_of: {} }}",
            tables.tool(&row.tool).unwrap_or_default(),
            row.weight,
            code::list(instead_of)
        ));
    }
    let alias = |((kind, alias), signs): (&(Kind, &str), &Vec<String>)| {
        format!("ToolAlias {{ alias: {alias:?}, kind: AliasKind::{kind:?}, signs: {} }}", code::list(signs))
    };
    code::slice("TOOL_ALIASES", "ToolAlias", aliases.iter().map(alias))
}
