//! The starters, and the file of answers that is cut from them.

use crate::{Exercise, chapters};

/// What the file of answers begins with.
const HEADER: &str = "\
// Your answers to the exercises, in the order of the book.
//
// Change the bodies of these functions. `cargo run -p exercises` shows how far
// you are, with a hint where an answer is not right yet. To begin one of them
// anew, run `cargo run -p exercises -- --reset NAME`.

use mini_numpy::Numpy;
use ndarray::{Array1, Array2};
";

impl Exercise {
    /// The task, and the function to change: the first in the file.
    pub(crate) fn starter(&self) -> String {
        let source = self.source.replace("\r\n", "\n");
        let start = source.find("\n///").expect("a task") + 1;
        let end = source.find("\n}\n").expect("a function") + 3;
        source[start..end].to_owned()
    }
}

/// The file of answers before the reader has changed anything.
pub fn starters() -> String {
    let mut text = HEADER.to_owned();
    for exercises in chapters() {
        let Exercise { number, title, .. } = &exercises[0];
        let heading = format!("\n// Chapter {number}: {title}.\n");
        text += &heading;
        text.extend(exercises.iter().map(|e| "\n".to_owned() + &e.starter()));
    }
    text
}

/// The file of answers in which one function and the comment above it are the
/// starter again, with lines that end as they did; `None` where there is no
/// such function.
pub fn with_starter(answers: &str, exercise: &Exercise) -> Option<String> {
    let lines: Vec<_> = answers.lines().collect();
    let at = lines.iter().position(|line| declares(line, exercise.name))?;
    let above = lines[..at].iter().rposition(|line| !line.starts_with("///"));
    let start = above.map_or(0, |above| above + 1);
    let ends = |line: &&str| {
        line.starts_with('}') || line.ends_with('}') && !line.starts_with(' ')
    };
    let end = at + lines[at..].iter().position(ends)?;
    let starter = exercise.starter();
    let starter: Vec<_> = starter.lines().collect();
    let text = [&lines[..start], &starter, &lines[end + 1..]].concat();
    let end_of_line = if answers.contains("\r\n") { "\r\n" } else { "\n" };
    Some(text.join(end_of_line) + end_of_line)
}

/// Whether a function of that name begins on a line.
pub(crate) fn declares(line: &str, name: &str) -> bool {
    let rest = line.trim_start_matches("pub ").strip_prefix("fn ");
    let rest = rest.and_then(|rest| rest.trim_start().strip_prefix(name));
    rest.is_some_and(|rest| rest.starts_with(['(', '<', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EXERCISES;

    #[test]
    fn one_function_is_reset_and_no_other() {
        let starters = starters();
        for exercise in EXERCISES {
            let unchanged = with_starter(&starters, exercise);
            assert_eq!(unchanged.as_deref(), Some(starters.as_str()));

            let signature = format!("pub fn {}(", exercise.name);
            let (before, rest) = starters.split_once(&signature).expect("one");
            let (_, after) = rest.split_once("\n}\n").expect("an end");
            for work in [
                "\n    if true {\n    }\n}\n",
                ") -> f64 { 0.0 }\n",
                "\n} // an end\n",
            ] {
                let solved = [before, &signature, work, after].concat();
                let reset = with_starter(&solved, exercise);
                assert_eq!(reset.as_deref(), Some(starters.as_str()), "{work}");
            }
        }
    }

    #[test]
    fn a_file_without_the_function_is_left_alone() {
        for answers in
            ["", "pub fn tanh_layer(\n", "// pub fn tanh_layer() {}\n"]
        {
            let exercise = crate::find("tanh_layer").expect("an exercise");
            assert_eq!(with_starter(answers, exercise), None, "{answers}");
        }
    }
}
