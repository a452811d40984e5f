//! What the popup knows: everything that it shows is made of this.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::{
    library::{Entry, Library},
    link::{Draft, Link, Permissions, Template},
    lint::{Diagnostic, Options},
    needs::{Needs, PermissionSet},
    view::popup::engine::{self, CheckedLink, Conversion, Decision, Id, SearchResults},
};

/// Everything that the popup knows.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are facts that have nothing to do with each other"
)]
pub struct State {
    /// Where it runs and what its owner has set.
    pub about: About,
    /// The time in seconds since 1970; the browser tells it before every message.
    pub now: u64,
    /// The text in the box, secrets removed.
    pub text: String,
    /// Whether a secret was removed from it.
    pub secret: bool,
    /// What was found for it.
    pub answer: Answer,
    /// The result that Enter chooses, by its place among those that can be chosen.
    pub active: Option<usize>,
    /// Whether all permissions that were found are shown.
    pub all: bool,
    /// What takes the place of the results.
    pub page: Option<Screen>,
    /// The template that is being built.
    pub own: Draft,
    /// What the tray shows instead, while the box has a link.
    pub guest: Option<Guest>,
    /// Whether the details are open, and which permission in them.
    pub details: Option<Details>,
    /// What lies over the rest.
    pub over: Option<Over>,
    /// What just happened.
    pub said: Option<Toast>,
    /// What screen readers are told.
    pub status: String,
    /// Whether the link was just copied.
    pub copied: bool,
    /// How to get back, the last step last.
    pub undo: Vec<UndoStep>,
    /// The field whose typing is one step already.
    pub typing: Option<DraftField>,
    /// Saved and recent templates.
    pub library: Library,
    /// The title that is being typed for a saved template.
    pub renaming: Option<(String, String)>,
    /// What there is in the tab in front of which the popup opened.
    pub tab: Tab,
    /// Permissions that were just added.
    pub fresh: BTreeSet<String>,
    /// How many chips have room.
    pub room: Option<usize>,
    /// Whether the page is so wide that the details are beside the rest, open or not.
    pub wide: bool,
    /// Counts what ends by itself, so that only the latest does.
    pub ticket: u32,
    /// The template that another window builds.
    pub elsewhere: Option<String>,
    /// What there is to say about the template in the tray; `update` keeps it in step.
    pub problems: Problems,
    /// Whether the browser refuses to keep anything.
    pub unkept: bool,
}

/// What there is to say about a template, and about which.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    /// The template's link.
    pub url: String,
    /// What there is to say.
    pub found: Vec<Diagnostic>,
}

/// Where the popup runs, and what its owner has set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct About {
    /// Whether it is part of the extension, and not a plain web page.
    pub extension: bool,
    /// Whether it is a popup, and not a page in a tab.
    pub popup: bool,
    /// Hosts of GitHub's besides its own.
    pub hosts: Vec<String>,
    /// From how many days on an expiration is long; 0 for the usual.
    pub threshold: u32,
    /// How many minutes the local time is ahead of UTC.
    pub offset: i32,
    /// Whether keys are named as on a Mac.
    pub mac: bool,
}

impl About {
    /// The options for the rules.
    #[must_use]
    pub fn options(&self) -> Options {
        let mut options = Options {
            hosts: self.hosts.clone(),
            ..Options::default()
        };
        if self.threshold > 0 {
            options.long_expiration = self.threshold;
        }
        options
    }
}

/// What was found for the text in the box.
#[derive(Clone, Debug, Default)]
pub enum Answer {
    /// The box is empty.
    #[default]
    Nothing,
    /// Words, and what the search found.
    Words(SearchResults),
    /// One link.
    Link(Box<LinkAnswer>),
    /// Several links.
    Links(Vec<LinkAnswer>),
    /// A link for a classic token.
    Classic(Box<ClassicAnswer>),
    /// A script, a command, an error, a header.
    Calls(Box<CallsAnswer>),
}

/// One link that is in the box.
#[derive(Clone, Debug)]
pub struct LinkAnswer {
    /// What was decided about its fixes.
    pub decisions: BTreeMap<Id, Decision>,
    /// What there is to say about it.
    pub checked: CheckedLink,
}

/// A classic link that is in the box.
#[derive(Clone, Debug)]
pub struct ClassicAnswer {
    /// The link.
    pub text: String,
    /// The organization that the first link is for.
    pub owner: String,
    /// What becomes of it.
    pub conversion: Conversion,
}

/// A text with calls that is in the box.
#[derive(Clone, Debug)]
pub struct CallsAnswer {
    /// What was found in it.
    pub needs: Needs,
    /// For calls that more than one set serves, by their place: the set that was chosen.
    pub chosen: BTreeMap<usize, usize>,
    /// The questions that were answered with yes.
    pub yes: BTreeSet<String>,
}

impl CallsAnswer {
    /// What the calls need, with what was chosen and answered.
    #[must_use]
    pub fn least(&self) -> Permissions {
        let mut least = Permissions::default();
        if self.chosen.is_empty() {
            least.clone_from(&self.needs.permissions);
        } else {
            for (at, call) in self.needs.calls.iter().enumerate() {
                for (parameter, level) in call.sets.get(self.chosen_set(at)).into_iter().flatten() {
                    least.raise(parameter, *level);
                }
            }
        }
        for question in self.needs.questions.iter().filter(|one| self.yes.contains(one.id)) {
            for (parameter, level) in question.adds.iter() {
                least.raise(parameter, level);
            }
        }
        least
    }

    /// Which set serves a call: the one that was chosen, else the first that the least set covers.
    #[must_use]
    pub fn chosen_set(&self, at: usize) -> usize {
        if let Some(set) = self.chosen.get(&at) {
            return *set;
        }
        let covered = |set: &PermissionSet| {
            set.iter()
                .all(|(parameter, level)| self.needs.permissions.get(parameter) >= Some(*level))
        };
        let sets = self.needs.calls.get(at).map_or(&[][..], |call| call.sets.as_slice());
        sets.iter().position(covered).unwrap_or_default()
    }
}

/// What takes the place of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// What fine-grained tokens cannot do.
    Limits,
    /// Saved and recent templates.
    Saved,
    /// All tasks.
    Tasks,
    /// All permissions.
    Permissions,
    /// The keys.
    Keys,
}

/// What the tray shows while the box has a link.
#[derive(Clone, Debug)]
pub struct Guest {
    /// The links: one, or those between which one chooses.
    pub templates: Vec<GuestTemplate>,
    /// Which of them is shown.
    pub which: usize,
}

/// One link in the tray that someone else wrote.
#[derive(Clone, Debug)]
pub struct GuestTemplate {
    /// The link, with its fixes.
    pub url: String,
    /// Its fields.
    pub draft: Draft,
    /// What became of it.
    pub status: LinkStatus,
    /// How many of its errors are left.
    pub errors: usize,
    /// Whether its fields were changed since; then the fields are what counts.
    pub edited: bool,
    /// Whether it may be opened.
    pub trusted: bool,
}

/// What became of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStatus {
    /// It is as it was.
    Pasted,
    /// Its faults were fixed.
    Fixed,
    /// It was a classic link.
    Converted,
}

impl LinkStatus {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            LinkStatus::Pasted => "Pasted",
            LinkStatus::Fixed => "Fixed",
            LinkStatus::Converted => "Converted",
        }
    }
}

/// The open details.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The permission that is unfolded.
    pub permission: Option<String>,
    /// What the search among all permissions is for.
    pub adding: Option<String>,
}

/// What lies over the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// The whole text of the box.
    Text,
    /// The whole link.
    Link,
    /// The menu of formats.
    Formats,
    /// A text to copy by hand, because the browser refused to.
    ByHand(String),
}

/// What just happened, with what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// The sentence.
    pub text: String,
    /// Whether it can be undone.
    pub undo: bool,
    /// A tool that could replace the template instead.
    pub replace: Option<String>,
    /// Whether work stops because of it.
    pub alert: bool,
    /// Its number: the timer of an older one does not end it.
    pub ticket: u32,
}

/// A way back.
#[derive(Clone, Debug)]
pub enum UndoStep {
    /// To a template.
    Template(Box<Draft>),
    /// To the link in the tray, and what was decided about it.
    Guest(Box<(Answer, Option<Guest>)>),
    /// To a template that was deleted.
    Entry(Entry),
    /// To a title.
    Title(String, String),
}

/// The fields of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftField {
    /// The token's name.
    Name,
    /// Its description.
    Description,
    /// The resource owner.
    Owner,
    /// The days until it expires.
    Expiration,
    /// The repositories to choose.
    Repositories,
    /// Why a permission is asked for.
    Reason(String),
}

/// What there is in the tab in front of which the popup opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Tab {
    /// Its address, if that is a template link or a classic one.
    pub url: String,
    /// `none`, `loading`, `ready` or `unrecognized`: GitHub's form in it.
    pub form: String,
    /// The template link that the form amounts to.
    pub link: String,
    /// The template links on the page.
    pub links: Vec<String>,
}

impl State {
    /// Judges the template in the tray anew if it has changed.
    pub(super) fn judge(&mut self) {
        let url = self.draft().url();
        if url != self.problems.url {
            let found = engine::problems(&url, &self.about.options());
            self.problems = Problems { url, found };
        }
    }

    /// The template in the tray.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        self.shown_guest().map_or(&self.own, |guest| &guest.draft)
    }

    /// The link in the tray that someone else wrote.
    #[must_use]
    pub fn shown_guest(&self) -> Option<&GuestTemplate> {
        let guest = self.guest.as_ref()?;
        guest.templates.get(guest.which)
    }

    /// The link in the tray.
    #[must_use]
    pub fn link(&self) -> String {
        match self.shown_guest() {
            Some(guest) if !guest.edited => guest.url.clone(),
            _ => self.draft().url(),
        }
    }

    /// What the tray's link asks for.
    #[must_use]
    pub fn template(&self) -> Template {
        Link::read(&self.link()).template().unwrap_or_default()
    }

    /// Whether there is nothing in the tray.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.guest.is_none() && is_blank(&self.own)
    }

    /// How many errors the link in the tray has.
    #[must_use]
    pub fn errors(&self) -> usize {
        match self.shown_guest() {
            Some(guest) if !guest.edited => guest.errors,
            _ if self.is_empty() => 0,
            _ => self
                .problems
                .found
                .iter()
                .filter(|found| found.severity == crate::lint::Severity::Error)
                .count(),
        }
    }

    /// The link that may be opened: written by the engine, on a host that is trusted.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        let url = self.draft().url();
        let link = Link::read(&url);
        (!self.is_empty() && self.about.options().trust(&link.host)).then_some(url)
    }
}

/// Whether a template asks for nothing at all.
#[must_use]
pub fn is_blank(draft: &Draft) -> bool {
    *draft
        == Draft {
            host: draft.host.clone(),
            ..Draft::default()
        }
}
