//! What Finegrain says beside GitHub's own pages.

mod hints;
mod line;
mod model;
mod next;
mod panel;
mod parts;
mod purpose;

pub use model::{
    Dropped, Fit, Hint, LinkTo, Missing, Next, PageState, Panel, PermissionUse, Purpose, Quotes, Remark, Remedy,
    SharedTemplate,
};
pub use panel::panel;
pub(crate) use parts::level_on_form;
