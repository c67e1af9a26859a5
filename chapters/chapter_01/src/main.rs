//! Runs chapter 1: `cargo run -p chapter_01 -- --help`.

fn main() -> std::process::ExitCode {
    harness::main(&chapter_01::CHAPTER)
}
