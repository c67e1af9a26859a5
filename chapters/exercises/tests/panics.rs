//! Which panics reach the terminal. The hook belongs to the whole process, so
//! this test has a process of its own.

use std::panic::{catch_unwind, set_hook};
use std::sync::atomic::{AtomicUsize, Ordering};

use exercises::{caught, silence_answers};

static REPORTED: AtomicUsize = AtomicUsize::new(0);

#[test]
fn only_the_panics_of_answers_are_silent() {
    set_hook(Box::new(|_| {
        REPORTED.fetch_add(1, Ordering::Relaxed);
    }));
    silence_answers();
    let answer = caught(|| -> f64 { panic!("of an answer") });
    assert_eq!(answer, Err("of an answer".to_owned()));
    assert_eq!(REPORTED.load(Ordering::Relaxed), 0);
    assert!(catch_unwind(|| panic!("of the program's own")).is_err());
    assert_eq!(REPORTED.load(Ordering::Relaxed), 1);
}
