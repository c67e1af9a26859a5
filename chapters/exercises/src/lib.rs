//! The exercises of the book, and the check of their answers.
//!
//! A file of its own holds everything about one exercise: the task and the
//! starter, the solution that the book prints, the typical mistakes with a
//! hint for each, and a reference that owes nothing to the solution's formula:
//! a difference quotient, or a run of the book.
//!
//! The reader works in `answers.rs`, which is cut from the starters. It belongs
//! to the crate `answers`, and is compiled and judged by processes of their
//! own: whatever an answer does, it costs that answer alone.

#![allow(clippy::cast_precision_loss, reason = "no array has 2⁵³ entries")]
#![allow(unreachable_pub, reason = "a starter is the same in answers.rs")]
#![allow(unused_variables, reason = "a starter does not use its arguments yet")]

#[macro_use]
mod question;
mod compiled;
mod export;
mod judged;
mod numbers;
mod panics;
mod progress;
mod reference;
mod starters;

mod chapter_01 {
    pub mod gradient_signs;
    pub mod largest_rate;
    pub mod leaky_factor;
    pub mod leaky_relu;
}
mod chapter_02 {
    pub mod batch;
    pub mod dead_neurons;
    pub mod mean_squared_error;
}
mod chapter_03 {
    pub mod mend_step;
    pub mod shared_weight;
    pub mod squared_error;
    pub mod tanh_layer;
}
mod chapter_04 {
    pub mod count_both_ways;
    pub mod max_rows;
    pub mod skip_connection;
    pub mod tied_weights;
}
mod chapter_05 {
    pub mod label_smoothing;
    pub mod log_softmax;
    pub mod untrained_loss;
}
mod chapter_06 {
    pub mod first_steps;
    pub mod softmax_backward;
    pub mod weight_decay;
}
mod chapter_07 {
    pub mod layer_norm;
    pub mod preserving_std;
    pub mod vanishing_depth;
}
mod chapter_08 {
    pub mod division_rule;
    pub mod mend_tape;
    pub mod visit_order;
}
mod last_digit {
    pub mod ulps_apart;
    pub mod which_order;
}

/// What the exercises have in common.
mod prelude {
    #[cfg(not(feature = "answers"))]
    pub(crate) use crate::answers;
    pub(crate) use crate::question::{Judge, Question, Trial};
    pub(crate) use crate::reference::*;
    #[cfg(feature = "answers")]
    pub(crate) use ::answers;
    pub(crate) use chapter_05::activations::softmax;
    pub(crate) use mini_numpy::Numpy;
    pub(crate) use ndarray::{Array1, Array2, Axis, array};
}

pub use compiled::{Compiled, compiled};
pub use export::{exported, python_starters};
pub use judged::{Judged, MEMORY};
pub use panics::{caught, silence_answers};
pub use progress::{line, report};
pub use question::{Judge, NOT_BEGUN, Whose, Wrong};
pub use reference::TOLERANCE;
pub use starters::{starters, with_starter};

/// An exercise of the book.
pub struct Exercise {
    /// The name of the function in `answers.rs`.
    pub name: &'static str,
    /// The number of the chapter.
    pub number: usize,
    /// What the chapter's page is called, after its number.
    pub title: &'static str,
    /// The text of the file that holds the exercise.
    source: &'static str,
    /// The starter and the solution in Python.
    python: &'static str,
    /// What it asks.
    pub question: &'static dyn Judge,
}

macro_rules! exercises {
    ($($number:literal $title:literal $chapter:ident: $($name:ident),+;)+) => {
        /// Every exercise, in the order of the book.
        pub static EXERCISES: &[Exercise] = &[$($(Exercise {
            name: stringify!($name),
            number: $number,
            title: $title,
            source: include_str!(concat!(
                stringify!($chapter), "/", stringify!($name), ".rs"
            )),
            python: include_str!(concat!(
                stringify!($chapter), "/", stringify!($name), ".py"
            )),
            question: $chapter::$name::QUESTION,
        }),+),+];

        /// Stand in for the reader's answers, which only the judge has.
        #[cfg(not(feature = "answers"))]
        mod answers {
            $($(pub(crate) use crate::$chapter::$name::$name;)+)+
        }
    };
}

exercises! {
    1 "a single neuron" chapter_01:
        gradient_signs, leaky_relu, leaky_factor, largest_rate;
    2 "a layer of neurons" chapter_02:
        dead_neurons, mean_squared_error, batch;
    3 "a two-layer sigmoid network" chapter_03:
        mend_step, shared_weight, tanh_layer, squared_error;
    4 "the gradient with respect to a layer's inputs" chapter_04:
        max_rows, skip_connection, tied_weights, count_both_ways;
    5 "what a classifier computes" chapter_05:
        untrained_loss, log_softmax, label_smoothing;
    6 "the spiral" chapter_06:
        softmax_backward, first_steps, weight_decay;
    7 "depth" chapter_07:
        preserving_std, vanishing_depth, layer_norm;
    8 "the tape: automatic differentiation" chapter_08:
        division_rule, visit_order, mend_tape;
    9 "the last digit" last_digit:
        which_order, ulps_apart;
}

/// The exercise of that name.
pub fn find(name: &str) -> Option<&'static Exercise> {
    EXERCISES.iter().find(|exercise| exercise.name == name)
}

/// Each chapter's exercises.
pub fn chapters() -> impl Iterator<Item = &'static [Exercise]> {
    EXERCISES.chunk_by(|one, next| one.number == next.number)
}
