//! Cells with more than one word in them, and checks that several tables have.

use std::fmt::{self, Display};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error, IntoDeserializer, value::StrDeserializer},
};

use super::words::Level;

/// A cell that may be empty.
pub fn optional<'de, D: Deserializer<'de>, T: DeserializeOwned>(cell: D) -> Result<Option<T>, D::Error> {
    let cell = String::deserialize(cell)?;
    Some(cell)
        .filter(|cell| !cell.is_empty())
        .map(|cell| read(&cell))
        .transpose()
}

/// `read,write`: words separated by commas.
pub fn commas<'de, D: Deserializer<'de>, T: DeserializeOwned>(cell: D) -> Result<Vec<T>, D::Error> {
    split(&String::deserialize(cell)?, ',')
}

/// `contents=write issues=read`: words separated by blanks.
pub fn blanks<'de, D: Deserializer<'de>, T: DeserializeOwned>(cell: D) -> Result<Vec<T>, D::Error> {
    split(&String::deserialize(cell)?, ' ')
}

fn split<T: DeserializeOwned, E: Error>(cell: &str, separator: char) -> Result<Vec<T>, E> {
    let words = cell.split(separator);
    words.filter(|_| !cell.is_empty()).map(read).collect()
}

fn read<T: DeserializeOwned, E: Error>(word: &str) -> Result<T, E> {
    let word: StrDeserializer<'_, E> = word.into_deserializer();
    T::deserialize(word)
}

/// A number. The rows come as text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Number(pub u16);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(cell: D) -> Result<Self, D::Error> {
        let cell = String::deserialize(cell)?;
        match cell.parse() {
            Ok(number) => Ok(Self(number)),
            Err(_) => Err(Error::custom(format_args!("{cell:?} is not a number"))),
        }
    }
}

/// `contents=write`: a permission at a level.
#[derive(Clone)]
pub struct Ask {
    pub parameter: String,
    pub level: Level,
}

impl<'de> Deserialize<'de> for Ask {
    fn deserialize<D: Deserializer<'de>>(cell: D) -> Result<Self, D::Error> {
        let cell = String::deserialize(cell)?;
        let Some((parameter, level)) = cell.split_once('=') else {
            return Err(Error::custom(format_args!("expected PERMISSION=LEVEL, not {cell:?}")));
        };
        Ok(Self {
            parameter: parameter.to_owned(),
            level: read(level)?,
        })
    }
}

/// As the generated code has it.
impl Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({:?}, Level::{})", self.parameter, self.level)
    }
}

/// Whether a cell is one or more sentences.
pub fn is_sentence(cell: &str) -> bool {
    cell.ends_with('.') && cell.starts_with(|c: char| c.is_uppercase() || c == '`')
}

/// Whether a cell completes "A holder of this token can ...".
pub fn is_end_of_sentence(cell: &str) -> bool {
    !cell.is_empty() && !cell.ends_with('.') && !cell.starts_with(char::is_uppercase)
}
