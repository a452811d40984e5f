//! The pieces of a found link: which part of the text says which part of the link, and how.

use std::{borrow::Cow, ops::Range};

/// A piece of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    /// Where the text writes it; empty where the text does not write it at all.
    pub source: Range<usize>,
    pub content: Content,
    pub quoting: Quoting,
}

/// What a piece contributes to the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// The source as it is.
    Plain,
    /// One character, which the source escapes.
    Escaped(char),
    /// A value that code or a person fills in, as a placeholder that every rule knows: `{owner}`.
    Placeholder(String),
    /// What is between two pieces of the link, but not in the text: the `&` between the members of an object.
    Given(&'static str),
    /// A plain text that some function encodes as a form does: the link says `My+bot` where the source says `My bot`.
    Encoded,
    /// The source as it is, which another link has already.
    Shared,
}

impl Segment {
    /// What the link says here.
    pub fn decoded<'a>(&'a self, text: &'a str) -> Cow<'a, str> {
        let source = || text.get(self.source.clone()).unwrap_or_default();
        match &self.content {
            Content::Plain | Content::Shared => Cow::Borrowed(source()),
            Content::Escaped(c) => Cow::Owned(c.to_string()),
            Content::Placeholder(word) => Cow::Borrowed(word),
            Content::Given(text) => Cow::Borrowed(text),
            Content::Encoded => Cow::Owned(form_urlencoded::byte_serialize(source().as_bytes()).collect()),
        }
    }

    /// How many bytes that is.
    pub fn len(&self, text: &str) -> usize {
        match &self.content {
            Content::Plain | Content::Shared => self.source.len(),
            Content::Escaped(c) => c.len_utf8(),
            _ => self.decoded(text).len(),
        }
    }

    /// Whether this piece can be written anew.
    pub fn is_literal(&self) -> bool {
        matches!(self.content, Content::Plain | Content::Escaped(_) | Content::Encoded)
    }

    /// Where in the source the byte at `offset` of what the link says here is written.
    pub fn place(&self, offset: usize, text: &str) -> usize {
        match &self.content {
            Content::Plain | Content::Shared => self.source.start + offset.min(self.source.len()),
            Content::Encoded => {
                let mut said = 0;
                let source = text.get(self.source.clone()).unwrap_or_default();
                for (at, c) in source.char_indices() {
                    if said >= offset {
                        return self.source.start + at;
                    }
                    let written = c.encode_utf8(&mut [0; 4]).len();
                    said += form_urlencoded::byte_serialize(&source.as_bytes()[at..at + written])
                        .map(str::len)
                        .sum::<usize>();
                }
                self.source.end
            }
            _ if offset == 0 => self.source.start,
            _ => self.source.end,
        }
    }
}

/// How the text around a link writes characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that do not depend on each other"
)]
pub(super) struct Quoting {
    /// The quote that ends the literal, where it is known.
    pub delimiter: Option<u8>,
    /// Whether that quote is itself escaped: `\"`.
    pub escaped: bool,
    /// Whether references of HTML are characters.
    pub html: bool,
    /// How often the link is percent-encoded: once inside another link.
    pub percent: u8,
    /// What a backslash or its kin does.
    pub escape: Escape,
    /// Whether `%` begins a conversion, so that the character is written twice.
    pub printf: bool,
    /// How `&` is written here.
    pub ampersand: Ampersand,
    /// Whether `_` is escaped, as LaTeX has it outside of its commands for links.
    pub underscore: bool,
}

/// The character that escapes others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Escape {
    /// A backslash, as in the strings of most languages: `\/` and `\u0026`.
    #[default]
    String,
    /// A backslash before any punctuation: Markdown destinations.
    Markdown,
    /// A backslash before any character: a shell word without quotes.
    Word,
    /// A backslash before the special characters of LaTeX.
    Tex,
    /// `^` of batch files.
    Caret,
    /// The backtick of PowerShell.
    Backtick,
}

/// How `&` is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Ampersand {
    /// `&`.
    #[default]
    Plain,
    /// `&amp;`.
    Entity,
    /// The escaping character and `&`.
    Escaped,
    /// `\u0026`.
    Unicode,
}

impl Quoting {
    /// A part of a link as the text would write it here.
    pub fn encode(self, link: &str) -> String {
        let mut written = String::with_capacity(link.len());
        for c in link.chars() {
            self.write(c, &mut written);
        }
        written
    }

    fn write(self, c: char, written: &mut String) {
        match c {
            _ if self.percent > 0 && !(c.is_ascii_alphanumeric() || "-_.~".contains(c)) => {
                let mut code = c.to_string();
                for _ in 0..self.percent {
                    code = percent(&code);
                }
                written.push_str(&code);
            }
            '&' => match self.ampersand {
                Ampersand::Plain => written.push('&'),
                Ampersand::Entity => written.push_str("&amp;"),
                Ampersand::Unicode => written.push_str("\\u0026"),
                Ampersand::Escaped => {
                    written.push(match self.escape {
                        Escape::Caret => '^',
                        Escape::Backtick => '`',
                        _ => '\\',
                    });
                    written.push('&');
                }
            },
            // In a batch file `%2` is its second argument.
            '%' if self.printf || self.escape == Escape::Caret => written.push_str("%%"),
            '%' | '#' if self.escape == Escape::Tex => written.extend(['\\', c]),
            '_' if self.underscore => written.push_str("\\_"),
            '<' if self.html => written.push_str("&lt;"),
            '>' if self.html => written.push_str("&gt;"),
            '"' | '\'' | '`' | '\\' | ' ' => {
                // In a link their codes mean the same, and no text around it takes offense at them.
                for c in percent(c.encode_utf8(&mut [0; 4])).chars() {
                    self.write(c, written);
                }
            }
            _ => written.push(c),
        }
    }
}

fn percent(text: &str) -> String {
    use std::fmt::Write;

    let mut code = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            code.push(char::from(byte));
        } else {
            // Writing into a `String` cannot fail.
            let _ = write!(code, "%{byte:02X}");
        }
    }
    code
}
