//! Runs chapter 1: `cargo run -p chapter_01 -- --help`.

use std::process::ExitCode;

fn main() -> ExitCode {
    harness::main(&chapter_01::CHAPTER)
}
