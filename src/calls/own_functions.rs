//! Functions that a text defines itself to send requests: `def create(path, data): return requests.post(API + path, json=data)`.

use std::rc::Rc;

use super::{
    Text,
    branches::is_definition,
    call_syntax::{close, name_before},
    functions::REQUESTS,
    method_near::{is_powershell, splatted},
    text::indent,
    verb,
};
use crate::github::Method;

/// The method with which a function of the text sends what it is given: for `callee`, which is called with `arguments` here.
pub(super) fn method(text: &Text<'_>, callee: &str, arguments: &str) -> Option<Method> {
    let name = callee.rsplit(['.', ':', '>']).next().unwrap_or_default();
    let name = name.trim_start_matches(['$', '@']);
    let object = callee[..callee.len() - name.len()].trim_end_matches(['.', ':', '>', '-']);
    // Functions of other objects are others.
    let is_own = matches!(object, "" | "self" | "this" | "$this" | "static" | "Self") || object.len() < 3;
    if name.len() < 2 || !is_own {
        return None;
    }
    let methods = text.functions(name, |text| methods(text, name));
    match *methods {
        [] => None,
        [method] => Some(method),
        // It is the data that makes the difference.
        _ if arguments.contains(',') => methods.iter().copied().find(|method| *method != Method::Get),
        _ => methods.iter().copied().find(|method| *method == Method::Get),
    }
}

/// The method with which a function of PowerShell that the text defines sends the path at `start`: `Set-GitHub "/repos/o/r"`.
pub(super) fn command(text: &Text<'_>, start: usize) -> Option<Method> {
    let before = text.before(start).trim_end_matches(['"', '\'']);
    let command = before.rsplit(['|', ';', '{', '(', '=']).next().unwrap_or_default();
    let name = command.split_whitespace().next()?;
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.contains('-')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !is_name || !text.contains("function ") {
        return None;
    }
    let rest = text.after(start);
    let (_, behind) = rest.split_once(['"', '\'']).unwrap_or_default();
    if command.contains("-Method ") || behind.contains("-Method ") {
        return verb::method_in(command).or_else(|| verb::method_in(behind));
    }
    let arguments = if behind.trim_start().starts_with(['$', '@', '-', '(']) {
        ","
    } else {
        ""
    };
    method(text, name, arguments)
}

/// The methods with which the function of this name sends what it is given.
fn methods(text: &Text<'_>, name: &str) -> Rc<[Method]> {
    /// More places of a name are not looked at.
    const MOST: usize = 50;
    let places = text.places(name);
    let mut found = Vec::new();
    let defined = places
        .iter()
        .take(MOST)
        .filter_map(|at| definition(text.source(), *at, name));
    if let Some((parameters, body)) = defined.into_iter().next() {
        sent(parameters, body, &mut found);
    }
    found.into()
}

/// Whether a function is defined by the name that begins at `start`.
pub(super) fn is_defined(source: &str, start: usize, callee: &str) -> bool {
    let name = callee.trim_start_matches(['$', '@']);
    let at = start + callee.len() - name.len();
    !name.is_empty() && definition(source, at, name).is_some()
}

/// The parameters and the body of the function that is defined at `at`.
fn definition<'a>(source: &'a str, at: usize, name: &str) -> Option<(&'a str, &'a str)> {
    /// How far the body is from the parameters, and what says so from the name.
    const FAR: usize = 120;
    let from = source.floor_char_boundary(at.saturating_sub(FAR));
    let line = source[from..at].rsplit('\n').next().unwrap_or_default();
    let after = &source[at + name.len()..];
    let trimmed = after.trim_start_matches([' ', '?']);
    let is_function = is_definition(source, at) || line.trim_end().ends_with("function");
    // `const send = async (path) => fetch(...)`
    if let Some(value) = trimmed.strip_prefix('=').filter(|_| !is_function) {
        let value = value.trim_start();
        let value = value.strip_prefix("async").unwrap_or(value).trim_start();
        let value = value.strip_prefix("function").unwrap_or(value).trim_start();
        let open = source.len() - value.len();
        let end = if value.starts_with('(') {
            close(source, open)?
        } else {
            let name = value.find(|c: char| !c.is_alphanumeric() && c != '_')?;
            open + name
        };
        let rest = &source[end..source.floor_char_boundary((end + FAR).min(source.len()))];
        let arrow = rest.find("=>").filter(|at| !rest[..*at].contains([';', '\n', '{']));
        let body = match arrow {
            Some(arrow) => body(source, end + arrow + 2, line),
            None if rest.trim_start().starts_with('{') => body(source, end, line),
            None => None,
        };
        return Some((&source[open..end], body?));
    }
    // `function Send-Issue { param($path) ... }`
    if trimmed.starts_with('{') && is_function {
        let body = body(source, at + name.len(), line)?;
        return Some((body, body));
    }
    if !trimmed.starts_with('(') {
        return None;
    }
    let open = source.len() - trimmed.len();
    let end = close(source, open)?;
    let parameters = &source[open..end];
    // A method of a class: `async send(path) {`.
    let is_method = || {
        let rest = &source[end..source.floor_char_boundary((end + FAR).min(source.len()))];
        let head = rest.split(['\n', ';']).next().unwrap_or_default();
        let opens = head.trim_end().ends_with('{') || head.trim_end().ends_with("=>");
        let before = line.trim_start();
        let is_declared = before.is_empty() || before.ends_with(' ') && !before.contains(['(', '=', '.', '"']);
        let calls = before.trim_end().ends_with("return") || before.trim_end().ends_with("await");
        opens && is_declared && !calls && !parameters.contains(['"', '`'])
    };
    (is_function || is_method()).then_some(())?;
    Some((parameters, body(source, end, line)?))
}

/// The body of a function whose parameters end at `at`, on a line that begins as given.
fn body<'a>(source: &'a str, at: usize, line: &str) -> Option<&'a str> {
    const LONGEST: usize = 3000;
    const LINES: usize = 60;
    let rest = &source[at..source.floor_char_boundary((at + LONGEST).min(source.len()))];
    let head = rest.split('\n').next().unwrap_or_default();
    let opened = match head.find('{') {
        Some(open) if !head[..open].contains([';', '"', '\'', '`', '(']) => Some(open),
        // `Send(string path)` and its brace on the next line.
        None if head.trim().is_empty() && rest.trim_start().starts_with('{') => rest.find('{'),
        _ => None,
    };
    if let Some(open) = opened {
        let end = close(source, at + open).unwrap_or(at + rest.len());
        return source.get(at + open..end);
    }
    let own = indent(line);
    let mut end = head.len();
    for next in rest[head.len()..].split_inclusive('\n').skip(1).take(LINES) {
        let is_inside = next.trim().is_empty() || indent(next) > own;
        if !is_inside {
            break;
        }
        end += next.len();
    }
    rest.get(..(end + 1).min(rest.len()))
}

/// Adds the methods with which a function sends what is made of its parameters.
fn sent(parameters: &str, body: &str, found: &mut Vec<Method>) {
    let mut add = |method: Method| {
        if !found.contains(&method) {
            found.push(method);
        }
    };
    let mut given: Vec<&str> = words(parameters)
        .filter(|word| !matches!(*word, "string" | "str" | "String" | "self" | "this" | "any" | "param"))
        .take(24)
        .collect();
    for line in body.lines() {
        let is_given = |text: &str| words(text).any(|word| given.contains(&word));
        if is_powershell(line) {
            let open = line.contains("-Method") || splatted(line).is_some();
            if let Some(method) = verb::method_in(line).or((!open).then_some(Method::Get)) {
                add(method);
            }
            continue;
        }
        if let Some((name, value)) = line.split_once('=')
            && is_given(value)
            && let Some(name) = words(name.split(':').next().unwrap_or_default()).last()
            && given.len() < 40
        {
            given.push(name);
        }
    }
    let is_given = |text: &str| words(text).any(|word| given.contains(&word));
    for (open, _) in body.match_indices('(') {
        let callee = name_before(body, open);
        let last = callee.rsplit(['.', ':', '>']).next().unwrap_or_default();
        let lower = last.to_ascii_lowercase();
        let named = verb::method_of_name(callee).filter(|_| callee.len() > last.len() || last.starts_with("Http"));
        let sends = named.is_some() || REQUESTS.iter().any(|word| lower.contains(word));
        if !sends {
            continue;
        }
        let arguments = &body[open..close(body, open).unwrap_or(body.len())];
        // `data.get("id")`
        if !is_given(arguments)
            || named.is_some() && lower == "get" && arguments[1..].starts_with(['"', '\'']) && !arguments.contains('{')
        {
            continue;
        }
        if let Some(method) = named
            .filter(|method| *method != Method::Get)
            .or_else(|| verb::method_in(arguments))
        {
            add(method);
            continue;
        }
        if let Some(method) = named {
            add(method);
            continue;
        }
        // `method = "POST" if data else "GET"`, and a parameter with what it is if it is not given.
        let variable = words(arguments).find(|word| matches!(*word, "method" | "verb" | "http_method" | "httpMethod"));
        let Some(variable) = variable else { continue };
        let sets = |line: &&str| {
            line.split_once(variable)
                .is_some_and(|(_, value)| value.trim_start_matches([' ', ':']).starts_with('='))
        };
        for line in parameters.lines().chain(body.lines()).filter(sets) {
            let value = line.split_once(variable).map_or("", |(_, value)| value);
            let value = value.split([',', '}']).next().unwrap_or_default();
            words(value).filter_map(|word| word.parse().ok()).for_each(&mut add);
        }
    }
    for line in body.lines() {
        let is_set = [
            "setRequestMethod",
            "httpMethod",
            "CUSTOMREQUEST",
            ".Method =",
            ".method =",
        ]
        .iter()
        .any(|name| line.contains(name));
        if let Some(method) = verb::method_in(line).filter(|_| is_set) {
            add(method);
        }
    }
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}
