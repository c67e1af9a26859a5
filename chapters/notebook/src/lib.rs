//! What happens to the events that a chapter's run emits.
//!
//! A chapter sets a notebook's values, steps its model and reports what it
//! sees to a [`Record`]: a loss at an iteration, an array, a number, each under
//! a name. It prints nothing. Everything that is shown is a view of the
//! record, and every view is a function here, so that the command line, the
//! tests and the book cannot disagree:
//!
//! * [`text`], as the notebook printed it;
//! * [`json`] and [`csv`], every value with its 64 bits;
//! * [`curve`], the loss over the iterations, as SVG;
//! * [`Transcript`], the figures that the notebook documents, each beside the
//!   computed one.
//!
//! A chapter's `main` is one line, [`main`].

mod chapter;
mod command_line;
mod csv;
mod curve;
mod differences;
mod fingerprint;
mod json;
mod network_file;
mod new_file;
mod parameters;
mod record;
mod settings;
pub(crate) mod text;
mod transcript;

pub use chapter::{
    Chapter, Evidence, Line, Optimizer, Picture, Run, Source, loss_curve,
};
pub use command_line::{Outcome, command, main};
pub use csv::csv;
pub use curve::{Ink, NoLosses, Scale, curve};
pub use differences::{Agreement, GradientPair, worst_difference};
pub use json::json;
pub use parameters::{Parameters, SavedParameter};
pub use record::{Event, Record, Reported, Stop, Value};
pub use settings::{
    CommandOption, MAX_CLASSES, MAX_ENTRIES, MAX_HIDDEN, MAX_ITERATIONS,
    MAX_SAMPLES, MIN_CLASSES, Settings,
};
pub use text::text;
pub use transcript::{Figure, Transcript, TranscriptError};
