//! `cargo xtask permissions`: brings data/permissions.tsv up to GitHub's documentation.
//!
//! The page is downloaded by a person: nothing in this project goes to the network. What the documentation knows is taken
//! from it; the sentences, the risk and its reason are ours, and a new row has none until a person writes them, which the
//! engine's tests insist on.

mod changes;
mod page;
mod table;

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::project;
use changes::Change;
use table::Table;

/// What the documentation knows of a permission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub parameter: String,
    pub scope: String,
    pub label: String,
    /// As the table writes them: `read,write`.
    pub levels: String,
    /// Where the row is from; `DOCUMENTED` for the documentation's tables.
    pub source: String,
}

/// The source of the rows that stand in the documentation's tables.
const DOCUMENTED: &str = "table";

pub fn compare(page: &Path) -> Result<()> {
    let (_, changes) = read(page)?;
    ensure!(
        changes.is_empty(),
        "data/permissions.tsv differs from the page: run this with --write"
    );
    Ok(())
}

pub fn update(page: &Path) -> Result<()> {
    let (mut table, changes) = read(page)?;
    for change in &changes {
        change.apply(&mut table);
    }
    project::write(&path()?, table.to_string())
}

fn read(page: &Path) -> Result<(Table, Vec<Change>)> {
    let listed = page::read(&project::read_text(page)?)?;
    let table: Table = project::read_text(&path()?)?.parse()?;
    let changes = changes::between(&table, &listed);
    for change in &changes {
        println!("{change}");
    }
    println!("{} permissions on the page, {} changes", listed.len(), changes.len());
    Ok((table, changes))
}

fn path() -> Result<PathBuf> {
    Ok(project::root()?.join("data/permissions.tsv"))
}
