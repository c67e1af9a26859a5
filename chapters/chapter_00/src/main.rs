//! Runs chapter 0: `cargo run -p chapter_00 -- --help`.

fn main() -> std::process::ExitCode {
    harness::main(&chapter_00::CHAPTER)
}
