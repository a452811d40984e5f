//! A wrong cell of `data/` stops the build, and is named by file, line and column.

#![expect(clippy::expect_used, reason = "a test fails where its ground is missing")]

use std::{fs, path::Path};

#[path = "../build/mod.rs"]
mod build;

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data");

/// What is said of the tables after each `(file, from, to)`; `from` must be there.
fn faults(changes: &[(&str, &str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    for file in fs::read_dir(DATA).expect("the tables") {
        let file = file.expect("a file");
        fs::copy(file.path(), folder.path().join(file.file_name())).expect("a copy");
    }
    for (name, from, to) in changes {
        let path = folder.path().join(name);
        let text = fs::read_to_string(&path).expect("a table");
        assert!(text.contains(from), "{name} has no {from:?}");
        fs::write(&path, text.replacen(from, to, 1)).expect("a changed table");
    }
    build::generate(folder.path()).err().unwrap_or_default()
}

/// The line on which a text begins in a table.
fn line(name: &str, text: &str) -> usize {
    let table = fs::read_to_string(Path::new(DATA).join(name)).expect("a table");
    let (before, _) = table.split_once(text).expect(text);
    before.matches('\n').count() + 1
}

#[test]
fn the_tables_are_right() {
    assert_eq!(faults(&[]), [] as [&str; 0]);
}

#[test]
fn an_unknown_word_is_named_by_file_line_and_column() {
    let at = line("permissions.tsv", "issue_fields\torganization");
    assert_eq!(
        faults(&[(
            "permissions.tsv",
            "issue_fields\torganization",
            "issue_fields\torganisation"
        )]),
        [format!(
            "data/permissions.tsv:{at}: column \"scope\": unknown variant `organisation`, \
             expected one of `repository`, `organization`, `account`"
        )]
    );
}
