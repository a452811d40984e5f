//! The forms in which a link is passed on.

use std::fmt::Write;

use crate::{
    github,
    link::{Expiration, Template},
    sanitize::shown,
};

/// A form in which a link is passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The bare address.
    Url,
    /// A Markdown link.
    Markdown,
    /// An HTML link.
    Html,
    /// A reStructuredText link.
    Rst,
    /// An `AsciiDoc` link.
    Asciidoc,
    /// A shell line that opens the link.
    Shell,
    /// A Markdown table of the permissions with their reasons.
    Table,
    /// A Markdown section for a README: the link, the steps, and what the token is for.
    Readme,
}

impl Format {
    /// All of them, with the word that names each and a label for people.
    pub const ALL: [(Format, &'static str, &'static str); 8] = [
        (Format::Url, "url", "Link"),
        (Format::Markdown, "markdown", "Markdown link"),
        (Format::Html, "html", "HTML link"),
        (Format::Rst, "rst", "reStructuredText link"),
        (Format::Asciidoc, "asciidoc", "AsciiDoc link"),
        (Format::Shell, "shell", "Shell command"),
        (Format::Table, "table", "Markdown table of permissions"),
        (Format::Readme, "readme", "README section"),
    ];

    /// The format that a word names.
    #[must_use]
    pub fn named(word: &str) -> Option<Format> {
        Format::ALL
            .iter()
            .find(|(_, name, _)| *name == word)
            .map(|(format, ..)| *format)
    }
}

/// The template in this form.
#[must_use]
pub fn share(template: &Template, format: Format) -> String {
    share_link(template.to_string(), template, format)
}

/// The link `url`, which asks for `template`, in this form.
#[must_use]
pub fn share_link(url: String, template: &Template, format: Format) -> String {
    let label = match &template.name {
        Some(name) => format!("Create the token {}", shown(name)),
        None => "Create a fine-grained token".to_owned(),
    };
    match format {
        Format::Url => url,
        // There are brackets only where a value is still to be filled in.
        Format::Markdown => {
            let url = url.replace('(', "%28").replace(')', "%29");
            format!("[{}]({url})", markdown(&label))
        }
        Format::Html => format!("<a href=\"{}\">{}</a>", html(&url), html_text(&label)),
        Format::Rst => format!("`{} <{url}>`__", escape(&label, "\\`<*_|")),
        Format::Asciidoc => {
            // `++` would end the address.
            let ends = url.contains("++") || url.ends_with('+');
            let url = if ends { url.replace('+', "%20") } else { url };
            format!("link:++{url}++[{}]", asciidoc(&label))
        }
        // Only quotes could end the string, and the serializer writes none; a placeholder may contain one.
        Format::Shell => {
            let quoted = url.replace('\'', "%27");
            format!("xdg-open '{quoted}' 2>/dev/null || open '{quoted}'")
        }
        Format::Table => table(template),
        Format::Readme => readme(url, template),
    }
}

fn readme(url: String, template: &Template) -> String {
    let link = share_link(url, template, Format::Markdown);
    let repositories: Vec<String> = template
        .repositories
        .iter()
        .map(|repository| format!("`{}`", shown(repository).replace('`', "")))
        .collect();
    let choose = match repositories.as_slice() {
        [] => "Choose the repositories that it may use.".to_owned(),
        [only] => format!("Under \"Repository access\", choose {only}."),
        all => format!("Under \"Repository access\", choose {}.", all.join(", ")),
    };
    let of_repositories = template.permissions.of(github::Scope::Repository).next().is_some();
    let mut steps = vec![format!("{link}: the link opens GitHub's form, filled in.")];
    if of_repositories {
        steps.push(choose);
    }
    steps.push("Press \"Generate token\" and copy the token. GitHub shows it only once.".to_owned());
    let mut section = String::from("## Create a token\n\n");
    for (at, step) in steps.iter().enumerate() {
        // Writing into a `String` cannot fail.
        let _ = writeln!(section, "{}. {step}", at + 1);
    }
    let asks: Vec<String> = template
        .permissions
        .iter()
        .map(|(parameter, level)| {
            let name = shown(parameter);
            let label = github::permission(parameter).map_or(name.as_str(), |permission| permission.label);
            let why = template
                .reasons
                .get(parameter)
                .map(|reason| format!(" ({})", markdown(&shown(reason))));
            format!("{} {level}{}", markdown(label), why.unwrap_or_default())
        })
        .collect();
    if !asks.is_empty() {
        let life = match &template.expires_in {
            Some(Expiration::Days(days)) => format!(", and expires after {days} days"),
            Some(Expiration::Never) => ", and does not expire".to_owned(),
            None => String::new(),
        };
        let _ = writeln!(section, "\nThe token gets {}{life}.", asks.join(", "));
    }
    section
}

fn table(template: &Template) -> String {
    let mut rows = String::from("| Permission | Level | Why |\n| --- | --- | --- |\n");
    for (parameter, level) in template.permissions.iter() {
        // The author of the link named a parameter that the catalog does not know.
        let name = shown(parameter).replace(['`', '|', '\\'], "");
        let label = github::permission(parameter).map_or(name.as_str(), |permission| permission.label);
        let why = template
            .reasons
            .get(parameter)
            .map_or(String::new(), |reason| markdown(&shown(reason)));
        // Writing into a `String` cannot fail.
        let _ = writeln!(rows, "| {} (`{name}`) | {level} | {why} |", markdown(label));
    }
    rows
}

/// Text for Markdown, on one line.
fn markdown(text: &str) -> String {
    inert(text, |c, escaped| {
        if "\\`*_{}[]<>#|!~&".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    })
}

/// Text for HTML, which may be inside Markdown, where the text between two tags is Markdown, too.
fn html_text(text: &str) -> String {
    inert(text, reference_character)
}

/// Text that GitHub shows as it is, when each character is written by `escape`: without formulas, links, mentions,
/// references to issues and commits, or emoji. GitHub looks for these after Markdown's escapes are gone.
fn inert(text: &str, escape: impl Fn(char, &mut String)) -> String {
    // A zero-width space, which can be seen in the source.
    const BREAK: &str = "&#8203;";
    let mut escaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    // The last four characters, and how many characters of a commit's name there are in a row.
    let mut last = ['\0'; 4];
    let mut hexadecimal = 0;
    while let Some(c) = characters.next() {
        if c == '$' {
            // What GitHub's documentation recommends for a dollar sign that begins no formula.
            escaped.push_str("<span>$</span>");
        } else {
            escape(c, &mut escaped);
        }
        last.rotate_left(1);
        last[3] = c.to_ascii_lowercase();
        hexadecimal = if c.is_ascii_hexdigit() { hexadecimal + 1 } else { 0 };
        let Some(next) = characters.peek() else { break };
        let splits = match c {
            '@' | '#' => next.is_alphanumeric(),
            ':' => next.is_alphanumeric() || "/+-_".contains(*next),
            '.' => last == ['w', 'w', 'w', '.'],
            '-' => last[1..] == ['g', 'h', '-'] && next.is_ascii_digit(),
            _ => hexadecimal == 6 && next.is_ascii_hexdigit(),
        };
        if splits {
            escaped.push_str(BREAK);
            hexadecimal = 0;
        }
    }
    escaped
}

/// Text for the label of a macro of AsciiDoc, which takes anything else for formatting, attributes or other macros.
fn asciidoc(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    text.chars().for_each(|c| reference_character(c, &mut escaped));
    escaped
}

/// Writes punctuation as a reference of HTML.
fn reference_character(c: char, escaped: &mut String) {
    if c.is_ascii_punctuation() && !matches!(c, '.' | '-') {
        let _ = write!(escaped, "&#{};", u32::from(c));
    } else {
        escaped.push(c);
    }
}

fn escape(text: &str, special: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if special.chars().any(|known| known == c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Text for HTML, in content and in quoted attributes.
#[must_use]
pub fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Link;

    fn sample() -> Template {
        let mut template = Link::read("https://github.com/settings/personal-access-tokens/new?contents=write&issues=read#finegrain=1&why.contents=a|b")
            .template()
            .expect("a template link");
        template.name = Some("A [x](y) <b> it's".to_owned());
        template
    }

    const URL: &str = "https://github.com/settings/personal-access-tokens/new?name=A+%5Bx%5D%28y%29+%3Cb%3E+it%27s&contents=write&issues=read#finegrain=1&why.contents=a%7Cb";

    #[test]
    fn every_format() {
        let html_url = URL.replace('&', "&amp;");
        for (format, expected) in [
            (Format::Url, URL.to_owned()),
            (Format::Markdown, format!("[Create the token A \\[x\\](y) \\<b\\> it's]({URL})")),
            (Format::Html, format!("<a href=\"{html_url}\">Create the token A &#91;x&#93;&#40;y&#41; &#60;b&#62; it&#39;s</a>")),
            (Format::Rst, format!("`Create the token A [x](y) \\<b> it's <{URL}>`__")),
            (
                Format::Asciidoc,
                format!("link:++{URL}++[Create the token A &#91;x&#93;&#40;y&#41; &#60;b&#62; it&#39;s]"),
            ),
            (Format::Shell, format!("xdg-open '{URL}' 2>/dev/null || open '{URL}'")),
            (
                Format::Table,
                "| Permission | Level | Why |\n| --- | --- | --- |\n| Contents (`contents`) | write | a\\|b |\n| Issues (`issues`) | read |  |\n".to_owned(),
            ),
            (
                Format::Readme,
                format!(
                    "## Create a token\n\n\
                     1. [Create the token A \\[x\\](y) \\<b\\> it's]({URL}): the link opens GitHub's form, filled in.\n\
                     2. Choose the repositories that it may use.\n\
                     3. Press \"Generate token\" and copy the token. GitHub shows it only once.\n\n\
                     The token gets Contents write (a\\|b), Issues read.\n"
                ),
            ),
        ] {
            assert_eq!(share(&sample(), format), expected);
        }
    }

    #[test]
    fn texts_of_strangers_stay_texts() {
        let link = Link::read(
            "https://github.com/settings/personal-access-tokens/new?contents=write&x%0A%0A%5Bopen%5D(https://evil.example)|`=read\
             #finegrain=1&why.contents=a%0A|b%20<b>%20[x](y)%20https://evil.example%20www.evil.example%20@mona%20%2312%20GH-12\
             %20octo/app%2312%20$a$%20:tada:%20me@evil.example%200123456789abcdef%20`code`%20*b*",
        );
        let table = share(&link.template().expect("a template link"), Format::Table);
        assert_eq!(
            table,
            "| Permission | Level | Why |\n| --- | --- | --- |\n\
             | Contents (`contents`) | write | a \\|b \\<b\\> \\[x\\](y) https:&#8203;//evil.example www.&#8203;evil.example \
             @&#8203;mona \\#&#8203;12 GH-&#8203;12 octo/app\\#&#8203;12 <span>$</span>a<span>$</span> :&#8203;tada: \
             me@&#8203;evil.example 012345&#8203;6789ab&#8203;cdef \\`code\\` \\*b\\* |\n\
             | x  \\[open\\](https:&#8203;//evil.example) (`x  [open](https://evil.example)`) | read |  |\n"
        );
        let template = Template {
            name: Some("$a$ *b* [x](y) @mona <i>".to_owned()),
            ..Template::default()
        };
        let markdown = share(&template, Format::Markdown);
        assert!(
            markdown.starts_with(
                "[Create the token <span>$</span>a<span>$</span> \\*b\\* \\[x\\](y) @&#8203;mona \\<i\\>]("
            ),
            "{markdown}"
        );
        let html = share(&template, Format::Html);
        assert!(
            html.ends_with(
                ">Create the token <span>$</span>a<span>$</span> &#42;b&#42; &#91;x&#93;&#40;y&#41; &#64;&#8203;mona &#60;i&#62;</a>"
            ),
            "{html}"
        );
    }

    #[test]
    fn nothing_ends_the_address_of_asciidoc() {
        for name in ["a  b", "a "] {
            let template = Template {
                name: Some(name.to_owned()),
                ..Template::default()
            };
            let shared = share(&template, Format::Asciidoc);
            assert_eq!(shared.matches("++").count(), 2, "{shared}");
        }
    }

    #[test]
    fn nothing_ends_the_string_of_a_shell() {
        let url = "https://github.com/settings/personal-access-tokens/new?target_name=${org'; x}";
        let shared = share_link(url.to_owned(), &Template::default(), Format::Shell);
        assert_eq!(shared.matches('\'').count(), 4, "{shared}");
    }

    #[test]
    fn nothing_ends_the_address_of_markdown() {
        // A value that is still to be filled in is kept as it was written.
        let url = "https://github.com/settings/personal-access-tokens/new?target_name=${org(1)}";
        let shared = share_link(url.to_owned(), &Template::default(), Format::Markdown);
        assert!(shared.ends_with("?target_name=${org%281%29})"), "{shared}");
    }

    #[test]
    fn names_are_unique() {
        for (format, name, _) in Format::ALL {
            assert_eq!(Format::named(name), Some(format));
        }
        assert_eq!(Format::named("pdf"), None);
    }
}
