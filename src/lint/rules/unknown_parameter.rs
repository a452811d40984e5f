//! # Unknown parameter
//!
//! GitHub's form doesn't have this parameter.
//!
//! **Why.** GitHub silently drops an unknown parameter. The link works, but the token fails later, far from the cause.
//! Parameters for statistics (`ref_*`, `utm_*`, `from`) do no harm.
//!
//! **Instead.** Use the right name: `actions_variables` for `variables`, `repository_hooks` for `webhooks`.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&variables=write
//! https://github.com/settings/personal-access-tokens/new?name=CI&webhooks=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&security-events=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&content=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&frobnicate=yes
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&utm_source=docs
//! https://github.com/settings/personal-access-tokens/new?name=CI&expires_in_days=90&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&type=beta&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&security_events=read&repository_hooks=read
//! ```

use crate::{
    github::{Field, ParameterKind, another_name, documentation::PARAMETERS, owner_fault, suggest},
    link::{Edit, Expiration, Parameter},
    lint::{
        Code, Fix, On, Outcome, Rule, Severity,
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::UnknownParameter],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

/// In a link with more unknown parameters than this, which nobody spelled by hand, no nearest names are looked for.
const MOST_GUESSES: usize = 50;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let strange =
        subject.link.parameters.iter().filter(|parameter| {
            matches!(parameter.kind, ParameterKind::Unknown) && another_name(&parameter.key).is_none()
        });
    let suggest = if strange.count() > MOST_GUESSES {
        another_name
    } else {
        suggest
    };
    for parameter in &subject.link.parameters {
        match parameter.kind {
            ParameterKind::Tracking => {
                let name = quoted(&parameter.key);
                findings
                    .at(
                        parameter,
                        format!("{name} has no effect. GitHub ignores it."),
                        "Keep it if you count visits with it.",
                    )
                    .severity(Severity::Info);
            }
            ParameterKind::Unknown if names_the_kind(parameter) => {
                let name = quoted(&parameter.key);
                let fix = Fix::safe(format!("Remove {name}"), [Edit::Remove(parameter.key.clone())]);
                findings
                    .at(
                        parameter,
                        format!("{name} has no effect. This form creates no other kind of token."),
                        "Leave it out.",
                    )
                    .severity(Severity::Info)
                    .fix(Some(fix));
            }
            ParameterKind::Unknown => {
                let name = quoted(&parameter.key);
                let message = format!("GitHub doesn't know {name} and ignores it.");
                let meant = suggest(&parameter.key);
                let help = match meant {
                    Some(meant) => format!("Write {}.", quoted(meant)),
                    None => "Leave it out, or look for the permission by another name.".to_owned(),
                };
                let meant = meant.filter(|meant| takes(meant, &parameter.value));
                let fix = meant.map(|meant| {
                    let rename = Edit::rename(&parameter.key, meant);
                    Fix::safe(format!("Rename it to {}", quoted(meant)), [rename])
                });
                findings
                    .at(parameter, &message, &help)
                    .outcome(Outcome::Dropped)
                    .fix(fix);
            }
            _ => {}
        }
    }
}

/// Whether a value can be that of the parameter that is meant: `expiry=2027-01-01` is no number of days.
fn takes(meant: &str, value: &str) -> bool {
    match meant.parse() {
        Ok(Field::ExpiresIn) => value.parse::<Expiration>().is_ok(),
        Ok(Field::TargetName) => owner_fault(value).is_none(),
        _ => true,
    }
}

/// Whether a parameter says which kind of token is wanted, which the address says already: `type=beta`.
fn names_the_kind(parameter: &Parameter) -> bool {
    let value = parameter.value.to_ascii_lowercase();
    matches!(parameter.key.as_str(), "type" | "token_type")
        && matches!(value.as_str(), "beta" | "fine-grained" | "fine_grained" | "finegrained")
}
