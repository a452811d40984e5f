//! From a reading of one of GitHub's pages to what the panel there says.

use super::{
    form_parts::label_of,
    hints::{Sources, fits_page},
    line::sentence,
    model::{LinkTo, Missing, PageState, Panel, Quotes, SharedTemplate},
    next::next,
    purpose::purpose,
};
use crate::{
    advice::{
        alternatives::{CLASSIC_REACH, LimitAdvice, WayStep, alternatives},
        summary::{Breadth, of_scopes, summary_of},
    },
    github::{self, ClassicScope},
    link::{Link, Template, classic},
    lint::{
        form::{Access, PageKind, Reading},
        run, run_form,
    },
    sanitize::shown,
    text::share::{Format, share},
};

/// What the panel says about a page.
#[must_use]
pub fn panel(reading: &Reading) -> Panel {
    let template = template_of(reading);
    let arrived = reading.arrived_by();
    let state = match (&reading.changed, reading.ready || reading.is_classic()) {
        (_, true) => PageState::Ready,
        (Some(_), false) => PageState::Unrecognized,
        (None, false) => PageState::Loading,
    };
    let mut found = run_form(reading, &reading.options());
    let next = next(reading, arrived, &mut found);
    found.retain(|one| fits_page(one, reading));
    let sources = Sources {
        reading,
        arrived,
        template: &template,
    };
    let (dropped, dropped_more, hints) = sources.diagnostics(found);
    let links = links(reading, &template);
    let could = if reading.is_classic() {
        of_scopes(reading.own_scopes())
    } else {
        let breadth = match reading.access {
            Some(Access::All) => Breadth::All,
            Some(Access::Selected) if reading.repository_count() == 1 => Breadth::One,
            _ => Breadth::Chosen,
        };
        summary_of(&template, breadth)
    };
    Panel {
        kind: reading.kind,
        state,
        sentence: sentence(reading, &template),
        risk: (could.risk.word == "high").then_some(could.risk.sentence),
        can: could.can,
        next,
        dropped,
        dropped_more,
        asked: arrived.map_or(0, |link| link.parameters.len()),
        hints,
        purpose: purpose(reading, &template),
        notes: reading
            .uncertain
            .iter()
            .map(|parameter| {
                format!(
                    "GitHub’s form shows another level for {} than it would send. Finegrain uses the one it would send.",
                    label_of(parameter)
                )
            })
            .collect(),
        quotes: arrived.and_then(quotes),
        links,
        formats: Format::ALL
            .iter()
            .filter(|(format, ..)| *format != Format::Url)
            .map(|(format, word, label)| SharedTemplate {
                format: word,
                label,
                text: share(&template, *format),
            })
            .collect(),
        limits: alternatives(reading.options().instance(&template.host))
            .iter()
            .map(missing)
            .collect(),
        owner_missing: reading.owner_error.is_some(),
        report: (state == PageState::Unrecognized).then(|| report(reading)),
    }
}

/// The template as a link; as two, where its permissions belong to two owners.
fn links(reading: &Reading, template: &Template) -> Vec<String> {
    let url = template.to_string();
    if reading.is_classic() {
        let link = Link::read(&url);
        let mut fixes = run(&link, &reading.options()).into_iter().filter_map(|found| found.fix);
        if let Some(split) = fixes.find(|fix| fix.links.len() > 1) {
            return split.urls(&link);
        }
    }
    vec![url]
}

/// The template that the form amounts to; of the classic form, what its scopes convert to.
fn template_of(reading: &Reading) -> Template {
    let mut template = reading.template();
    if reading.is_classic() {
        for (parameter, level) in reading.own_scopes().flat_map(ClassicScope::permissions) {
            template.permissions.raise(parameter, *level);
        }
        classic::describe(&mut template, &reading.name);
    }
    template
}

/// How many repositories and reasons of a link are shown: more than an honest one has, and few enough to scroll past.
const QUOTED: usize = 80;

/// What the link says, so that the reader can judge it.
fn quotes(link: &Link) -> Option<Quotes> {
    let template = link.template()?;
    let quotes = Quotes {
        name: template.name.as_deref().map(shown),
        description: template.description.as_deref().map(shown),
        repositories: template
            .repositories
            .iter()
            .take(QUOTED)
            .map(|name| shown(name))
            .collect(),
        reasons: template
            .reasons
            .iter()
            .take(QUOTED)
            .map(|(parameter, text)| (label_of(parameter), shown(text)))
            .collect(),
    };
    let silent = quotes.name.is_none()
        && quotes.description.is_none()
        && quotes.repositories.is_empty()
        && quotes.reasons.is_empty();
    (!silent).then_some(quotes)
}

fn missing(alternative: &LimitAdvice) -> Missing {
    let classic = alternative.ways.iter().find_map(|way| match &way.step {
        WayStep::Classic(url) => Some((
            LinkTo {
                title: way.title.to_owned(),
                url: url.clone(),
            },
            CLASSIC_REACH,
        )),
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

/// What helps the project to follow a change of GitHub's form: what of it is still there, and nothing that anyone wrote.
fn report(reading: &Reading) -> String {
    let path = Link::read(&reading.address);
    let page = match reading.kind {
        PageKind::FineGrained => "new fine-grained token",
        PageKind::Editing => "edit fine-grained token",
        PageKind::Classic => "new classic token",
        PageKind::Regenerating | PageKind::ClassicRegenerating => "regenerate token",
        PageKind::List | PageKind::ClassicList => "list of tokens",
    };
    format!(
        "Finegrain {} does not recognize GitHub's form.\nPage: {page} on {}\nDate: {}\nFound: {}\n",
        reading.version,
        if path.host.is_empty() { "github.com" } else { &path.host },
        reading.today,
        reading.changed.as_deref().unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Fit, Purpose},
        *,
    };
    use crate::{link::Expiration, work::tests::assert_linear_from};

    const FORM: &str = "https://github.com/settings/personal-access-tokens/new";

    fn at(reading: &str, link: &str) -> Panel {
        let link: String = form_urlencoded::byte_serialize(link.as_bytes()).collect();
        panel(&Reading::example(&format!(
            "page=fine-grained&state=ready&login=octocat&today=2026-11-23&address={FORM}&link={link}&{reading}"
        )))
    }

    fn ready(reading: &str) -> Panel {
        at(
            &format!(
                "name=CI&owner=octocat&owner_kind=user&access=selected&repository_count=1&expiration=30&{reading}"
            ),
            "",
        )
    }

    fn codes(panel: &Panel) -> Vec<&'static str> {
        panel
            .hints
            .iter()
            .flat_map(|hint| &hint.says)
            .map(|said| said.code.as_str())
            .collect()
    }

    #[test]
    fn one_line() {
        for (reading, sentence) in [
            ("", "only read public data, for 30 days"),
            ("permission.metadata=read", "read Metadata in 1 repository, for 30 days"),
            (
                "permission.contents=write&permission.issues=read&permission.metadata=read",
                "write Contents, and read Issues in 1 repository, for 30 days",
            ),
            (
                "permission.gists=write&permission.contents=write",
                "write Contents and Gists in 1 repository and in your account, for 30 days",
            ),
            (
                "permission.emails=read",
                "read Email addresses in your account, for 30 days",
            ),
        ] {
            assert_eq!(ready(reading).sentence, sentence, "{reading}");
        }
        let many: Vec<String> = github::permissions()
            .iter()
            .map(|it| format!("permission.{}=write", it.parameter))
            .collect();
        assert!(ready(&many.join("&")).sentence.len() < 300);
    }

    #[test]
    fn a_fault_that_a_link_has_twice_is_said_once() {
        let panel = at(
            "permission.contents=",
            &format!("{FORM}?contents=rw&contents=rwx&zebra=read&zebra=write"),
        );
        let dropped: Vec<_> = panel
            .dropped
            .iter()
            .map(|one| (one.code.as_str(), &*one.parameter))
            .collect();
        assert_eq!(
            dropped,
            [
                ("invalid-level", "contents"),
                ("duplicate-parameter", "contents"),
                ("unknown-parameter", "zebra"),
                ("duplicate-parameter", "zebra"),
            ]
        );
    }

    #[test]
    fn lists_of_tokens() {
        let list = |entries: &str| panel(&Reading::example(&format!("page=list&state=ready&{entries}"))).sentence;
        assert_eq!(
            list("token=none&token=3&token=-1&token=?+7"),
            "4 of 50 tokens · 1 never expires · 1 expires within two weeks · 1 has expired · 1 was not used for months"
        );
        assert_eq!(list("token=40+never&more=1"), "1 token on this page · 1 was never used");
    }

    #[test]
    fn what_the_person_took_back_was_not_dropped() {
        let link = format!("{FORM}?contents=write");
        let dropped = |more: &str| {
            at(&format!("access=all&permission.contents=none&{more}"), &link)
                .dropped
                .len()
        };
        assert_eq!(dropped(""), 1);
        assert_eq!(dropped("chosen=contents"), 0);
    }

    #[test]
    fn one_hint_for_each_permission() {
        let panel = ready("permission.administration=write");
        assert_eq!(panel.hints.len(), 1);
        assert_eq!(
            panel.hints[0].at.as_deref(),
            Some("permission:administration:Administration")
        );
        assert!(codes(&panel).contains(&"high-risk-permission"));
    }

    #[test]
    fn a_reason_silences_what_asks_for_less_and_never_a_risk() {
        let reading =
            "name=CI&owner=octocat&owner_kind=user&access=selected&repository_count=1&permission.secrets=write";
        let said = |fragment: &str| codes(&at(reading, &format!("{FORM}?secrets=read{fragment}")));
        assert!(said("").contains(&"above-link"));
        let with_reason = said("#finegrain=1&why.secrets=x");
        assert!(!with_reason.contains(&"above-link"));
        assert!(with_reason.contains(&"high-risk-permission"));
    }

    #[test]
    fn what_nothing_named_needs() {
        let purpose = |text: &str| {
            let text: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            ready(&format!(
                "permission.contents=write&permission.pages=write&permission.metadata=read&purpose={text}"
            ))
            .purpose
            .unwrap_or_default()
        };
        let said = purpose("GET /repos/octo/hello/contents/README.md");
        let chosen: Vec<_> = said
            .chosen
            .iter()
            .map(|need| (need.parameter.as_str(), need.by.len(), need.fit))
            .collect();
        assert_eq!(
            chosen,
            [("contents", 1, Fit::TooHigh("Read-only")), ("pages", 0, Fit::NotNeeded)]
        );
        assert_eq!(
            said.smaller.as_deref(),
            Some(&*format!("{FORM}?name=CI&expires_in=30&contents=read"))
        );
        assert_eq!(
            purpose("what a day"),
            Purpose {
                said: true,
                ..Purpose::default()
            }
        );
        assert_eq!(purpose(""), Purpose::default());
    }

    #[test]
    fn our_own_templates_have_at_most_one_hint_on_average() {
        let mut all = Vec::new();
        for preset in github::presets() {
            let own = !preset.needs_owner;
            let mut template = Template {
                name: Some("CI".to_owned()),
                owner: (!own).then(|| "octo-org".to_owned()),
                expires_in: Some(Expiration::Days(30)),
                ..Template::default()
            };
            for ask in preset.asks {
                template.permissions.insert(ask.parameter, ask.level);
                template.reasons.insert(ask.parameter.to_owned(), ask.reason.to_owned());
            }
            let mut reading = format!(
                "name=CI&access=selected&repository_count=1&owner={}&owner_kind={}&expiration=30",
                if own { "octocat" } else { "octo-org" },
                if own { "user" } else { "organization" },
            );
            for (name, level) in template.permissions.iter() {
                reading.extend(["&permission.", name, "=", level.as_str()]);
            }
            all.push((preset.id, codes(&at(&reading, &template.to_string()))));
        }
        let hints: usize = all.iter().map(|(_, codes)| codes.len()).sum();
        assert!(hints <= all.len(), "{hints} hints on {} templates: {all:#?}", all.len());
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
                    drop(panel(&Reading::example(&reading(number))));
                });
            }
        }
    }
}
