//! Runs chapter 3: `cargo run -p chapter_03 -- --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    harness::main(&chapter_03::CHAPTER)
}
