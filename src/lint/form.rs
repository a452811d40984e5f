//! A reading of GitHub's form: what the content script could tell of it, and nothing that it could not.

use std::{
    borrow::Cow,
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeOwned, IntoDeserializer as _,
        value::{self, StrDeserializer},
    },
};

use crate::{
    github::{ClassicScope, Level, Scope, classic_scope, permission},
    link::{Expiration, Link, Page, Template},
    lint::Options,
    sanitize::secrets::redact,
    work::steps,
};

/// What is known of one of GitHub's pages: the fields that the content script sends with their values, and what the
/// background knows besides. What is absent is unknown, and so is a value that means nothing. No text keeps a secret.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Reading {
    /// Which of GitHub's pages it is.
    #[serde(rename = "page")]
    pub kind: PageKind,
    /// Whether the part with the permissions has arrived.
    pub ready: bool,
    /// The address of the page. `Link::read` looks for secrets in it, after it has joined its lines.
    pub address: String,
    /// The link that brought the person here, where one did; as it was, for the same reason.
    pub link: String,
    /// The login of the person.
    #[serde(deserialize_with = "clean")]
    pub login: String,
    /// The token's name.
    #[serde(deserialize_with = "clean")]
    pub name: String,
    /// The token's description.
    #[serde(deserialize_with = "clean")]
    pub description: String,
    /// The login of the chosen owner.
    #[serde(deserialize_with = "clean")]
    pub owner: String,
    /// What the chosen owner is, where that is known.
    #[serde(deserialize_with = "known")]
    pub owner_kind: Option<OwnerKind>,
    /// A number of days, `none`, or `custom`.
    expiration: String,
    /// The date that goes with `custom`.
    custom_date: String,
    /// The longest life in days that the owner allows, where the page says so.
    pub policy_days: Option<u32>,
    /// Which repositories the token would reach, where that is known.
    #[serde(deserialize_with = "known")]
    pub access: Option<Access>,
    /// The chosen repositories that could be read, as `owner/name`.
    #[serde(deserialize_with = "all_clean")]
    pub repositories: Vec<String>,
    /// How many repositories are chosen, where more are than could be read.
    repository_count: usize,
    /// Whether the form asks why the organization should approve the token.
    pub justification: bool,
    /// The owner that GitHub says it cannot find.
    #[serde(deserialize_with = "clean_if_any")]
    pub owner_error: Option<String>,
    /// Every permission of the form with its level; none for "No access".
    #[serde(deserialize_with = "levels")]
    pub permissions: BTreeMap<String, Option<Level>>,
    /// Permissions beside which the page shows another level than it would send.
    #[serde(deserialize_with = "all_clean")]
    pub uncertain: Vec<String>,
    /// The chosen scopes of a classic token.
    #[serde(deserialize_with = "all_clean")]
    pub scopes: Vec<String>,
    /// The tokens on this page of a list.
    pub tokens: Vec<Token>,
    /// Whether the list has further pages.
    pub more: bool,
    /// Severities that the person does not want to see.
    #[serde(rename = "hide")]
    pub hidden: Vec<String>,
    /// From how many days on an expiration is long, where the person has set that.
    threshold: Option<u32>,
    /// Hosts of the person's that are GitHub's.
    hosts: Vec<String>,
    /// What is still to be found of a form whose permissions did not arrive in time.
    #[serde(deserialize_with = "clean_if_any")]
    pub changed: Option<String>,
    /// What the person says that the token is for: calls, a script, an error, a tool.
    #[serde(deserialize_with = "clean")]
    pub purpose: String,
    /// Parameters that the person has chosen on the form, whatever a link asked.
    #[serde(deserialize_with = "all_clean")]
    pub chosen: Vec<String>,
    /// The date, as `2026-11-23`.
    pub today: String,
    /// The version of the extension.
    pub version: String,
    /// The link that brought the person here, once it is asked for: a link may be long, and is read once.
    #[serde(skip)]
    arrived: OnceCell<Option<Link>>,
}

/// The pages of GitHub's that are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// The form for a new fine-grained token.
    #[default]
    FineGrained,
    /// The form for changing a fine-grained token.
    Editing,
    /// The form for a new classic token.
    Classic,
    /// The page that gives a fine-grained token a new value: it asks for the expiration and nothing else.
    Regenerating,
    /// The same for a classic token.
    ClassicRegenerating,
    /// The list of fine-grained tokens.
    List,
    /// The list of classic tokens.
    ClassicList,
}

/// A token in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "TokenFields")]
pub struct Token {
    /// Whether it never expires.
    pub never: bool,
    /// In how many days it expires, where that is known; negative where it has expired.
    pub days: Option<i32>,
    /// Whether it was never used.
    pub unused: bool,
    /// For how many months it was not used, where that is known.
    pub unused_months: Option<u32>,
}

/// What a list says of a token.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct TokenFields {
    /// In how many days it expires; `none` for never.
    end: String,
    /// For how many months it was not used; `never` where it never was.
    unused: String,
}

impl From<TokenFields> for Token {
    fn from(TokenFields { end, unused }: TokenFields) -> Token {
        Token {
            never: end == "none",
            days: end.parse().ok(),
            unused: unused == "never",
            unused_months: unused.parse().ok(),
        }
    }
}

/// What an owner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnerKind {
    /// A person's own account.
    User,
    /// An organization.
    Organization,
}

/// Which repositories a token would reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Public ones, to read; how every link opens the form.
    #[serde(rename = "none")]
    Public,
    /// All of the owner.
    All,
    /// Chosen ones.
    Selected,
}

/// A text of the page without secrets.
fn redacted(text: String) -> String {
    match redact(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(clean) => clean,
    }
}

fn clean<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer).map(redacted)
}

fn clean_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::deserialize(deserializer)?.map(redacted))
}

fn all_clean<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let texts = Vec::deserialize(deserializer)?;
    Ok(texts.into_iter().map(redacted).collect())
}

fn levels<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Option<Level>>, D::Error> {
    let values: BTreeMap<String, String> = BTreeMap::deserialize(deserializer)?;
    let level = |(parameter, value): (String, String)| (redacted(parameter), value.parse().ok());
    Ok(values.into_iter().map(level).collect())
}

/// A value that may be a word which means nothing here.
fn known<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Option<T>, D::Error> {
    String::deserialize(deserializer).map(|word| from_word(&word))
}

fn from_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    let word: StrDeserializer<'_, value::Error> = word.into_deserializer();
    T::deserialize(word).ok()
}

impl Reading {
    /// Reads an example: fields as in the query of an address. `scope`, `repository` and the others of which there may be
    /// several are given once for each, a permission as `permission.contents=read`.
    #[must_use]
    pub fn example(text: &str) -> Reading {
        let mut reading = Reading::default();
        for (key, value) in form_urlencoded::parse(text.as_bytes()) {
            let value = value.into_owned();
            match &*key {
                "address" => reading.address = value,
                "link" => reading.link = value,
                _ => reading.set(&key, redacted(value)),
            }
        }
        reading
    }

    fn set(&mut self, key: &str, value: String) {
        match key {
            "page" => self.kind = from_word(&value).unwrap_or_default(),
            "state" => self.ready = value == "ready",
            "today" => self.today = value,
            "login" => self.login = value,
            "name" => self.name = value,
            "description" => self.description = value,
            "owner" => self.owner = value,
            "owner_kind" => self.owner_kind = from_word(&value),
            "expiration" => self.expiration = value,
            "custom_expires_at" => self.custom_date = value,
            "policy_days" => self.policy_days = value.parse().ok(),
            "access" => self.access = from_word(&value),
            "repository" => self.repositories.push(value),
            "repository_count" => self.repository_count = value.parse().unwrap_or_default(),
            "justification" => self.justification = value == "1",
            "owner_error" => self.owner_error = Some(value),
            "uncertain" => self.uncertain.push(value),
            "scope" => self.scopes.push(value),
            "token" => {
                let (end, unused) = value.split_once(' ').unwrap_or((&value, ""));
                self.tokens.push(Token::from(TokenFields {
                    end: end.to_owned(),
                    unused: unused.to_owned(),
                }));
            }
            "more" => self.more = value == "1",
            "changed" => self.changed = Some(value),
            "chosen" => self.chosen.push(value),
            "purpose" => self.purpose = value,
            _ => {
                if let Some(parameter) = key.strip_prefix("permission.") {
                    self.permissions.insert(parameter.to_owned(), value.parse().ok());
                }
            }
        }
    }

    /// Whether it is the form for classic tokens.
    #[must_use]
    pub fn is_classic(&self) -> bool {
        self.kind == PageKind::Classic
    }

    /// How long the token would live, where that is known.
    #[must_use]
    pub fn expiration(&self) -> Option<Expiration> {
        if self.expiration != "custom" {
            return self.expiration.parse().ok();
        }
        let days = days_since_epoch(&self.custom_date)? - days_since_epoch(&self.today)?;
        Expiration::after(u32::try_from(days).ok()?)
    }

    /// How many repositories are chosen.
    #[must_use]
    pub fn repository_count(&self) -> usize {
        self.repository_count.max(self.repositories.len())
    }

    /// What the person has decided about links and expirations.
    #[must_use]
    pub fn options(&self) -> Options {
        let options = Options::default();
        Options {
            hosts: self.hosts.clone(),
            long_expiration: self.threshold.unwrap_or(options.long_expiration),
            ..options
        }
    }

    /// Whether the person is the owner.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.owner_kind == Some(OwnerKind::User)
            || (!self.owner.is_empty() && self.owner.eq_ignore_ascii_case(&self.login))
    }

    /// The link that brought the person here, if it is a template link that asks for something.
    #[must_use]
    pub fn arrived_by(&self) -> Option<&Link> {
        let arrived = self.arrived.get_or_init(|| {
            let address = if self.link.is_empty() {
                &self.address
            } else {
                &self.link
            };
            let link = Link::read(address);
            let asks = !link.parameters.is_empty() || link.fragment != crate::link::Fragment::default();
            (link.page == Page::Form && asks).then_some(link)
        });
        arrived.as_ref()
    }

    /// The template that the form amounts to.
    #[must_use]
    pub fn template(&self) -> Template {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let arrived = self.arrived_by().map(|link| link.fragment.clone()).unwrap_or_default();
        let mut template = Template {
            name: text(&self.name),
            description: text(&self.description),
            // A link that names the person who shares it would open no other account.
            owner: text(&self.owner).filter(|_| !self.is_own()),
            expires_in: self.expiration(),
            repositories: arrived.repositories,
            reasons: arrived.reasons,
            ..Template::default()
        };
        let host = Link::read(&self.address).host;
        if !host.is_empty() {
            template.host = host;
        }
        for (parameter, level) in &self.permissions {
            if let Some(level) = level {
                template.permissions.insert(parameter, *level);
            }
        }
        template
    }

    /// The chosen classic scopes, without those that came by themselves with a scope that includes them.
    pub fn own_scopes(&self) -> impl Iterator<Item = &'static ClassicScope> {
        let chosen: BTreeSet<&str> = self.scopes.iter().map(String::as_str).collect();
        let mut seen = BTreeSet::new();
        self.scopes
            .iter()
            .inspect(|_| steps(1))
            .filter_map(|scope| classic_scope(scope))
            .filter(move |scope| !chosen.contains(scope.parent) && seen.insert(scope.scope))
    }

    /// The level of a permission that is chosen on the form.
    #[must_use]
    pub fn level(&self, parameter: &str) -> Option<Level> {
        self.permissions.get(parameter).copied().flatten()
    }

    /// Whether a repository permission other than `metadata` is chosen.
    #[must_use]
    pub fn asks_for_repositories(&self) -> bool {
        let chosen = self.permissions.iter().filter(|(_, level)| level.is_some());
        chosen.map(|(name, _)| name.as_str()).any(is_about_repositories)
    }

    /// Whether the form, or the link that brought the person here, asks for something in repositories.
    #[must_use]
    pub fn wants_repositories(&self) -> bool {
        let asked = self.arrived_by().and_then(Link::template);
        self.asks_for_repositories()
            || asked.is_some_and(|asked| {
                let mut names = asked.permissions.iter().map(|(name, _)| name);
                !asked.repositories.is_empty() || names.any(is_about_repositories)
            })
    }
}

/// Whether a permission is about repositories and more than what every token has.
fn is_about_repositories(parameter: &str) -> bool {
    permission(parameter).is_some_and(|known| known.scope == Scope::Repository && !known.implied)
}

/// The number of days from 1970-01-01 to a date written as `2026-11-23`.
fn days_since_epoch(date: &str) -> Option<i32> {
    let mut parts = date
        .split('-')
        .map(|part| i32::try_from(part.parse::<u32>().ok()?).ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Counting years from March puts the leap day at the end, where it disturbs no month before it.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    Some(days - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (date, days) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2000-03-01", 11_017),
            ("2026-11-23", 20_780),
        ] {
            assert_eq!(days_since_epoch(date), Some(days), "{date}");
        }
        for date in ["", "2026", "2026-13-01", "2026-00-10", "x-1-1"] {
            assert_eq!(days_since_epoch(date), None, "{date}");
        }
    }

    #[test]
    fn a_date_is_a_number_of_days() {
        let reading =
            |date: &str| Reading::example(&format!("today=2026-11-23&expiration=custom&custom_expires_at={date}"));
        assert_eq!(reading("2027-02-21").expiration(), Some(Expiration::Days(90)));
        assert_eq!(reading("2026-11-23").expiration(), None);
        assert_eq!(reading("").expiration(), None);
        assert_eq!(
            Reading::example("expiration=none").expiration(),
            Some(Expiration::Never)
        );
    }

    #[test]
    fn secrets_do_not_get_in() {
        let reading = Reading::example(
            "name=ghp_a1&description=ghp_a2&owner=ghp_a3&owner_error=ghp_a4&repository=o/ghp_a5&uncertain=ghp_a6",
        );
        assert!(!format!("{reading:?}").contains("ghp_"), "{reading:?}");
        assert_eq!(reading.owner_error.as_deref(), Some("[removed]"));
    }

    #[test]
    fn what_the_content_script_sends() {
        let json = r#"{"page": "classic-list", "ready": true, "ownerKind": "user", "customDate": "2027-02-21", "today": "2026-11-23",
            "expiration": "custom", "permissions": {"contents": "write", "issues": "none"}, "threshold": 30,
            "tokens": [{"end": "none"}, {"end": "-1", "unused": "never"}]}"#;
        let reading = serde_json::from_str::<Reading>(json).expect("fields");
        assert_eq!(reading.kind, PageKind::ClassicList);
        assert_eq!(reading.owner_kind, Some(OwnerKind::User));
        assert_eq!(reading.expiration(), Some(Expiration::Days(90)));
        assert_eq!(reading.options().long_expiration, 30);
        assert_eq!(reading.permissions.len(), 2);
        assert_eq!(reading.tokens.len(), 2);
        assert!(serde_json::from_str::<Reading>(r#"{"page": "elsewhere"}"#).is_err());
        assert!(serde_json::from_str::<Reading>(r#"{"value": "secret"}"#).is_err());
    }

    #[test]
    fn the_form_as_a_template() {
        let reading = Reading::example(
            "page=fine-grained&state=ready&login=mona&owner=octo-org&owner_kind=organization&name=CI&expiration=30\
             &address=https://github.com/settings/personal-access-tokens/new&permission.contents=write&permission.issues=none\
             &permission.pages=&permission.new_thing=read",
        );
        assert_eq!(
            reading.template().to_string(),
            "https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&expires_in=30&contents=write&new_thing=read"
        );
        assert_eq!(reading.level("contents"), Some(Level::Write));
        assert_eq!(reading.level("issues"), None);
        assert_eq!(reading.level("actions"), None);
        assert_eq!(reading.arrived_by().map(|link| &link.text), None);
    }
}
