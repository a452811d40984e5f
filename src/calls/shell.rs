//! Commands as people write them: in a shell, in a comment, in a string of another language, or as a list of arguments.

use std::ops::Range;

use super::{
    Text, literal,
    shell_words::{Closer, LONGEST, WordReader},
    text::{Word, indent},
};

/// A command from its name on.
#[derive(Debug)]
pub(super) struct ShellCommand {
    /// The words behind the name.
    pub words: Vec<Word>,
    /// Where it begins and ends.
    pub range: Range<usize>,
    /// The document that it gets by `<<EOF`.
    pub document: Option<Range<usize>>,
    /// How many bytes were looked at.
    read: usize,
}

/// Every command of a name in a text, whose first word is `first`; with an empty one, any.
pub(super) fn commands<'t>(
    text: &'t Text<'_>,
    name: &'t str,
    first: &'t str,
) -> impl Iterator<Item = ShellCommand> + 't {
    // Commands can be in others, but not so often that a text would be read a hundred times.
    let mut budget = 16 * text.source().len() + LONGEST;
    text.find_all(name)
        .map_while(move |at| {
            let command = command(text, at, name, first);
            budget = budget.checked_sub(command.as_ref().map_or(0, |command| command.read))?;
            Some(command)
        })
        .flatten()
}

fn command(text: &Text<'_>, at: usize, name: &str, first: &str) -> Option<ShellCommand> {
    let source = text.source();
    let before = source.get(..at)?.chars().next_back();
    let after = source.get(at + name.len()..)?;
    // `@curl` of a Makefile.
    let is_recipe = || {
        let line = text.before(at);
        let rest = line.trim_start_matches(['\t', ' ']).trim_start_matches(['@', '-', '+']);
        rest.is_empty() && line.starts_with('\t')
    };
    // `curl_setopt`, `libcurl`, `my-gh`
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@' | '#' | '+')) && !is_recipe() {
        return None;
    }
    let end = at + name.len();
    // Nothing is read in vain: `gh` is part of many words.
    let begins = after.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '$' && c != '-' && c != '.');
    if !begins.starts_with(first) && !begins.starts_with(".arg") {
        return None;
    }
    let mut chars = after.chars();
    let next = match chars.next() {
        // `curl.exe`
        Some('.') if after.starts_with(".exe") => return Some(command_at(text, at, end + 4, before)),
        next => next?,
    };
    if let Some(quote @ ('"' | '\'')) = before
        && next == quote
    {
        return Some(listed(source, at, end + 1));
    }
    if next.is_whitespace() || next == '\\' {
        Some(command_at(text, at, end, before))
    } else {
        None
    }
}

fn command_at(text: &Text<'_>, at: usize, end: usize, before: Option<char>) -> ShellCommand {
    let source = text.source();
    let mut reader = WordReader::new(source, end, closer(text, at, before));
    reader.leader = leader(text.before(at));
    reader.folded = folded(source, at);
    reader.words();
    ShellCommand {
        range: at..reader.at,
        document: reader.document(),
        read: reader.read - at,
        words: reader.words,
    }
}

/// The words that a shell keeps in a variable: `args=(-X POST)`, `OPTIONS="-s -X POST"`, with what is added later.
pub(super) fn words_in(text: &Text<'_>, name: &str) -> Vec<Word> {
    /// More places of a name are not looked at.
    const MOST: usize = 100;
    text.words(name, |text| {
        let source = text.source();
        let mut words = Vec::new();
        for at in text.find_all(name).take(MOST) {
            let before = source[..at].chars().next_back();
            let after = source.get(at + name.len()..).unwrap_or_default();
            let Some(value) = after.strip_prefix('+').unwrap_or(after).strip_prefix('=') else {
                continue;
            };
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '{' | '-')) {
                continue;
            }
            let start = source.len() - value.len() + 1;
            let closer = match value.bytes().next() {
                Some(b'(') => b')',
                Some(quote @ (b'"' | b'\'')) if value[1..].trim_start().starts_with('-') => quote,
                _ => continue,
            };
            let mut reader = WordReader::new(source, start, Closer::At(closer));
            // An array goes on over lines, with remarks between them.
            loop {
                reader.words();
                match reader.byte(reader.at) {
                    b'\n' => reader.at += 1,
                    b'#' => reader.skip_line(),
                    _ => break,
                }
            }
            words.append(&mut reader.words);
        }
        words
    })
}

/// The indentation of a block of YAML whose lines are one: `run: >-`.
fn folded(source: &str, at: usize) -> Option<usize> {
    const FAR: usize = 2000;
    let before = &source[source.floor_char_boundary(at.saturating_sub(FAR))..at];
    let mut lines = before.rsplit('\n');
    let own = indent(lines.next()?);
    let above = lines.find(|line| !line.trim().is_empty() && indent(line) < own)?;
    let header = above.trim_end();
    (own > 0 && [": >", ": >-", ": >+"].iter().any(|end| header.ends_with(end))).then_some(own)
}

fn closer(text: &Text<'_>, at: usize, before: Option<char>) -> Closer {
    let line = text.before(at);
    match before {
        Some('(') => return Closer::At(b')'),
        Some('`') if !line.ends_with("```") => return Closer::At(b'`'),
        Some(quote @ ('"' | '\'')) => {
            // The line of a `"""` or `'''` text ends at its end.
            let triple = line.len() > 2 && line.ends_with(&quote.to_string().repeat(3));
            if triple {
                return Closer::None;
            }
            let byte = if quote == '"' { b'"' } else { b'\'' };
            return if line[..line.len() - 1].ends_with('\\') {
                Closer::Escaped(byte)
            } else {
                Closer::At(byte)
            };
        }
        _ => {}
    }
    // `sh "cd app && curl ..."`, `x=$(cd app; curl ...)`
    let mut open = Vec::new();
    let mut last = '\n';
    let mut chars = line.char_indices().peekable();
    while let Some((place, c)) = chars.next() {
        match c {
            '\\' => {
                if let Some((_, escaped)) = chars.next()
                    && escaped == '"'
                {
                    if open.last() == Some(&Closer::Escaped(b'"')) {
                        open.pop();
                    } else {
                        open.push(Closer::Escaped(b'"'));
                    }
                }
            }
            '"' | '`' => {
                let byte = if c == '"' { b'"' } else { b'`' };
                if line[place..].starts_with("```") || line[place..].starts_with("\"\"\"") {
                    chars.next();
                    chars.next();
                    continue;
                }
                if open.last() == Some(&Closer::At(byte)) {
                    open.pop();
                } else if open.last() != Some(&Closer::At(b'\'')) {
                    open.push(Closer::At(byte));
                }
            }
            '\'' => {
                if open.last() == Some(&Closer::At(b'\'')) {
                    open.pop();
                } else if !last.is_alphanumeric() && open.last() != Some(&Closer::At(b'"')) {
                    open.push(Closer::At(b'\''));
                }
            }
            '(' if last == '$' => open.push(Closer::At(b')')),
            ')' if open.last() == Some(&Closer::At(b')')) => {
                open.pop();
            }
            _ => {}
        }
        last = c;
    }
    open.pop().unwrap_or(Closer::None)
}

/// What every line of a comment begins with.
fn leader(before: &str) -> Option<&'static str> {
    let line = before.trim_start();
    ["//!", "///", "//", "#", "*", ">", "--", ";", "rem ", "REM "]
        .into_iter()
        .find(|leader| line.starts_with(leader))
}

/// `["gh", "api", path]`, `spawn('curl', ['-X', 'POST'])`, `Command::new("gh").arg("api")`: the words behind the name.
fn listed(source: &str, at: usize, end: usize) -> ShellCommand {
    let most = source.floor_char_boundary(end.saturating_add(LONGEST));
    let bytes = source.as_bytes();
    let mut words = Vec::new();
    let mut place = end;
    while place < most {
        let rest = &source[place..most];
        match bytes.get(place).copied().unwrap_or_default() {
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b'[' | b'(' | b'&' => place += 1,
            b']' | b')' => {
                let after = rest[1..].trim_start();
                let chained =
                    [".arg", ".args", "."].iter().any(|word| after.starts_with(word)) && after.starts_with(".arg");
                if !chained {
                    // The list of a function that has more arguments: `spawn("gh", ["api"], options)`.
                    break;
                }
                place += 1;
            }
            b'.' if rest.starts_with(".args") => place += 5,
            b'.' if rest.starts_with(".arg") => place += 4,
            b'.' if rest.starts_with("...") => place += 3,
            b'{' | b'}' | b';' => break,
            b'/' if rest.starts_with("//") => place += rest.find('\n').unwrap_or(rest.len()),
            b'#' => place += rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("vec!") => place += 4,
            _ => {
                let (text, next) = literal::value(source, place, most);
                if next <= place {
                    break;
                }
                words.push(Word {
                    range: place..next,
                    text,
                });
                place = next;
            }
        }
    }
    ShellCommand {
        range: at..place,
        document: None,
        read: place - at,
        words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<Vec<String>> {
        let text = Text::new(source);
        commands(&text, "curl", "")
            .map(|command| command.words.into_iter().map(|word| word.text).collect())
            .collect()
    }

    #[test]
    fn words_of_commands() {
        for (source, expected) in [
            ("curl -s 'a b' \"c $D\" e\\ f | jq .", &["-s", "a b", "c $D", "e f"][..]),
            (
                "curl -X POST \\\n  -d @f \\\n  $URL\nls",
                &["-X", "POST", "-d", "@f", "$URL"],
            ),
            ("# curl -X POST \\\n#   $URL\n# ls", &["-X", "POST", "$URL"]),
            ("sh \"curl -H \\\"A: b\\\" $URL\" and", &["-H", "A: b", "$URL"]),
            ("exec('curl \"x y\" z') + 1", &["x y", "z"]),
            ("x=$(curl -s \"a$(b \"c\")\" d) e", &["-s", "a$(b \"c\")", "d"]),
            ("`curl a` b", &["a"]),
            (
                "run(['curl', '-X', 'POST', url, f\"a/{b}\"], check=True)",
                &["-X", "POST", "{url}", "a/{b}"],
            ),
            (
                "Command::new(\"curl\").arg(\"-X\").args([\"PUT\", &url])",
                &["-X", "PUT", "{url}"],
            ),
            ("exec(\"curl -X POST \" + \"https://x\")", &["-X", "POST", "https://x"]),
            (
                "exec(\"curl https://x/\" + repo + \"/issues -d x\")",
                &["https://x/{repo}/issues", "-d", "x"],
            ),
            ("curl a > b 2>&1 c", &["a", "2", "c"]),
            (
                "curl a/<b>/c -d '{\n\"d\": 1}' e",
                &["a/<b>/c", "-d", "{\n\"d\": 1}", "e"],
            ),
            ("curl -d 'unfinished\nmore", &["-d", "unfinished"]),
            ("curl `\n -X `\n POST", &["-X", "POST"]),
        ] {
            assert_eq!(words(source), [expected], "{source}");
        }
    }

    #[test]
    fn names_of_other_things() {
        for source in ["libcurl x", "curl_init x", "pycurl.Curl x", "curls x", "curl"] {
            assert_eq!(words(source), Vec::<Vec<String>>::new(), "{source}");
        }
    }

    #[test]
    fn hostile_commands_end() {
        for source in [
            "curl ".repeat(5000),
            "curl '".repeat(3000),
            "curl \"$(".repeat(3000),
            "'curl', ".repeat(3000),
        ] {
            let _ = words(&source);
        }
    }
}
