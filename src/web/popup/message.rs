//! What Finegrain says on its own account: what was done, with a way back, and what there is to know at the start.

use crate::{
    link::{Link, Page, Sketch},
    sanitize::quoted,
    web::popup::{
        App, build, check,
        dom::{append, by_id, create, document, fill, focus, inside, marked, set, show, stamp, text, unset},
        tabs::{self, Tab},
    },
};

/// How everything stood before the last change.
pub(super) struct Undo {
    sketch: Sketch,
    paste: String,
    tab: Tab,
}

/// Changes something, says so, and offers the way back.
pub(super) fn done(app: &App, said: &str, change: &dyn Fn(&App)) {
    let before = Undo {
        sketch: app.sketch.borrow().clone(),
        paste: app.check.borrow().text.clone(),
        tab: app.tab.get(),
    };
    change(app);
    app.undo.replace(Some(before));
    show_toast(said, true);
}

/// Goes back before the last change.
pub(super) fn undo(app: &App) {
    let Some(before) = app.undo.take() else { return };
    app.sketch.replace(before.sketch);
    fill("paste", &before.paste);
    build::update(app);
    check::judge(app);
    tabs::select(app, before.tab);
    show_toast("Undone.", false);
    focus(&match before.tab {
        Tab::Build => by_id("name"),
        Tab::Check => by_id("paste"),
        tab => tabs::button(tab),
    });
}

/// Says what was done.
pub(super) fn say(said: &str) {
    show_toast(said, false);
}

fn show_toast(said: &str, with_undo: bool) {
    text(&by_id("toast-text"), said);
    show(&by_id("undo"), with_undo);
    show(&by_id("toast-close"), true);
    set(&by_id("toast"), "data-shown", "");
    whisper(said);
}

/// Takes the message away: something else has happened since.
pub(super) fn fade() {
    unset(&by_id("toast"), "data-shown");
    text(&by_id("toast-text"), "");
    show(&by_id("undo"), false);
    show(&by_id("toast-close"), false);
}

pub(super) fn close_toast(app: &App) {
    fade();
    focus(&tabs::button(app.tab.get()));
}

/// Says something to those who listen to the page.
pub(super) fn whisper(said: &str) {
    let region = by_id("said");
    // The same words are read out again only if something is different.
    let again = region.text_content().is_some_and(|before| before == said);
    text(&region, said);
    if again && !said.is_empty() {
        append(&region, &document().create_text_node("\u{a0}"));
    }
}

/// A notice at the top of the page; its buttons have a text, what they do, and what with.
fn notice(severity: &str, said: &str, buttons: &[(&str, &str, &str)]) {
    let notice = stamp("notice");
    set(&notice, "data-severity", severity);
    set(&notice, "aria-label", "Notice");
    marked(&inside(&notice, "p"), said);
    let actions = inside(&notice, ".notice-actions");
    for (label, does, with) in buttons {
        let button = create("button");
        set(&button, "type", "button");
        set(&button, "class", "button small");
        set(&button, "data-do", does);
        set(&button, "data-with", with);
        text(&button, label);
        append(&actions, &button);
    }
    append(&by_id("notices"), &notice);
}

pub(super) fn not_kept() {
    notice(
        "warning",
        "This browser does not let Finegrain keep what you type. Copy the link before you close this page, or allow storage for it.",
        &[],
    );
}

pub(super) fn damaged() {
    notice(
        "warning",
        "What was kept from last time is damaged. This is what could be read of it: look it over before you share it.",
        &[],
    );
}

pub(super) fn form_has_changed() {
    notice(
        "warning",
        "GitHub has changed its form, and Finegrain does not recognise it: there are no hints on it until Finegrain is updated. Building and checking links works as before.",
        &[],
    );
}

/// What a template of another page could not hold.
pub(super) fn left_behind(link: &Link) {
    let names: Vec<String> = Sketch::left_behind(link).map(quoted).collect();
    if !names.is_empty() {
        let said = format!("Left behind, because GitHub would ignore it: {}.", names.join(", "));
        notice("info", &said, &[]);
    }
}

/// Offers the template of the tab in front of which the popup opened.
pub(super) fn offer(app: &App, address: &str) {
    let link = Link::read(address);
    let check = ("Check it", "check-link", link.text.as_str());
    match link.page {
        _ if !app.may_open(&link.text) => {}
        Page::Form if link.parameters.is_empty() || Sketch::of(&link).url() == app.build.borrow().url => {}
        Page::Form => {
            let name = link
                .parameter("name")
                .map_or(String::new(), |name| format!(": {}", quoted(&name.value)));
            let said = format!("This tab holds a template{name}.");
            let edit = ("Edit it", "edit-link", link.text.as_str());
            notice("info", &said, &[check, edit]);
        }
        Page::Classic if !link.parameters.is_empty() => {
            notice("info", "This tab asks for a classic token.", &[check]);
        }
        _ => {}
    }
}
