//! What a program does with an address or a path: the methods with which it calls it, if it does.

use super::{Claims, Text, code, literal, variables, verb};
use crate::github::{Method, placeholder};

/// The methods with which a text uses an address or a path.
#[derive(Debug, Default)]
pub(super) struct Methods {
    /// Each once; `None` where a call names none.
    pub found: Vec<Option<Method>>,
    /// What is done with it.
    pub fate: Fate,
    /// Whether longer addresses are made of it.
    pub is_extended: bool,
    /// The function that it is given to first.
    pub callee: String,
}

/// What a text does with an address or a path, the more certain the greater.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    #[default]
    Unclear,
    /// It is given to a function of which nothing is known.
    Passed,
    /// It is called.
    Called,
    /// It is compared, replaced or served, but not called.
    NotCalled,
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
    if is_key(text.source(), start, end) {
        methods.fate = Fate::NotCalled;
        return methods;
    }
    match use_at(text, start) {
        Use::Not => {
            methods.fate = Fate::NotCalled;
            return methods;
        }
        Use::Call(method) => {
            methods.fate = Fate::Called;
            if method.is_some() {
                methods.add(method);
                return methods;
            }
        }
        Use::Passed => methods.fate = methods.fate.max(Fate::Passed),
        Use::Unclear => {}
    }
    // What is done with the variable that it is given to, and with one that is made of it.
    if let Some(name) = target(text, start)
        && let Some((other, at)) = follow(text, name, end, claims, &mut methods)
        && methods.found.is_empty()
    {
        follow(text, other, at, claims, &mut methods);
    }
    if methods.found.iter().all(Option::is_none)
        && !methods.is_extended
        && let Some(method) = named_near(text, end, None)
    {
        methods.found = vec![Some(method)];
        methods.fate = Fate::Called;
    }
    methods
}

/// Whether a string is the key of an object or a table: `{"https://...": {}}`, `cache["https://..."]`.
fn is_key(source: &str, start: usize, end: usize) -> bool {
    let Some(quote) = literal::quote_before(source, start) else {
        return false;
    };
    let after = source[end..].strip_prefix(char::from(quote)).unwrap_or(&source[end..]);
    let before = &source[..start - 1];
    let is_table = before
        .strip_suffix('[')
        .is_some_and(|table| table.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ')')));
    after.starts_with(':') && quote != b'`' || is_table && after.starts_with(']')
}

/// The variable that a string is given to, also by way of a function that makes an address of it.
pub(super) fn target<'a>(text: &Text<'a>, start: usize) -> Option<&'a str> {
    variables::assigned_to(text, start).or_else(|| {
        let calls = code::around(text.source(), start);
        let mut wrapping = calls.iter().take_while(|call| is_wrapper(call.callee));
        wrapping.find_map(|call| variables::assigned_to(text, call.open.checked_sub(call.callee.len())?))
    })
}

/// How far a variable is followed to what it is used for.
const FAR: usize = 6000;

/// Adds the methods with which a variable is used behind `from`; says which other one is made of it, and where.
fn follow<'a>(
    text: &Text<'a>,
    name: &str,
    from: usize,
    claims: &Claims,
    methods: &mut Methods,
) -> Option<(&'a str, usize)> {
    let mut made = None;
    let places = variables::uses(text, name, from, FAR);
    for (place, at) in places.iter().copied().enumerate() {
        if claims.covers(at) {
            continue;
        }
        let until = places.get(place + 1).copied();
        let end = at + name.len();
        if extension(text, at, end).is_some() {
            methods.is_extended = true;
            continue;
        }
        match use_at(text, at) {
            Use::Call(method) => {
                methods.fate = Fate::Called;
                methods.add(method.or_else(|| named_near(text, end, until)));
                continue;
            }
            // What a function gives for an address is its answer, unless the function only builds something of it.
            Use::Passed if !builds(&callee(text, at)) => {
                methods.fate = methods.fate.max(Fate::Passed);
                continue;
            }
            Use::Passed => methods.fate = methods.fate.max(Fate::Passed),
            Use::Not | Use::Unclear => {}
        }
        made = made.or_else(|| Some((variables::statement_target(text, at)?, end)));
    }
    made.filter(|(other, _)| *other != name)
}

/// Whether a function makes a part of a request.
fn builds(callee: &str) -> bool {
    let callee = callee.to_ascii_lowercase();
    ["uri", "url", "path", "route", "endpoint", "build"]
        .iter()
        .any(|word| callee.contains(word))
}

/// A longer address that a text makes of one in a variable: `f"{API}/issues"`, `API + "/issues"`, `format!("{}/issues", API)`.
pub(super) struct Extension {
    /// Where it begins: behind the quote, or at the variable.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What follows the address.
    pub path: String,
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

fn extension(text: &Text<'_>, at: usize, end: usize) -> Option<Extension> {
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

/// Reads what follows an address from `from`, in a string.
fn extended(source: &str, start: usize, from: usize, quote: u8) -> Option<Extension> {
    let (path, end) = literal::read(source, from, Some(quote));
    let begins = path.starts_with(|c: char| c == '/' || c == '{' || c == '$' || c.is_ascii_lowercase());
    (path.len() > 1 && begins).then_some(Extension { start, end, path })
}

/// Whether the arguments of the function around a place are joined to one address.
fn is_joined(source: &str, at: usize) -> bool {
    let calls = code::around(source, at);
    let name = calls.first().map_or("", |call| call.callee);
    ["urljoin", "paste0", "join", "URI.join", "path.join", "concat", "URL"].contains(&name)
        || name.ends_with(".urljoin")
        || name.ends_with("JoinPath")
}

/// The function whose argument is at `start`, with its object, over lines: `self.crab.get`.
fn callee(text: &Text<'_>, start: usize) -> String {
    let source = text.source();
    let calls = code::around(source, start);
    let call = calls
        .iter()
        .find(|call| !call.callee.is_empty() && !is_wrapper(call.callee));
    call.map_or_else(String::new, |call| with_object(source, call))
}

/// The name of a function with its object, which may be on the line before.
fn with_object(source: &str, call: &code::Call<'_>) -> String {
    if !call.callee.starts_with('.') {
        return call.callee.to_owned();
    }
    let begin = call.open.saturating_sub(call.callee.len());
    let before = source.get(..begin).unwrap_or_default().trim_end();
    let before = before.trim_end_matches(['/', '!', '#', '*', ' ', '\n']);
    // `nock("https://api.github.com")` and a line that goes on.
    let object = before.strip_suffix(')').and_then(|inside| {
        let from = source.floor_char_boundary(inside.len().saturating_sub(200));
        let line = inside.get(from..)?.rsplit('\n').next()?;
        Some(code::name_before(line, line.find('(')?))
    });
    let object = object.unwrap_or_else(|| code::name_before(before, before.len()));
    format!("{object}{}", call.callee)
}

/// Whether a function only makes an address of its arguments.
fn is_wrapper(callee: &str) -> bool {
    let last = callee.rsplit(['.', ':', '>']).next().unwrap_or_default();
    WRAPPERS.iter().any(|wrapper| last.eq_ignore_ascii_case(wrapper))
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

fn use_at(text: &Text<'_>, start: usize) -> Use {
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
    // Ruby's `RestClient.patch "https://..."`, `(http/post "https://...")` of Lisps.
    if let Some(rest) = text.before(start).trim_end_matches(['"', '\'']).strip_suffix(' ') {
        let name = code::name_before(rest, rest.len());
        let is_called = name.contains(['.', ':']) || rest[..rest.len() - name.len()].ends_with(['(', '/']);
        if is_called && let Some(method) = verb::method_of_name(name) {
            return Use::Call(Some(method));
        }
    }
    // `http.Open "POST", "https://..."`
    if let Some(verb) = before.strip_suffix(',')
        && verb.ends_with(['"', '\''])
        && !verb.contains('(')
        && let Some(method) = verb::method_in(&verb[verb.floor_char_boundary(verb.len().saturating_sub(8))..])
    {
        return Use::Call(Some(method));
    }
    let line = command_line(text, start);
    if is_powershell(line) {
        // Without the option it is GET, unless a table of options has it.
        let open = line.contains("-Method") || line.contains(" @");
        return Use::Call(verb::method_in(line).or((!open).then_some(Method::Get)));
    }
    for call in code::around(source, start) {
        let callee = with_object(source, &call);
        let last = callee
            .rsplit(['.', ':', '>'])
            .next()
            .unwrap_or_default()
            .trim_start_matches(['@', '$']);
        // `[HttpGet("repos/{owner}")]` of ASP.NET answers requests, `new HttpGet("...")` makes one.
        let is_attribute = last.starts_with("Http") && source[..call.open].ends_with(&format!("[{last}"));
        if is_attribute || is_assertion(&callee) || NOT_CALLS.iter().any(|name| last.eq_ignore_ascii_case(name)) {
            return Use::Not;
        }
        let object = callee[..callee.len() - last.len()].trim_end_matches(['.', ':', '>', '-']);
        let object = object.rsplit(['.', ':', '>']).next().unwrap_or_default();
        if is_served(text, object, last) {
            return Use::Not;
        }
        let wrapper = is_wrapper(last);
        // A body may name methods of its own; `get` may be given one.
        let named = verb::method_of_name(call.callee);
        if let Some(method) = named.filter(|method| *method != Method::Get) {
            return Use::Call(Some(method));
        }
        if !wrapper && let Some(method) = verb::method_in(call.arguments) {
            return Use::Call(Some(method));
        }
        if named.is_some() {
            return Use::Call(named);
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
        // `gh("/user/repos")` of R
        if call.callee == "gh" && (text.contains("gh::gh") || text.contains("library(gh)")) {
            return Use::Call(Some(Method::Get));
        }
        let lower = last.to_ascii_lowercase();
        if REQUESTS.iter().any(|word| lower.contains(word)) {
            let data = call.arguments.contains("data=")
                || call.arguments.contains("Data(")
                || call.arguments.contains("data =");
            let method = (data && (lower == "request" || lower == "urlopen")).then_some(Method::Post);
            let method = method.or_else(|| method_of_options(text, &call));
            // `$.ajax`, `wp_remote_post`
            return Use::Call(method);
        }
        return Use::Passed;
    }
    Use::Unclear
}

/// Whether a function answers requests, or stands in for what does in a test.
fn is_served(text: &Text<'_>, object: &str, name: &str) -> bool {
    SERVERS.iter().any(|server| object.eq_ignore_ascii_case(server))
        || matches!(object, "http" | "rest") && (text.contains("'msw'") || text.contains("\"msw\""))
        || name == "path" && text.contains("Mock::given")
        || name.ends_with("Mapping") && (text.contains("@RestController") || text.contains("@Controller"))
}

/// Whether a function of a test only compares: `assert.strictEqual`, `expect`, `assertThat`.
fn is_assertion(callee: &str) -> bool {
    let first = callee
        .split(['.', ':', '>'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    first.starts_with("assert") || matches!(first.as_str(), "expect" | "should" | "chai")
}

/// Whether a test compares what is at `start` with something.
pub(super) fn is_compared(text: &Text<'_>, start: usize) -> bool {
    let calls = code::around(text.source(), start);
    calls.iter().any(|call| {
        let last = call.callee.rsplit(['.', ':']).next().unwrap_or_default();
        is_assertion(call.callee)
            || matches!(
                last,
                "toBe" | "toEqual" | "toStrictEqual" | "toMatch" | "toContain" | "equal"
            )
    })
}

/// Whether the string at `start` is given to a function that answers requests.
pub(super) fn is_answered(text: &Text<'_>, start: usize) -> bool {
    let name = callee(text, start);
    let (object, last) = name.rsplit_once(['.', '>', ':']).unwrap_or(("", &name));
    let object = object.rsplit(['.', '>', ':']).next().unwrap_or_default();
    is_served(text, object, last) || matches!(last, "HandleFunc" | "Handle" | "route")
}

/// The method in the options that a call is given by name: `const options = { method: "POST" }; fetch(url, options)`.
fn method_of_options(text: &Text<'_>, call: &code::Call<'_>) -> Option<Method> {
    /// More places of a name are not looked at.
    const MOST: usize = 20;
    let source = text.source();
    let arguments = call.arguments.trim_end_matches([')', ';', ' ', '\n']);
    let name = arguments.rsplit([',', ' ']).next()?;
    if name.is_empty()
        || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        || !arguments.contains(',')
    {
        return None;
    }
    let places = text.places(name);
    let before = places.partition_point(|at| *at < call.open);
    let set = places.get(..before)?.iter().rev().take(MOST).find_map(|at| {
        let rest = source.get(at + name.len()..source.floor_char_boundary(at + name.len() + 40))?;
        let open = rest
            .find('{')
            .filter(|open| rest[..*open].contains('=') && !rest[..*open].contains([';', '(']))?;
        Some(at + name.len() + open)
    })?;
    let options = &source[set..source.floor_char_boundary(set.saturating_add(1500))];
    verb::method_in(&options[..code::close(options, 0)?])
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
    "AreEqual",
    "assertThat",
    "isEqualTo",
    "toStrictEqual",
    "toMatch",
    "toHaveBeenCalledWith",
    "calledWith",
    "assert_called_with",
    "assert_called_once_with",
    "assert_any_call",
    "stub_request",
    "a_request",
    "urlEqualTo",
    "urlPathEqualTo",
    "urlMatching",
    "urlPathMatching",
    "register_uri",
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
    "requests_mock",
    "aioresponses",
    "httpx_mock",
    "rsps",
    "fetchMock",
    "axiosMock",
    "mockAxios",
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
    "https",
    "paste0",
    "glue",
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
        let is_empty = arguments.trim_start().starts_with(')');
        if !is_empty && (name.eq_ignore_ascii_case("method") || name.eq_ignore_ascii_case("request")) {
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

/// The line at `at`, with those that a backtick of PowerShell joins to it.
fn command_line<'a>(text: &Text<'a>, at: usize) -> &'a str {
    /// More lines are not one command.
    const LINES: usize = 12;
    const LONGEST: usize = 800;
    let source = text.source();
    let mut start = at - text.before(at).len();
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
        end = (end + line.len() + 1).min(source.len());
        if !line.trim_end().ends_with('`') {
            break;
        }
    }
    let line = source.get(start..end).unwrap_or_default();
    &line[..line.floor_char_boundary(LONGEST)]
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
        "X-HTTP-Method-Override",
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
fn named_before(text: &Text<'_>, at: usize) -> Option<Method> {
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
    let indent = |line: &str| line.len() - line.trim_start().len();
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
fn configured(line: &str) -> Option<Method> {
    let value = line
        .trim()
        .strip_prefix("request")?
        .trim_start()
        .strip_prefix(['=', ':'])?;
    value.trim().trim_matches(['"', '\'']).parse().ok()
}
