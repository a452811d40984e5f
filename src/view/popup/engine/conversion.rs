//! A link for a classic token in the box: what replaces it.

use crate::{
    github::{self, LimitCode, Scope},
    link::{Expiration, Link, Template, classic},
    needs::PermissionSet,
    sanitize::shown,
};

/// A classic link, converted.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// The scopes, each with what becomes of it.
    pub scopes: Vec<ScopeRow>,
    /// The links that replace it: none, one, or two.
    pub urls: Vec<String>,
    /// The fixed classic link, for what cannot be replaced.
    pub classic: String,
    /// How long the link lets a token live, if it says so.
    pub expires_in: Option<Expiration>,
}

/// One scope of a classic link.
#[derive(Clone, Debug)]
pub struct ScopeRow {
    /// The scope.
    pub scope: String,
    /// The permissions that it becomes.
    pub becomes: PermissionSet,
    /// Whether a fine-grained token serves its usual need: with these permissions, or with none.
    pub served: bool,
    /// Where that falls short, in one sentence.
    pub note: &'static str,
    /// In which of the links, from 0.
    pub link: Option<usize>,
    /// The limit that it runs into, by code.
    pub limit: Option<LimitCode>,
}

/// Converts a classic link. A token has organization permissions or account permissions, never both, so there are two
/// links where both are asked for.
#[must_use]
pub fn convert(text: &str, owner: &str) -> Conversion {
    let link = Link::read(text);
    let converted = classic::convert(&link);
    let of = |scope: Scope| converted.template.permissions.of(scope).next().is_some();
    let split = of(Scope::Account) && (of(Scope::Organization) || of(Scope::Repository));
    let in_second =
        |parameter: &str| split && github::permission(parameter).is_some_and(|known| known.scope == Scope::Account);
    let mut templates = vec![converted.template.clone()];
    if split {
        let mut second = converted.template.clone();
        templates[0].permissions.retain(|name| !in_second(name));
        second.permissions.retain(in_second);
        templates.push(second);
    }
    if !owner.is_empty()
        && let Some(first) = templates.first_mut()
    {
        first.owner = Some(owner.to_owned());
    }
    templates.retain(|template| !template.permissions.is_empty());
    let value = |key: &str| link.parameter(key).map(|found| found.value.clone()).unwrap_or_default();
    let all = format!("{},{}", value("scopes"), value("scope"));
    let scopes: Vec<ScopeRow> = classic::split(&all)
        .map(|scope| {
            let becomes: PermissionSet = classic::granted(scope)
                .map(|(parameter, level)| (parameter.to_owned(), level))
                .collect();
            let known = github::classic_scope(scope);
            let served = known.is_some_and(github::ClassicScope::has_equal);
            ScopeRow {
                scope: shown(scope),
                link: becomes.first().map(|(parameter, _)| usize::from(in_second(parameter))),
                limit: if served { None } else { limit_of_scope(scope) },
                served,
                note: known.map_or("", |known| known.note),
                becomes,
            }
        })
        .collect();
    let host = if link.host.is_empty() {
        github::DEFAULT_HOST
    } else {
        &link.host
    };
    let wanted: Vec<&str> = classic::split(&all)
        .filter(|scope| github::classic_scope(scope).is_some())
        .collect();
    Conversion {
        scopes,
        urls: templates.iter().map(Template::to_string).collect(),
        expires_in: converted.template.expires_in,
        classic: format!("https://{host}{}?scopes={}", github::CLASSIC_PATH, wanted.join(",")),
    }
}

fn limit_of_scope(scope: &str) -> Option<LimitCode> {
    if scope.ends_with(":packages") {
        return Some(LimitCode::Packages);
    }
    github::limits()
        .iter()
        .find(|limit| limit.classic_scopes.contains(&scope))
        .map(|limit| limit.code)
}
