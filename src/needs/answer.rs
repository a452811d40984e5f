//! The answer: what `finegrain need --format json` prints.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::{Caveat, CaveatCode, PermissionSet, Requirement, requirement::ACCEPTED};
use crate::{
    github::{Endpoint, LimitCode, Status, Tool, is_of_enterprise_cloud},
    link::Permissions,
};

/// The answer; as JSON it is what `finegrain need --format json` prints.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Needs {
    /// The least set that serves every supported call at once.
    pub permissions: Permissions,
    /// What was found, one for each place.
    pub calls: Vec<Call>,
    /// Tools that were recognized.
    pub tools: Vec<&'static Tool>,
    /// Errors of GitHub's that were recognized.
    pub errors: Vec<RecognizedError>,
    /// What the text does not say.
    pub questions: Vec<Question>,
    /// What looks like a call, or like a permission, and is none that is known.
    pub unmatched: Vec<String>,
    /// Where fine-grained tokens end.
    #[serde(rename = "diagnostics")]
    pub caveats: Vec<Caveat>,
    /// One template for each token that is needed.
    pub templates: Vec<NeededTemplate>,
    /// The link of the template, where there is exactly one.
    pub url: Option<String>,
    /// Something that was named cannot use these tokens at all.
    #[serde(skip)]
    pub(crate) is_closed: bool,
    /// Tools were named, which may need no permission.
    #[serde(skip)]
    pub(crate) has_named_tools: bool,
}

/// A call that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Call {
    /// `POST`, or `GRAPHQL`.
    pub method: &'static str,
    /// The path as found, or the field of GraphQL.
    pub path: String,
    /// The path of the endpoint.
    pub endpoint: Option<&'static str>,
    /// How it stands with fine-grained tokens.
    pub status: CallStatus,
    /// Each is enough.
    #[serde(serialize_with = "sets")]
    pub sets: Vec<PermissionSet>,
    /// The scopes of a classic token that GitHub's description names.
    pub classic_scopes: Vec<&'static str>,
    /// Where.
    pub found: Location,
}

fn sets<S: Serializer>(sets: &[PermissionSet], serializer: S) -> Result<S::Ok, S::Error> {
    struct AsMap<'a>(&'a PermissionSet);
    impl Serialize for AsMap<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map(self.0.iter().map(|(name, level)| (name, level)))
        }
    }
    serializer.collect_seq(sets.iter().map(AsMap))
}

impl Call {
    /// A call of an operation, by its path as found.
    #[must_use]
    pub fn of_endpoint(endpoint: &Endpoint, path: String, found: Location) -> Self {
        Call {
            method: endpoint.method.as_str(),
            path,
            endpoint: Some(endpoint.path),
            status: endpoint.status.into(),
            sets: Requirement::of_endpoint(endpoint, None).sets,
            classic_scopes: endpoint.classic_scopes.to_vec(),
            found,
        }
    }
}

/// How a call stands with fine-grained tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallStatus {
    /// Open to them.
    Supported,
    /// Works without any permission.
    NoPermission,
    /// Closed to them.
    Unsupported,
    /// Needs a permission that such a token cannot have.
    NotGrantable,
    /// GitHub does not say.
    Unknown,
    /// GitHub removed it.
    Gone,
}

impl CallStatus {
    /// Whether a fine-grained token can make the call, as far as GitHub says.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, CallStatus::Supported | CallStatus::NoPermission)
    }

    /// Whether no fine-grained token can make the call.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, CallStatus::Unsupported | CallStatus::NotGrantable)
    }
}

impl From<Status> for CallStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Supported => CallStatus::Supported,
            Status::NoPermission => CallStatus::NoPermission,
            Status::Unsupported => CallStatus::Unsupported,
            Status::NotGrantable => CallStatus::NotGrantable,
            Status::Unknown => CallStatus::Unknown,
        }
    }
}

/// Where something was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Location {
    /// The file, where it is one.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: usize,
    /// The line, cleaned and cut.
    pub text: String,
    /// The recognizer.
    pub by: &'static str,
}

/// An error of GitHub's that was recognized.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecognizedError {
    /// A short name.
    pub cause: &'static str,
    /// What went wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// What the text does not say, and what depends on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// A short name.
    pub id: &'static str,
    /// The question.
    pub text: String,
    /// What the token needs as well, if the answer is yes.
    pub adds: Permissions,
}

/// One token that is needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NeededTemplate {
    /// Whose resources it reaches; `None` where that is open, or the person's own.
    pub owner: Option<String>,
    /// What it may do.
    pub permissions: Permissions,
    /// The calls that need each permission.
    pub reasons: BTreeMap<String, String>,
    /// Its link.
    pub url: String,
}

/// How something that looks like a call, or like a permission, leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmatched {
    /// No call that is known.
    Call,
    /// No call that is known, of those that GitHub Enterprise Cloud alone has.
    EnterpriseCloud,
    /// GitHub removed it.
    Gone,
    /// No permission that a fine-grained token can have.
    Permission,
}

impl Unmatched {
    /// What to say before the text itself.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Unmatched::Call => "Finegrain doesn't know this call",
            Unmatched::EnterpriseCloud => "Finegrain doesn't know this call of GitHub Enterprise Cloud",
            Unmatched::Gone => "GitHub removed this call",
            Unmatched::Permission => "Fine-grained tokens have no such permission",
        }
    }

    /// What to do.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Unmatched::Call => "Check the method and the path: https://docs.github.com/rest",
            Unmatched::EnterpriseCloud => "See what it needs: https://docs.github.com/en/enterprise-cloud@latest/rest",
            Unmatched::Gone => "Find what replaces it: https://docs.github.com/rest",
            Unmatched::Permission => "Check its name and its level against GitHub's answer.",
        }
    }
}

impl Needs {
    /// How one of the texts in `unmatched` leads nowhere.
    #[must_use]
    pub fn why_unmatched(&self, text: &str) -> Unmatched {
        let path = text.find('/').and_then(|at| text.get(at..)).unwrap_or_default();
        let is_gone = |call: &Call| call.status == CallStatus::Gone && call.path == text;
        if text.starts_with(ACCEPTED) {
            Unmatched::Permission
        } else if self.calls.iter().any(is_gone) {
            Unmatched::Gone
        } else if is_of_enterprise_cloud(path) {
            Unmatched::EnterpriseCloud
        } else {
            Unmatched::Call
        }
    }

    /// Whether anything was recognized at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.calls.is_empty()
            && self.tools.is_empty()
            && self.errors.is_empty()
            && self.unmatched.is_empty()
            && self.permissions.is_empty()
            && self.caveats.is_empty()
            // A call that needs no permission is told by its template alone.
            && self.templates.is_empty()
    }

    /// Whether a fine-grained token can do it all, as far as GitHub says.
    #[must_use]
    pub fn is_served(&self) -> bool {
        self.calls.iter().all(|call| call.status.is_open()) && self.unmatched.is_empty() && !self.is_closed
    }

    /// The limits of fine-grained tokens that were met.
    pub fn limits(&self) -> impl Iterator<Item = LimitCode> {
        self.caveats.iter().filter_map(|caveat| match caveat.code {
            CaveatCode::Limit(code) => Some(code),
            _ => None,
        })
    }
}
