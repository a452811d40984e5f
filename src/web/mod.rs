//! The browser: the only room with types of the web.

mod browser;
mod door;
pub mod paint;
