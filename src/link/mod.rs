//! A link: its model, reading, writing, and what it carries.
//!
//! Reading never fails: whatever is in a link comes out as a [`Link`], and the rules say what is wrong with it.

pub mod bookmark;
pub mod classic;
pub mod compare;
mod draft;
mod edit;
mod expiration;
mod fragment;
mod parse;
pub mod placeholder;
mod span;
mod template;
mod write;

pub use draft::Draft;
pub use edit::{Edit, Replacement, apply, replacements};
pub use expiration::Expiration;
pub use fragment::Fragment;
pub use parse::{Link, Page, Parameter, Protocol, Swallowed};
pub use span::Span;
use template::rank;
pub use template::{Permissions, Template};
pub use write::{rewrite, write};
