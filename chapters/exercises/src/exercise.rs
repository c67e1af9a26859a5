//! An exercise, in a list with others.

use crate::{Answers, Hint, Numbers, Question, question};

/// An exercise: a [`Question`] that stands in a list with others.
#[derive(Debug)]
pub struct Exercise {
    /// The name of the function in `answers.rs`.
    pub name: &'static str,
    /// The number of the chapter.
    pub chapter: usize,
    check: fn(&Answers) -> Result<(), Hint>,
    stumbles: fn(&Answers) -> Option<Numbers>,
    distance: fn(&Answers) -> f64,
    wrong_answers: fn() -> Vec<WrongAnswer>,
}

/// What becomes of a typical mistake.
#[derive(Clone, Debug)]
pub struct WrongAnswer {
    /// The hint that is meant for it.
    pub own_hint: Hint,
    /// What the check says of it.
    pub verdict: Result<(), Hint>,
    /// How far it lies from the reference.
    pub distance: f64,
}

impl Exercise {
    /// The exercise that asks this question, in a chapter.
    #[must_use]
    pub const fn of<Q: Question>(chapter: usize) -> Self {
        Self {
            name: Q::NAME,
            chapter,
            check: |answers| question::check::<Q>(Q::of(answers)),
            stumbles: |answers| question::stumbles::<Q>(Q::of(answers)),
            distance: |answers| question::distance::<Q>(Q::of(answers)),
            wrong_answers: question::wrong_answers::<Q>,
        }
    }

    /// Whether the answer on a sheet is right.
    ///
    /// # Errors
    ///
    /// When it is not: what it is told.
    pub fn check(&self, answers: &Answers) -> Result<(), Hint> {
        (self.check)(answers)
    }

    /// The first case in which the answer on a sheet is wrong.
    #[must_use]
    pub fn stumbles(&self, answers: &Answers) -> Option<Numbers> {
        (self.stumbles)(answers)
    }

    /// How far the answer on a sheet lies from the reference.
    #[must_use]
    pub fn distance(&self, answers: &Answers) -> f64 {
        (self.distance)(answers)
    }

    /// What becomes of every typical mistake.
    #[must_use]
    pub fn wrong_answers(&self) -> Vec<WrongAnswer> {
        (self.wrong_answers)()
    }

    /// The task, and the function to change: what stands in `answers.rs` at
    /// first.
    ///
    /// # Panics
    ///
    /// When the starters lack the function; a test looks.
    #[must_use]
    pub fn task(&self) -> String {
        let function = format!("\npub fn {}(", self.name);
        let starters = include_str!("starters.rs");
        let (before, after) =
            starters.split_once(&function).expect("a starter of that name");
        let (_, task) = before.rsplit_once("\n\n").expect("an empty line");
        let (rest, _) = after.split_once("\n}\n").expect("an end");
        format!("{task}{function}{rest}\n}}\n")
    }
}
