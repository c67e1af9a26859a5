//! What is said about the exercises.

use crate::judged::UNCOMPILED;
use crate::{Exercise, Judged, Wrong};

/// How wide a line may become.
const WIDTH: usize = 78;

/// A line for one exercise among all, or as many as its hint takes. What the
/// compiler says follows; what an answer prints does not.
pub fn line(exercise: &Exercise, Judged { verdict, said }: &Judged) -> String {
    let is_compiled = !matches!(verdict, Err(w) if w.hint == UNCOMPILED);
    let told = told(&format!("  {:<22}", exercise.name), verdict);
    if is_compiled { told } else { format!("{told}\n{said}") }
}

/// The task of one exercise, what its answer printed or what the compiler says,
/// whether it is right, and a case in which it is wrong.
pub fn report(exercise: &Exercise, judged: &Judged) -> String {
    let Judged { verdict, said } = judged;
    let gap = if said.is_empty() || said.ends_with('\n') { "" } else { "\n" };
    let (task, told) = (exercise.starter(), told("", verdict));
    let parts = [&task, "\n", said, gap, &told];
    match verdict {
        Err(Wrong { given, .. }) if !given.is_empty() => {
            parts.concat() + "\nA case in which it is wrong:\n" + given
        }
        _ => parts.concat(),
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
