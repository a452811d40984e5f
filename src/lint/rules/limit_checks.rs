//! # Checks
//!
//! The link asks for something that no fine-grained token can do: create check runs.
//!
//! **Why.** GitHub has no such permission for these tokens and drops the parameter; the token is made, and its calls fail
//! with 403.
//!
//! **Instead.** Use a GitHub App, or `statuses` where a state is enough; in GitHub Actions, `GITHUB_TOKEN`.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&checks=write
//! ```
//!
//! ```text good
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read
//! ```

use crate::{
    github::documentation::LIMITATIONS,
    lint::{On, Rule, Severity, context::report_limit},
};

pub(super) static RULE: Rule = Rule {
    code: "limit-checks",
    severity: Severity::Warning,
    docs: LIMITATIONS,
    on: On::Template,
    check: report_limit,
};
