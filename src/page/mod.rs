//! What Finegrain says beside GitHub's own pages.

pub mod panel;
