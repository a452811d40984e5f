//! `finegrain explain`: what a code, a permission, a tool or a call is about.

use std::{fmt::Write, io};

use finegrain::{
    advice::alternatives::CLASSIC_REACH,
    github::{
        ClassicScope, Limit, LimitCode, Offered, ParameterKind, Permission, SearchMatch, Source, classic_scope,
        classify, documentation::TOKENS, find, permission, permissions, search, suggest, tools,
    },
    lint::docs::{self, RuleDocs},
    needs::CaveatCode,
    sanitize::shown,
};

use crate::{
    codes,
    exit::Exit,
    explain_call,
    terminal::{self, BOLD, DIM, style},
    tool,
};

pub fn run(word: Option<&str>) -> io::Result<Exit> {
    let Some(word) = word.map(str::trim) else {
        terminal::write(&every_code())?;
        return Ok(Exit::Success);
    };
    if word.is_empty() {
        terminal::complain("the argument is empty; name a code, a permission, a tool or a call such as \"GET /user\"");
        return Ok(Exit::Unusable);
    }
    let rule = docs::rules().into_iter().find(|docs| docs.code.as_str() == word);
    let limit = word.parse().ok().map(LimitCode::limit);
    let scope = classic_scope(&word.to_ascii_lowercase());
    let page = match permission(word) {
        Some(permission) => of_permission(permission),
        None if rule.is_some() || limit.is_some() => of_code(rule.as_ref(), limit),
        None if note(word).is_some() => note(word).map(of_note).unwrap_or_default(),
        None if scope.is_some() => scope.map(of_scope).unwrap_or_default(),
        None if !tool::named(word).is_empty() => tool::pages(word),
        None => match explain_call::page(word) {
            Some(Ok(page)) => page,
            None if are_words(word) => of_words(&find(word)),
            other => {
                let complaint = other.and_then(Result::err).unwrap_or_else(|| unknown(word));
                terminal::complain(&complaint);
                return Ok(Exit::Unusable);
            }
        },
    };
    terminal::write(&page)?;
    Ok(Exit::Success)
}

/// Whether these are words that something is found by, and no misspelled name.
fn are_words(word: &str) -> bool {
    if word.contains([' ', ':']) {
        !find(word).is_empty()
    } else {
        // Where another name is meant, that is the answer.
        let meant = suggest(word).is_some() || !matches!(classify(word), ParameterKind::Unknown);
        !meant && word.chars().all(char::is_alphabetic) && !search(word, None).is_empty()
    }
}

fn unknown(word: &str) -> String {
    let permissions = permissions().iter().map(|permission| permission.parameter);
    let names = codes::all()
        .chain(NOTES.iter().map(|note| note.code.as_str()))
        .chain(permissions)
        .chain(tools().iter().map(|tool| tool.id));
    let meant = match classify(word) {
        ParameterKind::Limit(limit) => Some(limit.code.as_str()),
        _ => suggest(word)
            .filter(|name| permission(name).is_some())
            .or_else(|| codes::nearest(word, names)),
    };
    let word = shown(word);
    match meant {
        Some(meant) => format!("no code, permission or tool is named `{word}`; did you mean `{meant}`?"),
        None => format!(
            "no code, permission or tool is named `{word}`; `finegrain explain` lists the codes, `finegrain permissions` the permissions"
        ),
    }
}

// Writing into a `String` cannot fail, here and below.

/// What `finegrain need` says under a code of its own.
struct Note {
    code: CaveatCode,
    title: &'static str,
    text: &'static str,
}

const NOTES: [Note; 3] = [
    Note {
        code: CaveatCode::Tool,
        title: "Tools that don't work with fine-grained tokens",
        text: "You named a tool that doesn't work with fine-grained tokens, or works only partly. The message says what to use instead.",
    },
    Note {
        code: CaveatCode::Practice,
        title: "Practice differs from GitHub's documentation",
        text: "Users report that a call or command fails, or needs something other than what GitHub documents. The message names its source.",
    },
    Note {
        code: CaveatCode::Ssh,
        title: "Git over SSH",
        text: "Addresses such as `git@github.com:octo-org/app.git` use an SSH key, not a token. Only addresses that begin with `https://` need a token.",
    },
];

fn note(word: &str) -> Option<&'static Note> {
    NOTES.iter().find(|note| note.code.as_str() == word)
}

fn of_note(note: &Note) -> String {
    format!("{BOLD}{}{BOLD:#}: {}\n\n{}\n", note.code, note.title, note.text)
}

/// A scope of classic tokens, with the permissions that serve its usual need, and the limits that it is used for.
fn of_scope(scope: &ClassicScope) -> String {
    let mut found = vec![SearchMatch::ClassicScope(*scope)];
    let permissions = scope.permissions().iter();
    found.extend(permissions.filter_map(|(name, level)| Some(SearchMatch::Permission(permission(name)?, *level))));
    // What nothing serves is a limit by its topic; otherwise only one that names the scope is about it.
    let topic = scope.scope.rsplit(':').next().unwrap_or_default();
    found.extend(find(topic).into_iter().filter(|found| match found {
        SearchMatch::Limit(limit) => !scope.has_equal() || limit.classic_scopes.contains(&scope.scope),
        _ => false,
    }));
    let mut page = of_words(&found);
    if !scope.note.is_empty() {
        let _ = writeln!(page, "\n{}", scope.note);
    }
    page
}

/// What fits the words, one line each.
fn of_words(found: &[SearchMatch]) -> String {
    const MOST: usize = 12;
    let mut page = String::new();
    for found in found.iter().take(MOST) {
        let _ = match found {
            SearchMatch::Permission(permission, level) => {
                writeln!(
                    page,
                    "{BOLD}{}={level}{BOLD:#}  {}",
                    permission.parameter, permission.label
                )
            }
            SearchMatch::ClassicScope(scope) => writeln!(
                page,
                "{BOLD}{}{BOLD:#}  scope of classic tokens: {}",
                scope.scope, scope.lets
            ),
            SearchMatch::Limit(limit) => writeln!(page, "{BOLD}{}{BOLD:#}  {}", limit.code, limit.what),
            SearchMatch::Endpoint(endpoint) => {
                writeln!(
                    page,
                    "{BOLD}{} {}{BOLD:#}  {}",
                    endpoint.method, endpoint.path, endpoint.title
                )
            }
        };
    }
    page
}

fn every_code() -> String {
    let rules = docs::rules();
    let width = codes::all().map(str::len).max().unwrap_or_default();
    let mut page = String::new();
    for docs in &rules {
        let severity = style(docs.severity);
        let word = docs.severity.as_str();
        let _ = writeln!(
            page,
            "{:width$}  {severity}{word:7}{severity:#}  {}",
            docs.code, docs.title
        );
    }
    let _ = writeln!(page, "\nLimits of fine-grained tokens that links don't show:");
    for limit in docs::other_limits() {
        let _ = writeln!(page, "{:width$}  {:7}  {}", limit.code, "", limit.title);
    }
    page.push_str("\nCodes of `finegrain need`:\n");
    for note in &NOTES {
        let _ = writeln!(page, "{:width$}  {:7}  {}", note.code, "", note.title);
    }
    page
}

fn of_code(rule: Option<&RuleDocs>, limit: Option<&Limit>) -> String {
    let mut page = String::new();
    if let Some(docs) = rule {
        let style = style(docs.severity);
        let severity = docs.severity.as_str();
        let _ = writeln!(
            page,
            "{style}{severity}[{}]{style:#}: {BOLD}{}{BOLD:#}\n\n{}",
            docs.code,
            docs.title,
            bold(&docs.text)
        );
        let good: Vec<&str> = docs.good.iter().map(|good| good.link.as_str()).collect();
        let bad: Vec<&str> = docs.bad.iter().map(String::as_str).collect();
        links(&mut page, "Reported", &bad);
        links(&mut page, "Not reported", &good);
    } else if let Some(limit) = limit {
        let _ = writeln!(page, "{BOLD}{}{BOLD:#}: {}", limit.code, limit.title);
    }
    if let Some(limit) = limit {
        of_limit(&mut page, limit);
    }
    let _ = writeln!(
        page,
        "\n{DIM}GitHub's documentation: {}{DIM:#}",
        rule.map_or_else(|| TOKENS.url(), |docs| docs.docs)
    );
    page
}

fn of_limit(page: &mut String, limit: &Limit) {
    // The rule over the table of limits has said it.
    if !page.contains(limit.what) {
        let _ = writeln!(
            page,
            "\n{BOLD}What doesn't work.{BOLD:#} {}\n{BOLD}How you notice.{BOLD:#} {}\n{BOLD}Instead.{BOLD:#} {}",
            limit.what, limit.noticed, limit.instead
        );
    }
    if !limit.classic_scopes.is_empty() {
        let _ = writeln!(
            page,
            "\n{BOLD}Classic scopes.{BOLD:#} {}. {CLASSIC_REACH}",
            limit.classic_scopes.join(", ")
        );
    }
    if let Some(roadmap) = limit.roadmap {
        let _ = writeln!(
            page,
            "{BOLD}GitHub's plans.{BOLD:#} {}: {}",
            roadmap.plans(),
            roadmap.url()
        );
    }
}

fn links(page: &mut String, heading: &str, links: &[&str]) {
    if !links.is_empty() {
        let _ = writeln!(page, "\n{BOLD}{heading}{BOLD:#}");
        for link in links {
            let _ = writeln!(page, "  {}", shown(link));
        }
    }
}

fn of_permission(permission: &Permission) -> String {
    let mut page = String::new();
    let Permission {
        parameter,
        scope,
        label,
        levels,
        source,
        ..
    } = permission;
    let _ = writeln!(
        page,
        "{BOLD}{parameter}{BOLD:#}: {label}, {} permission\n",
        scope.as_str()
    );
    page.push_str("A token with this permission can\n");
    for offered in *levels {
        let risk = format!("{}, {} of 10", offered.risk.word(), offered.risk.0);
        let _ = writeln!(
            page,
            "  {BOLD}{:5}{BOLD:#}  {} {DIM}(risk: {risk}){DIM:#}",
            offered.level.as_str(),
            offered.lets
        );
    }
    let _ = writeln!(page, "\n{BOLD}Risk.{BOLD:#} {}", permission.risk_sentence());
    for offered in *levels {
        of_level(&mut page, parameter, offered);
    }
    page.push_str(&explain_call::of_permission(parameter));
    match source {
        Source::Table => {}
        Source::Rest => {
            page.push_str("\nGitHub's REST documentation names it, but the table of link parameters doesn't.\n");
        }
        Source::Example => page.push_str("\nOnly an example link of GitHub's documentation names it.\n"),
        Source::Openapi => page.push_str("\nOnly GitHub's OpenAPI description names it.\n"),
        Source::Library => page.push_str("\nGitHub doesn't document it. A library for its API lists it.\n"),
        Source::Link => page.push_str("\nGitHub doesn't document it. Published links use it.\n"),
        Source::Form => page.push_str("\nGitHub doesn't document it, but its form has it.\n"),
    }
    if let Some((other, level)) = permission.instead {
        let _ = writeln!(page, "\nGitHub's form doesn't have it. Ask for `{other}={level}`.");
    } else if !permission.on_form {
        page.push_str("\nGitHub's form doesn't have it.\n");
    }
    if let Some(since) = permission.since.filter(|_| !source.is_documented()) {
        let _ = writeln!(page, "Seen on GitHub's form since: {since}.");
    }
    let _ = writeln!(page, "\n{DIM}GitHub's documentation: {}{DIM:#}", TOKENS.url());
    page
}

fn of_level(page: &mut String, parameter: &str, offered: &Offered) {
    let level = offered.level;
    if let Some(risk) = offered.high_risk {
        let _ = writeln!(
            page,
            "\n{BOLD}High risk at {level}.{BOLD:#} {} {}",
            risk.can, risk.instead
        );
    }
    for companion in offered.companions {
        let needs = format!("{}={}", companion.needs, companion.level);
        let _ = writeln!(
            page,
            "\n{BOLD}{parameter}={level} needs {needs}.{BOLD:#} {}",
            companion.why
        );
    }
}

/// Markdown's `**bold**` as a terminal shows it.
fn bold(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    for (at, part) in markdown.split("**").enumerate() {
        if at % 2 == 0 {
            text.push_str(part);
        } else {
            let _ = write!(text, "{BOLD}{part}{BOLD:#}");
        }
    }
    text
}
