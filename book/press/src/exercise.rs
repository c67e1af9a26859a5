//! The task of an exercise, from the file that also checks it.

use std::fs;
use std::path::Path;

use crate::include::read;
use crate::table::{Code, usage};

/// Where the exercises are, seen from a page.
const EXERCISES: &str = "../../chapters/exercises/src";

/// `{{#exercise NAME}}`: the documentation of the function that a reader is to
/// write, below its name, and its signature.
pub(crate) fn exercise(folder: &Path, words: &[&str]) -> Result<Code, String> {
    let &[name] = words else { return Err(usage("exercise")) };
    let place = place(folder, name)
        .ok_or_else(|| format!("there is no exercise '{name}'"))?;
    let starter = read(folder, &format!("{place}:starter"))?;
    let markdown = task(name, &starter).ok_or_else(|| {
        format!("the starter of {place} is not a documented pub fn {name}")
    })?;
    Ok((markdown, Vec::new()))
}

/// The file of an exercise, in the folder of whichever chapter has it.
fn place(folder: &Path, name: &str) -> Option<String> {
    let chapters = fs::read_dir(folder.join(EXERCISES)).ok()?;
    let chapters = chapters
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|entry| entry.starts_with("chapter_"));
    let mut files =
        chapters.map(|chapter| format!("{EXERCISES}/{chapter}/{name}.rs"));
    files.find(|file| folder.join(file).is_file())
}

/// The task and the signature in Markdown.
fn task(name: &str, starter: &str) -> Option<String> {
    let task: Vec<_> = starter
        .lines()
        .filter_map(|line| line.strip_prefix("///"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    let start = starter.find(&format!("pub fn {name}("))?;
    let (signature, _) = starter[start..].split_once(" {\n")?;
    (!task.is_empty()).then(|| {
        let task = task.join("\n");
        format!("### `{name}`\n\n{task}\n\n```rust\n{signature}\n```")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_stands_below_its_name_and_above_its_signature() {
        let starter = "/// Predict. What is\n///\n/// the loss?\n\
                       #[allow(unused)]\npub fn loss(\n    x: f64,\n) -> f64 {\n\
                       \x20   0.0\n}";
        assert_eq!(
            task("loss", starter).as_deref(),
            Some(
                "### `loss`\n\nPredict. What is\n\nthe loss?\n\n\
                 ```rust\npub fn loss(\n    x: f64,\n) -> f64\n```"
            )
        );
        assert_eq!(task("gain", starter), None);
        assert_eq!(task("loss", "pub fn loss() {\n}"), None);
    }

    #[test]
    fn an_exercise_that_is_not_there_is_a_fault() {
        let folder = crate::root().join("book/src");
        let fault = exercise(&folder, &["nonsense"]).unwrap_err();
        assert_eq!(fault, "there is no exercise 'nonsense'");
        assert!(exercise(&folder, &[]).is_err());
    }
}
