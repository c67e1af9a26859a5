//! How many exercises are solved, and what is said about the others.

use crate::{EXERCISES, Exercise, Wrong, chapters};

/// How wide a line may become.
const WIDTH: usize = 78;

/// A line for each exercise, grouped by chapter, and how many are solved.
pub fn progress(check: impl Fn(&Exercise) -> Result<(), Wrong>) -> String {
    let (mut text, mut solved) = (String::new(), 0);
    for exercises in chapters() {
        text.extend(["Chapter ", &exercises[0].number.to_string(), "\n"]);
        for exercise in exercises {
            let verdict = check(exercise);
            solved += usize::from(verdict.is_ok());
            text += &told(&format!("  {:<22}", exercise.name), &verdict);
        }
    }
    text += "\nThe answers are in chapters/exercises/src/answers.rs.\n";
    text + &format!("{solved} of {} solved\n", EXERCISES.len())
}

/// The task of one exercise, whether its answer is right, and a case in which
/// it is wrong.
pub fn report(exercise: &Exercise, verdict: &Result<(), Wrong>) -> String {
    let text = [exercise.starter(), "\n", &told("", verdict)].concat();
    match verdict {
        Err(Wrong { given, .. }) if !given.is_empty() => {
            text + "\nA case in which it is wrong:\n" + given
        }
        _ => text,
    }
}

/// The verdict on lines of at most [`WIDTH`] columns, the first after `start`
/// and the others indented.
fn told(start: &str, verdict: &Result<(), Wrong>) -> String {
    let text = match verdict {
        Ok(()) => "solved",
        Err(Wrong { hint, .. }) => &format!("not yet: {hint}"),
    };
    let (mut lines, mut line) = (String::new(), start.to_owned());
    for word in text.split(' ') {
        if WIDTH < line.chars().count() + word.chars().count() {
            lines = lines + line.trim_end() + "\n";
            line = String::from("      ");
        }
        line += word;
        line.push(' ');
    }
    lines + line.trim_end() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_screen() {
        let hint = ["of"; 80].join(" ");
        let wrong = Wrong { hint, given: String::new() };
        let text = told("  name ", &Err(wrong));
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(text.starts_with("  name not yet: of"));
        assert_eq!(text.split_whitespace().count(), 83);
    }
}
