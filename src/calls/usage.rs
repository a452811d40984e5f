//! What a program does with an address or a path: the methods with which it calls it, if it does.

use super::{Claims, Text, code, variables, verb};
use crate::github::Method;

/// The methods with which a text uses an address or a path.
#[derive(Debug, Default)]
pub(super) struct Methods {
    /// Each once; `None` where a call names none.
    pub found: Vec<Option<Method>>,
    /// It is compared, replaced or served, but not called.
    pub not_a_call: bool,
    /// Whether it is certain that it is called.
    pub called: bool,
    /// Whether it is given to some function.
    pub passed: bool,
    /// The function that it is given to first.
    pub callee: String,
}

impl Methods {
    fn add(&mut self, method: Option<Method>) {
        if !self.found.contains(&method) {
            self.found.push(method);
        }
    }
}

/// Looks around the string from `start` to `end` for what it is used with.
pub(super) fn methods(text: &Text<'_>, start: usize, end: usize, claims: &Claims) -> Methods {
    let mut methods = Methods {
        callee: callee(text, start),
        ..Methods::default()
    };
    match use_at(text, start, end, None) {
        Use::Not => {
            methods.not_a_call = true;
            return methods;
        }
        Use::Call(method) => {
            methods.called = true;
            if method.is_some() {
                methods.add(method);
                return methods;
            }
        }
        Use::Passed => methods.passed = true,
        Use::Unclear => {}
    }
    // What is done with the variable that it is given to, and with one that is made of it.
    if let Some(name) = variables::assigned_to(text, start)
        && let Some((other, at)) = follow(text, name, end, claims, &mut methods)
        && methods.found.is_empty()
    {
        follow(text, other, at, claims, &mut methods);
    }
    if methods.found.iter().all(Option::is_none)
        && let Some(method) = named_near(text, end, None)
    {
        methods.found = vec![Some(method)];
        methods.called = true;
    }
    methods
}

/// Adds the methods with which a variable is used behind `from`; says which other one is made of it, and where.
fn follow<'a>(
    text: &Text<'a>,
    name: &str,
    from: usize,
    claims: &Claims,
    methods: &mut Methods,
) -> Option<(&'a str, usize)> {
    let mut made = None;
    let places: Vec<usize> = variables::uses(text, name, from).collect();
    for (place, at) in places.iter().copied().enumerate() {
        if claims.covers(at) {
            continue;
        }
        let until = places.get(place + 1).copied();
        let end = at + name.len();
        match use_at(text, at, end, until) {
            Use::Call(method) => {
                methods.called = true;
                methods.add(method.or_else(|| named_near(text, end, until)));
                continue;
            }
            Use::Passed => methods.passed = true,
            Use::Not | Use::Unclear => {}
        }
        let line = line_of(text, at);
        if is_powershell(line) {
            methods.called = true;
            methods.add(verb::method_in(line).or_else(|| named_near(text, at, until)));
        }
        made = made.or_else(|| Some((variables::statement_target(text, at)?, end)));
    }
    made.filter(|(other, _)| *other != name)
}

/// The function whose argument is at `start`, with its object, over lines: `self.crab.get`.
fn callee(text: &Text<'_>, start: usize) -> String {
    let source = text.source();
    let calls = code::around(source, start);
    let is_wrapper = |name: &str| {
        let last = name.rsplit(['.', ':', '>']).next().unwrap_or_default();
        WRAPPERS.iter().any(|wrapper| last.eq_ignore_ascii_case(wrapper))
    };
    let Some(call) = calls
        .iter()
        .find(|call| !call.callee.is_empty() && !is_wrapper(call.callee))
    else {
        return String::new();
    };
    if !call.callee.starts_with('.') {
        return call.callee.to_owned();
    }
    // The object is on the line before.
    let begin = call.open.saturating_sub(call.callee.len());
    let before = source.get(..begin).unwrap_or_default().trim_end();
    let before = before.trim_end_matches(['/', '!', '#', '*', ' ', '\n']);
    format!("{}{}", code::name_before(before, before.len()), call.callee)
}

/// What is done with a value.
enum Use {
    /// Not a call.
    Not,
    /// A call, and its method where it names one.
    Call(Option<Method>),
    /// Given to a function of which nothing is known.
    Passed,
    Unclear,
}

fn use_at(text: &Text<'_>, start: usize, end: usize, until: Option<usize>) -> Use {
    let source = text.source();
    let before = text
        .before(start)
        .trim_end_matches(['"', '\'', '`', ' ', 'f', '$', '@']);
    // Perl's `POST => $url`, Ruby's `:post, url`.
    if let Some(verb) = before.strip_suffix("=>").map(str::trim_end)
        && let Some(method) = ["GET", "POST", "PUT", "PATCH", "DELETE"]
            .iter()
            .find(|word| verb.ends_with(*word))
    {
        return Use::Call(method.parse().ok());
    }
    if before.ends_with("==") || before.ends_with("!=") {
        return Use::Not;
    }
    // Ruby: `RestClient.patch "https://..."`
    if let Some(name) = text.before(start).trim_end_matches(['"', '\'']).strip_suffix(' ') {
        let name = code::name_before(name, name.len());
        if name.contains(['.', ':'])
            && let Some(method) = verb::method_of_name(name)
        {
            return Use::Call(Some(method));
        }
    }
    let line = line_of(text, start);
    if is_powershell(line) {
        return Use::Call(verb::method_in(line).or_else(|| named_near(text, end, until)));
    }
    for call in code::around(source, start) {
        let last = call
            .callee
            .rsplit(['.', ':', '>'])
            .next()
            .unwrap_or_default()
            .trim_start_matches(['@', '$']);
        if NOT_CALLS.iter().any(|name| last.eq_ignore_ascii_case(name)) {
            return Use::Not;
        }
        let object = call.callee[..call.callee.len() - last.len()].trim_end_matches(['.', ':', '>', '-']);
        let object = object.rsplit(['.', ':', '>']).next().unwrap_or_default();
        if SERVERS.iter().any(|name| object.eq_ignore_ascii_case(name)) {
            return Use::Not;
        }
        let wrapper = WRAPPERS.iter().any(|name| last.eq_ignore_ascii_case(name));
        if !wrapper && let Some(method) = verb::method_in(call.arguments) {
            return Use::Call(Some(method));
        }
        if let Some(method) = verb::method_of_name(call.callee) {
            return Use::Call(Some(method));
        }
        // What comes before and behind in a chain: `.put().uri("...")`, `.url("...").post(body)`.
        if let Some(before) = source[..call.open]
            .strip_suffix(call.callee)
            .and_then(|before| before.strip_suffix("()"))
            && let Some(method) = verb::method_of_name(code::name_before(before, before.len()))
        {
            return Use::Call(Some(method));
        }
        if let Some(method) = chained(source, call.end) {
            return Use::Call(Some(method));
        }
        if wrapper || call.callee.is_empty() {
            continue;
        }
        let lower = last.to_ascii_lowercase();
        if REQUESTS.iter().any(|word| lower.contains(word)) {
            let data = call.arguments.contains("data=")
                || call.arguments.contains("Data(")
                || call.arguments.contains("data =");
            let method = (data && (lower == "request" || lower == "urlopen")).then_some(Method::Post);
            // `$.ajax`, `wp_remote_post`
            return Use::Call(method);
        }
        return Use::Passed;
    }
    Use::Unclear
}

/// Functions that look at a text.
const NOT_CALLS: &[&str] = &[
    "startsWith",
    "startswith",
    "starts_with",
    "HasPrefix",
    "hasPrefix",
    "endsWith",
    "includes",
    "contains",
    "indexOf",
    "replace",
    "replaceAll",
    "strip_prefix",
    "removeprefix",
    "TrimPrefix",
    "match",
    "matches",
    "test",
    "split",
    "assertEqual",
    "assert_eq",
    "toBe",
    "toEqual",
    "toContain",
    "equal",
    "assertEquals",
    "route",
    "HandleFunc",
    "Handle",
    "describe",
    "it",
    "log",
    "debug",
    "info",
    "warn",
    "error",
    "print",
    "printf",
    "println",
    "eprintln",
    "println!",
    "Error",
    "Exception",
    "raise",
    "panic",
    "expect",
    "require",
    "import",
    "include",
    "catch",
    "if",
    "switch",
    "while",
    "assert",
];

/// Objects that answer requests, or stand in for a server in a test.
const SERVERS: &[&str] = &[
    "app",
    "router",
    "server",
    "fastify",
    "mux",
    "blueprint",
    "bp",
    "routes",
    "scope",
    "mock",
    "httpretty",
    "respx",
    "responses",
    "Route",
    "interceptor",
    "mockServer",
    "moxios",
    "nock",
];

/// Functions that only make an address of a text.
const WRAPPERS: &[&str] = &[
    "URL",
    "URI",
    "Uri",
    "parse",
    "create",
    "format",
    "Sprintf",
    "sprintf",
    "format!",
    "String",
    "str",
    "quote",
    "urljoin",
    "join",
    "NSURL",
    "encodeURI",
    "Parse",
    "url",
    "uri",
    "newBuilder",
    "f",
    "concat",
    "Builder",
    "string",
    "URLRequest",
    "urlWithString",
    "addPath",
    "resolve",
    "text",
    "setUrl",
    "to_string",
];

/// Parts of the names of functions that send requests.
const REQUESTS: &[&str] = &[
    "fetch",
    "request",
    "urlopen",
    "ajax",
    "axios",
    "open",
    "call",
    "send",
    "api",
    "curl",
    "invoke",
    "load",
    "paginate",
    "download",
    "exec",
    "got",
    "ky",
    "superagent",
    "http",
];

/// The method that a chain behind `at` names.
fn chained(source: &str, at: usize) -> Option<Method> {
    let rest = &source[at..source.floor_char_boundary(at.saturating_add(300))];
    let rest = rest.trim_start_matches([')', ' ', '\n', '\r', '\t']);
    if !rest.starts_with('.') {
        return None;
    }
    let chain = rest.split([';', '}']).next().unwrap_or_default();
    for part in chain.split('.').skip(1) {
        let (name, arguments) = part.split_once('(')?;
        if name.eq_ignore_ascii_case("method") || name.eq_ignore_ascii_case("request") {
            return verb::method_in(arguments).or_else(|| arguments.get(1..)?.split(['"', '\'']).next()?.parse().ok());
        }
        if let Ok(method) = name.trim().parse() {
            return Some(method);
        }
        if matches!(name, "then" | "catch" | "json" | "text") {
            return None;
        }
    }
    None
}

fn is_powershell(line: &str) -> bool {
    [
        "Invoke-RestMethod",
        "Invoke-WebRequest",
        "Invoke-GHRestMethod",
        "irm ",
        "iwr ",
    ]
    .iter()
    .any(|name| line.contains(name))
}

fn line_of<'a>(text: &Text<'a>, at: usize) -> &'a str {
    let before = text.before(at);
    let start = at - before.len();
    let line = &text.source()[start..];
    let line = line.lines().next().unwrap_or_default();
    &line[..line.floor_char_boundary(800)]
}

/// The method that the lines around a place name, as programs do that set it apart from the address: up to the next address
/// or an empty line, or to `until`.
fn named_near(text: &Text<'_>, at: usize, until: Option<usize>) -> Option<Method> {
    const NAMES: &[&str] = &[
        "setRequestMethod",
        "httpMethod",
        "HTTPMethod",
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
    ];
    let source = text.source();
    let end = source.floor_char_boundary(at.saturating_add(700).min(until.unwrap_or(usize::MAX)));
    let rest = &source[at..end];
    let own = rest.find('\n').unwrap_or(rest.len());
    let stop = rest[own..].find("://").map_or(rest.len(), |stop| own + stop);
    for line in rest[..stop].lines().skip(1).take(10) {
        if line.trim().is_empty() {
            break;
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
    // The key `method` of the same block of YAML, before the address.
    let line = text.before(at);
    if !line.trim_start().starts_with("url:") {
        return None;
    }
    let indent = line.len() - line.trim_start().len();
    let start = at - line.len();
    let from = source.floor_char_boundary(start.saturating_sub(400));
    let lines: Vec<&str> = source[from..start].lines().collect();
    let mut block = lines
        .iter()
        .rev()
        .take_while(|line| line.len() - line.trim_start().len() == indent && !line.trim().is_empty());
    let line = block.find(|line| line.trim_start().starts_with("method:"))?;
    line.split(':').nth(1)?.trim().trim_matches(['"', '\'']).parse().ok()
}
