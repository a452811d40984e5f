//! What there is to look at: what GitHub dropped from the link, and one hint for each part of the form.

use super::{
    form_parts::{label_at, label_of, level_on_form, part_of, permission_at},
    model::{Dropped, Hint, LinkTo, Remark, Remedy},
};
use crate::{
    github::{Level, permission},
    link::{Link, Template, rewrite},
    lint::{
        Diagnostic, Distinct, Outcome, Place, Severity,
        form::{PageKind, Reading},
        run_opened,
    },
    sanitize::shown,
};

/// How many hints there are at most: more than an honest form and link have.
const MOST_HINTS: usize = 100;

/// Whether what a rule says of a form can be said on this page, as far as it is there.
pub(super) fn fits_page(found: &Diagnostic, reading: &Reading) -> bool {
    let is_there = reading.ready || reading.is_classic();
    is_there
        && match reading.kind {
            PageKind::FineGrained | PageKind::Editing | PageKind::Classic => true,
            PageKind::Regenerating | PageKind::ClassicRegenerating => found.place == Some(Place::Expiration),
            PageKind::List | PageKind::ClassicList => false,
        }
}

/// What the diagnostics come from: the form, the link that opened it, and the template that the form amounts to.
pub(super) struct Sources<'a> {
    pub(super) reading: &'a Reading,
    pub(super) arrived: Option<&'a Link>,
    pub(super) template: &'a Template,
}

impl Sources<'_> {
    /// What GitHub dropped, how many more of that, and everything else worth a look.
    pub(super) fn diagnostics(&self, of_form: Vec<Diagnostic>) -> (Vec<Dropped>, usize, Vec<Hint>) {
        let reading = self.reading;
        let form = Link::read(&reading.template().to_string());
        let is_gone = |one: &Diagnostic| one.outcome == Outcome::Dropped;
        let (not_shown, of_form): (Vec<_>, Vec<_>) = of_form.into_iter().partition(is_gone);
        let mut found = Distinct::default();
        for one in of_form {
            found.add(one, &form);
        }
        let mut dropped = Distinct::default();
        if let Some(link) = self.arrived {
            let of_link = run_opened(link, reading, &reading.options());
            let of_link = of_link.into_iter().filter(|one| one.severity != Severity::Info);
            let (gone, others): (Vec<_>, Vec<_>) = of_link.partition(|one| is_dropped(one, link));
            for one in others.into_iter().take(MOST_HINTS) {
                found.add(one, link);
            }
            for one in gone {
                dropped.add(one, (link, true));
            }
            for one in not_shown {
                dropped.add(one, (link, false));
            }
        }
        let is_hidden = |severity: Severity| reading.hidden.iter().any(|word| word == severity.as_str());
        let mut found = found.in_order();
        found.sort_by_key(|(one, _)| one.severity);
        found.retain(|(one, _)| !is_hidden(one.severity));
        let mut hints: Vec<Hint> = Vec::new();
        for (one, link) in found.into_iter().take(MOST_HINTS) {
            self.add(&mut hints, one, link);
        }
        let dropped = dropped.in_order();
        let more = dropped.len().saturating_sub(MOST_HINTS);
        let dropped = dropped.into_iter().take(MOST_HINTS);
        let dropped = dropped.filter_map(|(one, (link, is_gone))| {
            if is_gone {
                self.dropped(one, link)
            } else {
                self.not_shown(one, link)
            }
        });
        let dropped = dropped.collect();
        if is_hidden(Severity::Error) {
            return (Vec::new(), 0, hints);
        }
        (dropped, more, hints)
    }

    /// The reason that the link gives for a permission.
    fn reason(&self, parameter: &str) -> Option<String> {
        let reasons = &self.arrived?.fragment.reasons;
        let mut found = reasons.iter().filter(|(name, _)| name.as_str() == parameter);
        found.next().map(|(_, text)| shown(text))
    }

    /// What the link asks for and the form does not show.
    fn not_shown(&self, found: Diagnostic, link: &Link) -> Option<Dropped> {
        let asked = found.parameter.as_deref().and_then(|name| {
            let level = link.parameter(name)?.value.parse().ok()?;
            Some((permission(name)?.parameter, level))
        });
        self.dropped_with(found, link, asked.into_iter().collect())
    }

    /// A parameter of the link that GitHub does not take.
    fn dropped(&self, found: Diagnostic, link: &Link) -> Option<Dropped> {
        let mut add = Vec::new();
        if let Some(fix) = &found.fix {
            let before = link.template().unwrap_or_default().permissions;
            for url in fix.urls(link) {
                let after = Link::read(&url).template().unwrap_or_default().permissions;
                for (name, level) in after.iter().filter(|(name, level)| before.get(name) < Some(*level)) {
                    if let Some(known) = permission(name) {
                        add.push((known.parameter, level));
                    }
                }
            }
        }
        self.dropped_with(found, link, add)
    }

    /// A parameter that GitHub dropped, for which these permissions may be added on the form. Nothing where they are there.
    fn dropped_with(&self, found: Diagnostic, link: &Link, mut add: Vec<(&'static str, Level)>) -> Option<Dropped> {
        let parameter = found.parameter?;
        let value = link.parameter(&parameter).map_or("", |it| it.value.as_str());
        let asked = shown(&format!("{parameter}={value}"));
        let (remedy, at) = if add.is_empty() {
            (Remedy::Help(found.help), found.place.as_ref().and_then(part_of))
        } else {
            add.retain(|(name, level)| self.template.permissions.get(name) < Some(*level));
            // The person has added it by now.
            let (first, _) = add.first()?;
            let at = Some(permission_at(first));
            let labels = add.iter().map(|(name, level)| (label_of(name), level_on_form(*level)));
            (Remedy::Add(labels.collect()), at)
        };
        Some(Dropped {
            code: found.code,
            parameter,
            asked,
            remedy,
            at,
        })
    }

    /// Adds a diagnostic to the hint on the same permission or part of the form, or as a new one.
    fn add(&self, hints: &mut Vec<Hint>, found: Diagnostic, link: &Link) {
        let parameter = found.parameter.clone().unwrap_or_default();
        let at = found.place.as_ref().and_then(part_of);
        let editing = self.reading.kind == PageKind::Editing;
        let opens = |url: &str| self.reading.options().trust(&Link::read(url).host);
        let fix = found
            .fix
            // Nothing leads from the form of one token to a second token.
            .filter(|_| !editing)
            .and_then(|fix| {
                let url = fix.urls(link).into_iter().next()?;
                Some(LinkTo {
                    title: fix.title,
                    // A fix keeps what a stranger wrote; what is opened is written anew.
                    url: rewrite(&Link::read(&url)),
                })
            })
            .filter(|link| opens(&link.url));
        let said = Remark {
            code: found.code,
            parameter: found.parameter,
            message: found.message,
            help: found.help,
            docs: found.docs,
        };
        if let Some(hint) = hints.iter_mut().find(|hint| at.is_some() && hint.at == at) {
            hint.says.push(said);
            hint.fix = hint.fix.take().or(fix);
            return;
        }
        hints.push(Hint {
            severity: found.severity,
            label: label_at(at.as_deref()),
            says: vec![said],
            at,
            fix,
            reason: self.reason(&parameter),
        });
    }
}

/// Whether GitHub does not take a parameter of the link.
fn is_dropped(found: &Diagnostic, link: &Link) -> bool {
    let is_there = |parameter: &String| link.parameter(parameter).is_some();
    found.outcome != Outcome::Works && found.parameter.as_ref().is_some_and(is_there)
}
