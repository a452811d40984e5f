//! The painter of the popup alone, for the cases that both painters must pass: see `tests/e2e/nodes.test.mjs`.
//!
//! `cargo xtask paint` compiles it to WebAssembly; elsewhere it is empty.
#![cfg(target_arch = "wasm32")]

#[path = "../tests/nodes/cases.rs"]
mod cases;

use std::{cell::RefCell, rc::Rc};

use finegrain::{view::node::Event, web::paint::Painter};
use gloo::events::EventListener;
use js_sys::Function;
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use web_sys::{Element, Node};

/// Paints one case.
#[wasm_bindgen]
pub struct Case {
    painter: Rc<RefCell<Painter<&'static str>>>,
    number: usize,
    _listeners: Vec<EventListener>,
}

#[wasm_bindgen]
impl Case {
    /// The case of this number in a container; its messages go to `send`.
    #[wasm_bindgen(constructor)]
    pub fn new(container: Element, number: usize, send: Function) -> Case {
        let painter = Rc::new(RefCell::new(Painter::new(container.clone())));
        let listeners = Event::ALL.map(|kind| {
            let (painter, send) = (painter.clone(), send.clone());
            EventListener::new(&container, kind.name(), move |event| {
                let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                // A painter that paints sends nothing.
                let message = painter
                    .try_borrow()
                    .ok()
                    .and_then(|painter| painter.message(kind, &target?));
                if let Some(message) = message {
                    let _ = send.call1(&JsValue::NULL, &JsValue::from_str(message));
                }
            })
        });
        Case {
            painter,
            number,
            _listeners: listeners.into(),
        }
    }

    /// Paints the view before (0) or after (1).
    pub fn paint(&self, at: usize) {
        if let Some(case) = cases::all().into_iter().nth(self.number) {
            self.painter
                .borrow_mut()
                .paint(if at == 0 { case.before } else { case.after });
        }
    }
}
