//! The template in the tray, field by field.

use super::components::{level_word, mark, more, rich, textual, tool_button};
use crate::{
    github::{Level, permission},
    link::Draft,
    lint::Diagnostic,
    view::{
        Node,
        icons::Icon,
        node::{Event, b, bdi, button, code, div, h2, label, li, p, radio, section, span, text_field, ul},
        popup::{
            engine,
            msg::Msg,
            state::{DraftField, State},
        },
    },
};

/// The days that are offered at once.
const DAYS: [(&str, &str); 6] = [
    ("", "Default"),
    ("7", "7"),
    ("30", "30"),
    ("60", "60"),
    ("90", "90"),
    ("none", "None"),
];

/// GitHub's limits.
const NAME: usize = 40;
const DESCRIPTION: usize = 1024;

pub fn view(state: &State) -> Node<Msg> {
    let node = section(())
        .class("details")
        .id("details")
        .key("details")
        .aria("label", "Details of the template");
    if state.is_empty() {
        return node
            .hidden(state.details.is_none())
            .with(p("What you choose is shown here.").class("pad quiet blank"));
    }
    if state.details.is_none() && !state.wide {
        // Drawn when they are seen: each letter in the box would draw them anew.
        return node.hidden(true);
    }
    let draft = state.draft();
    let found = &state.problems.found;
    node.hidden(state.details.is_none()).with((
        fields(draft, found).key("fields"),
        h2((
            span("Permissions"),
            span(match draft.permissions.len() {
                0 => "none chosen".to_owned(),
                some => format!("{some} chosen"),
            })
            .class("end light"),
        ))
        .class("group-title")
        .id("permissions-title")
        .key("permissions title"),
        ul(rows(state, draft, found))
            .class("perm-rows")
            .aria("labelledby", "permissions-title")
            .key("permissions"),
        general(found).key("general"),
        div(textual("Empty the template", Msg::Empty).class("textual plain"))
            .class("pad foot-note")
            .key("empty"),
    ))
}

/// The most permissions that are listed: GitHub offers fewer. A link may name any number.
const MOST_ROWS: usize = 150;

fn rows(state: &State, draft: &Draft, found: &[Diagnostic]) -> Vec<Node<Msg>> {
    let more = more(draft.permissions.len(), MOST_ROWS);
    draft
        .permissions
        .iter()
        .take(MOST_ROWS)
        .map(|(parameter, level)| row(state, draft, parameter, level, found))
        .chain(more)
        .collect()
}

fn fields(draft: &Draft, found: &[Diagnostic]) -> Node<Msg> {
    let mut parts: Vec<Node<Msg>> = Vec::new();
    let mut push = |node: Node<Msg>, key: &'static str| parts.push(node.key(key));
    push(label("Name").names("name"), "name label");
    push(counted(&draft.name, NAME, "name", DraftField::Name, "", found), "name");
    push(label("Owner").names("owner"), "owner label");
    push(
        field(
            &draft.owner,
            "owner",
            DraftField::Owner,
            "Your own account",
            has(found, "target_name"),
        )
        .class("text"),
        "owner",
    );
    notes(&mut parts, found, &["name", "target_name"], draft);
    let mut push = |node: Node<Msg>, key: &'static str| parts.push(node.key(key));
    push(label("Description").names("description"), "description label");
    push(
        counted(
            &draft.description,
            DESCRIPTION,
            "description",
            DraftField::Description,
            "What the token does",
            found,
        )
        .class("counted wide"),
        "description",
    );
    notes(&mut parts, found, &["description"], draft);
    let mut push = |node: Node<Msg>, key: &'static str| parts.push(node.key(key));
    push(
        span("Expiration").class("label").id("expiration-label"),
        "expiration label",
    );
    push(expiration(draft, found), "expiration");
    notes(&mut parts, found, &["expires_in"], draft);
    let mut push = |node: Node<Msg>, key: &'static str| parts.push(node.key(key));
    push(label("Repositories").names("repositories"), "repositories label");
    push(
        field(
            &draft.repositories.replace('\n', ", "),
            "repositories",
            DraftField::Repositories,
            "owner/name, a reminder for the form",
            false,
        )
        .class("text wide"),
        "repositories",
    );
    let (_, unread) = draft.read_repositories();
    if !unread.is_empty() {
        parts.push(
            p((
                mark(crate::lint::Severity::Warning),
                span((
                    code(bdi(crate::sanitize::shown(&unread.join(" ")))),
                    " does not name a repository; write ",
                    code("owner/name"),
                )),
            ))
            .class("note small")
            .key("unread"),
        );
    }
    div(parts).class("props")
}

fn has(found: &[Diagnostic], parameter: &str) -> bool {
    found
        .iter()
        .any(|one| one.parameter.as_deref() == Some(parameter) && one.severity == crate::lint::Severity::Error)
}

fn field(value: &str, id: &'static str, field: DraftField, placeholder: &'static str, wrong: bool) -> Node<Msg> {
    let node = text_field(value.to_owned())
        .id(id)
        .placeholder(placeholder)
        .on(Event::Input, Msg::Field(field, String::new()));
    if wrong { node.aria("invalid", "true") } else { node }
}

/// A field with a count of how much fits.
fn counted(
    value: &str,
    most: usize,
    id: &'static str,
    which: DraftField,
    placeholder: &'static str,
    found: &[Diagnostic],
) -> Node<Msg> {
    let length = value.chars().count();
    let over = length > most;
    // The count of a long field matters only near its end.
    let shown = most <= 100 || length + 100 > most;
    div((
        field(value, id, which, placeholder, over || has(found, id)).class("text"),
        shown.then(|| span(format!("{length}/{most}")).class("count").aria("hidden", "true")),
    ))
    .class(if over { "counted over" } else { "counted" })
}

fn expiration(draft: &Draft, found: &[Diagnostic]) -> Node<Msg> {
    let offered = DAYS.iter().any(|(value, _)| *value == draft.expires_in.trim());
    let choices: Vec<Node<Msg>> = DAYS
        .into_iter()
        .map(|(value, text)| {
            label((
                radio("expires", value == draft.expires_in.trim())
                    .on(Event::Change, Msg::FixField(DraftField::Expiration, value.to_owned())),
                span(text),
            ))
        })
        .collect();
    let days = if offered {
        String::new()
    } else {
        draft.expires_in.clone()
    };
    let wrong = has(found, "expires_in");
    div((
        div(choices)
            .class("seg tight")
            .role("radiogroup")
            .aria("labelledby", "expiration-label"),
        field(&days, "days", DraftField::Expiration, "1–366", wrong)
            .class("text days")
            .inputmode("numeric")
            .aria("label", "Days until it expires, 1 to 366"),
    ))
    .class("line-of wide")
}

/// What there is to say about fields, under them.
fn notes(parts: &mut Vec<Node<Msg>>, found: &[Diagnostic], parameters: &[&str], draft: &Draft) {
    for one in found
        .iter()
        .filter(|one| one.parameter.as_deref().is_some_and(|name| parameters.contains(&name)))
    {
        parts.push(note(one, draft).class("note small"));
    }
}

fn note(found: &Diagnostic, draft: &Draft) -> Node<Msg> {
    let name = found.parameter.clone().unwrap_or_default();
    let fix = field_fix(found, draft).map(|(title, msg)| textual(rich(&title), msg));
    p((mark(found.severity), span(rich(&found.message)), fix))
        .class("note small")
        .data("code", found.code.to_string())
        .data("parameter", name.clone())
        .key(format!("{} {name}", found.code))
}

/// How a field is put right, as the fix of its diagnostic does it.
fn field_fix(found: &Diagnostic, draft: &Draft) -> Option<(String, Msg)> {
    let fix = found.fix.as_ref()?;
    let fixed = engine::fixed(draft, found)?;
    let parameter = found.parameter.as_deref()?;
    let (field, value) = match parameter {
        "name" => (DraftField::Name, fixed.name),
        "description" => (DraftField::Description, fixed.description),
        "target_name" => (DraftField::Owner, fixed.owner),
        "expires_in" => (DraftField::Expiration, fixed.expires_in),
        _ => {
            let msg = match fixed.permissions.get(parameter) {
                Some(level) if draft.permissions.get(parameter) != Some(level) => {
                    Msg::Level(parameter.to_owned(), level)
                }
                Some(_) => return None,
                None => Msg::Remove(parameter.to_owned()),
            };
            return Some((fix.title.clone(), msg));
        }
    };
    Some((fix.title.clone(), Msg::FixField(field, value)))
}

/// What there is to say about the template as a whole.
fn general(found: &[Diagnostic]) -> Node<Msg> {
    let lines: Vec<Node<Msg>> = found
        .iter()
        .filter(|one| one.parameter.is_none())
        .map(|one| {
            li((
                mark(one.severity),
                div((div(rich(&one.message)), p(rich(&one.help)).class("quiet small"))),
                div(()).class("act"),
            ))
            .data("code", one.code.to_string())
            .data("parameter", "")
            .data("severity", one.severity.as_str())
            .key(one.code.to_string())
        })
        .collect();
    ul(lines).class("rows")
}

fn row(state: &State, draft: &Draft, parameter: &str, level: Level, found: &[Diagnostic]) -> Node<Msg> {
    let open = state
        .details
        .as_ref()
        .is_some_and(|details| details.permission.as_deref() == Some(parameter));
    let name = engine::label(parameter);
    let reason = draft.reasons.get(parameter).map(String::as_str).unwrap_or_default();
    let own: Vec<&Diagnostic> = found
        .iter()
        .filter(|one| one.parameter.as_deref() == Some(parameter))
        .collect();
    let worst = own
        .iter()
        .map(|one| one.severity)
        .min()
        .filter(|worst| *worst != crate::lint::Severity::Info);
    let what = span((b(name.clone()), " ", code(parameter.to_owned()).class("code"))).class("what");
    let node = li(())
        .key(parameter.to_owned())
        .data("parameter", parameter.to_owned())
        .data("level", level.as_str());
    if !open {
        let why = if reason.is_empty() {
            "no reason given".to_owned()
        } else {
            format!("“{}”", crate::sanitize::shown(reason))
        };
        return node.with(
            button((
                what,
                span(bdi(why)).class("why"),
                worst.map(mark),
                b(level_word(level)).class("lv"),
                Icon::Down.draw_as("icon quiet"),
            ))
            .class("perm-row")
            .aria("expanded", "false")
            .on(Event::Click, Msg::Open(parameter.to_owned())),
        );
    }
    let levels = permission(parameter).map_or(&[][..], |known| known.levels);
    let choices: Vec<Node<Msg>> = levels
        .iter()
        .map(|offered| {
            label((
                radio(format!("level-{parameter}"), offered.level == level)
                    .on(Event::Change, Msg::Level(parameter.to_owned(), offered.level))
                    .data("parameter", parameter.to_owned())
                    .data("level", offered.level.as_str()),
                span(level_word(offered.level)),
            ))
        })
        .collect();
    let notes: Vec<Node<Msg>> = own.iter().map(|one| note(one, draft)).collect();
    let mut sentence = engine::lets(parameter, level);
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    node.class("perm-open").with((
        div((
            button((what, Icon::Up.draw_as("icon quiet")))
                .class("perm-fold")
                .id("open-permission")
                .aria("expanded", "true")
                .on(Event::Click, Msg::Open(parameter.to_owned())),
            div(choices).class("seg").role("radiogroup").aria("label", name.clone()),
            tool_button(format!("Remove {name} from the template"), Icon::Close.draw())
                .class("tool tiny")
                .on(Event::Click, Msg::Remove(parameter.to_owned())),
        ))
        .class("perm-row"),
        div((
            (!sentence.is_empty()).then(|| p(format!("{sentence}."))),
            notes,
            div((
                label("Why").names("reason").class("quiet"),
                text_field(reason.to_owned())
                    .id("reason")
                    .class("text")
                    .placeholder("Shown on GitHub’s form to people with Finegrain")
                    .on(
                        Event::Input,
                        Msg::Field(DraftField::Reason(parameter.to_owned()), String::new()),
                    ),
            ))
            .class("reason"),
        ))
        .class("perm-body"),
    ))
}
