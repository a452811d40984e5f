//! The registry of the rules, from the `mod` lines of `src/lint/rules/mod.rs` and the table of limits.

use std::path::Path;

use super::{Tables, code, errors::Errors, modules};

const FOLDER: &str = "src/lint/rules";

/// The names of the rules.
pub fn read(package: &Path, errors: &mut Errors) -> Vec<String> {
    modules::read(package, FOLDER, errors)
}

/// The rules about limits are named `limit_*`: their codes are those of the table.
fn is_about_limits(module: &str) -> bool {
    module.starts_with("limit_")
}

/// `enum Code`, for `src/lint/code.rs`.
pub fn codes(tables: &Tables, modules: &[String]) -> String {
    let own: Vec<(String, String)> = modules
        .iter()
        .filter(|module| !is_about_limits(module))
        .map(|module| (code::variant(module), module.replace('_', "-")))
        .collect();
    let variants = own
        .iter()
        .map(|(variant, code)| format!("    /// `{code}`\n    {variant},\n"));
    let words = own
        .iter()
        .map(|(variant, code)| format!("            Code::{variant} => {code:?},\n"));
    let limits = tables
        .limits
        .rows()
        .map(|row| format!("Code::Limit(LimitCode::{})", row.variant()));
    let of_parameters = tables.limits.rows().filter(|row| row.has_parameters());
    let of_parameters = of_parameters.map(|row| format!("Code::Limit(LimitCode::{})", row.variant()));
    let all = own.iter().map(|(variant, _)| format!("Code::{variant}")).chain(limits);
    [
        "/// The stable name of a rule, or of a limit that a rule speaks of.\n\
         #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         pub enum Code {\n"
            .to_owned(),
        variants.collect(),
        "    /// A limit of fine-grained tokens.\n    Limit(LimitCode),\n}\n\n".to_owned(),
        format!(
            "impl Code {{\n    /// Every code: those of the rules, and those of the limits.\n    pub const ALL: &[Code] = {};\n\n    \
             /// Those of the limits that a parameter of a link runs into.\n    \
             pub(super) const LIMITS_OF_PARAMETERS: &[Code] = {};\n\n",
            code::list(all),
            code::list(of_parameters)
        ),
        "    /// The code as it is written: `unknown-parameter`.\n    #[must_use]\n    \
         pub const fn as_str(self) -> &'static str {\n        match self {\n"
            .to_owned(),
        words.collect(),
        "            Code::Limit(limit) => limit.as_str(),\n        }\n    }\n}\n".to_owned(),
        code::written_as_str("Code"),
    ]
    .concat()
}

/// `RULES` and `SOURCES`, for `src/lint/rules/mod.rs`.
pub fn registry(modules: &[String]) -> String {
    let rules = code::list(modules.iter().map(|module| format!("&{module}::RULE")));
    let sources = modules.iter().map(|module| {
        format!(
            "(&{module}::RULE, {module:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{FOLDER}/{module}.rs\")))"
        )
    });
    format!(
        "/// Every rule, in the order of the modules above.\npub static RULES: &[&Rule] = {rules};\n\n\
         /// The source of every rule, which has its documentation and its examples.\n#[cfg(feature = \"cli\")]\n\
         pub(crate) static SOURCES: &[(&Rule, &str, &str)] = {};\n",
        code::list(sources)
    )
}
