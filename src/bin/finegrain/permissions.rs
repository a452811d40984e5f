//! `finegrain permissions`: what GitHub offers.

use std::{collections::BTreeMap, fmt::Write, io};

use finegrain::github::{Level, Permission, Risk, Scope, Source, permissions};
use serde::Serialize;

use crate::{
    args::ListFormat,
    exit::Exit,
    json,
    terminal::{self, BOLD, DIM},
};

pub fn run(format: ListFormat) -> io::Result<Exit> {
    match format {
        ListFormat::Text => terminal::write(&text())?,
        ListFormat::Json => terminal::write_exactly(json().as_bytes())?,
    }
    Ok(Exit::Success)
}

fn text() -> String {
    let mut page = String::new();
    // Writing into a `String` cannot fail, here and below.
    for scope in Scope::ALL {
        let here: Vec<&Permission> = permissions()
            .iter()
            .filter(|permission| permission.scope == scope)
            .collect();
        let width = here
            .iter()
            .map(|permission| name(permission).len())
            .max()
            .unwrap_or_default();
        let _ = writeln!(page, "{BOLD}{}{BOLD:#}", scope.heading());
        for permission in here {
            let [read, write, admin] = [Level::Read, Level::Write, Level::Admin].map(|level| cell(permission, level));
            let name = name(permission);
            // Where the label is not known, it is the parameter.
            let label = if permission.label == permission.parameter {
                ""
            } else {
                permission.label
            };
            let line = format!("  {name:width$}  {read:7}  {write:8}  {admin:7}  {label}");
            let _ = writeln!(page, "{}", line.trim_end());
        }
        page.push('\n');
    }
    let _ = writeln!(
        page,
        "{DIM}The number after a level is its risk, from 0 to 10. * Not in GitHub's table of link parameters.\n\
         ! Not on GitHub's form. ? GitHub doesn't document its levels.\n\
         Run `finegrain explain PERMISSION` to see what each level allows.{DIM:#}"
    );
    page
}

/// The parameter, marked where something is not as it should be.
fn name(permission: &Permission) -> String {
    let mark = match permission {
        Permission { on_form: false, .. } => "!",
        Permission {
            levels_known: false, ..
        } => "?",
        Permission {
            source: Source::Table, ..
        } => "",
        _ => "*",
    };
    format!("{}{mark}", permission.parameter)
}

fn cell(permission: &Permission, level: Level) -> String {
    permission
        .offered(level)
        .map_or(String::new(), |offered| format!("{level} {}", offered.risk.0))
}

#[derive(Serialize)]
struct JsonPermission {
    parameter: &'static str,
    scope: Scope,
    label: &'static str,
    levels: Vec<Level>,
    source: Source,
    on_form: bool,
    read: Option<&'static str>,
    write: Option<&'static str>,
    admin: Option<&'static str>,
    risk: BTreeMap<&'static str, Risk>,
    reason: String,
}

fn json() -> String {
    json::pretty(&permissions().iter().map(entry).collect::<Vec<_>>())
}

fn entry(permission: &Permission) -> JsonPermission {
    // Of levels that are not known, there is nothing to list.
    let offered = || permission.levels.iter().filter(|_| permission.levels_known);
    let lets = |level| {
        offered()
            .find(|offered| offered.level == level)
            .map(|offered| offered.lets)
    };
    JsonPermission {
        parameter: permission.parameter,
        scope: permission.scope,
        label: permission.label,
        levels: offered().map(|offered| offered.level).collect(),
        source: permission.source,
        on_form: permission.on_form,
        read: lets(Level::Read),
        write: lets(Level::Write),
        admin: lets(Level::Admin),
        risk: offered()
            .map(|offered| (offered.level.as_str(), offered.risk))
            .collect(),
        reason: permission.risk_sentence(),
    }
}
