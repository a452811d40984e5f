//! The options of curl and wget: what a command asks for.

use std::slice;

use super::{Text, text::Word, variables};
use crate::github::Method;

/// What a command asks for.
#[derive(Clone, Debug, Default)]
pub(super) struct Request {
    /// `None` where the text leaves it open.
    pub method: Option<Method>,
    /// Whether the method is an option, and not only follows from others.
    pub explicit: bool,
    /// Whether something is sent.
    pub data: bool,
    /// What is no option.
    pub arguments: Vec<Word>,
    /// Whether the document behind it has options, and no data.
    pub configured: bool,
}

/// The method that a word names, or a variable that is set to one.
pub(super) fn method_word(text: &Text<'_>, word: &str, at: usize) -> Option<Method> {
    let word = word.trim();
    word.parse().ok().or_else(|| {
        let name = word.strip_prefix('$')?.trim_matches(['{', '}']);
        variables::definition(text, name, at)?.0.parse().ok()
    })
}

/// Short options of curl that take a value.
const CURL_SHORT: &str = "AbcCdDeEFhHKmoPQrtTuUwxXyYz";

/// Long options of curl that take none.
const CURL_FLAGS: &[&str] = &[
    "--silent",
    "--show-error",
    "--fail",
    "--fail-with-body",
    "--location",
    "--location-trusted",
    "--insecure",
    "--include",
    "--verbose",
    "--compressed",
    "--get",
    "--head",
    "--no-progress-meter",
    "--progress-bar",
    "--remote-name",
    "--remote-name-all",
    "--globoff",
    "--http1.1",
    "--http2",
    "--http3",
    "--http1.0",
    "--ipv4",
    "--ipv6",
    "--no-buffer",
    "--raw",
    "--netrc",
    "--netrc-optional",
    "--create-dirs",
    "--next",
    "--parallel",
    "--remote-header-name",
    "--tlsv1.2",
    "--tlsv1.3",
    "--basic",
    "--digest",
    "--retry-all-errors",
    "--retry-connrefused",
    "--path-as-is",
    "--post301",
    "--post302",
    "--no-keepalive",
    "--proto-redir",
    "--disable",
    "--remote-time",
    "--append",
];

/// `X-HTTP-Method-Override: PATCH`, for what can only send POST.
fn override_method(request: &mut Request, header: &str) {
    const NAME: &str = "x-http-method-override:";
    let value = header.get(..NAME.len()).filter(|name| name.eq_ignore_ascii_case(NAME));
    if let Some(Ok(method)) = value.map(|name| header[name.len()..].trim().parse()) {
        (request.method, request.explicit) = (Some(method), true);
    }
}

/// The name of a long option and its value: what follows its `=`, or the next word if it takes one.
pub(super) fn long_option<'w>(
    option: &'w str,
    words: &mut slice::Iter<'w, Word>,
    takes_value: impl Fn(&str) -> bool,
) -> (&'w str, &'w str) {
    option.split_once('=').unwrap_or_else(|| {
        let next = if takes_value(option) { words.next() } else { None };
        (option, next.map_or("", |word| &word.text))
    })
}

/// Reads the words of curl; `at` is where the command is.
pub(super) fn curl(text: &Text<'_>, words: &[Word], at: usize) -> Request {
    let mut request = Request::default();
    let (mut get, mut head, mut upload) = (false, false, false);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let option = word.text.as_str();
        if let Some(long) = option.strip_prefix("--").filter(|long| !long.is_empty()) {
            let takes_value = |name: &str| !CURL_FLAGS.contains(&&option[..2 + name.len()]) && !name.starts_with("no-");
            let (name, value) = long_option(long, &mut words, takes_value);
            match name {
                "request" if !request.explicit => {
                    (request.method, request.explicit) = (method_word(text, value, at), true);
                }
                "get" => get = true,
                "head" => head = true,
                "upload-file" => upload = true,
                "url" => request.arguments.push(Word {
                    range: word.range.clone(),
                    text: value.to_owned(),
                }),
                "config" => request.configured = true,
                "header" => override_method(&mut request, value),
                "json" | "form" | "form-string" => request.data = true,
                _ if name.starts_with("data") => request.data = true,
                _ => {}
            }
        } else if let Some(short) = option.strip_prefix('-').filter(|short| !short.is_empty()) {
            // Several letters in one: `-sSXPOST`.
            for (place, letter) in short.char_indices() {
                let takes = CURL_SHORT.contains(letter) && letter != 'h';
                let mut value = &short[place + letter.len_utf8()..];
                if takes && value.is_empty() {
                    value = words.next().map(|word| word.text.as_str()).unwrap_or_default();
                }
                match letter {
                    'X' if !request.explicit => {
                        (request.method, request.explicit) = (method_word(text, value, at), true);
                    }
                    'd' | 'F' => request.data = true,
                    'T' => upload = true,
                    'G' => get = true,
                    'I' => head = true,
                    'K' => request.configured = true,
                    'H' => override_method(&mut request, value),
                    _ => {}
                }
                if takes {
                    break;
                }
            }
        } else {
            request.arguments.push(word.clone());
        }
    }
    if !request.explicit {
        request.method = Some(match (get || head, upload, request.data) {
            (true, ..) => Method::Get,
            (_, true, _) => Method::Put,
            (.., true) => Method::Post,
            _ => Method::Get,
        });
    }
    request
}

/// Short options of wget that take a value.
const WGET_SHORT: &str = "OoUePTtwQiaBADIlR";

/// Long ones.
const WGET_LONG: [&str; 14] = [
    "header",
    "method",
    "post-data",
    "post-file",
    "body-data",
    "body-file",
    "output-document",
    "user",
    "password",
    "user-agent",
    "timeout",
    "tries",
    "directory-prefix",
    "output-file",
];

/// Reads the words of wget.
pub(super) fn wget(words: &[Word]) -> Request {
    let mut method = Some(Method::Get);
    let mut arguments = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let option = word.text.as_str();
        if let Some(long) = option.strip_prefix("--") {
            let (name, value) = long_option(long, &mut words, |name| WGET_LONG.contains(&name));
            match name {
                "method" => method = value.parse().ok(),
                "post-data" | "post-file" => method = Some(Method::Post),
                _ => {}
            }
        } else if let Some(short) = option.strip_prefix('-').filter(|short| !short.is_empty()) {
            let taking = short.char_indices().find(|(_, letter)| WGET_SHORT.contains(*letter));
            if let Some((at, letter)) = taking
                && short.len() == at + letter.len_utf8()
            {
                words.next();
            }
        } else {
            arguments.push(word.clone());
        }
    }
    Request {
        method,
        arguments,
        ..Request::default()
    }
}
