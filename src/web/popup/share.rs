//! Copying: the link in every form in which it is passed on.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{HtmlDialogElement, HtmlElement};

use crate::web::popup::{
    App,
    dom::{all, by_id, first, focus, get, input, inside, is_shown, set, show, unset, window},
    message,
    tabs::Tab,
};
use crate::{
    link::Link,
    text::share::{Format, share_link},
};
/// The links that Check shows.
const CHECKED: &str = "#cards .result-link .link";

/// Copies the live link in the form of this name.
pub(super) fn copy_as(app: &App, name: &str) {
    let label = inside(&by_id("formats"), &format!("[data-with={name}]")).text_content();
    // The borrow ends before `copy`, which may show a message and so draw everything anew.
    let copied = {
        let url = &app.build.borrow().url;
        let template = Link::read(url).template().unwrap_or_default();
        share_link(url.clone(), &template, Format::named(name).unwrap_or(Format::Url))
    };
    copy(copied, format!("{} copied.", label.unwrap_or_default().trim()));
}

/// Copies a text, and says so; where the browser refuses, hands it over to be copied by hand.
pub(super) fn copy(copied: String, said: String) {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"));
    // An address without https has no clipboard.
    let Some(clipboard) = clipboard.ok().filter(JsValue::is_object) else {
        by_hand(&copied);
        return;
    };
    let writing = clipboard.unchecked_into::<web_sys::Clipboard>().write_text(&copied);
    let written = Closure::once(move |_: JsValue| message::say(&said));
    let refused = Closure::once(move |_: JsValue| by_hand(&copied));
    let _ = writing.then2(&written, &refused);
    // One of the two runs, later.
    written.forget();
    refused.forget();
}

fn by_hand(copied: &str) {
    let field = by_id("by-hand-text");
    input(&field).set_value(copied);
    let _ = by_id("by-hand").unchecked_into::<HtmlDialogElement>().show_modal();
    focus(&field);
    input(&field).select();
}

/// Opens or closes the menu of forms.
pub(super) fn toggle_menu(open: bool) {
    let menu = by_id("formats");
    let button = by_id("formats-button");
    show(&menu, open);
    set(&button, "aria-expanded", if open { "true" } else { "false" });
    if open {
        focus(&inside(&menu, "button"));
    }
}

pub(super) fn menu_is_open() -> bool {
    is_shown(&by_id("formats"))
}

/// Moves in the menu by keys, from the item of this name.
pub(super) fn menu_key(name: &str, key: &str) -> bool {
    let items = all("#formats button");
    let at = items.iter().position(|item| with(item) == name).unwrap_or(0);
    let last = items.len().saturating_sub(1);
    let next = match key {
        "ArrowDown" => {
            if at < last {
                at + 1
            } else {
                0
            }
        }
        "ArrowUp" => at.checked_sub(1).unwrap_or(last),
        "Home" => 0,
        "End" => last,
        "Escape" | "Tab" => {
            toggle_menu(false);
            focus(&by_id("formats-button"));
            return key == "Escape";
        }
        letter if letter.len() == 1 => {
            // The next item that begins with the letter, from the top again after the last.
            let fits = |item: &HtmlElement| {
                let text = item.text_content().unwrap_or_default();
                text.get(..1).is_some_and(|first| first.eq_ignore_ascii_case(letter))
            };
            let mut turn = (at + 1..items.len()).chain(0..=at);
            turn.find(|at| items.get(*at).is_some_and(fits)).unwrap_or(at)
        }
        _ => return false,
    };
    if let Some(next) = items.get(next) {
        focus(next);
    }
    true
}

/// Marks the link in view, of which there is one: in Check the first one there, else the one being built.
pub(super) fn mark_link(app: &App) {
    const MARK: &str = "data-template-link";
    for marked in all("[data-template-link]") {
        unset(&marked, MARK);
    }
    let checked = first(CHECKED).filter(|_| app.tab.get() == Tab::Check);
    set(&checked.unwrap_or_else(|| by_id("link")), MARK, "");
}

/// Copies the first link in Check, or the one being built.
pub(super) fn copy_shown(app: &App) {
    if app.tab.get() != Tab::Check {
        copy_as(app, "url");
    } else if let Some(link) = first(CHECKED) {
        copy(link.text_content().unwrap_or_default(), "Link copied.".to_owned());
    }
}

/// What an element of the page has to be copied: `data-with`.
pub(super) fn with(element: &HtmlElement) -> String {
    get(element, "data-with")
}
