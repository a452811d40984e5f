//! Methods of `PyGithub`.

use super::{
    Recognizer, Sighting, Text,
    client_objects::{self, ClientLibrary},
};
use crate::github::Client;

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "PyGithub",
    examples: EXAMPLES,
    recognize,
};

/// One of these says that the client is PyGithub.
const AT_HAND: &[&str] = &[
    "from github import",
    "import github\n",
    "import github ",
    "import github,",
    "PyGithub",
    "pygithub",
    "Github(",
    "github.Github",
    ".create_git_",
    ".get_git_",
    ".create_repository_dispatch(",
    ".get_latest_release(",
    ".create_issue_comment(",
    ".create_issue_from",
    ".get_repo(\"",
    ".get_repo('",
    "g.get_repo(",
    "g.get_user(",
    "gh.get_repo(",
];

/// What a method gives, for those whose result has methods of its own.
const RETURNS: &[(&str, &str)] = &[
    ("get_repo", "Repository"),
    ("get_repos", "Repository"),
    ("create_repo", "Repository"),
    ("create_repo_from_template", "Repository"),
    ("create_fork", "Repository"),
    ("get_forks", "Repository"),
    ("search_repositories", "Repository"),
    ("get_organization", "Organization"),
    ("get_orgs", "Organization"),
    ("get_team", "Team"),
    ("get_team_by_slug", "Team"),
    ("create_team", "Team"),
    ("get_teams", "Team"),
    ("get_issue", "Issue"),
    ("get_issues", "Issue"),
    ("create_issue", "Issue"),
    ("search_issues", "Issue"),
    ("as_issue", "Issue"),
    ("get_pull", "PullRequest"),
    ("get_pulls", "PullRequest"),
    ("create_pull", "PullRequest"),
    ("as_pull_request", "PullRequest"),
    ("get_commit", "Commit"),
    ("get_commits", "Commit"),
    ("get_branch", "Branch"),
    ("get_branches", "Branch"),
    ("create_git_release", "GitRelease"),
    ("create_git_tag_and_release", "GitRelease"),
    ("get_release", "GitRelease"),
    ("get_latest_release", "GitRelease"),
    ("get_releases", "GitRelease"),
    ("get_gist", "Gist"),
    ("create_gist", "Gist"),
    ("get_gists", "Gist"),
    ("get_workflow", "Workflow"),
    ("get_workflows", "Workflow"),
    ("get_workflow_run", "WorkflowRun"),
    ("get_workflow_runs", "WorkflowRun"),
    ("get_runs", "WorkflowRun"),
    ("get_label", "Label"),
    ("create_label", "Label"),
    ("get_labels", "Label"),
    ("get_milestone", "Milestone"),
    ("create_milestone", "Milestone"),
    ("get_git_ref", "GitRef"),
    ("create_git_ref", "GitRef"),
    ("get_issue_comment", "IssueComment"),
    ("get_issue_comments", "IssueComment"),
    ("get_environment", "Environment"),
    ("create_environment", "Environment"),
    ("get_hook", "Hook"),
    ("create_hook", "Hook"),
    ("get_hooks", "Hook"),
    ("get_deployment", "Deployment"),
    ("create_deployment", "Deployment"),
    ("get_artifact", "Artifact"),
    ("get_artifacts", "Artifact"),
    ("get_key", "RepositoryKey"),
    ("get_secret", "Secret"),
    ("get_variable", "Variable"),
    ("get_check_run", "CheckRun"),
    ("create_check_run", "CheckRun"),
    ("get_asset", "GitReleaseAsset"),
    ("get_assets", "GitReleaseAsset"),
    ("get_review", "PullRequestReview"),
    ("create_review", "PullRequestReview"),
    ("get_repository_advisory", "RepositoryAdvisory"),
    ("Github", "Github"),
    ("GithubIntegration", "GithubIntegration"),
];

/// What variables of these names usually are.
const NAMES: &[(&str, &str)] = &[
    ("g", "Github"),
    ("gh", "Github"),
    ("github", "Github"),
    ("github_client", "Github"),
    ("client", "Github"),
    ("repo", "Repository"),
    ("repository", "Repository"),
    ("issue", "Issue"),
    ("pr", "PullRequest"),
    ("pull", "PullRequest"),
    ("pull_request", "PullRequest"),
    ("org", "Organization"),
    ("organization", "Organization"),
    ("commit", "Commit"),
    ("branch", "Branch"),
    ("release", "GitRelease"),
    ("gist", "Gist"),
    ("team", "Team"),
    ("workflow", "Workflow"),
    ("run", "WorkflowRun"),
    ("workflow_run", "WorkflowRun"),
    ("label", "Label"),
    ("milestone", "Milestone"),
    ("ref", "GitRef"),
    ("comment", "IssueComment"),
    ("hook", "Hook"),
    ("environment", "Environment"),
    ("deployment", "Deployment"),
    ("user", "NamedUser"),
];

static LIBRARY: ClientLibrary = ClientLibrary {
    by: "PyGithub",
    client: Client::PyGithub,
    returns: RETURNS,
    names: NAMES,
    owners: &["get_repo", "get_organization"],
    is_distinctive: |name| name.matches('_').count() > 1,
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    if text.contains_any(AT_HAND) && !text.contains_any(&["Octokit"]) {
        client_objects::recognize(text, &LIBRARY, found);
    }
}

const EXAMPLES: &[super::Example] = &[
    (
        "from github import Github\nrepo = Github(token).get_repo(\"octo-org/octo-repo\")\nrepo.create_issue(title=\"a\")",
        &["GET /repos/{owner}/{repo}", "POST /repos/{owner}/{repo}/issues"],
    ),
    (
        "release = repo.create_git_release(tag=version, name=version, message=notes)\nrelease.upload_asset(\"dist/app.zip\")",
        &[
            "POST /repos/{owner}/{repo}/releases",
            "POST /repos/{owner}/{repo}/releases/{release_id}/assets",
        ],
    ),
    (
        "repo = Github(TOKEN).get_repo(\"octo-org/octo-repo\")\nrepo.create_repository_dispatch(\"deploy\", {})",
        &["GET /repos/{owner}/{repo}", "POST /repos/{owner}/{repo}/dispatches"],
    ),
    (
        "from github import Github\ng = Github(t)\nfor issue in g.get_repo(name).get_issues(state=\"open\"):\n    issue.add_to_labels(\"stale\")\n    issue.create_comment(\"hi\")",
        &[
            "GET /repos/{owner}/{repo}",
            "GET /repos/{owner}/{repo}/issues",
            "POST /repos/{owner}/{repo}/issues/{issue_number}/labels",
            "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
        ],
    ),
    (
        "from github import Github, Auth\nupstream = g.get_repo(\"octo-org/octo-repo\")\nfork = g.get_user().create_fork(upstream)",
        &[
            "GET /repos/{owner}/{repo}",
            "GET /user",
            "POST /repos/{owner}/{repo}/forks",
        ],
    ),
    (
        "from github import Github\norg = g.get_organization(\"octo-org\")\nteam = org.get_team_by_slug(\"a\")\nteam.add_membership(user)",
        &[
            "GET /orgs/{org}",
            "GET /orgs/{org}/teams/{team_slug}",
            "PUT /teams/{team_id}/memberships/{username}",
        ],
    ),
    (
        "import github\npr.merge()",
        &["PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge"],
    ),
    (
        "from github import Github\nrepo.create_secret(\"A\", \"b\", \"dependabot\")",
        &["PUT /repos/{owner}/{repo}/dependabot/secrets/{secret_name}"],
    ),
    (
        "from github import Github\ndef close(repo: Repository):\n    repo.get_issue(1).edit(state=\"closed\")",
        &[
            "GET /repos/{owner}/{repo}/issues/{issue_number}",
            "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
        ],
    ),
    ("from github import Github\nconfig.edit(1)\nthing.delete()", &[]),
    ("cursor.merge(a)\nrepo.get_issue(1)", &[]),
    (
        "upstream = g.get_repo(\"octo-org/octo-repo\")\nfork = g.get_user().create_fork(upstream)\nupstream.create_pull(title=\"a\", head=\"octocat:b\", base=\"main\")",
        &[
            "GET /repos/{owner}/{repo}",
            "GET /user",
            "POST /repos/{owner}/{repo}/forks",
            "POST /repos/{owner}/{repo}/pulls",
        ],
    ),
];
