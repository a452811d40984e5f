//! The tables of `data/`, as `build.rs` has checked and written them.

use super::{
    Alternative, AlternativeKind, Ask, ClassicScope, Client, ClientMethod, Companion, Endpoint, Evidence, Field,
    HighRisk, Level, Limit, Method, Offered, ParameterKind, Permission, Preset, Risk, Roadmap, Role, Scope, Severity,
    Source, Status,
    endpoint::{Node, Parameter, Target},
    error_cause::ErrorCause,
    gh_subcommand::{Certainty, GhSubcommand},
    graphql::GraphQlField,
    practice::Practice,
    tool::{AliasKind, Confidence, FineGrained, Optional, Sign, Tool, ToolAlias, ToolOwner, Weight},
};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
