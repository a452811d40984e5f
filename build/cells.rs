//! Cells with more than one word in them, and checks of cells that several tables have.

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, IntoDeserializer, value::StrDeserializer},
};

/// `read,write`: words of a closed set, separated by commas.
pub fn commas<'de, D: Deserializer<'de>, T: DeserializeOwned>(cell: D) -> Result<Vec<T>, D::Error> {
    let cell = String::deserialize(cell)?;
    let word = |word: &str| -> Result<T, D::Error> {
        let word: StrDeserializer<'_, D::Error> = word.into_deserializer();
        T::deserialize(word)
    };
    cell.split(',').filter(|word| !word.is_empty()).map(word).collect()
}

/// `3,6`: numbers, separated by commas.
pub fn numbers<'de, D: Deserializer<'de>>(cell: D) -> Result<Vec<u8>, D::Error> {
    let cell = String::deserialize(cell)?;
    let number = |word: &str| {
        word.parse()
            .map_err(|_| serde::de::Error::custom(format_args!("`{word}` is not a number")))
    };
    cell.split(',').filter(|word| !word.is_empty()).map(number).collect()
}

/// Whether a cell is one or more sentences.
pub fn is_sentence(cell: &str) -> bool {
    cell.ends_with('.') && cell.starts_with(|c: char| c.is_uppercase() || c == '`')
}
