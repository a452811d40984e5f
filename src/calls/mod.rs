//! API calls and other signs of what a token is for, found in text: scripts, programs, logs, pages, errors.
//!
//! Every kind of sign has a [`Recognizer`] in a file of its own, with examples that the tests run, and one word in
//! [`RECOGNIZERS`]. A recognizer says what it saw and where; it never guesses. What looks like a call and leads nowhere is
//! reported as [`Seen::Unmatched`].
//!
//! # To add a recognizer
//!
//! 1. Write `src/calls/NAME.rs` with `pub(super) const RECOGNIZER: Recognizer` and examples, also of texts in which it must
//!    find nothing.
//! 2. Name it in [`RECOGNIZERS`]. Its place counts: what an earlier one has claimed is not looked at again by those that ask
//!    [`Claims`].

mod accepted;
mod address;
mod code;
mod curl;
mod destination;
mod documentation;
mod error;
mod gh;
mod gh_api;
mod ghapi;
mod git;
mod go_github;
mod graphql;
mod httpie;
mod hub4j;
mod literal;
mod objects;
mod octocrab;
mod octokit;
mod octokit_net;
mod octokit_rb;
mod path;
mod permission_list;
mod phrase;
mod pygithub;
mod recording;
mod registry;
mod request_line;
mod scopes;
mod shell;
mod sighting;
mod text;
pub mod tool;
mod usage;
mod variables;
mod verb;
mod words;
mod workflow;
mod wrapper;

pub use registry::{RECOGNIZERS, call, find};
pub(crate) use sighting::{Claims, nothing, rest};
pub use sighting::{Example, Recognizer, Seen, Sighting};
pub use text::Text;
