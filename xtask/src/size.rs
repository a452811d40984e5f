//! `cargo xtask size`: what the extension weighs.

use std::io::Write as _;

use anyhow::{Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::project;

/// The most that the WebAssembly may weigh, in bytes, gzipped. Not a budget: it stops an accident, such as a dependency
/// that brings the tables of Unicode. Raise it with a reason. About half of what there is are tables: the endpoints with
/// their titles, the methods of client libraries, and tools.
const MOST: usize = 800 * 1024;

pub fn check() -> Result<()> {
    let extension = project::extension()?;
    let (mut raw_total, mut gzipped_total) = (0, 0);
    println!("{:<28} {:>9} {:>9}", "bytes", "raw", "gzipped");
    for file in project::files(&extension)? {
        let content = project::read(&extension.join(&file))?;
        let name = file.to_string_lossy();
        let gzipped = gzipped(&content)?;
        raw_total += content.len();
        gzipped_total += gzipped;
        println!("{name:<28} {:>9} {gzipped:>9}", content.len());
        ensure!(
            gzipped <= MOST || !name.ends_with(".wasm"),
            "{name} weighs {gzipped} bytes gzipped, more than {MOST}: what was added to it?"
        );
    }
    println!("{:<28} {raw_total:>9} {gzipped_total:>9}", "together");
    Ok(())
}

fn gzipped(content: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}
