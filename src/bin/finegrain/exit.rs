//! The exit status, which scripts rely on.

use std::process::ExitCode;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, and no error found.
    Success,
    /// At least one error in a link, or a call that no fine-grained token can make.
    Failure,
    /// An input that cannot be used, or nothing to answer.
    Unusable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Success => 0,
            Exit::Failure => 1,
            Exit::Unusable => 2,
        })
    }
}
