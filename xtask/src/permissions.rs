//! `cargo xtask permissions`: compares data/permissions.tsv with GitHub's page "Managing your personal access tokens".
//!
//! A person downloads the page (Markdown) and changes the table: nothing in this project goes to the network, and what a
//! new permission lets its holder do is for a person to say.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context as _, Result, bail, ensure};
use finegrain::github::{Permission, Source, permissions};

use crate::project;

/// The headings over the page's tables, and what the scope is called here.
const TABLES: [(&str, &str); 3] = [
    ("Account Permissions", "account"),
    ("Repository Permissions", "repository"),
    ("Organization Permissions", "organization"),
];

pub fn compare(page: &Path) -> Result<()> {
    let page = read(&project::read_text(page)?)?;
    let differences = differences(&page);
    for difference in &differences {
        println!("{difference}");
    }
    println!(
        "{} permissions on the page, {} differences",
        page.len(),
        differences.len()
    );
    ensure!(differences.is_empty(), "data/permissions.tsv differs from the page");
    Ok(())
}

/// What the page says of each permission: "repository, Actions, `read`, `write`".
type Page = BTreeMap<String, String>;

fn differences(page: &Page) -> Vec<String> {
    let ours: Page = permissions()
        .iter()
        .filter(|known| known.source == Source::Table)
        .map(|known| (known.parameter.to_owned(), described(known)))
        .collect();
    let mut differences = Vec::new();
    for (parameter, there) in page {
        match ours.get(parameter) {
            None => differences.push(format!("new on the page: {parameter} ({there})")),
            Some(here) if here != there => {
                differences.push(format!("changed: {parameter} (here {here}; there {there})"));
            }
            Some(_) => {}
        }
    }
    let gone = ours.keys().filter(|parameter| !page.contains_key(*parameter));
    differences.extend(gone.map(|parameter| format!("no longer on the page: {parameter}")));
    differences
}

fn described(known: &Permission) -> String {
    let levels: Vec<String> = known
        .levels
        .iter()
        .map(|offered| format!("`{}`", offered.level))
        .collect();
    format!("{}, {}, {}", known.scope.as_str(), known.label, levels.join(", "))
}

fn read(markdown: &str) -> Result<Page> {
    let mut page = Page::new();
    for (heading, scope) in TABLES {
        let before = page.len();
        for row in section(markdown, heading)?.lines().filter_map(cells) {
            match row.as_slice() {
                // The heading row, the ruler under it, and the empty rows that the page has.
                ["" | "Parameter name", ..] => {}
                [ruler, ..] if ruler.starts_with('-') => {}
                [parameter, label, levels] => {
                    let parameter = parameter
                        .strip_prefix('`')
                        .and_then(|name| name.strip_suffix('`'))
                        .with_context(|| format!("under \"{heading}\": {parameter} is not marked as code"))?;
                    page.insert(parameter.to_owned(), format!("{scope}, {label}, {levels}"));
                }
                _ => bail!(
                    "under \"{heading}\": a row with {} cells: {}",
                    row.len(),
                    row.join(" | ")
                ),
            }
        }
        ensure!(page.len() > before, "the page has no permission under \"{heading}\"");
    }
    Ok(page)
}

/// The text between a heading and the next one.
fn section<'a>(markdown: &'a str, heading: &str) -> Result<&'a str> {
    let mut parts = markdown
        .split("\n#")
        .map(|part| part.trim_start_matches('#').trim_start());
    parts
        .find_map(|part| part.strip_prefix(heading)?.strip_prefix('\n'))
        .with_context(|| format!("the page has no heading \"{heading}\""))
}

/// The cells of a row of a table.
fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(str::trim).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page as the table has it.
    fn page() -> String {
        let mut lines = vec!["# Managing\n\n| `name` | string |\n".to_owned()];
        for (heading, scope) in TABLES {
            let head = "| Parameter name | Display name | Access levels |\n| --- | --- | --- |\n";
            lines.push(format!("\n##### {heading}\n\n{head}"));
            for known in permissions().iter().filter(|known| known.source == Source::Table) {
                let described = described(known);
                if let Some(rest) = described.strip_prefix(&format!("{scope}, ")) {
                    let (label, levels) = rest.split_once(", ").unwrap();
                    lines.push(format!("| `{}` | {label} | {levels} |\n|  |  |  |\n", known.parameter));
                }
            }
        }
        lines.push("\n## Another section\n\n| `not_a_permission` | No | `read` |\n".to_owned());
        lines.concat()
    }

    #[test]
    fn the_same_page_has_no_differences() {
        assert_eq!(differences(&read(&page()).unwrap()), [] as [&str; 0]);
    }

    #[test]
    fn what_differs_is_named() {
        let changed = page()
            .replace("| `gists` | Gists | `write` |", "| `gists` | Gists | `read`, `write` |")
            .replace("| `pages` |", "| `sites` |");
        assert_eq!(
            differences(&read(&changed).unwrap()),
            [
                "changed: gists (here account, Gists, `write`; there account, Gists, `read`, `write`)",
                "new on the page: sites (repository, Pages, `read`, `write`)",
                "no longer on the page: pages",
            ]
        );
    }

    #[test]
    fn a_page_of_another_shape_is_refused() {
        let refused = |page: String| read(&page).unwrap_err().to_string();
        assert_eq!(
            refused(page().replace("Account Permissions", "Accounts")),
            "the page has no heading \"Account Permissions\""
        );
        assert_eq!(
            refused(page().replace("| `gists` |", "| gists |")),
            "under \"Account Permissions\": gists is not marked as code"
        );
        assert_eq!(
            refused(page().replace("| `gists` |", "| `gists` | |")),
            "under \"Account Permissions\": a row with 4 cells: `gists` |  | Gists | `write`"
        );
    }
}
