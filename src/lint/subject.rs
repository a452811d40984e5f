//! What a rule is given to look at, and how it reports what it finds.

use std::collections::BTreeMap;

use crate::{
    github::{DEFAULT_HOST, Documentation, Field, InstanceKind, Level, ParameterKind, Scope},
    link::{
        Link, Parameter, Span, Template,
        placeholder::{self, ValueKind},
    },
    lint::{Code, Diagnostic, Options, Outcome, Severity, StatedCall, form::Reading},
    sanitize::quoted,
    work::steps,
};

/// One rule.
pub struct Rule {
    /// The codes under which it reports. One of its own, which is also the name of its file and never used again for something
    /// else; or those of limits.
    pub codes: &'static [Code],
    /// How much its diagnostics usually matter; for a limit, what the table of limits says.
    pub severity: Severity,
    /// GitHub's documentation of what it is about.
    pub docs: Documentation,
    /// What it looks at.
    pub on: On,
    pub(super) check: fn(&Subject<'_>, &mut Findings),
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
    /// GitHub's form, where it is known what the token is for.
    FormWithPurpose,
}

/// What a rule looks at.
pub(super) struct Subject<'a> {
    pub(super) link: &'a Link,
    /// What the link asks for; an empty one where it leads elsewhere.
    pub(super) template: &'a Template,
    /// GitHub's form, where that is what is judged; `link` is then the link that it amounts to.
    pub(super) form: Option<&'a Reading>,
    /// The form that the link has opened, where that is known and the link is what is judged.
    pub(super) opened: Option<&'a Reading>,
    pub(super) options: &'a Options,
    /// The parameters by name, those of one name in the order of the link, so that looking one up takes no long search.
    named: Vec<&'a Parameter>,
}

/// Owners that a link is not for, and that all stated calls reach.
pub(super) struct OtherOwners<'a> {
    /// The owner of the link.
    pub(super) owner: &'a Parameter,
    /// Theirs.
    pub(super) names: Vec<&'a str>,
    /// Whether one of the calls does more than read.
    pub(super) writes: bool,
}

impl<'a> Subject<'a> {
    /// A link, and what it asks for.
    pub(super) fn new(link: &'a Link, template: &'a Template, options: &'a Options) -> Subject<'a> {
        let mut named: Vec<&Parameter> = link.parameters.iter().collect();
        steps(named.len());
        named.sort_by(|one, other| one.key.cmp(&other.key));
        Subject {
            link,
            template,
            form: None,
            opened: None,
            options,
            named,
        }
    }

    /// The owners that the stated calls reach, where none of these calls can be for the owner of the link. `None` as well for
    /// GitHub's form, on which an owner is chosen.
    pub(super) fn other_owners(&self) -> Option<OtherOwners<'a>> {
        let stated = self.options.stated.as_deref().filter(|_| self.form.is_none())?;
        let owner = self.link.owner().filter(|owner| left_to_fill_in(owner).is_none())?;
        let is_public = |call: &&StatedCall| {
            let public = |set: &Vec<(String, Level)>| set.iter().all(|(name, _)| name == "metadata");
            call.sets.is_empty() || call.sets.iter().any(public)
        };
        let mut others: BTreeMap<String, &str> = BTreeMap::new();
        let mut writes = false;
        for call in stated.calls.iter().filter(|call| !is_public(call)) {
            // A call whose owner is not known may be the one that the link is for.
            let other = call.owner.as_deref()?;
            if other.eq_ignore_ascii_case(&owner.value) || placeholder::find(other, ValueKind::Word).is_some() {
                return None;
            }
            others.entry(other.to_lowercase()).or_insert(other);
            let takes_more = |set: &Vec<(String, Level)>| set.iter().any(|(_, level)| *level > Level::Read);
            writes |= call.sets.iter().all(takes_more);
        }
        (!others.is_empty()).then(|| OtherOwners {
            owner,
            names: others.into_values().collect(),
            writes,
        })
    }

    /// Every parameter of this name, in the order of the link.
    pub(super) fn all(&self, key: &str) -> &[&'a Parameter] {
        let start = self.named.partition_point(|parameter| parameter.key.as_str() < key);
        let from = &self.named[start..];
        let length = from.iter().take_while(|parameter| parameter.key == key).count();
        &from[..length]
    }

    /// The last parameter of this name: the one that counts.
    pub(super) fn parameter(&self, key: &str) -> Option<&'a Parameter> {
        self.all(key).last().copied()
    }

    /// The parameters of every name, in the order of the names.
    pub(super) fn groups(&self) -> impl Iterator<Item = &[&'a Parameter]> {
        self.named.chunk_by(|one, other| one.key == other.key)
    }

    /// The whole link.
    pub(super) fn whole(&self) -> Span {
        Span {
            start: 0,
            end: self.link.text.len(),
        }
    }

    /// Whether the link has a parameter exactly once: of several, it is unknown which one counts.
    pub(super) fn is_alone(&self, parameter: &Parameter) -> bool {
        self.all(&parameter.key).len() == 1
    }

    /// Where a parameter is in the link.
    pub(super) fn span(&self, parameter: &str) -> Span {
        let last = self.all(parameter).last();
        last.map_or_else(Span::default, |parameter| parameter.span)
    }

    /// The first permission of one scope that the link asks for at a level that can be read.
    pub(super) fn first_of(&self, scope: Scope) -> Option<&Parameter> {
        let (permission, _) = self.template.permissions.of(scope).next()?;
        self.parameter(permission.parameter)
    }
}

/// Collects what one rule finds.
pub(super) struct Findings {
    /// The code under which it reports.
    pub(super) code: Code,
    pub(super) severity: Severity,
    /// The documentation, and whose the diagnostics lead to.
    pub(super) docs: Documentation,
    pub(super) instance: InstanceKind,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// Says something about a parameter.
    pub(super) fn at(
        &mut self,
        parameter: &Parameter,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(Some(parameter.key.clone()), parameter.span, message, help)
    }

    /// Says something about a parameter that the link may not have.
    pub(super) fn about(
        &mut self,
        parameter: &str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(Some(parameter.to_owned()), span, message, help)
    }

    /// Says something about a place of the link, or about the whole of it.
    pub(super) fn on(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) -> &mut Diagnostic {
        self.push(None, span, message, help)
    }

    fn push(
        &mut self,
        parameter: Option<String>,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> &mut Diagnostic {
        steps(1);
        self.diagnostics.push_mut(Diagnostic {
            code: self.code,
            severity: self.severity,
            outcome: Outcome::Works,
            place: None,
            is_step: false,
            less: None,
            parameter,
            span,
            message: message.into(),
            help: help.into(),
            docs: self.docs.at(self.instance),
            fix: None,
        })
    }
}

/// Whether the address of a link was made to be taken for GitHub's: with `github.com` before the real host or inside it,
/// or with a host that differs from it by a letter.
pub(super) fn imitates_github(link: &Link, options: &Options) -> bool {
    let host = link.host.as_str();
    if options.trust(host) || placeholder::find(host, ValueKind::Word).is_some() {
        return link.userinfo;
    }
    let foreign_letters =
        !host.is_ascii() || host.contains('%') || host.split('.').any(|part| part.starts_with("xn--"));
    // A host of GitHub's own, such as `api.github.com`, imitates nothing; nor does `github.company.com`.
    let after = host.find(DEFAULT_HOST).map(|at| &host[at + DEFAULT_HOST.len()..]);
    let inside = after.is_some_and(|after| after.starts_with(|c: char| !c.is_ascii_alphanumeric()));
    link.userinfo || foreign_letters || inside || (host.len() < 20 && strsim::osa_distance(host, DEFAULT_HOST) == 1)
}

/// Whether a program puts the owner behind the link, as in `"...&target_name=" + owner`.
pub(super) fn is_completed_by_code(parameter: &Parameter) -> bool {
    matches!(parameter.kind, ParameterKind::Field(Field::TargetName)) && parameter.value.is_empty()
}

/// What of a parameter's value is a placeholder.
pub(super) fn left_to_fill_in(parameter: &Parameter) -> Option<&str> {
    let place = match &parameter.kind {
        ParameterKind::Field(field) if field.is_prose() => ValueKind::Prose,
        ParameterKind::Field(_) | ParameterKind::Permission(_) => ValueKind::Word,
        _ => return None,
    };
    placeholder::find(&parameter.value, place)
}

/// "`a`", "`a` and `b`", "`a`, `b` and 3 more".
pub(super) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let quoted = |name: &S| quoted(name.as_ref());
    match names {
        [] => String::new(),
        [one] => quoted(one),
        [one, two] => format!("{} and {}", quoted(one), quoted(two)),
        [one, two, rest @ ..] => format!("{}, {} and {} more", quoted(one), quoted(two), rest.len()),
    }
}

/// The repositories that `names` mean, as `owner/name`, where the owner is known.
pub(super) fn repositories(names: &str, owner: Option<&str>) -> Vec<String> {
    let names = names.split([',', ' ', ';']).filter(|name| !name.is_empty());
    names
        .filter_map(|name| match owner {
            _ if name.contains('/') => Some(name.to_owned()),
            // An id is a number; a name may be one too, but nobody writes that.
            Some(owner) if !name.bytes().all(|byte| byte.is_ascii_digit()) => Some(format!("{owner}/{name}")),
            _ => None,
        })
        .collect()
}

/// Whether other kinds of link write a list by repeating this parameter.
pub(super) fn is_list(kind: &ParameterKind) -> bool {
    matches!(
        kind,
        ParameterKind::Repository | ParameterKind::Foreign { .. } | ParameterKind::Tracking
    )
}
