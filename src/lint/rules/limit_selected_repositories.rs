//! # Too many repositories
//!
//! More than 50 repositories are named in the fragment, or chosen on the form.
//!
//! **Why.** GitHub's form accepts at most 50 selected repositories.
//!
//! **Instead.** Let the user choose all repositories of the owner, or use a GitHub App.
//!
//! ```form bad
//! access=selected&repository_count=51&permission.contents=read
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read#finegrain=1&repository=octo-org/app
//! ```

use crate::{
    github::{Limit, LimitCode, documentation::CREATING},
    lint::{
        Code, On, Place, Rule,
        form::Reading,
        subject::{Findings, Subject},
    },
};

const LIMIT: &Limit = LimitCode::SelectedRepositories.limit();

pub(super) static RULE: Rule = Rule {
    codes: &[Code::Limit(LIMIT.code)],
    severity: LIMIT.severity,
    docs: CREATING,
    on: On::TemplateAndForm,
    check,
};

/// The most repositories that can be chosen on the form.
const MOST: usize = 50;

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    let number = subject
        .form
        .map_or(subject.template.repositories.len(), Reading::repository_count);
    if number > MOST {
        findings
            .on(
                subject.whole(),
                format!("{} There are {number} here.", LIMIT.what),
                LIMIT.instead,
            )
            .place(Place::Repositories);
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        github::LimitCode,
        link::Link,
        lint::{Code, Options, judge},
    };

    // Too long for an example in the documentation.
    #[test]
    fn bad() {
        for (number, trips) in [(50, false), (51, true)] {
            let repositories: Vec<String> = (0..number).map(|at| format!("&repository=octo-org/r{at}")).collect();
            let link = format!(
                "https://github.com/settings/personal-access-tokens/new?name=CI&contents=read#finegrain=1{}",
                repositories.concat()
            );
            let codes: Vec<_> = judge(&Link::read(&link), &Options::default())
                .diagnostics
                .iter()
                .map(|found| found.code)
                .collect();
            assert_eq!(
                codes.contains(&Code::Limit(LimitCode::SelectedRepositories)),
                trips,
                "{number}"
            );
        }
    }
}
