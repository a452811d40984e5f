//! # Not a template link
//!
//! The address leads to another page than the form for fine-grained tokens, so nothing in it fills in that form.
//!
//! **Why.** Links to the classic form (`/settings/tokens/new?scopes=...`) make tokens that reach everything the person can
//! reach. Links to the list of tokens, or to any other page, fill in nothing at all.
//!
//! **Instead.** Begin the link with `https://github.com/settings/personal-access-tokens/new?`. A classic link can be converted where its scopes have an equal.
//!
//! ```text bad
//! https://github.com/settings/tokens/new?description=CI&scopes=repo
//! https://github.com/settings/tokens/new?description=Registry&scopes=read:packages
//! https://github.com/settings/tokens
//! https://github.com/octo-org/app
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::{FORM_PATH, documentation::PARAMETERS},
    link::{Draft, Page, classic},
    lint::{
        Fix, On, Rule, Severity,
        context::{Findings, Subject, listed},
    },
};

pub(super) static RULE: Rule = Rule {
    code: "not-a-template-link",
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Address,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let link = subject.link;
    let (message, help) = match link.page {
        Page::Form => return,
        Page::Classic => (
            "This link opens the form for classic tokens, which reach everything the person can reach.".to_owned(),
            classic_help(subject),
        ),
        Page::TokenList => (
            "This link opens the list of tokens and fills in nothing.".to_owned(),
            begin_with(subject),
        ),
        Page::Other => (
            "This is no link to GitHub's token form.".to_owned(),
            begin_with(subject),
        ),
    };
    let fix = if link.page == Page::Classic {
        convert(subject)
    } else {
        None
    };
    findings.on(subject.whole(), &message, &help).fix(fix);
}

fn begin_with(subject: &Subject<'_>) -> String {
    let host = if subject.options.trust(&subject.link.host) {
        &subject.link.host
    } else {
        "github.com"
    };
    format!("Begin it with `https://{host}{FORM_PATH}?`.")
}

fn classic_help(subject: &Subject<'_>) -> String {
    let converted = classic::convert(subject.link);
    let lost = listed(&converted.without_equal);
    if lost.is_empty() {
        "Convert it to a template link, then drop the permissions that are not needed.".to_owned()
    } else if converted.template.permissions.is_empty() {
        format!("Keep this link: no fine-grained token replaces {lost}.")
    } else {
        format!("Convert it to a template link, if it can do without {lost}: nothing fine-grained equals that.")
    }
}

fn convert(subject: &Subject<'_>) -> Option<Fix> {
    let converted = classic::convert(subject.link);
    if converted.template.permissions.is_empty() && !converted.without_equal.is_empty() {
        return None;
    }
    subject.fix_into("Convert it to a template link", |_| {
        vec![Draft::from(&converted.template)]
    })
}
