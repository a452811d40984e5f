//! What the extension shows, as data: plain Rust that knows no browser and is tested natively.
//!
//! A view is a function from a state to a [`Node`]. The popup's nodes are painted by `web::paint`, the panel's by
//! `extension/draw.js`, and one set of cases runs through both (`tests/nodes`).

pub mod icons;
pub mod node;
pub mod panel;
pub mod popup;

pub use node::Node;
