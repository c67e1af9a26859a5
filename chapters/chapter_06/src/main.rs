//! Runs chapter 6: `cargo run -p chapter_06 -- --help`.

fn main() -> std::process::ExitCode {
    harness::main(&chapter_06::CHAPTER)
}
