//! What `finegrain need`, `compare`, `explain` and `check --against` answer.

#![expect(clippy::expect_used, reason = "helpers of tests fail as tests do")]

use std::fs;

use assert_cmd::{Command, assert::Assert, cargo::cargo_bin};
use serde_json::{Value, json};
use tempfile::TempDir;

const FORM: &str = "https://github.com/settings/personal-access-tokens/new?name=CI";

fn finegrain(args: &[&str], input: &str) -> Assert {
    Command::new(cargo_bin!("finegrain"))
        .args(args)
        .write_stdin(input)
        .assert()
}

fn need(text: &str) -> Value {
    let answer = finegrain(&["need", "--format", "json", "-"], text);
    serde_json::from_slice(&answer.get_output().stdout).expect("JSON")
}

fn list<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    let all = value.as_array().expect("a list");
    all.iter().filter_map(|one| one[key].as_str()).collect()
}

#[test]
fn an_error_has_its_cause_and_its_call() {
    let answer = need(
        "{\"message\":\"Resource not accessible by personal access token\",\
         \"documentation_url\":\"https://docs.github.com/rest/issues/comments#create-an-issue-comment\"}",
    );
    assert_eq!(list(&answer["errors"], "cause"), ["permission-missing"]);
    assert_eq!(
        list(&answer["calls"], "endpoint"),
        ["/repos/{owner}/{repo}/issues/{issue_number}/comments"]
    );
}

#[test]
fn an_address_without_a_method_takes_it_from_the_documentation() {
    let answer = need(
        "HttpError: Resource not accessible by personal access token\n  url: 'https://api.github.com/repos/octo-org/a/releases',\n  \
         documentation_url: 'https://docs.github.com/rest/releases/releases#create-a-release'",
    );
    assert_eq!(list(&answer["calls"], "method"), ["POST", "POST"]);
    assert_eq!(answer["permissions"], json!({"contents": "write"}));
}

#[test]
fn a_lifetime_over_the_policy_names_the_days() {
    let answer = need(
        "`octo-org` forbids access via a fine-grained personal access tokens if the token's lifetime is greater than 90 days.",
    );
    assert!(
        answer["errors"][0]["help"]
            .as_str()
            .is_some_and(|help| help.contains("expires_in=90"))
    );
}

#[test]
fn lists_count_only_where_no_call_is() {
    let alone = need("Read and Write access to code and issues");
    assert_eq!(alone["permissions"], json!({"contents": "write", "issues": "write"}));
    let beside = need("Read and Write access to code and issues\ngh api repos/octo-org/a/actions/runs");
    assert_eq!(beside["permissions"], json!({"actions": "read"}));
}

#[test]
fn workflow_files_of_an_error_need_both_permissions() {
    let answer = need(
        "git push\n! [remote rejected] main (refusing to allow a Personal Access Token to create or update workflow \
         `.github/workflows/ci.yml` without `workflow` scope)",
    );
    assert_eq!(
        answer["permissions"],
        json!({"contents": "write", "workflows": "write"})
    );
}

#[test]
fn a_refused_clone_needs_only_to_read() {
    let answer = need(
        "git clone https://github.com/octo-org/a\nremote: Write access to repository not granted.\n\
         fatal: unable to access 'https://github.com/octo-org/a/': The requested URL returned error: 403",
    );
    assert_eq!(answer["permissions"], json!({"contents": "read"}));
}

#[test]
fn graphql_stands_beside_rest() {
    let answer =
        need("gh api graphql -f query='mutation { addStar(input: {starrableId: \"x\"}) { clientMutationId } }'");
    assert_eq!(answer["calls"][0]["method"], "GRAPHQL");
    assert_eq!(answer["calls"][0]["path"], "addStar");
    assert_eq!(answer["calls"][0]["endpoint"], Value::Null);
}

#[test]
fn no_token_of_a_recording_is_printed() {
    let token = format!("ghp_{}", "a1B2".repeat(9));
    let text = format!(
        "> PATCH /repos/octo-org/a/issues/1 HTTP/2\n> Host: api.github.com\n> Authorization: Bearer {token}\n< HTTP/2 200\n\
         {{\"url\": \"https://api.github.com/repos/octo-org/a/keys?access_token={token}\"}}"
    );
    for format in ["json", "text", "markdown"] {
        let answer = finegrain(&["need", "--format", format, "-"], &text);
        let output = answer.get_output();
        for stream in [&output.stdout, &output.stderr] {
            assert!(!String::from_utf8_lossy(stream).contains(&token), "{format}");
        }
    }
    assert_eq!(need(&text)["permissions"], json!({"issues": "write"}));
}

#[test]
fn a_tool_in_a_text_is_shown_and_a_named_one_counts() {
    let step = "- uses: googleapis/release-please-action@v4\n  with:\n    token: ${{ secrets.RELEASE_PAT }}";
    let seen = need(step);
    assert_eq!(list(&seen["tools"], "id"), ["release-please"]);
    assert_eq!(seen["permissions"], json!({}));
    let named = finegrain(&["need", "--format", "json", "--tool", "release-please"], "").success();
    let named: Value = serde_json::from_slice(&named.get_output().stdout).expect("JSON");
    assert_eq!(
        named["permissions"],
        json!({"contents": "write", "issues": "write", "pull_requests": "write"})
    );
}

#[test]
fn tools_that_take_no_such_token_and_unknown_ones() {
    finegrain(&["need", "--tool", "metrics"], "").code(1);
    for (name, said) in [
        ("relase-please", "did you mean `release-please`?"),
        ("composer", "`composer-private`"),
    ] {
        let answer = finegrain(&["need", "--tool", name], "").code(2);
        let complaint = String::from_utf8_lossy(&answer.get_output().stderr).into_owned();
        assert!(complaint.contains(said), "{complaint}");
    }
}

#[test]
fn git_over_ssh_needs_no_token() {
    let answer = finegrain(&["need", "-"], "git clone git@github.com:octo-org/a.git").success();
    assert!(String::from_utf8_lossy(&answer.get_output().stdout).contains("uses a key, not a token"));
}

#[test]
fn two_links_are_compared() {
    let more = format!("{FORM}&contents=write");
    let less = format!("{FORM}&contents=read");
    finegrain(&["compare", &more, &less], "").code(0);
    finegrain(&["compare", &less, &less], "").code(0);
    finegrain(&["compare", &less, &more], "").code(1);
    finegrain(&["compare", &less, "https://example.com"], "").code(2);
}

#[test]
fn a_tool_is_explained() {
    let page = finegrain(&["explain", "atlantis"], "").success();
    let page = String::from_utf8_lossy(&page.get_output().stdout).into_owned();
    for part in [
        "contents=read pull_requests=write statuses=write",
        "runatlantis/atlantis",
        "confidence A",
    ] {
        assert!(page.contains(part), "{page}");
    }
}

#[test]
fn links_are_measured_by_the_calls_of_a_folder() {
    let folder = TempDir::new().expect("a folder");
    let script = folder.path().join("release.sh");
    fs::write(&script, "gh release create v1\ngh api repos/octo-org/a/actions/runs\n").expect("written");
    let check = |query: &str| {
        let link = format!("{FORM}{query}");
        let against = folder.path().to_str().expect("UTF-8");
        let answer = finegrain(&["check", "--format", "json", "--against", against, &link], "");
        let report: Value = serde_json::from_slice(&answer.get_output().stdout).expect("JSON");
        let codes = list(&report[0]["diagnostics"], "code");
        codes
            .into_iter()
            .filter(|code| ["not-needed", "missing-permission"].contains(code))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert!(check("&contents=write&actions=read").is_empty());
    assert_eq!(check("&contents=read&actions=read"), ["missing-permission"]);
    assert_eq!(check("&contents=write&actions=read&issues=write"), ["not-needed"]);
    // It depends on what the release changes.
    assert!(check("&contents=write&actions=read&workflows=write").is_empty());
    fs::write(&script, "make release\n").expect("written");
    assert!(check("&issues=write").is_empty());
}

#[test]
fn a_link_for_another_owner_than_that_of_all_calls_is_told() {
    let folder = TempDir::new().expect("a folder");
    let script = folder.path().join("issue.sh");
    let check = |text: &str, query: &str| {
        fs::write(&script, text).expect("written");
        let link = format!("{FORM}{query}");
        let against = script.to_str().expect("UTF-8");
        let answer = finegrain(&["check", "--format", "json", "--against", against, &link], "");
        let report: Value = serde_json::from_slice(&answer.get_output().stdout).expect("JSON");
        let diagnostics = report[0]["diagnostics"].as_array().expect("a list");
        let told = diagnostics.iter().find(|one| one["code"] == "owner-mismatch");
        // What the calls need is said all the same.
        let lacks = diagnostics.iter().any(|one| one["code"] == "missing-permission");
        assert_eq!(lacks, query.ends_with("read") && told.is_some(), "{text} {query}");
        told.map(|told| told["severity"].as_str().unwrap_or_default().to_owned())
    };
    let foo = "&target_name=foo&issues=write";
    let writes = "gh api repos/octo/app/issues -f title=x\n";
    assert_eq!(check(writes, foo).as_deref(), Some("error"));
    let reads = "&target_name=foo&issues=read";
    assert_eq!(check(writes, reads).as_deref(), Some("error"));
    assert_eq!(check("gh api repos/octo/app/issues\n", foo).as_deref(), Some("warning"));
    for (text, query) in [
        (writes, "&target_name=OCTO&issues=write"),
        (writes, "&issues=write"),
        (writes, "&target_name=${OWNER}&issues=write"),
        ("gh api repos/$OWNER/app/issues -f title=x\n", foo),
        ("gh issue create -t x -b y\n", foo),
        ("gh api repos/octo/app\n", foo),
        (
            "gh api repos/octo/app/issues -f title=x\ngh api repos/foo/app/issues -f title=x\n",
            foo,
        ),
    ] {
        assert_eq!(check(text, query), None, "{text} {query}");
    }
}

#[test]
fn what_is_no_input_is_an_error_that_says_what_to_do() {
    for (args, said) in [
        (&["need", ""][..], "an argument is empty"),
        (&["need", "  "], "an argument is empty"),
        (&["need", "/nowhere/at-all.sh"], "no such file"),
        (&["explain", ""], "the argument is empty"),
    ] {
        let answer = finegrain(args, "").code(2).stdout("");
        let told = String::from_utf8_lossy(&answer.get_output().stderr).into_owned();
        assert!(told.contains(said), "{args:?}: {told}");
    }
    finegrain(&["need", "/user"], "").success();
}

#[test]
fn a_call_that_is_not_known_is_not_denied() {
    for (call, said) in [
        ("GET /zebra", "Finegrain doesn't know this call:"),
        ("GET /orgs/octo/audit-log", "call of GitHub Enterprise Cloud"),
        ("/enterprises/octo/zebra", "call of GitHub Enterprise Cloud"),
        ("GET /scim/v2/enterprises/octo/Users", "call of GitHub Enterprise Cloud"),
        ("GET /projects/1/columns", "GitHub removed this call"),
    ] {
        let answer = finegrain(&["need", call], "").code(1);
        let told = String::from_utf8_lossy(&answer.get_output().stdout).into_owned();
        assert!(
            told.contains(said) && !told.contains("has no such call"),
            "{call}: {told}"
        );
    }
}

#[test]
fn what_need_prints_can_be_explained() {
    for (word, said) in [
        ("limit-tool", "works only partly"),
        ("practice", "documentation"),
        ("ssh-needs-no-token", "SSH key"),
        ("gh status", "gh status"),
        ("gh issue transfer", "issues=write"),
        ("git push", "contents=write"),
        ("GraphQL createPullRequest", "pull_requests=write"),
        ("GRAPHQL createPullRequest", "pull_requests=write"),
        ("repo", "repo  scope of classic tokens"),
        ("delete_repo", "delete_repo  scope of classic tokens"),
        ("delete_repo", "administration=write"),
        ("read:packages", "limit-packages"),
    ] {
        let answer = finegrain(&["explain", word], "").success();
        let page = String::from_utf8_lossy(&answer.get_output().stdout).into_owned();
        assert!(page.contains(said), "{word}: {page}");
    }
}

#[test]
fn a_secret_in_a_header_is_not_printed() {
    // No token: GitHub's end in a checksum that this one has not.
    let secret = format!("ghp_{}", "0123456789abcdefghijABCDEFGHIJ012345");
    for format in ["text", "markdown", "json"] {
        let header = format!("X-Accepted-GitHub-Permissions: {secret}=write");
        let answer = finegrain(&["need", "--format", format, "-"], &header).code(1);
        let told = String::from_utf8_lossy(&answer.get_output().stdout).into_owned();
        assert!(!told.contains(&secret[4..20]), "{format}: {told}");
    }
}

/// The paths of the calls that are found in a folder with these files.
fn calls_of_folder(files: &[(&str, &str)]) -> Vec<String> {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    let path = folder.path().to_str().expect("UTF-8");
    let answer = finegrain(&["need", "--format", "json", path], "");
    let needs: Value = serde_json::from_slice(&answer.get_output().stdout).expect("JSON");
    list(&needs["calls"], "path").into_iter().map(str::to_owned).collect()
}

#[test]
fn a_changelog_of_a_folder_calls_nothing() {
    let changelog = "# Changes\n- Use octokit.rest.issues.addLabels for the labels\n";
    let code = "await octokit.rest.pulls.list({ owner, repo })";
    let found = calls_of_folder(&[("CHANGELOG.md", changelog), ("index.js", code)]);
    assert_eq!(found, ["/repos/{owner}/{repo}/pulls"]);
}

#[test]
fn links_to_documentation_are_references_where_another_file_calls_something() {
    let readme = "An [issue](https://docs.github.com/en/rest/issues/issues#get-an-issue) for each failure.\n";
    let code = "await octokit.rest.pulls.list({ owner, repo })";
    let found = calls_of_folder(&[("README.md", readme), ("index.js", code)]);
    assert_eq!(found, ["/repos/{owner}/{repo}/pulls"]);
    let found = calls_of_folder(&[("README.md", readme)]);
    assert_eq!(found, ["/repos/{owner}/{repo}/issues/{issue_number}"]);
}
