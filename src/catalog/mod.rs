//! What GitHub offers, as tables: permissions and their levels, the other parameters of a link, limits, classic scopes.
//!
//! Every table is a file of `data/`, with its source and date in its first lines; this module only reads them.

mod alternative;
mod classic;
mod companion;
mod level;
mod limit;
mod parameter;
mod permission;
mod preset;
mod risk;
mod search;
mod table;
mod tables;

pub use alternative::{Alternative, AlternativeKind, alternatives};
pub use classic::{ClassicScope, classic_scope, classic_scopes};
pub use companion::{Companion, companions};
pub use level::Level;
pub(crate) use level::pairs;
pub use limit::{Limit, limit, limit_of_parameter, limits};
pub(crate) use parameter::FIELDS;
pub use parameter::{ParameterKind, classify};
pub use permission::{
    Offered, Permission, Scope, Source, another_name, contradiction, permission, permissions, suggest,
};
pub use preset::{Preset, preset, presets};
pub use risk::{HighRisk, Risk, high_risk};
pub use search::search;
#[cfg(not(target_arch = "wasm32"))]
pub use table::file;
pub use table::load;

/// GitHub's documentation of tokens and of the parameters of a template link.
pub const DOCUMENTATION: &str = "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens";
