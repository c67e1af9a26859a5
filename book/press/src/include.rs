//! Listings: what a page includes must be there.
//!
//! mdBook leaves an anchor that it does not find as an empty listing, and a
//! file that it does not find as the bare directive. So both are looked up
//! here, before mdBook resolves them.

use std::fs;
use std::path::Path;

/// What stands at the anchor of `{{#include path:anchor}}`, seen from
/// `folder`; else, what is wrong.
pub(crate) fn read(folder: &Path, arguments: &str) -> Result<String, String> {
    let (path, anchor) = parts(arguments)?;
    // Whatever else a page shows, nobody has compiled or run.
    let runs = has_extension(path, "rs") || has_extension(path, "py");
    if !(runs && path.starts_with("../../chapters/")) {
        return Err(format!("{path} is no program of a chapter"));
    }
    let text = fs::read_to_string(folder.join(path))
        .map_err(|error| format!("cannot read {path}: {error}"))?;
    let comment = if has_extension(path, "py") { "#" } else { "//" };
    let at = |marker: &str| {
        let marker = format!("{comment} {marker}: {anchor}");
        text.lines().position(|line| line.trim() == marker)
    };
    let start = at("ANCHOR")
        .ok_or_else(|| format!("{path} has no anchor '{anchor}'"))?;
    let end = at("ANCHOR_END")
        .ok_or_else(|| format!("anchor '{anchor}' of {path} has no end"))?;
    if end <= start + 1 {
        return Err(format!("anchor '{anchor}' of {path} holds nothing"));
    }
    let lines: Vec<_> = text.lines().take(end).skip(start + 1).collect();
    Ok(lines.join("\n"))
}

/// The path and the anchor of `path:anchor`.
pub(crate) fn parts(arguments: &str) -> Result<(&str, &str), String> {
    let (path, anchor) = arguments.split_once(':').ok_or_else(|| {
        format!("'{arguments}' names no anchor; write a file, ':' and one")
    })?;
    if anchor.is_empty() || anchor.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(format!(
            "'{anchor}' is no anchor; lines are not counted, because they move"
        ));
    }
    Ok((path, anchor))
}

/// Whether the name of a file ends in a point and `extension`.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(arguments: &str) -> String {
        read(&crate::root().join("book/src"), arguments).unwrap_err()
    }

    #[test]
    fn what_stands_at_an_anchor_is_read() {
        let neuron = "../../chapters/chapter_01/src/neuron.rs:neuron";
        let code = read(&crate::root().join("book/src"), neuron).unwrap();
        assert!(code.starts_with("/// A neuron"), "{code}");
        assert!(code.ends_with('}'), "{code}");
        let neuron = "../../chapters/chapter_01/numpy/neuron.py:neuron";
        let code = read(&crate::root().join("book/src"), neuron).unwrap();
        assert!(code.starts_with("@dataclass"), "{code}");
    }

    #[test]
    fn what_is_missing_is_named() {
        let file = "../../chapters/chapter_01/src/neuron.rs";
        assert!(fault(&format!("{file}:sideways")).contains("'sideways'"));
        assert!(fault(file).contains("names no anchor"));
        assert!(fault(&format!("{file}:1:5")).contains("not counted"));
        let nowhere = "../../chapters/nowhere.rs:forward";
        assert!(fault(nowhere).contains("cannot read"));
        assert!(fault("notation.md:table").contains("is no program"));
    }
}
