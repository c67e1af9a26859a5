//! The press as a preprocessor of mdBook.

use std::collections::BTreeSet;

use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::errors::{Error, Result};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use crate::formula::Typesetter;
use crate::page::{Page, Workshop};
use crate::pinned;
use crate::runs::Runs;
use crate::symbols;
use crate::tags::Tags;
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
        let runs = Runs::of_book();
        let differences = pinned::differences(&context.root, runs);
        let mut faults = Vec::new();
        let mut tags = Tags::default();
        let mut allowed = Allowed::new();
        let symbols = book
            .chapters()
            .find(|page| page.source_path == Some(symbols::PAGE.into()))
            .map(|page| symbols::defined(&page.content))
            .unwrap_or_default();
        let mut workshop = Workshop {
            runs,
            typesetter: &Typesetter::new(),
            shown_pictures: &mut BTreeSet::new(),
            allowed: &mut allowed,
            tags: &mut tags,
            symbols: &symbols,
            faults: &mut faults,
        };
        for chapter in book.chapters() {
            if let Some(page) = &chapter.source_path {
                workshop.note_formulas(page, &chapter.content);
            }
        }
        let source = context.root.join(&context.config.book.src);
        book.for_each_chapter_mut(|chapter| {
            let Some(path) = &chapter.source_path else { return };
            let file = source.join(path);
            let folder = file.parent().unwrap_or(&source);
            let page = Page { path, folder };
            chapter.content = workshop.set(&page, &chapter.content);
        });
        faults.extend(allowed.faults());
        faults.extend(tags.faults(&["Rust", "NumPy"]));
        if differences.is_empty() && faults.is_empty() {
            return Ok(book);
        }
        faults.sort_by(|a, b| (&a.page, a.line).cmp(&(&b.page, b.line)));
        let mut all = vec!["the book cannot be rendered".to_owned()];
        all.extend(differences);
        all.extend(faults.iter().map(ToString::to_string));
        Err(Error::msg(all.join("\n")))
    }
}
