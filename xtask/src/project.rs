//! Where things are, and the two ways every command touches them.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The folder that holds the project.
///
/// Asked of cargo at run time, not compiled in: two clones may share one target folder.
pub fn root() -> Result<PathBuf> {
    let xtask = env::var_os("CARGO_MANIFEST_DIR").context("start this through cargo: `cargo xtask ...`")?;
    let root = Path::new(&xtask).parent().context("xtask stands in no folder")?;
    Ok(root.to_owned())
}

/// Where cargo puts what it builds.
pub fn target() -> Result<PathBuf> {
    Ok(match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => env::current_dir()?.join(folder),
        None => root()?.join("target"),
    })
}

/// The engine as WebAssembly, with its glue: what `wasm` writes, `dist` takes and tsconfig.json names.
pub fn engine() -> Result<PathBuf> {
    Ok(root()?.join("target/engine"))
}

/// The loadable extension.
pub fn extension() -> Result<PathBuf> {
    Ok(root()?.join("dist/extension"))
}

/// All files under `folder`, as paths relative to it, in the order of their names.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    fn walk(folder: &Path, under: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
        for entry in fs::read_dir(folder.join(under)).with_context(|| folder.join(under).display().to_string())? {
            let entry = entry?;
            let path = under.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                walk(folder, &path, found)?;
            } else {
                found.push(path);
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    walk(folder, Path::new(""), &mut found)?;
    found.sort();
    Ok(found)
}

/// An empty folder at `path`, whatever was there before.
pub fn empty_folder(path: &Path) -> Result<()> {
    if path.exists() {
        fs::remove_dir_all(path).with_context(|| path.display().to_string())?;
    }
    fs::create_dir_all(path).with_context(|| path.display().to_string())
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| path.display().to_string())
}

pub fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// Writes `path` and makes its folder where that is missing.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::write(path, content).with_context(|| path.display().to_string())
}

/// Runs `command` with what it prints shown.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.status().with_context(|| format!("{name} cannot be started"))?;
    ensure!(status.success(), "{name} failed ({status})");
    Ok(())
}

/// Runs `command` and gives what it prints.
pub fn output(command: &mut Command) -> Result<String> {
    let name = name(command);
    let output = command.output().with_context(|| format!("{name} cannot be started"))?;
    if !output.status.success() {
        bail!(
            "{name} failed ({}): {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8(output.stdout)?)
}

fn name(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args().take(1));
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
