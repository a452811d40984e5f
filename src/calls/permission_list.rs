//! Permissions in words: GitHub's own summary of a token ("Read and Write access to code and issues"), lists in READMEs
//! ("Contents: Read and write"), pairs ("contents:write"), and a `permissions:` block of a workflow that is alone.

use std::ops::Range;

use super::{Claims, Recognizer, Seen, Sighting, Text, words};
use crate::github::{Level, Scope};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "permission list",
    examples: EXAMPLES,
    recognize,
};

/// Permissions with their levels, and where they are.
type Listed = (Range<usize>, Vec<(String, Level)>);

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let source = text.source();
    // In a workflow the block is for `GITHUB_TOKEN`, whatever a personal token beside it needs.
    let is_workflow = text.contains_any(WORKFLOW);
    let claims = Claims::of(found);
    let is_read = |line: &Range<usize>| source[line.clone()].trim_end().len() <= LONGEST_LINE && !claims.meets(line);
    let mut scope = None;
    let mut listed = Vec::new();
    for range in lines_with(text, WORDS).filter(is_read) {
        let at = range.start;
        let line = source[range].trim_end();
        let lower = line.to_ascii_lowercase();
        scope = heading(&lower).or(scope);
        if let Some((range, pairs)) = sentence(line, &lower) {
            found.push(sighting(at + range.start..at + range.end, pairs));
        } else if !is_workflow && let Some((range, pairs)) = entries(line, scope) {
            listed.push((at + range.start..at + range.end, pairs));
        }
    }
    // A single `issues: write` in a long text could be of anything.
    let is_alone = || lines(source).filter(is_read).take(2).count() == 1;
    if listed.len() > 1 || listed.len() == 1 && (text.contains_any(ACCESS) || is_alone()) {
        found.extend(listed.into_iter().map(|(range, pairs)| sighting(range, pairs)));
    }
}

/// One of these is in every line that says something: a level, or the heading of a list.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "read", "Read", "READ", "write", "Write", "WRITE", "admin", "Admin", "ADMIN", "rw", "Rw", "RW", "r/w", "R/w", "R/W",
    "permission", "Permission", "PERMISSION",
];

/// What a text about access speaks of.
#[rustfmt::skip]
const ACCESS: &[&str] = &[
    "permission", "Permission", "PERMISSION", "access", "Access", "ACCESS", "token", "Token", "TOKEN", "scope", "Scope", "SCOPE",
];

/// The keys of a workflow.
#[rustfmt::skip]
const WORKFLOW: &[&str] = &[
    "uses:", "Uses:", "USES:", "runs-on:", "Runs-on:", "Runs-On:", "run:", "Run:", "RUN:", "steps:", "Steps:", "STEPS:",
];

/// A longer line is no list that people write.
const LONGEST_LINE: usize = 1000;

/// The lines with anything in them.
fn lines(source: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    source.split_inclusive('\n').filter_map(move |line| {
        let range = start..start + line.len();
        start = range.end;
        (!line.trim().is_empty()).then_some(range)
    })
}

/// The lines that have one of these words, in order.
fn lines_with<'t>(text: &'t Text<'_>, words: &'static [&str]) -> impl Iterator<Item = Range<usize>> + 't {
    let source = text.source();
    let mut places: Vec<_> = words.iter().map(|word| text.find_all(word).peekable()).collect();
    let mut done = 0;
    std::iter::from_fn(move || {
        let nexts = places.iter_mut().filter_map(|places| {
            while places.next_if(|at| *at < done).is_some() {}
            places.peek().copied()
        });
        let next = nexts.min()?;
        let start = source[done..next].rfind('\n').map_or(done, |end| done + end + 1);
        done = source[next..].find('\n').map_or(source.len(), |end| next + end + 1);
        Some(start..done)
    })
}

fn sighting(range: Range<usize>, pairs: Vec<(String, Level)>) -> Sighting {
    Sighting {
        range,
        by: RECOGNIZER.name,
        seen: Seen::Permissions(pairs),
    }
}

/// "Organization permissions" and its like in a line in lower case, above lists.
fn heading(line: &str) -> Option<Scope> {
    if !line.contains("permission") {
        return None;
    }
    let names = |words: &[&str]| words.iter().any(|word| line.contains(word));
    if names(&["organization permission", "org permission", "organisation permission"]) {
        Some(Scope::Organization)
    } else if names(&["repository permission", "repo permission"]) {
        Some(Scope::Repository)
    } else if names(&["account permission", "user permission"]) {
        Some(Scope::Account)
    } else {
        None
    }
}

/// "Read and Write access to code, issues, and pull requests"; `lower` is the line in lower case.
fn sentence(line: &str, lower: &str) -> Option<Listed> {
    const ACCESS: &str = " access to ";
    let mut pairs = Vec::new();
    let mut range: Option<Range<usize>> = None;
    for (at, _) in lower.match_indices(ACCESS) {
        let before = lower[..at].trim_end_matches(['*', '`', '"']);
        let levels = [
            "read, write, and admin",
            "read, write and admin",
            "read and write",
            "read & write",
            "read/write",
            "read-only",
        ];
        let levels = levels.iter().chain(&["read only", "write", "admin", "read"]);
        let mut levels = levels.filter(|words| before.ends_with(*words));
        let Some((words, (level, _))) = levels.find_map(|words| Some((words, words::level(words)?))) else {
            continue;
        };
        let from = at + ACCESS.len();
        let rest = &line[from..];
        // The next "Read access to" begins another list.
        let end = rest.find(['.', ';', '!', '?', ':', '<', '(']).unwrap_or(rest.len());
        let end = rest[..end].to_ascii_lowercase().find(ACCESS).map_or(end, |next| {
            rest[..next]
                .rfind([',', '&'])
                .or_else(|| rest[..next].to_ascii_lowercase().rfind(" and read"))
                .unwrap_or(0)
        });
        let list = rest[..end].replace(" and ", ",").replace(" & ", ",");
        let names = list.split(',').map(|name| {
            let name = name.trim().trim_matches(['*', '`', '"', '\'']).trim();
            let name = name.strip_prefix("and ").unwrap_or(name);
            name.strip_prefix("the ").unwrap_or(name)
        });
        let known: Vec<_> = names.filter_map(|name| words::permission(name, None)).collect();
        if !known.is_empty() {
            let place = before.len() - words.len()..from + end;
            range = Some(range.map_or(place.clone(), |range| range.start..place.end));
            pairs.extend(known.into_iter().map(|name| (name.to_owned(), level)));
        }
    }
    range.map(|range| (range, pairs))
}

/// "- **Contents**: Read and write", "Contents (read), Issues (write)", `contents:write, issues:read`.
fn entries(line: &str, scope: Option<Scope>) -> Option<Listed> {
    let mut pairs = Vec::new();
    let mut range: Option<Range<usize>> = None;
    let bytes = line.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if !matches!(byte, b':' | b'=' | b'(' | b'|' | b'-' | b'\xe2') {
            continue;
        }
        // A hyphen or a dash separates only between blanks, and is no part of a name.
        let dash = match byte {
            b'-' if line[..at].ends_with(' ') => 1,
            b'\xe2' => match line.get(at..at + 3) {
                Some("–" | "—" | "→") => 3,
                _ => continue,
            },
            b'-' => continue,
            _ => 1,
        };
        let after = &line[at + dash..];
        let value = after.trim_start_matches([' ', '\t', '*', '`', '"', '\'', '_', '[', '|']);
        let value = value.strip_prefix("Access: ").unwrap_or(value);
        let Some((level, length)) = words::level(value) else {
            continue;
        };
        // `contents:read()` is code.
        if value[length..].starts_with(['(', '.', '=', '/', '_'])
            && !value[length..].starts_with(". ")
            && value.len() > length + 1
        {
            continue;
        }
        let Some((start, name)) = label(line, at, scope) else {
            continue;
        };
        // The parameters of a link are read elsewhere.
        if *byte == b'=' && line[..start].ends_with(['?', '&', ';']) {
            continue;
        }
        let end = line.len() - value.len() + length;
        range = Some(range.map_or(start..end, |range| range.start..end));
        pairs.push((name, level));
    }
    range.map(|range| (range, pairs))
}

/// The label that ends before `at`: the longest of up to five words that names a permission.
fn label(line: &str, at: usize, scope: Option<Scope>) -> Option<(usize, String)> {
    const EDGES: [char; 8] = [' ', '\t', '*', '`', '"', '\'', '_', '|'];
    // No label is longer.
    let from = line.floor_char_boundary(at.saturating_sub(80));
    let before = line[..at].trim_end_matches(EDGES);
    let end = before.len();
    let before = before.get(from..)?;
    let mut starts = vec![from];
    let separators = [
        ' ', '\t', '*', '`', '"', '\'', ',', '(', '[', '{', '|', ':', ';', '/', '?', '&',
    ];
    starts.extend(
        before
            .char_indices()
            .filter(|(_, c)| separators.contains(c))
            .map(|(at, c)| from + at + c.len_utf8()),
    );
    let words = starts.len().saturating_sub(6);
    starts[words..].iter().find_map(|start| {
        let name = line.get(*start..end)?;
        if name.is_empty() || !name.starts_with(char::is_alphabetic) {
            return None;
        }
        if let Some(key) = ["checks", "packages"].iter().find(|key| name.eq_ignore_ascii_case(key)) {
            return Some((*start, (*key).to_owned()));
        }
        words::permission(name, scope).map(|name| (*start, name.to_owned()))
    })
}

const EXAMPLES: &[super::Example] = &[
    (
        "Read and Write access to code, issues, and pull requests",
        &["permissions contents=write,issues=write,pull_requests=write"],
    ),
    (
        "Read access to metadata\nRead and Write access to code and commit statuses",
        &["permissions metadata=read", "permissions contents=write,statuses=write"],
    ),
    (
        "Read access to environments and metadata\n Read and Write access to actions, actions variables, administration, code, commit statuses, \
         deployments, merge queues, pages, pull requests, repository custom properties, repository hooks, secrets, and workflows",
        &[
            "permissions environments=read,metadata=read",
            "permissions actions=write,actions_variables=write,administration=write,contents=write,statuses=write,deployments=write,\
             merge_queues=write,pages=write,pull_requests=write,repository_custom_properties=write,repository_hooks=write,secrets=write,\
             workflows=write",
        ],
    ),
    (
        "Read-only access to Dependabot alerts.",
        &["permissions vulnerability_alerts=read"],
    ),
    (
        "Repository permissions:\n- **Contents**: Read and write\n- **Pull requests**: Read-only",
        &["permissions contents=write", "permissions pull_requests=read"],
    ),
    (
        "Organization permissions\n\n* Members: Read-only\n* Secrets: Read and write",
        &["permissions members=read", "permissions organization_secrets=write"],
    ),
    (
        "The token needs Contents (read and write) and Issues (read).",
        &["permissions contents=write,issues=read"],
    ),
    (
        "Permissions: `contents:write`, `issues:read`",
        &["permissions contents=write,issues=read"],
    ),
    (
        "| Contents | Read and write |\n| Issues | Read |",
        &["permissions contents=write", "permissions issues=read"],
    ),
    (
        "Permission: Commit statuses — Read and write",
        &["permissions statuses=write"],
    ),
    (
        "permissions:\n  contents: write\n  pull-requests: write\n  id-token: write",
        &["permissions contents=write", "permissions pull_requests=write"],
    ),
    (
        "permissions: { contents: read, issues: write }",
        &["permissions contents=read,issues=write"],
    ),
    ("permissions:\n  packages: write", &["permissions packages=write"]),
    (
        "{\"contents\": \"write\", \"metadata\": \"read\"}",
        &["permissions contents=write,metadata=read"],
    ),
    ("contents: write", &["permissions contents=write"]),
    (
        "permissions:\n  contents: write\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make",
        &[],
    ),
    ("You need read access to the repository on GitHub.", &[]),
    ("Give it write access to your GitHub account.", &[]),
    ("function f() { this.issues.read(); }\nconst contents = read;", &[]),
    ("The contents: readable text about GitHub permissions.", &[]),
];
