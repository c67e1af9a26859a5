//! How many exercises are solved, and what is said about the others.

use std::fmt::Write as _;

use crate::{EXERCISES, Exercise, Wrong};

/// Where the reader works.
const FILE: &str = "chapters/exercises/src/answers.rs";

/// How wide a line may become.
const WIDTH: usize = 78;

/// A line for each exercise, grouped by chapter, and how many are solved.
#[must_use]
pub fn progress(check: impl Fn(&Exercise) -> Result<(), Wrong>) -> String {
    let mut text = String::new();
    let mut solved = 0;
    let mut chapter = None;
    for exercise in &EXERCISES {
        if chapter.replace(exercise.chapter) != Some(exercise.chapter) {
            let _ = writeln!(text, "Chapter {}", exercise.chapter);
        }
        let verdict = check(exercise);
        solved += usize::from(verdict.is_ok());
        let words = words(&verdict);
        text += &wrapped(&format!("  {:<22}{words}", exercise.name));
    }
    let all = EXERCISES.len();
    let _ = writeln!(text, "\nThe answers are in {FILE}.");
    let _ = writeln!(text, "{solved} of {all} solved");
    text
}

/// The task of one exercise, whether its answer is right, and a case in which
/// it is wrong.
#[must_use]
pub fn report(exercise: &Exercise, verdict: &Result<(), Wrong>) -> String {
    let mut text = exercise.starter() + "\n" + &wrapped(&words(verdict));
    if let Err(Wrong { given, .. }) = verdict {
        let given = given.to_string();
        if !given.is_empty() {
            let _ = write!(text, "\nA case in which it is wrong:\n{given}");
        }
    }
    text
}

fn words(verdict: &Result<(), Wrong>) -> String {
    match verdict {
        Ok(()) => "solved".to_owned(),
        Err(Wrong { hint, .. }) => format!("not yet: {hint}"),
    }
}

/// The text, broken into lines of at most [`WIDTH`] columns, those after the
/// first indented.
fn wrapped(text: &str) -> String {
    let mut lines = String::new();
    let mut width = 0;
    let indented = text.len() - text.trim_start().len();
    for (i, word) in text[indented..].split(' ').enumerate() {
        let length = word.chars().count();
        if i == 0 {
            lines.push_str(&text[..indented]);
            width = indented;
        } else if WIDTH < width + 1 + length {
            lines.push_str("\n      ");
            width = 6;
        } else {
            lines.push(' ');
            width += 1;
        }
        lines.push_str(word);
        width += length;
    }
    lines.push('\n');
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_screen() {
        let text = wrapped(&format!("  name{}", " of".repeat(80)));
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(text.starts_with("  name of"));
        assert_eq!(text.split_whitespace().count(), 81);
    }
}
