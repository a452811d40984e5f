//! # Unsupported level
//!
//! GitHub does not offer this permission at this level.
//!
//! **Why.** `profile`, `gists`, `workflows` and a few others have only `write`, and most have no `admin`. GitHub drops the
//! combination, so the token lacks the permission altogether.
//!
//! **Instead.** Use the nearest level that includes what you need.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&profile=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=admin
//! https://github.com/settings/personal-access-tokens/new?name=CI&plan=write
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&profile=write
//! ```

use crate::{
    github::{Level, Source, documentation::PERMISSIONS},
    link::Edit,
    lint::{
        Code, Fix, On, Outcome, Rule, Severity,
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::UnsupportedLevel],
    severity: Severity::Error,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (parameter, permission) in subject.link.permissions() {
        let Some(level) = parameter.level() else { continue };
        // Of what GitHub does not document, or its form does not have, the levels are not settled either. Outside its table
        // of permissions GitHub names `read` and `write` only in passing.
        let settled = match permission.source {
            Source::Table => permission.on_form,
            source => source.is_documented() && level == Level::Admin,
        };
        if permission.offers(level) || !settled {
            continue;
        }
        let nearest = permission.nearest(level);
        // Another level is more or less than the link asks for, and of several it is unknown which one counts.
        let fix = subject.is_alone(parameter).then(|| {
            Fix::proposed(
                format!("Make it `{nearest}`"),
                [Edit::set(&parameter.key, nearest.as_str())],
            )
        });
        findings
            .at(
                parameter,
                format!("{} has no level `{level}`. GitHub drops it.", quoted(&parameter.key)),
                format!("GitHub offers {} here.", permission.levels_phrase()),
            )
            .outcome(Outcome::Dropped)
            .fix(fix);
    }
}
