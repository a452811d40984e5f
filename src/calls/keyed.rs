//! Addresses in an object or a table, and where it is asked for them by their keys: `ENDPOINTS = {"issues": "https://..."}`
//! and `requests.post(ENDPOINTS["issues"])`.

use super::{Text, call_syntax::nearest, variables};

/// Where an object is asked for a value.
pub(super) struct KeyedUse {
    /// Where the name of the object is.
    pub at: usize,
    /// Behind the key.
    pub end: usize,
    /// Whether something is joined to the value.
    pub is_extended: bool,
}

/// Where the text uses the value of an object that the string at `start` is.
pub(super) fn uses(text: &Text<'_>, start: usize) -> Vec<KeyedUse> {
    /// More places of a name are not looked at.
    const MOST: usize = 20;
    let Some((name, key)) = keyed(text, start) else {
        return Vec::new();
    };
    let source = text.source();
    let places = text.places(name);
    let used = |at: &usize| {
        let end = at + name.len();
        let end = end + length_of_key(&source[end..], key)?;
        let after = source[end..].trim_start_matches(' ');
        // `f"{ENDPOINTS['issues']}/{number}"`, `endpoints.issues + "/"`
        let is_filled = after.strip_prefix(['}', ')']).is_some_and(|rest| rest.starts_with('/'));
        let is_joined = after.starts_with(['+', '%']) || after.starts_with("..") || after.starts_with(". ");
        Some(KeyedUse {
            at: *at,
            end,
            is_extended: is_filled || is_joined,
        })
    };
    places.iter().take(MOST).filter_map(used).collect()
}

/// The object that the string at `start` is a value of, and the key.
fn keyed<'a>(text: &Text<'a>, start: usize) -> Option<(&'a str, &'a str)> {
    const FAR: usize = 160;
    let source = text.source();
    let from = source.floor_char_boundary(start.saturating_sub(FAR));
    let before = source.get(from..start)?.strip_suffix(['"', '\'', '`'])?;
    let before = before.trim_end_matches(['f', '$', '@']).trim_end();
    let before = match before.strip_suffix("=>") {
        // `issues: (owner, repo) => "https://..."`
        Some(head) if head.trim_end().ends_with(')') => {
            let head = head.trim_end();
            head[..head.rfind('(')?].trim_end().strip_suffix(':')?
        }
        // `"issues" => "https://..."`, `:issues => "https://..."`
        Some(head) => head,
        None => before.strip_suffix(':')?,
    };
    let before = before.trim_end().trim_end_matches(['"', '\'']);
    let name = before.trim_end_matches(is_name).len();
    let key = &before[name..];
    if key.is_empty() || key.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let around = nearest(source, start, 2);
    let object = around.iter().find(|call| source[call.open..].starts_with(['{', '[']))?;
    let name = variables::assigned_to(text, object.open)?;
    (name.len() > 2).then_some((name, key))
}

/// How long it is what asks for a key: `.issues`, `["issues"]`, `[:issues]`, `->issues`, `.fetch(:issues)`.
fn length_of_key(after: &str, key: &str) -> Option<usize> {
    let (rest, closes) = [
        ("?.", ""),
        (".get(", ")"),
        (".fetch(", ")"),
        (".", ""),
        ("->", ""),
        ("::", ""),
        ("[", "]"),
    ]
    .iter()
    .find_map(|(opens, closes)| Some((after.strip_prefix(opens)?, *closes)))?;
    let rest = if closes.is_empty() {
        rest
    } else {
        rest.trim_start_matches(['"', '\'', ':', '`'])
    };
    let rest = rest.strip_prefix(key).filter(|rest| !rest.starts_with(is_name))?;
    let rest = if closes.is_empty() {
        rest
    } else {
        rest.trim_start_matches(['"', '\'', '`']).strip_prefix(closes)?
    };
    Some(after.len() - rest.len())
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
