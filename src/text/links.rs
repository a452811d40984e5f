//! Finding links in text of any kind, as the text writes them.

use std::{borrow::Cow, ops::Range};

use crate::{
    github::{CLASSIC_PATH, FORM_PATH},
    link::Link,
    text::share,
    work::{length_until, steps},
};

/// A link in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes of the text.
    pub range: Range<usize>,
    /// How the text writes its ampersands.
    pub ampersand: Ampersand,
}

/// How a text writes the `&` of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ampersand {
    /// `&`.
    Plain,
    /// `&amp;`, as HTML attributes and Markdown destinations may, and other characters by references, too.
    Entity,
    /// `\&`, as Markdown destinations may.
    Backslash,
    /// `\u0026`, as JSON and source code may.
    Unicode,
}

impl Ampersand {
    const fn written(self) -> &'static str {
        match self {
            Ampersand::Plain => "&",
            Ampersand::Entity => "&amp;",
            Ampersand::Backslash => "\\&",
            Ampersand::Unicode => "\\u0026",
        }
    }

    /// A link as this text would write it.
    #[must_use]
    pub fn encode(self, url: &str) -> String {
        match self {
            Ampersand::Entity => share::html(url),
            _ => url.replace('&', self.written()),
        }
    }

    fn decode(self, written: &str) -> Cow<'_, str> {
        match self {
            Ampersand::Plain => Cow::Borrowed(written),
            Ampersand::Entity => Cow::Owned(dereferenced(written)),
            // A destination that escapes one ampersand may leave the next as it is.
            _ => Cow::Owned(written.replace(self.written(), "&")),
        }
    }
}

/// The references of HTML to characters that links are written with. Those to `&` come last: what they make refers to
/// nothing.
const REFERENCES: [(&str, &str); 8] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&#39;", "'"),
    ("&#x26;", "&"),
    ("&#38;", "&"),
    ("&amp;", "&"),
];

fn dereferenced(written: &str) -> String {
    let mut plain = written.to_owned();
    for (reference, character) in REFERENCES {
        plain = plain.replace(reference, character);
    }
    plain
}

impl Found {
    /// Reads the link that was found in `text`.
    #[must_use]
    pub fn read(&self, text: &str) -> Link {
        Link::read(&self.ampersand.decode(&text[self.range.clone()]))
    }
}

/// What kind of text is searched; decides where `&amp;` is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Markdown, where fenced and quoted code shows `&amp;` as it stands.
    Markdown,
    /// HTML and its kin, where `&amp;` is right everywhere.
    Html,
    /// Anything else.
    Other,
}

/// Whether the whole of `text` is one link: it begins as an address does.
#[must_use]
pub fn is_link(text: &str) -> bool {
    let text = text.trim_start();
    ["http://", "https://", "github.com/"].iter().any(|prefix| {
        text.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    })
}

/// Every template link and every prefilled classic link in a text, from first to last.
#[must_use]
pub fn links(text: &str, kind: Kind) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut code = Code::new(if kind == Kind::Markdown { text } else { "" });
    let mut at = 0;
    // Links follow each other and never overlap.
    let mut last_end = 0;
    while let Some(path) = next_path(text, at) {
        at = path.end;
        let after = &text[path.end..];
        let after = after.strip_prefix('/').unwrap_or(after);
        let classic = &text[path.clone()] == CLASSIC_PATH;
        let ends = after
            .chars()
            .next()
            .is_none_or(|c| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '-' | '_'));
        let Some(start) =
            address_start(text, last_end, path.start).filter(|_| ends && (!classic || after.starts_with('?')))
        else {
            continue;
        };
        let end = end_of(text, start, path.end);
        let written = &text[start..end];
        let in_code = code.holds(start);
        let before = &text[..start];
        let escapes = kind == Kind::Html || (!in_code && (is_attribute(before) || is_destination(before)));
        let ampersand = if written.contains("\\u0026") {
            Ampersand::Unicode
        } else if escapes && REFERENCES.iter().any(|(reference, _)| written.contains(reference)) {
            Ampersand::Entity
        } else if escapes && written.contains("\\&") {
            Ampersand::Backslash
        } else {
            Ampersand::Plain
        };
        found.push(Found {
            range: start..end,
            ampersand,
        });
        at = end;
        last_end = end;
    }
    found
}

fn next_path(text: &str, from: usize) -> Option<Range<usize>> {
    const SETTINGS: &str = "/settings/";
    let mut at = from;
    while let Some(found) = text[at..].find(SETTINGS) {
        steps(found);
        let start = at + found;
        for path in [FORM_PATH, CLASSIC_PATH] {
            if text[start..].starts_with(path) {
                return Some(start..start + path.len());
            }
        }
        at = start + SETTINGS.len();
    }
    None
}

/// Where the address begins whose path begins at `path`: at its scheme, or at its host where there is none; not before
/// `from`.
fn address_start(text: &str, from: usize, path: usize) -> Option<usize> {
    // No host is longer, and a text without blanks must not be walked back for every path in it.
    const LONGEST: usize = 300;
    let mut start = path;
    let mut placeholder = false;
    for (at, c) in text[..path]
        .char_indices()
        .rev()
        .take_while(|(at, _)| *at >= from && path - at <= LONGEST)
    {
        steps(1);
        match c {
            // `https://<host>/settings/...`
            '>' => placeholder = true,
            '<' if placeholder => placeholder = false,
            _ if c.is_whitespace() || is_mark(c) => break,
            _ => {}
        }
        start = at;
    }
    let authority = &text[start..path];
    if let Some(colon) = authority.find("://") {
        let before = authority[..colon].to_ascii_lowercase();
        // Words may stand right before it: `\nhttps://` in source code.
        let scheme = match ["https", "http"].iter().find(|scheme| before.ends_with(**scheme)) {
            Some(scheme) => scheme.len(),
            None => before.bytes().rev().take_while(u8::is_ascii_alphanumeric).count(),
        };
        return (scheme > 0).then_some(start + colon - scheme);
    }
    let host = text[from..path]
        .bytes()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(byte))
        .count();
    let mut host_start = path - host;
    // In source code a line break may stand right before it: `\ngithub.com`.
    if text[..host_start].ends_with('\\') && text[host_start..].starts_with(['n', 'r', 't']) {
        host_start += 1;
    }
    let host = &text[host_start..path];
    (host.contains('.') && !host.starts_with('.')).then_some(host_start)
}

/// Whether a character stands around addresses, never in their hosts.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '\\'
            | '<'
            | '>'
            | '('
            | ')'
            | '['
            | ']'
            | '|'
            | ','
            | ';'
            | '='
            | '“'
            | '”'
            | '‘'
            | '’'
            | '«'
            | '»'
    )
}

/// Where a link ends that begins at `start` and has been read up to `from`.
fn end_of(text: &str, start: usize, from: usize) -> usize {
    let rest = &text[from..];
    let mut open = [0usize; 3];
    let mut end = rest.len();
    let mut skip = 0;
    for (at, c) in rest.char_indices() {
        steps(1);
        if at < skip {
            continue;
        }
        let stop = match c {
            '"' | '\'' | '`' | '“' | '”' | '‘' | '’' | '>' => true,
            '<' => match tag_length(&rest[at..]) {
                Some(length) => {
                    skip = at + length;
                    false
                }
                None => true,
            },
            '[' if rest[..at].ends_with("++") || is_label(&rest[at..]) => true,
            '(' | '[' | '{' => {
                *depth(&mut open, c) += 1;
                false
            }
            ')' | ']' | '}' => {
                let depth = depth(&mut open, c);
                *depth = depth.wrapping_sub(1);
                *depth == usize::MAX
            }
            // `\n` and `\"` in source code end the string's text; `\&` and `\u0026` are ampersands.
            '\\' => !rest[at + 1..].starts_with('&') && !rest[at + 1..].starts_with("u0026"),
            _ => c.is_whitespace() || c.is_control(),
        };
        if stop {
            end = at;
            break;
        }
    }
    // AsciiDoc may write `link:++URL++[label]`.
    if rest[end..].starts_with('[') && rest[..end].ends_with("++") {
        return from + end - 2;
    }
    // Between a pair of marks stands the link and nothing else.
    let before = text[..start].chars().next_back();
    let after = rest[end..].chars().next();
    if let (Some(before), Some(after)) = (before, after)
        && ["\"\"", "''", "``", "<>", "()", "[]", "“”", "‘’"]
            .contains(&[before, after].iter().collect::<String>().as_str())
    {
        return from + end;
    }
    // A sentence's own mark, or Markdown's, is not part of the link.
    let emphasis = before.filter(|mark| matches!(mark, '_' | '~'));
    let marks = |c: char| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '*' | '|' | '…' | '。' | '，' | '、' | '；' | '：' | '！' | '？'
        ) || Some(c) == emphasis
    };
    from + rest[..end].trim_end_matches(marks).len()
}

/// Whether a bracket after an address opens its label, as in AsciiDoc; `repositories[]=a` is a parameter.
fn is_label(text: &str) -> bool {
    let line = &text[..text.floor_char_boundary(300)];
    steps(line.len());
    let label = line.find([']', '\n']).map(|end| &line[end..]);
    // In `name=a[b]+c` and `repositories[]=a` the value or the link goes on.
    let goes_on = |rest: &str| {
        let next = rest.as_bytes().get(1);
        next.is_some_and(|next| next.is_ascii_alphanumeric() || b"=&+%-_".contains(next))
    };
    label.is_some_and(|rest| rest.starts_with(']') && !goes_on(rest))
}

/// How many brackets of this kind are open.
fn depth(open: &mut [usize; 3], bracket: char) -> &mut usize {
    let [round, square, curly] = open;
    match bracket {
        '(' | ')' => round,
        '[' | ']' => square,
        _ => curly,
    }
}

/// The length of a `<word>` that stands for a value; nothing for a tag of HTML.
fn tag_length(text: &str) -> Option<usize> {
    const TAGS: [&str; 26] = [
        "a", "b", "br", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "hr", "i", "img", "kbd", "li", "ol",
        "p", "pre", "span", "strong", "sub", "sup", "td", "ul",
    ];
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let length = length_until(&text[1..], |c| !word(c)) + 1;
    let word = &text[1..length];
    let closes = text[length..].starts_with('>') && word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (closes && !TAGS.contains(&word)).then_some(length + 1)
}

/// Whether a link that follows `before` stands in an attribute of an HTML tag.
fn is_attribute(before: &str) -> bool {
    let Some(before) = before.strip_suffix(['"', '\'']) else {
        return false;
    };
    let before = before.trim_end_matches('\\');
    let Some(before) = before.trim_end().strip_suffix('=') else {
        return false;
    };
    // The tag may begin lines above, but not pages above.
    let window = tail(before, 2000);
    let last = window.bytes().rposition(|byte| matches!(byte, b'<' | b'>'));
    let mut tag = last.map_or("", |at| &window[at..]).bytes();
    tag.next() == Some(b'<') && tag.next().is_some_and(|byte| byte.is_ascii_alphabetic())
}

/// Whether a link that follows `before` stands as the destination of a Markdown link.
fn is_destination(before: &str) -> bool {
    let inline = before.strip_suffix('<').unwrap_or(before).trim_end_matches(' ');
    if inline.ends_with("](") {
        return true;
    }
    // A definition: `[label]: https://...` alone on its line.
    let window = tail(before, 2000);
    let line = match window.rfind('\n') {
        Some(at) => &window[at + 1..],
        None if window.len() == before.len() => window,
        // No label is that long.
        None => return false,
    };
    let line = line.trim();
    let line = line.strip_suffix('<').unwrap_or(line).trim_end();
    line.starts_with('[') && line.ends_with("]:")
}

/// The end of a text, so that looking back from every link of a long line takes no longer than from one.
fn tail(text: &str, most: usize) -> &str {
    let mut start = text.len().saturating_sub(most);
    steps(text.len() - start);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// Walks through Markdown once and says which places are code.
struct Code<'a> {
    text: &'a str,
    line: Range<usize>,
    fence: Option<(u8, usize)>,
    /// How far the backticks of the line are counted.
    counted: usize,
    /// Whether their number is odd.
    quoted: bool,
}

impl<'a> Code<'a> {
    fn new(text: &'a str) -> Self {
        Code {
            text,
            line: 0..line_end(text, 0),
            fence: None,
            counted: 0,
            quoted: false,
        }
    }

    /// Whether the place is inside a fence or between backticks; to be asked from first to last.
    fn holds(&mut self, place: usize) -> bool {
        if self.text.is_empty() {
            return false;
        }
        while self.line.end <= place {
            steps(self.line.len());
            let line = self.text[self.line.clone()].trim();
            let mark = line.bytes().next().unwrap_or_default();
            let run = line.bytes().take_while(|byte| *byte == mark).count();
            self.fence = match self.fence {
                None if run >= 3 && (mark == b'~' || (mark == b'`' && !line[run..].contains('`'))) => Some((mark, run)),
                Some((open, length)) if mark == open && run >= length && run == line.len() => None,
                unchanged => unchanged,
            };
            self.line = self.line.end..line_end(self.text, self.line.end);
            (self.counted, self.quoted) = (self.line.start, false);
        }
        steps(place - self.counted);
        self.quoted ^= self.text[self.counted..place].matches('`').count() % 2 == 1;
        self.counted = place;
        self.fence.is_some() || self.quoted
    }
}

/// Where the line that begins at `start` ends, its line break included.
fn line_end(text: &str, start: usize) -> usize {
    text[start..].find('\n').map_or(text.len(), |at| start + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const L: &str = "https://github.com/settings/personal-access-tokens/new?contents=read";

    fn found(text: &str, kind: Kind) -> Vec<&str> {
        links(text, kind).into_iter().map(|found| &text[found.range]).collect()
    }

    #[test]
    fn where_a_link_ends() {
        for text in [
            "L",
            "see L.",
            "(L)",
            "[L]",
            "<L>",
            "\"L\"",
            "'L'",
            "`L`",
            "**L**",
            "L, and",
            "| L |",
            "L<br>",
            "L</a>",
            "{L}",
            "\"L\\n\"",
            "\\\"L\\\"",
            "a=L",
            "L”",
            "_L_",
            "~~L~~",
            "L。",
            "Create:\\nL",
        ] {
            assert_eq!(found(&text.replace('L', L), Kind::Other), [L], "{text}");
        }
    }

    #[test]
    fn what_belongs_to_a_link() {
        for tail in [
            "&target_name=<owner>",
            "&target_name=${ORG}",
            "&name=a(b)c",
            "&name=a[b]+c&issues=read",
            "&name=a_b_c",
            "#finegrain=1&repository=a/b",
        ] {
            let link = format!("{L}{tail}");
            assert_eq!(found(&format!("see {link}, then"), Kind::Other), [link.as_str()]);
        }
    }

    #[test]
    fn where_a_link_begins() {
        for link in [
            "github.com/settings/personal-access-tokens/new?a=b",
            "http://ghe.example.com:8443/settings/personal-access-tokens/new",
            "https://<host>/settings/personal-access-tokens/new?a=b",
            "https://${host}/settings/personal-access-tokens/new?a=b",
            "https://github.com/settings/tokens/new?scopes=repo",
        ] {
            for text in [format!("x {link} y"), format!("({link})"), format!("u={link}")] {
                assert_eq!(found(&text, Kind::Other), [link], "{text}");
            }
        }
        for text in [
            "/settings/personal-access-tokens/new?a=b",
            "https://github.com/settings/tokens/new",
            "https://github.com/settings/personal-access-tokens/newest",
            "https://github.com/settings/personal-access-tokens/new-x",
        ] {
            assert_eq!(found(text, Kind::Other), [""; 0], "{text}");
        }
    }

    #[test]
    fn links_never_overlap() {
        let form = "github.com/settings/personal-access-tokens/new";
        for (text, links) in [
            (
                format!(
                    "{{https://{form}?name=https://}}ghe.example.com/settings/personal-access-tokens/new?contents=rw"
                ),
                vec![
                    format!("https://{form}?name=https://"),
                    "ghe.example.com/settings/personal-access-tokens/new?contents=rw".to_owned(),
                ],
            ),
            (
                format!("\"https://{form}\\nhttps://{form}?contents=rw\""),
                vec![format!("https://{form}"), format!("https://{form}?contents=rw")],
            ),
            (
                format!("\"https://{form}?a=b\\r\\n{form}?contents=rw\\t{form}\""),
                vec![
                    format!("https://{form}?a=b"),
                    format!("{form}?contents=rw"),
                    form.to_owned(),
                ],
            ),
        ] {
            assert_eq!(found(&text, Kind::Other), links, "{text}");
        }
    }

    #[test]
    fn ampersands_are_decoded_where_they_may_be_written() {
        let address = "https://github.com/settings/personal-access-tokens/new?a=b&amp;c=d";
        let slashed = address.replace("&amp;", "\\&");
        for (text, ampersand) in [
            (format!("<a class=x\n href=\"{address}\">"), Ampersand::Entity),
            (format!("[x]({address})"), Ampersand::Entity),
            (format!("[x](<{address}>)"), Ampersand::Entity),
            (format!("[x]: {address}"), Ampersand::Entity),
            (format!("[x]({slashed})"), Ampersand::Backslash),
            (
                format!("\"{}\"", address.replace("&amp;", "\\u0026")),
                Ampersand::Unicode,
            ),
            (address.to_owned(), Ampersand::Plain),
            (format!("`[x]({address})`"), Ampersand::Plain),
            (format!("```\n[x]({address})\n```"), Ampersand::Plain),
            (format!("```\n```\n{address}"), Ampersand::Plain),
            (format!("url = \"{address}\""), Ampersand::Plain),
        ] {
            let found = links(&text, Kind::Markdown);
            assert_eq!(found[0].ampersand, ampersand, "{text}");
            assert_eq!(
                found[0].read(&text).escaped_separator.is_some(),
                ampersand == Ampersand::Plain,
                "{text}"
            );
        }
    }

    #[test]
    fn references_of_html_are_characters() {
        let text =
            "<a href=\"https://github.com/settings/personal-access-tokens/new?a=b&#38;target_name=&lt;owner&gt;\">";
        let found = &links(text, Kind::Html)[0];
        let link = found.read(text);
        assert_eq!(
            link.text,
            "https://github.com/settings/personal-access-tokens/new?a=b&target_name=<owner>"
        );
        assert!(
            found
                .ampersand
                .encode(&link.text)
                .ends_with("?a=b&amp;target_name=&lt;owner&gt;")
        );
    }

    #[test]
    fn html_may_escape_everywhere() {
        let text = "<p>https://github.com/settings/personal-access-tokens/new?a=b&amp;c=d</p>";
        assert_eq!(links(text, Kind::Html)[0].ampersand, Ampersand::Entity);
        assert_eq!(links(text, Kind::Other)[0].ampersand, Ampersand::Plain);
    }

    #[test]
    fn a_label_of_asciidoc_is_no_value() {
        for text in [
            format!("{L}[Create it]"),
            format!("link:++{L}++[Create it]"),
            format!("{L}[]"),
        ] {
            assert_eq!(found(&text, Kind::Other), [L], "{text}");
        }
        let list = format!("{L}&repositories[]=a&repositories[]=b");
        assert_eq!(found(&list, Kind::Other), [list.as_str()]);
    }
}
