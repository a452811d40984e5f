//! A link in the box: what there is to say about it, and what it is after its fixes.

use std::collections::{BTreeMap, BTreeSet};

use super::label;
use crate::{
    advice::{summary, verdict},
    link::{
        Draft, Edit, Link, Page, Template, apply,
        compare::{Change, Difference, compare},
    },
    lint::{self, Code, Diagnostic, Distinct, Options, Place, Severity},
    sanitize::shown,
};

/// A diagnostic's name within one link: its code and parameter.
pub type Id = (Code, String);

/// What was decided about a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A safe fix was taken back.
    Undone,
    /// A fix that is not safe was accepted.
    Accepted,
    /// The parameter was left out instead.
    LeftOut,
}

/// A link, checked, with its fixes applied.
#[derive(Clone, Debug)]
pub struct CheckedLink {
    /// The link as it was read, secrets removed.
    pub text: String,
    /// The link with all fixes that are applied.
    pub url: String,
    /// What GitHub makes of the link, in one sentence.
    pub sentence: String,
    /// Where and how long, in one sentence.
    pub bounds: String,
    /// What there is to say about it.
    pub rows: Vec<Row>,
    /// What the token could do, the most dangerous first.
    pub can: Vec<String>,
    /// The texts in the link: what each is, and what it says.
    pub quotes: Vec<(String, String)>,
    /// What had to be corrected to read it at all.
    pub notes: Vec<String>,
    /// What it asks for after its fixes; nothing if it leads to no form that takes templates.
    pub draft: Option<Draft>,
    /// Whether it may be opened.
    pub trusted: bool,
}

impl CheckedLink {
    /// How many errors are left.
    #[must_use]
    pub fn errors_left(&self) -> usize {
        self.rows
            .iter()
            .filter(|row| row.left && row.diagnostic.severity == Severity::Error)
            .count()
    }

    /// How many diagnostics have been fixed.
    #[must_use]
    pub fn fixed(&self) -> usize {
        self.rows.iter().filter(|row| !row.left).count()
    }

    /// Whether the link only looks like one of GitHub's.
    #[must_use]
    pub fn is_false(&self) -> bool {
        let leads_elsewhere =
            |row: &Row| row.diagnostic.place == Some(Place::Host) && row.diagnostic.severity == Severity::Error;
        self.rows.iter().any(leads_elsewhere)
    }

    /// Whether anything was changed.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.url != self.text
    }
}

/// One diagnostic and what became of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The diagnostic.
    pub diagnostic: Diagnostic,
    /// Whether it still stands.
    pub left: bool,
    /// Whether its fix asks for no more than the link's own text says.
    pub safe: bool,
    /// What a fix that is not safe would change.
    pub would: Vec<Difference>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// The link, or the links, after a fix that is a choice.
    pub urls: Vec<String>,
}

impl Row {
    /// Its name within the link.
    #[must_use]
    pub fn id(&self) -> Id {
        id(&self.diagnostic)
    }
}

fn id(diagnostic: &Diagnostic) -> Id {
    (diagnostic.code, diagnostic.parameter.clone().unwrap_or_default())
}

/// How often fixes bring up others that are applied, too.
const MOST_PASSES: usize = 20;

/// The most diagnostics that are listed, and for which it is worked out what a fix would change: of those that need an
/// answer, and as many notes. People don't read more, and drawing them takes time.
pub const MOST_LISTED: usize = 30;

/// Checks a link and applies its fixes: the safe ones that were not taken back, and those that were accepted.
#[must_use]
pub fn check(text: &str, decisions: &BTreeMap<Id, Decision>, options: &Options) -> CheckedLink {
    let original = Link::read(text);
    let found = lint::run(&original, options);
    let mut link = original.clone();
    let mut left = found.clone();
    let mut done: BTreeSet<Id> = BTreeSet::new();
    for _ in 0..MOST_PASSES {
        let changes: Vec<(Id, Vec<Edit>)> = left
            .iter()
            .map(|diagnostic| (id(diagnostic), diagnostic))
            .filter(|(id, _)| !done.contains(id))
            .filter_map(|(id, diagnostic)| {
                let edits = change(diagnostic, decisions.get(&id).copied())?;
                Some((id, edits))
            })
            .collect();
        let made = lint::at_once(changes.iter().map(|(id, edits)| (id, edits.as_slice())));
        if made.is_empty() {
            break;
        }
        let edits: Vec<Edit> = made.iter().flat_map(|(_, edits)| edits.iter().cloned()).collect();
        done.extend(made.into_iter().map(|(id, _)| id.clone()));
        link = Link::read(&apply(&link, &edits));
        left = lint::run(&link, options);
    }
    let left_ids: BTreeSet<Id> = left.iter().map(id).collect();
    let sentence = verdict::sentence(&original, &found);
    let [before, after] = [&original, &link].map(|link| (link, link.template().unwrap_or_default()));
    let mut all = Distinct::default();
    for one in found {
        all.add(one, &before);
    }
    // What a fix brought up comes after what the link had.
    for one in left {
        all.add(one, &after);
    }
    let mut all = all.in_order();
    all.sort_by_key(|(one, _)| one.severity);
    let first_note = all.partition_point(|(one, _)| one.severity < Severity::Info);
    let rows = all
        .into_iter()
        .enumerate()
        .map(|(at, (diagnostic, (link, template)))| {
            let id = id(&diagnostic);
            let at = at.checked_sub(first_note).unwrap_or(at);
            row(
                (link, template),
                diagnostic,
                left_ids.contains(&id),
                decisions.get(&id).copied(),
                at < MOST_LISTED,
            )
        })
        .collect();
    let summary = summary::of_link(&link);
    let is_form = link.page == Page::Form;
    CheckedLink {
        url: if done.is_empty() {
            original.text.clone()
        } else {
            link.text.clone()
        },
        text: original.text.clone(),
        sentence,
        bounds: summary
            .as_ref()
            .map(|summary| summary.bounds.clone())
            .unwrap_or_default(),
        can: summary.map(|summary| summary.can).unwrap_or_default(),
        quotes: quotes(&original),
        notes: original.notes.iter().map(|note| (*note).to_owned()).collect(),
        draft: is_form.then(|| Draft::of(&link)),
        trusted: options.trust(&link.host),
        rows,
    }
}

fn row(
    (link, template): (&Link, &Template),
    diagnostic: Diagnostic,
    left: bool,
    decision: Option<Decision>,
    compared: bool,
) -> Row {
    let fix = diagnostic.fix.as_ref();
    let safe = fix.is_some_and(|fix| fix.safe);
    let urls = match fix {
        Some(fix) if compared && (!safe || fix.links.len() > 1) => fix.urls(link),
        _ => Vec::new(),
    };
    let would = match urls.as_slice() {
        [url] => differences(template, url),
        _ => Vec::new(),
    };
    Row {
        diagnostic,
        left,
        safe,
        would,
        decision,
        urls,
    }
}

fn differences(before: &Template, url: &str) -> Vec<Difference> {
    let after = Link::read(url).template().unwrap_or_default();
    compare(before, &after)
        .into_iter()
        .filter(|difference| difference.change != Change::Same)
        .collect()
}

/// What a diagnostic changes, by what was decided about it.
fn change(diagnostic: &Diagnostic, decision: Option<Decision>) -> Option<Vec<Edit>> {
    if decision == Some(Decision::LeftOut) {
        return Some(vec![Edit::Remove(diagnostic.parameter.clone()?)]);
    }
    let fix = diagnostic.fix.as_ref()?;
    let takes = match decision {
        Some(Decision::Accepted) => true,
        Some(_) => false,
        None => fix.safe,
    };
    match fix.links.as_slice() {
        [edits] if takes => Some(edits.clone()),
        _ => None,
    }
}

fn quotes(link: &Link) -> Vec<(String, String)> {
    let template = link.template().unwrap_or_default();
    let mut quotes = Vec::new();
    for (what, text) in [("Name", &template.name), ("Description", &template.description)] {
        if let Some(text) = text.as_ref().filter(|text| !text.trim().is_empty()) {
            quotes.push((what.to_owned(), shown(text)));
        }
    }
    for (parameter, reason) in &template.reasons {
        quotes.push((label(parameter), shown(reason)));
    }
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{github::Level, lint::Less};

    #[test]
    fn what_is_offered_instead_asks_for_less() {
        let offers = |query: &str, long_expiration: u32| -> Vec<Less> {
            let options = Options {
                long_expiration,
                ..Options::default()
            };
            let url = format!("https://github.com/settings/personal-access-tokens/new?name=CI&{query}");
            let checked = check(&url, &BTreeMap::new(), &options);
            checked.rows.iter().filter_map(|row| row.diagnostic.less).collect()
        };
        assert_eq!(offers("contents=read&expires_in=365", 90), [Less::Days(90)]);
        assert_eq!(offers("contents=read&expires_in=60", 30), [Less::Days(30)]);
        assert_eq!(offers("contents=read&expires_in=none", 180), [Less::Days(90)]);
        assert_eq!(
            offers("administration=write&expires_in=30", 90),
            [Less::Level(Level::Read)]
        );
    }
}
