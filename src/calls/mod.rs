//! API calls and other signs of what a token is for, found in text: scripts, programs, logs, pages, errors.
//!
//! Every kind of sign has a [`Recognizer`] in a file of its own, with examples that the tests run, and one word
//! below. A recognizer says what it saw and where; it never guesses. What looks like a call and leads nowhere is
//! reported as [`Seen::Unmatched`].
//!
//! # To add a recognizer
//!
//! 1. Write `src/calls/NAME.rs` with `pub(super) const RECOGNIZER: Recognizer` and examples, also of texts in which it must
//!    find nothing.
//! 2. Write `mod NAME;` below. From these lines `build.rs` makes [`RECOGNIZERS`]. Their order counts: what an earlier one has
//!    claimed is not looked at again by those that ask `Claims`.

// Recognizers that understand a whole command, client or page.
mod accepted;
mod curl;
mod documentation;
mod error;
mod gh;
mod gh_api;
mod ghapi;
mod git;
mod github3_py;
mod go_github;
mod graphql;
mod httpie;
mod hub4j;
mod knplabs;
mod octocrab;
mod octokit;
mod octokit_net;
mod octokit_rb;
mod pygithub;
mod recording;

// Recognizers that look for addresses and paths wherever they are.
mod request_line;

mod joined;

mod address;
mod path;
mod upload_url;

// Recognizers of lists and names.
mod permission_list;
mod scopes;
pub mod tool;

// What they have in common.
mod branches;
mod call_syntax;
mod client_objects;
mod commands;
mod curl_options;
mod destination;
mod extension;
mod functions;
mod keyed;
mod libcurl;
mod literal;
mod longer_address;
mod method_near;
mod own_functions;
mod phrase;
mod recognizers;
mod registry;
mod shell;
mod shell_words;
mod sighting;
mod text;
mod usage;
mod variables;
mod verb;
mod words;
mod workflow;
mod wrapper;

pub use recognizers::RECOGNIZERS;
pub use registry::{call, find, is_reference};
pub(crate) use sighting::{Claims, nothing, rest};
pub use sighting::{Example, Recognizer, Seen, Sighting};
pub use text::Text;
