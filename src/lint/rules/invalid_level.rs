//! # Invalid level
//!
//! A permission's value is none of `read`, `write`, `admin` and `none`.
//!
//! **Why.** GitHub knows only these words, in lower case. It ignores a permission with any other value.
//!
//! **Instead.** Write `read` or `write`. `write` includes `read`.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=rw
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=true
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=Read
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=write
//! ```

use crate::{
    github::{documentation::PERMISSIONS, level_meant},
    link::Edit,
    lint::{
        Code, Fix, On, Outcome, Rule, Severity,
        subject::{Findings, Subject, left_to_fill_in},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::InvalidLevel],
    severity: Severity::Error,
    docs: PERMISSIONS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (parameter, permission) in subject.link.permissions() {
        if parameter.level().is_some() || parameter.value == "none" || left_to_fill_in(parameter).is_some() {
            continue;
        }
        let message = if parameter.value.is_empty() {
            format!("{} has no level.", quoted(&parameter.key))
        } else {
            format!("{} isn't a level of access.", quoted(&parameter.value))
        };
        let meant = level_meant(&parameter.value).filter(|_| subject.is_alone(parameter));
        let fix = meant.map(|level| {
            let nearest = permission.nearest(level);
            let title = format!("Make it `{nearest}`");
            let edits = [Edit::set(&parameter.key, nearest.as_str())];
            if nearest == level {
                Fix::safe(title, edits)
            } else {
                Fix::proposed(title, edits)
            }
        });
        let help = format!("GitHub offers {} here.", permission.levels_phrase());
        findings
            .at(parameter, &message, &help)
            .outcome(Outcome::Dropped)
            .fix(fix);
    }
}
