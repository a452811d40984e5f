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

/// How a code is written and read, for an enum that has `ALL` and `as_str`.
pub fn written_as_str(name: &str) -> String {
    format!(
        "
/// The code as it is written.
impl Display for {name} {{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{
        f.pad(self.as_str())
    }}
}}

impl Serialize for {name} {{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {{
        serializer.serialize_str(self.as_str())
    }}
}}

impl FromStr for {name} {{
    type Err = ParseCodeError;

    fn from_str(written: &str) -> Result<{name}, ParseCodeError> {{
        let found = {name}::ALL.iter().find(|code| code.as_str() == written);
        found.copied().ok_or(ParseCodeError)
    }}
}}
"
    )
}
