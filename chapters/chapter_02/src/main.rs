//! Runs chapter 2: `cargo run -p chapter_02 -- --help`.

fn main() -> std::process::ExitCode {
    harness::main(&chapter_02::CHAPTER)
}
