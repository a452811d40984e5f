//! What the engine answers, as plain objects of JavaScript, field by field: a general serializer weighs five times as much.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::{
    Diagnostic, Fix, Severity, Span,
    advice::summary::{RiskOf, Summary},
    form::{Hint, LinkTo, Looking, Missing, Next, Panel, Reason, Reopen, Says, Shared},
};

/// What leaves as nothing but strings, numbers, lists, objects and `null`.
pub(super) trait Plain {
    fn plain(&self) -> JsValue;
}

/// An object with these fields.
pub(super) fn object(fields: &[(&str, &dyn Plain)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of an object that was just made cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &value.plain());
    }
    object.into()
}

// The fields are taken out of the type, so that one that is missing here does not compile.
macro_rules! plain {
    ($($type:ident { $($field:ident),* })*) => {
        $(impl Plain for $type {
            fn plain(&self) -> JsValue {
                let $type { $($field),* } = self;
                object(&[$((stringify!($field), $field)),*])
            }
        })*
    };
}

plain! {
    Diagnostic { code, severity, parameter, span, message, help, docs, fix }
    Fix { title, urls }
    Span { start, end }
    Panel { state, title, risk, next, can, bounds, hints, notes, says, link, share, reopen, looking }
    Next { text, repositories }
    Hint { code, severity, parameter, message, help, docs, fix }
    LinkTo { title, url }
    Says { title, name, description, repositories, reasons }
    Reason { parameter, label, text }
    Shared { format, label, text }
    Reopen { title, note, url }
    Looking { title, items }
    Missing { code, title, what, instead, classic }
    Summary { can, bounds, risk }
    RiskOf { word, label, sentence }
}

impl Plain for &str {
    fn plain(&self) -> JsValue {
        JsValue::from_str(self)
    }
}

impl Plain for String {
    fn plain(&self) -> JsValue {
        JsValue::from_str(self)
    }
}

impl Plain for Severity {
    fn plain(&self) -> JsValue {
        JsValue::from_str(self.as_str())
    }
}

impl Plain for usize {
    fn plain(&self) -> JsValue {
        JsValue::from(*self)
    }
}

impl<T: Plain> Plain for Option<T> {
    fn plain(&self) -> JsValue {
        self.as_ref().map_or(JsValue::NULL, Plain::plain)
    }
}

impl<T: Plain> Plain for Vec<T> {
    fn plain(&self) -> JsValue {
        let list = Array::new();
        for item in self {
            list.push(&item.plain());
        }
        list.into()
    }
}
