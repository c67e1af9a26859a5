//! Runs chapter 3: `cargo run -p chapter_03 -- --help`.

fn main() -> std::process::ExitCode {
    harness::main(&chapter_03::CHAPTER)
}
