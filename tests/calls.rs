//! Calls in texts as people write them: `tests/calls.txt`.

use finegrain::calls::find;

/// The recognizers of REST calls.
const BY: &[&str] = &["curl", "HTTPie", "gh api", "octokit", "request line", "address", "path"];

#[test]
fn texts_as_people_write_them() {
    let file = include_str!("calls.txt").replace("\r\n", "\n");
    let mut wrong = Vec::new();
    let mut count = 0;
    for example in file.split("\n==> ").skip(1) {
        let (expected, text) = example.split_once('\n').unwrap_or((example, ""));
        let text = text.trim_end_matches('\n');
        // Tools, errors and the like have examples of their own.
        let calls = find(text).into_iter().filter(|sighting| BY.contains(&sighting.by));
        let found: Vec<String> = calls.map(|sighting| sighting.seen.to_string()).collect();
        let found = if found.is_empty() {
            "nothing".to_owned()
        } else {
            found.join(" | ")
        };
        if found != expected {
            wrong.push(format!("{text}\n    found    {found}\n    expected {expected}"));
        }
        count += 1;
    }
    assert!(count > 150, "only {count} texts were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
