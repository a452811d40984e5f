//! # Unknown host
//!
//! The path is the path of the token form, but the host is neither `github.com` nor `*.ghe.com` nor one that you named.
//!
//! **Why.** GitHub documents template links for github.com and Enterprise Cloud only. Reports from Enterprise Server
//! differ. A host that imitates `github.com` is an error, because users may enter their password there. So is a user name
//! or a password before the host, by which links imitate others.
//!
//! **Instead.** Link to `github.com`, or name your own host with `--host` or in the options.
//!
//! ```text bad
//! https://github.example.com/settings/personal-access-tokens/new?name=CI&contents=read
//! https://github.com.example.com/settings/personal-access-tokens/new?name=CI&contents=read
//! https://github.com@example.com/settings/personal-access-tokens/new?name=CI&contents=read
//! https://githud.com/settings/personal-access-tokens/new?name=CI&contents=read
//! https://octocat@github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! https://octo.ghe.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::documentation::PARAMETERS,
    link::{Page, placeholder},
    lint::{
        Code, On, Place, Rule, Severity,
        subject::{Findings, Subject, imitates_github},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::UnknownHost],
    severity: Severity::Warning,
    docs: PARAMETERS,
    on: On::Address,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let link = subject.link;
    if link.userinfo && subject.options.trust(&link.host) {
        findings
            .on(
                link.host_span,
                "The link has a user name or a password before the host.",
                "Remove it and the `@`: GitHub's form doesn't read them.",
            )
            .severity(Severity::Error)
            .place(Place::Host);
        return;
    }
    if imitates_github(link, subject.options) {
        let host = quoted(&link.host);
        findings
            .on(
                link.host_span,
                format!("This address only looks like GitHub's. It leads to {host}."),
                "Don't open it, and don't enter your password there.",
            )
            .severity(Severity::Error)
            .place(Place::Host);
        return;
    }
    let left_to_fill_in = placeholder::find(&link.host, placeholder::ValueKind::Word).is_some();
    if !matches!(link.page, Page::Form | Page::TokenList) || left_to_fill_in || subject.options.trust(&link.host) {
        return;
    }
    let host = quoted(&link.host);
    findings.on(
        link.host_span,
        format!("{host} isn't a host where GitHub documents template links."),
        "If it is your GitHub Enterprise Server, name it (`--host`, or the options) and try the link: servers differ.",
    )
    .place(Place::Host);
}
