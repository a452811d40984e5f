//! `finegrain need`: from calls in arguments and files to the least that a token needs.

use std::{
    ffi::OsStr,
    fmt::Write,
    io::{self, Read},
    path::{Path, PathBuf},
};

use finegrain::{
    calls,
    github::{endpoints, is_of_enterprise_cloud},
    lint::{Severity, Stated},
    needs::{Call, CallStatus, Caveat, Collector, Input, NeededTemplate, Needs, Question},
    sanitize::count,
};

use crate::{
    args::{self, NeedFormat},
    exit::Exit,
    files::{self, Contents},
    json,
    terminal::{self, BOLD, DIM, address, harmless, style},
    tool,
};

pub fn run(args: &args::NeedArgs) -> io::Result<Exit> {
    let mut reader = InputReader::default();
    for name in &args.tools {
        reader.tool(name);
    }
    for input in &args.inputs {
        reader.input(input);
    }
    let needs = reader.collector.finish();
    let nothing = needs.is_empty();
    match args.format {
        NeedFormat::Json => {
            terminal::write_exactly(json::pretty(&needs).as_bytes())?;
        }
        NeedFormat::Text | NeedFormat::Markdown if nothing => {}
        NeedFormat::Text => terminal::write(&text(&needs))?,
        NeedFormat::Markdown => terminal::write_exactly(markdown(&needs).as_bytes())?,
    }
    // A tool that is not known was complained of already.
    if nothing && !reader.unusable && args.format != NeedFormat::Json {
        terminal::complain(
            "no call to GitHub's API found; give a command, a script or an error from GitHub, or name a tool with --tool",
        );
    }
    Ok(match (reader.unusable || nothing, needs.is_served()) {
        (true, _) => Exit::Unusable,
        (false, true) => Exit::Success,
        (false, false) => Exit::Failure,
    })
}

/// What the calls in some files ask for, and whether one of them cannot be read. Nothing where no call was recognized.
pub fn stated(paths: &[PathBuf]) -> (Option<Stated>, bool) {
    let mut reader = InputReader::default();
    for path in paths {
        if path.exists() {
            reader.input(path.as_os_str());
        } else {
            reader.complain(&format!("{}: no such file or folder", path.display()));
        }
    }
    (reader.collector.stated(), reader.unusable)
}

#[derive(Default)]
struct InputReader {
    collector: Collector,
    unusable: bool,
}

impl InputReader {
    fn tool(&mut self, name: &str) {
        match tool::named(name).as_slice() {
            [only] => self.collector.tool(only),
            [] => self.complain(&tool::unknown(name)),
            several => self.complain(&tool::ambiguous(name, several)),
        }
    }

    fn input(&mut self, input: &OsStr) {
        if input == "-" {
            return match stdin() {
                Ok(text) => self.collector.add(Input::Text {
                    file: None,
                    text: &text,
                }),
                Err(error) => self.complain(&format!("standard input: {error}")),
            };
        }
        let path = Path::new(input);
        if input.to_str().is_some_and(|input| input.trim().is_empty()) {
            self.complain("an argument is empty; give a file, a folder or a call such as \"GET /user\"");
        } else if path.is_dir() {
            for step in files::walk(path) {
                match step {
                    // A source map repeats the sources, and a changelog tells what was.
                    Ok(file) if file.extension().is_some_and(|ending| ending == "map") => {}
                    Ok(file) if is_changelog(&file) => {}
                    Ok(file) => self.file(&file, false),
                    Err(error) => self.complain(&error.to_string()),
                }
            }
        } else if path.exists() {
            self.file(path, true);
        } else {
            match input.to_str().filter(|text| calls::call(text).is_some()) {
                Some(path) if is_path_of_file(path) => self.complain(&format!("{path}: no such file or folder")),
                Some(call) => self.collector.add(Input::Call(call)),
                None => self.complain(&format!(
                    "`{}` isn't a file, a folder or a call such as \"GET /user\"",
                    input.to_string_lossy()
                )),
            }
        }
    }

    fn file(&mut self, path: &Path, named: bool) {
        let content = if named {
            files::read(path).map(Some)
        } else {
            files::read_found(path)
        };
        match content {
            Ok(Some(Contents::Text(text) | Contents::Lossy(text, _))) => {
                let file = path.to_string_lossy();
                self.collector.add(Input::Text {
                    file: Some(&file),
                    text: &text,
                });
            }
            Ok(Some(Contents::Utf16(_) | Contents::Binary(_))) if named => {
                self.complain(&format!("{}: not text", path.display()));
            }
            Ok(Some(Contents::Utf16(_) | Contents::Binary(_))) => {}
            Ok(None) => self.complain(&format!("{}: left out, because it is over 10 MB", path.display())),
            Err(error) => self.complain(&format!("{}: {error}", path.display())),
        }
    }

    fn complain(&mut self, message: &str) {
        self.unusable = true;
        terminal::complain(message);
    }
}

fn is_changelog(file: &Path) -> bool {
    let name = file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    let (stem, ending) = name.split_once('.').unwrap_or((&name, ""));
    matches!(
        stem,
        "changelog" | "changes" | "history" | "news" | "release_notes" | "release-notes" | "releasenotes"
    ) && matches!(ending, "" | "md" | "txt" | "rst" | "adoc")
}

/// Whether a path without a method begins as no path of GitHub's API does.
fn is_path_of_file(path: &str) -> bool {
    let begin = |path: &'static str| path.split('/').nth(1);
    // An instance has its API below `/api`.
    let is_of_api = |first: &str| {
        matches!(first, "api" | "graphql") || endpoints().iter().any(|endpoint| begin(endpoint.path) == Some(first))
    };
    let is_plain = |first: &str| first.chars().all(|c| c.is_alphanumeric() || "._-".contains(c));
    let first = path.strip_prefix('/').and_then(|rest| rest.split('/').next());
    first.is_some_and(|first| is_plain(first) && !is_of_api(first)) && !is_of_enterprise_cloud(path)
}

fn stdin() -> io::Result<String> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(match files::content(bytes) {
        Contents::Text(text) | Contents::Lossy(text, _) => text,
        Contents::Utf16(_) | Contents::Binary(_) => String::new(),
    })
}

/// Whose token a template is for, as it follows "A token".
fn whose(template: &NeededTemplate) -> String {
    let owner = template.owner.as_deref();
    owner.map_or_else(String::new, |owner| format!(" for {}", harmless(owner)))
}

// Writing into a `String` cannot fail, here and below.

fn text(needs: &Needs) -> String {
    let mut page = String::new();
    for template in &needs.templates {
        let whose = whose(template);
        let _ = writeln!(page, "{BOLD}A token{whose} needs{BOLD:#}");
        if template.permissions.is_empty() {
            page.push_str("  no permission\n");
        }
        let width = template
            .permissions
            .iter()
            .map(|(name, _)| name.len())
            .max()
            .unwrap_or_default();
        for (name, level) in template.permissions.iter() {
            let _ = match template.reasons.get(name) {
                Some(reason) => writeln!(
                    page,
                    "  {BOLD}{name:width$}  {level:5}{BOLD:#}  {DIM}{}{DIM:#}",
                    harmless(reason)
                ),
                None => writeln!(page, "  {BOLD}{name:width$}  {level}{BOLD:#}"),
            };
        }
        let _ = writeln!(page, "  {}\n", address(&template.url));
    }
    if !needs.calls.is_empty() {
        let _ = writeln!(page, "{BOLD}Calls{BOLD:#}");
        for call in &needs.calls {
            let what = harmless(call.endpoint.unwrap_or(&call.path));
            let notes = format!("{}{}", place(call), remark(call.status));
            let _ = match notes.trim_start() {
                "" => writeln!(page, "  {} {what}", call.method),
                notes => writeln!(page, "  {} {what}  {DIM}{notes}{DIM:#}", call.method),
            };
        }
        page.push('\n');
    }
    for caveat in &needs.caveats {
        warn(&mut page, caveat);
    }
    for error in &needs.errors {
        let _ = writeln!(
            page,
            "{BOLD}{}{BOLD:#}\n  {}\n",
            harmless(&error.message),
            harmless(&error.help)
        );
    }
    for shown in &needs.tools {
        page.push_str(&tool::text(shown));
        page.push('\n');
    }
    for question in &needs.questions {
        let _ = writeln!(page, "{BOLD}Question{BOLD:#}: {}", asked(question));
    }
    for unmatched in &needs.unmatched {
        let why = needs.why_unmatched(unmatched);
        let _ = writeln!(
            page,
            "{BOLD}{}{BOLD:#}: {}\n  {}",
            why.title(),
            cell(unmatched),
            why.help()
        );
    }
    while page.ends_with("\n\n") {
        page.pop();
    }
    page
}

fn warn(page: &mut String, caveat: &Caveat) {
    let severity: Severity = caveat.severity;
    let color = style(severity);
    let _ = writeln!(
        page,
        "{color}{}[{}]{color:#}: {}",
        severity.as_str(),
        caveat.code,
        caveat.message
    );
    if !caveat.help.is_empty() {
        let _ = writeln!(page, "  {}", caveat.help);
    }
    for instead in &caveat.instead {
        for line in instead.to_string().lines() {
            let _ = writeln!(page, "  {line}");
        }
    }
    page.push('\n');
}

fn place(call: &Call) -> String {
    match &call.found.file {
        Some(file) => format!("{}:{}", harmless(file), call.found.line),
        None if call.found.by == "argument" => String::new(),
        None => format!("line {}", call.found.line),
    }
}

fn remark(status: CallStatus) -> &'static str {
    match status {
        CallStatus::Supported => "",
        CallStatus::NoPermission => " (needs no permission)",
        CallStatus::Unsupported | CallStatus::NotGrantable => " (closed to fine-grained tokens)",
        CallStatus::Unknown => " (GitHub doesn't say whether fine-grained tokens can call it)",
        CallStatus::Gone => " (GitHub removed it)",
    }
}

fn markdown(needs: &Needs) -> String {
    let mut page = String::new();
    for template in &needs.templates {
        let whose = whose(template);
        let permissions = count(template.permissions.len(), "permission");
        let _ = writeln!(
            page,
            "[Create a fine-grained token{whose}]({}) ({permissions})\n",
            address(&template.url)
        );
        if template.permissions.is_empty() {
            continue;
        }
        page.push_str("| Permission | Level | Why |\n| --- | --- | --- |\n");
        for (name, level) in template.permissions.iter() {
            let reason = template.reasons.get(name).map(String::as_str).unwrap_or_default();
            // Each call by itself.
            let reasons: Vec<String> = reason.split(", ").map(cell).collect();
            let _ = writeln!(page, "| `{name}` | {level} | {} |", reasons.join(", "));
        }
        page.push('\n');
    }
    for caveat in &needs.caveats {
        let words = format!("{} {}", caveat.message, caveat.help);
        let _ = writeln!(page, "- **{}**: {}", caveat.code, words.trim_end());
    }
    for question in &needs.questions {
        let _ = writeln!(page, "- {}", asked(question));
    }
    for unmatched in &needs.unmatched {
        let why = needs.why_unmatched(unmatched);
        let _ = writeln!(page, "- {}: {}. {}", why.title(), cell(unmatched), why.help());
    }
    while page.ends_with("\n\n") {
        page.pop();
    }
    page
}

/// A question, and what follows if the answer is yes.
fn asked(question: &Question) -> String {
    let adds: Vec<String> = question
        .adds
        .iter()
        .map(|(name, level)| format!("`{name}={level}`"))
        .collect();
    format!("{} If so, add {}.", question.text, adds.join(" and "))
}

/// Text of others in a cell of a table: as code, on one line.
fn cell(text: &str) -> String {
    let plain = harmless(text).replace('`', "'").replace('|', "\\|");
    format!("`{plain}`")
}
