//! The popup: its state, what messages do to it, and what it looks like.
//!
//! A message goes into [`update()`], which changes the [`State`] and says what the browser has to do; [`view()`] makes the
//! whole page of the state again, and `web::paint` changes what differs. Nothing is ever read back from the page.

mod announce;
mod choices;
pub mod engine;
mod keys;
pub mod msg;
mod sentences;
mod shelf;
pub mod state;
mod typing;
mod undo;
pub mod update;
pub mod view;

pub use msg::{Effect, Msg};
pub use state::State;
pub use update::update;
pub use view::view;

#[cfg(test)]
mod tests;
