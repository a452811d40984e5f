//! Rust code, written as text.

use std::fmt::{Display, Write};

/// `pub(crate) static NAME: &[TYPE] = &[...];`
pub fn slice<T: Display>(name: &str, of: &str, items: impl IntoIterator<Item = T>) -> String {
    let mut code = format!("pub(crate) static {name}: &[{of}] = &[\n");
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
