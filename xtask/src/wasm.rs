//! `cargo xtask wasm`: the library, compiled for size, bound to JavaScript and optimized once more.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::project;

const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm";

/// The name of the module and of its glue.
const NAME: &str = "finegrain";

pub fn build() -> Result<()> {
    let engine = project::engine()?;
    project::empty_folder(&engine)?;
    bind(&compile(&["--lib"], "finegrain.wasm")?, NAME, &engine)?;
    optimize(&engine.join(format!("{NAME}_bg.wasm")))?;
    println!("WebAssembly written to {}", engine.display());
    Ok(())
}

/// The popup's painter alone, for its tests in the browsers.
pub fn paint() -> Result<()> {
    let folder = project::target()?.join("paint");
    project::empty_folder(&folder)?;
    bind(
        &compile(&["--example", "paint"], "examples/paint.wasm")?,
        "paint",
        &folder,
    )?;
    project::write(&folder.join("index.html"), "<!doctype html><link rel=icon href=data:,>")?;
    println!("painter written to {}", folder.display());
    Ok(())
}

fn compile(what: &[&str], module: &str) -> Result<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    project::run(
        Command::new(cargo)
            .current_dir(project::root()?)
            .args(["build", "--locked", "--package", "finegrain", "--no-default-features"])
            .args(what)
            .args(["--target", TARGET, "--profile", PROFILE])
            .env("CARGO_ENCODED_RUSTFLAGS", reproducible_flags()?),
    )?;
    Ok(project::target()?.join(TARGET).join(PROFILE).join(module))
}

/// Panic messages name source files; these flags keep the folders of the person who builds out of them, so that the
/// same source gives the same bytes on every machine.
fn reproducible_flags() -> Result<String> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .context("neither CARGO_HOME nor a home folder is known")?;
    let sysroot = project::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    // What the standard library as it is delivered calls its folder, and what stands there where its source is missing.
    let version = project::output(Command::new("rustc").arg("-vV"))?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: "));
    let rust = format!("/rustc/{}", commit.context("rustc does not name its commit")?);
    let mut remapped = vec![(project::root()?, "/finegrain".to_owned()), (library, rust)];
    // One folder for each registry, named after its address, which may be a mirror's.
    for registry in fs::read_dir(home.join("registry/src"))? {
        remapped.push((registry?.path(), "/crates".to_owned()));
    }
    let flags = remapped
        .iter()
        .map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display()))
        .collect::<Vec<_>>();
    // The separator that CARGO_ENCODED_RUSTFLAGS wants; paths may hold spaces.
    Ok(flags.join("\x1f"))
}

fn bind(module: &Path, name: &str, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(module)
        .out_name(name)
        .web(true)?
        // `init()` then finds the module beside the glue by itself.
        .omit_default_module_path(false)
        // For the type check of the pages that call it; not shipped.
        .typescript(true)
        // A panic ends an instance; the background starts another with the function this adds.
        .reset_state_function(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
}

fn optimize(module: &Path) -> Result<()> {
    let wasm_opt = project::root()?.join("node_modules/binaryen/bin/wasm-opt");
    ensure!(wasm_opt.exists(), "wasm-opt is missing: run `npm ci`");
    project::run(
        Command::new("node")
            .arg(wasm_opt)
            .arg("-Oz")
            .arg("--converge")
            .arg(module)
            .arg("-o")
            .arg(module),
    )
}
