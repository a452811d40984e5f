//! Requests whose options a program sets one by one, as libcurl has it: `curl_setopt($ch, CURLOPT_URL, "https://...")`.

use super::{Text, verb};
use crate::github::Method;

/// What begins or ends a request.
const ENDS: &[&str] = &[
    "curl_exec",
    "perform",
    "curl_init",
    "curl_reset",
    "CURLOPT_URL",
    "function ",
];

/// The method that the options of a request set, one of which the address at `start` is.
pub(super) fn method(text: &Text<'_>, start: usize) -> Option<Method> {
    /// How far the options are from the address, in bytes.
    const FAR: usize = 1500;
    let line = text.before(start);
    let statement = line.rsplit(';').next().unwrap_or_default();
    let begins = statement.contains("curl_init(");
    let is_set =
        statement.contains("setopt") && statement.contains("CURLOPT_URL") && !statement.contains("setopt_array");
    if !begins && !is_set {
        return None;
    }
    let source = text.source();
    let own = start - statement.len();
    let from = source.floor_char_boundary(own.saturating_sub(FAR));
    let until = source.floor_char_boundary(start.saturating_add(FAR));
    let is_option = |statement: &&str| !ENDS.iter().any(|end| statement.contains(end));
    let before = source[from..own].rsplit([';', '\n']).take_while(is_option);
    let before = before.take(if begins { 0 } else { usize::MAX });
    let after = source[start..until].split([';', '\n']).skip(1).take_while(is_option);
    let options: Vec<&str> = before
        .chain(after)
        .filter(|statement| statement.contains("CURLOPT_"))
        .collect();
    let find = |names: &[&str]| {
        let mut found = options.iter();
        found.find(|statement| names.iter().any(|name| statement.contains(name)))
    };
    if let Some(statement) = find(&["CURLOPT_CUSTOMREQUEST"]) {
        return verb::method_in(statement);
    }
    if find(&["CURLOPT_PUT", "CURLOPT_UPLOAD"]).is_some() {
        return Some(Method::Put);
    }
    if find(&["CURLOPT_POST", "CURLOPT_MIMEPOST"]).is_some() {
        return Some(Method::Post);
    }
    let rest = &source[start..until];
    let ends = rest.contains("curl_exec") || rest.contains("perform");
    ends.then_some(Method::Get)
}
