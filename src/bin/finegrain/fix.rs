//! Mending the links of a text in place, and saying which ones a person has to mend.

use std::fmt;

use finegrain::{
    Verdict,
    sanitize::secrets,
    text::links::{Ampersand, Found},
};

use crate::check::{Located, Source};

/// Why a link that could be mended is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hurdle {
    NotUtf8,
    Classic,
    Secret,
    Several,
    Composed,
    Unclear,
}

impl fmt::Display for Hurdle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Hurdle::NotUtf8 => "the text holds bytes that are not UTF-8",
            Hurdle::Classic => {
                "a link for a classic token would become another kind of token; that is for a person to decide"
            }
            Hurdle::Secret => "it holds a token or password; take that out first",
            Hurdle::Several => "it takes several links to do this",
            Hurdle::Composed => "code around it seems to fill in a part of it",
            Hurdle::Unclear => "it is not clear where it ends",
        })
    }
}

/// Why the link is not to be rewritten; nothing where it may be, or where there is nothing to mend.
pub fn hurdle(source: &Source<'_>, found: &Found, verdict: &Verdict) -> Option<Hurdle> {
    match verdict.fixed.as_deref()? {
        _ if source.lossy => Some(Hurdle::NotUtf8),
        _ if is_classic(verdict) => Some(Hurdle::Classic),
        _ if verdict.notes.contains(&secrets::ADVICE) => Some(Hurdle::Secret),
        [url] if is_composed(source.text, found, url) => Some(Hurdle::Composed),
        [_] => goes_on(source.text, found).then_some(Hurdle::Unclear),
        _ => Some(Hurdle::Several),
    }
}

/// Whether mending turns a link for a classic token into a template link.
pub fn is_classic(verdict: &Verdict) -> bool {
    let mut diagnostics = verdict.diagnostics.iter();
    diagnostics.any(|found| found.code == "not-a-template-link")
}

/// What is to be put in the place of a link.
pub fn replacement(link: &Located) -> Option<&str> {
    match link.verdict.fixed.as_deref() {
        Some([url]) if link.hurdle.is_none() => Some(url),
        _ => None,
    }
}

/// The text with its links mended; nothing where there is nothing to do.
pub fn mended(text: &str, links: &[Located]) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut kept = 0;
    for link in links {
        if let Some(url) = replacement(link).filter(|_| link.range.start >= kept) {
            mended.push_str(&text[kept..link.range.start]);
            mended.push_str(&link.ampersand.encode(url));
            kept = link.range.end;
        }
    }
    if kept == 0 {
        return None;
    }
    mended.push_str(&text[kept..]);
    Some(mended)
}

/// Whether code around a link seems to make a part of it, so that writing its parameters in another order would break the
/// code: `"...?contents=rw&name=" + name`, `...&name=%s`, `...&name=#{name}`, `...&name={}`.
fn is_composed(text: &str, found: &Found, url: &str) -> bool {
    let written = &text[found.range.clone()];
    let lost = ['{', '}', '$', '<', '>']
        .iter()
        .any(|mark| count(written, *mark) > count(url, *mark));
    written.ends_with('=') || lost || holds_format(written) || continues(&text[found.range.end..], found.ampersand)
}

/// Whether a link may go on where it seems to end. Its parameters are put in order, and the rest would follow another one:
/// `href="...?contents=rw&name=My bot"`, `'...&name=Bob\'s'`, `...&name=my\_bot`, `...&name=Bob's+CI`.
fn goes_on(text: &str, found: &Found) -> bool {
    let (before, after) = (&text[..found.range.start], &text[found.range.end..]);
    let escaped = before.ends_with("\\\"") || before.ends_with("\\'");
    let mut rest = after.chars();
    let (next, then) = (rest.next(), rest.next());
    let follows = |c: char| c.is_alphanumeric() || "%+&=_-\\".contains(c);
    match next {
        Some('\\') => {
            !(then.is_some_and(|c| "nrt".contains(c)) || (escaped && then.is_some_and(|c| "\"'".contains(c))))
        }
        Some(quote @ ('"' | '\'' | '`')) => !before.ends_with(quote) && then.is_some_and(follows),
        // Between quotes stands the link and nothing else.
        next => before.ends_with(['"', '\'']) && !escaped && next.is_some_and(|c| c == ' ' || c == '['),
    }
}

fn count(text: &str, mark: char) -> usize {
    text.matches(mark).count()
}

/// Whether there is a `%` that begins no percent code.
fn holds_format(written: &str) -> bool {
    written.match_indices('%').any(|(at, _)| {
        let code = written.as_bytes().get(at + 1..at + 3);
        !code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
    })
}

/// Whether what follows a link adds something to it.
fn continues(after: &str, ampersand: Ampersand) -> bool {
    // Swift writes `\(name)`; in Markdown the same is an escaped bracket.
    if after.starts_with("\\(") && ampersand != Ampersand::Backslash {
        return true;
    }
    let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else {
        return false;
    };
    let after = &after[1..];
    let next = after.trim_start();
    let apart = next.len() < after.len();
    // `"..." . $name` and `"...".format(name)`, but not the end of a sentence.
    let method = |rest: &str| apart || rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '.');
    // In many languages two strings beside each other are one.
    let string = apart && quote != '`' && next.starts_with(quote);
    string || next.starts_with(['+', '~']) || next.strip_prefix('.').is_some_and(method)
}

#[cfg(test)]
mod tests {
    use finegrain::text::links::{Kind, links};

    use super::*;

    const L: &str = "https://github.com/settings/personal-access-tokens/new?contents=rw";

    #[test]
    fn links_that_code_completes() {
        for text in [
            "\"L&name=\" + name",
            "\"L&name=CI-\" + name",
            "'L&name=CI' . $name",
            "\"L&name={}\".format(name)",
            "f\"L&name={name!r}\"",
            "\"L&name=%s\" % name",
            "\"L&target_name=#{org}\"",
            "\"L&target_name=\\(org)\"",
            "`L&name=${encodeURIComponent(\"x\")}`",
            "(\"L&repository=o/a\"\n \"&issues=read\")",
        ] {
            assert!(composed(text), "{text}");
        }
        for text in [
            "\"L\"",
            "see \"L\". Then",
            "`L`.",
            "[x](L)",
            "f\"L&target_name={org}\"",
            "\"L&name=50%25\"",
            "\"L\"\n",
        ] {
            assert!(!composed(text), "{text}");
        }
    }

    #[test]
    fn links_that_go_on() {
        let goes_on = |text: &str| {
            let text = text.replace('L', L);
            goes_on(&text, &links(&text, Kind::Other)[0])
        };
        for text in [
            "href=\"L&amp;name=My bot\"",
            "see L&name=Bob's+CI",
            "'L&name=Bob\\'s+CI'",
            "\"L\\u003cb\"",
            "[x](L&name=my\\_bot)",
        ] {
            assert!(goes_on(text), "{text}");
        }
        for text in [
            "\"L\"",
            "see L.",
            "'see L'",
            "'see L')",
            "\\\"L\\\"",
            "\"L\\n\"",
            "L[Create it]",
            "`L` x",
            "L\n",
        ] {
            assert!(!goes_on(text), "{text}");
        }
    }

    fn composed(text: &str) -> bool {
        let text = text.replace('L', L);
        let found = &links(&text, Kind::Other)[0];
        let verdict = finegrain::judge(&found.read(&text), &finegrain::Options::default());
        is_composed(&text, found, &verdict.fixed.expect("a mended link")[0])
    }
}
