//! What GitHub offers, as tables: permissions and their levels, the other parameters of a link, limits, classic scopes.
//!
//! Every table is a file of `data/`, with its source and date in its first lines; `build.rs` checks them and writes them as
//! statics of the types that are here.

mod classic_scope;
mod client_method;
mod companion;
pub mod documentation;
mod endpoint;
mod error_cause;
mod field;
mod gh_subcommand;
mod graphql;
mod instance;
mod level;
mod limit;
mod method;
mod owner;
mod parameter;
mod path_placeholder;
mod permission;
mod practice;
mod preset;
mod risk;
mod route;
mod search;
mod severity;
mod suggest;
mod tool;

pub use classic_scope::{ClassicScope, classic_scope, classic_scopes};
pub use client_method::{Client, ClientMethod, client_method, client_methods, methods_of};
pub use companion::{Companion, Role};
pub use documentation::Documentation;
pub use endpoint::{Endpoint, Evidence, Set, Status, endpoint, endpoints};
pub use error_cause::{ErrorCause, error_causes};
pub use field::{Field, ParseFieldError};
pub use gh_subcommand::{Certainty, GhSubcommand, gh_subcommands};
pub use graphql::{GraphQlField, graphql_field, graphql_fields, graphql_named};
pub use instance::{
    CLASSIC_PATH, DEFAULT_HOST, DESCRIPTION_LENGTH, FORM_PATH, Instance, InstanceKind, NAME_LENGTH, could_be_github,
    is_github,
};
pub use level::{Level, ParseLevelError, level_meant};
pub use limit::{Alternative, AlternativeKind, Limit, LimitCode, ParseCodeError, Roadmap, limit_of_parameter, limits};
pub use method::{Method, ParseMethodError};
pub use owner::{OwnerFault, owner_fault, owner_of};
pub use parameter::{ParameterKind, classify, entry_of_permissions};
pub(crate) use path_placeholder::placeholder;
pub use permission::{Offered, Permission, Scope, Source, companions, high_risk, offered, permission, permissions};
pub use practice::{Practice, practice};
pub use preset::{Ask, Preset, preset, presets};
pub use risk::{HighRisk, Risk};
pub use route::{Resolved, is_of_enterprise_cloud, is_path, is_workflow_file, owner_of_path, resolve};
pub use search::{SearchMatch, find, search, telling_words};
pub use severity::Severity;
pub use suggest::{another_name, suggest};
pub use tool::{
    AliasKind, Confidence, FineGrained, OptionalPermission, Sign, Tool, ToolAlias, ToolOwner, Weight, tool_aliases,
    tools,
};
