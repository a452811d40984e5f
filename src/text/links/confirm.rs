//! Whether a text still says what a change of a link was meant to say.

use std::ops::Range;

use super::{Finder, Found, context, rewrite::means_the_same};

impl Found {
    /// Whether the text with these edits, all of them inside of the link, has a link there that says `new`. A value that was
    /// changed may end a string, complete an escape, or open a bracket that is closed behind the link.
    pub(super) fn is_confirmed(&self, text: &str, edits: &[(Range<usize>, String)], new: &str) -> bool {
        let window = Window::around(self, text);
        // What is far from the link may be a part of it: a variable, the beginning of a block of code.
        if self.read_again(&window).is_none_or(|link| link != self.text(text)) {
            return true;
        }
        let Some(edited) = window.edited(edits) else {
            return true;
        };
        match self.read_again(&edited) {
            Some(link) => means_the_same(&link, new),
            // The address without a query is no link any more.
            None => !new.contains(['?', '#']),
        }
    }

    /// What a link says that begins where this one does.
    fn read_again(&self, window: &Window) -> Option<String> {
        let mut said = None;
        Finder::new(self.syntax).each(&window.text, window.link.clone(), |found| {
            if said.is_none() && found.range.start == window.link.start {
                said = Some(found.text(&window.text));
            }
        });
        said
    }
}

/// A part of a text, and where in it a link is.
struct Window {
    text: String,
    link: Range<usize>,
    /// Where the text begins in the whole one.
    start: usize,
}

impl Window {
    fn around(found: &Found, text: &str) -> Window {
        // A block of code or a variable that begins farther away is rare; links of a document are many.
        const AROUND: usize = 2000;
        let before = context::tail(&text[..found.range.start], AROUND);
        let after = context::head(&text[found.range.end..], AROUND);
        let start = found.range.start - before.len();
        Window {
            text: text[start..found.range.end + after.len()].to_owned(),
            link: before.len()..found.range.end - start,
            start,
        }
    }

    /// The window after these edits; nothing where one of them is outside of the link.
    fn edited(&self, edits: &[(Range<usize>, String)]) -> Option<Window> {
        let mut text = String::with_capacity(self.text.len());
        let mut kept = 0;
        for (range, written) in edits {
            let start = range
                .start
                .checked_sub(self.start)
                .filter(|start| *start >= self.link.start)?;
            let end = range.end.checked_sub(self.start).filter(|end| *end <= self.link.end)?;
            text.push_str(self.text.get(kept..start)?);
            text.push_str(written);
            kept = end;
        }
        text.push_str(&self.text[kept..]);
        let end = self.link.end + text.len() - self.text.len();
        Some(Window {
            link: self.link.start..end,
            text,
            start: self.start,
        })
    }
}
