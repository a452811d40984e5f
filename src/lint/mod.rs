//! What there is to say about a link or about GitHub's form: diagnostics, and the rules that make them.

mod code;
mod diagnostic;
mod distinct;
#[cfg(feature = "cli")]
pub mod docs;
pub mod form;
mod policy;
mod rules;
mod run;
mod subject;

pub use code::Code;
pub use diagnostic::{Diagnostic, Fix, Less, Outcome, Place, Severity};
pub use distinct::Distinct;
pub use policy::{Options, Stated, StatedCall, Verdict};
pub use rules::RULES;
pub use run::{at_once, fix_all, judge, run, run_form, run_opened};
pub use subject::{On, Rule};
