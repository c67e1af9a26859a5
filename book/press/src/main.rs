//! The press renders the book: `cargo book`.
//!
//! It runs every run of every chapter, compares it with its pinned record, and
//! puts numbers, outputs, pictures and formulas into the pages where these ask
//! for them; mdBook does the rest. `cargo book` calls mdBook as a library. As
//! mdBook's preprocessor the same code serves `mdbook build` and `mdbook serve`.

#[macro_use]
mod pattern;

mod beside;
mod cache;
mod context;
mod directive;
mod exercise;
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
mod typed;
mod value;

use std::env;
use std::ffi::OsStr;
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
    let words: Vec<_> = env::args_os().skip(1).collect();
    let words = words.join(OsStr::new(" "));
    let done = match &*words.to_string_lossy() {
        "" => render().map(drop),
        "--open" => render().and_then(|index| Ok(opener::open(index)?)),
        "-h" | "--help" => {
            say(HELP);
            Ok(())
        }
        "preprocess" => preprocess(),
        // mdBook asks whether a renderer is supported: every one is.
        words if words.starts_with("preprocess supports ") => Ok(()),
        words => Err(Error::msg(format!(
            "cannot make sense of '{words}'; --help lists the options"
        ))),
    };
    let Err(error) = done else { return ExitCode::SUCCESS };
    // stdout belongs to mdBook when it calls.
    let _ = writeln!(io::stderr(), "press: {error:#}");
    ExitCode::FAILURE
}

/// Prints the text. The book is rendered even if nobody can read it.
fn say(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

/// Renders the book. Returns its first page.
fn render() -> Result<PathBuf> {
    let mut book = MDBook::load(root())?;
    book.with_preprocessor(Press);
    book.build()?;
    let index = book.build_dir_for("html").join("index.html");
    say(&format!("The book is in {}\n", index.display()));
    Ok(index)
}

fn preprocess() -> Result<()> {
    let (context, book) = mdbook_preprocessor::parse_input(io::stdin())?;
    let book = Press.run(&context, book)?;
    Ok(serde_json::to_writer(io::stdout(), &book)?)
}

/// The root of the repository, two folders above this crate.
fn root() -> PathBuf {
    let press = Path::new(env!("CARGO_MANIFEST_DIR"));
    press.ancestors().nth(2).unwrap_or(press).to_owned()
}
