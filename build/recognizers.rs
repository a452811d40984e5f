//! The list of the recognizers of calls, from the `mod` lines of `src/calls/mod.rs`.

use std::{fs, path::Path};

use super::{code, errors::Errors, modules};

const FOLDER: &str = "src/calls";

/// The names of the recognizers: the modules that have a `RECOGNIZER`. The others help them.
pub fn read(package: &Path, errors: &mut Errors) -> Vec<String> {
    let mut modules = modules::read(package, FOLDER, errors);
    modules.retain(|module| {
        let file = package.join(FOLDER).join(module).with_extension("rs");
        fs::read_to_string(file).is_ok_and(|source| source.contains("const RECOGNIZER: Recognizer"))
    });
    modules
}

/// `RECOGNIZERS`, for `src/calls/recognizers.rs`.
pub fn registry(modules: &[String]) -> String {
    format!(
        "/// Every recognizer, in the order of their `mod` lines.\npub const RECOGNIZERS: &[&Recognizer] = {};\n",
        code::list(modules.iter().map(|module| format!("&super::{module}::RECOGNIZER")))
    )
}
