//! Every rule, held to what its own documentation says.

use std::{collections::BTreeSet, sync::Arc};

use finegrain::{
    Diagnostic, Options, Severity,
    github::{Level, permission, permissions},
    judge,
    link::Link,
    lint::{
        Code, On, RULES, Stated, StatedCall,
        docs::{form_example, form_options, rules, rules_markdown},
        run, run_form,
    },
};

fn codes(link: &str) -> BTreeSet<Code> {
    judge(&Link::read(link), &Options::default())
        .diagnostics
        .into_iter()
        .map(|found| found.code)
        .collect()
}

#[test]
fn bad_examples_trip_their_rule() {
    for docs in rules() {
        for link in &docs.bad {
            assert!(
                codes(link).contains(&docs.code),
                "{}: {link} gives {:?}",
                docs.code,
                codes(link)
            );
        }
    }
}

#[test]
fn good_examples_trip_no_rule_but_those_they_name() {
    for docs in rules() {
        for good in &docs.good {
            let also: BTreeSet<Code> = good.also.iter().map(|code| code.parse().expect(code)).collect();
            assert_eq!(codes(&good.link), also, "{}: {}", docs.code, good.link);
        }
    }
}

fn on_form(reading: &str) -> Vec<Diagnostic> {
    run_form(&form_example(reading), &form_options())
}

/// Every sentence that a rule says of its examples is on that page, so a change of one is seen.
#[test]
fn the_page_of_rules_is_fresh() {
    let page = include_str!("../docs/rules.md");
    assert!(
        page == rules_markdown(),
        "run `cargo xtask docs`, and read what changed in docs/rules.md"
    );
}

fn form_codes(reading: &str) -> BTreeSet<Code> {
    on_form(reading).into_iter().map(|found| found.code).collect()
}

#[test]
fn bad_forms_trip_their_rule_and_good_ones_do_not() {
    for docs in rules() {
        for reading in &docs.bad_forms {
            assert!(
                form_codes(reading).contains(&docs.code),
                "{}: {reading} gives {:?}",
                docs.code,
                form_codes(reading)
            );
        }
        for reading in &docs.good_forms {
            assert!(!form_codes(reading).contains(&docs.code), "{}: {reading}", docs.code);
        }
    }
}

/// The codes for `contents:read issues:write LINK`: each permission is what one call needs.
fn stated_codes(line: &str) -> BTreeSet<Code> {
    let (asked, address) = line.rsplit_once(' ').unwrap_or_default();
    let call = |pair: &str| {
        let (name, level) = pair.split_once(':').unwrap_or_default();
        let level = level.parse().unwrap_or(Level::Admin);
        StatedCall {
            what: format!("a call for {name}"),
            sets: vec![vec![(name.to_owned(), level)]],
            owner: None,
        }
    };
    let stated = Stated {
        calls: asked.split(' ').map(call).collect(),
        ..Stated::default()
    };
    let options = Options {
        stated: Some(Arc::new(stated)),
        ..Options::default()
    };
    let found = judge(&Link::read(address), &options).diagnostics;
    found.into_iter().map(|found| found.code).collect()
}

#[test]
fn links_beside_stated_calls_trip_their_rule_or_do_not() {
    for docs in rules() {
        for line in &docs.bad_stated {
            assert!(
                stated_codes(line).contains(&docs.code),
                "{}: {line} gives {:?}",
                docs.code,
                stated_codes(line)
            );
        }
        for line in &docs.good_stated {
            assert!(!stated_codes(line).contains(&docs.code), "{}: {line}", docs.code);
        }
    }
}

#[test]
fn rules_about_the_form_have_readings_of_it() {
    let rules = rules();
    for rule in RULES
        .iter()
        .filter(|rule| matches!(rule.on, On::Form | On::FormWithPurpose))
    {
        for docs in rules.iter().filter(|docs| rule.codes.contains(&docs.code)) {
            assert!(
                !docs.bad_forms.is_empty() && !docs.good_forms.is_empty(),
                "{}",
                docs.code
            );
        }
    }
}

#[test]
fn every_rule_is_documented() {
    for docs in rules() {
        assert!(!docs.title.is_empty(), "{} has no title", docs.code);
        assert!(
            docs.text.contains("**Why.**") && docs.text.contains("**Instead.**"),
            "{} lacks a part",
            docs.code
        );
        assert!(
            docs.good.len() + docs.good_forms.len() + docs.good_stated.len() > 0,
            "{} has no good example",
            docs.code
        );
        // The one rule that speaks of links too long for a page; its file holds the test.
        let bad = docs.bad.len() + docs.bad_forms.len() + docs.bad_stated.len();
        assert_eq!(
            bad == 0,
            docs.code == Code::TooLongLink,
            "{} has no bad example",
            docs.code
        );
    }
}

#[test]
fn codes_are_unique_and_name_their_files() {
    let mut seen = BTreeSet::new();
    for docs in rules() {
        let named = docs.module.replace('_', "-") == docs.code.as_str();
        // The one rule over the table of limits has their codes.
        assert!(named || docs.module == "limit_parameter", "{}", docs.code);
        assert!(seen.insert(docs.code), "{} is registered twice", docs.code);
    }
}

#[test]
fn a_limit_matters_as_much_as_its_table_says() {
    for docs in rules() {
        if let Some(limit) = docs.code.limit() {
            assert_eq!(docs.severity, limit.severity, "{}", docs.code);
        }
    }
}

#[test]
fn mended_links_have_nothing_left_to_mend() {
    for docs in rules() {
        for link in &docs.bad {
            let verdict = judge(&Link::read(link), &Options::default());
            for fixed in verdict.fixed.iter().flatten() {
                assert_eq!(
                    judge(&Link::read(fixed), &Options::default()).fixed,
                    None,
                    "{link} -> {fixed}"
                );
            }
        }
    }
}

#[test]
fn every_fix_takes_its_fault_away() {
    for docs in rules() {
        for link in &docs.bad {
            let read = Link::read(link);
            for found in run(&read, &Options::default()) {
                for url in found.fix.iter().flat_map(|fix| fix.urls(&read)) {
                    let left = judge(&Link::read(&url), &Options::default()).diagnostics;
                    let same = left
                        .iter()
                        .any(|other| other.code == found.code && other.parameter == found.parameter);
                    assert!(!same, "{}: {link} -> {url}", found.code);
                }
            }
        }
    }
}

/// What the mended link has behind its `?`; nothing where there is nothing to mend.
fn mended(query: &str) -> Option<String> {
    let form = "https://github.com/settings/personal-access-tokens/new?";
    let fixed = judge(&Link::read(&format!("{form}{query}")), &Options::default()).fixed?;
    Some(fixed.join(" ").replace(form, ""))
}

#[test]
fn a_fix_changes_nothing_but_what_it_mends() {
    for (query, expected) in [
        // Which of two values was meant, nobody knows.
        ("name=CI&contents=read&contents=none", None),
        ("name=CI&contents=none&contents=read", None),
        ("name=CI&contents=write&contents=read", None),
        ("name=CI&issues=write&issues=READ", None),
        ("name=CI&Contents=none&contents=read", None),
        // Only prose holds a `#`.
        (
            "name=CI&contents=read#top&issues=write",
            Some("name=CI&contents=read&issues=write"),
        ),
        ("name=Fix #5&contents=read", Some("name=Fix+%235&contents=read")),
        ("name=Fix #5&amp;contents=read", Some("name=Fix+%235&contents=read")),
        ("name=Fix #5\\&contents=read", Some("name=Fix+%235&contents=read")),
        // A list is nothing that GitHub knows of its own parameters.
        ("name=CI&contents[]=admin", Some("name=CI&contents=admin")),
        ("name=CI&copilot_requests=admin", None),
    ] {
        assert_eq!(mended(query).as_deref(), expected, "{query}");
    }
}

#[test]
fn mending_ends() {
    // As many faults as a link can hold, and as many as GitHub has parameters.
    let many: Vec<String> = (0..500)
        .map(|at| format!("{at}_contents=rw&contents{at}[]=admin"))
        .collect();
    let _ = mended(&many.join("&"));
    // Levels that GitHub does not offer are left to people.
    let all: Vec<String> = permissions()
        .iter()
        .map(|known| format!("{}=RW", known.parameter))
        .collect();
    let mended = mended(&all.join("&")).expect("a mended link");
    for link in mended.split(' ') {
        for pair in link.split('&').filter_map(|pair| pair.strip_suffix("=RW")) {
            assert!(!permission(pair).expect("a permission").offers(Level::Write), "{pair}");
        }
    }
}

/// The fixes of a link: code, title, whether it is safe, and the first fixed link.
fn fixes(query: &str) -> Vec<(String, String, bool, String)> {
    let form = "https://github.com/settings/personal-access-tokens/new?";
    let link = Link::read(&format!("{form}{query}"));
    run(&link, &Options::default())
        .into_iter()
        .filter_map(|found| {
            let fix = found.fix?;
            let url = fix.urls(&link)[0].replace(form, "");
            Some((found.code.to_string(), fix.title, fix.safe, url))
        })
        .collect()
}

#[test]
fn a_fix_is_safe_where_the_link_then_asks_what_it_says() {
    for (query, safe, fixed) in [
        ("name=CI&contnts=write", true, "name=CI&contents=write"),
        ("name=CI&contents=rw", true, "name=CI&contents=write"),
        ("name=CI&contents=Read-only", true, "name=CI&contents=read"),
        (
            "name=CI&contents=read&expires_in=90d",
            true,
            "name=CI&contents=read&expires_in=90",
        ),
        (
            "name=CI&contents=read&expiration=90",
            true,
            "name=CI&contents=read&expires_in=90",
        ),
        ("name=CI&contents=read&issues=none", true, "name=CI&contents=read"),
        ("name=CI&contents=read&metadata=read", true, "name=CI&contents=read"),
        ("name=CI&contents=read&contents=read", true, "name=CI&contents=read"),
        (
            "name=CI&contents=read&target_name=@octo",
            true,
            "name=CI&contents=read&target_name=octo",
        ),
        ("name=CI&permissions=contents:read", true, "name=CI&contents=read"),
        // Clamped.
        ("name=CI&contents=admin", false, "name=CI&contents=write"),
        ("name=CI&contents=Admin", false, "name=CI&contents=write"),
        // Raised.
        ("name=CI&gists=read", false, "name=CI&gists=write"),
        ("name=CI&gists=ro", false, "name=CI&gists=write"),
        // Converted.
        (
            "name=CI&scopes=repo",
            false,
            "name=CI&contents=write&issues=write&pull_requests=write",
        ),
        ("name=CI&permissions=contents", false, "name=CI&contents=read"),
        // Somebody wanted an end.
        (
            "name=CI&contents=read&expiration=2027-01-01",
            false,
            "name=CI&contents=read",
        ),
    ] {
        let found: Vec<_> = fixes(query).into_iter().map(|(_, _, safe, url)| (safe, url)).collect();
        assert_eq!(found, [(safe, fixed.to_owned())], "{query}");
        let expected = safe.then(|| fixed.to_owned());
        assert_eq!(mended(query), expected, "{query}");
    }
}

#[test]
fn a_fix_that_meets_a_parameter_is_not_safe() {
    for query in [
        "name=CI&contents=read&contnts=write",
        "name=CI&contnts=write&contents=read",
        "name=CI&contents=read#contents=write",
        "name=CI&target_name=octo&target_nam=evil",
        "name=CI&contents=read&expires_in=30&expires-in=366",
        "name=CI&contents=read&permissions=contents:write",
        "name=CI&contents=read&expires_in=30&expiration=90",
        "name=CI&contnts=read&contens=write",
        "name=CI&contents=read&amp;contents=write",
        "name=CI#contents=read&contents=write",
        "name=CI&contents=rw#contents=read",
        "name=CI&permissions=contents:read,contents:write",
        "name=CI&permissions=contents:read&contnts=write",
    ] {
        for (code, title, safe, _) in fixes(query) {
            assert!(!safe, "{query}: {code}: {title}");
        }
        assert_eq!(mended(query), None, "{query}");
    }
}

#[test]
fn of_doubled_parameters_no_level_is_changed() {
    for query in [
        "name=CI&contents=admin&contents=read",
        "name=CI&gists=read&gists=read",
        "name=CI&contents=rw&contents=read",
    ] {
        for (code, title, _, _) in fixes(query) {
            assert_eq!(code, "duplicate-parameter", "{query}: {title}");
        }
    }
}

#[test]
fn a_link_without_faults_of_its_own_is_fixed_piece_by_piece() {
    for (query, fixed) in [
        (
            "issues=rw&name=My%20bot!&variables=read&target_name=${ORG}&unheard=of",
            "issues=write&name=My%20bot!&actions_variables=read&target_name=${ORG}&unheard=of",
        ),
        (
            "name=Fix #5&amp;contnts=rw&amp;issues=none",
            "name=Fix+%235&contents=write",
        ),
        (
            "name=CI&members=read&gists=rw",
            "name=CI&members=read name=CI&gists=write",
        ),
        (
            "name=CI&contents=read&repos=a,b&target_name=octo",
            "name=CI&contents=read&target_name=octo#finegrain=1&repository=octo/a&repository=octo/b",
        ),
        (
            "name=CI&contents=read&target_name=octo/app&repo=octo/app",
            "name=CI&contents=read&target_name=octo#finegrain=1&repository=octo/app",
        ),
    ] {
        assert_eq!(mended(query).as_deref(), Some(fixed), "{query}");
    }
}

#[test]
fn only_imitations_of_github_are_called_so() {
    let severity = |host: &str, named: bool| {
        let link = format!("https://{host}/settings/personal-access-tokens/new?name=CI&contents=read");
        let options = Options {
            hosts: named.then(|| host.to_owned()).into_iter().collect(),
            ..Options::default()
        };
        let found = judge(&Link::read(&link), &options).diagnostics;
        let found = found.iter().find(|found| found.code == Code::UnknownHost);
        found.map(|found| found.severity)
    };
    for host in [
        "github.com.example.net",
        "github.com-login.example",
        "githud.com",
        "gihtub.com",
        // An `i` without its dot.
        "xn--gthub-n4a.com",
        "g\u{131}thub.com",
    ] {
        assert_eq!(severity(host, false), Some(Severity::Error), "{host}");
        assert_eq!(severity(host, true), None, "{host}");
    }
    for host in ["github.company.com", "gitlab.com", "ghe.example.com"] {
        assert_eq!(severity(host, false), Some(Severity::Warning), "{host}");
    }
    for host in ["github.com", "github.com:443", "octo.ghe.com"] {
        assert_eq!(severity(host, false), None, "{host}");
    }
}

fn says_what_to_do(found: &Diagnostic, example: &str) {
    for sentence in [&found.message, &found.help] {
        assert!(sentence.ends_with('.'), "{}: {sentence:?} of {example}", found.code);
        assert_eq!(sentence.matches('`').count() % 2, 0, "{}: {sentence}", found.code);
    }
    assert!(found.docs.starts_with("https://docs.github.com/"), "{}", found.code);
}

#[test]
fn every_diagnostic_says_what_to_do() {
    for docs in rules() {
        for link in &docs.bad {
            for found in judge(&Link::read(link), &Options::default()).diagnostics {
                says_what_to_do(&found, link);
                assert!(found.span.end <= Link::read(link).text.len() && found.span.start <= found.span.end);
            }
        }
        for form in &docs.bad_forms {
            for found in on_form(form) {
                says_what_to_do(&found, form);
            }
        }
    }
}

#[test]
fn on_the_classic_form_only_its_own_rules_speak() {
    let form = "page=classic&scope=gist&expiration=none&permission.administration=write&permission.workflows=write";
    let codes: Vec<String> = on_form(form).into_iter().map(|found| found.code.to_string()).collect();
    assert_eq!(codes, ["classic-scope"]);
}

#[test]
fn what_counts_as_a_long_life_is_an_option() {
    let link = Link::read("https://github.com/settings/personal-access-tokens/new?name=CI&contents=read&expires_in=30");
    for (options, long) in [("", false), ("threshold=30", false), ("threshold=29", true)] {
        let found = run(&link, &Options::parse(options));
        assert_eq!(
            found.iter().any(|found| found.code == Code::LongExpiration),
            long,
            "{options}"
        );
    }
}

#[test]
fn reopening_lowers_a_level_to_what_the_link_asked() {
    let form = form_example(
        "access=all&permission.contents=write&permission.issues=read\
         &link=https://github.com/settings/personal-access-tokens/new?contents%3Dread",
    );
    let link = Link::read(&form.template().to_string());
    let reopened: Vec<String> = run_form(&form, &Options::default())
        .into_iter()
        .filter(|found| found.code == Code::AboveLink)
        .filter_map(|found| found.fix)
        .flat_map(|fix| fix.urls(&link))
        .collect();
    let address = "https://github.com/settings/personal-access-tokens/new";
    assert_eq!(
        reopened,
        [
            format!("{address}?contents=read&issues=read"),
            format!("{address}?contents=write"),
        ]
    );
}
