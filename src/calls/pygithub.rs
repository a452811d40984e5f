//! Methods of PyGithub. What an object is follows from where it came: `repo = Github(token).get_repo("octo-org/octo-repo")`.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use super::{Recognizer, Seen, Sighting, Text};
use crate::github::{Client, ClientMethod, Method, methods_of};

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

/// What is known of an object.
#[derive(Clone, Default)]
struct Object {
    class: &'static str,
    owner: Option<String>,
}

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let source = text.source();
    if !AT_HAND.iter().any(|sign| source.contains(sign)) || source.contains("Octokit") {
        return;
    }
    let mut variables: HashMap<&str, Object> = HashMap::new();
    // Objects by where the call ends that gives them, with where the whole chain begins.
    let mut results: HashMap<usize, (Object, usize)> = HashMap::new();
    for call in calls(source) {
        let (object, start) = match call.receiver {
            Receiver::Nothing => (Object::default(), call.name.start),
            Receiver::Variable(ref range) => {
                let name = &source[range.clone()];
                let known = variables.get(name).cloned();
                let usual = || {
                    NAMES
                        .iter()
                        .find(|(usual, _)| *usual == name || name.ends_with(&format!("_{usual}")))
                };
                let known = known.or_else(|| usual().map(|(_, class)| Object { class, owner: None }));
                (known.unwrap_or_default(), range.start)
            }
            Receiver::Result(end) => results.remove(&end).unwrap_or((Object::default(), call.name.start)),
        };
        let name = &source[call.name.clone()];
        let arguments = &source[call.arguments.clone()];
        let mut owner = object.owner.clone();
        if name == "get_user" && arguments.trim().is_empty() {
            found.push(Sighting {
                range: start..call.name.end,
                by: RECOGNIZER.name,
                seen: Seen::Rest {
                    method: Some(Method::Get),
                    path: "/user".to_owned(),
                    owner: None,
                },
            });
        } else if let Some(method) = method(object.class, name) {
            for (at, endpoint) in method.endpoints().enumerate() {
                // One of several kinds of secrets.
                let wanted = if arguments.contains("dependabot") {
                    endpoint.path.contains("/dependabot/")
                } else {
                    at == 0
                };
                if method.endpoints().count() > 1 && !wanted {
                    continue;
                }
                if let Some(named) = literal(arguments).filter(|_| matches!(name, "get_repo" | "get_organization")) {
                    owner = named.split('/').next().map(str::to_owned);
                }
                found.push(Sighting {
                    range: start..call.name.end,
                    by: RECOGNIZER.name,
                    seen: Seen::Rest {
                        method: Some(endpoint.method),
                        path: endpoint.path.to_owned(),
                        owner: owner.clone(),
                    },
                });
            }
        } else if name == "create_git_tag_and_release" {
            for path in [
                "/repos/{owner}/{repo}/git/tags",
                "/repos/{owner}/{repo}/git/refs",
                "/repos/{owner}/{repo}/releases",
            ] {
                found.push(Sighting {
                    range: start..call.name.end,
                    by: RECOGNIZER.name,
                    seen: Seen::Rest {
                        method: Some(Method::Post),
                        path: path.to_owned(),
                        owner: owner.clone(),
                    },
                });
            }
        }
        let class = match name {
            "get_user" if arguments.trim().is_empty() => "AuthenticatedUser",
            "get_user" => "NamedUser",
            _ => RETURNS
                .iter()
                .find(|(method, _)| *method == name)
                .map_or("", |(_, class)| class),
        };
        if class.is_empty() {
            continue;
        }
        let result = Object { class, owner };
        if let Some(variable) = assigned(source, start) {
            variables.insert(variable, result.clone());
        }
        results.insert(call.end, (result, start));
    }
}

enum Receiver {
    Nothing,
    Variable(Range<usize>),
    /// What the call gives that ends here.
    Result(usize),
}

struct Call {
    name: Range<usize>,
    receiver: Receiver,
    arguments: Range<usize>,
    /// Behind the closing parenthesis.
    end: usize,
}

/// All calls, those inside of arguments too, in the order of their names.
fn calls(source: &str) -> impl Iterator<Item = Call> + '_ {
    let bytes = source.as_bytes();
    let closing = parentheses(bytes);
    source.match_indices('(').filter_map(move |(open, _)| {
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let start = open
            - bytes[..open]
                .iter()
                .rev()
                .take_while(|byte| is_name(byte))
                .take(80)
                .count();
        let before = source[..start].trim_end_matches(' ');
        if start == open || before.ends_with("def") && before.len() < start {
            return None;
        }
        let close = *closing.get(&open)?;
        let mut at = start;
        let receiver = if start > 0 && bytes[start - 1] == b'.' {
            at -= 1;
            // A chain may go on in the next line.
            at -= bytes[..at]
                .iter()
                .rev()
                .take(200)
                .take_while(|byte| byte.is_ascii_whitespace() || **byte == b'\\')
                .count();
            if at > 0 && bytes[at - 1] == b')' {
                Receiver::Result(at)
            } else {
                let from = at
                    - bytes[..at]
                        .iter()
                        .rev()
                        .take(80)
                        .take_while(|byte| is_name(byte))
                        .count();
                Receiver::Variable(from..at)
            }
        } else {
            Receiver::Nothing
        };
        Some(Call {
            name: start..open,
            receiver,
            arguments: open + 1..close,
            end: close + 1,
        })
    })
}

/// Which parenthesis closes which, in one pass. A quotation ends with its line at the latest.
fn parentheses(bytes: &[u8]) -> HashMap<usize, usize> {
    let mut closing = HashMap::new();
    let mut open = Vec::new();
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (_, b'\n') => quote = None,
            (Some(start), byte) if start == *byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, b'(') => open.push(at),
            (None, b')') => {
                if let Some(start) = open.pop() {
                    closing.insert(start, at);
                }
            }
            _ => {}
        }
    }
    closing
}

/// The variable that the expression at `start` is assigned to, or that runs over it.
fn assigned(source: &str, start: usize) -> Option<&str> {
    let line = source[..start].rsplit('\n').next()?.trim_end();
    let line = line.strip_suffix("await").unwrap_or(line).trim_end();
    let rest = line
        .strip_suffix('=')
        .or_else(|| line.strip_suffix(" in"))
        .or_else(|| line.strip_suffix(":="))?;
    let name = rest.trim_end();
    let name = name.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next()?;
    (!name.is_empty() && name.is_ascii()).then_some(name)
}

/// The first argument, where it is a string without anything to fill in.
fn literal(arguments: &str) -> Option<&str> {
    let arguments = arguments.trim_start();
    let quote = arguments.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = arguments[1..].split(quote).next()?;
    (!value.contains(['{', '%', '$', '<'])).then_some(value)
}

/// The method of a class, or the only one of this name.
fn method(class: &str, name: &str) -> Option<&'static ClientMethod> {
    static BY_NAME: LazyLock<HashMap<&'static str, Vec<&'static ClientMethod>>> = LazyLock::new(|| {
        let mut methods: HashMap<&'static str, Vec<&'static ClientMethod>> = HashMap::new();
        for method in methods_of(Client::PyGithub) {
            methods.entry(method.method).or_default().push(method);
        }
        methods
    });
    let candidates = BY_NAME.get(name)?;
    let same_class = candidates.iter().find(|method| method.class == class);
    // An issue is a repository's, a user is oneself where nothing else is known of it.
    let only = || {
        candidates
            .first()
            .filter(|_| candidates.len() == 1 && (class.is_empty() || distinctive(name)))
    };
    same_class.or_else(only).copied()
}

/// A name that says what it belongs to.
fn distinctive(name: &str) -> bool {
    name.matches('_').count() > 1
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
