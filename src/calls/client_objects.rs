//! Clients whose objects have the methods. What an object is follows from where it came:
//! `repo = Github(token).get_repo("octo-org/octo-repo")`.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use super::{Seen, Sighting, Text};
use crate::{
    github::{Client, ClientMethod, Method, client_methods},
    work::steps,
};

/// What is known of an object.
#[derive(Clone, Default)]
struct TypedObject {
    class: &'static str,
    owner: Option<String>,
}

/// A client library whose objects have the methods.
pub(super) struct ClientLibrary {
    /// The name of its recognizer.
    pub by: &'static str,
    /// Its methods.
    pub client: Client,
    /// What a method gives, for those whose result has methods of its own.
    pub returns: &'static [(&'static str, &'static str)],
    /// What variables of these names usually are.
    pub names: &'static [(&'static str, &'static str)],
    /// The methods whose first argument names an owner.
    pub owners: &'static [&'static str],
    /// Whether a method by itself says what it belongs to.
    pub is_distinctive: fn(&str) -> bool,
}

/// How much of the arguments of a call is looked at.
const ARGUMENTS: usize = 1000;

/// Adds the methods of a library that a text calls.
pub(super) fn recognize(text: &Text<'_>, library: &ClientLibrary, found: &mut Vec<Sighting>) {
    let source = text.source();
    let mut variables: HashMap<&str, TypedObject> = HashMap::new();
    // Objects by where the call ends that gives them, with where the whole chain begins.
    let mut results: HashMap<usize, (TypedObject, usize)> = HashMap::new();
    for call in calls(source) {
        let (object, start) = match call.receiver {
            Receiver::Nothing => (TypedObject::default(), call.name.start),
            Receiver::Variable(ref range) => {
                let name = &source[range.clone()];
                let known = variables.get(name).cloned();
                let usual = || library.names.iter().find(|(usual, _)| is_named(name, usual));
                let known = known.or_else(|| usual().map(|(_, class)| TypedObject { class, owner: None }));
                (known.unwrap_or_default(), range.start)
            }
            Receiver::Result(end) => results
                .remove(&end)
                .unwrap_or((TypedObject::default(), call.name.start)),
        };
        let name = &source[call.name.clone()];
        // Of calls inside of each other, the outer ones are long.
        let arguments = &source[call.arguments.clone()];
        let arguments = &arguments[..arguments.floor_char_boundary(ARGUMENTS)];
        steps(arguments.len());
        let mut owner = object.owner.clone();
        if name == "get_user" && arguments.trim().is_empty() {
            found.push(Sighting {
                range: start..call.name.end,
                by: library.by,
                seen: Seen::Rest {
                    method: Some(Method::Get),
                    path: "/user".to_owned(),
                    owner: None,
                },
            });
        } else if let Some(method) = method(library, object.class, name) {
            for (at, endpoint) in method.endpoints().enumerate() {
                // One of several kinds of secrets.
                let wanted = if arguments.contains("dependabot") {
                    endpoint.path.contains("/dependabot/")
                } else {
                    at == 0
                };
                if method.endpoints().count() > 1 && !wanted {
                    continue;
                }
                if let Some(named) = literal(arguments).filter(|_| library.owners.contains(&name)) {
                    owner = named.split('/').next().map(str::to_owned);
                }
                found.push(Sighting {
                    range: start..call.name.end,
                    by: library.by,
                    seen: Seen::endpoint(endpoint, owner.clone()),
                });
            }
        } else if name == "create_git_tag_and_release" {
            for path in [
                "/repos/{owner}/{repo}/git/tags",
                "/repos/{owner}/{repo}/git/refs",
                "/repos/{owner}/{repo}/releases",
            ] {
                found.push(Sighting {
                    range: start..call.name.end,
                    by: library.by,
                    seen: Seen::Rest {
                        method: Some(Method::Post),
                        path: path.to_owned(),
                        owner: owner.clone(),
                    },
                });
            }
        }
        let class = match name {
            "get_user" if arguments.trim().is_empty() => "AuthenticatedUser",
            "get_user" => "NamedUser",
            _ => library
                .returns
                .iter()
                .find(|(method, _)| *method == name)
                .map_or("", |(_, class)| class),
        };
        if class.is_empty() {
            continue;
        }
        let result = TypedObject { class, owner };
        if let Some(variable) = assigned(source, start) {
            variables.insert(variable, result.clone());
        }
        results.insert(call.end, (result, start));
    }
}

enum Receiver {
    Nothing,
    Variable(Range<usize>),
    /// What the call gives that ends here.
    Result(usize),
}

struct MethodCall {
    name: Range<usize>,
    receiver: Receiver,
    arguments: Range<usize>,
    /// Behind the closing parenthesis.
    end: usize,
}

/// All calls, those inside of arguments too, in the order of their names.
fn calls(source: &str) -> impl Iterator<Item = MethodCall> + '_ {
    let bytes = source.as_bytes();
    parentheses(bytes).into_iter().filter_map(move |(open, close)| {
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let start = open
            - bytes[..open]
                .iter()
                .rev()
                .take_while(|byte| is_name(byte))
                .take(80)
                .count();
        let before = source[..start].trim_end_matches(' ');
        if start == open || before.ends_with("def") && before.len() < start {
            return None;
        }
        let mut at = start;
        let receiver = if start > 0 && bytes[start - 1] == b'.' {
            at -= 1;
            // A chain may go on in the next line.
            at -= bytes[..at]
                .iter()
                .rev()
                .take(200)
                .take_while(|byte| byte.is_ascii_whitespace() || **byte == b'\\')
                .count();
            if at > 0 && bytes[at - 1] == b')' {
                Receiver::Result(at)
            } else {
                let from = at
                    - bytes[..at]
                        .iter()
                        .rev()
                        .take(80)
                        .take_while(|byte| is_name(byte))
                        .count();
                Receiver::Variable(from..at)
            }
        } else {
            Receiver::Nothing
        };
        Some(MethodCall {
            name: start..open,
            receiver,
            arguments: open + 1..close,
            end: close + 1,
        })
    })
}

/// Where each parenthesis opens and closes, in the order in which they open. A quotation ends with its line at the latest.
fn parentheses(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut open = Vec::new();
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (_, b'\n') => quote = None,
            (Some(start), byte) if start == *byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, b'(') => open.push(at),
            (None, b')') => pairs.extend(open.pop().map(|open| (open, at))),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The variable that the expression at `start` is assigned to, or that runs over it.
fn assigned(source: &str, start: usize) -> Option<&str> {
    // The whole of a long line is not looked at for every call in it.
    const FAR: usize = 200;
    let before = &source[source.floor_char_boundary(start.saturating_sub(FAR))..start];
    let line = before.rsplit('\n').next()?.trim_end();
    steps(line.len());
    let line = line.strip_suffix("await").unwrap_or(line).trim_end();
    let line = line.strip_suffix('&').unwrap_or(line).trim_end();
    let rest = line
        .strip_suffix('=')
        .or_else(|| line.strip_suffix(" in"))
        .or_else(|| line.strip_suffix(":="))?;
    let name = rest.trim_end();
    let name = name.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next()?;
    (!name.is_empty() && name.is_ascii()).then_some(name)
}

/// The first argument, where it is a string without anything to fill in.
fn literal(arguments: &str) -> Option<&str> {
    let arguments = arguments.trim_start();
    let quote = arguments.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = arguments[1..].split(quote).next()?;
    (!value.contains(['{', '%', '$', '<'])).then_some(value)
}

/// The method of a class, or the only one of this name.
fn method(library: &ClientLibrary, class: &str, name: &str) -> Option<&'static ClientMethod> {
    static BY_NAME: LazyLock<HashMap<(Client, &'static str), Vec<&'static ClientMethod>>> = LazyLock::new(|| {
        let mut methods: HashMap<_, Vec<&'static ClientMethod>> = HashMap::new();
        for method in client_methods() {
            methods.entry((method.client, method.method)).or_default().push(method);
        }
        methods
    });
    let candidates = BY_NAME.get(&(library.client, name))?;
    let same_class = candidates.iter().find(|method| method.class == class);
    // An issue is a repository's, a user is oneself where nothing else is known of it.
    let only = || {
        candidates
            .first()
            .filter(|_| candidates.len() == 1 && (library.is_distinctive)(name))
    };
    same_class.or_else(only).copied()
}

/// Whether a variable has a usual name: `issue`, `new_issue`, `newIssue`.
fn is_named(name: &str, usual: &str) -> bool {
    let Some(before) = name.len().checked_sub(usual.len()).map(|at| name.split_at_checked(at)) else {
        return false;
    };
    before.is_some_and(|(before, end)| {
        let capital = end.starts_with(|c: char| c.is_ascii_uppercase()) && end.eq_ignore_ascii_case(usual);
        end == usual && (before.is_empty() || before.ends_with('_')) || capital && !before.is_empty()
    })
}

#[cfg(test)]
mod tests {
    use crate::{calls::find, work::tests::assert_linear};

    #[test]
    fn many_calls_in_one_line_are_read_in_linear_time() {
        let begin = "from github import Github\n";
        assert_linear("one after the other", |times| {
            drop(find(&(begin.to_owned() + &"g.get_repo(a).".repeat(times))));
        });
        assert_linear("one inside of the other", |times| {
            let nested = "g.get_repo(a).create_secret(".repeat(times) + &")".repeat(times);
            drop(find(&(begin.to_owned() + &nested)));
        });
    }
}
