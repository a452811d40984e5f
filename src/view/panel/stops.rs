//! The parts of the form that can be shown, and what the outline says there.

use serde::Serialize;

use super::{
    action::Action,
    components::{NOT_NEEDED, added, close, mark, plain_on_form},
};
use crate::{
    lint::Severity,
    page::{Fit, Panel, Remedy},
    view::node::{Event, Node, button, div, span},
};

/// A part of the form that can be shown.
#[derive(Clone, Debug, Serialize)]
pub struct Stop {
    /// The part, as the content script knows it.
    pub at: String,
    /// What the outline says.
    pub caption: String,
    /// What the pill shows meanwhile.
    pub pill: Vec<Node<Action>>,
}

/// Where something is on the form, and what to say there.
pub(super) struct Sight {
    pub(super) at: String,
    pub(super) caption: String,
    pub(super) severity: Option<Severity>,
}

pub(super) fn stops(panel: &Panel) -> Vec<Sight> {
    let next = panel.next.iter().map(|next| Sight {
        at: next.at.to_owned(),
        caption: next.text.clone(),
        severity: None,
    });
    let dropped = panel.dropped.iter().filter_map(|dropped| {
        Some(Sight {
            at: dropped.at.clone()?,
            caption: match &dropped.remedy {
                Remedy::Add(permissions) => added(permissions),
                Remedy::Help(help) => plain(help, &dropped.parameter),
            },
            severity: Some(Severity::Error),
        })
    });
    let hints = panel.hints.iter().filter_map(|hint| {
        Some(Sight {
            at: hint.at.clone()?,
            caption: hint
                .says
                .first()
                .map(|said| plain(&said.message, said.parameter.as_deref().unwrap_or_default()))
                .unwrap_or_default(),
            severity: Some(hint.severity),
        })
    });
    let needs = panel.purpose.iter().flat_map(|purpose| {
        let wasted = purpose.chosen.iter().filter_map(|need| {
            Some(Sight {
                at: need.at.clone(),
                caption: match need.fit {
                    Fit::TooHigh(enough) => format!("{enough} is enough"),
                    Fit::NotNeeded => NOT_NEEDED.to_owned(),
                    Fit::Needed | Fit::Missing => return None,
                },
                severity: Some(Severity::Warning),
            })
        });
        let missing = purpose.missing.iter().map(|need| Sight {
            at: need.at.clone(),
            caption: added(&[(need.label.clone(), need.level)]),
            severity: Some(Severity::Error),
        });
        wasted.chain(missing)
    });
    let mut stops: Vec<Sight> = Vec::new();
    for stop in next.chain(dropped).chain(hints).chain(needs) {
        if !stops.iter().any(|other| other.at == stop.at) {
            stops.push(stop);
        }
    }
    stops
}

/// Which stop is at this part of the form.
pub(super) fn stop_at(stops: &[Sight], at: Option<&str>) -> Option<usize> {
    let at = at?;
    stops.iter().position(|stop| stop.at == at)
}

pub(super) fn numbered(stops: Vec<Sight>) -> Vec<Stop> {
    let all = stops.len();
    stops
        .into_iter()
        .enumerate()
        .map(|(number, stop)| Stop {
            pill: vec![
                div((
                    stop.severity.map(mark),
                    (all > 1).then(|| span(format!("{} of {all}", number + 1))),
                    (all > 1).then(|| {
                        button("Next")
                            .class("textual")
                            .key("next")
                            .on(Event::Click, Action::Next)
                    }),
                    button("Back")
                        .class("textual")
                        .key("back")
                        .aria("label", "Back to the list")
                        .on(Event::Click, Action::Back),
                    close("Close", Action::Leave),
                ))
                .class("stop"),
            ],
            at: stop.at,
            caption: stop.caption,
        })
        .collect()
}

/// A sentence without marks, cut to what fits on the edge of a row.
pub(super) fn plain(text: &str, own: &str) -> String {
    const LONGEST: usize = 90;
    let text = plain_on_form(text, own);
    match text.char_indices().nth(LONGEST) {
        None => text.trim_end_matches('.').to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
    }
}
