//! Methods of octokit.js, also by the names they had before 2019, and in `actions/github-script` and Probot.

use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use super::{Recognizer, Seen, Sighting, Text, call_syntax};
use crate::github::{Client, Endpoint, client_method, endpoints, methods_of};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "octokit",
    recognize,
    examples: &[
        (
            "await octokit.rest.issues.createComment({ owner, repo, issue_number, body })",
            &["POST /repos/{owner}/{repo}/issues/{issue_number}/comments"],
        ),
        ("octokit.issues.create({})", &["POST /repos/{owner}/{repo}/issues"]),
        (
            "script: |\n  await github.rest.pulls.update({ ...context.repo, pull_number: 1 })",
            &["PATCH /repos/{owner}/{repo}/pulls/{pull_number}"],
        ),
        (
            "github.issues.addLabels({ labels: ['x'] })",
            &["POST /repos/{owner}/{repo}/issues/{issue_number}/labels"],
        ),
        (
            "app.on('issues.opened', async (context) => context.octokit.issues.lock(context.issue()))",
            &["PUT /repos/{owner}/{repo}/issues/{issue_number}/lock"],
        ),
        (
            "const all = await octokit.paginate(octokit.rest.repos.listForOrg, { org })",
            &["GET /orgs/{org}/repos"],
        ),
        (
            "octokit.paginate(octokit.issues.listForRepo.endpoint.merge({ owner, repo }))",
            &["GET /repos/{owner}/{repo}/issues"],
        ),
        (
            "await this.octokit\n  .rest\n  .git\n  .createRef({ owner })",
            &["POST /repos/{owner}/{repo}/git/refs"],
        ),
        (
            "const client = github.getOctokit(token)\nclient.rest.actions.createWorkflowDispatch(x)",
            &["POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches"],
        ),
        (
            "const gh = new Octokit({ auth })\nawait gh.users.getAuthenticated()",
            &["GET /user"],
        ),
        (
            "const GitHubApi = require('github')\ngithub.pullRequests.getAll({ owner, repo })",
            &["GET /repos/{owner}/{repo}/pulls"],
        ),
        (
            "octokit.repos.createStatus({ sha })",
            &["POST /repos/{owner}/{repo}/statuses/{sha}"],
        ),
        (
            "octokit.rest.checks.create({ name })",
            &["POST /repos/{owner}/{repo}/check-runs"],
        ),
        (
            "// GitHub\nexport async function open(api, config) {\n  const { data } = await api.pulls.list({ repo });\n  await api.issues.createLabel({ name })\n  log(\"api.issues.addLabels failed\")\n}",
            &["GET /repos/{owner}/{repo}/pulls", "POST /repos/{owner}/{repo}/labels"],
        ),
        (
            "const { issues } = octokit.rest\nissues.removeLabel({ name })",
            &["DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}"],
        ),
        // Nothing in them.
        ("gitlab.issues.create({ title })", &[]),
        ("db.users.list() // octokit is not used here", &[]),
        ("octokit.rest.issues.frobnicate()", &[]),
        ("jira.issues.get(id)", &[]),
        ("the repos. List them with octokit.", &[]),
    ],
};

/// Names of octokit.js that it has no more, and what they are now. Source: the change logs of `@octokit/rest` (MIT).
const OLD: &[(&str, &str)] = &[
    ("activity.starRepo", "activity.starRepoForAuthenticatedUser"),
    ("activity.unstarRepo", "activity.unstarRepoForAuthenticatedUser"),
    (
        "activity.checkStarringRepo",
        "activity.checkRepoIsStarredByAuthenticatedUser",
    ),
    ("activity.listRepos", "activity.listReposStarredByAuthenticatedUser"),
    ("apps.listRepos", "apps.listReposAccessibleToInstallation"),
    ("checks.listSuitesForRef", "checks.listSuitesForRef"),
    ("git.getReference", "git.getRef"),
    ("git.listRefs", "git.listMatchingRefs"),
    ("git.createReference", "git.createRef"),
    ("git.updateReference", "git.updateRef"),
    ("git.deleteReference", "git.deleteRef"),
    ("gitdata.createBlob", "git.createBlob"),
    ("gitdata.createCommit", "git.createCommit"),
    ("gitdata.createReference", "git.createRef"),
    ("gitdata.createRef", "git.createRef"),
    ("gitdata.createTag", "git.createTag"),
    ("gitdata.createTree", "git.createTree"),
    ("gitdata.deleteReference", "git.deleteRef"),
    ("gitdata.getBlob", "git.getBlob"),
    ("gitdata.getCommit", "git.getCommit"),
    ("gitdata.getReference", "git.getRef"),
    ("gitdata.getTree", "git.getTree"),
    ("gitdata.updateReference", "git.updateRef"),
    ("issues.addAssigneesToIssue", "issues.addAssignees"),
    ("issues.addLabelsToIssue", "issues.addLabels"),
    ("issues.edit", "issues.update"),
    ("issues.editComment", "issues.updateComment"),
    ("issues.editMilestone", "issues.updateMilestone"),
    ("issues.getAll", "issues.list"),
    ("issues.getComments", "issues.listComments"),
    ("issues.getCommentsForRepo", "issues.listCommentsForRepo"),
    ("issues.getEvents", "issues.listEvents"),
    ("issues.getForRepo", "issues.listForRepo"),
    ("issues.getIssueLabels", "issues.listLabelsOnIssue"),
    ("issues.getLabels", "issues.listLabelsForRepo"),
    ("issues.getMilestones", "issues.listMilestones"),
    ("issues.listMilestonesForRepo", "issues.listMilestones"),
    ("issues.removeAllLabels", "issues.removeAllLabels"),
    ("issues.removeAssigneesFromIssue", "issues.removeAssignees"),
    ("issues.replaceAllLabels", "issues.setLabels"),
    ("issues.replaceLabels", "issues.setLabels"),
    ("orgs.addOrUpdateMembership", "orgs.setMembershipForUser"),
    ("orgs.getMembership", "orgs.getMembershipForUser"),
    ("orgs.getMembers", "orgs.listMembers"),
    ("orgs.getTeams", "teams.list"),
    ("orgs.addTeamRepo", "teams.addOrUpdateRepoPermissionsInOrg"),
    ("orgs.createTeam", "teams.create"),
    ("orgs.removeMembership", "orgs.removeMembershipForUser"),
    ("pullRequests.checkMerged", "pulls.checkIfMerged"),
    ("pullRequests.create", "pulls.create"),
    ("pullRequests.createComment", "pulls.createReviewComment"),
    ("pullRequests.createReview", "pulls.createReview"),
    ("pullRequests.createReviewRequest", "pulls.requestReviewers"),
    ("pullRequests.deleteReviewRequest", "pulls.removeRequestedReviewers"),
    ("pullRequests.dismissReview", "pulls.dismissReview"),
    ("pullRequests.get", "pulls.get"),
    ("pullRequests.getAll", "pulls.list"),
    ("pullRequests.getComments", "pulls.listReviewComments"),
    ("pullRequests.getCommits", "pulls.listCommits"),
    ("pullRequests.getFiles", "pulls.listFiles"),
    ("pullRequests.getReviews", "pulls.listReviews"),
    ("pullRequests.list", "pulls.list"),
    ("pullRequests.listCommits", "pulls.listCommits"),
    ("pullRequests.listFiles", "pulls.listFiles"),
    ("pullRequests.listReviews", "pulls.listReviews"),
    ("pullRequests.merge", "pulls.merge"),
    ("pullRequests.submitReview", "pulls.submitReview"),
    ("pullRequests.update", "pulls.update"),
    ("pulls.createComment", "pulls.createReviewComment"),
    ("pulls.createReviewRequest", "pulls.requestReviewers"),
    ("pulls.deleteReviewRequest", "pulls.removeRequestedReviewers"),
    ("pulls.listComments", "pulls.listReviewComments"),
    ("pulls.listCommentsForRepo", "pulls.listReviewCommentsForRepo"),
    ("pulls.listReviewRequests", "pulls.listRequestedReviewers"),
    ("repos.addCollaborator", "repos.addCollaborator"),
    (
        "repos.addProtectedBranchRequiredStatusChecksContexts",
        "repos.addStatusCheckContexts",
    ),
    ("repos.addTeamAccessRestrictions", "repos.addTeamAccessRestrictions"),
    ("repos.createFile", "repos.createOrUpdateFileContents"),
    ("repos.createHook", "repos.createWebhook"),
    ("repos.createOrUpdateFile", "repos.createOrUpdateFileContents"),
    ("repos.createStatus", "repos.createCommitStatus"),
    ("repos.deleteHook", "repos.deleteWebhook"),
    ("repos.edit", "repos.update"),
    ("repos.editRelease", "repos.updateRelease"),
    ("repos.enablePagesSite", "repos.createPagesSite"),
    ("repos.fork", "repos.createFork"),
    ("repos.getArchiveLink", "repos.downloadTarballArchive"),
    ("repos.getBranchProtection", "repos.getBranchProtection"),
    ("repos.getBranches", "repos.listBranches"),
    ("repos.getCollaborators", "repos.listCollaborators"),
    ("repos.getCombinedStatusForRef", "repos.getCombinedStatusForRef"),
    ("repos.getCommits", "repos.listCommits"),
    ("repos.getContents", "repos.getContent"),
    ("repos.getContributors", "repos.listContributors"),
    ("repos.getDeployments", "repos.listDeployments"),
    ("repos.getForOrg", "repos.listForOrg"),
    ("repos.getForUser", "repos.listForUser"),
    ("repos.getHooks", "repos.listWebhooks"),
    ("repos.getLanguages", "repos.listLanguages"),
    ("repos.getReleases", "repos.listReleases"),
    ("repos.getShaOfCommitRef", "repos.getCommit"),
    ("repos.getStatuses", "repos.listCommitStatusesForRef"),
    ("repos.getTags", "repos.listTags"),
    ("repos.getTopics", "repos.getAllTopics"),
    ("repos.list", "repos.listForAuthenticatedUser"),
    ("repos.listAssetsForRelease", "repos.listReleaseAssets"),
    ("repos.listHooks", "repos.listWebhooks"),
    ("repos.listStatusesForRef", "repos.listCommitStatusesForRef"),
    ("repos.listTopics", "repos.getAllTopics"),
    ("repos.removeBranchProtection", "repos.deleteBranchProtection"),
    ("repos.replaceTopics", "repos.replaceAllTopics"),
    (
        "repos.retrieveCommunityProfileMetrics",
        "repos.getCommunityProfileMetrics",
    ),
    ("repos.updateFile", "repos.createOrUpdateFileContents"),
    ("repos.updateHook", "repos.updateWebhook"),
    ("repos.uploadAsset", "repos.uploadReleaseAsset"),
    ("search.issues", "search.issuesAndPullRequests"),
    ("teams.addOrUpdateMembership", "teams.addOrUpdateMembershipForUserInOrg"),
    (
        "teams.addOrUpdateMembershipInOrg",
        "teams.addOrUpdateMembershipForUserInOrg",
    ),
    ("teams.addOrUpdateRepoInOrg", "teams.addOrUpdateRepoPermissionsInOrg"),
    ("teams.getMembershipInOrg", "teams.getMembershipForUserInOrg"),
    ("teams.removeMembershipInOrg", "teams.removeMembershipForUserInOrg"),
    ("users.get", "users.getAuthenticated"),
    ("users.getForUser", "users.getByUsername"),
    ("users.listEmails", "users.listEmailsForAuthenticatedUser"),
    ("users.listPublicKeys", "users.listPublicSshKeysForAuthenticatedUser"),
];

/// The namespaces of the methods.
static NAMESPACES: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let now = methods_of(Client::Octokit).iter().map(|method| method.class);
    let old = OLD.iter().filter_map(|(name, _)| name.split('.').next());
    let new = OPERATIONS.keys().filter_map(|name| name.split('.').next());
    now.chain(old).chain(new).collect()
});

/// The methods that a version of Octokit newer than the table has: it names them after the operations.
static OPERATIONS: LazyLock<HashMap<String, &Endpoint>> = LazyLock::new(|| {
    let named = |endpoint: &'static Endpoint| {
        let (namespace, name) = endpoint.operation_id.split_once('/')?;
        Some((format!("{}.{}", camel_case(namespace), camel_case(name)), endpoint))
    };
    endpoints().iter().filter_map(named).collect()
});

fn camel_case(name: &str) -> String {
    let mut upper = false;
    let mut camel = String::with_capacity(name.len());
    for c in name.chars() {
        if c == '-' {
            upper = true;
        } else {
            camel.push(if upper { c.to_ascii_uppercase() } else { c });
            upper = false;
        }
    }
    camel
}

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    // githubkit has the same namespaces, and a recognizer of its own.
    if !text.is_about_github() || text.contains("githubkit") {
        return;
    }
    let source = text.source();
    let methods: Vec<_> = memchr::memchr_iter(b'.', source.as_bytes())
        .filter_map(|dot| method_at(source, dot))
        .collect();
    let clients: BTreeSet<&str> = methods
        .iter()
        .filter_map(|found| distinct_client(source, found))
        .collect();
    for (start, end, method) in &methods {
        let (start, end) = (*start, *end);
        let is_of_client = || {
            let chain = chain_before(source, start);
            source[end..].starts_with('(') && chain.first().is_some_and(|name| clients.contains(name))
        };
        if (is_client(text, start, method.name) || is_of_client()) && !text.is_advised_against(start) {
            let owner = owner_in(source, end);
            found.extend(method.endpoints.iter().map(|endpoint| Sighting {
                range: start..end,
                by: RECOGNIZER.name,
                seen: Seen::endpoint(endpoint, owner.clone()),
            }));
        }
    }
}

/// The object whose method is called, where no other library has that method: `api.repos.getContent(`. A function is often
/// given the client under any name, in a file that does not say what it is.
fn distinct_client<'a>(source: &'a str, (start, end, method): &(usize, usize, OctokitMethod<'a>)) -> Option<&'a str> {
    let namespace = source[*start..].split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let is_distinct = matches!(namespace, "repos" | "pulls" | "issues" | "gists" | "codeScanning")
        && method.name.bytes().any(|byte| byte.is_ascii_uppercase())
        && source[*end..].starts_with('(');
    let name = is_distinct
        .then(|| chain_before(source, *start).first().copied())
        .flatten()?;
    let lower = name.to_ascii_lowercase();
    let other = ["lab", "tea", "bucket", "jira", "linear", "mock", "stub"];
    (!other.iter().any(|word| lower.contains(word))).then_some(name)
}

/// A method of Octokit.
struct OctokitMethod<'a> {
    name: &'a str,
    endpoints: Vec<&'static Endpoint>,
}

/// The method whose name is behind the dot, if what is before it is a namespace of Octokit.
fn method_at(source: &str, dot: usize) -> Option<(usize, usize, OctokitMethod<'_>)> {
    let bytes = source.as_bytes();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric();
    let space = |byte: &u8| byte.is_ascii_whitespace();
    // Chains over several lines, `a?.b`.
    let before = bytes.get(..dot)?;
    let before = before.strip_suffix(b"?").unwrap_or(before);
    let gap = before.iter().rev().take(80).take_while(|byte| space(byte)).count();
    let before = before.get(..before.len() - gap)?;
    let length = before.iter().rev().take(32).take_while(|byte| is_name(byte)).count();
    if !(3..=28).contains(&length) {
        return None;
    }
    let start = before.len() - length;
    let namespace = source.get(start..before.len())?;
    if !NAMESPACES.contains(namespace) {
        return None;
    }
    let from = dot + 1;
    let end = from
        + bytes
            .get(from..)?
            .iter()
            .take(80)
            .take_while(|byte| is_name(byte))
            .count();
    let name = source.get(from..end)?;
    let known = |namespace, name| Some(client_method(Client::Octokit, namespace, name)?.endpoints().collect());
    let endpoints = known(namespace, name).or_else(|| {
        let full = format!("{namespace}.{name}");
        if let Some((_, new)) = OLD.iter().find(|(known, _)| *known == full) {
            let (namespace, name) = new.split_once('.')?;
            return known(namespace, name);
        }
        OPERATIONS.get(&full).map(|endpoint| vec![*endpoint])
    })?;
    Some((start, end, OctokitMethod { name, endpoints }))
}

/// Whether what the namespace belongs to is an Octokit.
fn is_client(text: &Text<'_>, start: usize, method: &str) -> bool {
    let source = text.source();
    let chain = chain_before(source, start);
    let lower: Vec<String> = chain.iter().map(|name| name.to_ascii_lowercase()).collect();
    if lower
        .iter()
        .any(|name| name.contains("octokit") || name.contains("github"))
    {
        return true;
    }
    let Some(nearest) = lower.first() else {
        // `const { issues } = octokit.rest`
        return [
            "} = octokit",
            "} = github.rest",
            "} = github;",
            "} = this.octokit",
            "} = context.octokit",
            "} = new Octokit",
        ]
        .iter()
        .any(|words| text.contains(words));
    };
    if matches!(nearest.as_str(), "rest" | "gh" | "kit") {
        return true;
    }
    let is_import = ["@octokit", "getOctokit", "new Octokit", "probot"]
        .iter()
        .any(|words| text.contains(words));
    if !is_import {
        return false;
    }
    let several_words = method.bytes().any(|byte| byte.is_ascii_uppercase());
    several_words || {
        let name = chain.first().copied().unwrap_or_default();
        [
            " = new Octokit",
            " = getOctokit",
            " = github.getOctokit",
            ": Octokit",
            " = new ProbotOctokit",
            " = require('@octokit/",
            " = require(\"@octokit/",
        ]
        .iter()
        .any(|made| text.contains(&format!("{name}{made}")))
    }
}

/// The names before a member, the nearest first: `rest`, `octokit`, `this`.
fn chain_before(source: &str, start: usize) -> Vec<&str> {
    let from = source.floor_char_boundary(start.saturating_sub(200));
    let mut before = &source[from..start];
    let mut chain = Vec::new();
    while chain.len() < 6 {
        let Some(rest) = before.trim_end().strip_suffix('.') else {
            break;
        };
        let rest = rest.strip_suffix('?').unwrap_or(rest).trim_end();
        let rest = rest.strip_suffix('!').unwrap_or(rest);
        // `getOctokit(token).rest`, `(await client).issues`
        if rest.ends_with(')') {
            if let Some(open) = rest.rfind('(') {
                let inside = &rest[open + 1..rest.len() - 1];
                let name = call_syntax::name_before(rest, open);
                chain.push(if name.is_empty() { inside } else { name });
            }
            break;
        }
        let length = rest
            .chars()
            .rev()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '#'))
            .map(char::len_utf8)
            .sum::<usize>();
        if length == 0 {
            break;
        }
        let name = &rest[rest.len() - length..];
        chain.push(name);
        before = &rest[..rest.len() - length];
    }
    chain
}

/// The owner that the arguments name: `owner: 'octo-org'`, `org: "octo-org"`.
fn owner_in(source: &str, end: usize) -> Option<String> {
    let rest = &source[end..source.floor_char_boundary(end.saturating_add(600))];
    if !rest.starts_with('(') {
        return None;
    }
    let arguments = &rest[..call_syntax::close(rest, 0)?];
    ["owner", "org"].iter().find_map(|key| {
        arguments.match_indices(key).find_map(|(at, _)| {
            let before = arguments[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '.') {
                return None;
            }
            let after = arguments[at + key.len()..]
                .trim_start_matches(['"', '\'', ' '])
                .strip_prefix(':')?
                .trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let value = after[1..].split(quote).next()?;
            (!value.is_empty() && !value.contains(['$', '{', '<'])).then(|| value.to_owned())
        })
    })
}
