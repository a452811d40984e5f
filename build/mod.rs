//! Reads, checks and writes every table. Apart from `build.rs`, so that a test can call it on a folder of its own.

use std::{fs, path::Path};

mod asks;
mod cells;
mod code;
mod errors;
mod modules;
mod recognizers;
mod rules;
mod table;
mod words;

use errors::Errors;
use table::Table;

macro_rules! tables {
    ($($module:ident = $name:literal,)*) => {
        $(mod $module;)*

        /// The names of all tables, as files of `data/` without their ending.
        const NAMES: &[&str] = &[$($name),*];

        /// Every table as it was read: the checks look from one into another.
        struct Tables {
            $($module: Table<$module::Row>,)*
        }

        impl Tables {
            fn read(folder: &Path, errors: &mut Errors) -> Self {
                Self { $($module: Table::read(folder, $name, errors),)* }
            }

            fn check(&self, errors: &mut Errors) {
                $($module::check(self, errors);)*
            }
        }
    };
}

tables! {
    aliases = "aliases",
    alternatives = "alternatives",
    classic_scopes = "classic-scopes",
    client_methods = "client-methods",
    companions = "companions",
    endpoint_aliases = "endpoint-aliases",
    endpoints = "endpoints",
    error_causes = "errors",
    gh_subcommands = "gh-subcommands",
    graphql = "graphql",
    high_risk = "high-risk",
    limits = "limits",
    parameters = "parameters",
    permissions = "permissions",
    practice = "practice",
    presets = "presets",
    roles = "roles",
    search_words = "words",
    tool_aliases = "tool-aliases",
    tools = "tools",
}

/// The files to be written, each with its name and its Rust code.
pub type Files = [(&'static str, String); 4];

/// The Rust code of all tables of a folder and of the registries of a package, or everything that is wrong with them.
pub fn generate(data: &Path, package: &Path) -> Result<Files, Vec<String>> {
    let mut errors = Errors::default();
    refuse_strangers(data, &mut errors);
    let tables = Tables::read(data, &mut errors);
    tables.check(&mut errors);
    let rules = rules::read(package, &mut errors);
    let recognizers = recognizers::read(package, &mut errors);
    errors.none()?;
    // The tables that are not here are written with the permissions or the limits that they are about.
    let code = [
        aliases::write(&tables),
        classic_scopes::write(&tables),
        client_methods::write(&tables),
        endpoint_aliases::write(&tables),
        endpoints::write(&tables),
        error_causes::write(&tables),
        gh_subcommands::write(&tables),
        graphql::write(&tables),
        limits::write(&tables),
        parameters::write(&tables),
        permissions::write(&tables),
        practice::write(&tables),
        presets::write(&tables),
        tool_aliases::write(&tables),
        tools::write(&tables),
    ];
    Ok([
        ("tables.rs", code.concat()),
        ("codes.rs", rules::codes(&tables, &rules)),
        ("rules.rs", rules::registry(&rules)),
        ("recognizers.rs", recognizers::registry(&recognizers)),
    ])
}

/// A table that nothing reads would be believed and never used.
fn refuse_strangers(folder: &Path, errors: &mut Errors) {
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = file.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if path.extension().is_none_or(|ending| ending != "tsv") || !NAMES.contains(&&*name) {
            let file = file.file_name();
            errors.add(format!(
                "data/{}: no table of `tables!` in build/mod.rs",
                file.display()
            ));
        }
    }
}
