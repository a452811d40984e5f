//! Paths of the API in the strings of a program: `github.get("/repos/{owner}/{repo}")`, `f"{API}/user/repos"`.

use super::{
    Claims, Recognizer, Sighting, Text,
    destination::{Address, address_of, cleaned, is_specific},
    literal,
    longer_address::add_extended,
    nothing, rest,
    usage::{Fate, methods},
    verb,
};
use crate::github::{Resolved, is_path, resolve};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "path",
    recognize,
    examples: &[
        (
            "API = 'https://api.github.com'\nr = requests.post(f\"{API}/repos/{owner}/{repo}/git/commits\", json=c)",
            &["POST /repos/{owner}/{repo}/git/commits"],
        ),
        (
            "// GitHub\nreturn $this->get('/repos/'.rawurlencode($u).'/'.rawurlencode($r).'/traffic/popular/referrers');",
            &["GET /repos/{owner}/{repo}/traffic/popular/referrers"],
        ),
        (
            "interface GithubApi {\n  @POST(\"repos/{owner}/{repo}/issues\")\n  fun create(): Call<Issue>\n}",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "octokit.request({ method: 'DELETE', url: '/repos/{owner}/{repo}/git/refs/{ref}' })",
            &["DELETE /repos/{owner}/{repo}/git/refs/{ref}"],
        ),
        (
            "const GITHUB = 'https://api.github.com';\nconst res = await fetch(`${GITHUB}/user/repos`, { headers });",
            &["GET /user/repos"],
        ),
        (
            "github(\"PATCH\", f\"/repos/{repo}/issues/{n}\", {\"state\": \"closed\"})",
            &["PATCH /repos/{owner}/{repo}/issues/{issue_number}"],
        ),
        (
            "# GITHUB_TOKEN\nself._request('POST', '/repos/' + self.repo + '/releases', data)",
            &["POST /repos/{owner}/{repo}/releases"],
        ),
        (
            "const path = `/repos/${owner}/${repo}/labels`;\nawait github.post(path, label)",
            &["POST /repos/{owner}/{repo}/labels"],
        ),
        (
            "const api = axios.create({ baseURL: 'https://api.github.com' });\nconst me = await api.get('user');",
            &["GET /user"],
        ),
        (
            "var client = new HttpClient { BaseAddress = new Uri(\"https://api.github.com/\") };\nawait client.GetFromJsonAsync<User>(\"user/repos\");",
            &["GET /user/repos"],
        ),
        (
            "url = urljoin(\"https://api.github.com/\", f\"repos/{owner}/{repo}/keys\")\nrequests.post(url, json=k)",
            &["POST /repos/{owner}/{repo}/keys"],
        ),
        (
            "url = BASE + '/repos/' + repo + '/hooks'\nrequests.post(url)  # GITHUB_TOKEN",
            &["POST /repos/{owner}/{repo}/hooks"],
        ),
        (
            "await fetch(`${Deno.env.get('GH_API') ?? 'https://api.github.com'}/gists`, { method: 'POST' })",
            &["POST /gists"],
        ),
        (
            "await githubApi.patchJson(`repos/${config.repository}`, { body });\nawait githubApi.getJson(`installation/repositories?per_page=100`);",
            &["PATCH /repos/{owner}/{repo}", "GET /installation/repositories"],
        ),
        (
            "const userData = await githubApi.getJson(endpoint + 'user', { token });",
            &["GET /user"],
        ),
        (
            "var api = process.env.API ? process.env.API : \"https://api.github.com\";\nvar url = \"\".concat(api, \"/app/installations/\").concat(id, \"/access_tokens\");\nreturn (0, node_fetch_1.default)(url, { method: \"POST\", headers: headers });",
            &["POST /app/installations/{installation_id}/access_tokens"],
        ),
        (
            "base = process.env.API || \"https://api.github.com\";\npath = \"repos/\".concat(repo, \"/contents/\").concat(file);\nurl = isWhole ? path : \"\".concat(base, \"/\").concat(path);\nreturn [4 /*yield*/, (0, fetch_1.api)(url, { headers: headers })];",
            &["GET /repos/{owner}/{repo}/contents/{path}"],
        ),
        (
            "use octocrab::Octocrab;\nlet route = match &self.repo {\n    Some(repo) => format!(\"/repos/{}/{}/code-scanning/alerts\", self.owner, repo),\n    None => format!(\"/orgs/{}/code-scanning/alerts\", self.owner),\n};\nself.crab.get(route, None::<&()>).await",
            &[
                "GET /repos/{owner}/{repo}/code-scanning/alerts",
                "GET /orgs/{org}/code-scanning/alerts",
            ],
        ),
        (
            "let route = format!(\"/orgs/{org}/teams/{team}/invitations\", org = self.handler.owner, team = self.slug);\nself.handler.crab.get(route, Some(&self)).await",
            &["GET /orgs/{org}/teams/{team_slug}/invitations"],
        ),
        // Nothing in them.
        (
            "Mock::given(method(\"POST\")).and(path(\"/repos/o/r/issues\")) // octocrab",
            &[],
        ),
        ("localStorage.get(\"user\"); fetch(\"https://api.github.com\")", &[]),
        ("app.get('/repos/:owner/:repo/issues', handler) // github", &[]),
        ("requests.get(f\"{GITEA_URL}/api/v1/repos/{owner}/{repo}/issues\")", &[]),
        ("import x from '../repos/list'; // github", &[]),
        ("router.get('/users/:id', show); const octokit = new Octokit()", &[]),
        ("fetch('/user')", &[]),
    ],
};

/// What a path of the API can begin with. Those without a slash are found behind a quote only.
const NEEDLES: &[&str] = &[
    "/app",
    "/codes_of_conduct",
    "/markdown",
    "/meta",
    "/emojis",
    "/licenses",
    "/gitignore/",
    "/feeds",
    "/organizations",
    "/repositories",
    "/advisories",
    "/networks/",
    "/events",
    "repos/",
    "orgs/",
    "/user",
    "/gists",
    "/search/",
    "/teams/",
    "/notifications",
    "/enterprises/",
    "/rate_limit",
    "/installation",
    "/issues",
    "/classrooms",
    "/assignments/",
    "/marketplace_listing/",
];

/// What a path of the API begins with that is given to a client of GitHub's: `client.get("user/repos")`.
const UNROOTED: &[&str] = &[
    "user",
    "search/",
    "gists",
    "notifications",
    "teams/",
    "rate_limit",
    "users/",
    "meta",
    "emojis",
    "issues",
    "installation/",
    "repos/",
];

/// Whether an object is a client by its name.
fn is_client(object: &str) -> bool {
    let object = object
        .rsplit(['.', '>', ':', '$'])
        .next()
        .unwrap_or_default()
        .trim_start_matches('_');
    matches!(
        object.to_ascii_lowercase().as_str(),
        "this"
            | "self"
            | "api"
            | "gh"
            | "rest"
            | "octokit"
            | "octocrab"
            | "http"
            | "conn"
            | "connection"
            | "ky"
            | "got"
    ) || ["client", "github", "octo", "axios", "api"]
        .iter()
        .any(|word| object.to_ascii_lowercase().contains(word))
}

/// A path without a slash before it, given to a method of a client: it has to be known literally.
fn unrooted(text: &Text<'_>, open: usize, found: &mut Vec<Sighting>) -> Option<usize> {
    let source = text.source();
    let quote = literal::quote_before(source, open)?;
    let (read, end) = literal::read(source, open, Some(quote));
    let path = cleaned(&read);
    // These are found wherever they are.
    if path.starts_with("/repos/") && is_specific(&path) {
        return None;
    }
    let methods = methods(text, open, end, &Claims::of(&[]));
    let (object, name) = methods
        .callee
        .rsplit_once(['.', '>', ':'])
        .unwrap_or(("", &methods.callee));
    let annotation = methods
        .callee
        .strip_prefix('@')
        .filter(|name| verb::method_of_name(name).is_some());
    let is_call = annotation.is_some() || is_client(object) && verb::method_of_name(name).is_some();
    let method = methods.found.first().copied().flatten();
    let known = matches!(resolve(method, &path), Resolved::Endpoint(_));
    if methods.fate == Fate::NotCalled || !is_call || method.is_none() || !known {
        return None;
    }
    found.push(rest(RECOGNIZER.name, open..end, method, path));
    Some(end)
}

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    if !text.is_about_github() && !text.is_about_api() {
        return;
    }
    let claims = Claims::of(found);
    let is_client_of_github = [
        "api.github.com",
        "go-gh",
        "octocrab",
        "gidgethub",
        "githubApi",
        "githubHttp",
    ]
    .iter()
    .any(|sign| text.contains(sign));
    if is_client_of_github && !text.is_about_others() {
        let quoted = UNROOTED.iter().flat_map(|word| text.find_all(word));
        let quoted: Vec<usize> = quoted
            .filter(|at| literal::quote_before(text.source(), *at).is_some())
            .collect();
        for at in quoted.into_iter().filter(|at| !claims.covers(*at)) {
            unrooted(text, at, found);
        }
    }
    let claims = Claims::of(found);
    let mut places: Vec<usize> = NEEDLES.iter().flat_map(|needle| text.find_all(needle)).collect();
    places.sort_unstable();
    places.dedup();
    let mut done = 0;
    for at in places {
        if at >= done && !claims.covers(at) {
            done = look(text, at, &claims, found).unwrap_or(done);
        }
    }
}

/// Looks at one place, and says up to where it has read.
fn look(text: &Text<'_>, at: usize, claims: &Claims, found: &mut Vec<Sighting>) -> Option<usize> {
    let source = text.source();
    let by = RECOGNIZER.name;
    let bytes = source.as_bytes();
    let slash = at
        .checked_sub(1)
        .filter(|before| bytes.get(*before) == Some(&b'/') && bytes.get(at) != Some(&b'/'));
    let start = slash.unwrap_or(at);
    let (open, base) = match literal::quote_before(source, start) {
        Some(_) => (start, false),
        None => (base_before(source, start)?, true),
    };
    let quote = literal::quote_before(source, open)?;
    let (read, end) = literal::read(source, start, Some(quote));
    let path = cleaned(&read);
    let specific = is_specific(&path);
    if !is_path(&path) && !specific {
        return None;
    }
    let rooted = bytes.get(start) == Some(&b'/');
    // `API + "/user"`
    if !base
        && let Some(joined) = joined_base(source, open)
        && rooted
    {
        match address_of(text, &format!("{{{joined}}}{path}"), open) {
            Address::Api { path: full, defined } if !defined.is_empty() => {
                if !text.is_advised_against(open) {
                    report(text, (open, end), &full, claims, true, found);
                }
                return Some(end);
            }
            Address::Other => {
                found.push(nothing(by, open..end));
                return Some(end);
            }
            Address::Api { .. } | Address::Unknown => {}
        }
    }
    let is_about = text.is_about_api() || specific && !text.is_about_others();
    let known = rooted || specific || path.starts_with("/orgs/") || base && path.starts_with("/repos/");
    if !is_about || !known || text.is_advised_against(open) {
        return Some(end);
    }
    if base {
        match address_of(text, &source[open..end], open) {
            Address::Api { path: full, .. } if full.len() >= path.len() => {
                report(text, (open, end), &full, claims, true, found);
                return Some(end);
            }
            Address::Other => {
                found.push(nothing(by, open..end));
                return Some(end);
            }
            _ if !text.is_about_api() || text.is_about_others() => return Some(end),
            _ => {}
        }
    }
    report(text, (open, end), &path, claims, base, found);
    Some(end)
}

fn report(
    text: &Text<'_>,
    (open, end): (usize, usize),
    path: &str,
    claims: &Claims,
    base: bool,
    found: &mut Vec<Sighting>,
) {
    let by = RECOGNIZER.name;
    let is_repository = is_specific(path) || base && path.starts_with("/repos/");
    let extended = is_repository && add_extended(text, (open, end), path, by, claims, found);
    let methods = methods(text, open, end, claims);
    if extended && methods.fate != Fate::Called {
        return;
    }
    // What is given to a function of which nothing is known counts where no other API has such a path.
    // A page that asks for `/user` asks its own server, and a test its own program.
    let object = methods
        .callee
        .rsplit_once(['.', '>', ':'])
        .map_or("", |(object, _)| object)
        .to_ascii_lowercase();
    let annotation = methods.callee.starts_with('@');
    let own = [
        "axios",
        "$http",
        "http",
        "$",
        "request",
        "supertest",
        "window",
        "ky",
        "got",
        "cy",
        "page",
    ]
    .contains(&object.as_str());
    let is_gh_of_r = methods.callee == "gh" && methods.fate == Fate::Called;
    let explicit = methods.found.iter().any(Option::is_some) && verb::method_of_name(&methods.callee).is_none();
    if !base
        && !is_specific(path)
        && (own || object.is_empty() && !explicit && !annotation && !is_gh_of_r)
        && !methods.callee.is_empty()
    {
        return;
    }
    let passed = methods.fate >= Fate::Passed && is_specific(path) && text.is_about_api();
    if methods.fate == Fate::NotCalled || methods.found.is_empty() && !base && methods.fate != Fate::Called && !passed {
        return;
    }
    let of = if methods.found.is_empty() {
        vec![None]
    } else {
        methods.found
    };
    for method in of {
        let unknown = resolve(method, path) == Resolved::Unknown;
        // A beginning that something else completes.
        if unknown && (method.is_none() || !is_specific(path) || path.ends_with('/')) {
            continue;
        }
        found.push(rest(by, open..end, method, path.to_owned()));
    }
}

/// The variable that a string at `at` is joined to: `API + "/user"`.
fn joined_base(source: &str, at: usize) -> Option<&str> {
    let before = &source[source.floor_char_boundary(at.saturating_sub(80))..at];
    let before = before
        .trim_end_matches(['"', '\'', '`'])
        .trim_end_matches(['f', '$'])
        .trim_end();
    let in_concat = |before: &&str| before.contains(".concat(");
    let before = before
        .strip_suffix('+')
        .or_else(|| before.strip_suffix('.'))
        .or_else(|| before.strip_suffix(',').filter(in_concat))?
        .trim_end();
    let name = before.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').len();
    Some(&before[name..]).filter(|name| !name.is_empty())
}

/// Where a variable begins that is the base of a path at `at`: `{API}`, `${this.base}`, `$API`, `%s`, `#{base}`, `\(base)`.
fn base_before(source: &str, at: usize) -> Option<usize> {
    let from = source.floor_char_boundary(at.saturating_sub(120));
    let before = source.get(from..at)?;
    let line = before.rsplit('\n').next()?;
    let start = at - line.len();
    if line.ends_with('}') || line.ends_with(')') {
        // The bracket that it closes: `${env.get("API") ?? "https://api.github.com"}`
        let mut depth = 0_usize;
        let opening = line.char_indices().rev().find(|(_, c)| {
            match c {
                '}' | ')' => depth += 1,
                '{' | '(' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        });
        let (open, _) = opening?;
        let mut open = if line[..open].ends_with('{') { open - 1 } else { open };
        if line[..open].ends_with(['$', '#', '\\']) {
            open -= 1;
        } else if line.ends_with(')') {
            return None;
        }
        return Some(start + open);
    }
    if line.ends_with("%s") || line.ends_with("%v") {
        return Some(at - 2);
    }
    let name = line.rfind(|c: char| !c.is_alphanumeric() && c != '_')?;
    (line[name..].starts_with('$') && line.len() > name + 1).then_some(start + name)
}
