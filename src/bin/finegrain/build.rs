//! `finegrain build`: from what is asked to a link, if it is a good one.

use std::io;

use finegrain::{
    Diagnostic, Options, Severity, Verdict,
    github::{DEFAULT_HOST, OwnerFault, documentation::TOKENS, owner_fault},
    judge,
    link::{Fragment, Link, Span, placeholder, write},
    lint::{Code, Outcome},
    sanitize::{quoted, secrets},
    text::share::share,
};

use crate::{args, diagnostic::render, exit::Exit, terminal};

pub fn run(args: &args::BuildArgs) -> io::Result<Exit> {
    if args
        .texts()
        .any(|text| matches!(secrets::redact(text), std::borrow::Cow::Owned(_)))
    {
        terminal::complain(
            "not built: a link must not contain a token or password. If it was a real one and your shell keeps the command, revoke it on GitHub",
        );
        return Ok(Exit::Failure);
    }
    let (link, mut problems) = link(args);
    let options = Options {
        hosts: args.host.iter().cloned().collect(),
        ..Options::default()
    };
    let verdict = judge(&Link::read(&link), &options);
    problems.extend(unasked_reasons(args, &verdict));
    problems.extend(verdict.diagnostics);
    for found in &problems {
        terminal::write_aside(&render(found, None, terminal::is_styled_aside()))?;
    }
    let fit = problems.iter().all(|found| found.severity != Severity::Error);
    let Some(template) = verdict.template.filter(|_| fit) else {
        terminal::complain("not built; fix the errors above");
        return Ok(Exit::Failure);
    };
    let shared = share(&template, args.format.0);
    terminal::write_exactly(format!("{}\n", shared.trim_end()).as_bytes())?;
    Ok(Exit::Success)
}

impl args::BuildArgs {
    /// Everything that was typed.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let options = [&self.name, &self.description, &self.owner, &self.expires_in, &self.host];
        let reasons = self.reasons.iter().flat_map(|(permission, text)| [permission, text]);
        let words = self.permissions.iter().chain(&self.repositories).chain(reasons);
        options.into_iter().flatten().chain(words).map(String::as_str)
    }
}

/// The link as it was asked for, faults included: the rules are to see what was typed.
fn link(args: &args::BuildArgs) -> (String, Vec<Diagnostic>) {
    let fields = [
        ("name", &args.name),
        ("description", &args.description),
        ("target_name", &args.owner),
        ("expires_in", &args.expires_in),
    ];
    let fields = fields
        .into_iter()
        .filter_map(|(key, value)| Some((key, value.as_deref()?)));
    let permissions = args.permissions.iter();
    let permissions = permissions.map(|asked| asked.split_once('=').unwrap_or((asked, "")));
    let mut fragment = Fragment::default();
    let (good, bad): (Vec<_>, Vec<_>) = args.repositories.iter().partition(|name| is_repository(name));
    for name in good {
        fragment.add(name);
    }
    fragment.reasons = args.reasons.iter().cloned().collect();
    let host = args.host.as_deref().unwrap_or(DEFAULT_HOST);
    let link = write(host, fields.chain(permissions), &fragment);
    (link, bad.into_iter().map(|name| no_repository(name)).collect())
}

/// Whether this can be a repository, or is one that is still to be filled in.
fn is_repository(name: &str) -> bool {
    let Some((owner, repository)) = name.split_once('/') else {
        return false;
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let possible =
        owner_fault(owner) != Some(OwnerFault::Impossible) && !repository.is_empty() && repository.chars().all(plain);
    possible || placeholder::find(name, placeholder::ValueKind::Word).is_some()
}

fn no_repository(name: &str) -> Diagnostic {
    problem(
        Code::RepositoryParameter,
        "repository",
        format!("{} isn't a repository.", quoted(name)),
        "Write its owner and its name, such as `octo-org/app`.",
    )
}

/// Reasons for permissions that the link does not ask for.
fn unasked_reasons(args: &args::BuildArgs, verdict: &Verdict) -> Vec<Diagnostic> {
    let asked = |permission: &str| {
        args.permissions
            .iter()
            .any(|pair| pair.split('=').next() == Some(permission))
            || verdict
                .template
                .as_ref()
                .is_some_and(|template| template.permissions.get(permission).is_some())
    };
    let unasked = args
        .reasons
        .iter()
        .map(|(permission, _)| permission)
        .filter(|permission| !asked(permission));
    unasked
        .map(|permission| {
            let name = quoted(permission);
            let message = format!("You give a reason for {name}, but the link doesn't ask for it.");
            problem(
                Code::UnknownParameter,
                permission,
                message,
                "Ask for it, or leave the reason out.",
            )
        })
        .collect()
}

/// A problem with an option of `build` that cannot be written into a link, so that no rule sees it. It has the code of the
/// rule that speaks where a link says the same: this command is the one place that asks for these two.
fn problem(code: Code, parameter: &str, message: String, help: &str) -> Diagnostic {
    Diagnostic {
        code,
        severity: Severity::Error,
        outcome: Outcome::Dropped,
        place: None,
        is_step: false,
        less: None,
        parameter: Some(parameter.to_owned()),
        span: Span::default(),
        message,
        help: help.to_owned(),
        docs: TOKENS.url(),
        fix: None,
    }
}
