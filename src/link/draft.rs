//! A link being written: the one writer, for templates and for fixes.

use std::fmt;

use crate::{
    github::{DEFAULT_HOST, Field, Instance, Level, permission},
    link::{Expiration, Fragment, Link, Template, fragment::encode, placeholder, rank},
};

/// A link as a list of parameters, which a fix changes, and which is always written in canonical order.
///
/// Unlike a [`Template`] it keeps what it does not understand, so that mending one parameter loses no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Where the link leads.
    pub host: String,
    pairs: Vec<Pair>,
    /// What the link carries after `#`.
    pub fragment: Fragment,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Pair {
    key: String,
    value: String,
    /// The value as it stood, where it holds a placeholder: encoding `${ORG}` would break the script it stands in.
    verbatim: Option<String>,
}

impl Default for Draft {
    fn default() -> Self {
        Draft {
            host: DEFAULT_HOST.to_owned(),
            pairs: Vec::new(),
            fragment: Fragment::default(),
        }
    }
}

impl Draft {
    /// A link to the form of `host` that fills in nothing yet.
    #[must_use]
    pub fn to(host: String) -> Draft {
        Draft {
            host,
            ..Draft::default()
        }
    }

    /// Adds a parameter.
    pub fn push(&mut self, key: &str, value: &str) {
        self.pairs.push(Pair {
            key: key.to_owned(),
            value: value.to_owned(),
            verbatim: None,
        });
    }

    /// Sets a parameter to one value, however often it was there.
    pub fn set(&mut self, key: &str, value: &str) {
        self.remove(key);
        self.push(key, value);
    }

    /// Raises a permission to `level`, or adds it.
    pub fn grant(&mut self, parameter: &str, level: Level) {
        let has = self
            .pairs
            .iter()
            .filter(|pair| pair.key == parameter)
            .filter_map(|pair| pair.value.parse().ok());
        let level = has.max().map_or(level, |has: Level| has.max(level));
        self.set(parameter, level.as_str());
    }

    /// Gives a parameter another name.
    pub fn rename(&mut self, key: &str, to: &str) {
        for pair in self.pairs.iter_mut().filter(|pair| pair.key == key) {
            to.clone_into(&mut pair.key);
        }
    }

    /// Takes a parameter out.
    pub fn remove(&mut self, key: &str) {
        self.retain(|known| known != key);
    }

    /// Keeps the parameters whose name passes.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.pairs.retain(|pair| keep(&pair.key));
    }
}

impl From<&Template> for Draft {
    fn from(template: &Template) -> Self {
        let mut draft = Draft {
            host: template.host.clone(),
            ..Draft::default()
        };
        let expires_in = template.expires_in.as_ref().map(Expiration::to_string);
        let fields = [
            ("name", &template.name),
            ("description", &template.description),
            ("target_name", &template.owner),
            ("expires_in", &expires_in),
        ];
        for (key, value) in fields {
            if let Some(value) = value {
                draft.push(key, value);
            }
        }
        for (parameter, level) in template.permissions.iter() {
            if !template.permissions.implies(parameter) {
                draft.push(parameter, level.as_str());
            }
        }
        draft.fragment.repositories.clone_from(&template.repositories);
        draft.fragment.reasons.clone_from(&template.reasons);
        draft
    }
}

impl From<&Link> for Draft {
    fn from(link: &Link) -> Self {
        let pairs = link.parameters.iter().map(|parameter| Pair {
            key: parameter.key.clone(),
            value: parameter.value.clone(),
            verbatim: placeholder::any(&parameter.raw).then(|| parameter.raw.clone()),
        });
        let mut draft = Draft {
            host: link.host.clone(),
            pairs: pairs.collect(),
            fragment: link.fragment.clone(),
        };
        // What a raw `#` cut off is brought back: no fix may lose it. Only prose holds a `#`.
        if let Some(swallowed) = &link.swallowed {
            if let Some(last) = draft.pairs.last_mut()
                && matches!(last.key.as_str(), "name" | "description")
            {
                last.value.push_str(&swallowed.tail);
                last.verbatim = None;
            }
            for (key, value) in &swallowed.parameters {
                draft.push(key, value);
            }
        }
        draft
    }
}

impl fmt::Display for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Instance::at(&self.host).form())?;
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

/// Where a parameter stands in a canonical link.
fn place(key: &str) -> (usize, usize, &str) {
    let field = Field::ALL.iter().position(|field| field.as_str() == key);
    let (row, name) = rank(permission(key), key);
    (field.unwrap_or(usize::MAX), row, name)
}

impl fmt::Display for Template {
    /// The canonical link.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Draft::from(self).fmt(f)
    }
}
