//! # Link too long
//!
//! The link has more than 8,000 characters.
//!
//! **Why.** Servers refuse addresses of about this length, and chat apps cut them.
//!
//! **Instead.** Shorten the description and the reasons.
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::documentation::PARAMETERS,
    lint::{
        Code, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::TooLongLink],
    severity: Severity::Warning,
    docs: PARAMETERS,
    on: On::Template,
    check,
};

/// The most characters that pass everywhere.
const LONGEST: usize = 8000;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let text = &subject.link.text;
    let length = text.chars().count();
    if length > LONGEST {
        findings.on(
            subject.whole(),
            format!("The link has {length} characters; servers and chats cut it at about {LONGEST}."),
            "Shorten the description and the reasons.",
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        link::Link,
        lint::{Code, Options, judge},
    };

    // Too long for an example in the documentation.
    #[test]
    fn bad() {
        for (length, trips) in [(7000, false), (8000, true)] {
            let reason = "x".repeat(length);
            let link = format!(
                "https://github.com/settings/personal-access-tokens/new?name=CI&contents=read#finegrain=1&why.contents={reason}"
            );
            let codes: Vec<_> = judge(&Link::read(&link), &Options::default())
                .diagnostics
                .iter()
                .map(|found| found.code)
                .collect();
            assert_eq!(codes.contains(&Code::TooLongLink), trips, "{length}");
        }
    }
}
