//! The press as a preprocessor of mdBook.

use std::collections::BTreeMap;

use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::errors::{Error, Result};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

use crate::context::Context;
use crate::page::Page;
use crate::pinned;

/// Puts the numbers, outputs, pictures and formulas into the pages.
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
        let mut faults = pinned::differences(&context.root);
        let pages = book.chapters().filter_map(|chapter| {
            let path = chapter.source_path.as_ref()?;
            Some(Page::parse(path, &chapter.content))
        });
        let pages: Vec<_> = pages.collect();
        let source = context.root.join(&context.config.book.src);
        let mut context = Context::new(&source, &pages);
        let texts =
            pages.iter().map(|page| (page.path.to_owned(), context.set(page)));
        let mut texts: BTreeMap<_, _> = texts.collect();
        let on_pages = context.faults().into_iter();
        faults
            .extend(on_pages.map(|(place, fault)| format!("{place}: {fault}")));
        if !faults.is_empty() {
            let faults = faults.join("\n");
            let message = format!("the book cannot be rendered\n{faults}");
            return Err(Error::msg(message));
        }
        book.for_each_chapter_mut(|chapter| {
            let path = chapter.source_path.as_ref();
            if let Some(text) = path.and_then(|path| texts.remove(path)) {
                chapter.content = text;
            }
        });
        Ok(book)
    }
}
