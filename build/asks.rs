//! Permissions in cells, and as the generated code has them.

use serde::{Deserialize, Deserializer};

use super::{code, words::Level};

/// A permission at a level.
pub type Pair = (String, Level);

/// `contents=write`
pub fn pair(pair: &str) -> Result<Pair, String> {
    let (parameter, level) = pair
        .split_once(['=', ':'])
        .ok_or_else(|| format!("`{pair}` is not a permission with a level"))?;
    let level = match level {
        "read" => Level::Read,
        "write" => Level::Write,
        "admin" => Level::Admin,
        _ => return Err(format!("`{level}` is not a level")),
    };
    Ok((parameter.to_owned(), level))
}

/// `contents=write issues=read`
pub fn pairs<'de, D: Deserializer<'de>>(cell: D) -> Result<Vec<Pair>, D::Error> {
    let cell = String::deserialize(cell)?;
    let pairs = cell.split_whitespace().map(pair);
    pairs.collect::<Result<_, _>>().map_err(serde::de::Error::custom)
}

/// `issues:write | pull_requests:write + contents:read`: each set is enough.
pub fn sets<'de, D: Deserializer<'de>>(cell: D) -> Result<Vec<Vec<Pair>>, D::Error> {
    let cell = String::deserialize(cell)?;
    let sets = cell.split(" | ").filter(|set| !set.is_empty());
    let sets = sets.map(|set| set.split(" + ").map(pair).collect::<Result<_, _>>());
    sets.collect::<Result<_, _>>().map_err(serde::de::Error::custom)
}

/// `&[("contents", Level::Write)]`
pub fn set(set: &[Pair]) -> String {
    let pairs = set
        .iter()
        .map(|(parameter, level)| format!("({parameter:?}, Level::{level:?})"));
    code::list(pairs)
}

/// A list of sets.
pub fn list(sets: &[Vec<Pair>]) -> String {
    code::list(sets.iter().map(|one| set(one)))
}
