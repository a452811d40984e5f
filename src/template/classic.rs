//! From links for classic tokens to templates.

use super::{Link, NAME_LENGTH, Template};
use crate::catalog::{ClassicScope, Level, classic_scope, permission};

/// What a classic link asks for, as far as a fine-grained token can do it.
#[derive(Clone, Debug)]
pub struct Converted {
    /// The smallest template that serves the usual need of the link's scopes.
    pub template: Template,
    /// Scopes that no permission equals.
    pub without_equal: Vec<String>,
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
    let classic = classic_scope(scope).into_iter().flat_map(ClassicScope::permissions);
    let pair = scope
        .split_once(':')
        .and_then(|(name, level)| Some((permission(name)?.parameter, level.parse().ok()?)));
    // `codespace:secrets` and the like are scopes first.
    let pair = pair.filter(|_| classic_scope(scope).is_none());
    classic.chain(pair)
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
    fn a_long_description_is_no_name() {
        let (url, _) = converted(&format!("description={}", "x".repeat(41)));
        assert!(url.contains("?description=xxx"));
    }
}
