//! What the command line asks for.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser};

use super::values::{check_size, path, set};
use super::{check, network};
use crate::{Chapter, CommandOption, Run, Settings};

/// What `--help` prints.
pub(super) const HELP: &str = "\
{name}: {title}

cargo run -p {name} [-- OPTIONS]

  --list               the runs, and which of the options below each takes
  --run NAME           choose a run; without it, the first of the list
  --verify             compare every run with what its notebook documents

  --iterations N       how often the parameters are updated
  --learning-rate X    the step of gradient descent
  --optimizer NAME     how to go down the gradient; --list has the names.
                       Without --learning-rate it brings its own
  --every N            print every Nth loss
  --dot ORDER          round every dot product as sequential, fused,
                       fused-backward, two-lanes or four-lanes, or as nnfs does
  --seed N             seed the random numbers, 0 to 4294967295
  --samples N          the samples of each class, 1 to 10000
  --classes N          the classes to tell apart, 2 to 256
  --hidden N           the neurons of the hidden layer, 1 to 4096

  --load FILE          start from the network in a file; without --hidden and
                       --classes, its sizes are the run's
  --save FILE          write the trained network to a file

  --format FORMAT      text, json or csv; json and csv hold every float with
                       its 64 bits
  --figure FILE        draw the loss curve, in chapter 5 the decision regions,
                       as an SVG file
  --help               this text
";

/// The command line, read and checked.
pub(super) struct Arguments {
    pub(super) task: Task,
    pub(super) settings: Settings,
    pub(super) format: Format,
    pub(super) figure: Option<PathBuf>,
    pub(super) save: Option<PathBuf>,
    /// Whether nothing at all was asked for.
    pub(super) is_plain: bool,
}

pub(super) enum Task {
    Help,
    List,
    Verify(Vec<&'static Run>),
    Run(&'static Run),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Json,
    Csv,
}

/// What was given, before it is known which run it is for.
#[derive(Default)]
struct Given {
    run: Option<String>,
    list: bool,
    verify: bool,
    help: bool,
    format: Option<String>,
    options: Vec<(CommandOption, OsString)>,
}

/// Reads the command line; what is wrong with it, in one line.
pub(super) fn parse(
    chapter: &Chapter,
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Arguments, String> {
    let given = read(arguments)?;
    let name = if given.help { None } else { given.run.as_deref() };
    let run = chosen_run(chapter, name)?;
    let is_plain = given.run.is_none()
        && given.options.is_empty()
        && given.format.is_none();
    let mut parsed = Arguments {
        task: Task::Run(run),
        settings: run.settings,
        format: Format::Text,
        figure: None,
        save: None,
        is_plain,
    };

    if given.help {
        parsed.task = Task::Help;
        return Ok(parsed);
    }
    if given.list && given.verify {
        return Err("--list and --verify are two commands; give one".into());
    }
    if given.list || given.verify {
        let command = if given.list { "--list" } else { "--verify" };
        let refused = match given.options.first() {
            Some((option, _)) => Some(option.name()),
            None if given.format.is_some() => Some("--format"),
            None if given.list && given.run.is_some() => Some("--run"),
            None => None,
        };
        if let Some(refused) = refused {
            return Err(format!("{command} does not take {refused}"));
        }
        parsed.task = match (given.list, given.run) {
            (true, _) => Task::List,
            (false, Some(_)) => Task::Verify(vec![run]),
            (false, None) => Task::Verify(chapter.runs.iter().collect()),
        };
        return Ok(parsed);
    }

    if let Some(format) = given.format {
        parsed.format = match format.as_str() {
            "text" => Format::Text,
            "json" => Format::Json,
            "csv" => Format::Csv,
            other => {
                return Err(format!(
                    "there is no format '{other}'; choose text, json or csv"
                ));
            }
        };
    }
    take(run, given.options, &mut parsed)?;
    Ok(parsed)
}

/// Takes over the options and their values.
fn take(
    run: &Run,
    mut options: Vec<(CommandOption, OsString)>,
    parsed: &mut Arguments,
) -> Result<(), String> {
    for (option, _) in &options {
        check(run, *option)?;
    }
    let open: Vec<_> = [CommandOption::Hidden, CommandOption::Classes]
        .into_iter()
        .filter(|size| run.takes(*size))
        .filter(|size| options.iter().all(|(option, _)| option != size))
        .collect();
    // An optimizer brings a learning rate, and one that is given replaces it,
    // whichever was written first.
    options.sort_by_key(|(option, _)| *option != CommandOption::Optimizer);

    let mut load = None;
    for (option, value) in options {
        match option {
            CommandOption::Figure => parsed.figure = Some(path(option, value)?),
            CommandOption::Save => parsed.save = Some(path(option, value)?),
            CommandOption::Load => load = Some(path(option, value)?),
            _ => {
                let value = value.into_string().map_err(|value| {
                    format!("{option} cannot be {}", value.display())
                })?;
                set(&mut parsed.settings, run, option, &value)?;
            }
        }
    }
    if let Some(load) = load {
        let settings = &parsed.settings;
        parsed.settings = network::load(run, settings, &open, &load)?;
    }
    check_size(&parsed.settings)
}

fn read(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Given, String> {
    let mut given = Given::default();
    let mut parser = Parser::from_args(arguments);
    while let Some(argument) = parser.next().map_err(|e| e.to_string())? {
        use CommandOption::{
            Classes, Dot, Every, Figure, Hidden, Iterations, LearningRate,
            Load, Optimizer, Samples, Save, Seed,
        };
        let option = match argument {
            Arg::Short('h') | Arg::Long("help") => {
                given.help = true;
                break;
            }
            Arg::Long("list") => {
                given.list = true;
                continue;
            }
            Arg::Long("verify") => {
                given.verify = true;
                continue;
            }
            Arg::Long("run") => {
                let run = given.run.replace(word(&mut parser)?);
                once("--run", run.as_ref())?;
                continue;
            }
            Arg::Long("format") => {
                let format = given.format.replace(word(&mut parser)?);
                once("--format", format.as_ref())?;
                continue;
            }
            Arg::Long("iterations") => Iterations,
            Arg::Long("learning-rate") => LearningRate,
            Arg::Long("every") => Every,
            Arg::Long("dot") => Dot,
            Arg::Long("seed") => Seed,
            Arg::Long("figure") => Figure,
            Arg::Long("samples") => Samples,
            Arg::Long("classes") => Classes,
            Arg::Long("hidden") => Hidden,
            Arg::Long("optimizer") => Optimizer,
            Arg::Long("save") => Save,
            Arg::Long("load") => Load,
            unknown => {
                let unknown = unknown.unexpected().to_string();
                return Err(format!("{unknown}; --help lists what there is"));
            }
        };
        if given.options.iter().any(|(other, _)| *other == option) {
            return Err(format!("{option} is given twice"));
        }
        given.options.push((option, value(&mut parser)?));
    }
    Ok(given)
}

fn value(parser: &mut Parser) -> Result<OsString, String> {
    parser.value().map_err(|error| error.to_string())
}

fn once(option: &str, before: Option<&String>) -> Result<(), String> {
    match before {
        Some(_) => Err(format!("{option} is given twice")),
        None => Ok(()),
    }
}

fn word(parser: &mut Parser) -> Result<String, String> {
    Ok(value(parser)?.to_string_lossy().into_owned())
}

fn chosen_run(
    chapter: &Chapter,
    name: Option<&str>,
) -> Result<&'static Run, String> {
    let Some(name) = name else {
        return Ok(&chapter.runs[0]);
    };
    chapter.run(name).ok_or_else(|| {
        let names: Vec<_> = chapter.runs.iter().map(|run| run.name).collect();
        format!("there is no run '{name}'; choose one of {}", names.join(", "))
    })
}
