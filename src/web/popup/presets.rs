//! Presets: templates for common work, each with what it asks and why.

use web_sys::HtmlElement;

use crate::{
    github::{self, Ask, Preset, preset, presets},
    link::Sketch,
    sanitize::count,
    web::popup::{
        App, build,
        dom::{all, append, by_id, focus, get, inside, set, show, stamp, text, value},
        message,
        tabs::{self, Tab},
    },
};

/// Writes the list.
pub(super) fn fill() {
    let list = by_id("preset-list");
    for preset in presets() {
        append(&list, &item(preset));
    }
    filter();
}

fn item(preset: &Preset) -> HtmlElement {
    let item = stamp("preset");
    set(&item, "data-preset", preset.id);
    text(&inside(&item, "h2"), preset.name);
    text(&inside(&item, ".preset-about"), preset.description);
    let use_it = inside(&item, "[data-do]");
    set(&use_it, "data-with", preset.id);
    set(&use_it, "aria-label", &format!("Use {}", preset.name));
    let asks = inside(&item, ".asks");
    for Ask {
        parameter,
        level,
        reason,
    } in preset.asks
    {
        let ask = stamp("ask");
        let label = github::permission(parameter).map_or(*parameter, |permission| permission.label);
        text(&inside(&ask, "b"), label);
        text(&inside(&ask, ".ask-level"), level.as_str());
        text(&inside(&ask, ".ask-why"), reason);
        append(&asks, &ask);
    }
    item
}

/// Shows the presets that fit what is typed.
pub(super) fn filter() {
    let query = value("preset-search");
    let mut shown = 0;
    for item in all("#preset-list > li") {
        let fits = preset(&get(&item, "data-preset")).is_some_and(|preset| preset.matches(&query));
        show(&item, fits);
        shown += usize::from(fits);
    }
    text(&by_id("preset-count"), &count(shown, "preset"));
    show(&by_id("preset-none"), shown == 0);
}

/// Goes on in Build with a preset.
pub(super) fn take(app: &App, id: &str) {
    let Some(preset) = preset(id) else { return };
    message::done(app, &format!("{}: filled in.", preset.name), &|app| {
        app.sketch.replace(Sketch::from(preset));
        build::update(app);
        tabs::select(app, Tab::Build);
    });
    // What an organisation's token lacks is the organisation.
    focus(&by_id(if preset.needs_owner { "owner" } else { "name" }));
}
