//! Check: what is in a pasted text, a plain verdict first.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    advice::{Judgment, judgment, summary::Summary},
    link::{Draft, Link, Page, Sketch, classic::ClassicLink},
    lint::Severity,
    sanitize::{count, secrets, shown},
    text::links::{self, Found, Kind},
    web::popup::{
        App, build,
        dom::{append, by_id, clear, create, fill, focus, get, inside, marked, set, show, stamp, text, value},
        hints, message, share, storage,
        tabs::{self, Tab},
    },
};

/// The most links that get a card of their own.
const MOST_CARDS: usize = 30;

/// What the pasted text holds.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) text: String,
    items: Vec<Item>,
}

struct Item {
    link: Link,
    answer: Judgment,
    /// Where it stands; nothing where the whole text is the link.
    found: Option<Found>,
}

/// Reads the pasted text, and shows what there is to say.
pub(super) fn judge(app: &App) {
    message::fade();
    let pasted = value("paste");
    let clean = secrets::redact(&pasted).into_owned();
    let note = by_id("paste-note");
    if clean != pasted {
        fill("paste", &clean);
        text(&note, secrets::ADVICE);
    } else if !clean.contains(secrets::REMOVED) {
        text(&note, "");
    }
    let items = read(app, &clean);
    show_cards(app, &items, &clean);
    app.check.replace(Checked { text: clean, items });
    share::mark_link(app);
    storage::keep(app);
}

fn read(app: &App, text: &str) -> Vec<Item> {
    let item = |link: Link, found| Item {
        answer: judgment(&link, &app.options),
        link,
        found,
    };
    let found = links::links(text, Kind::Other);
    if links::is_link(text) && found.len() < 2 {
        return vec![item(Link::read(text), None)];
    }
    found
        .into_iter()
        .map(|found| item(found.read(text), Some(found)))
        .collect()
}

fn show_cards(app: &App, items: &[Item], pasted: &str) {
    let cards = by_id("cards");
    clear(&cards);
    for (at, one) in items.iter().take(MOST_CARDS).enumerate() {
        append(&cards, &card(app, one, at));
    }
    let line = by_id("overview");
    let said = match items {
        [] if pasted.trim().is_empty() => String::new(),
        [] => "No link for a token stands in this text.".to_owned(),
        [one] => one.answer.sentence.clone(),
        several => {
            let found: Vec<_> = several.iter().flat_map(|one| &one.answer.diagnostics).collect();
            let links = count(several.len(), "link");
            match hints::tally(&found) {
                nothing if nothing.is_empty() => format!("{links}, all fine."),
                problems => format!("{links}: {problems}."),
            }
        }
    };
    // One link has its verdict on its card.
    let alone = items.len() == 1;
    text(&line, if alone { "" } else { &said });
    show(&line, !alone && !said.is_empty());
    message::whisper(&said.replace('`', ""));
    show(&by_id("check-none"), items.is_empty());
    show(&by_id("paste-clear"), !pasted.is_empty());
}

fn card(app: &App, item: &Item, at: usize) -> HtmlElement {
    let Item { link, answer, .. } = item;
    let card = stamp("card");
    set(&card, "data-card", &at.to_string());
    set(&card, "data-worst", answer.worst().map_or("", Severity::as_str));
    marked(&inside(&card, ".sentence"), &answer.sentence);
    let mut notes = String::new();
    for note in link.notes.iter().filter(|note| **note != secrets::ADVICE) {
        notes.push_str(note);
        notes.push(' ');
    }
    marked(&inside(&card, ".read-as"), &notes);
    show(&inside(&card, ".read-as"), !notes.is_empty());
    if answer
        .diagnostics
        .iter()
        .any(|found| found.code == "unknown-host" && found.severity == Severity::Error)
    {
        // Whoever made it wants something else than a token: nothing of it is of use.
        for part in [".could", ".result"] {
            inside(&card, part).remove();
        }
    } else {
        show_power(&card, answer.summary.as_ref());
        show_result(app, &card, item);
    }
    show_problems(&card, item, at);
    show_quotes(&card, link);
    card
}

/// What the token could do, and how much harm that may be.
fn show_power(card: &HtmlElement, summary: Option<&Summary>) {
    let section = inside(card, ".could");
    let Some(summary) = summary else {
        section.remove();
        return;
    };
    let list = inside(&section, ".can");
    for can in &summary.can {
        let item = create("li");
        marked(&item, can);
        append(&list, &item);
    }
    let badge = inside(&section, ".badge");
    text(&badge, summary.risk.label);
    set(&badge, "data-level", summary.risk.word);
    marked(&inside(&section, ".risk-why"), &summary.risk.sentence);
    marked(&inside(&section, ".risk-bounds"), &summary.bounds);
}

fn show_problems(card: &HtmlElement, item: &Item, at: usize) {
    let section = inside(card, ".problems");
    let found: Vec<_> = item.answer.diagnostics.iter().collect();
    if found.is_empty() {
        section.remove();
        return;
    }
    text(&inside(&section, "h3"), &hints::tally(&found));
    hints::fill(&inside(&section, ".says"), &at.to_string(), &found, &[]);
    let fixes = found
        .iter()
        .filter_map(|found| found.fix.as_ref())
        .filter(|fix| fix.safe)
        .count();
    if item.answer.fixed.is_some() && fixes > 1 {
        let button = inside(&section, "[data-do=fix-all]");
        text(&button, &format!("Fix all {fixes}"));
        show(&button, true);
    }
}

/// The link's own words: quoted, and never above the engine's.
fn show_quotes(card: &HtmlElement, link: &Link) {
    let section = inside(card, ".quoted");
    let list = inside(&section, "dl");
    let quote = |name: &str, words: &str| {
        let quote = stamp("quote");
        text(&inside(&quote, "dt"), name);
        text(&inside(&quote, "q"), &shown(words));
        append(&list, &quote);
    };
    let template = link.template().unwrap_or_default();
    if let Some(name) = &template.name {
        quote("Name", name);
    }
    if let Some(description) = &template.description {
        quote("Description", description);
    }
    for (parameter, reason) in &template.reasons {
        quote(&shown(parameter), reason);
    }
    for repository in template.repositories.iter().take(50) {
        quote("Repository", repository);
    }
    if list.child_element_count() == 0 {
        section.remove();
    }
}

/// The link as it should be, or as it is where there is nothing to mend.
fn show_result(app: &App, card: &HtmlElement, item: &Item) {
    let section = inside(card, ".result");
    // Nothing that was pasted is opened as it stands.
    let unmended = match ClassicLink::of(&item.link) {
        Some(classic) => [classic.to_string()],
        None if item.link.page == Page::Form => [Draft::from(&item.link).to_string()],
        None => [item.link.text.clone()],
    };
    let fixed: Option<Vec<String>> = item.answer.fixed.as_ref().map(|urls| {
        let anew = |url: &String| Draft::from(&Link::read(url)).to_string();
        urls.iter().map(anew).collect()
    });
    let (title, urls) = match &fixed {
        Some(fixed) if fixed.len() > 1 => ("The links, mended", fixed.as_slice()),
        Some(fixed) => ("The link, mended", fixed.as_slice()),
        None => ("The link", unmended.as_slice()),
    };
    text(&inside(&section, "h3"), title);
    let links = inside(&section, ".links");
    for url in urls {
        let result = stamp("result-link");
        let box_ = inside(&result, ".link");
        set(&box_, "aria-label", title);
        for (piece, is_name) in build::pieces(url) {
            let element = create(if is_name { "b" } else { "span" });
            text(&element, piece);
            append(&box_, &element);
        }
        build::open_button(app, &inside(&result, "a"), url);
        let is_template = Link::read(url).template().is_some();
        show(&inside(&result, "[data-do=edit]"), is_template);
        append(&links, &result);
    }
}

/// Applies the fix of one diagnostic to the pasted text.
pub(super) fn fix(app: &App, card: usize, at: usize) {
    let fix = {
        let checked = app.check.borrow();
        let found = checked.items.get(card).and_then(|item| item.answer.diagnostics.get(at));
        let link = checked.items.get(card).map(|item| &item.link);
        found.and_then(|found| found.fix.clone()).zip(link.cloned())
    };
    if let Some((fix, link)) = fix {
        replace(
            app,
            card,
            &fix.urls(&link),
            &format!("{}: done.", fix.title.replace('`', "")),
        );
    }
}

/// Applies all fixes to one link of the pasted text.
pub(super) fn fix_all(app: &App, card: usize) {
    let fixed = {
        let checked = app.check.borrow();
        checked.items.get(card).and_then(|item| item.answer.fixed.clone())
    };
    if let Some(urls) = fixed {
        replace(app, card, &urls, "Fixed what has one right answer.");
    }
}

/// Puts links in the place of one in the pasted text.
fn replace(app: &App, card: usize, urls: &[String], said: &str) {
    let links = urls.join("\n");
    let mended = {
        let checked = app.check.borrow();
        match checked.items.get(card).and_then(|item| item.found.as_ref()) {
            Some(found) => {
                let edits = match urls {
                    [url] => found.rewrite_whole(&checked.text, url).ok(),
                    _ => None,
                };
                // Where code puts the link together, the links come instead of it.
                let edits = edits.unwrap_or_else(|| vec![(found.range.clone(), links)]);
                let mut text = checked.text.clone();
                for (range, written) in edits.into_iter().rev() {
                    text.replace_range(range, &written);
                }
                text
            }
            None => links,
        }
    };
    message::done(app, said, &|app| {
        fill("paste", &mended);
        judge(app);
    });
    focus(&inside(&by_id("cards"), &format!("[data-card=\"{card}\"] .sentence")));
}

/// Empties the text.
pub(super) fn clear_text(app: &App) {
    message::done(app, "Cleared.", &|app| {
        fill("paste", "");
        judge(app);
    });
    focus(&by_id("paste"));
}

/// Checks a link that came from elsewhere.
pub(super) fn check(app: &App, link: &str) {
    message::done(app, "Here is what it asks.", &|app| {
        fill("paste", link);
        judge(app);
        tabs::select(app, Tab::Check);
    });
    focus(&inside(&by_id("cards"), ".sentence"));
}

/// Goes on in Build with a link.
pub(super) fn edit(app: &App, url: &str) {
    let link = Link::read(url);
    message::done(app, "Opened in Build.", &|app| {
        app.sketch.replace(Sketch::of(&link));
        build::update(app);
        tabs::select(app, Tab::Build);
    });
    message::left_behind(&link);
    focus(&by_id("name"));
}

/// The link beside which a button stands.
pub(super) fn link_beside(button: &HtmlElement) -> String {
    let around = super::dom::around(button, ".result-link");
    around.map_or(String::new(), |around| {
        inside(&around, ".link").text_content().unwrap_or_default()
    })
}

/// The number of the card around a button.
pub(super) fn card_of(button: &HtmlElement) -> usize {
    let card = super::dom::around(button, "[data-card]");
    card.and_then(|card| get(card.unchecked_ref(), "data-card").parse().ok())
        .unwrap_or(0)
}
