//! The files of a folder of `src/` in which each file is one thing of the same kind: a rule, a recognizer.
//!
//! The folder's `mod.rs` has a plain `mod NAME;` for each, in an order that counts, and the list of them is written from these
//! lines. So a new one is a file and a word.

use std::{collections::BTreeSet, fs, path::Path};

use super::errors::Errors;

/// The modules of a folder of the package, in the order of their `mod` lines. A file without such a line is refused.
pub fn read(package: &Path, folder: &str, errors: &mut Errors) -> Vec<String> {
    let text = match fs::read_to_string(package.join(folder).join("mod.rs")) {
        Ok(text) => text,
        Err(error) => {
            errors.add(format!("{folder}/mod.rs: {error}"));
            return Vec::new();
        }
    };
    let words = text
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    let modules: Vec<String> = words.map(str::to_owned).collect();
    let files = fs::read_dir(package.join(folder)).into_iter().flatten().flatten();
    let names: BTreeSet<String> = files
        .filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned()))
        .filter(|name| name != "mod" && !name.starts_with('.'))
        .collect();
    for name in names.iter().filter(|name| !modules.contains(name)) {
        errors.add(format!(
            "{folder}/{name}.rs: the file is not used; write `mod {name};` into {folder}/mod.rs"
        ));
    }
    modules
}
