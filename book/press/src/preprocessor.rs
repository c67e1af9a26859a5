//! The press as a preprocessor of mdBook.

use std::collections::BTreeSet;

use mdbook_preprocessor::book::{Book, BookItem};
use mdbook_preprocessor::errors::{Error, Result};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use crate::formula::Typesetter;
use crate::page::{Workshop, set};
use crate::pinned;
use crate::runs::Runs;
use crate::typed::Allowed;

/// Puts the runs into the pages.
pub(crate) struct Press;

impl Preprocessor for Press {
    fn name(&self) -> &'static str {
        "press"
    }

    fn run(
        &self,
        context: &PreprocessorContext,
        mut book: Book,
    ) -> Result<Book> {
        let runs = Runs::play();
        let differences = pinned::differences(&context.root, &runs);
        if !differences.is_empty() {
            return Err(Error::msg(differences.join("\n")));
        }

        let source = context.root.join(&context.config.book.src);
        let mut workshop = Workshop {
            runs: &runs,
            typesetter: &Typesetter::new(),
            shown_curves: &mut BTreeSet::new(),
            allowed: &mut Allowed::new(),
        };
        let mut faults = Vec::new();
        book.for_each_mut(|item| {
            let BookItem::Chapter(chapter) = item else {
                return;
            };
            let Some(page) = &chapter.source_path else {
                return;
            };
            let folder = source.join(page);
            let folder = folder.parent().unwrap_or(&source);
            chapter.content =
                set(&mut workshop, page, folder, &chapter.content, &mut faults);
        });
        faults.extend(workshop.allowed.faults());
        if faults.is_empty() {
            return Ok(book);
        }
        faults.sort_by(|a, b| (&a.page, a.line).cmp(&(&b.page, b.line)));
        let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
        Err(Error::msg(format!(
            "the pages cannot be rendered\n{}",
            faults.join("\n")
        )))
    }
}
