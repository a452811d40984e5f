//! The rules: one file each, and one word here.
//!
//! A rule is a file of this folder and its `mod` line. `build.rs` makes the enum of the codes and the list of the rules from
//! these lines. The file's own documentation is what `finegrain explain` and `docs/rules.md` show, and its examples are run by
//! the tests. No rule knows of another, and nothing else knows a rule by its name: what others need to know is on the
//! diagnostic.
//!
//! The order counts: of what is equally serious and in the same place, the first is said first.

use super::subject::Rule;

// The address.
mod not_a_template_link;

mod classic_link;

mod unknown_host;

mod insecure_scheme;

// What is between the parameters.
mod escaped_separator;
mod swallowed_by_fragment;
mod unencoded_space;

mod unencoded_link;

// What a parameter is.
mod repository_parameter;

mod foreign_dialect;

mod unknown_parameter;

mod duplicate_parameter;
mod placeholder;

// The level of a permission.
mod invalid_level;
mod unsupported_level;

mod not_on_form;
mod undocumented_permission;

mod superfluous_parameter;

// The other fields.
mod missing_name;
mod name_too_long;

mod description_too_long;

mod invalid_owner;

mod invalid_expiration;
mod no_expiration;

mod long_expiration;

mod last_day;

// Whose token it is.
mod mixed_owner_permissions;
mod owner_mismatch;

mod organization_permission_without_owner;

mod account_permission_with_owner;

// What the permissions amount to.
mod no_permissions;

mod implied_permission;
mod missing_companion;

mod high_risk_permission;
mod needs_role;
mod service_token;

mod billed_permission;

mod too_long_link;

// What no fine-grained token does. Their codes are in `data/limits.tsv`.
mod limit_parameter;

mod limit_multiple_owners;

mod limit_approval;
mod limit_selected_repositories;

mod limit_public_read_only;

mod limit_public_contribution;

mod limit_outside_collaborator;

// GitHub's form, and what the token is for.
mod not_taken;

mod above_link;
mod not_needed;

mod missing_permission;
mod read_may_suffice;

mod all_repositories;
mod expiration_over_policy;

mod classic_scope;

include!(concat!(env!("OUT_DIR"), "/rules.rs"));
