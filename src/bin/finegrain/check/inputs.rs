//! From arguments to links and documents, one at a time.

use std::{
    ffi::OsStr,
    io::{self, Read},
    path::{Path, PathBuf},
};

use finegrain::{
    link::Link,
    text::links::{self, Kind},
};

use super::found::{Document, Origin};
use crate::{
    files::{self, Content, Step},
    position::{Cursor, Position},
};

/// What an argument leads to.
pub enum Input {
    /// A link, and the argument that it is a part of.
    Link {
        link: Box<Link>,
        argument: String,
        place: Position,
    },
    Document(Document),
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

/// Opens an argument of `check`.
pub fn open(argument: &OsStr, take: &mut impl FnMut(Input)) {
    let path = Path::new(argument);
    let word = argument.to_string_lossy();
    if argument == "-" {
        take(stdin());
    } else if links::is_link(&word) {
        take(Input::Link {
            link: Box::new(Link::read(&word)),
            argument: word.into_owned(),
            place: Position::START,
        });
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
fn links_in(word: &str, error: &io::Error, take: &mut impl FnMut(Input)) {
    let found = links::links(word, Kind::Other);
    let mut cursor = Cursor::new(word);
    for found in &found {
        take(Input::Link {
            link: Box::new(found.read(word)),
            argument: word.to_owned(),
            place: cursor.advance(found.range.start),
        });
    }
    if found.is_empty() {
        let reason = match error.kind() {
            io::ErrorKind::PermissionDenied => error.to_string(),
            _ => "not a file, a folder or a link; a link begins with https:// or github.com/".to_owned(),
        };
        take(Input::Unusable(format!("{word}: {reason}")));
    }
}

fn folder(folder: &Path, take: &mut impl FnMut(Input)) {
    let mut empty = true;
    for step in files::walk(folder) {
        empty = false;
        match step {
            Step::File(path) => file(&path, false).into_iter().for_each(&mut *take),
            Step::TooLarge(path) => take(Input::TooLarge(path.display().to_string())),
            Step::Unreadable(error) => take(Input::Unusable(error)),
        }
    }
    if empty {
        take(Input::Empty(folder.display().to_string()));
    }
}

/// A file that is read in pieces.
fn large(path: &Path) -> Input {
    match files::begins_as_text(path) {
        Ok(true) => Input::Large(path.to_owned()),
        // Reading it says what it is.
        Ok(false) | Err(_) => whole(path),
    }
}

/// A file that an argument names, as a whole.
pub fn whole(path: &Path) -> Input {
    file(path, true).unwrap_or_else(|| Input::LeftOut(path.display().to_string()))
}

/// What a file is; nothing for a file of a folder that is not text.
fn file(path: &Path, named: bool) -> Option<Input> {
    let name = path.display();
    let origin = Origin::File(path.to_owned());
    let content = if named {
        files::read(path)
    } else {
        files::read_found(path)
    };
    Some(match content {
        Ok(Content::Text(text)) => document(origin, text, None),
        Ok(Content::Lossy(text, bytes)) => document(origin, text, Some(bytes)),
        Ok(Content::Utf16(_)) if named => {
            Input::Unusable(format!("{name}: is UTF-16; convert it to UTF-8 to have it checked"))
        }
        Ok(Content::Utf16(_)) => Input::LeftOut(format!("{name}: left out, because it is UTF-16; convert it to UTF-8")),
        Ok(Content::Binary(_)) if named => Input::LeftOut(format!("{name}: not text, so no links were looked for")),
        Ok(Content::Binary(_)) => return None,
        Err(error) => Input::Unusable(format!("{name}: cannot be read: {error}")),
    })
}

fn stdin() -> Input {
    let mut bytes = Vec::new();
    if let Err(error) = io::stdin().lock().read_to_end(&mut bytes) {
        return Input::Unusable(format!("standard input cannot be read: {error}"));
    }
    match files::content(bytes) {
        Content::Text(text) => document(Origin::Stdin, text, None),
        Content::Lossy(text, bytes) => document(Origin::Stdin, text, Some(bytes)),
        Content::Utf16(bytes) | Content::Binary(bytes) => Input::NotText(bytes),
    }
}

fn document(origin: Origin, text: String, original: Option<Vec<u8>>) -> Input {
    Input::Document(Document::whole(origin, text, original))
}
