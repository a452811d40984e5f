//! Addresses whose parts a program joins with slashes: `"/".join([API, "repos", owner, repo, "issues"])`.

use super::{
    Claims, Recognizer, Sighting, Text,
    call_syntax::{EnclosingCall, close, nearest},
    destination::{Address, address_of},
    literal, rest,
    usage::{Fate, methods},
};
use crate::github::{Resolved, resolve};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "joined path",
    recognize,
    examples: &[
        (
            "API = \"https://api.github.com\"\nurl = \"/\".join([API, \"repos\", owner, repo, \"issues\"])\nrequests.post(url, json=body)",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "const url = ['https://api.github.com', 'repos', owner, repo, 'pulls', String(number)].join('/');\nawait fetch(url, { method: 'PATCH' });",
            &["PATCH /repos/{owner}/{repo}/pulls/{pull_number}"],
        ),
        (
            "$url = implode('/', ['https://api.github.com', 'repos', $owner, $repo, 'issues']);\n$client->post($url, ['json' => $body]);",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "u, err := url.JoinPath(\"https://api.github.com\", \"orgs\", org, \"members\")\nreq, err := http.NewRequest(\"GET\", u, nil)",
            &["GET /orgs/{org}/members"],
        ),
        (
            "const base = host === 'github.com'\n  ? 'https://api.github.com'\n  : `https://${host}/api/v3`;\nconst url = (0, url_2.joinUrlParts)(base, 'repos', full_name, 'contents/steps', name);\nreturn http.getJson(url);",
            &["GET /repos/{owner}/{repo}/contents/{path}"],
        ),
        (
            "await \"https://api.github.com\".AppendPathSegments(\"repos\", owner, repo, \"forks\").PostJsonAsync(body);",
            &["POST /repos/{owner}/{repo}/forks"],
        ),
        // Nothing in them.
        (
            "// api.github.com\nconst folder = path.join(cache, 'repos', owner, name);\nawait fs.delete(folder);",
            &[],
        ),
        ("os.path.join(\"repos\", owner, name) # https://api.github.com", &[]),
        ("[\"repos\", owner, name].join(\"-\") // https://api.github.com", &[]),
        (
            "url = '/'.join(['https://gitlab.example.com/api/v4', 'users', name, 'keys'])\nrequests.get(url)",
            &[],
        ),
    ],
};

/// The first parts of paths, as strings of their own.
const FIRST: &[&str] = &[
    "repos",
    "orgs",
    "user",
    "users",
    "gists",
    "teams",
    "search",
    "repositories",
];

/// Functions that join their arguments with slashes to one address.
const JOINERS: &[&str] = &[
    "joinurlparts",
    "urljoin",
    "url_join",
    "joinurl",
    "join_url",
    "joinpath",
    "buildurl",
    "build_url",
    "appendpathsegments",
    "req_url_path_append",
    "addpathsegments",
    "setpathsegments",
];

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    if !text.is_about_api() {
        return;
    }
    let claims = Claims::of(found);
    let mut done = 0;
    let mut places: Vec<usize> = FIRST.iter().flat_map(|word| quoted(text, word)).collect();
    places.sort_unstable();
    for at in places {
        if at >= done && !claims.covers(at) {
            done = look(text, at, &claims, found).unwrap_or(done);
        }
    }
}

/// The places where a string is this word, as one of several in a list.
fn quoted<'t>(text: &'t Text<'_>, word: &'static str) -> impl Iterator<Item = usize> + 't {
    let bytes = text.source().as_bytes();
    text.find_all(word).filter(move |at| {
        let quote = at
            .checked_sub(1)
            .and_then(|at| bytes.get(at))
            .copied()
            .unwrap_or_default();
        matches!(quote, b'"' | b'\'' | b'`')
            && bytes.get(at + word.len()) == Some(&quote)
            && bytes.get(at + word.len() + 1) == Some(&b',')
    })
}

/// Looks at a list around a place, and says up to where it goes.
fn look(text: &Text<'_>, at: usize, claims: &Claims, found: &mut Vec<Sighting>) -> Option<usize> {
    let source = text.source();
    let list = nearest(source, at, 1).into_iter().next()?;
    let end = close(source, list.open)?;
    let (start, base) = joined(source, &list, end)?;
    let mut parts = parts(&source[list.open + 1..end - 1])?;
    if let Some(base) = base {
        parts.insert(0, base);
    }
    let address = parts
        .iter()
        .map(|part| part.trim_matches('/'))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("/");
    // The base has to be GitHub's for certain: folders have such parts as well.
    let path = match address_of(text, &address, start) {
        Address::Api { path, defined } if address.contains("://") || !defined.is_empty() => path,
        _ => return Some(end),
    };
    let methods = methods(text, start, end, claims);
    if methods.fate == Fate::NotCalled || text.is_advised_against(start) {
        return Some(end);
    }
    let of = if methods.found.is_empty() {
        vec![None]
    } else {
        methods.found
    };
    for method in of {
        if matches!(resolve(method, &path), Resolved::Endpoint(_)) {
            found.push(rest(RECOGNIZER.name, start..end, method, path.clone()));
        }
    }
    Some(end)
}

/// Where the expression begins that joins a list with slashes, and what it is joined to.
fn joined(source: &str, call: &EnclosingCall<'_>, end: usize) -> Option<(usize, Option<String>)> {
    const FAR: usize = 120;
    let EnclosingCall { open, callee, .. } = *call;
    let before = &source[source.floor_char_boundary(open.saturating_sub(FAR))..open];
    let after = &source[end..source.floor_char_boundary(end.saturating_add(40))];
    if source[open..].starts_with('(') {
        // `(0, url_1.joinUrlParts)(`, as compilers write what a module exports.
        let exported = if before.ends_with(')') { "(0, ".len() } else { 0 };
        let begin = call.start.checked_sub(exported)?;
        let last = callee.rsplit(['.', ':', '>']).next().unwrap_or_default();
        let lower = last.to_ascii_lowercase();
        if !JOINERS.contains(&lower.as_str()) {
            return None;
        }
        // `"https://api.github.com".AppendPathSegments(`
        // `request("https://api.github.com") |> req_url_path_append(`
        let piped = lower == "req_url_path_append";
        let object = if piped {
            piped_into(source, begin)
        } else {
            source[..begin].strip_suffix('"').filter(|_| callee.starts_with('.'))
        };
        let Some(object) = object else {
            return Some((begin, None));
        };
        let near = &object[object.floor_char_boundary(object.len().saturating_sub(FAR))..];
        let content = &near[near.rfind('"')? + 1..];
        return Some((object.len() - content.len(), Some(content.to_owned())));
    }
    // `"/".join([`, `implode('/', [`, `strings.Join([]string{`
    let bare = before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '[' | ']' | ' '));
    let bare = if source[open..].starts_with('{') {
        bare
    } else {
        before.trim_end()
    };
    for (opens, closes) in [
        ("\"/\".join(", ")"),
        ("'/'.join(", ")"),
        ("implode('/', ", ")"),
        ("implode(\"/\", ", ")"),
        ("String.Join(\"/\", new", ")"),
        ("string.Join(\"/\", new", ")"),
        ("join('/', ", ")"),
    ] {
        if let Some(rest) = bare.strip_suffix(opens.trim_end())
            && after.trim_start().starts_with(closes)
        {
            return Some((open - (before.len() - rest.len()), None));
        }
    }
    if let Some(rest) = bare.strip_suffix("strings.Join(")
        && after.starts_with(", \"/\")")
    {
        return Some((open - (before.len() - rest.len()), None));
    }
    let joins = [".join(\"/\")", ".join('/')", ".join(`/`)"]
        .iter()
        .any(|join| after.starts_with(join));
    joins.then_some((open, None))
}

/// The text up to the end of the address in the request that a pipe of R hands to the function at `begin`.
fn piped_into(source: &str, begin: usize) -> Option<&str> {
    let before = source[..begin].trim_end();
    let before = before.strip_suffix("|>").or_else(|| before.strip_suffix("%>%"))?;
    before.trim_end().strip_suffix("\")")
}

/// The parts of a list: strings as they are, and other expressions as `{name}`.
fn parts(list: &str) -> Option<Vec<String>> {
    /// Longer lists are no addresses.
    const MOST: usize = 16;
    let mut parts = Vec::new();
    let mut place = 0;
    while parts.len() < MOST {
        let rest = &list[place..];
        let skipped = rest.len() - rest.trim_start().len();
        place += skipped;
        if place >= list.len() {
            return Some(parts);
        }
        // What is spread can be anything.
        if list[place..].starts_with(['.', '*', '&']) {
            return None;
        }
        let (value, end) = literal::value(list, place, list.len());
        if end <= place || value.contains(char::is_whitespace) {
            return None;
        }
        parts.push(value);
        let after = list[end..].trim_start();
        if after.is_empty() {
            return Some(parts);
        }
        place = list.len() - after.strip_prefix(',')?.len();
    }
    None
}
