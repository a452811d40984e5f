//! The panel on GitHub's pages: a bar of constant height, a drawer beside the form, a pill for who is further down, and
//! the stops at which the outline can stand.
//!
//! What it says comes from [`page`](crate::page). The content script paints it (`extension/draw.js`) and moves
//! it (`extension/panel.js`): whether the drawer is open and which stop is shown is known only there.

use serde::Serialize;

use super::{
    icons::Icon,
    node::{
        Event, Node, a, b, bdi, button, code, dd, details, div, dl, drawing, dt, h2, h3, header, label, li, p,
        plain_textarea, pre, section, span, summary, ul,
    },
};
use crate::{
    github::{Level, permission},
    lint::{Severity, form::PageKind},
    page::{
        Dropped, Fit, Hint, Missing, Next, PageState, Panel, PermissionUse, Purpose, Quotes, Remark, Remedy,
        level_on_form,
    },
    sanitize::count,
    view::typeset,
};

/// What the panel's controls ask of the content script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Action {
    /// Open the drawer, or close it.
    Toggle,
    /// Open the drawer.
    Open,
    /// Close the drawer.
    Close,
    /// Scroll to a stop and draw the outline around it.
    Show {
        /// Its number.
        stop: usize,
    },
    /// Go to the next stop.
    Next,
    /// Go back to the drawer.
    Back,
    /// Leave the stops, and the drawer closed.
    Leave,
    /// Put a text into the clipboard.
    Copy {
        /// The text.
        text: String,
    },
    /// Keep a template among those of the popup.
    Save {
        /// Its link.
        link: String,
    },
    /// The text of the box changed.
    Typed,
}

/// Everything that is painted.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// `loading`, `ready` or `unrecognized`.
    pub state: &'static str,
    /// The bar.
    pub bar: Vec<Node<Action>>,
    /// What is in the drawer.
    pub drawer: Vec<Node<Action>>,
    /// What is in the pill while the bar is out of sight.
    pub pill: Vec<Node<Action>>,
    /// The parts of the form that can be shown.
    pub stops: Vec<Stop>,
    /// Whether the drawer is worth opening by itself.
    pub opens: bool,
    /// What the button in the toolbar shows.
    pub badge: String,
    /// One sentence for people who do not see the panel.
    pub status: String,
    /// The template link that the form amounts to.
    pub link: String,
}

/// A part of the form that can be shown.
#[derive(Clone, Debug, Serialize)]
pub struct Stop {
    /// The part, as the content script knows it.
    pub at: String,
    /// What the outline says.
    pub caption: String,
    /// What the pill shows meanwhile.
    pub pill: Vec<Node<Action>>,
}

/// How many parameters of the link GitHub dropped.
const fn dropped_count(panel: &Panel) -> usize {
    panel.dropped.len() + panel.dropped_more
}

/// How many hints are shown at first.
const FIRST_HINTS: usize = 3;

/// The panel as it is painted.
#[must_use]
pub fn view(panel: &Panel) -> View {
    let stops = stops(panel);
    let look = panel.hints.len() + dropped_count(panel);
    let link = panel.links.first().cloned().unwrap_or_default();
    View {
        state: panel.state.word(),
        bar: vec![bar(panel, look, &stops)],
        drawer: drawer(panel, look, &stops),
        pill: if panel.state == PageState::Ready && !is_list(panel) {
            vec![pill(panel, look)]
        } else {
            Vec::new()
        },
        opens: panel.state != PageState::Unrecognized && (!panel.dropped.is_empty() || panel.owner_missing),
        badge: match (panel.state, is_list(panel)) {
            (PageState::Unrecognized, _) => "?".to_owned(),
            (PageState::Loading, _) | (_, true) => String::new(),
            (PageState::Ready, false) if look == 0 => "✓".to_owned(),
            (PageState::Ready, false) => look.to_string(),
        },
        status: status(panel, look),
        link: if is_list(panel) { String::new() } else { link },
        stops: numbered(stops),
    }
}

const fn is_list(panel: &Panel) -> bool {
    matches!(panel.kind, PageKind::List | PageKind::ClassicList)
}

/// Whether the page has a form whose template can be shared.
const fn has_template(panel: &Panel) -> bool {
    matches!(
        panel.kind,
        PageKind::FineGrained | PageKind::Editing | PageKind::Classic
    )
}

// --- what can be shown ---

/// Where something is on the form, and what to say there.
struct Sight {
    at: String,
    caption: String,
    severity: Option<Severity>,
}

fn stops(panel: &Panel) -> Vec<Sight> {
    let next = panel.next.iter().map(|next| Sight {
        at: next.at.to_owned(),
        caption: next.text.clone(),
        severity: None,
    });
    let dropped = panel.dropped.iter().filter_map(|dropped| {
        Some(Sight {
            at: dropped.at.clone()?,
            caption: match &dropped.remedy {
                Remedy::Add(permissions) => added(permissions),
                Remedy::Help(help) => plain(help, &dropped.parameter),
            },
            severity: Some(Severity::Error),
        })
    });
    let hints = panel.hints.iter().filter_map(|hint| {
        Some(Sight {
            at: hint.at.clone()?,
            caption: hint
                .says
                .first()
                .map(|said| plain(&said.message, said.parameter.as_deref().unwrap_or_default()))
                .unwrap_or_default(),
            severity: Some(hint.severity),
        })
    });
    let needs = panel.purpose.iter().flat_map(|purpose| {
        let wasted = purpose.chosen.iter().filter_map(|need| {
            Some(Sight {
                at: need.at.clone(),
                caption: match need.fit {
                    Fit::TooHigh(enough) => format!("{enough} is enough"),
                    Fit::NotNeeded => NOT_NEEDED.to_owned(),
                    Fit::Needed | Fit::Missing => return None,
                },
                severity: Some(Severity::Warning),
            })
        });
        let missing = purpose.missing.iter().map(|need| Sight {
            at: need.at.clone(),
            caption: added(&[(need.label.clone(), need.level)]),
            severity: Some(Severity::Error),
        });
        wasted.chain(missing)
    });
    let mut stops: Vec<Sight> = Vec::new();
    for stop in next.chain(dropped).chain(hints).chain(needs) {
        if !stops.iter().any(|other| other.at == stop.at) {
            stops.push(stop);
        }
    }
    stops
}

/// Which stop is at this part of the form.
fn stop_at(stops: &[Sight], at: Option<&str>) -> Option<usize> {
    let at = at?;
    stops.iter().position(|stop| stop.at == at)
}

fn numbered(stops: Vec<Sight>) -> Vec<Stop> {
    let all = stops.len();
    stops
        .into_iter()
        .enumerate()
        .map(|(number, stop)| Stop {
            pill: vec![
                div((
                    stop.severity.map(mark),
                    (all > 1).then(|| span(format!("{} of {all}", number + 1))),
                    (all > 1).then(|| {
                        button("Next")
                            .class("textual")
                            .key("next")
                            .on(Event::Click, Action::Next)
                    }),
                    button("Back")
                        .class("textual")
                        .key("back")
                        .aria("label", "Back to the list")
                        .on(Event::Click, Action::Back),
                    close("Close", Action::Leave),
                ))
                .class("stop"),
            ],
            at: stop.at,
            caption: stop.caption,
        })
        .collect()
}

/// A sentence without marks, cut to what fits on the edge of a row.
fn plain(text: &str, own: &str) -> String {
    const LONGEST: usize = 90;
    let text = plain_on_form(text, own);
    match text.char_indices().nth(LONGEST) {
        None => text.trim_end_matches('.').to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
    }
}

// --- parts ---

/// A sentence in which code is between backticks.
fn marked(mut node: Node<Action>, text: &str) -> Node<Action> {
    for (at, part) in text.split('`').enumerate() {
        node = if at % 2 == 1 {
            node.with(code(part.to_owned()))
        } else {
            node.with(typeset(part))
        };
    }
    node
}

/// What a piece of code is called on GitHub's form: the labels of permissions and levels. `own` is the permission that
/// the sentence is about anyway.
fn on_form(code: &str, own: &str) -> Option<String> {
    if let Ok(level) = code.parse::<Level>() {
        return Some(level_on_form(level).to_owned());
    }
    let (name, level) = match code.split_once('=') {
        Some((name, level)) => (name, Some(level.parse::<Level>().ok()?)),
        None => (code, None),
    };
    let label = permission(name)?.label;
    Some(match level {
        Some(level) if name == own => level_on_form(level).to_owned(),
        Some(level) => format!("{label}: {}", level_on_form(level)),
        None => label.to_owned(),
    })
}

/// The pieces of a sentence about a part of GitHub's form, in which code is between backticks: what each is called
/// there, if it is code that the form has a name for, and its text.
fn pieces_on_form<'a>(text: &'a str, own: &str) -> Vec<(Option<String>, bool, &'a str)> {
    let mut before = "";
    text.split('`')
        .enumerate()
        .map(|(at, part)| {
            let is_code = at % 2 == 1;
            // "Contents (`contents=write`)" has the label already.
            let name = part.split('=').next().unwrap_or_default();
            let labeled = before
                .strip_suffix(" (")
                .zip(permission(name))
                .is_some_and(|(before, known)| before.ends_with(known.label));
            before = part;
            let label = if is_code {
                on_form(part, if labeled { name } else { own })
            } else {
                None
            };
            (label, is_code, part)
        })
        .collect()
}

/// A sentence about a part of GitHub's form, with what it names called as there.
fn marked_on_form(mut node: Node<Action>, text: &str, own: &str) -> Node<Action> {
    for (label, is_code, part) in pieces_on_form(text, own) {
        node = match (label, is_code) {
            (Some(label), _) => node.with(b(label)),
            (None, true) => node.with(code(part.to_owned())),
            (None, false) => node.with(typeset(part)),
        };
    }
    node
}

/// The same without marks.
fn plain_on_form(text: &str, own: &str) -> String {
    pieces_on_form(text, own)
        .into_iter()
        .map(|(label, is_code, part)| match (label, is_code) {
            (Some(label), _) => label,
            (None, true) => part.to_owned(),
            (None, false) => typeset(part),
        })
        .collect()
}

fn mark(severity: Severity) -> Node<Action> {
    let (icon, word) = match severity {
        Severity::Error => (Icon::Error, "Error: "),
        Severity::Warning => (Icon::Warning, "Warning: "),
        Severity::Info => (Icon::Info, "Note: "),
    };
    span((icon.draw(), span(word).class("unseen"))).class(format!("mark {}", severity.as_str()))
}

fn close(name: &'static str, message: Action) -> Node<Action> {
    button(Icon::Close.draw())
        .key("close")
        .class("tool end")
        .aria("label", name)
        .title("Close (Esc)")
        .on(Event::Click, message)
}

fn show_me(stop: usize, what: &str) -> Node<Action> {
    button("Show me")
        .key("show")
        .class("button low go")
        .aria("label", format!("Show me: {what}"))
        .data("stop", stop.to_string())
        .on(Event::Click, Action::Show { stop })
}

/// "Add Variables: Read and write".
fn added(permissions: &[(String, &'static str)]) -> String {
    let all: Vec<String> = permissions
        .iter()
        .map(|(label, level)| format!("{label}: {level}"))
        .collect();
    format!("Add {}", all.join(", "))
}

/// "3 to look at".
fn looking(look: usize) -> String {
    match look {
        0 => "Nothing to look at".to_owned(),
        1 => "1 thing to look at".to_owned(),
        _ => format!("{look} things to look at"),
    }
}

fn status(panel: &Panel, look: usize) -> String {
    if is_list(panel) {
        return String::new();
    }
    match panel.state {
        PageState::Loading => WAITING.to_owned(),
        PageState::Unrecognized => CHANGED.to_owned(),
        PageState::Ready => {
            let risk = panel.risk.as_ref().map(|_| "High risk. ").unwrap_or_default();
            let next = panel.next.as_ref().map(|next| format!(". Next: {}", next.text));
            format!("{risk}{}{}", looking(look), next.unwrap_or_default())
        }
    }
}

const CHANGED: &str = "GitHub has changed this form, and Finegrain doesn’t recognize it yet.";

const WAITING: &str = "Waiting for GitHub to load the permissions";

// --- the bar ---

fn bar(panel: &Panel, look: usize, stops: &[Sight]) -> Node<Action> {
    let toggle = |name: &'static str| {
        button(name)
            .key("toggle")
            .class("button")
            .data("toggle", "")
            .on(Event::Click, Action::Toggle)
    };
    let says = |node: Node<Action>| node.key("says").class("says");
    let grain = || Icon::Grain.draw_as("grain").key("grain");
    let shell = |children: Node<Action>| children.key("bar").class("bar").aria("label", "Finegrain");
    if is_list(panel) {
        return shell(section((grain(), says(p(panel.sentence.clone())))));
    }
    match panel.state {
        PageState::Loading if panel.next.is_none() => {
            return shell(section((
                grain(),
                says(p((span(WAITING).class("unseen"), span(()).class("skeleton")))),
                toggle("Details"),
            )));
        }
        PageState::Unrecognized => {
            return shell(section((
                mark(Severity::Warning).key("mark"),
                says(p((b(CHANGED), " You can use the form as usual."))),
                toggle("Report"),
            )));
        }
        PageState::Ready | PageState::Loading => {}
    }
    let could = format!("Can {}", panel.sentence);
    if !panel.dropped.is_empty() {
        let verdict = format!(
            "GitHub dropped {} of the link’s {}.",
            dropped_count(panel),
            count(panel.asked.max(dropped_count(panel)), "parameter")
        );
        return shell(section((
            mark(Severity::Error).key("mark"),
            says(p((b(verdict), span((" ", could)).class("long")))),
            toggle("Details"),
        )))
        .data("worst", "error");
    }
    // The other steps are small, and stand in the drawer.
    if let Some(next) = panel
        .next
        .as_ref()
        .filter(|next| ["access", "owner"].contains(&next.at))
    {
        let names = match (next.names.is_empty(), next.more) {
            (true, _) => String::new(),
            (false, 0) => format!(": {}", next.names.join(", ")),
            (false, more) => format!(": {}, {more} more", next.names.join(", ")),
        };
        return shell(section((
            grain(),
            says(p((
                b((next.text.clone(), bdi(names), ".")),
                span((" ", bdi(next.until.clone()))).class("quiet long"),
            ))),
            stop_at(stops, Some(next.at)).map(|stop| {
                button("Show me")
                    .key("show")
                    .class("button go")
                    .aria("label", format!("Show me: {}", next.text))
                    .on(Event::Click, Action::Show { stop })
            }),
            toggle("Details"),
        )));
    }
    let name = match panel.kind {
        PageKind::Classic => "Fine-grained instead",
        _ => "Details",
    };
    let sentence = if has_template(panel) {
        could
    } else {
        panel.sentence.clone()
    };
    shell(section((
        grain(),
        says(marked(p(()), &sentence)),
        (look > 0 && panel.kind != PageKind::Classic).then(|| {
            span((
                worst(panel).map(mark),
                span((look.to_string(), span(" to look at").class("words"))),
            ))
            .key("count")
            .class("count")
        }),
        if panel.kind == PageKind::Classic {
            toggle(name).class("button go")
        } else {
            toggle(name)
        },
    )))
}

fn worst(panel: &Panel) -> Option<Severity> {
    panel.hints.iter().map(|hint| hint.severity).min()
}

fn pill(panel: &Panel, look: usize) -> Node<Action> {
    let says = match &panel.next {
        Some(next) => next.text.clone(),
        None => looking(look),
    };
    button((
        Icon::Grain.draw_as("grain"),
        if panel.dropped.is_empty() {
            worst(panel).map(mark)
        } else {
            Some(mark(Severity::Error))
        },
        span(says),
    ))
    .key("open")
    .class("open")
    .on(Event::Click, Action::Open)
}

// --- the drawer ---

fn drawer(panel: &Panel, look: usize, stops: &[Sight]) -> Vec<Node<Action>> {
    if is_list(panel) {
        return Vec::new();
    }
    let title = match (panel.state, panel.kind) {
        (PageState::Loading, _) => WAITING.to_owned(),
        (PageState::Unrecognized, _) => CHANGED.to_owned(),
        (PageState::Ready, PageKind::Classic) => classic_title(panel).to_owned(),
        (PageState::Ready, _) if !has_template(panel) => panel.sentence.clone(),
        (PageState::Ready, _) => format!("The token can {}", panel.sentence),
    };
    let head = header((
        div((
            Icon::Grain.draw_as("grain"),
            "Finegrain",
            (panel.state == PageState::Ready && panel.risk.is_some()).then(|| {
                span("High risk")
                    .class("risk")
                    .title(panel.risk.clone().unwrap_or_default())
            }),
            close("Close", Action::Close),
        ))
        .class("name"),
        h2(title).key("title").id("title"),
    ))
    .key("head")
    .class("sheet-head");
    let ready = panel.state == PageState::Ready;
    let body = div((
        panel.next.as_ref().map(|next| next_step(next, stops)),
        (!panel.dropped.is_empty()).then(|| dropped(panel, stops)),
        (ready && !panel.hints.is_empty()).then(|| hints(panel, look, stops)),
        (ready && matches!(panel.kind, PageKind::Regenerating | PageKind::ClassicRegenerating)).then(|| {
            section(p(
                "Regenerating changes neither permissions nor repositories. To change those, edit the token.",
            ))
            .key("unchanged")
        }),
        panel.purpose.as_ref().map(|purpose| needed(purpose, stops)),
        (!panel.notes.is_empty()).then(|| {
            let notes: Vec<_> = panel.notes.iter().map(|note| p(note.clone())).collect();
            section(notes).key("notes").class("quiet small")
        }),
        (
            panel.report.as_deref().map(report),
            panel.quotes.as_ref().map(quotes),
            (ready && panel.kind == PageKind::Classic && has_equal(panel)).then(|| instead(panel)),
            (ready && has_template(panel)).then(|| template(panel)),
            (ready && has_template(panel)).then(|| can(panel)),
            (ready && has_template(panel)).then(|| limits(&panel.limits)),
        ),
    ))
    .key("body")
    .class("sheet-body");
    vec![head, body]
}

/// Whether a fine-grained token could do any of what the classic form asks.
fn has_equal(panel: &Panel) -> bool {
    panel.hints.is_empty() || panel.hints.iter().any(|hint| hint.severity != Severity::Info)
}

/// What a fine-grained token could do of what the classic form asks.
fn classic_title(panel: &Panel) -> &'static str {
    let unserved = panel
        .hints
        .iter()
        .filter(|hint| hint.severity == Severity::Info)
        .count();
    match (panel.hints.len(), unserved) {
        (0, _) => "Choose scopes to see what replaces them",
        (_, 0) => "A fine-grained token can do this, and reaches less",
        (all, none) if all == none => "A fine-grained token cannot do this yet",
        _ => "A fine-grained token can do part of this, and reaches less",
    }
}

fn next_step(next: &Next, stops: &[Sight]) -> Node<Action> {
    let names: Vec<_> = next
        .names
        .iter()
        .enumerate()
        .map(|(at, name)| span(((at > 0).then_some(", "), bdi(code(name.clone())))))
        .collect();
    section((
        drawing("icon", "M2.5 8h10.5M9 4l4 4-4 4"),
        div((
            p(b(format!("Next: {}", lower_first(&next.text)))),
            (!names.is_empty())
                .then(|| p((names, (next.more > 0).then(|| format!(" and {} more", next.more)))).class("names")),
            (!next.until.is_empty()).then(|| p(bdi(next.until.clone())).class("quiet small")),
        )),
        stop_at(stops, Some(next.at)).map(|stop| show_me(stop, &next.text)),
    ))
    .key("next")
    .class("next")
    .data("code", next.code)
    .data("parameter", next.parameter)
}

fn lower_first(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    text
}

fn dropped(panel: &Panel, stops: &[Sight]) -> Node<Action> {
    let items: Vec<_> = panel.dropped.iter().map(|one| dropped_one(one, stops)).collect();
    section((
        h3(format!(
            "GitHub dropped {} of {}",
            dropped_count(panel),
            count(panel.asked.max(dropped_count(panel)), "parameter")
        ))
        .id("t-dropped"),
        items,
    ))
    .key("dropped")
    .aria("labelledby", "t-dropped")
}

fn dropped_one(one: &Dropped, stops: &[Sight]) -> Node<Action> {
    let remedy = match &one.remedy {
        Remedy::Help(help) => marked_on_form(p(()), help, &one.parameter),
        Remedy::Add(permissions) => {
            let each: Vec<_> = permissions
                .iter()
                .enumerate()
                .map(|(at, (label, level))| {
                    span((
                        if at == 0 { "Add " } else { " and " },
                        b(label.clone()),
                        ", and choose ",
                        b(*level),
                    ))
                })
                .collect();
            p((each, "."))
        }
    };
    div((
        mark(Severity::Error),
        div((
            p(bdi(code(one.asked.clone()))),
            remedy,
            stop_at(stops, one.at.as_deref()).map(|stop| p(show_me(stop, &one.parameter)).class("do")),
        )),
    ))
    .key(format!("{} {}", one.code, one.parameter))
    .class("hint")
    .data("code", one.code.as_str())
    .data("parameter", one.parameter.clone())
    .data("severity", "error")
}

fn hints(panel: &Panel, look: usize, stops: &[Sight]) -> Node<Action> {
    let title = match panel.kind {
        PageKind::Classic => "What replaces these scopes".to_owned(),
        _ => looking(if panel.dropped.is_empty() {
            look
        } else {
            panel.hints.len()
        }),
    };
    let mut all: Vec<_> = panel.hints.iter().map(|one| hint(one, stops)).collect();
    let more = all.split_off(FIRST_HINTS.min(all.len()));
    let reopens = panel.hints.iter().any(|one| one.fix.is_some());
    section((
        h3(title).id("t-hints"),
        all,
        (!more.is_empty()).then(|| {
            details((summary(format!("{} more", more.len())), more))
                .key("more")
                .class("more")
        }),
        reopens.then(|| {
            p("Reopening opens the form in a new tab. Choose the repositories again there.")
                .key("price")
                .class("quiet small")
        }),
    ))
    .key("hints")
    .aria("labelledby", "t-hints")
}

fn hint(one: &Hint, stops: &[Sight]) -> Node<Action> {
    let (first, rest) = match one.says.split_first() {
        Some((first, rest)) => (Some(first), rest),
        None => (None, &[][..]),
    };
    let label = one.label.clone();
    let stop = stop_at(stops, one.at.as_deref());
    let name = label.clone().unwrap_or_default();
    let own = first.and_then(|first| first.parameter.as_deref()).unwrap_or_default();
    let fix = one.fix.as_ref().map(|fix| {
        let title = reopen_title(&fix.title, own);
        a(title.clone())
            .key("fix")
            .class("small fix")
            .href(fix.url.clone())
            .aria("label", format!("{title}: {name}"))
    });
    let does = stop.is_some() || fix.is_some();
    let key = match (&one.at, first) {
        (Some(at), _) => at.clone(),
        (None, Some(first)) => format!("{} {}", first.code, first.parameter.as_deref().unwrap_or_default()),
        (None, None) => String::new(),
    };
    let node = div((
        mark(one.severity),
        div((
            label.map(|label| p(b(label)).key("label")),
            first.map(|first| said(first, true).key("first")),
            rest.iter()
                .map(|said_too| {
                    said(said_too, false)
                        .key(said_too.code.as_str())
                        .data("code", said_too.code.as_str())
                        .data("parameter", said_too.parameter.clone().unwrap_or_default())
                })
                .collect::<Vec<_>>(),
            one.reason.as_ref().map(|reason| {
                p(("The link says: “", bdi(reason.clone()), "”"))
                    .key("reason")
                    .class("quiet small quote")
            }),
            does.then(|| p((stop.map(|stop| show_me(stop, &name)), fix)).key("do").class("do")),
        )),
    ))
    .key(key)
    .class("hint")
    .data("severity", one.severity.as_str());
    match first {
        Some(first) => node
            .data("code", first.code.as_str())
            .data("parameter", first.parameter.clone().unwrap_or_default()),
        None => node,
    }
}

fn said(one: &Remark, with_docs: bool) -> Node<Action> {
    let own = one.parameter.as_deref().unwrap_or_default();
    let message = marked_on_form(span(()), &one.message, own);
    let help = (!one.help.is_empty()).then(|| marked_on_form(span(" ").class("quiet"), &one.help, own));
    let docs = (with_docs && !one.docs.is_empty()).then(|| {
        span((
            " ",
            a("Learn more")
                .class("small docs")
                .href(one.docs.clone())
                .aria("label", format!("Learn more: {}", one.code.as_str().replace('-', " "))),
        ))
    });
    p((message, help, docs))
}

/// What a link does that reopens the form.
fn reopen_title(title: &str, own: &str) -> String {
    let title = plain_on_form(title, own);
    if title.starts_with("Reopen") {
        title
    } else {
        format!("Reopen: {}", lower_first(&title))
    }
}

const NOT_NEEDED: &str = "Not needed by anything you named";

/// What needs a permission.
fn needed_by(need: &PermissionUse) -> Node<Action> {
    let calls: Vec<_> = need
        .by
        .iter()
        .enumerate()
        .map(|(at, call)| span(((at > 0).then_some(", "), bdi(code(call.clone())))))
        .collect();
    p(("Needed by ", calls)).class("quiet small")
}

/// A permission of the form, or one that is missing there, and what needs it.
fn need_row(need: &PermissionUse, stops: &[Sight]) -> Node<Action> {
    let is_needed = need.fit != Fit::NotNeeded;
    let look = need.fit != Fit::Needed;
    let mark = match need.fit {
        Fit::Missing => mark(Severity::Error),
        Fit::NotNeeded | Fit::TooHigh(_) => span((
            drawing("icon dashed", "M1.8 8a6.2 6.2 0 1 0 12.4 0a6.2 6.2 0 1 0-12.4 0"),
            span("Warning: ").class("unseen"),
        ))
        .class("mark warning"),
        Fit::Needed => span(Icon::Good.draw()).class("mark good"),
    };
    let item = li((
        mark,
        div((
            p(b(need.label.clone())),
            (need.fit == Fit::Missing).then(|| p(("Missing. Add it with ", b(need.level))).class("small")),
            is_needed.then(|| needed_by(need)),
            (!is_needed).then(|| p(NOT_NEEDED).class("small")),
            if let Fit::TooHigh(enough) = need.fit {
                Some(p((b(enough), " is enough")).class("small"))
            } else {
                None
            },
        )),
        if look {
            stop_at(stops, Some(&need.at)).map(|stop| {
                button("Show me")
                    .class("textual")
                    .aria("label", format!("Show me: {}, by what it will do", need.label))
                    .on(Event::Click, Action::Show { stop })
            })
        } else {
            Some(span(need.level).class("quiet small"))
        },
    ))
    .key(need.parameter.clone())
    .class("need")
    .data("parameter", need.parameter.clone())
    .data("needed", if is_needed { "yes" } else { "no" });
    match need.fit.code() {
        Some(code) => item.data("code", code.as_str()),
        None => item,
    }
}

/// What the person says that the token is for, and for every permission whether that needs it.
fn needed(purpose: &Purpose, stops: &[Sight]) -> Node<Action> {
    // A permission at too low a level is named once, as missing.
    let chosen = purpose.chosen.iter().filter(|need| {
        !purpose
            .missing
            .iter()
            .any(|missing| missing.parameter == need.parameter)
    });
    let rows: Vec<_> = purpose
        .missing
        .iter()
        .chain(chosen)
        .map(|need| need_row(need, stops))
        .collect();
    let notes: Vec<_> = purpose
        .notes
        .iter()
        .map(|note| marked_on_form(li(()), note, "").class("small"))
        .collect();
    let nothing = purpose.said && rows.is_empty() && notes.is_empty();
    section((
        h3(label("What will it do?").names("purpose"))
            .key("title")
            .id("t-needs"),
        plain_textarea(())
            .key("box")
            .id("purpose")
            .class("text mono")
            .data("box", "")
            .rows(2)
            .placeholder("Paste calls, a script or an error")
            .on(Event::Input, Action::Typed),
        purpose.secret.then(|| {
            p((
                mark(Severity::Warning),
                span("There is a token or password in this text. If others saw it, revoke it on GitHub."),
            ))
            .key("secret")
            .class("note small")
        }),
        nothing.then(|| {
            p("No call to GitHub found in this text. Paste a command, a script or an error.")
                .key("nothing")
                .class("quiet small")
        }),
        (!rows.is_empty()).then(|| ul(rows).key("rows").class("needs")),
        (!notes.is_empty()).then(|| ul(notes).key("notes").class("can quiet")),
        purpose.smaller.as_ref().map(|link| {
            p((
                a("Reopen with what is needed").class("small fix").href(link.clone()),
                span(" Opens a new tab. Choose the repositories again there.").class("quiet small"),
            ))
            .key("smaller")
            .data("smaller", "")
        }),
    ))
    .key("needs")
    .aria("labelledby", "t-needs")
}

fn report(text: &str) -> Node<Action> {
    section((
        h3("Report it").id("t-report"),
        p("Nothing in this text is about you or your token.").class("quiet small"),
        pre(text.to_owned())
            .class("report")
            .tabindex(0)
            .aria("labelledby", "t-report"),
        button("Copy report")
            .class("button go")
            .on(Event::Click, Action::Copy { text: text.to_owned() }),
    ))
    .key("report")
    .data("report", "")
}

fn quotes(quotes: &Quotes) -> Node<Action> {
    let quotation = |term: &str, text: &str| [dt(term.to_owned()), dd(("“", bdi(text.to_owned()), "”"))];
    let mut rows = Vec::new();
    if let Some(name) = &quotes.name {
        rows.extend(quotation("Name", name));
    }
    if let Some(description) = &quotes.description {
        rows.extend(quotation("Description", description));
    }
    if !quotes.repositories.is_empty() {
        let names: Vec<_> = quotes
            .repositories
            .iter()
            .enumerate()
            .map(|(at, name)| span(((at > 0).then_some(", "), bdi(code(name.clone())))))
            .collect();
        rows.extend([dt("Repositories"), dd(names)]);
    }
    for (label, reason) in &quotes.reasons {
        rows.extend(quotation(label, reason));
    }
    section((
        h3(("The link says", span("Anyone may have written it").class("quiet small"))).id("t-quotes"),
        dl(rows).class("quotes"),
    ))
    .key("quotes")
    .aria("labelledby", "t-quotes")
}

/// Leads from the form for classic tokens to what serves better.
fn instead(panel: &Panel) -> Node<Action> {
    let many = panel.links.len();
    let links: Vec<_> = panel
        .links
        .iter()
        .enumerate()
        .map(|(at, link)| {
            let name = if many == 1 {
                "Open the fine-grained form".to_owned()
            } else {
                format!("Open form {} of {many}", at + 1)
            };
            a(name).class("button go").href(link.clone())
        })
        .collect();
    section((
        (many > 1).then(|| p("A fine-grained token has one owner, so this takes two tokens.").class("small")),
        p(links).class("actions"),
    ))
    .key("instead")
}

/// The most parameters of a link of which the names stand out: a hostile one has thousands.
const COLORED: usize = 200;

fn template(panel: &Panel) -> Node<Action> {
    let link = panel.links.first().cloned().unwrap_or_default();
    let (base, rest) = link.split_at(link.find(['?', '#']).unwrap_or(link.len()));
    let mut url = span(span(base.to_owned()).class("base"));
    if rest.matches('&').count() > COLORED {
        url = url.with(rest.to_owned());
    } else {
        for part in rest.split_inclusive(['?', '&', '#']) {
            url = match part.split_once('=') {
                Some((name, value)) => url.with((b(name.to_owned()), format!("={value}"))),
                None => url.with(part.to_owned()),
            };
        }
    }
    let formats: Vec<_> = panel
        .formats
        .iter()
        .map(|shared| {
            button(shared.label)
                .key(shared.format)
                .class("button low")
                .data("format", shared.format)
                .aria("label", format!("Copy as {}", shared.label))
                .on(
                    Event::Click,
                    Action::Copy {
                        text: shared.text.clone(),
                    },
                )
        })
        .collect();
    section((
        h3(if panel.kind == PageKind::Classic {
            "The fine-grained token as a template link"
        } else {
            "This form as a template link"
        })
        .id("t-link"),
        div(url.class("url").data("template-link", ""))
            .class("live")
            .tabindex(0)
            .role("group")
            .aria("labelledby", "t-link"),
        div((
            button("Copy link")
                .key("copy")
                .class("button")
                .on(Event::Click, Action::Copy { text: link.clone() }),
            button("Save template")
                .key("save")
                .class("button")
                .data("saves", "")
                .on(Event::Click, Action::Save { link }),
        ))
        .class("actions"),
        details((summary("Other formats"), div(formats).class("formats")))
            .key("formats")
            .class("more"),
    ))
    .key("template")
    .aria("labelledby", "t-link")
}

fn can(panel: &Panel) -> Node<Action> {
    let items: Vec<_> = panel.can.iter().map(|it| marked(li(()), it)).collect();
    // It is said once: the hint on the permission says it, too.
    let is_said = |risk: &&String| {
        let mut said = panel.hints.iter().flat_map(|hint| &hint.says);
        said.any(|said| said.message == **risk)
    };
    let risk = panel.risk.as_ref().filter(|risk| !is_said(risk));
    details((
        summary("What these permissions allow"),
        div((risk.map(|risk| marked_on_form(p(()), risk, "")), ul(items).class("can"))).class("allows small"),
    ))
    .key("can")
}

fn limits(limits: &[Missing]) -> Node<Action> {
    let items: Vec<_> = limits
        .iter()
        .map(|limit| {
            li((
                p(b(limit.title)),
                marked(p(()), limit.what),
                marked(p(()), limit.instead).class("quiet"),
                limit.classic.as_ref().map(|(link, reach)| {
                    p((
                        marked(a(()), &link.title).href(link.url.clone()),
                        span((" ", *reach)).class("quiet"),
                    ))
                }),
            ))
            .key(limit.code.as_str())
            .data("code", limit.code.as_str())
            .data("parameter", "")
        })
        .collect();
    details((
        summary("What fine-grained tokens cannot do"),
        ul(items).class("limits small"),
    ))
    .key("limits")
}

#[cfg(test)]
mod tests {
    use super::plain_on_form;

    #[test]
    fn what_a_sentence_names_is_called_as_on_the_form() {
        for (own, text, said) in [
            (
                "administration",
                "`administration` is at `write`; `administration=read` is enough, with `contents=read`.",
                "Administration is at Read and write; Read-only is enough, with Contents: Read-only.",
            ),
            (
                "repo",
                "It takes Contents (`contents=write`), Issues (`issues=write`).",
                "It takes Contents (Read and write), Issues (Read and write).",
            ),
            ("", "GitHub doesn't know `cntents`.", "GitHub doesn’t know cntents."),
        ] {
            assert_eq!(plain_on_form(text, own), said);
        }
    }
}
