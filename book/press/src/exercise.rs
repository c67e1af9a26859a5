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
    let chapters = fs::read_dir(folder.join(EXERCISES));
    let chapters = chapters.map_err(|error| error.to_string())?;
    let mut files = chapters.flatten().map(|chapter| {
        let chapter = chapter.file_name();
        format!("{EXERCISES}/{}/{name}.rs", chapter.display())
    });
    let file = files
        .find(|file| folder.join(file).is_file())
        .ok_or_else(|| format!("there is no exercise '{name}'"))?;
    let starter = read(folder, &format!("{file}:starter"))?;
    let markdown = task(name, &starter).ok_or_else(|| {
        format!("the starter of {file} is not a documented pub fn {name}")
    })?;
    Ok((markdown, Vec::new()))
}

/// The task and the signature in Markdown.
fn task(name: &str, starter: &str) -> Option<String> {
    let lines = starter.lines().filter_map(|line| line.strip_prefix("///"));
    let task: Vec<_> =
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let start = starter.find(&format!("pub fn {name}("))?;
    let (signature, _) = starter[start..].split_once(" {\n")?;
    let task = Some(task.join("\n")).filter(|task| !task.is_empty())?;
    Some(format!("### `{name}`\n\n{task}\n\n```rust\n{signature}\n```"))
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
