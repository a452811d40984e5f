//! The variable that a link is assigned to.

/// The variable that the expression is assigned to whose first literal begins at `opened`.
pub(super) fn assigned(text: &str, opened: usize) -> Option<&str> {
    let line = &text[text.ceil_char_boundary(opened.saturating_sub(200))..opened];
    let before = line.trim_end_matches(['"', '\'', '`', '+', '-']);
    let before = match before.as_bytes().last() {
        Some(b'f' | b'r' | b'b' | b'$' | b'@' | b'F' | b'u') if before.len() < line.len() => {
            &before[..before.len() - 1]
        }
        _ => before,
    };
    // `text.append("...")`: the text that grows.
    if let Some(call) = before.strip_suffix('(')
        && let Some(text) = [".append", ".Append", ".push_str", ".WriteString"]
            .iter()
            .find_map(|method| call.strip_suffix(method))
    {
        return variable_before(text);
    }
    let before = before.trim_end_matches(|c: char| c == '(' || c == '[' || c.is_whitespace() || c == '\\');
    let before = before.strip_suffix("(string:").unwrap_or(before);
    // `new URL("...")`, `String.raw`, `URI.parse(`: an object of the same address.
    let before = [
        "String::from",
        "String.new",
        "new URL",
        "URI.parse",
        "URI",
        "URL",
        "String",
        "str",
        "url.Parse",
        "URI.create",
        "StringBuilder",
        "new StringBuilder",
        "URI->new",
        "Url::parse",
        "Uri.parse",
        "URLComponents",
        "new UriBuilder",
    ]
    .iter()
    .find_map(|call| before.strip_suffix(call))
    .map_or(before, str::trim_end);
    let before = before.strip_suffix("<-").or_else(|| {
        let before = before.strip_suffix('=')?;
        (!before.ends_with(['=', '!', '<', '>', '+', '.', '&', '?']))
            .then(|| before.strip_suffix(':').unwrap_or(before))
    })?;
    let before = before.trim_end();
    // `url: str = `, `let url: &str = `
    let typed = before.rsplit_once(':').filter(|(name, type_name)| {
        !name.ends_with(':')
            && type_name
                .trim()
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"&'_ []<>.".contains(&byte))
    });
    variable_before(typed.map_or(before, |(name, _)| name).trim_end())
}

/// The name of a variable that a text ends with.
fn variable_before(before: &str) -> Option<&str> {
    let length = before
        .bytes()
        .rev()
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        .count();
    let name = &before[before.len() - length..];
    // Go: `u, err := url.Parse("...")`
    if let Some(first) = before[..before.len() - length].trim_end().strip_suffix(',') {
        return variable_before(first.trim_end());
    }
    (!name.is_empty() && !name.starts_with(|c: char| c.is_ascii_digit())).then_some(name)
}
