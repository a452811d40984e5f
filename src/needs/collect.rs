//! Collects what inputs ask for, and puts the answer together.

use std::collections::BTreeSet;

use super::{
    Call, CallStatus, Caveat, CaveatCode, Instead, Location, NeededTemplate, Needs, PermissionSet, Question,
    Requirement, caveat_of, least, least::scope_of, lists::Lists,
};
use crate::{
    calls::{self, Seen, Sighting},
    github::{
        Endpoint, Level, LimitCode, Method, OwnerFault, Resolved, Scope, Status, is_workflow_file, owner_fault,
        owner_of_path, resolve,
    },
    link::{Permissions, Template},
    lint::{Severity, Stated, StatedCall},
    sanitize::{self, secrets::redact},
};

/// Something to look through.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// A call: `POST /repos/{owner}/{repo}/issues`, `https://api.github.com/user`. Without a method GET is meant.
    Call(&'a str),
    /// A text, and the name of its file.
    Text {
        /// The file, where it is one.
        file: Option<&'a str>,
        /// What is in it.
        text: &'a str,
    },
}

/// What a token needs for everything in the inputs.
#[must_use]
pub fn needs(inputs: &[Input<'_>]) -> Needs {
    let mut collector = Collector::default();
    for input in inputs {
        collector.add(*input);
    }
    collector.finish()
}

/// The longest line that is shown with what was found in it.
const LONGEST_LINE: usize = 4000;

/// Whether a file of workflows is staged right before a push: `git add .github/workflows/ci.yml`.
fn stages_workflow(text: &str, push: usize) -> bool {
    let before = &text[text.ceil_char_boundary(push.saturating_sub(400))..push];
    let stages = |line: &str| {
        ["git add ", "git mv ", "git rm ", "git commit "]
            .iter()
            .any(|verb| line.contains(verb))
    };
    before.lines().any(|line| stages(line) && is_workflow_file(line))
}

/// Collects what inputs ask for, one after the other, so that many files need not be in memory at once.
#[derive(Debug, Default)]
pub struct Collector {
    pub(super) needs: Needs,
    requirements: Vec<Requirement>,
    seen: BTreeSet<(String, Option<String>, Vec<PermissionSet>)>,
    pub(super) workflow_files: bool,
    /// What files only speak of, until it is known whether another file calls something.
    references: Vec<Reference>,
    /// The first file with a call, and whether there is another one.
    calling: Option<String>,
    several_call: bool,
}

/// An operation whose documentation a file links to, or that a comment of it names.
#[derive(Debug)]
struct Reference {
    method: Option<Method>,
    path: String,
    owner: Option<String>,
    found: Location,
}

impl Collector {
    /// Looks through one input.
    pub fn add(&mut self, input: Input<'_>) {
        match input {
            Input::Call(call) => self.call(call),
            Input::Text { file, text } => self.text(file, text),
        }
    }

    fn call(&mut self, written: &str) {
        let found = Location {
            file: None,
            line: 1,
            text: sanitize::shown(&redact(written)),
            by: "argument",
        };
        match calls::call(written) {
            Some((method, path)) => {
                self.workflow_files |= is_workflow_file(&path);
                self.rest(method, &path, None, found);
            }
            None => self.needs.unmatched.push(found.text),
        }
    }

    fn text(&mut self, file: Option<&str>, text: &str) {
        let sightings = calls::find(text);
        if sightings.is_empty() {
            return;
        }
        let lines = calls::Text::new(text);
        let mut lists = Lists::default();
        let has_calls = sightings.iter().any(|sighting| sighting.seen.is_call());
        let has_errors = sightings
            .iter()
            .any(|sighting| matches!(sighting.seen, Seen::Error { .. }));
        if let Some(file) = file
            && sightings
                .iter()
                .any(|sighting| sighting.seen.is_call() && !calls::is_reference(sighting.by))
        {
            self.several_call |= self.calling.as_ref().is_some_and(|first| first != file);
            self.calling.get_or_insert_with(|| file.to_owned());
        }
        let (mut number, mut counted) = (1, 0);
        for Sighting { range, by, seen } in sightings {
            // They come in the order of the text.
            number += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..range.start]).count();
            counted = range.start;
            // A line of megabytes is not read again for everything found in it.
            let line = Some(lines.line_at(range.start)).filter(|line| line.len() <= LONGEST_LINE);
            let line = line.unwrap_or_else(|| text.get(range.clone()).unwrap_or_default());
            let found = Location {
                file: file.map(str::to_owned),
                line: number,
                text: sanitize::shown(redact(line).trim()),
                by,
            };
            if let Seen::Rest { method, path, owner } = seen {
                // A file of workflows is named by the call, or by what is sent with it.
                let near = &text[range.start..text.floor_char_boundary(range.end.saturating_add(400))];
                self.workflow_files |= is_workflow_file(&path) || is_workflow_file(near);
                if file.is_some() && calls::is_reference(by) {
                    self.references.push(Reference {
                        method,
                        path,
                        owner,
                        found,
                    });
                    continue;
                }
                let endpoint = self.rest(method, &path, owner, found);
                if method.is_none()
                    && has_errors
                    && let Some(read) = endpoint.filter(|endpoint| endpoint.method == Method::Get)
                {
                    self.unknown_method(read, &path);
                }
            } else {
                let pushes = matches!(seen, Seen::Git { push: true, .. });
                self.workflow_files |= pushes && stages_workflow(text, range.start);
                self.sign(seen, found, &mut lists);
            }
        }
        self.lists(lists, has_calls);
    }

    /// Adds a REST call; answers which operation it is, where that is known.
    fn rest(
        &mut self,
        method: Option<Method>,
        path: &str,
        owner: Option<String>,
        found: Location,
    ) -> Option<&'static Endpoint> {
        let owner = owner.or_else(|| owner_of_path(path).map(str::to_owned));
        // What no login can be is something that the text fills in.
        let owner = owner.filter(|owner| owner_fault(owner) != Some(OwnerFault::Impossible));
        let path = redact(path).into_owned();
        match resolve(method, &path) {
            Resolved::Endpoint(endpoint) => {
                self.endpoint(endpoint, path, owner, found);
                Some(endpoint)
            }
            Resolved::Gone(_) => {
                self.needs.unmatched.push(path.clone());
                self.needs.calls.push(Call {
                    method: method.map_or("GET", Method::as_str),
                    path,
                    endpoint: None,
                    status: CallStatus::Gone,
                    sets: Vec::new(),
                    classic_scopes: Vec::new(),
                    found,
                });
                None
            }
            Resolved::Unknown => {
                let method = method.map(|method| format!("{method} ")).unwrap_or_default();
                self.needs.unmatched.push(format!("{method}{path}"));
                None
            }
        }
    }

    /// An error names an address without the method, such as gh's: what changes something there may have been meant.
    fn unknown_method(&mut self, read: &'static Endpoint, path: &str) {
        let changing = [Method::Post, Method::Patch, Method::Put, Method::Delete];
        let sets = changing
            .into_iter()
            .find_map(|method| match resolve(Some(method), path) {
                Resolved::Endpoint(endpoint) if endpoint.path == read.path && endpoint.status == Status::Supported => {
                    Requirement::of_endpoint(endpoint, None).sets.into_iter().next()
                }
                _ => None,
            });
        let Some(set) = sets else { return };
        let text = format!(
            "The error doesn’t name the method. Did the call at `{}` change something?",
            read.path
        );
        self.ask("unknown-method", text, set.iter().collect());
    }

    fn endpoint(&mut self, endpoint: &'static Endpoint, path: String, owner: Option<String>, found: Location) {
        let requirement = Requirement::of_endpoint(endpoint, owner);
        self.needs.calls.push(Call::of_endpoint(endpoint, path, found));
        self.practice(endpoint);
        match endpoint.status {
            Status::Supported => self.require(requirement),
            Status::NoPermission if !requirement.sets.is_empty() => {
                let adds = requirement.sets.first().into_iter().flatten().collect();
                self.ask(
                    "private-data",
                    format!("Should `{endpoint}` show private data, too?"),
                    adds,
                );
            }
            _ => {
                let caveat = caveat_of(endpoint);
                let new = caveat.filter(|new| !self.needs.caveats.contains(new));
                self.needs.caveats.extend(new);
            }
        }
    }

    /// The same call twice asks for nothing more.
    pub(super) fn require(&mut self, requirement: Requirement) {
        let key = (
            requirement.what.clone(),
            requirement.owner.as_deref().map(str::to_lowercase),
            requirement.sets.clone(),
        );
        if self.seen.insert(key) {
            self.requirements.push(requirement);
        }
    }

    pub(super) fn ask(&mut self, id: &'static str, text: String, adds: Permissions) {
        let question = Question { id, text, adds };
        if !self.needs.questions.contains(&question) {
            self.needs.questions.push(question);
        }
    }

    /// Adds what files only speak of, unless another file calls something.
    fn add_references(&mut self) {
        let references = std::mem::take(&mut self.references);
        let mut any = false;
        for Reference {
            method,
            path,
            owner,
            found,
        } in references
        {
            let is_alone = self.calling.is_none() || !self.several_call && self.calling == found.file;
            if is_alone {
                any = true;
                self.rest(method, &path, owner, found);
            }
        }
        // They come last, and belong where they are in the file.
        if any && self.calling.is_some() {
            self.needs
                .calls
                .sort_by_key(|call| (call.found.file.is_some(), call.found.line));
        }
    }

    /// What links are measured by: everything found so far that asks for permissions. `None` where nothing was recognized.
    #[must_use]
    pub fn stated(&mut self) -> Option<Stated> {
        self.add_references();
        let calls = self.requirements.iter().map(|requirement| StatedCall {
            what: requirement.what.clone(),
            sets: requirement.sets.clone(),
            owner: requirement.owner.clone(),
        });
        let asked = self.needs.questions.iter().flat_map(|question| question.adds.iter());
        let tools = self.needs.tools.iter();
        let optional = tools
            .clone()
            .flat_map(|tool| tool.optional.iter().map(|optional| optional.parameter));
        let tools = tools.flat_map(|tool| tool.permissions).map(|(name, _)| *name);
        let maybe = asked.map(|(name, _)| name).chain(tools).chain(optional);
        let stated = Stated {
            calls: calls.collect(),
            maybe: maybe.map(str::to_owned).collect(),
        };
        let found = !self.needs.calls.is_empty() || !self.needs.tools.is_empty() || !stated.calls.is_empty();
        found.then_some(stated)
    }

    /// Puts the answer together.
    #[must_use]
    pub fn finish(mut self) -> Needs {
        self.add_references();
        // Where a workflow file is named, the sets with `workflows` are the ones that work.
        if self.workflow_files {
            for requirement in &mut self.requirements {
                requirement.takes_workflows();
            }
        }
        let mut seen = BTreeSet::new();
        self.needs.unmatched.retain(|text| seen.insert(text.clone()));
        let least = least_of(&self.requirements.iter().collect::<Vec<_>>());
        self.questions(&least);
        self.needs.permissions = least.iter().collect();
        self.templates();
        self.needs
    }

    fn questions(&mut self, least: &PermissionSet) {
        let has = |name: &str| least.iter().any(|(known, _)| known == name);
        if !has("workflows") && self.requirements.iter().any(Requirement::may_take_workflows) {
            self.ask(
                "workflow-files",
                "Does it change files under `.github/workflows`?".to_owned(),
                [("workflows", Level::Write)].into_iter().collect(),
            );
        }
        // Comments and labels are the same calls for both; which of them it is, the call does not say.
        let of = |name: &str| least.iter().find(|(known, _)| known == name).map(|(_, level)| *level);
        for (one, other, text) in [
            (
                "pull_requests",
                "issues",
                "Does it also work on issues that are not pull requests?",
            ),
            ("issues", "pull_requests", "Does it also work on pull requests?"),
        ] {
            // The level that a call takes of the other, where only the one serves it.
            let only_by_one = |requirement: &Requirement| {
                let alone = |name: &str| {
                    let mut sets = requirement.sets.iter();
                    sets.find_map(|set| match set.as_slice() {
                        [(only, level)] if only == name => Some(*level),
                        _ => None,
                    })
                };
                let (one_takes, other_takes) = (alone(one)?, alone(other)?);
                (of(one) >= Some(one_takes) && of(other) < Some(other_takes)).then_some(other_takes)
            };
            if let Some(level) = self.requirements.iter().filter_map(only_by_one).max() {
                let adds = [(other, level)].into_iter().collect();
                self.ask("issues-or-pull-requests", text.to_owned(), adds);
            }
        }
    }

    fn templates(&mut self) {
        let needs_nothing = self
            .needs
            .calls
            .iter()
            .any(|call| call.status == CallStatus::NoPermission);
        if self.requirements.is_empty() && !needs_nothing && !self.needs.has_named_tools {
            return;
        }
        // Reading what everyone may read takes no token of that owner.
        let mut owners: Vec<&str> = Vec::new();
        let private = self.requirements.iter().filter(|requirement| !requirement.is_public());
        let mut known = BTreeSet::new();
        for owner in private.filter_map(|requirement| requirement.owner.as_deref()) {
            if known.insert(owner.to_lowercase()) {
                owners.push(owner);
            }
        }
        let (of_account, others): (Vec<&Requirement>, Vec<&Requirement>) = self
            .requirements
            .iter()
            .partition(|requirement| requirement.is_of_account());
        let mut templates = Vec::new();
        if owners.len() > 1 {
            for owner in owners.iter().take(OWNERS) {
                let own = |requirement: &&Requirement| {
                    let known = requirement.owner.as_deref();
                    known.is_none_or(|known| known.eq_ignore_ascii_case(owner))
                };
                templates.push(template(
                    Some(owner),
                    &others.iter().copied().filter(own).collect::<Vec<_>>(),
                ));
            }
            if !of_account.is_empty() {
                templates.push(template(None, &of_account));
            }
            self.needs.caveats.push(several_owners(&owners));
        } else {
            let owner = owners.first().copied();
            let all: Vec<&Requirement> = self.requirements.iter().collect();
            let least = least_of(&all);
            let of = |scope: Scope| least.iter().any(|(name, _)| scope_of(name) == scope);
            if of(Scope::Account) && of(Scope::Organization) {
                templates.push(template(None, &of_account));
                templates.push(template(owner, &others));
            } else {
                // With permissions of the account, the owner is the person.
                templates.push(template(owner.filter(|_| !of(Scope::Account)), &all));
            }
        }
        self.needs.url = match templates.as_slice() {
            [only] => Some(only.url.clone()),
            _ => None,
        };
        self.needs.templates = templates;
    }
}

/// For how many owners a template is written: a person who needs more tokens needs an App.
const OWNERS: usize = 20;

/// A fine-grained token is for one owner only.
fn several_owners(owners: &[&str]) -> Caveat {
    let limit = LimitCode::MultipleOwners.limit();
    let names: Vec<String> = owners
        .iter()
        .take(OWNERS)
        .map(|owner| sanitize::quoted(&redact(owner)))
        .collect();
    Caveat {
        code: CaveatCode::Limit(limit.code),
        severity: Severity::Warning,
        parameter: None,
        message: format!("{} The calls reach {}.", limit.what, names.join(", ")),
        help: limit.instead.to_owned(),
        instead: vec![Instead::App {
            permissions: Vec::new(),
        }],
    }
}

fn least_of(requirements: &[&Requirement]) -> PermissionSet {
    let sets: Vec<Vec<PermissionSet>> = requirements
        .iter()
        .map(|requirement| requirement.sets.clone())
        .collect();
    least(&sets)
}

/// The token for some of the requirements.
fn template(owner: Option<&str>, requirements: &[&Requirement]) -> NeededTemplate {
    let permissions: Permissions = least_of(requirements).iter().collect();
    let reasons = permissions
        .iter()
        .map(|(name, level)| (name.to_owned(), reason(name, level, &permissions, requirements)))
        .collect();
    let owner = owner.map(|owner| redact(owner).into_owned());
    let template = Template {
        owner: owner.clone().filter(|owner| owner_fault(owner).is_none()),
        permissions: permissions.clone(),
        ..Template::default()
    };
    NeededTemplate {
        owner,
        permissions,
        reasons,
        url: template.to_string(),
    }
}

/// The calls that need a permission.
fn reason(name: &str, level: Level, permissions: &Permissions, requirements: &[&Requirement]) -> String {
    /// How many are named.
    const NAMED: usize = 3;
    let mut needing: Vec<&str> = Vec::new();
    let by_it = requirements
        .iter()
        .filter(|requirement| requirement.is_served_by(name, level, permissions));
    for requirement in by_it {
        if !needing.contains(&requirement.what.as_str()) {
            needing.push(&requirement.what);
        }
    }
    let more = needing.len().saturating_sub(NAMED);
    needing.truncate(NAMED);
    let named = needing.join(", ");
    if more > 0 {
        format!("{named} and {more} more")
    } else {
        named
    }
}
