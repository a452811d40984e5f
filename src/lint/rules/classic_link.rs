//! # Classic link
//!
//! The link opens the form for classic tokens with some of its fields filled in.
//!
//! **Why.** A classic token reaches everything the user can reach, in every organization that allows it. A fine-grained
//! token reaches chosen repositories of one owner, with chosen permissions.
//!
//! **Instead.** Use the template link that Finegrain suggests, and drop the permissions that aren't needed. Where no
//! fine-grained token can do it (packages, notifications, enterprises), keep the classic link.
//!
//! ```text bad
//! https://github.com/settings/tokens/new?description=CI&scopes=repo
//! https://github.com/settings/tokens/new?description=Registry&scopes=read:packages
//! https://github.com/settings/tokens/new?description=Sync&scopes=repo,notifications
//! https://github.com/settings/tokens/new?description=Sync&scopes=${SCOPES}
//! https://github.com/settings/tokens/new?description=CI
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::{classic_scope, could_be_github, documentation::SECURITY},
    link::{Edit, Page, Template, classic, placeholder},
    lint::{
        Code, Fix, On, Rule, Severity,
        subject::{Findings, Subject, listed},
    },
    sanitize::shown,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::ClassicLink],
    severity: Severity::Warning,
    docs: SECURITY,
    on: On::Address,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let link = subject.link;
    let is_github = subject.options.trust(&link.host) || could_be_github(&link.host) || link.has_open_host();
    if link.page != Page::Classic || !is_github {
        return;
    }
    let value = |key| link.parameter(key).map_or("", |parameter| parameter.value.as_str());
    let scopes: Vec<&str> = classic::split(value("scopes"))
        .chain(classic::split(value("scope")))
        .collect();
    let is_open = |scope: &&str| {
        placeholder::find(scope, placeholder::ValueKind::Word).is_some() || scope.contains(['{', '}', '$'])
    };
    let (open, said): (Vec<&str>, Vec<&str>) = scopes.into_iter().partition(is_open);
    let known = |scope: &&str| classic_scope(scope).is_some();
    let (known, unknown): (Vec<&str>, Vec<&str>) = said.into_iter().partition(known);
    let lost: Vec<&str> = known
        .iter()
        .copied()
        .filter(|scope| !classic::has_equal(scope))
        .collect();
    let converted = convert(subject);
    let readable = link.complete && open.is_empty() && unknown.is_empty() && !known.is_empty();
    let severity = if readable && lost.is_empty() {
        Severity::Warning
    } else {
        Severity::Info
    };
    let nothing_left = converted.permissions.is_empty();
    // Its host is a stranger's text.
    let template = shown(&converted.to_string());
    let help = match () {
        () if !unknown.is_empty() => format!(
            "GitHub has no scope {}; see whether it is spelled right.",
            listed(&unknown)
        ),
        () if known.is_empty() && open.is_empty() => {
            "Link to the form for fine-grained tokens, with the permissions that the token needs.".to_owned()
        }
        () if !open.is_empty() || !link.complete => {
            "Choose the permissions that replace its scopes, and link to the form for fine-grained tokens.".to_owned()
        }
        () if lost.is_empty() => format!("Use `{template}`, which asks for what these scopes are usually for."),
        () if nothing_left => format!(
            "Keep this link: no fine-grained token can do what {} allows.",
            listed(&lost)
        ),
        () => format!(
            "No fine-grained token can do what {} allows. For the rest, use `{template}`.",
            listed(&lost)
        ),
    };
    // It becomes another kind of token.
    let fix = (readable && !nothing_left)
        .then(|| Fix::proposed("Convert it to a template link", [Edit::Replace(Box::new(converted))]));
    findings
        .on(
            subject.whole(),
            "This link makes a classic token, which reaches everything its user can reach.",
            &help,
        )
        .severity(severity)
        .fix(fix);
}

/// The template that replaces the link, without texts that are still to be filled in.
fn convert(subject: &Subject<'_>) -> Template {
    let mut template = classic::convert(subject.link).template;
    let is_open = |text: &String| placeholder::find(text, placeholder::ValueKind::Word).is_some();
    template.name = template.name.filter(|name| !is_open(name));
    template.description = template.description.filter(|description| !is_open(description));
    template
}
