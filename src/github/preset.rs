//! Templates for common work.

use crate::github::Level;

include!(concat!(env!("OUT_DIR"), "/presets.rs"));

/// One template for common work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Its name in addresses and tests.
    pub id: &'static str,
    /// What it is for, which is also the token's name.
    pub name: &'static str,
    /// One sentence: what the token does, which is also its description.
    pub description: &'static str,
    /// Whether an organization has to be filled in as owner.
    pub needs_owner: bool,
    /// How long the token lives, as links say it.
    pub expires_in: &'static str,
    /// What it asks.
    pub asks: &'static [Ask],
    /// Words by which people look for it.
    pub words: &'static str,
}

/// A permission that a preset asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The parameter of the link.
    pub parameter: &'static str,
    /// The level.
    pub level: Level,
    /// What the token does with it.
    pub reason: &'static str,
}

impl Preset {
    /// Whether all words of `query` stand in it.
    #[must_use]
    pub fn matches(&self, query: &str) -> bool {
        let query = query.to_ascii_lowercase();
        let asks = self
            .asks
            .iter()
            .flat_map(|ask| [ask.parameter, ask.level.as_str(), ask.reason]);
        let texts: Vec<String> = [self.name, self.description, self.words]
            .into_iter()
            .chain(asks)
            .map(str::to_ascii_lowercase)
            .collect();
        query
            .split_whitespace()
            .all(|word| texts.iter().any(|text| text.contains(word)))
    }
}

/// All presets, in the order of the table.
#[must_use]
pub fn presets() -> &'static [Preset] {
    PRESETS
}

/// The preset of this name.
#[must_use]
pub fn preset(id: &str) -> Option<&'static Preset> {
    presets().iter().find(|preset| preset.id == id)
}

#[cfg(test)]
mod tests {
    use crate::github::*;

    #[test]
    fn found_by_words() {
        let found = |query: &str| presets().iter().filter(|preset| preset.matches(query)).count();
        assert_eq!(found(""), presets().len());
        assert_eq!(found("Renovate"), 1);
        assert!(found("pull bot") > 0);
        assert_eq!(found("zebra"), 0);
    }
}
