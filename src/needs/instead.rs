//! What serves where a fine-grained token ends: a classic token, a GitHub App, `GITHUB_TOKEN`.

use crate::{
    advice::alternatives::{CLASSIC_REACH, workflow},
    github::{DEFAULT_HOST, Endpoint, Instance, Level, Limit, LimitCode, Method, Status},
    lint::Severity,
};

use super::{Caveat, CaveatCode, Instead};

/// The limit that a closed call runs into: exactly one.
#[must_use]
pub fn limit_of(endpoint: &Endpoint) -> Option<LimitCode> {
    if !matches!(endpoint.status, Status::Unsupported | Status::NotGrantable) {
        return None;
    }
    Some(match area(endpoint) {
        Area::Packages => LimitCode::Packages,
        Area::Checks => LimitCode::Checks,
        Area::Projects => LimitCode::UserProjects,
        _ => LimitCode::UnsupportedEndpoint,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Area {
    Packages,
    Checks,
    Projects,
    App,
    Notifications,
    Other,
}

fn area(endpoint: &Endpoint) -> Area {
    let segments: Vec<&str> = endpoint.path.split('/').filter(|segment| !segment.is_empty()).collect();
    match segments.as_slice() {
        [
            "app" | "app-manifests" | "applications" | "installation" | "marketplace_listing",
            ..,
        ] => Area::App,
        [.., "packages"] | [_, "docker", ..] | [_, _, "docker", ..] => Area::Packages,
        all if all.contains(&"packages") => Area::Packages,
        all if all
            .iter()
            .any(|segment| matches!(*segment, "check-runs" | "check-suites")) =>
        {
            Area::Checks
        }
        ["user" | "users", _, "projectsV2", ..] => Area::Projects,
        all if all.contains(&"notifications") => Area::Notifications,
        _ => Area::Other,
    }
}

/// What to say of a closed call; `None` for one that is open.
#[must_use]
pub fn caveat_of(endpoint: &Endpoint) -> Option<Caveat> {
    let code = limit_of(endpoint)?;
    let limit = code.limit();
    let instead = instead_of(endpoint, limit);
    let message = match code {
        LimitCode::UnsupportedEndpoint => format!("Fine-grained tokens cannot call `{endpoint}`."),
        _ => format!("{} That includes `{endpoint}`.", limit.what),
    };
    let help = if code == LimitCode::UnsupportedEndpoint || is_of_user(endpoint) {
        sentence(&instead)
    } else {
        limit.instead.to_owned()
    };
    Some(Caveat {
        code: CaveatCode::Limit(code),
        severity: Severity::Error,
        parameter: None,
        message,
        help,
        instead,
    })
}

/// Whether it is about the account of the person who calls it. `GITHUB_TOKEN` is the token of an installation, which cannot call it.
fn is_of_user(endpoint: &Endpoint) -> bool {
    endpoint.path.starts_with("/user/")
}

fn instead_of(endpoint: &Endpoint, limit: &Limit) -> Vec<Instead> {
    let level = if endpoint.method == Method::Get {
        Level::Read
    } else {
        Level::Write
    };
    let scopes = smallest_scopes(endpoint);
    let classic = || classic(&scopes);
    let token = |permission: &str| Instead::GithubToken {
        // Naming one permission takes the others away, so what a checkout needs is named with it.
        block: workflow(&[("contents", Level::Read), (permission, level)]),
    };
    let app = |permission: &str| Instead::App {
        permissions: vec![format!("{permission}: {level}")],
    };
    let mut instead: Vec<Instead> = Vec::new();
    match area(endpoint) {
        Area::Packages => {
            instead.extend(classic());
            if !is_of_user(endpoint) {
                instead.push(token("packages"));
            }
        }
        Area::Checks => {
            instead.push(app("checks"));
            instead.push(token("checks"));
            // A classic token reads them, but only an App creates them.
            if endpoint.method == Method::Get {
                instead.extend(classic());
            }
        }
        Area::Projects => instead.extend(self::classic(if level == Level::Read {
            &["read:project"]
        } else {
            &["project"]
        })),
        Area::App => instead.push(Instead::App {
            permissions: Vec::new(),
        }),
        Area::Notifications => instead.extend(self::classic(&["notifications"])),
        Area::Other if scopes.is_empty() && !limit.classic_scopes.is_empty() => {
            instead.extend(self::classic(limit.classic_scopes));
        }
        Area::Other => instead.extend(classic()),
    }
    if instead.is_empty() {
        instead.push(Instead::App {
            permissions: Vec::new(),
        });
    }
    instead
}

/// A link to the form for classic tokens with these scopes.
fn classic(scopes: &[&'static str]) -> Option<Instead> {
    (!scopes.is_empty()).then(|| Instead::Classic {
        scopes: scopes.to_vec(),
        url: Instance::at(DEFAULT_HOST).classic_link(scopes),
    })
}

/// The smallest of the scopes that GitHub's description names: it lists alternatives, too.
fn smallest_scopes(endpoint: &Endpoint) -> Vec<&'static str> {
    let named = endpoint.classic_scopes;
    // Deleting a package takes both.
    if named.contains(&"delete:packages") {
        return named.to_vec();
    }
    let reading = endpoint.method == Method::Get;
    let weight = |scope: &str| match scope {
        scope if scope.starts_with("read:") => {
            if reading {
                0
            } else {
                9
            }
        }
        scope if scope.starts_with("write:") => 1,
        scope if scope.starts_with("manage_") || scope.contains(':') && !scope.starts_with("admin:") => 2,
        "security_events" | "repo_deployment" | "codespace" | "workflow" | "notifications" => 3,
        scope if scope.starts_with("admin:") => 4,
        "public_repo" => 5,
        "user" => 6,
        _ => 7,
    };
    named
        .iter()
        .copied()
        .min_by_key(|scope| weight(scope))
        .into_iter()
        .collect()
}

/// "Use a classic token with `admin:enterprise`."
fn sentence(instead: &[Instead]) -> String {
    match instead.first() {
        Some(Instead::Classic { scopes, .. }) => {
            let scopes: Vec<String> = scopes.iter().map(|scope| format!("`{scope}`")).collect();
            format!("Use a classic token with {}. {CLASSIC_REACH}", scopes.join(" and "))
        }
        Some(Instead::GithubToken { .. }) => "In GitHub Actions, use `GITHUB_TOKEN`.".to_owned(),
        _ => "Use a GitHub App.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::github::{endpoint, endpoints};

    #[test]
    fn every_closed_call_has_a_limit_and_something_instead() {
        for endpoint in endpoints() {
            let closed = matches!(endpoint.status, Status::Unsupported | Status::NotGrantable);
            let caveat = caveat_of(endpoint);
            assert_eq!(caveat.is_some(), closed, "{endpoint}");
            if let Some(caveat) = caveat {
                assert!(!caveat.instead.is_empty() && !caveat.help.is_empty(), "{endpoint}");
            }
        }
    }

    #[test]
    fn an_installation_has_no_account_of_its_own() {
        for endpoint in endpoints().iter().filter(|endpoint| is_of_user(endpoint)) {
            let Some(caveat) = caveat_of(endpoint) else { continue };
            let tokens = caveat
                .instead
                .iter()
                .any(|instead| matches!(instead, Instead::GithubToken { .. }));
            assert!(!tokens && !caveat.help.contains("GITHUB_TOKEN"), "{endpoint}");
        }
    }

    #[test]
    fn limits_of_calls() {
        for (method, path, code) in [
            (Method::Get, "/user/packages", LimitCode::Packages),
            (
                Method::Get,
                "/repos/{owner}/{repo}/commits/{ref}/check-runs",
                LimitCode::Checks,
            ),
            (
                Method::Post,
                "/user/{user_id}/projectsV2/{project_number}/drafts",
                LimitCode::UserProjects,
            ),
            (Method::Get, "/notifications", LimitCode::UnsupportedEndpoint),
            (
                Method::Get,
                "/installation/repositories",
                LimitCode::UnsupportedEndpoint,
            ),
        ] {
            assert_eq!(endpoint(method, path).and_then(limit_of), Some(code), "{path}");
        }
        assert_eq!(endpoint(Method::Get, "/user").and_then(limit_of), None);
    }
}
