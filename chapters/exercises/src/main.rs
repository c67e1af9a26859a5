//! Says how far the reader is: `cargo run -p exercises`.

use std::io::{self, Write};
use std::process::ExitCode;

use exercises::answers::ANSWERS;
use exercises::{progress, report};

const HELP: &str = "\
Checks the answers in chapters/exercises/src/answers.rs.

cargo run -p exercises            how far you are
cargo run -p exercises -- NAME    one exercise, with its task
";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let words: Vec<_> =
        arguments.iter().map(|word| word.to_string_lossy()).collect();
    // An answer that panics is told its message in place of a hint.
    std::panic::set_hook(Box::new(|_| {}));
    let text = match words.as_slice() {
        [] => progress(&ANSWERS),
        [word] if word == "--help" || word == "-h" => HELP.to_owned(),
        [name] => match report(name, &ANSWERS) {
            Some(text) => text,
            None => return refuse(&format!("there is no exercise '{name}'")),
        },
        _ => return refuse("one exercise at a time; or all, without a name"),
    };
    match io::stdout().lock().write_all(text.as_bytes()) {
        // A pipe that is closed has had enough: no failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            refuse(&format!("cannot write the output: {error}"))
        }
        _ => ExitCode::SUCCESS,
    }
}

fn refuse(complaint: &str) -> ExitCode {
    // If stderr is closed too, nobody is there to be told.
    let _ = writeln!(io::stderr(), "exercises: {complaint}");
    ExitCode::from(2)
}
