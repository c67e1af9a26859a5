//! Runs chapter 2: `cargo run -p chapter_02 -- --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    harness::main(&chapter_02::CHAPTER)
}
