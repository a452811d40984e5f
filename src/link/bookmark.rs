//! A template in the fragment of the popup's own page, so that the page can be linked and bookmarked.
//!
//! It is the link's query, then Finegrain's own part: `#name=CI&contents=read&finegrain=1&repository=octo/a`. A host
//! other than GitHub's own comes first: `#host=octo.ghe.com&name=CI`.

use crate::{
    github::{DEFAULT_HOST, FORM_PATH, Instance},
    link::fragment::MARK,
};

const HOST: &str = "host=";

/// The fragment, without its `#`, that keeps a link the engine wrote.
#[must_use]
pub fn fragment_of(url: &str) -> String {
    let rest = url.strip_prefix("https://").unwrap_or(url);
    let (address, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (place, query) = address.split_once('?').unwrap_or((address, ""));
    let host = place.strip_suffix(FORM_PATH).unwrap_or(place);
    let mut kept = String::new();
    if host != DEFAULT_HOST {
        kept.push_str(HOST);
        kept.push_str(host);
    }
    for part in [query, fragment] {
        if !kept.is_empty() && !part.is_empty() {
            kept.push('&');
        }
        kept.push_str(part);
    }
    kept
}

/// The link that a fragment, with or without its `#`, keeps; nothing where it is empty.
#[must_use]
pub fn url_of(fragment: &str) -> Option<String> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (host, fragment) = match fragment.strip_prefix(HOST) {
        Some(rest) => rest.split_once('&').unwrap_or((rest, "")),
        None => (DEFAULT_HOST, fragment),
    };
    // Nothing else belongs into an address as its host.
    let plain = host
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte));
    if !plain || (fragment.is_empty() && host == DEFAULT_HOST) {
        return None;
    }
    let (query, own) = if fragment.starts_with(MARK) {
        ("", fragment)
    } else {
        match fragment.find(&format!("&{MARK}")) {
            Some(at) => (&fragment[..at], &fragment[at + 1..]),
            None => (fragment, ""),
        }
    };
    let mut url = Instance::at(host).form();
    for (mark, part) in [('?', query), ('#', own)] {
        if !part.is_empty() {
            url.push(mark);
            url.push_str(part);
        }
    }
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for (url, fragment) in [
            (
                "https://github.com/settings/personal-access-tokens/new?name=CI&contents=read",
                "name=CI&contents=read",
            ),
            (
                "https://octo.ghe.com/settings/personal-access-tokens/new?name=CI#finegrain=1&repository=o/a",
                "host=octo.ghe.com&name=CI&finegrain=1&repository=o/a",
            ),
            (
                "https://github.com/settings/personal-access-tokens/new#finegrain=1&repository=o/a",
                "finegrain=1&repository=o/a",
            ),
            (
                "https://o.ghe.com/settings/personal-access-tokens/new",
                "host=o.ghe.com",
            ),
        ] {
            assert_eq!(fragment_of(url), fragment);
            assert_eq!(url_of(fragment).as_deref(), Some(url));
        }
        assert_eq!(
            fragment_of("https://github.com/settings/personal-access-tokens/new"),
            ""
        );
    }

    #[test]
    fn nothing_and_hosts_that_are_none() {
        for fragment in ["", "#", "host=github.com", "#host=a/b&name=x", "host=a@b&name=x"] {
            assert_eq!(url_of(fragment), None, "{fragment}");
        }
    }
}
