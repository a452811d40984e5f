//! `finegrain explain "POST /repos/{owner}/{repo}/issues"`, and what a permission can call.

use std::fmt::Write;

use finegrain::{
    calls::{self, Seen},
    github::{
        Endpoint, Evidence, Level, LimitCode, Resolved, Status, endpoints, gh_subcommands, graphql_named,
        is_of_enterprise_cloud, resolve,
    },
    needs::{PermissionSet, Requirement, Unmatched, caveat_of},
    sanitize::{count, shown},
};

use crate::terminal::{BOLD, DIM};

/// What is known of a call, where the word is one.
pub fn page(word: &str) -> Option<Result<String, String>> {
    // Codes and permissions are words of their own; `finegrain explain repos` asks for neither.
    if let Some(page) = of_command(word) {
        return Some(Ok(page));
    }
    if !word.contains('/') {
        return None;
    }
    let (method, path) = calls::call(word)?;
    Some(match resolve(method, &path) {
        Resolved::Endpoint(endpoint) => Ok(of_endpoint(endpoint)),
        Resolved::Gone(becomes) => Ok(gone(&path, becomes)),
        Resolved::Unknown => {
            let why = if is_of_enterprise_cloud(&path) {
                Unmatched::EnterpriseCloud
            } else {
                Unmatched::Call
            };
            Err(format!("{}: `{}`. {}", why.title(), shown(word), why.help()))
        }
    })
}

// Writing into a `String` cannot fail, here and below.

/// What is known of `gh pr create`, `git push` and `GraphQL createIssue`, as `finegrain need` names them.
fn of_command(word: &str) -> Option<String> {
    let (kind, rest) = word.split_once(char::is_whitespace)?;
    let rest = rest.trim();
    let mut page = String::new();
    match kind.to_ascii_lowercase().as_str() {
        "gh" => {
            let rows = gh_subcommands().iter().filter(|row| row.command == rest);
            for row in rows {
                let options = if row.options.is_empty() { "" } else { " with " };
                let _ = writeln!(page, "{BOLD}gh {rest}{BOLD:#}{options}{}", options_of(row.options));
                of_sets(&mut page, &owned(row.sets), row.limit, row.note);
            }
        }
        "git" => {
            let seen = Seen::Git {
                push: match rest {
                    "push" => true,
                    "clone" | "fetch" | "pull" => false,
                    _ => return None,
                },
                owner: None,
            };
            let sets = Requirement::of(&seen)?.sets;
            let _ = writeln!(page, "{BOLD}git {rest}{BOLD:#} over HTTPS");
            of_sets(&mut page, &sets, None, "");
        }
        "graphql" => {
            let row = graphql_named(rest)?;
            let _ = writeln!(page, "{BOLD}GraphQL {rest}{BOLD:#}");
            of_sets(&mut page, &owned(row.sets), row.limit, row.note);
        }
        _ => {}
    }
    page.pop();
    (!page.is_empty()).then_some(page)
}

/// The options of a row as people write them: `--project/-p` is `--project`.
fn options_of(conditions: &str) -> String {
    let name = |condition: &str| {
        let end = condition.find(['/', '~', '!']).unwrap_or(condition.len());
        condition.get(..end).unwrap_or_default().to_owned()
    };
    let names: Vec<String> = conditions.split_whitespace().map(name).collect();
    names.join(" ")
}

fn owned(sets: &[&[(&str, Level)]]) -> Vec<PermissionSet> {
    let owned = |set: &&[(&str, Level)]| set.iter().map(|(name, level)| ((*name).to_owned(), *level)).collect();
    sets.iter().map(owned).collect()
}

fn of_sets(page: &mut String, sets: &[PermissionSet], limit: Option<LimitCode>, note: &str) {
    match sets {
        [] if limit.is_some() => page.push_str("Fine-grained tokens cannot do this.\n"),
        [] => page.push_str("A fine-grained token needs no permission.\n"),
        [_] => page.push_str("A fine-grained token needs\n"),
        _ => page.push_str("A fine-grained token needs one of these:\n"),
    }
    for set in sets {
        let pairs: Vec<(&str, Level)> = set.iter().map(|(name, level)| (name.as_str(), *level)).collect();
        let _ = writeln!(page, "  {BOLD}{}{BOLD:#}", joined(&pairs));
    }
    if let Some(limit) = limit {
        let limit = limit.limit();
        let _ = writeln!(page, "{BOLD}{}{BOLD:#}: {} {}", limit.code, limit.what, limit.instead);
    }
    if !note.is_empty() {
        let _ = writeln!(page, "{note}");
    }
    page.push('\n');
}

fn of_endpoint(endpoint: &Endpoint) -> String {
    let mut page = String::new();
    let _ = writeln!(page, "{BOLD}{endpoint}{BOLD:#}: {}\n", endpoint.title);
    match endpoint.status {
        Status::Supported if endpoint.sets.is_empty() => {
            page.push_str("Fine-grained tokens can call this. GitHub doesn't document the permission.\n");
        }
        Status::Supported => {
            page.push_str(if endpoint.sets.len() > 1 {
                "A fine-grained token needs one of these:\n"
            } else {
                "A fine-grained token needs\n"
            });
            for set in endpoint.sets {
                let _ = writeln!(page, "  {BOLD}{}{BOLD:#}", joined(set));
            }
        }
        Status::NoPermission => {
            page.push_str("A fine-grained token needs no permission.\n");
            for set in endpoint.sets {
                let _ = writeln!(
                    page,
                    "To see private data, too, it needs {BOLD}{}{BOLD:#}.",
                    joined(set)
                );
            }
        }
        Status::Unsupported | Status::NotGrantable => page.push_str("Fine-grained tokens cannot call this.\n"),
        Status::Unknown => page.push_str("GitHub doesn't say whether fine-grained tokens can call this.\n"),
    }
    if let Some(caveat) = caveat_of(endpoint) {
        let _ = writeln!(
            page,
            "\n{BOLD}{}{BOLD:#}: {} {}",
            caveat.code, caveat.message, caveat.help
        );
        for instead in &caveat.instead {
            for line in instead.to_string().lines() {
                let _ = writeln!(page, "  {line}");
            }
        }
    }
    if !endpoint.classic_scopes.is_empty() {
        let _ = writeln!(
            page,
            "\nScopes of a classic token: {}",
            endpoint.classic_scopes.join(", ")
        );
    }
    if endpoint.evidence == Evidence::Inferred {
        page.push_str("\nGitHub doesn't document this. It is inferred from similar calls.\n");
    }
    let _ = writeln!(
        page,
        "\n{DIM}GitHub's documentation: {}{DIM:#}",
        endpoint.documentation()
    );
    page
}

fn gone(path: &str, becomes: Option<&str>) -> String {
    let mut page = format!(
        "{BOLD}{}{BOLD:#}: GitHub removed this call and answers with 404.\n",
        shown(path)
    );
    if let Some(becomes) = becomes {
        let _ = writeln!(page, "Use {becomes} instead.");
    }
    page
}

fn joined(set: &[(&str, Level)]) -> String {
    let pairs: Vec<String> = set.iter().map(|(name, level)| format!("{name}={level}")).collect();
    pairs.join(" and ")
}

/// The calls that need a permission, by level; those that another one serves as well are marked.
pub fn of_permission(parameter: &str) -> String {
    let mut page = String::new();
    for level in [Level::Read, Level::Write, Level::Admin] {
        let of_level = |set: &[(&str, Level)]| set.contains(&(parameter, level));
        let calls: Vec<&Endpoint> = endpoints()
            .iter()
            .filter(|endpoint| endpoint.sets.iter().any(|set| of_level(set)))
            .collect();
        if calls.is_empty() {
            continue;
        }
        let _ = writeln!(
            page,
            "\n{BOLD}{parameter}={level} opens {}{BOLD:#}",
            count(calls.len(), "call")
        );
        for endpoint in calls {
            let with: Vec<String> = endpoint
                .sets
                .iter()
                .filter(|set| of_level(set))
                .map(|set| {
                    let others = set.iter().filter(|(name, _)| *name != parameter && *name != "metadata");
                    others
                        .map(|(name, level)| format!("{name}={level}"))
                        .collect::<Vec<_>>()
                        .join(" and ")
                })
                .collect();
            let alone = with.iter().any(String::is_empty);
            let remark = match (alone, endpoint.sets.len() > 1) {
                (true, false) => String::new(),
                (true, true) => " (or another permission)".to_owned(),
                (false, _) => format!(" (with {})", with.join(", or ")),
            };
            let _ = writeln!(page, "  {endpoint}{DIM}{remark}{DIM:#}");
        }
    }
    page
}
