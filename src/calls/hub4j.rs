//! Methods of hub4j's `github-api` (Java, Kotlin, Groovy): `github.getRepository("octo-org/octo-repo").createIssue("title")`.

use super::{
    Recognizer, Sighting, Text,
    client_objects::{self, ClientLibrary},
};
use crate::github::Client;

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "hub4j",
    examples: EXAMPLES,
    recognize,
};

const AT_HAND: &[&str] = &[
    "org.kohsuke.github",
    "GHRepository",
    "GHIssue",
    "GHPullRequest",
    "GitHubBuilder",
    "GitHub.connect",
];

const RETURNS: &[(&str, &str)] = &[
    ("connect", "GitHub"),
    ("connectUsingOAuth", "GitHub"),
    ("getRepository", "GHRepository"),
    ("createRepository", "GHRepository"),
    ("getOrganization", "GHOrganization"),
    ("getMyself", "GHMyself"),
    ("getIssue", "GHIssue"),
    ("getIssues", "GHIssue"),
    ("getPullRequest", "GHPullRequest"),
    ("getPullRequests", "GHPullRequest"),
    ("createPullRequest", "GHPullRequest"),
    ("getLatestRelease", "GHRelease"),
    ("getReleaseByTagName", "GHRelease"),
    ("getRef", "GHRef"),
    ("createRef", "GHRef"),
    ("getFileContent", "GHContent"),
    ("getBranch", "GHBranch"),
    ("getWorkflow", "GHWorkflow"),
    ("getWorkflowRun", "GHWorkflowRun"),
    ("getTeamByName", "GHTeam"),
    ("getTeamBySlug", "GHTeam"),
];

const NAMES: &[(&str, &str)] = &[
    ("github", "GitHub"),
    ("gitHub", "GitHub"),
    ("gh", "GitHub"),
    ("repo", "GHRepository"),
    ("repository", "GHRepository"),
    ("issue", "GHIssue"),
    ("pr", "GHPullRequest"),
    ("pullRequest", "GHPullRequest"),
    ("org", "GHOrganization"),
    ("organization", "GHOrganization"),
    ("release", "GHRelease"),
    ("ref", "GHRef"),
    ("content", "GHContent"),
    ("branch", "GHBranch"),
    ("workflow", "GHWorkflow"),
    ("run", "GHWorkflowRun"),
    ("team", "GHTeam"),
];

static LIBRARY: ClientLibrary = ClientLibrary {
    by: "hub4j",
    client: Client::Hub4j,
    returns: RETURNS,
    names: NAMES,
    owners: &["getRepository", "getOrganization"],
    // `close` is a method of everything in Java, `createPullRequest` is not.
    is_distinctive: |name| name.bytes().filter(u8::is_ascii_uppercase).count() > 1,
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    if text.contains_any(AT_HAND) {
        client_objects::recognize(text, &LIBRARY, found);
    }
}

const EXAMPLES: &[super::Example] = &[
    (
        "import org.kohsuke.github.*;\nGHRepository repo = GitHub.connectUsingOAuth(t).getRepository(\"octo-org/a\");\nGHIssue issue = repo.createIssue(\"title\").body(\"b\").create();\nissue.comment(\"hi\");",
        &[
            "GET /repos/{owner}/{repo}",
            "POST /repos/{owner}/{repo}/issues",
            "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
        ],
    ),
    (
        "GitHub github = new GitHubBuilder().withOAuthToken(t).build();\ngithub.getOrganization(\"octo-org\").getRepository(\"a\").createPullRequest(\"t\", \"h\", \"main\", \"b\").merge(\"m\");",
        &[
            "GET /orgs/{org}",
            "GET /repos/{owner}/{repo}",
            "POST /repos/{owner}/{repo}/pulls",
            "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge",
        ],
    ),
    (
        "// org.kohsuke.github\nval ref = repo.getRef(\"heads/main\")\nrepo.createRef(\"refs/tags/v1\", sha)\nref.delete()",
        &[
            "GET /repos/{owner}/{repo}/git/ref/{ref}",
            "POST /repos/{owner}/{repo}/git/refs",
            "DELETE /repos/{owner}/{repo}/git/refs/{ref}",
        ],
    ),
    (
        "import org.kohsuke.github.GHRepository;\nstream.close();\nlist.add(1);\nmap.merge(a, b);",
        &[],
    ),
    ("session.createIssue(\"x\") // Jira", &[]),
];
