//! Copying: the link in every form in which it is passed on.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{HtmlDialogElement, HtmlElement};

use super::{
    App,
    dom::{append, by_id, create, document, focus, get, input, inside, set, show, text, unset, window},
    message,
    tabs::Tab,
};
use crate::template::share::Format;

/// Writes the menu.
pub(super) fn fill() {
    let menu = by_id("formats");
    for (_, name, label) in Format::ALL {
        let item = create("button");
        set(&item, "type", "button");
        set(&item, "role", "menuitem");
        set(&item, "data-do", "copy-as");
        set(&item, "data-with", name);
        item.set_tab_index(-1);
        text(&item, label);
        append(&menu, &item);
    }
}

/// Copies the live link in a form.
pub(super) fn copy_as(app: &App, name: &str) {
    let format = Format::ALL.into_iter().find(|(_, known, _)| *known == name);
    let Some((_, _, label)) = format else { return };
    let copied = app.engine.share(&app.build.borrow().url, name);
    copy(copied, format!("{label} copied."));
}

/// Copies a text, and says so; where the browser refuses, hands it over to be copied by hand.
pub(super) fn copy(copied: String, said: String) {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"));
    // An address without https has no clipboard.
    let Ok(clipboard) = clipboard.and_then(JsCast::dyn_into::<web_sys::Clipboard>) else {
        by_hand(&copied);
        return;
    };
    let writing = clipboard.write_text(&copied);
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
    !by_id("formats").hidden()
}

/// Moves in the menu by keys.
pub(super) fn menu_key(item: &HtmlElement, key: &str) -> bool {
    let menu = by_id("formats");
    let next = match key {
        "ArrowDown" => item.next_element_sibling().or(menu.first_element_child()),
        "ArrowUp" => item.previous_element_sibling().or(menu.last_element_child()),
        "Home" => menu.first_element_child(),
        "End" => menu.last_element_child(),
        "Escape" => {
            toggle_menu(false);
            focus(&by_id("formats-button"));
            return true;
        }
        "Tab" => {
            toggle_menu(false);
            focus(&by_id("formats-button"));
            return false;
        }
        letter if letter.len() == 1 => starting_with(item, letter),
        _ => return false,
    };
    if let Some(next) = next {
        focus(next.unchecked_ref());
    }
    true
}

/// The next item whose text begins with a letter.
fn starting_with(item: &HtmlElement, letter: &str) -> Option<web_sys::Element> {
    let fits = |element: &web_sys::Element| {
        let text = element.text_content().unwrap_or_default();
        text.get(..1).is_some_and(|first| first.eq_ignore_ascii_case(letter))
    };
    let mut next = item.next_element_sibling();
    while let Some(element) = next {
        if fits(&element) {
            return Some(element);
        }
        next = element.next_element_sibling();
    }
    let mut next = by_id("formats").first_element_child();
    while let Some(element) = next {
        if fits(&element) {
            return Some(element);
        }
        next = element.next_element_sibling();
    }
    None
}

/// Marks the link in view, of which there is one: in Check the first one there, else the one being built.
pub(super) fn mark_link(app: &App) {
    const MARK: &str = "data-template-link";
    if let Ok(Some(marked)) = document().query_selector("[data-template-link]") {
        unset(&marked, MARK);
    }
    let checked = document().query_selector("#cards .result-link .link").ok().flatten();
    let checked = checked.filter(|_| app.tab.get() == Tab::Check);
    set(&checked.unwrap_or_else(|| by_id("link").into()), MARK, "");
}

/// Copies the first link in Check, or the one being built.
pub(super) fn copy_shown(app: &App) {
    if app.tab.get() != Tab::Check {
        copy_as(app, "url");
    } else if let Ok(Some(link)) = document().query_selector("#cards .result-link .link") {
        copy(link.text_content().unwrap_or_default(), "Link copied.".to_owned());
    }
}

/// What an element of the page has to be copied: `data-with`.
pub(super) fn with(element: &HtmlElement) -> String {
    get(element, "data-with")
}
