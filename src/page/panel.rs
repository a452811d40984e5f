//! From a reading of GitHub's form to what the panel beside it says.

use serde::Serialize;

use crate::{
    advice::{
        alternatives::{Alternative, Step, alternatives},
        summary::{RiskOf, of_scopes, summary},
    },
    github::{self, ClassicScope, Level, high_risk, permission},
    link::{Draft, Expiration, Link, Template, classic},
    lint::{
        Diagnostic, Options, Severity,
        form::{Access, Reading},
        run, run_form,
    },
    sanitize::{count, quoted, shown},
    text::share::{Format, share},
};

/// What the panel says.
#[derive(Clone, Debug, Serialize)]
pub struct Panel {
    /// Whether the permissions have arrived.
    pub state: &'static str,
    /// The heading over what the token could do.
    pub title: &'static str,
    /// How much harm it may do.
    pub risk: RiskOf,
    /// What to do first, where something is still to be done.
    pub next: Option<Next>,
    /// Completions of the title.
    pub can: Vec<String>,
    /// Where, and for how long.
    pub bounds: String,
    /// What there is to look at, the most serious first.
    pub hints: Vec<Hint>,
    /// What the page shows differently from what it would send.
    pub notes: Vec<String>,
    /// The texts of the link that brought the person here.
    pub says: Option<Says>,
    /// The template link that the form amounts to.
    pub link: String,
    /// That link in every form in which it is shared.
    pub share: Vec<Shared>,
    /// A link that opens the form with less.
    pub reopen: Option<Reopen>,
    /// What no fine-grained token does, and what to use instead.
    pub looking: Looking,
}

/// The next step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Next {
    /// What to do.
    pub text: String,
    /// The repositories to choose.
    pub repositories: Vec<String>,
}

/// One hint, with at most one link that follows it.
#[derive(Clone, Debug, Serialize)]
pub struct Hint {
    /// The rule's code.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The parameter it is about.
    pub parameter: Option<String>,
    /// What is the matter. Code stands between backticks.
    pub message: String,
    /// What to do.
    pub help: String,
    /// GitHub's documentation.
    pub docs: String,
    /// A link that does it.
    pub fix: Option<LinkTo>,
}

/// A link that the engine wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkTo {
    /// Its text.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// What a stranger's link says: cut, cleaned, to be shown as quotations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Says {
    /// The heading.
    pub title: &'static str,
    /// The name it gives the token.
    pub name: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// The repositories it asks to choose.
    pub repositories: Vec<String>,
    /// The reasons it gives.
    pub reasons: Vec<Reason>,
}

/// Why a link asks for a permission, in its author's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The permission.
    pub parameter: String,
    /// Its name on the form.
    pub label: String,
    /// The reason.
    pub text: String,
}

/// A template in one form.
#[derive(Clone, Debug, Serialize)]
pub struct Shared {
    /// The word that names the form.
    pub format: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// The template in it.
    pub text: String,
}

/// A link that opens the form with less.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reopen {
    /// Its text.
    pub title: &'static str,
    /// What gets lost on the way.
    pub note: &'static str,
    /// Where it leads.
    pub url: String,
}

/// What no fine-grained token does.
#[derive(Clone, Debug, Serialize)]
pub struct Looking {
    /// The heading.
    pub title: &'static str,
    /// The limits.
    pub items: Vec<Missing>,
}

/// One limit, with what serves instead.
#[derive(Clone, Debug, Serialize)]
pub struct Missing {
    /// The limit's code.
    pub code: &'static str,
    /// A few words.
    pub title: &'static str,
    /// What does not work.
    pub what: &'static str,
    /// What to use instead.
    pub instead: &'static str,
    /// The form for classic tokens with the smallest scopes, where that serves.
    pub classic: Option<LinkTo>,
}

/// What the panel says about a form.
#[must_use]
pub fn panel(reading: &Reading) -> Panel {
    let template = template_of(reading);
    let arrived = reading.arrived_by();
    let summary = if reading.classic {
        of_scopes(reading.own_scopes())
    } else {
        summary(&template)
    };
    Panel {
        state: if reading.ready || reading.classic {
            "ready"
        } else {
            "loading"
        },
        title: "Whoever holds this token can",
        risk: summary.risk,
        next: if reading.ready { next(reading, arrived) } else { None },
        can: summary.can,
        bounds: bounds(reading),
        hints: hints(reading, arrived),
        notes: reading.uncertain.iter().map(|parameter| uncertain(parameter)).collect(),
        says: arrived.and_then(says),
        link: template.to_string(),
        share: Format::ALL
            .iter()
            .map(|(format, name, label)| Shared {
                format: name,
                label,
                text: share(&template, *format),
            })
            .collect(),
        reopen: reopen(reading, arrived, &template),
        looking: Looking {
            title: "Looking for Packages, Checks, ...?",
            items: alternatives(reading.options.instance(&template.host))
                .iter()
                .map(missing)
                .collect(),
        },
    }
}

/// The template that the form amounts to; of the classic form, what its scopes convert to.
fn template_of(reading: &Reading) -> Template {
    let mut template = reading.template();
    if reading.classic {
        for (parameter, level) in reading.own_scopes().flat_map(ClassicScope::permissions) {
            template.permissions.raise(parameter, *level);
        }
        classic::describe(&mut template, &reading.name);
    }
    template
}

/// How many repositories the next step names: a link may name hundreds, and what follows must not get out of sight.
const NAMED: usize = 5;

/// What to do first.
fn next(reading: &Reading, arrived: Option<&Link>) -> Option<Next> {
    let step = |text: String| {
        Some(Next {
            text,
            repositories: Vec::new(),
        })
    };
    if reading.classic {
        return None;
    }
    if let Some(owner) = &reading.owner_error {
        return step(format!("Choose the owner: GitHub cannot find {}.", quoted(owner)));
    }
    let named = arrived.map_or(&[][..], |link| &link.fragment.repositories);
    let missing: Vec<String> = named
        .iter()
        .map(|name| shown(name))
        .filter(|name| {
            !reading
                .repositories
                .iter()
                .any(|chosen| chosen.eq_ignore_ascii_case(name))
        })
        .collect();
    let chooses = match reading.access {
        Some(Access::Public) => reading.wants_repositories(),
        Some(Access::Selected) => {
            reading.repository_count == 0 || (!missing.is_empty() && !reading.repositories.is_empty())
        }
        _ => false,
    };
    if chooses {
        let text = match missing.split_at_checked(NAMED) {
            _ if missing.is_empty() => {
                "Choose the repositories it is to reach, under \"Only select repositories\".".to_owned()
            }
            Some((named, rest)) if !rest.is_empty() => {
                format!("Choose repositories: {} and {} more.", named.join(", "), rest.len())
            }
            _ => format!("Choose repositories: {}.", missing.join(", ")),
        };
        return Some(Next {
            text,
            repositories: missing,
        });
    }
    if reading.name.trim().is_empty() {
        return step("Give the token a name that says what will use it.".to_owned());
    }
    if reading.justification {
        return step(
            "Say in the justification what the token is for; an owner of the organisation reads it.".to_owned(),
        );
    }
    None
}

/// Where the token would work, and for how long.
fn bounds(reading: &Reading) -> String {
    let owner = if reading.owner.is_empty() {
        "the owner".to_owned()
    } else {
        quoted(&reading.owner)
    };
    let place = match reading.access {
        _ if reading.classic => "In everything that you can reach".to_owned(),
        Some(Access::Public) => "As it stands only in public repositories, and only to read".to_owned(),
        Some(Access::All) => format!("In all repositories of {owner}"),
        Some(Access::Selected) if reading.repository_count == 1 => format!("In 1 chosen repository of {owner}"),
        Some(Access::Selected) => format!("In {} chosen repositories of {owner}", reading.repository_count),
        None => format!("For {owner}"),
    };
    match reading.expiration {
        Some(Expiration::Days(days)) => format!("{place}, for {}.", count(days as usize, "day")),
        Some(Expiration::Never) => format!("{place}, until somebody revokes it."),
        None => format!("{place}."),
    }
}

/// How many hints are shown at most: more than an honest form and link have.
const MOST_HINTS: usize = 100;

/// Everything worth a look, of the form and of the link that led to it.
fn hints(reading: &Reading, arrived: Option<&Link>) -> Vec<Hint> {
    let options = &reading.options;
    let mut found = Vec::new();
    let form = Link::read(&reading.template().to_string());
    if reading.ready || reading.classic {
        found.extend(run_form(reading, options).into_iter().map(|found| (found, &form)));
    }
    // The form shows by itself what the link only suspects.
    if let Some(link) = arrived {
        let about_the_link = run(link, options)
            .into_iter()
            .filter(|found| is_about_the_link(found, reading));
        found.extend(about_the_link.map(|found| (found, link)));
    }
    found.sort_by_key(|(found, _)| found.severity);
    found.retain(|(found, _)| !reading.hidden.iter().any(|word| word == found.severity.as_str()));
    found
        .into_iter()
        .take(MOST_HINTS)
        .map(|(found, link)| hint(found, link, options))
        .collect()
}

/// Whether a diagnostic of the link says something that the form itself does not.
fn is_about_the_link(found: &Diagnostic, reading: &Reading) -> bool {
    let form_speaks = [
        "no-expiration",
        "long-expiration",
        "missing-companion",
        "high-risk-permission",
        "limit-selected-repositories",
    ];
    match found.code {
        "organization-permission-without-owner" => reading.owner_is_organization != Some(true),
        "account-permission-with-owner" => !reading.is_own(),
        code => found.severity != Severity::Info && !form_speaks.contains(&code),
    }
}

fn hint(found: Diagnostic, link: &Link, options: &Options) -> Hint {
    let fix = found.fix.and_then(|fix| {
        let url = fix.urls(link).into_iter().next()?;
        Some(LinkTo {
            title: fix.title,
            // A fix keeps what a stranger wrote; what is opened is written anew.
            url: Draft::from(&Link::read(&url)).to_string(),
        })
    });
    let opens = |link: &LinkTo| options.trust(&Link::read(&link.url).host);
    Hint {
        code: found.code,
        severity: found.severity,
        parameter: found.parameter,
        message: found.message,
        help: found.help,
        docs: found.docs,
        fix: fix.filter(opens),
    }
}

fn uncertain(parameter: &str) -> String {
    let label = permission(parameter).map_or(parameter, |known| known.label);
    format!(
        "Beside {} the page shows another level than it would send; Finegrain goes by what it would send.",
        quoted(label)
    )
}

/// How many repositories and reasons of a link are shown: more than an honest one has, and few enough to scroll past.
const SAID: usize = 80;

/// What the link says, so that a person can judge it.
fn says(link: &Link) -> Option<Says> {
    let template = link.template()?;
    let said = Says {
        title: "The link says",
        name: template.name.as_deref().map(shown),
        description: template.description.as_deref().map(shown),
        repositories: template
            .repositories
            .iter()
            .take(SAID)
            .map(|name| shown(name))
            .collect(),
        reasons: template
            .reasons
            .iter()
            .take(SAID)
            .map(|(parameter, text)| Reason {
                label: permission(parameter).map_or_else(|| shown(parameter), |known| known.label.to_owned()),
                parameter: shown(parameter),
                text: shown(text),
            })
            .collect(),
    };
    let silent =
        said.name.is_none() && said.description.is_none() && said.repositories.is_empty() && said.reasons.is_empty();
    (!silent).then_some(said)
}

/// The link that opens the form with less: what the link asked, and `read` where `write` was risky or not asked.
fn reopen(reading: &Reading, arrived: Option<&Link>, template: &Template) -> Option<Reopen> {
    if reading.classic {
        return (!template.permissions.is_empty()).then(|| Reopen {
            title: "Open the fine-grained form instead",
            note: "Then choose the owner and the repositories.",
            url: template.to_string(),
        });
    }
    let asked = arrived
        .and_then(Link::template)
        .filter(|asked| !asked.permissions.is_empty());
    let mut smaller = template.clone();
    for (parameter, level) in template.permissions.iter() {
        let wanted = match &asked {
            Some(asked) => asked.permissions.get(parameter),
            None => high_risk(parameter, level).map_or(Some(level), |_| Some(Level::Read)),
        };
        match wanted {
            Some(wanted) if wanted < level => {
                let least = permission(parameter).map_or(wanted, |known| known.nearest(wanted));
                smaller.permissions.insert(parameter, least.min(level));
            }
            None if !permission(parameter).is_some_and(|known| known.implied) => smaller.permissions.remove(parameter),
            _ => {}
        }
    }
    (smaller != *template).then(|| Reopen {
        title: "Reopen with the smaller set",
        note: "Repositories must be chosen again.",
        url: smaller.to_string(),
    })
}

fn missing(alternative: &Alternative) -> Missing {
    let classic = alternative.ways.iter().find_map(|way| match &way.step {
        Step::Classic(url) => Some(LinkTo {
            title: way.title.to_owned(),
            url: url.clone(),
        }),
        _ => None,
    });
    let &github::Limit {
        code,
        title,
        what,
        instead,
        ..
    } = alternative.limit;
    Missing {
        code,
        title,
        what,
        instead,
        classic,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::tests::assert_linear_from;

    const FORM: &str = "https://github.com/settings/personal-access-tokens/new";

    fn at(reading: &str, link: &str) -> Panel {
        let link: String = form_urlencoded::byte_serialize(link.as_bytes()).collect();
        panel(&Reading::parse(&format!(
            "page=fine-grained&state=ready&login=mona&today=2026-11-23&address={FORM}&link={link}&{reading}"
        )))
    }

    fn codes(panel: &Panel) -> Vec<&str> {
        panel.hints.iter().map(|hint| hint.code).collect()
    }

    #[test]
    fn a_link_arrives_with_public_repositories_and_asks_for_more() {
        let link = format!(
            "{FORM}?name=CI&contents=write#finegrain=1&repository=octo/a&repository=octo/b&why.contents=Pushes+tags"
        );
        let panel = at("owner=mona&owner_kind=user&access=none&name=CI&expiration=30", &link);
        let next = panel.next.expect("a next step");
        assert_eq!(next.text, "Choose repositories: octo/a, octo/b.");
        let says = panel.says.expect("quotations");
        assert_eq!(
            (says.reasons[0].label.as_str(), says.reasons[0].text.as_str()),
            ("Contents", "Pushes tags")
        );
        assert_eq!(
            panel.bounds,
            "As it stands only in public repositories, and only to read, for 30 days."
        );
    }

    #[test]
    fn the_next_step_names_few_of_many_repositories() {
        let named = |number: usize| {
            let names: Vec<String> = (1..=number).map(|at| format!("octo/{at}")).collect();
            let link = format!(
                "{FORM}?name=CI&contents=write#finegrain=1&repository={}",
                names.join("&repository=")
            );
            let panel = at("owner=mona&owner_kind=user&access=none&name=CI&expiration=30", &link);
            panel.next.expect("a next step").text
        };
        let five = "Choose repositories: octo/1, octo/2, octo/3, octo/4, octo/5";
        assert_eq!(named(5), format!("{five}."));
        assert_eq!(named(7), format!("{five} and 2 more."));
    }

    #[test]
    fn what_the_link_got_wrong_is_said_on_the_form() {
        let link = format!("{FORM}?name=CI&variables=write&contents=write");
        let panel = at(
            "owner=octo&owner_kind=organization&access=all&permission.contents=write&name=CI&expiration=30",
            &link,
        );
        assert!(codes(&panel).contains(&"unknown-parameter"));
        let fix = panel.hints[0].fix.as_ref().expect("a corrected link");
        assert!(
            fix.url.ends_with("?name=CI&contents=write&actions_variables=write"),
            "{}",
            fix.url
        );
    }

    #[test]
    fn the_smaller_set_is_what_the_link_asked() {
        let link = format!("{FORM}?name=CI&contents=read");
        let panel = at(
            "owner_kind=user&access=all&name=CI&permission.contents=write&permission.issues=read&permission.metadata=read",
            &link,
        );
        assert_eq!(
            panel.reopen.expect("a smaller set").url,
            format!("{FORM}?name=CI&contents=read")
        );
    }

    #[test]
    fn without_a_link_only_what_is_risky_gets_smaller() {
        let panel = at(
            "owner_kind=user&access=all&name=CI&permission.contents=write&permission.administration=write",
            "",
        );
        assert_eq!(
            panel.reopen.expect("a smaller set").url,
            format!("{FORM}?name=CI&administration=read&contents=write")
        );
        assert_eq!(panel.risk.word, "high");
        let calm = at("owner_kind=user&access=all&name=CI&permission.contents=write", "");
        assert_eq!(calm.reopen, None);
    }

    #[test]
    fn severities_can_be_hidden() {
        let panel = at(
            "owner_kind=user&access=all&name=CI&permission.contents=write&expiration=none&hide=info&hide=warning",
            "",
        );
        assert_eq!(codes(&panel), [""; 0]);
    }

    #[test]
    fn strangers_texts_are_cleaned_and_cut() {
        let link = format!("{FORM}?name=a%E2%80%AEb&description={}", "x".repeat(5000));
        let says = at("", &link).says.expect("quotations");
        assert_eq!(says.name.as_deref(), Some("ab"));
        assert_eq!(says.description.map(|text| text.chars().count()), Some(201));
    }

    #[test]
    fn classic_scopes_are_converted() {
        let panel = panel(&Reading::parse(
            "page=classic&address=https://github.com/settings/tokens/new&name=Bot&scope=repo&scope=repo:status&scope=notifications",
        ));
        assert_eq!(
            panel.link,
            format!("{FORM}?name=Bot&contents=write&issues=write&pull_requests=write")
        );
        assert_eq!(codes(&panel), ["classic-scope", "classic-scope"]);
        assert_eq!(panel.state, "ready");
    }

    #[test]
    fn nothing_is_known_while_the_permissions_are_on_their_way() {
        let panel = panel(&Reading::parse(&format!(
            "page=fine-grained&state=loading&address={FORM}"
        )));
        assert_eq!(
            (panel.state, panel.next.is_none(), panel.hints.is_empty()),
            ("loading", true, true)
        );
    }

    #[test]
    fn the_panel_answers_in_linear_time() {
        let link = |unit: &str, number: usize| {
            let text: String = form_urlencoded::byte_serialize(unit.repeat(number).as_bytes()).collect();
            format!("link={FORM}?contents=read%23finegrain%3D1%26{text}")
        };
        let units: [&dyn Fn(usize) -> String; 12] = [
            &|number| link("x=authorization:[removed]", number),
            &|number| link("authorization:", number),
            &|number| link("repository=o/a&", number),
            &|number| link("why.contents=https://a:b@", number),
            &|number| format!("link={FORM}?{}", "contnts%3Drw%26".repeat(number)),
            &|number| "&scope=repo".repeat(number),
            &|number| "&scope=gist&page=classic".repeat(number),
            &|number| "&repository=o/a".repeat(number),
            &|number| "&permission.contents=read".repeat(number),
            &|number| "&uncertain=contents".repeat(number),
            &|number| format!("&name={}", "ghp_a+".repeat(number)),
            &|number| format!("&description={}", "%26authorization:".repeat(number)),
        ];
        for unit in units {
            let reading = |number: usize| {
                format!(
                    "page=fine-grained&state=ready&login=octocat&address={FORM}&{}",
                    unit(number)
                )
            };
            for size in [200, 1_000] {
                assert_linear_from(size, &reading(1), |number| {
                    drop(panel(&Reading::parse(&reading(number))));
                });
            }
        }
    }
}
