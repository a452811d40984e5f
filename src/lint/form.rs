//! A reading of GitHub's form: what the content script could tell of it, and nothing that it could not.

use std::{
    borrow::Cow,
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

use serde::{
    Deserialize,
    de::{
        IntoDeserializer as _,
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

/// What is known of a form for tokens.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Which of GitHub's pages it is.
    pub kind: PageKind,
    /// Whether it is the form for classic tokens.
    pub classic: bool,
    /// Whether the part with the permissions has arrived.
    pub ready: bool,
    /// The address of the page.
    pub address: String,
    /// The link that brought the person here, where one did.
    pub link: String,
    /// The login of the person.
    pub login: String,
    /// The token's name.
    pub name: String,
    /// The token's description.
    pub description: String,
    /// The login of the chosen owner.
    pub owner: String,
    /// Whether the chosen owner is an organization, where that is known.
    pub owner_is_organization: Option<bool>,
    /// How long the token would live, where that is known.
    pub expiration: Option<Expiration>,
    /// The longest life in days that the owner allows, where the page says so.
    pub policy_days: Option<u32>,
    /// Which repositories the token would reach, where that is known.
    pub access: Option<Access>,
    /// The chosen repositories that could be read, as `owner/name`.
    pub repositories: Vec<String>,
    /// How many repositories are chosen.
    pub repository_count: usize,
    /// Whether the form asks why the organization should approve the token.
    pub justification: bool,
    /// The owner that GitHub says it cannot find.
    pub owner_error: Option<String>,
    /// Every permission of the form with its level; none for "No access".
    pub permissions: BTreeMap<String, Option<Level>>,
    /// Permissions beside which the page shows another level than it would send.
    pub uncertain: Vec<String>,
    /// The chosen scopes of a classic token.
    pub scopes: Vec<String>,
    /// Severities that the person does not want to see.
    pub hidden: Vec<String>,
    /// What else the person has decided.
    pub options: Options,
    /// What a list has.
    pub list: TokenList,
    /// What is still to be found of a form whose permissions did not arrive in time.
    pub changed: Option<String>,
    /// What the person says that the token is for: calls, a script, an error, a tool.
    pub purpose: String,
    /// Parameters that the person has chosen on the form, whatever a link asked.
    pub chosen: Vec<String>,
    /// The date, as `2026-11-23`.
    pub today: String,
    /// The version of the extension.
    pub version: String,
    /// The link that brought the person here, once it is asked for: a link may be long, and is read once.
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

/// A list of tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenList {
    /// Those of this page.
    pub tokens: Vec<Token>,
    /// Whether it has further pages.
    pub more: bool,
}

/// A token in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

/// What the content script sends: the fields of one of GitHub's pages with their values, and what the background knows
/// besides. What is absent is unknown, and so is a value that means nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Fields {
    /// Which of GitHub's pages it is.
    pub page: PageKind,
    /// Whether the part with the permissions has arrived.
    pub ready: bool,
    /// The date, as `2026-11-23`.
    pub today: String,
    /// The address of the page.
    pub address: String,
    /// The link that brought the person here, where one did.
    pub link: String,
    /// The login of the person.
    pub login: String,
    /// The token's name.
    pub name: String,
    /// The token's description.
    pub description: String,
    /// The login of the chosen owner.
    pub owner: String,
    /// `user` or `organization`.
    pub owner_kind: String,
    /// A number of days, `none`, or `custom`.
    pub expiration: String,
    /// The date that goes with `custom`.
    pub custom_date: String,
    /// The longest life in days that the owner allows.
    pub policy_days: Option<u32>,
    /// `none`, `all` or `selected`.
    pub access: String,
    /// The chosen repositories that could be read.
    pub repositories: Vec<String>,
    /// How many are chosen.
    pub repository_count: usize,
    /// Whether the form asks why the organization should approve the token.
    pub justification: bool,
    /// The owner that GitHub says it cannot find.
    pub owner_error: Option<String>,
    /// Every permission of the form with its value.
    pub permissions: BTreeMap<String, String>,
    /// Permissions beside which the page shows another level than it would send.
    pub uncertain: Vec<String>,
    /// The chosen scopes of a classic token.
    pub scopes: Vec<String>,
    /// The tokens of a list.
    pub tokens: Vec<TokenFields>,
    /// Whether the list has further pages.
    pub more: bool,
    /// What is still to be found of a form whose permissions did not arrive in time.
    pub changed: Option<String>,
    /// Parameters that the person has chosen, whatever a link asked.
    pub chosen: Vec<String>,
    /// What the person says that the token is for.
    pub purpose: String,
    /// Severities that the person does not want to see.
    pub hide: Vec<String>,
    /// From how many days on an expiration is long, where the person has set that.
    pub threshold: Option<u32>,
    /// Hosts of the person's that are GitHub's.
    pub hosts: Vec<String>,
    /// The version of the extension.
    pub version: String,
}

/// What a list says of a token.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TokenFields {
    /// In how many days it expires; `none` for never.
    pub end: String,
    /// For how many months it was not used; `never` where it never was.
    pub unused: String,
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

/// Which repositories a token would reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Public ones, to read; how every link opens the form.
    Public,
    /// All of the owner.
    All,
    /// Chosen ones.
    Selected,
}

/// A text of the page without secrets.
fn clean(text: String) -> String {
    match redact(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(clean) => clean,
    }
}

fn all_clean(texts: Vec<String>) -> Vec<String> {
    texts.into_iter().map(clean).collect()
}

impl From<Fields> for Reading {
    fn from(fields: Fields) -> Reading {
        let expiration = if fields.expiration == "custom" {
            let dates = days_since_epoch(&fields.custom_date).zip(days_since_epoch(&fields.today));
            dates
                .and_then(|(date, today)| u32::try_from(date - today).ok())
                .and_then(Expiration::after)
        } else {
            fields.expiration.parse().ok()
        };
        let options = Options {
            hosts: fields.hosts,
            ..Options::default()
        };
        Reading {
            kind: fields.page,
            classic: fields.page == PageKind::Classic,
            ready: fields.ready,
            // Links are read by `Link::read`, which looks for secrets after it has joined their lines.
            address: fields.address,
            link: fields.link,
            login: clean(fields.login),
            name: clean(fields.name),
            description: clean(fields.description),
            owner: clean(fields.owner),
            owner_is_organization: match fields.owner_kind.as_str() {
                "organization" => Some(true),
                "user" => Some(false),
                _ => None,
            },
            expiration,
            policy_days: fields.policy_days,
            access: match fields.access.as_str() {
                "none" => Some(Access::Public),
                "all" => Some(Access::All),
                "selected" => Some(Access::Selected),
                _ => None,
            },
            repository_count: fields.repository_count.max(fields.repositories.len()),
            repositories: all_clean(fields.repositories),
            justification: fields.justification,
            owner_error: fields.owner_error.map(clean),
            permissions: fields
                .permissions
                .into_iter()
                .map(|(parameter, level)| (clean(parameter), level.parse().ok()))
                .collect(),
            uncertain: all_clean(fields.uncertain),
            scopes: all_clean(fields.scopes),
            hidden: fields.hide,
            options: Options {
                long_expiration: fields.threshold.unwrap_or(options.long_expiration),
                ..options
            },
            list: TokenList {
                tokens: fields.tokens.into_iter().map(Token::from).collect(),
                more: fields.more,
            },
            changed: fields.changed.map(clean),
            purpose: clean(fields.purpose),
            chosen: all_clean(fields.chosen),
            today: fields.today,
            version: fields.version,
            arrived: OnceCell::new(),
        }
    }
}

impl Reading {
    /// Reads an example: fields as in the query of an address. `scope`, `repository` and the others of which there may be
    /// several stand there once for each, a permission as `permission.contents=read`.
    #[must_use]
    pub fn example(text: &str) -> Reading {
        let mut fields = Fields::default();
        for (key, value) in form_urlencoded::parse(text.as_bytes()) {
            let value = value.into_owned();
            match &*key {
                "page" => {
                    let word: StrDeserializer<'_, value::Error> = value.as_str().into_deserializer();
                    fields.page = PageKind::deserialize(word).unwrap_or_default();
                }
                "state" => fields.ready = value == "ready",
                "today" => fields.today = value,
                "address" => fields.address = value,
                "link" => fields.link = value,
                "login" => fields.login = value,
                "name" => fields.name = value,
                "description" => fields.description = value,
                "owner" => fields.owner = value,
                "owner_kind" => fields.owner_kind = value,
                "expiration" => fields.expiration = value,
                "custom_expires_at" => fields.custom_date = value,
                "policy_days" => fields.policy_days = value.parse().ok(),
                "access" => fields.access = value,
                "repository" => fields.repositories.push(value),
                "repository_count" => fields.repository_count = value.parse().unwrap_or_default(),
                "justification" => fields.justification = value == "1",
                "owner_error" => fields.owner_error = Some(value),
                "uncertain" => fields.uncertain.push(value),
                "scope" => fields.scopes.push(value),
                "token" => {
                    let (end, unused) = value.split_once(' ').unwrap_or((&value, ""));
                    fields.tokens.push(TokenFields {
                        end: end.to_owned(),
                        unused: unused.to_owned(),
                    });
                }
                "more" => fields.more = value == "1",
                "changed" => fields.changed = Some(value),
                "chosen" => fields.chosen.push(value),
                "purpose" => fields.purpose = value,
                _ => {
                    if let Some(parameter) = key.strip_prefix("permission.") {
                        fields.permissions.insert(parameter.to_owned(), value);
                    }
                }
            }
        }
        Reading::from(fields)
    }

    /// Whether the person is the owner.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.owner_is_organization == Some(false)
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
            // A link that names the person who shares it would open nobody else's account.
            owner: text(&self.owner).filter(|_| !self.is_own()),
            expires_in: self.expiration,
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
        assert_eq!(reading("2027-02-21").expiration, Some(Expiration::Days(90)));
        assert_eq!(reading("2026-11-23").expiration, None);
        assert_eq!(reading("").expiration, None);
        assert_eq!(Reading::example("expiration=none").expiration, Some(Expiration::Never));
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
        let reading = Reading::from(serde_json::from_str::<Fields>(json).expect("fields"));
        assert_eq!(reading.kind, PageKind::ClassicList);
        assert_eq!(reading.owner_is_organization, Some(false));
        assert_eq!(reading.expiration, Some(Expiration::Days(90)));
        assert_eq!(reading.options.long_expiration, 30);
        assert_eq!(reading.permissions.len(), 2);
        assert_eq!(reading.list.tokens.len(), 2);
        assert!(serde_json::from_str::<Fields>(r#"{"page": "elsewhere"}"#).is_err());
        assert!(serde_json::from_str::<Fields>(r#"{"value": "secret"}"#).is_err());
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
