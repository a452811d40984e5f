//! Calls without parentheses: `http.request :delete, "https://..."` of Ruby, `httpRequest httpMode: 'POST', url: "https://..."` of Groovy.

use super::{functions::REQUESTS, verb};
use crate::github::Method;

/// A call without parentheses, up to the argument that is an address.
pub(super) struct Command<'a> {
    /// The last part of the function's name.
    pub name: &'a str,
    /// The arguments before the address.
    before: &'a str,
    /// Whether the address has a name.
    is_named: bool,
}

/// The call whose argument a line ends with that is up to an address, without its quote.
pub(super) fn command(line: &str) -> Option<Command<'_>> {
    let line = line.trim();
    // `response = http.request :delete, `, `if http.request :delete, `
    let from = line.rfind(['=', ';', '|', '{', '}']).map_or(0, |at| at + 1);
    let statement = line[from..].trim_start();
    let statement = ["await ", "return ", "def ", "if ", "unless "]
        .iter()
        .find_map(|word| statement.strip_prefix(word))
        .unwrap_or(statement);
    let (function, before) = statement.split_once(' ')?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ':' | '!' | '?' | '@');
    let begins = function.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '@'));
    if !begins || !function.chars().all(is_name) || function.ends_with(':') || before.contains(['(', '[']) {
        return None;
    }
    let head = before.strip_suffix(':').map(str::trim_end);
    let head = head.and_then(|head| head.strip_suffix("url").or_else(|| head.strip_suffix("uri")));
    let before = match head {
        Some(head) => head,
        // `:delete,`
        None => before.strip_suffix(',').filter(|verb| verb.starts_with(':'))?,
    };
    let name = function.rsplit(['.', ':']).next().unwrap_or_default();
    (head.is_none() || before.is_empty() || before.trim_end().ends_with(',')).then_some(Command {
        name,
        before,
        is_named: head.is_some(),
    })
}

impl Command<'_> {
    /// The method that an argument says; `after` is the rest of the line from the address on.
    pub(super) fn method(&self, after: &str) -> Option<Method> {
        if !self.is_named {
            let verb = self.before.trim_start_matches(':');
            return verb.parse().ok();
        }
        let behind = after.split_once(['"', '\'']).map_or("", |(_, behind)| behind);
        // What follows on the next line is another command, unless an argument is still to come.
        let sends = REQUESTS
            .iter()
            .any(|word| self.name.to_ascii_lowercase().contains(word));
        let ends = !behind.trim_end().ends_with([',', '\\']);
        verb::method_in(self.before)
            .or_else(|| verb::method_in(behind))
            .or((sends && ends).then_some(Method::Get))
    }
}
