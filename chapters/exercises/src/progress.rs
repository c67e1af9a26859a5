//! How far the reader is.

use std::fmt::Write as _;

use crate::{Answers, EXERCISES, Exercise};

/// Where the reader works.
const FILE: &str = "chapters/exercises/src/answers.rs";

/// How wide a line may become.
const WIDTH: usize = 78;

/// How far a sheet of answers is: a line for each exercise, grouped by
/// chapter, and how many are solved.
#[must_use]
pub fn progress(answers: &Answers) -> String {
    let mut text = String::new();
    let mut solved = 0;
    let mut chapter = None;
    for exercise in &EXERCISES {
        if chapter != Some(exercise.chapter) {
            chapter = Some(exercise.chapter);
            let _ = writeln!(text, "Chapter {}", exercise.chapter);
        }
        let verdict = verdict(exercise, answers);
        if verdict == SOLVED {
            solved += 1;
        }
        let entry = format!("  {:<22}{verdict}", exercise.name);
        text.push_str(&wrapped(&entry));
    }
    let all = EXERCISES.len();
    let _ = writeln!(text, "\nThe answers stand in {FILE}.");
    let _ = writeln!(text, "{solved} of {all} solved");
    text
}

/// The task of one exercise, how far its answer is, and a case in which it is
/// wrong; `None` where no
/// exercise has that name.
#[must_use]
pub fn report(name: &str, answers: &Answers) -> Option<String> {
    let exercise = EXERCISES.iter().find(|exercise| exercise.name == name)?;
    let task = exercise.task();
    let mut text = task + "\n" + &wrapped(&verdict(exercise, answers));
    if let Some(given) = exercise.stumbles(answers).map(|n| n.to_string())
        && !given.is_empty()
    {
        let _ = write!(text, "\nA case in which it is wrong:\n{given}");
    }
    Some(text)
}

const SOLVED: &str = "solved";

fn verdict(exercise: &Exercise, answers: &Answers) -> String {
    match exercise.check(answers) {
        Ok(()) => SOLVED.to_owned(),
        Err(hint) => format!("not yet: {hint}"),
    }
}

/// The text on lines of the width, those after the first indented.
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
