//! The tables of `data/`, as `build.rs` has checked and written them.

use super::{Companion, HighRisk, Level, Offered, Permission, Risk, Scope, Source};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
