//! What the controls of the panel do.

use serde::Serialize;

/// What the panel's controls ask of the content script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Action {
    /// Open the drawer, or close it.
    Toggle,
    /// Open the drawer.
    Open,
    /// Close the drawer.
    Close,
    /// Scroll to a stop and draw the outline around it.
    Show {
        /// Its number.
        stop: usize,
    },
    /// Go to the next stop.
    Next,
    /// Go back to the drawer.
    Back,
    /// Leave the stops, and the drawer closed.
    Leave,
    /// Put a text into the clipboard.
    Copy {
        /// The text.
        text: String,
    },
    /// Keep a template among those of the popup.
    Save {
        /// Its link.
        link: String,
    },
    /// The text of the box changed.
    Typed,
}
