//! Addresses of the API anywhere: in programs, pages, logs and errors.

use super::{
    Claims, Recognizer, Sighting, Text,
    destination::{cleaned, path_in_variable, server_path},
    documentation, literal,
    longer_address::add_extended,
    nothing, rest,
    usage::{Fate, Methods, methods},
};
use crate::github::{Resolved, is_path, resolve};

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
        (
            "API = f\"https://api.github.com/repos/{OWNER}/{REPO}\"\nrequests.post(f\"{API}/issues/{n}/labels\", json=l)\nrequests.patch(API + f\"/pulls/{n}\", json=d)",
            &[
                "POST /repos/{owner}/{repo}/issues/{issue_number}/labels",
                "PATCH /repos/{owner}/{repo}/pulls/{pull_number}",
            ],
        ),
        (
            "let base = format!(\"https://api.github.com/repos/{repo}\");\nclient.put(format!(\"{}/topics\", base)).send()",
            &["PUT /repos/{owner}/{repo}/topics"],
        ),
        (
            "url = (\n    \"https://api.github.com/repos/\"\n    f\"{owner}/{repo}\"\n    \"/releases\"\n)\nrequests.post(url, json=b)",
            &["POST /repos/{owner}/{repo}/releases"],
        ),
        (
            "$base = 'https://api.github.com/repos/octo-org/app'\nInvoke-RestMethod \"$base/labels\" -Headers $h\nInvoke-RestMethod `\n  -Uri \"$base/hooks\" `\n  -Method Post",
            &["GET /repos/{owner}/{repo}/labels", "POST /repos/{owner}/{repo}/hooks"],
        ),
        (
            "url = \"https://api.github.com/repos/o/r/issues\"\nrequest = \"POST\"\nheader = \"Authorization: token x\"",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "http.Open \"POST\", \"https://api.github.com/repos/o/r/issues\", False",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "httr::POST(paste0(\"https://api.github.com/repos/\", owner, \"/\", repo, \"/issues\"), body = b)",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "const api = \"https://api.github.com\"\nreq, _ := http.NewRequest(http.MethodGet, api+\"/user\", nil)",
            &["GET /user"],
        ),
        (
            "httpRequest acceptType: 'APPLICATION_JSON',\n        httpMode: 'PUT',\n        url: \"https://api.github.com/repos/o/r/pulls/1/merge\"",
            &["PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge"],
        ),
        (
            "post {\n  url: https://api.github.com/repos/o/r/issues\n  body: json\n}",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "HTTP 403 (https://api.github.com/repos/o/r/releases/generate-notes)",
            &["POST /repos/{owner}/{repo}/releases/generate-notes"],
        ),
        (
            "axios.post(\"https://api.github.com/gists\", { method: 'DELETE' })",
            &["POST /gists"],
        ),
        (
            "nock('https://api.github.com')\n  .get('/repos/octo-org/app/issues')\n  .reply(200, [])",
            &[],
        ),
        (
            "{\"action\": \"opened\", \"issue\": {\"url\": \"https://api.github.com/repos/o/r/issues/1\", \"number\": 1}}",
            &[],
        ),
        (
            "headers = {\"User-Agent\": \"bot (+https://api.github.com/users/octocat)\"}",
            &[],
        ),
        (
            "stub_request(:post, \"https://api.github.com/repos/o/r/issues\").to_return(status: 201)",
            &[],
        ),
        (
            "client.mock.assert_called_with(\"https://api.github.com/repos/o/r/issues\")",
            &[],
        ),
        (
            "const options = { method: 'PATCH', headers };\nawait fetch(`https://api.github.com/repos/${repo}`, options);",
            &["PATCH /repos/{owner}/{repo}"],
        ),
        (
            "(http/post \"https://api.github.com/repos/o/r/issues\" {:body b})",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "// The same as https://api.github.com/repos/octo-org/octo-repo/keys\nconst r = await fetch('https://api.github.com/user')",
            &["GET /user"],
        ),
        (
            "/** @example url = 'https://api.github.com/repos/octo-org/octo-repo/keys' */\nawait axios.post(`https://api.github.com/gists`, gist)",
            &["POST /gists"],
        ),
        (
            "// const r = await fetch('https://api.github.com/user/emails')\nconst r = await fetch('https://api.github.com/user')",
            &["GET /user/emails", "GET /user"],
        ),
        (
            "# https://api.github.com/repos/octo-org/octo-repo/keys",
            &["GET /repos/{owner}/{repo}/keys"],
        ),
        // Nothing in them.
        (
            "cy.intercept('GET', 'https://api.github.com/user', { fixture: 'user.json' })",
            &[],
        ),
        ("allowlist: [\"https://api.github.com/repos/*\"]", &[]),
        (
            "cache = {\"https://api.github.com/users/octocat\": {}}\nuser = cache[\"https://api.github.com/users/octocat\"]",
            &[],
        ),
        (
            "assert.strictEqual(error.endpoint, \"https://api.github.com/repos/o/r/labels\");",
            &[],
        ),
        ("- Fix ([@octocat](https://api.github.com/users/octocat))", &[]),
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

/// By what an address was found that a comment speaks of.
pub(super) const COMMENT: &str = "comment";

/// An address in a text.
struct Occurrence {
    start: usize,
    path: String,
    end: usize,
    quote: Option<u8>,
}

/// Reads the address whose host has `needle` at `at`.
fn place(text: &Text<'_>, at: usize, needle: &str) -> Option<Occurrence> {
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
    let quote = literal::quote_before(source, start);
    // `"https://api.github.com" + path` goes on, `https://api.github.com` in a sentence does not.
    let (path, end) = literal::read(source, from, quote);
    if !path.starts_with('/') && !path.starts_with(['{', '$']) {
        return None;
    }
    Some(Occurrence {
        start,
        path,
        end,
        quote,
    })
}

fn report(text: &Text<'_>, place: &Occurrence, claims: &Claims, found: &mut Vec<Sighting>) {
    let by = RECOGNIZER.name;
    let Occurrence {
        start,
        path,
        end,
        quote,
    } = place;
    let range = *start..*end;
    let segments = path.split('/').filter(|segment| !segment.is_empty()).count();
    // A link of Markdown is followed by a browser, without a token: `[@octocat](https://api.github.com/users/octocat)`.
    let is_link = text.before(*start).ends_with("](");
    let skip = path.starts_with("/graphql") || is_link || is_answer(text, place) || is_agent(text, *start);
    if segments == 0 || skip || text.is_advised_against(*start) {
        found.push(nothing(by, range));
        return;
    }
    let path = path_in_variable(text, path, *start).unwrap_or_else(|| cleaned(path));
    // A list of what may be called: `"https://api.github.com/repos/*"`.
    if path.ends_with('*') && !path.ends_with("[*") {
        found.push(nothing(by, range));
        return;
    }
    let extended = add_extended(text, (*start, *end), &path, by, claims, found);
    let methods = if quote.is_some() || !text.before(*start).trim().is_empty() {
        methods(text, *start, *end, claims)
    } else {
        Methods::default()
    };
    if extended && methods.fate != Fate::Called {
        found.push(nothing(by, range));
        return;
    }
    if methods.fate == Fate::NotCalled {
        return;
    }
    // What a comment only speaks of is not called: `// e.g. https://api.github.com/repos/octo-org/octo-repo`.
    // A star begins an entry of a list as well.
    let is_entry = text.before(*start).trim_start().starts_with("* ") && !text.contains("/*");
    let is_comment = documentation::is_in_comment(text.source(), *start) && !is_entry;
    let is_example = || {
        let before = text.before(*start).to_ascii_lowercase();
        ["e.g.", "example", "i.e."].iter().any(|word| before.contains(word))
    };
    let is_mention = methods.fate == Fate::Unclear && methods.found.is_empty() || is_example();
    let by = if is_comment && is_mention { COMMENT } else { by };
    let of = if methods.found.is_empty() {
        vec![None]
    } else {
        methods.found
    };
    for method in of {
        // The beginning of an address, which something else completes.
        let beginning = path.ends_with('/') || segments < 2 || source_goes_on(text, *end);
        let unknown = resolve(method, &path) == Resolved::Unknown;
        if unknown && (path.ends_with('/') || method.is_none() && (beginning || is_inner(&path))) {
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
fn is_answer(text: &Text<'_>, place: &Occurrence) -> bool {
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
    // `"_links": {"self": {"href": "..."}}`
    if name == "href" && text.is_json() {
        return true;
    }
    if name != "url" {
        return false;
    }
    let from = source.floor_char_boundary(place.start.saturating_sub(600));
    let to = source.floor_char_boundary(place.end.saturating_add(600));
    let near = &source[from..to];
    let has = |words: &[&str]| words.iter().any(|word| near.contains(word));
    // What GitHub sent, as people keep it for tests.
    let of_answer = ["\"id\"", "\"number\"", "\"login\"", "\"full_name\"", "\"sha\""];
    has(&["node_id", "html_url", "_url\"", "events_url"])
        || text.is_json() && has(&of_answer) && !has(&["\"method\"", "\"request\"", "\"verb\""])
}

/// Whether the address is in the name of a program: `User-Agent: bot (+https://api.github.com/users/octocat)`.
fn is_agent(text: &Text<'_>, start: usize) -> bool {
    let before = text.before(start).to_ascii_lowercase().replace('_', "-");
    let name = ["user-agent", "useragent", "referer"]
        .iter()
        .filter_map(|name| before.rfind(name))
        .max();
    // Behind two more strings something else is meant.
    name.is_some_and(|at| before[at..].matches(['"', '\'', '`']).count() <= 2)
}
