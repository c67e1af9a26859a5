//! The network that a run starts from, and the one that it has trained.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::iter;
use std::path::Path;

use mini_numpy::repr;
use ndarray::{Array2, ArrayD};

use crate::network_file::{self, MAX_BYTES};
use crate::{
    CommandOption, MAX_CLASSES, MAX_HIDDEN, MIN_CLASSES, Parameters, Record,
    Run, SavedParameter, Settings, Value,
};

/// The settings with the network of the file to start from.
///
/// The sizes that the command line leaves `open` are the file's: those with
/// which the run would save arrays of the file's shapes.
pub(super) fn load(
    run: &Run,
    settings: &Settings,
    open: &[CommandOption],
    path: &Path,
) -> Result<Settings, String> {
    let loaded = contents(path)
        .and_then(|text| network_file::read(&text))
        .and_then(|parameters| in_order(run, settings, &parameters))
        .and_then(|parameters| {
            let settings = sized(run, settings, open, &parameters);
            check_shapes(run, &settings, &parameters)?;
            Ok((settings, parameters))
        });
    let (settings, parameters) = loaded
        .map_err(|error| format!("cannot load {}: {error}", path.display()))?;
    // The settings are copied about, and can hold no more than a reference. A
    // command line reads one file, and the program ends with its run.
    let start = Box::leak(Box::new(parameters));
    Ok(Settings { start: Some(start), ..settings })
}

fn contents(path: &Path) -> Result<String, String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    if MAX_BYTES < bytes.len() as u64 {
        return Err(format!(
            "it is no saved network: it has more than {MAX_BYTES} bytes"
        ));
    }
    if bytes.is_empty() {
        return Err("it is empty".to_owned());
    }
    String::from_utf8(bytes).map_err(|_| {
        "it is no saved network: it is no text in UTF-8".to_owned()
    })
}

/// The arrays that the run saves, in its order.
fn in_order(
    run: &Run,
    settings: &Settings,
    parameters: &Parameters,
) -> Result<Parameters, String> {
    let saved = (run.saved)(settings);
    let names: Vec<_> = saved.iter().map(|parameter| parameter.name).collect();
    let mut there = parameters.arrays.iter().map(|(name, _)| name.as_str());
    if let Some(unknown) = there.find(|name| !names.contains(name)) {
        return Err(format!(
            "run {} has no array {}; it has {}",
            run.name,
            network_file::shown(unknown),
            names.join(", ")
        ));
    }
    let arrays = names.into_iter().map(|name| match parameters.get(name) {
        Some(array) => Ok((name.to_owned(), array.clone())),
        None => Err(format!("the array {name} is missing")),
    });
    Ok(Parameters { arrays: arrays.collect::<Result<_, _>>()? })
}

/// The settings whose open sizes fit the most of the arrays, the run's own
/// first. A size that shows in a shape is a number of rows or columns.
fn sized(
    run: &Run,
    settings: &Settings,
    open: &[CommandOption],
    parameters: &Parameters,
) -> Settings {
    let arrays = parameters.arrays.iter();
    let sizes: BTreeSet<_> =
        arrays.flat_map(|(_, array)| <[usize; 2]>::from(array.dim())).collect();
    let candidates = |option, own, least, most| {
        let others = sizes.range(least..=most).copied();
        let others = others.filter(move |_| open.contains(&option));
        iter::once(own).chain(others)
    };
    let hidden =
        candidates(CommandOption::Hidden, settings.hidden, 1, MAX_HIDDEN);
    let sized = hidden.flat_map(|hidden| {
        let (own, least, most) = (settings.classes, MIN_CLASSES, MAX_CLASSES);
        candidates(CommandOption::Classes, own, least, most)
            .map(move |classes| Settings { classes, hidden, ..*settings })
    });
    let fitted = sized.min_by_key(|sized| {
        (run.saved)(sized)
            .iter()
            .filter(|saved| mismatch(saved, parameters).is_some())
            .count()
    });
    fitted.unwrap_or(*settings)
}

fn check_shapes(
    run: &Run,
    settings: &Settings,
    parameters: &Parameters,
) -> Result<(), String> {
    let saved = (run.saved)(settings);
    match saved.iter().find_map(|saved| mismatch(saved, parameters)) {
        Some(mismatch) => Err(mismatch),
        None => Ok(()),
    }
}

/// How the shape of the run's array differs from that of the file's.
fn mismatch(saved: &SavedParameter, there: &Parameters) -> Option<String> {
    let found = there.get(saved.name)?.dim();
    (found != saved.shape).then(|| {
        format!(
            "{} has shape {found:?}, and this run's has {:?}",
            saved.name, saved.shape
        )
    })
}

/// The trained parameters, as the run has reported them.
///
/// # Errors
///
/// When a number is not finite: nothing can be done with such a network.
///
/// # Panics
///
/// When the run has not reported an array that it saves, or one of another
/// shape.
pub(super) fn trained(
    run: &Run,
    settings: &Settings,
    record: &Record,
) -> Result<Parameters, String> {
    let arrays = (run.saved)(settings).into_iter().map(|saved| {
        let array = reported(run, &saved, record);
        match array.iter().find(|x| !x.is_finite()) {
            Some(x) => Err(format!("{} holds {}", saved.name, repr(*x))),
            None => Ok((saved.name.to_owned(), array)),
        }
    });
    Ok(Parameters { arrays: arrays.collect::<Result<_, _>>()? })
}

fn reported(run: &Run, saved: &SavedParameter, record: &Record) -> Array2<f64> {
    let event = record.find(saved.event, None);
    let array = match event.map(|event| &event.value) {
        Some(Value::Array(array)) => ArrayD::clone(array),
        Some(Value::SingleArray(array)) => array.mapv(f64::from),
        _ => panic!("run {} reports no array {}", run.name, saved.event),
    };
    let array = array.into_dimensionality().ok();
    array
        .filter(|array: &Array2<f64>| array.dim() == saved.shape)
        .unwrap_or_else(|| {
            panic!(
                "run {} reports {} of another shape than {:?}",
                run.name, saved.event, saved.shape
            )
        })
}
