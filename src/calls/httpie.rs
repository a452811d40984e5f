//! `HTTPie` and `xh`: `http POST https://api.github.com/gists description=x`.

use super::{
    Recognizer, Sighting, Text,
    destination::{Address, address_of},
    nothing, rest,
    shell::{ShellCommand, commands},
};
use crate::github::Method;

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "HTTPie",
    recognize,
    examples: &[
        (
            "http POST https://api.github.com/repos/octo-org/app/issues \"Authorization:Bearer $TOKEN\" title=x",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "http https://api.github.com/repos/octo-org/app/issues Authorization:\"token $T\" title=x",
            &["POST /repos/{owner}/{repo}/issues"],
        ),
        (
            "https -A bearer -a $TOKEN api.github.com/user/orgs per_page==100",
            &["GET /user/orgs"],
        ),
        (
            "xh delete https://api.github.com/repos/o/r/labels/bug Authorization:\"Bearer $T\"",
            &["DELETE /repos/{owner}/{repo}/labels/{name}"],
        ),
        ("xhs PATCH api.github.com/user bio=x", &["PATCH /user"]),
        ("echo '{}' | http https://api.github.com/gists", &["POST /gists"]),
        (
            "http POST https://httpbin.org/post url=https://api.github.com/user",
            &[],
        ),
        ("the http api.github.com answers to", &[]),
    ],
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    for name in ["http", "https", "xh", "xhs"] {
        for command in commands(text, name, "") {
            report(text, name, &command, found);
        }
    }
}

/// Options that take a value.
const WITH_VALUE: &[&str] = &[
    "--headers",
    "-a",
    "--auth",
    "-A",
    "--auth-type",
    "-o",
    "--output",
    "-p",
    "--print",
    "-s",
    "--style",
    "--session",
    "--proxy",
    "--timeout",
    "--verify",
    "--cert",
    "--pretty",
    "--raw",
    "--bearer",
];

fn report(text: &Text<'_>, name: &str, command: &ShellCommand, found: &mut Vec<Sighting>) {
    let by = RECOGNIZER.name;
    let at = command.range.start;
    let mut words = command.words.iter();
    let mut method = None;
    let mut address = None;
    // Something is sent: a field, a file, what comes through a pipe.
    let mut data = text.before(at).trim_end().ends_with('|') || command.document.is_some();
    for count in 0.. {
        let Some(word) = words.next() else { break };
        if word.text.starts_with('-') {
            if WITH_VALUE.contains(&word.text.as_str()) {
                words.next();
            }
            data |= word.text.starts_with("--raw");
        } else if let (0, Ok(named)) = (count, word.text.parse::<Method>()) {
            method = Some(named);
        } else if address.is_some() {
            data |= sends(&word.text);
        } else if address_of(text, &word.text, at) != Address::Unknown {
            address = Some(word);
        }
    }
    let Some(word) = address else { return };
    // Without a scheme it is the one of the command. `http` alone is a word of sentences, too.
    let certain = word.text.contains("://") || method.is_some() || name != "http";
    let path = match address_of(text, &word.text, at) {
        Address::Api { path, .. } if certain && !path.starts_with("/graphql") && !text.is_advised_against(at) => path,
        Address::Api { .. } | Address::Unknown => return,
        Address::Other => {
            found.push(nothing(by, command.range.clone()));
            return;
        }
    };
    let method = method.unwrap_or(if data { Method::Post } else { Method::Get });
    found.push(rest(by, command.range.clone(), Some(method), path));
}

/// Whether an item is part of what is sent: `title=x`, `draft:=true`, `file@a`, and neither a header nor a part of the query.
fn sends(item: &str) -> bool {
    let Some(at) = item.find(['=', ':', '@']) else {
        return false;
    };
    let rest = &item[at..];
    rest.starts_with(":=") || rest.starts_with('@') || rest.starts_with('=') && !rest.starts_with("==")
}
