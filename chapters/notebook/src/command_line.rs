//! The command line, the same for every chapter.

mod arguments;
mod progress;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

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
        // One line, whatever stood in the arguments.
        let message = message.replace('\n', "\\n");
        // If stderr is closed too, nobody is there to be told.
        let _ = writeln!(err, "{}: {message}", chapter.name);
        Outcome::BadInput
    })
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
    let figure = match &arguments.figure {
        Some(path) => {
            let file = NewFile::create(path).map_err(|error| {
                format!("cannot write {}: {error}", path.display())
            })?;
            Some((file, path))
        }
        None => None,
    };

    let settings = arguments.settings;
    let record = record(run, &settings);
    let printed = match arguments.format {
        Format::Text => text(run, &settings, &record),
        Format::Json => json(run, &settings, &record),
        Format::Csv => csv(&record),
    };
    let outcome = print(out, &printed)?;

    if let Some((file, path)) = figure {
        let svg = (run.figure)(run, &settings, &record, Ink::Paper)?;
        file.write(&svg).map_err(|error| {
            format!("cannot write {}: {error}", path.display())
        })?;
        let _ = writeln!(err, "wrote the picture to {}", path.display());
    }
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
        let (what, good, all, first) = match run.evidence {
            Evidence::Reference(transcript) => {
                let figures = Transcript::parse(transcript)
                    .map_err(|error| error.to_string())?
                    .figures(&record);
                let good = figures.iter().filter(|f| f.agrees()).count();
                let first = figures.iter().find(|f| !f.agrees());
                let first = first.map(Figure::to_string);
                ("reference figures", good, figures.len(), first)
            }
            Evidence::Figures(transcript) => {
                let figures = Transcript::parse(transcript)
                    .map_err(|error| error.to_string())?
                    .figures(&record);
                let good = figures.iter().filter(|f| f.agrees()).count();
                let first = figures.iter().find(|f| !f.agrees());
                agreeing += good;
                documented += figures.len();
                let first = first.map(Figure::to_string);
                ("documented figures", good, figures.len(), first)
            }
            Evidence::Differences(pairs) => {
                let found = Agreement::of(pairs, &record);
                let what = "gradients agree with their difference quotients";
                (what, found.agreeing, found.total, found.first_difference)
            }
        };
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

fn list(chapter: &Chapter) -> String {
    let heading = format!("{}: {}\n", chapter.name, chapter.title);
    let default = chapter.runs.first().map(|run| run.name);
    let entries = chapter.runs.iter().map(|run| {
        let mark =
            if Some(run.name) == default { " (the default)" } else { "" };
        let figures = match run.evidence.documented() {
            0 => "no figures documented".to_owned(),
            n => format!("{n} figures documented"),
        };
        let options: Vec<_> = run.options.iter().map(|o| o.name()).collect();
        format!(
            "\n{}{mark}\n  document {}, {}\n  arithmetic: {}\n  {figures}\n  \
             takes {}\n",
            run.name,
            run.source.document,
            run.source.place,
            run.settings.np,
            options.join(" ")
        )
    });
    heading + &entries.collect::<String>()
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
