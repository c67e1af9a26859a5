//! Runs chapter 4: `cargo run -p chapter_04 -- --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    harness::main(&chapter_04::CHAPTER)
}
