//! `finegrain permissions`: what GitHub offers.

use std::{collections::BTreeMap, fmt::Write, io};

use finegrain::github::{Level, Permission, Risk, Scope, Source, permissions};
use serde::Serialize;

use crate::{
    GOOD,
    args::List,
    report::to_json,
    terminal::{self, BOLD, DIM},
};

pub fn run(format: List) -> io::Result<u8> {
    match format {
        List::Text => terminal::write(&text())?,
        List::Json => terminal::write_exactly(json().as_bytes())?,
    }
    Ok(GOOD)
}

fn text() -> String {
    let mut page = String::new();
    // Writing into a `String` cannot fail, here and below.
    for (scope, heading) in [
        (Scope::Repository, "Repository permissions"),
        (Scope::Organization, "Organization permissions"),
        (Scope::Account, "Account permissions"),
    ] {
        let here: Vec<&Permission> = permissions()
            .iter()
            .filter(|permission| permission.scope == scope)
            .collect();
        let width = here
            .iter()
            .map(|permission| name(permission).len())
            .max()
            .unwrap_or_default();
        let _ = writeln!(page, "{BOLD}{heading}{BOLD:#}");
        for permission in here {
            let [read, write, admin] = [Level::Read, Level::Write, Level::Admin].map(|level| cell(permission, level));
            let (name, label) = (name(permission), permission.label);
            let _ = writeln!(page, "  {name:width$}  {read:7}  {write:8}  {admin:7}  {label}");
        }
        page.push('\n');
    }
    let _ = writeln!(
        page,
        "{DIM}The number behind a level is its risk, 0 to 10. * GitHub's table of link parameters does not name it.\n\
         `finegrain explain PERMISSION` says what each level lets the holder do.{DIM:#}"
    );
    page
}

/// The parameter, marked where GitHub's table does not have it.
fn name(permission: &Permission) -> String {
    let mark = if permission.source == Source::Table { "" } else { "*" };
    format!("{}{mark}", permission.parameter)
}

fn cell(permission: &Permission, level: Level) -> String {
    permission
        .offered(level)
        .map_or(String::new(), |offered| format!("{level} {}", offered.risk.0))
}

#[derive(Serialize)]
struct Entry {
    parameter: &'static str,
    scope: Scope,
    label: &'static str,
    levels: Vec<Level>,
    source: Source,
    read: Option<&'static str>,
    write: Option<&'static str>,
    admin: Option<&'static str>,
    risk: BTreeMap<&'static str, Risk>,
    reason: String,
}

fn json() -> String {
    to_json(&permissions().iter().map(entry).collect::<Vec<_>>())
}

fn entry(permission: &Permission) -> Entry {
    let lets = |level| permission.offered(level).map(|offered| offered.lets);
    Entry {
        parameter: permission.parameter,
        scope: permission.scope,
        label: permission.label,
        levels: permission.levels.iter().map(|offered| offered.level).collect(),
        source: permission.source,
        read: lets(Level::Read),
        write: lets(Level::Write),
        admin: lets(Level::Admin),
        risk: permission
            .levels
            .iter()
            .map(|offered| (offered.level.as_str(), offered.risk))
            .collect(),
        reason: permission.risk_sentence(),
    }
}
