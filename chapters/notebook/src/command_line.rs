//! The command line, the same for every chapter.

mod arguments;
mod network;
mod progress;
mod values;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::network_file;
use crate::new_file::NewFile;
use crate::{
    Agreement, Chapter, CommandOption, Event, Evidence, Figure, Ink, Record,
    Run, Settings, Transcript, Value, csv, json, text,
};
use arguments::{Arguments, Format, HELP, Task, parse};

/// The whole program of a chapter: does what the command line says.
#[must_use]
pub fn main(chapter: &Chapter) -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    let outcome = command(
        chapter,
        arguments,
        &mut io::stdout().lock(),
        &mut io::stderr(),
    );
    ExitCode::from(outcome as u8)
}

/// How a command ended, and its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Outcome {
    /// All went well.
    Success = 0,
    /// A figure or a gradient differs from what it should be.
    Differs = 1,
    /// The command line, or a file that it names, cannot be used.
    BadInput = 2,
}

/// Does what the arguments say, writing to `out` and, what is not the result
/// itself, to `err`.
pub fn command(
    chapter: &Chapter,
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Outcome {
    let done = parse(chapter, arguments)
        .and_then(|arguments| carry_out(chapter, &arguments, out, err));
    done.unwrap_or_else(|message| {
        let message = in_one_line(&message);
        // If stderr is closed too, nobody is there to be told.
        let _ = writeln!(err, "{}: {message}", chapter.name);
        Outcome::BadInput
    })
}

/// The message with what would steer a terminal escaped: names of files, and
/// arguments, may hold anything.
fn in_one_line(message: &str) -> String {
    let mut line = String::new();
    for c in message.chars() {
        if c.is_control() {
            line.extend(c.escape_default());
        } else {
            line.push(c);
        }
    }
    line
}

fn carry_out(
    chapter: &Chapter,
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, String> {
    match &arguments.task {
        Task::Help => {
            let help = HELP.replace("{name}", chapter.name);
            print(out, &help.replace("{title}", chapter.title))
        }
        Task::List => print(out, &list(chapter)),
        Task::Verify(runs) => verify(runs, out, err),
        Task::Run(run) => play(chapter, run, arguments, out, err),
    }
}

fn play(
    chapter: &Chapter,
    run: &'static Run,
    arguments: &Arguments,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, String> {
    // A path that cannot be written is better known before a long run.
    let save = arguments.save.as_deref().map(Target::new).transpose()?;
    let figure = arguments.figure.as_deref().map(Target::new).transpose()?;
    if let (Some(save), Some(figure)) = (&save, &figure)
        && save.file.is_also(&figure.file)
    {
        return Err(format!(
            "--save and --figure name one file, {}",
            save.path.display()
        ));
    }

    let settings = arguments.settings;
    let record = record(run, &settings);
    let printed = match arguments.format {
        Format::Text => text(run, &settings, &record),
        Format::Json => json(run, &settings, &record),
        Format::Csv => csv(&record),
    };
    // Where one of these fails, the run shall not have been for nothing.
    let printed = print(out, &printed);
    let saved = save.map_or(Ok(()), |target| {
        let trained = network::trained(run, &settings, &record);
        let trained = trained.map_err(|why| cannot_write(target.path, why))?;
        target.write("network", &network_file::write(&trained), err)
    });
    let drawn = figure.map_or(Ok(()), |target| {
        let svg = (run.figure)(run, &settings, &record, Ink::Paper)?;
        target.write("picture", &svg, err)
    });
    let outcome = printed.and_then(|outcome| {
        saved?;
        drawn?;
        Ok(outcome)
    })?;
    if arguments.format == Format::Csv {
        tell_of_a_stop(run, &record, err);
    }
    if arguments.is_plain && 1 < chapter.runs.len() {
        let _ = writeln!(
            err,
            "({}, the first of {} runs; --list shows them all)",
            run.name,
            chapter.runs.len()
        );
    }
    Ok(outcome)
}

/// A file to write, under the name that it was given.
struct Target<'a> {
    path: &'a Path,
    file: NewFile,
}

impl<'a> Target<'a> {
    fn new(path: &'a Path) -> Result<Self, String> {
        match NewFile::create(path) {
            Ok(file) => Ok(Self { path, file }),
            Err(error) => Err(cannot_write(path, error)),
        }
    }

    fn write(
        self,
        what: &str,
        contents: &str,
        err: &mut dyn Write,
    ) -> Result<(), String> {
        let path = self.path;
        let written = self.file.write(contents);
        written.map_err(|error| cannot_write(path, error))?;
        let _ = writeln!(err, "wrote the {what} to {}", path.display());
        Ok(())
    }
}

fn cannot_write(path: &Path, why: impl Display) -> String {
    format!("cannot write {}: {why}", path.display())
}

fn record(run: &Run, settings: &Settings) -> Record {
    let mut record = if io::stderr().is_terminal() {
        let meter = progress::meter(
            settings.iterations,
            progress::PATIENCE,
            io::stderr(),
        );
        Record::observed(meter)
    } else {
        Record::new()
    };
    (run.play)(settings, &mut record);
    // The meter is wiped before the output comes.
    record.finish();
    record
}

/// A stop stands in the text and in JSON; a row of numbers has no place for
/// the sentence.
fn tell_of_a_stop(run: &Run, record: &Record, err: &mut dyn Write) {
    for event in record.events() {
        if let Event { iteration, value: Value::Stop(stop), .. } = event {
            let line = text::stop_line(run, *iteration, *stop);
            let _ = writeln!(err, "{line}");
        }
    }
}

fn verify(
    runs: &[&'static Run],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, String> {
    let (mut agreeing, mut documented) = (0, 0);
    let mut printed = Vec::new();
    let mut outcome = Outcome::Success;
    for run in runs {
        let record = run.record();
        let (what, found) = match run.evidence {
            Evidence::Figures(transcript) => {
                let found = compared(transcript, &record)?;
                agreeing += found.agreeing;
                documented += found.total;
                ("documented figures", found)
            }
            Evidence::Reference(transcript) => {
                ("reference figures", compared(transcript, &record)?)
            }
            Evidence::Differences(pairs) => (
                "gradients agree with their difference quotients",
                Agreement::of(pairs, &record),
            ),
        };
        let Agreement { agreeing: good, total: all, first_difference: first } =
            found;
        printed.push(format!("{}: {good} of {all} {what}\n", run.name));
        if let Some(first) = first {
            let _ = writeln!(err, "{}: {first}", run.name);
            outcome = Outcome::Differs;
        }
    }
    if 0 < documented {
        printed
            .push(format!("{agreeing} of {documented} documented figures\n"));
    }
    print(out, &printed.concat())?;
    Ok(outcome)
}

/// The figures of a transcript against those of the record.
fn compared(transcript: &str, record: &Record) -> Result<Agreement, String> {
    let transcript =
        Transcript::parse(transcript).map_err(|error| error.to_string())?;
    let figures = transcript.figures(record);
    let differing = || figures.iter().filter(|figure| !figure.agrees());
    Ok(Agreement {
        agreeing: figures.len() - differing().count(),
        total: figures.len(),
        first_difference: differing().next().map(Figure::to_string),
    })
}

fn list(chapter: &Chapter) -> String {
    let heading = format!("{}: {}\n", chapter.name, chapter.title);
    let default = chapter.runs.first().map(|run| run.name);
    let entries = chapter.runs.iter().map(|run| {
        let mark =
            if Some(run.name) == default { " (the default)" } else { "" };
        let figures = run.evidence.figures();
        let evidence = match run.evidence {
            Evidence::Figures(_) => format!("{figures} figures documented"),
            Evidence::Reference(_) => format!("{figures} reference figures"),
            Evidence::Differences(_) => "no figures documented".to_owned(),
        };
        let options = run.options.iter().map(|option| option.name());
        let optimizers = run.optimizers.iter().map(|optimizer| optimizer.name);
        format!(
            "\n{}{mark}\n  document {}, {}\n  arithmetic: {}\n  {evidence}\n{}{}",
            run.name,
            run.source.document,
            run.source.place,
            run.settings.np,
            listed("takes", options),
            listed("optimizers:", optimizers),
        )
    });
    heading + &entries.collect::<String>()
}

/// The words behind what they are, on as many lines of 80 columns as they
/// take; nothing where there are none.
fn listed(what: &str, words: impl Iterator<Item = &'static str>) -> String {
    let mut lines = Vec::new();
    for word in words {
        match lines.last_mut() {
            None => lines.push(format!("  {what} {word}")),
            Some(line) if line.len() + word.len() < 80 => {
                *line = format!("{line} {word}");
            }
            Some(_) => {
                lines.push(format!("  {:1$} {word}", "", what.len()));
            }
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

/// Prints the result. A pipe that is closed has had enough: no failure.
fn print(out: &mut dyn Write, text: &str) -> Result<Outcome, String> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write the output: {error}"))
        }
        _ => Ok(Outcome::Success),
    }
}

/// Whether the run takes the option; a refusal names both.
fn check(run: &Run, option: CommandOption) -> Result<(), String> {
    if run.takes(option) {
        return Ok(());
    }
    let taken: Vec<_> = run.options.iter().map(|o| o.name()).collect();
    Err(format!(
        "run {} does not take {option}; it takes {}",
        run.name,
        taken.join(", ")
    ))
}
