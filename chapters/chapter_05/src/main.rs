//! Runs chapter 5: `cargo run -p chapter_05 -- --help`.

fn main() -> std::process::ExitCode {
    harness::main(&chapter_05::CHAPTER)
}
