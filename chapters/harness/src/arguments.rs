//! Reads the command line.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, Parser};

use crate::{Chapter, Run};

/// What the command line asks for.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) command: Command,
    pub(crate) run: Option<String>,
    pub(crate) format: Format,
    pub(crate) figure: Option<PathBuf>,
    pub(crate) picture: Option<String>,
    /// The options of a run, with their values.
    pub(crate) options: Vec<(String, OsString)>,
    /// The names of all options that were given, these ones included.
    given: Vec<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Command {
    #[default]
    Run,
    List,
    Verify,
    Help,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
    Csv,
}

impl Arguments {
    /// Reads the arguments, or says in a sentence what is wrong with them.
    pub(crate) fn parse(
        chapter: &Chapter,
        arguments: impl IntoIterator<Item = OsString>,
    ) -> Result<Self, String> {
        let mut parsed = Self::default();
        let mut parser = Parser::from_args(arguments);
        while let Some(argument) = parser.next().map_err(|e| e.to_string())? {
            let name = match argument {
                Arg::Short('h') | Arg::Long("help") => {
                    return Ok(Self { command: Command::Help, ..parsed });
                }
                Arg::Long(name) => name.to_owned(),
                unknown => return Err(unexpected(unknown)),
            };
            if parsed.given.contains(&name) {
                return Err(format!("--{name} is given twice"));
            }
            parsed.take(chapter, &name, &mut parser)?;
            parsed.given.push(name);
        }
        parsed.check()?;
        Ok(parsed)
    }

    fn take(
        &mut self,
        chapter: &Chapter,
        name: &str,
        parser: &mut Parser,
    ) -> Result<(), String> {
        match name {
            "list" | "verify" if self.command != Command::Run => {
                return Err(
                    "--list and --verify are two commands; give one".to_owned()
                );
            }
            "list" => self.command = Command::List,
            "verify" => self.command = Command::Verify,
            "run" => self.run = Some(word(parser)?),
            "picture" => self.picture = Some(word(parser)?),
            "figure" => {
                let path = file(name, value(parser)?)?;
                self.figure = Some(path.into());
            }
            "format" => {
                self.format = match word(parser)?.as_str() {
                    "text" => Format::Text,
                    "json" => Format::Json,
                    "csv" => Format::Csv,
                    other => {
                        return Err(format!(
                            "there is no format '{other}'; choose text, json \
                             or csv"
                        ));
                    }
                };
            }
            _ => {
                let mut options =
                    chapter.runs.iter().flat_map(|run| run.options());
                let option = options
                    .find(|option| option.name == name)
                    .ok_or_else(|| unexpected(Arg::Long(name)))?;
                let value = value(parser)?;
                let value =
                    if option.is_file { file(name, value)? } else { value };
                self.options.push((name.to_owned(), value));
            }
        }
        Ok(())
    }

    /// Refuses options that do not go with the command.
    fn check(&self) -> Result<(), String> {
        let (command, also) = match self.command {
            Command::List => ("--list", ["list", "list"]),
            Command::Verify => ("--verify", ["verify", "run"]),
            Command::Run | Command::Help => return Ok(()),
        };
        let mut given = self.given.iter();
        match given.find(|name| !also.contains(&name.as_str())) {
            Some(refused) => {
                Err(format!("{command} does not take --{refused}"))
            }
            None => Ok(()),
        }
    }

    /// The runs that are meant: the one that is named, or else all.
    pub(crate) fn runs(
        &self,
        chapter: &Chapter,
    ) -> Result<Vec<&'static dyn Run>, String> {
        let Some(name) = &self.run else {
            return Ok(chapter.runs.to_vec());
        };
        let run = chapter.run(name).ok_or_else(|| {
            let names: Vec<_> =
                chapter.runs.iter().map(|run| run.name()).collect();
            let names = names.join(", ");
            format!("there is no run '{name}'; choose one of {names}")
        })?;
        Ok(vec![run])
    }

    /// Whether nothing at all was given.
    pub(crate) fn is_empty(&self) -> bool {
        self.given.is_empty()
    }
}

fn unexpected(argument: Arg<'_>) -> String {
    let unexpected = argument.unexpected();
    format!("{unexpected}; --help lists what there is")
}

fn value(parser: &mut Parser) -> Result<OsString, String> {
    parser.value().map_err(|error| error.to_string())
}

fn word(parser: &mut Parser) -> Result<String, String> {
    Ok(value(parser)?.to_string_lossy().into_owned())
}

fn file(option: &str, path: OsString) -> Result<OsString, String> {
    if path.is_empty() {
        return Err(format!("--{option} takes the name of a file"));
    }
    Ok(path)
}
