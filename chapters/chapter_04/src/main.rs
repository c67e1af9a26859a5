//! Runs chapter 4: `cargo run -p chapter_04 -- --help`.

fn main() -> std::process::ExitCode {
    harness::main(&chapter_04::CHAPTER)
}
