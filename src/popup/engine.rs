//! The way from the popup to the engine, which is a WebAssembly of its own: the popup's would be too large with it.
//!
//! The page hands over the engine's functions; what they answer are strings and plain objects, read here field by field.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, throw_val};

use crate::{
    Diagnostic, Fix, Severity, Span,
    advice::summary::{RiskOf, Summary},
    small::Gather,
    template::Link,
};

/// The engine's door.
pub(super) struct Engine {
    judge: Function,
    share: Function,
    suggest: Function,
    /// What every question carries, form-urlencoded.
    options: String,
}

/// What the engine says about a link.
pub(super) struct Answer {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The link, or the links, after all fixes.
    pub(super) fixed: Option<Vec<String>>,
    /// The verdict in one sentence.
    pub(super) sentence: String,
    /// What the token could do, where the link leads to a form.
    pub(super) summary: Option<Summary>,
}

impl Answer {
    /// The severity of the worst diagnostic.
    pub(super) fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().map(|found| found.severity).min()
    }
}

impl Engine {
    pub(super) fn new(engine: &JsValue, options: &str) -> Engine {
        let function = |name: &str| get(engine, name).unchecked_into();
        Engine {
            judge: function("judge"),
            share: function("share"),
            suggest: function("suggest"),
            options: options.to_owned(),
        }
    }

    /// What there is to say about a link, the mended link included.
    pub(super) fn judge(&self, link: &Link) -> Answer {
        let answer = self.ask(&link.text, true);
        let fixed = get(&answer, "fixed");
        let summary = get(&answer, "summary");
        Answer {
            diagnostics: diagnostics(&answer),
            fixed: fixed.is_object().then(|| texts(&fixed)),
            sentence: text(&answer, "sentence"),
            summary: summary.is_object().then(|| Summary {
                can: texts(&get(&summary, "can")),
                bounds: text(&summary, "bounds"),
                risk: risk(&summary),
            }),
        }
    }

    /// What there is to say about a link that is still being typed: the fixes have titles, and no links yet.
    pub(super) fn glance(&self, url: &str) -> (Vec<Diagnostic>, RiskOf) {
        let answer = self.ask(url, false);
        (diagnostics(&answer), risk(&answer))
    }

    /// The link in a form in which it is passed on.
    pub(super) fn share(&self, url: &str, format: &str) -> String {
        let shared = self.share.call2(&JsValue::NULL, &url.into(), &format.into());
        shared
            .unwrap_or_else(|error| throw_val(error))
            .as_string()
            .unwrap_or_default()
    }

    /// The parameter that somebody most likely meant who wrote this.
    pub(super) fn suggest(&self, written: &str) -> Option<String> {
        let meant = self.suggest.call1(&JsValue::NULL, &written.into());
        meant.unwrap_or_else(|error| throw_val(error)).as_string()
    }

    fn ask(&self, url: &str, mend: bool) -> JsValue {
        // Where the engine fails, its own error reaches the page, which says so; there is nothing to add to it.
        self.judge
            .call3(&JsValue::NULL, &url.into(), &self.options.as_str().into(), &mend.into())
            .unwrap_or_else(|error| throw_val(error))
    }
}

fn diagnostics(answer: &JsValue) -> Vec<Diagnostic> {
    list(&get(answer, "diagnostics"))
        .map(|found| diagnostic(&found))
        .gather()
}

fn risk(of: &JsValue) -> RiskOf {
    let risk = get(of, "risk");
    RiskOf {
        word: known(&text(&risk, "word")),
        label: known(&text(&risk, "label")),
        sentence: text(&risk, "sentence"),
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
    list(array).filter_map(|text| text.as_string()).gather()
}

/// A code or an address, of which there are a few dozen: each is kept once, for the life of the page.
fn known(text: &str) -> &'static str {
    use std::cell::RefCell;
    thread_local! {
        static KNOWN: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(found) = known.iter().find(|known| **known == text) {
            return *found;
        }
        let kept: &'static str = text.to_owned().leak();
        known.push(kept);
        kept
    })
}
