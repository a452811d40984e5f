//! Methods of octocrab (Rust): `octocrab.issues("octo-org", "octo-repo").create("title")`.

use super::{
    Recognizer, Sighting, Text,
    client_objects::{self, ClientLibrary},
};
use crate::github::Client;

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "octocrab",
    examples: EXAMPLES,
    recognize,
};

/// The handlers that the client gives.
const HANDLERS: &[(&str, &str)] = &[
    ("issues", "issues"),
    ("pulls", "pulls"),
    ("repos", "repos"),
    ("releases", "releases"),
    ("orgs", "orgs"),
    ("teams", "teams"),
    ("gists", "gists"),
    ("current", "current"),
    ("actions", "actions"),
    ("workflows", "workflows"),
    ("search", "search"),
    ("users", "users"),
    ("checks", "checks"),
    ("commits", "commits"),
];

static LIBRARY: ClientLibrary = ClientLibrary {
    by: "octocrab",
    client: Client::Octocrab,
    returns: HANDLERS,
    names: &[("issues", "issues"), ("pulls", "pulls"), ("releases", "releases")],
    owners: &[
        "issues",
        "pulls",
        "repos",
        "orgs",
        "teams",
        "actions",
        "workflows",
        "checks",
        "commits",
    ],
    is_distinctive: |_| false,
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    if text.contains_any(&["octocrab", "Octocrab"]) {
        client_objects::recognize(text, &LIBRARY, found);
    }
}

const EXAMPLES: &[super::Example] = &[
    (
        "let octocrab = Octocrab::builder().personal_token(t).build()?;\noctocrab.issues(\"octo-org\", \"a\").create(\"title\").body(\"b\").send().await?;",
        &["POST /repos/{owner}/{repo}/issues"],
    ),
    (
        "octocrab::instance()\n    .repos(owner, repo)\n    .releases()\n    .create(\"v1\")\n    .send()",
        &["POST /repos/{owner}/{repo}/releases"],
    ),
    (
        "use octocrab::Octocrab;\nlet handler = crab.pulls(&owner, &repo);\nmatch handler.merge(7).send().await {\n    Ok(_) => crab.issues(&owner, &repo).create_comment(7, \"x\").await?,\n}",
        &[
            "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge",
            "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
        ],
    ),
    ("let me = octocrab.current().user().await?;", &["GET /user"]),
    ("use octocrab::models;\nlet x = list.get(1).create(2);", &[]),
    ("fn issues(&self) { self.list.create() } // octocrab", &[]),
];
