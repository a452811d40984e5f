//! Words in the box: permissions, tasks, calls and limits that they find.

use crate::{
    calls::tool::tools_named,
    github::{self, Endpoint, FineGrained, Level, LimitCode, Permission, Preset, SearchMatch, Tool},
    link::{Draft, Permissions},
    needs::{Call, Location},
};

/// A task of a tool, or one of the frequent tasks: something that a token can be made for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its id in the tables.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// What it does with the token.
    pub what: &'static str,
    /// What it needs.
    pub permissions: Permissions,
    /// Whether a fine-grained token serves it.
    pub serves: bool,
    /// What to use instead, where one does not.
    pub instead: &'static str,
    /// The template, where it is more than its permissions.
    pub template: Option<String>,
}

impl From<&Tool> for Task {
    fn from(tool: &Tool) -> Self {
        Task {
            id: tool.id,
            name: tool.name,
            what: tool.task,
            permissions: tool.permissions.iter().collect(),
            serves: tool.fine_grained != FineGrained::No,
            instead: tool.instead,
            template: None,
        }
    }
}

impl From<&Preset> for Task {
    fn from(preset: &Preset) -> Self {
        Task {
            id: preset.id,
            name: preset.name,
            what: preset.description,
            permissions: preset.asks.iter().map(|ask| (ask.parameter, ask.level)).collect(),
            serves: true,
            instead: "",
            template: Some(Draft::from(preset).url()),
        }
    }
}

/// The frequent tasks.
#[must_use]
pub fn tasks() -> Vec<Task> {
    github::presets().iter().map(Task::from).collect()
}

/// What a search finds.
#[derive(Clone, Debug, Default)]
pub struct SearchResults {
    /// Permissions, each with the level that fits the words.
    pub permissions: Vec<(&'static Permission, Level)>,
    /// Tasks of tools, and frequent tasks.
    pub tasks: Vec<Task>,
    /// Calls of the API; the text of each is GitHub's title.
    pub calls: Vec<Call>,
    /// What fine-grained tokens cannot do, by code.
    pub limits: Vec<LimitCode>,
}

impl SearchResults {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.permissions.is_empty() && self.tasks.is_empty() && self.calls.is_empty() && self.limits.is_empty()
    }
}

/// Searches permissions, tools, calls and limits for words.
#[must_use]
pub fn search(text: &str) -> SearchResults {
    let mut found = SearchResults {
        tasks: tasks_for(text),
        ..SearchResults::default()
    };
    for one in github::find(text) {
        match one {
            SearchMatch::Permission(permission, level) => found.permissions.push((permission, level)),
            SearchMatch::Endpoint(endpoint) => found.calls.push(documented_call(endpoint)),
            // Some limits are no answer to a question.
            SearchMatch::Limit(limit) if limit.question.is_some() => found.limits.push(limit.code),
            // Scopes are converted as a list of them is.
            SearchMatch::Limit(_) | SearchMatch::ClassicScope(_) => {}
        }
    }
    found
}

/// A call, by its row of the table.
fn documented_call(endpoint: &'static Endpoint) -> Call {
    let title = Location {
        text: endpoint.title.to_owned(),
        ..Location::default()
    };
    Call::of_endpoint(endpoint, endpoint.path.to_owned(), title)
}

fn tasks_for(text: &str) -> Vec<Task> {
    let query = github::telling_words(text).join(" ");
    let frequent = github::presets().iter().filter(|preset| preset.matches(&query));
    tools_named(&query)
        .into_iter()
        .map(Task::from)
        .chain(frequent.map(Task::from))
        .collect()
}
