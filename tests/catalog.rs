//! What the engine makes of the tables of `data/`. The cells themselves are checked by the build, see `tests/tables.rs`.

use finegrain::{
    Options, Severity,
    github::{Level, ParameterKind, classic_scopes, classify, companions, limits, permission, permissions, suggest},
    judge,
    link::{Link, classic},
};

#[test]
fn permissions_are_found_by_name_and_come_by_scope() {
    assert!(permissions().is_sorted_by_key(|known| known.scope));
    for (rank, known) in permissions().iter().enumerate() {
        assert_eq!(known.rank, rank);
        assert_eq!(
            permission(known.parameter).map(|found| found.parameter),
            Some(known.parameter)
        );
        assert!(
            known.levels.is_sorted_by_key(|offered| offered.level),
            "{}",
            known.parameter
        );
    }
    for name in ["", "Contents", "contents ", "zebra"] {
        assert!(permission(name).is_none(), "{name}");
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
        ("single-file", "contents"),
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
fn every_parameter_of_a_limit_leads_to_it() {
    for limit in limits() {
        for parameter in limit.parameters {
            let found = match classify(parameter) {
                ParameterKind::Limit(found) => Some(found.code),
                _ => None,
            };
            assert_eq!(found, Some(limit.code), "{parameter}");
        }
    }
}

#[test]
fn every_question_has_an_answer() {
    for limit in limits().iter().filter(|limit| limit.question.is_some()) {
        assert!(!limit.alternatives.is_empty(), "{}", limit.code);
    }
}

#[test]
fn classic_scopes_become_permissions() {
    for scope in classic_scopes() {
        assert_eq!(
            classic::granted(scope.scope).count(),
            scope.permissions().len(),
            "{}",
            scope.scope
        );
    }
    assert_eq!(
        classic::granted("workflow").collect::<Vec<_>>(),
        [("contents", Level::Write), ("workflows", Level::Write)]
    );
}

#[test]
fn companions_are_known_by_level() {
    let needs = |level| companions("workflows", level).first().map(|companion| companion.needs);
    assert_eq!(needs(Level::Write), Some("contents"));
    assert_eq!(needs(Level::Read), None);
}

#[test]
fn every_permission_can_be_asked_for_at_every_level_it_offers() {
    for row in permissions().iter().filter(|row| row.on_form) {
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
