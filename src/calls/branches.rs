//! Values that depend on a condition: `url = org ? "/orgs/..." : "/user/..."`, `let route = match repo { ... }`.

use super::{functions::is_wrapper, text::indent};

/// The variable that a string at `start` is given to by one of several branches.
pub(super) fn target(source: &str, start: usize) -> Option<&str> {
    let before = unwrapped(source, start)?;
    let source = &source[..before];
    let line = source.rsplit('\n').next().unwrap_or_default();
    let last = source.trim_end();
    if last.ends_with("=>") || last.ends_with("->") || last.ends_with('{') {
        return braces(source).or_else(|| lines(source));
    }
    let is_alternative = last.ends_with(['?', ':']) || ends_with_word(last, "else") || ends_with_word(last, "then");
    // `if (x) "a" else "b"` of Kotlin.
    let is_value_of_if = last.ends_with(')') && line.contains("= if ");
    (is_alternative || is_value_of_if || line.trim().is_empty())
        .then(|| lines(source))
        .flatten()
}

/// The words before the name of a function where it is defined.
const DEFINES: &[&str] = &["def", "function", "func", "fn", "fun", "sub"];

/// The function that returns the string at `start`: `def issue_url(n):` and `return f"https://..."`.
pub(super) fn function_that_returns(source: &str, start: usize) -> Option<&str> {
    const MOST: usize = 16;
    const FAR: usize = 900;
    let before = &source[..unwrapped(source, start)?];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let last = before.trim_end();
    // `const issueUrl = (n) => "https://..."`
    if let Some(head) = last.strip_suffix("=>") {
        return arrow(head.rsplit('\n').next()?);
    }
    if !ends_with_word(last, "return") && !line.trim_start().starts_with("return ") {
        return None;
    }
    let from = source.floor_char_boundary(start.saturating_sub(FAR));
    let lines = source.get(from..start)?.split('\n').rev();
    let head = lines.take(MOST).find_map(|one| {
        let is_outer = indent(one) < indent(line) || one == line;
        let arrow_of = || {
            one.trim_end()
                .strip_suffix('{')?
                .trim_end()
                .strip_suffix("=>")
                .and_then(arrow)
        };
        is_outer.then(|| defined(one).or_else(arrow_of)).flatten()
    });
    head.filter(|name| name.len() > 2)
}

/// Whether the name at `at` is that of a function that is defined there.
pub(super) fn is_definition(source: &str, at: usize) -> bool {
    let before = source[..at].trim_end_matches(' ');
    DEFINES.iter().any(|word| ends_with_word(before, word)) || before.ends_with(')') && defined_in_go(before)
}

fn defined_in_go(before: &str) -> bool {
    // The line of a receiver is short.
    const FAR: usize = 240;
    let from = before.floor_char_boundary(before.len().saturating_sub(FAR));
    let line = before[from..].rsplit('\n').next().unwrap_or_default();
    line.starts_with("func (")
}

/// The function that a line begins to define.
fn defined(line: &str) -> Option<&str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut words = line.split(' ');
    words.find(|word| DEFINES.contains(word))?;
    let mut rest = words.next()?;
    // `func (c *Client) url(n int) string {`
    if rest.starts_with('(') {
        rest = line.split_once(") ")?.1;
    }
    let end = rest.find(|c| !is_name(c))?;
    Some(&rest[..end]).filter(|name| !name.is_empty())
}

/// The name of an arrow function: `const issueUrl = (n) `, `issueUrl = async n `.
fn arrow(head: &str) -> Option<&str> {
    let (name, parameters) = head.split_once(" = ")?;
    let name = name.rsplit(' ').next()?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    (!name.is_empty() && name.chars().all(is_name) && !parameters.contains(['"', '\'', '`', '{'])).then_some(name)
}

/// Where what only wraps the string begins: its quotes, `f`, `format!(`, `new URL(`.
fn unwrapped(source: &str, start: usize) -> Option<usize> {
    const FAR: usize = 200;
    let from = source.floor_char_boundary(start.saturating_sub(FAR));
    let before = source.get(from..start)?;
    let mut before = before.trim_end_matches(['"', '\'', '`']);
    before = before.trim_end_matches(['f', '$', '@']);
    for _ in 0..3 {
        let Some(callee) = before.trim_end().strip_suffix('(') else {
            break;
        };
        let name = callee.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '!' | ':'));
        if !is_wrapper(&callee[name.len()..]) && !matches!(&callee[name.len()..], "Some" | "Ok" | "String::from") {
            break;
        }
        before = name.strip_suffix("new ").unwrap_or(name);
    }
    Some(from + before.len())
}

/// The variable that a block around the end of a text gives its value to: `let route = match repo { Some(repo) =>`.
fn braces(source: &str) -> Option<&str> {
    const FAR: usize = 1500;
    let from = source.floor_char_boundary(source.len().saturating_sub(FAR));
    let bytes = source.as_bytes();
    let mut depth = 0_usize;
    // Whether what is before is another branch of the same condition.
    let mut is_else = false;
    let mut place = source.len();
    while place > from {
        place -= 1;
        match bytes.get(place).copied().unwrap_or_default() {
            b')' | b']' | b'}' => depth += 1,
            b'(' | b'[' | b';' if depth == 0 => return None,
            b'(' | b'[' => depth -= 1,
            b'{' => {
                let is_around = depth == 0;
                depth = depth.saturating_sub(1);
                if !(is_around || is_else && depth == 0) {
                    continue;
                }
                let head = source.get(from..place)?.trim_end();
                let head = head.rsplit(['\n', ';', '{', '}']).next()?.trim();
                if let Some(name) = assigned(head) {
                    return Some(name);
                }
                let goes_on = head == "else" || head.starts_with("else if ");
                if !(goes_on || is_around && head.ends_with("=>")) {
                    return None;
                }
                is_else = goes_on;
            }
            _ => {}
        }
    }
    None
}

/// The variable that the lines before the end of a text give a value to, where each of them is a part of one condition.
fn lines(source: &str) -> Option<&str> {
    const MOST: usize = 10;
    const FAR: usize = 800;
    let from = source.floor_char_boundary(source.len().saturating_sub(FAR));
    let mut within = source.get(from..)?.split('\n').rev().take(MOST);
    let own = within.next()?;
    if let Some(name) = assigned(own) {
        return Some(name);
    }
    // What other branches say is deeper than the variable.
    let mut deepest = if own.trim().is_empty() { usize::MAX } else { indent(own) };
    for line in within {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.ends_with(';') {
            return None;
        }
        if let Some(name) = assigned(line) {
            return Some(name).filter(|_| indent(line) <= deepest);
        }
        let is_branch = [
            "when ", "else", "elsif ", "elif ", "case ", "in ", "?", ":", "\"", "'", "`", "f\"",
        ]
        .iter()
        .any(|word| trimmed.starts_with(word))
            || trimmed.contains("->")
            || trimmed.contains("=>");
        if !is_branch {
            // `const url = org` and `? "..."` on the next line.
            return None;
        }
        deepest = deepest.min(indent(line));
    }
    None
}

/// The variable that a line gives a value to, if the value depends on a condition: `let url = if org {`, `url = org ?`.
fn assigned(line: &str) -> Option<&str> {
    let at = line.find('=')?;
    let (name, value) = (&line[..at], &line[at + 1..]);
    if value.starts_with(['=', '>', '~'])
        || name.contains(['"', '\'', '`', '('])
        || name.ends_with(['!', '<', '>', '+'])
    {
        return None;
    }
    let value = value.trim_start();
    let word = value.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_condition = matches!(word, "if" | "match" | "when" | "case" | "switch" | "unless")
        || value.contains('?')
        || value.contains(" if ")
        || value.contains(" else ")
        || value.contains("==") && !value.ends_with(';')
        // The condition is all that the line has: `const url = isOrg`.
        || !value.is_empty() && !value.contains(['"', '\'', '`', '{', '[', '(', ';', ',']);
    let name = name.trim_end().trim_end_matches(':').trim_end();
    // `url: string`, `val url: String`
    let name = name.split(':').next().unwrap_or_default().trim_end();
    let name = name.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (is_condition && name.len() > 1).then_some(name)
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word)
        .is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_values_that_depend_on_a_condition() {
        for (source, name) in [
            ("const url = org ? \"https://x", Some("url")),
            ("const url = org ? `/a/${b}` : `https://x", Some("url")),
            ("const url: string = org\n  ? '/a'\n  : 'https://x", Some("url")),
            ("url = f\"/a?b={c}\" if org else f\"https://x", Some("url")),
            (
                "let url = if org { \"/a\".to_string() } else { format!(\"https://x",
                Some("url"),
            ),
            (
                "let url = if org {\n    \"/a\"\n} else if team {\n    \"/b\"\n} else {\n    \"https://x",
                Some("url"),
            ),
            (
                "let route = match repo {\n    Some(repo) => format!(\n        \"/a/{}\",\n        repo,\n    ),\n    None => format!(\n        \"https://x",
                Some("route"),
            ),
            (
                "val url = when (kind) {\n  \"org\" -> \"/a\"\n  else -> \"https://x",
                Some("url"),
            ),
            ("val url = if (org) \"/a\" else \"https://x", Some("url")),
            (
                "url = case kind\n  when :org then \"/a\"\n  else \"https://x",
                Some("url"),
            ),
            ("url = if org then \"https://x", Some("url")),
            ("fetch(org ? '/a' : 'https://x", None),
            ("const o = { url: 'https://x", None),
            ("if (url === 'a') {\n  get('https://x", None),
            ("list = [\n  'https://x", None),
            ("function a() {\n  return 'https://x", None),
            ("x = a;\nb ? c : 'https://x", None),
        ] {
            let at = source.find("https").unwrap();
            assert_eq!(target(source, at), name, "{source}");
        }
    }

    #[test]
    fn functions_that_return_a_value() {
        for (source, name) in [
            ("def issue_url(n):\n    return f\"https://x", Some("issue_url")),
            ("function issueUrl(n) {\n  return `https://x", Some("issueUrl")),
            (
                "func (c *Client) issueURL(n int) string {\n\treturn fmt.Sprintf(\"https://x",
                Some("issueURL"),
            ),
            ("const issueUrl = (n) => `https://x", Some("issueUrl")),
            ("const issueUrl = n => {\n  return `https://x", Some("issueUrl")),
            ("def a(n):\n    get(f\"https://x", None),
            ("return 'https://x", None),
            ("const o = { a: (n) => get('https://x", None),
        ] {
            let at = source.find("https").unwrap();
            assert_eq!(function_that_returns(source, at), name, "{source}");
        }
    }
}
