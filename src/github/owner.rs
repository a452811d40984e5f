//! Logins of users and organizations.

/// What is wrong with a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnerFault {
    /// No account can have it.
    Impossible,
    /// Only accounts from GitHub's first years can have it.
    Old,
}

/// The most characters of a login.
const LONGEST: usize = 39;

/// What is wrong with `login`, if anything. Enterprise Managed Users carry `_shortcode` at the end.
#[must_use]
pub fn owner_fault(login: &str) -> Option<OwnerFault> {
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let (base, managed) = match login.split_once('_') {
        Some((base, shortcode)) => (base, plain(shortcode)),
        None => (login, true),
    };
    let letters = base.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if base.is_empty() || !letters || !managed || base.starts_with('-') || login.len() > LONGEST {
        return Some(OwnerFault::Impossible);
    }
    (base.ends_with('-') || base.contains("--")).then_some(OwnerFault::Old)
}

/// The owner of a repository written as `owner/name`.
#[must_use]
pub fn owner_of(repository: &str) -> &str {
    repository.split('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins() {
        for login in ["octo-org", "o", "0ad", "mona-lisa_octo", &"a".repeat(39)] {
            assert_eq!(owner_fault(login), None, "{login}");
        }
        for login in ["octo-", "octo--org"] {
            assert_eq!(owner_fault(login), Some(OwnerFault::Old), "{login}");
        }
        for login in [
            "",
            "-octo",
            "octo org",
            "octo/app",
            "ö",
            "octo_",
            "a_b_c",
            &"a".repeat(40),
        ] {
            assert_eq!(owner_fault(login), Some(OwnerFault::Impossible), "{login}");
        }
    }
}
