//! `cargo xtask dist`: the loadable extension for both browsers. Files are copied as they are: nothing is bundled or
//! minified, so that what a reviewer reads is what people run.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};

use crate::{licenses, project};

/// What manifest.json holds in the place of the version, which Cargo.toml alone knows.
const VERSION_PLACEHOLDER: &str = "\"version\": \"0.0.0\"";

pub fn assemble() -> Result<()> {
    let root = project::root()?;
    let extension = project::extension()?;
    let engine = project::engine()?;
    ensure!(engine.is_dir(), "the engine is missing: run `cargo xtask wasm` first");

    project::empty_folder(&extension)?;
    let manifest = stamped(&project::read_text(&root.join("manifest.json"))?, project::VERSION)?;
    project::write(&extension.join("manifest.json"), manifest)?;
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&root.join(license), &extension.join(license))?;
    }
    project::write(&extension.join("third-party.txt"), licenses::third_party()?)?;
    copy_folder(&root.join("extension"), &extension)?;
    copy_folder(&root.join("www"), &extension.join("www"))?;
    copy_folder(&engine, &extension)?;
    println!("extension written to {}", extension.display());
    Ok(())
}

fn stamped(manifest: &str, version: &str) -> Result<String> {
    if manifest.matches(VERSION_PLACEHOLDER).count() != 1 {
        bail!("manifest.json must hold {VERSION_PLACEHOLDER} once: the version is filled in from Cargo.toml");
    }
    Ok(manifest.replace(VERSION_PLACEHOLDER, &format!("\"version\": \"{version}\"")))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for file in project::files(from)?.into_iter().filter(ships) {
        copy(&from.join(&file), &to.join(&file))?;
    }
    Ok(())
}

/// The extension's scripts end in `.js`; `.mjs` are tools for node, `.d.ts` are types for editors.
#[expect(clippy::ptr_arg, reason = "the shape that Iterator::filter wants")]
fn ships(file: &PathBuf) -> bool {
    let name = file.to_string_lossy();
    !name.ends_with(".mjs") && !name.ends_with(".d.ts")
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    project::write(to, project::read(from)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_filled_in() {
        assert_eq!(
            stamped("{\"version\": \"0.0.0\"}", "1.2.3").unwrap(),
            "{\"version\": \"1.2.3\"}"
        );
    }

    #[test]
    fn a_version_written_by_hand_is_refused() {
        let error = stamped("{\"version\": \"0.1.0\"}", "1.2.3").unwrap_err();
        assert!(error.to_string().contains("filled in from Cargo.toml"));
    }

    #[test]
    fn tools_and_types_stay_behind() {
        assert!(ships(&"background.js".into()));
        assert!(!ships(&"icons/render.mjs".into()));
        assert!(!ships(&"finegrain.d.ts".into()));
    }
}
