//! Under which licences the crates stand that end up in the WebAssembly: `third-party.txt` of the extension.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::project;

const HEAD: &str = "\
The WebAssembly of Finegrain contains the Rust standard library (MIT OR Apache-2.0, https://github.com/rust-lang/rust)
and these crates. Those that may be used under Apache-2.0 are; LICENSE-APACHE is its text. The texts of the others follow.
";

/// A crate, as `cargo tree` names it.
struct Crate {
    name: String,
    version: String,
    licence: String,
    repository: String,
}

pub fn third_party() -> Result<String> {
    let crates = crates()?;
    let metadata: Value = serde_json::from_str(&cargo(&["metadata", "--locked", "--format-version", "1"])?)?;
    let mut list = HEAD.to_owned();
    let mut texts = String::new();
    for it in crates {
        let line = format!("{} {}: {}, {}\n", it.name, it.version, it.licence, it.repository);
        list.push('\n');
        list.push_str(line.trim_end());
        if !it.licence.contains("Apache-2.0") {
            let text = text(&folder(&metadata, &it)?)?;
            let rule = "=".repeat(80);
            texts.extend(["\n\n", &rule, "\n", line.trim_end(), "\n\n", text.trim_end()]);
        }
    }
    Ok(list + &texts + "\n")
}

/// What the two modules of WebAssembly are made of; macros run when they are compiled and are not part of them.
fn crates() -> Result<Vec<Crate>> {
    let mut lines: Vec<String> = cargo(&[
        "tree",
        "--locked",
        "--package=finegrain",
        "--no-default-features",
        "--features=engine,popup",
        "--target=wasm32-unknown-unknown",
        "--edges=normal,no-proc-macro",
        "--prefix=none",
        "--no-dedupe",
        "--format={p}\t{l}\t{r}",
    ])?
    .lines()
    .skip(1)
    .map(str::to_owned)
    .collect();
    lines.sort();
    lines.dedup();
    lines.iter().map(|line| parse(line)).collect()
}

fn parse(line: &str) -> Result<Crate> {
    let mut columns = line.split('\t');
    let (package, licence, repository) = (columns.next(), columns.next(), columns.next());
    let (name, version) = package
        .and_then(|package| package.split_once(" v"))
        .with_context(|| format!("cargo tree wrote {line:?}"))?;
    let licence = licence.unwrap_or_default();
    ensure!(!licence.is_empty(), "{name} names no licence");
    Ok(Crate {
        name: name.to_owned(),
        version: version.to_owned(),
        licence: licence.to_owned(),
        repository: repository.unwrap_or_default().to_owned(),
    })
}

/// Where cargo keeps the source of a crate.
fn folder(metadata: &Value, it: &Crate) -> Result<PathBuf> {
    let packages = metadata["packages"]
        .as_array()
        .context("cargo metadata lists no packages")?;
    let manifest = packages
        .iter()
        .find(|package| package["name"] == *it.name && package["version"] == *it.version)
        .and_then(|package| package["manifest_path"].as_str())
        .with_context(|| format!("cargo metadata does not know {} {}", it.name, it.version))?;
    Ok(Path::new(manifest)
        .parent()
        .context("a manifest without a folder")?
        .to_owned())
}

fn text(folder: &Path) -> Result<String> {
    for name in ["LICENSE-MIT", "LICENSE", "LICENSE.md", "LICENSE.txt"] {
        let file = folder.join(name);
        if file.is_file() {
            return project::read_text(&file);
        }
    }
    anyhow::bail!("{} holds no licence", folder.display())
}

fn cargo(arguments: &[&str]) -> Result<String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    project::output(Command::new(cargo).current_dir(project::root()?).args(arguments))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_read() {
        let it = parse("strsim v0.11.1\tMIT\thttps://example.com/strsim").unwrap();
        assert_eq!(
            (it.name.as_str(), it.version.as_str(), it.licence.as_str()),
            ("strsim", "0.11.1", "MIT")
        );
        assert_eq!(it.repository, "https://example.com/strsim");
    }

    #[test]
    fn a_crate_without_a_licence_is_refused() {
        assert!(parse("nameless v1.0.0\t\t").is_err());
    }
}
