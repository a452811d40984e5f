//! What GitHub, git and gh say when they refuse a token.

use std::sync::LazyLock;

use super::{
    Recognizer, Seen, Sighting, Text,
    phrase::{Phrases, Style},
};
use crate::github::{ErrorCause, error_causes};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "error",
    examples: EXAMPLES,
    recognize,
};

/// How far from the error its `near` word may be.
const NEAR: usize = 600;

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    static CAUSES: LazyLock<Phrases<&'static ErrorCause>> = LazyLock::new(|| {
        let all = error_causes().iter();
        Phrases::new(all.flat_map(|cause| {
            let patterns = cause.patterns.iter();
            patterns.map(move |pattern| (*pattern, Style::Sentence, cause))
        }))
    });
    for at in CAUSES.find(text.source()) {
        if !is_near(text.source(), at.range.start, at.value.near) {
            continue;
        }
        found.push(Sighting {
            range: at.range,
            by: RECOGNIZER.name,
            seen: Seen::Error {
                cause: at.value,
                captured: at.captured.unwrap_or_default().trim().to_owned(),
            },
        });
    }
}

fn is_near(source: &str, at: usize, word: &str) -> bool {
    let from = source.floor_char_boundary(at.saturating_sub(NEAR));
    let to = source.floor_char_boundary(at + NEAR);
    let around = source.get(from..to).unwrap_or_default();
    word.is_empty() || around.to_ascii_lowercase().contains(word)
}

const EXAMPLES: &[super::Example] = &[
    (
        "`octo-org` forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 90 days. Please adjust your token's lifetime at the following URL: https://github.com/settings/personal-access-tokens/1",
        &["error lifetime-over-policy 90"],
    ),
    (
        "gh: 'octo-org' forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 366 days. (HTTP 403)",
        &["error lifetime-over-policy 366"],
    ),
    (
        "GitHub: octo-org forbids access via a personal access tokens (classic) if the token's lifetime is greater than 30 days.",
        &["error classic-lifetime-over-policy 30"],
    ),
    (
        "{\"message\": \"`octo-org` forbids access via a personal access token (classic) if the token's lifetime is greater than 7 days.\"} github",
        &["error classic-lifetime-over-policy 7"],
    ),
    (
        "octo-org forbids access via a fine-grained personal access token. Please use a GitHub App.",
        &["error fine-grained-forbidden"],
    ),
    (
        "remote: Fine-grained personal access tokens are forbidden from accessing this repository. (github.com)",
        &["error fine-grained-forbidden"],
    ),
    (
        "YOUR_ORG forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions.",
        &["error classic-forbidden"],
    ),
    (
        "remote: Personal access tokens (classic) are forbidden from accessing this repository.\nfatal: unable to access github",
        &["error classic-forbidden"],
    ),
    (
        "! [remote rejected] main -> main (refusing to allow a Personal Access Token to create or update workflow `.github/workflows/ci.yml` without `workflow` scope)",
        &["error workflow-file"],
    ),
    (
        "! [remote rejected] main (refusing to allow an OAuth App to create or update workflow `.github/workflows/a.yml` without `workflow` scope)",
        &["error workflow-file"],
    ),
    (
        "refusing to allow a GitHub App to create or update workflow `.github/workflows/a.yml` without `workflows` permission",
        &["error workflow-file-by-app"],
    ),
    (
        "(refusing to allow a bot to create or update workflow `.github/workflows/b.yml`) github",
        &["error workflow-file-by-app"],
    ),
    (
        "gh: Resource not accessible by personal access token (HTTP 403)",
        &["error permission-missing"],
    ),
    (
        "HttpError: Resource not accessible by personal access token\n    at octokit",
        &["error permission-missing"],
    ),
    (
        "remote: Permission to octo-org/octo-repo.git denied to github-actions[bot].",
        &["error push-denied-in-workflow octo-org/octo-repo.git"],
    ),
    (
        "remote: Permission to octo/app.git denied to github-actions[bot].\nfatal: The requested URL returned error: 403 github",
        &["error push-denied-in-workflow octo/app.git"],
    ),
    (
        "RequestError [HttpError]: Resource not accessible by integration",
        &["error permission-missing-in-workflow"],
    ),
    (
        "GitHub 403: resource not accessible by integration",
        &["error permission-missing-in-workflow"],
    ),
    (
        "GraphQL: Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization. (repository)",
        &["error saml"],
    ),
    (
        "ERROR: The 'octo-org' organization has enabled or enforced SAML SSO. To access this repository on GitHub, you must re-authorize.",
        &["error saml"],
    ),
    (
        "x-github-sso: required; url=https://github.com/orgs/octo-org/sso?authorization_request=A",
        &["error saml"],
    ),
    (
        "Your token is pending approval by an organization administrator (GitHub).",
        &["error approval-pending"],
    ),
    (
        "The GitHub token has not been approved by octo-org: the token request is pending.",
        &["error approval-pending", "error approval-pending"],
    ),
    (
        "GraphQL: Could not resolve to a Repository with the name 'octo-org/octo-repo'. (repository)",
        &["error repository-not-selected"],
    ),
    (
        "remote: Repository not found.\nfatal: repository 'https://github.com/octo-org/octo-repo.git/' not found",
        &["error repository-not-selected"],
    ),
    (
        "GraphQL: Could not resolve to an Organization with the login of 'octo-org'. (organization)",
        &["error owner-not-found"],
    ),
    (
        "GitHub: could not resolve to a User with the login of 'octo'",
        &["error owner-not-found"],
    ),
    (
        "GraphQL: Could not resolve to a ProjectV2 with the number 7. (organization.projectV2)",
        &["error project-not-found"],
    ),
    (
        "Could not resolve to a node with the global id of 'PVT_kwDO' (GitHub)",
        &["error project-not-found"],
    ),
    (
        "{\n  \"message\": \"Not Found\",\n  \"documentation_url\": \"https://docs.github.com/rest\"\n}",
        &["error not-found"],
    ),
    ("gh: Not Found (HTTP 404) github.com", &["error not-found"]),
    (
        "{\"message\": \"Bad credentials\", \"documentation_url\": \"https://docs.github.com/rest\"}",
        &["error bad-credentials"],
    ),
    (
        "fatal: Authentication failed for 'https://github.com/octo-org/a.git/'",
        &["error bad-credentials"],
    ),
    (
        "Your GitHub personal access token has expired.",
        &["error token-expired"],
    ),
    (
        "github: the access token has expired, renew it",
        &["error token-expired"],
    ),
    (
        "{\"message\":\"Requires authentication\",\"documentation_url\":\"https://docs.github.com/rest\"}",
        &["error no-token"],
    ),
    (
        "To get started with GitHub CLI, please run:  gh auth login",
        &["error no-token", "gh auth login"],
    ),
    (
        "remote: Support for password authentication was removed on August 13, 2021. (github)",
        &["error password-removed"],
    ),
    (
        "remote: Password authentication is not supported for Git operations. github",
        &["error password-removed"],
    ),
    (
        "remote: Permission to octo-org/octo-repo.git denied to octocat.",
        &["error push-denied octo-org/octo-repo.git"],
    ),
    (
        "remote: Write access to repository not granted. (github.com)",
        &["error push-denied"],
    ),
    (
        "fatal: unable to access 'https://github.com/octo-org/a.git/': The requested URL returned error: 403",
        &["error git-forbidden octo-org/a.git/"],
    ),
    (
        "$ git fetch\nfatal: unable to access 'https://github.com/o/b/': The requested URL returned error: 403",
        &["clone ?", "error git-forbidden o/b/"],
    ),
    (
        "npm error 403 403 Forbidden - PUT https://npm.pkg.github.com/@octo%2fa - Permission permission_denied: write_package",
        &["error packages"],
    ),
    (
        "Error response from daemon: denied: permission_denied: The token provided does not match expected scopes. (ghcr.io, GitHub)",
        &["error packages"],
    ),
    (
        "unauthorized: unauthenticated: User cannot be authenticated with the token provided. github",
        &["error packages"],
    ),
    (
        "error validating token: missing required scope 'workflow'",
        &["error scopes-missing", "scopes workflow"],
    ),
    (
        "HTTP 403: This API operation needs the \"delete_repo\" scope.",
        &["error scopes-missing", "scopes delete_repo"],
    ),
    (
        "{\"message\":\"Must have admin rights to Repository.\"} github",
        &["error role"],
    ),
    (
        "GraphQL: octocat does not have the correct permissions to execute `CreatePullRequest` (createPullRequest)",
        &["error role"],
    ),
    (
        "Although you appear to have the correct authorization credentials, the `octo-org` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.",
        &["error ip-allow-list", "error ip-allow-list"],
    ),
    (
        "gh: your IP address is not permitted to access this (HTTP 403)",
        &["error ip-allow-list"],
    ),
    (
        "GitHub: the `octo-org` organization has enabled OAuth App access restrictions",
        &["error oauth-app-restrictions"],
    ),
    (
        "GraphQL: Although you appear to have the correct authorization credentials, the octo organization has enabled OAuth App access restrictions, meaning that data access to third-parties is limited.",
        &["error oauth-app-restrictions"],
    ),
    (
        "{\"message\":\"API rate limit exceeded for 192.0.2.1. (But here's the good news: Authenticated requests get a higher rate limit.)\"} github",
        &["error rate-limit"],
    ),
    (
        "GitHub: You have exceeded a secondary rate limit. Please wait a few minutes.",
        &["error rate-limit"],
    ),
    (
        "Personal access tokens with fine grained access do not support the GraphQL API",
        &["error graphql-not-supported"],
    ),
    (
        "github: fine-grained personal access tokens do not support the GraphQL API.",
        &["error graphql-not-supported"],
    ),
    (
        "This GitHub endpoint does not support fine-grained personal access tokens.",
        &["error endpoint-closed"],
    ),
    (
        "gh: fine-grained personal access tokens are not supported here",
        &["error endpoint-closed"],
    ),
    (
        "pull request create failed: GraphQL: GitHub Actions is not permitted to create or approve pull requests (createPullRequest)",
        &["error actions-may-not-open-pull-requests"],
    ),
    (
        "##[error]GitHub Actions is not permitted to create or approve pull requests.",
        &["error actions-may-not-open-pull-requests"],
    ),
    (
        "remote: error: GH006: Protected branch update failed for refs/heads/main.",
        &["error protected-branch"],
    ),
    (
        "remote: error: GH013: Repository rule violations found for refs/heads/main. github",
        &["error protected-branch"],
    ),
    (
        "{\"message\":\"Upgrade to GitHub Pro or make this repository public to enable this feature.\"}",
        &["error plan"],
    ),
    ("GitHub: upgrade to GitHub Team to use this.", &["error plan"]),
    (
        "{\"message\":\"Repository was archived so is read-only.\"} github",
        &["error archived"],
    ),
    (
        "remote: This repository was archived so it is read-only. (github.com)",
        &["error archived"],
    ),
    (
        "{\"message\":\"Advanced Security must be enabled for this repository to use code scanning.\"} github",
        &["error feature-off"],
    ),
    (
        "GitHub 403: Dependabot alerts are disabled for this repository.",
        &["error feature-off"],
    ),
    ("The song says: not found.", &[]),
    ("404 page not found", &[]),
    ("The build needs permission of nobody on GitHub.", &[]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cause_has_two_examples() {
        for cause in error_causes() {
            let is_shown =
                |expected: &&str| expected.split(' ').nth(1) == Some(cause.cause) && expected.starts_with("error ");
            let count = EXAMPLES.iter().filter(|(_, found)| found.iter().any(is_shown)).count();
            assert!(count > 1, "`{}` of data/errors.tsv has {count} examples", cause.cause);
        }
    }
}
