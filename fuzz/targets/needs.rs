#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| finegrain_fuzz::needs_of(text));
