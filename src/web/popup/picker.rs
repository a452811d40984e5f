//! The search for permissions: a combobox with a list, as the ARIA Authoring Practices describe it.

use web_sys::HtmlElement;

use crate::{
    github::{self, Permission, Scope, search, suggest},
    sanitize::count,
    web::popup::{
        App, build,
        dom::{
            append, around, by_id, clear, create, get, input, inside, is_shown, sentence_case, set, show, stamp, text,
            unset, value, window,
        },
        message, rows,
    },
};

/// The list while it is open.
#[derive(Default)]
pub(super) struct Open {
    /// The permissions in the order of the list.
    found: Vec<&'static Permission>,
    options: Vec<HtmlElement>,
    active: Option<usize>,
}

/// Opens the list for what is typed.
pub(super) fn open(app: &App) {
    let query = value("pick");
    let list = by_id("pick-list");
    clear(&list);
    let best = search(&query, suggest(&query));
    let mut open = Open::default();
    // A group stands where its best fit stands.
    let mut scopes: Vec<Scope> = Vec::new();
    for permission in &best {
        if !scopes.contains(&permission.scope) {
            scopes.push(permission.scope);
        }
    }
    let sketch = app.sketch.borrow();
    for scope in scopes {
        let group = stamp("group");
        let title = scope.heading();
        set(&group, "aria-label", title);
        text(&inside(&group, ".group-title"), title);
        for permission in best.iter().filter(|permission| permission.scope == scope) {
            let taken = sketch.permissions.get(permission.parameter).is_some();
            let option = option(permission, taken);
            append(&group, &option);
            open.found.push(permission);
            open.options.push(option);
        }
        append(&list, &group);
    }
    if open.found.is_empty() {
        let nothing = create("div");
        set(&nothing, "class", "nothing");
        // A list must hold something.
        set(&nothing, "role", "option");
        set(&nothing, "aria-disabled", "true");
        text(
            &nothing,
            "No permission fits. Try another word, such as “issue”, “release” or “secret”.",
        );
        append(&list, &nothing);
    }
    message::whisper(&match open.found.len() {
        0 => "No permission fits".to_owned(),
        many => count(many, "permission"),
    });
    let typed = !query.trim().is_empty() && !open.found.is_empty();
    drop(sketch);
    app.picker.replace(open);
    show(&list, true);
    list.set_scroll_top(0);
    put_beside_field(&list);
    set(&by_id("pick"), "aria-expanded", "true");
    activate(app, typed.then_some(0));
}

/// Puts the list under the field, or above it where there is more room. It lies over everything else, the foot of the
/// popup included, which no place in the flow of the page could do.
fn put_beside_field(list: &HtmlElement) {
    const GAP: f64 = 4.0;
    let field = by_id("pick").get_bounding_client_rect();
    let height = window()
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64())
        .unwrap_or_default();
    let (above, below) = (field.top(), height - field.bottom());
    let under = below > 200.0 || below > above;
    let style = list.style();
    // Whole pixels: writing fractions would cost 15 KB of the module.
    #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
    let set = |name: &str, value: f64| drop(style.set_property(name, &format!("{}px", value as i32)));
    set("left", field.left());
    set("width", field.width());
    set(
        "max-height",
        (if under { below } else { above } - 3.0 * GAP).clamp(60.0, 290.0),
    );
    let (edge, other) = if under { ("top", "bottom") } else { ("bottom", "top") };
    set(edge, if under { field.bottom() } else { height - field.top() } + GAP);
    let _ = style.remove_property(other);
}

fn option(permission: &Permission, taken: bool) -> HtmlElement {
    let option = stamp("option");
    set(&option, "id", &format!("option-{}", permission.parameter));
    set(&option, "data-with", permission.parameter);
    text(&inside(&option, ".option-label"), permission.label);
    text(&inside(&option, "code"), permission.parameter);
    let lets = permission.levels.first().map_or("", |offered| offered.lets);
    text(&inside(&option, ".option-lets"), &sentence_case(lets));
    if taken {
        set(&option, "class", "option taken");
        set(&option, "aria-description", "chosen");
    }
    option
}

fn activate(app: &App, at: Option<usize>) {
    let mut open = app.picker.borrow_mut();
    let field = by_id("pick");
    if let Some(old) = open.active.and_then(|at| open.options.get(at)) {
        set(old, "aria-selected", "false");
    }
    open.active = at;
    match at.and_then(|at| open.options.get(at)) {
        Some(option) => {
            set(option, "aria-selected", "true");
            set(&field, "aria-activedescendant", &option.id());
            let block = web_sys::ScrollIntoViewOptions::new();
            block.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&block);
        }
        None => unset(&field, "aria-activedescendant"),
    }
}

pub(super) fn close(app: &App) {
    if is_open() {
        show(&by_id("pick-list"), false);
        let field = by_id("pick");
        set(&field, "aria-expanded", "false");
        unset(&field, "aria-activedescendant");
        app.picker.take();
    }
}

pub(super) fn is_open() -> bool {
    is_shown(&by_id("pick-list"))
}

/// A key in the field; answers whether it was one for the list.
pub(super) fn key(app: &App, key: &str) -> bool {
    if !is_open() {
        let opens = matches!(key, "ArrowDown" | "ArrowUp");
        if opens {
            open(app);
            let last = app.picker.borrow().found.len().checked_sub(1);
            activate(app, if key == "ArrowUp" { last } else { last.map(|_| 0) });
        }
        return opens;
    }
    let (active, number) = {
        let open = app.picker.borrow();
        (open.active, open.found.len())
    };
    match key {
        "Escape" => close(app),
        "Enter" => {
            let chosen = active.and_then(|at| app.picker.borrow().found.get(at).copied());
            if let Some(permission) = chosen {
                choose(app, permission);
            }
        }
        "ArrowDown" if number > 0 => activate(app, Some(active.map_or(0, |at| (at + 1) % number))),
        "ArrowUp" if number > 0 => activate(app, Some(active.map_or(0, |at| at + number - 1) % number)),
        _ => return false,
    }
    true
}

/// Chooses the option around an element that was pressed.
pub(super) fn press(app: &App, element: &HtmlElement) {
    let option = around(element, ".option");
    if let Some(permission) = option.and_then(|option| github::permission(&get(&option, "data-with"))) {
        choose(app, permission);
    }
}

fn choose(app: &App, permission: &'static Permission) {
    close(app);
    input(&by_id("pick")).set_value("");
    let there = app.sketch.borrow().permissions.get(permission.parameter).is_some();
    if there {
        rows::focus_on(app, permission.parameter);
        return;
    }
    let Some(lowest) = permission.levels.first() else {
        return;
    };
    app.sketch
        .borrow_mut()
        .permissions
        .insert(permission.parameter, lowest.level);
    build::refresh(app);
    message::whisper(&format!("{} added, {}", permission.label, lowest.level));
}
