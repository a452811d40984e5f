//! The tables of `data/`, as `build.rs` has checked and written them.

use super::{
    Client, ClientMethod, Companion, Endpoint, Evidence, HighRisk, Level, Method, Offered, Permission, Risk, Scope,
    Source, Status,
    endpoint::{Node, Parameter, Target},
};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
