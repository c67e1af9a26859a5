//! Shows how far a long run is.

use std::io::Write;
use std::time::{Duration, Instant};

/// Runs that are done sooner show nothing.
pub(crate) const PATIENCE: Duration = Duration::from_secs(1);
/// The time between two updates.
const PAUSE: Duration = Duration::from_millis(100);

/// What to call after each of `all` iterations: it keeps a line of `out` up to
/// date from `patience` on, and clears it when it is dropped.
pub(crate) fn meter(
    all: usize, patience: Duration, out: impl Write + 'static,
) -> impl FnMut() + 'static {
    let (mut done, mut next) = (0, Instant::now() + patience);
    let mut line = Line { out, shown: false };
    move || {
        done += 1;
        let now = Instant::now();
        if next <= now {
            next = now + PAUSE;
            line.shown = true;
            let percent = done * 100 / all.max(1);
            // If progress cannot be shown, the run goes on all the same.
            let _ = write!(line.out, "\r{percent:3} % of {all} iterations ");
            let _ = line.out.flush();
        }
    }
}

struct Line<W: Write> {
    out: W,
    shown: bool,
}

impl<W: Write> Drop for Line<W> {
    fn drop(&mut self) {
        if self.shown {
            // Blanks, so that none of the line is left in the output.
            let _ = write!(self.out, "\r{:40}\r", "");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io;
    use std::rc::Rc;

    use super::*;

    #[derive(Clone, Default)]
    struct Shared(Rc<RefCell<Vec<u8>>>);

    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn written_after(iterations: usize, patience: Duration) -> String {
        let out = Shared::default();
        let mut tick = meter(iterations, patience, out.clone());
        for _ in 0..iterations {
            tick();
        }
        drop(tick);
        String::from_utf8(out.0.take()).expect("text in UTF-8")
    }

    #[test]
    fn a_long_run_shows_how_far_it_is_and_clears_the_line() {
        let written = written_after(128, Duration::ZERO);
        assert!(written.starts_with("\r  0 % of 128 iterations "));
        assert!(written.ends_with(&format!("\r{:40}\r", "")));
    }

    #[test]
    fn a_short_run_shows_nothing() {
        assert_eq!(written_after(128, PATIENCE), "");
    }

    /// One iteration of a large network takes seconds.
    #[test]
    fn a_few_long_iterations_are_shown() {
        let written = written_after(2, Duration::ZERO);
        assert!(written.starts_with("\r 50 % of 2 iterations "), "{written}");
    }
}
