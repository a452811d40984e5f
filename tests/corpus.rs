//! Links that people publish, each judged by hand once.
//!
//! - `corpus/kinds.tsv`: the kinds of mistakes that such links have, in links of our own.
//! - `corpus/real.tsv`: the links themselves are other people's and stay outside the repository. The file has the first 12
//!   hexadecimal digits of each link's SHA-256 with the codes expected for it. `FINEGRAIN_CORPUS` names a folder of `.tsv`
//!   files whose first column has the links; without it the test is reported as ignored.
//!
//! Whether a test can run is known only when it starts, which `#[ignore]` cannot say: so this has a harness of its own.

#![expect(clippy::expect_used, reason = "a test fails where its ground is missing")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    ffi::OsString,
    fs,
    path::Path,
    process::ExitCode,
};

use finegrain::{Options, judge, link::Link};
use libtest_mimic::{Arguments, Failed, Trial};
use sha2::{Digest, Sha256};

fn main() -> ExitCode {
    let folder = env::var_os("FINEGRAIN_CORPUS");
    let is_missing = folder.is_none();
    let tests = vec![
        Trial::test("kinds_of_mistakes_are_judged_as_by_hand", kinds),
        Trial::test("real_links_are_judged_as_by_hand", || real(folder)).with_ignored_flag(is_missing),
    ];
    libtest_mimic::run(&Arguments::from_args(), tests).exit_code()
}

fn kinds() -> Result<(), Failed> {
    let rows: Vec<[&str; 3]> = rows(include_str!("corpus/kinds.tsv"));
    let judged = rows.iter().map(|&[kind, link, expected]| (kind, link, expected));
    fail_on_difference(judged)
}

fn real(folder: Option<OsString>) -> Result<(), Failed> {
    let folder = folder.ok_or("set FINEGRAIN_CORPUS to the folder with the real links")?;
    let expected: BTreeMap<&str, &str> = rows(include_str!("corpus/real.tsv"))
        .into_iter()
        .map(|[hash, codes]| (hash, codes))
        .collect();
    let links = links(Path::new(&folder));
    let hashes: Vec<String> = links.iter().map(|link| digest(link)).collect();
    if links.len() != expected.len() {
        return Err(format!("{} links, but {} are judged", links.len(), expected.len()).into());
    }
    let judged = links.iter().zip(&hashes).map(|(link, hash)| {
        let codes = expected.get(hash.as_str()).copied().unwrap_or("(not judged)");
        (hash.as_str(), link.as_str(), codes)
    });
    fail_on_difference(judged)
}

/// Compares what is said about links with what should be: of each its name, the link, and the expected codes.
fn fail_on_difference<'a>(links: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> Result<(), Failed> {
    let wrong: Vec<String> = links
        .filter_map(|(name, link, expected)| {
            let found = codes(link);
            (found != expected).then(|| format!("{name}\n    {link}\n    expected {expected}\n    found    {found}"))
        })
        .collect();
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!("judged differently than by hand:\n{}", wrong.join("\n")).into())
}

/// The rows of a table of ours, without its head.
fn rows<const COLUMNS: usize>(table: &str) -> Vec<[&str; COLUMNS]> {
    table
        .lines()
        .skip(1)
        .map(|row| {
            let columns: Vec<&str> = row.split('\t').collect();
            columns.try_into().expect("a row with all its columns")
        })
        .collect()
}

fn links(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).expect("the folder that FINEGRAIN_CORPUS names");
    let texts = files.filter_map(|file| {
        let path = file.expect("a file").path();
        (path.extension()? == "tsv").then(|| fs::read_to_string(path).expect("a text file"))
    });
    texts
        .flat_map(|text| {
            let rows = text
                .lines()
                .skip(1)
                .map(|row| row.split('\t').next().unwrap_or_default().to_owned());
            rows.collect::<Vec<_>>()
        })
        .collect()
}

fn digest(link: &str) -> String {
    let digits: Vec<String> = Sha256::digest(link.as_bytes())
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    digits.concat()
}

/// The codes in alphabetical order, each once.
fn codes(link: &str) -> String {
    let diagnostics = judge(&Link::read(link), &Options::default()).diagnostics;
    let codes: BTreeSet<&str> = diagnostics.iter().map(|found| found.code.as_str()).collect();
    codes.into_iter().collect::<Vec<_>>().join(" ")
}
