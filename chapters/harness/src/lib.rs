//! What makes a program of a chapter's experiments.
//!
//! A chapter declares each of its programs as an [`Experiment`]: the settings
//! that a notebook used, a table of the [`CommandOption`]s that change them,
//! what is printed, what is expected, and a function that runs the model and
//! reports to a [`Record`]. From that follow the command line ([`main`]), the
//! checks (`--verify`) and every view of the record.
//!
//! The settings are the chapter's own type. Outside the chapter an experiment
//! is a [`Run`], whose settings are reached by the names of its options.

mod arguments;
mod command_line;
mod expected;
mod experiment;
mod numeric_gradient;
mod option;
mod output;
mod pictures;
mod progress;
mod run;

pub use command_line::{Outcome, command, main};
pub use expected::Expected;
pub use experiment::{Chapter, Experiment};
pub use numeric_gradient::{
    central_difference, max_distance, numeric_gradient,
};
pub use option::{
    CommandOption, Descent, Kind, OptionInfo, dot, every, iterations,
    learning_rate, seed, whole,
};
pub use output::Replace;
pub use pictures::{Drawing, Finished, curves, series};
pub use plots::{Ink, Picture, axis::Axis};
pub use record::{Line, Record, Source, Watch};
pub use run::{Configured, Given, Run};
