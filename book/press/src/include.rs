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
    let (path, anchor) = match arguments.split_once(':') {
        Some(parts) => parts,
        None if folder.join(arguments).is_file() => {
            return Err(format!(
                "'{arguments}' names no anchor; write a file, ':' and one"
            ));
        }
        None => return Err(format!("there is no file {arguments}")),
    };
    if anchor.is_empty() || anchor.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(format!(
            "'{anchor}' is no anchor; lines are not counted, because they move"
        ));
    }
    let text = fs::read_to_string(folder.join(path))
        .map_err(|error| format!("cannot read {path}: {error}"))?;
    let at = |marker: &str| text.lines().position(|line| line.trim() == marker);
    let start = at(&format!("// ANCHOR: {anchor}"))
        .ok_or_else(|| format!("{path} has no anchor '{anchor}'"))?;
    let end = at(&format!("// ANCHOR_END: {anchor}"))
        .ok_or_else(|| format!("anchor '{anchor}' of {path} has no end"))?;
    if end <= start + 1 {
        return Err(format!("anchor '{anchor}' of {path} holds nothing"));
    }
    let lines: Vec<_> = text.lines().take(end).skip(start + 1).collect();
    Ok(lines.join("\n"))
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
    }

    #[test]
    fn what_is_missing_is_named() {
        let file = "../../chapters/chapter_01/src/neuron.rs";
        assert!(fault(&format!("{file}:sideways")).contains("'sideways'"));
        assert!(fault(file).contains("names no anchor"));
        assert!(fault(&format!("{file}:1:5")).contains("not counted"));
        assert!(fault("nowhere.rs:forward").contains("cannot read nowhere.rs"));
    }
}
