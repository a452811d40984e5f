//! # Needs a role
//!
//! The permission is worth something only to an owner of the organisation or an admin of the repository.
//!
//! **Why.** A token never does more than the person who made it may do.
//!
//! **Instead.** Say to whom the link is addressed.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&administration=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&members=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::{Scope, documentation::PERMISSIONS},
    lint::{
        On, Rule, Severity,
        context::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    code: "needs-role",
    severity: Severity::Info,
    docs: PERMISSIONS,
    on: On::TemplateAndForm,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let administers = subject.template.permissions.get("administration").is_some();
    let administration = subject.link.parameter("administration").filter(|_| administers);
    let organization = subject.first_of(Scope::Organization);
    let roles = [
        (administration, "an admin of the repository"),
        (
            organization,
            "whoever has the role for it in the organisation, mostly an owner",
        ),
    ];
    let help = if subject.form.is_some() {
        "If that is not you, leave it out: GitHub refuses what you may not do yourself."
    } else {
        "Say beside the link to whom it is addressed."
    };
    for (asked, role) in roles {
        if let Some(parameter) = asked {
            findings.at(
                parameter,
                format!(
                    "{} is worth something only to {role}: a token never does more than its person may.",
                    quoted(&parameter.key)
                ),
                help,
            );
        }
    }
}
