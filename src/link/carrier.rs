//! Links that are the value of a parameter in another address: `https://github.com/login?return_to=https://...`.

use super::{Page, query::decode};
use crate::{
    github::{CLASSIC_PATH, FORM_PATH, classify, could_be_github},
    work::steps,
};

/// The address that has a link for one of its parameters, without encoding it: it ends the link at the first `&`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carrier {
    /// The parameter.
    pub parameter: String,
    /// Whether it is GitHub's page for signing in, which leads on to the link.
    pub signs_in: bool,
    /// Whether something follows that the link's form does not know, and that may belong to either address.
    pub goes_on: bool,
}

impl Carrier {
    /// Reads the address that ends where a link begins, and says where it begins itself; nothing where the link follows no
    /// `=` of an address.
    #[must_use]
    pub fn before(text: &str) -> Option<(usize, Carrier)> {
        let address = text.strip_suffix('=')?;
        steps(address.len());
        let begins = address.len() - address_at_end(address).len();
        let address = &address[begins..];
        let (page, query) = address.split_once('?')?;
        let parameter = query.rsplit(['&', ';', '?']).next()?;
        let named = parameter
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        if page.is_empty() || parameter.is_empty() || !named {
            return None;
        }
        let site = page.split_once("://").map(|(_, site)| site);
        let path = page.strip_suffix("/login");
        let host = site.map_or(page, |site| site.split('/').next().unwrap_or_default());
        let signs_in = parameter == "return_to"
            && path.is_some_and(|before| match site {
                Some(site) => could_be_github(host) && site.strip_suffix("/login") == Some(host),
                None => before.is_empty() || could_be_github(before),
            });
        let carrier = Carrier {
            parameter: parameter.to_owned(),
            signs_in,
            goes_on: false,
        };
        Some((begins, carrier))
    }

    /// Where a link ends of which this address takes the rest: before the first parameter behind an `&` that the form
    /// does not know.
    #[must_use]
    pub fn end(link: &str) -> Option<usize> {
        steps(link.len());
        let mut separators = link.match_indices('&').map(|(at, _)| at).peekable();
        while let Some(at) = separators.next() {
            let piece = &link[at + 1..separators.peek().copied().unwrap_or(link.len())];
            if decode(piece).is_some_and(|(key, _)| !classify(&key).is_of_form() && !key.starts_with(['{', '$', '<'])) {
                return Some(at);
            }
        }
        None
    }
}

/// The address that a text ends with, or the beginning of one: what is behind white space, quotes and brackets.
#[must_use]
pub fn address_at_end(text: &str) -> &str {
    text.rsplit(|c: char| c.is_whitespace() || "\"'`<>()[]|".contains(c))
        .next()
        .unwrap_or_default()
}

/// The link to a token form that an address has for a parameter, decoded where it is encoded there.
pub(super) fn carried(address: &str) -> Option<(String, Option<Carrier>)> {
    let query = address.find('?')? + 1;
    let host = &address[..query];
    let host = &host[..host.find("://").map_or(0, |at| at + 3)];
    let host = &address[..host.len() + address[host.len()..].find(['/', '?'])?];
    let end = address[query..].find('#').map_or(address.len(), |at| query + at);
    steps(address.len());
    let mut start = query;
    for piece in address[query..end].split('&') {
        let value = start + piece.find('=').map_or(piece.len(), |equals| equals + 1);
        start += piece.len() + 1;
        if !piece.contains("settings") {
            continue;
        }
        let Some((_, decoded)) = decode(piece) else { continue };
        if !is_form(&decoded) {
            continue;
        }
        let link = |rest: &str| {
            if rest.starts_with('/') {
                format!("{host}{rest}")
            } else {
                rest.to_owned()
            }
        };
        let rest = &address[value..];
        if piece.contains(CLASSIC_PATH) {
            return Some((link(rest), None));
        }
        if !piece.contains(FORM_PATH) || is_encoded_by_half(rest) {
            return Some((link(&decoded), None));
        }
        let (_, mut carrier) = Carrier::before(&address[..value])?;
        let rest = match Carrier::end(rest) {
            Some(end) => {
                carrier.goes_on = true;
                &rest[..end]
            }
            None => rest,
        };
        return Some((link(rest), Some(carrier)));
    }
    None
}

/// Whether the `&` of a link are encoded while the slashes are not, in `?return_to=https://...?name=x%26contents=read`.
#[must_use]
pub fn is_encoded_by_half(link: &str) -> bool {
    let mut pieces = link.split("%26").skip(1).peekable();
    let goes_on = link.contains('&');
    pieces.peek().is_some()
        && (!goes_on
            || pieces.any(|piece| classify(piece.split(['=', '%', '&']).next().unwrap_or_default()).is_of_form()))
}

fn is_form(address: &str) -> bool {
    let path = match address.split_once("://") {
        Some((scheme, rest)) if scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            rest.find('/').map_or("", |at| &rest[at..])
        }
        _ => address,
    };
    let Some((path, _)) = path.split_once(['?', '#']) else {
        return false;
    };
    matches!(Page::of(path), Page::Form | Page::Classic) && (path.contains(FORM_PATH) || path.contains(CLASSIC_PATH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_before_a_link() {
        for (text, parameter, signs_in) in [
            ("https://github.com/login?return_to=", "return_to", true),
            ("[x](https://github.com/login?client=a&return_to=", "return_to", true),
            ("href=\"/login?return_to=", "return_to", true),
            ("see github.com/login?return_to=", "return_to", true),
            ("https://ghe.example.com/login?return_to=", "return_to", true),
            ("https://example.com/login?return_to=", "return_to", false),
            ("https://github.com/octo/login?return_to=", "return_to", false),
            ("https://example.com/new?name=a&env=", "env", false),
            ("see example.com/go?to=", "to", false),
            ("href=\"/go?to=", "to", false),
            ("href=\"go?to=", "to", false),
            ("$BASE/go?to=", "to", false),
        ] {
            let carrier = Carrier::before(text).map(|(_, carrier)| (carrier.parameter, carrier.signs_in));
            assert_eq!(carrier, Some((parameter.to_owned(), signs_in)), "{text}");
        }
        for text in [
            "URL=",
            "https://example.com/",
            "https://example.com/?",
            "https://example.com/?a b=",
            "base + \"?next=",
            "https://example.com/?a=${",
            "href=",
        ] {
            assert_eq!(Carrier::before(text), None, "{text}");
        }
    }
}
