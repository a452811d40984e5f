//! Every rule, held to what its own documentation says.

use std::collections::BTreeSet;

use finegrain::{
    Diagnostic, Options, Severity,
    github::permissions,
    judge,
    link::Link,
    lint::{On, RULES, docs::rules, form::Reading, judge_form},
};

fn codes(link: &str) -> BTreeSet<&'static str> {
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
                codes(link).contains(docs.code),
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
            let also: BTreeSet<&str> = good.also.iter().map(String::as_str).collect();
            assert_eq!(codes(&good.link), also, "{}: {}", docs.code, good.link);
        }
    }
}

fn on_form(reading: &str) -> Vec<Diagnostic> {
    let address = "https://github.com/settings/personal-access-tokens/new";
    let reading = Reading::parse(&format!(
        "page=fine-grained&state=ready&login=mona&address={address}&{reading}"
    ));
    judge_form(&reading, &Options::default())
}

fn form_codes(reading: &str) -> BTreeSet<&'static str> {
    on_form(reading).into_iter().map(|found| found.code).collect()
}

#[test]
fn bad_forms_trip_their_rule_and_good_ones_do_not() {
    for docs in rules() {
        for reading in &docs.bad_forms {
            assert!(
                form_codes(reading).contains(docs.code),
                "{}: {reading} gives {:?}",
                docs.code,
                form_codes(reading)
            );
        }
        for reading in &docs.good_forms {
            assert!(!form_codes(reading).contains(docs.code), "{}: {reading}", docs.code);
        }
    }
}

#[test]
fn rules_about_the_form_have_readings_of_it() {
    for (docs, rule) in rules().iter().zip(RULES) {
        if rule.on == On::Form {
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
            docs.good.len() + docs.good_forms.len() > 0,
            "{} has no good example",
            docs.code
        );
        // The one rule that speaks of links too long for a page; its file holds the test.
        let bad = docs.bad.len() + docs.bad_forms.len();
        assert_eq!(
            bad == 0,
            docs.code == "too-long-link",
            "{} has no bad example",
            docs.code
        );
    }
}

#[test]
fn codes_are_unique_and_name_their_files() {
    let mut seen = BTreeSet::new();
    for docs in rules() {
        assert_eq!(docs.module.replace('_', "-"), docs.code);
        assert!(seen.insert(docs.code), "{} is registered twice", docs.code);
    }
}

#[test]
fn every_file_is_registered() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lint/rules");
    let files = std::fs::read_dir(folder)
        .expect("the folder of rules")
        .filter_map(|entry| {
            let name = entry.expect("a file").file_name().into_string().expect("a plain name");
            name.strip_suffix(".rs")
                .filter(|name| *name != "mod")
                .map(str::to_owned)
        });
    let registered: BTreeSet<String> = rules().iter().map(|docs| docs.module.to_owned()).collect();
    assert_eq!(files.collect::<BTreeSet<_>>(), registered);
    assert_eq!(RULES.len(), registered.len());
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
            for found in judge(&Link::read(link), &Options::default()).diagnostics {
                for url in found.fix.iter().flat_map(|fix| &fix.urls) {
                    let left = judge(&Link::read(url), &Options::default()).diagnostics;
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
        (
            "name=CI&Contents=none&contents=read",
            Some("name=CI&contents=none&contents=read"),
        ),
        // Only prose holds a `#`.
        (
            "name=CI&contents=read#top&issues=write",
            Some("name=CI&contents=read&issues=write"),
        ),
        ("name=Fix #5&contents=read", Some("name=Fix+%235&contents=read")),
        ("name=Fix #5&amp;contents=read", Some("name=Fix+%235&contents=read")),
        ("name=Fix #5\\&contents=read", Some("name=Fix+%235&contents=read")),
        // A list is nothing that GitHub knows of its own parameters.
        ("name=CI&contents[]=admin", Some("name=CI&contents=write")),
        (
            "name=CI&copilot_requests=admin",
            Some("name=CI&user_copilot_requests=read"),
        ),
    ] {
        assert_eq!(mended(query).as_deref(), expected, "{query}");
    }
}

#[test]
fn mending_ends() {
    // As many faults as a link can hold, and as many as GitHub has parameters.
    let many: Vec<String> = (0..500).map(|at| format!("x{at}=rw&contents[]=admin")).collect();
    assert!(mended(&many.join("&")).is_some());
    let all: Vec<String> = permissions()
        .iter()
        .map(|known| format!("{}=RW", known.parameter))
        .collect();
    let mended = mended(&all.join("&")).expect("a mended link");
    for link in mended.split(' ') {
        assert!(!link.contains("RW"), "{link}");
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
        let found = found.iter().find(|found| found.code == "unknown-host");
        found.map(|found| found.severity)
    };
    for host in [
        "github.com.example.net",
        "github.com-login.example",
        "githud.com",
        "gihtub.com",
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
