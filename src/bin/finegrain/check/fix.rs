//! Fixing the links of a document in place, and saying which ones a person has to fix.

use std::ops::Range;

use finegrain::{
    Diagnostic,
    link::{Edit, Link},
    sanitize::secrets,
};

use super::found::{Checked, Refusal, Rewrite};

/// What fixing a link does to the document that it was found in, whose text this is.
pub fn rewrite(text: &str, checked: &Checked) -> Rewrite {
    let Checked { link, verdict, .. } = checked;
    let (Some(found), Some(fixed)) = (&checked.found, &verdict.fixed) else {
        return Rewrite::Nothing;
    };
    if checked.lossy {
        return Rewrite::Refused(Refusal::NotUtf8);
    }
    if verdict.notes.contains(&secrets::ADVICE) {
        return Rewrite::Refused(Refusal::Secret);
    }
    let [url] = fixed.as_slice() else {
        return Rewrite::Refused(Refusal::Several);
    };
    let url = as_written(link, url);
    let edits = if verdict.diagnostics.iter().any(encodes_in_carrier) {
        found.rewrite_in_carrier(text, url).map(|edit| vec![edit])
    } else {
        found.rewrite_whole(text, url)
    };
    match edits {
        Ok(edits) => Rewrite::Edits(edits),
        Err(why) => Rewrite::Refused(Refusal::Unwritable(why)),
    }
}

/// Whether the safe fix of a diagnostic changes how the address around the link says it.
pub fn encodes_in_carrier(diagnostic: &Diagnostic) -> bool {
    let fix = diagnostic.fix.as_ref().filter(|fix| fix.safe);
    fix.is_some_and(|fix| fix.links == [[Edit::EncodeInCarrier]])
}

/// A fixed link as the document writes it: without a scheme where it had none.
fn as_written<'a>(link: &Link, url: &'a str) -> &'a str {
    match url.strip_prefix("https://") {
        Some(rest) if link.host_span.start == 0 => rest,
        _ => url,
    }
}

/// The text with these edits; nothing where there is nothing to do.
pub fn fixed(text: &str, edits: &[(Range<usize>, String)]) -> Option<String> {
    let mut fixed = String::with_capacity(text.len());
    let mut kept = 0;
    for (range, written) in edits {
        // What two links share is written once.
        if range.start >= kept {
            fixed.push_str(&text[kept..range.start]);
            fixed.push_str(written);
            kept = range.end;
        }
    }
    if kept == 0 {
        return None;
    }
    fixed.push_str(&text[kept..]);
    Some(fixed)
}
