//! Links between listings and the formulas that they compute.

use std::path::Path;

use crate::tags::{self, Tags};

/// What ties the listings of one place to their formulas.
#[derive(Default)]
pub(crate) struct Ties {
    /// The elements to which formulas link.
    ids: String,
    /// The links to the formulas, each once.
    links: Vec<String>,
}

impl Ties {
    /// Adds the lines of a listing that compute formulas, and notes them in the
    /// tags.
    pub(crate) fn add(
        &mut self,
        tags: &mut Tags,
        language: &'static str,
        code: &str,
        page: &Path,
        line: usize,
    ) {
        for number in tags::of_listing(code) {
            let is_first = tags.listing(language, &number, page, line);
            if is_first && language == "Rust" {
                let id = tags::code_id(&number);
                self.ids.extend([
                    "<div class=\"place\" id=\"",
                    &id,
                    "\"></div>\n",
                ]);
            }
            // One line may compute a formula in two places; and what has no
            // formula is a fault that the tags report.
            let link = tags.link(&number);
            self.links.extend(link.filter(|link| !self.links.contains(link)));
        }
    }

    /// What stands before the listings, and what stands after them.
    pub(crate) fn around(&self) -> (String, String) {
        if self.links.is_empty() {
            return Default::default();
        }
        let links = self.links.join(", ");
        (
            format!("{}\n", self.ids),
            format!(
                "\n\n<div class=\"computes\">\n\nComputes {links}.\n\n</div>\n"
            ),
        )
    }
}
