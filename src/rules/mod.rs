//! The rules: one file each, and one registry.
//!
//! A rule is a file of this folder and its name in the list below. The file's own documentation is what
//! `finegrain explain` and `docs/rules.md` show, and its examples are run by the tests. No rule knows of another.

use std::cell::Cell;

use crate::{
    Diagnostic, Fix, Options, Severity, Span, Verdict,
    catalog::{ParameterKind, Scope},
    reading::Reading,
    small::{Gather, contains, find as find_text, part, sort_by_key},
    template::{
        DEFAULT_HOST, Draft, Fragment, Link, Parameter, Template,
        placeholder::{Place, find},
    },
    text::quoted,
};

/// An address in GitHub's documentation of tokens.
macro_rules! documentation {
    ($anchor:literal) => {
        concat!(
            "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens#",
            $anchor
        )
    };
}

const PARAMETERS: &str = documentation!("supported-query-parameters");
const PERMISSIONS: &str = documentation!("permissions");
const CREATING: &str = documentation!("creating-a-fine-grained-personal-access-token");
const LIMITATIONS: &str = documentation!("fine-grained-personal-access-tokens-limitations");
const SECURITY: &str = documentation!("keeping-your-personal-access-tokens-secure");

macro_rules! rules {
    ($($module:ident,)*) => {
        $(mod $module;)*

        /// Every rule, in the order in which the documentation lists them.
        pub static RULES: &[&Rule] = &[$(&$module::RULE,)*];

        /// The source of every rule, which holds its documentation and its examples.
        #[cfg(feature = "cli")]
        pub(crate) static SOURCES: &[(&Rule, &str, &str)] =
            &[$((&$module::RULE, stringify!($module), include_str!(concat!(stringify!($module), ".rs"))),)*];
    };
}

rules! {
    not_a_template_link,
    unknown_host,
    insecure_scheme,
    escaped_separator,
    swallowed_by_fragment,
    repository_parameter,
    foreign_dialect,
    unknown_parameter,
    duplicate_parameter,
    placeholder,
    invalid_level,
    unsupported_level,
    superfluous_parameter,
    missing_name,
    name_too_long,
    description_too_long,
    invalid_owner,
    invalid_expiration,
    no_expiration,
    long_expiration,
    mixed_owner_permissions,
    owner_mismatch,
    organization_permission_without_owner,
    account_permission_with_owner,
    no_permissions,
    implied_permission,
    missing_companion,
    high_risk_permission,
    needs_role,
    service_token,
    billed_permission,
    contradicting_documentation,
    too_long_link,
    limit_packages,
    limit_checks,
    limit_user_projects,
    limit_multiple_owners,
    limit_approval,
    limit_selected_repositories,
    limit_public_read_only,
    limit_public_contribution,
    limit_outside_collaborator,
    not_taken,
    above_link,
    read_may_suffice,
    all_repositories,
    expiration_over_policy,
    classic_scope,
}

/// One rule.
pub struct Rule {
    /// Its stable name in kebab case, which is also the name of its file; never used again for something else.
    pub code: &'static str,
    /// How much its diagnostics usually matter.
    pub severity: Severity,
    /// GitHub's documentation of what it is about.
    pub docs: &'static str,
    /// What it looks at.
    pub on: On,
    check: fn(&Subject<'_>, &mut Findings),
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// Any address.
    Address,
    /// Links that lead to the form.
    Template,
    /// Such links, and what GitHub's form amounts to.
    TemplateAndForm,
    /// GitHub's form only.
    Form,
}

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
    let mut diagnostics = Vec::new();
    for rule in RULES.iter().filter(|rule| speaks(rule.on) && !ignored(rule)) {
        let mut findings = Findings { rule, diagnostics };
        (rule.check)(subject, &mut findings);
        diagnostics = findings.diagnostics;
    }
    sort_by_key(&mut diagnostics, |diagnostic| {
        (diagnostic.severity, diagnostic.span.start)
    });
    diagnostics
}

/// The link after all fixes, each judged again after the one before.
fn mend(link: &Link, options: &Options) -> Option<Vec<String>> {
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

/// What a rule looks at.
struct Subject<'a> {
    link: &'a Link,
    /// What the link asks for; an empty one where it leads elsewhere.
    template: &'a Template,
    /// GitHub's form, where that is what is judged; `link` is then the link that it amounts to.
    form: Option<&'a Reading>,
    options: &'a Options,
    /// How many fixes may still be made.
    fixes: Cell<usize>,
    /// Whether their links are written.
    written: bool,
}

impl Subject<'_> {
    // These take closures and texts behind references, so that the WebAssembly holds each function once, not once for
    // every rule that calls it.

    /// The fix that changes the link so.
    fn fix(&self, title: &str, change: &dyn Fn(&mut Draft)) -> Option<Fix> {
        self.fix_into(title, &|draft| {
            let mut draft = draft.clone();
            change(&mut draft);
            vec![draft]
        })
    }

    /// The fix that puts these links in place of the one.
    fn fix_into(&self, title: &str, change: &dyn Fn(&Draft) -> Vec<Draft>) -> Option<Fix> {
        self.fixes.set(self.fixes.get().checked_sub(1)?);
        let drafts = if self.written {
            change(&Draft::from(self.link))
        } else {
            Vec::new()
        };
        Some(Fix {
            title: title.to_owned(),
            urls: drafts.iter().map(Draft::to_string).gather(),
        })
    }

    /// The whole link.
    fn whole(&self) -> Span {
        Span {
            start: 0,
            end: self.link.text.len(),
        }
    }

    /// Whether a parameter stands in the link once: of several nobody knows which one counts.
    fn is_alone(&self, parameter: &Parameter) -> bool {
        let same = self.link.parameters.iter().filter(|other| other.key == parameter.key);
        same.count() == 1
    }

    /// Where a parameter stands in the link.
    fn span(&self, parameter: &str) -> Span {
        self.link
            .parameter(parameter)
            .map_or_else(Span::default, |parameter| parameter.span)
    }

    /// The first permission of one scope that the link asks for at a level that can be read.
    fn first_of(&self, scope: Scope) -> Option<&Parameter> {
        let (permission, _) = self.template.permissions.of(scope).next()?;
        self.link.parameter(permission.parameter)
    }
}

/// Collects what one rule finds.
struct Findings {
    rule: &'static Rule,
    diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// Says something about a parameter.
    fn at(&mut self, parameter: &Parameter, message: &str, help: &str) -> &mut Diagnostic {
        self.push(Some(parameter.key.clone()), parameter.span, message, help)
    }

    /// Says something about a parameter that may not stand in the link.
    fn about(&mut self, parameter: &str, span: Span, message: &str, help: &str) -> &mut Diagnostic {
        self.push(Some(parameter.to_owned()), span, message, help)
    }

    /// Says something about a place of the link, or about the whole of it.
    fn on(&mut self, span: Span, message: &str, help: &str) -> &mut Diagnostic {
        self.push(None, span, message, help)
    }

    fn push(&mut self, parameter: Option<String>, span: Span, message: &str, help: &str) -> &mut Diagnostic {
        let Rule {
            code, severity, docs, ..
        } = *self.rule;
        self.diagnostics.push_mut(Diagnostic {
            code,
            severity,
            parameter,
            span,
            message: message.to_owned(),
            help: help.to_owned(),
            docs,
            fix: None,
        })
    }
}

/// Whether the address of a link was made to be taken for GitHub's: with `github.com` before the real host or inside it,
/// or with a host that differs from it by a letter.
fn imitates_github(link: &Link, options: &Options) -> bool {
    let host = link.host.as_str();
    if options.trust(host) || find(host, Place::Word).is_some() {
        return link.userinfo;
    }
    let foreign_letters =
        !host.is_ascii() || contains(host, "%") || host.split('.').any(|part| part.starts_with("xn--"));
    // A host of GitHub's own, such as `api.github.com`, imitates nothing; nor does `github.company.com`.
    let after = find_text(host, DEFAULT_HOST).map(|at| part(host, at + DEFAULT_HOST.len()..));
    let inside = after.is_some_and(|after| after.starts_with(|c: char| !c.is_ascii_alphanumeric()));
    link.userinfo || foreign_letters || inside || (host.len() < 20 && strsim::osa_distance(host, DEFAULT_HOST) == 1)
}

/// Whether a program puts the owner behind the link, as in `"...&target_name=" + owner`.
fn is_completed_by_code(parameter: &Parameter) -> bool {
    parameter.key == "target_name" && parameter.value.is_empty()
}

/// What of a parameter's value is still to be filled in.
fn left_to_fill_in(parameter: &Parameter) -> Option<&str> {
    let place = match (&parameter.kind, parameter.key.as_str()) {
        (ParameterKind::Field(_), "name" | "description") => Place::Prose,
        (ParameterKind::Field(_) | ParameterKind::Permission(_), _) => Place::Word,
        _ => return None,
    };
    find(&parameter.value, place)
}

/// "`a`", "`a` and `b`", "`a`, `b` and 3 more".
fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let quoted = |name: &S| quoted(name.as_ref());
    match names {
        [] => String::new(),
        [one] => quoted(one),
        [one, two] => format!("{} and {}", quoted(one), quoted(two)),
        [one, two, rest @ ..] => format!("{}, {} and {} more", quoted(one), quoted(two), rest.len()),
    }
}

/// The repositories that `names` mean, as `owner/name`, where the owner is known.
fn repositories(names: &str, owner: Option<&str>) -> Fragment {
    let mut fragment = Fragment::default();
    for name in names.split([',', ' ', ';']).filter(|name| !name.is_empty()) {
        // An id is a number; a name may be one too, but nobody writes that.
        if contains(name, "/") {
            fragment.add(name);
        } else if let Some(owner) = owner
            && !name.bytes().all(|byte| byte.is_ascii_digit())
        {
            fragment.add(&format!("{owner}/{name}"));
        }
    }
    fragment
}

/// Says of every parameter that runs into the rule's own limit what does not work and what to use instead.
fn report_limit(subject: &Subject<'_>, findings: &mut Findings) {
    for parameter in &subject.link.parameters {
        if let ParameterKind::Limit(limit) = &parameter.kind
            && limit.code == findings.rule.code
        {
            findings.at(parameter, limit.what, limit.instead);
        }
    }
}
