//! Two listings, Rust and NumPy, side by side.
//!
//! The columns are HTML and CSS alone. Within them stand ordinary blocks of
//! code, whose includes mdBook resolves and whose syntax it colours.

use std::path::Path;

use crate::include::{has_extension, parts, read};
use crate::tags;

/// Two listings as HTML, and what they hold.
#[derive(Debug)]
pub(crate) struct Beside {
    pub(crate) html: String,
    pub(crate) rust: String,
    pub(crate) numpy: String,
}

/// `{{#beside RUST_FILE:ANCHOR NUMPY_FILE:ANCHOR}}`. Lines that compute a
/// formula do so in the same order in both.
pub(crate) fn beside(folder: &Path, arguments: &str) -> Result<Beside, String> {
    let words: Vec<_> = arguments.split_whitespace().collect();
    let [rust, numpy] = words[..] else {
        return Err(
            "write two listings, a file of Rust and one of NumPy".to_owned()
        );
    };
    let html = format!(
        "<div class=\"beside\">\n{}\n{}\n</div>",
        column(rust, "Rust", "rust", "rs")?,
        column(numpy, "NumPy", "python", "py")?
    );
    let (rust, numpy) = (read(folder, rust)?, read(folder, numpy)?);
    let numbers = [&rust, &numpy].map(|code| tags::of_listing(code).join(", "));
    if numbers[0] != numbers[1] {
        return Err(format!(
            "the lines of Rust end in ({}), those of NumPy in ({})",
            numbers[0], numbers[1]
        ));
    }
    Ok(Beside { html, rust, numpy })
}

fn column(
    listing: &str,
    name: &str,
    language: &str,
    extension: &str,
) -> Result<String, String> {
    let (path, anchor) = parts(listing)?;
    if !has_extension(path, extension) {
        return Err(format!("{path} is no file of {name}"));
    }
    let file = Path::new(path).file_name().unwrap_or_default().display();
    // A listing that is wider than its column scrolls by itself, and can be
    // reached by keyboard. The blank lines let Markdown find the block.
    Ok(format!(
        "<div class=\"column\">\n\
         <p class=\"language\">{name}</p>\n\
         <div class=\"listing\" tabindex=\"0\" role=\"region\" \
         aria-label=\"{name}: {anchor} in {file}\">\n\
         \n\
         ```{language}\n\
         {{{{#include {listing}}}}}\n\
         ```\n\
         \n\
         </div>\n\
         </div>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUST: &str = "../../chapters/chapter_01/src/neuron.rs";
    const NUMPY: &str = "../../chapters/chapter_01/numpy/neuron.py";

    fn set(arguments: &str) -> Result<String, String> {
        let folder = crate::root().join("book/src");
        beside(&folder, arguments).map(|beside| beside.html)
    }

    #[test]
    fn rust_comes_first_and_each_column_can_be_reached() {
        let html = set(&format!("{RUST}:forward\n {NUMPY}:forward")).unwrap();
        let rust = html.find("aria-label=\"Rust: forward in neuron.rs\"");
        let numpy = html.find("aria-label=\"NumPy: forward in neuron.py\"");
        assert!(rust.is_some() && rust < numpy, "{html}");
        assert_eq!(html.matches("tabindex=\"0\"").count(), 2);
        assert_eq!(html.matches("<div").count(), html.matches("</div").count());
    }

    #[test]
    fn the_listings_are_blocks_of_code_for_mdbook() {
        let html = set(&format!("{RUST}:forward {NUMPY}:forward")).unwrap();
        let rust = format!("\n\n```rust\n{{{{#include {RUST}:forward}}}}\n");
        let numpy =
            format!("\n\n```python\n{{{{#include {NUMPY}:forward}}}}\n");
        assert!(html.contains(&rust) && html.contains(&numpy), "{html}");
    }

    #[test]
    fn what_cannot_stand_side_by_side_is_a_fault() {
        let fault = |arguments: &str| set(arguments).unwrap_err();
        assert!(fault(&format!("{RUST}:forward")).contains("two listings"));
        let swapped = format!("{NUMPY}:forward {RUST}:forward");
        assert!(fault(&swapped).contains("no file of Rust"));
        let missing = format!("{RUST}:forward {NUMPY}:sideways");
        assert!(fault(&missing).contains("neuron.py has no anchor 'sideways'"));
        let crossed = format!("{RUST}:forward {NUMPY}:descend");
        assert!(fault(&crossed).contains("(1.1, 1.2, 1.3), those of NumPy"));
    }
}
