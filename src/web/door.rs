//! The one door between Rust and JavaScript.
//!
//! Answers are plain objects of what JSON can hold: Chromium passes messages between pages as JSON.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{
    advice::judgment,
    link::Link,
    lint::{Options, form::Reading},
    page::panel,
    understand,
    view::{
        panel::view,
        popup::{Msg, state::About},
    },
    web::browser::{self, Host},
};

/// Starts an instance.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// What there is to say about a link. `options` is form-urlencoded.
///
/// # Errors
///
/// Where the answer cannot be made an object of JavaScript, which no answer of the engine has been seen to do.
#[wasm_bindgen]
pub fn judge(link: &str, options: &str) -> Result<JsValue, JsValue> {
    object(&judgment(&Link::read(link), &Options::parse(options)))
}

/// What the panel says about a reading of GitHub's form, which is an object with the fields of `lint::form::Reading`.
///
/// # Errors
///
/// Where `reading` is something else, and as for [`judge`].
#[wasm_bindgen]
pub fn form(reading: JsValue) -> Result<JsValue, JsValue> {
    let reading: Reading = serde_wasm_bindgen::from_value(reading)?;
    object(&view(&panel(&reading)))
}

/// What a text is that someone typed or pasted, and what a token needs for it.
///
/// # Errors
///
/// As for [`judge`].
#[wasm_bindgen]
pub fn understand(text: &str) -> Result<JsValue, JsValue> {
    object(&understand::understand(text))
}

/// Starts the popup; `about` is an `About` of `view/popup/state.rs`.
///
/// # Errors
///
/// Where `about` is something else.
#[wasm_bindgen]
pub fn popup(about: JsValue, host: Host) -> Result<(), JsValue> {
    browser::start(serde_wasm_bindgen::from_value(about)?, host);
    Ok(())
}

/// Tells the popup what its owner has set.
///
/// # Errors
///
/// Where `about` is no such object.
#[wasm_bindgen]
pub fn popup_about(about: JsValue) -> Result<(), JsValue> {
    browser::send(Msg::About(serde_wasm_bindgen::from_value::<About>(about)?));
    Ok(())
}

/// Tells the popup what there is in the tab in front of which it opened; a `Tab` of `view/popup/state.rs`.
///
/// # Errors
///
/// Where `tab` is something else.
#[wasm_bindgen]
pub fn popup_tab(tab: JsValue) -> Result<(), JsValue> {
    browser::send(Msg::Tab(serde_wasm_bindgen::from_value(tab)?));
    Ok(())
}

/// Hands the popup the links of templates that were saved on GitHub's form.
#[wasm_bindgen]
pub fn popup_save(links: Vec<String>) {
    browser::send(Msg::SavedElsewhere(links));
}

/// Puts a text into the box of the popup, as if it had been pasted.
#[wasm_bindgen]
pub fn popup_check(text: String) {
    browser::send(Msg::Check(text));
}

/// A plain object: maps as objects, nothing as `null`.
fn object(answer: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(answer.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
