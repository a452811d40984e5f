//! `finegrain-ignore CODE`: comments that silence codes on their own line and the next.

use finegrain::lint::Code;

use crate::position::Cursor;

const MARK: &str = "finegrain-ignore";

/// How much of a word is repeated that should have been a code.
const LONGEST_WORD: usize = 60;

/// What the comments around a link say.
#[derive(Debug, Default)]
pub struct Comments {
    /// The line for which they were last read: a line of a thousand links is read once.
    line: usize,
    silenced: Vec<Code>,
    /// The line and the word, where a comment silences nothing because it names no code.
    pub unknown: Vec<(usize, String)>,
}

impl Comments {
    /// The codes that are silenced where the cursor stands.
    pub fn silenced(&mut self, line: usize, cursor: &Cursor<'_>) -> &[Code] {
        if self.line != line {
            self.line = line;
            self.silenced.clear();
            let (own, above) = cursor.lines();
            self.read(above, line - 1);
            self.read(own, line);
        }
        &self.silenced
    }

    fn read(&mut self, text: &str, line: usize) {
        let marks = memchr::memmem::find_iter(text.as_bytes(), MARK);
        for at in marks.filter(|at| begins(&text[..*at])) {
            let rest = text[at + MARK.len()..].trim_start_matches(':');
            // A comment begins after white space, and so no word reaches over the next comment.
            let mut words = rest
                .split(|c: char| c.is_whitespace() || c == ',')
                .inspect(|word| count(word))
                .filter(|word| !word.is_empty())
                .peekable();
            let first = words.peek().copied().unwrap_or_default();
            // Lines are read in order, and each at most twice: as the own line of one link and as the line above another.
            if first.parse::<Code>().is_err() && !self.unknown.iter().rev().take(2).any(|(known, _)| *known == line) {
                self.unknown.push((line, first.chars().take(LONGEST_WORD).collect()));
            }
            // After the codes there may stand a reason, or the end of the comment.
            for code in words.map_while(|word| word.parse::<Code>().ok()) {
                if !self.silenced.contains(&code) {
                    self.silenced.push(code);
                }
            }
        }
    }
}

/// Counts what was read, for the tests.
fn count(word: &str) {
    #[cfg(test)]
    tests::STEPS.with(|steps| steps.set(steps.get() + word.len() + 1));
    #[cfg(not(test))]
    let _ = word;
}

/// Whether a comment may begin there: not inside a link, which must not silence itself.
fn begins(before: &str) -> bool {
    let before = before.trim_end_matches(['#', '/', '*', '-', '!', ';', '<', '{', '%', '"', '\'', '(']);
    before.is_empty() || before.ends_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    thread_local! {
        /// The bytes that were read.
        pub(super) static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    fn read(text: &str) -> (Vec<Code>, usize) {
        let mut comments = Comments::default();
        comments.read(text, 1);
        (comments.silenced, comments.unknown.len())
    }

    #[test]
    fn many_comments_are_read_in_linear_time() {
        for between in ["\u{b}", "\u{85}", " ", ":", "*", "missing-name", "-x", " missing-name,"] {
            let steps = |number: usize| {
                STEPS.with(|steps| steps.set(0));
                let mut comments = Comments::default();
                comments.read(&format!("{MARK}{between}").repeat(number), 1);
                assert!(comments.unknown.iter().all(|(_, word)| word.len() <= LONGEST_WORD));
                STEPS.with(Cell::get)
            };
            assert!(steps(2000) <= 2 * steps(1000) + 100, "{between:?}");
        }
    }

    #[test]
    fn comments_of_any_kind() {
        for text in [
            "<!-- finegrain-ignore missing-name, placeholder -->",
            "# finegrain-ignore missing-name placeholder",
            "// finegrain-ignore: missing-name,placeholder because",
            "/* finegrain-ignore missing-name */ // finegrain-ignore placeholder",
        ] {
            assert_eq!(read(text), (vec![Code::MissingName, Code::Placeholder], 0), "{text}");
        }
        for link in [
            "?description=finegrain-ignore:missing-name",
            "?name=a#finegrain-ignore:missing-name",
        ] {
            assert_eq!(read(link), (vec![], 0), "{link}");
        }
        assert_eq!(read("# finegrain-ignore mising-name"), (vec![], 1));
        assert_eq!(read("<!-- finegrain-ignore -->"), (vec![], 1));
    }
}
