//! The engine of Finegrain: template links for GitHub's fine-grained personal access tokens, read, judged, fixed and
//! written.
//!
//! A template link is `https://github.com/settings/personal-access-tokens/new?name=...&contents=read`: GitHub opens its
//! token form with those fields filled in, and silently drops what it does not know.
//!
//! ```
//! use finegrain::{Options, judge, link::Link};
//!
//! let link = Link::read("https://github.com/settings/personal-access-tokens/new?name=CI&variables=write");
//! let verdict = judge(&link, &Options::default());
//! assert_eq!(verdict.diagnostics[0].code.as_str(), "unknown-parameter");
//! assert_eq!(
//!     verdict.fixed.unwrap(),
//!     ["https://github.com/settings/personal-access-tokens/new?name=CI&actions_variables=write"],
//! );
//! ```
//!
//! Calls run one way: `web` -> [`view`] -> [`page`], [`needs`] -> [`advice`] -> [`lint`] -> [`calls`], [`text`] -> [`link`] ->
//! [`github`]; all
//! may use [`sanitize`]. Nothing here does input or output, and no type of the web is known outside `web`.

pub mod advice;
pub mod calls;
pub mod github;
pub mod library;
pub mod link;
pub mod lint;
pub mod needs;
pub mod page;
pub mod sanitize;
pub mod text;
pub mod understand;
pub mod view;
mod work;

#[cfg(target_arch = "wasm32")]
pub mod web;

pub use lint::{Diagnostic, Fix, Options, Severity, Verdict, judge};
