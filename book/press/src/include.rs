//! Code of the chapters, as pages include it.
//!
//! mdBook turns an anchor that is not there into an empty listing, and leaves a
//! directive whose file is not there as it is. So the press looks both up first.

use std::fs;
use std::path::Path;

/// The lines at an anchor of a program, `path:anchor`, seen from `folder`.
pub(crate) fn read(folder: &Path, place: &str) -> Result<String, String> {
    let (path, anchor) = parts(place)?;
    // Only programs of chapters are compiled and run.
    let program = path.strip_prefix("../../chapters/");
    let comment = match program.and_then(|path| path.rsplit_once('.')) {
        Some((_, "rs")) => "//",
        Some((_, "py")) => "#",
        _ => return Err(format!("{path} is not a program of a chapter")),
    };
    let text = fs::read_to_string(folder.join(path))
        .map_err(|error| format!("cannot read {path}: {error}"))?;
    let lines: Vec<_> = text.lines().collect();
    let at = |marker: &str| {
        let marker = format!("{comment} {marker}: {anchor}");
        lines.iter().position(|line| line.trim() == marker)
    };
    let start = at("ANCHOR")
        .ok_or_else(|| format!("{path} has no anchor '{anchor}'"))?;
    let end = at("ANCHOR_END")
        .ok_or_else(|| format!("anchor '{anchor}' of {path} has no end"))?;
    match lines.get(start + 1..end) {
        None | Some([]) => {
            Err(format!("anchor '{anchor}' of {path} holds nothing"))
        }
        Some(lines) => Ok(lines.join("\n")),
    }
}

/// The path and the anchor of `path:anchor`.
pub(crate) fn parts(place: &str) -> Result<(&str, &str), String> {
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
    let lines: Vec<_> = block.trim_end().lines().map(str::trim).collect();
    let [_, inside @ .., _] = &lines[..] else { return false };
    let is_include =
        |line: &&str| line.starts_with("{{#include ") && line.ends_with("}}");
    !inside.is_empty() && inside.iter().all(is_include)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(arguments: &str) -> String {
        read(&crate::root().join("book/src"), arguments).unwrap_err()
    }

    #[test]
    fn the_lines_at_an_anchor_are_read() {
        let neuron = "../../chapters/chapter_01/src/neuron.rs:neuron";
        let code = read(&crate::root().join("book/src"), neuron).unwrap();
        assert!(code.starts_with("/// A neuron"), "{code}");
        assert!(code.ends_with('}'), "{code}");
        let neuron = "../../chapters/chapter_01/numpy/neuron.py:neuron";
        let code = read(&crate::root().join("book/src"), neuron).unwrap();
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
