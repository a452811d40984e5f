//! The rules: one file each, and one registry.
//!
//! A rule is a file of this folder and its name in the list below. The file's own documentation is what
//! `finegrain explain` and `docs/rules.md` show, and its examples are run by the tests. No rule knows of another.

use super::context::Rule;

mod above_link;
mod account_permission_with_owner;
mod all_repositories;
mod billed_permission;
mod classic_link;
mod classic_scope;
mod description_too_long;
mod duplicate_parameter;
mod escaped_separator;
mod expiration_over_policy;
mod foreign_dialect;
mod high_risk_permission;
mod implied_permission;
mod insecure_scheme;
mod invalid_expiration;
mod invalid_level;
mod invalid_owner;
mod last_day;
mod limit_approval;
mod limit_multiple_owners;
mod limit_outside_collaborator;
mod limit_parameter;
mod limit_public_contribution;
mod limit_public_read_only;
mod limit_selected_repositories;
mod long_expiration;
mod missing_companion;
mod missing_name;
mod missing_permission;
mod mixed_owner_permissions;
mod name_too_long;
mod needs_role;
mod no_expiration;
mod no_permissions;
mod not_a_template_link;
mod not_needed;
mod not_on_form;
mod not_taken;
mod organization_permission_without_owner;
mod owner_mismatch;
mod placeholder;
mod read_may_suffice;
mod repository_parameter;
mod service_token;
mod superfluous_parameter;
mod swallowed_by_fragment;
mod too_long_link;
mod undocumented_permission;
mod unencoded_space;
mod unknown_host;
mod unknown_parameter;
mod unsupported_level;

macro_rules! rules {
    ($($module:ident,)*) => {
        /// Every rule, in the order in which the documentation lists them.
        pub static RULES: &[&Rule] = &[$(&$module::RULE,)*];

        /// The source of every rule, which holds its documentation and its examples.
        #[cfg(feature = "cli")]
        pub(crate) static SOURCES: &[(&Rule, &str, &str)] =
            &[$((&$module::RULE, stringify!($module), include_str!(concat!(stringify!($module), ".rs"))),)*];
    };
}

rules! {
    not_a_template_link,
    classic_link,
    unknown_host,
    insecure_scheme,
    escaped_separator,
    swallowed_by_fragment,
    unencoded_space,
    repository_parameter,
    foreign_dialect,
    unknown_parameter,
    duplicate_parameter,
    placeholder,
    invalid_level,
    unsupported_level,
    not_on_form,
    undocumented_permission,
    superfluous_parameter,
    missing_name,
    name_too_long,
    description_too_long,
    invalid_owner,
    invalid_expiration,
    no_expiration,
    long_expiration,
    last_day,
    mixed_owner_permissions,
    owner_mismatch,
    organization_permission_without_owner,
    account_permission_with_owner,
    no_permissions,
    implied_permission,
    missing_companion,
    high_risk_permission,
    needs_role,
    service_token,
    billed_permission,
    too_long_link,
    limit_parameter,
    limit_multiple_owners,
    limit_approval,
    limit_selected_repositories,
    limit_public_read_only,
    limit_public_contribution,
    limit_outside_collaborator,
    not_taken,
    above_link,
    not_needed,
    missing_permission,
    read_may_suffice,
    all_repositories,
    expiration_over_policy,
    classic_scope,
}
