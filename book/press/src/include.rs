//! Listings: what a page includes must be there.
//!
//! mdBook leaves an anchor that it does not find as an empty listing, and a
//! file that it does not find as the bare directive. So both are looked up
//! here, before mdBook resolves them.

use std::fs;
use std::path::Path;

/// Whether `{{#include path:anchor}}`, seen from `folder`, names an anchor
/// that is there; else, what is wrong.
pub(crate) fn check(folder: &Path, arguments: &str) -> Result<(), String> {
    let (path, anchor) = arguments.split_once(':').ok_or_else(|| {
        format!("'{arguments}' names no anchor; write a file, ':' and one")
    })?;
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
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(arguments: &str) -> String {
        check(&crate::root().join("book/src"), arguments).unwrap_err()
    }

    #[test]
    fn an_anchor_that_is_there_is_no_fault() {
        let neuron = "../../chapters/chapter_01/src/neuron.rs:forward";
        assert_eq!(check(&crate::root().join("book/src"), neuron), Ok(()));
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
