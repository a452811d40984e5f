//! Build: the fields of a template, and the link that they amount to.

use web_sys::HtmlElement;

use crate::{
    advice::{
        self,
        summary::{RiskOf, of_link},
    },
    github::{DEFAULT_HOST, DESCRIPTION_LENGTH, NAME_LENGTH},
    link::{Expiration, Link, Sketch, Template},
    lint::{self, Diagnostic, Fix, Severity},
    sanitize::{count, quoted},
    web::popup::{
        App,
        dom::{all, append, by_id, create, fill, focus, get, input, inside, marked, set, show, text, unset, value},
        hints, message,
        rows::{self, Row},
        storage,
    },
};

/// What Build shows.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) rows: Vec<Row>,
    /// The live link.
    pub(super) url: String,
    /// What it asks for.
    pub(super) template: Template,
    said: Vec<Said>,
    /// The link's parts in the page: text, name, text, name, and so on.
    parts: Vec<(HtmlElement, String)>,
}

/// A diagnostic, and the place of the page that shows it.
struct Said {
    place: String,
    found: Diagnostic,
}

/// The expirations that have a choice of their own.
const CHOICES: [&str; 6] = ["", "7", "30", "60", "90", "none"];

/// Puts the sketch into the fields: after it was changed by anything but typing.
pub(super) fn update(app: &App) {
    {
        let sketch = app.sketch.borrow();
        fill("name", &sketch.name);
        fill("owner", &sketch.owner);
        fill("description", &sketch.description);
        fill("repositories", &sketch.repositories);
        let other_host = sketch.host != DEFAULT_HOST;
        fill("host", if other_host { &sketch.host } else { "" });
        if other_host {
            set(&by_id("more"), "open", "");
        }
        let custom = !CHOICES.contains(&sketch.expires_in.as_str());
        fill("days", if custom { &sketch.expires_in } else { "" });
        choose_expiration(if custom { "custom" } else { &sketch.expires_in });
    }
    rows::fill_reasons(app);
    refresh(app);
}

/// Marks one of the choices of expirations.
fn choose_expiration(choice: &str) {
    let radio = inside(&by_id("expiration"), &format!("[value=\"{choice}\"]"));
    input(&radio).set_checked(true);
}

/// Takes over what was typed into a field; answers whether it is one of Build's.
pub(super) fn typed(app: &App, id: &str) -> bool {
    let mut sketch = app.sketch.borrow_mut();
    match id {
        "name" => sketch.name = value(id),
        "owner" => sketch.owner = value(id),
        "description" => sketch.description = value(id),
        "repositories" => sketch.repositories = value(id),
        "host" => sketch.host = value(id),
        "days" => {
            sketch.expires_in = value(id);
            choose_expiration("custom");
        }
        _ => return false,
    }
    drop(sketch);
    refresh(app);
    true
}

/// Takes over the choice of an expiration.
pub(super) fn expires(app: &App, choice: &str) {
    let custom = choice == "custom";
    if custom {
        focus(&by_id("days"));
    } else {
        fill("days", "");
    }
    app.sketch.borrow_mut().expires_in = if custom { value("days") } else { choice.to_owned() };
    refresh(app);
}

/// Brings everything that follows from the sketch up to date.
pub(super) fn refresh(app: &App) {
    message::fade();
    rows::update(app);
    let sketch = app.sketch.borrow();
    counter("name-count", &sketch.name, NAME_LENGTH);
    counter("description-count", &sketch.description, DESCRIPTION_LENGTH);
    text(&by_id("expiration-note"), &expiration_note(&sketch.expires_in));
    let url = sketch.url();
    let mut shown = app.build.borrow_mut();
    let first = shown.parts.is_empty();
    if url != shown.url || first {
        let template = Link::read(&url).template().unwrap_or_default();
        let link = Link::read(&url);
        let found = lint::run(&link, &app.options);
        let risk = of_link(&link).map(|summary| summary.risk);
        show_link(&mut shown.parts, &url);
        if let Some(risk) = &risk {
            show_risk(risk, &template);
        }
        show(&by_id("only-code"), advice::is_only_code(&template.permissions));
        let old = std::mem::replace(&mut shown.said, said(found, &sketch));
        shown.template = template;
        show_hints(&shown.said, &old);
        open_button(app, &by_id("open"), &url);
        shown.url = url;
    }
    show_repositories(&sketch);
    drop(shown);
    drop(sketch);
    storage::keep(app);
}

fn counter(id: &str, value: &str, most: usize) {
    let counter = by_id(id);
    // Counted one by one: the standard library counts long texts faster, by a kilobyte more of WebAssembly.
    let length = value.chars().fold(0, |length, _| length + 1);
    text(&counter, &format!("{length} / {most}"));
    if length > most {
        set(&counter, "data-over", "");
    } else {
        unset(&counter, "data-over");
    }
}

fn expiration_note(expires_in: &str) -> String {
    match expires_in.parse() {
        Ok(Expiration::Days(days)) => format!("{} after it is made", count(days as usize, "day")),
        Ok(Expiration::Never) => "never expires".to_owned(),
        Err(()) if expires_in.is_empty() => "30 days, GitHub’s default".to_owned(),
        // What is wrong with it stands below.
        Err(()) => String::new(),
    }
}

/// Writes the link, the names of its parameters marked, and leaves alone what stays as it was.
fn show_link(parts: &mut Vec<(HtmlElement, String)>, url: &str) {
    let link = by_id("link");
    let mut at = 0;
    for (piece, is_name) in pieces(url) {
        if let Some((element, old)) = parts.get_mut(at) {
            if old != piece {
                text(element, piece);
                piece.clone_into(old);
            }
        } else {
            let element = create(if is_name { "b" } else { "span" });
            text(&element, piece);
            append(&link, &element);
            parts.push((element, piece.to_owned()));
        }
        at += 1;
    }
    for (element, _) in parts.iter().skip(at) {
        element.remove();
    }
    parts.truncate(at);
}

/// The link in pieces, text and names of parameters in turn.
pub(super) fn pieces(url: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = url;
    let mut name = false;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = if name {
            rest.find('=')
        } else {
            rest.find(['?', '&', '#']).map(|at| at + 1)
        };
        let end = end.unwrap_or(rest.len());
        let piece = &rest[..end];
        let was_name = name;
        rest = &rest[end..];
        name = !name;
        Some((piece, was_name))
    })
}

fn show_risk(risk: &RiskOf, template: &Template) {
    let asks = !template.permissions.is_empty();
    for badge in [by_id("risk"), by_id("foot-risk")] {
        text(&badge, risk.label);
        set(&badge, "data-level", risk.word);
        show(&badge, asks);
    }
    marked(&by_id("risk-why"), &risk.sentence);
    show(&by_id("risk-line"), asks);
    show(&by_id("foot-title"), !asks);
}

/// Points a link that looks like a button to `url`, if that may be opened.
pub(super) fn open_button(app: &App, button: &HtmlElement, url: &str) {
    if app.may_open(url) {
        set(button, "href", url);
        unset(button, "aria-disabled");
        unset(button, "title");
    } else {
        unset(button, "href");
        set(button, "role", "link");
        set(button, "aria-disabled", "true");
        set(button, "title", "Not opened: Finegrain does not know this host.");
    }
}

/// Puts the diagnostics where they belong; what a place has said before stays as it is.
fn show_hints(said: &[Said], old: &[Said]) {
    let stays = |(new, old): (&Said, &Said)| new.place == old.place && hints::same(&new.found, &old.found);
    if said.len() == old.len() && said.iter().zip(old).all(stays) {
        return;
    }
    for list in all("#build .says") {
        let place = get(&list, "data-place");
        let (here, before) = (at(said, &place), at(old, &place));
        // Most places have nothing to say, before and after.
        if !(here.is_empty() && before.is_empty()) {
            hints::fill(&list, &place, &here, &before);
        }
    }
    let found = said.iter().map(|said| &said.found);
    let serious: Vec<&Diagnostic> = found.filter(|found| found.severity != Severity::Info).collect();
    let problems = hints::tally(&serious);
    text(&by_id("problems"), &problems);
    show(&by_id("problems"), !problems.is_empty());
}

/// What is shown of the diagnostics, and where.
fn said(found: Vec<Diagnostic>, sketch: &Sketch) -> Vec<Said> {
    let blank = *sketch == Sketch::default();
    let mut said = Vec::new();
    for found in found {
        // The empty list of permissions says itself that there are none, and an empty template needs no advice.
        if !(blank || found.code == "no-permissions") {
            let place = place(&found, sketch).to_owned();
            said.push(Said { place, found });
        }
    }
    said
}

/// Where a diagnostic is shown.
fn place<'a>(found: &'a Diagnostic, sketch: &Sketch) -> &'a str {
    match found.code {
        "unknown-host" | "insecure-scheme" | "not-a-template-link" => return "host",
        "owner-mismatch" | "limit-selected-repositories" | "limit-multiple-owners" => return "repositories",
        "mixed-owner-permissions" | "no-permissions" => return "permissions",
        _ => {}
    }
    match found.parameter.as_deref() {
        Some("target_name") => "owner",
        Some(field @ ("name" | "description" | "expires_in")) => field,
        Some(chosen) if sketch.permissions.get(chosen).is_some() => chosen,
        Some(_) => "permissions",
        None => "link",
    }
}

/// The diagnostics that are shown at a place.
fn at<'a>(said: &'a [Said], place: &str) -> Vec<&'a Diagnostic> {
    let here = said.iter().filter(|said| said.place == place);
    here.map(|said| &said.found).collect()
}

/// The fix that a button belongs to: of the diagnostic with this number of those shown at `place`.
pub(super) fn fix(app: &App, place: &str, number: usize) -> Option<(Fix, Vec<String>)> {
    let link = Link::read(&app.build.borrow().url);
    let said = said(lint::run(&link, &app.options), &app.sketch.borrow());
    let fix = at(&said, place).get(number).and_then(|found| found.fix.clone())?;
    let urls = fix.urls(&link);
    Some((fix, urls))
}

/// Sets the focus where a diagnostic can be mended by hand.
pub(super) fn focus_place(app: &App, place: &str) {
    if rows::focus_on(app, place) {
        return;
    }
    let field = match place {
        "expires_in" => inside(&by_id("expiration"), ":checked"),
        "permissions" => by_id("pick"),
        "link" => by_id("link"),
        field => by_id(field),
    };
    focus(&field);
}

fn show_repositories(sketch: &Sketch) {
    let (fragment, unread) = sketch.read_repositories();
    let repositories = fragment.repositories.len();
    text(
        &by_id("repositories-count"),
        &match repositories {
            0 => "optional".to_owned(),
            1 => "1 repository".to_owned(),
            many => format!("{many} repositories"),
        },
    );
    let help = match unread.first() {
        Some(word) => format!("{} is no repository yet: write `owner/name`, one a line.", quoted(word)),
        None if repositories == 0 => {
            "GitHub does not read these. Finegrain shows them on the form, to be chosen there.".to_owned()
        }
        None => {
            "Whoever gets the link sees these names. Leave out what is private, unless they know it already.".to_owned()
        }
    };
    marked(&by_id("repositories-help"), &help);
}
