//! Diagnostics of which none is said twice.

use std::collections::BTreeMap;

use super::{Code, Diagnostic};

/// Diagnostics, each with what goes with it. The map has room for one of a code and parameter, so that nothing can be said
/// twice; of two that say the same, the first stays.
#[derive(Debug)]
pub struct Distinct<T>(BTreeMap<(Code, Option<String>), (usize, Diagnostic, T)>);

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Distinct(BTreeMap::new())
    }
}

impl<T> Distinct<T> {
    /// Adds a diagnostic, unless there is one of the same code and parameter.
    pub fn add(&mut self, found: Diagnostic, with: T) {
        let number = self.0.len();
        let key = (found.code, found.parameter.clone());
        self.0.entry(key).or_insert((number, found, with));
    }

    /// All of them, in the order in which they came.
    #[must_use]
    pub fn in_order(self) -> Vec<(Diagnostic, T)> {
        let mut all: Vec<_> = self.0.into_values().collect();
        all.sort_by_key(|(number, ..)| *number);
        all.into_iter().map(|(_, found, with)| (found, with)).collect()
    }
}
