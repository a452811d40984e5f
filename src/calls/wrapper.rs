//! Functions and variables of a shell that stand for curl: `api() { curl -X "$1" "https://api.github.com/$2"; }`, and what is
//! called with them.

use std::ops::Range;

use super::{
    Seen, Sighting, Text,
    curl_options::{Request, curl},
    destination::{Address, address_of, cleaned, is_open},
    nothing, rest,
    shell::{ShellCommand, commands},
    text::Word,
};
use crate::github::{Method, Resolved, is_path, placeholder, resolve};

/// Something that stands for a curl command.
pub(super) struct Wrapper {
    /// As it is called: `api`, `$CURL`.
    pub name: String,
    /// The options that it has already.
    options: Vec<Word>,
    /// The method, where the wrapper itself says it.
    method: Option<Method>,
    /// What the path begins with; `None` where the wrapper is given a whole address.
    base: Option<String>,
    /// Where the command itself is.
    at: Range<usize>,
}

impl Wrapper {
    /// The function or the variable that a command is in, if it leaves the address to those who use it.
    pub fn of(text: &Text<'_>, command: &ShellCommand, request: &Request, words: &[Word]) -> Option<Self> {
        let at = command.range.start;
        let method = request.method.filter(|_| request.explicit);
        if let Some(name) = variable(text.before(at)) {
            return request.arguments.is_empty().then(|| Self {
                name: format!("${name}"),
                options: words.to_vec(),
                method: None,
                base: None,
                at: command.range.clone(),
            });
        }
        let base = request
            .arguments
            .iter()
            .find_map(|word| base_of(text, &word.text, at))?;
        Some(Self {
            name: function(text.source(), at)?.to_owned(),
            options: Vec::new(),
            // Without an option it is data that makes a POST of it, as with curl itself.
            method: method.or_else(|| (!request.explicit && request.data).then_some(Method::Post)),
            base,
            at: command.range.clone(),
        })
    }

    /// Adds what is called with it; `by` is the recognizer.
    pub fn uses(&self, text: &Text<'_>, by: &'static str, found: &mut Vec<Sighting>) {
        let before = found.len();
        let braced = self.name.strip_prefix('$').map(|name| format!("${{{name}}}"));
        for name in [Some(self.name.clone()), braced].into_iter().flatten() {
            for command in commands(text, &name, "") {
                self.call(text, &command, by, found);
            }
        }
        // The calls are those that are made with it.
        if self.base.is_some() && found.len() > before {
            let own = found
                .iter_mut()
                .take(before)
                .filter(|sighting| sighting.range == self.at);
            own.for_each(|sighting| sighting.seen = Seen::Nothing);
        }
    }

    fn call(&self, text: &Text<'_>, command: &ShellCommand, by: &'static str, found: &mut Vec<Sighting>) {
        let at = command.range.start;
        let words = [self.options.as_slice(), &command.words].concat();
        let request = curl(text, &words, at);
        let named = request.arguments.iter().find_map(|word| {
            let upper = word.text.bytes().all(|byte| byte.is_ascii_uppercase());
            upper.then(|| word.text.parse::<Method>().ok()).flatten()
        });
        let method = named
            .or_else(|| request.method.filter(|_| request.explicit || request.data))
            .or(self.method)
            .or(Some(Method::Get));
        let path = request
            .arguments
            .iter()
            .find_map(|word| match address_of(text, &word.text, at) {
                Address::Api { path, .. } => Some(path),
                Address::Other => None,
                Address::Unknown => {
                    let base = self.base.as_deref()?;
                    let path = format!("{}{}", base.trim_end_matches('/'), cleaned(&word.text));
                    let is_path = is_path(&path) && word.text.bytes().any(|byte| byte.is_ascii_lowercase());
                    (is_path || !base.is_empty() && word.text.starts_with('/')).then_some(path)
                }
            });
        if let Some(path) = path.filter(|path| !text.is_advised_against(at) && !path.starts_with("/graphql")) {
            found.push(rest(by, command.range.clone(), method, path));
            found.extend(command.document.clone().map(|range| nothing(by, range)));
        }
    }
}

/// What the path of a wrapper begins with, where its address ends with something that is filled in: `Some(None)` where all of it is.
#[expect(
    clippy::option_option,
    reason = "an address that is all filled in is something else than none"
)]
fn base_of(text: &Text<'_>, address: &str, at: usize) -> Option<Option<String>> {
    let open = address.rfind('$')?;
    if open + placeholder(address, open, true) != address.len() {
        return None;
    }
    if open == 0 {
        return Some(None);
    }
    let Address::Api { path, .. } = address_of(text, address, at) else {
        return None;
    };
    let base = path.strip_suffix(&address[open..])?;
    let base = base.trim_end_matches('/');
    // `repos/$GITHUB_REPOSITORY/$1` reads like an owner and a repository.
    let is_parameter = address[open..]
        .bytes()
        .any(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'@'));
    let is_short = is_parameter && base.strip_prefix("/repos/").is_some_and(|name| !name.contains('/'));
    (is_open(&path) || is_short || resolve(None, &path) == Resolved::Unknown).then(|| Some(base.to_owned()))
}

/// The variable that a command is the value of: `CURL="curl -s`, `CURL=(curl -s`.
fn variable(before: &str) -> Option<&str> {
    let before = before.strip_suffix(['"', '\'', '('])?.strip_suffix('=')?;
    let name = before.trim_start();
    let name = name.rsplit(' ').next().unwrap_or(name);
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then_some(name)
}

/// The function of a shell that has `at` in its body.
pub(super) fn function(source: &str, at: usize) -> Option<&str> {
    /// Longer functions are no wrappers.
    const FAR: usize = 1500;
    let from = source.floor_char_boundary(at.saturating_sub(FAR));
    for line in source.get(from..at)?.rsplit('\n') {
        if line.trim_end() == "}" {
            return None;
        }
        let line = line.trim_start();
        let line = line
            .strip_prefix("function ")
            .map_or((line, false), |line| (line.trim_start(), true));
        let end = line
            .0
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | ':'))
            .unwrap_or(line.0.len());
        let (name, rest) = line.0.split_at(end);
        let rest = rest.trim_start();
        if name.len() > 1 && (rest.starts_with("()") || line.1 && rest.starts_with('{')) {
            return Some(name);
        }
    }
    None
}
