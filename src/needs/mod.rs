//! From what a token is for to the least it needs: calls, the endpoints behind them, the least set of permissions, with reasons.

mod answer;
mod caveat;
mod collect;
mod instead;
mod least;
mod lists;
mod requirement;
mod signs;

pub use answer::{Call, CallStatus, Location, NeededTemplate, Needs, Question, RecognizedError, Unmatched};
pub use caveat::{Caveat, CaveatCode, Instead};
pub use collect::{Collector, Input, needs};
pub use instead::{caveat_of, limit_of};
pub use least::{PermissionSet, least};
pub use requirement::Requirement;
