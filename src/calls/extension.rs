//! Longer addresses that a text makes of one in a variable.

use super::{Text, call_syntax, literal, variables};
use crate::github::{Method, placeholder};

/// A longer address that a text makes of one in a variable: `f"{API}/issues"`, `API + "/issues"`, `format!("{}/issues", API)`.
pub(super) struct Extension {
    /// Where it begins: behind the quote, or at the variable.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What follows the address.
    pub path: String,
    /// The method, where the string begins with one: `POST /${repo}/issues`.
    pub method: Option<Method>,
}

/// All extensions of an address that a variable has been given, in order.
pub(super) fn extensions(text: &Text<'_>, name: &str, from: usize) -> Vec<Extension> {
    /// The base of all addresses is set far above them.
    const FAR: usize = 100_000;
    let uses = variables::uses(text, name, from, FAR);
    uses.into_iter()
        .filter_map(|at| extension(text, at, at + name.len()))
        .collect()
}

pub(super) fn extension(text: &Text<'_>, at: usize, end: usize) -> Option<Extension> {
    let source = text.source();
    let line = text.before(at);
    // `self.API`, `this.api`
    let object = line.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '@'));
    let start = at - (line.len() - object.len());
    let before = &source[..start];
    let after = &source[end..];
    let filled = if let Some(rest) = after.strip_prefix('}') {
        let open = before.trim_end_matches(['{', ' ']);
        (open.len() < start).then(|| (open.strip_suffix(['$', '#']).unwrap_or(open).len(), rest))
    } else if let Some(rest) = after.strip_prefix(')') {
        before.strip_suffix("\\(").map(|open| (open.len(), rest))
    } else {
        before.strip_suffix('$').map(|open| (open.len(), after))
    };
    if let Some((open, rest)) = filled
        && let Some(quote) = literal::quote_before(source, open)
    {
        let from = source.len() - rest.len();
        return extended(source, open, from, quote);
    }
    if let Some((open, rest)) = filled
        && let Some((quote, method)) = begins(source, open)
    {
        let mut extension = extended(source, open, source.len() - rest.len(), quote)?;
        extension.method = method;
        return Some(extension);
    }
    // `API + "/issues"`, and `urljoin(API, "issues")`
    let operator = after.trim_start();
    let joined = ["..", "+", ".", "&", "<>", ","]
        .iter()
        .find_map(|sign| operator.strip_prefix(sign).map(|rest| (*sign, rest.trim_start())));
    if let Some((sign, rest)) = joined {
        let text_of = rest.trim_start_matches(['f', 'r', '$', '@']);
        let quote = text_of
            .bytes()
            .next()
            .filter(|byte| matches!(byte, b'"' | b'\'' | b'`'));
        if let Some(quote) = quote
            && rest.len() - text_of.len() < 3
            && (sign != "," || is_joined(source, start))
        {
            return extended(source, start, source.len() - text_of.len() + 1, quote);
        }
    }
    // `"{}/issues".format(API)`, `"%s/issues" % API`, `format!("{}/issues", API)`, `"{0}/issues" -f $API`
    let before = before.strip_suffix('$').unwrap_or(before);
    let before = before.trim_end_matches(['(', '&', ' ']);
    let before = [".format", "%", "-f", ",", "% "]
        .iter()
        .find_map(|sign| before.strip_suffix(sign))?
        .trim_end();
    let quote = before
        .bytes()
        .next_back()
        .filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))?;
    let inside = &before[..before.len() - 1];
    let inside = &inside[inside.floor_char_boundary(inside.len().saturating_sub(300))..];
    let content = &inside[inside.rfind(char::from(quote))? + 1..];
    let open = before.len() - 1 - content.len();
    let length = placeholder(content, 0, true);
    if length == 0 || !content[length..].starts_with('/') {
        return None;
    }
    extended(source, open, open + length, quote)
}

/// The quote of a string that has nothing before `at` but a method or the base of all addresses: `"{API}`, `` `POST /``.
fn begins(source: &str, at: usize) -> Option<(u8, Option<Method>)> {
    const FAR: usize = 60;
    let before = &source[source.floor_char_boundary(at.saturating_sub(FAR))..at];
    let quoted = before.rfind(['"', '\'', '`', '\n'])?;
    let quote = before.as_bytes().get(quoted).copied().filter(|byte| *byte != b'\n')?;
    let inside = before[quoted + 1..].trim_end_matches('/');
    if let Some(method) = inside.strip_suffix(' ') {
        return Some((quote, Some(method.parse().ok()?)));
    }
    (placeholder(inside, 0, true) == inside.len()).then_some((quote, None))
}

/// Reads what follows an address from `from`, in a string.
pub(super) fn extended(source: &str, start: usize, from: usize, quote: u8) -> Option<Extension> {
    let (path, end) = literal::read(source, from, Some(quote));
    let begins = path.starts_with(|c: char| c == '/' || c == '{' || c == '$' || c.is_ascii_lowercase());
    (path.len() > 1 && begins).then_some(Extension {
        start,
        end,
        path,
        method: None,
    })
}

/// Whether the arguments of the function around a place are joined to one address.
pub(super) fn is_joined(source: &str, at: usize) -> bool {
    let calls = call_syntax::around(source, at);
    let name = calls.first().map_or("", |call| call.callee);
    ["urljoin", "paste0", "join", "URI.join", "path.join", "concat", "URL"].contains(&name)
        || name.ends_with(".urljoin")
        || name.ends_with("JoinPath")
}
