//! The codes of diagnostics, as people write them.

use finegrain::lint::Code;

/// Every code that there is.
pub fn all() -> impl Iterator<Item = &'static str> {
    Code::ALL.iter().map(|code| code.as_str())
}

/// Reads a code that must be one.
pub fn parse(written: &str) -> Result<Code, String> {
    let code = written.trim();
    code.parse().map_err(|_| unknown(code))
}

/// That there is no such code, and which one was meant.
pub fn unknown(written: &str) -> String {
    match nearest(written, all()) {
        Some(code) => format!("there is no such code; did you mean `{code}`?"),
        None => "there is no such code; `finegrain explain` lists them".to_owned(),
    }
}

/// The name that `written` most likely means.
pub fn nearest<'a>(written: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.trim().to_ascii_lowercase().replace('_', "-");
    // Nobody means a name by something this long, and comparing it takes long.
    if written.len() > 60 {
        return None;
    }
    let distance = |name: &str| strsim::osa_distance(&written, &name.replace('_', "-"));
    let (distance, name) = names.map(|name| (distance(name), name)).min()?;
    (distance <= 1 + written.len() / 4).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_code() {
        for (written, meant) in [
            ("missing_name", "missing-name"),
            ("place-holder", "placeholder"),
            ("Unknown-Parametre", "unknown-parameter"),
        ] {
            assert_eq!(nearest(written, all()), Some(meant), "{written}");
        }
        assert_eq!(nearest("x", all()), None);
        assert_eq!(nearest(&"placeholder".repeat(20), all()), None);
    }
}
