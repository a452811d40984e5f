//! The one writer of links: of templates, of what is being written, and of what was read.

use std::fmt;

use crate::{
    github::{Field, Instance, permission},
    link::{Expiration, Fragment, Link, Template, fragment::encode, placeholder, rank},
};

/// The link to the form of a host with these parameters, in canonical order. What they say is written as it is, valid or not.
#[must_use]
pub fn write<'a>(host: &str, parameters: impl IntoIterator<Item = (&'a str, &'a str)>, fragment: &Fragment) -> String {
    let pairs = parameters.into_iter().map(|(key, value)| Pair {
        key: key.to_owned(),
        value: value.to_owned(),
        verbatim: None,
    });
    let link = Written {
        host,
        pairs: pairs.collect(),
        fragment,
    };
    whole_in_texts(link.to_string())
}

/// The link without a mark at its end that texts take for their own: where it is pasted, the period would not be linked.
fn whole_in_texts(mut link: String) -> String {
    let encoded = match link.chars().next_back() {
        Some('.') => "%2E",
        Some('*') => "%2A",
        Some('_') => "%5F",
        _ => return link,
    };
    link.pop();
    link + encoded
}

/// A link that was read, in canonical order. Unlike a [`Template`] it keeps what it does not understand.
#[must_use]
pub fn rewrite(link: &Link) -> String {
    let pairs = link.parameters.iter().map(|parameter| {
        let raw = link.raw(parameter);
        Pair {
            key: parameter.key.clone(),
            value: parameter.value.clone(),
            verbatim: placeholder::any(raw).then(|| raw.to_owned()),
        }
    });
    let mut written = Written {
        host: &link.host,
        pairs: pairs.collect(),
        fragment: &link.fragment,
    };
    // What a raw `#` cut off is brought back. Only prose has a `#`.
    if let Some(swallowed) = &link.swallowed {
        if let Some(last) = written.pairs.last_mut()
            && matches!(last.key.as_str(), "name" | "description")
        {
            last.value.push_str(&swallowed.tail);
            last.verbatim = None;
        }
        written
            .pairs
            .extend(swallowed.parameters.iter().map(|(key, value)| Pair {
                key: key.clone(),
                value: value.clone(),
                verbatim: None,
            }));
    }
    written.to_string()
}

impl fmt::Display for Template {
    /// The canonical link.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expires_in = self.expires_in.as_ref().map(Expiration::to_string);
        let fields = [
            ("name", &self.name),
            ("description", &self.description),
            ("target_name", &self.owner),
            ("expires_in", &expires_in),
        ];
        let fields = fields
            .into_iter()
            .filter_map(|(key, value)| Some((key, value.as_deref()?)));
        let permissions = self
            .permissions
            .iter()
            .filter(|(name, _)| !self.permissions.implies(name));
        let permissions = permissions.map(|(name, level)| (name, level.as_str()));
        let fragment = Fragment {
            repositories: self.repositories.clone(),
            reasons: self.reasons.clone(),
        };
        f.write_str(&write(&self.host, fields.chain(permissions), &fragment))
    }
}

/// A link as it is written.
struct Written<'a> {
    host: &'a str,
    pairs: Vec<Pair>,
    fragment: &'a Fragment,
}

struct Pair {
    key: String,
    value: String,
    /// The value as it was, where it has a placeholder: encoding `${ORG}` would break the script around it.
    verbatim: Option<String>,
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Instance::at(self.host).form())?;
        let mut pairs: Vec<_> = self.pairs.iter().map(|pair| (place(&pair.key), pair)).collect();
        pairs.sort_by_key(|(place, _)| *place);
        for (at, (_, pair)) in pairs.into_iter().enumerate() {
            f.write_str(if at == 0 { "?" } else { "&" })?;
            encode(&pair.key, f)?;
            f.write_str("=")?;
            match &pair.verbatim {
                Some(raw) => f.write_str(raw)?,
                None => encode(&pair.value, f)?,
            }
        }
        self.fragment.fmt(f)
    }
}

/// The place of a parameter in a canonical link.
fn place(key: &str) -> (usize, usize, &str) {
    let field = Field::ALL.iter().position(|field| field.as_str() == key);
    let (row, name) = rank(permission(key), key);
    (field.unwrap_or(usize::MAX), row, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_link_ends_with_a_mark_that_a_text_takes_for_its_own() {
        for (value, end) in [
            ("Pushes tags.", "tags%2E"),
            ("a*", "a%2A"),
            ("CI_", "CI%5F"),
            ("CI", "CI"),
        ] {
            let link = write("github.com", [("description", value)], &Fragment::default());
            assert!(link.ends_with(end), "{link}");
            let again = Link::read(&link).template().and_then(|template| template.description);
            assert_eq!(again.as_deref(), Some(value));
        }
    }
}
