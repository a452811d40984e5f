//! The chosen permissions: one row each, with a control that offers its levels.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    github::{self, Level},
    sanitize::shown,
    web::popup::{
        App, build,
        dom::{append, by_id, focus, get, input, inside, sentence_case, set, show, stamp, text},
        message,
    },
};

/// A row that is in the page.
pub(super) struct Row {
    parameter: String,
    level: Level,
    pub(super) item: HtmlElement,
}

/// Brings the rows up to date with the sketch, without touching those that stay.
pub(super) fn update(app: &App) {
    let sketch = app.sketch.borrow();
    let mut shown = app.build.borrow_mut();
    let list = by_id("chosen");
    shown.rows.retain(|row| {
        let stays = sketch.permissions.get(&row.parameter).is_some();
        if !stays {
            row.item.remove();
        }
        stays
    });
    for (at, (parameter, level)) in sketch.permissions.iter().enumerate() {
        match shown.rows.get_mut(at) {
            // What stays keeps its order, so whatever differs here is new.
            Some(row) if row.parameter == parameter => {
                if row.level != level {
                    row.level = level;
                    show_level(row);
                }
            }
            _ => {
                let why = sketch.reasons.get(parameter).map_or("", String::as_str);
                let row = row(parameter, level, why);
                let next = shown.rows.get(at).map(|row| &row.item);
                let _ = list.insert_before(&row.item, next.map(JsCast::unchecked_ref));
                shown.rows.insert(at, row);
            }
        }
    }
    let chosen = sketch.permissions.len();
    show(&by_id("chosen-none"), chosen == 0);
    text(
        &by_id("chosen-count"),
        &if chosen == 0 {
            "None chosen".to_owned()
        } else {
            format!("{chosen} chosen")
        },
    );
}

/// Puts the reasons into the rows: after they were changed by anything but typing.
pub(super) fn fill_reasons(app: &App) {
    let sketch = app.sketch.borrow();
    for row in &app.build.borrow().rows {
        let why = sketch.reasons.get(&row.parameter).map_or("", String::as_str);
        input(&inside(&row.item, ".reason")).set_value(why);
    }
}

fn row(parameter: &str, level: Level, why: &str) -> Row {
    let item = stamp("row");
    let known = github::permission(parameter);
    let label = known.map_or_else(|| shown(parameter), |permission| permission.label.to_owned());
    set(&item, "data-row", parameter);
    text(&inside(&item, ".row-label"), &label);
    text(&inside(&item, ".row-parameter"), &shown(parameter));
    set(&inside(&item, "[data-do]"), "aria-label", &format!("Remove {label}"));
    let reason = inside(&item, ".reason");
    set(&reason, "aria-label", &format!("Why {label} is needed"));
    input(&reason).set_value(why);
    set(&inside(&item, ".says"), "data-place", parameter);
    let levels = inside(&item, ".seg");
    set(&levels, "aria-label", &format!("Level of {label}"));
    let mut offered: Vec<Level> = known.map_or_else(
        || vec![Level::Read, Level::Write, Level::Admin],
        |permission| permission.levels.iter().map(|offered| offered.level).collect(),
    );
    // A link may ask for a level that GitHub does not offer: it is shown, and its diagnostic says so.
    if !offered.contains(&level) {
        offered.push(level);
    }
    for one in offered {
        let choice = stamp("level");
        let radio = inside(&choice, "input");
        set(&radio, "name", &format!("level-{parameter}"));
        set(&radio, "value", one.as_str());
        text(&inside(&choice, "span"), &sentence_case(one.as_str()));
        append(&levels, &choice);
    }
    let row = Row {
        parameter: parameter.to_owned(),
        level,
        item,
    };
    show_level(&row);
    row
}

fn show_level(row: &Row) {
    let radio = inside(&row.item, &format!("[value={}]", row.level));
    input(&radio).set_checked(true);
    let lets = github::permission(&row.parameter).and_then(|permission| permission.offered(row.level));
    let lets = match lets {
        Some(offered) => format!("{}.", sentence_case(offered.lets)),
        None => "Finegrain does not know what this lets its holder do.".to_owned(),
    };
    text(&inside(&row.item, ".lets"), &lets);
}

/// The parameter of the row around an element.
pub(super) fn parameter_of(item: &HtmlElement) -> String {
    get(item, "data-row")
}

/// Sets the focus on the level of a permission.
pub(super) fn focus_on(app: &App, parameter: &str) -> bool {
    let shown = app.build.borrow();
    let Some(row) = shown.rows.iter().find(|row| row.parameter == parameter) else {
        return false;
    };
    let radio = inside(&row.item, ":checked");
    drop(shown);
    focus(&radio);
    true
}

/// Takes a permission out, and goes on to the next one.
pub(super) fn remove(app: &App, parameter: &str) {
    let at = app
        .build
        .borrow()
        .rows
        .iter()
        .position(|row| row.parameter == parameter);
    let Some(at) = at else { return };
    let label = github::permission(parameter).map_or_else(|| shown(parameter), |known| known.label.to_owned());
    message::done(app, &format!("{label} removed."), &|app| {
        app.sketch.borrow_mut().permissions.remove(parameter);
        build::refresh(app);
    });
    let rows = app.build.borrow();
    let next = rows.rows.get(at).or(rows.rows.last());
    let next = next.map_or_else(|| by_id("pick"), |row| inside(&row.item, "[data-do=remove]"));
    drop(rows);
    focus(&next);
}
