//! The codes of diagnostics. `build.rs` makes them from the registry of the rules and the table of limits.

use std::{
    fmt::{self, Display},
    str::FromStr,
};

use serde::{Serialize, Serializer};

use crate::github::{Limit, LimitCode, ParseCodeError};

include!(concat!(env!("OUT_DIR"), "/codes.rs"));

impl Code {
    /// The limit that it is the code of.
    #[must_use]
    pub const fn limit(self) -> Option<&'static Limit> {
        match self {
            Code::Limit(code) => Some(code.limit()),
            _ => None,
        }
    }
}
