//! # Not taken from the link
//!
//! The link that brought the user here asks for something that the form does not show.
//!
//! **Why.** GitHub fills in the form from the link as far as its rules and the owner's policy allow, and silently
//! drops the rest. Permissions that depend on a choice still to be made, such as repositories, don't count as dropped.
//!
//! **Instead.** Add it on the form where that is possible, or ask the author of the link.
//!
//! ```form bad
//! owner_kind=user&access=all&permission.contents=none&link=https://github.com/settings/personal-access-tokens/new?contents%3Dread
//! owner_kind=user&access=all&permission.contents=read&link=https://github.com/settings/personal-access-tokens/new?contents%3Dwrite
//! owner_kind=user&access=all&permission.contents=read&expiration=30&link=https://github.com/settings/personal-access-tokens/new?contents%3Dread%26expires_in%3D90
//! ```
//!
//! ```form good
//! owner_kind=user&access=none&permission.contents=none&link=https://github.com/settings/personal-access-tokens/new?contents%3Dread
//! owner_kind=user&access=all&permission.contents=none&chosen=contents&link=https://github.com/settings/personal-access-tokens/new?contents%3Dread
//! owner_kind=user&access=all&permission.contents=write&link=https://github.com/settings/personal-access-tokens/new?contents%3Dread
//! ```

use crate::{
    github::{Level, Permission, Scope, documentation::PARAMETERS},
    link::{Span, Template},
    lint::{
        Code, On, Outcome, Rule, Severity,
        form::{Access, OwnerKind, Reading},
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::NotTaken],
    severity: Severity::Warning,
    docs: PARAMETERS,
    on: On::Form,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(form) = subject.form.filter(|form| form.ready) else {
        return;
    };
    let Some(link) = form.arrived_by() else { return };
    let Some(asked) = link.template() else { return };
    // Less than the link asks may be what the person wants, if it was the person who chose it.
    let is_chosen = |parameter: &str| form.chosen.iter().any(|chosen| chosen == parameter);
    for (permission, level) in Scope::ALL.into_iter().flat_map(|scope| asked.permissions.of(scope)) {
        let shown = form.level(permission.parameter);
        if is_chosen(permission.parameter) {
            continue;
        }
        if shown < Some(level) && permission.offers(level) && could_show(form, permission, level) {
            let shown = shown.map_or("no access", Level::as_str);
            findings
                .about(
                    permission.parameter,
                    Span::default(),
                    format!(
                        "The link asks for `{}={level}`, but the form shows {shown}.",
                        permission.parameter
                    ),
                    "Add it on the form if the work needs it.",
                )
                .outcome(Outcome::Dropped);
        }
    }
    for (parameter, wanted) in fields(form, &asked).into_iter().filter(|(name, _)| !is_chosen(name)) {
        findings
            .about(
                parameter,
                Span::default(),
                format!(
                    "The link asks for `{parameter}` {}, but the form doesn't show it.",
                    quoted(&wanted)
                ),
                "Set it on the form if it is right.",
            )
            .outcome(Outcome::Dropped);
    }
}

/// Whether the form in its present state has a place for this permission.
fn could_show(form: &Reading, permission: &Permission, level: Level) -> bool {
    match permission.scope {
        // Any other permission includes it.
        _ if permission.implied && level == Level::Read => false,
        Scope::Repository => form.access.is_some_and(|access| access != Access::Public),
        Scope::Organization => form.owner_kind == Some(OwnerKind::Organization),
        Scope::Account => form.is_own(),
        // The form does not say whether an owner is an enterprise.
        Scope::Enterprise => false,
    }
}

/// The fields that the link fills in and the form shows otherwise.
fn fields(form: &Reading, asked: &Template) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    if let Some(name) = &asked.name
        && form.name.is_empty()
    {
        fields.push(("name", name.clone()));
    }
    if let Some(description) = &asked.description
        && form.description.is_empty()
    {
        fields.push(("description", description.clone()));
    }
    // An owner that GitHub cannot find is spoken of by the limits.
    if let Some(owner) = &asked.owner
        && form.owner_error.is_none()
        && !form.owner.is_empty()
        && !owner.eq_ignore_ascii_case(&form.owner)
    {
        fields.push(("target_name", owner.clone()));
    }
    if let (Some(asked), Some(shown)) = (asked.expires_in, form.expiration())
        && asked != shown
    {
        fields.push(("expires_in", asked.to_string()));
    }
    fields
}
