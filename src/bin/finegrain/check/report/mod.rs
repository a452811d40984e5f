//! The report of `finegrain check`, for people and for programs, written document by document.

mod github;
mod json;
mod sarif;
mod text;
mod totals;

use crate::args;
pub use totals::{Report, Totals};

/// The report in a format. `fixed` says that the links were fixed before.
pub fn in_format(format: args::Report, fixed: bool) -> Box<dyn Report> {
    match format {
        args::Report::Text => Box::new(text::Text::new(fixed)),
        args::Report::Json => Box::new(json::Json::default()),
        args::Report::Github => Box::new(github::Github),
        args::Report::Sarif => Box::new(sarif::Sarif::default()),
    }
}
