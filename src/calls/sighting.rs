//! What recognizers are, and what they find.

use std::{fmt, ops::Range};

use super::{Text, destination};
use crate::github::{Endpoint, ErrorCause, GhSubcommand, Level, Method, Resolved, Tool, resolve};

/// Finds one kind of sign.
pub struct Recognizer {
    /// A short name for the answer: `curl`, `gh api`.
    pub name: &'static str,
    /// Texts and what is found in them by all recognizers together; the tests run them.
    pub examples: &'static [Example],
    /// Adds what it finds.
    pub recognize: fn(&Text<'_>, &mut Vec<Sighting>),
}

/// A text, and each thing found in it as [`Seen`] writes it, in the order of the text.
pub type Example = (&'static str, &'static [&'static str]);

/// Something found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// The name of the recognizer.
    pub by: &'static str,
    /// What it is.
    pub seen: Seen,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A REST call.
    Rest {
        /// `None` where the text leaves it open.
        method: Option<Method>,
        /// The path as found, beginning with `/`; see [`resolve`] for how open parts are written.
        path: String,
        /// The owner, where the text names one outside the path.
        owner: Option<String>,
    },
    /// A field or mutation of the GraphQL API.
    GraphQl {
        /// `createIssue`, `repository.issues`.
        field: String,
        /// The owner, where the text names one.
        owner: Option<String>,
    },
    /// Git over HTTPS.
    Git {
        /// Whether it pushes.
        push: bool,
        /// The owner of the repository, where the text names one.
        owner: Option<String>,
    },
    /// A value of `X-Accepted-GitHub-Permissions`: each of the sets is enough.
    Accepted(Vec<Vec<(String, Level)>>),
    /// Scopes of a classic token.
    Scopes(Vec<String>),
    /// Permissions in GitHub's own words, or in a `permissions:` block.
    Permissions(Vec<(String, Level)>),
    /// A subcommand of gh.
    Gh {
        /// With the options that were given.
        subcommand: &'static GhSubcommand,
        /// The owner, where the text names one.
        owner: Option<String>,
    },
    /// Git over SSH, which needs no token.
    GitOverSsh,
    /// A tool.
    Tool(&'static Tool),
    /// What GitHub said when it refused a token.
    Error {
        /// Why.
        cause: &'static ErrorCause,
        /// What the text has in place of `*`.
        captured: String,
    },
    /// Looks like a call of GitHub's API and is none that is known.
    Unmatched(String),
    /// Part of something that was understood and is no call: others leave it alone.
    Nothing,
}

impl Seen {
    /// A call of a known operation.
    pub(super) fn endpoint(endpoint: &Endpoint, owner: Option<String>) -> Self {
        Seen::Rest {
            method: Some(endpoint.method),
            path: endpoint.path.to_owned(),
            owner,
        }
    }

    /// Whether it says for certain what is called: lists of scopes and permissions, errors and tools do not.
    #[must_use]
    pub fn is_call(&self) -> bool {
        matches!(
            self,
            Seen::Rest { .. } | Seen::Gh { .. } | Seen::GraphQl { .. } | Seen::Git { .. } | Seen::Accepted(_)
        )
    }
}

impl fmt::Display for Seen {
    /// As the examples write it: `POST /repos/{owner}/{repo}/issues`, `unmatched /repos/o/r/import`, `push octo-org`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = |pairs: &[(String, Level)]| {
            let pairs: Vec<String> = pairs.iter().map(|(name, level)| format!("{name}={level}")).collect();
            pairs.join(",")
        };
        match self {
            Seen::Rest { method, path, .. } => match resolve(*method, path) {
                Resolved::Endpoint(endpoint) => endpoint.fmt(f),
                Resolved::Gone(_) => write!(f, "gone {path}"),
                Resolved::Unknown => write!(f, "unmatched {path}"),
            },
            Seen::GraphQl { field, .. } => write!(f, "GRAPHQL {field}"),
            Seen::Git { push, owner } => {
                let verb = if *push { "push" } else { "clone" };
                write!(f, "{verb} {}", owner.as_deref().unwrap_or("?"))
            }
            Seen::Accepted(sets) => {
                let sets: Vec<String> = sets.iter().map(|set| pairs(set)).collect();
                write!(f, "accepted {}", sets.join(";"))
            }
            Seen::Scopes(scopes) => write!(f, "scopes {}", scopes.join(",")),
            Seen::Permissions(list) => write!(f, "permissions {}", pairs(list)),
            Seen::Gh { subcommand, .. } if subcommand.options.is_empty() => write!(f, "gh {}", subcommand.command),
            Seen::Gh { subcommand, .. } => write!(f, "gh {} {}", subcommand.command, subcommand.options),
            Seen::GitOverSsh => f.write_str("git over SSH"),
            Seen::Tool(tool) => write!(f, "tool {}", tool.id),
            Seen::Error { cause, captured } if captured.is_empty() => write!(f, "error {}", cause.cause),
            Seen::Error { cause, captured } => write!(f, "error {} {captured}", cause.cause),
            Seen::Unmatched(text) => write!(f, "unmatched {text}"),
            Seen::Nothing => f.write_str("nothing"),
        }
    }
}

/// The parts of a text that earlier recognizers have understood.
pub(crate) struct Claims(Vec<Range<usize>>);

impl Claims {
    pub(crate) fn of(found: &[Sighting]) -> Self {
        // `https://api.github.com${path}` says only what is done with `path`.
        let is_open = |seen: &Seen| matches!(seen, Seen::Rest { path, .. } if destination::is_open(path));
        let claiming = found.iter().filter(|sighting| !is_open(&sighting.seen));
        let mut ranges: Vec<_> = claiming.map(|sighting| sighting.range.clone()).collect();
        ranges.sort_by_key(|range| range.start);
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        Self(merged)
    }

    /// Whether a part of this place belongs to something that was understood.
    pub(crate) fn meets(&self, place: &Range<usize>) -> bool {
        let next = self.0.partition_point(|range| range.start < place.end);
        next.checked_sub(1)
            .and_then(|before| self.0.get(before))
            .is_some_and(|range| place.start < range.end)
    }

    /// Whether this place belongs to something that was understood.
    pub(crate) fn covers(&self, at: usize) -> bool {
        let next = self.0.partition_point(|range| range.start <= at);
        next.checked_sub(1)
            .and_then(|before| self.0.get(before))
            .is_some_and(|range| at < range.end)
    }
}

/// A REST call that was found, unless the text says not to make it, or the path is only the beginning of one.
pub(crate) fn rest(by: &'static str, range: Range<usize>, method: Option<Method>, path: String) -> Sighting {
    Sighting {
        range,
        by,
        seen: Seen::Rest {
            method,
            path,
            owner: None,
        },
    }
}

/// A part that is no call.
pub(crate) fn nothing(by: &'static str, range: Range<usize>) -> Sighting {
    Sighting {
        range,
        by,
        seen: Seen::Nothing,
    }
}
