//! The press renders the book: `cargo book`.
//!
//! It runs every run of every chapter, compares it with its pinned record, and
//! puts numbers, outputs, pictures and formulas into the pages where these ask
//! for them; mdBook does the rest. `cargo book` calls mdBook as a library. As
//! mdBook's preprocessor the same code serves `mdbook build` and `mdbook serve`.

mod beside;
mod cache;
mod context;
mod cores;
mod directive;
mod exercise;
mod fault;
mod figure;
mod formula;
mod include;
mod orders;
mod output;
mod page;
mod pictures;
mod pinned;
mod preprocessor;
mod runs;
mod symbols;
mod table;
mod tags;
mod ties;
mod typed;
mod value;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use mdbook_driver::MDBook;
use mdbook_preprocessor::Preprocessor;
use mdbook_preprocessor::errors::{Error, Result};

use crate::preprocessor::Press;

const HELP: &str = "\
Renders the book to target/book.

cargo book [OPTIONS]

  --open          open the book in a browser
  --help          this text

As mdBook's preprocessor: press preprocess [supports RENDERER]
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // stdout belongs to mdBook when it calls.
            let _ = writeln!(io::stderr(), "press: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut parser = lexopt::Parser::from_env();
    let mut open = false;
    while let Some(argument) = parser.next()? {
        use lexopt::Arg::{Long, Short, Value};
        match argument {
            Long("open") => open = true,
            Short('h') | Long("help") => {
                say(HELP);
                return Ok(());
            }
            Value(word) if word == "preprocess" => {
                // mdBook asks whether a renderer is supported: every one is.
                let asked = parser.next()?.is_some();
                return if asked { Ok(()) } else { preprocess() };
            }
            unknown => {
                let unknown = unknown.unexpected();
                let message = format!("{unknown}; --help lists the options");
                return Err(Error::msg(message));
            }
        }
    }
    render(open)
}

/// Prints the text. The book is rendered even if nobody can read it.
fn say(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

fn render(open: bool) -> Result<()> {
    let mut book = MDBook::load(root())?;
    book.with_preprocessor(Press);
    book.build()?;
    let index = book.build_dir_for("html").join("index.html");
    say(&format!("The book is in {}\n", relative(&index).display()));
    if open {
        opener::open(&index).map_err(Error::new)?;
    }
    Ok(())
}

fn preprocess() -> Result<()> {
    let (context, book) = mdbook_preprocessor::parse_input(io::stdin())?;
    let book = Press.run(&context, book)?;
    serde_json::to_writer(io::stdout(), &book)?;
    Ok(())
}

/// The root of the repository, two folders above this crate.
fn root() -> PathBuf {
    let press = Path::new(env!("CARGO_MANIFEST_DIR"));
    press.ancestors().nth(2).unwrap_or(press).to_owned()
}

/// A path as seen from the current folder, where it lies below it.
fn relative(path: &Path) -> &Path {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path)
}
