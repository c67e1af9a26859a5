//! What the command line asks for.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser};
use mini_numpy::{Numpy, Order};

use super::check;
use crate::{Chapter, CommandOption, MAX_ITERATIONS, Run, Settings};

/// What `--help` prints.
pub(super) const HELP: &str = "\
{name}: {title}

cargo run -p {name} [-- OPTIONS]

  --list               the runs, and which of the options below each takes
  --run NAME           choose a run; without it, the first of the list
  --verify             compare every run with what its notebook documents

  --iterations N       how often the parameters are updated
  --learning-rate X    the step of gradient descent
  --every N            print every Nth loss
  --dot ORDER          round every dot product as sequential, fused,
                       fused-backward, two-lanes or four-lanes, or as nnfs does
  --seed N             seed the random numbers, 0 to 4294967295

  --format FORMAT      text, json or csv; json and csv hold every float with
                       its 64 bits
  --figure FILE        draw the loss curve, an SVG file
  --help               this text
";

/// The command line, read and checked.
pub(super) struct Arguments {
    pub(super) task: Task,
    pub(super) settings: Settings,
    pub(super) format: Format,
    pub(super) figure: Option<PathBuf>,
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
    for (option, value) in given.options {
        check(run, option)?;
        if option == CommandOption::Figure {
            parsed.figure = Some(figure_path(value)?);
        } else {
            let value = value.into_string().map_err(|value| {
                format!("{option} cannot be {}", value.display())
            })?;
            set(&mut parsed.settings, option, &value)?;
        }
    }
    Ok(parsed)
}

fn read(
    arguments: impl IntoIterator<Item = OsString>,
) -> Result<Given, String> {
    let mut given = Given::default();
    let mut parser = Parser::from_args(arguments);
    while let Some(argument) = parser.next().map_err(|e| e.to_string())? {
        use CommandOption::{
            Dot, Every, Figure, Iterations, LearningRate, Seed,
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

fn set(
    settings: &mut Settings,
    option: CommandOption,
    value: &str,
) -> Result<(), String> {
    match option {
        CommandOption::Iterations => {
            settings.iterations =
                whole(option, value, 1..=MAX_ITERATIONS as u64)?;
        }
        CommandOption::Every => {
            settings.every = whole(option, value, 1..=u64::MAX)?;
        }
        CommandOption::Seed => {
            let seed = whole(option, value, 0..=u64::from(u32::MAX))?;
            settings.seed = u32::try_from(seed).expect("checked above");
        }
        CommandOption::LearningRate => {
            let rate = value
                .parse()
                .ok()
                .filter(|rate: &f64| rate.is_finite() && 0.0 <= *rate);
            settings.learning_rate = rate.ok_or_else(|| {
                format!(
                    "{option} takes a finite number from 0 up, not '{value}'"
                )
            })?;
        }
        CommandOption::Dot if value == "nnfs" => {
            settings.np = Numpy::with_order(Order::Sequential).under_nnfs();
        }
        CommandOption::Dot => {
            let order = value
                .parse()
                .map_err(|unknown| format!("{option}: {unknown}, or nnfs"))?;
            settings.np = Numpy::with_order(order);
        }
        _ => unreachable!("{option} is no setting"),
    }
    Ok(())
}

fn whole(
    option: CommandOption,
    value: &str,
    range: std::ops::RangeInclusive<u64>,
) -> Result<usize, String> {
    value
        .parse()
        .ok()
        .filter(|number| range.contains(number))
        .and_then(|number| usize::try_from(number).ok())
        .ok_or_else(|| {
            format!(
                "{option} takes a whole number from {} to {}, not '{value}'",
                range.start(),
                range.end()
            )
        })
}

fn figure_path(value: OsString) -> Result<PathBuf, String> {
    if value.is_empty() {
        return Err("--figure takes the name of a file".into());
    }
    Ok(PathBuf::from(value))
}
