//! # Unencoded space
//!
//! The link has a space in it.
//!
//! **Why.** Browsers accept it in an attribute of HTML and in their address bar. Markdown, terminals, chats and mail end a
//! link there, and what follows is lost.
//!
//! **Instead.** Write `+` or `%20`.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=My bot&contents=read
//! https://github.com/settings/tokens/new?description=My bot&scopes=repo
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=My+bot&contents=read
//! https://github.com/settings/personal-access-tokens/new?name=My%20bot&contents=read
//! ```

use crate::{
    github::documentation::PARAMETERS,
    link::{Page, Span},
    lint::{
        Code, On, Rule, Severity,
        context::{Findings, Subject},
    },
    sanitize::quoted,
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::UnencodedSpace],
    severity: Severity::Warning,
    docs: PARAMETERS,
    on: On::Address,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let link = subject.link;
    if !matches!(link.page, Page::Form | Page::Classic) {
        return;
    }
    let spaced = |span: &Span| link.text.get(span.start..span.end).is_some_and(has_space);
    if let Some(parameter) = link.parameters.iter().find(|parameter| spaced(&parameter.span)) {
        let name = quoted(&parameter.key);
        findings.at(
            parameter,
            format!("{name} has a space in it, where Markdown and terminals end a link."),
            "Write `+` or `%20`.",
        );
    }
}

/// Whether a text has a space outside of what is filled in: `{{ org }}`, `<your org>`.
fn has_space(text: &str) -> bool {
    if !text.contains(' ') {
        return false;
    }
    let mut depth = 0_u32;
    text.chars().any(|c| {
        match c {
            '<' | '{' | '[' | '(' => depth += 1,
            '>' | '}' | ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ' ' && depth == 0
    })
}
