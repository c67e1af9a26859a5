//! Reads the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Error, Parser};

use crate::Chapter;

/// What the command line asks for.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) command: Command,
    pub(crate) run: Option<String>,
    pub(crate) format: Option<String>,
    pub(crate) figure: Option<PathBuf>,
    pub(crate) picture: Option<String>,
    /// The options of a run, with their values.
    pub(crate) options: Vec<(String, OsString)>,
    /// The names of all options that were given, these ones included.
    pub(crate) given: Vec<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Command {
    #[default]
    Run,
    List,
    Verify,
    Help,
}

impl Arguments {
    /// Reads the arguments, or says in a sentence what is wrong with them.
    pub(crate) fn parse(
        chapter: &Chapter, arguments: impl IntoIterator<Item = OsString>,
    ) -> Result<Self, Error> {
        let mut parsed = Self::default();
        let mut parser = Parser::from_args(arguments);
        while let Some(argument) = parser.next()? {
            let name = match argument {
                Arg::Short('h') | Arg::Long("help") => {
                    return Ok(Self { command: Command::Help, ..parsed });
                }
                Arg::Long(name) => name.to_owned(),
                unknown => return Err(unexpected(unknown)),
            };
            if parsed.given.contains(&name) {
                return Err(format!("--{name} is given twice").into());
            }
            let values = &mut parser;
            match name.as_str() {
                "list" | "verify" if parsed.command != Command::Run => {
                    Err("--list and --verify are two commands; give one")?;
                }
                "list" => parsed.command = Command::List,
                "verify" => parsed.command = Command::Verify,
                "run" => parsed.run = Some(word(values)?),
                "picture" => parsed.picture = Some(word(values)?),
                "figure" => parsed.figure = Some(file(&name, values)?.into()),
                "format" => parsed.format = Some(word(values)?),
                _ => {
                    let runs = chapter.runs.iter();
                    let mut options = runs.flat_map(|run| run.options());
                    let value = match options.find(|o| o.name == name) {
                        Some(o) if o.is_file => file(&name, values)?,
                        Some(_) => values.value()?,
                        None => return Err(unexpected(Arg::Long(&name))),
                    };
                    parsed.options.push((name.clone(), value));
                }
            }
            parsed.given.push(name);
        }
        let (command, also) = match parsed.command {
            Command::List => ("--list", ["list", "list"]),
            Command::Verify => ("--verify", ["verify", "run"]),
            Command::Run | Command::Help => return Ok(parsed),
        };
        match parsed.given.iter().find(|name| !also.contains(&name.as_str())) {
            Some(other) => Err(format!("{command} does not take --{other}"))?,
            None => Ok(parsed),
        }
    }
}

fn unexpected(argument: Arg<'_>) -> Error {
    let unexpected = argument.unexpected();
    format!("{unexpected}; --help lists what there is").into()
}

fn word(parser: &mut Parser) -> Result<String, Error> {
    Ok(parser.value()?.to_string_lossy().into_owned())
}

fn file(option: &str, parser: &mut Parser) -> Result<OsString, Error> {
    match parser.value()? {
        path if !path.is_empty() => Ok(path),
        _ => Err(format!("--{option} takes the name of a file").into()),
    }
}
