//! A wrong cell of `data/` stops the build, and is named by file, line and column.

#![expect(clippy::expect_used, reason = "a test fails where its ground is missing")]

use std::{fs, path::Path};

#[path = "../build/mod.rs"]
mod build;

const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");
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
    build::generate(folder.path(), Path::new(PACKAGE))
        .err()
        .unwrap_or_default()
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
             expected one of `repository`, `organization`, `account`, `enterprise`"
        )]
    );
}

#[test]
fn five_typos_in_five_tables_are_all_named() {
    let changes = [
        ("limits.tsv", "limit-checks\terror", "limit-checks\tbanana"),
        ("presets.tsv", "contents=read\treads code", "content=read\treads code"),
        ("companions.tsv", "workflows\twrite", "workflows\tread"),
        ("classic-scopes.tsv", "repo:status\trepo\t", "repo:status\trepos\t"),
        ("aliases.tsv", "push\tcontents\thabit", "push \tcontents\thabit"),
    ];
    let at = |name: &str| {
        let (_, from, _) = changes.iter().find(|(file, _, _)| *file == name).expect(name);
        format!("data/{name}:{}: column ", line(name, from))
    };
    let expected = [
        ("aliases.tsv", "\"written\": blanks around \"push \""),
        ("aliases.tsv", "\"written\": expected lower case, with underscores"),
        (
            "classic-scopes.tsv",
            "\"parent\": no scope `repos` in data/classic-scopes.tsv",
        ),
        ("companions.tsv", "\"parameter\": `workflows` does not offer `read`"),
        (
            "limits.tsv",
            "\"severity\": unknown variant `banana`, expected one of `error`, `warning`, `info`",
        ),
        (
            "presets.tsv",
            "\"permissions\": no permission `content` in data/permissions.tsv",
        ),
    ];
    assert_eq!(faults(&changes), expected.map(|(name, what)| at(name) + what));
}

#[test]
fn rows_and_cells_that_are_missing_doubled_or_out_of_order_are_refused() {
    let gists = line("permissions.tsv", "gists\t");
    for (change, says) in [
        (
            ("permissions.tsv", "\tGists\t", "\t"),
            format!("data/permissions.tsv:{gists}: 14 cells, expected 15"),
        ),
        (
            ("permissions.tsv", "gists\taccount", "gists\trepository"),
            format!("data/permissions.tsv:{gists}: column \"scope\": Repository comes before Account"),
        ),
        (
            ("permissions.tsv", "gists\taccount", "plan\taccount"),
            format!(
                "data/permissions.tsv:{}: column \"parameter\": \"plan\" is in line {gists} already",
                line("permissions.tsv", "plan\taccount")
            ),
        ),
        (
            ("words.tsv", "gists\t", "gist\t"),
            format!("data/permissions.tsv:{gists}: column \"parameter\": `gists` needs a row in data/words.tsv"),
        ),
        (
            ("roles.tsv", "parameter\tlevel", "parameter\tlevels"),
            "data/roles.tsv:4: unknown field `levels`, expected one of `parameter`, `level`, `role`".to_owned(),
        ),
        (
            ("roles.tsv", "2026", "last year"),
            "data/roles.tsv: the comments on top give no date".to_owned(),
        ),
        (
            ("roles.tsv", "administration\tread", "\nadministration\tread"),
            "data/roles.tsv:4: expected a row".to_owned(),
        ),
    ] {
        let found = faults(&[change]);
        assert!(found.contains(&says), "{says}\n{found:#?}");
    }
}

#[test]
fn every_file_of_the_folder_is_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("scope.tsv"), "").expect("a file");
    let found = build::generate(folder.path(), Path::new(PACKAGE)).expect_err("no tables");
    assert_eq!(
        found.first().map(String::as_str),
        Some("data/scope.tsv: no table of `tables!` in build/mod.rs")
    );
}

#[test]
fn a_rule_or_a_recognizer_without_its_word_is_named() {
    let package = tempfile::tempdir().expect("a folder");
    for folder in ["src/lint/rules", "src/calls"] {
        let folder = package.path().join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("mod.rs"), "mod old;\n").expect("a file");
        for name in ["old.rs", "new.rs"] {
            fs::write(folder.join(name), "").expect("a file");
        }
    }
    let found = build::generate(Path::new(DATA), package.path()).expect_err("files that are not used");
    assert_eq!(
        found,
        [
            "src/calls/new.rs: the file is not used; write `mod new;` into src/calls/mod.rs",
            "src/lint/rules/new.rs: the file is not used; write `mod new;` into src/lint/rules/mod.rs",
        ]
    );
}
