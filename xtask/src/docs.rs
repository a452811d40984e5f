//! `cargo xtask docs`: docs/rules.md, written from the rules themselves.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::project;

pub fn write() -> Result<()> {
    let page = page()?;
    project::write(&page, finegrain::lint::docs::rules_markdown())?;
    println!("{} written", page.display());
    Ok(())
}

pub fn check() -> Result<()> {
    let written = project::read_text(&page()?)?;
    ensure!(
        written == finegrain::lint::docs::rules_markdown(),
        "docs/rules.md is not what the rules say: run `cargo xtask docs`"
    );
    println!("docs/rules.md says what the rules say");
    Ok(())
}

fn page() -> Result<PathBuf> {
    Ok(project::root()?.join("docs/rules.md"))
}
