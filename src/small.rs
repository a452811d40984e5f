//! Collections for the handful of things that a link holds, and searches in what it says.
//!
//! The standard library's maps and sorts are made for thousands of entries and weigh 50 KB of the WebAssembly; these are
//! made for dozens, and weigh nothing. Its search for a text in another weighs 3 KB.

use std::{mem, slice::SliceIndex};

use serde::{Serialize, Serializer, ser::SerializeMap};

/// Values by name, in the order of the names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<V>(Vec<(String, V)>);

impl<V> Default for Map<V> {
    fn default() -> Self {
        Map(Vec::new())
    }
}

impl<V> Map<V> {
    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&V> {
        self.iter().find_map(|(known, value)| (known == name).then_some(value))
    }

    /// Sets the value of a name, in place of the one it had.
    pub fn insert(&mut self, name: String, value: V) {
        let at = self
            .0
            .iter()
            .position(|(known, _)| *known >= name)
            .unwrap_or(self.0.len());
        match self.0.get_mut(at) {
            Some((known, old)) if *known == name => *old = value,
            _ => self.0.insert(at, (name, value)),
        }
    }

    /// Keeps the names that pass.
    pub fn retain(&mut self, keep: &dyn Fn(&str) -> bool) {
        self.0.retain(|(name, _)| keep(name));
    }

    /// All names with their values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<V> FromIterator<(String, V)> for Map<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(entries: I) -> Self {
        let mut map = Map::default();
        for (name, value) in entries {
            map.insert(name, value);
        }
        map
    }
}

impl<V: Serialize> Serialize for Map<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.iter() {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// Collecting into a list. Each `collect` is a function of its own in the WebAssembly; this is one for each type of item.
pub trait Gather: Iterator + Sized {
    /// All items, in order.
    fn gather(mut self) -> Vec<Self::Item> {
        gathered(&mut self)
    }
}

impl<I: Iterator> Gather for I {}

/// The one method of an iterator that gathering needs; `dyn Iterator` would bring all of them into the WebAssembly.
trait Next<T> {
    fn following(&mut self) -> Option<T>;
}

impl<I: Iterator> Next<I::Item> for I {
    fn following(&mut self) -> Option<I::Item> {
        self.next()
    }
}

fn gathered<T>(source: &mut dyn Next<T>) -> Vec<T> {
    let mut items = Vec::new();
    while let Some(item) = source.following() {
        items.push(item);
    }
    items
}

/// Sorts by a key; what has the same key stays in its order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..items.len() {
        for at in (1..=end).rev() {
            let Some([before, item]) = items.get_mut(at - 1..=at) else {
                break;
            };
            if key(before) <= key(item) {
                break;
            }
            mem::swap(before, item);
        }
    }
}

/// A part of a text; empty where the text has no such part, for indexing would end the engine.
#[must_use]
pub fn part(text: &str, range: impl SliceIndex<str, Output = str>) -> &str {
    text.get(range).unwrap_or_default()
}

/// Where a part, which is not empty, first stands in a text.
#[must_use]
pub fn find(text: &str, part: &str) -> Option<usize> {
    let part = part.as_bytes();
    text.as_bytes().windows(part.len()).position(|bytes| bytes == part)
}

/// Whether a part, which is not empty, stands in a text.
#[must_use]
pub fn contains(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// Where a byte last stands in a text.
#[must_use]
pub fn find_last(text: &str, byte: u8) -> Option<usize> {
    text.bytes().rposition(|other| other == byte)
}

/// What stands before and after a mark, which is not empty.
#[must_use]
pub fn split_once<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, mark)?;
    Some((part(text, ..at), part(text, at + mark.len()..)))
}

/// The text with another in place of a part, which is not empty.
#[must_use]
pub fn replace(text: &str, part: &str, by: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = split_once(rest, part) {
        replaced.push_str(before);
        replaced.push_str(by);
        rest = after;
    }
    replaced + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_in_the_order_of_its_names() {
        let mut map: Map<i32> = [("b", 1), ("a", 2), ("b", 3)]
            .map(|(name, value)| (name.to_owned(), value))
            .into_iter()
            .collect();
        assert_eq!(map.iter().collect::<Vec<_>>(), [("a", &2), ("b", &3)]);
        assert_eq!((map.get("b"), map.get("c")), (Some(&3), None));
        map.retain(&|name| name != "a" && name != "b");
        assert!(map.is_empty());
    }

    #[test]
    fn parts_of_texts() {
        assert_eq!(
            (find("aéab", "ab"), find("a", "ab"), find("", "a")),
            (Some(3), None, None)
        );
        assert!(contains("a--b", "--") && !contains("a-b", "--"));
        assert_eq!(split_once("a://b://c", "://"), Some(("a", "b://c")));
        assert_eq!(replace("&amp;a&amp;", "&amp;", "&"), "&a&");
    }

    #[test]
    fn sorting_is_stable() {
        let mut items = [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (0, 'e')];
        sort_by_key(&mut items, |(key, _)| *key);
        assert_eq!(items, [(0, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
