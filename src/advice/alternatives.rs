//! What to use where a fine-grained token does not serve, ready to be opened.

use std::fmt::Write;

use crate::{
    github::{self, AlternativeKind, CLASSIC_PATH, DEFAULT_HOST, Limit, pairs},
    link::Template,
};

/// Where GitHub registers an App; it takes permissions as parameters, as the form for tokens does.
const APP_PATH: &str = "/settings/apps/new";

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

/// Every limit that a person can be asked about, with what serves instead.
#[must_use]
pub fn alternatives() -> Vec<Alternative> {
    github::limits()
        .filter(|limit| !limit.question.is_empty())
        .map(alternative)
        .collect()
}

fn alternative(limit: Limit) -> Alternative {
    Alternative {
        limit,
        ways: github::alternatives(limit.code).map(way).collect(),
    }
}

fn way(row: github::Alternative) -> Way {
    let step = match row.kind {
        AlternativeKind::Classic => Step::Classic(classic_link(row.value)),
        AlternativeKind::App => Step::App(app_link(row.value)),
        AlternativeKind::Actions => Step::Workflow(format!("permissions:\n  {}\n", row.value)),
        AlternativeKind::Template => Step::Template(template(row.value)),
    };
    Way {
        title: row.title,
        note: row.note,
        step,
    }
}

/// The link to GitHub's form for classic tokens with these scopes, separated by commas: a comma needs no escape in a query,
/// and `repo,workflow` reads better than `repo%2Cworkflow`.
fn classic_link(scopes: &str) -> String {
    format!("{}?scopes={scopes}", address(CLASSIC_PATH))
}

/// The link that registers a private App without webhooks.
fn app_link(permissions: &str) -> String {
    let mut url = address(APP_PATH);
    url.push_str("?public=false&webhook_active=false");
    for permission in permissions.split(' ') {
        let _ = write!(url, "&{permission}");
    }
    url
}

fn address(path: &str) -> String {
    format!("https://{DEFAULT_HOST}{path}")
}

fn template(permissions: &str) -> Template {
    let mut template = Template::default();
    for (parameter, level) in pairs(permissions) {
        template.permissions.insert(parameter, level);
    }
    template
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_has_a_way() {
        let all = alternatives();
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
        let all = alternatives();
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
        for alternative in alternatives() {
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
