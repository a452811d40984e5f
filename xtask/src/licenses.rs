//! The licenses of the crates that end up in the WebAssembly: `third-party.txt` of the extension.

use std::collections::BTreeSet;
use std::env;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use cargo_metadata::{CargoOpt, Metadata, MetadataCommand, Package};

use crate::project;

const HEAD: &str = "\
The WebAssembly of Finegrain contains the Rust standard library (MIT OR Apache-2.0, https://github.com/rust-lang/rust)
and these crates. Those that may be used under Apache-2.0 are; LICENSE-APACHE is its text. The texts of the others follow.
";

/// Without this, cargo names every crate of the workspace, the command line's too.
const OF_THE_WASM: [&str; 4] = [
    "--package=finegrain",
    "--no-default-features",
    "--target=wasm32-unknown-unknown",
    // Macros run when the crates are compiled and are not part of the module.
    "--edges=normal,no-proc-macro",
];

pub fn third_party() -> Result<String> {
    let metadata = MetadataCommand::new()
        .current_dir(project::root()?)
        .features(CargoOpt::AllFeatures)
        .other_options(["--locked".to_owned()])
        .exec()?;
    let mut list = HEAD.to_owned();
    let mut texts = String::new();
    for tree_line in tree()? {
        let package = find(&metadata, &tree_line)?;
        let license = license(package)?;
        let repository = package.repository.as_deref().unwrap_or_default();
        let line = format!("{} {}: {license}, {repository}", package.name, package.version);
        list.push('\n');
        list.push_str(&line);
        if !license.contains("Apache-2.0") {
            let text = text(package)?;
            let rule = "=".repeat(80);
            texts.extend(["\n\n", &rule, "\n", &line, "\n\n", text.trim_end()]);
        }
    }
    Ok(list + &texts + "\n")
}

/// What the module is made of, as `name version`. The metadata cannot tell: in it, a package has the features that any
/// member of the workspace asks for.
fn tree() -> Result<BTreeSet<String>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .current_dir(project::root()?)
        .args(["tree", "--locked", "--prefix=none", "--no-dedupe", "--format={p}"])
        .args(OF_THE_WASM);
    // The first line is the package itself.
    Ok(project::output(&mut command)?
        .lines()
        .skip(1)
        .map(str::to_owned)
        .collect())
}

/// The package of a line of `cargo tree`, such as `strsim v0.11.1`.
fn find<'a>(metadata: &'a Metadata, tree_line: &str) -> Result<&'a Package> {
    let (name, rest) = tree_line
        .split_once(" v")
        .with_context(|| format!("cargo tree wrote {tree_line:?}"))?;
    let version = rest.split(' ').next().unwrap_or_default();
    metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == name && package.version.to_string() == version)
        .with_context(|| format!("cargo metadata does not know {tree_line}"))
}

fn license(package: &Package) -> Result<&str> {
    match package.license.as_deref() {
        Some(license) if !license.is_empty() => Ok(license),
        _ => bail!("{} names no license", package.name),
    }
}

fn text(package: &Package) -> Result<String> {
    let folder = package.manifest_path.parent().context("a manifest without a folder")?;
    ["LICENSE-MIT", "LICENSE", "LICENSE.md", "LICENSE.txt"]
        .iter()
        .map(|name| folder.join(name).into_std_path_buf())
        .find(|file| file.is_file())
        .with_context(|| format!("{} has no license in its folder", package.name))
        .and_then(|file| project::read_text(&file))
}
