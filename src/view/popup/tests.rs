//! Messages in, effects out, and what the views look like.

use std::fmt::Write as _;

use super::{
    Effect, Msg, State,
    engine::Decision,
    msg::{Choice, DRAFT, KeyTarget, LIBRARY, Press},
    state::{About, Answer, CallsAnswer, DraftField, Over, Screen, Tab},
    update, view,
};
use crate::{
    github::Level,
    lint::Code,
    needs::{Call, CallStatus, Location, Needs, PermissionSet, Question, RecognizedError},
    view::node::{Child, Event, Node},
};

const FORM: &str = "https://github.com/settings/personal-access-tokens/new";
const BROKEN: &str = "https://github.com/settings/personal-access-tokens/new?name=Deploy+bot&expires_in=365&contents=write&variables=write&scopes=workflow";

/// A popup, driven by messages.
struct Popup {
    state: State,
    effects: Vec<Effect>,
}

impl Popup {
    fn new() -> Popup {
        let state = State {
            now: 1_764_169_472,
            about: About {
                extension: true,
                popup: true,
                ..About::default()
            },
            ..State::default()
        };
        Popup {
            state,
            effects: Vec::new(),
        }
    }

    fn send(&mut self, msg: Msg) -> &mut Popup {
        self.effects = update(&mut self.state, msg);
        self
    }

    fn typed(&mut self, text: &str) -> &mut Popup {
        self.send(Msg::Typed(text.to_owned()))
    }

    fn key(&mut self, key: &str) -> &mut Popup {
        self.press(key, false, false, KeyTarget::Box)
    }

    fn press(&mut self, key: &str, control: bool, shift: bool, place: KeyTarget) -> &mut Popup {
        self.send(Msg::Key(Press {
            key: key.to_owned(),
            control,
            shift,
            place,
        }))
    }

    /// Presses the first element whose name for people begins so.
    fn press_button(&mut self, name: &str) -> &mut Popup {
        let page = view(&self.state);
        let all = page.all();
        let found = all
            .iter()
            .find(|node| node.message(Event::Click).is_some() && name_of(node).starts_with(name));
        let names: Vec<String> = all
            .iter()
            .filter(|node| node.message(Event::Click).is_some())
            .map(|node| name_of(node))
            .collect();
        let Some(node) = found else {
            panic!("no {name} among {names:?}")
        };
        let msg = node.message(Event::Click).cloned().expect("a message");
        self.send(msg)
    }

    fn link(&self) -> String {
        self.state.link()
    }

    fn said(&self) -> &str {
        self.state.said.as_ref().map_or("", |said| said.text.as_str())
    }

    fn copied(&self) -> Option<&str> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Copy { text, .. } => Some(text.as_str()),
            _ => None,
        })
    }

    fn codes(&self) -> Vec<String> {
        let page = view(&self.state);
        page.all()
            .iter()
            .filter_map(|node| Some(format!("{} {}", node.get("data-code")?, node.get("data-parameter")?)))
            .collect()
    }
}

/// What an element is called by screen readers.
fn name_of(node: &Node<Msg>) -> String {
    node.get("aria-label").map_or_else(|| node.text(), str::to_owned)
}

/// A view as an outline that people can read: text as it is, with what the elements are for.
fn outline(node: &Node<Msg>) -> String {
    let mut text = String::new();
    write_outline(node, 0, &mut text);
    text
}

const INLINE: [&str; 10] = ["b", "bdi", "span", "code", "del", "ins", "kbd", "wbr", "a", "small"];

fn write_outline(node: &Node<Msg>, depth: usize, text: &mut String) {
    if node.is_svg() || node.get("hidden").is_some() {
        return;
    }
    let has_block = |node: &Node<Msg>| {
        node.all()
            .iter()
            .skip(1)
            .any(|inner| !INLINE.contains(&inner.tag()) && !inner.is_svg())
    };
    let mut line = node.tag().to_owned();
    for (name, value) in node.attributes() {
        if [
            "role",
            "data-parameter",
            "data-level",
            "data-code",
            "data-tool",
            "data-endpoint",
            "aria-label",
            "aria-selected",
            "aria-expanded",
            "value",
            "checked",
            "href",
            "class",
        ]
        .contains(&&*name)
        {
            let _ = write!(
                line,
                " {}={value:?}",
                name.trim_start_matches("data-").trim_start_matches("aria-")
            );
        }
    }
    if !has_block(node) {
        let _ = writeln!(text, "{:depth$}{line}: {}", "", node.text(), depth = depth * 2);
        return;
    }
    let _ = writeln!(text, "{:depth$}{line}", "", depth = depth * 2);
    for child in node.children() {
        match child {
            Child::Node(inner) => write_outline(inner, depth + 1, text),
            Child::Text(words) => {
                let _ = writeln!(text, "{:depth$}{words}", "", depth = (depth + 1) * 2);
            }
        }
    }
}

/// The element of a view that has this key.
fn part<'a>(page: &'a Node<Msg>, key: &str) -> &'a Node<Msg> {
    page.all()
        .into_iter()
        .find(|node| node.keyed() == Some(key))
        .expect("the part")
}

fn snapshot(name: &str, popup: &Popup) {
    let page = view(&popup.state);
    let results = page
        .all()
        .into_iter()
        .find(|node| node.tag() == "main")
        .expect("results");
    insta::assert_snapshot!(name, format!("{}{}", outline(results), outline(part(&page, "tray"))));
}

fn ask(parameter: &str, level: Level) -> (String, Level) {
    (parameter.to_owned(), level)
}

fn call(method: &'static str, path: &str, status: CallStatus, sets: Vec<PermissionSet>, line: usize) -> Call {
    Call {
        method,
        path: path.to_owned(),
        endpoint: None,
        status,
        sets,
        classic_scopes: vec!["repo"],
        found: Location {
            line,
            ..Location::default()
        },
    }
}

/// A popup whose box has a script with these needs.
fn with_needs(needs: Needs) -> Popup {
    let mut popup = Popup::new();
    popup.typed("#!/bin/sh\ngh release create v1\n");
    popup.state.answer = Answer::Calls(Box::new(CallsAnswer {
        needs,
        chosen: std::collections::BTreeMap::new(),
        yes: std::collections::BTreeSet::new(),
    }));
    popup
}

fn script() -> Needs {
    Needs {
        permissions: [("contents", Level::Write), ("issues", Level::Write)]
            .into_iter()
            .collect(),
        calls: vec![
            call(
                "POST",
                "/repos/octo-org/app/releases",
                CallStatus::Supported,
                vec![vec![ask("contents", Level::Write)]],
                3,
            ),
            call(
                "POST",
                "/repos/octo-org/app/issues/7/comments",
                CallStatus::Supported,
                vec![
                    vec![ask("issues", Level::Write)],
                    vec![ask("pull_requests", Level::Write)],
                ],
                5,
            ),
            call("GET", "/orgs/octo-org/packages", CallStatus::Unsupported, Vec::new(), 6),
        ],
        unmatched: vec!["GET /zebra".to_owned()],
        questions: vec![Question {
            id: "workflows",
            text: "Does it change files under `.github/workflows`?".to_owned(),
            adds: [("workflows", Level::Write)].into_iter().collect(),
        }],
        errors: vec![RecognizedError {
            cause: "missing-permission",
            message: "The token lacks a permission.".to_owned(),
            help: "Add it, or make a new token.".to_owned(),
        }],
        ..Needs::default()
    }
}

#[test]
fn a_link_with_hundreds_of_faults_lists_the_first_and_counts_the_rest() {
    let names: Vec<String> = (0..500).map(|number| format!("secret_{number}=read")).collect();
    let mut popup = Popup::new();
    popup.typed(&format!("{FORM}?{}", names.join("&")));
    let listed = popup
        .codes()
        .iter()
        .filter(|code| code.starts_with("unknown-parameter"))
        .count();
    assert_eq!(listed, 30);
    assert!(view(&popup.state).text().contains("470 more aren’t listed."));
}

#[test]
fn the_first_time() {
    let mut popup = Popup::new();
    popup.typed("");
    snapshot("first", &popup);
}

#[test]
fn words() {
    let mut popup = Popup::new();
    popup.typed("create issue");
    snapshot("words", &popup);
}

#[test]
fn packages() {
    let mut popup = Popup::new();
    popup.typed("can it publish a package?");
    snapshot("packages", &popup);
}

#[test]
fn a_broken_link() {
    let mut popup = Popup::new();
    popup.typed(BROKEN);
    snapshot("link", &popup);
}

#[test]
fn two_links() {
    let mut popup = Popup::new();
    popup.typed(&format!(
        "{FORM}?name=A&expires_in=90&contents=read&issues=write {FORM}?name=B&expires_in=none&contents=write"
    ));
    snapshot("links", &popup);
}

#[test]
fn a_parameter_that_is_doubled_has_one_row_for_each_fault() {
    let mut popup = Popup::new();
    popup.typed(&format!("{FORM}?name=A&foo=1&foo=2&contents=read"));
    let page = view(&popup.state);
    let rows: Vec<_> = page
        .all()
        .into_iter()
        .filter(|node| node.get("data-parameter") == Some("foo"))
        .filter_map(|node| node.get("data-code").map(str::to_owned))
        .collect();
    assert_eq!(rows, ["unknown-parameter", "duplicate-parameter"]);
}

#[test]
fn many_links_are_stepped_through() {
    let mut popup = Popup::new();
    let links: Vec<String> = (1..=20)
        .map(|number| format!("{FORM}?name=Bot+{number}&contents=read"))
        .collect();
    popup.typed(&links.join(" "));
    assert!(popup.link().contains("Bot+20"), "the last one is what was written last");
    popup.press_button("Previous link").press_button("Previous link");
    assert!(popup.link().contains("Bot+18"));
    assert!(view(&popup.state).text().contains("18 of 20"));
    popup.press_button("Next link").press_button("Next link");
    assert!(popup.link().contains("Bot+20"));
    let page = view(&popup.state);
    let next = page
        .all()
        .into_iter()
        .find(|node| node.get("aria-label") == Some("Next link"));
    assert_eq!(next.and_then(|node| node.get("aria-disabled")), Some("true"));
}

#[test]
fn a_classic_link() {
    let mut popup = Popup::new();
    popup
        .typed("https://github.com/settings/tokens/new?scopes=repo,read:org,gist,write:packages&description=Team+tool");
    snapshot("classic", &popup);
}

#[test]
fn calls() {
    snapshot("calls", &with_needs(script()));
}

#[test]
fn a_script_and_an_error_as_they_are_pasted() {
    let mut popup = Popup::new();
    popup.typed("#!/bin/sh\ncurl -X POST https://api.github.com/repos/octo-org/app/releases -d @body.json\ncurl https://api.github.com/orgs/octo-org/packages?package_type=npm\n");
    snapshot("script", &popup);
    popup.typed(
        "HTTP 403: Resource not accessible by personal access token (https://api.github.com/repos/octo-org/app/issues)",
    );
    snapshot("error", &popup);
    popup.typed("HTTP 403: Resource not accessible by personal access token");
    snapshot("error unnamed", &popup);
    popup.typed("x-accepted-github-permissions: issues=write; pull_requests=write");
    snapshot("header", &popup);
    popup.typed("POST /repos/octo-org/app/issues").key("Enter");
    assert_eq!(popup.link(), format!("{FORM}?issues=write"));
}

#[test]
fn pages_and_details() {
    let mut popup = Popup::new();
    for page in [Screen::Saved, Screen::Limits, Screen::Tasks, Screen::Keys] {
        popup.send(Msg::Go(Some(page)));
        snapshot(&format!("page {page:?}"), &popup);
    }
    popup
        .send(Msg::Go(None))
        .send(Msg::Choose(Choice::Tool("release".to_owned())));
    popup
        .send(Msg::Field(DraftField::Expiration, "400".to_owned()))
        .send(Msg::Open("contents".to_owned()));
    insta::assert_snapshot!("details", outline(part(&view(&popup.state), "details")));
}

/// The frame in the pages is what the view draws first: the box can be typed into before the engine is there.
#[test]
fn the_frame_is_in_the_pages() {
    for (page, extension) in [("www/popup.html", true), ("www/index.html", false)] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        let text = std::fs::read_to_string(&path).expect(page);
        let state = State {
            about: About {
                extension,
                ..About::default()
            },
            ..State::default()
        };
        let mut frame = String::new();
        markup(&view(&state), &mut frame);
        let (start, end) = ("<!-- frame -->", "<!-- /frame -->");
        let before = text.find(start).expect("a frame") + start.len();
        let after = text.find(end).expect("the end of the frame");
        let wanted = format!("{}{frame}{}", &text[..before], &text[after..]);
        if std::env::var_os("UPDATE_FRAME").is_some() {
            std::fs::write(&path, &wanted).expect(page);
        } else {
            assert!(
                text == wanted,
                "{page} is not up to date: run `UPDATE_FRAME=1 cargo test --lib frame`"
            );
        }
    }
}

/// A view as markup: the head and the tray, and the results empty.
fn markup(node: &Node<Msg>, text: &mut String) {
    let _ = write!(text, "<{}", node.tag());
    for (name, value) in node.attributes() {
        if name != "value" {
            let _ = write!(
                text,
                " {name}=\"{}\"",
                value.replace('&', "&amp;").replace('"', "&quot;")
            );
        }
    }
    if node.get("data-box").is_some() {
        text.push_str(" autofocus");
    }
    text.push('>');
    if node.tag() == "path" || node.tag() == "input" {
        if node.tag() == "path" {
            text.push_str("</path>");
        }
        return;
    }
    for child in node.children() {
        match child {
            Child::Node(inner) if node.tag() != "main" => markup(inner, text),
            Child::Node(_) => {}
            Child::Text(words) => text.push_str(&words.replace('&', "&amp;").replace('<', "&lt;")),
        }
    }
    let _ = write!(text, "</{}>", node.tag());
}

// --- the tasks ---

#[test]
fn a_release_tool_as_markdown_in_three_steps() {
    let mut popup = Popup::new();
    popup
        .typed("")
        .press_button("Release tool")
        .press_button("Copy in another format")
        .press_button("Markdown link");
    assert!(
        popup
            .copied()
            .is_some_and(|text| text.starts_with("[Create the token Release tool](https://github.com/"))
    );

    let mut popup = Popup::new();
    popup
        .typed("release tool")
        .key("Enter")
        .press("Enter", true, true, KeyTarget::Box);
    assert!(
        popup
            .copied()
            .is_some_and(|text| text.starts_with("[Create the token Release tool]("))
    );
}

#[test]
fn a_broken_link_is_fixed_when_it_is_pasted() {
    let mut popup = Popup::new();
    popup.typed(&format!("{FORM}?name=Deploy+bot&variables=write"));
    popup.press("Enter", true, false, KeyTarget::Box);
    assert_eq!(
        popup.copied(),
        Some(format!("{FORM}?name=Deploy+bot&actions_variables=write").as_str())
    );
    assert_eq!(popup.codes()[0], "unknown-parameter variables");
    popup.send(Msg::Copied(true));
    assert_eq!(popup.said(), "Copied");
}

#[test]
fn last_weeks_template_in_one_step() {
    let mut popup = Popup::new();
    let url = format!("{FORM}?name=Label+sync&issues=write");
    popup.state.library.save(&url, popup.state.now - 7 * 86_400);
    popup.typed("").key("Enter");
    assert_eq!(popup.link(), url);
    let mut popup = Popup::new();
    popup.state.library.save(&url, popup.state.now - 7 * 86_400);
    popup.typed("").press_button("Saved: Label sync");
    assert_eq!(popup.link(), url);
}

#[test]
fn enter_in_an_empty_box_overwrites_no_draft() {
    let mut popup = Popup::new();
    popup
        .state
        .library
        .save(&format!("{FORM}?name=Label+sync&issues=write"), 1);
    popup
        .send(Msg::Draft(format!("{FORM}?contents=read")))
        .typed("")
        .key("Enter");
    assert_eq!(popup.link(), format!("{FORM}?contents=read"));
}

#[test]
fn what_administration_does_at_both_levels() {
    let mut popup = Popup::new();
    popup.typed("administration");
    let page = view(&popup.state);
    let text = page.text();
    for level in [Level::Read, Level::Write] {
        assert!(text.contains(&super::engine::lets("administration", level)));
    }
}

// --- the box ---

#[test]
fn enter_adds_and_enter_again_removes() {
    let mut popup = Popup::new();
    popup.typed("create issue").key("Enter");
    assert_eq!(popup.link(), format!("{FORM}?issues=write"));
    assert_eq!(popup.state.status, "Issues write added, 1 permission");
    assert!(popup.effects.contains(&Effect::Select("box")));
    popup.key("Enter");
    assert_eq!(popup.link(), FORM);
}

#[test]
fn the_first_result_is_what_the_words_say() {
    for (words, link) in [
        ("push code", "contents=write"),
        ("create issue", "issues=write"),
        ("read issues", "issues=read"),
        ("gists", "gists=write"),
    ] {
        let mut popup = Popup::new();
        popup.typed(words).key("Enter");
        assert_eq!(popup.link(), format!("{FORM}?{link}"), "{words}");
    }
}

#[test]
fn arrows_walk_and_stop_at_the_ends() {
    let mut popup = Popup::new();
    popup.typed("issues");
    for _ in 0..100 {
        popup.key("ArrowDown");
    }
    let last = popup.state.active;
    popup.key("ArrowDown");
    assert_eq!(popup.state.active, last);
    for _ in 0..100 {
        popup.key("ArrowUp");
    }
    assert_eq!(popup.state.active, Some(0));
    assert!(popup.effects.contains(&Effect::PreventDefault));
}

#[test]
fn results_stay_where_they_are_when_one_is_chosen() {
    let mut popup = Popup::new();
    popup.typed("issue");
    let rows = |popup: &Popup| -> Vec<String> {
        view(&popup.state)
            .all()
            .iter()
            .filter(|node| node.get("role") == Some("option"))
            .filter_map(|node| node.get("id").map(|_| format!("{:?}", node.message(Event::Click))))
            .collect()
    };
    let before = rows(&popup);
    popup.key("Enter");
    assert_eq!(rows(&popup), before);
}

#[test]
fn escape_goes_one_step_back() {
    let mut popup = Popup::new();
    popup.typed("create issue").key("Enter");
    popup.send(Msg::Details).send(Msg::Over(Over::Formats));
    popup.press("Escape", false, false, KeyTarget::Button);
    assert!(popup.state.over.is_none() && popup.state.details.is_some());
    popup.key("Escape");
    assert!(popup.state.details.is_none() && !popup.state.text.is_empty());
    popup.key("Escape");
    assert_eq!(popup.state.text, "");
    popup.key("Escape");
    assert!(popup.effects.contains(&Effect::Close));
}

#[test]
fn secrets_are_removed_from_the_box() {
    let mut popup = Popup::new();
    popup.typed("curl -H 'Authorization: Bearer ghp_0123456789abcdefghijABCDEFGHIJ012345' https://api.github.com/user");
    assert!(!popup.state.text.contains("ghp_"));
    assert!(popup.codes().contains(&"secret ".to_owned()), "{:?}", popup.codes());
}

#[test]
fn quick_typing_tells_screen_readers_once() {
    let mut popup = Popup::new();
    popup.typed("i");
    let first = popup.state.ticket;
    popup.typed("is");
    popup.send(Msg::Tell(first));
    assert_eq!(popup.state.status, "");
    let second = popup.state.ticket;
    popup.send(Msg::Tell(second));
    assert!(popup.state.status.ends_with("results"), "{}", popup.state.status);
}

// --- the tray ---

#[test]
fn a_pasted_link_is_a_guest_in_the_tray() {
    let mut popup = Popup::new();
    popup.typed("create issue").key("Enter");
    let own = popup.link();
    popup.typed(&format!("{FORM}?name=X&contents=read"));
    assert_eq!(popup.link(), format!("{FORM}?name=X&contents=read"));
    popup.press_button("Back to");
    assert_eq!(popup.link(), own);
    assert_eq!(popup.state.text, "");
}

#[test]
fn a_foreign_link_is_never_opened_as_it_is() {
    let mut popup = Popup::new();
    popup.typed("https://github.com.example.net/settings/personal-access-tokens/new?name=X&contents=read");
    assert_eq!(popup.state.address(), None);
    assert_eq!(popup.link(), FORM);
    let page = view(&popup.state);
    assert!(
        page.all()
            .iter()
            .all(|node| node.get("href").is_none_or(|href| !href.contains("example.net")))
    );
}

#[test]
fn there_is_one_link_in_every_state() {
    let mut popup = Popup::new();
    for text in ["", "issue", BROKEN, "#!/bin/sh\ncurl x", "xyzzy"] {
        popup.typed(text);
        for over in [None, Some(Over::Link), Some(Over::ByHand("x".to_owned()))] {
            popup.state.over = over;
            let page = view(&popup.state);
            let links: Vec<_> = page
                .all()
                .into_iter()
                .filter(|node| node.get("data-template-link").is_some())
                .collect();
            assert_eq!(links.len(), 1);
            assert_eq!(links[0].text(), popup.link());
        }
    }
}

#[test]
fn every_fix_has_its_own_way_back() {
    let mut popup = Popup::new();
    popup.typed(&format!("{FORM}?name=A&variables=write&contents=rw"));
    let fixed = popup.link();
    assert!(fixed.contains("actions_variables=write") && fixed.contains("contents=write"));
    let id = (Code::UnknownParameter, "variables".to_owned());
    popup.send(Msg::Decide(id, Some(Decision::Undone)));
    let link = popup.link();
    assert!(
        link.contains("&variables=write") && link.contains("contents=write"),
        "{link}"
    );
    popup.press("z", true, false, KeyTarget::Page);
    assert_eq!(popup.link(), fixed);
}

#[test]
fn what_is_left_out_leaves_the_rest_as_it_was() {
    let mut popup = Popup::new();
    popup.typed(BROKEN);
    popup.send(Msg::Decide(
        (Code::ForeignDialect, "scopes".to_owned()),
        Some(Decision::LeftOut),
    ));
    assert!(!popup.link().contains("scopes"), "{}", popup.link());
    assert!(popup.link().contains("name=Deploy+bot&expires_in=365&contents=write"));
}

#[test]
fn using_a_tool_adds_to_a_template_and_can_replace_it() {
    let mut popup = Popup::new();
    popup
        .typed("create issue")
        .key("Enter")
        .send(Msg::Choose(Choice::Tool("push".to_owned())));
    let template = popup.state.template();
    assert!(template.permissions.get("issues").is_some() && template.permissions.get("contents").is_some());
    popup.press_button("Replace");
    assert!(popup.state.template().permissions.get("issues").is_none());
    assert!(
        popup
            .state
            .library
            .entries()
            .iter()
            .any(|entry| entry.url.contains("issues=write"))
    );
    popup.press_button("Undo");
    assert_eq!(popup.state.template().permissions.get("contents"), None);
    assert!(popup.state.template().permissions.get("issues").is_some());
}

#[test]
fn undo_is_a_stack_and_survives_typing() {
    let mut popup = Popup::new();
    popup
        .typed("issues")
        .key("Enter")
        .typed("gists")
        .key("Enter")
        .typed("something else entirely");
    popup
        .press("z", true, false, KeyTarget::Page)
        .press("z", true, false, KeyTarget::Page);
    assert_eq!(popup.link(), FORM);
    popup.press("z", true, false, KeyTarget::Page);
    assert_eq!(popup.said(), "Nothing to undo");
}

#[test]
fn typing_in_a_field_is_one_step() {
    let mut popup = Popup::new();
    popup.typed("issues").key("Enter");
    for name in ["L", "La", "Lab"] {
        popup.send(Msg::Field(DraftField::Name, name.to_owned()));
    }
    assert!(popup.link().contains("name=Lab"));
    popup.send(Msg::Undo);
    assert!(!popup.link().contains("name="));
}

#[test]
fn emptying_can_be_undone_and_is_in_recent() {
    let mut popup = Popup::new();
    popup.typed("issues").key("Enter").send(Msg::Empty);
    assert!(popup.state.is_empty());
    assert_eq!(popup.state.library.entries().len(), 1);
    popup.press_button("Undo");
    assert!(popup.link().contains("issues="));
}

// --- calls ---

#[test]
fn another_set_may_serve_a_call() {
    let mut popup = with_needs(script());
    popup.send(Msg::Set(1, 1)).send(Msg::UseNeeds);
    let template = popup.state.template();
    assert_eq!(template.permissions.get("issues"), None);
    assert_eq!(template.permissions.get("pull_requests"), Some(Level::Write));
}

#[test]
fn a_question_adds_what_its_answer_needs() {
    let mut popup = with_needs(script());
    popup
        .send(Msg::Answered("workflows".to_owned(), true))
        .send(Msg::UseNeeds);
    assert_eq!(popup.state.template().permissions.get("workflows"), Some(Level::Write));
}

// --- keeping ---

#[test]
fn what_changes_is_kept() {
    let mut popup = Popup::new();
    popup.typed("issues").key("Enter");
    assert!(
        popup
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Keep(DRAFT, url) if url.contains("issues")))
    );
    popup.send(Msg::Save);
    assert!(
        popup
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Keep(LIBRARY, text) if text.contains("issues")))
    );
    popup.send(Msg::NotKept);
    assert_eq!(popup.said(), "The browser does not let Finegrain keep templates");
}

#[test]
fn two_windows_lose_nothing() {
    let mut popup = Popup::new();
    popup.send(Msg::Elsewhere(format!("{FORM}?name=Other&contents=read")));
    popup.typed("issues").key("Enter");
    assert!(
        popup
            .state
            .library
            .entries()
            .iter()
            .any(|entry| entry.url.contains("name=Other"))
    );
}

#[test]
fn a_deleted_template_comes_back() {
    let mut popup = Popup::new();
    let url = format!("{FORM}?name=A&contents=read");
    popup.state.library.save(&url, 1);
    popup.send(Msg::Go(Some(Screen::Saved))).send(Msg::Delete(url.clone()));
    assert_eq!(popup.said(), "“A” deleted");
    popup.press_button("Undo");
    assert!(popup.state.library.get(&url).is_some());
}

#[test]
fn a_refused_copy_shows_the_text() {
    let mut popup = Popup::new();
    popup
        .typed("issues")
        .key("Enter")
        .send(Msg::NotCopied("the link".to_owned()));
    let page = view(&popup.state);
    let field = page
        .all()
        .into_iter()
        .find(|node| node.get("id") == Some("by-hand"))
        .expect("a field");
    assert_eq!(field.get("value"), Some("the link"));
    assert!(popup.effects.contains(&Effect::Select("by-hand")));
}

#[test]
fn the_address_of_the_web_page_goes_before_what_was_kept() {
    let mut popup = Popup::new();
    popup.state.about.extension = false;
    popup.send(Msg::Address("#name=CI&contents=read".to_owned()));
    assert_eq!(popup.link(), format!("{FORM}?name=CI&contents=read"));
    popup.send(Msg::Undo);
    assert_eq!(popup.link(), FORM);
}

// --- all states ---

#[test]
fn what_the_tab_has_is_offered() {
    let mut popup = Popup::new();
    popup.typed("").send(Msg::Tab(Tab {
        links: vec![format!("{FORM}?variables=write")],
        ..Tab::default()
    }));
    popup.press_button("Check it");
    assert_eq!(popup.codes()[0], "unknown-parameter variables");
}

#[test]
fn every_button_has_its_own_name() {
    let mut popup = Popup::new();
    popup.state.library.save(&format!("{FORM}?name=A&contents=read"), 1);
    popup.state.library.save(&format!("{FORM}?name=B&contents=read"), 1);
    let mut texts = vec!["", "issue", "deploy", "package", "xyzzy", BROKEN];
    let two = format!("{BROKEN} {FORM}?name=A&variables=write&contents=rw");
    texts.push(&two);
    texts.push("https://github.com/settings/tokens/new?scopes=repo,gist");
    for text in texts {
        popup.typed(text);
        for (page, details) in [
            (None, false),
            (None, true),
            (Some(Screen::Saved), false),
            (Some(Screen::Tasks), false),
            (Some(Screen::Limits), false),
        ] {
            popup.state.page = page;
            popup.state.details = None;
            if details {
                popup
                    .send(Msg::Choose(Choice::Tool("release".to_owned())))
                    .send(Msg::Open("contents".to_owned()));
            }
            let page = view(&popup.state);
            let mut names: Vec<String> = Vec::new();
            collect_names(&page, &mut names);
            let mut sorted = names.clone();
            sorted.sort();
            for pair in sorted.windows(2) {
                assert_ne!(pair[0], pair[1], "{text}: two buttons have this name");
            }
            assert!(names.iter().all(|name| !name.trim().is_empty()), "{text}: {names:?}");
        }
    }
}

fn collect_names(node: &Node<Msg>, names: &mut Vec<String>) {
    if node.get("hidden").is_some() {
        return;
    }
    if node.tag() == "button" {
        names.push(name_of(node));
    }
    for child in node.children() {
        if let Child::Node(inner) = child {
            collect_names(inner, names);
        }
    }
}

#[test]
fn siblings_have_different_keys() {
    let mut popup = Popup::new();
    for text in [
        "",
        "issue",
        BROKEN,
        "https://github.com/settings/tokens/new?scopes=repo,gist,repo",
    ] {
        popup
            .typed(text)
            .send(Msg::Choose(Choice::Tool("release".to_owned())))
            .send(Msg::Open("contents".to_owned()));
        popup.typed(text);
        for node in view(&popup.state).all() {
            let mut keys: Vec<_> = node
                .children()
                .iter()
                .filter_map(|child| match child {
                    Child::Node(inner) => inner.keyed().map(|key| (key, inner.tag())),
                    Child::Text(_) => None,
                })
                .collect();
            let count = keys.len();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), count, "{text}");
        }
    }
}

/// A new Msg that is forgotten in `update` does not compile; one that does harm in an empty popup is found here.
#[test]
fn nothing_panics_in_an_empty_popup() {
    for key in ["Enter", "Escape", "ArrowDown", "ArrowUp", "/", "?", "z"] {
        for place in [KeyTarget::Box, KeyTarget::Field, KeyTarget::Button, KeyTarget::Page] {
            for control in [false, true] {
                let mut popup = Popup::new();
                popup.press(key, control, false, place);
                let _ = view(&popup.state);
            }
        }
    }
    for msg in [
        Msg::Which(7),
        Msg::Set(3, 3),
        Msg::Undo,
        Msg::Save,
        Msg::Copy("zebra".to_owned()),
        Msg::TitleDone,
        Msg::Back,
        Msg::UseNeeds,
    ] {
        let mut popup = Popup::new();
        popup.send(msg);
        let _ = view(&popup.state);
    }
}

#[test]
fn the_arrows_walk_through_saved_templates() {
    let mut popup = Popup::new();
    let url = |name: &str| format!("{FORM}?name={name}&contents=read");
    popup.send(Msg::SavedElsewhere(vec![
        url("One"),
        url("Two"),
        "https://example.net/".to_owned(),
    ]));
    assert!(
        popup
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Keep(LIBRARY, _)))
    );
    assert_eq!(popup.state.library.saved().count(), 2);
    popup.send(Msg::Go(Some(Screen::Saved)));
    assert_eq!(popup.state.active, None, "Enter alone opens nothing");
    popup.key("ArrowDown").key("ArrowDown");
    let page = view(&popup.state);
    let current: Vec<_> = page
        .all()
        .into_iter()
        .filter(|node| node.get("aria-current").is_some())
        .collect();
    assert_eq!(current.len(), 1);
    assert!(current[0].text().contains("One"), "the last one saved is first");
    popup.key("Enter");
    assert_eq!(popup.link(), url("One"));
    popup.send(Msg::Go(Some(Screen::Saved))).typed("two").key("Enter");
    assert_eq!(popup.link(), url("Two"));
}

#[test]
fn the_arrows_walk_through_all_permissions() {
    let mut popup = Popup::new();
    popup.typed("xyzzy").send(Msg::Go(Some(Screen::Permissions)));
    let page = view(&popup.state);
    let options = page
        .all()
        .iter()
        .filter(|node| node.get("role") == Some("option"))
        .count();
    assert_eq!(super::choices::choices(&popup.state).len(), options);
    popup.key("ArrowDown").key("ArrowDown").key("Enter");
    assert_eq!(popup.link(), format!("{FORM}?actions=write"));
}

#[test]
fn a_scope_that_needs_nothing_is_replaced() {
    let mut popup = Popup::new();
    popup.typed("https://github.com/settings/tokens/new?scopes=read:user,gist");
    let text = outline(&view(&popup.state));
    assert!(text.contains("A fine-grained link replaces both scopes"), "{text}");
    assert!(text.contains("Needs no permission"), "{text}");
    assert!(!text.contains("Lost"), "{text}");
}

#[test]
fn no_set_is_offered_that_includes_another() {
    let mut popup = Popup::new();
    popup.typed("gh release create v1\ngh release create v2");
    assert!(popup.link() == FORM);
    let Answer::Calls(answer) = &popup.state.answer else {
        panic!("calls")
    };
    for call in &answer.needs.calls {
        for (at, set) in call.sets.iter().enumerate() {
            let others = call.sets.iter().enumerate().filter(|(other, _)| *other != at);
            for (_, other) in others {
                assert!(!other.iter().all(|ask| set.contains(ask)), "{set:?} includes {other:?}");
            }
        }
    }
}

#[test]
fn high_risk_is_said_once_in_the_tray_and_once_where_it_would_be_added() {
    let mut popup = Popup::new();
    for text in [
        &format!("{FORM}?name=A&administration=write&secrets=write&workflows=write") as &str,
        BROKEN,
        "PUT /repos/octo-org/app/actions/secrets/TOKEN",
        "administration",
    ] {
        popup.typed(text).key("Enter").typed(text);
        let text = view(&popup.state).text();
        assert!(text.matches("High risk").count() <= 2, "{text}");
    }
}
