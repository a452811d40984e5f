//! What is known of tools, as text.

use std::fmt::Write;

use finegrain::{
    calls::tool::tools_named,
    github::{FineGrained, Level, Tool, ToolOwner, tools},
    sanitize::shown,
};

use crate::{
    codes,
    terminal::{BOLD, DIM},
};

/// The tools that a name means: an id, a name, or another name of theirs. Several where it has several tasks.
pub fn named(name: &str) -> Vec<&'static Tool> {
    tools_named(name)
}

pub fn unknown(name: &str) -> String {
    let known = tools().iter().map(|tool| tool.id);
    let meant = codes::nearest(name, known).map(|meant| format!("; did you mean `{meant}`?"));
    format!("no tool is named `{}`{}", shown(name), meant.unwrap_or_default())
}

pub fn ambiguous(name: &str, tools: &[&Tool]) -> String {
    let tasks: Vec<String> = tools
        .iter()
        .map(|tool| format!("`{}` ({})", tool.id, tool.task))
        .collect();
    format!("`{}` has several tasks; name one: {}", shown(name), tasks.join(", "))
}

/// Everything about all tasks that a name means.
pub fn pages(name: &str) -> String {
    let pages: Vec<String> = named(name).into_iter().map(text).collect();
    pages.join("\n")
}

// Writing into a `String` cannot fail.

/// Everything about a tool.
pub fn text(tool: &Tool) -> String {
    let mut page = String::new();
    let id = if tool.name == tool.id {
        String::new()
    } else {
        format!(" ({})", tool.id)
    };
    let _ = writeln!(page, "{BOLD}{}{BOLD:#}{id}: {}", tool.name, tool.task);
    match tool.fine_grained {
        FineGrained::No => {
            let _ = writeln!(page, "  It doesn't work with fine-grained tokens.");
        }
        _ if tool.permissions.is_empty() => {
            let _ = writeln!(page, "  needs no permission");
        }
        _ => {
            let pairs: Vec<String> = tool
                .permissions
                .iter()
                .map(|(name, level)| pair(name, *level))
                .collect();
            let _ = writeln!(page, "  needs {}", pairs.join(" "));
        }
    }
    for optional in tool.optional {
        let _ = writeln!(
            page,
            "  {} if {}",
            pair(optional.parameter, optional.level),
            optional.when
        );
    }
    match tool.owner {
        ToolOwner::Organization => page.push_str("  Resource owner: the organization.\n"),
        ToolOwner::User => page.push_str("  Resource owner: your own account.\n"),
        ToolOwner::Any => {}
    }
    if !tool.instead.is_empty() {
        if tool.fine_grained == FineGrained::Partly {
            page.push_str("  It works only partly with fine-grained tokens.\n");
        }
        let _ = writeln!(page, "  Instead: {}.", tool.instead);
    }
    let date = if tool.date.is_empty() {
        String::new()
    } else {
        format!(", {}", tool.date)
    };
    let _ = writeln!(
        page,
        "  {DIM}Source: {}{date} (confidence {:?}){DIM:#}",
        tool.source, tool.confidence
    );
    page
}

fn pair(name: &str, level: Level) -> String {
    format!("{name}={level}")
}
