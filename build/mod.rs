//! Reads, checks and writes every table. Apart from `build.rs`, so that a test can call it on a folder of its own.

use std::path::Path;

mod cells;
mod code;
mod errors;
mod table;
mod words;

use errors::Errors;
use table::Table;

macro_rules! tables {
    ($($module:ident = $name:literal,)*) => {
        $(mod $module;)*

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

            fn write(&self) -> String {
                [$($module::write(self)),*].concat()
            }
        }
    };
}

tables! {
    client_methods = "client-methods",
    companions = "companions",
    endpoint_aliases = "endpoint-aliases",
    endpoints = "endpoints",
    high_risk = "high-risk",
    permissions = "permissions",
}

/// The Rust code of all tables of a folder, or everything that is wrong with them.
pub fn generate(folder: &Path) -> Result<String, Vec<String>> {
    let mut errors = Errors::default();
    let tables = Tables::read(folder, &mut errors);
    tables.check(&mut errors);
    errors.none()?;
    Ok(tables.write())
}
