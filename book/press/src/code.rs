//! Code of the chapters, as pages show it.
//!
//! mdBook resolves includes, but makes an empty listing of an anchor that is
//! not there, and leaves an include whose file is not there as it is. So the
//! press looks both up first.

use std::fs;
use std::path::Path;

use crate::directive::usage;
use crate::tags::{Listing, of_listing};

/// Code in Markdown, and the listings in it whose lines may compute formulas.
pub(crate) type Code = (String, Vec<Listing>);

/// Where the exercises are, seen from a page.
const EXERCISES: &str = "../../chapters/exercises/src";

/// `{{#beside RUST_FILE:ANCHOR NUMPY_FILE:ANCHOR}}`: two listings side by side.
/// The lines that compute formulas must come in the same order in both.
pub(crate) fn beside(page: &Path, words: &[&str]) -> Result<Code, String> {
    let &[rust, numpy] = words else { return Err(usage("beside")) };
    let (mut columns, mut listings) = (Vec::new(), Vec::new());
    for (place, language, syntax, extension) in
        [(rust, "Rust", "rust", ".rs"), (numpy, "NumPy", "python", ".py")]
    {
        let (path, anchor) = parts(place)?;
        if !path.ends_with(extension) {
            return Err(format!("{path} is not a file of {language}"));
        }
        listings.push((language, of_listing(&read(page, place)?)));
        let file = path.rsplit('/').next().unwrap_or(path);
        // A listing that is wider than its column scrolls by itself, and can
        // be reached by keyboard. The blank lines let Markdown find the block.
        columns.push(format!(
            "<div class=\"column\">\n\
             <p class=\"language\">{language}</p>\n\
             <div class=\"listing\" tabindex=\"0\" role=\"region\" \
             aria-label=\"{language}: {anchor} in {file}\">\n\n\
             ```{syntax}\n{{{{#include {place}}}}}\n```\n\n\
             </div>\n\
             </div>"
        ));
    }
    let [rust, numpy] = [0, 1].map(|i| listings[i].1.join(", "));
    if rust != numpy {
        return Err(format!(
            "the lines of Rust end in ({rust}), those of NumPy in ({numpy})"
        ));
    }
    let columns = columns.join("\n");
    Ok((format!("<div class=\"beside\">\n{columns}\n</div>"), listings))
}

/// `{{#exercise NAME [solution]}}`: the documentation of the function that a
/// reader is to write, below its name, and its signature; or its solution.
pub(crate) fn exercise(page: &Path, words: &[&str]) -> Result<Code, String> {
    let (name, part): (_, fn(&str, &str) -> Option<String>) = match *words {
        [name] => (name, task),
        [name, "solution"] => (name, solution),
        _ => return Err(usage("exercise")),
    };
    let chapters = fs::read_dir(page.with_file_name(EXERCISES));
    let chapters = chapters.map_err(|error| error.to_string())?;
    let text = chapters.flatten().find_map(|chapter| {
        fs::read_to_string(chapter.path().join(format!("{name}.rs"))).ok()
    });
    let text = text.ok_or_else(|| format!("there is no exercise '{name}'"))?;
    let text = text.replace("\r\n", "\n");
    let markdown = part(name, &text).ok_or_else(|| {
        format!("{name}.rs has no documented pub fn {name} with a solution")
    })?;
    Ok((markdown, Vec::new()))
}

/// The task, the first documentation of a file, and the signature in Markdown.
fn task(name: &str, text: &str) -> Option<String> {
    let lines = text.lines().skip_while(|line| !line.starts_with("///"));
    let lines = lines.map_while(|line| line.strip_prefix("///"));
    let task: Vec<_> =
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let start = text.find(&format!("pub fn {name}("))?;
    let (signature, _) = text[start..].split_once(" {\n")?;
    let task = Some(task.join("\n")).filter(|task| !task.is_empty())?;
    Some(format!("### `{name}`\n\n{task}\n\n```rust\n{signature}\n```"))
}

/// What stands between the starter and the question, in Markdown.
fn solution(_name: &str, text: &str) -> Option<String> {
    let (_, rest) = text.split_once("\n}\n\n")?;
    let (solution, _) = rest.split_once("\n\npub(crate) const QUESTION")?;
    Some(format!("```rust\n{solution}\n```"))
}

/// The lines at an anchor of a program, `path:anchor`, seen from a page.
pub(crate) fn read(page: &Path, place: &str) -> Result<String, String> {
    let (path, anchor) = parts(place)?;
    // Only programs of chapters are compiled and run.
    let program = path.strip_prefix("../../chapters/");
    let comment = match program.and_then(|path| path.rsplit_once('.')) {
        Some((_, "rs")) => "//",
        Some((_, "py")) => "#",
        _ => return Err(format!("{path} is not a program of a chapter")),
    };
    let text = fs::read_to_string(page.with_file_name(path))
        .map_err(|error| format!("cannot read {path}: {error}"))?;
    let lines: Vec<_> = text.lines().collect();
    let at = |marker: &str| {
        let marker = format!("{comment} {marker}: {anchor}");
        lines.iter().position(|line| line.trim() == marker)
    };
    let start = at("ANCHOR")
        .ok_or_else(|| format!("{path} has no anchor '{anchor}'"))?;
    let fault = |fault| format!("anchor '{anchor}' of {path} {fault}");
    let end = at("ANCHOR_END").ok_or_else(|| fault("has no end"))?;
    let code = lines.get(start + 1..end).unwrap_or_default();
    if code.is_empty() {
        return Err(fault("holds nothing"));
    }
    Ok(code.join("\n"))
}

/// The path and the anchor of `path:anchor`.
fn parts(place: &str) -> Result<(&str, &str), String> {
    let (path, anchor) = place.split_once(':').ok_or_else(|| {
        format!("'{place}' names no anchor; write a file, ':' and its anchor")
    })?;
    if anchor.is_empty() || anchor.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(format!(
            "'{anchor}' is not an anchor; line numbers are not used, because \
             lines move"
        ));
    }
    Ok((path, anchor))
}

/// Whether a block of code consists of includes alone.
pub(crate) fn is_included(block: &str) -> bool {
    // A fence, the includes, and the other fence.
    pattern!(INCLUDES, r"^.*\n([ \t]*\{\{#include .*\}\}[ \t\r]*\n)+.*\s*$");
    INCLUDES.is_match(block)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUST: &str = "../../chapters/chapter_01/src/neuron.rs";
    const NUMPY: &str = "../../chapters/chapter_01/numpy/neuron.py";

    fn set(rust: &str, numpy: &str) -> Result<String, String> {
        let page = crate::root().unwrap().join("book/src/page.md");
        beside(&page, &[rust, numpy]).map(|(markdown, _)| markdown)
    }

    fn forward() -> String {
        set(&format!("{RUST}:forward"), &format!("{NUMPY}:forward")).unwrap()
    }

    #[test]
    fn rust_comes_first_and_each_column_can_be_reached() {
        let html = forward();
        let rust = html.find("aria-label=\"Rust: forward in neuron.rs\"");
        let numpy = html.find("aria-label=\"NumPy: forward in neuron.py\"");
        assert!(rust.is_some() && rust < numpy, "{html}");
        assert_eq!(html.matches("tabindex=\"0\"").count(), 2);
        assert_eq!(html.matches("<div").count(), html.matches("</div").count());
    }

    #[test]
    fn the_listings_are_blocks_of_code_for_mdbook() {
        let html = forward();
        let rust = format!("\n\n```rust\n{{{{#include {RUST}:forward}}}}\n");
        let numpy =
            format!("\n\n```python\n{{{{#include {NUMPY}:forward}}}}\n");
        assert!(html.contains(&rust) && html.contains(&numpy), "{html}");
    }

    #[test]
    fn listings_that_do_not_match_are_a_fault() {
        let (rust, numpy) =
            (format!("{RUST}:forward"), format!("{NUMPY}:forward"));
        let fault = |rust: &str, numpy: &str| set(rust, numpy).unwrap_err();
        assert!(beside(Path::new(""), &[&rust]).is_err());
        assert!(fault(&numpy, &rust).contains("not a file of Rust"));
        let missing = fault(&rust, &format!("{NUMPY}:sideways"));
        assert!(missing.contains("neuron.py has no anchor 'sideways'"));
        let crossed = fault(&rust, &format!("{NUMPY}:descend"));
        assert!(crossed.contains("(1.1, 1.2, 1.3), those of NumPy"));
    }

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
    fn a_solution_stands_between_the_starter_and_the_question() {
        let text = "/// What?\npub fn loss() -> f64 {\n    0.0\n}\n\n\
                    /// ln 2.\nfn solution() -> f64 {\n    0.7\n}\n\n\
                    pub(crate) const QUESTION: u8 = 0;\n";
        assert_eq!(
            solution("loss", text).as_deref(),
            Some("```rust\n/// ln 2.\nfn solution() -> f64 {\n    0.7\n}\n```")
        );
        assert_eq!(solution("loss", "pub fn loss() {\n}"), None);
    }

    #[test]
    fn an_exercise_that_is_not_there_is_a_fault() {
        let page = crate::root().unwrap().join("book/src/page.md");
        assert!(exercise(&page, &["batch", "hint"]).is_err());
        let fault = exercise(&page, &["nonsense"]).unwrap_err();
        assert_eq!(fault, "there is no exercise 'nonsense'");
        assert!(exercise(&page, &[]).is_err());
    }

    fn fault(arguments: &str) -> String {
        read(&crate::root().unwrap().join("book/src/page.md"), arguments)
            .unwrap_err()
    }

    #[test]
    fn the_lines_at_an_anchor_are_read() {
        let neuron = "../../chapters/chapter_01/src/neuron.rs:neuron";
        let code =
            read(&crate::root().unwrap().join("book/src/page.md"), neuron)
                .unwrap();
        assert!(code.starts_with("/// A neuron"), "{code}");
        assert!(code.ends_with('}'), "{code}");
        let neuron = "../../chapters/chapter_01/numpy/neuron.py:neuron";
        let code =
            read(&crate::root().unwrap().join("book/src/page.md"), neuron)
                .unwrap();
        assert!(code.starts_with("@dataclass"), "{code}");
    }

    #[test]
    fn the_fault_names_what_is_missing() {
        let file = "../../chapters/chapter_01/src/neuron.rs";
        assert!(fault(&format!("{file}:sideways")).contains("'sideways'"));
        assert!(fault(file).contains("names no anchor"));
        assert!(fault(&format!("{file}:1:5")).contains("lines move"));
        let nowhere = "../../chapters/nowhere.rs:forward";
        assert!(fault(nowhere).contains("cannot read"));
        assert!(fault("notation.md:table").contains("is not a program"));
    }
}
