//! # Invalid expiration
//!
//! `expires_in` is neither a whole number from 1 to 366 nor `none`.
//!
//! **Why.** GitHub ignores any other value and falls back to 30 days, or fewer where the owner's policy says so.
//!
//! **Instead.** Write a number of days, or leave it out for 30.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&expires_in=367&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&expires_in=90d&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=CI&expires_in=never&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&expires_in=90&contents=read
//! ```

use crate::{
    github::documentation::PARAMETERS,
    link::{Edit, Expiration},
    lint::{
        Code, Fix, On, Outcome, Rule, Severity,
        subject::{Findings, Subject, left_to_fill_in},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::InvalidExpiration],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(parameter) = subject.parameter("expires_in") else {
        return;
    };
    if parameter.value.parse::<Expiration>().is_ok() || left_to_fill_in(parameter).is_some() {
        return;
    }
    let fix = meant(&parameter.value).map(|meant| {
        let edit = Edit::set("expires_in", &meant.to_string());
        Fix::safe(format!("Make it `{meant}`"), [edit])
    });
    findings
        .at(
            parameter,
            &if parameter.value.is_empty() {
                "`expires_in` is empty.".to_owned()
            } else {
                format!(
                    "{} is neither a number of days from 1 to 366 nor `none`.",
                    quoted(&parameter.value)
                )
            },
            "Write a number of days. Without one, the token expires in 30 days or less.",
        )
        .outcome(Outcome::Dropped)
        .fix(fix);
}

/// What `90d`, `30 days`, `1y` and `never` mean.
fn meant(value: &str) -> Option<Expiration> {
    let value = value.trim().to_ascii_lowercase();
    if ["never", "no", "no expiration", "no-expiration", "infinite", "unlimited"].contains(&value.as_str()) {
        return Some(Expiration::Never);
    }
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit());
    let days: u32 = value.strip_suffix(unit)?.parse().ok()?;
    match unit.trim() {
        "d" | "day" | "days" => Expiration::after(days),
        "y" | "year" | "years" => Expiration::after(days.checked_mul(365)?),
        _ => None,
    }
}
