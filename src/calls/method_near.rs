//! The method that a text names near an address.

use super::{Text, call_syntax, text::indent, verb};
use crate::github::Method;

/// The method that a chain behind `at` names: `.header("a", "b").post(body)`.
pub(super) fn chained(source: &str, at: usize) -> Option<Method> {
    // What closes behind an address belongs to functions that only make one of it.
    const FAR: usize = 40;
    let rest = &source[at..source.floor_char_boundary(at.saturating_add(FAR))];
    let chain = rest.trim_start_matches([')', ' ', '\n', '\r', '\t']);
    let at = at + rest.len() - chain.len();
    let mut implied = None;
    for call in call_syntax::chain(source, at) {
        // `request(url) |> req_body_json(list(title = "x"))` of R.
        if call.name.starts_with("req_body_") {
            implied = Some(Method::Post);
        }
        if matches!(call.name, "then" | "catch" | "json" | "text") {
            return None;
        }
        if let Some(method) = named(&call) {
            return Some(method);
        }
    }
    implied
}

/// The method that a chain before the function at `at` names: `client.post(body).url("...")`.
pub(super) fn chained_before(source: &str, at: usize) -> Option<Method> {
    call_syntax::chain_before(source, at).find_map(|call| {
        let is_empty = is_empty(call.arguments);
        // `settings.get("x").url("...")`
        named(&call).filter(|method| is_empty || *method != Method::Get)
    })
}

/// The method of a function in a chain: `.post(body)`, `.method("POST", body)`, `.PostJsonAsync(body)`.
fn named(call: &call_syntax::ChainedCall<'_>) -> Option<Method> {
    let last = call.name.rsplit(['.', ':', '>']).next().unwrap_or_default();
    let arguments = call.arguments.get(1..).unwrap_or_default();
    let takes_method = ["method", "request", "req_method"]
        .iter()
        .any(|name| last.eq_ignore_ascii_case(name));
    if takes_method && !is_empty(call.arguments) {
        return verb::method_in(arguments).or_else(|| arguments.get(1..)?.split(['"', '\'']).next()?.parse().ok());
    }
    // `RequestBuilder.create("DELETE")`
    let only = arguments.trim_end_matches(')').trim();
    let only = only
        .strip_prefix(['"', '\''])
        .and_then(|only| only.strip_suffix(['"', '\'']));
    if let Some(method) = only.filter(|only| only.bytes().all(|byte| byte.is_ascii_uppercase())) {
        return method.parse().ok();
    }
    let is_client = call.name.len() > last.len() && is_empty(call.arguments);
    last.parse().ok().or_else(|| {
        verb::method_of_name(last).filter(|_| last.ends_with("Async") || last.starts_with("http") || is_client)
    })
}

fn is_empty(arguments: &str) -> bool {
    arguments.trim_start_matches('(').trim_start().starts_with(')')
}

pub(super) fn is_powershell(line: &str) -> bool {
    let cmdlet = line.find("Invoke-").is_some_and(|at| line[at..].contains("-Method "));
    cmdlet
        || [
            "Invoke-RestMethod",
            "Invoke-WebRequest",
            "Invoke-GHRestMethod",
            "irm ",
            "iwr ",
        ]
        .iter()
        .any(|name| line.contains(name))
}

/// The name of the table in which a command of PowerShell has its parameters: `Invoke-RestMethod @parameters`.
pub(super) fn splatted(line: &str) -> Option<&str> {
    let rest = line
        .split(" @")
        .skip(1)
        .find(|rest| rest.starts_with(char::is_alphabetic))?;
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

/// The line at `at`, with those that a backtick of PowerShell joins to it.
pub(super) fn command_line<'a>(text: &Text<'a>, at: usize) -> &'a str {
    /// More lines are not one command.
    const LINES: usize = 12;
    const LONGEST: usize = 1600;
    let source = text.source();
    let mut start = at - text.before(at).len();
    // `} -Uri "https://..." -Method Delete` behind a table over lines.
    if source[start..].trim_start().starts_with('}') {
        let far = source.floor_char_boundary(start.saturating_sub(LONGEST / 2));
        let above = source[far..start].split_inclusive('\n').rev().take(LINES);
        let mut lines = above.scan(start, |from, line| {
            *from -= line.len();
            Some((*from, line))
        });
        if let Some((from, _)) = lines.find(|(_, line)| line.trim_end().ends_with("@{")) {
            start = from;
        }
    }
    for _ in 0..LINES {
        let before = source[..start].trim_end_matches(['\n', '\r', ' ']);
        if !before.ends_with('`') || before.ends_with("```") {
            break;
        }
        start = before.len() - text.before(before.len()).len();
    }
    let mut end = at;
    for _ in 0..LINES {
        let line = text.after(end);
        let trimmed = line.trim_end();
        // A table over lines is part of it: `-Headers @{`.
        if trimmed.ends_with("@{")
            && let Some(close) = call_syntax::close(source, end + trimmed.len() - 1)
        {
            end = close;
            continue;
        }
        end = (end + line.len() + 1).min(source.len());
        if !trimmed.ends_with('`') {
            break;
        }
    }
    let line = source.get(start..end).unwrap_or_default();
    &line[..line.floor_char_boundary(LONGEST)]
}

/// The method that the lines around a place name, as programs do that set it apart from the address: up to the next address
/// or an empty line, or to `until`.
pub(super) fn named_near(text: &Text<'_>, at: usize, until: Option<usize>) -> Option<Method> {
    const NAMES: &[&str] = &[
        "setRequestMethod",
        "httpMethod",
        "HTTPMethod",
        "httpMode",
        "CUSTOMREQUEST",
        "-Method ",
        "method:",
        "\"method\"",
        "method =",
        "Method =",
        "'method'",
        ".method(",
        "Net::HTTP::",
        "CURLOPT_POST",
        "type:",
        "X-HTTP-Method-Override",
    ];
    let source = text.source();
    let end = source.floor_char_boundary(at.saturating_add(700).min(until.unwrap_or(usize::MAX)));
    let rest = &source[at..end];
    let own = rest.find('\n').unwrap_or(rest.len());
    let next = ["://", "/repos/"]
        .iter()
        .filter_map(|sign| rest[own..].find(sign))
        .min();
    let stop = next.map_or(rest.len(), |stop| own + stop);
    for line in rest[..stop].lines().skip(1).take(10) {
        if line.trim().is_empty() {
            break;
        }
        // A file of options for curl.
        if let Some(method) = configured(line) {
            return Some(method);
        }
        if let Some(name) = NAMES.iter().find(|name| line.contains(**name)) {
            if *name == "Net::HTTP::" {
                return verb::method_of_name(line.split("Net::HTTP::").nth(1)?.split(['.', '(']).next()?);
            }
            if let Some(method) = verb::method_in(line) {
                return Some(method);
            }
            if *name == "CURLOPT_POST" {
                return Some(Method::Post);
            }
        }
    }
    named_before(text, at)
}

/// The method that the lines before an address name in the same block: of YAML, of named arguments, of a file of options.
pub(super) fn named_before(text: &Text<'_>, at: usize) -> Option<Method> {
    const FAR: usize = 400;
    let source = text.source();
    let line = text.before(at);
    let start = at - line.len();
    let key = line.trim_start();
    let from = source.floor_char_boundary(start.saturating_sub(FAR));
    let above = source[from..start]
        .lines()
        .rev()
        .take_while(|line| !line.trim().is_empty());
    if key.starts_with("url =") {
        return above.into_iter().find_map(configured);
    }
    if !key.starts_with("url:") && !key.starts_with("\"url\":") {
        return None;
    }
    let own = indent(line);
    for line in above {
        let (key, value) = line.trim_start().split_once(':').unwrap_or((line.trim(), ""));
        let key = key.trim_matches(['"', '\'']);
        if matches!(key, "method" | "httpMode" | "httpMethod") && indent(line) == own {
            return value.trim().trim_matches(['"', '\'', ',']).parse().ok();
        }
        if indent(line) < own {
            // `post {` of Bruno, and the first of several named arguments.
            let is_argument = line.trim_end().ends_with(',');
            let verb = line.trim().strip_suffix('{').and_then(|verb| verb.trim().parse().ok());
            return verb.or_else(|| verb::method_in(line).filter(|_| is_argument));
        }
    }
    None
}

/// `request = "POST"` of a file of options for curl.
pub(super) fn configured(line: &str) -> Option<Method> {
    let value = line
        .trim()
        .strip_prefix("request")?
        .trim_start()
        .strip_prefix(['=', ':'])?;
    value.trim().trim_matches(['"', '\'']).parse().ok()
}
