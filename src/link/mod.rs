//! A link: its model, reading, writing, and what it carries.
//!
//! Reading never fails: whatever is in a link comes out as a [`Link`], and the rules say what is wrong with it.

pub mod bookmark;
mod carrier;
pub mod classic;
pub mod compare;
mod draft;
mod edit;
mod expiration;
mod fragment;
mod page;
mod parse;
pub mod placeholder;
mod query;
mod span;
mod template;
mod write;

pub use carrier::{Carrier, address_at_end, is_encoded_by_half};
pub use draft::Draft;
pub use edit::{Edit, Replacement, apply, replacements};
pub use expiration::{Expiration, ParseExpirationError};
pub use fragment::Fragment;
pub use page::Page;
pub use parse::{Link, Parameter, Protocol, Swallowed};
pub(crate) use query::decode;
pub use span::Span;
use template::rank;
pub use template::{Permissions, Template};
pub use write::{rewrite, write};
