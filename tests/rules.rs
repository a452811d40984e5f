//! Every rule, held to what its own documentation says.

use std::collections::BTreeSet;

use finegrain::{
    Options,
    docs::rules,
    judge,
    reading::Reading,
    rules::{On, RULES, judge_form},
    template::Link,
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

fn form_codes(reading: &str) -> BTreeSet<&'static str> {
    let address = "https://github.com/settings/personal-access-tokens/new";
    let reading = Reading::parse(&format!(
        "page=fine-grained&state=ready&login=mona&address={address}&{reading}"
    ));
    judge_form(&reading, &Options::default())
        .into_iter()
        .map(|found| found.code)
        .collect()
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
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
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

#[test]
fn every_diagnostic_says_what_to_do() {
    for docs in rules() {
        for link in &docs.bad {
            for found in judge(&Link::read(link), &Options::default()).diagnostics {
                for sentence in [&found.message, &found.help] {
                    assert!(sentence.ends_with('.'), "{}: {sentence}", found.code);
                    assert_eq!(sentence.matches('`').count() % 2, 0, "{}: {sentence}", found.code);
                }
                assert!(found.docs.starts_with("https://docs.github.com/"), "{}", found.code);
                assert!(found.span.end <= Link::read(link).text.len() && found.span.start <= found.span.end);
            }
        }
    }
}
