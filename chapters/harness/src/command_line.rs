//! The command line, the same for every chapter.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use record::{Record, Watch, csv};

use crate::arguments::{Arguments, Command};
use crate::output::{Output, cannot_write};
use crate::progress::{PATIENCE, meter};
use crate::run::find_picture;
use crate::{
    Chapter, Configured, Expected, Ink, OptionInfo, Replace, Run, Source,
};

/// The whole program of a chapter: does what the command line says.
pub fn main(chapter: &Chapter) -> ExitCode {
    let arguments = std::env::args_os().skip(1);
    let (mut out, mut err) = (io::stdout().lock(), io::stderr());
    ExitCode::from(command(chapter, arguments, &mut out, &mut err) as u8)
}

/// How a command ended: its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Outcome {
    /// All went well.
    Success = 0,
    /// A figure or a gradient differs from what is expected.
    Differs = 1,
    /// The command line, or a file that it names, cannot be used.
    BadInput = 2,
}

/// Does what the arguments say. Results are written to `out`, and everything
/// else to `err`.
pub fn command(
    chapter: &Chapter, arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write, err: &mut dyn Write,
) -> Outcome {
    carry_out(chapter, arguments, out, err).unwrap_or_else(|message| {
        let message = in_one_line(&message);
        // If stderr is closed too, there is nobody to tell.
        let _ = writeln!(err, "{}: {message}", chapter.name);
        Outcome::BadInput
    })
}

/// Escapes control characters: file names and arguments may hold anything, and
/// a terminal would obey some of it.
fn in_one_line(message: &str) -> String {
    let shown = |c: char| match c {
        _ if c.is_control() => c.escape_default().to_string(),
        _ => c.to_string(),
    };
    message.chars().map(shown).collect()
}

fn carry_out(
    chapter: &Chapter, arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write, err: &mut dyn Write,
) -> Result<Outcome, String> {
    let arguments = Arguments::parse(chapter, arguments);
    let arguments = arguments.map_err(|error| error.to_string())?;
    // The one that is named, or else all.
    let runs = || match &arguments.run {
        Some(name) => Ok::<_, String>(vec![chapter.run(name)?]),
        None => Ok(chapter.runs.to_vec()),
    };
    match arguments.command {
        Command::Help => print(out, &help(chapter)),
        Command::List => print(out, &list(chapter)),
        Command::Verify => verify(&runs()?, out, err),
        Command::Run => {
            let run = runs()?[0];
            let outcome = play(run, &arguments, out, err)?;
            if arguments.given.is_empty() && 1 < chapter.runs.len() {
                let (name, runs) = (run.name(), chapter.runs.len());
                let _ = writeln!(
                    err,
                    "({name}, the first of {runs} runs; --list shows them all)"
                );
            }
            Ok(outcome)
        }
    }
}

fn play(
    run: &'static dyn Run, arguments: &Arguments, out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Outcome, String> {
    let format = arguments.format.as_deref().unwrap_or("text");
    let view: fn(&dyn Configured, &Record) -> String = match format {
        "text" => |configured, record| configured.text(record),
        "json" => |configured, record| configured.json(record),
        "csv" => |_, record| csv(record),
        _ => Err(format!(
            "there is no format '{format}'; choose text, json or csv"
        ))?,
    };
    let configured = run.configure(&arguments.options)?;
    let picture = arguments.picture.as_deref();
    if arguments.figure.is_none() && picture.is_some() {
        return Err("--picture names what --figure draws; give both".into());
    }
    // What cannot be drawn or written is better known before a long run.
    if arguments.figure.is_some() {
        find_picture(run, picture)?;
    }
    let figure = arguments.figure.as_deref().map(Output::new).transpose()?;
    let mut saving = Vec::new();
    let files = run.options().into_iter().filter(|option| option.is_file);
    for OptionInfo { name, saves, .. } in files {
        let mut given = arguments.options.iter();
        let Some((_, path)) = given.find(|o| o.0 == name) else { continue };
        let path = path.as_ref();
        if let Some(saves) = saves {
            saving.push((name, saves, Output::new(path)?));
        }
        if figure.as_ref().is_some_and(|figure| figure.is_at(path)) {
            let path = path.display();
            return Err(format!("--{name} and --figure name one file, {path}"));
        }
    }

    // If it takes long, and somebody looks on, the progress is shown meanwhile.
    let record = if io::stderr().is_terminal() {
        let iterations = configured.count("iterations");
        let meter = meter(iterations, PATIENCE, io::stderr());
        configured.record_with(Watch::calling(meter))
    } else {
        configured.record()
    };
    let printed = print(out, &view(&*configured, &record));
    // Where one of these fails, the run must not have been for nothing.
    let saved = saving.into_iter().map(|(name, (what, replace), output)| {
        let bytes = configured.saved(name, &record);
        let bytes = bytes.map_err(|why| cannot_write(output.path, &why))?;
        output.write(what, &bytes, replace, err)
    });
    let saved: Vec<_> = saved.collect();
    let drawn = figure.map_or(Ok(()), |output| {
        let picture = configured.picture(picture, &[], &record)?;
        let svg = picture.svg(run.name(), Ink::Paper);
        // One that is lost on the way is soon drawn again.
        let replace: Replace = |path, svg| fs::write(path, svg);
        output.write("picture", svg.as_bytes(), replace, err)
    });
    let outcome = printed?;
    saved.into_iter().chain([drawn]).collect::<Result<(), _>>()?;
    // In the text and in JSON a stop has its place; CSV holds numbers only.
    if format == "csv" {
        let stops = record.events.into_iter().filter(|e| e.name == "stop");
        let stops = Record { events: stops.collect() };
        let _ = write!(err, "{}", configured.text(&stops));
    }
    Ok(outcome)
}

fn verify(
    runs: &[&'static dyn Run], out: &mut dyn Write, err: &mut dyn Write,
) -> Result<Outcome, String> {
    let (mut agreeing, mut documented) = (0, 0);
    let mut text = String::new();
    let mut outcome = Outcome::Success;
    for run in runs {
        let (name, expected) = (run.name(), run.expected());
        if matches!(expected, Expected::Nothing) {
            continue;
        }
        let record = run.as_documented().record();
        let Some((what, found)) = expected.compare(&record) else { continue };
        let all = found.len();
        let good = found.iter().filter(|x| x.is_none()).count();
        if expected.documented().is_some() {
            agreeing += good;
            documented += all;
        }
        let _ = writeln!(text, "{name}: {good} of {all} {what}");
        if let Some(first) = found.iter().flatten().next() {
            let _ = writeln!(err, "{name}: {first}");
            outcome = Outcome::Differs;
        }
    }
    if text.is_empty() {
        text += "nothing to verify: only the snapshots pin these runs\n";
    }
    if 0 < documented {
        let _ = writeln!(text, "{agreeing} of {documented} documented figures");
    }
    print(out, &text).and(Ok(outcome))
}

fn list(chapter: &Chapter) -> String {
    let mut text = format!("{}: {}\n", chapter.name, chapter.title);
    for (i, run) in chapter.runs.iter().enumerate() {
        let mark = if i == 0 { " (the default)" } else { "" };
        let _ = writeln!(text, "\n{}{mark}", run.name());
        let takes = run.options().into_iter().map(|o| format!("--{}", o.name));
        let source = match run.source() {
            Source { document: "", .. } => String::new(),
            Source { document, place } => format!("{document}, {place}"),
        };
        for (heading, words) in [
            ("document ", source),
            ("arithmetic: ", run.as_documented().np().to_string()),
            ("", run.expected().summary()),
            ("takes ", takes.collect::<Vec<_>>().join(" ")),
            ("pictures: ", run.pictures().join(" ")),
        ] {
            if !words.is_empty() {
                text.push_str(&wrapped(&format!("  {heading}"), &words));
            }
        }
    }
    text
}

const COMMANDS: &str = "
  --list               the runs, and which of the options below each takes
  --run NAME           choose a run; the default is the first of the list
  --verify             compare every run with what is expected of it

";

const OUTPUTS: &str = "
  --format FORMAT      text, json or csv; json and csv hold every digit of every
                       number
  --figure FILE        draw a picture of the run, as an SVG file
  --picture NAME       which picture to draw; the default is the first that
                       --list names
  -h, --help           this text
";

/// What `--help` prints. Between the options of every program stand those of
/// its runs, each once.
fn help(chapter: &Chapter) -> String {
    let Chapter { name, title, runs } = chapter;
    let top = format!("{name}: {title}\n\ncargo run -p {name} [-- OPTIONS]\n");
    let mut text = top + COMMANDS;
    let mut names = BTreeSet::new();
    for option in runs.iter().flat_map(|run| run.options()) {
        let OptionInfo { name, value, help, range, .. } = option;
        if names.insert(name) {
            let colon = if range.is_empty() { "" } else { ": " };
            let start = format!("  {:<19}  ", format!("--{name} {value}"));
            text.push_str(&wrapped(&start, &[help, colon, &range].concat()));
        }
    }
    text + OUTPUTS
}

/// Words on lines of at most 80 columns, beside a heading.
fn wrapped(heading: &str, words: &str) -> String {
    let (mut lines, mut line) = (String::new(), heading.to_owned());
    for word in words.split(' ') {
        if 80 < line.chars().count() + word.chars().count() {
            lines.extend([line.trim_end(), "\n"]);
            line = " ".repeat(heading.len());
        }
        line.extend([word, " "]);
    }
    lines + line.trim_end() + "\n"
}

/// Prints the result. A closed pipe has had enough, which is no failure.
fn print(out: &mut dyn Write, text: &str) -> Result<Outcome, String> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write the output: {error}"))
        }
        _ => Ok(Outcome::Success),
    }
}
