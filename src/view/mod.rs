//! What the extension shows, as data: plain Rust that knows no browser and is tested natively.
//!
//! A view is a function from a state to a [`Node`]. The popup's nodes are painted by `web::paint`, the panel's by
//! `extension/draw.js`, and one set of cases runs through both (`tests/nodes`).

pub mod icons;
pub mod node;
pub mod panel;
pub mod popup;

pub use node::Node;

/// A text of the engine's as pages set it, with curly apostrophes and quotation marks.
#[must_use]
pub fn typeset(text: &str) -> String {
    let mut set = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        let opens = !(before.is_alphanumeric() || ".,;:!?)]…’”`".contains(before));
        let curly = match c {
            '\'' if opens => '‘',
            '\'' => '’',
            '"' if opens => '“',
            '"' => '”',
            other => other,
        };
        set.push(curly);
        before = curly;
    }
    set
}

#[cfg(test)]
mod tests {
    use super::typeset;

    #[test]
    fn quotation_marks_are_curly() {
        assert_eq!(
            typeset("GitHub doesn't know the repositories' \"Contents\" (\"x\")."),
            "GitHub doesn’t know the repositories’ “Contents” (“x”)."
        );
    }
}
