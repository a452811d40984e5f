//! What building Finegrain needs beyond cargo: `cargo xtask COMMAND`, usually called by `build.sh`.
//!
//! One module per command. A command prints what it did, or fails with one sentence that says what to do about it.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for terminals")]

mod dist;
mod docs;
mod endpoints;
mod licenses;
mod package;
mod permissions;
mod project;
mod size;
mod wasm;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  wasm                      compile the engine to WebAssembly and write its JavaScript glue
  paint                     compile the popup's painter alone, for its tests
  dist                      assemble the loadable extension in dist/extension
  size                      print the sizes of the extension; fail where one is over its budget
  package                   zip the extension and the source for the stores, the same bytes every time
  docs [--check]            write docs/rules.md from the rules; with --check only compare
  endpoints FOLDER          say how data/endpoints.tsv differs from GitHub's published files in a folder
  permissions PAGE          compare data/permissions.tsv with a downloaded copy (Markdown) of GitHub's page
                            \"Managing your personal access tokens\"
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["wasm"] => wasm::build(),
        ["paint"] => wasm::paint(),
        ["dist"] => dist::assemble(),
        ["size"] => size::check(),
        ["package"] => package::write(),
        ["docs"] => docs::write(),
        ["docs", "--check"] => docs::check(),
        ["endpoints", folder] => endpoints::compare(folder.as_ref()),
        ["permissions", page] => permissions::compare(page.as_ref()),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
