//! What the popup does. The page (`www/popup.html`) holds the structure, its style sheet the look; here is the behaviour.
//!
//! Everything follows from one [`Sketch`] and one pasted text: a handler changes one of them, then the view is brought up
//! to date, in place, so that nothing moves under the hand of who types. Strangers' texts get into the page as text only.

mod build;
mod check;
mod dom;
mod events;
mod hints;
mod limits;
mod message;
mod picker;
mod presets;
mod rows;
mod share;
mod storage;
mod tabs;

use std::cell::{Cell, RefCell};

use gloo::timers::callback::Timeout;

use crate::{
    link::{Link, Page, Sketch},
    lint::Options,
};
use tabs::Tab;

/// The whole state of the popup. Every part has its own cell: setting the focus calls handlers at once, in the middle of
/// whatever set it.
struct App {
    /// Whether this is an extension's page, or one of the web.
    extension: bool,
    options: Options,
    sketch: RefCell<Sketch>,
    build: RefCell<build::Shown>,
    picker: RefCell<picker::Open>,
    check: RefCell<check::Checked>,
    undo: RefCell<Option<message::Undo>>,
    tab: Cell<Tab>,
    kept: RefCell<storage::Kept>,
    /// What happens a while after a change, if that is to come.
    pause: RefCell<Option<Timeout>>,
}

impl App {
    /// Whether an address was written by the engine for a form of GitHub's, and may be opened.
    fn may_open(&self, url: &str) -> bool {
        let link = Link::read(url);
        url.starts_with("https://")
            && !link.userinfo
            && matches!(link.page, Page::Form | Page::Classic)
            && self.options.trust(&link.host)
    }
}

thread_local! {
    static APP: Cell<Option<&'static App>> = const { Cell::new(None) };
}

/// Starts the popup. `about` says as a form-urlencoded string what only the page knows: `extension`, `host` and
/// `threshold`.
pub(crate) fn start(about: &str) {
    let extension = form_urlencoded::parse(about.as_bytes()).any(|(key, _)| key == "extension");
    // One for the life of the page.
    let app: &'static App = Box::leak(Box::new(App {
        extension,
        options: Options::parse(about),
        sketch: RefCell::default(),
        build: RefCell::default(),
        picker: RefCell::default(),
        check: RefCell::default(),
        undo: RefCell::default(),
        tab: Cell::new(Tab::Build),
        kept: RefCell::default(),
        pause: RefCell::default(),
    }));
    APP.set(Some(app));
    limits::fill();
    presets::fill();
    storage::load(app);
    events::listen(app);
}

/// Tells what there is in the tab in front of which the popup opened, form-urlencoded: `link` and `state`.
pub(crate) fn tab(about: &str) {
    let Some(app) = APP.get() else { return };
    let mut link = String::new();
    for (key, value) in form_urlencoded::parse(about.as_bytes()) {
        match (key.as_ref(), value.as_ref()) {
            ("link", address) => address.clone_into(&mut link),
            ("state", "unrecognised") => message::form_has_changed(),
            _ => {}
        }
    }
    message::offer(app, &link);
}
