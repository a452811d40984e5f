//! A template while it is being written: every field as it is typed, valid or not.

use std::collections::BTreeMap;

use crate::{
    github::{DEFAULT_HOST, Preset},
    link::{Fragment, Link, Permissions, Template, write},
    sanitize::secrets,
};

/// The fields of a template as they are typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
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

impl Default for Draft {
    fn default() -> Self {
        Draft {
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

impl Draft {
    /// What a link says, as far as a template can say it.
    #[must_use]
    pub fn of(link: &Link) -> Draft {
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
        Draft {
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

    /// The link that it amounts to, without fixes. Secrets that were typed by mistake are left out.
    #[must_use]
    pub fn url(&self) -> String {
        let host = self.host.trim();
        let host = if host.is_empty() { DEFAULT_HOST } else { host }.to_ascii_lowercase();
        let fields = [
            ("name", self.name.as_str()),
            ("description", &self.description),
            ("target_name", self.owner.trim()),
            ("expires_in", self.expires_in.trim()),
        ];
        let fields = fields.map(|(key, value)| (key, secrets::redact(value)));
        let fields = fields.iter().filter(|(_, value)| !value.is_empty());
        let permissions = self
            .permissions
            .iter()
            .filter(|(name, _)| !self.permissions.implies(name));
        let parameters = fields
            .map(|(key, value)| (*key, &**value))
            .chain(permissions.map(|(name, level)| (name, level.as_str())));
        let (mut fragment, _) = self.read_repositories();
        for (parameter, _) in self.permissions.iter() {
            if let Some(reason) = self.reasons.get(parameter).filter(|reason| !reason.is_empty()) {
                let reason = secrets::redact(reason).into_owned();
                fragment.reasons.insert(parameter.to_owned(), reason);
            }
        }
        write(&host, parameters, &fragment)
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

impl From<&Preset> for Draft {
    fn from(preset: &Preset) -> Self {
        let mut draft = Draft {
            name: preset.name.to_owned(),
            description: preset.description.to_owned(),
            expires_in: preset.expires_in.to_owned(),
            ..Draft::default()
        };
        for ask in preset.asks {
            draft.permissions.insert(ask.parameter, ask.level);
            draft.reasons.insert(ask.parameter.to_owned(), ask.reason.to_owned());
        }
        draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::github::{Level, presets};

    #[test]
    fn what_is_typed_stands_in_the_link_valid_or_not() {
        let mut draft = Draft {
            name: "CI".to_owned(),
            owner: " octo org ".to_owned(),
            expires_in: "400".to_owned(),
            repositories: "octo/a, https://github.com/octo/b.git\noctö".to_owned(),
            ..Draft::default()
        };
        draft.permissions.insert("contents", Level::Read);
        draft.reasons.insert("contents".to_owned(), "clones".to_owned());
        draft.reasons.insert("issues".to_owned(), "not chosen".to_owned());
        let url = "https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo+org&expires_in=400&contents=read#finegrain=1&repository=octo/a&repository=octo/b&why.contents=clones";
        assert_eq!(draft.url(), url);
        assert_eq!(draft.read_repositories().1, ["octö"]);
        assert_eq!(Draft::of(&Link::read(url)).url(), url);
    }

    #[test]
    fn a_bare_repository_is_the_owners() {
        let mut draft = Draft {
            repositories: "app".to_owned(),
            ..Draft::default()
        };
        assert_eq!(draft.read_repositories().1, ["app"]);
        "octo".clone_into(&mut draft.owner);
        assert_eq!(draft.read_repositories().0.repositories, ["octo/app"]);
    }

    #[test]
    fn every_preset_makes_a_link_without_faults() {
        for preset in presets() {
            let mut draft = Draft::from(preset);
            if preset.needs_owner {
                "octo-org".clone_into(&mut draft.owner);
            }
            let url = draft.url();
            assert_eq!(Draft::of(&Link::read(&url)).url(), url);
            let verdict = crate::judge(&Link::read(&url), &crate::Options::default());
            assert_ne!(verdict.worst(), Some(crate::Severity::Error), "{}", preset.id);
        }
    }

    #[test]
    fn secrets_stay_out() {
        let draft = Draft {
            name: "ghp_abc".to_owned(),
            ..Draft::default()
        };
        assert!(!draft.url().contains("ghp_"));
    }
}
