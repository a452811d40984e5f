//! The one JSON form of a library: what the browser keeps, and the file that is exported and imported.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Entry, Library, canonical};

/// The version of the file; a newer one is refused.
const VERSION: u32 = 1;

/// The largest file that is read.
const LONGEST: usize = 2_000_000;

#[derive(Serialize, Deserialize)]
struct File {
    finegrain: u32,
    templates: Vec<Entry>,
}

/// What came of an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// How many templates are new.
    pub added: usize,
    /// How many were there already.
    pub known: usize,
    /// How many were left out because they are not template links.
    pub refused: usize,
}

/// Why a text is not a file of templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAFile {
    /// It is too long.
    TooLong,
    /// A newer Finegrain wrote it.
    Newer,
    /// It is something else.
    Other,
}

impl fmt::Display for NotAFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotAFile::TooLong => "This file is too large for a list of templates",
            NotAFile::Newer => "A newer version of Finegrain wrote this file",
            NotAFile::Other => "This is not a file of templates",
        })
    }
}

impl std::error::Error for NotAFile {}

impl Library {
    /// The library as text.
    #[must_use]
    pub fn to_json(&self) -> String {
        write(self.entries.clone())
    }

    /// The saved templates as a file.
    #[must_use]
    pub fn export(&self) -> String {
        write(self.saved().cloned().collect())
    }

    /// Reads what [`Library::to_json`] wrote. What cannot be read is left out.
    ///
    /// # Errors
    /// If the text is not such a file at all.
    pub fn from_json(text: &str) -> Result<Library, NotAFile> {
        let mut library = Library::default();
        for entry in read(text)? {
            if let Some(url) = canonical(&entry.url) {
                library.put(Entry { url, ..entry });
            }
        }
        Ok(library)
    }

    /// Adds the templates of a file as saved ones. Those that are there keep the title that they have.
    ///
    /// # Errors
    /// If the text is not such a file at all; the library stays as it is.
    pub fn import(&mut self, text: &str, now: u64) -> Result<Imported, NotAFile> {
        let mut imported = Imported::default();
        for entry in read(text)? {
            let Some(url) = canonical(&entry.url) else {
                imported.refused += 1;
                continue;
            };
            match self.entries.iter_mut().find(|known| known.url == url) {
                Some(known) if known.saved => imported.known += 1,
                Some(known) => {
                    known.saved = true;
                    known.title = entry.title;
                    imported.added += 1;
                }
                None => {
                    let used = entry.used.min(now);
                    self.put(Entry {
                        url,
                        saved: true,
                        used,
                        ..entry
                    });
                    imported.added += 1;
                }
            }
        }
        Ok(imported)
    }
}

fn write(templates: Vec<Entry>) -> String {
    let file = File {
        finegrain: VERSION,
        templates,
    };
    serde_json::to_string_pretty(&file).unwrap_or_default()
}

fn read(text: &str) -> Result<Vec<Entry>, NotAFile> {
    if text.len() > LONGEST {
        return Err(NotAFile::TooLong);
    }
    let file: File = serde_json::from_str(text).map_err(|_| NotAFile::Other)?;
    if file.finegrain > VERSION {
        return Err(NotAFile::Newer);
    }
    Ok(file.templates)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> Library {
        let mut library = Library::default();
        library.save(
            "https://github.com/settings/personal-access-tokens/new?name=Label+sync&issues=write#finegrain=1&why.issues=sets+labels",
            1_700_000_000,
        );
        library.remember(
            "https://github.com/settings/personal-access-tokens/new?contents=read",
            1_700_000_001,
        );
        library
    }

    #[test]
    fn what_is_kept_is_read_again() {
        assert_eq!(Library::from_json(&library().to_json()), Ok(library()));
    }

    #[test]
    fn only_saved_templates_are_exported() {
        let mut other = Library::default();
        assert_eq!(
            other.import(&library().export(), 1_800_000_000),
            Ok(Imported {
                added: 1,
                ..Imported::default()
            })
        );
        assert_eq!(other.entries(), library().saved().cloned().collect::<Vec<_>>());
    }

    #[test]
    fn importing_overwrites_nothing() {
        let mut mine = library();
        let url = mine.entries()[1].url.clone();
        mine.rename(&url, "Mine");
        let imported = mine.import(&library().export(), 2).unwrap();
        assert_eq!((imported.added, imported.known), (0, 1));
        assert_eq!(mine.get(&url).unwrap().title, "Mine");
    }

    #[test]
    fn strangers_files_are_read_with_care() {
        let mut library = Library::default();
        let file = r#"{"finegrain":1,"templates":[{"url":"javascript:alert(1)"},{"url":"https://github.com/settings/personal-access-tokens/new?contents=read","used":99999999999}]}"#;
        let imported = library.import(file, 5).unwrap();
        assert_eq!((imported.added, imported.refused), (1, 1));
        assert_eq!(library.entries()[0].used, 5);
        assert_eq!(library.import("{}", 5), Err(NotAFile::Other));
        assert_eq!(
            library.import(r#"{"finegrain":2,"templates":[]}"#, 5),
            Err(NotAFile::Newer)
        );
        assert_eq!(library.import(&" ".repeat(3_000_000), 5), Err(NotAFile::TooLong));
    }
}
