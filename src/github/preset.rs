//! Templates for common work.

use crate::github::{Level, level::pairs, table};

/// One template for common work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its name in addresses and tests.
    pub id: &'static str,
    /// What it is for, which is also the token's name.
    pub name: &'static str,
    /// One sentence: what the token does, which is also its description.
    pub description: &'static str,
    /// Whether an organisation has to be filled in as owner.
    pub needs_owner: bool,
    /// How long the token lives, as links say it.
    pub expires_in: &'static str,
    permissions: &'static str,
    reasons: &'static str,
    words: &'static str,
}

impl Preset {
    /// What it asks, each with the reason.
    pub fn asks(self) -> impl Iterator<Item = (&'static str, Level, &'static str)> {
        pairs(self.permissions)
            .zip(self.reasons.split('|').map(str::trim))
            .map(|((parameter, level), reason)| (parameter, level, reason))
    }

    /// Whether all words of `query` stand in it.
    #[must_use]
    pub fn matches(self, query: &str) -> bool {
        let query = query.to_ascii_lowercase();
        let texts = [self.name, self.description, self.permissions, self.reasons, self.words];
        query
            .split_whitespace()
            .all(|word| texts.iter().any(|text| text.to_ascii_lowercase().contains(word)))
    }
}

/// All presets, in the order of the table.
pub fn presets() -> impl Iterator<Item = Preset> {
    table::rows("presets").map(|row| {
        let [id, name, description, owner, expires_in, permissions, reasons, words] = row.cells();
        Preset {
            id,
            name,
            description,
            needs_owner: !owner.is_empty(),
            expires_in,
            permissions,
            reasons,
            words,
        }
    })
}

/// The preset of this name.
#[must_use]
pub fn preset(id: &str) -> Option<Preset> {
    presets().find(|preset| preset.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::github::{Scope, permission};

    #[test]
    fn every_ask_is_offered_and_has_a_reason() {
        for preset in presets() {
            let asks: Vec<_> = preset.asks().collect();
            assert_eq!(asks.len(), preset.permissions.split(' ').count(), "{}", preset.id);
            for (parameter, level, reason) in asks {
                let permission = permission(parameter).expect(parameter);
                assert!(permission.offers(level), "{}: {parameter}", preset.id);
                assert!(!reason.is_empty(), "{}: {parameter}", preset.id);
                assert!(
                    preset.needs_owner || permission.scope != Scope::Organization,
                    "{}",
                    preset.id
                );
            }
        }
    }

    #[test]
    fn ids_are_unique_and_names_fit() {
        for (at, one) in presets().enumerate() {
            assert!(presets().skip(at + 1).all(|other| other.id != one.id), "{}", one.id);
            assert!(one.name.chars().count() <= 40, "{}", one.id);
        }
        assert!(preset("release").is_some());
        assert!(presets().count() >= 16);
    }

    #[test]
    fn found_by_words() {
        let found = |query: &str| presets().filter(|preset| preset.matches(query)).count();
        assert_eq!(found(""), presets().count());
        assert_eq!(found("Renovate"), 1);
        assert!(found("pull bot") > 0);
        assert_eq!(found("zebra"), 0);
    }
}
