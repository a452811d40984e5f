//! Links in texts: finding them, and the forms in which a template is shared.

pub mod links;
pub mod share;
