//! The command line as documents: each block of `tests/cmd/*.md` is run, and says what it says there.
//!
//! `TRYCMD=overwrite cargo test --test cmd` writes what is said now; read the difference before it is committed.

#[test]
fn the_documents_are_true() {
    trycmd::TestCases::new().env("NO_COLOR", "1").case("tests/cmd/*.md");
}
