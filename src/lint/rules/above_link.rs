//! # More than the link asked
//!
//! The form shows a permission at a higher level than the link that brought the user here asks for.
//!
//! **Why.** The author of the link didn't need it. A permission added by hand may be a slip.
//!
//! **Instead.** Lower it, unless you know what needs it. If the link gives a reason for the permission, Finegrain says nothing.
//!
//! ```form bad
//! access=all&permission.contents=write&link=https://github.com/settings/personal-access-tokens/new?contents%3Dread
//! access=all&permission.contents=read&permission.issues=read&link=https://github.com/settings/personal-access-tokens/new?contents%3Dread
//! ```
//!
//! ```form good
//! access=all&permission.contents=read&permission.metadata=read&link=https://github.com/settings/personal-access-tokens/new?contents%3Dread
//! access=all&permission.contents=read&link=https://github.com/settings/personal-access-tokens/new?name%3DCI
//! access=all&permission.contents=write&link=https://github.com/settings/personal-access-tokens/new?contents%3Dread%23finegrain%3D1%26why.contents%3DPushes+tags
//! ```

use crate::{
    github::{documentation::PERMISSIONS, permission},
    link::{Edit, Link},
    lint::{
        Code, Fix, On, Rule, Severity,
        form::Reading,
        subject::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::AboveLink],
    severity: Severity::Info,
    docs: PERMISSIONS,
    on: On::Form,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let Some(asked) = subject.form.and_then(Reading::arrived_by).and_then(Link::template) else {
        return;
    };
    // A link that asks for nothing leaves the choice to the person.
    if asked.permissions.is_empty() {
        return;
    }
    for (parameter, level) in subject
        .template
        .permissions
        .iter()
        .filter(|(name, _)| !permission(name).is_some_and(|known| known.implied))
    {
        let wanted = asked.permissions.get(parameter);
        // A reason speaks for what is asked; it never speaks against a risk.
        if wanted >= Some(level) || asked.reasons.contains_key(parameter) {
            continue;
        }
        let name = quoted(parameter);
        let (asks, title) = match wanted {
            Some(wanted) => (format!("only asks for `{wanted}`"), format!("Reopen with `{wanted}`")),
            None => ("doesn't ask for it".to_owned(), format!("Reopen without {name}")),
        };
        let edit = match wanted {
            Some(wanted) => Edit::set(parameter, wanted.as_str()),
            None => Edit::Remove(parameter.to_owned()),
        };
        findings
            .about(
                parameter,
                subject.span(parameter),
                format!("{name} is at `{level}` here, but the link {asks}."),
                "Lower it, unless you know what needs it.",
            )
            .fix(Fix::proposed(title, [edit]));
    }
}
