//! What is asked of the rules, and what they answer. The popup knows these and not the rules: see `popup/engine.rs`.

use std::sync::Arc;

use crate::{
    github::{DEFAULT_HOST, Instance, Level, is_github},
    link::Template,
    lint::{Code, Diagnostic, Severity},
};

/// What the person who asks has decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Hosts besides `github.com` and `*.ghe.com` that are GitHub's.
    pub hosts: Vec<String>,
    /// The longest life in days that is allowed.
    pub max_expiration: Option<u32>,
    /// The life in days beyond which it counts as long.
    pub long_expiration: u32,
    /// Whether the link is in a file, where values may be left to fill in.
    pub in_file: bool,
    /// Codes of rules that are to say nothing, and so to fix nothing.
    pub ignore: Vec<Code>,
    /// What the token is for, where someone said so.
    pub stated: Option<Arc<Stated>>,
}

/// What a token is for: calls, commands and tools that someone named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// What asks for permissions.
    pub calls: Vec<StatedCall>,
    /// Parameters that may be needed as well: it depends on what the text does not say.
    pub maybe: Vec<String>,
}

/// One call, command or tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedCall {
    /// Its name: `POST /repos/{owner}/{repo}/issues`.
    pub what: String,
    /// Each set is enough, and needs all of its permissions; without one nothing is needed.
    pub sets: Vec<Vec<(String, Level)>>,
    /// Whose resources it reaches, where that is known.
    pub owner: Option<String>,
}

impl Stated {
    /// Whether anything may need this permission.
    #[must_use]
    pub fn asks(&self, parameter: &str) -> bool {
        let sets = self.calls.iter().flat_map(|call| &call.sets);
        self.maybe.iter().any(|name| name == parameter) || sets.flatten().any(|(name, _)| name == parameter)
    }
}

impl Default for Options {
    fn default() -> Self {
        Options {
            hosts: Vec::new(),
            max_expiration: None,
            long_expiration: 90,
            in_file: false,
            ignore: Vec::new(),
            stated: None,
        }
    }
}

/// What there is to say about a link.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What the link asks for, where it leads to the form.
    pub template: Option<Template>,
    /// Everything there is to say, the most serious first.
    pub diagnostics: Vec<Diagnostic>,
    /// The link, or the links, after all fixes; nothing where there is nothing to fix.
    pub fixed: Option<Vec<String>>,
    /// What had to be corrected to read the link at all.
    pub notes: Vec<&'static str>,
}

impl Verdict {
    /// The severity of the worst diagnostic.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.severity).min()
    }
}

impl Options {
    /// Reads what pages know of a person's decisions: `host`, any number of times, and `threshold`.
    #[must_use]
    pub fn parse(text: &str) -> Options {
        let mut options = Options::default();
        for (key, value) in form_urlencoded::parse(text.as_bytes()) {
            match key.as_ref() {
                "host" => options.hosts.push(value.into_owned()),
                "threshold" => options.long_expiration = value.parse().unwrap_or(options.long_expiration),
                _ => {}
            }
        }
        options
    }

    /// The instance at a host; github.com for a host that is not trusted.
    #[must_use]
    pub fn instance<'a>(&self, host: &'a str) -> Instance<'a> {
        Instance::at(if self.trust(host) { host } else { DEFAULT_HOST })
    }

    /// Whether a link may be opened on this host: GitHub's own, or one that the person named.
    #[must_use]
    pub fn trust(&self, host: &str) -> bool {
        is_github(host) || self.hosts.iter().any(|named| named.eq_ignore_ascii_case(host))
    }
}
