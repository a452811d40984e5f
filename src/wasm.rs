//! The one door between the engine and JavaScript.
//!
//! Strings come in, plain objects go out: reading objects would cost more of the module than the whole rest of the door.
//! The objects hold nothing but what JSON can, because Chromium passes messages between pages as JSON.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::{
    Options, Verdict,
    form::panel,
    judge,
    reading::Reading,
    rules::is_trusted,
    template::{Link, Page, find},
};

/// Runs when the module starts, in the background and in the popup alike.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// What a pasted text holds.
#[derive(Serialize)]
struct Checked {
    links: Vec<CheckedLink>,
}

#[derive(Serialize)]
struct CheckedLink {
    /// The link as it was read.
    text: String,
    /// Whether it leads to the form on a host that is GitHub's.
    trusted: bool,
    #[serde(flatten)]
    verdict: Verdict,
}

/// Finds the links in `text` and judges each.
#[wasm_bindgen]
pub fn check(text: &str) -> JsValue {
    let options = Options::default();
    let links = find::pasted(text).into_iter().map(|link: Link| CheckedLink {
        trusted: link.page == Page::Form && !link.userinfo && is_trusted(&link.host, &options),
        verdict: judge(&link, &options),
        text: link.text,
    });
    plain(&Checked { links: links.collect() })
}

/// What the panel says about a reading of GitHub's form, which comes as one form-urlencoded string (see `reading.rs`).
#[wasm_bindgen]
pub fn form(reading: &str) -> JsValue {
    plain(&panel(&Reading::parse(reading)))
}

fn plain(value: &impl Serialize) -> JsValue {
    // Everything that is serialised here is made of strings, numbers, lists and maps: none of them can fail.
    value
        .serialize(&Serializer::json_compatible())
        .unwrap_or(JsValue::UNDEFINED)
}
