//! `finegrain`: template links for GitHub's fine-grained personal access tokens, on the command line.
//!
//! Each command is a module. They read arguments and files and write reports; what there is to say about a link, the
//! engine says.

mod args;
mod build;
mod check;
mod codes;
mod compare;
mod diagnostic;
mod exit;
mod explain_call;
mod explanation;
mod files;
mod json;
mod need;
mod permissions;
mod position;
mod terminal;
mod tool;

use std::{io, process::ExitCode};

use clap::{CommandFactory, Parser};

use args::{Args, Command};
use exit::Exit;

fn main() -> ExitCode {
    let args = Args::parse();
    args.color.apply();
    let done = match args.command {
        Command::Check(args) => check::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Need(args) => need::run(&args),
        Command::Explain(args) => explanation::run(args.word.as_deref()),
        Command::Permissions(args) => permissions::run(args.format),
        Command::Completions { shell } => completions(shell),
    };
    let status = done.unwrap_or_else(|error| {
        terminal::complain(&format!("cannot write the output: {error}"));
        Exit::Unusable
    });
    status.into()
}

fn completions(shell: clap_complete::Shell) -> io::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "finegrain", &mut script);
    terminal::write_exactly(&script)?;
    Ok(Exit::Success)
}
