//! # Needs a role
//!
//! The permission works only for an owner of the organization or an admin of the repository.
//!
//! **Why.** A token can't do more than the user who creates it.
//!
//! **Instead.** Say next to the link who can use it.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&administration=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&members=write
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&members=read (also: limit-approval)
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::{Role, documentation::PERMISSIONS},
    lint::{
        Code, On, Rule, Severity,
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::NeedsRole],
    severity: Severity::Info,
    docs: PERMISSIONS,
    on: On::TemplateAndForm,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let needing = |role: Role| {
        let mut asked = subject.template.permissions.known();
        asked.find_map(|(known, level)| {
            known.offered(level).filter(|offered| offered.role == Some(role))?;
            subject.parameter(known.parameter)
        })
    };
    let roles = [
        (needing(Role::Admin), "a repository admin"),
        (
            needing(Role::Owner),
            "an organization owner, or a person with a role that allows it",
        ),
    ];
    let help = if subject.form.is_some() {
        "If that is not you, leave it out: GitHub refuses what you may not do yourself."
    } else {
        "Say next to the link who can use it."
    };
    for (asked, role) in roles {
        if let Some(parameter) = asked {
            findings.at(
                parameter,
                format!(
                    "{} works only for {role}. A token can't do more than the person who creates it.",
                    quoted(&parameter.key)
                ),
                help,
            );
        }
    }
}
