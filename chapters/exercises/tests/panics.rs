//! Which panics reach the terminal. The hook belongs to the whole process, so
//! this test has a process of its own.

use std::panic::{catch_unwind, set_hook};
use std::sync::atomic::{AtomicUsize, Ordering};

use exercises::{Whose, find, silence_answers};

static REPORTED: AtomicUsize = AtomicUsize::new(0);

#[test]
fn only_the_panics_of_answers_are_silent() {
    set_hook(Box::new(|_| {
        REPORTED.fetch_add(1, Ordering::Relaxed);
    }));
    silence_answers();
    // Weights that are not square cannot be multiplied where this typical
    // mistake has transposed them.
    let batch_inputs = find("batch_inputs").expect("an exercise");
    let distance = batch_inputs.question.distance(Whose::Mistake(1));
    assert_eq!(distance, f64::INFINITY);
    assert_eq!(REPORTED.load(Ordering::Relaxed), 0);
    assert!(catch_unwind(|| panic!("of the program's own")).is_err());
    assert_eq!(REPORTED.load(Ordering::Relaxed), 1);
}
