//! # Unencoded space
//!
//! The link contains a space.
//!
//! **Why.** Browsers accept it in an HTML attribute and in the address bar. Markdown, terminals, chat apps and email end the
//! link there, and the rest is lost.
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
    link::{Edit, Page, Span, placeholder::spaces_outside},
    lint::{
        Code, Fix, On, Rule, Severity,
        subject::{Findings, Subject},
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
    let spaced = |span: &Span| {
        let written = link.text.get(span.start..span.end).unwrap_or_default();
        written.contains(' ') && spaces_outside(written).next().is_some()
    };
    let mut parameters = link.parameters.iter().filter(|parameter| spaced(&parameter.span));
    if let Some(parameter) = parameters.next() {
        let name = quoted(&parameter.key);
        // A space in a name is a mistake of another kind, and a classic link is left as it is.
        let in_values = link.parameters.iter().all(|parameter| !parameter.key.contains(' '));
        let fix =
            (in_values && link.page == Page::Form).then(|| Fix::safe("Write `+` for each space", [Edit::EncodeSpaces]));
        findings
            .at(
                parameter,
                format!("{name} contains a space. Markdown and terminals end a link there."),
                "Write `+` or `%20`.",
            )
            .fix(fix);
    }
}
