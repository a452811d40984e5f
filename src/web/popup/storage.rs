//! What was typed is kept: in the browser's own storage, and on a plain web page in its address, too.
//!
//! The record is form-urlencoded: `link=...&repositories=...&check=...&tab=...&end=1`. Where the engine cannot start, the
//! page still reads the link out of it. No token gets in: the link and the text are without them.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::Storage;

use crate::{
    link::{Link, Sketch, bookmark},
    web::popup::{
        APP, App, build, check,
        dom::{fill, window},
        message,
        tabs::{self, Tab},
    },
};

const KEY: &str = "finegrain";

/// How long after a change the address is brought up to date, in milliseconds.
const PAUSE: u32 = 300;

/// The last thing in a record: without it, the record was cut.
const END: &str = "end";

/// What is kept by now.
#[derive(Default)]
pub(super) struct Kept {
    record: String,
    /// The page's own fragment, as it was last read or written.
    fragment: String,
    /// Whether keeping failed: that is said once.
    failed: bool,
    /// Whether everything is loaded: nothing may be kept before.
    loaded: bool,
}

/// The fragment of the page's own address.
fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// The same without the `#` that it begins with.
fn fragment_in_address() -> String {
    hash().trim_start_matches('#').to_owned()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Starts from what the address says, or else from what was kept.
pub(super) fn load(app: &App) {
    let mut tab = Tab::Build;
    let mut repositories = String::new();
    let mut whole = true;
    let stored = storage().map(|storage| storage.get_item(KEY));
    let readable = matches!(stored, Some(Ok(_)));
    if let Some(Ok(Some(record))) = stored {
        whole = false;
        for (key, value) in form_urlencoded::parse(record.as_bytes()) {
            match key.as_ref() {
                "link" => {
                    app.sketch.replace(Sketch::of(&Link::read(&value)));
                }
                "repositories" => repositories = value.into_owned(),
                "check" => fill("paste", &value),
                "tab" => tab = Tab::named(&value).unwrap_or(tab),
                END => whole = true,
                _ => {}
            }
        }
    }
    app.sketch.borrow_mut().repositories = repositories;
    // What is said below would end with the next thing that is shown, so everything is shown first.
    build::update(app);
    check::judge(app);
    let mut from_address = false;
    if let Some(url) = bookmark::url_of(&hash()) {
        let sketch = Sketch::of(&Link::read(&url));
        from_address = *app.sketch.borrow() != sketch;
        if from_address {
            open(app, &sketch);
        }
        tab = Tab::Build;
    }
    {
        let mut kept = app.kept.borrow_mut();
        kept.fragment = fragment_in_address();
        kept.loaded = true;
        kept.failed = !readable;
    }
    tabs::select(app, tab);
    if !readable {
        message::not_kept();
    } else if !whole && !from_address {
        message::damaged();
    }
}

/// Takes over the template of the page's own address after that was changed by hand.
pub(super) fn address_changed(app: &App) {
    let fragment = fragment_in_address();
    if fragment == app.kept.borrow().fragment {
        return;
    }
    app.kept.borrow_mut().fragment.clone_from(&fragment);
    let url = bookmark::url_of(&fragment);
    open(
        app,
        &url.map_or_else(Sketch::default, |url| Sketch::of(&Link::read(&url))),
    );
}

/// Goes on with the template of the page's own address; a draft that was there before can be brought back.
fn open(app: &App, sketch: &Sketch) {
    let change = |app: &App| {
        app.sketch.replace(sketch.clone());
        build::update(app);
        tabs::select(app, Tab::Build);
    };
    let blank = *app.sketch.borrow() == Sketch::default();
    if blank {
        change(app);
    } else {
        message::done(app, "Opened from the address of this page.", &change);
    }
}

/// Keeps everything, if anything changed.
pub(super) fn keep(app: &App) {
    if !app.kept.borrow().loaded {
        return;
    }
    let record = record(app);
    let mut kept = app.kept.borrow_mut();
    if record == kept.record {
        return;
    }
    keep_in_address_soon(app);
    let written = storage().is_some_and(|storage| storage.set_item(KEY, &record).is_ok());
    kept.record = record;
    if !written && !kept.failed {
        kept.failed = true;
        message::not_kept();
    }
}

fn record(app: &App) -> String {
    let sketch = app.sketch.borrow();
    let check = app.check.borrow();
    let build = app.build.borrow();
    let mut record = form_urlencoded::Serializer::new(String::new());
    record.append_pair("link", &build.url);
    record.append_pair("repositories", &crate::sanitize::secrets::redact(&sketch.repositories));
    // A whole repository that somebody pasted would fill the storage.
    let text = if check.text.len() > 100_000 { "" } else { &check.text };
    record.append_pair("check", text);
    record.append_pair("tab", app.tab.get().id());
    record.append_pair(END, "1");
    record.finish()
}

/// Writes the template into the address of a plain web page, but not for every letter: browsers allow it only so often.
fn keep_in_address_soon(app: &App) {
    if app.extension {
        return;
    }
    let start = || Timeout::new(PAUSE, || APP.get().into_iter().for_each(keep_in_address));
    app.pause.borrow_mut().get_or_insert_with(start);
}

/// Writes the template into the address of a plain web page.
pub(super) fn keep_in_address(app: &App) {
    if app.extension {
        return;
    }
    app.pause.take();
    let in_address = fragment_in_address();
    if !in_address.is_empty() && in_address != app.kept.borrow().fragment {
        // Somebody changed the address, and the browser has not said so yet: Firefox runs timers that are due first.
        address_changed(app);
        return;
    }
    let fragment = bookmark::fragment_of(&app.build.borrow().url);
    let mut kept = app.kept.borrow_mut();
    if fragment == kept.fragment {
        return;
    }
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
    kept.fragment = fragment;
}
