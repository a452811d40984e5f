//! Git over HTTPS with a token: `git clone https://x-access-token:$TOKEN@github.com/...`, `git push`. Over SSH there is no token.

use super::{Claims, Recognizer, Seen, Sighting, Text, shell, tool, usage};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "git",
    examples: EXAMPLES,
    recognize,
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    if !text.contains_any(&["git"]) {
        return;
    }
    let source = text.source();
    packs(text, found);
    let with_credentials = addresses(text);
    // Whether plain `git clone`, `git push` are with a token: a README full of public clones says nothing of one.
    let is_short = source.len() < 400 && source.lines().filter(|line| !line.trim().is_empty()).count() <= 3;
    let has_token = !with_credentials.is_empty() || is_short || tool::mentions_token(text) || refused(text);
    let over_ssh = text.contains_any(&["git@github.com", "ssh://git@"]);
    let mut pushes = false;
    let mut understood = Vec::new();
    let mut commands = Vec::new();
    for command in shell::commands(text, "git", "") {
        let words: Vec<&str> = command.words.iter().map(|word| word.text.as_str()).collect();
        if text.is_advised_against(command.range.start) {
            continue;
        }
        if !is_short && is_prose(text, command.range.start, &words) {
            continue;
        }
        let Some((verb, at)) = verb(&words) else { continue };
        let push = match verb {
            "push" | "send-pack" => true,
            "clone" | "fetch" | "pull" | "ls-remote" => false,
            "submodule"
                if words
                    .get(at + 1..)
                    .is_some_and(|rest| rest.contains(&"update") || rest.contains(&"add")) =>
            {
                false
            }
            "lfs" if matches!(words.get(at + 1), Some(&"push")) => true,
            "lfs" if matches!(words.get(at + 1), Some(&("pull" | "fetch"))) => false,
            _ => continue,
        };
        let rest = words.get(at + 1..).unwrap_or_default();
        let end = command.words.get(at).map_or(command.range.end, |word| word.range.end);
        commands.push((command.range.start..end, command.range.clone(), push, remote(rest)));
    }
    for (range, whole, push, remote) in commands {
        let seen = match remote {
            Remote::Ssh => Seen::GitOverSsh,
            Remote::Other => continue,
            Remote::Https { owner, credentials } => {
                if !credentials && !has_token {
                    continue;
                }
                Seen::Git { push, owner }
            }
            // `git push origin main`: where the remote leads is said elsewhere, if at all.
            Remote::Named => {
                if over_ssh && with_credentials.is_empty() {
                    Seen::GitOverSsh
                } else if has_token {
                    let owner = with_credentials.first().and_then(|(_, owner)| owner.clone());
                    Seen::Git { push, owner }
                } else {
                    continue;
                }
            }
        };
        pushes |= push;
        // An address in a command is that command.
        found.push(Sighting {
            range,
            by: RECOGNIZER.name,
            seen,
        });
        let inside = with_credentials.partition_point(|(place, _)| place.start < whole.start);
        if with_credentials
            .get(inside)
            .is_some_and(|(place, _)| place.end <= whole.end)
        {
            understood.push(super::nothing(RECOGNIZER.name, whole));
        }
    }
    let claims = Claims::of(&understood);
    found.append(&mut understood);
    if pushes {
        return;
    }
    let alone = with_credentials
        .into_iter()
        .filter(|(range, _)| !claims.covers(range.start) && !usage::is_compared(text, range.start));
    found.extend(alone.map(|(range, owner)| Sighting {
        range,
        by: RECOGNIZER.name,
        seen: Seen::Git { push: false, owner },
    }));
}

/// What git asks a server for, in a recording with `GIT_CURL_VERBOSE` or of a proxy: `POST /octo/app.git/git-receive-pack`.
fn packs(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let source = text.source();
    for at in text.find_all("-pack") {
        let line = text.before(at);
        let (asked, push) = if let Some(asked) = line.strip_suffix("git-receive") {
            (asked, true)
        } else if let Some(asked) = line.strip_suffix("git-upload") {
            (asked, false)
        } else {
            continue;
        };
        let path = asked
            .strip_suffix("/info/refs?service=")
            .or_else(|| asked.strip_suffix('/'))
            .unwrap_or_default();
        let Some(path) = path.rsplit([' ', '"', '\'']).next().filter(|path| !path.is_empty()) else {
            continue;
        };
        let rest = &source[at + "-pack".len()..];
        let (host, path) = match path.split_once("://") {
            Some((_, address)) => address.split_once('/').unwrap_or_default(),
            // The host is in a header of its own.
            None if path.starts_with('/') && rest.starts_with(" HTTP/") => (host(rest), &path[1..]),
            None => continue,
        };
        let host = host.rsplit('@').next().unwrap_or(host);
        if host.is_empty() || !is_github(host) || path.split('/').count() != 2 {
            continue;
        }
        found.push(Sighting {
            range: at - (line.len() - asked.len())..at + "-pack".len(),
            by: RECOGNIZER.name,
            seen: Seen::Git {
                push,
                owner: owner(path),
            },
        });
    }
}

/// The host that the headers behind a request line name.
fn host(rest: &str) -> &str {
    let near = &rest[..rest.floor_char_boundary(600)];
    near.lines()
        .skip(1)
        .take(12)
        .find_map(|line| {
            let at = line.to_ascii_lowercase().find("host: ")?;
            line.get(at + "host: ".len()..).map(str::trim)
        })
        .unwrap_or_default()
}

/// Whether a sentence speaks of git, and does not run it: "after a git push", "when the `git push` failed".
fn is_prose(text: &Text<'_>, at: usize, words: &[&str]) -> bool {
    let before = text.before(at);
    if before.ends_with('`') {
        let sentence = before.trim_end_matches('`').trim_end();
        return words.len() < 2 && sentence.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    }
    let Some(before) = before.strip_suffix(' ') else {
        return false;
    };
    let word = before.rsplit(' ').next().unwrap_or_default();
    let is_word = word.len() == before.len() || !word.is_empty();
    is_word
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && !matches!(
            word,
            "sudo"
                | "if"
                | "while"
                | "until"
                | "then"
                | "do"
                | "else"
                | "exec"
                | "time"
                | "run"
                | "command"
                | "xargs"
                | "env"
                | "nice"
                | "eval"
                | "use"
                | "with"
                | ""
        )
}

/// The verb and its place, behind options of git itself.
fn verb<'w>(words: &[&'w str]) -> Option<(&'w str, usize)> {
    let mut at = 0;
    while let Some(option) = words.get(at).filter(|word| word.starts_with('-')) {
        at += if matches!(*option, "-C" | "-c" | "--git-dir" | "--work-tree") {
            2
        } else {
            1
        };
    }
    words.get(at).map(|word| (*word, at))
}

enum Remote {
    Https {
        owner: Option<String>,
        credentials: bool,
    },
    Ssh,
    /// A host that is not GitHub's.
    Other,
    /// A name such as `origin`, or nothing.
    Named,
}

/// Where a command leads, by its arguments.
fn remote(words: &[&str]) -> Remote {
    for word in words.iter().filter(|word| !word.starts_with('-')) {
        if word.starts_with("git@") || word.starts_with("ssh://") {
            return if word.contains("github.com") {
                Remote::Ssh
            } else {
                Remote::Other
            };
        }
        let Some((_, rest)) = word.split_once("://") else {
            continue;
        };
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, host) = authority
            .rsplit_once('@')
            .map_or(("", authority), |(user, host)| (user, host));
        if !is_github(host) {
            return Remote::Other;
        }
        return Remote::Https {
            owner: owner(path),
            credentials: !user.is_empty(),
        };
    }
    Remote::Named
}

fn is_github(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host == "github.com"
        || host.ends_with(".ghe.com")
        || host.contains("github.")
        || host.contains('$')
        || host.starts_with('{')
}

fn owner(path: &str) -> Option<String> {
    let owner = path.split('/').next()?;
    let literal = !owner.is_empty() && owner.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (literal
        && path.contains('/')
        && !matches!(
            owner.to_ascii_uppercase().as_str(),
            "OWNER" | "ORG" | "USER" | "USERNAME" | "YOUR-ORG" | "YOUR-USERNAME"
        ))
    .then(|| owner.to_owned())
}

/// Addresses of GitHub with something before an `@`: a token, or what stands for one.
fn addresses(text: &Text<'_>) -> Vec<(std::ops::Range<usize>, Option<String>)> {
    let source = text.source();
    let mut found = Vec::new();
    for at in text.find_all("@github.com") {
        let line = text.before(at);
        let Some(start) = line.rfind("://") else { continue };
        let user = &line[start + 3..];
        let scheme = ["https", "http"].iter().find(|scheme| line[..start].ends_with(*scheme));
        let Some(scheme) = scheme else { continue };
        // A blank or a slash ends an address, except within what is filled in: `${{ secrets.PAT }}`.
        let filled = user.contains("{{") || user.contains("$(") || user.contains('<');
        if user.is_empty() || (!filled && user.contains([' ', '/'])) || user == "git" {
            continue;
        }
        let from = at - (line.len() - start) - scheme.len();
        let path = source.get(at + "@github.com".len()..).unwrap_or_default();
        let end = path
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | ')' | '>' | ','))
            .unwrap_or(path.len());
        let path = &path[..end];
        let owner = path.strip_prefix('/').and_then(owner);
        found.push((from..at + "@github.com".len() + path.len(), owner));
    }
    found
}

/// git was refused in this text.
fn refused(text: &Text<'_>) -> bool {
    text.contains_any(&[
        "Permission to ",
        "requested URL returned error: 403",
        "Write access to repository not granted",
        "remote: Repository not found",
        "Authentication failed for",
    ])
}

const EXAMPLES: &[super::Example] = &[
    (
        "git clone https://x-access-token:${GH_TOKEN}@github.com/octo-org/octo-repo.git",
        &["clone octo-org"],
    ),
    (
        "git clone https://oauth2:$TOKEN@github.com/octo-org/octo-repo.git && cd octo-repo && make",
        &["clone octo-org"],
    ),
    (
        "git push https://octocat:${GITHUB_TOKEN}@github.com/octocat/site.git main --tags",
        &["push octocat"],
    ),
    ("git clone https://github.com/octo-org/private.git", &["clone octo-org"]),
    ("git -C site push origin HEAD:main", &["push ?"]),
    ("git clone git@github.com:octo-org/octo-repo.git", &["git over SSH"]),
    (
        "git remote set-url origin https://x-access-token:$PAT@github.com/octo-org/a.git\ngit push origin main",
        &["push octo-org"],
    ),
    (
        "git config --global url.\"https://x-access-token:$TOKEN@github.com/\".insteadOf https://github.com/",
        &["clone ?"],
    ),
    (
        "=> Send header: POST /octo-org/app.git/git-receive-pack HTTP/2\n=> Send header: Host: github.com\n=> Send header: authorization: Basic <redacted>",
        &["push octo-org"],
    ),
    (
        "> GET /octo-org/app.git/info/refs?service=git-upload-pack HTTP/1.1\n> Host: github.com",
        &["clone octo-org"],
    ),
    (
        "fatal: unable to access 'https://github.com/octo-org/app.git/info/refs?service=git-receive-pack': 403",
        &["push octo-org"],
    ),
    (
        "12:00:01.1 run-command.c:655 trace: run_command: git send-pack --stateless-rpc --thin https://github.com/octo-org/app.git/ --stdin",
        &["push octo-org"],
    ),
    (
        "> POST /octo-org/app.git/git-receive-pack HTTP/1.1\n> Host: git.example.com",
        &[],
    ),
    ("case \"git-receive-pack\": return receive(repo)", &[]),
    (
        "router.POST(\"/:owner/:repo/git-receive-pack\", push) // as github.com",
        &[],
    ),
    (
        "pip install git+https://${GH_PAT}@github.com/octo-org/lib.git@v1",
        &["clone octo-org"],
    ),
    ("git submodule update --init --recursive", &["clone ?"]),
    (
        "# GITHUB_TOKEN\n\nThe hook does not run when either the `git push` failed, or something else did.\nIt runs after a git push as well.\n\nSet the token first.\n",
        &[],
    ),
    ("expect(remote).toBe(\"https://x:y@github.com/octo-org/a\");", &[]),
    ("git clone https://gitlab.com/octo/a.git", &[]),
    ("git commit -m \"push it\" && git status", &[]),
    (
        "Install\n\n    git clone https://github.com/octo-org/octo-repo\n    cd octo-repo\n    make\n    make install\n\nThen open GitHub.",
        &[],
    ),
];
