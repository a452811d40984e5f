//! Finegrain's own part of a link: what GitHub's parameters cannot carry.
//!
//! `#finegrain=1&repository=octo/a&why.contents=Pushes+release+tags` stays in the browser; a browser without Finegrain
//! ignores it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Write},
};

use crate::{link::placeholder, work::steps};

/// Marks the fragment as ours, with the version of its format.
pub(super) const MARK: &str = "finegrain=1";

/// The most repositories, and the most parameters, that are read: ten times what a token can be given, and few enough for
/// any rule.
const MOST: usize = 500;

/// The repositories and reasons that a link's fragment names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    /// As `owner/name`, each once.
    pub repositories: Vec<String>,
    /// Why each permission is asked, by parameter.
    pub reasons: BTreeMap<String, String>,
}

impl Fragment {
    /// Reads a fragment without its `#`; parameters it does not know are left out.
    #[must_use]
    pub fn read(fragment: &str) -> Fragment {
        let mut read = Fragment::default();
        if !Fragment::is_own(fragment) {
            return read;
        }
        let mut repositories = Vec::new();
        for (key, value) in form_urlencoded::parse(fragment.as_bytes()).take(MOST) {
            if key == "repository" {
                repositories.push(value);
            } else if let Some(parameter) = key.strip_prefix("why.")
                && !parameter.is_empty()
                && !value.is_empty()
            {
                read.reasons.insert(parameter.to_owned(), value.into_owned());
            }
        }
        read.extend(repositories);
        read
    }

    /// Whether a fragment without its `#` is Finegrain's, in a version that can be read.
    pub(super) fn is_own(fragment: &str) -> bool {
        fragment.split('&').next() == Some(MARK)
    }

    /// A repository as the fragment writes it.
    pub(super) fn encoded_repository(repository: &str) -> String {
        // A slash needs no escape in a fragment, and `octo/a` reads better than `octo%2Fa`.
        let parts: Vec<String> = repository.split('/').map(encoded_part).collect();
        parts.join("/")
    }

    /// Adds a repository, if `owner/name` has the shape of one and it is not there yet.
    pub fn add(&mut self, repository: &str) {
        self.extend([repository]);
    }

    /// Adds repositories, each as [`Fragment::add`] does.
    pub fn extend(&mut self, repositories: impl IntoIterator<Item: AsRef<str>>) {
        // Names that differ in case alone are the same repository.
        let mut known: BTreeSet<String> = self
            .repositories
            .iter()
            .inspect(|_| steps(1))
            .map(|repository| repository.to_ascii_lowercase())
            .collect();
        for repository in repositories {
            let repository = repository.as_ref();
            steps(repository.len());
            let room = self.repositories.len() < MOST;
            if room && is_repository(repository) && known.insert(repository.to_ascii_lowercase()) {
                self.repositories.push(repository.to_owned());
            }
        }
    }
}

/// Whether a name has the shape of `owner/name`.
fn is_repository(repository: &str) -> bool {
    repository
        .split_once('/')
        .is_some_and(|(owner, name)| is_name(owner) && is_name(name))
}

/// Whether a text is a name as GitHub allows it, of which parts may still have to be filled in.
fn is_name(name: &str) -> bool {
    let literal = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    // As long as the name of a repository may be.
    (1..=100).contains(&name.len())
        && !name.contains(char::is_whitespace)
        && placeholder::literals(name).all(|text| text.bytes().all(literal))
}

impl fmt::Display for Fragment {
    /// The fragment with its `#`, or nothing where there is nothing to carry.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.repositories.is_empty() && self.reasons.is_empty() {
            return Ok(());
        }
        write!(f, "#{MARK}")?;
        for repository in &self.repositories {
            write!(f, "&repository={}", Self::encoded_repository(repository))?;
        }
        for (parameter, reason) in &self.reasons {
            f.write_str("&why.")?;
            encode(parameter, f)?;
            f.write_char('=')?;
            encode(reason, f)?;
        }
        Ok(())
    }
}

/// A part of a repository's name; one that is still to be filled in stays as it is.
fn encoded_part(part: &str) -> String {
    if placeholder::any(part) {
        part.to_owned()
    } else {
        encoded(part)
    }
}

/// `text` as the URL Standard's application/x-www-form-urlencoded serializer writes it.
pub(super) fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Writes `text` as the URL Standard's application/x-www-form-urlencoded serializer does.
pub(super) fn encode(text: &str, out: &mut impl Write) -> fmt::Result {
    form_urlencoded::byte_serialize(text.as_bytes()).try_for_each(|part| out.write_str(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        let text = "finegrain=1&repository=octo/a&repository=octo/b&why.contents=Pushes+release+tags";
        assert_eq!(Fragment::read(text).to_string(), format!("#{text}"));
    }

    #[test]
    fn what_no_repository_is_called_is_left_out() {
        let read = Fragment::read(
            "finegrain=1&repository=octo/a)&repository=octo/b%5D(c&repository=octo/%C3%A9&repository=octo/<REPO>&repository=octo/$a}b&repository=octo/a$$4",
        );
        assert_eq!(read.repositories, ["octo/<REPO>"]);
    }

    #[test]
    fn another_version_and_other_words_carry_nothing() {
        assert_eq!(Fragment::read("finegrain=2&repository=octo/a"), Fragment::default());
        assert_eq!(
            Fragment::read("finegrain=1&repository=octo&why.=x&other=1"),
            Fragment::default()
        );
    }
}
