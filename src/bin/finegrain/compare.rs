//! `finegrain compare`: what the second of two links asks more and less than the first.

use std::{fmt::Write, io};

use finegrain::{
    github::permission,
    link::{
        Expiration, Link,
        compare::{Aspect, Change, Difference, Value, compare},
    },
    sanitize::count,
};

use crate::{
    args,
    exit::Exit,
    terminal::{self, BOLD, harmless},
};

pub fn run(args: &args::CompareArgs) -> io::Result<Exit> {
    let templates = [&args.first, &args.second].map(|link| Link::read(link).template());
    let [Some(first), Some(second)] = templates else {
        let wrong = if templates.first().is_some_and(Option::is_none) {
            &args.first
        } else {
            &args.second
        };
        terminal::complain(&format!(
            "`{}` isn't a template link; template links begin with https://github.com/settings/personal-access-tokens/new",
            harmless(wrong)
        ));
        return Ok(Exit::Unusable);
    };
    let differences = compare(&first, &second);
    let (more, rest): (Vec<_>, Vec<_>) = differences.into_iter().partition(Difference::asks_more);
    let less: Vec<_> = rest.into_iter().filter(|one| one.change == Change::Less).collect();
    let mut page = String::new();
    for (heading, differences) in [
        ("The second link asks for more", &more),
        ("The second link asks for less", &less),
    ] {
        if differences.is_empty() {
            continue;
        }
        let _ = writeln!(page, "{BOLD}{heading}{BOLD:#}");
        for difference in differences {
            let _ = writeln!(page, "  {}", line(difference));
        }
    }
    if page.is_empty() {
        page.push_str("Both links ask for the same.\n");
    } else if more.is_empty() {
        page.push_str("The second link asks for nothing more.\n");
    }
    terminal::write(&page)?;
    Ok(if more.is_empty() { Exit::Success } else { Exit::Failure })
}

/// "Contents (contents): write instead of read".
fn line(difference: &Difference) -> String {
    let name = match &difference.aspect {
        Aspect::Permission(parameter) => {
            let label = permission(parameter).map_or(parameter.as_str(), |permission| permission.label);
            format!("{} ({})", harmless(label), harmless(parameter))
        }
        Aspect::Expiration => "Expiration".to_owned(),
        Aspect::Owner => "Resource owner".to_owned(),
        Aspect::Host => "Host".to_owned(),
        Aspect::Repositories => "Repositories".to_owned(),
        Aspect::Name => "Token name".to_owned(),
        Aspect::Description => "Description".to_owned(),
    };
    let said = |value: &Option<Value>| match value {
        Some(Value::Level(level)) => level.to_string(),
        Some(Value::Expiration(Expiration::Never)) => "no expiration".to_owned(),
        Some(Value::Expiration(Expiration::Days(days))) => count(usize::try_from(*days).unwrap_or_default(), "day"),
        Some(Value::Text(text)) => harmless(text),
        None => absent(&difference.aspect).to_owned(),
    };
    format!(
        "{name}: {} instead of {}",
        said(&difference.second),
        said(&difference.first)
    )
}

/// What GitHub takes where a link says nothing.
const fn absent(aspect: &Aspect) -> &'static str {
    match aspect {
        Aspect::Permission(_) => "no access",
        Aspect::Expiration => "30 days",
        Aspect::Owner => "the account of the user who opens the link",
        Aspect::Repositories => "no selection",
        Aspect::Host | Aspect::Name | Aspect::Description => "none",
    }
}
