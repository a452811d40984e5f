//! `finegrain compare`: what the second of two links asks more and less than the first.

use std::{fmt::Write, io};

use finegrain::{
    github::permission,
    link::{
        Expiration, Link, Template,
        compare::{Change, compare},
    },
};

use crate::{
    args,
    exit::Exit,
    terminal::{self, BOLD, harmless},
};

pub fn run(args: &args::Compare) -> io::Result<Exit> {
    let templates = [&args.first, &args.second].map(|link| Link::read(link).template());
    let [Some(first), Some(second)] = templates else {
        let wrong = if templates.first().is_some_and(Option::is_none) {
            &args.first
        } else {
            &args.second
        };
        terminal::complain(&format!(
            "`{}` is not a template link; one begins with https://github.com/settings/personal-access-tokens/new",
            harmless(wrong)
        ));
        return Ok(Exit::Unusable);
    };
    let comparison = compare(&first, &second);
    let mut page = String::new();
    for (heading, changes) in [
        ("The second link asks for more", &comparison.more),
        ("The second link asks for less", &comparison.less),
    ] {
        if changes.is_empty() {
            continue;
        }
        let _ = writeln!(page, "{BOLD}{heading}{BOLD:#}");
        for change in changes {
            let _ = writeln!(page, "  {}", said(change, &second));
        }
    }
    if page.is_empty() {
        page.push_str("Both links ask for the same.\n");
    } else if comparison.more.is_empty() {
        page.push_str("The second link asks for nothing more.\n");
    }
    terminal::write(&page)?;
    Ok(if comparison.more.is_empty() {
        Exit::Success
    } else {
        Exit::Failure
    })
}

fn said(change: &Change, second: &Template) -> String {
    match change {
        Change::Permission { parameter, from, to } => {
            let label = permission(parameter).map_or(parameter.as_str(), |permission| permission.label);
            let level = |level: &Option<finegrain::github::Level>| {
                level.map_or_else(|| "no access".to_owned(), |level| level.to_string())
            };
            format!(
                "{} ({}): {} instead of {}",
                harmless(label),
                harmless(parameter),
                level(to),
                level(from)
            )
        }
        Change::Expiration { from, to } => format!("It lives {} instead of {}", life(*to), life(*from)),
        Change::Owner { from, to } => format!(
            "Its owner is {} instead of {}",
            owner(to.as_deref()),
            owner(from.as_deref())
        ),
        Change::Repository(name) => format!("Repository {}", harmless(name)),
        Change::AnyRepository if second.repositories.is_empty() => "It names no repositories to select".to_owned(),
        Change::AnyRepository => "It names the repositories to select".to_owned(),
        Change::Host { from, to } => format!("It is for {} instead of {}", harmless(to), harmless(from)),
    }
}

fn life(life: Option<Expiration>) -> String {
    match life {
        Some(Expiration::Days(1)) => "1 day".to_owned(),
        Some(Expiration::Days(days)) => format!("{days} days"),
        Some(Expiration::Never) => "without expiration".to_owned(),
        None => "30 days".to_owned(),
    }
}

fn owner(owner: Option<&str>) -> String {
    owner.map_or_else(|| "the person who opens it".to_owned(), harmless)
}
