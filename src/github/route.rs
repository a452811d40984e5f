//! Which operation a path leads to.

use super::{
    endpoint::{Endpoint, endpoints},
    method::Method,
    path_placeholder::placeholder,
};

include!(concat!(env!("OUT_DIR"), "/endpoint_aliases.rs"));

/// A node of the index that the build script makes of the paths.
#[derive(Debug)]
pub(super) struct TrieNode {
    /// Words, sorted, and the nodes behind them.
    pub literals: &'static [(&'static str, u16)],
    pub parameter: Option<PathParameter>,
    /// What ends here.
    pub calls: &'static [(Method, Target)],
    /// What answers for every method here and below.
    pub below: Option<Target>,
}

/// A parameter of a path.
#[derive(Debug)]
pub(super) struct PathParameter {
    pub name: &'static str,
    pub node: u16,
    /// Whether it may have slashes in it.
    pub spans: bool,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    /// A row of the endpoints.
    Endpoint(u16),
    /// GitHub removed it; the path of its successor, if there is one.
    Gone(Option<&'static str>),
}

/// What a concrete call leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// An operation of GitHub's description.
    Endpoint(&'static Endpoint),
    /// GitHub removed it; the path of its successor, if there is one.
    Gone(Option<&'static str>),
    /// No operation has this path and method.
    Unknown,
}

/// Finds the operation of a call.
///
/// The path begins with `/` or not, may have a query, and what is to be filled in may be written as `{owner}`, `$OWNER`,
/// `${{ github.repository }}`, `<owner>`, `%s`, `:owner` and the like; one of those may stand for `owner/repo`. The path with
/// the most literal segments wins. Without a method GET is meant, unless another method has a path with more of it, or is the only one.
#[must_use]
pub fn resolve(method: Option<Method>, path: &str) -> Resolved {
    let segments = segments(path);
    let found = search(&segments);
    let of = |method: Method| found.get(method as usize).copied().flatten();
    let literals = |at: &(Closeness, Target)| at.0.0;
    let most = found.iter().flatten().map(literals).max();
    // `DELETE /repos/{full_name}/issues` deletes no repository that is named "issues".
    let is_full_name = matches!(
        segments.as_slice(),
        [
            PathSegment::Literal("repos"),
            PathSegment::Open(_),
            PathSegment::Literal(_)
        ]
    );
    let of = |method| of(method).filter(|at| !is_full_name || Some(literals(at)) == most);
    let target = method.map_or_else(
        || {
            // `/releases/generate-notes` is no release: the path that says the most of it is meant.
            let mut best = found.iter().flatten().filter(|at| Some(literals(at)) == most);
            let only = best.next().copied().filter(|_| best.next().is_none());
            let get = of(Method::Get);
            get.filter(|get| Some(literals(get)) == most).or(only).or(get)
        },
        of,
    );
    match target {
        Some((_, Target::Endpoint(at))) => endpoints()
            .get(usize::from(at))
            .map_or(Resolved::Unknown, Resolved::Endpoint),
        Some((_, Target::Gone(becomes))) => Resolved::Gone(becomes),
        None => Resolved::Unknown,
    }
}

/// Whether a path with this beginning could be GitHub's: its first word is one of the API's, and what is literal in it does
/// not lead elsewhere.
#[must_use]
pub fn is_path(path: &str) -> bool {
    search(&segments(path)).iter().any(Option::is_some)
}

/// Whether GitHub Enterprise Cloud alone has calls that begin like this path: the table has only those that all of GitHub has.
#[must_use]
pub fn is_of_enterprise_cloud(path: &str) -> bool {
    matches!(
        segments(path).as_slice(),
        [PathSegment::Literal("enterprises"), ..]
            | [PathSegment::Literal("scim"), PathSegment::Literal("v2"), ..]
            | [PathSegment::Literal("orgs"), _, PathSegment::Literal("audit-log"), ..]
    )
}

/// The owner that a path names: `octo-org` of `/repos/octo-org/octo-repo` and of `/orgs/octo-org`. `None` where it is left
/// open.
#[must_use]
pub fn owner_of_path(path: &str) -> Option<&str> {
    let segments = segments(path);
    let segments = match segments.as_slice() {
        [PathSegment::Literal("agents"), rest @ ..] => rest,
        all => all,
    };
    match segments {
        [PathSegment::Literal("repos"), PathSegment::Literal(owner), _, ..]
        | [PathSegment::Literal("orgs"), PathSegment::Literal(owner), ..]
            if !is_dummy(owner) && !is_generic(owner) =>
        {
            Some(owner)
        }
        _ => None,
    }
}

/// Whether a path names a file of workflows, which takes a permission of its own to change.
#[must_use]
pub fn is_workflow_file(path: &str) -> bool {
    path.contains(".github/workflows") || path.contains("%2Egithub/workflows") || path.contains(".github%2Fworkflows")
}

/// A part of a path between slashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PathSegment<'a> {
    Literal(&'a str),
    /// With something in it that is to be filled in.
    Open(&'a str),
}

/// No path of GitHub's is longer; files and branches are, but what follows makes no difference to which call it is.
const LONGEST: usize = 4096;

/// The most segments that are told apart.
const SEGMENTS: usize = 48;

fn segments(path: &str) -> Vec<PathSegment<'_>> {
    let path = &path[..path.floor_char_boundary(LONGEST)];
    let bytes = path.as_bytes();
    let mut segments = Vec::new();
    let (mut start, mut at, mut open) = (0, 0, false);
    loop {
        let byte = bytes.get(at).copied();
        match byte {
            None | Some(b'/' | b'?' | b'#') if !(byte == Some(b'#') && bytes.get(at + 1) == Some(&b'{')) => {
                let segment = path[start..at].trim_end_matches('\\');
                if !segment.is_empty() && segments.len() < SEGMENTS {
                    segments.push(if open {
                        PathSegment::Open(segment)
                    } else {
                        PathSegment::Literal(segment)
                    });
                }
                if byte != Some(b'/') {
                    return rewritten(segments);
                }
                (start, at, open) = (at + 1, at + 1, false);
            }
            _ => {
                let length = placeholder(path, at, at == start);
                match &path[at..at + length] {
                    "" => at += path[at..].chars().next().map_or(1, char::len_utf8),
                    // `{/sha}` and `{?page}` are left out of a call where there is nothing to say.
                    optional
                        if optional.starts_with("{/") || optional.starts_with("{?") || optional.starts_with("{&") =>
                    {
                        let segment = &path[start..at];
                        if !segment.is_empty() {
                            segments.push(if open {
                                PathSegment::Open(segment)
                            } else {
                                PathSegment::Literal(segment)
                            });
                        }
                        (start, at, open) = (at + length, at + length, false);
                    }
                    _ => {
                        at += length;
                        open = true;
                    }
                }
            }
        }
    }
}

/// `/repositories/1/issues` is `/repos/{owner}/{repo}/issues`.
fn rewritten(segments: Vec<PathSegment<'_>>) -> Vec<PathSegment<'_>> {
    for (from, to) in PREFIXES {
        let words = from.split('/').filter(|word| !word.is_empty());
        let count = words.clone().count();
        let fits = segments.len() >= count
            && words
                .zip(&segments)
                .all(|(word, segment)| word.starts_with('{') || *segment == PathSegment::Literal(word));
        if fits {
            let new = to.split('/').filter(|word| !word.is_empty()).map(|word| {
                if word.starts_with('{') {
                    PathSegment::Open(word)
                } else {
                    PathSegment::Literal(word)
                }
            });
            return new.chain(segments.into_iter().skip(count)).collect();
        }
    }
    segments
}

/// How well a path fits: literal segments, then as little as possible that one name stands for two, or one parameter for
/// several segments.
type Closeness = (usize, isize, isize);

type Matches = [Option<(Closeness, Target)>; Method::ALL.len()];

fn search(segments: &[PathSegment<'_>]) -> Matches {
    let mut found = [None; Method::ALL.len()];
    // `/user/{account_id}` takes a number: `/user/profile` is nothing.
    if let [PathSegment::Literal("user"), PathSegment::Literal(word)] = segments
        && !word.bytes().all(|byte| byte.is_ascii_digit())
    {
        let node = NODES
            .first()
            .and_then(|root| literal(root, "user"))
            .and_then(|user| NODES.get(usize::from(user)));
        if let Some(child) = node.and_then(|node| literal(node, word)) {
            walk(child, &[], (2, 0, 0), &mut found);
        }
        return found;
    }
    walk(0, segments, (0, 0, 0), &mut found);
    found
}

fn literal(node: &TrieNode, word: &str) -> Option<u16> {
    let at = node.literals.binary_search_by(|(known, _)| (*known).cmp(word)).ok()?;
    node.literals.get(at).map(|(_, child)| *child)
}

fn walk(at: u16, segments: &[PathSegment<'_>], fit: Closeness, found: &mut Matches) {
    let Some(node) = NODES.get(usize::from(at)) else { return };
    let mut take = |method: Method, target: Target| {
        if let Some(best) = found.get_mut(method as usize)
            && best.is_none_or(|(known, _)| fit > known)
        {
            *best = Some((fit, target));
        }
    };
    if let Some(target) = node.below {
        for method in Method::ALL {
            take(method, target);
        }
    }
    let (literals, joined, spanned) = fit;
    let Some((segment, rest)) = segments.split_first() else {
        for (method, target) in node.calls {
            take(*method, *target);
        }
        // The root of a repository is a path, too.
        if let Some(PathParameter { name: "path", node, .. }) = node.parameter {
            walk(node, segments, (literals, joined, spanned - 1), found);
        }
        return;
    };
    let (PathSegment::Literal(word) | PathSegment::Open(word)) = segment;
    let is_literal = matches!(segment, PathSegment::Literal(_)) || word.starts_with("{archive");
    if is_literal && let Some(child) = literal(node, word) {
        walk(child, rest, (literals + 1, joined, spanned), found);
    }
    let Some(parameter) = &node.parameter else { return };
    // `/orgs/{org}/{security_product}/{enablement}` would take every path of an organization.
    if parameter.name == "enablement" && is_literal && !matches!(*word, "enable_all" | "disable_all") {
        return;
    }
    walk(parameter.node, rest, fit, found);
    if !is_literal || is_dummy(word) {
        let next = NODES
            .get(usize::from(parameter.node))
            .and_then(|next| next.parameter.as_ref());
        if let Some(next) = next
            && parameter.name.ends_with("owner")
            && next.name.ends_with("repo")
        {
            walk(next.node, rest, (literals, joined - 1, spanned), found);
        }
    }
    if parameter.spans {
        for length in 2..=segments.len() {
            let more = isize::try_from(length).unwrap_or(isize::MAX);
            walk(
                parameter.node,
                &segments[length..],
                (literals, joined, spanned - more),
                found,
            );
        }
    }
}

/// `owner`, `your-org`: names that stand for any.
fn is_generic(owner: &str) -> bool {
    const NAMES: &[&str] = &[
        "owner",
        "org",
        "organization",
        "user",
        "username",
        "login",
        "account",
        "name",
        "o",
        "someone",
        "example",
    ];
    let lower = owner.to_ascii_lowercase();
    NAMES.contains(&lower.as_str()) || lower.starts_with("your") || lower.starts_with("my-") || lower.starts_with("my_")
}

/// `OWNER`, `YOUR_REPO`: words that are left to be filled in.
fn is_dummy(word: &str) -> bool {
    word.len() > 2
        && word.bytes().any(|byte| byte.is_ascii_uppercase())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(call: &str) -> String {
        let (method, path) = call.split_once(' ').unwrap();
        match resolve(method.parse().ok(), path) {
            Resolved::Endpoint(endpoint) => endpoint.to_string(),
            Resolved::Gone(becomes) => format!("gone {}", becomes.unwrap_or_default()),
            Resolved::Unknown => "unknown".to_owned(),
        }
    }

    #[test]
    fn letters_of_several_bytes_are_read_whole() {
        for text in [
            "/repos/%(x)\u{463}/y",
            "/repos/%1$\u{463}",
            "/repos/%1$",
            "/repos/%(x)",
            "/repos/$\u{463}",
            "/repos/%\u{463}",
        ] {
            let _ = resolve(None, text);
        }
        assert_eq!(found("GET /repos\u{463}wner/\u{5d7}"), "unknown");
        assert_eq!(found("GET /repos/octo-org/\u{463}"), "GET /repos/{owner}/{repo}");
        assert_eq!(owner_of_path("/repos/octo-org/\u{463}"), Some("octo-org"));
    }

    #[test]
    fn a_full_name_is_no_owner() {
        assert_eq!(
            found("GET /repos/{full_name}/issues"),
            "GET /repos/{owner}/{repo}/issues"
        );
        assert_eq!(found("DELETE /repos/{full_name}/issues"), "unknown");
        assert_eq!(found("PATCH /repos/$REPO/releases"), "unknown");
        assert_eq!(found("DELETE /repos/octo-org/issues"), "DELETE /repos/{owner}/{repo}");
        assert_eq!(found("DELETE /repos/$OWNER/app"), "DELETE /repos/{owner}/{repo}");
    }

    #[test]
    fn every_template_leads_to_itself() {
        for endpoint in endpoints() {
            assert_eq!(
                resolve(Some(endpoint.method), endpoint.path),
                Resolved::Endpoint(endpoint),
                "{endpoint}"
            );
            assert_eq!(
                crate::github::endpoint(endpoint.method, endpoint.path),
                Some(endpoint),
                "{endpoint}"
            );
        }
    }

    #[test]
    fn every_template_as_a_concrete_call_leads_to_it() {
        for endpoint in endpoints() {
            let segments = endpoint.path.split('/').map(|segment| match segment {
                "{account_id}" => "17",
                "{enablement}" => "enable_all",
                "{path}" => "docs/a.md",
                "{ref}" => "heads/feature/x",
                segment if segment.starts_with('{') => "some-name",
                segment => segment,
            });
            let path = segments.collect::<Vec<_>>().join("/");
            assert_eq!(
                resolve(Some(endpoint.method), &path),
                Resolved::Endpoint(endpoint),
                "{path}"
            );
        }
    }

    #[test]
    fn what_is_left_open_is_one_segment() {
        for (call, endpoint) in [
            ("POST repos/$OWNER/$REPO/issues", "POST /repos/{owner}/{repo}/issues"),
            (
                "POST /repos/${{ github.repository }}/issues",
                "POST /repos/{owner}/{repo}/issues",
            ),
            ("GET /repos/{full_name}", "GET /repos/{owner}/{repo}"),
            (
                "GET repos/:owner/:repo/pulls/:number/files",
                "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
            ),
            ("GET /repos/%s/%s/issues?state=%s", "GET /repos/{owner}/{repo}/issues"),
            ("GET /repos/%s/issues", "GET /repos/{owner}/{repo}/issues"),
            (
                "GET /repos/<owner>/<repo>/commits/<sha>/status",
                "GET /repos/{owner}/{repo}/commits/{ref}/status",
            ),
            (
                "GET /repos/${REPO//x/y}/contents",
                "GET /repos/{owner}/{repo}/contents/{path}",
            ),
            (
                "GET /repos/$(gh repo view a/b)/branches/release/1.0",
                "GET /repos/{owner}/{repo}/branches/{branch}",
            ),
            ("PUT /user/starred/${slug}", "PUT /user/starred/{owner}/{repo}"),
            ("POST /repos/YOUR_REPO/releases", "POST /repos/{owner}/{repo}/releases"),
            (
                "GET /repos/%REPO%/compare/v1...v2",
                "GET /repos/{owner}/{repo}/compare/{basehead}",
            ),
            (
                "GET /repos/o/r/compare/{base}...{head}",
                "GET /repos/{owner}/{repo}/compare/{basehead}",
            ),
            ("GET /repos/o/r/git/refs/heads/main", "unknown"),
            (
                "PATCH /repos/o/r/git/refs/heads/main",
                "PATCH /repos/{owner}/{repo}/git/refs/{ref}",
            ),
            ("GET /repos/{owner}/{repo}/git/commits{/sha}", "unknown"),
            (
                "GET /repos/{owner}/{repo}/branches{/branch}",
                "GET /repos/{owner}/{repo}/branches",
            ),
            ("HEAD /user", "GET /user"),
            ("GET /user/17", "GET /user/{account_id}"),
            ("GET /user/projects-of-mine", "unknown"),
            ("GET /", "GET /"),
        ] {
            assert_eq!(found(call), endpoint, "{call}");
        }
    }

    #[test]
    fn aliases() {
        for (call, endpoint) in [
            ("GET /repositories", "GET /repositories"),
            (
                "GET /repositories/1296269/issues/1",
                "GET /repos/{owner}/{repo}/issues/{issue_number}",
            ),
            (
                "GET /organizations/1/team/2/members",
                "GET /orgs/{org}/teams/{team_slug}/members",
            ),
            (
                "PUT /user/subscriptions/octo/app",
                "PUT /repos/{owner}/{repo}/subscription",
            ),
            ("POST /authorizations", "gone "),
            ("DELETE /authorizations/17", "gone "),
            (
                "GET /repos/o/r/git/refs",
                "GET /repos/{owner}/{repo}/git/matching-refs/{ref}",
            ),
            (
                "GET /repos/o/r/{archive_format}/{ref}",
                "GET /repos/{owner}/{repo}/tarball/{ref}",
            ),
            ("GET /repos/o/r/{what}/{ref}", "unknown"),
            (
                "GET /orgs/octo-org/copilot/metrics",
                "gone /orgs/{org}/copilot/metrics/reports/organization-28-day/latest",
            ),
        ] {
            assert_eq!(found(call), endpoint, "{call}");
        }
    }

    #[test]
    fn without_a_method() {
        let only = resolve(None, "/repos/o/r/dispatches");
        assert!(matches!(only, Resolved::Endpoint(endpoint) if endpoint.method == Method::Post));
        let get = resolve(None, "/repos/o/r/issues");
        assert!(matches!(get, Resolved::Endpoint(endpoint) if endpoint.method == Method::Get));
        let literal = resolve(None, "/repos/o/r/releases/generate-notes");
        assert!(matches!(literal, Resolved::Endpoint(endpoint) if endpoint.method == Method::Post));
    }

    #[test]
    fn hostile_paths_end() {
        let deep = "/repos/o/r/contents".to_owned() + &"/{".repeat(5000) + &"/a".repeat(100_000);
        assert_ne!(resolve(None, &deep), Resolved::Unknown);
    }

    #[test]
    fn owners() {
        assert_eq!(owner_of_path("/repos/octo-org/octo-repo/issues"), Some("octo-org"));
        assert_eq!(owner_of_path("orgs/octo-org/members"), Some("octo-org"));
        for open in [
            "/repos/$O/x",
            "/repos/OWNER/REPO",
            "/users/octocat",
            "/repos/owner/repo/issues",
            "/orgs/your-org/members",
            "/repos/${{ github.repository }}/issues",
        ] {
            assert_eq!(owner_of_path(open), None, "{open}");
        }
    }
}
