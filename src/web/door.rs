//! The one door between Rust and JavaScript.
//!
//! Answers are plain objects of what JSON can hold: Chromium passes messages between pages as JSON.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::{
    advice::judgment,
    link::Link,
    lint::{Options, form::Reading},
    page::panel::panel,
    understand,
    web::popup,
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

/// What the panel says about a reading of GitHub's form, which comes form-urlencoded (see `lint/form.rs`).
///
/// # Errors
///
/// As for [`judge`].
#[wasm_bindgen]
pub fn form(reading: &str) -> Result<JsValue, JsValue> {
    object(&panel(&Reading::parse(reading)))
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

/// Starts the popup. `about` is form-urlencoded (see `popup/mod.rs`).
#[wasm_bindgen]
pub fn popup(about: &str) {
    popup::start(about);
}

/// Tells the popup what there is in the tab in front of which it opened.
#[wasm_bindgen]
pub fn popup_tab(about: &str) {
    popup::tab(about);
}

/// A plain object: maps as objects, nothing as `null`.
fn object(answer: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(answer.serialize(&serde_wasm_bindgen::Serializer::json_compatible())?)
}
