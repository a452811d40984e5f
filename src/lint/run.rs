//! Runs the rules over a link or over GitHub's form.

use std::cell::Cell;

use crate::{
    link::{Link, Page},
    lint::{
        Diagnostic, Options, Verdict,
        context::{Findings, On, Rule, Subject, imitates_github},
        form::Reading,
        rules::RULES,
    },
};

/// Judges a link by every rule, and mends what has one right answer.
#[must_use]
pub fn judge(link: &Link, options: &Options) -> Verdict {
    Verdict {
        template: link.template(),
        diagnostics: diagnose(link, options, MOST_FIXES, true),
        fixed: mend(link, options),
        notes: link.notes.clone(),
    }
}

/// Everything there is to say about a link, without mending all of it.
#[must_use]
pub fn diagnostics(link: &Link, options: &Options) -> Vec<Diagnostic> {
    diagnose(link, options, MOST_FIXES, true)
}

/// Judges a link that is still being typed: the fixes have a title, and lead nowhere yet.
#[must_use]
pub fn diagnose_only(link: &Link, options: &Options) -> Vec<Diagnostic> {
    diagnose(link, options, MOST_FIXES, false)
}

/// How many fixes are written out for one link; nobody reads more, and a hostile link could hold thousands.
const MOST_FIXES: usize = 64;

/// The longest link that is mended, in bytes. GitHub refuses far shorter ones.
const LONGEST_MENDED: usize = 64 * 1024;

/// Judges what GitHub's form amounts to; the fixes are links that open the form anew.
#[must_use]
pub fn judge_form(form: &Reading, options: &Options) -> Vec<Diagnostic> {
    let template = form.template();
    let link = Link::read(&template.to_string());
    let subject = Subject {
        link: &link,
        template: &template,
        form: Some(form),
        options,
        fixes: Cell::new(MOST_FIXES),
        written: true,
    };
    // The form for classic tokens has none of what the other rules speak of.
    let speaks = |on| on == On::Form || (on == On::TemplateAndForm && !form.classic);
    run(&subject, speaks)
}

/// Every diagnostic, with at most `fixes` fixes, written out if `written`.
fn diagnose(link: &Link, options: &Options, fixes: usize, written: bool) -> Vec<Diagnostic> {
    let template = link.template();
    let leads_to_form = template.is_some();
    let template = template.unwrap_or_default();
    let fixes = if link.text.len() > LONGEST_MENDED || imitates_github(link, options) {
        0
    } else {
        fixes
    };
    let subject = Subject {
        link,
        template: &template,
        form: None,
        options,
        fixes: Cell::new(fixes),
        written,
    };
    run(&subject, |on| match on {
        On::Address => true,
        On::Template | On::TemplateAndForm => leads_to_form,
        On::Form => false,
    })
}

fn run(subject: &Subject<'_>, speaks: impl Fn(On) -> bool) -> Vec<Diagnostic> {
    let ignored = |rule: &Rule| subject.options.ignore.iter().any(|code| code == rule.code);
    let instance = subject.options.instance(&subject.link.host);
    let mut diagnostics = Vec::new();
    for rule in RULES.iter().filter(|rule| speaks(rule.on) && !ignored(rule)) {
        let docs = instance.documentation(rule.docs);
        let mut findings = Findings {
            rule,
            docs,
            diagnostics,
        };
        (rule.check)(subject, &mut findings);
        diagnostics = findings.diagnostics;
    }
    diagnostics.sort_by_key(|diagnostic| (diagnostic.severity, diagnostic.span.start));
    diagnostics
}

/// The link after all fixes, each judged again after the one before.
fn mend(link: &Link, options: &Options) -> Option<Vec<String>> {
    // Whether another kind of token will do is for a person to decide.
    if link.page == Page::Classic {
        return None;
    }
    let fix = |link: &Link| {
        diagnose(link, options, 1, true)
            .into_iter()
            .find_map(|diagnostic| diagnostic.fix)
    };
    let mut left = fix(link)?.urls;
    left.reverse();
    let mut done = Vec::new();
    // More faults than GitHub has parameters are meant to keep Finegrain busy.
    for _ in 0..200 {
        let Some(url) = left.pop() else { break };
        match fix(&Link::read(&url)) {
            Some(fix) => left.extend(fix.urls.into_iter().rev()),
            None => done.push(url),
        }
    }
    done.extend(left.into_iter().rev());
    Some(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_is_that_of_the_links_own_instance() {
        let docs = |host: &str| {
            let link = Link::read(&format!(
                "https://{host}/settings/personal-access-tokens/new?name=CI&zebra=read"
            ));
            let options = Options {
                hosts: vec!["ghe.example.com".to_owned()],
                ..Options::default()
            };
            let diagnostics = judge(&link, &options).diagnostics;
            let unknown = diagnostics.into_iter().find(|found| found.code == "unknown-parameter");
            unknown.map(|found| found.docs).unwrap_or_default()
        };
        for (host, start) in [
            ("github.com", "https://docs.github.com/en/authentication/"),
            ("octo.ghe.com", "https://docs.github.com/en/enterprise-cloud@latest/"),
            (
                "ghe.example.com",
                "https://docs.github.com/en/enterprise-server@latest/",
            ),
            ("evil.example.com", "https://docs.github.com/en/authentication/"),
        ] {
            assert!(docs(host).starts_with(start), "{host}: {}", docs(host));
        }
    }
}
