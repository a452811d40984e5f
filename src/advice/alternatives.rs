//! What to use where a fine-grained token does not serve, ready to be opened.

use std::fmt::Write;

use crate::{
    github::{self, AlternativeKind, Instance, Limit, pairs},
    link::Template,
};

/// What every way to a classic token says with it.
pub const CLASSIC_REACH: &str = "A classic token reaches everything you can reach. An organisation may refuse it, and where SAML is used it must be authorised for the organisation.";

/// One limit, with what serves instead.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The limit.
    pub limit: Limit,
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
    pub step: Step,
}

/// What takes a person to the alternative.
#[derive(Clone, Debug)]
pub enum Step {
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
pub fn alternatives(instance: Instance<'_>) -> Vec<Alternative> {
    github::limits()
        .filter(|limit| !limit.question.is_empty())
        .map(|limit| alternative(instance, limit))
        .collect()
}

fn alternative(instance: Instance<'_>, limit: Limit) -> Alternative {
    Alternative {
        limit,
        ways: github::alternatives(limit.code).map(|row| way(instance, row)).collect(),
    }
}

fn way(instance: Instance<'_>, row: github::Alternative) -> Way {
    let step = match row.kind {
        AlternativeKind::Classic => Step::Classic(classic_link(instance, row.value)),
        AlternativeKind::App => Step::App(app_link(instance, row.value)),
        AlternativeKind::Actions => Step::Workflow(format!("permissions:\n  {}\n", row.value)),
        AlternativeKind::Template => Step::Template(template(instance, row.value)),
    };
    Way {
        title: row.title,
        note: row.note,
        step,
    }
}

/// The link to GitHub's form for classic tokens with these scopes, separated by commas: a comma needs no escape in a query,
/// and `repo,workflow` reads better than `repo%2Cworkflow`.
fn classic_link(instance: Instance<'_>, scopes: &str) -> String {
    format!("{}?scopes={scopes}", instance.classic_form())
}

/// The link that registers a private App without webhooks. It takes permissions as parameters, as the form for tokens does.
fn app_link(instance: Instance<'_>, permissions: &str) -> String {
    let mut url = instance.app_form();
    url.push_str("?public=false&webhook_active=false");
    for permission in permissions.split(' ') {
        let _ = write!(url, "&{permission}");
    }
    url
}

fn template(instance: Instance<'_>, permissions: &str) -> Template {
    let mut template = Template {
        host: instance.host().to_owned(),
        ..Template::default()
    };
    for (parameter, level) in pairs(permissions) {
        template.permissions.insert(parameter, level);
    }
    template
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::github::DEFAULT_HOST;

    #[test]
    fn every_question_has_a_way() {
        let all = alternatives(Instance::at(DEFAULT_HOST));
        assert_eq!(all.len(), 6);
        for alternative in &all {
            assert!(!alternative.ways.is_empty(), "{}", alternative.limit.code);
        }
    }

    fn classic(alternative: &Alternative) -> impl Iterator<Item = &str> {
        alternative.ways.iter().filter_map(|way| match &way.step {
            Step::Classic(url) => Some(url.as_str()),
            _ => None,
        })
    }

    #[test]
    fn classic_links_ask_the_smallest_scopes() {
        let all = alternatives(Instance::at(DEFAULT_HOST));
        let packages = all
            .iter()
            .find(|alternative| alternative.limit.code == "limit-packages")
            .expect("packages");
        let urls: Vec<_> = classic(packages).collect();
        assert_eq!(
            urls,
            [
                "https://github.com/settings/tokens/new?scopes=read:packages",
                "https://github.com/settings/tokens/new?scopes=write:packages",
            ]
        );
        for limit in github::limits().filter(|limit| !limit.classic_scopes.is_empty()) {
            let named = |url: &str| url.ends_with(limit.classic_scopes);
            let serves = all.iter().find(|alternative| alternative.limit == limit);
            assert!(serves.is_some_and(|found| classic(found).any(named)), "{}", limit.code);
        }
    }

    #[test]
    fn every_row_belongs_to_a_limit_and_holds_what_its_kind_needs() {
        for alternative in alternatives(Instance::at(DEFAULT_HOST)) {
            for row in github::alternatives(alternative.limit.code) {
                assert!(!row.title.is_empty() && row.note.ends_with('.'), "{}", row.title);
                match row.kind {
                    AlternativeKind::Classic => {
                        assert!(row.value.split(',').all(|scope| github::classic_scope(scope).is_some()));
                    }
                    AlternativeKind::Template => {
                        assert!(
                            row.value == "-"
                                || pairs(row.value).all(|(name, level)| {
                                    github::permission(name).is_some_and(|permission| permission.offers(level))
                                })
                        );
                    }
                    AlternativeKind::App => assert!(pairs(row.value).count() > 0),
                    AlternativeKind::Actions => assert!(row.value.contains(": ")),
                }
            }
        }
    }
}
