//! Turns the tables of `data/` into typed Rust (files in `OUT_DIR`, each included by the file of `src/github/` that has its types), and the `mod` lines of
//! `src/lint/rules/mod.rs` and `src/calls/mod.rs` into the lists of the rules and the recognizers, and the enum of the codes.
//!
//! A wrong cell stops the build and is named by file, line and column; all of them are, at once.
//!
//! # To add a table
//!
//! 1. Write `data/NAME.tsv`: comments on top (`#`) with the source and the date, one line with the names of the columns, then
//!    one row a line. Cells are separated by tabs and never quoted.
//! 2. Write `build/NAME.rs`: `struct Row`, whose fields are the columns (`#[derive(Deserialize)]`; a closed set of words is an
//!    enum of `build/words.rs`), `check(&Tables, &mut Errors)` for what a single cell does not show, and `write(&Tables)`,
//!    which returns the Rust code of its statics.
//! 3. In `build/mod.rs`, name it in `tables!`, and call its `write` in `generate`.
//! 4. Define the type that the statics have in a file of `src/github/`, and include them there.

use std::{env, fs, path::Path, process::ExitCode};

#[path = "build/mod.rs"]
mod build;

fn main() -> ExitCode {
    // Of a folder, cargo looks at every file.
    for path in ["build.rs", "build", "data", "src/lint/rules", "src/calls"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let Some(out) = env::var_os("OUT_DIR") else {
        println!("cargo::error=OUT_DIR is not set");
        return ExitCode::FAILURE;
    };
    let files = match build::generate(Path::new("data"), Path::new("")) {
        Ok(files) => files,
        Err(errors) => {
            for error in errors {
                println!("cargo::error={error}");
            }
            return ExitCode::FAILURE;
        }
    };
    for (name, code) in files {
        let file = Path::new(&out).join(name);
        if let Err(error) = fs::write(&file, code) {
            println!("cargo::error={}: {error}", file.display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
