//! Limits: what fine-grained tokens cannot do, as questions, each answered with what to use instead.

use web_sys::HtmlElement;

use crate::{
    advice::alternatives::{Alternative, CLASSIC_REACH, Step, Way, alternatives},
    github::{DEFAULT_HOST, Instance, limits},
    web::popup::{
        App,
        dom::{append, by_id, focus, inside, marked, set, show, stamp, text},
        tabs::{self, Tab},
    },
};

/// Writes the questions and the facts.
pub(super) fn fill() {
    let questions = by_id("questions");
    for alternative in alternatives(Instance::at(DEFAULT_HOST)) {
        append(&questions, &question(&alternative));
    }
    text(&by_id("classic-reach"), CLASSIC_REACH);
    let facts = by_id("facts");
    for limit in limits()
        .iter()
        .filter(|limit| limit.question.is_none() && limit.code != "limit-unsupported-endpoint")
    {
        let fact = stamp("fact");
        text(&inside(&fact, "dt"), limit.title);
        marked(&inside(&fact, "dd"), &format!("{} {}", limit.what, limit.instead));
        append(&facts, &fact);
    }
}

fn question(alternative: &Alternative) -> HtmlElement {
    let limit = &alternative.limit;
    let question = stamp("question");
    set(&question, "id", limit.code);
    text(&inside(&question, "summary"), limit.question.unwrap_or(limit.title));
    marked(&inside(&question, ".limit-what"), limit.what);
    let ways = inside(&question, ".ways");
    for way in &alternative.ways {
        append(&ways, &way_item(way));
    }
    if let Some(planned) = limit.roadmap {
        let roadmap = inside(&question, ".roadmap");
        let link = inside(&roadmap, "a");
        text(
            &link,
            &format!("{}: issue {} of its roadmap", planned.plans(), planned.issue),
        );
        set(&link, "href", &planned.url());
        show(&roadmap, true);
    }
    question
}

fn way_item(way: &Way) -> HtmlElement {
    let item = stamp("way");
    marked(&inside(&item, "b"), way.title);
    marked(&inside(&item, ".help"), way.note);
    let link = inside(&item, "a");
    let button = inside(&item, "button");
    match &way.step {
        Step::Classic(url) | Step::App(url) => {
            text(&link, "Open on GitHub");
            set(&link, "href", url);
            set(&link, "aria-label", &format!("Open on GitHub: {}", way.title));
            show(&link, true);
        }
        Step::Workflow(lines) => {
            let code = inside(&item, "pre");
            text(&code, lines);
            show(&code, true);
            offer(&button, "copy-lines", "Copy", lines, way.title);
        }
        Step::Template(template) => offer(
            &button,
            "use-template",
            "Use in Build",
            &template.to_string(),
            way.title,
        ),
    }
    item
}

fn offer(button: &HtmlElement, does: &str, label: &str, with: &str, title: &str) {
    text(button, label);
    set(button, "data-do", does);
    set(button, "data-with", with);
    set(button, "aria-label", &format!("{label}: {}", title.replace('`', "")));
    show(button, true);
}

/// Shows what serves instead where a limit stands in the way.
pub(super) fn open(app: &App, code: &str) {
    tabs::select(app, Tab::Limits);
    let question = by_id(code);
    set(&question, "open", "");
    let summary = inside(&question, "summary");
    focus(&summary);
}
