//! # Projects of a user
//!
//! The link asks for something that no fine-grained token can do: work with a user's Projects.
//!
//! **Why.** GitHub has no such permission for these tokens and drops the parameter; the token is made, and its calls fail
//! with 403.
//!
//! **Instead.** Use a classic token with `project`; for an organisation's Projects, `organization_projects`.
//!
//! ```text bad
//! https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&projects=write
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
    code: "limit-user-projects",
    severity: Severity::Warning,
    docs: LIMITATIONS,
    on: On::Template,
    check: report_limit,
};
