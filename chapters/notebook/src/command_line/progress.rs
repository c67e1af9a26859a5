//! How far a long run is.

use std::io::Write;
use std::time::{Duration, Instant};

/// Runs that are done sooner are not spoken of.
const PATIENCE: Duration = Duration::from_secs(1);
/// The time between two reports.
const PAUSE: Duration = Duration::from_millis(100);

/// What to call with each iteration: after a second it keeps a line on stderr
/// up to date, and wipes it at the end.
pub(super) fn meter(iterations: usize) -> impl FnMut(usize) + 'static {
    let mut meter =
        Meter { done: 0, shown: false, next: Instant::now() + PATIENCE };
    move |_| {
        meter.done += 1;
        meter.tell(iterations);
    }
}

struct Meter {
    done: usize,
    shown: bool,
    next: Instant,
}

impl Meter {
    fn tell(&mut self, iterations: usize) {
        // Asking the clock costs more than an iteration does.
        if !self.done.is_multiple_of(64) {
            return;
        }
        let now = Instant::now();
        if self.next <= now {
            self.next = now + PAUSE;
            self.shown = true;
            let percent = self.done * 100 / iterations.max(1);
            // Progress that cannot be shown is no reason to stop.
            let _ = write!(
                std::io::stderr(),
                "\r{percent:3} % of {iterations} iterations "
            );
        }
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if self.shown {
            // Wiped with blanks, so that none of it stands in the output.
            let _ = write!(std::io::stderr(), "\r{:40}\r", "");
        }
    }
}
