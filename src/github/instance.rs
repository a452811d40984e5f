//! Where GitHub is: github.com, an enterprise in GitHub's cloud, or a GitHub Enterprise Server.

use crate::github::owner_fault;

/// GitHub itself, where links lead unless told otherwise.
pub const DEFAULT_HOST: &str = "github.com";

/// The path of the form for fine-grained tokens on every host.
pub const FORM_PATH: &str = "/settings/personal-access-tokens/new";

/// The path of the form for classic tokens.
pub const CLASSIC_PATH: &str = "/settings/tokens/new";

/// The path of the form for a new GitHub App.
const APP_PATH: &str = "/settings/apps/new";

/// The most characters of a token's name.
pub const NAME_LENGTH: usize = 40;

/// The most characters of a token's description.
pub const DESCRIPTION_LENGTH: usize = 1024;

/// One GitHub. Every link to it is written here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instance<'a> {
    host: &'a str,
    kind: InstanceKind,
}

/// Who runs a GitHub, which decides what its documentation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstanceKind {
    /// `github.com`.
    DotCom,
    /// An enterprise with data residency: `NAME.ghe.com`.
    Cloud,
    /// Any other host: a GitHub Enterprise Server.
    Server,
}

impl<'a> Instance<'a> {
    /// The instance at a host, given in lower case.
    #[must_use]
    pub fn at(host: &'a str) -> Self {
        let kind = match host.strip_suffix(".ghe.com") {
            _ if host == DEFAULT_HOST => InstanceKind::DotCom,
            Some(name) if owner_fault(name).is_none() => InstanceKind::Cloud,
            _ => InstanceKind::Server,
        };
        Instance { host, kind }
    }

    /// Its host.
    #[must_use]
    pub fn host(self) -> &'a str {
        self.host
    }

    /// Who runs it.
    #[must_use]
    pub fn kind(self) -> InstanceKind {
        self.kind
    }

    /// The address of the form for fine-grained tokens.
    #[must_use]
    pub fn form(self) -> String {
        self.address(FORM_PATH)
    }

    /// The address of the form for classic tokens.
    #[must_use]
    pub fn classic_form(self) -> String {
        self.address(CLASSIC_PATH)
    }

    /// The link to the form for classic tokens with these scopes, separated by commas: a comma needs no escape in a query,
    /// and `repo,workflow` reads better than `repo%2Cworkflow`.
    #[must_use]
    pub fn classic_link(self, scopes: &[&str]) -> String {
        format!("{}?scopes={}", self.classic_form(), scopes.join(","))
    }

    /// The address of the form for a new GitHub App.
    #[must_use]
    pub fn app_form(self) -> String {
        self.address(APP_PATH)
    }

    fn address(self, path: &str) -> String {
        format!("https://{}{path}", self.host)
    }
}

/// Whether GitHub documents template links for the host: its own, or that of an enterprise in its cloud.
#[must_use]
pub fn is_github(host: &str) -> bool {
    Instance::at(host).kind() != InstanceKind::Server
}

/// Whether the host is GitHub's, or could be that of a GitHub Enterprise Server.
#[must_use]
pub fn could_be_github(host: &str) -> bool {
    let mut labels = host.split(['.', '-', ':']);
    is_github(host) || host == "www.github.com" || labels.any(|label| matches!(label, "github" | "ghe" | "gh" | "git"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::github::documentation::PARAMETERS;

    #[test]
    fn every_link_leads_to_the_same_instance() {
        for (host, kind, version) in [
            ("github.com", InstanceKind::DotCom, ""),
            ("octo.ghe.com", InstanceKind::Cloud, "enterprise-cloud@latest/"),
            ("ghe.example.com", InstanceKind::Server, "enterprise-server@latest/"),
            ("a.b.ghe.com", InstanceKind::Server, "enterprise-server@latest/"),
        ] {
            let instance = Instance::at(host);
            assert_eq!(instance.kind(), kind, "{host}");
            for address in [instance.form(), instance.classic_form(), instance.app_form()] {
                assert!(address.starts_with(&format!("https://{host}/settings/")), "{address}");
            }
            assert!(
                PARAMETERS
                    .at(instance.kind())
                    .starts_with(&format!("https://docs.github.com/en/{version}authentication/")),
                "{host}"
            );
        }
    }
}
