//! Whether code may add to a link behind its literal, in ways that are not followed.

use super::{blank::skip_blank, context, hole, literal::literal_start};
use crate::{
    github::{ParameterKind, classify},
    work::steps,
};

/// How far the rest of a list is looked at.
const LIST: usize = 600;

/// Methods of a text that add no parameters to it.
const HARMLESS: [&str; 22] = [
    "format",
    "replace",
    "replaceAll",
    "gsub",
    "sub",
    "trim",
    "trimIndent",
    "trimMargin",
    "strip",
    "freeze",
    "html_safe",
    "to_s",
    "toString",
    "to_string",
    "to_owned",
    "into",
    "as_str",
    "unwrap",
    "parse",
    "length",
    "len",
    "encode",
];

/// Methods of what a literal is put into that go on with it.
const GROWING: [&str; 12] = [
    "apply",
    "also",
    "run",
    "let",
    "concat",
    "append",
    "Append",
    "plus",
    "push",
    "join",
    "Join",
    "joinToString",
];

/// Whether what follows a literal that ends at `at` may add to it.
pub(super) fn goes_on(text: &str, at: usize) -> bool {
    let mut next = skip_blank(text, at);
    // The end of a list, of a call, or of a binary of Erlang.
    let mut closed = 0;
    while closed < 3 && text[next..].starts_with([')', ']', '}']) {
        next = skip_blank(text, next + 1);
        closed += 1;
    }
    let rest = &text[next..];
    if rest.starts_with(',') && closed == 0 {
        return has_parameters(text, next);
    }
    if ["|>", "-join", "-Join"]
        .iter()
        .any(|operator| rest.starts_with(operator))
    {
        return true;
    }
    // `["...", "..."] * "&"` of Ruby, `"..." * name` of Julia, and not the end of a comment.
    if let Some(operand) = rest.strip_prefix('*') {
        return operand.starts_with([' ', '"']) && !operand.starts_with(" *");
    }
    let Some(method) = rest.strip_prefix('.').or_else(|| rest.strip_prefix("?.")) else {
        return false;
    };
    let length = method
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(method.len());
    let (name, after) = method.split_at(length);
    let called = after.starts_with(['(', '!', '?']) || (GROWING.contains(&name) && after.starts_with(" {"));
    if closed > 0 {
        return GROWING.contains(&name);
    }
    called && !name.is_empty() && !HARMLESS.contains(&name)
}

/// Whether the rest of a block has `word` in it.
pub(super) fn block_has(text: &str, at: usize, word: &str) -> bool {
    let window = context::head(&text[at..], LIST);
    let end = window.find('}').unwrap_or(window.len());
    window[..end].contains(word)
}

/// Whether the list that goes on at a comma has parameters for the link: `"&contents=read"`, `"contents=read"`.
fn has_parameters(text: &str, comma: usize) -> bool {
    let window = context::head(&text[comma..], LIST);
    let bytes = window.as_bytes();
    let (mut at, mut depth) = (0, 0_u32);
    while at < bytes.len() {
        match bytes[at] {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' if depth == 0 => return false,
            b')' | b']' | b'}' => depth -= 1,
            b';' => return false,
            b'"' | b'\'' | b'`' => {
                let Some((inside, ..)) = literal_start(window, at) else {
                    return false;
                };
                let Some(length) = hole::quoted(&bytes[at..]) else {
                    return false;
                };
                if is_parameter(window.get(inside..at + length).unwrap_or_default()) {
                    return true;
                }
                at += length;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    steps(at);
    false
}

/// Whether a literal contains a parameter of the form.
fn is_parameter(literal: &str) -> bool {
    let parameter = literal.trim_start_matches(['?', '&']);
    let Some((key, _)) = parameter.split_once('=') else {
        return false;
    };
    let word = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    word && (parameter.len() < literal.len() || !matches!(classify(key), ParameterKind::Unknown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_added() {
        for rest in [
            "\", \"&contents=read\")",
            "\", x, \"contents=read\"]",
            "\" |> add(\"contents\", \"read\")",
            "\"\n  |> Kernel.<>(suffix)",
            "\", 'contents=read') -join '&'",
            "\"] * \"&\"",
            "\" * permissions",
            "\".plus(rest)",
            "\").apply { append(rest) }",
        ] {
            assert!(goes_on(rest, 1), "{rest}");
        }
        for rest in [
            "\"",
            "\"); // done",
            "\", { timeout: 30 })",
            "\", \"name\", \"x=1\")",
            "\".format(owner)",
            "\".to_owned(),\n other",
            "\")\n.then(x)",
            "\" */",
            "\" ** bold **",
            "\". Then go on.",
            "\"\n.class { }",
            "\";\nf(\"contents=read\")",
        ] {
            assert!(!goes_on(rest, 1), "{rest}");
        }
    }
}
