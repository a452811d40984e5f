//! Sentences, marks and buttons that the parts of the panel share.

use super::action::Action;
use crate::{
    github::{Level, permission},
    lint::{Severity, form::PageKind},
    page::{Panel, level_on_form},
    view::{
        icons::Icon,
        node::{Event, Node, b, button, code, span},
        typeset,
    },
};

/// A sentence in which code is between backticks.
pub(super) fn marked(mut node: Node<Action>, text: &str) -> Node<Action> {
    for (at, part) in text.split('`').enumerate() {
        node = if at % 2 == 1 {
            node.with(code(part.to_owned()))
        } else {
            node.with(typeset(part))
        };
    }
    node
}

/// What a piece of code is called on GitHub's form: the labels of permissions and levels. `own` is the permission that
/// the sentence is about anyway.
pub(super) fn on_form(code: &str, own: &str) -> Option<String> {
    if let Ok(level) = code.parse::<Level>() {
        return Some(level_on_form(level).to_owned());
    }
    let (name, level) = match code.split_once('=') {
        Some((name, level)) => (name, Some(level.parse::<Level>().ok()?)),
        None => (code, None),
    };
    let label = permission(name)?.label;
    Some(match level {
        Some(level) if name == own => level_on_form(level).to_owned(),
        Some(level) => format!("{label}: {}", level_on_form(level)),
        None => label.to_owned(),
    })
}

/// The pieces of a sentence about a part of GitHub's form, in which code is between backticks: what each is called
/// there, if it is code that the form has a name for, and its text.
pub(super) fn pieces_on_form<'a>(text: &'a str, own: &str) -> Vec<(Option<String>, bool, &'a str)> {
    let mut before = "";
    text.split('`')
        .enumerate()
        .map(|(at, part)| {
            let is_code = at % 2 == 1;
            // "Contents (`contents=write`)" has the label already.
            let name = part.split('=').next().unwrap_or_default();
            let labeled = before
                .strip_suffix(" (")
                .zip(permission(name))
                .is_some_and(|(before, known)| before.ends_with(known.label));
            before = part;
            let label = if is_code {
                on_form(part, if labeled { name } else { own })
            } else {
                None
            };
            (label, is_code, part)
        })
        .collect()
}

/// A sentence about a part of GitHub's form, with what it names called as there.
pub(super) fn marked_on_form(mut node: Node<Action>, text: &str, own: &str) -> Node<Action> {
    for (label, is_code, part) in pieces_on_form(text, own) {
        node = match (label, is_code) {
            (Some(label), _) => node.with(b(label)),
            (None, true) => node.with(code(part.to_owned())),
            (None, false) => node.with(typeset(part)),
        };
    }
    node
}

/// The same without marks.
pub(super) fn plain_on_form(text: &str, own: &str) -> String {
    pieces_on_form(text, own)
        .into_iter()
        .map(|(label, is_code, part)| match (label, is_code) {
            (Some(label), _) => label,
            (None, true) => part.to_owned(),
            (None, false) => typeset(part),
        })
        .collect()
}

pub(super) fn mark(severity: Severity) -> Node<Action> {
    let (icon, word) = match severity {
        Severity::Error => (Icon::Error, "Error: "),
        Severity::Warning => (Icon::Warning, "Warning: "),
        Severity::Info => (Icon::Info, "Note: "),
    };
    span((icon.draw(), span(word).class("unseen"))).class(format!("mark {}", severity.as_str()))
}

pub(super) fn close(name: &'static str, message: Action) -> Node<Action> {
    button(Icon::Close.draw())
        .key("close")
        .class("tool end")
        .aria("label", name)
        .title("Close (Esc)")
        .on(Event::Click, message)
}

pub(super) fn show_me(stop: usize, what: &str) -> Node<Action> {
    button("Show me")
        .key("show")
        .class("button low go")
        .aria("label", format!("Show me: {what}"))
        .data("stop", stop.to_string())
        .on(Event::Click, Action::Show { stop })
}

/// "Add Variables: Read and write".
pub(super) fn added(permissions: &[(String, &'static str)]) -> String {
    let all: Vec<String> = permissions
        .iter()
        .map(|(label, level)| format!("{label}: {level}"))
        .collect();
    format!("Add {}", all.join(", "))
}

pub(super) fn lower_first(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    text
}

/// How many parameters of the link GitHub dropped.
pub(super) const fn dropped_count(panel: &Panel) -> usize {
    panel.dropped.len() + panel.dropped_more
}

pub(super) const fn is_list(panel: &Panel) -> bool {
    matches!(panel.kind, PageKind::List | PageKind::ClassicList)
}

/// Whether the page has a form whose template can be shared.
pub(super) const fn has_template(panel: &Panel) -> bool {
    matches!(
        panel.kind,
        PageKind::FineGrained | PageKind::Editing | PageKind::Classic
    )
}

/// What is said of a permission that nothing needs.
pub(super) const NOT_NEEDED: &str = "Not needed by anything you named";

#[cfg(test)]
mod tests {
    use super::plain_on_form;

    #[test]
    fn what_a_sentence_names_is_called_as_on_the_form() {
        for (own, text, said) in [
            (
                "administration",
                "`administration` is at `write`; `administration=read` is enough, with `contents=read`.",
                "Administration is at Read and write; Read-only is enough, with Contents: Read-only.",
            ),
            (
                "repo",
                "It takes Contents (`contents=write`), Issues (`issues=write`).",
                "It takes Contents (Read and write), Issues (Read and write).",
            ),
            ("", "GitHub doesn't know `cntents`.", "GitHub doesn’t know cntents."),
        ] {
            assert_eq!(plain_on_form(text, own), said);
        }
    }
}
