//! Runs chapter 5: `cargo run -p chapter_05 -- --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    harness::main(&chapter_05::CHAPTER)
}
