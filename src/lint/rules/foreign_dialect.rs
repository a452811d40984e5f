//! # Foreign dialect
//!
//! A parameter comes from another kind of link: to classic tokens (`scopes=repo`), or to another tool
//! (`permissions=contents:write,issues:read`).
//!
//! **Why.** GitHub's form for fine-grained tokens doesn't know these parameters and silently drops them.
//!
//! **Instead.** Give each permission its own parameter (`contents=write&issues=read`). Write the owner as `target_name`, and
//! the number of days as `expires_in`.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&scopes=repo
//! https://github.com/settings/personal-access-tokens/new?name=CI&permissions=contents:write,issues:read
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&expiration=14
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&owner=octo-org
//! https://github.com/settings/personal-access-tokens/new?name=CI&permissions[contents]=write
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&expires_in=14&contents=write&issues=read
//! ```

use crate::{
    github::{Field, ParameterKind, documentation::PARAMETERS, entry_of_permissions, permission},
    link::{Edit, Expiration, Parameter, classic},
    lint::{
        Code, Fix, On, Outcome, Rule, Severity,
        subject::{Findings, Subject, listed},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::ForeignDialect],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for parameter in &subject.link.parameters {
        let ParameterKind::Foreign { becomes, dialect } = parameter.kind else {
            continue;
        };
        let message = format!(
            "{} comes from another kind of link ({dialect}). GitHub drops it.",
            quoted(&parameter.key)
        );
        let (help, fix) = match parameter.key.strip_suffix("[]").unwrap_or(&parameter.key) {
            "scopes" | "scope" => scopes(parameter),
            "permissions" => permissions(parameter),
            key => match entry_of_permissions(key) {
                Some(entry) => entered(parameter, entry),
                None => renamed(subject, parameter, becomes),
            },
        };
        findings
            .at(parameter, &message, &help)
            .outcome(Outcome::Dropped)
            .fix(fix);
    }
}

/// `permissions[contents]=write`
fn entered(parameter: &Parameter, entry: &str) -> (String, Option<Fix>) {
    let fits = permission(entry).is_some_and(|known| parameter.level().is_some_and(|level| known.offers(level)));
    let rename = || Edit::rename(&parameter.key, entry);
    let fix = fits.then(|| Fix::safe(format!("Rename it to {}", quoted(entry)), [rename()]));
    ("Give each permission a parameter of its own.".to_owned(), fix)
}

fn scopes(parameter: &Parameter) -> (String, Option<Fix>) {
    let lost: Vec<&str> = classic::split(&parameter.value)
        .filter(|scope| !classic::has_equal(scope))
        .collect();
    let help = if lost.is_empty() {
        "Give each permission a parameter of its own.".to_owned()
    } else {
        format!(
            "Give each permission a parameter of its own; nothing equals {}.",
            listed(&lost)
        )
    };
    let granted = classic::split(&parameter.value).flat_map(classic::granted);
    let mut edits = vec![Edit::Remove(parameter.key.clone())];
    edits.extend(granted.map(|(name, level)| Edit::grant(name, level)));
    // A scope is many permissions, of which this guesses the usual ones; without an equal there is nothing to guess.
    let fix = (lost.is_empty() && edits.len() > 1).then(|| Fix::proposed("Convert it to permissions", edits));
    (help, fix)
}

fn permissions(parameter: &Parameter) -> (String, Option<Fix>) {
    let mut edits = vec![Edit::Remove(parameter.key.clone())];
    // Each says its level, which GitHub offers: then the link asks for what it says.
    let mut plain = true;
    for pair in classic::split(&parameter.value) {
        let (name, value) = pair.split_once([':', '=']).unwrap_or((pair, ""));
        if let (Some(known), Ok(level)) = (permission(name), value.parse()) {
            plain &= known.offers(level);
            edits.push(Edit::grant(name, level));
        } else {
            // What is wrong with it, the other rules say.
            plain = false;
            edits.push(Edit::set(name, if value.is_empty() { "read" } else { value }));
        }
    }
    let help = "Give each permission a parameter of its own.".to_owned();
    if edits.len() == 1 {
        return (help, None);
    }
    let mut fix = Fix::proposed("Convert it to permissions", edits);
    fix.safe = plain;
    (help, Some(fix))
}

fn renamed(subject: &Subject<'_>, parameter: &Parameter, becomes: Option<Field>) -> (String, Option<Fix>) {
    let value = parameter.value.as_str();
    let equal = becomes.filter(|field| match field {
        Field::ExpiresIn => value.parse::<Expiration>().is_ok(),
        _ => !value.is_empty(),
    });
    let there = becomes.and_then(|field| subject.all(field.as_str()).last());
    let Some(field) = equal.filter(|_| there.is_none()) else {
        let help = match becomes {
            Some(field) if there.is_some() => format!("Leave it out; `{field}` is there."),
            Some(Field::ExpiresIn) => "Say the days, 1 to 366, or `none`, as `expires_in`.".to_owned(),
            Some(_) => "Leave it out.".to_owned(),
            None => "Leave it out. Repositories are chosen on the form.".to_owned(),
        };
        // Where the two differ, or this cannot be said, a person has to decide.
        let remove = Edit::Remove(parameter.key.clone());
        let mut fix = Fix::proposed(format!("Remove {}", quoted(&parameter.key)), [remove]);
        fix.safe = there.is_some_and(|there| there.value == value) || value.is_empty();
        return (help, Some(fix));
    };
    let rename = Edit::rename(&parameter.key, field.as_str());
    let fix = Fix::safe(format!("Rename it to `{field}`"), [rename]);
    (format!("Use `{field}`."), Some(fix))
}
