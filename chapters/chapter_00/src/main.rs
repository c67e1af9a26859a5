//! Runs chapter 0: `cargo run -p chapter_00 -- --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    harness::main(&chapter_00::CHAPTER)
}
