//! The report of `finegrain check`, for people and for programs, written document by document.

mod github;
mod json;
mod sarif;
mod text;
mod totals;

use crate::args;
pub use totals::{Report, Totals};

/// The report in a format. `fixed` says that the links were fixed before, `styled` that styles are shown.
pub fn in_format(format: args::ReportFormat, fixed: bool, styled: bool) -> Box<dyn Report> {
    match format {
        args::ReportFormat::Text => Box::new(text::TextReport::new(fixed, styled)),
        args::ReportFormat::Json => Box::new(json::Json::default()),
        args::ReportFormat::Github => Box::new(github::Github),
        args::ReportFormat::Sarif => Box::new(sarif::Sarif::default()),
    }
}
