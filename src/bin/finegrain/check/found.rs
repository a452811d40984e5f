//! What `check` finds: links, where they are, and what there is to say about them.

use std::{fmt, ops::Range, path::PathBuf};

use finegrain::{
    Verdict,
    link::Link,
    text::links::{Found, RewriteError, Syntax},
};

use crate::position::Position;

/// Where a text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An argument that is a link itself.
    Argument,
    Stdin,
    File(PathBuf),
}

impl Origin {
    /// Its name in messages.
    pub fn name(&self) -> String {
        match self {
            Origin::Argument => "argument".to_owned(),
            Origin::Stdin => "<stdin>".to_owned(),
            Origin::File(path) => path.display().to_string(),
        }
    }

    /// A place in it, as editors and terminals understand it; nothing for an argument.
    pub fn location(&self, place: Position) -> Option<String> {
        let Position { line, column } = place;
        (*self != Origin::Argument).then(|| format!("{}:{line}:{column}", self.name()))
    }

    /// The file as services on GitHub name it: with slashes, from the root of the repository.
    pub fn path(&self) -> Option<String> {
        let Origin::File(path) = self else { return None };
        let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        Some(path.strip_prefix("./").map(str::to_owned).unwrap_or(path))
    }
}

/// A text in which to look for links.
#[derive(Clone, Debug)]
pub struct Document {
    pub origin: Origin,
    pub text: String,
    /// The bytes, where some were not UTF-8 and had to be replaced. Such a text must not be written back.
    pub original: Option<Vec<u8>>,
    /// The part of the text whose links are judged, and where it begins: of a very large file the text is only a piece.
    pub piece: Range<usize>,
    pub place: Position,
}

impl Document {
    /// A whole text.
    pub fn whole(origin: Origin, text: String, original: Option<Vec<u8>>) -> Document {
        Document {
            origin,
            piece: 0..text.len(),
            place: Position::START,
            text,
            original,
        }
    }

    /// The bytes that it was read from.
    pub fn bytes(&self) -> &[u8] {
        self.original.as_deref().unwrap_or(self.text.as_bytes())
    }

    /// How the text writes links.
    pub fn syntax(&self) -> Syntax {
        match &self.origin {
            Origin::File(path) => Syntax::of(&path.to_string_lossy(), &self.text),
            Origin::Argument | Origin::Stdin => Syntax::Other,
        }
    }
}

/// A link with what there is to say about it.
#[derive(Debug)]
pub struct Checked {
    /// How the document writes it; nothing for an argument that is the link.
    pub found: Option<Found>,
    pub link: Link,
    pub verdict: Verdict,
    pub place: Position,
    /// What each diagnostic is about, in the order of the verdict.
    pub marks: Vec<Mark>,
    /// Whether bytes of its document are not UTF-8, so that the document must not be written back.
    pub lossy: bool,
}

/// What a diagnostic is about.
#[derive(Clone, Debug)]
pub struct Mark {
    pub place: Position,
    /// The bytes of the document.
    pub range: Range<usize>,
}

/// What fixing a link does to its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rewrite {
    /// Nothing is to be fixed.
    Nothing,
    /// These texts go in the places of these bytes.
    Edits(Vec<(Range<usize>, String)>),
    /// The link could be fixed, but not here.
    Refused(Refusal),
}

/// Why a link that could be fixed is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NotUtf8,
    Secret,
    Several,
    Unwritable(RewriteError),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refusal::NotUtf8 => "the text has bytes that are not UTF-8",
            Refusal::Secret => "it contains a token or password; take that out first",
            Refusal::Several => "it takes several links to do this",
            Refusal::Unwritable(why) => return why.fmt(f),
        })
    }
}
