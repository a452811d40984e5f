//! What Finegrain says beside GitHub's own pages.

mod form_parts;
mod hints;
mod line;
mod model;
mod next;
mod panel;
mod purpose;

pub(crate) use form_parts::level_on_form;
pub use model::{
    Dropped, Fit, Hint, LinkTo, Missing, Next, PageState, Panel, PermissionUse, Purpose, Quotes, Remark, Remedy,
    SharedTemplate,
};
pub use panel::panel;
