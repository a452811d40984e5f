//! Real links, each judged by hand once.
//!
//! The links are other people's and stay outside the repository: `corpus.tsv` holds the first 12 hexadecimal digits of each
//! link's SHA-256 with the codes expected for it. `FINEGRAIN_CORPUS` names a folder of `.tsv` files whose first column
//! holds the links.

#![expect(clippy::expect_used, reason = "a test fails where its ground is missing")]

use std::{collections::BTreeMap, fs, path::Path};

use finegrain::{Options, judge, template::Link};
use sha2::{Digest, Sha256};

const EXPECTED: &str = include_str!("corpus.tsv");

#[test]
fn every_real_link_is_judged_as_by_hand() {
    let Some(folder) = std::env::var_os("FINEGRAIN_CORPUS") else {
        eprintln!("not run: set FINEGRAIN_CORPUS to the folder with the real links");
        return;
    };
    let expected: BTreeMap<&str, &str> = EXPECTED
        .lines()
        .skip(1)
        .map(|line| line.split_once('\t').expect("two columns"))
        .collect();
    let links = links(Path::new(&folder));
    assert_eq!(links.len(), expected.len(), "links in the corpus");
    let mut wrong = Vec::new();
    for link in links {
        let hash = digest(&link);
        let found = codes(&link);
        if expected.get(hash.as_str()) != Some(&found.as_str()) {
            wrong.push(format!(
                "{hash}\t{found}\n    expected {:?}\n    {link}",
                expected.get(hash.as_str())
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "judged differently than by hand:\n{}",
        wrong.join("\n")
    );
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
    let codes: std::collections::BTreeSet<&str> = diagnostics.iter().map(|found| found.code).collect();
    codes.into_iter().collect::<Vec<_>>().join(" ")
}
