//! # High risk
//!
//! A permission lets anyone with the token take over a repository, an organization or the account, spread from there, or
//! keep access after the token is gone.
//!
//! **Why.** Anyone who gets the token can do this without being asked again.
//!
//! **Instead.** Use a lower level if that is enough. Otherwise choose few repositories, and let the token expire soon.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&administration=write
//! https://github.com/settings/personal-access-tokens/new?name=CI&secrets=write
//! https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&members=write
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&secrets=read
//! ```

use crate::{
    github::{Level, documentation::SECURITY},
    link::Edit,
    lint::{
        Code, Fix, Less, On, Rule, Severity,
        subject::{Findings, Subject},
    },
};

pub(super) static RULE: Rule = Rule {
    codes: &[Code::HighRiskPermission],
    severity: Severity::Warning,
    docs: SECURITY,
    on: On::TemplateAndForm,
    check,
};

fn check(subject: &Subject<'_>, findings: &mut Findings) {
    for (known, level) in subject.template.permissions.known() {
        let name = known.parameter;
        if let Some(risk) = known.offered(level).and_then(|offered| offered.high_risk.as_ref())
            && let Some(parameter) = subject.parameter(name)
        {
            // On the form a smaller level is a link away; in a link, what the work needs is for its author to say.
            let reads_less = level > Level::Read && known.offers(Level::Read);
            let fix = || Fix::proposed("Reopen with `read`", [Edit::set(name, "read")]);
            findings
                .at(parameter, risk.can, risk.instead)
                .fix((reads_less && subject.form.is_some()).then(fix))
                .less(reads_less.then_some(Less::Level(Level::Read)));
        }
    }
}
