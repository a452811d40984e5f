//! The arguments, and the help that they show.

use std::{ffi::OsString, path::PathBuf};

use clap::{Args as Arguments, Parser, Subcommand, ValueEnum};
use finegrain::{link::Expiration, lint::Code, text::share};

use crate::codes;

/// Builds, checks and explains template links for GitHub's fine-grained personal access tokens.
///
/// A template link opens GitHub's form for a new token with its fields filled in. GitHub drops without a word what it does
/// not know; Finegrain tells.
#[derive(Debug, Parser)]
#[command(name = "finegrain", version, arg_required_else_help = true, subcommand_required = true, after_help = EXAMPLES)]
pub struct Args {
    /// When to use colors; by itself a terminal gets them, unless `NO_COLOR` is set
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

Put links between quotes: to a shell, & ends a command.";

#[derive(Debug, Subcommand)]
pub enum Command {
    Check(CheckArgs),
    Build(BuildArgs),
    Need(NeedArgs),
    Compare(CompareArgs),
    Explain(ExplainArgs),
    Permissions(PermissionsArgs),
    /// Print a script that completes the arguments in your shell
    #[command(after_help = "\
Examples:
  finegrain completions bash > ~/.local/share/bash-completion/completions/finegrain
  finegrain completions fish > ~/.config/fish/completions/finegrain.fish")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Check template links, given as they are or found in files
///
/// Folders are searched as Git sees them: files that .gitignore or .ignore names are left out, and so are binary files and
/// files over 10 MB. Hidden files are searched, version control's own folders are not.
///
/// A comment `finegrain-ignore CODE` on the line of a link, or on the line above, silences that code there.
#[derive(Debug, Arguments)]
#[command(after_help = "\
Exit status:
  0  no error
  1  at least one error (with --deny-warnings, or warning)
  2  an input is neither a link nor readable; the others are checked all the same

Examples:
  finegrain check .
  finegrain check --fix README.md
  finegrain check --format github --deny-warnings docs/
  finegrain check --fix - < page.md > mended.md
  finegrain check 'https://github.com/settings/personal-access-tokens/new?name=CI&contents=rw'")]
pub struct CheckArgs {
    /// A link, a file, a folder, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<OsString>,
    /// How to report
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Mend links in place; for a link or standard input, print what is mended, and the report on standard error
    ///
    /// Only links are rewritten, and only where there is one right answer: never a link for a classic token, which would
    /// become another kind of token, and never a link that code around it fills in.
    #[arg(long)]
    pub fix: bool,
    /// The longest life of a token that is allowed, in days
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=i64::from(Expiration::LONGEST)))]
    pub max_expiration: Option<u32>,
    /// A host of yours besides github.com and *.ghe.com; may be repeated
    #[arg(long = "host", value_name = "HOST", value_parser = host)]
    pub hosts: Vec<String>,
    /// A file or folder whose calls the links are measured by: what they need and what not; may be repeated
    #[arg(long, value_name = "PATH")]
    pub against: Vec<PathBuf>,
    /// A code to say nothing about; may be repeated
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = codes::parse)]
    pub ignore: Vec<Code>,
    /// Let warnings count as errors for the exit status
    #[arg(long)]
    pub deny_warnings: bool,
}

/// Say what a token needs for the calls of scripts and programs
///
/// Inputs are calls, or files and folders in which calls are found: curl, gh api, Octokit, addresses of the API and the like.
/// The answer is the least set of permissions that serves them all, with the calls that need each, and its template link.
#[derive(Debug, Arguments)]
#[command(after_help = "\
Exit status:
  0  a fine-grained token can do it all
  1  a call is closed to fine-grained tokens, or it is not known
  2  nothing was recognized, or an input cannot be read; the rest is answered all the same

Examples:
  finegrain need 'POST /repos/{owner}/{repo}/issues'
  finegrain need release.sh .github/workflows
  finegrain need --format json - < script.js")]
pub struct NeedArgs {
    /// A call such as \"GET /user\", a file, a folder, or - for text on standard input
    #[arg(required_unless_present = "tools", value_name = "INPUT")]
    pub inputs: Vec<OsString>,
    /// A tool that will use the token, such as release-please; may be repeated
    #[arg(long = "tool", value_name = "NAME")]
    pub tools: Vec<String>,
    /// How to answer
    #[arg(long, value_enum, default_value_t = NeedFormat::Text)]
    pub format: NeedFormat,
}

/// Build a template link
///
/// The link is checked first. Where there is an error nothing is printed on standard output.
#[derive(Debug, Arguments)]
#[command(after_help = "\
Exit status:
  0  built; warnings are on standard error
  1  not built; the diagnostics are on standard error

Examples:
  finegrain build --name CI contents=read
  finegrain build --owner octo-org --expires-in 90 --format markdown contents=write pull_requests=write
  finegrain build --repository octo-org/app --why contents='Pushes release tags' contents=write

`finegrain permissions` lists the permissions and their levels.")]
pub struct BuildArgs {
    /// A permission and its level, such as contents=read
    #[arg(value_name = "PERMISSION=LEVEL")]
    pub permissions: Vec<String>,
    /// The token's name, at most 40 characters
    #[arg(long)]
    pub name: Option<String>,
    /// The token's description, at most 1024 characters
    #[arg(long)]
    pub description: Option<String>,
    /// The user or organization whose resources the token is for
    #[arg(long, value_name = "LOGIN")]
    pub owner: Option<String>,
    /// The token's life: 1 to 366 days, or none for no end
    #[arg(long, value_name = "DAYS|none", allow_hyphen_values = true)]
    pub expires_in: Option<String>,
    /// A repository to choose on the form; may be repeated. Shown by the extension, not read by GitHub
    #[arg(long = "repository", value_name = "OWNER/NAME")]
    pub repositories: Vec<String>,
    /// Why a permission is asked; may be repeated. Shown by the extension, not read by GitHub
    #[arg(long = "why", value_name = "PERMISSION=TEXT", value_parser = reason)]
    pub reasons: Vec<(String, String)>,
    /// The host the link leads to, if it is not github.com
    #[arg(long, value_name = "HOST", value_parser = host)]
    pub host: Option<String>,
    /// The form of the link
    #[arg(long, value_enum, default_value_t = ShareFormat(share::Format::Url))]
    pub format: ShareFormat,
}

/// Compare two template links: what the second asks more and less than the first
#[derive(Debug, Arguments)]
#[command(after_help = "\
Exit status:
  0  the second link asks for nothing more
  1  it asks for more
  2  one of them is not a template link

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
  2  there is no such code, permission, tool or call

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

As JSON each permission is an object: parameter, scope, label, levels, source (`table`: GitHub's table of link parameters
has it; `rest`: only its REST documentation; `example`: only an example link), read, write and admin (what each level lets the
holder do, or null), risk (0 to 10 by level), reason (of the highest risk).")]
pub struct PermissionsArgs {
    /// How to list them
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

fn reason(written: &str) -> Result<(String, String), String> {
    match written.split_once('=') {
        Some((permission, text)) if !permission.is_empty() && !text.trim().is_empty() => {
            Ok((permission.to_owned(), text.to_owned()))
        }
        _ => Err("write the permission, = and the reason, such as contents='Pushes release tags'".to_owned()),
    }
}
