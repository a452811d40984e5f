//! Runs the rules over a link or over GitHub's form, and makes the fixes that are safe.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    github::{Field, permission},
    link::{Edit, Link, Parameter, Template, apply},
    lint::{
        Diagnostic, Fix, Options, Place, Verdict,
        form::Reading,
        rules::RULES,
        subject::{Findings, On, Subject, imitates_github, is_list},
    },
};

/// The longest link that fixes are offered for, in bytes. GitHub refuses far shorter ones.
const LONGEST_FIXED: usize = 64 * 1024;

/// How often a link is judged while it is fixed. A parameter that came back from behind a `#` may need another name, then
/// another level, and turn out to be superfluous; nothing takes more steps.
const MOST_PASSES: usize = 8;

/// Everything there is to say about a link, the most serious first.
#[must_use]
pub fn run(link: &Link, options: &Options) -> Vec<Diagnostic> {
    run_template(link, link.template().as_ref(), options)
}

/// As [`run`], where it is known what the link asks for.
fn run_template(link: &Link, template: Option<&Template>, options: &Options) -> Vec<Diagnostic> {
    let leads_to_form = template.is_some();
    let nothing = Template::default();
    let template = template.unwrap_or(&nothing);
    run_link(&Subject::new(link, template, options), |on| match on {
        On::Address => true,
        On::Template | On::TemplateAndForm => leads_to_form,
        On::Form | On::FormWithPurpose => false,
    })
}

/// What there is to say about the link that opened a form, and that the form does not say of itself: see [`run_form`].
#[must_use]
pub fn run_opened(link: &Link, form: &Reading, options: &Options) -> Vec<Diagnostic> {
    let template = link.template();
    let leads_to_form = template.is_some();
    let template = template.unwrap_or_default();
    let mut subject = Subject::new(link, &template, options);
    subject.opened = Some(form);
    run_link(&subject, |on| match on {
        On::Address => true,
        On::Template => leads_to_form,
        On::TemplateAndForm | On::Form | On::FormWithPurpose => false,
    })
}

fn run_link(subject: &Subject<'_>, speaks: impl Fn(On) -> bool) -> Vec<Diagnostic> {
    let (link, options) = (subject.link, subject.options);
    let mut diagnostics = diagnose(subject, speaks);
    // A `#` in a link that is not encoded in another address ends that one.
    let ends_elsewhere = link.carrier.is_some() && link.swallowed.is_some();
    if link.text.len() > LONGEST_FIXED || !link.is_read_whole() || imitates_github(link, options) || ends_elsewhere {
        for found in &mut diagnostics {
            found.fix = None;
        }
    }
    withdraw_conflicts(link, &mut diagnostics);
    diagnostics
}

/// Everything there is to say about what GitHub's form amounts to. The fixes change the link that [`Reading::template`]
/// writes.
#[must_use]
pub fn run_form(form: &Reading, options: &Options) -> Vec<Diagnostic> {
    let template = form.template();
    let link = Link::read(&template.to_string());
    let mut subject = Subject::new(&link, &template, options);
    subject.form = Some(form);
    diagnose(&subject, |on| match on {
        On::Form => true,
        On::FormWithPurpose => options.stated.is_some(),
        // The form for classic tokens has none of what these rules speak of.
        On::TemplateAndForm => !form.is_classic(),
        On::Address | On::Template => false,
    })
}

/// The link after all safe fixes, or the links where one cannot do it; nothing where there is nothing to fix.
#[must_use]
pub fn fix_all(link: &Link, options: &Options) -> Option<Vec<String>> {
    fixed(link, &run(link, options), options)
}

/// As [`fix_all`], for a link that is judged already.
fn fixed(link: &Link, diagnostics: &[Diagnostic], options: &Options) -> Option<Vec<String>> {
    let mut links = pass(link, diagnostics)?;
    for _ in 1..MOST_PASSES {
        let mut changed = false;
        links = links
            .into_iter()
            .flat_map(|url| {
                let link = Link::read(&url);
                let fixed = pass(&link, &run(&link, options));
                changed |= fixed.is_some();
                fixed.unwrap_or_else(|| vec![url])
            })
            .collect();
        if !changed {
            break;
        }
    }
    Some(links)
}

/// Judges a link by every rule and makes the safe fixes.
#[must_use]
pub fn judge(link: &Link, options: &Options) -> Verdict {
    let template = link.template();
    let diagnostics = run_template(link, template.as_ref(), options);
    Verdict {
        template,
        fixed: fixed(link, &diagnostics, options),
        diagnostics,
        notes: link.notes.clone(),
    }
}

fn diagnose(subject: &Subject<'_>, speaks: impl Fn(On) -> bool) -> Vec<Diagnostic> {
    let instance = subject.options.instance(&subject.link.host).kind();
    let form = subject.form.or(subject.opened);
    let mut diagnostics = Vec::new();
    for rule in RULES.iter().filter(|rule| speaks(rule.on)) {
        for code in rule.codes {
            let before = diagnostics.len();
            let mut findings = Findings {
                code: *code,
                severity: code.limit().map_or(rule.severity, |limit| limit.severity),
                docs: rule.docs,
                instance,
                diagnostics,
            };
            (rule.check)(subject, &mut findings);
            diagnostics = findings.diagnostics;
            for found in &mut diagnostics[before..] {
                let parameter = found.parameter.as_deref();
                found.place = found
                    .place
                    .take()
                    .or_else(|| parameter.and_then(|name| place_of(name, form)));
            }
        }
    }
    let ignored = &subject.options.ignore;
    diagnostics.retain(|found| !ignored.contains(&found.code));
    diagnostics.sort_by_key(|diagnostic| (diagnostic.severity, diagnostic.span.start));
    diagnostics
}

/// The part of the form that a parameter fills in.
fn place_of(parameter: &str, form: Option<&Reading>) -> Option<Place> {
    match parameter.parse() {
        Ok(Field::Name) => Some(Place::Name),
        Ok(Field::Description) => Some(Place::Description),
        Ok(Field::TargetName) => Some(Place::Owner),
        Ok(Field::ExpiresIn) => Some(Place::Expiration),
        Err(_) => {
            let is_there = || form.is_some_and(|form| form.permissions.contains_key(parameter));
            (permission(parameter).is_some() || is_there()).then(|| Place::Permission(parameter.to_owned()))
        }
    }
}

/// The link after the safe fixes that can be made at once.
fn pass(link: &Link, diagnostics: &[Diagnostic]) -> Option<Vec<String>> {
    let safe: Vec<&Fix> = diagnostics
        .iter()
        .filter_map(|found| found.fix.as_ref().filter(|fix| fix.safe))
        .collect();
    let single = safe.iter().filter_map(|fix| match fix.links.as_slice() {
        [edits] => Some(edits.as_slice()),
        _ => None,
    });
    let edits = at_once(single.map(|edits| ((), edits)))
        .into_iter()
        .flat_map(|((), edits)| edits.iter().cloned())
        .collect::<Vec<_>>();
    if edits.is_empty() {
        // What takes several links comes last, when each of them is right.
        return Some(safe.first()?.urls(link));
    }
    Some(vec![apply(link, &edits)])
}

/// Those of the changes to a link, each with what it is for, that can be made at once: none reads or writes a parameter
/// of an earlier one.
pub fn at_once<'a, T>(changes: impl IntoIterator<Item = (T, &'a [Edit])>) -> Vec<(T, &'a [Edit])> {
    let mut touched = BTreeSet::new();
    let mut chosen = Vec::new();
    for (what, edits) in changes {
        // The rules have not seen the parameters behind a `#` yet.
        if edits == [Edit::Unswallow] {
            return vec![(what, edits)];
        }
        let whole = edits.iter().any(|edit| matches!(edit, Edit::Replace(_)));
        let keys: Vec<&str> = edits.iter().flat_map(names).collect();
        if (whole && !chosen.is_empty()) || keys.iter().any(|key| touched.contains(key)) {
            continue;
        }
        touched.extend(keys);
        chosen.push((what, edits));
        if whole {
            break;
        }
    }
    chosen
}

/// The parameters that an edit reads or writes.
fn names(edit: &Edit) -> impl Iterator<Item = &str> {
    let (one, other) = match edit {
        Edit::Rename { from, to } => (Some(from), Some(to)),
        Edit::Set { key, .. } | Edit::Remove(key) | Edit::Grant { parameter: key, .. } => (Some(key), None),
        _ => (None, None),
    };
    one.into_iter().chain(other).map(String::as_str)
}

/// The parameter that an edit adds to the link.
fn added<'a>(edit: &'a Edit, there: &BTreeMap<&str, Vec<&Parameter>>) -> Option<&'a str> {
    match edit {
        Edit::Rename { to: key, .. } | Edit::Set { key, .. } | Edit::Grant { parameter: key, .. } => {
            (!there.contains_key(key.as_str()) || matches!(edit, Edit::Rename { .. })).then_some(key)
        }
        _ => None,
    }
}

/// Takes back that a fix is safe where it meets a parameter that is there, or another fix that writes the same one: which
/// of the two was meant, only the author knows. This is decided here, for all rules.
fn withdraw_conflicts(link: &Link, diagnostics: &mut [Diagnostic]) {
    if diagnostics.iter().all(|found| found.fix.is_none()) {
        return;
    }
    let mut there: BTreeMap<&str, Vec<&Parameter>> = BTreeMap::new();
    for parameter in &link.parameters {
        there.entry(&parameter.key).or_default().push(parameter);
    }
    let lost: BTreeSet<&str> = link
        .swallowed
        .iter()
        .flat_map(|swallowed| &swallowed.parameters)
        .map(|(key, _)| key.as_str())
        .collect();
    let mut additions: BTreeMap<String, usize> = BTreeMap::new();
    for fix in diagnostics.iter().filter_map(|found| found.fix.as_ref()) {
        for key in fix.links.iter().flatten().filter_map(|edit| added(edit, &there)) {
            *additions.entry(key.to_owned()).or_default() += 1;
        }
    }
    let number = |key: &str| there.get(key).map_or(0, Vec::len);
    let same = |key: &str| {
        let all = there.get(key).map_or(&[][..], Vec::as_slice);
        all.windows(2).all(|pair| pair[0].value == pair[1].value)
    };
    let free =
        |key: &str| number(key) == 0 && !lost.contains(key) && additions.get(key).is_none_or(|times| *times == 1);
    let meets_nothing = |edit: &Edit| match edit {
        Edit::Rename { from, to } => number(from) == 1 && free(to),
        Edit::Set { key, .. } if number(key) == 0 => free(key),
        Edit::Set { key, value } => {
            !lost.contains(key.as_str()) && (number(key) == 1 || (same(key) && there[key.as_str()][0].value == *value))
        }
        Edit::Remove(key) => same(key),
        Edit::Grant { parameter, .. } => free(parameter),
        Edit::PlainSeparators => link
            .parameters
            .iter()
            .all(|parameter| is_list(&parameter.kind) || same(&parameter.key)),
        Edit::Unswallow => {
            let all = link.swallowed.iter().flat_map(|swallowed| &swallowed.parameters);
            lost.len() == all.count() && lost.iter().all(|key| number(key) == 0)
        }
        // `name=My bot` and `name=My+bot` say the same.
        Edit::AddRepository(_) | Edit::KeepOnly(_) | Edit::UseHttps | Edit::EncodeSpaces | Edit::EncodeInCarrier => {
            true
        }
        Edit::Replace(_) => false,
    };
    for fix in diagnostics.iter_mut().filter_map(|found| found.fix.as_mut()) {
        fix.safe = fix.safe && fix.links.iter().flatten().all(meets_nothing);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        github::{Scope, permissions},
        lint::Code,
        work::tests::assert_linear_from,
    };

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
            let unknown = diagnostics
                .into_iter()
                .find(|found| found.code == Code::UnknownParameter);
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

    const FORM: &str = "https://github.com/settings/personal-access-tokens/new";

    /// Queries and fragments with this many faults, or with this many things that are none.
    const FAULTY: [fn(usize) -> String; 23] = [
        |number| format!("?{}", each(number, |at| format!("contnts{at:04}=rw&"))),
        |number| format!("?{}", each(number, |at| format!("x{at:04}=read&"))),
        |number| format!("?{}", each(number, |at| format!("{}=rw&", known(at)))),
        |number| format!("?{}", each(number, |at| format!("{}x=rw&", known(at)))),
        |number| format!("?{}", each(number, |at| format!("{}=none&", known(at)))),
        |number| format!("?{}", each(number, |at| format!("webhooks[{at:04}]=read&"))),
        |number| format!("?{}", each(number, |at| format!("repo{at:04}s=a&"))),
        |number| format!("?{}", each(number, |at| format!("&amp;a{at:04}=read\\"))),
        |number| format!("?{}", each(number, |at| format!("expiration=${{{at:04}}}&"))),
        |number| format!("?{}", each(number, |_| "contents=rw&".to_owned())),
        |number| format!("?{}", each(number, |_| "contents=read&".to_owned())),
        |number| format!("?{}", each(number, |_| "scopes=repo&".to_owned())),
        |number| format!("?{}", each(number, |_| "expires_in=90d&".to_owned())),
        |number| format!("?{}", each(number, |_| "target_name=@a&".to_owned())),
        |number| format!("?scopes={}", "repo,".repeat(number)),
        |number| format!("?permissions={}", "contents:read,x,".repeat(number)),
        |number| format!("?permissions={}", each(number, |at| format!("x{at:04}:read,"))),
        |number| format!("?target_name=octo&repos={}", each(number, |at| format!("a{at:04},"))),
        |number| format!("?name={}", "#".repeat(number)),
        |number| format!("#{}", each(number, |at| format!("&contents{at:04}=read"))),
        |number| format!("#finegrain=1{}", each(number, |at| format!("&repository=o/{at:04}"))),
        |number| format!("#finegrain=1{}", each(number, |at| format!("&why.x{at:04}=y"))),
        |number| {
            format!(
                "?contents=read#finegrain=1&x={}",
                "authorization:[removed]".repeat(number)
            )
        },
    ];

    fn each(number: usize, write: impl Fn(usize) -> String) -> String {
        (0..number).map(write).collect()
    }

    /// Every repository permission once, and then names that are none.
    fn known(at: usize) -> String {
        let known = permissions().get(at).filter(|known| known.scope == Scope::Repository);
        known.map_or_else(|| format!("x{at:04}"), |known| known.parameter.to_owned())
    }

    #[test]
    fn links_are_judged_and_fixed_in_linear_time() {
        let options = Options::default();
        for faulty in FAULTY {
            let link = |number| Link::read(&format!("{FORM}{}", faulty(number)));
            for size in [20, 200] {
                let name = &link(1).text;
                assert_linear_from(size, name, |number| drop(run(&link(number), &options)));
                assert_linear_from(size, name, |number| drop(fix_all(&link(number), &options)));
            }
        }
    }
}
