//! Runs chapter 7: `cargo run -p chapter_07 -- --help`.

fn main() -> std::process::ExitCode {
    harness::main(&chapter_07::CHAPTER)
}
