//! Reading a link: taken apart, nothing judged.

use std::{borrow::Cow, str::FromStr};

use crate::{
    github::{DEFAULT_HOST, Field, Level, ParameterKind, classify},
    link::{Carrier, Fragment, Page, Span, Template, carrier, placeholder, query::decode},
    sanitize::{is_invisible, secrets},
    work::steps,
};

/// A link as it was written, taken apart. Reading one never fails.
#[derive(Clone, Debug)]
pub struct Link {
    /// The text that was read: trimmed, unwrapped, secrets removed. Spans point into it.
    pub text: String,
    /// `https`, as it should be, or something else.
    pub protocol: Protocol,
    /// Whether something stands before the host, as in `https://github.com@example.com`.
    pub userinfo: bool,
    /// The host in lower case, with its port if there is one.
    pub host: String,
    /// Where the host stands.
    pub host_span: Span,
    /// The page that the path names.
    pub page: Page,
    /// The parameters, in the order of the link.
    pub parameters: Vec<Parameter>,
    /// Where the query is: behind its `?`, and empty where there is none.
    pub query: Span,
    /// Every `&amp;` and `\&` that stands for a plain `&`.
    pub escaped_separators: Vec<Span>,
    /// Parameters lost behind a raw `#`.
    pub swallowed: Option<Swallowed>,
    /// Finegrain's own part behind `#`.
    pub fragment: Fragment,
    /// Where that part is, its `#` included.
    pub fragment_span: Option<Span>,
    /// What had to be corrected to read it, in sentences for people.
    pub notes: Vec<&'static str>,
    /// Whether nothing of it is missing. Code may add to a link what cannot be seen; then nothing can be said about what
    /// may be absent.
    pub complete: bool,
    /// Whether what is around it fills in its placeholders, rather than the person who reads it.
    pub filled_in: bool,
    /// The address around it, where it is a parameter there that is not encoded.
    pub carrier: Option<Carrier>,
}

/// How an address says that it is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// `https:`, also where nothing was written.
    Https,
    /// `http:`.
    Http,
    /// Anything else.
    Other,
}

/// The most parameters that are read: several times what GitHub knows, and few enough for any rule.
const MOST_PARAMETERS: usize = 500;

/// One parameter of a link.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name, decoded.
    pub key: String,
    /// Its value, decoded.
    pub value: String,
    /// Where name and value stand.
    pub span: Span,
    /// What it is.
    pub kind: ParameterKind,
}

impl Parameter {
    /// The level that its value names, if it is one.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        Level::from_str(&self.value).ok()
    }
}

/// What a raw `#` cut off.
#[derive(Clone, Debug)]
pub struct Swallowed {
    /// Where it stands, the `#` included.
    pub span: Span,
    /// The end of the value that the `#` belonged to, the `#` included; empty where the `#` stood between parameters.
    pub tail: String,
    /// The parameters that GitHub never sees.
    pub parameters: Vec<(String, String)>,
}

impl Link {
    /// Reads one link, the whole of `input`.
    #[must_use]
    pub fn read(input: &str) -> Link {
        let mut notes = Vec::new();
        let text = tidy(input, &mut notes);
        let link = Link::read_tidy(text, notes);
        match link.page {
            Page::TokenList | Page::Other => link.carried().unwrap_or(link),
            Page::Form | Page::Classic => link,
        }
    }

    /// The link to a token form that is a parameter of this address.
    fn carried(&self) -> Option<Link> {
        let (text, carrier) = carrier::carried(&self.text)?;
        let mut notes = self.notes.clone();
        notes.push("The link is a parameter of another address, which was left out.");
        let link = Link::read_tidy(text, notes);
        Some(Link { carrier, ..link })
    }

    /// Reads one link of which every character is known to belong to it.
    #[must_use]
    pub fn read_exactly(text: String) -> Link {
        Link::read_tidy(text, Vec::new())
    }

    fn read_tidy(mut text: String, mut notes: Vec<&'static str>) -> Link {
        // Of the joined lines: a token may have been broken, too.
        if let Cow::Owned(clean) = secrets::redact(&text) {
            text = clean;
            notes.push(secrets::ADVICE);
        }
        let mut link = Link {
            protocol: Protocol::Https,
            userinfo: false,
            host: String::new(),
            host_span: Span::default(),
            page: Page::Other,
            parameters: Vec::new(),
            query: Span::default(),
            escaped_separators: Vec::new(),
            swallowed: None,
            fragment: Fragment::default(),
            fragment_span: None,
            notes,
            text: String::new(),
            complete: true,
            filled_in: false,
            carrier: None,
        };
        let rest = link.read_address(&text);
        let (query, fragment) = match text[rest..].find('#') {
            Some(at) => (rest..rest + at, Some(rest + at)),
            None => (rest..text.len(), None),
        };
        link.query = Span {
            start: query.start,
            end: query.end,
        };
        link.read_query(&text, query.start, query.end);
        if let Some(at) = fragment {
            link.read_fragment(&text, at);
        }
        link.text = text;
        link
    }

    /// Reads scheme, host and path; answers where the query begins.
    fn read_address(&mut self, text: &str) -> usize {
        let mut at = 0;
        match text.split_once("://") {
            Some((scheme, _)) if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !scheme.is_empty() => {
                at = scheme.len() + 3;
                self.protocol = match scheme.to_ascii_lowercase().as_str() {
                    "https" => Protocol::Https,
                    "http" => Protocol::Http,
                    _ => Protocol::Other,
                };
            }
            _ => self.notes.push("The link has no `https://`; it was read as if it had."),
        }
        let ends = |c: char| matches!(c, '/' | '\\' | '?' | '#');
        let authority = text[at..].split(ends).next().unwrap_or_default();
        let end = at + authority.len();
        let host = &authority[authority.rfind('@').map_or(0, |at| at + 1)..];
        self.userinfo = host.len() < authority.len();
        self.host_span = Span {
            start: end - host.len(),
            end,
        };
        if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
            self.notes
                .push("The host was written in upper case; it means the same in lower case.");
        }
        // The port that `https:` means anyway.
        self.host = host.strip_suffix(":443").unwrap_or(host).to_ascii_lowercase();
        if self.host == "www.github.com" {
            self.notes.push("`www.github.com` leads to `github.com`.");
            DEFAULT_HOST.clone_into(&mut self.host);
        }
        let path = text[end..].split(['?', '#']).next().unwrap_or_default();
        let path_end = end + path.len();
        self.page = Page::of(path);
        if text[path_end..].starts_with('?') {
            path_end + 1
        } else {
            path_end
        }
    }

    fn read_query(&mut self, text: &str, start: usize, end: usize) {
        for span in self.pieces(text, start, end) {
            let piece = &text[span.start..span.end];
            if self.parameters.len() == MOST_PARAMETERS {
                self.notes
                    .push("The link has more parameters than any real one; only the first 500 were read.");
                break;
            }
            if let Some((key, value)) = decode(piece) {
                let kind = classify(&key);
                // Which parameter it is, only those know who fill it in.
                if !kind.is_of_form()
                    && placeholder::find(&key, placeholder::ValueKind::Word)
                        .is_some_and(|found| found.starts_with(['<', '{', '$']))
                {
                    self.complete = false;
                    continue;
                }
                self.parameters.push(Parameter { key, value, span, kind });
            }
        }
    }

    /// Where the pieces between two `&` stand, however the `&` are written.
    fn pieces(&mut self, text: &str, start: usize, end: usize) -> Vec<Span> {
        steps(end - start);
        let mut spans = Vec::new();
        let mut at = start;
        for piece in text[start..end].split('&') {
            let mut span = Span {
                start: at,
                end: at + piece.len(),
            };
            at = span.end + 1;
            // Some are escaped more than once: `&amp;amp;`, `\\&`.
            let mut rest = piece;
            while let Some(escaped) = rest.strip_prefix("amp;") {
                rest = escaped;
            }
            let escapes = piece.len() - rest.len();
            if span.start > start && escapes > 0 {
                self.escaped_separators.push(Span {
                    start: span.start - 1,
                    end: span.start + escapes,
                });
                span.start += escapes;
            }
            let escapes = piece.len() - piece.trim_end_matches('\\').len();
            if span.end < end && escapes > 0 {
                self.escaped_separators.push(Span {
                    start: span.end - escapes,
                    end: span.end + 1,
                });
                span.end -= escapes;
            }
            spans.push(span);
        }
        spans
    }

    /// Reads what stands behind the first `#`, which is at `at`.
    fn read_fragment(&mut self, text: &str, at: usize) {
        let all = &text[at + 1..];
        let own = if all.starts_with("finegrain=") {
            Some(0)
        } else {
            all.find("#finegrain=")
        };
        let (lost, own) = match own {
            Some(0) => ("", all),
            Some(cut) => (&all[..cut], &all[cut + 1..]),
            None => (all, ""),
        };
        self.fragment = Fragment::read(own);
        if Fragment::is_own(own) {
            self.fragment_span = Some(Span {
                start: text.len() - own.len() - 1,
                end: text.len(),
            });
        }
        let escaped = self.escaped_separators.len();
        let spans = self.pieces(text, at + 1, at + 1 + lost.len());
        let mut pieces = spans.iter().map(|span| &text[span.start..span.end]);
        let first = pieces.next().unwrap_or_default();
        let mut parameters: Vec<_> = pieces.filter_map(decode).take(MOST_PARAMETERS).collect();
        let mut tail = format!("#{first}");
        if let Some(pair) = decode(first)
            && !matches!(classify(&pair.0), ParameterKind::Unknown)
            && first.contains('=')
        {
            parameters.insert(0, pair);
            tail.clear();
        } else if let Some((_, value)) = decode(&format!("x={first}")) {
            tail = format!("#{value}");
        }
        if parameters
            .iter()
            .any(|(key, _)| !matches!(classify(key), ParameterKind::Unknown))
        {
            self.swallowed = Some(Swallowed {
                span: Span {
                    start: at,
                    end: at + 1 + lost.len(),
                },
                tail,
                parameters,
            });
        } else {
            self.escaped_separators.truncate(escaped);
        }
    }

    /// What the link asks for, as far as it can be read; nothing where it leads to no template form.
    #[must_use]
    pub fn template(&self) -> Option<Template> {
        if self.page != Page::Form {
            return None;
        }
        let mut template = Template {
            host: self.host.clone(),
            ..Template::default()
        };
        for Parameter { key, value, kind, .. } in &self.parameters {
            let text = (!value.is_empty()).then(|| value.clone());
            match kind {
                ParameterKind::Field(Field::Name) => template.name = text,
                ParameterKind::Field(Field::Description) => template.description = text,
                ParameterKind::Field(Field::TargetName) => template.owner = text,
                ParameterKind::Field(Field::ExpiresIn) => template.expires_in = value.parse().ok(),
                ParameterKind::Permission(known) => {
                    if let Ok(level) = value.parse() {
                        template.permissions.insert_known(known, level);
                    }
                }
                ParameterKind::Unknown | ParameterKind::Limit(_) => {
                    if let Ok(level) = value.parse() {
                        template.permissions.insert(key, level);
                    }
                }
                _ => {}
            }
        }
        template.repositories.clone_from(&self.fragment.repositories);
        template.reasons.clone_from(&self.fragment.reasons);
        Some(template)
    }

    /// Whether every parameter was read: no real link has as many as are.
    #[must_use]
    pub fn is_read_whole(&self) -> bool {
        self.parameters.len() < MOST_PARAMETERS
    }

    /// The permissions that the link asks for in so many words, whatever their level.
    pub fn permissions(&self) -> impl Iterator<Item = (&Parameter, &'static crate::github::Permission)> {
        self.parameters.iter().filter_map(|parameter| match parameter.kind {
            ParameterKind::Permission(permission) => Some((parameter, permission)),
            _ => None,
        })
    }

    /// Whether the host is still to be filled in.
    #[must_use]
    pub fn has_open_host(&self) -> bool {
        placeholder::find(&self.host, placeholder::ValueKind::Word).is_some()
    }

    /// The value of a parameter of this link as it stands.
    #[must_use]
    pub fn raw(&self, parameter: &Parameter) -> &str {
        let Span { start, end } = parameter.span;
        let piece = self.text.get(start..end).unwrap_or_default();
        piece.split_once('=').map_or("", |(_, raw)| raw)
    }

    /// The last parameter of this name: the one that counts.
    #[must_use]
    pub fn parameter(&self, key: &str) -> Option<&Parameter> {
        let mut last_first = self.parameters.iter().rev().inspect(|_| steps(1));
        last_first.find(|parameter| parameter.key == key)
    }

    /// The owner that the link names, if it names one.
    #[must_use]
    pub fn owner(&self) -> Option<&Parameter> {
        self.parameter("target_name").filter(|owner| !owner.value.is_empty())
    }
}

/// The link without what people paste around it.
fn tidy(input: &str, notes: &mut Vec<&'static str>) -> String {
    let blank = |c: char| c.is_whitespace() || is_invisible(c);
    let mut text = input.trim_matches(blank);
    for (open, close) in [('<', '>'), ('"', '"'), ('\'', '\''), ('`', '`'), ('(', ')'), ('[', ']')] {
        if let Some(inside) = text.strip_prefix(open) {
            text = inside.strip_suffix(close).unwrap_or(inside).trim_matches(blank);
            notes.push("The marks around the link were left out.");
        }
    }
    // Browsers drop line breaks and tabs inside an address; a documentation's indentation goes with them.
    if !text.contains(['\n', '\r', '\t']) {
        return text.to_owned();
    }
    notes.push("The link was broken over several lines; they were joined.");
    text.split(['\n', '\r', '\t'])
        .map(|line| line.trim_matches(' '))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(input: &str) -> String {
        Link::read(input).template().expect("a template link").to_string()
    }

    #[test]
    fn links_as_people_paste_them() {
        let link = "https://github.com/settings/personal-access-tokens/new?name=CI&contents=read";
        for pasted in [
            "<https://github.com/settings/personal-access-tokens/new?name=CI&contents=read>",
            "github.com/settings/personal-access-tokens/new?name=CI&contents=read",
            "  HTTPS://GitHub.com/settings/personal-access-tokens/new?name=CI&contents=read\n",
            "https://www.github.com/settings/personal-access-tokens/new/?contents=read&name=CI",
            "https://github.com/settings/personal-access-tokens/new\n  ?name=CI\n  &contents=read",
            "https://github.com/settings/personal-access-tokens/new?&&name=CI&contents=read&",
            "\u{feff}`https://github.com/settings/personal-access-tokens/new?name=CI&amp;contents=read`",
        ] {
            assert_eq!(template(pasted), link, "{pasted}");
        }
    }

    #[test]
    fn spans_point_into_the_text() {
        let link =
            Link::read("https://github.com/settings/personal-access-tokens/new?name=a&amp;contents=read\\&issues=read");
        let parts: Vec<_> = link
            .parameters
            .iter()
            .map(|parameter| &link.text[parameter.span.start..parameter.span.end])
            .collect();
        assert_eq!(parts, ["name=a", "contents=read", "issues=read"]);
        assert_eq!(&link.text[link.host_span.start..link.host_span.end], "github.com");
    }

    #[test]
    fn a_raw_hash_swallows_what_follows() {
        let link = Link::read(
            "https://github.com/settings/personal-access-tokens/new?name=Fix+%231&description=Issue #5+x&contents=read",
        );
        let swallowed = link.swallowed.expect("parameters behind #");
        assert_eq!(swallowed.tail, "#5 x");
        assert_eq!(swallowed.parameters, [("contents".to_owned(), "read".to_owned())]);
    }

    #[test]
    fn an_ordinary_fragment_swallows_nothing() {
        for fragment in ["#readme", "#", "#finegrain=1&repository=a/b", "#a=b"] {
            let link = Link::read(&format!(
                "https://github.com/settings/personal-access-tokens/new?contents=read{fragment}"
            ));
            assert!(link.swallowed.is_none(), "{fragment}");
        }
    }

    #[test]
    fn secrets_do_not_get_in() {
        let link = Link::read("https://me:ghp_abc@github.com/settings/personal-access-tokens/new?name=ghp_def");
        assert!(!link.text.contains("ghp_"));
        assert_eq!(link.notes, [secrets::ADVICE]);
    }

    const INNER: &str = "https://github.com/settings/personal-access-tokens/new?contents=read";

    #[test]
    fn an_address_that_is_a_link_with_another_around_it() {
        for (address, inside, unencoded) in [
            (format!("https://github.com/login?return_to={INNER}&issues=write"), format!("{INNER}&issues=write"), true),
            (format!("https://github.com/login?return_to={INNER}&source=x"), INNER.to_owned(), true),
            (format!("https://github.com/login?return_to={INNER}"), INNER.to_owned(), true),
            (format!("https://github.com/login?return_to={INNER}%26issues=write&source=x"), format!("{INNER}&issues=write"), false),
            (
                "https://github.com/login?return_to=https%3A%2F%2Fgithub.com%2Fsettings%2Fpersonal-access-tokens%2Fnew%3Fcontents%3Dread&x=y".to_owned(),
                INNER.to_owned(),
                false,
            ),
            (
                "https://github.com/login?x=y&return_to=%2Fsettings%2Fpersonal-access-tokens%2Fnew%3Fcontents%3Dread".to_owned(),
                INNER.to_owned(),
                false,
            ),
            (
                "https://github.com/login?return_to=/settings/personal-access-tokens/new?contents=read&issues=write".to_owned(),
                format!("{INNER}&issues=write"),
                true,
            ),
        ] {
            let link = Link::read(&address);
            assert_eq!((link.text.as_str(), link.page), (inside.as_str(), Page::Form), "{address}");
            assert_eq!(link.carrier.is_some(), unencoded, "{address}");
        }
        for address in [
            "https://github.com/login?return_to=/octo-org/settings",
            "https://github.com/login?return_to=https://github.com/settings/tokens",
            "https://example.com/settings?x=settings",
            "https://github.com/settings/tokens?x=%2Fsettings%2Fpersonal-access-tokens",
        ] {
            assert_eq!(Link::read(address).text, address);
        }
    }
}
