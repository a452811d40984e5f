//! A reading of GitHub's form: what the content script could tell of it, and nothing that it could not.
//!
//! It comes as one form-urlencoded string, because that is the cheapest way into the WebAssembly. What is absent is unknown.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
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
    pub kind: Kind,
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
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

impl Kind {
    fn named(word: &str) -> Kind {
        match word {
            "editing" => Kind::Editing,
            "classic" => Kind::Classic,
            "regenerating" => Kind::Regenerating,
            "classic-regenerating" => Kind::ClassicRegenerating,
            "list" => Kind::List,
            "classic-list" => Kind::ClassicList,
            _ => Kind::FineGrained,
        }
    }
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

impl Token {
    /// Reads `none`, `12`, `-3` or `?`, and after a space `never` or a number of months.
    fn read(text: &str) -> Token {
        let (end, used) = text.split_once(' ').unwrap_or((text, ""));
        Token {
            never: end == "none",
            days: end.parse().ok(),
            unused: used == "never",
            unused_months: used.parse().ok(),
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

impl Reading {
    /// Reads what the content script sent; keys it does not know are left out.
    #[must_use]
    pub fn parse(text: &str) -> Reading {
        let mut reading = Reading {
            options: Options::parse(text),
            ..Reading::default()
        };
        let (mut today, mut date, mut expiration) = (None, None, String::new());
        for (key, value) in form_urlencoded::parse(text.as_bytes()) {
            // Links are read by `Link::read`, which looks for secrets after it has joined their lines.
            let value = match &*key {
                "address" | "link" => value.into_owned(),
                _ => redact(&value).into_owned(),
            };
            match &*key {
                "page" => {
                    reading.kind = Kind::named(&value);
                    reading.classic = reading.kind == Kind::Classic;
                }
                "state" => reading.ready = value == "ready",
                "today" => {
                    today = days_since_epoch(&value);
                    reading.today = value;
                }
                "address" => reading.address = value,
                "link" => reading.link = value,
                "login" => reading.login = value,
                "name" => reading.name = value,
                "description" => reading.description = value,
                "owner" => reading.owner = value,
                "owner_kind" => reading.owner_is_organization = Some(value == "organization"),
                "expiration" => expiration = value,
                "custom_expires_at" => date = days_since_epoch(&value),
                "policy_days" => reading.policy_days = value.parse().ok(),
                "access" => {
                    reading.access = match value.as_str() {
                        "none" => Some(Access::Public),
                        "all" => Some(Access::All),
                        "selected" => Some(Access::Selected),
                        _ => None,
                    };
                }
                "repository" => reading.repositories.push(value),
                "repository_count" => reading.repository_count = value.parse().unwrap_or_default(),
                "justification" => reading.justification = value == "1",
                "owner_error" => reading.owner_error = Some(value),
                "uncertain" => reading.uncertain.push(value),
                "scope" => reading.scopes.push(value),
                "hide" => reading.hidden.push(value),
                "token" => reading.list.tokens.push(Token::read(&value)),
                "more" => reading.list.more = value == "1",
                "changed" => reading.changed = Some(value),
                "chosen" => reading.chosen.push(value),
                "purpose" => reading.purpose = value,
                "version" => reading.version = value,
                _ => {
                    if let Some(parameter) = key.strip_prefix("permission.") {
                        reading.permissions.insert(parameter.to_owned(), value.parse().ok());
                    }
                }
            }
        }
        reading.repository_count = reading.repository_count.max(reading.repositories.len());
        reading.expiration = if expiration == "custom" {
            let days = date
                .zip(today)
                .and_then(|(date, today)| u32::try_from(date - today).ok());
            days.and_then(Expiration::after)
        } else {
            expiration.parse().ok()
        };
        reading
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
            |date: &str| Reading::parse(&format!("today=2026-11-23&expiration=custom&custom_expires_at={date}"));
        assert_eq!(reading("2027-02-21").expiration, Some(Expiration::Days(90)));
        assert_eq!(reading("2026-11-23").expiration, None);
        assert_eq!(reading("").expiration, None);
        assert_eq!(Reading::parse("expiration=none").expiration, Some(Expiration::Never));
    }

    #[test]
    fn secrets_do_not_get_in() {
        let reading = Reading::parse(
            "name=ghp_a1&description=ghp_a2&owner=ghp_a3&owner_error=ghp_a4&repository=o/ghp_a5&uncertain=ghp_a6",
        );
        assert!(!format!("{reading:?}").contains("ghp_"), "{reading:?}");
        assert_eq!(reading.owner_error.as_deref(), Some("[removed]"));
    }

    #[test]
    fn the_form_as_a_template() {
        let reading = Reading::parse(
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
