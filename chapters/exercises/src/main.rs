//! Checks the reader's answers: `cargo run -p exercises`.

use std::io::{self, Write};
use std::process::ExitCode;
use std::{env, fs};

use exercises::{
    Exercise, TOLERANCE, Whose, find, progress, report, silence_answers,
    starters, with_starter,
};

const HELP: &str = "\
Checks the answers in chapters/exercises/src/answers.rs.

cargo run -p exercises                     how far you are
cargo run -p exercises -- NAME             one exercise, with its task
cargo run -p exercises -- --reset NAME     begin one exercise anew
cargo run -p exercises -- --reset --force  begin all of them anew
";

/// Where the reader works.
const ANSWERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/answers.rs");

fn main() -> ExitCode {
    silence_answers();
    let words: Vec<_> = env::args_os().skip(1).collect();
    let words: Vec<_> = words.iter().map(|w| w.to_string_lossy()).collect();
    let words: Vec<_> = words.iter().map(AsRef::as_ref).collect();
    let Err(complaint) = command(&words).and_then(|text| print(&text)) else {
        return ExitCode::SUCCESS;
    };
    // Where stderr is closed as well, nobody can be told.
    let _ = writeln!(io::stderr(), "exercises: {complaint}");
    ExitCode::from(2)
}

fn command(words: &[&str]) -> Result<String, String> {
    let exercise = |name: &str| {
        find(name).ok_or_else(|| {
            format!("there is no exercise '{name}': no name lists them all")
        })
    };
    let check = |one: &Exercise| one.question.check(Whose::Reader, TOLERANCE);
    match words {
        [] => Ok(progress(check)),
        ["--help" | "-h"] => Ok(HELP.to_owned()),
        ["--reset"] => reset_all(false),
        ["--reset", "--force"] => reset_all(true),
        ["--reset", name] => reset(exercise(name)?),
        ["--reset", ..] => Err("--reset takes one name, or --force".into()),
        [option, ..] if option.starts_with('-') => {
            Err(format!("there is no option '{option}'"))
        }
        [name] => exercise(name).map(|one| report(one, &check(one))),
        [name, "--reset", ..] => {
            Err(format!("write --reset first: --reset {name}"))
        }
        _ => Err("one exercise at a time, or all without a name".into()),
    }
}

fn print(text: &str) -> Result<(), String> {
    let written = io::stdout().lock().write_all(text.as_bytes());
    // A reader that closes the pipe has seen enough: that is no failure.
    let is_failure = |e: &io::Error| e.kind() != io::ErrorKind::BrokenPipe;
    let error = written.err().filter(is_failure);
    error.map_or(Ok(()), |e| Err(format!("cannot write the output: {e}")))
}

/// Puts the starter of one exercise back.
fn reset(exercise: &Exercise) -> Result<String, String> {
    let name = exercise.name;
    let text = with_starter(&answers()?, exercise);
    let lacks = || format!("{ANSWERS} has no function '{name}'");
    replace(&text.ok_or_else(lacks)?, name)
}

/// Puts all starters back, unless work would be lost without being asked for.
fn reset_all(force: bool) -> Result<String, String> {
    let starters = starters();
    if answers()?.lines().eq(starters.lines()) {
        return Ok("every answer is still the starter\n".to_owned());
    }
    if force {
        return replace(&starters, "every answer");
    }
    Err("--reset would discard your answers: --reset NAME begins one of them \
         anew, --reset --force all"
        .into())
}

fn answers() -> Result<String, String> {
    fs::read_to_string(ANSWERS).map_err(|error| format!("{ANSWERS}: {error}"))
}

/// Replaces the file in one step, so that no failure leaves half of it.
fn replace(text: &str, what: &str) -> Result<String, String> {
    let new = format!("{ANSWERS}.new");
    let written = fs::write(&new, text).and_then(|()| fs::rename(new, ANSWERS));
    written.map_err(|error| format!("{ANSWERS}: {error}"))?;
    Ok(format!("{what} is the starter again\n"))
}
