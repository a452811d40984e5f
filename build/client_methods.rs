//! Methods of client libraries and the operations that they call.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Tables, code, errors::Errors, words::Method};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    client: Client,
    class: String,
    method: String,
    verb: Method,
    path: String,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
enum Client {
    #[serde(rename = "octokit.js")]
    Octokit,
    #[serde(rename = "go-github")]
    GoGithub,
    #[serde(rename = "PyGithub")]
    PyGithub,
    #[serde(rename = "octokit.rb")]
    OctokitRb,
    #[serde(rename = "octokit.net")]
    OctokitNet,
    #[serde(rename = "octocrab")]
    Octocrab,
    #[serde(rename = "hub4j")]
    Hub4j,
    #[serde(rename = "github3.py")]
    Github3Py,
    #[serde(rename = "KnpLabs")]
    KnpLabs,
}

pub fn check(tables: &Tables, errors: &mut Errors) {
    let table = &tables.client_methods;
    table.each(errors, |row, refuse| {
        if tables.endpoint(row.verb, &row.path).is_none() {
            refuse("path", format!("no `{:?} {}` in data/endpoints.tsv", row.verb, row.path));
        }
    });
}

pub fn write(tables: &Tables) -> String {
    let mut methods: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for row in tables.client_methods.rows() {
        let calls = methods
            .entry((row.client, row.class.as_str(), row.method.as_str()))
            .or_default();
        calls.extend(tables.endpoint(row.verb, &row.path));
    }
    let method = |((client, class, method), endpoints): (&(Client, &str, &str), &Vec<usize>)| {
        format!(
            "ClientMethod {{ client: Client::{client:?}, class: {class:?}, method: {method:?}, endpoints: {} }}",
            code::list(endpoints)
        )
    };
    code::slice("CLIENT_METHODS", "ClientMethod", methods.iter().map(method))
}
