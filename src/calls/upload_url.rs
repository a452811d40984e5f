//! The address that a release gives for its files: `requests.post(release["upload_url"])`, `curl --data-binary @f "$upload_url"`.

use super::{Claims, Recognizer, Sighting, Text, rest, shell::commands, usage};
use crate::github::Method;

pub(super) const RECOGNIZER: Recognizer = Recognizer {
    name: "upload_url",
    recognize,
    examples: &[
        (
            "// GitHub\nconst upload = { method: 'POST', url: uploadUrl, data, name };\nawait octokit.request(upload);",
            &["POST /repos/{owner}/{repo}/releases/{release_id}/assets"],
        ),
        (
            "url = release[\"upload_url\"].split(\"{\")[0]\nrequests.post(f\"{url}?name={name}\", data=data)  # GITHUB_TOKEN",
            &["POST /repos/{owner}/{repo}/releases/{release_id}/assets"],
        ),
        (
            "release = requests.get('https://api.github.com/repos/o/r/releases/latest').json()\nrequests.post(release['upload_url'].replace('{?name,label}', ''), data=f)",
            &[
                "GET /repos/{owner}/{repo}/releases/latest",
                "POST /repos/{owner}/{repo}/releases/{release_id}/assets",
            ],
        ),
        (
            "UPLOAD_URL=$(jq -r .upload_url release.json | cut -d'{' -f1)\ncurl -H \"Authorization: Bearer $GITHUB_TOKEN\" --data-binary @app.zip \"$UPLOAD_URL?name=app.zip\"",
            &["POST /repos/{owner}/{repo}/releases/{release_id}/assets"],
        ),
        (
            "const { upload_url } = release.data; // octokit\nawait fetch(upload_url.replace('{?name,label}', `?name=${name}`), { method: 'POST', body });",
            &["POST /repos/{owner}/{repo}/releases/{release_id}/assets"],
        ),
        // Nothing in them.
        ("core.setOutput('upload_url', release.upload_url); // GitHub", &[]),
        ("{\"upload_url\": \"...\"} // GitHub", &[]),
        ("const upload = { method: 'POST', url: uploadUrl };", &[]),
        (
            "UPLOAD_URL=https://files.example.com/github\ncurl -T f \"$UPLOAD_URL/f\"",
            &[],
        ),
    ],
};

const NAMES: &[&str] = &["upload_url", "uploadUrl", "UPLOAD_URL", "uploadURL"];

fn recognize(text: &Text<'_>, found: &mut Vec<Sighting>) {
    let is_named = text.contains_any(NAMES);
    // An address that the text itself gives leads elsewhere, or was found already.
    if !is_named || !text.is_about_github() || text.is_about_others() {
        return;
    }
    let claims = Claims::of(found);
    let mut places = Vec::new();
    for command in commands(text, "curl", "") {
        let words = || command.words.iter().map(|word| word.text.as_str());
        let sends = words().any(|word| word.starts_with("--data") || matches!(word, "-d" | "-X" | "--request" | "-F"));
        let is_sent = words().any(|word| {
            let variable = word.strip_prefix('$').unwrap_or_default().trim_start_matches('{');
            let name = NAMES.iter().find(|name| variable.starts_with(**name));
            name.is_some_and(|name| usage::is_unknown(text, name, command.range.start))
        });
        if sends && is_sent && !claims.covers(command.range.start) {
            places.push(command.range);
        }
    }
    for name in NAMES {
        for at in text.find_all(name) {
            let end = at + name.len();
            if !claims.covers(at) && usage::is_posted(text, at, end, &claims) {
                places.push(at..end);
            }
        }
    }
    let path = "/repos/{owner}/{repo}/releases/{release_id}/assets";
    let places = places.into_iter().filter(|place| !text.is_advised_against(place.start));
    found.extend(places.map(|place| rest(RECOGNIZER.name, place, Some(Method::Post), path.to_owned())));
}
