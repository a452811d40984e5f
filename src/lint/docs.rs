//! What the rules say of themselves: read from the documentation at the head of their files.
//!
//! It weighs nothing in the WebAssembly, which does not contain the files.

use std::{fmt::Write, sync::Arc};

use crate::{
    github::{DEFAULT_HOST, Instance, Limit, limits},
    link::Link,
    lint::{
        Code, Diagnostic, Options, Severity, Stated,
        form::Reading,
        rules::{RULES, SOURCES},
        run::{run, run_form},
    },
    sanitize::SHOWN,
};

/// The documentation of one rule.
#[derive(Clone, Debug)]
pub struct RuleDocs {
    /// The rule's code.
    pub code: Code,
    /// The name of its file, without the ending.
    pub module: &'static str,
    /// How much its diagnostics usually matter.
    pub severity: Severity,
    /// A few words.
    pub title: String,
    /// What it is, why it matters and what to do instead, in Markdown.
    pub text: String,
    /// Links that it speaks of.
    pub bad: Vec<String>,
    /// Links that it does not speak of.
    pub good: Vec<Good>,
    /// Readings of GitHub's form that it speaks of.
    pub bad_forms: Vec<String>,
    /// Readings of GitHub's form that it does not speak of.
    pub good_forms: Vec<String>,
    /// Permissions that calls need, as `contents:read`, and links that it speaks of.
    pub bad_stated: Vec<String>,
    /// Such links that it does not speak of.
    pub good_stated: Vec<String>,
    /// GitHub's documentation.
    pub docs: &'static str,
}

/// A link in which a rule finds nothing.
#[derive(Clone, Debug)]
pub struct Good {
    /// The link.
    pub link: String,
    /// Rules that find something in it all the same.
    pub also: Vec<String>,
}

/// The documentation of every rule, in the order of the registry.
#[must_use]
pub fn rules() -> Vec<RuleDocs> {
    let mut all = Vec::new();
    for (rule, module, source) in SOURCES {
        for code in rule.codes {
            let mut docs = RuleDocs {
                code: *code,
                module,
                severity: rule.severity,
                title: String::new(),
                text: String::new(),
                bad: Vec::new(),
                good: Vec::new(),
                bad_forms: Vec::new(),
                good_forms: Vec::new(),
                bad_stated: Vec::new(),
                good_stated: Vec::new(),
                docs: rule.docs.url(),
            };
            docs.read(source);
            match code.limit() {
                // The one rule over the table says of each what the table says.
                Some(limit) if rule.codes.len() > 1 => all.push(docs.of_limit(limit)),
                _ => all.push(docs),
            }
        }
    }
    all
}

impl RuleDocs {
    /// What the one rule over the table of limits says of a limit.
    fn of_limit(&self, limit: &Limit) -> RuleDocs {
        let example = |parameter: &&str| {
            format!("https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&{parameter}=read")
        };
        RuleDocs {
            severity: limit.severity,
            title: limit.title.to_owned(),
            text: format!(
                "{}\n\n**Why.** GitHub has no such permission for these tokens, so it drops the parameter. {}\n\n**Instead.** {}",
                limit.what, limit.noticed, limit.instead
            ),
            bad: limit.parameters.iter().map(example).collect(),
            ..self.clone()
        }
    }

    fn read(&mut self, source: &str) {
        let mut example = "";
        for line in source.lines().map_while(|line| line.strip_prefix("//!")) {
            let line = line.strip_prefix(' ').unwrap_or(line);
            if let Some(kind) = line.strip_prefix("```") {
                example = kind;
            } else if example == "text bad" {
                self.bad.push(line.to_owned());
            } else if example == "text good" {
                let (address, others) = line.split_once(" (also: ").unwrap_or((line, ""));
                let also = others.trim_end_matches(')').split(", ").filter(|code| !code.is_empty());
                self.good.push(Good {
                    link: address.to_owned(),
                    also: also.map(str::to_owned).collect(),
                });
            } else if example == "form bad" {
                self.bad_forms.push(line.to_owned());
            } else if example == "form good" {
                self.good_forms.push(line.to_owned());
            } else if example == "stated bad" {
                self.bad_stated.push(line.to_owned());
            } else if example == "stated good" {
                self.good_stated.push(line.to_owned());
            } else if let Some(title) = line.strip_prefix("# ") {
                title.clone_into(&mut self.title);
            } else {
                self.text.push_str(line);
                self.text.push('\n');
            }
        }
        self.text.truncate(self.text.trim_end().len());
        self.text.drain(..self.text.len() - self.text.trim_start().len());
    }
}

/// An example at the length at which texts are shown. It is our own text: nothing else in it is to be left out.
fn clipped(link: &str) -> String {
    let mut rest = link.chars();
    let shown: String = rest.by_ref().take(SHOWN).collect();
    let more = if rest.next().is_some() { "…" } else { "" };
    shown + more
}

/// An example with what a rule says of it.
fn said(rule: &RuleDocs, example: &str, diagnostics: &[Diagnostic]) -> String {
    let mut said = clipped(example);
    for found in diagnostics.iter().filter(|found| found.code == rule.code) {
        let severity = found.severity.as_str();
        // Writing into a `String` cannot fail.
        let _ = write!(said, "\n  {severity}: {}\n  help: {}", found.message, found.help);
        if let Some(fix) = &found.fix {
            let kind = if fix.safe { "fix" } else { "possible fix" };
            let _ = write!(said, "\n  {kind}: {}", fix.title);
        }
    }
    said
}

/// A reading of GitHub's form from what an example says of it.
#[must_use]
pub fn form_example(example: &str) -> Reading {
    Reading::example(&format!(
        "page=fine-grained&state=ready&login=mona&address={}&{example}",
        Instance::at(DEFAULT_HOST).form()
    ))
}

/// What a form's examples are judged by: where a rule asks what the token is for, for nothing that is known.
#[must_use]
pub fn form_options() -> Options {
    Options {
        stated: Some(Arc::new(Stated::default())),
        ..Options::default()
    }
}

/// The limits that no rule shows: neither a link nor GitHub's form tells of them.
pub fn other_limits() -> impl Iterator<Item = &'static Limit> {
    limits()
        .iter()
        .filter(|limit| !RULES.iter().any(|rule| rule.codes.contains(&Code::Limit(limit.code))))
}

/// `docs/rules.md`.
#[must_use]
pub fn rules_markdown() -> String {
    let mut page = String::from(
        "# Rules\n\nWhat Finegrain says about a template link, and why.\nThis page is written by `cargo xtask docs` from the \
         files in `src/lint/rules/` and the tables in `data/`; change those, not this.\n\n| Code | Severity | What |\n| --- | --- | --- |\n",
    );
    let rules = rules();
    // Writing into a `String` cannot fail.
    for rule in &rules {
        let _ = writeln!(
            page,
            "| [`{0}`](#{0}) | {1} | {2} |",
            rule.code,
            rule.severity.as_str(),
            rule.title
        );
    }
    for rule in &rules {
        let _ = write!(
            page,
            "\n## {}\n\n**{}** ({})\n\n{}\n",
            rule.code,
            rule.title,
            rule.severity.as_str(),
            rule.text
        );
        let options = Options::default();
        let bad = rule.bad.iter();
        let links: Vec<String> = bad
            .map(|link| said(rule, link, &run(&Link::read(link), &options)))
            .collect();
        let forms: Vec<String> = rule
            .bad_forms
            .iter()
            .map(|form| said(rule, form, &run_form(&form_example(form), &form_options())))
            .collect();
        let good: Vec<String> = rule.good.iter().map(|good| clipped(&good.link)).collect();
        for (heading, examples) in [
            ("Says", links),
            ("Says on GitHub's form, of which the examples name the fields", forms),
            ("Says nothing of", good),
        ] {
            if !examples.is_empty() {
                let _ = write!(page, "\n{heading}:\n\n```text\n{}\n```\n", examples.join("\n"));
            }
        }
        let _ = writeln!(page, "\n[GitHub's documentation]({})", rule.docs);
    }
    page.push_str("\n# Limits of fine-grained tokens\n\nNo link and no form shows these.\n");
    for limit in other_limits() {
        let _ = write!(
            page,
            "\n## {}\n\n**{}**\n\n{} {}\n\n**Instead.** {}\n",
            limit.code, limit.title, limit.what, limit.noticed, limit.instead
        );
    }
    page
}
