//! The few things that the popup does with a page.

use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{Document, DocumentFragment, Element, HtmlElement, HtmlInputElement, HtmlTemplateElement, Node, Window};

#[wasm_bindgen]
extern "C" {
    // By name: `web_sys::window()` asks whether there is one in four ways.
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Window;

    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Document;
}

pub(super) fn window() -> Window {
    WINDOW.with(Clone::clone)
}

pub(super) fn document() -> Document {
    DOCUMENT.with(Clone::clone)
}

/// The element with this id; one that is nowhere if the page has none, so that a slip in the page breaks one thing only.
pub(super) fn by_id(id: &str) -> HtmlElement {
    document()
        .get_element_by_id(id)
        .map_or_else(|| create("i"), JsCast::unchecked_into)
}

/// The first element inside `parent` that fits; if there is none, one that is nowhere.
pub(super) fn inside(parent: &Element, selector: &str) -> HtmlElement {
    match parent.query_selector(selector) {
        Ok(Some(found)) => found.unchecked_into(),
        _ => create("i"),
    }
}

/// All elements of the page that fit, in order.
pub(super) fn all(selector: &str) -> Vec<HtmlElement> {
    let mut all = Vec::new();
    if let Ok(found) = document().query_selector_all(selector) {
        while let Some(next) = found.item(all.len().try_into().unwrap_or(u32::MAX)) {
            all.push(next.unchecked_into());
        }
    }
    all
}

/// The first element of the page's main part that fits.
pub(super) fn first(selector: &str) -> Option<HtmlElement> {
    let found = by_id("main").query_selector(selector).ok().flatten();
    found.map(JsCast::unchecked_into)
}

/// The element itself or the nearest around it that fits.
pub(super) fn around(element: &Element, selector: &str) -> Option<HtmlElement> {
    element.closest(selector).ok().flatten().map(JsCast::unchecked_into)
}

pub(super) fn create(tag: &str) -> HtmlElement {
    document()
        .create_element(tag)
        .map_or_else(JsCast::unchecked_into, JsCast::unchecked_into)
}

/// A copy of what the template with this id holds.
pub(super) fn stamp(id: &str) -> HtmlElement {
    let content: DocumentFragment = by_id(id).unchecked_into::<HtmlTemplateElement>().content();
    content
        .first_element_child()
        .and_then(|element| element.clone_node_with_deep(true).ok())
        .map_or_else(|| create("i"), JsCast::unchecked_into)
}

pub(super) fn append(parent: &Node, child: &Node) {
    let _ = parent.append_child(child);
}

pub(super) fn text(element: &Node, text: &str) {
    element.set_text_content(Some(text));
}

pub(super) fn clear(element: &Node) {
    element.set_text_content(None);
}

/// Puts `message` into the element, what stands between backticks as code.
pub(super) fn marked(element: &Element, message: &str) {
    clear(element);
    for (at, part) in message.split('`').enumerate() {
        if at % 2 == 1 {
            let code = create("code");
            text(&code, part);
            append(element, &code);
        } else if !part.is_empty() {
            append(element, &document().create_text_node(part));
        }
    }
}

pub(super) fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

pub(super) fn unset(element: &Element, name: &str) {
    let _ = element.remove_attribute(name);
}

pub(super) fn get(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

pub(super) fn show(element: &Element, shown: bool) {
    if shown {
        unset(element, "hidden");
    } else {
        set(element, "hidden", "");
    }
}

pub(super) fn is_shown(element: &Element) -> bool {
    element.get_attribute("hidden").is_none()
}

pub(super) fn focus(element: &HtmlElement) {
    let _ = element.focus();
}

/// The element as an input; text areas have the same properties.
pub(super) fn input(element: &HtmlElement) -> &HtmlInputElement {
    element.unchecked_ref()
}

/// What stands in the field with this id.
pub(super) fn value(id: &str) -> String {
    input(&by_id(id)).value()
}

/// Fills the field with this id, unless it holds that already: setting it would move the caret.
pub(super) fn fill(id: &str, value: &str) {
    let field = by_id(id);
    let field = input(&field);
    if field.value() != value {
        field.set_value(value);
    }
}

/// The text with its first letter in upper case.
pub(super) fn sentence_case(text: &str) -> String {
    let mut sentence = text.to_owned();
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}
