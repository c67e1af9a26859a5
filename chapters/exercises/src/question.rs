//! What an exercise asks, and how an answer is judged.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

use mini_numpy::RandomState;

use crate::{Hint, Numbers, Parts, TOLERANCE, Wrong};

/// What an exercise asks: the functions that answer it, rightly and wrongly,
/// and how to tell them apart.
pub(crate) struct Question<Answer: 'static, Given, Output> {
    /// The reader's answer, the starter and the solution.
    pub(crate) functions: [Answer; 3],
    /// The typical mistakes. An answer that agrees with one of them in every
    /// case gets its hint.
    pub(crate) mistakes: &'static [Mistake<Answer>],
    /// What the answer computes, as a hint calls it; empty where the output is
    /// a struct, whose fields have names.
    pub(crate) output: &'static str,
    /// The cases that an answer is tried on, the same ones each time.
    pub(crate) cases: fn(&mut RandomState) -> Vec<Given>,
    /// Calls an answer with the arguments of a case.
    pub(crate) ask: fn(Answer, &Given) -> Output,
    /// The right output, from a reference that does not know the solution.
    pub(crate) expected: fn(&Given) -> Output,
}

/// A typical mistake.
pub(crate) struct Mistake<Answer> {
    /// The wrong answer, written out.
    pub(crate) answer: Answer,
    /// What to tell whoever gives it, in one or two sentences.
    pub(crate) hint: &'static str,
}

/// A list of mistakes: closures, each with its hint as a doc comment.
macro_rules! mistakes {
    ($($(#[doc = $hint:literal])+ |$($given:tt),+| $output:expr;)+) => {
        &[$($crate::question::Mistake {
            answer: |$($given),+| $output,
            hint: concat!($($hint),+).trim_ascii_start(),
        }),+]
    };
    ($($(#[doc = $hint:literal])+ || $output:expr;)+) => {
        &[$($crate::question::Mistake {
            answer: || $output,
            hint: concat!($($hint),+).trim_ascii_start(),
        }),+]
    };
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

/// A question, whatever the types of its answers, cases and outputs.
pub trait Judge: Sync {
    /// Checks an answer against the reference, in every case.
    ///
    /// # Errors
    ///
    /// When it is wrong: a hint, and the first case in which it is wrong.
    fn check(&self, whose: Whose) -> Result<(), Wrong>;

    /// The largest distance of an answer from the reference in any case;
    /// infinite where it panics or an array has the wrong shape.
    fn distance(&self, whose: Whose) -> f64;

    /// The hints for the typical mistakes.
    fn hints(&self) -> Vec<&'static str>;
}

impl<Answer, Given, Output> Judge for Question<Answer, Given, Output>
where
    Answer: Copy + Sync,
    Given: Parts,
    Output: Parts,
{
    fn check(&self, whose: Whose) -> Result<(), Wrong> {
        self.check_answer(self.answer(whose))
    }

    fn distance(&self, whose: Whose) -> f64 {
        let cases = self.cases();
        let outcomes = self.outcomes(self.answer(whose), &cases);
        let distances =
            outcomes.iter().zip(&cases).map(|(outcome, given)| match outcome {
                Ok(numbers) => numbers.distance(&self.reference(given)),
                Err(_) => f64::INFINITY,
            });
        distances.fold(0.0, |most, d| if most < d { d } else { most })
    }

    fn hints(&self) -> Vec<&'static str> {
        self.mistakes.iter().map(|mistake| mistake.hint).collect()
    }
}

/// What an answer returned in a case, or the message that it panicked with.
type Outcome = Result<Numbers, String>;

impl<Answer, Given, Output> Question<Answer, Given, Output>
where
    Answer: Copy,
    Given: Parts,
    Output: Parts,
{
    /// Checks any answer of the right type.
    pub(crate) fn check_answer(&self, answer: Answer) -> Result<(), Wrong> {
        let cases = self.cases();
        let outcomes = self.outcomes(answer, &cases);
        let first = outcomes.iter().zip(&cases).find_map(|(outcome, given)| {
            let hint = match outcome {
                Ok(numbers) => numbers
                    .first_difference(&self.reference(given), TOLERANCE)?,
                Err(message) => Hint::Panicked(message.clone()),
            };
            Some(Wrong { hint, given: Numbers::of("", given) })
        });
        let Some(Wrong { hint, given }) = first else {
            return Ok(());
        };

        let is = |other| agree(&outcomes, &self.outcomes(other, &cases));
        let hint = if is(self.answer(Whose::Starter)) {
            Hint::NotBegun
        } else if let Some(known) = self.mistakes.iter().find(|m| is(m.answer))
        {
            Hint::Mistake(known.hint)
        } else {
            hint
        };
        Err(Wrong { hint, given })
    }

    fn answer(&self, whose: Whose) -> Answer {
        let [reader, starter, solution] = self.functions;
        match whose {
            Whose::Reader => reader,
            Whose::Starter => starter,
            Whose::Solution => solution,
            Whose::Mistake(index) => self.mistakes[index].answer,
        }
    }

    fn cases(&self) -> Vec<Given> {
        (self.cases)(&mut RandomState::seed(0))
    }

    fn reference(&self, given: &Given) -> Numbers {
        Numbers::of(self.output, &(self.expected)(given))
    }

    fn outcomes(&self, answer: Answer, cases: &[Given]) -> Vec<Outcome> {
        let outcome = |given| {
            let output = caught(|| (self.ask)(answer, given))?;
            Ok(Numbers::of(self.output, &output))
        };
        cases.iter().map(outcome).collect()
    }
}

/// Whether two answers do the same in every case. Where one panics, the other
/// must, too: a transposed matrix, say, does not fit in every case. But two
/// answers that always panic need not have anything in common.
fn agree(some: &[Outcome], others: &[Outcome]) -> bool {
    let alike = |(some, other): (&Outcome, &Outcome)| match (some, other) {
        (Ok(some), Ok(other)) => some.distance(other) <= TOLERANCE,
        (Err(_), Err(_)) => true,
        _ => false,
    };
    some.iter().any(Outcome::is_ok) && some.iter().zip(others).all(alike)
}

thread_local! {
    /// Whether this thread is running an answer.
    static ANSWERING: Cell<bool> = const { Cell::new(false) };
}

/// Runs an answer; the error is the message of its panic. A product of matrices
/// that do not fit panics, and the other exercises are checked all the same.
fn caught<T>(answer: impl FnOnce() -> T) -> Result<T, String> {
    ANSWERING.set(true);
    // A panic leaves nothing half done: the answer shares no state with us.
    let outcome = catch_unwind(AssertUnwindSafe(answer));
    ANSWERING.set(false);
    outcome.map_err(|panic| message(panic.as_ref()))
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("without a message").to_owned()
}

/// Keeps the panics of answers off the terminal, since they are shown as hints.
/// All other panics are reported as before.
pub fn silence_answers() {
    let report = take_hook();
    set_hook(Box::new(move |panic| {
        if !ANSWERING.get() {
            report(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use mini_numpy::{Numpy, Order};
    use ndarray::{Array1, Array2};

    use crate::chapter_01::leaky_relu;
    use crate::chapter_02::batch::{self, BatchGradients};
    use crate::chapter_03::tanh_layer;
    use crate::chapter_04::batch_inputs;

    #[test]
    fn a_mistake_is_recognised_however_it_is_written() {
        // The transposed gradient of a batch, summed sample by sample, and in
        // another order.
        fn transposed(
            _: Numpy,
            x: &Array2<f64>,
            dloss_dz: &Array2<f64>,
        ) -> BatchGradients {
            let np = Numpy::with_order(Order::Fused);
            let mut dloss_dw = Array2::zeros((x.ncols(), dloss_dz.ncols()));
            let mut dloss_db = Array1::zeros(dloss_dz.ncols());
            for (x, dz) in x.outer_iter().zip(dloss_dz.outer_iter()).rev() {
                dloss_dw += &np.outer(&x, &dz);
                dloss_db += &dz;
            }
            BatchGradients { dloss_dw, dloss_db }
        }
        let wrong = batch::QUESTION.check_answer(transposed).unwrap_err();
        let hint = wrong.hint.to_string();
        assert!(hint.starts_with("dloss_dw is transposed"), "{hint}");
    }

    #[test]
    fn a_hint_names_the_place_where_no_mistake_explains_an_answer() {
        let wrong = leaky_relu::QUESTION.check_answer(|_, _, _| 7.0);
        let hint = wrong.unwrap_err().hint.to_string();
        let start = "dloss_dz is 7.00000, and should be ";
        assert!(hint.starts_with(start), "{hint}");

        let wrong =
            tanh_layer::QUESTION.check_answer(|_, _| Array2::zeros((7, 7)));
        assert_eq!(
            wrong.unwrap_err().hint.to_string(),
            "dz1 has the shape [7, 7], and should have [1, 1]"
        );
    }

    #[test]
    fn a_panic_is_a_hint() {
        let wrong =
            batch_inputs::QUESTION.check_answer(|np, dz, _| np.dot(dz, dz));
        let hint = wrong.unwrap_err().hint.to_string();
        assert!(hint.starts_with("it panics: shapes"), "{hint}");
    }
}
