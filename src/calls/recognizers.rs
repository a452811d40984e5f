//! The list of the recognizers, which `build.rs` makes from the `mod` lines of this folder.

use super::Recognizer;

include!(concat!(env!("OUT_DIR"), "/recognizers.rs"));
