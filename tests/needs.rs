//! Every operation of GitHub's, as a call that someone could write.

use finegrain::{
    github::{Level, Status, endpoints},
    needs::{CallStatus, Caveat, CaveatCode, Input, Needs, limit_of, needs},
};

/// The path with something in the place of its parameters.
fn concrete(path: &str) -> String {
    let segments = path.split('/').map(|segment| match segment {
        "{account_id}" | "{user_id}" => "17",
        "{enablement}" => "enable_all",
        "{path}" => "docs/a.md",
        "{ref}" => "heads/feature/x",
        "{basehead}" => "v1...v2",
        segment if segment.starts_with('{') => "some-name",
        segment => segment,
    });
    segments.collect::<Vec<_>>().join("/")
}

#[test]
fn open_calls_need_exactly_their_sets() {
    for endpoint in endpoints() {
        let call = format!("{} {}", endpoint.method, concrete(endpoint.path));
        let needs = needs(&[Input::Call(&call)]);
        let found = needs
            .calls
            .first()
            .unwrap_or_else(|| panic!("{call} is not recognized"));
        assert_eq!(found.endpoint, Some(endpoint.path), "{call}");
        assert_eq!(found.method, endpoint.method.as_str(), "{call}");
        let sets: Vec<Vec<(&str, Level)>> = found
            .sets
            .iter()
            .map(|set| set.iter().map(|(name, level)| (name.as_str(), *level)).collect())
            .collect();
        assert_eq!(sets, endpoint.sets, "{call}");
        if endpoint.status == Status::Supported {
            let one_is_served = endpoint.sets.is_empty()
                || endpoint.sets.iter().any(|set| {
                    set.iter()
                        .all(|(name, level)| *name == "metadata" || needs.permissions.get(name) >= Some(*level))
                });
            assert!(one_is_served, "{call}");
            assert!(
                limits(&needs).next().is_none() && needs.url.is_some() && needs.is_served(),
                "{call}"
            );
        }
    }
}

/// The diagnostics but those on how practice differs from the table.
fn limits(needs: &Needs) -> impl Iterator<Item = &Caveat> {
    needs
        .caveats
        .iter()
        .filter(|caveat| caveat.code != CaveatCode::Practice)
}

#[test]
fn closed_calls_have_exactly_one_limit_and_something_instead() {
    for endpoint in endpoints() {
        let call = format!("{} {}", endpoint.method, concrete(endpoint.path));
        let needs = needs(&[Input::Call(&call)]);
        let closed = matches!(endpoint.status, Status::Unsupported | Status::NotGrantable);
        let codes: Vec<CaveatCode> = limits(&needs).map(|caveat| caveat.code).collect();
        assert_eq!(
            codes,
            limit_of(endpoint)
                .map(CaveatCode::Limit)
                .into_iter()
                .collect::<Vec<_>>(),
            "{call}"
        );
        assert_eq!(codes.len(), usize::from(closed), "{call}");
        assert!(
            limits(&needs).all(|diagnostic| !diagnostic.instead.is_empty()),
            "{call}"
        );
        if closed {
            assert!(needs.permissions.is_empty() && !needs.is_served(), "{call}");
        }
    }
}

#[test]
fn texts_and_calls_are_answered_alike() {
    for endpoint in endpoints() {
        let address = format!("https://api.github.com{}", concrete(endpoint.path));
        let text = format!("curl -X {} {address}", endpoint.method);
        let needs = needs(&[Input::Text {
            file: None,
            text: &text,
        }]);
        let found: Vec<_> = needs.calls.iter().filter_map(|call| call.endpoint).collect();
        assert_eq!(found, [endpoint.path], "{text}");
    }
}

#[test]
fn no_secret_is_repeated() {
    let token = "ghp_0123456789012345678901234567890123456";
    let text = format!(
        "curl -u me:{token} https://api.github.com/repos/octo-org/{token}/issues\n\
         curl -H 'Authorization: token {token}' https://{token}@api.github.com/repos/octo-org/app/import/issues?access_token={token}\n\
         gh api repos/{token}/app/hooks -f x=y"
    );
    let needs = needs(&[Input::Text {
        file: Some("a.sh"),
        text: &text,
    }]);
    assert_eq!(needs.calls.len(), 2, "{:?}", needs.calls);
    let json = serde_json::to_string(&needs).expect("the answer is JSON");
    assert!(!json.contains("ghp_0"), "{json}");
}

#[test]
fn several_owners_take_several_tokens() {
    let text = "gh api repos/octo-org/a/issues -f title=x\ngh api repos/octo-labs/b/contents/c -X PUT -f message=x";
    let needs = needs(&[Input::Text { file: None, text }]);
    let owners: Vec<_> = needs
        .templates
        .iter()
        .map(|template| template.owner.as_deref())
        .collect();
    assert_eq!(owners, [Some("octo-org"), Some("octo-labs")]);
    assert_eq!(needs.templates[0].permissions.len(), 1);
    assert_eq!(needs.caveats[0].code.as_str(), "limit-multiple-owners");
    assert_eq!(needs.url, None);
}

#[test]
fn an_account_and_an_organization_take_two_templates_and_no_limit() {
    let text = "gh api user/keys\ngh api orgs/octo-org/members";
    let needs = needs(&[Input::Text { file: None, text }]);
    let owners: Vec<_> = needs
        .templates
        .iter()
        .map(|template| template.owner.as_deref())
        .collect();
    assert_eq!(owners, [None, Some("octo-org")]);
    assert!(needs.caveats.is_empty());
}

#[test]
fn an_error_without_a_method_asks_for_it() {
    let refused = |address: &str| {
        let text =
            format!("HTTP 403: Resource not accessible by personal access token (https://api.github.com{address})");
        needs(&[Input::Text {
            file: None,
            text: &text,
        }])
    };
    let needs = refused("/repos/octo-org/octo-repo/releases");
    let question = &needs.questions[0];
    assert_eq!(question.id, "unknown-method");
    assert_eq!(question.adds.get("contents"), Some(Level::Write));
    assert_eq!(
        refused("/repos/octo-org/octo-repo/traffic/views").questions,
        [],
        "nothing there can be changed"
    );
}

#[test]
fn workflow_files_are_a_question_unless_they_are_named() {
    let asked = needs(&[Input::Call("PUT /repos/octo-org/app/contents/a.md")]);
    assert_eq!(asked.questions[0].id, "workflow-files");
    assert_eq!(asked.permissions.get("workflows"), None);
    let named = needs(&[Input::Call("PUT /repos/octo-org/app/contents/.github/workflows/ci.yml")]);
    assert_eq!(named.permissions.get("workflows"), Some(Level::Write));
    assert!(named.questions.is_empty());
}

#[test]
fn a_push_of_a_staged_workflow_needs_workflows() {
    let pushed = |text: &str| {
        let needs = needs(&[Input::Text { file: None, text }]);
        (needs.permissions.get("workflows"), needs.questions.len())
    };
    let push = "git push https://x:$T@github.com/octo-org/app.git";
    let staged = format!("git add .github/workflows/ci.yml\ngit commit -m CI\n{push}");
    assert_eq!(pushed(&staged), (Some(Level::Write), 0));
    // Where the file of this workflow is does not say what it pushes.
    let own = format!("# .github/workflows/release.yml\nrun: |\n  git add CHANGELOG.md\n  {push}");
    assert_eq!(pushed(&own), (None, 1));
}

#[test]
fn what_is_gone_is_said() {
    let needs = needs(&[Input::Call("GET /projects/1/columns")]);
    assert_eq!(needs.calls[0].status, CallStatus::Gone);
    assert_eq!(needs.unmatched, ["/projects/1/columns"]);
    assert!(!needs.is_served());
}

fn accepted(value: &str) -> Needs {
    let text = format!("HTTP/2 403\nX-Accepted-GitHub-Permissions: {value}\n");
    needs(&[Input::Text {
        file: None,
        text: &text,
    }])
}

#[test]
fn a_header_counts_only_with_permissions_that_a_token_can_have() {
    for value in ["contents=admin", "workflows=read", "banana=write"] {
        let needs = accepted(value);
        assert!(needs.permissions.is_empty() && needs.templates.is_empty(), "{value}");
        assert_eq!(needs.unmatched, [format!("X-Accepted-GitHub-Permissions: {value}")]);
        assert!(!needs.is_served(), "{value}");
    }
    for (value, code) in [("checks=write", "limit-checks"), ("packages=read", "limit-packages")] {
        let needs = accepted(value);
        assert!(needs.permissions.is_empty() && needs.templates.is_empty(), "{value}");
        assert_eq!(needs.caveats[0].code.as_str(), code);
        assert!(needs.unmatched.is_empty() && !needs.is_served(), "{value}");
    }
    // An alternative that works is enough.
    let either = accepted("checks=write; contents=read");
    assert_eq!(either.permissions.get("contents"), Some(Level::Read));
    assert!(either.caveats.is_empty() && either.is_served());
    let renamed = accepted("copilot_requests=write");
    assert_eq!(renamed.permissions.get("user_copilot_requests"), Some(Level::Read));
    let nothing = accepted("allows_permissionless_access=true");
    assert!(nothing.permissions.is_empty() && nothing.is_served() && !nothing.is_empty());
    assert_eq!(nothing.templates.len(), 1);
}

#[test]
fn a_call_that_reads_answers_no_question() {
    let edit = Input::Call("PATCH /repos/octo/app/issues/1");
    let create = Input::Call("POST /repos/octo/app/pulls");
    for read in [None, Some(Input::Call("GET /repos/octo/app/issues/1"))] {
        let inputs: Vec<Input<'_>> = [edit, create].into_iter().chain(read).collect();
        let needs = needs(&inputs);
        let asked: Vec<_> = needs
            .questions
            .iter()
            .filter(|asked| asked.id == "issues-or-pull-requests")
            .collect();
        assert_eq!(asked.len(), 1, "{:?}", needs.questions);
        assert_eq!(asked[0].adds.get("issues"), Some(Level::Write));
    }
}
