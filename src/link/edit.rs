//! Changes of a link, as data.
//!
//! An edit changes the smallest ranges of the link's text: every other byte, the order of the parameters and the way
//! they are encoded stay as they were written. [`write`](crate::link::write()) is for a whole link.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    github::{Level, Scope, permission},
    link::{Fragment, Link, Span, Template, fragment::encoded, placeholder},
    work::steps,
};

/// One change of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "change", rename_all = "kebab-case")]
pub enum Edit {
    /// Gives a parameter another name, as often as it is there.
    Rename {
        /// Its name in the link.
        from: String,
        /// Its new name.
        to: String,
    },
    /// Sets a parameter to one value: the first of that name keeps its place, others are removed. Added at the end of the
    /// query where there is none.
    Set {
        /// The parameter's name.
        key: String,
        /// The value, not encoded.
        value: String,
    },
    /// Removes a parameter, as often as it is there, each with its separator.
    Remove(String),
    /// Asks for a permission at this level, or at the level it has where that is higher.
    Grant {
        /// The permission.
        parameter: String,
        /// The lowest level.
        level: Level,
    },
    /// Names a repository in the fragment, as `owner/name`.
    AddRepository(String),
    /// Keeps what is asked of the owner of permissions of this scope: for an account its own permissions, without an owner
    /// and repositories; for an organization or its repositories everything but the account's permissions.
    KeepOnly(Scope),
    /// Begins the address with `https:`.
    UseHttps,
    /// Writes `&` for `&amp;` and `\&`.
    PlainSeparators,
    /// Writes `+` for every raw space in a value.
    EncodeSpaces,
    /// Writes `%23` for a raw `#` in a value and `&` for one between two parameters, so that GitHub sees what follows.
    Unswallow,
    /// Writes the whole link so that it stays one value in the address around it. The link itself says the same as before.
    EncodeInCarrier,
    /// Writes another link in place of this one.
    Replace(Box<Template>),
}

impl Edit {
    /// Sets a parameter.
    #[must_use]
    pub fn set(key: &str, value: &str) -> Edit {
        Edit::Set {
            key: key.to_owned(),
            value: value.to_owned(),
        }
    }

    /// Asks for a permission.
    #[must_use]
    pub fn grant(parameter: &str, level: Level) -> Edit {
        Edit::Grant {
            parameter: parameter.to_owned(),
            level,
        }
    }

    /// Gives a parameter another name.
    #[must_use]
    pub fn rename(from: &str, to: &str) -> Edit {
        Edit::Rename {
            from: from.to_owned(),
            to: to.to_owned(),
        }
    }
}

/// A new text for a range of the link's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replacement {
    /// The range of [`Link::text`]; empty where something is added.
    pub span: Span,
    /// What to write there, with plain `&`.
    pub text: String,
}

/// The link with these changes, with its scheme.
#[must_use]
pub fn apply(link: &Link, edits: &[Edit]) -> String {
    let mut text = String::with_capacity(link.text.len() + 16);
    if link.host_span.start == 0 && !edits.iter().any(|edit| matches!(edit, Edit::Replace(_))) {
        text.push_str("https://");
    }
    let mut kept = 0;
    for Replacement { span, text: new } in replacements(link, edits) {
        text.push_str(&link.text[kept..span.start]);
        text.push_str(&new);
        kept = span.end;
    }
    text.push_str(&link.text[kept..]);
    text
}

/// What these changes, made one after the other, write in which ranges of the link's text: from first to last, and
/// without overlaps.
#[must_use]
pub fn replacements(link: &Link, edits: &[Edit]) -> Vec<Replacement> {
    let mut state = EditedLink::new(link);
    for edit in edits {
        steps(1);
        state.change(edit);
    }
    let mut replacements = state.replacements();
    replacements.sort_by_key(|replacement| (replacement.span.start, replacement.span.end));
    // A separator that is removed with its parameter needs no other change.
    let mut done = 0;
    replacements.retain(|replacement| {
        let inside = replacement.span.start < done;
        done = done.max(replacement.span.end);
        !inside
    });
    replacements
}

/// A link while its changes are collected.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four changes that do not depend on each other"
)]
struct EditedLink<'a> {
    link: &'a Link,
    /// One for each parameter of the link.
    parameters: Vec<Changed<'a>>,
    /// Which parameters have a name, now.
    named: BTreeMap<&'a str, Vec<usize>>,
    added: Vec<(&'a str, String)>,
    repositories: Vec<&'a str>,
    fragment: Option<Fragment>,
    https: bool,
    plain_separators: bool,
    encode_spaces: bool,
    unswallow: bool,
    replaced: Option<&'a Template>,
}

#[derive(Clone, Default)]
struct Changed<'a> {
    key: Option<&'a str>,
    value: Option<String>,
    removed: bool,
}

impl<'a> EditedLink<'a> {
    fn new(link: &'a Link) -> Self {
        let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, parameter) in link.parameters.iter().enumerate() {
            steps(1);
            named.entry(&parameter.key).or_default().push(index);
        }
        EditedLink {
            link,
            parameters: vec![Changed::default(); link.parameters.len()],
            named,
            added: Vec::new(),
            repositories: Vec::new(),
            fragment: None,
            https: false,
            plain_separators: false,
            encode_spaces: false,
            unswallow: false,
            replaced: None,
        }
    }

    fn change(&mut self, edit: &'a Edit) {
        match edit {
            Edit::Rename { from, to } => {
                let indices = self.named.remove(from.as_str()).unwrap_or_default();
                for index in &indices {
                    self.parameters[*index].key = Some(to);
                }
                let renamed = self.named.entry(to).or_default();
                renamed.extend(indices);
                renamed.sort_unstable();
            }
            Edit::Set { key, value } => self.set(key, value),
            Edit::Remove(key) => self.remove(key),
            Edit::Grant { parameter, level } => {
                let has = self.values(parameter).filter_map(|value| value.parse().ok()).max();
                let level = has.map_or(*level, |has: Level| has.max(*level));
                self.set(parameter, level.as_str());
            }
            Edit::AddRepository(repository) => self.repositories.push(repository),
            Edit::KeepOnly(scope) => self.keep_only(*scope),
            Edit::UseHttps => self.https = true,
            Edit::PlainSeparators => self.plain_separators = true,
            Edit::EncodeSpaces => self.encode_spaces = true,
            Edit::Unswallow => self.unswallow = true,
            // It changes what is around the link.
            Edit::EncodeInCarrier => {}
            Edit::Replace(template) => self.replaced = Some(template),
        }
    }

    /// The values that a parameter has so far.
    fn values(&self, key: &str) -> impl Iterator<Item = &str> {
        let indices = self.named.get(key).into_iter().flatten();
        let there = indices.map(|index| self.value(*index));
        let added = self
            .added
            .iter()
            .inspect(|_| steps(1))
            .filter(move |(name, _)| *name == key);
        there.chain(added.map(|(_, value)| value.as_str()))
    }

    fn value(&self, index: usize) -> &str {
        let value = self.parameters[index].value.as_deref();
        value.unwrap_or(&self.link.parameters[index].value)
    }

    fn set(&mut self, key: &'a str, value: &str) {
        let Some(indices) = self.named.get_mut(key) else {
            steps(self.added.len());
            match self.added.iter_mut().find(|(name, _)| *name == key) {
                Some((_, old)) => value.clone_into(old),
                None => self.added.push((key, value.to_owned())),
            }
            return;
        };
        for other in indices.drain(1..) {
            self.parameters[other].removed = true;
        }
        if let Some(first) = indices.first().copied()
            && self.value(first) != value
        {
            self.parameters[first].value = Some(value.to_owned());
        }
    }

    fn remove(&mut self, key: &str) {
        for index in self.named.remove(key).unwrap_or_default() {
            self.parameters[index].removed = true;
        }
        steps(self.added.len());
        self.added.retain(|(name, _)| *name != key);
    }

    fn keep_only(&mut self, kept: Scope) {
        let stays = |key: &str| {
            let asked = permission(key).map(|permission| permission.scope);
            asked.is_none_or(|scope| have_one_owner(scope, kept))
        };
        let account = kept == Scope::Account;
        let keys: Vec<&str> = self.named.keys().copied().collect();
        for key in keys {
            if !stays(key) || (account && key == "target_name") {
                self.remove(key);
            }
        }
        let mut fragment = self.fragment.take().unwrap_or_else(|| self.link.fragment.clone());
        fragment.reasons.retain(|key, _| stays(key));
        if account {
            fragment.repositories.clear();
        }
        if fragment != self.link.fragment {
            self.fragment = Some(fragment);
        }
    }

    fn replacements(&self) -> Vec<Replacement> {
        if let Some(template) = self.replaced {
            return vec![replacement(0, self.link.text.len(), template.to_string())];
        }
        let mut out = Vec::new();
        if self.https
            && let Some(scheme) = self.link.text.find("://")
        {
            out.push(replacement(0, scheme, "https"));
        }
        self.query(&mut out);
        if self.plain_separators {
            for span in &self.link.escaped_separators {
                // Either `\&` or `&amp;`.
                if self.link.text[span.start..].starts_with('\\') {
                    out.push(replacement(span.start, span.end - 1, ""));
                } else {
                    out.push(replacement(span.start + 1, span.end, ""));
                }
            }
        }
        if self.encode_spaces {
            self.encoded_spaces(&mut out);
        }
        if self.unswallow {
            self.unswallowed(&mut out);
        }
        self.carried(&mut out);
        out
    }

    fn query(&self, out: &mut Vec<Replacement>) {
        let link = self.link;
        let query = link.query;
        let added: Vec<String> = self
            .added
            .iter()
            .map(|(key, value)| format!("{}={}", encoded(key), encoded(value)))
            .collect();
        let added = added.join("&");
        let whole = self.parameters.iter().all(|changed| changed.removed);
        let (Some(first), Some(last)) = (link.parameters.first(), link.parameters.last()) else {
            if !added.is_empty() {
                let mark = if query.start > 0 && link.text[..query.start].ends_with('?') {
                    ""
                } else {
                    "?"
                };
                out.push(replacement(query.start, query.start, format!("{mark}{added}")));
            }
            return;
        };
        if whole && !added.is_empty() {
            out.push(replacement(first.span.start, last.span.end, added));
            return;
        }
        if whole && link.is_read_whole() {
            // The question mark is right before the query.
            out.push(replacement(query.start - 1, query.end, ""));
            return;
        }
        let mut any_before = false;
        for (index, (changed, parameter)) in self.parameters.iter().zip(&link.parameters).enumerate() {
            let span = parameter.span;
            if changed.removed {
                let before = index
                    .checked_sub(1)
                    .map_or(query.start, |before| link.parameters[before].span.end);
                let separator = before + separator_before(&link.text[before..span.start]);
                any_before |= separator > before;
                let next = link.parameters.get(index + 1).map_or(span.end, |next| next.span.start);
                let after = span.end + separator_after(&link.text[span.end..next]);
                out.push(if any_before {
                    replacement(separator, span.end, "")
                } else {
                    replacement(span.start, after, "")
                });
                continue;
            }
            any_before = true;
            if changed.key.is_none() && changed.value.is_none() {
                continue;
            }
            let text = &link.text[span.start..span.end];
            let equals = text.find('=');
            if let Some(key) = changed.key {
                let end = span.start + equals.unwrap_or(text.len());
                out.push(replacement(span.start, end, encoded(key)));
            }
            if let Some(value) = &changed.value {
                out.push(match equals {
                    Some(equals) => replacement(span.start + equals + 1, span.end, encoded(value)),
                    None => replacement(span.end, span.end, format!("={}", encoded(value))),
                });
            }
        }
        if !added.is_empty() {
            out.push(replacement(last.span.end, last.span.end, format!("&{added}")));
        }
    }

    /// Writes the spaces of the values that stay as they are.
    fn encoded_spaces(&self, out: &mut Vec<Replacement>) {
        for (changed, parameter) in self.parameters.iter().zip(&self.link.parameters) {
            if changed.removed || changed.value.is_some() {
                continue;
            }
            let raw = self.link.raw(parameter);
            let start = parameter.span.end - raw.len();
            let spaces = placeholder::spaces_outside(raw);
            out.extend(spaces.map(|at| replacement(start + at, start + at + 1, "+")));
        }
    }

    /// Brings back what follows a raw `#`.
    fn unswallowed(&self, out: &mut Vec<Replacement>) {
        let link = self.link;
        let Some(swallowed) = &link.swallowed else { return };
        let Span { start, end } = swallowed.span;
        let lost = &link.text[start + 1..end];
        let before = &link.text[link.query.start..start];
        // What begins the first parameter that follows.
        let separator = if link.query.start == 0 || !link.text[..link.query.start].ends_with('?') {
            "?"
        } else if before.is_empty() || before.ends_with('&') {
            ""
        } else {
            "&"
        };
        let in_prose = link
            .parameters
            .last()
            .is_some_and(|last| last.span.end == start && matches!(last.key.as_str(), "name" | "description"));
        let mut rest = start + 1;
        if swallowed.tail.is_empty() {
            out.push(replacement(start, start + 1, separator));
        } else if in_prose {
            out.push(replacement(start, start + 1, "%23"));
        } else if let Some(and) = lost.find('&') {
            // Only prose has a `#`; this is an anchor that leads nowhere.
            rest = start + 1 + and + 1;
            out.push(replacement(start, rest, separator));
        }
        for (at, _) in link.text[rest..end].match_indices('#') {
            out.push(replacement(rest + at, rest + at + 1, "%23"));
        }
    }

    /// What the link carries after `#`.
    fn carried(&self, out: &mut Vec<Replacement>) {
        let link = self.link;
        let mut fragment = self.fragment.clone().unwrap_or_else(|| link.fragment.clone());
        let old = fragment.repositories.len();
        fragment.extend(&self.repositories);
        match link.fragment_span {
            Some(span) if self.fragment.is_some() => {
                out.push(replacement(span.start, span.end, fragment.to_string()));
            }
            Some(span) => {
                let mut text = String::new();
                for repository in &fragment.repositories[old..] {
                    text.push_str("&repository=");
                    text.push_str(&Fragment::encoded_repository(repository));
                }
                if !text.is_empty() {
                    out.push(replacement(span.end, span.end, text));
                }
            }
            None => {
                let text = fragment.to_string();
                if !text.is_empty() {
                    out.push(replacement(link.text.len(), link.text.len(), text));
                }
            }
        }
    }
}

/// Whether a link for the owner of permissions of the scope `kept` can ask for those of `scope`, as far as a split says:
/// everything but the account's stays with the owner that the link names.
fn have_one_owner(scope: Scope, kept: Scope) -> bool {
    match kept {
        Scope::Account | Scope::Enterprise => scope == kept,
        Scope::Repository | Scope::Organization => scope != Scope::Account,
    }
}

/// Where the separator begins before a parameter, in what is between the one before and it. What code fills in there stays.
fn separator_before(between: &str) -> usize {
    match between.rfind('&') {
        Some(at) if !separates(between) => between[..at].trim_end_matches('\\').len(),
        _ => 0,
    }
}

/// Where the separator ends behind a parameter, in what is between it and the next one.
fn separator_after(between: &str) -> usize {
    match between.split_once('&') {
        Some((_, behind)) if !separates(between) => between.len() - behind.trim_start_matches("amp;").len(),
        _ => between.len(),
    }
}

/// Whether there is nothing but separators, however they are written.
fn separates(text: &str) -> bool {
    let is_empty = |piece: &str| piece.trim_start_matches("amp;").trim_end_matches('\\').is_empty();
    text == "&" || text.split('&').all(is_empty)
}

fn replacement(start: usize, end: usize, text: impl Into<String>) -> Replacement {
    Replacement {
        span: Span { start, end },
        text: text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "https://github.com/settings/personal-access-tokens/new";

    fn remove(key: &str) -> Edit {
        Edit::Remove(key.to_owned())
    }

    fn repository(name: &str) -> Edit {
        Edit::AddRepository(name.to_owned())
    }

    fn edited(tail: &str, edits: &[Edit]) -> String {
        let link = Link::read(&format!("{FORM}{tail}"));
        apply(&link, edits).strip_prefix(FORM).expect("the form").to_owned()
    }

    #[test]
    fn every_other_byte_stays() {
        for (tail, edits, expected) in [
            // Not in the order of the catalog, and not encoded as Finegrain would.
            (
                "?issues=read&name=My%20bot!&contents=rw",
                vec![Edit::set("contents", "write")],
                "?issues=read&name=My%20bot!&contents=write",
            ),
            (
                "?%6eame=a&target%5Fname=${ORG}&variables=read&x",
                vec![Edit::rename("variables", "actions_variables")],
                "?%6eame=a&target%5Fname=${ORG}&actions_variables=read&x",
            ),
            (
                "?contents&name=a",
                vec![Edit::set("contents", "read")],
                "?contents=read&name=a",
            ),
            (
                "?name=a&&",
                vec![Edit::set("contents", "read")],
                "?name=a&contents=read&&",
            ),
            ("?name=a%2Bb", vec![Edit::set("name", "a+b")], "?name=a%2Bb"),
            ("?name=a", vec![Edit::set("name", "a b&c")], "?name=a+b%26c"),
            ("?a=1&a=2&b=3&a=4", vec![Edit::set("a", "5")], "?a=5&b=3"),
            (
                "?a=1&b=2",
                vec![Edit::rename("a", "c"), Edit::set("c", "3")],
                "?c=3&b=2",
            ),
        ] {
            assert_eq!(edited(tail, &edits), expected, "{tail}");
        }
    }

    #[test]
    fn separators_come_and_go_with_their_parameters() {
        for (tail, removed, expected) in [
            ("?a=1&b=2&c=3", "a", "?b=2&c=3"),
            ("?a=1&b=2&c=3", "b", "?a=1&c=3"),
            ("?a=1&b=2&c=3", "c", "?a=1&b=2"),
            ("?a=1&a=2&b=3", "a", "?b=3"),
            ("?b=1&a=2&a=3", "a", "?b=1"),
            ("?a=1", "a", ""),
            ("?&a=1&&a=2&#x", "a", "#x"),
            ("?a=1&&b=2&", "a", "?b=2&"),
            ("?a=1&&b=2&", "b", "?a=1&"),
            ("?a=1&amp;b=2\\&c=3", "b", "?a=1\\&c=3"),
        ] {
            assert_eq!(edited(tail, &[remove(removed)]), expected, "{tail}");
        }
        for (tail, expected) in [
            ("", "?issues=read"),
            ("?", "?issues=read"),
            ("#x", "?issues=read#x"),
            ("?#x", "?issues=read#x"),
            ("?&", "?issues=read&"),
            ("?a=1#x", "?a=1&issues=read#x"),
            ("?scopes=repo", "?issues=read"),
            ("?a=1&scopes=repo", "?a=1&issues=read"),
            ("?scopes=repo&a=1", "?a=1&issues=read"),
            ("?issues=write", "?issues=write"),
            ("?issues=x", "?issues=read"),
        ] {
            let edits = [remove("scopes"), Edit::grant("issues", Level::Read)];
            assert_eq!(edited(tail, &edits), expected, "{tail}");
        }
    }

    #[test]
    fn what_code_fills_in_stays_where_a_parameter_goes() {
        for (tail, expected) in [
            ("?a=1&${P}&b=2&c=3", "?a=1&${P}&c=3"),
            ("?b=2&${P}&c=3", "?${P}&c=3"),
            ("?${P}&b=2&c=3", "?${P}&c=3"),
            ("?b=2&amp;${P}&amp;c=3", "?${P}&amp;c=3"),
            ("?a=1\\&${P}\\&b=2", "?a=1\\&${P}"),
            ("?b=2&&c=3", "?c=3"),
            ("?a=1&&b=2&c=3", "?a=1&c=3"),
        ] {
            assert_eq!(edited(tail, &[remove("b")]), expected, "{tail}");
        }
    }

    #[test]
    fn escaped_separators_become_plain() {
        let tail = "?a=1&amp;b=2\\&c=3&amp;b=4";
        assert_eq!(edited(tail, &[Edit::PlainSeparators]), "?a=1&b=2&c=3&b=4");
        assert_eq!(edited(tail, &[Edit::PlainSeparators, remove("b")]), "?a=1&c=3");
        assert_eq!(edited(tail, &[Edit::set("b", "5")]), "?a=1&amp;b=5\\&c=3");
        let twice = "?a=1&amp;amp;b=2\\\\&c=3";
        assert_eq!(edited(twice, &[Edit::PlainSeparators]), "?a=1&b=2&c=3");
    }

    #[test]
    fn what_a_hash_swallowed_comes_back() {
        for (tail, expected) in [
            (
                "?name=Fix #5 and #6&contents=read",
                "?name=Fix %235 and %236&contents=read",
            ),
            (
                "?name=CI#contents=read&issues=read",
                "?name=CI&contents=read&issues=read",
            ),
            (
                "?name=CI&contents=read#top&issues=read",
                "?name=CI&contents=read&issues=read",
            ),
            ("#contents=read", "?contents=read"),
            ("?#contents=read", "?contents=read"),
            ("?a=b&#contents=read", "?a=b&contents=read"),
            ("#top&contents=read", "?contents=read"),
            (
                "?name=a#b&contents=read#finegrain=1&repository=o/a",
                "?name=a%23b&contents=read#finegrain=1&repository=o/a",
            ),
            ("?contents=read#top", "?contents=read#top"),
        ] {
            assert_eq!(edited(tail, &[Edit::Unswallow]), expected, "{tail}");
        }
    }

    #[test]
    fn repositories_are_named_in_the_fragment() {
        for (tail, expected) in [
            ("?a=1", "?a=1#finegrain=1&repository=octo/a"),
            ("?a=1#x", "?a=1#x#finegrain=1&repository=octo/a"),
            (
                "#finegrain=1&why.contents=a%20b",
                "#finegrain=1&why.contents=a%20b&repository=octo/a",
            ),
            ("#finegrain=1&repository=OCTO/a", "#finegrain=1&repository=OCTO/a"),
        ] {
            assert_eq!(
                edited(tail, &[repository("octo/a"), repository("octo/a")]),
                expected,
                "{tail}"
            );
        }
    }

    #[test]
    fn a_link_is_split_by_owners() {
        let tail = "?name=a&target_name=octo&gists=write&members=read&contents=read&x=1\
                    #finegrain=1&repository=octo/a&why.gists=b&why.members=c";
        assert_eq!(
            edited(tail, &[Edit::KeepOnly(Scope::Account)]),
            "?name=a&gists=write&x=1#finegrain=1&why.gists=b"
        );
        assert_eq!(
            edited(tail, &[Edit::KeepOnly(Scope::Organization)]),
            "?name=a&target_name=octo&members=read&contents=read&x=1#finegrain=1&repository=octo/a&why.members=c"
        );
    }

    #[test]
    fn addresses() {
        let http = Link::read("http://github.com/settings/personal-access-tokens/new?a=b");
        assert_eq!(apply(&http, &[Edit::UseHttps]), format!("{FORM}?a=b"));
        let bare = Link::read("github.com/settings/personal-access-tokens/new?a=b");
        assert_eq!(apply(&bare, &[Edit::set("a", "c")]), format!("{FORM}?a=c"));
        let replaced = [Edit::Replace(Box::default())];
        assert_eq!(apply(&bare, &replaced), FORM);
        assert_eq!(replacements(&http, &replaced).len(), 1);
    }
}
