//! What an exercise asks, and how an answer is judged.

#[cfg(test)]
use std::any::Any;
use std::iter;

use mini_numpy::RandomState;
use serde_json::{Value, json};

use crate::numbers::{Numbers, Parts, exported, first_difference, shown};
use crate::panics::caught;
use crate::reference::TOLERANCE;

/// An exercise's answers, right and wrong, and the cases that tell them apart.
pub(crate) struct Question<Answer: 'static, Case> {
    /// The reader's answer, the starter and the solution.
    pub(crate) functions: [Answer; 3],
    /// What the cases differ in.
    pub(crate) cases: fn(&mut RandomState) -> Vec<Case>,
    /// Tries an answer on a case.
    pub(crate) trial: fn(Answer, &mut RandomState, Case) -> Trial,
    /// The typical mistakes, each with the hint for an answer that agrees with
    /// it in every case.
    pub(crate) mistakes: &'static [(Answer, &'static str)],
}

/// A list of mistakes: closures, each with its hint as a doc comment.
macro_rules! mistakes {
    ($($(#[doc = $hint:literal])+ |$($given:tt),+| $output:expr;)+) => {
        &[$((|$($given),+| $output, concat!($($hint),+).trim_ascii_start())),+]
    };
    ($($(#[doc = $hint:literal])+ || $output:expr;)+) => {
        &[$((|| $output, concat!($($hint),+).trim_ascii_start())),+]
    };
}

/// The variables with their names: `named![x, w]`.
macro_rules! named {
    ($($value:ident),*) => {
        &[$((stringify!($value), &$value as &dyn $crate::numbers::Parts)),*]
    };
}

/// What an answer returned in one case, and what is right.
pub struct Trial {
    /// The arguments.
    given: Numbers,
    /// The same for an answer in Python.
    arguments: Vec<Value>,
    /// Whether the arguments are shown with all of their digits.
    exactly: bool,
    /// What the answer returned, or the message that it panicked with.
    found: Result<Numbers, String>,
    /// The right output, from a reference that does not know the solution.
    expected: Numbers,
}

impl Trial {
    /// Calls an answer with arguments `given`. Hints call its output `name`,
    /// or its parts by the names in a list, `"dw, db"`.
    pub(crate) fn new<Output: Parts>(
        given: &[(&str, &dyn Parts)], name: &str, expected: &Output,
        answer: impl FnOnce() -> Output,
    ) -> Self {
        let parts = given.iter().flat_map(|(name, part)| part.parts(name));
        let expected = expected.parts(name);
        let mut entries = expected.iter().flat_map(|(_, array)| array);
        // With NaN as the reference, an answer with NaN would be right.
        assert!(entries.all(|entry| entry.is_finite()), "a finite reference");
        Self {
            given: parts.collect(),
            arguments: given.iter().map(|(_, part)| part.argument()).collect(),
            exactly: false,
            found: caught(answer).map(|output| output.parts(name)),
            expected,
        }
    }

    /// Shows the arguments with all of their digits.
    pub(crate) fn exactly(self) -> Self {
        Self { exactly: true, ..self }
    }

    /// The arguments as text.
    fn given(&self) -> String {
        shown(&self.given, self.exactly)
    }

    /// What is wrong with the answer in this case.
    fn fault(&self, tolerance: f64) -> Option<Wrong> {
        let hint = match &self.found {
            Ok(found) => first_difference(found, &self.expected, tolerance)?,
            Err(message) => format!("it panics: {message}"),
        };
        Some(Wrong { hint, given: self.given() })
    }
}

/// The hint for a starter.
pub const NOT_BEGUN: &str = "this is still the starter";

/// Why an answer is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// What may help.
    pub hint: String,
    /// The first case in which the answer is wrong, as text.
    pub given: String,
}

/// One of the answers to an exercise.
#[derive(Clone, Copy, Debug)]
pub enum Whose {
    /// The reader's, in `answers.rs`.
    Reader,
    /// The one that the reader begins with.
    Starter,
    /// The one that the book prints.
    Solution,
    /// The typical mistake with this index.
    Mistake(usize),
}

/// A question, whatever the type of its answers.
pub trait Judge: Sync {
    /// Checks that an answer is within `tolerance` of the reference everywhere.
    ///
    /// # Errors
    ///
    /// When it is wrong: a hint, and the first case in which it is wrong.
    fn check(&self, whose: Whose, tolerance: f64) -> Result<(), Wrong>;

    /// The hints for the typical mistakes.
    fn hints(&self) -> Vec<&'static str>;

    /// The cases, and what the starter and each mistake return in them, for
    /// the program that judges answers in Python.
    fn table(&self) -> Value;

    /// What any answer, or the solution, does in the cases, and the verdict.
    #[cfg(test)]
    fn examined(&self, answer: Option<&dyn Any>) -> tests::Examined;
}

impl<Answer: Copy + Sync, Case> Judge for Question<Answer, Case> {
    fn check(&self, whose: Whose, tolerance: f64) -> Result<(), Wrong> {
        let answer = match whose {
            Whose::Reader => self.functions[0],
            Whose::Starter => self.functions[1],
            Whose::Solution => self.functions[2],
            Whose::Mistake(index) => self.mistakes[index].0,
        };
        self.judge(answer, tolerance)
    }

    fn hints(&self) -> Vec<&'static str> {
        self.mistakes.iter().map(|(_, hint)| *hint).collect()
    }

    fn table(&self) -> Value {
        let returned = |answer| -> Value {
            let tried = self.trials(answer).into_iter();
            tried.map(|trial| trial.found.ok().map(|x| exported(&x))).collect()
        };
        let cases = self.trials(self.functions[1]).into_iter().map(|trial| {
            let (given, arguments) = (trial.given(), trial.arguments);
            let expected = exported(&trial.expected);
            json!({
                "given": given, "arguments": arguments, "expected": expected
            })
        });
        let mistakes = self.mistakes.iter().map(|(answer, hint)| {
            json!({ "hint": hint, "returns": returned(*answer) })
        });
        json!({
            "cases": cases.collect::<Value>(),
            "starter": returned(self.functions[1]),
            "mistakes": mistakes.collect::<Value>(),
        })
    }

    #[cfg(test)]
    fn examined(&self, answer: Option<&dyn Any>) -> tests::Examined {
        let answer = answer.unwrap_or(&self.functions[2]).downcast_ref();
        let answer = *answer.expect("an answer of this type");
        (self.trials(answer), self.judge(answer, TOLERANCE))
    }
}

impl<Answer: Copy, Case> Question<Answer, Case> {
    /// Checks any answer of the right type.
    fn judge(&self, answer: Answer, tolerance: f64) -> Result<(), Wrong> {
        let tried = self.trials(answer);
        let wrong = tried.iter().find_map(|trial| trial.fault(tolerance));
        let Some(Wrong { hint, given }) = wrong else { return Ok(()) };
        let starter = (self.functions[1], NOT_BEGUN);
        let mut known = iter::once(&starter).chain(self.mistakes);
        let known = known.find(|one| agree(&tried, &self.trials(one.0)));
        let hint = known.map_or(hint, |(_, hint)| (*hint).to_owned());
        Err(Wrong { hint, given })
    }

    fn trials(&self, answer: Answer) -> Vec<Trial> {
        let random = &mut RandomState::seed(0);
        let cases = (self.cases)(random).into_iter();
        cases.map(|case| (self.trial)(answer, random, case)).collect()
    }
}

/// Whether two answers do the same in every case. Where one panics, the other
/// must, too: a transposed matrix, say, does not fit in every case. But two
/// answers that always panic need not have anything in common.
fn agree(some: &[Trial], others: &[Trial]) -> bool {
    let alike = |a: &Trial, b: &Trial| match (&a.found, &b.found) {
        (Ok(a), Ok(b)) => first_difference(a, b, TOLERANCE).is_none(),
        (a, b) => a.is_err() && b.is_err(),
    };
    some.iter().any(|trial| trial.found.is_ok())
        && some.iter().zip(others).all(|(a, b)| alike(a, b))
}

#[cfg(test)]
pub(crate) mod tests {
    use mini_numpy::{Numpy, Order};
    use ndarray::{Array, Array1, Array2, ArrayD, Axis, Dimension, Slice};

    use super::{Judge, TOLERANCE, Trial, Wrong};
    use crate::chapter_01::leaky_relu;
    use crate::chapter_02::batch;
    use crate::chapter_03::tanh_layer;
    use crate::chapter_06::softmax_backward;
    use crate::reference::{Matrix, Vector};
    use crate::{EXERCISES, Exercise};

    /// What an answer does in the cases, and the verdict.
    pub type Examined = (Vec<Trial>, Result<(), Wrong>);

    /// Checks that the cases of a question accept every right answer and refuse
    /// every wrong one, with room on both sides. Each has a name.
    pub(crate) fn assert_told_apart<Answer: 'static>(
        question: &dyn Judge, right: &[(&str, Answer)],
        wrong: &[(&str, Answer)],
    ) {
        let fails = |answer: &Answer, tolerance| {
            let (tried, _) = question.examined(Some(answer));
            tried.iter().any(|trial| trial.fault(tolerance).is_some())
        };
        let refused = right.iter().filter(|one| fails(&one.1, TOLERANCE / 8.0));
        let refused: Vec<_> = refused.map(|one| one.0).collect();
        let passed = wrong.iter().filter(|one| !fails(&one.1, 1e3 * TOLERANCE));
        let passed: Vec<_> = passed.map(|one| one.0).collect();
        assert!(refused.is_empty(), "right, but refused: {refused:#?}");
        assert!(passed.is_empty(), "wrong, but accepted: {passed:#?}");
    }

    /// The hint for any wrong answer of the right type.
    pub(crate) fn hint<Answer: Copy + 'static>(
        question: &dyn Judge, answer: Answer,
    ) -> String {
        question.examined(Some(&answer)).1.unwrap_err().hint
    }

    /// The same matrix, stored column by column.
    pub(crate) fn by_columns(x: &Matrix) -> Matrix {
        x.t().as_standard_layout().into_owned().reversed_axes()
    }

    /// The same array, stored from its last entry to its first.
    pub(crate) fn backwards<D: Dimension>(x: &Array<f64, D>) -> Array<f64, D> {
        let axes = || (0..x.ndim()).map(Axis);
        let mut stored = x.clone();
        axes().for_each(|axis| stored.invert_axis(axis));
        stored = stored.as_standard_layout().into_owned();
        axes().for_each(|axis| stored.invert_axis(axis));
        assert_eq!(stored, *x);
        stored
    }

    /// Arrays that are not this one: of another shape, or with another entry.
    fn others(x: &ArrayD<f64>) -> Vec<ArrayD<f64>> {
        let mut others = vec![x.clone().insert_axis(Axis(0))];
        for axis in (0..x.ndim()).map(Axis) {
            let less = x.slice_axis(axis, Slice::from(1..));
            others.push(less.into_owned());
        }
        for entry in 0..x.len() {
            for error in [1e-5, -1e-5, f64::NAN, f64::INFINITY] {
                let mut other = x.clone();
                *other.iter_mut().nth(entry).expect("an entry") += error;
                others.push(other);
            }
        }
        others
    }

    #[test]
    fn every_entry_of_every_part_is_compared() {
        for Exercise { name, question, .. } in EXERCISES {
            for mut trial in question.examined(None).0 {
                let solution = trial.found.expect(name);
                for (part, (of, x)) in solution.iter().enumerate() {
                    for other in others(x) {
                        let mut found = solution.clone();
                        found[part].1 = other;
                        trial.found = Ok(found);
                        let fault = trial.fault(TOLERANCE);
                        assert!(fault.is_some(), "{name}: {of}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_mistake_is_recognised_however_it_is_written() {
        type Answer = fn(Numpy, &Matrix, &Matrix) -> (Matrix, Vector);
        // The transposed gradient of a batch, summed sample by sample, and in
        // another order.
        let transposed: Answer = |_, x, dloss_dz| {
            let np = Numpy::with_order(Order::Fused);
            let mut dloss_dw = Array2::zeros((x.ncols(), dloss_dz.ncols()));
            let mut dloss_db = Array1::zeros(dloss_dz.ncols());
            for (x, dz) in x.outer_iter().zip(dloss_dz.outer_iter()).rev() {
                dloss_dw += &np.outer(&x, &dz);
                dloss_db += &dz;
            }
            (dloss_dw, dloss_db)
        };
        let hint = hint(batch::QUESTION, transposed);
        assert!(hint.starts_with("dloss_dw is transposed"), "{hint}");
    }

    #[test]
    fn a_hint_names_the_place_where_no_mistake_explains_an_answer() {
        let seven: fn(f64, f64, f64) -> f64 = |_, _, _| 7.0;
        let text = hint(leaky_relu::QUESTION, seven);
        let start = "dloss_dz is 7.00000, and should be ";
        assert!(text.starts_with(start), "{text}");

        let shape: fn(&Matrix, &Matrix) -> Matrix =
            |_, _| Array2::zeros((7, 7));
        assert_eq!(
            hint(tanh_layer::QUESTION, shape),
            "dz1 has the shape [7, 7], and should have [1, 1]"
        );
    }

    #[test]
    fn a_panic_is_a_hint() {
        let panics: fn(Numpy, &Matrix, &Matrix) -> Matrix =
            |np, p, _| np.dot(p, p);
        let hint = hint(softmax_backward::QUESTION, panics);
        assert!(hint.starts_with("it panics: shapes"), "{hint}");
    }

    /// An answer with NaN agrees with a typical mistake that has it, too, but
    /// is never right.
    #[test]
    #[should_panic(expected = "a finite reference")]
    fn a_reference_with_nan_is_refused() {
        Trial::new(&[], "z", &f64::NAN, || f64::NAN);
    }
}
