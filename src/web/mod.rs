//! The browser: the only room with types of the web.

mod door;
mod popup;
