//! A count of the work that the engine does.
//!
//! Links and texts are written by strangers, so twice the input must take no more than twice the work. Milliseconds
//! depend on the machine; the tests compare the steps that are counted here instead. Outside of tests nothing is counted.

/// Counts steps: the characters that a search passes, or the entries that a loop visits.
#[inline]
pub(crate) fn steps(number: usize) {
    #[cfg(test)]
    tests::STEPS.with(|steps| steps.set(steps.get() + number));
    #[cfg(not(test))]
    let _ = number;
}

/// The number of bytes before the first character that `stop` accepts, or of all bytes.
pub(crate) fn length_until(text: &str, stop: impl Fn(char) -> bool) -> usize {
    let length = text.find(stop).unwrap_or(text.len());
    steps(length + 1);
    length
}

#[cfg(test)]
pub(crate) mod tests {
    use std::cell::Cell;

    use crate::{
        link::{
            Link,
            placeholder::{self, ValueKind},
        },
        text::links::{Syntax, links},
    };

    thread_local! {
        pub(super) static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    /// The steps that a call takes.
    fn steps_of(call: impl FnOnce()) -> usize {
        STEPS.with(|steps| steps.set(0));
        call();
        STEPS.with(Cell::get)
    }

    /// Fails if twice the input takes much more than twice the work.
    pub(crate) fn assert_linear(name: &str, call: impl Fn(usize)) {
        assert_linear_from(1_000, name, call);
    }

    /// As [`assert_linear`], for inputs of this size and of twice this size.
    pub(crate) fn assert_linear_from(size: usize, name: &str, call: impl Fn(usize)) {
        let small = steps_of(|| call(size));
        let large = steps_of(|| call(2 * size));
        assert!(
            large <= 2 * small + small / 4 + 2_000,
            "{name}: {small} steps, and {large} for twice the input"
        );
    }

    /// Parts of links and texts that are made to be repeated.
    const UNITS: [&str; 34] = [
        "a",
        "<",
        "<a",
        "<a>",
        "{",
        "${",
        "$a",
        "&",
        "a=b&",
        "contents=read&",
        "%",
        "#",
        "(",
        "[",
        "[a]",
        "\\&",
        "\\",
        "&amp;",
        "https://",
        "://",
        "é",
        "@",
        "repos=a,",
        "a,",
        "=",
        "\"",
        "\"=",
        "`",
        "``` ",
        "\n",
        " ",
        "/settings/",
        "/settings/personal-access-tokens/new",
        "github.com/settings/personal-access-tokens/new?a=\\n",
    ];

    /// Calls with every unit repeated, alone and at several places of a link.
    fn repeated(call: impl Fn(&str)) {
        const FORM: &str = "https://github.com/settings/personal-access-tokens/new";
        for unit in UNITS {
            for before in [
                String::new(),
                format!("{FORM}?"),
                format!("{FORM}?name="),
                format!("{FORM}?contents=read#finegrain=1&repository="),
                format!("{FORM}?contents=read#"),
                format!("[x]({FORM}?a="),
                format!("<a href=\"{FORM}?"),
            ] {
                assert_linear(&format!("{before}{unit}"), |times| {
                    call(&(before.clone() + &unit.repeat(times)));
                });
            }
        }
    }

    #[test]
    fn links_are_read_in_linear_time() {
        repeated(|text| drop(Link::read(text)));
        // Few enough for all of them to be read.
        for unit in UNITS {
            for mark in ["?", "?a=", "#finegrain=1&", "?a=b#"] {
                let link = format!("github.com/settings/personal-access-tokens/new{mark}");
                assert_linear_from(200, unit, |times| {
                    drop(Link::read(&(link.clone() + &unit.repeat(times))));
                });
            }
        }
    }

    #[test]
    fn links_are_found_in_linear_time() {
        for kind in [Syntax::Markdown, Syntax::Html] {
            repeated(|text| drop(links(text, kind)));
        }
    }

    #[test]
    fn placeholders_are_found_in_linear_time() {
        for place in [ValueKind::Prose, ValueKind::Word] {
            repeated(|text| {
                let _ = placeholder::find(text, place);
            });
        }
    }
}
