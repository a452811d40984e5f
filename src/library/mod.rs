//! Saved and recent templates: what is kept in the browser, and the file in which they are exported and imported.
//!
//! A template is kept as its link, which is the one form that everything else can read. The file is described by
//! `docs/templates.schema.json`.

mod file;

pub use file::{Imported, NotAFile};

use serde::{Deserialize, Serialize};

use crate::{
    github,
    link::{Link, Page},
    sanitize::shown,
};

/// How many templates are remembered without having been saved.
const MOST_RECENT: usize = 20;

/// How many templates are kept altogether: far more than anyone has tokens, and few enough for any browser's storage.
const MOST: usize = 500;

/// The templates of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    /// Used last first. No two have the same link.
    entries: Vec<Entry>,
}

/// One template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What its owner calls it; empty for the name that the token gets.
    #[serde(default)]
    pub title: String,
    /// The template link, as the engine writes it.
    pub url: String,
    /// Whether it was saved, and not only remembered.
    #[serde(default)]
    pub saved: bool,
    /// When it was last used, in seconds since 1970.
    #[serde(default)]
    pub used: u64,
}

impl Entry {
    /// What it is called in lists: its title, else the token's name, else what it asks for.
    #[must_use]
    pub fn name(&self) -> String {
        if !self.title.is_empty() {
            return shown(&self.title);
        }
        let template = Link::read(&self.url).template().unwrap_or_default();
        match template.name {
            Some(name) if !name.trim().is_empty() => shown(&name),
            _ => {
                let asks: Vec<String> = template
                    .permissions
                    .iter()
                    .map(|(parameter, level)| {
                        let label = github::permission(parameter).map_or(parameter, |known| known.label);
                        format!("{} {level}", shown(label))
                    })
                    .collect();
                match asks.as_slice() {
                    [] => "No permissions".to_owned(),
                    [only] => only.clone(),
                    [first, rest @ ..] => format!("{first} and {} more", rest.len()),
                }
            }
        }
    }
}

impl Library {
    /// All templates, used last first.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Those that were saved.
    pub fn saved(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.saved)
    }

    /// The template with this link.
    #[must_use]
    pub fn get(&self, url: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.url == url)
    }

    /// Remembers that a template was used. The oldest that were not saved are forgotten.
    pub fn remember(&mut self, url: &str, now: u64) {
        let Some(url) = canonical(url) else { return };
        let mut entry = self.take(&url).unwrap_or(Entry {
            title: String::new(),
            url,
            saved: false,
            used: now,
        });
        entry.used = now;
        self.put(entry);
    }

    /// Saves a template.
    pub fn save(&mut self, url: &str, now: u64) {
        self.remember(url, now);
        if let Some(url) = canonical(url)
            && let Some(entry) = self.entries.iter_mut().find(|entry| entry.url == url)
        {
            entry.saved = true;
        }
    }

    /// Gives a saved template a title of its owner's.
    pub fn rename(&mut self, url: &str, title: &str) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.url == url) {
            title.trim().clone_into(&mut entry.title);
        }
    }

    /// Deletes a template and hands it out, for [`Library::put`] to bring it back.
    pub fn take(&mut self, url: &str) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.url == url)?;
        Some(self.entries.remove(at))
    }

    /// Puts a template in its place among the others.
    pub fn put(&mut self, entry: Entry) {
        self.take(&entry.url);
        let at = self.entries.partition_point(|other| other.used > entry.used);
        self.entries.insert(at, entry);
        let mut recent = 0;
        self.entries.retain(|entry| {
            recent += usize::from(!entry.saved);
            entry.saved || recent <= MOST_RECENT
        });
        self.entries.truncate(MOST);
    }

    /// Forgets what was not saved.
    pub fn forget(&mut self) {
        self.entries.retain(|entry| entry.saved);
    }

    /// The templates in whose title or link every word is found.
    #[must_use]
    pub fn find(&self, words: &str) -> Vec<&Entry> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let fits = |entry: &&Entry| {
            let text = format!("{} {} {}", entry.title, entry.name(), entry.url.replace('+', " ")).to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        };
        self.entries.iter().filter(fits).collect()
    }
}

/// A template link as the engine writes it, or nothing if it leads elsewhere.
fn canonical(url: &str) -> Option<String> {
    let link = Link::read(url);
    if link.page != Page::Form {
        return None;
    }
    Some(crate::link::Draft::of(&link).url())
}

#[cfg(test)]
mod tests {
    use super::*;

    pub const FORM: &str = "https://github.com/settings/personal-access-tokens/new";

    fn url(query: &str) -> String {
        format!("{FORM}?{query}")
    }

    #[test]
    fn what_was_used_last_comes_first() {
        let mut library = Library::default();
        library.remember(&url("name=A&contents=read"), 1);
        library.remember(&url("name=B&contents=read"), 2);
        library.remember(&url("name=A&contents=read"), 3);
        let names: Vec<_> = library.entries().iter().map(Entry::name).collect();
        assert_eq!(names, ["A", "B"]);
    }

    #[test]
    fn only_what_was_saved_stays_for_good() {
        let mut library = Library::default();
        library.save(&url("name=Saved&contents=read"), 0);
        for at in 1..=30 {
            library.remember(&url(&format!("name=N{at}&contents=read")), at);
        }
        assert_eq!(library.entries().len(), MOST_RECENT + 1);
        assert_eq!(library.saved().count(), 1);
        library.forget();
        assert_eq!(library.entries().len(), 1);
    }

    #[test]
    fn what_is_deleted_can_come_back() {
        let mut library = Library::default();
        library.save(&url("name=A&contents=read"), 1);
        library.rename(&url("name=A&contents=read"), " Mine ");
        let before = library.clone();
        let entry = library.take(&url("name=A&contents=read")).unwrap();
        assert_eq!(entry.name(), "Mine");
        assert!(library.entries().is_empty());
        library.put(entry);
        assert_eq!(library, before);
    }

    #[test]
    fn other_addresses_and_secrets_are_not_kept() {
        let mut library = Library::default();
        library.remember("https://example.com/settings", 1);
        assert!(library.entries().is_empty());
        library.remember(&url("name=ghp_0123456789abcdefghijklmnopqrstuvwxyz&contents=read"), 1);
        assert!(!library.entries()[0].url.contains("ghp_0123"));
    }

    #[test]
    fn found_by_title_and_by_permission() {
        let mut library = Library::default();
        library.save(&url("name=Label+sync&issues=write"), 1);
        library.save(&url("name=Docs&pages=write"), 2);
        assert_eq!(library.find("label SYNC").len(), 1);
        assert_eq!(library.find("pages").len(), 1);
        assert_eq!(library.find("").len(), 2);
        assert_eq!(library.find("zebra").len(), 0);
    }
}
