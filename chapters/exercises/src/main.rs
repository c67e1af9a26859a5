//! Checks the reader's answers: `cargo run -p exercises`.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use exercises::{
    Compiled, EXERCISES, Exercise, chapters, compiled, exported, find, line,
    report, silence_answers, starters, with_starter,
};

const HELP: &str = "\
Checks the answers in chapters/exercises/src/answers.rs.

cargo run -p exercises                     how far you are
cargo run -p exercises -- NAME             one exercise, with its task
cargo run -p exercises -- --reset NAME     begin one exercise anew
cargo run -p exercises -- --reset --force  begin all of them anew
cargo run -p exercises -- --export         write exercises.json for check.py

With --answers FILE as the first option, each does the same to that file.
";

fn main() -> ExitCode {
    let words: Vec<_> = env::args_os().skip(1).collect();
    let Err(complaint) = command(&words) else { return ExitCode::SUCCESS };
    // Where stderr is closed as well, nobody can be told.
    let _ = writeln!(io::stderr(), "exercises: {}", complaint.trim_end());
    ExitCode::from(2)
}

fn command(words: &[OsString]) -> Result<(), String> {
    let exercise = |name: &str| {
        find(name).ok_or_else(|| {
            format!(
                "there is no exercise '{name}': without a name, all are listed"
            )
        })
    };
    let krate = krate()?;
    let (file, words) = match words {
        // A name of a file may be anything.
        [option, file, words @ ..] if option == "--answers" => {
            (PathBuf::from(file), words)
        }
        _ => (krate.join("src").join("answers.rs"), words),
    };
    let words: Vec<_> = words.iter().map(|w| w.to_string_lossy()).collect();
    let words: Vec<_> = words.iter().map(AsRef::as_ref).collect();
    let answers = Answers { krate, file };
    match words[..] {
        [] => answers.progress(),
        ["--help" | "-h"] => print(HELP),
        ["--export"] => answers.export(),
        ["--reset"] => answers.reset_all(false),
        ["--reset", "--force"] => answers.reset_all(true),
        ["--reset", name] => answers.reset(exercise(name)?),
        ["--reset", ..] => Err("--reset takes one name, or --force".into()),
        ["--answers", ..] => Err("--answers takes a file".into()),
        [option, ..] if option.starts_with('-') => {
            Err(format!("there is no option '{option}'"))
        }
        [name] => answers.report(exercise(name)?),
        [name, "--reset", ..] => {
            Err(format!("write --reset first: --reset {name}"))
        }
        _ => Err("one exercise at a time, or all without a name".into()),
    }
}

/// The folder of this crate in the checkout that cargo runs this program for,
/// else in the one in which the working directory is.
fn krate() -> Result<PathBuf, String> {
    if let Some(krate) = env::var_os("CARGO_MANIFEST_DIR") {
        return Ok(krate.into());
    }
    let inner = env::current_dir().map_err(|error| error.to_string())?;
    let krates = inner.ancestors().map(|at| at.join("chapters/exercises"));
    let krate = krates.into_iter().find(|krate| krate.is_dir());
    krate.ok_or_else(|| {
        format!("{} is not in a checkout of the book", inner.display())
    })
}

/// The reader's answers.
struct Answers {
    /// The folder of this crate.
    krate: PathBuf,
    file: PathBuf,
}

impl Answers {
    /// Says of each exercise whether it is solved, as soon as it is known.
    fn progress(&self) -> Result<(), String> {
        let (compiled, _lock) = self.compiled()?;
        let mut solved = 0;
        for exercises in chapters() {
            print(&format!("Chapter {}\n", exercises[0].number))?;
            for exercise in exercises {
                let judged = compiled.judged(exercise)?;
                solved += usize::from(judged.verdict.is_ok());
                print(&line(exercise, &judged))?;
            }
        }
        let file = self.shown();
        print(&format!("\nThe answers are in {file}.\n"))?;
        print(&format!("{solved} of {} solved\n", EXERCISES.len()))
    }

    fn report(&self, exercise: &Exercise) -> Result<(), String> {
        let (compiled, _lock) = self.compiled()?;
        print(&report(exercise, &compiled.judged(exercise)?))
    }

    /// The answers as a program, which is not compiled anew until the file goes
    /// out of scope that is locked: another checkout may build in that folder.
    fn compiled(&self) -> Result<(Compiled, File), String> {
        let program = env::current_exe().map_err(|error| error.to_string())?;
        // This program is in the folder of its profile. Where cargo made the
        // folder above it, it also marked that.
        let is_marked = |at: &&Path| at.join("CACHEDIR.TAG").is_file();
        let marked = program.ancestors().find(is_marked);
        let target = marked.or_else(|| program.ancestors().nth(2));
        let target = target.ok_or("cargo has not built this program")?;
        let lock = File::create(target.join("exercises.lock"));
        let lock = lock.map_err(|e| format!("{}: {e}", target.display()))?;
        let _ = lock.lock(); // Where that is not possible, nobody waits.
        let text = self.read()?;
        let compiled = compiled(&text, &self.shown(), &self.krate, target);
        Ok((compiled?, lock))
    }

    /// Puts the starter of one exercise back.
    fn reset(&self, exercise: &Exercise) -> Result<(), String> {
        let name = exercise.name;
        let text = with_starter(&self.read()?, exercise).ok_or_else(|| {
            format!("{} has no function '{name}'", self.file.display())
        })?;
        self.replace(&text, name)
    }

    /// Puts all starters back, unless work would be lost without being asked
    /// for.
    fn reset_all(&self, force: bool) -> Result<(), String> {
        let starters = starters();
        if self
            .read()?
            .trim_start_matches('\u{feff}')
            .lines()
            .eq(starters.lines())
        {
            return print("every answer is still the starter\n");
        }
        if force {
            return self.replace(&starters, "every answer");
        }
        Err("--reset would discard your answers: --reset NAME begins one of \
             them anew, --reset --force all"
            .into())
    }

    /// Writes what the checker of answers in Python knows.
    fn export(&self) -> Result<(), String> {
        let file = self.krate.join("exercises.json");
        silence_answers(); // a transposed matrix does not fit everywhere
        let written = fs::write(&file, exported());
        written.map_err(|error| format!("{}: {error}", file.display()))?;
        print("exercises.json is up to date\n")
    }

    /// The file as messages call it: from the root where it is in the checkout.
    fn shown(&self) -> String {
        let root = self.krate.ancestors().nth(2);
        let below = root.and_then(|root| self.file.strip_prefix(root).ok());
        below.unwrap_or(&self.file).display().to_string()
    }

    fn read(&self) -> Result<String, String> {
        fs::read_to_string(&self.file).map_err(|error| self.about(&error))
    }

    /// Replaces the file in one step, so that no failure leaves half of it.
    fn replace(&self, text: &str, what: &str) -> Result<(), String> {
        let mut new = self.file.clone().into_os_string();
        new.push(".new");
        let written = fs::write(&new, text);
        let renamed = written.and_then(|()| fs::rename(&new, &self.file));
        renamed.map_err(|error| self.about(&error))?;
        print(&format!("{what} is the starter again\n"))
    }

    fn about(&self, error: &io::Error) -> String {
        format!("{}: {error}", self.file.display())
    }
}

/// Prints a text at once.
fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    // A reader that closes the pipe has seen enough: that is no failure.
    let is_failure = |e: &io::Error| e.kind() != io::ErrorKind::BrokenPipe;
    let error = written.err().filter(is_failure);
    error.map_or(Ok(()), |e| Err(format!("cannot write the output: {e}")))
}
