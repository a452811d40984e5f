//! The popup in the browser: events become messages, effects become what they say.

use std::{cell::RefCell, rc::Rc};

use gloo::{
    events::{EventListener, EventListenerOptions},
    render::{AnimationFrame, request_animation_frame},
    timers::callback::Timeout,
};
use js_sys::{Array, Date};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, Document, Element, HtmlAnchorElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent,
    MediaQueryList, ScrollIntoViewOptions, ScrollLogicalPosition, Storage, StorageEvent, Window,
};

use crate::{
    view::{
        node::Event,
        popup::{
            Effect, Msg, State,
            msg::{DRAFT, KeyTarget, LIBRARY, Press},
            state::About,
            update, view,
        },
    },
    web::paint::Painter,
};

#[wasm_bindgen]
extern "C" {
    /// What only the page's script can do.
    pub type Host;

    #[wasm_bindgen(method, js_name = openSettings)]
    fn open_settings(this: &Host);

    #[wasm_bindgen(method, js_name = openTab)]
    fn open_tab(this: &Host);

    #[wasm_bindgen(method)]
    fn close(this: &Host);
}

/// A popup that runs.
pub struct App {
    window: Window,
    document: Document,
    host: Host,
    state: State,
    painter: Painter<Msg>,
    /// The width of the line of chips and what it said, when the chips were measured.
    measured: (i32, String),
    /// The frame in which the chips are measured next.
    frame: Option<AnimationFrame>,
    /// A page paints, and events that come of that are nobody's.
    painting: bool,
}

type Shared = Rc<RefCell<App>>;

thread_local! {
    static APP: RefCell<Option<Shared>> = const { RefCell::new(None) };
}

/// Where popup.css has the details beside the rest.
const WIDE: &str = "(min-width: 1000px)";

/// Starts the popup on a page whose frame is there already; what was typed into it is kept.
pub fn start(about: About, host: Host) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let Some(container) = document.get_element_by_id("app") else {
        return;
    };
    let typed = field_value(document.get_element_by_id("box").as_ref());
    let mut state = State {
        about,
        ..State::default()
    };
    state.now = now();
    let wide = window.match_media(WIDE).ok().flatten();
    state.wide = wide.as_ref().is_some_and(MediaQueryList::matches);
    let storage = storage(&window);
    let kept = |key: &str| storage.as_ref().and_then(|storage| storage.get_item(key).ok()?);
    let mut first = Vec::new();
    if let Some(text) = kept(LIBRARY) {
        first.push(Msg::Stored(text));
    }
    let fragment = hash(&window);
    if state.about.extension || fragment.is_empty() {
        first.extend(kept(DRAFT).filter(|draft| !draft.is_empty()).map(Msg::Draft));
    } else {
        first.push(Msg::Address(fragment));
    }
    first.push(Msg::Typed(typed));
    let mut effects = Vec::new();
    for msg in first {
        effects.extend(update(&mut state, msg));
    }
    // Nothing has changed yet that would have to be kept.
    effects.retain(|effect| matches!(effect, Effect::After(..)));
    let app = Rc::new(RefCell::new(App {
        painter: Painter::new(container.clone()),
        window: window.clone(),
        document: document.clone(),
        host,
        state,
        measured: (0, String::new()),
        frame: None,
        painting: false,
    }));
    APP.with_borrow_mut(|known| *known = Some(app.clone()));
    paint(&app);
    for effect in effects {
        run(&app, effect);
    }
    listen(&app, &container, &document, &window);
    if let Some(wide) = wide {
        let query = wide.clone();
        on(&wide, "change", move |_| {
            dispatch(&app, Msg::Wide(query.matches()), None);
        });
    }
}

/// Sends a message to the popup that runs.
pub fn send(msg: Msg) {
    if let Some(app) = APP.with_borrow(Clone::clone) {
        dispatch(&app, msg, None);
    }
}

fn listen(app: &Shared, container: &Element, document: &Document, window: &Window) {
    for kind in Event::ALL {
        let app = app.clone();
        on(container, kind.name(), move |event| element_event(&app, kind, event));
    }
    let keys = app.clone();
    on(document, "keydown", move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            key_event(&keys, event);
        }
    });
    // The box keeps the focus while results are chosen with the pointer.
    on(container, "mousedown", |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.closest("[role=option]").is_ok_and(|found| found.is_some())) {
            event.prevent_default();
        }
    });
    let stored = app.clone();
    on(window, "storage", move |event| {
        let Some(event) = event.dyn_ref::<StorageEvent>() else {
            return;
        };
        let value = event.new_value().unwrap_or_default();
        match event.key().as_deref() {
            Some(LIBRARY) => dispatch(&stored, Msg::Stored(value), None),
            Some(DRAFT) => dispatch(&stored, Msg::Elsewhere(value), None),
            _ => {}
        }
    });
    let address = app.clone();
    on(window, "hashchange", move |_| {
        let fragment = hash(&address.borrow().window);
        dispatch(&address, Msg::Address(fragment), None);
    });
    let sized = app.clone();
    on(window, "resize", move |_| {
        measure(&sized);
    });
}

/// Listens for as long as the page lives.
fn on(target: &web_sys::EventTarget, name: &'static str, callback: impl FnMut(&web_sys::Event) + 'static) {
    EventListener::new_with_options(target, name, EventListenerOptions::enable_prevent_default(), callback).forget();
}

fn element_event(app: &Shared, kind: Event, event: &web_sys::Event) {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Node>().ok())
    else {
        return;
    };
    let message = match app.try_borrow() {
        Ok(app) if !app.painting => app.painter.message(kind, &target),
        _ => None,
    };
    let Some(message) = message else { return };
    let disabled = target
        .dyn_ref::<Element>()
        .and_then(|element| element.closest("[aria-disabled=true]").ok().flatten())
        .is_some();
    if disabled {
        event.prevent_default();
        return;
    }
    let message = match kind {
        Event::Input | Event::Change => message.with(&field_value(target.dyn_ref::<Element>())),
        _ => message,
    };
    dispatch(app, message, Some(event));
}

fn key_event(app: &Shared, event: &KeyboardEvent) {
    if event.is_composing() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let place = target.map_or(KeyTarget::Page, |target| match target.local_name().as_str() {
        _ if target.id() == "box" => KeyTarget::Box,
        "textarea" => KeyTarget::Field,
        "input" => match target.get_attribute("type").as_deref() {
            Some("radio" | "checkbox") => KeyTarget::Button,
            _ => KeyTarget::Field,
        },
        "button" | "a" | "summary" => KeyTarget::Button,
        _ => KeyTarget::Page,
    });
    let press = Press {
        key: event.key(),
        control: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        place,
    };
    if event.alt_key() {
        return;
    }
    dispatch(app, Msg::Key(press), Some(event));
}

fn dispatch(app: &Shared, msg: Msg, event: Option<&web_sys::Event>) {
    let effects = {
        let Ok(mut app) = app.try_borrow_mut() else { return };
        app.state.now = now();
        update(&mut app.state, msg)
    };
    paint(app);
    for effect in effects {
        if effect == Effect::PreventDefault {
            if let Some(event) = event {
                event.prevent_default();
            }
        } else {
            run(app, effect);
        }
    }
}

fn paint(app: &Shared) {
    if let Ok(mut app) = app.try_borrow_mut() {
        let next = view(&app.state);
        app.painting = true;
        app.painter.paint(next);
        app.painting = false;
    }
    measure(app);
}

/// Counts the chips that have room, where that may have changed: just before the next frame, when the page is laid out
/// anyway.
fn measure(app: &Shared) {
    let Ok(mut borrowed) = app.try_borrow_mut() else { return };
    if borrowed.frame.is_none() {
        let app = app.clone();
        borrowed.frame = Some(request_animation_frame(move |_| {
            let room = app.try_borrow_mut().ok().and_then(|mut app| {
                app.frame = None;
                app.room()
            });
            if let Some(room) = room {
                dispatch(&app, Msg::Room(room), None);
            }
        }));
    }
}

/// The pixels between chips.
const GAP: i32 = 4;

impl App {
    /// How many chips have room, unless just these are shown.
    fn room(&mut self) -> Option<usize> {
        let chips = self
            .document
            .get_element_by_id("chips")?
            .dyn_into::<HtmlElement>()
            .ok()?;
        let line = chips.parent_element()?;
        // Without the count of the chips that are left out, which measuring changes.
        let mut text = line.text_content().unwrap_or_default();
        text.retain(|c| c != '+' && !c.is_ascii_digit());
        let seen = (line.client_width(), text);
        if seen == self.measured {
            return None;
        }
        self.measured = seen;
        let all: Vec<HtmlElement> = Array::from(&chips.children())
            .iter()
            .filter_map(|chip| chip.dyn_into::<HtmlElement>().ok())
            .collect();
        // The last one counts those that are left out.
        let (_, shown) = all.split_last()?;
        let shown = shown.iter().filter(|chip| !chip.hidden()).count();
        // All of them, and as wide as they want to be.
        let classes = chips.class_list();
        let _ = classes.add_1("measured");
        let widths: Vec<i32> = all.iter().map(HtmlElement::offset_width).collect();
        let room = chips.client_width() - 4;
        let _ = classes.remove_1("measured");
        let (more, chips) = widths.split_last()?;
        let fits = |room: i32| {
            let mut taken = 0;
            chips
                .iter()
                .take_while(|width| {
                    taken += **width + GAP;
                    taken - GAP <= room
                })
                .count()
        };
        let all = fits(room);
        let room = if all == chips.len() {
            all
        } else {
            fits(room - more.max(&40) - GAP).max(1)
        };
        (room != shown).then_some(room)
    }
}

fn run(app: &Shared, effect: Effect) {
    let (window, document) = match app.try_borrow() {
        Ok(app) => (app.window.clone(), app.document.clone()),
        Err(_) => return,
    };
    match effect {
        Effect::Copy { text, link } => copy(app, &window, text, link),
        Effect::OpenSettings => app.borrow().host.open_settings(),
        Effect::Close => app.borrow().host.close(),
        Effect::Focus(id) => {
            if let Some(element) = html(&document, id) {
                let _ = element.focus();
            }
        }
        Effect::FocusNext(down) => focus_next(&document, down),
        Effect::Select(id) => {
            if let Some(element) = html(&document, id) {
                let _ = element.focus();
                if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
                    area.select();
                } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                    input.select();
                }
            }
        }
        Effect::Keep(key, text) => {
            if !keep(&window, key, &text) {
                dispatch(app, Msg::NotKept, None);
            }
        }
        Effect::After(time, msg) => {
            let app = app.clone();
            Timeout::new(time, move || dispatch(&app, msg, None)).forget();
        }
        Effect::Address(fragment) => {
            let url = if fragment.is_empty() {
                window.location().pathname().unwrap_or_default()
            } else {
                format!("#{fragment}")
            };
            if let Ok(history) = window.history() {
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
            }
        }
        Effect::Download(name, text) => {
            let _ = download(&document, name, &text);
        }
        Effect::PickFile => {
            if app.borrow().state.about.popup {
                // A popup closes when a file is chosen.
                app.borrow().host.open_tab();
            } else {
                let _ = pick(app, &document);
            }
        }
        Effect::ScrollTop => {
            if let Some(results) = html(&document, "results") {
                results.set_scroll_top(0);
            }
        }
        Effect::ScrollToActive => {
            if let Ok(Some(active)) =
                document.query_selector("#results [aria-selected=true], #results [aria-current=true]")
            {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                active.scroll_into_view_with_scroll_into_view_options(&options);
            }
        }
        Effect::PreventDefault => {}
    }
}

fn copy(app: &Shared, window: &Window, text: String, link: bool) {
    let navigator = window.navigator();
    // Not there on pages that are not served securely.
    let has = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    if !has {
        dispatch(app, Msg::NotCopied(text), None);
        return;
    }
    let copied = JsFuture::from(navigator.clipboard().write_text(&text));
    let app = app.clone();
    spawn_local(async move {
        let msg = match copied.await {
            Ok(_) => Msg::Copied(link),
            Err(_) => Msg::NotCopied(text),
        };
        dispatch(&app, msg, None);
    });
}

fn keep(window: &Window, key: &str, text: &str) -> bool {
    let Some(storage) = storage(window) else { return false };
    if text.is_empty() {
        storage.remove_item(key).is_ok()
    } else {
        storage.set_item(key, text).is_ok()
    }
}

fn storage(window: &Window) -> Option<Storage> {
    window.local_storage().ok().flatten()
}

fn hash(window: &Window) -> String {
    window.location().hash().unwrap_or_default()
}

fn html(document: &Document, id: &str) -> Option<HtmlElement> {
    document.get_element_by_id(id)?.dyn_into().ok()
}

fn focus_next(document: &Document, down: bool) {
    let Ok(entries) = document.query_selector_all("#menu [role=menuitem]") else {
        return;
    };
    let entries: Vec<HtmlElement> = (0..entries.length())
        .filter_map(|at| entries.get(at)?.dyn_into().ok())
        .collect();
    let focus = document.active_element();
    let at = entries.iter().position(|entry| focus.as_ref() == Some(entry.as_ref()));
    let next = match (at, down) {
        (None, true) => 0,
        (None, false) => entries.len().saturating_sub(1),
        (Some(at), true) => (at + 1) % entries.len(),
        (Some(at), false) => (at + entries.len() - 1) % entries.len(),
    };
    if let Some(entry) = entries.get(next) {
        let _ = entry.focus();
    }
}

fn download(document: &Document, name: &str, text: &str) -> Result<(), JsValue> {
    let blob = Blob::new_with_str_sequence(&Array::of1(&text.into()))?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download has begun when this is over; the browser keeps the data for it.
    Timeout::new(10_000, move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

fn pick(app: &Shared, document: &Document) -> Result<(), JsValue> {
    let input: HtmlInputElement = document.create_element("input")?.unchecked_into();
    input.set_type("file");
    input.set_accept("application/json,.json");
    let app = app.clone();
    let chosen = input.clone();
    on(&input, "change", move |_| {
        let Some(file) = chosen.files().and_then(|files| files.get(0)) else {
            return;
        };
        let app = app.clone();
        spawn_local(async move {
            if let Ok(text) = JsFuture::from(file.text()).await {
                dispatch(&app, Msg::ImportRead(text.as_string().unwrap_or_default()), None);
            }
        });
    });
    input.click();
    Ok(())
}

fn field_value(element: Option<&Element>) -> String {
    let Some(element) = element else { return String::new() };
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        return area.value();
    }
    element
        .dyn_ref::<HtmlInputElement>()
        .map(HtmlInputElement::value)
        .unwrap_or_default()
}

/// The time in seconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a time of this age is a whole positive number"
)]
fn now() -> u64 {
    (Date::now() / 1000.0) as u64
}
