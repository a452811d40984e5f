//! The four parts of the popup.

use crate::web::popup::{
    App,
    dom::{by_id, focus, get, set, show},
    share, storage,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Build,
    Presets,
    Check,
    Limits,
}

impl Tab {
    pub(super) const ALL: [Tab; 4] = [Tab::Build, Tab::Presets, Tab::Check, Tab::Limits];

    pub(super) const fn id(self) -> &'static str {
        match self {
            Tab::Build => "build",
            Tab::Presets => "presets",
            Tab::Check => "check",
            Tab::Limits => "limits",
        }
    }

    pub(super) fn named(id: &str) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.id() == id)
    }
}

/// Shows one part and hides the others.
pub(super) fn select(app: &App, chosen: Tab) {
    app.tab.set(chosen);
    for tab in Tab::ALL {
        let button = button(tab);
        let selected = tab == chosen;
        set(&button, "aria-selected", if selected { "true" } else { "false" });
        set(&button, "tabindex", if selected { "0" } else { "-1" });
        show(&by_id(tab.id()), selected);
    }
    show(&by_id("foot"), chosen == Tab::Build);
    share::mark_link(app);
    storage::keep(app);
}

/// Selects the neighbour that a key names, as in every list of tabs.
pub(super) fn step(app: &App, key: &str) -> bool {
    let at = Tab::ALL.iter().position(|tab| *tab == app.tab.get()).unwrap_or(0);
    let last = Tab::ALL.len() - 1;
    let next = match key {
        "ArrowRight" if at < last => at + 1,
        "ArrowRight" | "Home" => 0,
        "ArrowLeft" if at > 0 => at - 1,
        "ArrowLeft" | "End" => last,
        _ => return false,
    };
    if let Some(&tab) = Tab::ALL.get(next) {
        select(app, tab);
        focus(&button(tab));
    }
    true
}

/// The tab that a button of the list belongs to.
pub(super) fn of(button: &web_sys::HtmlElement) -> Option<Tab> {
    Tab::named(&get(button, "aria-controls"))
}

pub(super) fn button(tab: Tab) -> web_sys::HtmlElement {
    by_id(&format!("tab-{}", tab.id()))
}
