//! Calls in texts as people write them: `tests/calls.txt`.

use finegrain::calls::{Seen, find};

#[test]
fn texts_as_people_write_them() {
    let file = include_str!("calls.txt").replace("\r\n", "\n");
    let mut wrong = Vec::new();
    let mut count = 0;
    for example in file.split("\n==> ").skip(1) {
        let (expected, text) = example.split_once('\n').unwrap_or((example, ""));
        let text = text.trim_end_matches('\n');
        // Tools, errors and the like have examples of their own.
        let is_call = |seen: &Seen| matches!(seen, Seen::Rest { .. } | Seen::GraphQl { .. } | Seen::Unmatched(_));
        let seen = find(text).into_iter().map(|sighting| sighting.seen).filter(is_call);
        let found: Vec<String> = seen.map(|seen| seen.to_string()).collect();
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
