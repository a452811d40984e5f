//! Where something stands in a text.

use memchr::{memchr, memchr_iter, memrchr};

/// A line and a column, both from 1; columns count code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

impl Position {
    pub const START: Position = Position { line: 1, column: 1 };

    /// The place of the byte at `to`, where this is the place of the byte at `from`.
    pub fn moved(self, text: &str, from: usize, to: usize) -> Position {
        if to >= from {
            let passed = &text[from..to];
            return match memrchr(b'\n', passed.as_bytes()) {
                Some(last) => Position {
                    line: self.line + lines_in(passed),
                    column: passed[last + 1..].chars().count() + 1,
                },
                None => Position {
                    line: self.line,
                    column: self.column + passed.chars().count(),
                },
            };
        }
        let passed = &text[to..from];
        let lines = lines_in(passed);
        if lines == 0 {
            return Position {
                line: self.line,
                column: self.column.saturating_sub(passed.chars().count()).max(1),
            };
        }
        let start = memrchr(b'\n', &text.as_bytes()[..to]).map_or(0, |at| at + 1);
        Position {
            line: self.line.saturating_sub(lines).max(1),
            column: text[start..to].trim_start_matches('\u{feff}').chars().count() + 1,
        }
    }
}

/// Walks through a text once, so that finding a thousand places takes no longer than finding the last one.
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
    line_start: usize,
    place: Position,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str) -> Self {
        // A byte order mark is no character of the first line.
        let at = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        Cursor {
            text,
            at,
            line_start: at,
            place: Position::START,
        }
    }

    /// Begins in the midst of a text, at a place that is known.
    pub fn at(text: &'a str, at: usize, place: Position) -> Self {
        if at == 0 {
            return Cursor::new(text);
        }
        Cursor {
            text,
            at,
            line_start: memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |line| line + 1),
            place,
        }
    }

    /// Walks on to the byte at `to`.
    pub fn advance(&mut self, to: usize) -> Position {
        let Some(passed) = self.text.get(self.at..to) else {
            return self.place;
        };
        let mut rest = passed;
        if let Some(last) = memrchr(b'\n', passed.as_bytes()) {
            self.place = Position {
                line: self.place.line + lines_in(passed),
                column: 1,
            };
            self.line_start = self.at + last + 1;
            rest = &passed[last + 1..];
        }
        self.place.column += rest.chars().count();
        self.at = to;
        self.place
    }

    /// The line, and the line above it; the latter is empty for the first line.
    pub fn lines(&self) -> (&'a str, &'a str) {
        let (before, from) = self.text.split_at(self.line_start);
        let above = before.strip_suffix('\n').unwrap_or_default();
        (
            first_line(from),
            &above[memrchr(b'\n', above.as_bytes()).map_or(0, |at| at + 1)..],
        )
    }
}

/// How many lines end in a text.
fn lines_in(text: &str) -> usize {
    memchr_iter(b'\n', text.as_bytes()).count()
}

fn first_line(text: &str) -> &str {
    &text[..memchr(b'\n', text.as_bytes()).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_one_place_to_another() {
        let text = "größe x\n\nzwei 𝄞 y";
        let at = |c: char| text.find(c).unwrap_or_default();
        let start = Cursor::new(text).advance(at('x'));
        let end = Position { line: 3, column: 8 };
        assert_eq!(start.moved(text, at('x'), at('y')), end);
        assert_eq!(end.moved(text, at('y'), at('x')), start);
        assert_eq!(end.moved(text, at('y'), at('𝄞')), Position { line: 3, column: 6 });
    }

    #[test]
    fn places_and_lines() {
        let text = "\u{feff}größe x\r\n\nzwei\n𝄞 y";
        let mut cursor = Cursor::new(text);
        let mut at = |c: char| (cursor.advance(text.find(c).unwrap_or_default()), cursor.lines());
        assert_eq!(at('x'), (Position { line: 1, column: 7 }, ("größe x\r", "")));
        assert_eq!(at('z'), (Position { line: 3, column: 1 }, ("zwei", "")));
        assert_eq!(at('y'), (Position { line: 4, column: 3 }, ("𝄞 y", "zwei")));
    }
}
