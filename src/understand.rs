//! The one box: what a text is that someone typed or pasted.

use serde::Serialize;

use crate::{
    calls,
    link::{Link, Page},
    needs::{Input, Needs, needs},
    sanitize::{secrets::redact, shown},
    text::links::{self, Syntax},
};

/// What a text is, and what it says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Understanding {
    /// What the text is in the first place.
    pub kind: TextKind,
    /// The links to GitHub's token forms in it, without secrets.
    pub links: Vec<String>,
    /// What a token needs for what it says.
    pub needs: Option<Needs>,
    /// What to search for, where it is nothing else.
    pub words: Option<String>,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextKind {
    /// There is no text.
    Empty,
    /// A link to the form for fine-grained tokens, or a text with some.
    TemplateLink,
    /// A link to the form for classic tokens, or a text with some.
    ClassicLink,
    /// An error of GitHub's.
    Error,
    /// A call, or a script or program with some.
    Calls,
    /// Names of tools.
    Tools,
    /// Permissions or scopes: a header, a list, a block of a workflow.
    Permissions,
    /// Words to search for.
    Words,
}

/// Says what a text is.
#[must_use]
pub fn understand(text: &str) -> Understanding {
    let text = text.trim();
    let mut understanding = Understanding {
        kind: TextKind::Empty,
        links: Vec::new(),
        needs: None,
        words: None,
    };
    if text.is_empty() {
        return understanding;
    }
    let (links, page) = links_in(text);
    understanding.links = links;
    // A link by itself names no calls, and is read at once.
    let needs = match page {
        Some(_) if is_one_link(text) => Needs::default(),
        _ => needs(&[input(text)]),
    };
    understanding.kind = match page {
        Some(Page::Form) => TextKind::TemplateLink,
        Some(Page::Classic) => TextKind::ClassicLink,
        _ if !needs.errors.is_empty() => TextKind::Error,
        _ if !needs.calls.is_empty() || !needs.unmatched.is_empty() => TextKind::Calls,
        _ if !needs.tools.is_empty() => TextKind::Tools,
        _ if !needs.permissions.is_empty() => TextKind::Permissions,
        // Only something to say: git over SSH, scopes without an equal.
        _ if !needs.is_empty() => TextKind::Calls,
        _ => TextKind::Words,
    };
    if understanding.kind == TextKind::Words {
        understanding.words = Some(shown(&redact(text)));
    } else if !needs.is_empty() {
        understanding.needs = Some(needs);
    }
    understanding
}

fn is_one_link(text: &str) -> bool {
    links::is_link(text) && !text.contains(char::is_whitespace)
}

/// The links to token forms, and the page of the first one.
fn links_in(text: &str) -> (Vec<String>, Option<Page>) {
    let is_form = |link: &Link| matches!(link.page, Page::Form | Page::Classic);
    if is_one_link(text) {
        let link = Link::read(text);
        if is_form(&link) {
            return (vec![redact(text).into_owned()], Some(link.page));
        }
        return (Vec::new(), None);
    }
    let mut pages = Vec::new();
    let mut written = Vec::new();
    for found in links::links(text, Syntax::Other) {
        pages.push(found.read(text).page);
        written.push(redact(&text[found.range]).into_owned());
    }
    let page = [Page::Form, Page::Classic]
        .into_iter()
        .find(|page| pages.contains(page));
    (written, page)
}

/// A call by itself, `/repos/{owner}/{repo}/issues`, or a text.
fn input(text: &str) -> Input<'_> {
    let one = !text.contains('\n') && text.split_whitespace().count() <= 2;
    let path = text.starts_with('/') || text.split_whitespace().nth(1).is_some_and(|path| path.starts_with('/'));
    if one && path && calls::call(text).is_some() {
        Input::Call(text)
    } else {
        Input::Text { file: None, text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_texts_are() {
        for (text, kind) in [
            ("  ", TextKind::Empty),
            ("issues", TextKind::Words),
            ("publish a release", TextKind::Words),
            (
                "https://github.com/settings/personal-access-tokens/new?contents=read",
                TextKind::TemplateLink,
            ),
            (
                "https://github.com/settings/tokens/new?scopes=repo",
                TextKind::ClassicLink,
            ),
            (
                "Use [this](https://github.com/settings/personal-access-tokens/new?issues=write).",
                TextKind::TemplateLink,
            ),
            ("https://api.github.com/user/emails", TextKind::Calls),
            ("POST /repos/octo-org/app/issues", TextKind::Calls),
            ("/repos/{owner}/{repo}/labels", TextKind::Calls),
            ("gh api user/keys", TextKind::Calls),
            ("https://example.com/", TextKind::Words),
            ("https://github.com/octo-org/app", TextKind::Words),
        ] {
            assert_eq!(understand(text).kind, kind, "{text}");
        }
    }

    #[test]
    fn secrets_are_not_repeated() {
        let understanding = understand("why does ghp_0123456789012345678901234567890123456 fail");
        assert_eq!(understanding.kind, TextKind::Words);
        assert!(!understanding.words.is_some_and(|words| words.contains("ghp_0")));
    }
}
