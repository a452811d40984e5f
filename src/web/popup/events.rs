//! What people do: one handler for the whole page, which goes by `data-do` and by ids.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget, HtmlDialogElement, HtmlElement, KeyboardEvent};

use crate::{
    link::Sketch,
    sanitize::count,
    web::popup::{
        App, build, check,
        dom::{around, by_id, document, first, focus, get, input, window},
        limits, message, picker, presets, rows,
        share::{self, with},
        storage,
        tabs::{self, Tab},
    },
};

pub(super) fn listen(app: &'static App) {
    // Some events are kept from what they would do.
    let active = EventListenerOptions::enable_prevent_default();
    let on = |target: &EventTarget, kind: &'static str| {
        EventListener::new_with_options(target, kind, active, move |event| handle(app, event)).forget();
    };
    for kind in ["click", "mousedown", "input", "change", "keydown", "focusout"] {
        on(&document(), kind);
    }
    for kind in ["pagehide", "hashchange", "resize", "scroll"] {
        on(&window(), kind);
    }
    on(&by_id("main"), "scroll");
}

fn handle(app: &'static App, event: &Event) {
    let kind = event.type_();
    let target = event.target();
    match kind.as_str() {
        "pagehide" => return storage::keep_in_address(app),
        "hashchange" => return storage::address_changed(app),
        // The list stands where the field was.
        "resize" | "scroll" => return picker::close(app),
        _ => {}
    }
    // What is pressed may be the line of an icon, which is no HTML, but does as well here.
    let Some(target) = target.map(JsCast::unchecked_into::<HtmlElement>) else {
        return;
    };
    match kind.as_str() {
        "input" => typed(app, &target),
        "change" => changed(app, &target),
        "click" => clicked(app, &target),
        // The field keeps the focus while somebody presses an option.
        "mousedown" if around(&target, "#pick-list").is_some() => event.prevent_default(),
        "keydown" => {
            let key: &KeyboardEvent = event.unchecked_ref();
            if pressed(app, &target, key) {
                event.prevent_default();
            }
        }
        "focusout" if target.id() == "pick" => picker::close(app),
        _ => {}
    }
}

fn typed(app: &App, target: &HtmlElement) {
    match target.id().as_str() {
        "pick" => picker::open(app),
        "preset-search" => presets::filter(),
        "paste" => check::judge(app),
        id if build::typed(app, id) => {}
        _ => {
            if let Some(row) = around(target, ".why").and_then(|why| around(&why, "[data-row]")) {
                let mut sketch = app.sketch.borrow_mut();
                sketch.reasons.insert(rows::parameter_of(&row), input(target).value());
                drop(sketch);
                build::refresh(app);
            }
        }
    }
}

fn changed(app: &App, target: &HtmlElement) {
    let field = input(target);
    if get(target, "name") == "expires" {
        build::expires(app, &field.value());
    } else if let Some(row) = around(target, "[data-row]")
        && let Ok(level) = field.value().parse()
    {
        app.sketch
            .borrow_mut()
            .permissions
            .insert(&rows::parameter_of(&row), level);
        build::refresh(app);
    }
}

fn clicked(app: &App, target: &HtmlElement) {
    if share::menu_is_open() && around(target, ".split").is_none() {
        share::toggle_menu(false);
    }
    if around(target, "#pick-list").is_some() {
        picker::press(app, target);
        return;
    }
    if target.id() == "pick" && !picker::is_open() {
        picker::open(app);
        return;
    }
    if let Some(tab) = around(target, "[role=tab]").as_ref().and_then(tabs::of) {
        tabs::select(app, tab);
        return;
    }
    let Some(button) = around(target, "[data-do]") else {
        return;
    };
    act(app, &button);
}

fn act(app: &App, button: &HtmlElement) {
    match get(button, "data-do").as_str() {
        "remove" => {
            if let Some(row) = around(button, "[data-row]") {
                rows::remove(app, &rows::parameter_of(&row));
            }
        }
        "fix" => fix(app, button),
        "fix-all" => check::fix_all(app, check::card_of(button)),
        "limit" => limits::open(app, &get(button, "data-limit")),
        "copy" => share::copy_as(app, "url"),
        "copy-as" => {
            share::toggle_menu(false);
            focus(&by_id("formats-button"));
            share::copy_as(app, &with(button));
        }
        "copy-this" => share::copy(check::link_beside(button), "Link copied.".to_owned()),
        "copy-lines" => share::copy(with(button), "Lines copied.".to_owned()),
        "formats" => share::toggle_menu(!share::menu_is_open()),
        "problems" => first_problem(app),
        "start-again" => start_again(app),
        "undo" => message::undo(app),
        "close-toast" => message::close_toast(app),
        "close-notice" => {
            close_notice(button);
            focus(&tabs::button(app.tab.get()));
        }
        "check-link" => {
            let link = with(button);
            close_notice(button);
            check::check(app, &link);
        }
        "edit-link" => {
            let link = with(button);
            close_notice(button);
            check::edit(app, &link);
        }
        "edit" => check::edit(app, &check::link_beside(button)),
        "use" => presets::take(app, &with(button)),
        "use-template" => use_template(app, &with(button)),
        "clear-check" => check::clear_text(app),
        "go-build" => go(app, Tab::Build, "pick"),
        "go-presets" => go(app, Tab::Presets, "preset-search"),
        "keys" => show_keys(),
        "close-dialog" => {
            if let Some(dialog) = around(button, "dialog") {
                dialog.unchecked_into::<HtmlDialogElement>().close();
            }
        }
        _ => {}
    }
}

fn close_notice(button: &HtmlElement) {
    if let Some(notice) = around(button, ".notice") {
        notice.remove();
    }
}

fn go(app: &App, tab: Tab, field: &str) {
    tabs::select(app, tab);
    focus(&by_id(field));
}

fn show_keys() {
    let _ = by_id("keys").unchecked_into::<HtmlDialogElement>().show_modal();
}

/// Applies the fix of a diagnostic, in Build or in Check.
fn fix(app: &App, button: &HtmlElement) {
    let place = get(button, "data-place");
    let at = get(button, "data-at").parse().unwrap_or(0);
    if around(button, "#check").is_some() {
        check::fix(app, check::card_of(button), at);
        return;
    }
    let Some((fix, urls)) = build::fix(app, &place, at) else {
        return;
    };
    if let [url] = urls.as_slice() {
        let link = crate::link::Link::read(url);
        message::done(app, &format!("{}: done.", fix.title.replace('`', "")), &|app| {
            let mut sketch = Sketch::of(&link);
            let old = app.sketch.borrow().clone();
            // Words among the repositories that are none yet stay.
            if sketch.read_repositories().0 == old.read_repositories().0 {
                sketch.repositories = old.repositories;
            }
            app.sketch.replace(sketch);
            build::update(app);
        });
        build::focus_place(app, &place);
    } else {
        // One template cannot be two: both are shown, to be copied or edited.
        check::check(app, &urls.join("\n"));
        message::say(&format!("These are {}.", count(urls.len(), "link")));
    }
}

fn first_problem(app: &App) {
    const HINTS: &str = "#build .hint[data-severity=error], #build .hint[data-severity=warning]";
    if let Some(list) = first(HINTS).and_then(|hint| around(&hint, "[data-place]")) {
        build::focus_place(app, &get(&list, "data-place"));
    }
}

fn start_again(app: &App) {
    message::done(app, "Template cleared.", &|app| {
        app.sketch.take();
        build::update(app);
    });
    focus(&by_id("name"));
}

fn use_template(app: &App, url: &str) {
    check::edit(app, url);
    focus(&by_id("owner"));
}

/// Answers whether the key meant something to the popup.
fn pressed(app: &App, target: &HtmlElement, event: &KeyboardEvent) -> bool {
    let key = event.key();
    if key == "Enter" && (event.ctrl_key() || event.meta_key()) {
        share::copy_shown(app);
        return true;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    if target.id() == "pick" {
        return picker::key(app, &key);
    }
    if around(target, "#formats").is_some() {
        return share::menu_key(&with(target), &key);
    }
    if around(target, "[role=tab]").is_some() && tabs::step(app, &key) {
        return true;
    }
    if target.id() == "formats-button" && matches!(key.as_str(), "ArrowDown" | "ArrowUp") {
        share::toggle_menu(true);
        return true;
    }
    let field = target.matches("input:not([type=radio]), textarea").unwrap_or(false);
    if field || around(target, "dialog").is_some() {
        return false;
    }
    match key.as_str() {
        "Delete" | "Backspace" => {
            let row = around(target, "[data-row]");
            if let Some(row) = &row {
                rows::remove(app, &rows::parameter_of(row));
            }
            row.is_some()
        }
        "/" => {
            match app.tab.get() {
                Tab::Presets => focus(&by_id("preset-search")),
                Tab::Check => focus(&by_id("paste")),
                _ => go(app, Tab::Build, "pick"),
            }
            true
        }
        "?" => {
            show_keys();
            true
        }
        _ => false,
    }
}
