//! # Invalid owner
//!
//! `target_name` is not a possible login.
//!
//! **Why.** Logins have letters, digits and single hyphens, at most 39 of them. Logins of Enterprise Managed Users also have
//! an underscore and a shortcode. With any other owner the form says `Cannot find the specified resource owner`. A hyphen at
//! the end, or two in a row, is found only in very old logins and is a warning.
//!
//! **Instead.** Write only the login: no `@`, no address, no repository.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo+org&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=@octo-org&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org/app&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo--org&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=mona_octo&contents=read
//! ```

use crate::{
    github::{OwnerFault, documentation::PARAMETERS, owner_fault},
    link::{Edit, Parameter},
    lint::{
        Code, Fix, On, Outcome, Rule, Severity,
        subject::{Findings, Subject, is_completed_by_code, left_to_fill_in},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::InvalidOwner],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(owner) = subject
        .link
        .parameter("target_name")
        .filter(|owner| left_to_fill_in(owner).is_none())
    else {
        return;
    };
    if subject.options.in_file && is_completed_by_code(owner) {
        return;
    }
    match owner_fault(&owner.value) {
        Some(OwnerFault::Impossible) if owner.value.is_empty() => {
            let fix = Fix::safe("Remove `target_name`", [Edit::Remove("target_name".to_owned())]);
            findings
                .at(
                    owner,
                    "`target_name` is empty.",
                    "Leave it out. The form then opens on the user's own account.",
                )
                .outcome(Outcome::Refused)
                .fix(fix);
        }
        Some(OwnerFault::Impossible) => {
            findings
                .at(
                    owner,
                    format!(
                        "{} cannot be the login of a user or organization.",
                        quoted(&owner.value)
                    ),
                    "Write the login alone: letters, digits and hyphens, at most 39.",
                )
                .outcome(Outcome::Refused)
                .fix(login_meant(owner));
        }
        Some(OwnerFault::Old) => {
            findings
                .at(
                    owner,
                    format!(
                        "{} looks like a very old login: new ones don't end in a hyphen or have two in a row.",
                        quoted(&owner.value)
                    ),
                    "Check the spelling.",
                )
                .severity(Severity::Warning);
        }
        None => {}
    }
}

/// The login in `@octo-org`, `https://github.com/octo-org` and `octo-org/app`.
fn login_meant(owner: &Parameter) -> Option<Fix> {
    let value = owner.value.trim();
    let value = value.strip_prefix("https://").unwrap_or(value);
    let value = value
        .strip_prefix("github.com/")
        .unwrap_or(value)
        .trim_start_matches('@')
        .trim_end_matches('/');
    let (login, repository) = value.split_once('/').unwrap_or((value, ""));
    if owner_fault(login).is_some() {
        return None;
    }
    let mut edits = vec![Edit::set("target_name", login)];
    if !repository.is_empty() {
        edits.push(Edit::AddRepository(format!("{login}/{repository}")));
    }
    Some(Fix::safe(format!("Make it {}", quoted(login)), edits))
}
