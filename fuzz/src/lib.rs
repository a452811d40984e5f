//! What must hold whatever people write; one function for each target.
//!
//! Every finding becomes an ordinary test in the engine.

use finegrain::{
    Options, Severity, Verdict, judge,
    link::{Fragment, Link, Template, bookmark},
    lint::{form::Reading, run_form},
    needs::{Input, needs},
    page::panel,
    sanitize::{is_invisible, secrets::redact, shown},
    text::{
        links::{self, Syntax},
        share::{Format, share},
    },
};

const FORMATS: [Format; 6] = [
    Format::Url,
    Format::Markdown,
    Format::Html,
    Format::Shell,
    Format::Rst,
    Format::Asciidoc,
];

fn judged(link: &str) -> Verdict {
    judge(&Link::read(link), &Options::default())
}

/// A link is read and judged; what is said about it can be shown, and points into it.
pub fn reader(text: &str) {
    let link = Link::read(text);
    let verdict = judge(&link, &Options::default());
    for found in &verdict.diagnostics {
        let span = found.span.start..found.span.end;
        assert!(link.text.get(span).is_some(), "{}: {:?}", found.code, found.span);
        for sentence in [&found.message, &found.help] {
            let odd = sentence.chars().find(|&c| c.is_control() || is_invisible(c));
            assert_eq!(odd, None, "{}: {sentence:?}", found.code);
            assert!(sentence.chars().count() < 400, "{}: {sentence}", found.code);
        }
    }
    let order: Vec<Severity> = verdict.diagnostics.iter().map(|found| found.severity).collect();
    assert!(order.is_sorted(), "{order:?}");
    if let Some(template) = link.template() {
        written(&template);
    }
}

/// A template is written in one way, and reads back as what was written: `metadata=read` that goes without saying does not.
fn written(template: &Template) -> String {
    let url = template.to_string();
    // What looks like a password only in the written form is removed then.
    if redact(&url) == url {
        let again = Link::read(&url).template().map(|template| template.to_string());
        assert_eq!(again.as_ref(), Some(&url));
    }
    url
}

/// Links are found in order, inside of the text, and can be read.
pub fn finder(text: &str) {
    for syntax in [Syntax::Markdown, Syntax::Html, Syntax::Other] {
        let mut last = 0;
        for found in links::links(text, syntax) {
            assert!(
                found.range.start >= last && found.range.end <= text.len(),
                "{:?}",
                found.range
            );
            assert!(text.get(found.range.clone()).is_some(), "{:?}", found.range);
            last = found.range.end;
            let link = found.read(text);
            for offset in [0, link.text.len() / 2, link.text.len()] {
                let offset = link.text.floor_char_boundary(offset);
                assert!(text.is_char_boundary(found.place(text, offset)));
            }
            let _ = judge(&link, &Options::default());
        }
    }
}

/// Fixing twice changes nothing more, and no permission is raised by it.
pub fn fixes(text: &str) {
    // What looks like a secret is taken out as well: people see it go, and files are left alone.
    if redact(text) != text {
        return;
    }
    let link = Link::read(text);
    let verdict = judge(&link, &Options::default());
    for url in verdict.fixed.iter().flatten() {
        // A fix leaves the case of the scheme as it is.
        assert!(url[..8].eq_ignore_ascii_case("https://"), "{url}");
        assert_eq!(judged(url).fixed, None, "{text:?} -> {url}");
        let (Some(before), Some(after)) = (link.template(), Link::read(url).template()) else {
            continue;
        };
        for (parameter, level) in before.permissions.iter() {
            assert!(
                after.permissions.get(parameter) <= Some(level),
                "{parameter}: {text:?} -> {url}"
            );
        }
    }
    in_place(text);
}

/// What is fixed inside of a text says there what the fix says, and what is around it stays.
fn in_place(text: &str) {
    let found = links::links(text, Syntax::Other);
    let Some(first) = found.first() else { return };
    let link = first.read(text);
    let verdict = judge(&link, &Options::default());
    let Some([url]) = verdict.fixed.as_deref() else {
        return;
    };
    // Without a scheme where the text has none.
    let url = match url.strip_prefix("https://") {
        Some(rest) if link.host_span.start == 0 => rest,
        _ => url,
    };
    let Ok(changes) = first.rewrite_whole(text, url) else {
        return;
    };
    let mut fixed = String::new();
    let mut end = 0;
    for (range, new) in changes {
        assert!(
            first.range.start <= range.start && range.end <= first.range.end,
            "{range:?} of {:?}",
            first.range
        );
        fixed.push_str(&text[end..range.start]);
        fixed.push_str(&new);
        end = range.end;
    }
    fixed.push_str(&text[end..]);
    let said = links::links(&fixed, Syntax::Other)
        .into_iter()
        .find(|found| found.range.start == first.range.start)
        .map(|found| found.read(&fixed).text);
    // A form's address without parameters is a mention, and no link any more.
    if said.is_some() || url.contains(['?', '#']) {
        // A parameter is fixed where it is, so the order may be another one.
        assert_eq!(said.as_deref().map(parts), Some(parts(url)), "{text:?} -> {fixed:?}");
    }
}

/// The parameters of a link and what is behind its `#`, as they are meant.
fn parts(url: &str) -> Vec<(String, String)> {
    let link = Link::read(url);
    let mut parts: Vec<_> = link
        .parameters
        .iter()
        .map(|pair| (pair.key.clone(), pair.value.clone()))
        .collect();
    parts.push(("#".to_owned(), url.split_once('#').unwrap_or_default().1.to_owned()));
    parts.sort_unstable();
    parts
}

/// What a link to github.com asks for.
fn shareable(text: &str) -> Option<Template> {
    let template = Link::read(text).template()?;
    (template.host == "github.com").then_some(template)
}

/// What Finegrain writes behind the `#` reads back; so does a bookmark.
pub fn fragment(text: &str) {
    let read = Fragment::read(text);
    let fragment = read.to_string();
    let again = Fragment::read(fragment.strip_prefix('#').unwrap_or(&fragment));
    assert_eq!(again, read, "{fragment}");
    let _ = bookmark::url_of(text);
    if let Some(template) = shareable(text) {
        let url = written(&template);
        let kept = bookmark::fragment_of(&url);
        // The bare form needs no bookmark.
        assert_eq!(
            bookmark::url_of(&kept).unwrap_or(Template::default().to_string()),
            url,
            "{kept}"
        );
    }
}

/// A reading of GitHub's form gets an answer, and its template reads back.
pub fn form(text: &str) {
    let reading = Reading::example(text);
    for found in run_form(&reading, &Options::default()) {
        for sentence in [&found.message, &found.help] {
            let odd = sentence.chars().find(|&c| c.is_control() || is_invisible(c));
            assert_eq!(odd, None, "{}: {sentence:?}", found.code);
        }
    }
    let _ = panel(&reading);
    written(&reading.template());
}

/// A template that was shared in any format is found there again; secrets are taken out once and for all.
pub fn sharing(text: &str) {
    let redacted = redact(text);
    assert_eq!(redact(&redacted), redacted, "{text:?}");
    let Some(template) = shareable(&redacted) else {
        return;
    };
    let url = written(&template);
    // A value that begins with an ellipsis is read as "and so on", a pattern as a pattern, what looks like a password only in
    // the written form is removed, and where a link in a name ends is a guess.
    if !url.contains(['?', '#'])
        || template
            .name
            .as_deref()
            .is_some_and(|name| shown(name).contains("/new"))
        || url.contains("%2Fnew")
        || ["=...", "?...", "&...", "?*", "=.+", "=.*"]
            .iter()
            .any(|begin| url.contains(begin))
        || redact(&url) != url
    {
        return;
    }
    for format in FORMATS {
        let shared = share(&template, format);
        let found = links::links(&shared, Syntax::Other);
        // A name may look like a link, too.
        let mut again = found.iter().filter_map(|found| found.read(&shared).template());
        assert!(
            again.any(|template| template.to_string() == url),
            "{format:?}: {shared}"
        );
    }
}

/// Calls are found, and the templates for them ask for what they need.
pub fn needs_of(text: &str) {
    let found = needs(&[Input::Text { file: None, text }]);
    for template in &found.templates {
        let link = Link::read(&template.url);
        assert!(link.template().is_some(), "{}", template.url);
    }
    let _ = needs(&[Input::Call(text)]);
}
