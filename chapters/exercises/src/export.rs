//! What `check.py` knows: the exercises, their cases and typical mistakes, in a
//! file, and the starters in Python.

use serde_json::{Value, json};

use crate::{EXERCISES, Exercise, TOLERANCE};

/// What the file of answers in Python begins with.
const HEADER: &str = "\
\"\"\"Your answers to the exercises in Python, in the order of the book.

Change the bodies of these functions. `python3 chapters/exercises/check.py`
shows how far you are, with a hint where an answer is not right yet. To begin
one of them anew, run `python3 chapters/exercises/check.py --reset NAME`.
\"\"\"

import numpy as np
";

/// How wide a line of a docstring may become.
const WIDTH: usize = 79;

/// The text of the file `exercises.json`: a line for each case and mistake.
pub fn exported() -> String {
    let mut text = format!(
        "{{\"tolerance\": {TOLERANCE}, \"header\": {},\n\"exercises\": [\n",
        json!(HEADER)
    );
    let all: Vec<_> = EXERCISES.iter().map(exported_exercise).collect();
    text += &all.join(",\n");
    text + "\n]}\n"
}

fn exported_exercise(exercise: &Exercise) -> String {
    let Exercise { name, number, title, question, .. } = exercise;
    let mut table = question.table();
    let start = json!({
        "name": name, "number": number, "title": title,
        "code": exercise.python_starter(),
    });
    let lines = |list: Value| {
        let list = list.as_array().cloned().unwrap_or_default();
        let lines: Vec<_> = list.iter().map(Value::to_string).collect();
        format!("[\n{}\n]", lines.join(",\n"))
    };
    let [cases, starter, mistakes] =
        ["cases", "starter", "mistakes"].map(|part| lines(table[part].take()));
    format!(
        "{},\n\"cases\": {cases},\n\"starter\": {starter},\n\
         \"mistakes\": {mistakes}}}",
        start.to_string().trim_end_matches('}')
    )
}

/// The file of answers in Python before the reader has changed anything.
pub fn python_starters() -> String {
    let mut text = HEADER.to_owned();
    for exercises in crate::chapters() {
        let Exercise { number, title, .. } = &exercises[0];
        let heading = format!("\n# Chapter {number}: {title}.\n");
        text += &heading;
        for exercise in exercises {
            text += "\n\n";
            text += &exercise.python_starter();
        }
        text += "\n";
    }
    text.trim_end().to_owned() + "\n"
}

impl Exercise {
    /// The function to change, with the task as its docstring.
    fn python_starter(&self) -> String {
        let python = self.python.replace("\r\n", "\n");
        let start = format!("\ndef {}(", self.name);
        let start = python.find(&start).expect("a starter") + 1;
        let end = python.find("\n\n\ndef solution(").expect("a solution");
        let (signature, body) =
            python[start..end].split_once(":\n").expect("a body");
        format!("{signature}:\n{}{body}\n", docstring(&self.starter()))
    }
}

/// The task of a starter, without what is said of Rust.
fn docstring(starter: &str) -> String {
    let task = starter.lines().map_while(|line| line.strip_prefix("///"));
    let task: Vec<_> = task.map(str::trim).collect();
    let task = task.join("\n");
    let paragraphs = task.split("\n\n");
    let paragraphs = paragraphs.filter(|text| !text.starts_with("In Rust,"));
    let mut text = String::new();
    for paragraph in paragraphs {
        let mut line = "    ".to_owned();
        line += if text.is_empty() { "\"\"\"" } else { "" };
        text += if text.is_empty() { "" } else { "\n" };
        let mut is_first = true;
        for word in paragraph.split_whitespace() {
            let width = line.chars().count() + 1 + word.chars().count();
            if !is_first && WIDTH < width {
                text += &line;
                text += "\n";
                line = format!("    {word}");
            } else {
                line += if is_first { "" } else { " " };
                line += word;
            }
            is_first = false;
        }
        text += &line;
        text += "\n";
    }
    text + "    \"\"\"\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_becomes_a_docstring() {
        let text = docstring(
            "/// A.\n/// What?\n///\n/// In Rust, so.\n///\n/// Or so.\n",
        );
        let expected = "    \"\"\"A. What?\n\n    Or so.\n    \"\"\"\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn no_line_in_python_is_too_wide() {
        let starters = python_starters();
        let wide = starters.lines().find(|l| WIDTH + 1 < l.chars().count());
        assert_eq!(wide, None);
    }
}
