//! What an exercise asks, and how an answer is judged.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{Answers, Hint, Numbers, TOLERANCE, WrongAnswer, starters};

/// What an exercise asks.
pub trait Question {
    /// The type of the function that answers it.
    type Answer: Copy + 'static;
    /// What such a function is given.
    type Given;

    /// The name of the function in `answers.rs`.
    const NAME: &'static str;
    /// The typical mistakes. An answer that agrees with one on every case is
    /// told its hint.
    const MISTAKES: &'static [Mistake<Self::Answer>];

    /// The answer to this question on a sheet.
    fn of(answers: &Answers) -> Self::Answer;

    /// The cases that an answer is tried on.
    fn cases() -> Vec<Self::Given>;

    /// A case, as it is shown to whoever was wrong in it.
    fn show(given: &Self::Given) -> Numbers;

    /// What an answer says to a case.
    fn ask(answer: Self::Answer, given: &Self::Given) -> Numbers;

    /// What is right, from a reference that does not know the answer.
    fn expected(given: &Self::Given) -> Numbers;
}

/// A typical mistake: a wrong answer, written out, and what to tell whoever
/// gives it.
#[derive(Debug)]
pub struct Mistake<Answer> {
    /// The wrong answer.
    pub answer: Answer,
    /// What it is told, in one or two sentences.
    pub hint: &'static str,
}

/// What an answer said to a case: numbers, or the message of its panic.
type Said = Result<Numbers, String>;

/// Whether an answer is right; else, what it is told.
pub(crate) fn check<Q: Question>(answer: Q::Answer) -> Result<(), Hint> {
    let cases = Q::cases();
    let said = say::<Q>(answer, &cases);
    let expected: Vec<_> = cases.iter().map(Q::expected).collect();
    let difference =
        said.iter().zip(&expected).find_map(|(said, expected)| match said {
            Ok(numbers) => numbers.first_difference(expected, TOLERANCE),
            Err(message) => Some(Hint::Panicked(message.clone())),
        });
    let Some(difference) = difference else {
        return Ok(());
    };

    let starter = say::<Q>(Q::of(&starters::ANSWERS), &cases);
    if agree(&said, &starter) {
        return Err(Hint::NotBegun);
    }
    for mistake in Q::MISTAKES {
        if agree(&said, &say::<Q>(mistake.answer, &cases)) {
            return Err(Hint::Mistake(mistake.hint));
        }
    }
    Err(difference)
}

/// The first case in which an answer is wrong.
pub(crate) fn stumbles<Q: Question>(answer: Q::Answer) -> Option<Numbers> {
    let cases = Q::cases();
    let said = say::<Q>(answer, &cases);
    let is_wrong = |(said, given): &(&Said, &Q::Given)| match said {
        Ok(said) => TOLERANCE < said.distance(&Q::expected(given)),
        Err(_) => true,
    };
    let (_, given) = said.iter().zip(&cases).find(is_wrong)?;
    Some(Q::show(given))
}

/// How far an answer lies from the reference in the case where it lies
/// furthest; infinite where it panics or has another shape.
pub(crate) fn distance<Q: Question>(answer: Q::Answer) -> f64 {
    let cases = Q::cases();
    let said = say::<Q>(answer, &cases);
    let distances = said.iter().zip(&cases).map(|(said, given)| match said {
        Ok(numbers) => numbers.distance(&Q::expected(given)),
        Err(_) => f64::INFINITY,
    });
    distances.fold(0.0, |most, d| if most < d { d } else { most })
}

/// What becomes of every typical mistake.
pub(crate) fn wrong_answers<Q: Question>() -> Vec<WrongAnswer> {
    let judged = |mistake: &Mistake<Q::Answer>| WrongAnswer {
        own_hint: Hint::Mistake(mistake.hint),
        verdict: check::<Q>(mistake.answer),
        distance: distance::<Q>(mistake.answer),
    };
    Q::MISTAKES.iter().map(judged).collect()
}

fn say<Q: Question>(answer: Q::Answer, cases: &[Q::Given]) -> Vec<Said> {
    let say = |given| {
        // A product of shapes that do not fit panics, and the other exercises
        // are to be checked all the same. Nothing is shared with the answer
        // that a panic could leave half done.
        catch_unwind(AssertUnwindSafe(|| Q::ask(answer, given)))
            .map_err(|panic| message(panic.as_ref()))
    };
    cases.iter().map(say).collect()
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("without a message").to_owned()
}

/// Whether two answers say the same to every case. Where one panics, the other
/// must; that may happen where a transposed matrix does not fit, and not in
/// every case.
fn agree(some: &[Said], others: &[Said]) -> bool {
    let alike = |(some, other): (&Said, &Said)| match (some, other) {
        (Ok(some), Ok(other)) => some.distance(other) <= TOLERANCE,
        (Err(_), Err(_)) => true,
        _ => false,
    };
    some.iter().any(Said::is_ok) && some.iter().zip(others).all(alike)
}
