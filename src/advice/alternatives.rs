//! What to use where a fine-grained token does not serve, ready to be opened.

use std::fmt::Write;

use crate::{
    github::{self, Alternative, AlternativeKind, Instance, Level, Limit},
    link::Template,
};

/// What every way to a classic token says with it.
pub const CLASSIC_REACH: &str = "A classic token reaches everything you can reach. An organization may refuse it. If the organization uses SAML single sign-on, the token must be authorized for it.";

/// One limit, with what serves instead.
#[derive(Clone, Debug)]
pub struct LimitAdvice {
    /// The limit.
    pub limit: &'static Limit,
    /// Everything that serves, the best first, classic tokens included.
    pub ways: Vec<Way>,
}

/// One way around a limit.
#[derive(Clone, Debug)]
pub struct Way {
    /// What it is, and what for.
    pub title: &'static str,
    /// One sentence on how far it goes.
    pub note: &'static str,
    /// What to do.
    pub step: WayStep,
}

/// What takes a person to the alternative.
#[derive(Clone, Debug)]
pub enum WayStep {
    /// Open GitHub's form for classic tokens.
    Classic(String),
    /// Open GitHub's form for a new App.
    App(String),
    /// Put these lines into a workflow.
    Workflow(String),
    /// Go on with this template.
    Template(Template),
}

/// Every limit that a person can be asked about, with what serves instead on an instance.
#[must_use]
pub fn alternatives(instance: Instance<'_>) -> Vec<LimitAdvice> {
    github::limits()
        .iter()
        .filter(|limit| limit.question.is_some())
        .map(|limit| advice(instance, limit))
        .collect()
}

fn advice(instance: Instance<'_>, limit: &'static Limit) -> LimitAdvice {
    LimitAdvice {
        limit,
        ways: limit.alternatives.iter().map(|row| way(instance, row)).collect(),
    }
}

fn way(instance: Instance<'_>, row: &Alternative) -> Way {
    let step = match row.kind {
        AlternativeKind::Classic(scopes) => WayStep::Classic(instance.classic_link(scopes)),
        AlternativeKind::App(asks) => WayStep::App(app_link(instance, asks)),
        AlternativeKind::Actions(asks) => WayStep::Workflow(workflow(asks)),
        AlternativeKind::Template(asks) => WayStep::Template(template(instance, asks)),
    };
    Way {
        title: row.title,
        note: row.note,
        step,
    }
}

/// The permissions of a workflow's own token.
pub(crate) fn workflow(asks: &[(&str, Level)]) -> String {
    let mut lines = String::from("permissions:\n");
    for (name, level) in asks {
        let _ = writeln!(lines, "  {name}: {level}");
    }
    lines
}

/// The link that registers a private App without webhooks.
fn app_link(instance: Instance<'_>, asks: &[(&str, Level)]) -> String {
    let mut url = instance.app_form();
    url.push_str("?public=false&webhook_active=false");
    for (name, level) in asks {
        let _ = write!(url, "&{name}={level}");
    }
    url
}

fn template(instance: Instance<'_>, asks: &[(&str, Level)]) -> Template {
    Template {
        host: instance.host().to_owned(),
        permissions: asks.iter().collect(),
        ..Template::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::github::{DEFAULT_HOST, LimitCode};

    #[test]
    fn every_question_has_a_way() {
        let all = alternatives(Instance::at(DEFAULT_HOST));
        for alternative in &all {
            assert!(!alternative.ways.is_empty(), "{}", alternative.limit.code);
        }
    }

    fn classic(alternative: &LimitAdvice) -> impl Iterator<Item = &str> {
        alternative.ways.iter().filter_map(|way| match &way.step {
            WayStep::Classic(url) => Some(url.as_str()),
            _ => None,
        })
    }

    #[test]
    fn classic_links_ask_the_smallest_scopes() {
        let all = alternatives(Instance::at(DEFAULT_HOST));
        let packages = all
            .iter()
            .find(|alternative| alternative.limit.code == LimitCode::Packages)
            .expect("packages");
        let urls: Vec<_> = classic(packages).collect();
        assert_eq!(
            urls,
            [
                "https://github.com/settings/tokens/new?scopes=read:packages",
                "https://github.com/settings/tokens/new?scopes=write:packages",
            ]
        );
        for limit in github::limits().iter().filter(|limit| !limit.classic_scopes.is_empty()) {
            let named = |url: &str| url.ends_with(&limit.classic_scopes.join(","));
            let serves = all.iter().find(|alternative| alternative.limit == limit);
            assert!(serves.is_some_and(|found| classic(found).any(named)), "{}", limit.code);
        }
    }
}
