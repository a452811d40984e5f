//! Reads the three permission tables of GitHub's page "Managing your personal access tokens" (Markdown).

use anyhow::{Context as _, Result, ensure};

use super::{DOCUMENTED, Listed};

/// The headings over the tables, and what the scope is called here.
const TABLES: [(&str, &str); 3] = [
    ("Account Permissions", "account"),
    ("Repository Permissions", "repository"),
    ("Organization Permissions", "organization"),
];

pub fn read(markdown: &str) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    for (heading, scope) in TABLES {
        let before = listed.len();
        for cells in rows(section(markdown, heading)?) {
            listed.extend(
                permission(&cells, scope).with_context(|| format!("under \"{heading}\": {}", cells.join(" | ")))?,
            );
        }
        ensure!(listed.len() > before, "the page has no permission under \"{heading}\"");
    }
    Ok(listed)
}

/// What stands between a heading and the next one.
fn section<'a>(markdown: &'a str, heading: &str) -> Result<&'a str> {
    let is_heading = |line: &str| line.starts_with('#') && line.trim_start_matches('#').trim() == heading;
    let (_, after) = lines_with_rest(markdown)
        .find(|(line, _)| is_heading(line))
        .with_context(|| format!("the page has no heading \"{heading}\""))?;
    let end = after.find("\n#").unwrap_or(after.len());
    Ok(after.get(..end).unwrap_or(after))
}

/// Every line with all that comes after it.
fn lines_with_rest(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (line, after) = rest
            .split_once('\n')
            .or_else(|| (!rest.is_empty()).then_some((rest, "")))?;
        rest = after;
        Some((line, after))
    })
}

/// The rows of a section's table, as cells.
fn rows(section: &str) -> impl Iterator<Item = Vec<&str>> {
    section.lines().filter_map(|line| {
        let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
        Some(inner.split('|').map(str::trim).collect())
    })
}

/// The permission of a row; none for the heading row, the ruler under it and the empty rows that the page has.
fn permission(cells: &[&str], scope: &str) -> Result<Option<Listed>> {
    let [parameter, label, levels] = cells else {
        anyhow::bail!("a row of this table has three cells");
    };
    let Some(parameter) = code(parameter) else {
        let known = parameter.is_empty() || *parameter == "Parameter name" || parameter.starts_with('-');
        ensure!(known, "the parameter is not marked as code");
        return Ok(None);
    };
    let levels: Option<Vec<_>> = levels.split(',').map(|level| code(level.trim())).collect();
    let levels = levels.context("a level is not marked as code")?.join(",");
    let [parameter, scope, label, source] = [parameter, scope, *label, DOCUMENTED].map(str::to_owned);
    Ok(Some(Listed {
        parameter,
        scope,
        label,
        levels,
        source,
    }))
}

/// The text between two backticks.
fn code(cell: &str) -> Option<&str> {
    cell.strip_prefix('`')?.strip_suffix('`')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
# Managing

| Parameter | Type |
| --- | --- |
| `name` | string |

##### Account Permissions

Only for yourself.

| Parameter name | Display name | Access levels   |
| -------------- | ------------ | --------------- |
| `gists`        | Gists        | `write`         |

##### Repository Permissions

| Parameter name | Display name | Access levels   |
| -------------- | ------------ | --------------- |
| `actions`      | Actions      | `read`, `write` |
|                |              |                 |
| `pages`        | Pages        | `read`, `write` |

> A note.

##### Organization Permissions

| Parameter name | Display name | Access levels            |
| -------------- | ------------ | ------------------------ |
| `projects`     | Projects     | `read`, `write`, `admin` |

## Another section

| `not_a_permission` | No | `read` |
";

    #[test]
    fn all_three_tables_are_read_and_empty_rows_passed_over() {
        let read = read(PAGE).unwrap();
        let seen: Vec<_> = read
            .iter()
            .map(|it| (it.parameter.as_str(), it.scope.as_str(), it.levels.as_str()))
            .collect();
        assert_eq!(
            seen,
            [
                ("gists", "account", "write"),
                ("actions", "repository", "read,write"),
                ("pages", "repository", "read,write"),
                ("projects", "organization", "read,write,admin"),
            ]
        );
        assert_eq!(read[0].label, "Gists");
    }

    #[test]
    fn a_page_without_a_table_is_refused() {
        let error = read(&PAGE.replace("Account Permissions", "Accounts")).unwrap_err();
        assert_eq!(error.to_string(), "the page has no heading \"Account Permissions\"");
        let error = read(&PAGE.replace("| `gists` ", "| ")).unwrap_err();
        assert!(error.to_string().contains("under \"Account Permissions\""), "{error}");
    }

    #[test]
    fn a_row_of_another_shape_is_refused() {
        let error = read(&PAGE.replace("| `pages`        |", "| `pages` | extra |")).unwrap_err();
        assert_eq!(error.root_cause().to_string(), "a row of this table has three cells");
    }
}
