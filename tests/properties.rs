//! What holds for every link, valid or hostile.

use std::collections::BTreeMap;

use finegrain::{
    Options, Severity, Verdict,
    github::{Level, Permission, level_meant, permissions, suggest},
    judge,
    link::{Edit, Expiration, Link, Replacement, Template, apply, replacements},
    lint::Code,
    sanitize::secrets::redact,
    text::{
        links,
        share::{Format, share},
    },
};
use proptest::{collection, option, prelude::*, sample};

fn login() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9]([a-zA-Z0-9]|-[a-zA-Z0-9]){0,18}"
}

fn permission() -> impl Strategy<Value = &'static str> {
    sample::select(permissions()).prop_map(|permission| permission.parameter)
}

/// Texts as people write them, with addresses and mentions beside each other.
fn prose() -> impl Strategy<Value = String> {
    let word = sample::select(vec![
        "See",
        "https://example.com",
        "https://example.com:8443/a@b",
        "or",
        "ask",
        "@mona",
        "mona@example.com",
        "ssh://git@github.com/octo/app",
        "note:",
        "authorization:",
        "is",
        "laughs_out",
        "100%",
        "a+b",
        "(c)",
    ]);
    collection::vec(word, 1..20).prop_map(|words| words.join(" "))
}

fn template() -> impl Strategy<Value = Template> {
    let fields = (
        option::of(r"\PC{1,40}"),
        option::of(prop_oneof!["(\\PC|[\n\t#&=+%<>\"']){1,200}", prose()]),
        option::of(login()),
        option::of(prop_oneof![
            (1..=366u32).prop_map(Expiration::Days),
            Just(Expiration::Never)
        ]),
    );
    // What the form does not have is mended into what it has.
    let on_form: Vec<&Permission> = permissions().iter().filter(|known| known.on_form).collect();
    let granted = collection::vec((sample::select(on_form), any::<sample::Index>()), 0..12);
    // Names that differ in case alone are the same repository.
    let repositories = collection::btree_set(
        (login().prop_map(|login| login.to_lowercase()), "[a-z0-9._-]{1,20}"),
        0..4,
    );
    let reasons = collection::btree_map(permission(), r"\PC{1,60}", 0..3);
    let host = sample::select(vec!["github.com", "octo.ghe.com", "ghe.example.com:8443"]);
    (host, fields, granted, repositories, reasons)
        .prop_map(
            |(host, (name, description, owner, expires_in), granted, repositories, reasons)| {
                let mut template = Template {
                    host: host.to_owned(),
                    name,
                    description,
                    owner,
                    expires_in,
                    ..Template::default()
                };
                for (permission, index) in granted {
                    template
                        .permissions
                        .insert(permission.parameter, index.get(permission.levels).level);
                }
                // What comes by itself is not written.
                let written = template.permissions.clone();
                template.permissions.retain(|name| !written.implies(name));
                template.repositories = repositories
                    .into_iter()
                    .map(|(owner, name)| format!("{owner}/{name}"))
                    .collect();
                template.reasons = reasons
                    .into_iter()
                    .map(|(permission, why)| (permission.to_owned(), why))
                    .collect();
                template
            },
        )
        .prop_filter(
            "templates without what looks like a secret, which is taken out",
            |template| {
                let url = template.to_string();
                let texts = [&template.name, &template.description].into_iter().flatten();
                let texts = texts.chain(template.reasons.values()).chain(&template.repositories);
                redact(&url) == url && texts.into_iter().all(|text| redact(text) == *text)
            },
        )
}

/// Text as an attacker would write it: separators, broken escapes, brackets, control and bidirectional characters.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        sample::select(vec![
            "&",
            "=",
            "#",
            "?",
            "%",
            "%2",
            "%zz",
            "%ff",
            "%00",
            "%E2%80%AE",
            "+",
            "\\",
            "\\&",
            "&amp;",
            "<",
            ">",
            "{",
            "}",
            "${",
            "{{",
            "$x",
            "(",
            ")",
            "[",
            "]",
            "\"",
            "'",
            "`",
            "@",
            ":",
            "//",
            "/",
            ";",
            ",",
            "\0",
            "\u{1b}[31m",
            "\r\n",
            "\u{202e}",
            "\u{200b}",
            "\u{feff}",
            "é",
            "💥",
            "ghp_x",
            "Authorization: Bearer x",
            "finegrain=1",
            "why.contents=",
            "repository=a/b",
            "finegrain-ignore",
            "https://",
            "github.com",
            "/settings/personal-access-tokens/new",
            "/settings/tokens/new?",
            "name=",
            "description=",
            "target_name=",
            "expires_in=",
            "scopes=repo,",
            "permissions=",
            "permissions=contents:write,issues:read",
            "contnts=",
            "contents=",
            "contents[]=",
            "target_nam=",
            "expires-in=",
            "expiration=",
            "rw",
            "Read",
            "90d",
            "@octo",
            "octo/app",
            "http://",
            "repos=",
            "none",
            "read",
            "write",
            "admin",
            "metadata=read",
            "members=read",
            "gists=write",
        ])
        .prop_map(str::to_owned),
        permission().prop_map(|permission| format!("{permission}=write")),
        r"\PC{0,6}",
        any::<char>().prop_map(String::from),
    ];
    collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn judged(link: &str) -> Verdict {
    judge(&Link::read(link), &Options::default())
}

/// What must hold of any verdict, whatever was read.
fn sound(text: &str) {
    let link = Link::read(text);
    let verdict = judge(&link, &Options::default());
    for found in &verdict.diagnostics {
        assert!(
            link.text.get(found.span.start..found.span.end).is_some(),
            "{}: {:?}",
            found.code,
            found.span
        );
        for sentence in [&found.message, &found.help] {
            let odd = sentence
                .chars()
                .find(|c| c.is_control() || finegrain::sanitize::is_invisible(*c));
            assert_eq!(odd, None, "{}: {sentence:?}", found.code);
            assert!(sentence.chars().count() < 400, "{}: {sentence}", found.code);
        }
    }
    let order: Vec<Severity> = verdict.diagnostics.iter().map(|found| found.severity).collect();
    assert!(order.is_sorted(), "{order:?}");
    for fix in verdict.diagnostics.iter().filter_map(|found| found.fix.as_ref()) {
        for edits in &fix.links {
            touches_only_its_ranges(&link, edits);
        }
    }
    let before = link.template().unwrap_or_default();
    let says = levels_said(&link);
    for url in verdict.fixed.iter().flatten() {
        assert!(url.starts_with("https://"), "{url}");
        assert_eq!(judged(url).fixed, None, "{text:?} -> {url}");
        let after = Link::read(url).template().unwrap_or_default();
        assert_eq!(after.host, before.host, "{text:?} -> {url}");
        for (parameter, level) in after.permissions.iter() {
            assert!(says.get(parameter) >= Some(&level), "{text:?} -> {url}: {parameter}");
            let had = before.permissions.get(parameter).unwrap_or(level);
            assert!(level <= had, "{text:?} -> {url}: {parameter}");
        }
    }
}

/// A fix keeps every byte outside of its ranges, which follow each other.
fn touches_only_its_ranges(link: &Link, edits: &[Edit]) {
    let fixed = apply(link, edits);
    let replaced = edits.iter().any(|edit| matches!(edit, Edit::Replace(_)));
    // An address without a scheme gets one.
    let added = if link.host_span.start == 0 && !replaced {
        "https://"
    } else {
        ""
    };
    assert!(fixed.starts_with(added), "{fixed}");
    let mut rest = &fixed[added.len()..];
    let mut kept = 0;
    for Replacement { span, text } in replacements(link, edits) {
        assert!(
            span.start >= kept && span.start <= span.end,
            "{span:?} of {}",
            link.text
        );
        for piece in [&link.text[kept..span.start], &text] {
            assert!(rest.starts_with(piece), "{piece:?} is not in its place: {fixed}");
            rest = &rest[piece.len()..];
        }
        kept = span.end;
    }
    assert_eq!(rest, &link.text[kept..]);
}

/// The highest level that the text of a link says for each permission, however it is written.
fn levels_said(link: &Link) -> BTreeMap<String, Level> {
    let lost = link.swallowed.iter().flat_map(|swallowed| &swallowed.parameters);
    let mut pairs: Vec<(String, String)> = lost.cloned().collect();
    for parameter in &link.parameters {
        pairs.push((parameter.key.clone(), parameter.value.clone()));
    }
    let listed: Vec<(String, String)> = pairs
        .iter()
        .filter(|(key, _)| key.starts_with("permissions"))
        .flat_map(|(_, list)| list.split([',', ' ', '+', ';']))
        .filter_map(|pair| pair.split_once([':', '=']))
        .map(|(name, level)| (name.to_owned(), level.to_owned()))
        .collect();
    let mut says = BTreeMap::new();
    for (key, value) in pairs.into_iter().chain(listed) {
        let Some(level) = level_meant(&value) else { continue };
        let meant = suggest(&key).unwrap_or_default();
        for name in [key.as_str(), meant] {
            let highest = says.entry(name.to_owned()).or_insert(level);
            *highest = level.max(*highest);
            // The form has some permissions by another name.
            if let Some((name, level)) = finegrain::github::permission(name).and_then(|known| known.instead) {
                says.entry(name.to_owned()).or_insert(level);
            }
        }
    }
    says
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back(template in template()) {
        let url = template.to_string();
        let link = Link::read(&url);
        prop_assert_eq!(link.template(), Some(template));
        prop_assert_eq!(&link.text, &url);
        prop_assert!(link.notes.is_empty());
    }

    #[test]
    fn a_written_link_is_found_whole_in_any_text(template in template()) {
        let url = template.to_string();
        // The bare address of the form is a mention, not a template.
        prop_assume!(url.contains(['?', '#']));
        for (format, quoted) in [
            (Format::Url, format!("See <{url}>, please.")),
            (Format::Markdown, share(&template, Format::Markdown)),
            (Format::Html, share(&template, Format::Html)),
            (Format::Shell, share(&template, Format::Shell)),
            (Format::Rst, share(&template, Format::Rst)),
            (Format::Asciidoc, share(&template, Format::Asciidoc)),
        ] {
            let found = links::links(&quoted, links::Syntax::Other);
            prop_assert!(!found.is_empty(), "{format:?}: {quoted}");
            prop_assert_eq!(found[0].read(&quoted).template(), Some(template.clone()), "{:?}: {}", format, quoted);
        }
    }

    #[test]
    fn a_written_link_has_nothing_to_fix_but_what_it_asks_twice(template in template()) {
        let url = template.to_string();
        sound(&url);
        for fixed in judged(&url).fixed.into_iter().flatten() {
            let asked = Link::read(&fixed).template().expect("a template link");
            for (parameter, level) in asked.permissions.iter() {
                prop_assert_eq!(template.permissions.get(parameter), Some(level));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_links_are_judged_soundly(tail in hostile()) {
        sound(&format!("https://github.com/settings/personal-access-tokens/new?{tail}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_text_is_searched_soundly(text in hostile()) {
        sound(&text);
        let mut last = 0;
        for found in links::links(&text, links::Syntax::Markdown) {
            prop_assert!(found.range.start >= last && found.range.end <= text.len());
            last = found.range.end;
            let _ = found.read(&text);
        }
    }
}

/// Text as code, markup and prose write it, with links in it, in any order.
fn code() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => sample::select(vec![
            "https://github.com/settings/personal-access-tokens/new",
            "https://github.com/settings/tokens/new?scopes=",
            "https:\\/\\/github.com\\/settings\\/personal-access-tokens\\/new",
            "%2Fsettings%2Fpersonal-access-tokens%2Fnew%3Fname%3D",
            "/settings/personal-access-tokens/new?",
            "?name=", "&contents=rw", "&amp;issues=read", "\\u0026metadata=read", "&target_name=",
        ]).prop_map(str::to_owned),
        8 => sample::select(vec![
            "\"", "'", "`", "\\\"", "\n", " ", "  ", "\t", ",", ";", ".", "+", " + ", " . ", " .. ", "<>", "~", "&", "||", "\\",
            "(", ")", "[", "]", "{", "}", "${", "$(", "#{", "{{", "}}", "%s", "%20", "%", "<", ">", "<a href=\"", "](", "|",
            "url", "url = ", "url += ", "$url", "${url}", "url.searchParams.set(", "params", "new URLSearchParams(",
            "urlencode(", ".join(\"\")", ".concat(", "name: 'x'", "\"contents\": \"write\"", "f\"", "//", "/*", "*/", "# ",
            "```", "```sh\n", "é", "，", "中", "…", "...", "\u{feff}", "&lt;", "&gt;", "&#x27;", "&quot;", "''", "^&", "`&",
        ]).prop_map(str::to_owned),
        1 => "\\PC",
    ];
    collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn code_is_searched_soundly(text in code()) {
        use links::Syntax;
        for syntax in [
            Syntax::Markdown, Syntax::Html, Syntax::Php, Syntax::Shell, Syntax::Batch, Syntax::PowerShell, Syntax::Tex, Syntax::Doubling,
            Syntax::Code, Syntax::Other,
        ] {
            let mut last = 0;
            for found in links::links(&text, syntax) {
                prop_assert!(found.range.start >= last && found.range.end <= text.len(), "{found:?}");
                last = found.range.end;
                let link = found.read(&text);
                for parameter in &link.parameters {
                    let place = found.place(&text, parameter.span.start);
                    prop_assert!(text.is_char_boundary(place));
                }
                // What changes nothing writes nothing.
                if link.notes.is_empty() {
                    prop_assert_eq!(found.rewrite_whole(&text, &link.text), Ok(vec![]));
                }
                let edits = found.rewrite_whole(&text, "https://github.com/settings/personal-access-tokens/new?name=a&contents=write");
                for (range, _) in edits.into_iter().flatten() {
                    prop_assert!(text.get(range).is_some());
                }
            }
        }
    }
}

#[test]
fn a_host_of_a_stranger_is_shown_without_its_controls() {
    let link = format!(
        "https://github.com{}\u{1f}\0o/settings/tokens/new?scopes=repo",
        "o".repeat(60)
    );
    let verdict = judged(&link);
    for found in &verdict.diagnostics {
        let odd = found.message.chars().chain(found.help.chars()).find(|c| c.is_control());
        assert_eq!(odd, None, "{}: {}", found.code, found.help);
    }
    assert!(verdict.diagnostics.iter().any(|found| found.code == Code::ClassicLink));
}
