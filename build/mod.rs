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

/// The Rust code of all tables of a folder and of the registries of a package, as files with their names; or everything that
/// is wrong with them.
pub fn generate(data: &Path, package: &Path) -> Result<Vec<(&'static str, String)>, Vec<String>> {
    let mut errors = Errors::default();
    refuse_strangers(data, &mut errors);
    let tables = Tables::read(data, &mut errors);
    tables.check(&mut errors);
    let rules = rules::read(package, &mut errors);
    let recognizers = recognizers::read(package, &mut errors);
    errors.none()?;
    // The tables that are not here are written with the permissions, limits or endpoints that they are about.
    Ok(vec![
        ("aliases.rs", aliases::write(&tables)),
        ("classic_scopes.rs", classic_scopes::write(&tables)),
        ("client_methods.rs", client_methods::write(&tables)),
        ("codes.rs", rules::codes(&tables, &rules)),
        ("endpoint_aliases.rs", endpoint_aliases::write(&tables)),
        ("endpoints.rs", endpoints::write(&tables)),
        ("error_causes.rs", error_causes::write(&tables)),
        ("gh_subcommands.rs", gh_subcommands::write(&tables)),
        ("graphql.rs", graphql::write(&tables)),
        ("limits.rs", limits::write(&tables)),
        ("parameters.rs", parameters::write(&tables)),
        ("permissions.rs", permissions::write(&tables)),
        ("practice.rs", practice::write(&tables)),
        ("presets.rs", presets::write(&tables)),
        ("recognizers.rs", recognizers::registry(&recognizers)),
        ("rules.rs", rules::registry(&rules)),
        ("tool_aliases.rs", tool_aliases::write(&tables)),
        ("tools.rs", tools::write(&tables)),
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
