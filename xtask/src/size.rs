//! `cargo xtask size`: what the extension weighs, and whether it may.

use std::io::Write as _;

use anyhow::{Result, ensure};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::project;

/// What may not grow unnoticed: files of the extension and their largest size in bytes, gzipped.
const BUDGETS: [(&str, u64); 3] = [
    ("finegrain_bg.wasm", 60 * 1024),
    ("finegrain_popup_bg.wasm", 62 * 1024),
    ("catalog.tsv", 12 * 1024),
];

pub fn check() -> Result<()> {
    let extension = project::extension()?;
    let mut over = Vec::new();
    let (mut raw_total, mut gzipped_total) = (0, 0);
    println!("{:<28} {:>9} {:>9}", "bytes", "raw", "gzipped");
    for file in project::files(&extension)? {
        let content = project::read(&extension.join(&file))?;
        let name = file.to_string_lossy();
        let (raw, gzipped) = (content.len() as u64, gzipped(&content)?);
        raw_total += raw;
        gzipped_total += gzipped;
        println!("{name:<28} {raw:>9} {gzipped:>9}");
        over.extend(
            BUDGETS
                .iter()
                .filter(|(budgeted, _)| *budgeted == name)
                .filter_map(|&(_, budget)| excess(&name, gzipped, budget)),
        );
    }
    println!("{:<28} {raw_total:>9} {gzipped_total:>9}", "together");
    ensure!(over.is_empty(), "{}", over.join("; "));
    Ok(())
}

fn excess(name: &str, gzipped: u64, budget: u64) -> Option<String> {
    let over = gzipped.checked_sub(budget).filter(|&over| over > 0)?;
    Some(format!(
        "{name} is {over} bytes over its budget: {gzipped} gzipped, {budget} allowed"
    ))
}

fn gzipped(content: &[u8]) -> Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_fill_its_budget() {
        assert_eq!(excess("a.wasm", 100, 100), None);
        assert_eq!(excess("a.wasm", 99, 100), None);
    }

    #[test]
    fn over_the_budget_the_excess_is_told() {
        let told = excess("a.wasm", 107, 100).unwrap();
        assert_eq!(told, "a.wasm is 7 bytes over its budget: 107 gzipped, 100 allowed");
    }

    #[test]
    fn repetition_weighs_little() {
        assert!(gzipped(&[b'a'; 10_000]).unwrap() < 100);
    }
}
