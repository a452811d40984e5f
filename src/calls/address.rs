//! Addresses of the API anywhere: in programs, pages, logs and errors.

use std::ops::Range;

use super::{Claims, Recognizer, Sighting, Text, code, nothing, rest, variables};
use crate::github::{Method, Resolved, is_path, placeholder, resolve};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "address",
    recognize,
    examples: &[
        ("requests.get(\"https://api.github.com/user\")", &["GET /user"]),
        (
            "requests.post(f\"https://api.github.com/repos/{owner}/{repo}/issues\", json=body)",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "fetch('https://api.github.com/repos/' + repo + '/dispatches', {\n  method: 'POST',\n  body })",
            &["POST /repos/{owner}/{repo}/dispatches"],
        ),
        (
            "await axios.put(`https://api.github.com/repos/${owner}/${repo}/contents/${path}`, data)",
            &["PUT /repos/{owner}/{repo}/contents/{path}"],
        ),
        (
            "axios({ method: \"delete\", url: \"https://api.github.com/gists/\" + id })",
            &["DELETE /gists/{gist_id}"],
        ),
        (
            "req, err := http.NewRequest(\"PATCH\", fmt.Sprintf(\"https://api.github.com/repos/%s/%s/issues/%d\", o, r, n), body)",
            &["PATCH /repos/{owner}/{repo}/issues/{issue_number}"],
        ),
        (
            "req, _ := http.NewRequest(http.MethodDelete, \"https://api.github.com/repos/\"+repo+\"/hooks/\"+id, nil)",
            &["DELETE /repos/{owner}/{repo}/hooks/{hook_id}"],
        ),
        (
            "Invoke-RestMethod -Method Post -Uri \"https://api.github.com/repos/$repo/releases\" -Body $b",
            &["POST /repos/{owner}/{repo}/releases"],
        ),
        (
            "Invoke-RestMethod -Uri \"https://api.github.com/orgs/$org/members\" `\n  -Headers $h",
            &["GET /orgs/{org}/members"],
        ),
        (
            "$uri = \"https://api.github.com/repos/$env:GITHUB_REPOSITORY/statuses/$sha\"\nInvoke-RestMethod -Uri $uri -Method Post",
            &["POST /repos/{owner}/{repo}/statuses/{sha}"],
        ),
        (
            "url = 'https://api.github.com/repos/o/r/issues'\nresponse = requests.post(url, json=d)",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "const url = `https://api.github.com/repos/${r}/labels`;\nconst all = await fetch(url);\nawait fetch(url, { method: 'POST' });",
            &["GET /repos/{owner}/{repo}/labels", "POST /repos/{owner}/{repo}/labels"],
        ),
        (
            "URL url = new URL(\"https://api.github.com/user/repos\");\nHttpURLConnection c = (HttpURLConnection) url.openConnection();\nc.setRequestMethod(\"POST\");",
            &["POST /user/repos"],
        ),
        (
            "HttpRequest.newBuilder(URI.create(\"https://api.github.com/gists\"))\n  .POST(body).build();",
            &["POST /gists"],
        ),
        (
            "new Request.Builder().url(\"https://api.github.com/repos/o/r/subscription\").put(body).build()",
            &["PUT /repos/{owner}/{repo}/subscription"],
        ),
        (
            "uri = URI(\"https://api.github.com/repos/#{repo}/issues\")\nreq = Net::HTTP::Post.new(uri)",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "$ch = curl_init('https://api.github.com/repos/' . $repo . '/topics');\ncurl_setopt($ch, CURLOPT_CUSTOMREQUEST, 'PUT');",
            &["PUT /repos/{owner}/{repo}/topics"],
        ),
        (
            "var request = URLRequest(url: URL(string: \"https://api.github.com/repos/\\(owner)/\\(repo)/issues\")!)\nrequest.httpMethod = \"POST\"",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "client.PostAsync($\"https://api.github.com/repos/{owner}/{repo}/forks\", null)",
            &["POST /repos/{owner}/{repo}/forks"],
        ),
        (
            "let res = client.post(format!(\"https://api.github.com/repos/{repo}/merges\")).send().await?;",
            &["POST /repos/{owner}/{repo}/merges"],
        ),
        (
            "- uri:\n    url: https://api.github.com/repos/octo-org/app/keys\n    method: POST\n    status_code: 201",
            &["POST /repos/{owner}/{repo}/keys"],
        ),
        (
            "urllib.request.Request('https://api.github.com/repos/o/r/pulls/1/merge', method='PUT')",
            &["PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge"],
        ),
        (
            "See <https://api.github.com/repos/octo-org/app/releases/latest>.",
            &["GET /repos/{owner}/{repo}/releases/latest"],
        ),
        (
            "request: {\n  method: 'POST',\n  url: 'https://api.github.com/repos/o/r/pulls',\n}",
            &["POST /repos/{owner}/{repo}/pulls"],
        ),
        (
            "{\"method\":\"POST\",\"url\":\"https:\\/\\/api.github.com\\/repos\\/o\\/r\\/issues\"}",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "GET_URL = \"https://api.octocorp.ghe.com/orgs/octo-org/repos\"",
            &["GET /orgs/{org}/repos"],
        ),
        (
            "gh: Resource not accessible by personal access token (HTTP 403)\nhttps://api.github.com/repos/o/r/import/issues",
            &["unmatched /repos/o/r/import/issues"],
        ),
        (
            "HttpPut request = new HttpPut(\"https://api.github.com/repos/o/r/collaborators/\" + name);",
            &["PUT /repos/{owner}/{repo}/collaborators/{username}"],
        ),
        (
            "xhr.open(\"DELETE\", \"https://api.github.com/user/starred/o/r\")",
            &["DELETE /user/starred/{owner}/{repo}"],
        ),
        // Nothing in them.
        ("BASE = \"https://api.github.com\"", &[]),
        ("if url.startswith(\"https://api.github.com/repos/\"):", &[]),
        (
            "{\"id\": 1, \"node_id\": \"x\", \"url\": \"https://api.github.com/repos/o/r\", \"labels_url\": \"https://api.github.com/repos/o/r/labels{/name}\"}",
            &[],
        ),
        ("Link: <https://api.github.com/user/repos?page=2>; rel=\"next\"", &[]),
        ("requests.get(\"https://api.gitlab.com/repos/o/r/issues\")", &[]),
        ("fetch(\"https://gitlab.example.com/api/v3/projects\")", &[]),
        ("https://github.com/octo-org/app/issues", &[]),
        ("Do not call https://api.github.com/repos/o/r/keys", &[]),
    ],
};

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// The API.
    Api {
        /// Behind the base.
        path: String,
        /// Where the text says what a variable in it is.
        defined: Option<Range<usize>>,
    },
    /// Another service.
    Other,
    /// It cannot be known.
    Unknown,
}

/// What an address of a command leads to; `at` is where it is used.
pub(super) fn address_of(text: &Text<'_>, address: &str, at: usize) -> Address {
    resolved(text, address, at, 3)
}

fn resolved(text: &Text<'_>, address: &str, at: usize, depth: usize) -> Address {
    let api = |path: &str| Address::Api {
        path: cleaned(path),
        defined: None,
    };
    let address = address.trim_matches(['"', '\'']);
    let (rest, scheme) = match address.split_once("://") {
        Some((scheme, rest)) if scheme.len() < 6 => (rest, true),
        _ => (address, false),
    };
    let host_length = rest.find(['/', '?', '\\']).unwrap_or(rest.len());
    let opened = placeholder(rest, 0, true);
    if opened > 0 && !rest.starts_with(':') {
        return variable(text, rest, opened, at, depth);
    }
    let host = rest[..host_length]
        .rsplit('@')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let path = &rest[host_length..];
    if is_api_host(&host) {
        return api(path);
    }
    if !scheme {
        return Address::Unknown;
    }
    if let Some(path) = server_path(&host, path) {
        return api(path);
    }
    Address::Other
}

/// An address that begins with a variable.
fn variable(text: &Text<'_>, address: &str, opened: usize, at: usize, depth: usize) -> Address {
    let (base, path) = address.split_at(opened);
    if let Some(path) = path.strip_prefix("/api/v3").filter(|path| path.starts_with('/')) {
        return Address::Api {
            path: cleaned(path),
            defined: None,
        };
    }
    let name = name_in(base);
    if depth > 0
        && let Some((value, range)) = variables::definition(text, name, at)
        && !value.starts_with(base)
    {
        let value = value.trim_end_matches('/');
        match resolved(text, value, range.start, depth - 1) {
            Address::Api { path: start, defined } => {
                let defined = defined.filter(|_| path.is_empty());
                return Address::Api {
                    path: format!("{start}{path}"),
                    defined: defined.or_else(|| path.is_empty().then_some(range)),
                };
            }
            Address::Other => return Address::Other,
            Address::Unknown => {}
        }
    }
    if path.is_empty() || !is_path(path) {
        return Address::Unknown;
    }
    // An unknown base: it is GitHub's where its name says so, or nothing in the text says otherwise.
    let lower = name.to_ascii_lowercase();
    let named = lower.contains("github") || lower.starts_with("gh");
    let foreign = ["gitea", "forgejo", "gitlab", "bitbucket", "codeberg", "gogs", "drone"]
        .iter()
        .any(|other| lower.contains(other));
    let specific = is_specific(path);
    if !foreign && (named || text.is_about_api() || specific && !text.is_about_others()) {
        Address::Api {
            path: cleaned(path),
            defined: None,
        }
    } else {
        Address::Unknown
    }
}

/// Whether no other service has paths such as this.
pub(super) fn is_specific(path: &str) -> bool {
    let mut segments = path.trim_start_matches('/').split('/');
    segments.next() == Some("repos") && segments.filter(|segment| !segment.is_empty()).count() >= 2
}

/// The name of a variable in the brackets and signs around it.
fn name_in(base: &str) -> &str {
    let inner = base
        .trim_start_matches("$env:")
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let end = inner.find([':', '|', '}', ' ', '(']).unwrap_or(inner.len());
    // `env.API`, `process.env.API`, `this.baseUrl`, `self.url`
    inner[..end].rsplit('.').next().unwrap_or(inner)
}

/// A path without its query, with a slash at its start.
pub(super) fn cleaned(path: &str) -> String {
    let path = path.trim_end_matches(['\\', '"', '\'', ')', ',']);
    if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("/{path}")
    }
}

fn is_api_host(host: &str) -> bool {
    let host = host.split(':').next().unwrap_or_default();
    matches!(host, "api.github.com" | "uploads.github.com")
        || host
            .strip_suffix(".ghe.com")
            .is_some_and(|name| name.starts_with("api.") || name.starts_with("uploads."))
}

/// The path below `/api/v3` of a Server. GitLab had the same base once.
fn server_path<'a>(host: &str, path: &'a str) -> Option<&'a str> {
    let below = path
        .strip_prefix("/api/v3")
        .or_else(|| path.strip_prefix("/api/uploads"))?;
    let other = ["gitlab", "gitea", "gitee", "forgejo", "bitbucket", "codeberg"]
        .iter()
        .any(|other| host.contains(other));
    (below.starts_with('/') && !other).then_some(below)
}

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let claims = Claims::of(found);
    for needle in [
        "api.github.com",
        "api.GitHub.com",
        "API.GITHUB.COM",
        "uploads.github.com",
        "/api/v3/",
        ".ghe.com",
    ] {
        for at in text.find_all(needle) {
            if let Some(place) = place(text, at, needle)
                && !claims.covers(place.start)
            {
                report(text, &place, &claims, found);
            }
        }
    }
}

/// An address in a text.
struct Place {
    start: usize,
    path: String,
    end: usize,
    quote: Option<u8>,
}

/// Reads the address whose host has `needle` at `at`.
fn place(text: &Text<'_>, at: usize, needle: &str) -> Option<Place> {
    let source = text.source();
    let line = text.before(at);
    // Where the address begins.
    let head = line
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            c.is_alphanumeric()
                || matches!(
                    c,
                    ':' | '/' | '.' | '-' | '_' | '@' | '$' | '{' | '}' | '\\' | '[' | ']' | '*'
                )
        })
        .last()
        .map_or("", |(start, _)| &line[start..]);
    let begin = head.rfind("http").map_or(head, |from| &head[from..]);
    let host_and_before = begin.rsplit(['/', '\\']).next().unwrap_or_default();
    let below = match needle {
        "/api/v3/" => {
            // Needs a host of its own: `https://HOST/api/v3/`.
            if !begin.contains("://") && !begin.contains(":\\/\\/") || host_and_before.is_empty() {
                return None;
            }
            let host = host_and_before.to_ascii_lowercase();
            server_path(&host, "/api/v3/")?;
            at + needle.len() - 1
        }
        ".ghe.com" => {
            if !host_and_before.starts_with("api.") && !host_and_before.starts_with("uploads.") {
                return None;
            }
            at + needle.len()
        }
        _ => {
            if host_and_before.rsplit('@').next().is_some_and(|host| !host.is_empty()) {
                return None;
            }
            at + needle.len()
        }
    };
    let start = at - begin.len();
    let mut from = below;
    if source[from..].starts_with(":443") {
        from += 4;
    }
    let quote = code::quote_before(source, start);
    // `"https://api.github.com" + path` goes on, `https://api.github.com` in a sentence does not.
    let (path, end) = code::read(source, from, quote);
    if !path.starts_with('/') && !path.starts_with(['{', '$']) {
        return None;
    }
    Some(Place {
        start,
        path,
        end,
        quote,
    })
}

fn report(text: &Text<'_>, place: &Place, claims: &Claims, found: &mut Vec<Sighting>) {
    let by = RECOGNIZER.name;
    let Place {
        start,
        path,
        end,
        quote,
    } = place;
    let range = *start..*end;
    let segments = path.split('/').filter(|segment| !segment.is_empty()).count();
    if segments == 0 || path.starts_with("/graphql") || is_answer(text, place) || text.is_advised_against(*start) {
        found.push(nothing(by, range));
        return;
    }
    let path = cleaned(path);
    let methods = if quote.is_some() || !text.before(*start).trim().is_empty() {
        methods(text, *start, *end, claims)
    } else {
        Methods::default()
    };
    if methods.not_a_call {
        return;
    }
    let of = if methods.found.is_empty() {
        vec![None]
    } else {
        methods.found
    };
    for method in of {
        // The beginning of an address, which something else completes.
        let beginning = path.ends_with('/') || segments < 2 || source_goes_on(text, *end);
        if method.is_none() && resolve(None, &path) == Resolved::Unknown && (beginning || is_inner(&path)) {
            continue;
        }
        found.push(rest(by, range.clone(), method, path.clone()));
    }
}

/// Whether the path leads into GitHub's API, only not to a call: `/repos/{owner}/{repo}/actions`.
fn is_inner(path: &str) -> bool {
    let trimmed = path.trim_end_matches('/');
    is_path(&format!("{trimmed}/x")) && !is_path(trimmed)
}

fn source_goes_on(text: &Text<'_>, end: usize) -> bool {
    text.source()[end..].starts_with(['{', '$', '<'])
}

/// Whether the address is in an answer of GitHub's, not in a request: `"labels_url": "..."`, `Link: <...>; rel="next"`.
fn is_answer(text: &Text<'_>, place: &Place) -> bool {
    let source = text.source();
    let before = text.before(place.start).trim_end_matches(['"', '\'', '\\', ' ']);
    if before.ends_with('<')
        && source[place.end..]
            .lines()
            .next()
            .is_some_and(|line| line.contains("rel="))
    {
        return true;
    }
    let Some(key) = before
        .strip_suffix(':')
        .map(|before| before.trim_end_matches(['"', '\'', '\\', ' ']))
    else {
        return false;
    };
    let name = key
        .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
        .next()
        .unwrap_or_default();
    if name.ends_with("_url") && name != "base_url" && name != "api_url" {
        return true;
    }
    if name != "url" {
        return false;
    }
    let from = source.floor_char_boundary(place.start.saturating_sub(600));
    let to = source.floor_char_boundary(place.end.saturating_add(600));
    let near = &source[from..to];
    ["node_id", "html_url", "_url\"", "events_url"]
        .iter()
        .any(|word| near.contains(word))
}

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
            methods.add(code::method_in(line).or_else(|| named_near(text, at, until)));
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
            && let Some(method) = code::method_of_name(name)
        {
            return Use::Call(Some(method));
        }
    }
    let line = line_of(text, start);
    if is_powershell(line) {
        return Use::Call(code::method_in(line).or_else(|| named_near(text, end, until)));
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
        if !wrapper && let Some(method) = code::method_in(call.arguments) {
            return Use::Call(Some(method));
        }
        if let Some(method) = code::method_of_name(call.callee) {
            return Use::Call(Some(method));
        }
        // What comes before and behind in a chain: `.put().uri("...")`, `.url("...").post(body)`.
        if let Some(before) = source[..call.open]
            .strip_suffix(call.callee)
            .and_then(|before| before.strip_suffix("()"))
            && let Some(method) = code::method_of_name(code::name_before(before, before.len()))
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
            return code::method_in(arguments).or_else(|| arguments.get(1..)?.split(['"', '\'']).next()?.parse().ok());
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
                return code::method_of_name(line.split("Net::HTTP::").nth(1)?.split(['.', '(']).next()?);
            }
            if let Some(method) = code::method_in(line) {
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
