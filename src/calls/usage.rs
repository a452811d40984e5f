//! What a program does with an address or a path: the methods with which it calls it, if it does.

use super::{
    Claims, Text, branches, call_syntax, commands,
    extension::extension,
    functions::{NOT_CALLS, REQUESTS, is_assertion, is_served, is_wrapper},
    keyed, libcurl, literal,
    method_near::{chained, chained_before, command_line, is_powershell, named_near, splatted},
    own_functions, variables, verb,
};
use crate::github::Method;

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
    // What is done with an object by a key of it.
    if methods.found.is_empty() && methods.fate == Fate::Unclear {
        follow_key(text, start, claims, &mut methods);
    }
    // What is done with what a function gives.
    if methods.found.is_empty()
        && methods.fate == Fate::Unclear
        && let Some(name) = branches::function_that_returns(text.source(), start)
    {
        follow_function(text, name, start, claims, &mut methods);
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

/// Whether a variable that the text does not say is called with POST, from `start` to `end`, or what is made of it is.
pub(super) fn is_posted(text: &Text<'_>, start: usize, end: usize, claims: &Claims) -> bool {
    let after = text.after(end).trim_start_matches(['"', '\'', ']', ' ']);
    if after.starts_with([':', '=']) && !after.starts_with("==") {
        return false;
    }
    let posts = |text: &Text<'_>, at| matches!(use_at(text, at), Use::Call(Some(Method::Post)));
    if posts(text, start) {
        return true;
    }
    let mut methods = Methods::default();
    let Some(name) = variables::statement_target(text, start) else {
        return false;
    };
    follow(text, name, end, claims, &mut methods);
    methods.found.contains(&Some(Method::Post))
}

/// Whether the text does not say what a variable is.
pub(super) fn is_unknown(text: &Text<'_>, name: &str, at: usize) -> bool {
    variables::definition(text, name, at).is_none_or(|(value, _)| !value.contains("://"))
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
        let calls = call_syntax::around(text.source(), start);
        let mut wrapping = calls.iter().take_while(|call| is_wrapper(call.callee));
        wrapping
            .find_map(|call| variables::assigned_to(text, call.start))
            .or_else(|| branches::target(text.source(), start))
            .or_else(|| {
                let is_part = calls.iter().any(|call| call.callee.ends_with("path_and_query"));
                is_part.then(|| variables::statement_target(text, start)).flatten()
            })
    })
}

/// What sets the properties of a request is not longer.
const LONGEST_BLOCK: usize = 400;

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
    let source = text.source();
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
        // `request.httpMethod = "PATCH"`
        if let Some(method) = method_of_property(&source[end..]) {
            methods.fate = Fate::Called;
            methods.found = vec![Some(method)];
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

/// Adds the methods with which a text uses the value of an object by its key.
fn follow_key(text: &Text<'_>, start: usize, claims: &Claims, methods: &mut Methods) {
    for place in keyed::uses(text, start) {
        if claims.covers(place.at) {
            continue;
        }
        if place.is_extended {
            methods.is_extended = true;
            continue;
        }
        match use_at(text, place.at) {
            Use::Call(method) => {
                methods.fate = Fate::Called;
                methods.add(method.or_else(|| named_near(text, place.end, None)));
            }
            Use::Passed => methods.fate = methods.fate.max(Fate::Passed),
            Use::Unclear => {
                if let Some(variable) = variables::statement_target(text, place.at) {
                    follow(text, variable, place.end, claims, methods);
                }
            }
            Use::Not => {}
        }
    }
    // Only longer addresses are called, and which ones is not known.
    if methods.is_extended && methods.fate == Fate::Unclear {
        methods.fate = Fate::NotCalled;
    }
}

/// Adds the methods with which a text uses what a function gives that returns an address.
fn follow_function(text: &Text<'_>, name: &str, from: usize, claims: &Claims, methods: &mut Methods) {
    /// More uses are not looked at.
    const MOST: usize = 20;
    let source = text.source();
    let places = text.places(name);
    let is_called = |at: &usize| source[*at + name.len()..].starts_with('(') && !branches::is_definition(source, *at);
    let uses = places.iter().copied().filter(is_called).take(MOST);
    for at in uses.filter(|at| at.abs_diff(from) < 2 * FAR && !claims.covers(*at)) {
        match use_at(text, at) {
            Use::Call(method) => {
                methods.fate = Fate::Called;
                methods.add(method);
            }
            Use::Unclear | Use::Passed => {
                if let Some(variable) = variables::statement_target(text, at) {
                    follow(text, variable, at + name.len(), claims, methods);
                }
            }
            Use::Not => {}
        }
    }
}

/// Whether a function makes a part of a request.
fn builds(callee: &str) -> bool {
    let callee = callee.to_ascii_lowercase();
    ["uri", "url", "path", "route", "endpoint", "build"]
        .iter()
        .any(|word| callee.contains(word))
}

/// The function whose argument is at `start`, with its object, over lines: `self.crab.get`.
fn callee(text: &Text<'_>, start: usize) -> String {
    let source = text.source();
    let calls = call_syntax::around(source, start);
    let call = calls
        .iter()
        .find(|call| !call.callee.is_empty() && !is_wrapper(call.callee));
    call.map_or_else(String::new, |call| with_object(source, call))
}

/// The name of a function with its object, which may be on the line before.
fn with_object(source: &str, call: &call_syntax::EnclosingCall<'_>) -> String {
    if !call.callee.starts_with('.') {
        return call.callee.to_owned();
    }
    let before = source.get(..call.start).unwrap_or_default().trim_end();
    let before = before.trim_end_matches(['/', '!', '#', '*', ' ', '\n']);
    // `nock("https://api.github.com")` and a line that goes on.
    let object = before.strip_suffix(')').and_then(|inside| {
        let from = source.floor_char_boundary(inside.len().saturating_sub(200));
        let line = inside.get(from..)?.rsplit('\n').next()?;
        Some(call_syntax::name_before(line, line.find('(')?))
    });
    let object = object.unwrap_or_else(|| call_syntax::name_before(before, before.len()));
    format!("{object}{}", call.callee)
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

/// What the line of a value does with it, without brackets around it.
fn use_in_line(text: &Text<'_>, start: usize) -> Option<Use> {
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
        return Some(Use::Call(method.parse().ok()));
    }
    if before.ends_with("==") || before.ends_with("!=") {
        return Some(Use::Not);
    }
    // Ruby's `RestClient.patch "https://..."`, `(http/post "https://...")` of Lisps.
    if let Some(rest) = text.before(start).trim_end_matches(['"', '\'']).strip_suffix(' ') {
        let name = call_syntax::name_before(rest, rest.len());
        let is_called = name.contains(['.', ':']) || rest[..rest.len() - name.len()].ends_with(['(', '/']);
        if is_called && let Some(method) = verb::method_of_name(name) {
            return Some(Use::Call(Some(method)));
        }
    }
    // `http.request :delete, "https://..."`, `httpRequest httpMode: 'POST', url: "https://..."`
    if let Some(command) = commands::command(before) {
        if is_assertion(command.name) || NOT_CALLS.contains(&command.name) {
            return Some(Use::Not);
        }
        if let Some(method) = command.method(text.after(start)) {
            return Some(Use::Call(Some(method)));
        }
    }
    // `curl_setopt($ch, CURLOPT_URL, "https://...")`
    if let Some(method) = libcurl::method(text, start) {
        return Some(Use::Call(Some(method)));
    }
    // `http.Open "POST", "https://..."`
    if let Some(verb) = before.strip_suffix(',')
        && verb.ends_with(['"', '\''])
        && !verb.contains('(')
        && let Some(method) = verb::method_in(&verb[verb.floor_char_boundary(verb.len().saturating_sub(8))..])
    {
        return Some(Use::Call(Some(method)));
    }
    // `"https://...".WithHeader("a", "b").PostJsonAsync(body)`
    if let Some(quote) = start
        .checked_sub(1)
        .filter(|_| literal::quote_before(source, start).is_some())
        && let Some(end) = call_syntax::close(source, quote)
        && source[end..].trim_start().starts_with('.')
        && let Some(method) = chained(source, end)
    {
        return Some(Use::Call(Some(method)));
    }
    let line = command_line(text, start);
    if is_powershell(line) {
        // Without the option it is GET, unless a table of options has it.
        let table = splatted(line);
        let in_table = || verb::method_in(options(text, table?, start)?);
        let open = line.contains("-Method") || table.is_some();
        let method = verb::method_in(line).or_else(in_table);
        return Some(Use::Call(method.or((!open).then_some(Method::Get))));
    }
    // `Set-GitHub "/repos/..." $body`
    own_functions::command(text, start).map(|method| Use::Call(Some(method)))
}

fn use_at(text: &Text<'_>, start: usize) -> Use {
    let source = text.source();
    if let Some(found) = use_in_line(text, start) {
        return found;
    }
    for call in call_syntax::around(source, start) {
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
        // `map.put("url", "https://...")`
        let is_entry = named == Some(Method::Put)
            && call.arguments[1..].starts_with(['"', '\''])
            && call.open + 2 < start
            && !call.arguments[2..].starts_with(['/', 'h']);
        if is_entry {
            return Use::Unclear;
        }
        if let Some(method) = named.filter(|method| *method != Method::Get) {
            return Use::Call(Some(method));
        }
        // `new RestRequest("...") { Method = Method.Patch }`
        let made = source[..call.open]
            .strip_suffix(call.callee)
            .is_some_and(|before| before.trim_end().ends_with("new"));
        let block = source[call.end..].trim_start_matches(' ');
        if made
            && block.starts_with('{')
            && let Some(end) = call_syntax::close(block, 0).filter(|end| *end < LONGEST_BLOCK)
            && let Some(method) = verb::method_in(&block[..end])
        {
            return Use::Call(Some(method));
        }
        if !wrapper && let Some(method) = verb::method_in(call.arguments) {
            return Use::Call(Some(method));
        }
        if named.is_some() {
            return Use::Call(named);
        }
        // What comes before and behind in a chain: `.put().uri("...")`, `.url("...").post(body)`.
        if let Some(method) = chained_before(source, call.start) {
            return Use::Call(Some(method));
        }
        if let Some(method) = chained(source, call.end) {
            return Use::Call(Some(method));
        }
        // The parameters of a function are not what it is called with.
        if own_functions::is_defined(source, call.start, call.callee) {
            return Use::Unclear;
        }
        // `def create(path, data): return requests.post(API + path, json=data)`
        if let Some(method) = own_functions::method(text, &callee, call.arguments) {
            return Use::Call(Some(method));
        }
        if wrapper || call.callee.is_empty() {
            continue;
        }
        // `gh("/user/repos")` of R
        if call.callee == "gh" && (text.contains("gh::gh") || text.contains("library(gh)")) {
            return Use::Call(Some(Method::Get));
        }
        // `node_fetch_1.default`
        let name = if last == "default" { callee.as_str() } else { last };
        let lower = name.to_ascii_lowercase();
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

/// Whether a test compares what is at `start` with something.
pub(super) fn is_compared(text: &Text<'_>, start: usize) -> bool {
    let calls = call_syntax::around(text.source(), start);
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

/// The method that a property of a request is set to: `.httpMethod = "PATCH"`, `.setRequestMethod("PATCH")`.
fn method_of_property(after: &str) -> Option<Method> {
    let rest = after.strip_prefix('.')?;
    let rest = [
        "httpMethod",
        "HTTPMethod",
        "Method",
        "method",
        "setRequestMethod",
        "requestMethod",
    ]
    .iter()
    .find_map(|name| rest.strip_prefix(name))?;
    let value = rest.trim_start().strip_prefix(['=', '('])?;
    (!value.starts_with('='))
        .then(|| verb::method_in(value.split(['\n', ';']).next()?))
        .flatten()
}

/// The method in the options that a call is given by name: `const options = { method: "POST" }; fetch(url, options)`.
fn method_of_options(text: &Text<'_>, call: &call_syntax::EnclosingCall<'_>) -> Option<Method> {
    let arguments = call.arguments.trim_end_matches([')', ';', ' ', '\n']);
    let name = arguments.rsplit([',', ' ']).next()?;
    let options = arguments.contains(',').then(|| options(text, name, call.open))??;
    // `$context = stream_context_create($options)`
    let inside = options.trim_matches(['(', ')', ' ']);
    let options = match inside.strip_prefix('$') {
        Some(_) => self::options(text, inside, call.open)?,
        None => options,
    };
    verb::method_in(options)
}

/// The options that a variable was given before `at`, with their brackets.
fn options<'a>(text: &Text<'a>, name: &str, at: usize) -> Option<&'a str> {
    /// More places of a name are not looked at.
    const MOST: usize = 20;
    const LONGEST: usize = 1500;
    let source = text.source();
    let is_php = name.starts_with('$');
    let name = name.trim_start_matches('$');
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return None;
    }
    let places = text.places(name);
    let before = places.partition_point(|place| *place < at);
    let set = places.get(..before)?.iter().rev().take(MOST).find_map(|place| {
        let end = place + name.len();
        let rest = source.get(end..source.floor_char_boundary(end + 40))?;
        let open = rest.find(|c| c == '{' || is_php && matches!(c, '[' | '('))?;
        let head = &rest[..open];
        // `init: RequestInit = {`
        let head = match head.trim_start().strip_prefix(':') {
            Some(typed) => &typed[typed.find('=')?..],
            None => head.trim_start(),
        };
        let makes = head.strip_prefix('=')?.trim();
        let is_set = head.contains('=')
            && !head.contains([';', '('])
            && (!rest[open..].starts_with('(') || matches!(makes, "stream_context_create" | "array"));
        is_set.then_some(end + open)
    })?;
    let options = &source[set..source.floor_char_boundary(set.saturating_add(LONGEST))];
    options.get(..call_syntax::close(options, 0)?)
}
