//! The command line of this chapter.

mod networks;
mod pictures;
mod sizes;

use harness::{Outcome, command};

/// What a command did and wrote.
struct Done {
    outcome: Outcome,
    out: String,
    err: String,
}

impl Done {
    /// What a command prints that is expected to succeed.
    fn printed(self) -> String {
        assert_eq!(self.outcome, Outcome::Success, "{}", self.err);
        self.out
    }

    /// The one line with which the command line is refused.
    fn refusal(self) -> String {
        assert_eq!(self.outcome, Outcome::BadInput, "{}", self.out);
        assert_eq!(self.out, "");
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        let message = self.err.strip_prefix("chapter_06: ").expect("the name");
        message.trim_end().to_owned()
    }
}

/// What the chapter does with these arguments.
fn chapter(arguments: &[&str]) -> Done {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = arguments.iter().map(Into::into);
    let outcome = command(&chapter_06::CHAPTER, arguments, &mut out, &mut err);
    let text = |bytes| String::from_utf8(bytes).expect("text in UTF-8");
    Done { outcome, out: text(out), err: text(err) }
}

/// The same for a short training of a small network.
fn small(arguments: &[&str]) -> Done {
    let small = ["--iterations=3", "--samples=5"];
    chapter(&[&small, arguments].concat())
}
