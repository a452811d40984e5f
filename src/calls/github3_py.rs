//! Methods of github3.py: `gh.repository("octo-org", "octo-repo").create_issue("a")`.

use super::{
    Recognizer, Sighting, Text,
    client_objects::{self, ClientLibrary},
};
use crate::github::Client;

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "github3.py",
    examples: EXAMPLES,
    recognize,
};

/// What a method gives, for those whose result has methods of its own.
const RETURNS: &[(&str, &str)] = &[
    ("login", "GitHub"),
    ("GitHub", "GitHub"),
    ("enterprise_login", "GitHub"),
    ("repository", "Repository"),
    ("repositories", "Repository"),
    ("repositories_by", "Repository"),
    ("create_repository", "Repository"),
    ("create_fork", "Repository"),
    ("organization", "Organization"),
    ("organizations", "Organization"),
    ("issue", "Issue"),
    ("issues", "Issue"),
    ("issues_on", "Issue"),
    ("create_issue", "Issue"),
    ("pull_request", "PullRequest"),
    ("pull_requests", "PullRequest"),
    ("create_pull", "PullRequest"),
    ("release", "Release"),
    ("releases", "Release"),
    ("create_release", "Release"),
    ("latest_release", "Release"),
    ("release_from_tag", "Release"),
    ("gist", "Gist"),
    ("gists", "Gist"),
    ("create_gist", "Gist"),
    ("branch", "Branch"),
    ("branches", "Branch"),
    ("milestone", "Milestone"),
    ("milestones", "Milestone"),
    ("create_milestone", "Milestone"),
    ("label", "Label"),
    ("create_label", "Label"),
    ("hook", "Hook"),
    ("hooks", "Hook"),
    ("create_hook", "Hook"),
    ("ref", "Reference"),
    ("create_ref", "Reference"),
    ("asset", "Asset"),
    ("upload_asset", "Asset"),
];

/// What variables of these names usually are.
const NAMES: &[(&str, &str)] = &[
    ("gh", "GitHub"),
    ("github", "GitHub"),
    ("g", "GitHub"),
    ("client", "GitHub"),
    ("repo", "Repository"),
    ("repository", "Repository"),
    ("org", "Organization"),
    ("organization", "Organization"),
    ("issue", "Issue"),
    ("pr", "PullRequest"),
    ("pull", "PullRequest"),
    ("pull_request", "PullRequest"),
    ("release", "Release"),
    ("gist", "Gist"),
    ("branch", "Branch"),
    ("milestone", "Milestone"),
    ("label", "Label"),
    ("hook", "Hook"),
    ("asset", "Asset"),
];

static LIBRARY: ClientLibrary = ClientLibrary {
    by: "github3.py",
    client: Client::Github3Py,
    returns: RETURNS,
    names: NAMES,
    owners: &["repository", "organization", "issue", "pull_request"],
    is_distinctive: |_| false,
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    if text.contains_any(&["import github3", "from github3", "github3.login", "github3.GitHub"]) {
        client_objects::recognize(text, &LIBRARY, found);
    }
}

const EXAMPLES: &[super::Example] = &[
    (
        "import github3\ngh = github3.login(token=t)\nrepo = gh.repository('octo-org', 'app')\nrepo.create_issue('a')",
        &["GET /repos/{owner}/{repo}", "POST /repos/{owner}/{repo}/issues"],
    ),
    (
        "from github3 import login\nlogin(token=t).repository(\"octo-org\", \"app\").create_release(\"v1\").upload_asset(\"application/zip\", \"a.zip\", f)",
        &[
            "GET /repos/{owner}/{repo}",
            "POST /repos/{owner}/{repo}/releases",
            "POST /repos/{owner}/{repo}/releases/{release_id}/assets",
        ],
    ),
    (
        "import github3\nfor issue in gh.issues_on('octo-org', 'app', state='open'):\n    issue.create_comment('stale')\n    issue.close()",
        &[
            "GET /repos/{owner}/{repo}/issues",
            "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
            "PATCH /repos/{owner}/{repo}/issues/{issue_number}",
        ],
    ),
    (
        "import github3\npr = repo.create_pull('a', 'main', 'b')\npr.merge()",
        &[
            "POST /repos/{owner}/{repo}/pulls",
            "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge",
        ],
    ),
    (
        "import github3\nrepo.create_gitignore('x')\nother.delete()\nfile.close()",
        &[],
    ),
    ("repo.create_issue('a')  # of another client", &[]),
];
