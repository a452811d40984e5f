//! The report of `finegrain check`, for people and for programs, written link by link.

mod github;
mod json;
mod sarif;
mod text;
mod totals;

pub use github::Github;
pub use json::Json;
pub use sarif::Sarif;
pub use text::TextReport;
pub use totals::{Report, Totals};
