//! What the value of an option sets.

use std::ffi::OsString;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;

use mini_numpy::{Numpy, Order};

use crate::{
    CommandOption, MAX_CLASSES, MAX_ENTRIES, MAX_HIDDEN, MAX_ITERATIONS,
    MAX_SAMPLES, MIN_CLASSES, Run, Settings,
};

/// Sets what the option is for, or says in a line why it cannot.
pub(super) fn set(
    settings: &mut Settings,
    run: &Run,
    option: CommandOption,
    value: &str,
) -> Result<(), String> {
    match option {
        CommandOption::Iterations => {
            settings.iterations = whole(option, value, 1..=MAX_ITERATIONS)?;
        }
        CommandOption::Every => {
            settings.every = whole(option, value, 1..=usize::MAX)?;
        }
        CommandOption::Seed => {
            settings.seed = whole(option, value, 0..=u32::MAX)?;
        }
        CommandOption::Samples => {
            settings.samples = whole(option, value, 1..=MAX_SAMPLES)?;
        }
        CommandOption::Classes => {
            settings.classes = whole(option, value, MIN_CLASSES..=MAX_CLASSES)?;
        }
        CommandOption::Hidden => {
            settings.hidden = whole(option, value, 1..=MAX_HIDDEN)?;
        }
        CommandOption::Optimizer => {
            let mut there = run.optimizers.iter();
            let chosen = there.find(|optimizer| optimizer.name == value);
            let chosen = chosen.ok_or_else(|| {
                let names: Vec<_> =
                    run.optimizers.iter().map(|o| o.name).collect();
                format!(
                    "there is no optimizer '{value}'; choose one of {}",
                    names.join(", ")
                )
            })?;
            settings.optimizer = chosen.name;
            settings.learning_rate = chosen.learning_rate;
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
        CommandOption::Figure | CommandOption::Save | CommandOption::Load => {
            unreachable!("{option} is no setting")
        }
    }
    Ok(())
}

fn whole<T>(
    option: CommandOption,
    value: &str,
    range: RangeInclusive<T>,
) -> Result<T, String>
where
    T: FromStr + PartialOrd + Display,
{
    let number = value.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| {
        format!(
            "{option} takes a whole number from {} to {}, not '{value}'",
            range.start(),
            range.end()
        )
    })
}

/// The file that the option names.
pub(super) fn path(
    option: CommandOption,
    value: OsString,
) -> Result<PathBuf, String> {
    if value.is_empty() {
        return Err(format!("{option} takes the name of a file"));
    }
    Ok(PathBuf::from(value))
}

/// Whether there is memory for the arrays that the settings ask for together.
pub(super) fn check_size(settings: &Settings) -> Result<(), String> {
    let Settings { samples, classes, hidden, .. } = *settings;
    let widest = hidden.max(classes);
    let entries = samples.saturating_mul(classes).saturating_mul(widest);
    if entries <= MAX_ENTRIES {
        return Ok(());
    }
    Err(format!(
        "{classes} classes of {samples} samples are too many for a layer of \
         {widest} neurons: at most {MAX_ENTRIES} numbers can stand in an \
         array, and these are {entries}"
    ))
}
