//! What signs other than REST calls add to the answer: subcommands of gh, git, GraphQL, headers, lists, errors, tools.

use crate::{
    calls::Seen,
    github::{
        self, Endpoint, ErrorCause, FineGrained, GhSubcommand, Level, LimitCode, Status, Tool, graphql_named,
        limit_of_parameter, practice,
    },
    lint::Severity,
    sanitize::secrets::redact,
};

use super::{
    Call, CallStatus, Caveat, CaveatCode, Collector, Location, PermissionSet, RecognizedError, Requirement,
    lists::Lists, requirement::ACCEPTED,
};

impl Collector {
    /// Adds a sign; lists wait until the whole text was read.
    pub(super) fn sign(&mut self, seen: Seen, found: Location, lists: &mut Lists) {
        match seen {
            Seen::Gh { subcommand, owner } => self.gh(subcommand, owner, found),
            Seen::GraphQl { field, owner } => self.graphql(&field, owner, found),
            Seen::Git { push, .. } => {
                let requirement = Requirement::of(&seen);
                self.needs.calls.push(Call {
                    method: "GIT",
                    path: if push { "push" } else { "clone" }.to_owned(),
                    endpoint: None,
                    status: CallStatus::Supported,
                    sets: requirement
                        .iter()
                        .flat_map(|requirement| requirement.sets.clone())
                        .collect(),
                    classic_scopes: vec!["repo"],
                    found,
                });
                if let Some(requirement) = requirement {
                    self.require(requirement);
                }
            }
            Seen::GitOverSsh => self.say(Caveat {
                code: CaveatCode::Ssh,
                severity: Severity::Info,
                parameter: None,
                message: "Git over SSH uses a key, not a token.".to_owned(),
                help: "No token is needed for `git@github.com`. A token is for addresses that begin with `https://`."
                    .to_owned(),
                instead: Vec::new(),
            }),
            Seen::Accepted(sets) => self.accepted(sets),
            Seen::Scopes(ref scopes) => {
                for scope in scopes.iter().filter(|scope| !crate::link::classic::has_equal(scope)) {
                    lists.caveats.push(scope_without_equal(scope));
                }
                lists.requirements.extend(Requirement::of(&seen));
            }
            Seen::Permissions(pairs) => {
                let (limited, pairs): (PermissionSet, PermissionSet) = pairs
                    .into_iter()
                    .partition(|(name, _)| limit_of_parameter(name).is_some());
                lists.caveats.extend(
                    limited
                        .iter()
                        .filter_map(|(name, _)| Some(of_limit(limit_of_parameter(name)?.code, None))),
                );
                if !pairs.is_empty() {
                    lists.requirements.extend(Requirement::of(&Seen::Permissions(pairs)));
                }
            }
            Seen::Error { cause, captured } => self.error(cause, &captured, lists),
            Seen::Tool(tool) => self.show(tool),
            Seen::Unmatched(text) => self.needs.unmatched.push(redact(&text).into_owned()),
            Seen::Rest { .. } | Seen::Nothing => {}
        }
    }

    /// Adds what GitHub's header accepts. Anyone may have written it, so only what a token can have counts.
    fn accepted(&mut self, mut sets: Vec<PermissionSet>) {
        for pair in sets.iter_mut().flatten() {
            // The form may have it by another name.
            let known = github::permission(&pair.0).filter(|known| !known.on_form && known.offers(pair.1));
            if let Some((name, level)) = known.and_then(|known| known.instead) {
                *pair = (name.to_owned(), level);
            }
        }
        let (sets, others): (Vec<PermissionSet>, Vec<PermissionSet>) =
            sets.into_iter().partition(|set| set.iter().all(is_offered));
        // One alternative that a token can have is enough.
        if sets.is_empty() {
            for (name, level) in others.into_iter().flatten().filter(|pair| !is_offered(pair)) {
                if let Some(limit) = limit_of_parameter(&name) {
                    let what = format!("{name}={level}");
                    self.say(of_limit(limit.code, Some((&what, false, ""))));
                    self.needs.is_closed = true;
                } else {
                    let named = format!("{ACCEPTED}: {name}={level}");
                    self.needs.unmatched.push(redact(&named).into_owned());
                }
            }
        }
        if let Some(requirement) = Requirement::of(&Seen::Accepted(sets)) {
            self.require(requirement);
        }
    }

    /// Adds the lists of a text, unless it has calls, which say more.
    pub(super) fn lists(&mut self, lists: Lists, has_calls: bool) {
        if has_calls {
            return;
        }
        for requirement in lists.requirements {
            self.require(requirement);
        }
        for caveat in lists.caveats {
            self.say(caveat);
        }
    }

    /// Adds a tool that someone named: what it needs counts.
    pub fn tool(&mut self, tool: &'static Tool) {
        self.show(tool);
        if tool.fine_grained != FineGrained::Yes {
            self.say(served_by_other(tool));
        }
        if !tool.permissions.is_empty() {
            self.require(Requirement {
                what: tool.id.to_owned(),
                sets: vec![owned(tool.permissions)],
                owner: None,
            });
        }
        self.needs.is_closed |= tool.fine_grained == FineGrained::No;
        self.needs.has_named_tools |= tool.fine_grained != FineGrained::No;
    }

    /// Adds a tool that was recognized: it is only shown.
    fn show(&mut self, tool: &'static Tool) {
        if self.needs.tools.iter().any(|known| known.id == tool.id) {
            return;
        }
        self.needs.tools.push(tool);
    }

    fn gh(&mut self, subcommand: &'static GhSubcommand, owner: Option<String>, found: Location) {
        let endpoint = subcommand.endpoint();
        let sets: Vec<PermissionSet> = subcommand.sets.iter().map(|set| owned(set)).collect();
        let closed = endpoint.filter(|endpoint| matches!(endpoint.status, Status::Unsupported | Status::NotGrantable));
        let status = if let Some(endpoint) = closed {
            endpoint.status.into()
        } else if sets.is_empty() && subcommand.limit.is_some() {
            CallStatus::Unsupported
        } else if sets.is_empty() {
            CallStatus::NoPermission
        } else {
            CallStatus::Supported
        };
        let (method, path) = match (endpoint, subcommand.graphql()) {
            (Some(endpoint), _) => (endpoint.method.as_str(), endpoint.path),
            (None, Some(field)) => ("GRAPHQL", field),
            (None, None) => ("GH", subcommand.command),
        };
        self.needs.calls.push(Call {
            method,
            path: path.to_owned(),
            endpoint: endpoint.map(|endpoint| endpoint.path),
            status,
            sets: sets.clone(),
            classic_scopes: endpoint
                .map(|endpoint| endpoint.classic_scopes.to_vec())
                .unwrap_or_default(),
            found,
        });
        let named = format!("gh {}", subcommand.command);
        if let Some(limit) = subcommand.limit {
            let partly = !sets.is_empty();
            self.say(of_limit(limit, Some((&named, partly, subcommand.note))));
        } else if !subcommand.note.is_empty() {
            self.say(differs(format!("`{named}`: {}", subcommand.note)));
        }
        if !sets.is_empty() {
            self.require(Requirement {
                what: named,
                sets,
                owner,
            });
        }
    }

    fn graphql(&mut self, field: &str, owner: Option<String>, found: Location) {
        let Some(row) = graphql_named(field) else { return };
        let sets: Vec<PermissionSet> = row.sets.iter().map(|set| owned(set)).collect();
        let status = if row.limit.is_some() {
            CallStatus::Unsupported
        } else if sets.is_empty() {
            CallStatus::NoPermission
        } else {
            CallStatus::Supported
        };
        self.needs.calls.push(Call {
            method: "GRAPHQL",
            path: field.to_owned(),
            endpoint: None,
            status,
            sets: sets.clone(),
            classic_scopes: Vec::new(),
            found,
        });
        if let Some(limit) = row.limit {
            self.say(of_limit(limit, Some((field, false, ""))));
        } else if !row.note.is_empty() {
            self.say(differs(format!("GraphQL `{field}`: {}", row.note)));
        }
        if !sets.is_empty() {
            self.require(Requirement {
                what: format!("GraphQL {field}"),
                sets,
                owner,
            });
        }
    }

    fn error(&mut self, cause: &'static ErrorCause, captured: &str, lists: &mut Lists) {
        let captured = redact(captured);
        let error = RecognizedError {
            cause: cause.cause,
            message: cause.message(&captured),
            help: cause.help(&captured),
        };
        if !self.needs.errors.iter().any(|known| known.cause == error.cause) {
            self.needs.errors.push(error);
        }
        if let Some(limit) = cause.limit {
            self.say(of_limit(limit, None));
        }
        if cause.permissions.is_empty() {
            return;
        }
        let requirement = Requirement {
            what: "the error".to_owned(),
            sets: vec![owned(cause.permissions)],
            owner: None,
        };
        // A refused workflow file says more than the push that it was in.
        if cause.permissions.iter().any(|(name, _)| *name == "workflows") {
            self.workflow_files = true;
            self.require(requirement);
        } else {
            lists.requirements.push(requirement);
        }
    }

    /// Says where practice differs from the table, for an operation that was called.
    pub(super) fn practice(&mut self, endpoint: &Endpoint) {
        for row in practice(endpoint) {
            if row.adds.is_empty() {
                self.say(differs(format!("{} ({})", row.text, row.source)));
                continue;
            }
            let adds = row.adds.iter().collect();
            self.ask("practice", format!("{} ({})", row.text, row.source), adds);
        }
    }

    fn say(&mut self, caveat: Caveat) {
        if !self.needs.caveats.contains(&caveat) {
            self.needs.caveats.push(caveat);
        }
    }
}

/// Whether GitHub's form offers the permission at this level.
fn is_offered((name, level): &(String, Level)) -> bool {
    github::permission(name).is_some_and(|permission| permission.offered(*level).is_some())
}

fn owned(set: github::Set) -> PermissionSet {
    set.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect()
}

/// A limit that something runs into: what, whether only partly, and a sentence on it.
fn of_limit(code: LimitCode, what: Option<(&str, bool, &str)>) -> Caveat {
    let limit = code.limit();
    let (severity, message) = match what {
        Some((what, _, note)) if code == LimitCode::UnsupportedEndpoint => {
            let note = if note.is_empty() {
                String::new()
            } else {
                format!(" {note}")
            };
            (
                Severity::Error,
                format!("Fine-grained tokens cannot call `{what}`.{note}"),
            )
        }
        Some((what, true, note)) => (
            Severity::Warning,
            format!("{} This affects `{what}`. {note}", limit.what),
        ),
        Some((what, false, _)) => (Severity::Error, format!("{} This includes `{what}`.", limit.what)),
        None => (Severity::Warning, limit.what.to_owned()),
    };
    Caveat {
        code: CaveatCode::Limit(code),
        severity,
        parameter: None,
        message: message.trim_end().to_owned(),
        help: limit.instead.to_owned(),
        instead: Vec::new(),
    }
}

/// A scope of a classic token that no permission equals.
fn scope_without_equal(scope: &str) -> Caveat {
    if scope.ends_with(":packages") {
        return of_limit(LimitCode::Packages, None);
    }
    if scope == "notifications" {
        return of_limit(LimitCode::Notifications, None);
    }
    Caveat {
        code: CaveatCode::Limit(LimitCode::UnsupportedEndpoint),
        severity: Severity::Warning,
        parameter: None,
        message: format!("No permission of a fine-grained token equals the scope `{scope}`."),
        help: "Use a classic token for what needs it.".to_owned(),
        instead: Vec::new(),
    }
}

fn differs(message: String) -> Caveat {
    Caveat {
        code: CaveatCode::Practice,
        severity: Severity::Info,
        parameter: None,
        message,
        help: String::new(),
        instead: Vec::new(),
    }
}

fn served_by_other(tool: &Tool) -> Caveat {
    let closed = tool.fine_grained == FineGrained::No;
    Caveat {
        code: CaveatCode::Tool,
        severity: if closed { Severity::Error } else { Severity::Warning },
        parameter: None,
        message: if closed {
            format!("{} doesn't work with a fine-grained token to {}.", tool.name, tool.task)
        } else {
            format!("{} works only partly with a fine-grained token.", tool.name)
        },
        help: format!("Instead: {}.", tool.instead),
        instead: Vec::new(),
    }
}
