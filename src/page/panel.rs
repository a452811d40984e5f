//! From a reading of one of GitHub's pages to what the panel there says.

use crate::{
    advice::{
        alternatives::{Alternative, CLASSIC_REACH, Step, alternatives},
        summary::{Breadth, of_scopes, summary_of},
    },
    github::{self, ClassicScope, Level, LimitCode, Scope, permission},
    link::{Expiration, Link, Template, classic, rewrite},
    lint::{
        Code, Diagnostic, Effect, Place, Severity,
        form::{Access, Kind, Reading, Token},
        run, run_form, run_opened,
    },
    needs::Call,
    sanitize::{count, quoted, secrets::REMOVED, shown},
    text::share::{Format, share},
    understand::understand,
};

/// What the panel says.
#[derive(Clone, Debug)]
pub struct Panel {
    /// The page.
    pub kind: Kind,
    /// How much of it is known.
    pub state: State,
    /// What the token could do, to go on after "Can" or "The token can".
    pub sentence: String,
    /// Why it is a high risk, if it is one.
    pub risk: Option<String>,
    /// All that it could do, the most dangerous first. Code is between backticks.
    pub can: Vec<String>,
    /// What to do first, if something is left to be done.
    pub next: Option<Next>,
    /// What the link asked and GitHub dropped.
    pub dropped: Vec<Dropped>,
    /// How many more parameters it dropped.
    pub dropped_more: usize,
    /// How many parameters that link has.
    pub asked: usize,
    /// What else there is to look at, the most serious first: one hint for each permission or part of the form.
    pub hints: Vec<Hint>,
    /// What the person says that the token is for, and what that needs; nothing where that cannot be asked.
    pub purpose: Option<Purpose>,
    /// What the page shows differently from what it would send.
    pub notes: Vec<String>,
    /// The texts of the link that led here.
    pub quotes: Option<Quotes>,
    /// The template link that the form amounts to; two where one cannot do it.
    pub links: Vec<String>,
    /// The first of them in every other form in which it is shared.
    pub formats: Vec<Shared>,
    /// What no fine-grained token does, and what to use instead.
    pub limits: Vec<Missing>,
    /// Whether GitHub did not find the owner that the link names.
    pub owner_missing: bool,
    /// What to tell the project where GitHub has changed the form.
    pub report: Option<String>,
}

/// How much is known of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The permissions have not arrived yet.
    Loading,
    /// Everything is there.
    Ready,
    /// They did not arrive in time: GitHub has changed the form.
    Unrecognized,
}

impl State {
    /// Its word in `data-state`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            State::Loading => "loading",
            State::Ready => "ready",
            State::Unrecognized => "unrecognized",
        }
    }
}

/// The next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Its name: the code of the diagnostic that it answers, or a word of its own.
    pub code: &'static str,
    /// The parameter of that.
    pub parameter: &'static str,
    /// What to do.
    pub text: String,
    /// The names of repositories or owners that it is about.
    pub names: Vec<String>,
    /// How many more of them there are.
    pub more: usize,
    /// Why, in one sentence.
    pub until: String,
    /// The part of the form where it is done.
    pub at: &'static str,
}

/// One parameter that GitHub dropped from the link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The code of the diagnostic that says so.
    pub code: Code,
    /// The parameter.
    pub parameter: String,
    /// What the link asked, as `parameter=value`.
    pub asked: String,
    /// What to do about it.
    pub remedy: Remedy,
    /// The part of the form where that is done.
    pub at: Option<String>,
}

/// What to do about a parameter that was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Add these permissions, by their labels and levels on the form.
    Add(Vec<(String, &'static str)>),
    /// As the rule says.
    Help(String),
}

/// What there is to look at in one permission, or in one part of the form.
#[derive(Clone, Debug)]
pub struct Hint {
    /// How much it matters.
    pub severity: Severity,
    /// The permission or part, by its name on the form.
    pub label: Option<String>,
    /// What there is to say, at least one thing.
    pub says: Vec<Said>,
    /// The part of the form.
    pub at: Option<String>,
    /// A link that opens the form with it done.
    pub fix: Option<LinkTo>,
    /// The reason that the link gives, in its author's words.
    pub reason: Option<String>,
}

/// One diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its code.
    pub code: Code,
    /// The parameter that it is about.
    pub parameter: Option<String>,
    /// What is wrong. Code is between backticks.
    pub message: String,
    /// What to do.
    pub help: String,
    /// GitHub's documentation.
    pub docs: String,
}

/// What the person says that the token is for, and what that needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purpose {
    /// Whether anything is said.
    pub said: bool,
    /// Whether a secret was taken out of it.
    pub secret: bool,
    /// For every permission of the form what needs it, if anything does.
    pub chosen: Vec<Need>,
    /// What is needed and missing, or at too low a level.
    pub missing: Vec<Need>,
    /// What no fine-grained token does, what went wrong, and what the text leaves open.
    pub notes: Vec<String>,
    /// The form with what is needed and nothing else.
    pub smaller: Option<String>,
}

/// One permission, and what needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The permission.
    pub parameter: String,
    /// Its name on the form.
    pub label: String,
    /// The level on the form, or that is needed, as the form names it.
    pub level: &'static str,
    /// The calls and tools that need it.
    pub by: Vec<String>,
    /// The lower level that is enough.
    pub enough: Option<&'static str>,
    /// Its row on the form.
    pub at: String,
}

/// A link that the engine wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTo {
    /// Its text.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// What a stranger's link says: cut, cleaned, to be shown as quotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotes {
    /// The name it gives the token.
    pub name: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// The repositories it asks to choose.
    pub repositories: Vec<String>,
    /// The reasons it gives, each with the permission's name on the form.
    pub reasons: Vec<(String, String)>,
}

/// A template in one form.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The word that names the form.
    pub format: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// The template in it.
    pub text: String,
}

/// One limit, with what serves instead.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The limit's code.
    pub code: LimitCode,
    /// A few words.
    pub title: &'static str,
    /// What does not work.
    pub what: &'static str,
    /// What to use instead.
    pub instead: &'static str,
    /// The form for classic tokens with the smallest scopes, where that serves, and what that means.
    pub classic: Option<(LinkTo, &'static str)>,
}

/// What the panel says about a page.
#[must_use]
pub fn panel(reading: &Reading) -> Panel {
    let template = template_of(reading);
    let arrived = reading.arrived_by();
    let state = match (&reading.changed, reading.ready || reading.classic) {
        (_, true) => State::Ready,
        (Some(_), false) => State::Unrecognized,
        (None, false) => State::Loading,
    };
    let mut found = run_form(reading, &reading.options);
    let next = next(reading, arrived, &mut found);
    found.retain(|one| fits_page(one, reading));
    let about = About {
        reading,
        arrived,
        template: &template,
    };
    let (dropped, dropped_more, hints) = about.diagnostics(found);
    let links = links(reading, &template);
    let could = if reading.classic {
        of_scopes(reading.own_scopes())
    } else {
        let breadth = match reading.access {
            Some(Access::All) => Breadth::All,
            Some(Access::Selected) if reading.repository_count == 1 => Breadth::One,
            _ => Breadth::Chosen,
        };
        summary_of(&template, breadth)
    };
    Panel {
        kind: reading.kind,
        state,
        sentence: sentence(reading, &template),
        risk: (could.risk.word == "high").then_some(could.risk.sentence),
        can: could.can,
        next,
        dropped,
        dropped_more,
        asked: arrived.map_or(0, |link| link.parameters.len()),
        hints,
        purpose: purpose(reading, &template),
        notes: reading
            .uncertain
            .iter()
            .map(|parameter| {
                format!(
                    "GitHub’s form shows another level for {} than it would send. Finegrain uses the one it would send.",
                    label_of(parameter)
                )
            })
            .collect(),
        quotes: arrived.and_then(quotes),
        links,
        formats: Format::ALL
            .iter()
            .filter(|(format, ..)| *format != Format::Url)
            .map(|(format, word, label)| Shared {
                format: word,
                label,
                text: share(&template, *format),
            })
            .collect(),
        limits: alternatives(reading.options.instance(&template.host))
            .iter()
            .map(missing)
            .collect(),
        owner_missing: reading.owner_error.is_some(),
        report: (state == State::Unrecognized).then(|| report(reading)),
    }
}

/// The template as a link; as two, where its permissions belong to two owners.
fn links(reading: &Reading, template: &Template) -> Vec<String> {
    let url = template.to_string();
    if reading.classic {
        let link = Link::read(&url);
        let mut fixes = run(&link, &reading.options).into_iter().filter_map(|found| found.fix);
        if let Some(split) = fixes.find(|fix| fix.links.len() > 1) {
            return split.urls(&link);
        }
    }
    vec![url]
}

/// The template that the form amounts to; of the classic form, what its scopes convert to.
fn template_of(reading: &Reading) -> Template {
    let mut template = reading.template();
    if reading.classic {
        for (parameter, level) in reading.own_scopes().flat_map(ClassicScope::permissions) {
            template.permissions.raise(parameter, *level);
        }
        classic::describe(&mut template, &reading.name);
    }
    template
}

/// A permission's name on the form.
fn label_of(parameter: &str) -> String {
    permission(parameter).map_or_else(|| shown(parameter), |known| known.label.to_owned())
}

/// A level as GitHub's form names it.
pub(crate) const fn level_on_form(level: Level) -> &'static str {
    match level {
        Level::Read => "Read-only",
        Level::Write => "Read and write",
        Level::Admin => "Admin",
    }
}

// --- what it could do, in one line ---

/// How many permissions the line names.
const IN_LINE: usize = 5;

fn sentence(reading: &Reading, template: &Template) -> String {
    match reading.kind {
        Kind::List | Kind::ClassicList => return tokens(reading),
        Kind::Regenerating | Kind::ClassicRegenerating => {
            return match reading.expiration {
                Some(Expiration::Days(days)) => {
                    format!(
                        "The new value works for {}, with the same permissions",
                        count(days as usize, "day")
                    )
                }
                Some(Expiration::Never) => "The new value never expires, and has the same permissions".to_owned(),
                None => "The new value has the same permissions".to_owned(),
            };
        }
        Kind::FineGrained | Kind::Editing | Kind::Classic => {}
    }
    let time = match reading.expiration {
        Some(Expiration::Days(days)) => format!(", for {}", count(days as usize, "day")),
        Some(Expiration::Never) => ", with no expiration".to_owned(),
        None => String::new(),
    };
    if reading.classic {
        let scopes: Vec<String> = reading.own_scopes().map(|scope| format!("`{}`", scope.scope)).collect();
        return if scopes.is_empty() {
            format!("only read public data{time}")
        } else {
            format!("use {} everywhere you have access{time}", listed(&scopes))
        };
    }
    let chosen = by_verb(template);
    if chosen.is_empty() {
        return format!("only read public data{time}");
    }
    format!("{chosen} {}{time}", place(reading, template))
}

/// "write Contents and Webhooks, and read Issues".
fn by_verb(template: &Template) -> String {
    let named = |name: &str| name != "metadata" || template.permissions.len() == 1;
    let mut left = IN_LINE;
    let mut more = 0;
    let mut parts = Vec::new();
    for (level, verb) in [
        (Level::Admin, "administer"),
        (Level::Write, "write"),
        (Level::Read, "read"),
    ] {
        let at_level = template
            .permissions
            .iter()
            .filter(|(name, at)| *at == level && named(name));
        let labels: Vec<String> = at_level.map(|(name, _)| label_of(name)).collect();
        let room = left.min(labels.len());
        left -= room;
        more += labels.len() - room;
        if let Some(first) = labels.get(..room).filter(|first| !first.is_empty()) {
            parts.push(format!("{verb} {}", listed(first)));
        }
    }
    if more > 0 {
        parts.push(format!("use {}", count(more, "more permission")));
    }
    match parts.as_slice() {
        [one, other] => format!("{one}, and {other}"),
        [head @ .., last] if !head.is_empty() => format!("{}, and {last}", head.join(", ")),
        _ => parts.concat(),
    }
}

/// "Contents, Issues and Webhooks".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

fn place(reading: &Reading, template: &Template) -> String {
    let has = |scope| {
        let mut of = template.permissions.of(scope);
        of.any(|(known, _)| known.parameter != "metadata" || template.permissions.len() == 1)
    };
    let owner = if reading.owner.is_empty() {
        "the owner".to_owned()
    } else {
        shown(&reading.owner)
    };
    let repositories = match reading.access {
        Some(Access::Public) => "in the repositories you choose".to_owned(),
        Some(Access::All) => format!("in all repositories of {owner}"),
        Some(Access::Selected) if reading.repository_count == 1 => "in 1 repository".to_owned(),
        Some(Access::Selected) => format!("in {} repositories", reading.repository_count),
        None => "in repositories".to_owned(),
    };
    match (has(Scope::Repository), has(Scope::Organization), has(Scope::Account)) {
        (true, false, false) => repositories,
        (true, true, false) => format!("{repositories} and in {owner}"),
        (true, _, true) => format!("{repositories} and in your account"),
        (false, _, true) => "in your account".to_owned(),
        (false, true, false) => format!("in {owner}"),
        (false, false, false) => format!("of {owner}"),
    }
}

/// How soon an expiration counts as near, in days, and for how many months a token counts as unused.
const SOON: i32 = 14;
const UNUSED_MONTHS: u32 = 3;

/// The most fine-grained tokens that a person can have.
const MOST_TOKENS: usize = 50;

/// What a list of tokens amounts to.
fn tokens(reading: &Reading) -> String {
    let tokens = &reading.list.tokens;
    let how_many = |is: &dyn Fn(&Token) -> bool| tokens.iter().filter(|token| is(token)).count();
    let mut parts = Vec::new();
    parts.push(match reading.kind {
        Kind::List if !reading.list.more => format!("{} of {MOST_TOKENS} tokens", tokens.len()),
        _ => format!(
            "{}{}",
            count(tokens.len(), "token"),
            if reading.list.more { " on this page" } else { "" }
        ),
    });
    let ends = |token: &Token, from: i32, to: i32| token.days.is_some_and(|days| (from..=to).contains(&days));
    let kinds = [
        (how_many(&|token| token.never), "never expire", "never expires"),
        (
            how_many(&|token| ends(token, 0, SOON)),
            "expire within two weeks",
            "expires within two weeks",
        ),
        (
            how_many(&|token| ends(token, i32::MIN, -1)),
            "have expired",
            "has expired",
        ),
        (
            how_many(&|token| token.unused_months.is_some_and(|months| months >= UNUSED_MONTHS)),
            "were not used for months",
            "was not used for months",
        ),
        (how_many(&|token| token.unused), "were never used", "was never used"),
    ];
    for (number, many, one) in kinds {
        if number > 0 {
            parts.push(format!("{number} {}", if number == 1 { one } else { many }));
        }
    }
    parts.join(" · ")
}

// --- the next step ---

/// How many names the next step shows: a link may name hundreds, and what follows must stay in sight.
const NAMED: usize = 5;

/// What to do first. The diagnostic that says the same is taken out of those that were found.
fn next(reading: &Reading, arrived: Option<&Link>, found: &mut Vec<Diagnostic>) -> Option<Next> {
    if !matches!(reading.kind, Kind::FineGrained | Kind::Editing) {
        return None;
    }
    if let Some(owner) = &reading.owner_error {
        return Some(Next {
            code: step(found, &Place::Owner).map_or("choose-owner", Code::as_str),
            parameter: "target_name",
            text: "Choose the resource owner".to_owned(),
            names: Vec::new(),
            more: 0,
            until: format!("GitHub cannot find {}, which the link names.", shown(owner)),
            at: "owner",
        });
    }
    if !reading.ready {
        return None;
    }
    let asked = arrived.map_or(&[][..], |link| &link.fragment.repositories);
    let missing: Vec<String> = asked
        .iter()
        .map(|name| shown(name))
        .filter(|name| {
            let mut chosen = reading.repositories.iter();
            !chosen.any(|chosen| chosen.eq_ignore_ascii_case(name))
        })
        .collect();
    let chooses = match reading.access {
        Some(Access::Public) => reading.wants_repositories(),
        Some(Access::Selected) => {
            reading.repository_count == 0 || (!missing.is_empty() && !reading.repositories.is_empty())
        }
        _ => false,
    };
    if chooses {
        let mut names = missing;
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        return Some(Next {
            code: step(found, &Place::Repositories).map_or("choose-repositories", Code::as_str),
            parameter: "",
            text: "Choose repositories".to_owned(),
            names,
            more,
            until: if reading.access == Some(Access::Public) {
                "Until then, the token can only read public repositories.".to_owned()
            } else {
                String::new()
            },
            at: "access",
        });
    }
    if reading.name.trim().is_empty() {
        return Some(Next {
            code: step(found, &Place::Name).map_or("missing-name", Code::as_str),
            parameter: "name",
            text: "Give the token a name".to_owned(),
            names: Vec::new(),
            more: 0,
            until: "The name should say what uses the token.".to_owned(),
            at: "name",
        });
    }
    if reading.justification {
        return Some(Next {
            code: step(found, &Place::Justification).map_or("justify", Code::as_str),
            parameter: "target_name",
            text: "Say what the token is for".to_owned(),
            names: Vec::new(),
            more: 0,
            until: "An owner of the organization reads this before approving the token.".to_owned(),
            at: "reason",
        });
    }
    None
}

/// Takes out the diagnostic that asks for a step in this place of the form, and says its code.
fn step(found: &mut Vec<Diagnostic>, place: &Place) -> Option<Code> {
    let at = found
        .iter()
        .position(|one| one.is_step && one.place.as_ref() == Some(place))?;
    Some(found.remove(at).code)
}

// --- what there is to look at ---

/// How many hints there are at most: more than an honest form and link have.
const MOST_HINTS: usize = 100;

/// Whether what a rule says of a form can be said on this page, as far as it is there.
fn fits_page(found: &Diagnostic, reading: &Reading) -> bool {
    let is_there = reading.ready || reading.classic;
    is_there
        && match reading.kind {
            Kind::FineGrained | Kind::Editing | Kind::Classic => true,
            Kind::Regenerating | Kind::ClassicRegenerating => found.place == Some(Place::Expiration),
            Kind::List | Kind::ClassicList => false,
        }
}

struct About<'a> {
    reading: &'a Reading,
    arrived: Option<&'a Link>,
    template: &'a Template,
}

impl About<'_> {
    /// What GitHub dropped, how many more of that, and everything else worth a look.
    fn diagnostics(&self, of_form: Vec<Diagnostic>) -> (Vec<Dropped>, usize, Vec<Hint>) {
        let reading = self.reading;
        let form = Link::read(&reading.template().to_string());
        let is_gone = |one: &Diagnostic| one.effect == Effect::Dropped;
        let (not_shown, of_form): (Vec<_>, Vec<_>) = of_form.into_iter().partition(is_gone);
        let mut found: Vec<_> = of_form.into_iter().map(|one| (one, &form)).collect();
        let mut dropped = Vec::new();
        let mut more = 0;
        if let Some(link) = self.arrived {
            let of_link = run_opened(link, reading, &reading.options);
            let of_link = of_link.into_iter().filter(|one| one.severity != Severity::Info);
            let (gone, others): (Vec<_>, Vec<_>) = of_link.partition(|one| is_dropped(one, link));
            for one in others.into_iter().take(MOST_HINTS) {
                if !found.iter().any(|(said, _)| same(said, &one)) {
                    found.push((one, link));
                }
            }
            more = (gone.len() + not_shown.len()).saturating_sub(MOST_HINTS);
            let gone = gone.into_iter().map(|one| self.dropped(one, link));
            let not_shown = not_shown.into_iter().map(|one| self.not_shown(one, link));
            dropped.extend(gone.chain(not_shown).take(MOST_HINTS).flatten());
        }
        found.sort_by_key(|(one, _)| one.severity);
        let is_hidden = |severity: Severity| reading.hidden.iter().any(|word| word == severity.as_str());
        found.retain(|(one, _)| !is_hidden(one.severity));
        let mut hints: Vec<Hint> = Vec::new();
        for (one, link) in found.into_iter().take(MOST_HINTS) {
            self.add(&mut hints, one, link);
        }
        if is_hidden(Severity::Error) {
            return (Vec::new(), 0, hints);
        }
        (dropped, more, hints)
    }

    /// The reason that the link gives for a permission.
    fn reason(&self, parameter: &str) -> Option<String> {
        let reasons = &self.arrived?.fragment.reasons;
        let mut found = reasons.iter().filter(|(name, _)| name.as_str() == parameter);
        found.next().map(|(_, text)| shown(text))
    }

    /// What the link asks for and the form does not show.
    fn not_shown(&self, found: Diagnostic, link: &Link) -> Option<Dropped> {
        let asked = found.parameter.as_deref().and_then(|name| {
            let level = link.parameter(name)?.value.parse().ok()?;
            Some((permission(name)?.parameter, level))
        });
        self.dropped_with(found, link, asked.into_iter().collect())
    }

    /// A parameter of the link that GitHub does not take.
    fn dropped(&self, found: Diagnostic, link: &Link) -> Option<Dropped> {
        let mut add = Vec::new();
        if let Some(fix) = &found.fix {
            let before = link.template().unwrap_or_default().permissions;
            for url in fix.urls(link) {
                let after = Link::read(&url).template().unwrap_or_default().permissions;
                for (name, level) in after.iter().filter(|(name, level)| before.get(name) < Some(*level)) {
                    if let Some(known) = permission(name) {
                        add.push((known.parameter, level));
                    }
                }
            }
        }
        self.dropped_with(found, link, add)
    }

    /// A parameter that GitHub dropped, for which these permissions may be added on the form. Nothing where they are there.
    fn dropped_with(&self, found: Diagnostic, link: &Link, mut add: Vec<(&'static str, Level)>) -> Option<Dropped> {
        let parameter = found.parameter?;
        let value = link.parameter(&parameter).map_or("", |it| it.value.as_str());
        let asked = shown(&format!("{parameter}={value}"));
        let (remedy, at) = if add.is_empty() {
            (Remedy::Help(found.help), found.place.as_ref().and_then(part_of))
        } else {
            add.retain(|(name, level)| self.template.permissions.get(name) < Some(*level));
            // The person has added it by now.
            let (first, _) = add.first()?;
            let at = Some(permission_at(first));
            let labels = add.iter().map(|(name, level)| (label_of(name), level_on_form(*level)));
            (Remedy::Add(labels.collect()), at)
        };
        Some(Dropped {
            code: found.code,
            parameter,
            asked,
            remedy,
            at,
        })
    }

    /// Adds a diagnostic to the hint on the same permission or part of the form, or as a new one.
    fn add(&self, hints: &mut Vec<Hint>, found: Diagnostic, link: &Link) {
        let parameter = found.parameter.clone().unwrap_or_default();
        let at = found.place.as_ref().and_then(part_of);
        let editing = self.reading.kind == Kind::Editing;
        let opens = |url: &str| self.reading.options.trust(&Link::read(url).host);
        let fix = found
            .fix
            // Nothing leads from the form of one token to a second token.
            .filter(|_| !editing)
            .and_then(|fix| {
                let url = fix.urls(link).into_iter().next()?;
                Some(LinkTo {
                    title: fix.title,
                    // A fix keeps what a stranger wrote; what is opened is written anew.
                    url: rewrite(&Link::read(&url)),
                })
            })
            .filter(|link| opens(&link.url));
        let said = Said {
            code: found.code,
            parameter: found.parameter,
            message: found.message,
            help: found.help,
            docs: found.docs,
        };
        if let Some(hint) = hints.iter_mut().find(|hint| at.is_some() && hint.at == at) {
            hint.says.push(said);
            hint.fix = hint.fix.take().or(fix);
            return;
        }
        hints.push(Hint {
            severity: found.severity,
            label: label_at(at.as_deref()),
            says: vec![said],
            at,
            fix,
            reason: self.reason(&parameter),
        });
    }
}

fn same(one: &Diagnostic, other: &Diagnostic) -> bool {
    one.code == other.code && one.parameter == other.parameter
}

/// Whether GitHub does not take a parameter of the link.
fn is_dropped(found: &Diagnostic, link: &Link) -> bool {
    let is_there = |parameter: &String| link.parameter(parameter).is_some();
    found.effect != Effect::Works && found.parameter.as_ref().is_some_and(is_there)
}

/// A permission's row: the key of its field and its name, for the form may have only one of them.
fn permission_at(parameter: &str) -> String {
    format!("permission:{parameter}:{}", label_of(parameter).replace(':', " "))
}

/// A part of the form, as the content script looks for it.
fn part_of(place: &Place) -> Option<String> {
    let part = match place {
        Place::Host => return None,
        Place::Name => "name",
        Place::Description => "description",
        Place::Owner => "owner",
        Place::Expiration => "expiration",
        Place::Repositories => "access",
        Place::Justification => "reason",
        Place::Permission(parameter) => return Some(permission_at(parameter)),
        Place::Scope(scope) => return Some(format!("scope:{scope}")),
    };
    Some(part.to_owned())
}

/// The name of a part of the form, as GitHub has it.
fn label_at(at: Option<&str>) -> Option<String> {
    let label = match at? {
        "access" => "Repository access",
        "reason" => "Request",
        "expiration" => "Expiration",
        "owner" => "Resource owner",
        "name" => "Token name",
        "description" => "Description",
        other => {
            return other
                .strip_prefix("permission:")
                .map(|of| label_of(of.split(':').next().unwrap_or_default()))
                .or_else(|| other.strip_prefix("scope:").map(shown));
        }
    };
    Some(label.to_owned())
}

// --- what it is for ---

/// How many calls are named for one permission.
const CALLS: usize = 3;

/// What the person says that the token is for, against what the form has.
fn purpose(reading: &Reading, template: &Template) -> Option<Purpose> {
    let asks = matches!(reading.kind, Kind::FineGrained | Kind::Editing) && reading.ready;
    if !asks {
        return None;
    }
    if reading.purpose.trim().is_empty() {
        return Some(Purpose::default());
    }
    let needs = understand(&reading.purpose).needs.unwrap_or_default();
    let mut needed = needs.permissions.clone();
    for (name, level) in needs.tools.iter().flat_map(|tool| tool.permissions.iter()) {
        needed.raise(name, level);
    }
    let by = |parameter: &str| {
        let calls = needs
            .calls
            .iter()
            .filter(|call| {
                call.sets
                    .iter()
                    .any(|set| set.iter().any(|(name, _)| *name == parameter))
            })
            .map(short);
        let tools = needs
            .tools
            .iter()
            .filter(|tool| tool.permissions.get(parameter).is_some())
            .map(|tool| shown(tool.name));
        let mut by: Vec<String> = Vec::new();
        for one in calls {
            if by.len() < CALLS && !by.contains(&one) {
                by.push(one);
            }
        }
        // A tool is known by its calls.
        if by.is_empty() {
            by.extend(tools.take(CALLS));
        }
        // A header or a list names permissions and no calls.
        if by.is_empty() && needed.get(parameter).is_some() {
            by.push("this text".to_owned());
        }
        by
    };
    let one = |parameter: &str, level: Level, enough: Option<Level>, by: Vec<String>| Need {
        label: label_of(parameter),
        level: level_on_form(level),
        by,
        enough: enough.map(level_on_form),
        at: permission_at(parameter),
        parameter: shown(parameter),
    };
    let is_implied = |name: &str| permission(name).is_some_and(|known| known.implied);
    let mut purpose = Purpose {
        said: true,
        secret: reading.purpose.contains(REMOVED),
        ..Purpose::default()
    };
    // Nothing that was recognized: then nothing is known to be superfluous.
    if !needs.is_empty() {
        for (name, level) in template.permissions.iter().filter(|(name, _)| !is_implied(name)) {
            let need = needed.get(name);
            let by = if need.is_some() { by(name) } else { Vec::new() };
            let enough = need.filter(|need| *need < level);
            purpose.chosen.push(one(name, level, enough, by));
        }
        for (name, level) in needed.iter().filter(|(name, _)| !is_implied(name)) {
            if template.permissions.get(name) < Some(level) {
                purpose.missing.push(one(name, level, None, by(name)));
            }
        }
    }
    purpose.notes.extend(
        needs
            .errors
            .iter()
            .map(|error| format!("{} {}", error.message, error.help)),
    );
    purpose
        .notes
        .extend(needs.caveats.iter().map(|one| format!("{} {}", one.message, one.help)));
    purpose
        .notes
        .extend(needs.questions.iter().map(|question| question.text.clone()));
    purpose.notes.extend(
        needs
            .unmatched
            .iter()
            .take(CALLS)
            .map(|path| format!("GitHub has no such call: {}", quoted(path))),
    );
    let wastes = purpose
        .chosen
        .iter()
        .any(|need| need.by.is_empty() || need.enough.is_some());
    if reading.kind == Kind::FineGrained && !needed.is_empty() && wastes {
        let smaller = Template {
            permissions: needed,
            ..template.clone()
        };
        purpose.smaller = Some(smaller.to_string());
    }
    Some(purpose)
}

/// A call in few words: "POST …/releases".
fn short(call: &Call) -> String {
    let path = call.endpoint.unwrap_or(&call.path);
    // A query or mutation of GraphQL is called by its name.
    if call.method == "GRAPHQL" {
        return shown(path);
    }
    match path.trim_end_matches('/').rsplit_once('/') {
        Some((before, last)) if before.contains('/') && !last.starts_with('{') => format!("{} …/{last}", call.method),
        _ => shown(&format!("{} {path}", call.method)),
    }
}

// --- the rest ---

/// How many repositories and reasons of a link are shown: more than an honest one has, and few enough to scroll past.
const QUOTED: usize = 80;

/// What the link says, so that the reader can judge it.
fn quotes(link: &Link) -> Option<Quotes> {
    let template = link.template()?;
    let quotes = Quotes {
        name: template.name.as_deref().map(shown),
        description: template.description.as_deref().map(shown),
        repositories: template
            .repositories
            .iter()
            .take(QUOTED)
            .map(|name| shown(name))
            .collect(),
        reasons: template
            .reasons
            .iter()
            .take(QUOTED)
            .map(|(parameter, text)| (label_of(parameter), shown(text)))
            .collect(),
    };
    let silent = quotes.name.is_none()
        && quotes.description.is_none()
        && quotes.repositories.is_empty()
        && quotes.reasons.is_empty();
    (!silent).then_some(quotes)
}

fn missing(alternative: &Alternative) -> Missing {
    let classic = alternative.ways.iter().find_map(|way| match &way.step {
        Step::Classic(url) => Some((
            LinkTo {
                title: way.title.to_owned(),
                url: url.clone(),
            },
            CLASSIC_REACH,
        )),
        _ => None,
    });
    let &github::Limit {
        code,
        title,
        what,
        instead,
        ..
    } = alternative.limit;
    Missing {
        code,
        title,
        what,
        instead,
        classic,
    }
}

/// What helps the project to follow a change of GitHub's form: what of it is still there, and nothing that anyone wrote.
fn report(reading: &Reading) -> String {
    let path = Link::read(&reading.address);
    let page = match reading.kind {
        Kind::FineGrained => "new fine-grained token",
        Kind::Editing => "edit fine-grained token",
        Kind::Classic => "new classic token",
        Kind::Regenerating | Kind::ClassicRegenerating => "regenerate token",
        Kind::List | Kind::ClassicList => "list of tokens",
    };
    format!(
        "Finegrain {} does not recognize GitHub's form.\nPage: {page} on {}\nDate: {}\nFound: {}\n",
        reading.version,
        if path.host.is_empty() { "github.com" } else { &path.host },
        reading.today,
        reading.changed.as_deref().unwrap_or_default(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::tests::assert_linear_from;

    const FORM: &str = "https://github.com/settings/personal-access-tokens/new";

    fn at(reading: &str, link: &str) -> Panel {
        let link: String = form_urlencoded::byte_serialize(link.as_bytes()).collect();
        panel(&Reading::example(&format!(
            "page=fine-grained&state=ready&login=octocat&today=2026-11-23&address={FORM}&link={link}&{reading}"
        )))
    }

    fn ready(reading: &str) -> Panel {
        at(
            &format!(
                "name=CI&owner=octocat&owner_kind=user&access=selected&repository_count=1&expiration=30&{reading}"
            ),
            "",
        )
    }

    fn codes(panel: &Panel) -> Vec<&'static str> {
        panel
            .hints
            .iter()
            .flat_map(|hint| &hint.says)
            .map(|said| said.code.as_str())
            .collect()
    }

    #[test]
    fn one_line() {
        for (reading, sentence) in [
            ("", "only read public data, for 30 days"),
            ("permission.metadata=read", "read Metadata in 1 repository, for 30 days"),
            (
                "permission.contents=write&permission.issues=read&permission.metadata=read",
                "write Contents, and read Issues in 1 repository, for 30 days",
            ),
            (
                "permission.gists=write&permission.contents=write",
                "write Contents and Gists in 1 repository and in your account, for 30 days",
            ),
            (
                "permission.emails=read",
                "read Email addresses in your account, for 30 days",
            ),
        ] {
            assert_eq!(ready(reading).sentence, sentence, "{reading}");
        }
        let many: Vec<String> = github::permissions()
            .iter()
            .map(|it| format!("permission.{}=write", it.parameter))
            .collect();
        assert!(ready(&many.join("&")).sentence.len() < 300);
    }

    #[test]
    fn lists_of_tokens() {
        let list = |entries: &str| panel(&Reading::example(&format!("page=list&state=ready&{entries}"))).sentence;
        assert_eq!(
            list("token=none&token=3&token=-1&token=?+7"),
            "4 of 50 tokens · 1 never expires · 1 expires within two weeks · 1 has expired · 1 was not used for months"
        );
        assert_eq!(list("token=40+never&more=1"), "1 token on this page · 1 was never used");
    }

    #[test]
    fn what_the_person_took_back_was_not_dropped() {
        let link = format!("{FORM}?contents=write");
        let dropped = |more: &str| {
            at(&format!("access=all&permission.contents=none&{more}"), &link)
                .dropped
                .len()
        };
        assert_eq!(dropped(""), 1);
        assert_eq!(dropped("chosen=contents"), 0);
    }

    #[test]
    fn one_hint_for_each_permission() {
        let panel = ready("permission.administration=write");
        assert_eq!(panel.hints.len(), 1);
        assert_eq!(
            panel.hints[0].at.as_deref(),
            Some("permission:administration:Administration")
        );
        assert!(codes(&panel).contains(&"high-risk-permission"));
    }

    #[test]
    fn a_reason_silences_what_asks_for_less_and_never_a_risk() {
        let reading =
            "name=CI&owner=octocat&owner_kind=user&access=selected&repository_count=1&permission.secrets=write";
        let said = |fragment: &str| codes(&at(reading, &format!("{FORM}?secrets=read{fragment}")));
        assert!(said("").contains(&"above-link"));
        let with_reason = said("#finegrain=1&why.secrets=x");
        assert!(!with_reason.contains(&"above-link"));
        assert!(with_reason.contains(&"high-risk-permission"));
    }

    #[test]
    fn what_nothing_named_needs() {
        let purpose = |text: &str| {
            let text: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            ready(&format!(
                "permission.contents=write&permission.pages=write&permission.metadata=read&purpose={text}"
            ))
            .purpose
            .unwrap_or_default()
        };
        let said = purpose("GET /repos/octo/hello/contents/README.md");
        let chosen: Vec<_> = said
            .chosen
            .iter()
            .map(|need| (need.parameter.as_str(), need.by.len(), need.enough))
            .collect();
        assert_eq!(chosen, [("contents", 1, Some("Read-only")), ("pages", 0, None)]);
        assert_eq!(
            said.smaller.as_deref(),
            Some(&*format!("{FORM}?name=CI&expires_in=30&contents=read"))
        );
        assert_eq!(
            purpose("what a day"),
            Purpose {
                said: true,
                ..Purpose::default()
            }
        );
        assert_eq!(purpose(""), Purpose::default());
    }

    #[test]
    fn our_own_templates_have_at_most_one_hint_on_average() {
        let mut all = Vec::new();
        for preset in github::presets() {
            let own = !preset.needs_owner;
            let mut template = Template {
                name: Some("CI".to_owned()),
                owner: (!own).then(|| "octo-org".to_owned()),
                expires_in: Some(Expiration::Days(30)),
                ..Template::default()
            };
            for ask in preset.asks {
                template.permissions.insert(ask.parameter, ask.level);
                template.reasons.insert(ask.parameter.to_owned(), ask.reason.to_owned());
            }
            let mut reading = format!(
                "name=CI&access=selected&repository_count=1&owner={}&owner_kind={}&expiration=30",
                if own { "octocat" } else { "octo-org" },
                if own { "user" } else { "organization" },
            );
            for (name, level) in template.permissions.iter() {
                reading.extend(["&permission.", name, "=", level.as_str()]);
            }
            all.push((preset.id, codes(&at(&reading, &template.to_string()))));
        }
        let hints: usize = all.iter().map(|(_, codes)| codes.len()).sum();
        assert!(hints <= all.len(), "{hints} hints on {} templates: {all:#?}", all.len());
    }
    #[test]
    fn the_panel_answers_in_linear_time() {
        let link = |unit: &str, number: usize| {
            let text: String = form_urlencoded::byte_serialize(unit.repeat(number).as_bytes()).collect();
            format!("link={FORM}?contents=read%23finegrain%3D1%26{text}")
        };
        let units: [&dyn Fn(usize) -> String; 12] = [
            &|number| link("x=authorization:[removed]", number),
            &|number| link("authorization:", number),
            &|number| link("repository=o/a&", number),
            &|number| link("why.contents=https://a:b@", number),
            &|number| format!("link={FORM}?{}", "contnts%3Drw%26".repeat(number)),
            &|number| "&scope=repo".repeat(number),
            &|number| "&scope=gist&page=classic".repeat(number),
            &|number| "&repository=o/a".repeat(number),
            &|number| "&permission.contents=read".repeat(number),
            &|number| "&uncertain=contents".repeat(number),
            &|number| format!("&name={}", "ghp_a+".repeat(number)),
            &|number| format!("&description={}", "%26authorization:".repeat(number)),
        ];
        for unit in units {
            let reading = |number: usize| {
                format!(
                    "page=fine-grained&state=ready&login=octocat&address={FORM}&{}",
                    unit(number)
                )
            };
            for size in [200, 1_000] {
                assert_linear_from(size, &reading(1), |number| {
                    drop(panel(&Reading::example(&reading(number))));
                });
            }
        }
    }
}
