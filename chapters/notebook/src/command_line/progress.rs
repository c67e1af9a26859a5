//! How far a long run is.

use std::io::Write;
use std::time::{Duration, Instant};

/// Runs that are done sooner are not spoken of.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);
/// The time between two reports.
const PAUSE: Duration = Duration::from_millis(100);

/// What to call with each iteration: after the first `patience` it keeps a
/// line of `out` up to date, and wipes it when it is dropped.
pub(super) fn meter(
    iterations: usize,
    patience: Duration,
    out: impl Write + Send + Sync + 'static,
) -> impl FnMut(usize) + Send + Sync + 'static {
    let next = Instant::now() + patience;
    let mut meter = Meter { iterations, done: 0, shown: false, next, out };
    move |_| meter.tell()
}

struct Meter<W: Write> {
    iterations: usize,
    done: usize,
    shown: bool,
    next: Instant,
    out: W,
}

impl<W: Write> Meter<W> {
    fn tell(&mut self) {
        self.done += 1;
        let now = Instant::now();
        if self.next <= now {
            self.next = now + PAUSE;
            self.shown = true;
            let percent = self.done * 100 / self.iterations.max(1);
            // Progress that cannot be shown is no reason to stop.
            let _ = write!(
                self.out,
                "\r{percent:3} % of {} iterations ",
                self.iterations
            );
            let _ = self.out.flush();
        }
    }
}

impl<W: Write> Drop for Meter<W> {
    fn drop(&mut self) {
        if self.shown {
            // Wiped with blanks, so that none of it stands in the output.
            let _ = write!(self.out, "\r{:40}\r", "");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Shared(Arc<Mutex<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("no panic").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn written_after(iterations: usize, patience: Duration) -> String {
        let out = Shared::default();
        let mut record =
            crate::Record::observed(meter(iterations, patience, out.clone()));
        for iteration in 0..iterations {
            // An iteration that is not reported is done all the same.
            if iteration.is_multiple_of(10) {
                record.loss(iteration, 1.0);
            } else {
                record.silent_loss(iteration, 1.0);
            }
        }
        record.finish();
        let written = out.0.lock().expect("no panic").clone();
        String::from_utf8(written).expect("text in UTF-8")
    }

    #[test]
    fn a_long_run_shows_how_far_it_is_and_wipes_it() {
        let written = written_after(128, Duration::ZERO);
        assert!(written.starts_with("\r  0 % of 128 iterations "));
        assert!(written.ends_with(&format!("\r{:40}\r", "")));
    }

    #[test]
    fn a_short_run_is_not_spoken_of() {
        assert_eq!(written_after(128, PATIENCE), "");
    }

    /// One iteration of a large network takes seconds.
    #[test]
    fn a_few_iterations_that_take_long_are_shown() {
        let written = written_after(2, Duration::ZERO);
        assert!(written.starts_with("\r 50 % of 2 iterations "), "{written}");
    }
}
