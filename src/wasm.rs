//! The one door between Rust and JavaScript, for both modules of WebAssembly: the engine and the popup.
//!
//! Strings come in, plain objects go out: reading objects would cost more of a module than the whole rest of the door.
//! The objects hold nothing but what JSON can, because Chromium passes messages between pages as JSON.

#[cfg(feature = "engine")]
mod plain;

use wasm_bindgen::prelude::*;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Starts an instance of a module, with the tables of the extension's `catalog.tsv`.
#[wasm_bindgen]
pub fn start(catalog: String) {
    console_error_panic_hook::set_once();
    crate::catalog::load(catalog);
}

#[cfg(feature = "engine")]
mod engine {
    use wasm_bindgen::prelude::*;

    use super::plain::{Plain, object};
    use crate::{
        Options,
        advice::{summary::of_link, verdict::sentence},
        form::panel,
        reading::Reading,
        rules,
        template::{
            Link,
            share::{Format, share_link},
        },
    };

    /// What there is to say about a link: `diagnostics` and `fixed` of a `Verdict` (see `verdict.rs`), the verdict as a
    /// `sentence`, and a `summary` of what the token could do; the popup reads the link itself. `options` is
    /// form-urlencoded. Without `mend`, which is what a link that is being typed needs, there are only `diagnostics`, whose
    /// fixes lead nowhere, and the `risk`.
    #[wasm_bindgen]
    pub fn judge(link: &str, options: &str, mend: bool) -> JsValue {
        let link = Link::read(link);
        let options = Options::parse(options);
        let summary = of_link(&link);
        if !mend {
            let risk = summary.map(|summary| summary.risk);
            return object(&[("diagnostics", &rules::diagnose_only(&link, &options)), ("risk", &risk)]);
        }
        let verdict = rules::judge(&link, &options);
        object(&[
            ("sentence", &sentence(&link, &verdict)),
            ("summary", &summary),
            ("diagnostics", &verdict.diagnostics),
            ("fixed", &verdict.fixed),
        ])
    }

    /// The parameter that somebody most likely meant who wrote this.
    #[wasm_bindgen]
    pub fn suggest(written: &str) -> Option<String> {
        crate::catalog::suggest(written).map(str::to_owned)
    }

    /// A template link in the form of this name in which it is passed on.
    #[wasm_bindgen]
    pub fn share(link: &str, format: &str) -> String {
        let template = Link::read(link).template().unwrap_or_default();
        let format = Format::named(format).unwrap_or(Format::Url);
        share_link(link.to_owned(), &template, format)
    }

    /// What the panel says about a reading of GitHub's form, which comes form-urlencoded (see `reading.rs`).
    #[wasm_bindgen]
    pub fn form(reading: &str) -> JsValue {
        panel(&Reading::parse(reading)).plain()
    }
}

#[cfg(feature = "popup")]
mod popup {
    use wasm_bindgen::prelude::*;

    /// Starts the popup. `about` is form-urlencoded (see `popup/mod.rs`), `engine` an object with the engine's functions.
    #[wasm_bindgen]
    pub fn popup(about: &str, engine: &JsValue) {
        crate::popup::start(about, engine);
    }

    /// Tells the popup what there is in the tab in front of which it opened.
    #[wasm_bindgen]
    pub fn popup_tab(about: &str) {
        crate::popup::tab(about);
    }
}
