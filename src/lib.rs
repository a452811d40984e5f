//! The engine of Finegrain: template links for GitHub's fine-grained personal access tokens, read, judged, mended and
//! written.
//!
//! A template link is `https://github.com/settings/personal-access-tokens/new?name=...&contents=read`: GitHub opens its
//! token form with those fields filled in, and drops without a word what it does not know.
//!
//! ```
//! use finegrain::{Options, judge, template::Link};
//!
//! let link = Link::read("https://github.com/settings/personal-access-tokens/new?name=CI&variables=write");
//! let verdict = judge(&link, &Options::default());
//! assert_eq!(verdict.diagnostics[0].code, "unknown-parameter");
//! assert_eq!(
//!     verdict.fixed.unwrap(),
//!     ["https://github.com/settings/personal-access-tokens/new?name=CI&actions_variables=write"],
//! );
//! ```
//!
//! Calls run one way: pages -> `wasm` -> `form`, `advice` -> [`rules`] -> [`template`] -> [`catalog`]. Nothing here does
//! input or output, and no type of the web is known outside `wasm` and `popup`.

// Nothing in the engine may panic (see Cargo.toml), and so it asks for parts of texts and lists instead of indexing.
#![cfg_attr(not(test), warn(clippy::indexing_slicing, clippy::string_slice))]

pub mod advice;
pub mod catalog;
pub mod diagnostic;
#[cfg(feature = "cli")]
pub mod docs;
#[cfg(feature = "engine")]
pub mod form;
#[cfg(feature = "engine")]
pub mod reading;
#[cfg(feature = "engine")]
pub mod rules;
pub mod small;
pub mod template;
pub mod text;
pub mod verdict;
pub mod view;
mod work;

#[cfg(all(target_arch = "wasm32", feature = "popup"))]
mod popup;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use diagnostic::{Diagnostic, Fix, Severity, Span};
#[cfg(feature = "engine")]
pub use rules::judge;
pub use verdict::{Options, Verdict};
