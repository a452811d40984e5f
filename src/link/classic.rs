//! From links for classic tokens to templates.

use std::fmt;

use crate::{
    github::{ClassicScope, Instance, Level, NAME_LENGTH, classic_scope, permission},
    link::{Expiration, Link, Page, Template},
};

/// What a classic link asks for, as far as a fine-grained token can do it.
#[derive(Clone, Debug)]
pub struct Converted {
    /// The smallest template that serves the usual need of the link's scopes.
    pub template: Template,
    /// Scopes that no permission equals.
    pub without_equal: Vec<String>,
}

/// A link to GitHub's form for classic tokens, as Finegrain writes it.
///
/// `Display` writes the address on the link's own host, with `description`, `default_expires_at`, and `scopes` separated
/// by commas. Everything else that a link may carry is left out, and so are scopes that GitHub does not offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassicLink {
    /// Where the form is.
    pub host: String,
    /// What the token is for.
    pub description: Option<String>,
    /// After how many days it ends, or that it never does.
    pub expires_in: Option<Expiration>,
    /// What it may do, in the order of the link it was read from.
    pub scopes: Vec<&'static str>,
}

impl ClassicLink {
    /// What a link asks of the classic form; nothing where it leads to another page.
    #[must_use]
    pub fn of(link: &Link) -> Option<ClassicLink> {
        let text = |key: &str| link.parameter(key).map(|parameter| parameter.value.as_str());
        let mut scopes = Vec::new();
        for key in ["scopes", "scope"] {
            let known = text(key).into_iter().flat_map(split).filter_map(classic_scope);
            for ClassicScope { scope, .. } in known {
                if !scopes.contains(scope) {
                    scopes.push(*scope);
                }
            }
        }
        (link.page == Page::Classic).then(|| ClassicLink {
            host: link.host.clone(),
            description: text("description").filter(|text| !text.is_empty()).map(str::to_owned),
            expires_in: text("default_expires_at").and_then(|days| days.parse().ok()),
            scopes,
        })
    }
}

impl fmt::Display for ClassicLink {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(description) = &self.description {
            query.append_pair("description", description);
        }
        if let Some(expires_in) = self.expires_in {
            query.append_pair("default_expires_at", &expires_in.to_string());
        }
        let mut query = query.finish();
        if !self.scopes.is_empty() {
            if !query.is_empty() {
                query.push('&');
            }
            // Neither a comma nor a colon needs an escape in a query, and `repo,read:org` reads better with them.
            query.push_str("scopes=");
            query.push_str(&self.scopes.join(","));
        }
        f.write_str(&Instance::at(&self.host).classic_form())?;
        if !query.is_empty() {
            write!(f, "?{query}")?;
        }
        Ok(())
    }
}

/// Converts a link to the classic form.
#[must_use]
pub fn convert(link: &Link) -> Converted {
    let value = |key: &str| {
        link.parameter(key)
            .map(|parameter| parameter.value.as_str())
            .unwrap_or_default()
    };
    let mut template = Template {
        host: link.host.clone(),
        ..Template::default()
    };
    describe(&mut template, value("description"));
    template.expires_in = value("default_expires_at").parse().ok();
    let mut without_equal = Vec::new();
    for scope in split(value("scopes")).chain(split(value("scope"))) {
        if !has_equal(scope) {
            without_equal.push(scope.to_owned());
        }
        for (parameter, level) in granted(scope) {
            template.permissions.raise(parameter, level);
        }
    }
    Converted {
        template,
        without_equal,
    }
}

/// Takes over the only text that a classic token has: as the name, where it is short enough for one.
pub fn describe(template: &mut Template, text: &str) {
    template.name = None;
    let field = if text.chars().count() <= NAME_LENGTH {
        &mut template.name
    } else {
        &mut template.description
    };
    *field = (!text.is_empty()).then(|| text.to_owned());
}

/// The scopes in a list of them.
pub fn split(scopes: &str) -> impl Iterator<Item = &str> {
    scopes.split([',', ' ', '+', ';']).filter(|scope| !scope.is_empty())
}

/// Whether a fine-grained token can do what is usually done with a scope.
pub fn has_equal(scope: &str) -> bool {
    classic_scope(scope).map_or_else(|| granted(scope).next().is_some(), ClassicScope::has_equal)
}

/// The permissions that serve a scope: a classic one, or `contents:read` as other tools write permissions.
pub fn granted(scope: &str) -> impl Iterator<Item = (&'static str, Level)> {
    let classic = classic_scope(scope).map_or(&[][..], ClassicScope::permissions);
    let pair = scope
        .split_once(':')
        .and_then(|(name, level)| Some((permission(name)?.parameter, level.parse().ok()?)));
    // `codespace:secrets` and the like are scopes first.
    let pair = pair.filter(|_| classic_scope(scope).is_none());
    classic.iter().copied().chain(pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn converted(query: &str) -> (String, Vec<String>) {
        let converted = convert(&Link::read(&format!("https://github.com/settings/tokens/new?{query}")));
        (converted.template.to_string(), converted.without_equal)
    }

    #[test]
    fn scopes_become_permissions() {
        let (url, lost) =
            converted("description=Bot&scopes=repo,read:user,workflow,notifications&default_expires_at=90");
        assert_eq!(
            url,
            "https://github.com/settings/personal-access-tokens/new?name=Bot&expires_in=90&contents=write&issues=write&pull_requests=write&workflows=write"
        );
        assert_eq!(lost, ["notifications"]);
    }

    #[test]
    fn a_link_is_written_anew() {
        let written = |url: &str| ClassicLink::of(&Link::read(url)).map(|link| link.to_string());
        for (read, expected) in [
            (
                "https://GitHub.com:443/settings/tokens/new/?scopes=notifications&x=y\">#z",
                Some("https://github.com/settings/tokens/new?scopes=notifications"),
            ),
            (
                "https://github.com/settings/tokens/new?scopes=repo%20read:org,repo;no,such&description=A%26B&default_expires_at=none",
                Some(
                    "https://github.com/settings/tokens/new?description=A%26B&default_expires_at=none&scopes=repo,read:org",
                ),
            ),
            (
                "https://octo.ghe.com/settings/tokens/new?default_expires_at=soon",
                Some("https://octo.ghe.com/settings/tokens/new"),
            ),
            ("https://github.com/settings/tokens", None),
            ("https://github.com/settings/personal-access-tokens/new?name=x", None),
        ] {
            assert_eq!(written(read).as_deref(), expected, "{read}");
        }
    }

    #[test]
    fn a_long_description_is_no_name() {
        let (url, _) = converted(&format!("description={}", "x".repeat(41)));
        assert!(url.contains("?description=xxx"));
    }
}
