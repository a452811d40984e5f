//! What the popup asks of the engine: the one place where its model touches the other rooms.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    advice::{
        alternatives::{self, LimitAdvice},
        summary, verdict,
    },
    calls::tool::tools_named,
    github::{self, Endpoint, FineGrained, Instance, Level, LimitCode, Match, Permission, Preset, Scope, Tool},
    link::{
        Draft, Edit, Expiration, Link, Page, Permissions, Template, apply, classic,
        compare::{Change, Difference, compare},
    },
    lint::{self, Code, Diagnostic, Options, Place, Severity},
    needs::{self, Call, Location, Needs, PermissionSet},
    sanitize::shown,
    text::links,
    understand::{self, TextKind},
    view::typeset,
};

/// What a text in the box is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// Words to search for.
    Words,
    /// Links, each as its text stands.
    Links(Vec<String>),
    /// A link for a classic token.
    Classic(String),
    /// Something to find calls in: a script, a command, an error, a header.
    Calls,
}

/// Says what a text is.
#[must_use]
pub fn understand(text: &str) -> Text {
    let text = text.trim();
    let understood = understand::understand(text);
    match understood.kind {
        TextKind::TemplateLink => Text::Links(understood.links),
        TextKind::ClassicLink => Text::Classic(understood.links.into_iter().next().unwrap_or_default()),
        TextKind::Error | TextKind::Calls | TextKind::Permissions => Text::Calls,
        // Some other address is said to be none of GitHub's forms.
        _ if links::is_link(text) && !text.contains(char::is_whitespace) && !is_api(&Link::read(text)) => {
            Text::Links(vec![text.to_owned()])
        }
        TextKind::Empty | TextKind::Tools | TextKind::Words if looks_like_code(text) => Text::Calls,
        TextKind::Empty | TextKind::Tools | TextKind::Words => Text::Words,
    }
}

/// Whether an address is one of the API's and not one of GitHub's pages.
fn is_api(link: &Link) -> bool {
    link.host.starts_with("api.") || link.text.contains("/api/v3/")
}

/// A text of several lines, or with marks that no words have, is not searched for.
fn looks_like_code(text: &str) -> bool {
    text.contains('\n')
        || text.contains("://")
        || text.contains(" --")
        || text.starts_with("HTTP ")
        || text.contains("not accessible by")
        || text.chars().any(|c| "{}$=<>|\\;\"".contains(c))
        || text.chars().count() > 120
}

/// Finds the calls in a text, and the least that a token needs for them. The line of a call is 0 where the text has one
/// line only.
#[must_use]
pub fn needs(text: &str) -> Needs {
    let mut needs = needs::needs(&[needs::Input::Text { file: None, text }]);
    let has_lines = text.trim().lines().nth(1).is_some();
    for call in &mut needs.calls {
        call.sets = choices_of(std::mem::take(&mut call.sets));
        if !has_lines {
            call.found.line = 0;
        }
    }
    needs
}

/// Sets among which there is something to choose: one that asks for all that another does, and for more, is left out.
fn choices_of(sets: Vec<PermissionSet>) -> Vec<PermissionSet> {
    let covers = |set: &PermissionSet, other: &PermissionSet| {
        other
            .iter()
            .all(|(name, level)| set.iter().any(|(own, has)| own == name && has >= level))
    };
    let superfluous = |at: usize, set: &PermissionSet| {
        let mut others = sets.iter().enumerate();
        others.any(|(other_at, other)| other_at != at && covers(set, other) && (!covers(other, set) || other_at < at))
    };
    let kept: Vec<bool> = sets.iter().enumerate().map(|(at, set)| !superfluous(at, set)).collect();
    sets.into_iter()
        .zip(kept)
        .filter_map(|(set, kept)| kept.then_some(set))
        .collect()
}

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
            Match::Permission(permission, level) => found.permissions.push((permission, level)),
            Match::Endpoint(endpoint) => found.calls.push(documented_call(endpoint)),
            // Some limits are no answer to a question.
            Match::Limit(limit) if limit.question.is_some() => found.limits.push(limit.code),
            // Scopes are converted as a list of them is.
            Match::Limit(_) | Match::ClassicScope(_) => {}
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

/// All limits that people can run into; what serves instead is at the GitHub of this host.
#[must_use]
pub fn limits(host: &str) -> Vec<LimitAdvice> {
    let host = if host.is_empty() { github::DEFAULT_HOST } else { host };
    alternatives::alternatives(Instance::at(host))
}

/// A diagnostic's name within one link: its code and parameter.
pub type Id = (Code, String);

/// What was decided about a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A safe fix was taken back.
    Undone,
    /// A fix that is not safe was accepted.
    Accepted,
    /// The parameter was left out instead.
    LeftOut,
}

/// A link, checked, with its fixes applied.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The link as it was read, secrets removed.
    pub text: String,
    /// The link with all fixes that are applied.
    pub url: String,
    /// What GitHub makes of the link, in one sentence.
    pub sentence: String,
    /// Where and how long, in one sentence.
    pub bounds: String,
    /// What there is to say about it.
    pub rows: Vec<Row>,
    /// What the token could do, the most dangerous first.
    pub can: Vec<String>,
    /// The texts in the link: what each is, and what it says.
    pub quotes: Vec<(String, String)>,
    /// What had to be mended to read it at all.
    pub notes: Vec<String>,
    /// What it asks for after its fixes; nothing if it leads to no form that takes templates.
    pub draft: Option<Draft>,
    /// Whether it may be opened.
    pub trusted: bool,
}

impl Checked {
    /// How many errors are left.
    #[must_use]
    pub fn errors_left(&self) -> usize {
        self.rows
            .iter()
            .filter(|row| row.left && row.diagnostic.severity == Severity::Error)
            .count()
    }

    /// How many diagnostics have been fixed.
    #[must_use]
    pub fn fixed(&self) -> usize {
        self.rows.iter().filter(|row| !row.left).count()
    }

    /// Whether the link only looks like one of GitHub's.
    #[must_use]
    pub fn is_false(&self) -> bool {
        let leads_elsewhere =
            |row: &Row| row.diagnostic.place == Some(Place::Host) && row.diagnostic.severity == Severity::Error;
        self.rows.iter().any(leads_elsewhere)
    }

    /// Whether anything was changed.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.url != self.text
    }
}

/// One diagnostic and what became of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The diagnostic.
    pub diagnostic: Diagnostic,
    /// Whether it still stands.
    pub left: bool,
    /// Whether its fix asks for no more than the link's own text says.
    pub safe: bool,
    /// What a fix that is not safe would change.
    pub would: Vec<Difference>,
    /// What was decided.
    pub decision: Option<Decision>,
    /// The link, or the links, after a fix that is a choice.
    pub urls: Vec<String>,
}

impl Row {
    /// Its name within the link.
    #[must_use]
    pub fn id(&self) -> Id {
        id(&self.diagnostic)
    }
}

fn id(diagnostic: &Diagnostic) -> Id {
    (diagnostic.code, diagnostic.parameter.clone().unwrap_or_default())
}

/// How often fixes bring up others that are applied, too.
const MOST_PASSES: usize = 20;

/// The most diagnostics that are listed, and for which it is worked out what a fix would change: of those that need an
/// answer, and as many notes. People don't read more, and drawing them takes time.
pub const MOST_LISTED: usize = 50;

/// Checks a link and applies its fixes: the safe ones that were not taken back, and those that were accepted.
#[must_use]
pub fn check(text: &str, decisions: &BTreeMap<Id, Decision>, options: &Options) -> Checked {
    let original = Link::read(text);
    let found = lint::run(&original, options);
    let mut link = original.clone();
    let mut left = found.clone();
    let mut done: BTreeSet<Id> = BTreeSet::new();
    for _ in 0..MOST_PASSES {
        let changes: Vec<(Id, Vec<Edit>)> = left
            .iter()
            .map(|diagnostic| (id(diagnostic), diagnostic))
            .filter(|(id, _)| !done.contains(id))
            .filter_map(|(id, diagnostic)| {
                let edits = change(diagnostic, decisions.get(&id).copied())?;
                Some((id, edits))
            })
            .collect();
        let made = lint::at_once(changes.iter().map(|(id, edits)| (id, edits.as_slice())));
        if made.is_empty() {
            break;
        }
        let edits: Vec<Edit> = made.iter().flat_map(|(_, edits)| edits.iter().cloned()).collect();
        done.extend(made.into_iter().map(|(id, _)| id.clone()));
        link = Link::read(&apply(&link, &edits));
        left = lint::run(&link, options);
    }
    let left_ids: BTreeSet<Id> = left.iter().map(id).collect();
    let found_ids: BTreeSet<Id> = found.iter().map(id).collect();
    let sentence = verdict::sentence(&original, &found);
    // What a fix brought up comes after what the link had.
    let brought_up = left.into_iter().filter(|one| !found_ids.contains(&id(one)));
    let [before, after] = [&original, &link].map(|link| (link, link.template().unwrap_or_default()));
    let mut all: Vec<(&(&Link, Template), Diagnostic)> = found.into_iter().map(|one| (&before, one)).collect();
    all.extend(brought_up.map(|one| (&after, one)));
    all.sort_by_key(|(_, one)| one.severity);
    let first_note = all.partition_point(|(_, one)| one.severity < Severity::Info);
    let rows = all
        .into_iter()
        .enumerate()
        .map(|(at, ((link, template), diagnostic))| {
            let id = id(&diagnostic);
            let at = at.checked_sub(first_note).unwrap_or(at);
            row(
                (link, template),
                diagnostic,
                left_ids.contains(&id),
                decisions.get(&id).copied(),
                at < MOST_LISTED,
            )
        })
        .collect();
    let summary = summary::of_link(&link);
    let is_form = link.page == Page::Form;
    Checked {
        url: if done.is_empty() {
            original.text.clone()
        } else {
            link.text.clone()
        },
        text: original.text.clone(),
        sentence,
        bounds: summary
            .as_ref()
            .map(|summary| summary.bounds.clone())
            .unwrap_or_default(),
        can: summary.map(|summary| summary.can).unwrap_or_default(),
        quotes: quotes(&original),
        notes: original.notes.iter().map(|note| (*note).to_owned()).collect(),
        draft: is_form.then(|| Draft::of(&link)),
        trusted: options.trust(&link.host),
        rows,
    }
}

fn row(
    (link, template): (&Link, &Template),
    diagnostic: Diagnostic,
    left: bool,
    decision: Option<Decision>,
    compared: bool,
) -> Row {
    let fix = diagnostic.fix.as_ref();
    let safe = fix.is_some_and(|fix| fix.safe);
    let urls = match fix {
        Some(fix) if compared && (!safe || fix.links.len() > 1) => fix.urls(link),
        _ => Vec::new(),
    };
    let would = match urls.as_slice() {
        [url] => differences(template, url),
        _ => Vec::new(),
    };
    Row {
        diagnostic,
        left,
        safe,
        would,
        decision,
        urls,
    }
}

fn differences(before: &Template, url: &str) -> Vec<Difference> {
    let after = Link::read(url).template().unwrap_or_default();
    compare(before, &after)
        .into_iter()
        .filter(|difference| difference.change != Change::Same)
        .collect()
}

/// What a diagnostic changes, by what was decided about it.
fn change(diagnostic: &Diagnostic, decision: Option<Decision>) -> Option<Vec<Edit>> {
    if decision == Some(Decision::LeftOut) {
        return Some(vec![Edit::Remove(diagnostic.parameter.clone()?)]);
    }
    let fix = diagnostic.fix.as_ref()?;
    let takes = match decision {
        Some(Decision::Accepted) => true,
        Some(_) => false,
        None => fix.safe,
    };
    match fix.links.as_slice() {
        [edits] if takes => Some(edits.clone()),
        _ => None,
    }
}

fn quotes(link: &Link) -> Vec<(String, String)> {
    let template = link.template().unwrap_or_default();
    let mut quotes = Vec::new();
    for (what, text) in [("Name", &template.name), ("Description", &template.description)] {
        if let Some(text) = text.as_ref().filter(|text| !text.trim().is_empty()) {
            quotes.push((what.to_owned(), shown(text)));
        }
    }
    for (parameter, reason) in &template.reasons {
        quotes.push((label(parameter), shown(reason)));
    }
    quotes
}

/// What there is to say about a template that is being built.
#[must_use]
pub fn problems(url: &str, options: &Options) -> Vec<Diagnostic> {
    lint::run(&Link::read(url), options)
}

/// The template after a diagnostic's fix, where there is one right answer.
#[must_use]
pub fn fixed(draft: &Draft, found: &Diagnostic) -> Option<Draft> {
    let urls = found.fix.as_ref()?.urls(&Link::read(&draft.url()));
    match urls.as_slice() {
        [url] => Some(self::draft(url)),
        _ => None,
    }
}

/// The template that a link asks for.
#[must_use]
pub fn template(url: &str) -> Template {
    Link::read(url).template().unwrap_or_default()
}

/// The fields of a link.
#[must_use]
pub fn draft(url: &str) -> Draft {
    Draft::of(&Link::read(url))
}

/// A classic link, converted.
#[derive(Clone, Debug)]
pub struct Conversion {
    /// The scopes, each with what becomes of it.
    pub scopes: Vec<ScopeRow>,
    /// The links that replace it: none, one, or two.
    pub urls: Vec<String>,
    /// The fixed classic link, for what cannot be replaced.
    pub classic: String,
    /// How long the link lets a token live, if it says so.
    pub expires_in: Option<Expiration>,
}

/// One scope of a classic link.
#[derive(Clone, Debug)]
pub struct ScopeRow {
    /// The scope.
    pub scope: String,
    /// The permissions that it becomes.
    pub becomes: PermissionSet,
    /// Whether a fine-grained token serves its usual need: with these permissions, or with none.
    pub served: bool,
    /// Where that falls short, in one sentence.
    pub note: &'static str,
    /// In which of the links, from 0.
    pub link: Option<usize>,
    /// The limit that it runs into, by code.
    pub limit: Option<LimitCode>,
}

/// Converts a classic link. A token has organization permissions or account permissions, never both, so there are two
/// links where both are asked for.
#[must_use]
pub fn convert(text: &str, owner: &str) -> Conversion {
    let link = Link::read(text);
    let converted = classic::convert(&link);
    let of = |scope: Scope| converted.template.permissions.of(scope).next().is_some();
    let split = of(Scope::Account) && (of(Scope::Organization) || of(Scope::Repository));
    let in_second =
        |parameter: &str| split && github::permission(parameter).is_some_and(|known| known.scope == Scope::Account);
    let mut templates = vec![converted.template.clone()];
    if split {
        let mut second = converted.template.clone();
        templates[0].permissions.retain(|name| !in_second(name));
        second.permissions.retain(in_second);
        templates.push(second);
    }
    if !owner.is_empty()
        && let Some(first) = templates.first_mut()
    {
        first.owner = Some(owner.to_owned());
    }
    templates.retain(|template| !template.permissions.is_empty());
    let value = |key: &str| link.parameter(key).map(|found| found.value.clone()).unwrap_or_default();
    let all = format!("{},{}", value("scopes"), value("scope"));
    let scopes: Vec<ScopeRow> = classic::split(&all)
        .map(|scope| {
            let becomes: PermissionSet = classic::granted(scope)
                .map(|(parameter, level)| (parameter.to_owned(), level))
                .collect();
            let known = github::classic_scope(scope);
            let served = known.is_some_and(github::ClassicScope::has_equal);
            ScopeRow {
                scope: shown(scope),
                link: becomes.first().map(|(parameter, _)| usize::from(in_second(parameter))),
                limit: if served { None } else { limit_of_scope(scope) },
                served,
                note: known.map_or("", |known| known.note),
                becomes,
            }
        })
        .collect();
    let host = if link.host.is_empty() {
        github::DEFAULT_HOST
    } else {
        &link.host
    };
    let wanted: Vec<&str> = classic::split(&all)
        .filter(|scope| github::classic_scope(scope).is_some())
        .collect();
    Conversion {
        scopes,
        urls: templates.iter().map(Template::to_string).collect(),
        expires_in: converted.template.expires_in,
        classic: format!("https://{host}{}?scopes={}", github::CLASSIC_PATH, wanted.join(",")),
    }
}

fn limit_of_scope(scope: &str) -> Option<LimitCode> {
    if scope.ends_with(":packages") {
        return Some(LimitCode::Packages);
    }
    github::limits()
        .iter()
        .find(|limit| limit.classic_scopes.contains(&scope))
        .map(|limit| limit.code)
}

/// The label of a permission on GitHub's form, or the parameter where it is unknown.
#[must_use]
pub fn label(parameter: &str) -> String {
    github::permission(parameter).map_or_else(|| shown(parameter), |known| known.label.to_owned())
}

/// What a permission allows.
#[must_use]
pub fn lets(parameter: &str, level: Level) -> String {
    github::permission(parameter)
        .and_then(|known| known.offered(level))
        .map(|offered| typeset(offered.lets))
        .unwrap_or_default()
}

/// Why a permission is of high risk at a level, if it is: what its holder can do, and what to take instead.
#[must_use]
pub fn high_risk(parameter: &str, level: Level) -> Option<(&'static str, &'static str)> {
    github::high_risk(parameter, level).map(|high| (high.can, high.instead))
}

/// Whether a template is of high risk: by breadth, level and life, not by its worst permission alone.
#[must_use]
pub fn is_high_risk(template: &Template) -> bool {
    summary::summary(template).risk.word == "high"
}
