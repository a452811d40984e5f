//! A text to look through, with what all recognizers need of it.

use std::{
    cell::{OnceCell, RefCell},
    collections::HashMap,
    ops::Range,
    rc::Rc,
};

use memchr::memmem;

use crate::github::Method;

/// A text, and what kind of text it is.
pub struct Text<'a> {
    source: &'a str,
    github: OnceCell<bool>,
    api: OnceCell<bool>,
    foreign: OnceCell<bool>,
    token: OnceCell<bool>,
    contained: RefCell<HashMap<String, bool>>,
    definitions: RefCell<HashMap<String, Vec<Definition>>>,
    words: RefCell<HashMap<String, Vec<Word>>>,
    places: RefCell<HashMap<String, Rc<[usize]>>>,
    functions: RefCell<HashMap<String, Rc<[Method]>>>,
}

/// A word of a command of a shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it is, with its quotes.
    pub range: Range<usize>,
    /// Without quotes; what is filled in at run time is left as it is written, or as `{expression}`.
    pub text: String,
}

/// Where a text says what a variable is.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    /// Where its name is.
    pub at: usize,
    /// What it is set to.
    pub value: String,
    /// Where that is.
    pub range: Range<usize>,
}

/// How many different words or variables are looked for in a whole text. Each costs a pass over it, so that more of them than
/// anyone writes must not be looked for.
const LOOKED_FOR: usize = 300;

/// One of these, or of [`WORDS`], is in every text in which something can be found.
const SIGNS: &[&str] = &[
    "\"gh\"",
    "'gh'",
    "octokit",
    "Octokit",
    "repos/",
    "/user",
    "/orgs/",
    "/api/v3",
    "/gists",
    "ermission",
    "scope",
    "ithub",
];

/// Signs that are only meant where a word begins: `git`, not `digit`, and `gh pr list`, not `through`.
const WORDS: &[&str] = &["git", "Git", "GIT", "gh ", "GET ", "POST ", "PUT ", "PATCH ", "DELETE "];

/// Names of GitHub.
const GITHUB: &[&str] = &[
    "github", "GitHub", "GITHUB", "Github", "octokit", "Octokit", "ghe.com", "GHES", "gh api",
];

/// What only a text about the API has.
const API: &[&str] = &[
    "api.github.com",
    "api.GitHub.com",
    "uploads.github.com",
    "/api/v3",
    "octokit",
    "Octokit",
    "gh api",
    "GitHub API",
    "GitHub REST",
    "GitHub's API",
    "GITHUB_API",
    "Github API",
    "github api",
    "X-GitHub-Api-Version",
    "vnd.github",
    "docs.github.com/rest",
    "docs.github.com/en/rest",
    "Resource not accessible by",
    "GITHUB_TOKEN",
    "GH_TOKEN",
    ".ghe.com",
    "personal access token",
    "ghapi",
    "request-action",
    "octocrab",
    "Octocrab",
    ".crab.",
    "go-github",
    "PyGithub",
    "gidgethub",
    "octonode",
    "gh-got",
    "ghub-",
    "githubkit",
    "github-script",
];

/// Names of others whose APIs have similar paths.
const FOREIGN: &[&str] = &[
    "gitea",
    "Gitea",
    "GITEA",
    "forgejo",
    "Forgejo",
    "FORGEJO",
    "gitlab",
    "GitLab",
    "GITLAB",
    "bitbucket",
    "Bitbucket",
    "BITBUCKET",
    "codeberg",
    "gitee",
    "gogs",
    "/api/v1/",
    "/api/v4/",
    "/api/v5/",
];

impl<'a> Text<'a> {
    /// A text that was not looked at yet.
    #[must_use]
    pub fn new(source: &'a str) -> Self {
        Self {
            source,
            github: OnceCell::new(),
            api: OnceCell::new(),
            foreign: OnceCell::new(),
            token: OnceCell::new(),
            contained: RefCell::default(),
            definitions: RefCell::default(),
            words: RefCell::default(),
            places: RefCell::default(),
            functions: RefCell::default(),
        }
    }

    /// The text.
    #[must_use]
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// Whether anything can be found at all. Text without any word of the API is passed over at the speed of memory.
    #[must_use]
    pub fn may_have_calls(&self) -> bool {
        let begins_word = |at: usize| !self.source[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        self.contains_any(SIGNS) || WORDS.iter().any(|word| self.find_all(word).any(begins_word))
    }

    /// Every place of a word.
    pub fn find_all<'t>(&'t self, word: &'t str) -> impl Iterator<Item = usize> + 't {
        memmem::find_iter(self.source.as_bytes(), word.as_bytes())
    }

    /// The line at `at`, or its beginning where it is very long.
    #[must_use]
    pub fn line_at(&self, at: usize) -> &'a str {
        const LONGEST: usize = 4096;
        /// How much of a long line is shown before the place.
        const BEFORE: usize = 40;
        let before = self.before(at).len();
        let start = if before > 3 * BEFORE { at - BEFORE } else { at - before };
        let line = self
            .source
            .get(self.source.ceil_char_boundary(start)..)
            .unwrap_or_default();
        let line = line.lines().next().unwrap_or_default();
        line.get(..line.floor_char_boundary(LONGEST)).unwrap_or_default()
    }

    /// Whether GitHub is named.
    #[must_use]
    pub fn is_about_github(&self) -> bool {
        *self.github.get_or_init(|| self.contains_any(GITHUB))
    }

    /// Whether the text is about GitHub's API, so that a path such as `/user` means GitHub's.
    #[must_use]
    pub fn is_about_api(&self) -> bool {
        *self.api.get_or_init(|| self.contains_any(API))
    }

    /// Whether a product is named whose API has similar paths.
    #[must_use]
    pub fn is_about_others(&self) -> bool {
        *self.foreign.get_or_init(|| self.contains_any(FOREIGN))
    }

    /// Whether a text of any kind is in it; each is looked for once.
    pub(super) fn contains(&self, word: &str) -> bool {
        let mut contained = self.contained.borrow_mut();
        if let Some(known) = contained.get(word) {
            return *known;
        }
        if contained.len() >= LOOKED_FOR {
            return false;
        }
        let found = memmem::find(self.source.as_bytes(), word.as_bytes()).is_some();
        contained.insert(word.to_owned(), found);
        found
    }

    /// Whether one of these is in it.
    pub(super) fn contains_any(&self, words: &[&str]) -> bool {
        words
            .iter()
            .any(|word| memmem::find(self.source.as_bytes(), word.as_bytes()).is_some())
    }

    /// Whether it speaks of a personal token, as `find` says; it is looked for once.
    pub(super) fn has_token(&self, find: impl FnOnce(&Self) -> bool) -> bool {
        *self.token.get_or_init(|| find(self))
    }

    /// Every place where a variable is set, as `find` finds it; each variable is looked for once.
    pub(super) fn definitions(&self, name: &str, find: impl Fn(&Self) -> Vec<Definition>) -> Vec<Definition> {
        if let Some(known) = self.definitions.borrow().get(name) {
            return known.clone();
        }
        if self.definitions.borrow().len() >= LOOKED_FOR {
            return Vec::new();
        }
        let found = find(self);
        self.definitions.borrow_mut().insert(name.to_owned(), found.clone());
        found
    }

    /// Every place where a name is, by itself; each name is looked for once.
    pub(super) fn places(&self, name: &str) -> Rc<[usize]> {
        let mut places = self.places.borrow_mut();
        if let Some(known) = places.get(name) {
            return Rc::clone(known);
        }
        if name.is_empty() || places.len() >= LOOKED_FOR {
            return Rc::default();
        }
        let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let whole = |at: &usize| {
            !is_part(self.source[..*at].chars().next_back()) && !is_part(self.source[*at + name.len()..].chars().next())
        };
        let found: Rc<[usize]> = self.find_all(name).filter(whole).collect();
        places.insert(name.to_owned(), Rc::clone(&found));
        found
    }

    /// The methods with which a function sends what it is given, as `find` finds them; each function is looked for once.
    pub(super) fn functions(&self, name: &str, find: impl Fn(&Self) -> Rc<[Method]>) -> Rc<[Method]> {
        if let Some(known) = self.functions.borrow().get(name) {
            return Rc::clone(known);
        }
        if self.functions.borrow().len() >= LOOKED_FOR {
            return Rc::default();
        }
        let found = find(self);
        self.functions.borrow_mut().insert(name.to_owned(), Rc::clone(&found));
        found
    }

    /// Whether the text is a document of JSON.
    #[must_use]
    pub fn is_json(&self) -> bool {
        let text = self.source.trim();
        let inside = text.strip_prefix(['{', '[']).map(str::trim_start);
        inside.is_some_and(|inside| inside.starts_with(['"', '{', '['])) && text.ends_with(['}', ']'])
    }

    /// The words that a shell keeps in a variable, as `find` finds them; each variable is looked for once.
    pub(super) fn words(&self, name: &str, find: impl Fn(&Self) -> Vec<Word>) -> Vec<Word> {
        if let Some(known) = self.words.borrow().get(name) {
            return known.clone();
        }
        if self.words.borrow().len() >= LOOKED_FOR {
            return Vec::new();
        }
        let found = find(self);
        self.words.borrow_mut().insert(name.to_owned(), found.clone());
        found
    }

    /// Whether the text is this one line.
    #[must_use]
    pub fn is_only(&self, line: &str) -> bool {
        self.source.trim() == line.trim()
    }

    /// The line up to `at`.
    #[must_use]
    pub fn before(&self, at: usize) -> &'a str {
        // A line of megabytes is not looked at for every word in it.
        const FAR: usize = 240;
        let from = self.source.floor_char_boundary(at.saturating_sub(FAR));
        let before = self.source.get(from..at).unwrap_or_default();
        before.rsplit('\n').next().unwrap_or_default()
    }

    /// The rest of the line from `at`, or its beginning where it is very long.
    #[must_use]
    pub fn after(&self, at: usize) -> &'a str {
        // As before: a line of megabytes is not looked at for every word in it.
        const FAR: usize = 800;
        let until = self.source.floor_char_boundary(at.saturating_add(FAR));
        let rest = self.source.get(at..until).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// Whether the sentence before `at` says not to do what follows: "never run", "instead of".
    #[must_use]
    pub fn is_advised_against(&self, at: usize) -> bool {
        let before = self.before(at).to_lowercase().replace('\u{2019}', "'");
        let sentence = before.rsplit([';', '!', '?']).next().unwrap_or_default();
        let sentence = sentence.rsplit(". ").next().unwrap_or_default();
        let sentence = sentence.rsplit(", ").next().unwrap_or_default();
        let words: Vec<&str> = sentence
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| !word.is_empty())
            .collect();
        let is_verb = |word: &str| {
            matches!(
                word,
                "run"
                    | "use"
                    | "call"
                    | "execute"
                    | "do"
                    | "send"
                    | "try"
                    | "invoke"
                    | "paste"
                    | "type"
                    | "need"
                    | "make"
                    | "running"
                    | "using"
                    | "calling"
                    | "executing"
                    | "sending"
                    | "invoking"
                    | "to"
                    | "the"
                    | "a"
                    | "this"
                    | "like"
                    | "ever"
                    | "just"
                    | "simply"
                    | "directly"
                    | "that"
                    | "such"
                    | "as"
                    | "any"
                    | "old"
                    | "things"
                    | "commands"
                    | "something"
                    | "command"
                    | "bash"
                    | "sh"
                    | "request"
                    | "requests"
                    | "endpoint"
                    | "longer"
                    | "calls"
                    | "uses"
                    | "needs"
                    | "of"
            )
        };
        let Some(last) = words.iter().rposition(|word| {
            matches!(
                *word,
                "don't"
                    | "doesn't"
                    | "didn't"
                    | "no"
                    | "removed"
                    | "removes"
                    | "dropped"
                    | "not"
                    | "never"
                    | "avoid"
                    | "instead"
                    | "rather"
                    | "without"
                    | "cannot"
                    | "can't"
                    | "shouldn't"
                    | "won't"
            )
        }) else {
            return false;
        };
        let rest = &words[last + 1..];
        match words.get(last).copied() {
            Some("instead") => {
                rest.first() == Some(&"of")
                    && rest[1..]
                        .iter()
                        .all(|word| is_verb(word) && !matches!(*word, "use" | "run" | "call"))
            }
            Some("no") => rest.first() == Some(&"longer") && rest.iter().all(|word| is_verb(word)),
            Some("rather") => rest.first() == Some(&"than") && rest[1..].iter().all(|word| is_verb(word)),
            _ => !rest.is_empty() && rest.len() <= 5 && rest.iter().all(|word| is_verb(word)),
        }
    }

    /// Whether the words behind `at` say that what is before is not done: "is no longer called", "was removed".
    #[must_use]
    pub fn is_denied(&self, at: usize) -> bool {
        const FAR: usize = 60;
        let after = self.after(at);
        let after = after[..after.floor_char_boundary(FAR)].to_lowercase();
        let after = after.trim_start_matches(['`', '"', '\'', ')', '*', ' ', ',']);
        [
            "is not ",
            "is no longer ",
            "isn't ",
            "was removed",
            "is removed",
            "has been removed",
            "is never ",
        ]
        .iter()
        .any(|words| after.starts_with(words))
    }
}

/// How far a line is indented, in bytes.
pub(super) fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_advise_against() {
        for (text, against) in [
            ("Never run `gh api", true),
            ("It no longer uses `gh api", true),
            ("- Removed the call to gh api", true),
            ("It doesn't call gh api", true),
            ("Do not call gh api", true),
            ("# Don't use: gh api", true),
            ("instead of calling gh api", true),
            ("Instead of the old command, run gh api", false),
            ("If you do not have gh, run gh api", false),
            ("This does not need a token. gh api", false),
            ("gh api", false),
            ("use gh api", false),
        ] {
            let at = text.find("gh api").unwrap();
            assert_eq!(Text::new(text).is_advised_against(at), against, "{text}");
        }
    }
}
