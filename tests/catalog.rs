//! The tables of `data/`, cell by cell: what the engine would read as empty fails here.

#![expect(clippy::expect_used, reason = "a test fails where its ground is missing")]

use std::{collections::BTreeSet, fs, path::PathBuf};

use finegrain::{
    Options, Severity,
    github::{
        Level, ParameterKind, Risk, Scope, Source, classic_scopes, classify, companions, contradiction, high_risk,
        limits, permission, permissions, suggest,
    },
    judge,
    link::{Link, classic},
};

fn rows(name: &str) -> Vec<Vec<String>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    let text = fs::read_to_string(path).expect("a table");
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(cells)
        .collect()
}

#[test]
fn tables_are_well_formed_and_say_where_they_come_from() {
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/data")).expect("the tables") {
        let path = entry.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a text file");
        let name = path.display();
        let comments: String = text.lines().take_while(|line| line.starts_with('#')).collect();
        assert!(comments.contains("2026"), "{name} has no date");
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let columns = lines.next().expect("a header").split('\t').count();
        for line in lines {
            assert_eq!(line.split('\t').count(), columns, "{name}: {line}");
            assert!(line.split('\t').all(|cell| cell.trim() == cell), "{name}: {line}");
        }
    }
}

#[test]
fn github_offers_77_permissions() {
    let of = |scope| {
        permissions()
            .iter()
            .filter(|row| row.scope == scope && row.source == Source::Table)
            .count()
    };
    assert_eq!(
        [of(Scope::Repository), of(Scope::Organization), of(Scope::Account)],
        [29, 28, 20]
    );
    let names: BTreeSet<_> = permissions().iter().map(|row| row.parameter).collect();
    assert_eq!(names.len(), permissions().len(), "a parameter stands twice");
}

#[test]
fn every_level_says_what_it_lets_its_holder_do() {
    for row in permissions() {
        assert!(!row.levels.is_empty() && !row.label.is_empty(), "{}", row.parameter);
        assert!(row.reason.ends_with('.'), "{}: {:?}", row.parameter, row.reason);
        assert!(
            row.levels.is_sorted_by_key(|offered| offered.level),
            "{}",
            row.parameter
        );
        for offered in row.levels {
            assert!(
                offered.lets.starts_with(|c: char| c.is_lowercase()),
                "{} {}",
                row.parameter,
                offered.level
            );
            assert!(
                !offered.lets.ends_with('.') && offered.risk <= Risk(10),
                "{} {}",
                row.parameter,
                offered.level
            );
        }
    }
    // The numbers of the table are one to a level.
    for row in rows("permissions.tsv") {
        assert_eq!(row[3].split(',').count(), row[8].split(',').count(), "{}", row[0]);
        assert!(
            row[8].split(',').all(|weight| weight.parse::<u8>().is_ok()),
            "{}",
            row[0]
        );
    }
}

#[test]
fn every_permission_can_be_looked_for() {
    let looked_for: Vec<_> = rows("words.tsv").iter().map(|row| row[0].clone()).collect();
    let parameters: Vec<_> = permissions().iter().map(|row| row.parameter).collect();
    assert_eq!(looked_for, parameters);
}

#[test]
fn what_weighs_as_high_risk_is_explained_and_nothing_else() {
    for row in permissions() {
        for offered in row.levels {
            let explained = high_risk(row.parameter, offered.level);
            assert_eq!(
                explained.is_some(),
                offered.risk >= Risk::HIGH,
                "{} {}",
                row.parameter,
                offered.level
            );
        }
    }
    for row in rows("high-risk.tsv") {
        let level: Level = row[1].parse().expect("a level");
        assert!(
            permission(&row[0]).is_some_and(|known| known.offers(level)),
            "{} {level}",
            row[0]
        );
        assert!(
            row[2].starts_with("Its holder can ") && row[2].ends_with('.') && row[3].ends_with('.'),
            "{}",
            row[0]
        );
    }
}

#[test]
fn other_names_lead_to_parameters_and_are_none_themselves() {
    for row in rows("aliases.tsv") {
        assert!(permission(&row[1]).is_some(), "{}", row[0]);
        assert!(
            matches!(classify(&row[0]), ParameterKind::Unknown),
            "{} is a name of its own",
            row[0]
        );
        assert_eq!(
            suggest(&row[0]),
            permission(&row[1]).map(|known| known.parameter),
            "{}",
            row[0]
        );
    }
}

#[test]
fn what_people_write_is_understood() {
    for (written, meant) in [
        ("webhooks", "repository_hooks"),
        ("Webhooks", "repository_hooks"),
        ("security-events", "security_events"),
        ("variables", "actions_variables"),
        ("Commit statuses", "statuses"),
        ("models", "user_models"),
        ("contnets", "contents"),
        ("Contents", "contents"),
        ("expire_in", "expires_in"),
        ("Description", "description"),
    ] {
        assert_eq!(suggest(written), Some(meant), "{written}");
    }
    for written in ["", "x", "frobnicate", "___", &"contents".repeat(20)] {
        assert_eq!(suggest(written), None, "{written}");
    }
}

#[test]
fn companions_are_permissions_at_offered_levels() {
    for row in rows("companions.tsv") {
        let level: Level = row[1].parse().expect("a level");
        assert!(
            permission(&row[0]).is_some_and(|known| known.offers(level)),
            "{}",
            row[0]
        );
        let found = companions(&row[0], level).next().expect("a companion");
        assert!(
            permission(found.needs).is_some_and(|known| known.offers(found.level)),
            "{}",
            row[0]
        );
    }
}

#[test]
fn limits_say_what_to_use_instead() {
    let codes: Vec<_> = limits().map(|limit| limit.code).collect();
    assert_eq!(codes.len(), 11);
    for limit in limits() {
        assert!(
            limit.code.starts_with("limit-") && !limit.title.is_empty(),
            "{}",
            limit.code
        );
        assert!(
            limit.what.ends_with('.') && limit.instead.ends_with('.'),
            "{}",
            limit.code
        );
        for scope in limit.classic_scopes.split(',').filter(|scope| !scope.is_empty()) {
            assert!(
                classic_scopes().any(|known| known.scope == scope),
                "{}: {scope}",
                limit.code
            );
        }
    }
    assert_eq!(
        limits().filter(|limit| !limit.question.is_empty()).count(),
        6,
        "the six gaps that GitHub names"
    );
}

#[test]
fn classic_scopes_become_offered_permissions() {
    for row in rows("classic-scopes.tsv") {
        let pairs = row[2]
            .split(' ')
            .filter(|pair| !pair.is_empty() && *pair != "none")
            .count();
        let granted: Vec<_> = classic::granted(&row[0]).collect();
        assert_eq!(granted.len(), pairs, "{}", row[0]);
        for (name, level) in granted {
            assert!(
                permission(name).is_some_and(|known| known.offers(level)),
                "{}: {name}={level}",
                row[0]
            );
        }
        assert!(
            row[1].is_empty() || classic_scopes().any(|known| known.scope == row[1]),
            "{}",
            row[0]
        );
    }
}

#[test]
fn contradictions_are_about_known_parameters() {
    for row in rows("contradictions.tsv") {
        assert!(permission(&row[0]).is_some() && contradiction(&row[0]).is_some_and(|says| says.ends_with('.')));
    }
}

#[test]
fn every_permission_can_be_asked_for_at_every_level_it_offers() {
    for row in permissions().iter().filter(|row| row.source == Source::Table) {
        for offered in row.levels {
            let link = format!(
                "https://github.com/settings/personal-access-tokens/new?name=CI&{}={}",
                row.parameter, offered.level
            );
            let verdict = judge(&Link::read(&link), &Options::default());
            let errors: Vec<_> = verdict
                .diagnostics
                .iter()
                .filter(|found| found.severity == Severity::Error)
                .collect();
            assert!(errors.is_empty(), "{link}: {errors:?}");
            assert_eq!(verdict.fixed, None, "{link}");
        }
    }
}
