//! Two listings, Rust and NumPy, side by side.
//!
//! The columns are HTML and CSS. In them are ordinary blocks of code, whose
//! includes mdBook resolves and whose syntax it colours.

use std::path::Path;

use crate::include::{parts, read};
use crate::table::{Code, usage};
use crate::tags::of_listing;

/// `{{#beside RUST_FILE:ANCHOR NUMPY_FILE:ANCHOR}}`. The lines that compute
/// formulas must come in the same order in both.
pub(crate) fn beside(folder: &Path, words: &[&str]) -> Result<Code, String> {
    let &[rust, numpy] = words else { return Err(usage("beside")) };
    let (mut columns, mut listings) = (Vec::new(), Vec::new());
    for (place, language, syntax, extension) in
        [(rust, "Rust", "rust", ".rs"), (numpy, "NumPy", "python", ".py")]
    {
        let (path, anchor) = parts(place)?;
        if !path.ends_with(extension) {
            return Err(format!("{path} is not a file of {language}"));
        }
        listings.push((language, of_listing(&read(folder, place)?)));
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

#[cfg(test)]
mod tests {
    use super::*;

    const RUST: &str = "../../chapters/chapter_01/src/neuron.rs";
    const NUMPY: &str = "../../chapters/chapter_01/numpy/neuron.py";

    fn set(rust: &str, numpy: &str) -> Result<String, String> {
        let folder = crate::root().join("book/src");
        beside(&folder, &[rust, numpy]).map(|(markdown, _)| markdown)
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
}
