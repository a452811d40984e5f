//! What changed between the table and the page.

use std::fmt;

use super::table::Table;
use super::{DOCUMENTED, Listed};

#[derive(Debug, PartialEq, Eq)]
pub enum Change {
    Added(Listed),
    /// The page lists it no longer. The row stays until a person has decided what becomes of it.
    Removed(Listed),
    /// The same label in the same scope under another parameter.
    Renamed {
        from: Listed,
        to: Listed,
    },
    /// Another label, level, scope or source for the same parameter.
    Changed {
        from: Listed,
        to: Listed,
    },
}

pub fn between(table: &Table, page: &[Listed]) -> Vec<Change> {
    let in_table = |parameter: &str| {
        table
            .rows
            .iter()
            .map(|row| &row.listed)
            .find(|row| row.parameter == parameter)
    };
    let on_page = |parameter: &str| page.iter().any(|listed| listed.parameter == parameter);

    let mut removed: Vec<&Listed> = table
        .rows
        .iter()
        .map(|row| &row.listed)
        .filter(|row| row.source == DOCUMENTED && !on_page(&row.parameter))
        .collect();
    let mut changes = Vec::new();
    for to in page.iter().cloned() {
        if let Some(from) = in_table(&to.parameter) {
            if *from != to {
                changes.push(Change::Changed { from: from.clone(), to });
            }
        } else if let Some(at) = removed
            .iter()
            .position(|row| row.scope == to.scope && row.label == to.label)
        {
            changes.push(Change::Renamed {
                from: removed.remove(at).clone(),
                to,
            });
        } else {
            changes.push(Change::Added(to));
        }
    }
    changes.extend(removed.into_iter().cloned().map(Change::Removed));
    changes
}

impl Change {
    pub fn apply(&self, table: &mut Table) {
        match self {
            Self::Added(row) => table.append(row.clone()),
            Self::Removed(_) => {}
            Self::Renamed { from, to } | Self::Changed { from, to } => {
                if let Some(row) = table.rows.iter_mut().find(|row| row.listed == *from) {
                    row.listed = to.clone();
                }
            }
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added(row) => write!(
                f,
                "added    {} ({}, \"{}\", {})",
                row.parameter, row.scope, row.label, row.levels
            ),
            Self::Removed(row) => write!(
                f,
                "removed  {} ({}, \"{}\"): decide by hand",
                row.parameter, row.scope, row.label
            ),
            Self::Renamed { from, to } => {
                write!(f, "renamed  {} -> {} (\"{}\")", from.parameter, to.parameter, to.label)
            }
            Self::Changed { from, to } => {
                write!(f, "changed  {}:", to.parameter)?;
                let columns = [
                    ("label", &from.label, &to.label),
                    ("levels", &from.levels, &to.levels),
                    ("scope", &from.scope, &to.scope),
                    ("source", &from.source, &to.source),
                ];
                for (column, old, new) in columns.into_iter().filter(|(_, old, new)| old != new) {
                    write!(f, " {column} {old} -> {new}")?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
parameter\tscope\tlabel\tlevels\tsource\tread
issues\trepository\tIssues\tread,write\ttable\tRead them.
profile\taccount\tProfile\twrite\ttable\t
agent_secrets\trepository\tAgent secrets\tread,write\trest\tRead them.
";

    fn listed(parameter: &str, scope: &str, label: &str, levels: &str) -> Listed {
        let [parameter, scope, label, levels, source] =
            [parameter, scope, label, levels, DOCUMENTED].map(str::to_owned);
        Listed {
            parameter,
            scope,
            label,
            levels,
            source,
        }
    }

    /// What is told, and the table after it.
    fn after(page: &[Listed]) -> (Vec<String>, String) {
        let mut table: Table = TABLE.parse().unwrap();
        let changes = between(&table, page);
        for change in &changes {
            change.apply(&mut table);
        }
        (changes.iter().map(ToString::to_string).collect(), table.to_string())
    }

    #[test]
    fn the_same_page_changes_nothing() {
        let page = [
            listed("issues", "repository", "Issues", "read,write"),
            listed("profile", "account", "Profile", "write"),
        ];
        assert_eq!(after(&page), (vec![], TABLE.to_owned()));
    }

    #[test]
    fn a_changed_level_keeps_the_sentences() {
        let page = [
            listed("issues", "repository", "Issues", "read"),
            listed("profile", "account", "Profile", "write"),
        ];
        let (told, table) = after(&page);
        assert_eq!(told, ["changed  issues: levels read,write -> read"]);
        assert!(table.contains("issues\trepository\tIssues\tread\ttable\tRead them.\n"));
    }

    #[test]
    fn another_parameter_with_the_same_label_is_a_new_name() {
        let page = [
            listed("repo_issues", "repository", "Issues", "read,write"),
            listed("profile", "account", "Profile", "write"),
        ];
        let (told, table) = after(&page);
        assert_eq!(told, ["renamed  issues -> repo_issues (\"Issues\")"]);
        assert!(table.contains("repo_issues\trepository\tIssues\tread,write\ttable\tRead them.\n"));
    }

    #[test]
    fn a_permission_known_from_elsewhere_becomes_documented() {
        let page = [
            listed("issues", "repository", "Issues", "read,write"),
            listed("profile", "account", "Profile", "write"),
            listed("agent_secrets", "repository", "Agent secrets", "read,write"),
        ];
        assert_eq!(after(&page).0, ["changed  agent_secrets: source rest -> table"]);
    }

    #[test]
    fn new_rows_come_last_and_missing_ones_stay() {
        let page = [
            listed("issues", "repository", "Issues", "read,write"),
            listed("pages", "repository", "Pages", "read"),
        ];
        let (told, table) = after(&page);
        assert_eq!(
            told,
            [
                "added    pages (repository, \"Pages\", read)",
                "removed  profile (account, \"Profile\"): decide by hand"
            ]
        );
        assert!(table.contains("profile\t") && table.ends_with("pages\trepository\tPages\tread\ttable\t\n"));
    }
}
