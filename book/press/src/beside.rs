//! Two listings, Rust and NumPy, side by side.
//!
//! The columns are HTML and CSS. In them are ordinary blocks of code, whose
//! includes mdBook resolves and whose syntax it colours.

use std::path::Path;

use crate::include::{has_extension, parts, read};
use crate::table::{Code, usage};
use crate::tags;

/// `{{#beside RUST_FILE:ANCHOR NUMPY_FILE:ANCHOR}}`
///
/// # Errors
///
/// When a listing is not there, or when the lines that compute formulas come in
/// another order in one than in the other.
pub(crate) fn beside(folder: &Path, words: &[&str]) -> Result<Code, String> {
    let &[rust, numpy] = words else { return Err(usage("beside")) };
    let markdown = format!(
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
    Ok(Code { markdown, listings: vec![("Rust", rust), ("NumPy", numpy)] })
}

fn column(
    listing: &str,
    name: &str,
    language: &str,
    extension: &str,
) -> Result<String, String> {
    let (path, anchor) = parts(listing)?;
    if !has_extension(path, extension) {
        return Err(format!("{path} is not a file of {name}"));
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

    fn set(rust: &str, numpy: &str) -> Result<String, String> {
        let folder = crate::root().join("book/src");
        beside(&folder, &[rust, numpy]).map(|code| code.markdown)
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
