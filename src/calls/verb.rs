//! The HTTP methods that programs name: in the name of a function, an argument, a key.

use crate::github::Method;

/// The method that the name of a function or a class says: `requests.post`, `PostAsync`, `HttpPut`, `doDelete`.
pub(super) fn method_of_name(name: &str) -> Option<Method> {
    let last = name.rsplit(['.', ':', '>', '-']).find(|part| !part.is_empty())?;
    let mut words = Vec::new();
    let mut word = String::new();
    let mut previous = ' ';
    for c in last.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && previous.is_lowercase() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        previous = c;
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    // `Net::HTTP::Post.new`, `HttpPost.create`
    let first = words.first().map(String::as_str).unwrap_or_default();
    if matches!(first, "new" | "create" | "newinstance") && name.len() > last.len() {
        return method_of_name(name[..name.len() - last.len()].trim_end_matches(['.', ':', '-', '>']));
    }
    let verb = |word: &str| match word {
        "get" | "head" | "fetch" | "getitem" | "getiter" | "getstatus" => Some(Method::Get),
        "post" => Some(Method::Post),
        "put" => Some(Method::Put),
        "patch" => Some(Method::Patch),
        "delete" | "del" => Some(Method::Delete),
        _ => None,
    };
    let word = words.iter().find(|word| verb(word).is_some())?;
    // `getUrl`, `getOctokit`, `get_json_payload` get something else than an answer; `fetch` alone says nothing.
    if word == "fetch" {
        return None;
    }
    let others = words.iter().filter(|other| *other != word);
    let known = |word: &String| {
        matches!(
            word.as_str(),
            "async"
                | "http"
                | "https"
                | "json"
                | "string"
                | "do"
                | "request"
                | "req"
                | "api"
                | "rest"
                | "for"
                | "object"
                | "entity"
                | "as"
                | "from"
                | "raw"
                | "bytes"
                | "byte"
                | "array"
                | "stream"
                | "one"
                | "all"
                | "github"
                | "gh"
                | "call"
                | "send"
                | "with"
                | "auth"
                | "page"
                | "pages"
                | "paginated"
                | "paginate"
                | "data"
                | "body"
                | "form"
                | "client"
                | "sync"
                | "if"
                | "retry"
                | "response"
                | "method"
                | "unchecked"
                | "safe"
                | "paged"
                | "list"
                | "item"
                | "items"
                | "text"
                | "mapping"
                | "remote"
                | "wp"
        )
    };
    others.clone().all(known).then(|| verb(word)).flatten()
}

/// The method that a text names in a place for it: `"POST"`, `method: 'put'`, `HttpMethod.Patch`, `http.MethodDelete`.
/// `None` where it names none, or a variable.
pub(super) fn method_in(text: &str) -> Option<Method> {
    named_method(text).or_else(|| lone_method(text))
}

/// `method: "POST"`, `-Method Post`, `type: 'POST'`, `:method => :post`, `CURLOPT_CUSTOMREQUEST => 'PATCH'`.
fn named_method(text: &str) -> Option<Method> {
    let bytes = text.as_bytes();
    let word = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        &rest[..end]
    };
    let lower = text.to_ascii_lowercase();
    let names = [
        "customrequest",
        "requestmethod",
        "httpmethod",
        "httpmode",
        "method",
        "verb",
        "type",
    ];
    for name in names {
        for (at, _) in lower.match_indices(name) {
            let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
            if name == "type" && (before.is_ascii_alphanumeric() || matches!(before, b'-' | b'_' | b'.')) {
                continue;
            }
            let mut place = at + name.len();
            let skipped = |byte: u8| {
                matches!(
                    byte,
                    b' ' | b'\t'
                        | b'"'
                        | b'\''
                        | b':'
                        | b'='
                        | b'>'
                        | b'('
                        | b','
                        | b'`'
                        | b'.'
                        | b'|'
                        | b'\\'
                        | b'\n'
                        | b'@'
                )
            };
            let mut steps = 0;
            while let Some(byte) = bytes.get(place)
                && skipped(*byte)
                && steps < 12
            {
                place += 1;
                steps += 1;
            }
            // `HttpMethod::Post`, `method: Method.POST`, `RestSharp.Method.Post`
            let mut found = word(place);
            if steps == 0 {
                continue;
            }
            if found.to_ascii_lowercase().ends_with("method")
                && matches!(bytes.get(place + found.len()), Some(b'.' | b':'))
            {
                place += found.len();
                while matches!(bytes.get(place), Some(b'.' | b':')) {
                    place += 1;
                }
                found = word(place);
            }
            let found = found.strip_prefix("Method").unwrap_or(found);
            if let Ok(method) = found.parse() {
                return Some(method);
            }
        }
    }
    None
}

/// A method by itself: `request("POST", url)`, `http.MethodPost`.
fn lone_method(text: &str) -> Option<Method> {
    let bytes = text.as_bytes();
    for (method, words) in [
        (
            Method::Post,
            [
                "\"POST\"",
                "'POST'",
                "MethodPost",
                "`POST`",
                "'post'",
                "\"post\"",
                ":post",
            ],
        ),
        (
            Method::Put,
            ["\"PUT\"", "'PUT'", "MethodPut", "`PUT`", "'put'", "\"put\"", ":put"],
        ),
        (
            Method::Patch,
            [
                "\"PATCH\"",
                "'PATCH'",
                "MethodPatch",
                "`PATCH`",
                "'patch'",
                "\"patch\"",
                ":patch",
            ],
        ),
        (
            Method::Delete,
            [
                "\"DELETE\"",
                "'DELETE'",
                "MethodDelete",
                "`DELETE`",
                "'delete'",
                "\"delete\"",
                ":delete",
            ],
        ),
        (
            Method::Get,
            ["\"GET\"", "'GET'", "MethodGet", "`GET`", "'get'", "\"get\"", ":get"],
        ),
    ] {
        for word in words {
            if let Some(at) = text.find(word) {
                let after = bytes.get(at + word.len()).copied().unwrap_or(b' ');
                if !after.is_ascii_alphanumeric() && after != b'_' && after != b':' {
                    return Some(method);
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_of_names() {
        for (name, method) in [
            ("requests.post", Some(Method::Post)),
            ("client.PostAsync", Some(Method::Post)),
            ("HttpPut", Some(Method::Put)),
            ("http.delete", Some(Method::Delete)),
            ("Net::HTTP::Patch.new", Some(Method::Patch)),
            ("$this->get", Some(Method::Get)),
            ("getOctokit", None),
            ("getUrl", None),
            ("fetch", None),
            ("postProcess", None),
        ] {
            assert_eq!(method_of_name(name), method, "{name}");
        }
    }

    #[test]
    fn methods_in_arguments() {
        for (text, method) in [
            ("(url, { method: 'POST' })", Some(Method::Post)),
            ("-Method Put -Uri", Some(Method::Put)),
            ("(\"DELETE\", url)", Some(Method::Delete)),
            ("(http.MethodPatch, url)", Some(Method::Patch)),
            ("{ \"method\": \"PATCH\" }", Some(Method::Patch)),
            ("new HttpRequestMessage(HttpMethod.Post, x)", Some(Method::Post)),
            ("conn.setRequestMethod(\"PUT\")", Some(Method::Put)),
            ("(url, headers=h)", None),
        ] {
            assert_eq!(method_in(text), method, "{text}");
        }
    }
}
