//! Rust code, written as text.

use std::fmt::{Debug, Display, Write};

/// `pub(super) static NAME: &[TYPE] = &[...];`
pub fn slice<T: Display>(name: &str, of: &str, items: impl IntoIterator<Item = T>) -> String {
    let mut code = format!("pub(super) static {name}: &[{of}] = &[\n");
    for item in items {
        // Writing to a String does not fail.
        let _ = writeln!(code, "    {item},");
    }
    code + "];\n"
}

/// `&[a, b]`
pub fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    format!("&[{}]", items.join(", "))
}

/// `&["a", "b"]`
pub fn strings<T: Debug>(items: impl IntoIterator<Item = T>) -> String {
    list(items.into_iter().map(|item| format!("{item:?}")))
}

/// `limit-packages` as the name of an enum's variant: `LimitPackages`.
pub fn variant(code: &str) -> String {
    let capitalized = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    code.split(['-', '_']).map(capitalized).collect()
}

/// `Some(code)` or `None`
pub fn option(code: Option<impl Display>) -> String {
    code.map_or_else(|| "None".to_owned(), |code| format!("Some({code})"))
}
