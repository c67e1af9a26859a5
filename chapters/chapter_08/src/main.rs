//! Runs chapter 8: `cargo run -p chapter_08 -- --help`.

fn main() -> std::process::ExitCode {
    harness::main(&chapter_08::CHAPTER)
}
