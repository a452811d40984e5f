//! Subcommands of the GitHub CLI: `gh pr create`, `gh secret set --org`. (`gh api` has a recognizer of its own.)

use super::{Recognizer, Seen, Sighting, Text, shell};
use crate::github::{GhSubcommand, Level, gh_subcommands};

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "gh",
    examples: EXAMPLES,
    recognize,
};

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    for command in shell::commands(text, "gh", "") {
        let words: Vec<&str> = command.words.iter().map(|word| word.text.as_str()).collect();
        if text.is_advised_against(command.range.start) {
            continue;
        }
        let Some((row, named, rest)) = subcommand(&words) else {
            continue;
        };
        let options = GhOptions::of(rest);
        let rows = choose(row, &options);
        let named = command
            .words
            .get(named.saturating_sub(1))
            .map_or(command.range.end, |word| word.range.end);
        for row in rows {
            found.push(Sighting {
                range: command.range.start..named,
                by: RECOGNIZER.name,
                seen: Seen::Gh {
                    subcommand: row,
                    owner: owner(&words, row.command, &options),
                },
            });
        }
    }
}

/// The rows of the subcommand that the words name, how many words its name takes, and the words behind it.
fn subcommand<'w>(words: &'w [&'w str]) -> Option<(&'static [GhSubcommand], usize, &'w [&'w str])> {
    let mut at = 0;
    let skip_options = |at: &mut usize| {
        while let Some(option) = words.get(*at).filter(|word| word.starts_with('-')) {
            let takes = !option.contains('=') && matches!(*option, "-R" | "--repo" | "--hostname");
            *at += if takes { 2 } else { 1 };
        }
    };
    // `gh -R octo-org/octo-repo pr list`
    skip_options(&mut at);
    let first = canonical(words.get(at)?);
    let rows = |name: &str| {
        let all = gh_subcommands();
        let start = all.partition_point(|row| row.command < name);
        let end = all.partition_point(|row| row.command <= name);
        all.get(start..end).filter(|rows| !rows.is_empty())
    };
    let mut name = first.to_owned();
    let mut best = rows(&name).map(|rows| (rows, at + 1));
    // Up to three words, `repo deploy-key add`, with options between them: `pr -R octo-org/octo-repo create`.
    for _ in 0..2 {
        at += 1;
        if best.is_none() {
            skip_options(&mut at);
        }
        let Some(word) = words.get(at).filter(|word| !word.starts_with('-')) else {
            break;
        };
        let plain = format!("{name} {word}");
        name = if rows(&plain).is_some() {
            plain
        } else {
            format!("{name} {}", canonical_verb(word))
        };
        if let Some(rows) = rows(&name) {
            best = Some((rows, at + 1));
        }
    }
    let (rows, named) = best?;
    Some((rows, named, words.get(named..).unwrap_or_default()))
}

/// The name of a group, for one of its short forms.
fn canonical(word: &str) -> &str {
    match word {
        "cs" => "codespace",
        "rs" => "ruleset",
        "at" => "attestation",
        "ext" | "extensions" => "extension",
        other => other,
    }
}

fn canonical_verb(word: &str) -> &str {
    match word {
        "ls" => "list",
        "new" => "create",
        "remove" | "rm" => "delete",
        "co" => "checkout",
        other => other,
    }
}

/// The options of a command with their values.
struct GhOptions<'w> {
    words: &'w [&'w str],
}

impl<'w> GhOptions<'w> {
    fn of(words: &'w [&'w str]) -> Self {
        Self { words }
    }

    /// The value of an option, empty where it has none; `None` where the option is not given.
    fn value(&self, name: &str) -> Option<&'w str> {
        self.words.iter().enumerate().find_map(|(at, word)| {
            let rest = word.strip_prefix(name)?;
            if rest.is_empty() {
                let next = self.words.get(at + 1).filter(|next| !next.starts_with('-'));
                return Some(next.copied().unwrap_or_default());
            }
            rest.strip_prefix('=')
                .or_else(|| (!name.starts_with("--")).then_some(rest))
        })
    }

    /// Whether a condition of the table is true: `--env/-e`, `--app/-a=dependabot`, `--reviewer~/`, `--json!~x`.
    fn fit(&self, condition: &str) -> bool {
        let end = condition.find(['=', '~', '!']).unwrap_or(condition.len());
        let (names, test) = condition.split_at(end);
        let value = names.split('/').find_map(|name| self.value(name));
        let Some(value) = value else { return false };
        if let Some(wanted) = test.strip_prefix('=') {
            value == wanted
        } else if let Some(part) = test.strip_prefix("!~") {
            !value.contains(part)
        } else if let Some(part) = test.strip_prefix('~') {
            value.contains(part)
        } else {
            true
        }
    }
}

/// The row with the most conditions that are all true, and with it those whose options need something more.
fn choose(rows: &'static [GhSubcommand], options: &GhOptions<'_>) -> Vec<&'static GhSubcommand> {
    let conditions = |row: &GhSubcommand| row.options.split_whitespace().count();
    let fitting: Vec<&GhSubcommand> = rows
        .iter()
        .filter(|row| row.options.split_whitespace().all(|condition| options.fit(condition)))
        .collect();
    // The table has a row without conditions for every command, so one always fits.
    let best = fitting.iter().copied().max_by_key(|row| conditions(row));
    let best = best.unwrap_or(&rows[0]);
    let plain = rows.iter().find(|row| row.options.is_empty());
    // An option that leads to another call, such as `--env`, excludes the others; one that adds to the plain command does not.
    let adds = |row: &GhSubcommand| plain.is_some_and(|plain| extends(row, plain));
    if !adds(best) {
        return vec![best];
    }
    fitting
        .into_iter()
        .filter(|row| *row == best || (conditions(row) > 0 && adds(row)))
        .collect()
}

/// Whether each of the sets of a row has all of one of the plain command's.
fn extends(row: &GhSubcommand, plain: &GhSubcommand) -> bool {
    let has = |set: &[(&str, Level)], name: &str, level: Level| {
        set.iter()
            .any(|(known, known_level)| *known == name && *known_level >= level)
    };
    let covers = |set: &[(&str, Level)]| {
        let mut plain = plain.sets.iter();
        plain.any(|plain| plain.iter().all(|(name, level)| has(set, name, *level)))
    };
    row.limit == plain.limit && !row.sets.is_empty() && row.sets.iter().all(|set| covers(set))
}

/// The owner that a command names, where it is not filled in at run time.
fn owner(words: &[&str], command: &str, options: &GhOptions<'_>) -> Option<String> {
    let all = GhOptions::of(words);
    let repository = all.value("--repo").or_else(|| all.value("-R"));
    let named = repository.filter(|_| !command.starts_with("search"));
    let positional = || {
        let first = options.words.first().filter(|word| !word.starts_with('-'))?;
        command
            .starts_with("repo ")
            .then_some(*first)
            .filter(|word| word.contains('/'))
    };
    let organization = || ["--org", "-o", "--owner"].iter().find_map(|name| options.value(name));
    let organization = || match command.split(' ').next() {
        Some("secret" | "variable" | "ruleset" | "project" | "attestation") => organization(),
        _ => None,
    };
    let owner = named.or_else(positional).or_else(organization)?;
    let owner = owner.trim_start_matches("https://").trim_start_matches("github.com/");
    let owner = owner.split('/').next().filter(|owner| !owner.is_empty())?;
    let literal = owner.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (literal && !matches!(owner, "OWNER" | "owner" | "ORG" | "org")).then(|| owner.to_owned())
}

const EXAMPLES: &[super::Example] = &[
    ("gh pr create --fill", &["gh pr create"]),
    ("gh pr new -f", &["gh pr create"]),
    (
        "gh pr create --reviewer octo-org/reviewers",
        &["gh pr create --reviewer/-r~/"],
    ),
    (
        "gh pr create --project Roadmap --reviewer octo-org/reviewers",
        &["gh pr create --project/-p", "gh pr create --reviewer/-r~/"],
    ),
    (
        "gh pr edit 1 --add-project Roadmap --add-reviewer octo-org/reviewers",
        &["gh pr edit --add-project", "gh pr edit --add-reviewer~/"],
    ),
    ("gh pr merge --auto --squash \"$PR_URL\"", &["gh pr merge --auto"]),
    ("gh pr view 7", &["gh pr view"]),
    (
        "gh pr view 7 --json title,body",
        &["gh pr view --json!~statusCheckRollup"],
    ),
    ("gh pr view 7 --json title,statusCheckRollup", &["gh pr view"]),
    ("gh -R octo-org/octo-repo issue create -t a -b b", &["gh issue create"]),
    ("gh pr -R octo-org/octo-repo create --fill", &["gh pr create"]),
    ("gh issue ls", &["gh issue list"]),
    ("gh release create v1.0 ./dist/*.zip", &["gh release create"]),
    (
        "run: gh release upload \"$TAG\" app.zip --clobber",
        &["gh release upload"],
    ),
    (
        "gh secret set TOKEN --app dependabot --body x",
        &["gh secret set --app/-a=dependabot"],
    ),
    (
        "gh secret set TOKEN -a dependabot -o octo-org",
        &["gh secret set --app/-a=dependabot --org/-o"],
    ),
    ("gh secret set TOKEN --env=production", &["gh secret set --env/-e"]),
    ("gh secret remove TOKEN", &["gh secret delete"]),
    ("gh variable list --org octo-org", &["gh variable list --org/-o"]),
    ("gh repo deploy-key add key.pub -w", &["gh repo deploy-key add"]),
    ("gh cs create -r octo-org/octo-repo", &["gh codespace create"]),
    ("gh workflow run deploy.yml --ref main", &["gh workflow run --ref/-r"]),
    ("gh workflow run deploy.yml", &["gh workflow run"]),
    (
        "gh project item-add 1 --owner octo-org --url https://github.com/octo-org/a/issues/1",
        &["gh project item-add"],
    ),
    (
        "gh project item-add 1 --owner @me --url x",
        &["gh project item-add --owner=@me"],
    ),
    ("gh status", &["gh status"]),
    ("gh gist create --public a.txt", &["gh gist create"]),
    (
        "subprocess.run([\"gh\", \"issue\", \"close\", \"1\"])",
        &["gh issue close"],
    ),
    ("x=$(gh run list --limit 1 --json databaseId)", &["gh run list"]),
    ("gh ruleset check main --default", &["gh ruleset check --default"]),
    (
        "gh attestation verify a.tgz -o octo-org",
        &["gh attestation verify --owner/-o"],
    ),
    ("Never run gh repo delete here.", &[]),
    ("gh alias set co 'pr checkout'", &[]),
    ("gh --version", &[]),
    ("The gh tool and its pr commands", &[]),
];
