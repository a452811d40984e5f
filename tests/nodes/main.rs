//! `cases.json` is what `cases.rs` says, for the painter that is written in JavaScript.

mod cases;

use std::path::Path;

#[test]
fn the_cases_in_json_are_those_in_rust() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/nodes/cases.json");
    let wanted = serde_json::to_string_pretty(&cases::all()).unwrap() + "\n";
    if std::env::var_os("UPDATE_CASES").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == wanted,
        "cases.json is not up to date: run `UPDATE_CASES=1 cargo test --test nodes`"
    );
}

#[test]
fn names_are_unique() {
    let mut names: Vec<_> = cases::all().iter().map(|case| case.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}
