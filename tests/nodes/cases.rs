//! What both painters must do, as trees: see `check.mjs`, which runs them in a page, and `src/view/node.rs` for the rules.

use finegrain::view::node::{
    Event, Node, a, b, bdi, button, checkbox, code, details, div, drawing, li, p, summary, text_area, text_field, ul,
};
use serde::Serialize;

/// One case. `before` is painted into an empty container, then the page is brought into the state that the fields in the
/// middle describe, then `after` is painted into the same container.
#[derive(Serialize)]
pub struct Case {
    pub name: &'static str,
    pub before: Node<&'static str>,
    /// The key of the element that gets the focus.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focus: Option<&'static str>,
    /// What is selected in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub select: Option<(u32, u32)>,
    /// An element, by key, whose value somebody typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typed: Option<(&'static str, &'static str)>,
    /// An element, by key, that is scrolled down by this much.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scroll: Option<(&'static str, u32)>,
    pub after: Node<&'static str>,
    /// The keys of elements that must be the same objects as before.
    pub kept: Vec<&'static str>,
    /// The key of the element that has the focus afterwards, with the same selection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub focused: Option<&'static str>,
    /// An event sent afterwards, by the key of its target, and the message that comes of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sends: Option<(Event, &'static str, &'static str)>,
}

fn case(name: &'static str, before: Node<&'static str>, after: Node<&'static str>) -> Case {
    Case {
        name,
        before,
        focus: None,
        select: None,
        typed: None,
        scroll: None,
        after,
        kept: Vec::new(),
        focused: None,
        sends: None,
    }
}

fn list(keys: &[&'static str]) -> Node<&'static str> {
    ul(keys
        .iter()
        .map(|key| li(button(*key).key(*key)).key(format!("row {key}")))
        .collect::<Vec<_>>())
    .key("list")
}

pub fn all() -> Vec<Case> {
    let mut cases = replacing();
    cases.extend(keeping());
    cases.extend(listening());
    cases
}

fn replacing() -> Vec<Case> {
    let long: Vec<&'static str> = vec!["a", "b", "c", "d", "e", "f", "g", "h"];
    vec![
        case(
            "text is never markup",
            div(()),
            div("<img src=x onerror=alert(1)>&amp;"),
        ),
        case(
            "attributes come and go",
            div(()).class("a").data("code", "x"),
            div(()).class("b").aria("label", "y"),
        ),
        case(
            "flags come and go",
            button("x").disabled(true),
            button("x").hidden(true),
        ),
        case("texts come and go", p(("a", b("b"), "c")), p((b("b"), "d"))),
        case("another tag is another element", div(p("a")), div(code("a"))),
        case(
            "unkeyed children are matched in order",
            div((p("1"), p("2"))),
            div((p("3"), p("4"), bdi("5"))),
        ),
        case("all children go", list(&long), list(&[])),
        case(
            "children come back reversed",
            list(&long),
            list(&["h", "g", "f", "e", "d", "c", "b", "a"]),
        ),
        case(
            "children go and come in one step",
            list(&long),
            list(&["x", "h", "b", "y", "a", "z"]),
        ),
        case(
            "a drawing is in the namespace of SVG",
            div(()),
            div(drawing("icon", "M4 4l8 8")),
        ),
        case(
            "a link opens in a tab of its own",
            div(a("x")),
            div(a("x").href("https://github.com/octo-org")),
        ),
    ]
}

fn keeping() -> Vec<Case> {
    let field = |value: &'static str| text_field(value).key("field");
    vec![
        Case {
            kept: vec!["list", "a", "b", "c"],
            ..case(
                "keyed children stay the same elements",
                list(&["a", "b", "c"]),
                list(&["c", "a", "x", "b"]),
            )
        },
        Case {
            focus: Some("d"),
            kept: vec!["d", "b"],
            focused: Some("d"),
            ..case(
                "what has the focus is not moved",
                list(&["a", "b", "c", "d"]),
                list(&["d", "c", "b"]),
            )
        },
        Case {
            focus: Some("field"),
            select: Some((1, 3)),
            kept: vec!["field"],
            focused: Some("field"),
            ..case(
                "focus and selection stay while everything around changes",
                div((p("a"), field("hello"))),
                div((p("b"), p("c"), field("hello"), p("d"))),
            )
        },
        Case {
            focus: Some("field"),
            select: Some((2, 2)),
            kept: vec!["field"],
            focused: Some("field"),
            ..case(
                "the same value leaves the selection alone",
                div(field("abc")),
                div(field("abc").class("x")),
            )
        },
        Case {
            typed: Some(("field", "typed")),
            kept: vec!["field"],
            ..case(
                "the state decides what a field shows",
                div(field("")),
                div(field("cleaned")),
            )
        },
        Case {
            typed: Some(("field", "typed")),
            kept: vec!["field"],
            ..case("and takes back what it does not want", div(field("")), div(field("")))
        },
        case("a text area shows its value", div(()), div(text_area("a\nb"))),
        case(
            "a checkbox shows its state",
            div(checkbox(true).key("box")),
            div(checkbox(false).key("box")),
        ),
        Case {
            scroll: Some(("scroller", 40)),
            kept: vec!["scroller"],
            ..case(
                "scrolling stays",
                div(div(p("a")).key("scroller")),
                div((p("new"), div((p("a"), p("b"))).key("scroller"))),
            )
        },
        Case {
            kept: vec!["fold"],
            ..case(
                "details stay as a person left them",
                details((summary("More"), p("a"))).key("fold").open(true),
                details((summary("More"), p("b"))).key("fold").open(true),
            )
        },
    ]
}

fn listening() -> Vec<Case> {
    let inner = || b("b").key("inner");
    vec![
        Case {
            sends: Some((Event::Click, "inner", "new")),
            ..case(
                "an event sends the message of the newest tree",
                button(inner()).on(Event::Click, "old"),
                button(inner()).on(Event::Click, "new"),
            )
        },
        Case {
            sends: Some((Event::Click, "inner", "inner")),
            ..case(
                "the innermost listener answers alone",
                div(()),
                div(button(inner().on(Event::Click, "inner")).on(Event::Click, "outer")),
            )
        },
        Case {
            sends: Some((Event::Click, "b", "b")),
            ..case(
                "a child that moved sends its own message",
                ul(["a", "b", "c"].map(|key| button(key).key(key).on(Event::Click, key))),
                ul(["c", "b", "a"].map(|key| button(key).key(key).on(Event::Click, key))),
            )
        },
        Case {
            sends: Some((Event::Input, "field", "typed")),
            ..case(
                "a field sends what is typed",
                div(()),
                div(text_field("x").key("field").on(Event::Input, "typed")),
            )
        },
    ]
}
