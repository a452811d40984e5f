//! The way from the popup to the engine, which is a WebAssembly of its own: the popup's would be too large with it.
//!
//! The page hands over the engine's `judge`; what it answers is a plain object, read here field by field.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::{Diagnostic, Fix, Severity, Span, Verdict, template::Link};

/// The engine's door.
pub(super) struct Engine {
    judge: Function,
    /// What every question carries, form-urlencoded.
    options: String,
}

impl Engine {
    pub(super) fn new(judge: Function, options: &str) -> Engine {
        Engine {
            judge,
            options: options.to_owned(),
        }
    }

    /// What there is to say about a link, the mended link included.
    pub(super) fn judge(&self, link: &Link) -> Verdict {
        self.ask(link, true)
    }

    /// What there is to say about a link that is still being typed: the fixes have titles, and no links yet.
    pub(super) fn diagnostics(&self, link: &Link) -> Vec<Diagnostic> {
        self.ask(link, false).diagnostics
    }

    fn ask(&self, link: &Link, mend: bool) -> Verdict {
        let (text, options) = (JsValue::from_str(&link.text), JsValue::from_str(&self.options));
        // Where the engine fails, its own error reaches the page, which says so; there is nothing to add to it.
        let answer = self
            .judge
            .call3(&JsValue::NULL, &text, &options, &mend.into())
            .unwrap_or_else(|error| wasm_bindgen::throw_val(error));
        let fixed = get(&answer, "fixed");
        Verdict {
            template: link.template(),
            diagnostics: list(&get(&answer, "diagnostics"))
                .map(|found| diagnostic(&found))
                .collect(),
            fixed: fixed.is_object().then(|| texts(&fixed)),
            notes: link.notes.clone(),
        }
    }
}

fn diagnostic(found: &JsValue) -> Diagnostic {
    let fix = get(found, "fix");
    Diagnostic {
        code: known(&text(found, "code")),
        severity: match text(found, "severity").as_str() {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            _ => Severity::Info,
        },
        parameter: get(found, "parameter").as_string(),
        // Nothing here is underlined.
        span: Span::default(),
        message: text(found, "message"),
        help: text(found, "help"),
        docs: known(&text(found, "docs")),
        fix: fix.is_object().then(|| Fix {
            title: text(&fix, "title"),
            urls: texts(&get(&fix, "urls")),
        }),
    }
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or_default()
}

fn text(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap_or_default()
}

fn list(array: &JsValue) -> impl Iterator<Item = JsValue> {
    array.dyn_ref::<Array>().cloned().unwrap_or_default().into_iter()
}

fn texts(array: &JsValue) -> Vec<String> {
    list(array).filter_map(|text| text.as_string()).collect()
}

/// A code or an address, of which there are a few dozen: each is kept once, for the life of the page.
fn known(text: &str) -> &'static str {
    use std::cell::RefCell;
    thread_local! {
        static KNOWN: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }
    KNOWN.with_borrow_mut(|known| match known.iter().find(|known| **known == text) {
        Some(found) => found,
        None => {
            let kept: &'static str = text.to_owned().leak();
            known.push(kept);
            kept
        }
    })
}
