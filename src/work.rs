//! A count of the work that the engine does.
//!
//! Links and texts are written by strangers, so twice the input must take no more than twice the work. Milliseconds
//! depend on the machine; the tests compare the steps that are counted here instead. Outside of tests nothing is counted.

/// Counts steps: the characters that a search passes, or the entries that a loop visits.
#[inline]
pub(crate) fn steps(number: usize) {
    #[cfg(test)]
    tests::STEPS.with(|steps| steps.set(steps.get() + number));
    #[cfg(not(test))]
    let _ = number;
}

/// The number of bytes before the first character that `stop` accepts, or of all bytes.
pub(crate) fn length_until(text: &str, stop: impl Fn(char) -> bool) -> usize {
    let length = text.find(stop).unwrap_or(text.len());
    steps(length + 1);
    length
}

#[cfg(test)]
pub(crate) mod tests {
    use std::cell::Cell;

    thread_local! {
        pub(super) static STEPS: Cell<usize> = const { Cell::new(0) };
    }

    /// The steps that a call takes.
    fn steps_of(call: impl FnOnce()) -> usize {
        STEPS.with(|steps| steps.set(0));
        call();
        STEPS.with(Cell::get)
    }

    /// Fails if twice the input takes much more than twice the work.
    pub(crate) fn assert_linear(name: &str, call: impl Fn(usize)) {
        let small = steps_of(|| call(1_000));
        let large = steps_of(|| call(2_000));
        assert!(
            large <= 2 * small + small / 4 + 1_000,
            "{name}: {small} steps, and {large} for twice the input"
        );
    }
}
