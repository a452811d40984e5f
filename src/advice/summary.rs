//! What a token could do, and how much harm that may be.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    github::{self, ClassicScope, Level, Permission, Risk, classic_scope, high_risk, owner_of},
    link::{Expiration, Link, Page, Template, classic::split},
    sanitize::{count, quoted},
};

/// What every token can.
const PUBLIC: &str = "read what is public, as anyone can";

/// What a token made from a template could do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Completions of "Anyone who has this token can ...", the most dangerous first. Code is between backticks.
    pub can: Vec<String>,
    /// One sentence: where, and for how long.
    pub bounds: String,
    /// How much harm it may do in the wrong hands.
    pub risk: RiskOf,
}

/// The risk of a whole token: that of its most dangerous permission, more or less by how far and how long it reaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RiskOf {
    /// `low`, `medium` or `high`.
    pub word: &'static str,
    /// "High risk".
    pub label: &'static str,
    /// One sentence: why.
    pub sentence: String,
}

/// How many repositories a token reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breadth {
    /// One.
    One,
    /// Those that are chosen on the form, however many.
    Chosen,
    /// All of the owner.
    All,
}

/// What a token could do that is made from `template` as GitHub takes it: without what GitHub drops.
#[must_use]
pub fn summary(template: &Template) -> Summary {
    let breadth = match template.repositories.len() {
        1 => Breadth::One,
        _ => Breadth::Chosen,
    };
    summary_of(template, breadth)
}

/// The same where it is known how many repositories the token reaches.
#[must_use]
pub fn summary_of(template: &Template, breadth: Breadth) -> Summary {
    let mut granted: Vec<Granted> = template.permissions.iter().filter_map(granted).collect();
    // Stable: what weighs the same stays in catalog order.
    granted.sort_by_key(|granted| std::cmp::Reverse(granted.risk));
    let alone = granted.len() == 1;
    let mut can: Vec<String> = granted
        .iter()
        // It comes with every repository permission.
        .filter(|granted| alone || !granted.known.is_some_and(|known| known.implied))
        .map(|granted| granted.lets.clone())
        .collect();
    if can.is_empty() {
        can.push(PUBLIC.to_owned());
    }
    Summary {
        can,
        bounds: bounds(template),
        risk: risk(&granted, breadth, template.expires_in),
    }
}

/// What a token could do that is made by way of a link, fine-grained or classic; nothing where it leads to no form.
#[must_use]
pub fn of_link(link: &Link) -> Option<Summary> {
    match link.page {
        Page::Form => link.template().map(|mut template| {
            // GitHub drops what it does not know.
            template.permissions.retain(|name| github::permission(name).is_some());
            summary(&template)
        }),
        Page::Classic => Some(of_classic(link)),
        _ => None,
    }
}

/// What a classic token with the scopes of a link could do.
fn of_classic(link: &Link) -> Summary {
    let asked = link
        .parameters
        .iter()
        .filter(|asked| matches!(asked.key.as_str(), "scopes" | "scope"));
    of_scopes(asked.flat_map(|asked| split(&asked.value)).filter_map(classic_scope))
}

/// What a classic token with these scopes could do.
pub fn of_scopes(scopes: impl Iterator<Item = &'static ClassicScope>) -> Summary {
    let mut can: Vec<String> = scopes.map(|scope| scope.lets.to_owned()).collect();
    let risk = if can.is_empty() {
        can.push(PUBLIC.to_owned());
        risk(&[], Breadth::Chosen, None)
    } else {
        RiskOf {
            word: Risk::HIGH.word(),
            label: "High risk",
            sentence: "A classic token reaches everything its user can reach, in every organization that allows it."
                .to_owned(),
        }
    };
    Summary {
        can,
        bounds: "In everything its user can reach.".to_owned(),
        risk,
    }
}

/// One permission that GitHub would grant.
struct Granted<'a> {
    parameter: &'a str,
    level: Level,
    lets: String,
    risk: Risk,
    known: Option<&'static Permission>,
}

fn granted((parameter, level): (&str, Level)) -> Option<Granted<'_>> {
    let Some(known) = github::permission(parameter) else {
        return Some(Granted {
            parameter,
            level,
            lets: format!("use {} at `{level}`, which Finegrain doesn't know", quoted(parameter)),
            // Nobody knows; it must not pass for harmless.
            risk: Risk(3),
            known: None,
        });
    };
    let offered = known.offered(level)?;
    Some(Granted {
        parameter,
        level,
        lets: offered.lets.to_owned(),
        risk: offered.risk,
        known: Some(known),
    })
}

/// So many permissions to change something are more than one tool needs.
const MANY: usize = 8;

/// A token with a life of at most so many days is short-lived, and one with a longer life than this is long-lived.
const SHORT: u32 = 7;
const MONTH: u32 = 30;
const LONG: u32 = 90;

/// The risk of the worst permission, raised and lowered by how far the token reaches and how long it lives.
fn risk(granted: &[Granted<'_>], breadth: Breadth, life: Option<Expiration>) -> RiskOf {
    let Some(worst) = granted.first() else {
        return RiskOf {
            word: Risk(0).word(),
            label: "Low risk",
            sentence: "It shows only public data.".to_owned(),
        };
    };
    let changes = || granted.iter().filter(|granted| granted.level > Level::Read);
    let kinds: BTreeSet<&str> = changes()
        .filter_map(|granted| Some(granted.known?.scope.as_str()))
        .collect();
    // Without an expiration in the link GitHub takes 30 days.
    let days = match life {
        Some(Expiration::Days(days)) => Some(days),
        Some(Expiration::Never) => None,
        None => Some(MONTH),
    };
    let mut more = Vec::new();
    if breadth == Breadth::All {
        more.push("it reaches all repositories of the owner");
    }
    if kinds.len() > 1 {
        more.push("it reaches beyond repositories");
    }
    if changes().count() >= MANY {
        more.push("it can change many things");
    }
    match days {
        None => more.extend(["it never expires"; 2]),
        // By itself that is a hint of its own, and no high risk.
        Some(days) if days > LONG && !more.is_empty() => more.push("it lives long"),
        Some(_) => {}
    }
    let less = u8::from(days.is_some_and(|days| days <= SHORT))
        + u8::from(breadth == Breadth::One && days.is_some_and(|days| days <= MONTH));
    // What can do nothing that matters does not come to matter because it lasts.
    let weight = match worst.risk.0 {
        harmless @ 0..=2 => harmless,
        other => (other + u8::try_from(more.len()).unwrap_or_default()).saturating_sub(less),
    };
    let word = Risk(weight).word();
    let label = match word {
        "high" => "High risk",
        "medium" => "Medium risk",
        _ => "Low risk",
    };
    let mut sentence = match high_risk(worst.parameter, worst.level) {
        Some(high) => high.can.to_owned(),
        None => reason(worst),
    };
    if word == "high" && worst.risk < Risk::HIGH {
        more.dedup();
        if let Some(why) = more.first() {
            sentence = format!("{}, and {}.", sentence.trim_end_matches('.'), why);
        }
    }
    RiskOf { word, label, sentence }
}

fn reason(worst: &Granted<'_>) -> String {
    let Some(known) = worst.known else {
        return "Finegrain doesn't know what it allows.".to_owned();
    };
    let highest = known.levels.last().is_some_and(|offered| offered.level == worst.level);
    if worst.risk.word() == "low" {
        "It can do little harm in the wrong hands.".to_owned()
    } else if highest {
        format!("{}: {}", known.label, known.reason)
    } else {
        "It changes nothing, but what it reads may be private.".to_owned()
    }
}

fn bounds(template: &Template) -> String {
    let place = place(template);
    let time = match template.expires_in {
        Some(Expiration::Days(days)) => format!("for {}", count(days as usize, "day")),
        Some(Expiration::Never) => "until it is revoked".to_owned(),
        None => "for 30 days".to_owned(),
    };
    format!("{place}, {time}.")
}

fn place(template: &Template) -> String {
    let owner = template.owner.as_deref().map(quoted);
    let scoped = |scope| template.permissions.of(scope).next().is_some();
    if !scoped(github::Scope::Repository) {
        let kind = [github::Scope::Organization, github::Scope::Enterprise]
            .into_iter()
            .find(|scope| scoped(*scope))
            .map(github::Scope::as_str);
        return match (kind, owner) {
            (Some(kind), Some(owner)) => format!("For the {kind} {owner}"),
            (Some(kind), None) => format!("For the {kind} chosen on the form"),
            (None, _) => "For the account of the user who creates it".to_owned(),
        };
    }
    let of = owner.map_or(String::new(), |owner| format!(" of {owner}"));
    match template.repositories.as_slice() {
        [] => format!("In the repositories{of} that are chosen on the form"),
        [one] => format!("In {}, if that is what is chosen on the form", quoted(one)),
        [first, rest @ ..]
            if rest
                .iter()
                .all(|other| owner_of(other).eq_ignore_ascii_case(owner_of(first))) =>
        {
            format!("In {} repositories of {}", rest.len() + 1, quoted(owner_of(first)))
        }
        all => format!("In {} repositories", all.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str) -> Summary {
        let url = format!("https://github.com/settings/personal-access-tokens/new?{query}");
        summary(&Link::read(&url).template().expect("a template link"))
    }

    #[test]
    fn the_most_dangerous_comes_first() {
        let summary = of("contents=write&issues=read&administration=write&metadata=read");
        assert_eq!(
            summary.can,
            [
                "create and delete repositories, give access, and change settings, protection and deploy keys",
                "push code, merge pull requests, and create and delete branches, tags and releases",
                "read issues, labels and milestones",
            ]
        );
        assert_eq!(summary.risk.label, "High risk");
        assert_eq!(
            summary.risk.sentence,
            "Anyone with this token can delete the repository, give anyone access and switch off branch protection."
        );
    }

    #[test]
    fn medium_and_low() {
        assert_eq!(
            of("contents=write").risk.sentence,
            "Contents: it changes code that others run."
        );
        assert_eq!(
            of("contents=read").risk.sentence,
            "It changes nothing, but what it reads may be private."
        );
        assert_eq!(of("pages=read").risk.label, "Low risk");
        assert_eq!(of("zebra=read").risk.label, "Medium risk");
    }

    #[test]
    fn breadth_and_life_count() {
        let word = |query: &str| of(query).risk.word;
        assert_eq!(word("contents=write"), "medium");
        assert_eq!(word("contents=write&expires_in=none"), "high");
        assert_eq!(word("contents=write&expires_in=365"), "medium");
        assert_eq!(word("issues=write&gists=write&expires_in=365"), "high");
        assert_eq!(word("pages=read&expires_in=none"), "low");
        // One repository for a week.
        assert_eq!(word("repository_hooks=write&expires_in=90"), "high");
        assert_eq!(
            word("repository_hooks=write&expires_in=7#finegrain=1&repository=octo-org/app"),
            "medium"
        );
        assert_eq!(
            word("administration=write&expires_in=1#finegrain=1&repository=o/a"),
            "high"
        );
        assert_eq!(
            of("contents=write&expires_in=none").risk.sentence,
            "Contents: it changes code that others run, and it never expires."
        );
        let template = Link::read("https://github.com/settings/personal-access-tokens/new?contents=write")
            .template()
            .expect("a template link");
        assert_eq!(summary_of(&template, Breadth::All).risk.word, "high");
    }

    #[test]
    fn classic_links() {
        let of = |link: &str| of_link(&Link::read(link));
        let summary = of("https://github.com/settings/tokens/new?scopes=repo,zebra,gist").expect("a form");
        assert_eq!(
            summary.can,
            ["read and write every repository within reach", "write gists"]
        );
        assert_eq!(summary.risk.label, "High risk");
        let nothing = of("https://github.com/settings/tokens/new").expect("a form");
        assert_eq!(nothing.risk.label, "Low risk");
        assert_eq!(of("https://github.com/octo/app"), None);
    }

    #[test]
    fn nothing_asked() {
        let summary = of("name=x");
        assert_eq!(summary.can, ["read what is public, as anyone can"]);
        assert_eq!(summary.risk.label, "Low risk");
    }

    #[test]
    fn what_github_drops_is_not_counted() {
        let summary = of("contents=admin");
        assert_eq!(summary.can, ["read what is public, as anyone can"]);
    }

    #[test]
    fn where_and_how_long() {
        for (query, bounds) in [
            (
                "contents=read",
                "In the repositories that are chosen on the form, for 30 days.",
            ),
            (
                "contents=read&target_name=octo-org&expires_in=1",
                "In the repositories of `octo-org` that are chosen on the form, for 1 day.",
            ),
            (
                "contents=read&expires_in=none#finegrain=1&repository=o/a&repository=O/b",
                "In 2 repositories of `o`, until it is revoked.",
            ),
            (
                "members=read&target_name=octo-org",
                "For the organization `octo-org`, for 30 days.",
            ),
            (
                "gists=write",
                "For the account of the user who creates it, for 30 days.",
            ),
        ] {
            assert_eq!(of(query).bounds, bounds, "{query}");
        }
    }
}
