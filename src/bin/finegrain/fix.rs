//! Mending the links of a text in place, and saying which ones a person has to mend.

use std::{fmt, ops::Range};

use finegrain::{Verdict, sanitize::secrets, text::links::Why};

use crate::check::Located;

/// Why a link that could be mended is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hurdle {
    NotUtf8,
    Secret,
    Several,
    Unwritable(Why),
}

impl fmt::Display for Hurdle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Hurdle::NotUtf8 => "the text holds bytes that are not UTF-8",
            Hurdle::Secret => "it holds a token or password; take that out first",
            Hurdle::Several => "it takes several links to do this",
            Hurdle::Unwritable(why) => return why.fmt(f),
        })
    }
}

/// What is to be written where, or why it cannot be.
pub type Edits = Option<Result<Vec<(Range<usize>, String)>, Why>>;

/// Why the link is not to be rewritten; nothing where it may be, or where there is nothing to mend.
pub fn hurdle(lossy: bool, edits: &Edits, verdict: &Verdict) -> Option<Hurdle> {
    verdict.fixed.as_ref()?;
    match edits {
        _ if lossy => Some(Hurdle::NotUtf8),
        _ if verdict.notes.contains(&secrets::ADVICE) => Some(Hurdle::Secret),
        None => Some(Hurdle::Several),
        Some(Err(why)) => Some(Hurdle::Unwritable(*why)),
        Some(Ok(_)) => None,
    }
}

/// What is to be put in the place of a link.
pub fn replacement(link: &Located) -> Option<&str> {
    match link.verdict.fixed.as_deref() {
        Some([url]) if link.hurdle.is_none() => Some(url),
        _ => None,
    }
}

/// The text with its links mended; nothing where there is nothing to do.
pub fn mended(text: &str, links: &[Located]) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut kept = 0;
    let edits = links
        .iter()
        .filter(|link| replacement(link).is_some())
        .flat_map(|link| &link.edits);
    for (range, written) in edits {
        // What two links share is written once.
        if range.start >= kept {
            mended.push_str(&text[kept..range.start]);
            mended.push_str(written);
            kept = range.end;
        }
    }
    if kept == 0 {
        return None;
    }
    mended.push_str(&text[kept..]);
    Some(mended)
}
