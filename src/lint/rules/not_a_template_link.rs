//! # Not a template link
//!
//! The address doesn't lead to the form for fine-grained tokens.
//!
//! **Why.** Links to the list of tokens, or to any other page, don't fill in the form.
//!
//! **Instead.** Begin the link with `https://github.com/settings/personal-access-tokens/new?`.
//!
//! ```text bad
//! https://huggingface.co/settings/tokens/new?tokenType=read
//! https://github.com/settings/tokens
//! https://github.com/octo-org/app
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::{FORM_PATH, could_be_github, documentation::PARAMETERS},
    link::Page,
    lint::{
        Code, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::NotATemplateLink],
    severity: Severity::Error,
    docs: PARAMETERS,
    on: On::Address,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let link = subject.link;
    let message = match link.page {
        Page::Form => return,
        // That is a link for tokens, too, and has a rule of its own.
        Page::Classic
            if subject.options.in_file
                || subject.options.trust(&link.host)
                || could_be_github(&link.host)
                || link.has_open_host() =>
        {
            return;
        }
        Page::TokenList => "This link opens the list of tokens and fills in nothing.",
        Page::Classic | Page::Other => "This isn't a link to GitHub's token form.",
    };
    let host = if subject.options.trust(&link.host) {
        &link.host
    } else {
        "github.com"
    };
    let help = format!("Begin it with `https://{host}{FORM_PATH}?`.");
    findings.on(subject.whole(), message, &help);
}
