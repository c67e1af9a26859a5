//! The press renders the book: `cargo book`.
//!
//! It runs every run of every chapter, compares it with its pinned record, and
//! puts numbers, outputs, pictures and formulas into the pages where these ask
//! for them; mdBook does the rest. `cargo book` calls mdBook as a library. As
//! mdBook's preprocessor the same code serves `mdbook build` and `mdbook
//! serve`.

#[macro_use]
mod pattern;

mod blocks;
mod cache;
mod code;
mod context;
mod directive;
mod formula;
mod listing;
mod notation;
mod page;
mod pictures;
mod rows;
mod runs;
mod tags;
mod typed;
mod value;

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use mdbook_driver::MDBook;
use mdbook_preprocessor::book::Book;
use mdbook_preprocessor::errors::{Error, Result};
use mdbook_preprocessor::{Preprocessor, PreprocessorContext, parse_input};

use crate::context::Context;
use crate::page::Page;

const HELP: &str = "\
cargo book                              renders the book to target/book
cargo book --open                       opens it in a browser as well
press preprocess [supports RENDERER]    serves mdBook as a preprocessor
";

fn main() -> ExitCode {
    let Err(error) = command() else { return ExitCode::SUCCESS };
    // stdout belongs to mdBook when it calls.
    let _ = writeln!(io::stderr(), "press: {error:#}");
    ExitCode::FAILURE
}

/// Does what the command line asks for.
fn command() -> Result<()> {
    let words: Vec<_> = env::args_os().skip(1).collect();
    match &*words.join(OsStr::new(" ")).to_string_lossy() {
        "" => render().map(drop),
        "--open" => Ok(opener::open(render()?)?),
        "-h" | "--help" => Ok(io::stdout().write_all(HELP.as_bytes())?),
        "preprocess" => {
            let (input, book) = parse_input(io::stdin())?;
            let book = Press.run(&input, book)?;
            Ok(serde_json::to_writer(io::stdout(), &book)?)
        }
        // mdBook asks whether a renderer is supported: every one is.
        words if words.starts_with("preprocess supports ") => Ok(()),
        words => Err(Error::msg(format!(
            "cannot make sense of '{words}'; --help lists the options"
        ))),
    }
}

/// Renders the book. Returns its first page.
fn render() -> Result<PathBuf> {
    let mut book = MDBook::load(root()?)?;
    // All that is written is written where the build writes: the sources may
    // lie where nobody can.
    let target = target().unwrap_or_else(|| book.root.join("target"));
    fs::create_dir_all(&target)?;
    book.config.build.build_dir = target.join("book");
    // A second rendering waits for the first.
    let file = File::create(target.join("book.lock"))?;
    let _ = file.lock(); // Where that is not possible, nobody waits.
    book.with_preprocessor(Press);
    book.build()?;
    let index = book.build_dir_for("html").join("index.html");
    // The book is rendered even if nobody can read where.
    let _ = writeln!(io::stdout(), "The book is in {}", index.display());
    Ok(index)
}

/// The root of the checkout that cargo runs this program for, else of the one
/// in which the working directory is. It is not known when this is compiled: a
/// checkout may be moved, and two may share what cargo builds.
fn root() -> Result<PathBuf> {
    let press = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let inner = press.map_or_else(env::current_dir, Ok)?;
    let is_root = |folder: &&Path| folder.join("book/press").is_dir();
    let root = inner.ancestors().find(is_root).ok_or_else(|| {
        let at = inner.display();
        Error::msg(format!("{at} is not in a checkout of the book"))
    })?;
    Ok(root.to_owned())
}

/// The folder that cargo builds in: this program is in that of its profile. Where
/// cargo made the folder, it also marked it.
fn target() -> Option<PathBuf> {
    let executable = env::current_exe().ok()?;
    let is_marked = |at: &&Path| at.join("CACHEDIR.TAG").is_file();
    let marked = executable.ancestors().find(is_marked);
    Some(marked.or_else(|| executable.ancestors().nth(2))?.to_owned())
}

/// Puts the numbers, outputs, pictures and formulas into the pages.
struct Press;

impl Preprocessor for Press {
    fn name(&self) -> &'static str {
        "press"
    }

    fn run(&self, input: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let mut faults = runs::differences(&input.root);
        // However the lines of its file end, a page is the same.
        book.for_each_chapter_mut(|chapter| {
            chapter.content = chapter.content.replace("\r\n", "\n");
        });
        let pages = book.chapters().filter_map(|chapter| {
            let path = chapter.source_path.as_ref()?;
            Some(Page::parse(path, &chapter.content))
        });
        let pages: Vec<_> = pages.collect();
        let source = input.root.join(&input.config.book.src);
        let mut context = Context::new(&source, &pages);
        let texts = pages.iter();
        let texts = texts.map(|page| (page.path.to_owned(), context.set(page)));
        let mut texts: BTreeMap<_, _> = texts.collect();
        faults.extend(context.faults());
        if !faults.is_empty() {
            faults.insert(0, "the book cannot be rendered".to_owned());
            return Err(Error::msg(faults.join("\n")));
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
