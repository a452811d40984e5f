//! The panel on GitHub's pages: a bar of constant height, a drawer beside the form, a pill for who is further down, and
//! the stops at which the outline can stand.
//!
//! What it says comes from [`page`](crate::page). The content script paints it (`extension/draw.js`) and moves
//! it (`extension/panel.js`): whether the drawer is open and which stop is shown is known only there.

mod action;
mod bar;
mod components;
mod drawer;
mod hints;
mod purpose;
mod stops;
mod template;

pub use action::Action;
pub use stops::Stop;

use serde::Serialize;

use crate::{
    page::{PageState, Panel},
    view::node::Node,
};
use bar::{bar, pill, status};
use components::{dropped_count, is_list};
use drawer::drawer;
use stops::{numbered, stops};

/// Everything that is painted.
#[derive(Clone, Debug, Serialize)]
pub struct View {
    /// `loading`, `ready` or `unrecognized`.
    pub state: &'static str,
    /// The bar.
    pub bar: Vec<Node<Action>>,
    /// What is in the drawer.
    pub drawer: Vec<Node<Action>>,
    /// What is in the pill while the bar is out of sight.
    pub pill: Vec<Node<Action>>,
    /// The parts of the form that can be shown.
    pub stops: Vec<Stop>,
    /// Whether the drawer is worth opening by itself.
    pub opens: bool,
    /// What the button in the toolbar shows.
    pub badge: String,
    /// One sentence for people who do not see the panel.
    pub status: String,
    /// The template link that the form amounts to.
    pub link: String,
}

/// The panel as it is painted.
#[must_use]
pub fn view(panel: &Panel) -> View {
    let stops = stops(panel);
    let look = panel.hints.len() + dropped_count(panel);
    let link = panel.links.first().cloned().unwrap_or_default();
    View {
        state: panel.state.word(),
        bar: vec![bar(panel, look, &stops)],
        drawer: drawer(panel, look, &stops),
        pill: if panel.state == PageState::Ready && !is_list(panel) {
            vec![pill(panel, look)]
        } else {
            Vec::new()
        },
        opens: panel.state != PageState::Unrecognized && (!panel.dropped.is_empty() || panel.owner_missing),
        badge: match (panel.state, is_list(panel)) {
            (PageState::Unrecognized, _) => "?".to_owned(),
            (PageState::Loading, _) | (_, true) => String::new(),
            (PageState::Ready, false) if look == 0 => "✓".to_owned(),
            (PageState::Ready, false) => look.to_string(),
        },
        status: status(panel, look),
        link: if is_list(panel) { String::new() } else { link },
        stops: numbered(stops),
    }
}
