//! The panics of answers, which are hints.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

thread_local! {
    /// Whether this thread is running an answer.
    static ANSWERING: Cell<bool> = const { Cell::new(false) };
}

/// Runs an answer.
///
/// # Errors
///
/// The message of its panic: matrices that do not fit must not end the check.
pub fn caught<T>(answer: impl FnOnce() -> T) -> Result<T, String> {
    ANSWERING.set(true);
    // A panic leaves nothing half done: the answer shares no state with us.
    let outcome = catch_unwind(AssertUnwindSafe(answer));
    ANSWERING.set(false);
    outcome.map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        text.unwrap_or("without a message").to_owned()
    })
}

/// Keeps the panics of answers, and no others, off the terminal.
pub fn silence_answers() {
    let report = take_hook();
    set_hook(Box::new(move |panic| {
        if !ANSWERING.get() {
            report(panic);
        }
    }));
}
