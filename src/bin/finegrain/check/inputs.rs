//! From arguments to links and documents, one at a time.

use std::{
    ffi::OsStr,
    io::{self, Read},
    path::{Path, PathBuf},
};

use finegrain::{
    link::Link,
    text::links::{self, Syntax},
};
use rayon::prelude::*;

use super::found::{Document, Origin};
use crate::{
    files::{self, Contents, Glance},
    position::{Cursor, Position},
};

/// What an argument leads to.
pub enum Opened {
    /// A link, and the argument that it is a part of.
    Link {
        link: Box<Link>,
        argument: String,
        place: Position,
    },
    Document(Document),
    /// A text without links.
    NoLinks,
    /// A text that is too large to be read as a whole.
    Large(PathBuf),
    /// Standard input that is not text; `--fix` passes it on.
    NotText(Vec<u8>),
    /// A file that is left out, with the reason.
    LeftOut(String),
    /// A text that is too large to be read unasked.
    TooLarge(String),
    /// A folder without files.
    Empty(String),
    /// What cannot be used, with the reason.
    Unusable(String),
}

/// Opens an argument of `check`, and stops where what takes it cannot go on.
pub fn open(argument: &OsStr, take: &mut impl FnMut(Opened) -> io::Result<()>) -> io::Result<()> {
    let path = Path::new(argument);
    let word = argument.to_string_lossy();
    if argument == "-" {
        take(stdin())
    } else if links::is_link(&word) {
        take(Opened::Link {
            link: Box::new(Link::read(&word)),
            argument: word.into_owned(),
            place: Position::START,
        })
    } else {
        match path.metadata() {
            Ok(metadata) if metadata.is_dir() => folder(path, take),
            Ok(metadata) if metadata.is_file() && metadata.len() > files::LARGEST => take(large(path)),
            Ok(_) => take(whole(path)),
            Err(error) => links_in(&word, &error, take),
        }
    }
}

/// An argument that is not a path may be a link with something around it: `<https://...>`.
fn links_in(word: &str, error: &io::Error, take: &mut impl FnMut(Opened) -> io::Result<()>) -> io::Result<()> {
    let found = links::links(word, Syntax::Other);
    let mut cursor = Cursor::new(word);
    for found in &found {
        take(Opened::Link {
            link: Box::new(found.read(word)),
            argument: word.to_owned(),
            place: cursor.advance(found.range.start),
        })?;
    }
    if found.is_empty() {
        let reason = match error.kind() {
            io::ErrorKind::PermissionDenied => error.to_string(),
            _ => "no such file or folder, and not a link; a link begins with https:// or github.com/".to_owned(),
        };
        take(Opened::Unusable(format!("{word}: {reason}")))?;
    }
    Ok(())
}

/// How many files of a folder are looked into at once.
const BATCH: usize = 512;

fn folder(folder: &Path, take: &mut impl FnMut(Opened) -> io::Result<()>) -> io::Result<()> {
    let mut empty = true;
    let mut steps = files::walk(folder);
    loop {
        let batch: Vec<_> = steps.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        empty = false;
        // Hardly any file has links. All cores look for those that have, which are then read in order.
        let glances: Vec<Glance> = batch
            .par_iter()
            .map_init(Vec::new, |buffer, step| match step {
                Ok(path) => files::glance(path, buffer, links::may_have_links),
                Err(_) => Glance::Read,
            })
            .collect();
        for (step, glance) in batch.into_iter().zip(glances) {
            match step {
                Ok(_) if glance == Glance::Binary => {}
                Ok(_) if glance == Glance::Nothing => take(Opened::NoLinks)?,
                Ok(path) => file(&path, false).into_iter().try_for_each(&mut *take)?,
                Err(error) => take(Opened::Unusable(error.to_string()))?,
            }
        }
    }
    if empty {
        take(Opened::Empty(folder.display().to_string()))?;
    }
    Ok(())
}

/// A file that is read in pieces.
fn large(path: &Path) -> Opened {
    match files::begins_as_text(path) {
        Ok(true) => Opened::Large(path.to_owned()),
        // Reading it says what it is.
        Ok(false) | Err(_) => whole(path),
    }
}

/// A file that an argument names, as a whole.
pub fn whole(path: &Path) -> Opened {
    file(path, true).unwrap_or_else(|| Opened::LeftOut(path.display().to_string()))
}

/// What a file is; nothing for a file of a folder that is not text.
fn file(path: &Path, named: bool) -> Option<Opened> {
    let name = path.display();
    let origin = Origin::File(path.to_owned());
    let content = if named {
        files::read(path).map(Some)
    } else {
        files::read_found(path)
    };
    Some(match content {
        Ok(Some(Contents::Text(text))) => document(origin, text, None),
        Ok(Some(Contents::Lossy(text, bytes))) => document(origin, text, Some(bytes)),
        Ok(Some(Contents::Utf16(_))) if named => {
            Opened::Unusable(format!("{name}: is UTF-16; to check it, convert it to UTF-8"))
        }
        Ok(Some(Contents::Utf16(_))) => Opened::LeftOut(format!(
            "{name}: left out, because it is UTF-16; to check it, convert it to UTF-8"
        )),
        Ok(Some(Contents::Binary(_))) if named => Opened::LeftOut(format!("{name}: left out, because it is not text")),
        Ok(Some(Contents::Binary(_))) => return None,
        Ok(None) => Opened::TooLarge(name.to_string()),
        Err(error) => Opened::Unusable(format!("{name}: cannot be read: {error}")),
    })
}

fn stdin() -> Opened {
    let mut bytes = Vec::new();
    if let Err(error) = io::stdin().lock().read_to_end(&mut bytes) {
        return Opened::Unusable(format!("standard input cannot be read: {error}"));
    }
    match files::content(bytes) {
        Contents::Text(text) => document(Origin::Stdin, text, None),
        Contents::Lossy(text, bytes) => document(Origin::Stdin, text, Some(bytes)),
        Contents::Utf16(bytes) | Contents::Binary(bytes) => Opened::NotText(bytes),
    }
}

fn document(origin: Origin, text: String, original: Option<Vec<u8>>) -> Opened {
    Opened::Document(Document::whole(origin, text, original))
}
