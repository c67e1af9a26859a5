//! The exercises of the book, and what checks their answers.
//!
//! The reader works in one file, `answers.rs`, and `cargo run -p exercises`
//! says how far they are. Every exercise is a [`Question`]: it asks a function
//! of the reader's for numbers, compares them with a reference that no formula
//! of the exercise went into (a difference quotient, or a run of the book),
//! and knows the typical wrong answers by what they compute.
//!
//! Four sheets answer all of them: `answers`, the reader's; [`starters`], what
//! that file was before the reader came; [`solutions`], which the book prints;
//! and, one to a mistake, [`Question::MISTAKES`]. The starters are a copy of
//! the answers, and not the same file, because the tests must fail every
//! starter without failing the reader who has solved one; the copy is also
//! what to go back to. `.ci/run` holds the two files equal where nobody is
//! meant to have solved anything.

#![allow(
    clippy::cast_precision_loss,
    reason = "a mean divides by a length, and no array here has 2⁵³ entries"
)]

pub mod answers;
pub mod chapter_00;
pub mod chapter_01;
pub mod chapter_02;
pub mod chapter_03;
pub mod chapter_04;
pub mod chapter_05;
mod exercise;
mod hint;
mod numbers;
mod progress;
mod question;
mod reference;
mod sheet;
pub mod solutions;
pub mod starters;

pub use exercise::{Exercise, WrongAnswer};
pub use hint::Hint;
pub use numbers::Numbers;
pub use progress::{progress, report};
pub use question::{Mistake, Question};
pub use reference::TOLERANCE;
pub use sheet::Answers;

/// Every exercise, in the order of the book.
pub static EXERCISES: [Exercise; 19] = [
    Exercise::of::<chapter_00::untrained_loss::UntrainedLoss>(0),
    Exercise::of::<chapter_00::log_softmax::LogSoftmax>(0),
    Exercise::of::<chapter_00::label_smoothing::LabelSmoothing>(0),
    Exercise::of::<chapter_01::gradient_signs::GradientSigns>(1),
    Exercise::of::<chapter_01::leaky_relu::LeakyRelu>(1),
    Exercise::of::<chapter_01::leaky_factor::LeakyFactor>(1),
    Exercise::of::<chapter_01::momentum::Momentum>(1),
    Exercise::of::<chapter_02::dead_neurons::DeadNeurons>(2),
    Exercise::of::<chapter_02::mean_squared_error::MeanSquaredError>(2),
    Exercise::of::<chapter_02::batch::Batch>(2),
    Exercise::of::<chapter_03::mean_gradient::MeanGradient>(3),
    Exercise::of::<chapter_03::tanh_layer::TanhLayer>(3),
    Exercise::of::<chapter_03::cross_entropy::CrossEntropy>(3),
    Exercise::of::<chapter_04::batch_inputs::BatchInputs>(4),
    Exercise::of::<chapter_04::third_layer::ThirdLayer>(4),
    Exercise::of::<chapter_04::difference_quotients::DifferenceQuotients>(4),
    Exercise::of::<chapter_05::softmax_backward::SoftmaxBackward>(5),
    Exercise::of::<chapter_05::first_steps::PredictFirstSteps>(5),
    Exercise::of::<chapter_05::weight_decay::WeightDecay>(5),
];
