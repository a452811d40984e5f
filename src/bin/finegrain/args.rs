//! The arguments, and the help that they show.

use std::{ffi::OsString, path::PathBuf};

use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};
use finegrain::{link::Expiration, lint::Code, text::share};

use crate::codes;

/// Builds, checks and explains template links for GitHub's fine-grained personal access tokens.
///
/// A template link opens GitHub's form for a new token with its fields filled in. GitHub silently drops what it doesn't
/// know; Finegrain tells you.
#[derive(Debug, Parser)]
#[command(name = "finegrain", version, arg_required_else_help = true, subcommand_required = true, after_help = EXAMPLES)]
pub struct Args {
    /// When to use colors; by default in a terminal, unless `NO_COLOR` is set
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto, hide_possible_values = true)]
    pub color: Color,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  finegrain check README.md docs/
  finegrain check 'https://github.com/settings/personal-access-tokens/new?variables=write'
  finegrain build --name 'Release bot' --expires-in 90 contents=write
  finegrain explain high-risk-permission

Quote links: in a shell, & ends a command.";

#[derive(Debug, Subcommand)]
pub enum Command {
    Check(CheckArgs),
    Build(BuildArgs),
    Need(NeedArgs),
    Compare(CompareArgs),
    Explain(ExplainArgs),
    Permissions(PermissionsArgs),
    /// Print a completion script for your shell
    #[command(after_help = "\
Examples:
  finegrain completions bash > ~/.local/share/bash-completion/completions/finegrain
  finegrain completions fish > ~/.config/fish/completions/finegrain.fish")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Check template links, on the command line or in files
///
/// Folders are searched as Git sees them: without the files that .gitignore or .ignore lists, without binary files, and
/// without files over 10 MB. Hidden files are searched; the folders of version control are not.
///
/// To silence a code for a link, write the comment `finegrain-ignore CODE` on its line or on the line above.
#[derive(Debug, Arguments)]
#[command(after_help = "\
Exit status:
  0  no error
  1  at least one error; with --deny-warnings, at least one warning
  2  an input is neither a link nor readable; the others are still checked

Examples:
  finegrain check .
  finegrain check --fix README.md
  finegrain check --format github --deny-warnings docs/
  finegrain check --fix - < page.md > fixed.md
  finegrain check 'https://github.com/settings/personal-access-tokens/new?name=CI&contents=rw'")]
pub struct CheckArgs {
    /// A link, a file, a folder, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<OsString>,
    /// The format of the report
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Apply safe fixes in place; for a link or standard input, print the result, and the report on standard error
    ///
    /// A fix is safe where there is one right answer. Links for classic tokens are left alone, because a fix would make
    /// another kind of token; so are links that the code around them fills in.
    #[arg(long)]
    pub fix: bool,
    /// The most days that a token may live
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub max_expiration: Option<u32>,
    /// A GitHub host of yours, besides github.com and *.ghe.com; can be repeated
    #[arg(long = "host", value_name = "HOST", value_parser = host)]
    pub hosts: Vec<String>,
    /// A file or folder with the calls that the links are for, to find permissions that are missing or not needed; can be repeated
    #[arg(long, value_name = "PATH")]
    pub against: Vec<PathBuf>,
    /// A code to leave out; can be repeated
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = codes::parse)]
    pub ignore: Vec<Code>,
    /// Exit with 1 on warnings, too
    #[arg(long)]
    pub deny_warnings: bool,
}

/// Find the least permissions that a token needs
///
/// An input is a call, or a file or folder with calls in it: curl, gh, Octokit, API addresses and the like. The answer is the
/// least set of permissions for all calls, the calls that need each of them, and the template link.
#[derive(Debug, Arguments)]
#[command(after_help = "\
Exit status:
  0  a fine-grained token can make every call
  1  a call is closed to fine-grained tokens, or unknown
  2  no call was found, or an input can't be read; the rest is still answered

Examples:
  finegrain need 'POST /repos/{owner}/{repo}/issues'
  finegrain need release.sh .github/workflows
  finegrain need --format json - < script.js")]
pub struct NeedArgs {
    /// A call such as "GET /user", a file, a folder, or - for standard input
    #[arg(required_unless_present = "tools", value_name = "INPUT")]
    pub inputs: Vec<OsString>,
    /// A tool that will use the token, such as release-please; can be repeated
    #[arg(long = "tool", value_name = "NAME")]
    pub tools: Vec<String>,
    /// The format of the answer
    #[arg(long, value_enum, default_value_t = NeedFormat::Text)]
    pub format: NeedFormat,
}

/// Build a template link
///
/// The link is checked first. If it has an error, it isn't printed.
#[derive(Debug, Arguments)]
#[command(after_help = "\
Exit status:
  0  built; warnings are on standard error
  1  not built; the errors are on standard error

Examples:
  finegrain build --name CI contents=read
  finegrain build --owner octo-org --expires-in 90 contents=write pull_requests=write
  finegrain build --name CI --format markdown contents=read
  finegrain build --repository octo-org/app --why contents='Pushes release tags' contents=write

`finegrain permissions` lists the permissions and their levels.")]
pub struct BuildArgs {
    /// A permission and its level, such as contents=read
    #[arg(value_name = "PERMISSION=LEVEL")]
    pub permissions: Vec<String>,
    /// Token name, at most 40 characters
    #[arg(long)]
    pub name: Option<String>,
    /// Description, at most 1024 characters
    #[arg(long)]
    pub description: Option<String>,
    /// Resource owner: a user or an organization
    #[arg(long, value_name = "LOGIN")]
    pub owner: Option<String>,
    /// Expiration: 1 to 366 days, or none
    #[arg(long, value_name = "DAYS|none", allow_hyphen_values = true)]
    pub expires_in: Option<String>,
    /// A repository to choose on the form; can be repeated. The extension shows it, GitHub doesn't read it
    #[arg(long = "repository", value_name = "OWNER/NAME")]
    pub repositories: Vec<String>,
    /// Why the token needs a permission; can be repeated. The extension shows it, GitHub doesn't read it
    #[arg(long = "why", value_name = "PERMISSION=TEXT", value_parser = reason)]
    pub reasons: Vec<(String, String)>,
    /// The host of the link, if not github.com
    #[arg(long, value_name = "HOST", value_parser = host)]
    pub host: Option<String>,
    /// The format of the link
    #[arg(long, value_enum, default_value_t = ShareFormat(share::Format::Url))]
    pub format: ShareFormat,
}

/// Compare what two template links ask for
#[derive(Debug, Arguments)]
#[command(after_help = "\
Exit status:
  0  the second link asks for nothing more
  1  it asks for more
  2  one of them isn't a template link

Example:
  finegrain compare 'https://github.com/settings/personal-access-tokens/new?contents=read' \\
                    'https://github.com/settings/personal-access-tokens/new?contents=write'")]
pub struct CompareArgs {
    /// The first link
    #[arg(value_name = "LINK")]
    pub first: String,
    /// The second link
    #[arg(value_name = "LINK")]
    pub second: String,
}

/// Explain a code, a permission, a tool or a call; without one, list the codes
#[derive(Debug, Arguments)]
#[command(after_help = "\
Exit status:
  0  explained
  2  no such code, permission, tool or call

Examples:
  finegrain explain placeholder
  finegrain explain limit-packages
  finegrain explain contents
  finegrain explain renovate
  finegrain explain 'POST /repos/{owner}/{repo}/issues'")]
pub struct ExplainArgs {
    /// A code that `check` reports, a permission, a tool, or a call
    #[arg(value_name = "CODE|PERMISSION|TOOL|CALL")]
    pub word: Option<String>,
}

/// List the permissions and their levels
#[derive(Debug, Arguments)]
#[command(after_help = "\
Examples:
  finegrain permissions
  finegrain permissions --format json

As JSON, each permission is an object: parameter, scope, label, levels, source (where GitHub documents the parameter: `table`, \
`rest`, `example` or `openapi`; else where it was seen: `library`, `link` or `form`), on_form, read, write and admin (what each \
level allows, or null), risk (0 to 10 by level), reason (for the highest risk).")]
pub struct PermissionsArgs {
    /// The format of the list
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people
    Text,
    /// One array with an object for each link
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NeedFormat {
    /// For people
    Text,
    /// One object
    Json,
    /// For a README or an issue
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A table
    Text,
    /// One array
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    pub fn apply(self) {
        let choice = match self {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }
}

/// A form of the link, by the engine's own names.
#[derive(Clone, Copy, Debug)]
pub struct ShareFormat(pub share::Format);

impl ValueEnum for ShareFormat {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [ShareFormat; share::Format::ALL.len()] = {
            let mut all = [ShareFormat(share::Format::Url); share::Format::ALL.len()];
            let mut at = 0;
            while at < all.len() {
                all[at] = ShareFormat(share::Format::ALL[at].0);
                at += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        let (_, name, label) = share::Format::ALL.iter().find(|(format, ..)| *format == self.0)?;
        Some(clap::builder::PossibleValue::new(name).help(label))
    }
}

fn host(written: &str) -> Result<String, String> {
    let host = written.trim().to_ascii_lowercase();
    if host.is_empty() || host.contains(|c: char| c.is_whitespace() || c.is_control() || "/\\?#@&".contains(c)) {
        return Err("name the host alone, such as ghe.example.com".to_owned());
    }
    Ok(host)
}

fn days(written: &str) -> Result<u32, String> {
    let days = written.trim().parse().ok();
    days.filter(|days| (1..=Expiration::LONGEST).contains(days))
        .ok_or_else(|| format!("write a number of days from 1 to {}", Expiration::LONGEST))
}

fn reason(written: &str) -> Result<(String, String), String> {
    match written.split_once('=') {
        Some((permission, text)) if !permission.is_empty() && !text.trim().is_empty() => {
            Ok((permission.to_owned(), text.to_owned()))
        }
        _ => Err("write PERMISSION=TEXT, such as contents='Pushes release tags'".to_owned()),
    }
}
