//! A template while it is being typed: every field as it stands, valid or not.

use std::collections::BTreeMap;

use crate::{
    github::{DEFAULT_HOST, ParameterKind, Preset},
    link::{Draft, Fragment, Link, Permissions, Template},
    sanitize::secrets,
};

/// The fields of a template as somebody typed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Where the link leads.
    pub host: String,
    /// The token's name.
    pub name: String,
    /// The token's description.
    pub description: String,
    /// The login of the resource owner; empty for the person's own account.
    pub owner: String,
    /// The days, `none`, or empty for GitHub's own choice.
    pub expires_in: String,
    /// The chosen permissions.
    pub permissions: Permissions,
    /// Why each is asked.
    pub reasons: BTreeMap<String, String>,
    /// Repositories, separated by line breaks, commas or spaces.
    pub repositories: String,
}

impl Default for Sketch {
    fn default() -> Self {
        Sketch {
            host: DEFAULT_HOST.to_owned(),
            name: String::new(),
            description: String::new(),
            owner: String::new(),
            expires_in: String::new(),
            permissions: Permissions::default(),
            reasons: BTreeMap::default(),
            repositories: String::new(),
        }
    }
}

impl Sketch {
    /// What a link holds, as far as a template can hold it.
    #[must_use]
    pub fn of(link: &Link) -> Sketch {
        let Template {
            host,
            permissions,
            repositories,
            reasons,
            ..
        } = link.template().unwrap_or_default();
        let field = |key: &str| {
            link.parameter(key)
                .map(|parameter| parameter.value.clone())
                .unwrap_or_default()
        };
        Sketch {
            host,
            name: field("name"),
            description: field("description"),
            owner: field("target_name"),
            expires_in: field("expires_in"),
            permissions,
            reasons,
            repositories: repositories.join("\n"),
        }
    }

    /// The parameters of a link that [`Sketch::of`] leaves behind, because they say nothing that a template can hold.
    pub fn left_behind(link: &Link) -> impl Iterator<Item = &str> {
        let kept = |kind: &ParameterKind| {
            matches!(
                kind,
                ParameterKind::Permission(_) | ParameterKind::Unknown | ParameterKind::Limit(_)
            )
        };
        link.parameters
            .iter()
            .filter(move |parameter| match parameter.kind {
                ParameterKind::Field(_) => false,
                ref kind => !kept(kind) || parameter.level().is_none(),
            })
            .map(|parameter| parameter.key.as_str())
    }

    /// The link that it amounts to, as it stands. Secrets that somebody typed by mistake are left out.
    #[must_use]
    pub fn url(&self) -> String {
        let host = self.host.trim();
        let mut draft = Draft::to(if host.is_empty() { DEFAULT_HOST } else { host }.to_ascii_lowercase());
        let fields = [
            ("name", self.name.as_str()),
            ("description", &self.description),
            ("target_name", self.owner.trim()),
            ("expires_in", self.expires_in.trim()),
        ];
        for (key, value) in fields {
            if !value.is_empty() {
                draft.push(key, &secrets::redact(value));
            }
        }
        for (parameter, level) in self.permissions.iter() {
            if !self.permissions.implies(parameter) {
                draft.push(parameter, level.as_str());
            }
            if let Some(reason) = self.reasons.get(parameter).filter(|reason| !reason.is_empty()) {
                let reason = secrets::redact(reason).into_owned();
                draft.fragment.reasons.insert(parameter.to_owned(), reason);
            }
        }
        let (fragment, _) = self.read_repositories();
        draft.fragment.repositories = fragment.repositories;
        draft.to_string()
    }

    /// The repositories, and the words among them that name none.
    #[must_use]
    pub fn read_repositories(&self) -> (Fragment, Vec<&str>) {
        let mut fragment = Fragment::default();
        let mut unread = Vec::new();
        let words = self.repositories.split(|c: char| c.is_whitespace() || c == ',');
        let owner = self.owner.trim();
        for word in words.filter(|word| !word.is_empty()) {
            let mut one = Fragment::default();
            // A bare name is a repository of the owner that the template names.
            if word.contains('/') || owner.is_empty() {
                one.add(repository_of(word));
            } else {
                one.add(&format!("{owner}/{word}"));
            }
            match one.repositories.first() {
                Some(repository) => fragment.add(repository),
                None => unread.push(word),
            }
        }
        (fragment, unread)
    }
}

/// `owner/name` in what people paste for it: `https://github.com/owner/name.git`, `owner/name`.
fn repository_of(word: &str) -> &str {
    let path = word
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or(word, |(_, path)| path);
    let path = path.trim_end_matches('/');
    path.strip_suffix(".git").unwrap_or(path)
}

impl From<&Preset> for Sketch {
    fn from(preset: &Preset) -> Self {
        let mut sketch = Sketch {
            name: preset.name.to_owned(),
            description: preset.description.to_owned(),
            expires_in: preset.expires_in.to_owned(),
            ..Sketch::default()
        };
        for ask in preset.asks {
            sketch.permissions.insert(ask.parameter, ask.level);
            sketch.reasons.insert(ask.parameter.to_owned(), ask.reason.to_owned());
        }
        sketch
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::github::{Level, presets};

    #[test]
    fn what_is_typed_stands_in_the_link_valid_or_not() {
        let mut sketch = Sketch {
            name: "CI".to_owned(),
            owner: " octo org ".to_owned(),
            expires_in: "400".to_owned(),
            repositories: "octo/a, https://github.com/octo/b.git\noctö".to_owned(),
            ..Sketch::default()
        };
        sketch.permissions.insert("contents", Level::Read);
        sketch.reasons.insert("contents".to_owned(), "clones".to_owned());
        sketch.reasons.insert("issues".to_owned(), "not chosen".to_owned());
        let url = "https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo+org&expires_in=400&contents=read#finegrain=1&repository=octo/a&repository=octo/b&why.contents=clones";
        assert_eq!(sketch.url(), url);
        assert_eq!(sketch.read_repositories().1, ["octö"]);
        assert_eq!(Sketch::of(&Link::read(url)).url(), url);
    }

    #[test]
    fn a_bare_repository_is_the_owners() {
        let mut sketch = Sketch {
            repositories: "app".to_owned(),
            ..Sketch::default()
        };
        assert_eq!(sketch.read_repositories().1, ["app"]);
        "octo".clone_into(&mut sketch.owner);
        assert_eq!(sketch.read_repositories().0.repositories, ["octo/app"]);
    }

    #[test]
    fn every_preset_makes_a_link_without_faults() {
        for preset in presets() {
            let mut sketch = Sketch::from(preset);
            if preset.needs_owner {
                "octo-org".clone_into(&mut sketch.owner);
            }
            let url = sketch.url();
            assert_eq!(Sketch::of(&Link::read(&url)).url(), url);
            let verdict = crate::judge(&Link::read(&url), &crate::Options::default());
            assert_ne!(verdict.worst(), Some(crate::Severity::Error), "{}", preset.id);
        }
    }

    #[test]
    fn what_a_template_cannot_hold_is_named() {
        let link = Link::read(
            "https://github.com/settings/personal-access-tokens/new?name=x&contents=rw&repository=a/b&zebra=read&issues=read",
        );
        assert_eq!(
            Sketch::left_behind(&link).collect::<Vec<_>>(),
            ["contents", "repository"]
        );
    }

    #[test]
    fn secrets_stay_out() {
        let sketch = Sketch {
            name: "ghp_abc".to_owned(),
            ..Sketch::default()
        };
        assert!(!sketch.url().contains("ghp_"));
    }
}
