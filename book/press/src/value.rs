//! A number of a run, in the prose.

use mini_numpy::{entries, repr};
use notebook::{Record, Value};

use crate::runs::Runs;

/// `{{#value RUN EVENT}}`: a number as it is printed, every digit of it; a whole
/// number without a point.
///
/// The event is its name, an index where it is an array, `@` and an iteration
/// where it has one: `loss@2`, `final_w[1]`. A third word rounds:
/// `.3` to three digits after the point, `.3e` in scientific notation.
pub(crate) fn value(runs: &Runs, arguments: &str) -> Result<String, String> {
    let words: Vec<_> = arguments.split_whitespace().collect();
    let (run, event, rounding) = match words[..] {
        [run, event] => (run, event, None),
        [run, event, rounding] => (run, event, Some(rounding)),
        _ => return Err("write a run, an event and, if need be, digits".into()),
    };
    let (x, printed) = number(runs, run, event)?;
    match rounding {
        // In a sentence a whole number needs no point, nor a 0 after it.
        None => {
            let whole = printed.strip_suffix(".0").unwrap_or(&printed);
            Ok(whole.trim_end_matches('.').to_owned())
        }
        Some(rounding) => rounded(x, rounding),
    }
}

/// `{{#ratio RUN EVENT EVENT .6}}`: the first number divided by the second.
pub(crate) fn ratio(runs: &Runs, arguments: &str) -> Result<String, String> {
    let words: Vec<_> = arguments.split_whitespace().collect();
    let [run, above, below, rounding] = words[..] else {
        return Err("write a run, two events and digits".into());
    };
    let (above, _) = number(runs, run, above)?;
    let (below, _) = number(runs, run, below)?;
    rounded(above / below, rounding)
}

/// `{{#setting RUN learning-rate}}`: a value that the notebook set; also
/// `iterations`, `every` and `seed`, and `figures`, how many it documents.
pub(crate) fn setting(runs: &Runs, arguments: &str) -> Result<String, String> {
    let words: Vec<_> = arguments.split_whitespace().collect();
    let [run, name] = words[..] else {
        return Err("write a run and a setting".into());
    };
    let run = runs.get(run)?.run;
    let settings = &run.settings;
    Ok(match name {
        "learning-rate" => repr(settings.learning_rate),
        "iterations" => settings.iterations.to_string(),
        "every" => settings.every.to_string(),
        "seed" => settings.seed.to_string(),
        "figures" => run.evidence.documented().to_string(),
        _ => return Err(format!("there is no setting '{name}'")),
    })
}

/// The number of an event, and how it is printed.
fn number(
    runs: &Runs,
    run: &str,
    event: &str,
) -> Result<(f64, String), String> {
    let record = &runs.get(run)?.record;
    let (path, iteration) = match event.split_once('@') {
        Some((path, iteration)) => (path, Some(whole(iteration)?)),
        None => (event, None),
    };
    let (name, index) = match path.split_once('[') {
        Some((name, index)) => {
            (name, Some(whole(index.trim_end_matches(']'))?))
        }
        None => (path, None),
    };
    let found = record
        .find(name, iteration)
        .ok_or_else(|| no_event(run, record, name, event))?;
    match (&found.value, index) {
        (Value::Scalar(x), None) => Ok((*x, repr(*x))),
        (Value::Array(array), Some(i)) if i < array.len() => {
            let x = array.iter().nth(i).copied().unwrap_or(f64::NAN);
            Ok((x, entries(array)[i].clone()))
        }
        (Value::Array(array), _) => Err(format!(
            "{name} is an array; write an index from 0 to {}",
            array.len().saturating_sub(1)
        )),
        _ => Err(format!("{event} is not one number")),
    }
}

fn no_event(run: &str, record: &Record, name: &str, event: &str) -> String {
    let mut others = record.events().iter().filter(|e| e.name == name);
    match others.next().map(|other| other.iteration) {
        Some(Some(i)) => format!(
            "run {run} reports no {event}; write its iteration, as in {name}@{i}"
        ),
        Some(None) => {
            format!("run {run} reports {name} outside of its iterations")
        }
        None => format!("run {run} reports no {event}"),
    }
}

fn rounded(x: f64, rounding: &str) -> Result<String, String> {
    let digits = rounding.strip_prefix('.').unwrap_or_default();
    let (digits, scientific) = match digits.strip_suffix('e') {
        Some(digits) => (digits, true),
        None => (digits, false),
    };
    let digits: usize = digits
        .parse()
        .map_err(|_| format!("'{rounding}' does not round; write .3 or .3e"))?;
    Ok(if scientific {
        format!("{x:.digits$e}")
    } else {
        format!("{x:.digits$}")
    })
}

fn whole(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("'{text}' is no whole number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(arguments: &str) -> Result<String, String> {
        value(Runs::of_book(), arguments)
    }

    #[test]
    fn a_number_is_shown_as_it_is_printed() {
        let ok = |text: &str| Ok(text.to_owned());
        assert_eq!(shown("chain-rule loss@2"), ok("33.872400000000006"));
        assert_eq!(shown("chain-rule loss@2 .4"), ok("33.8724"));
        assert_eq!(shown("chain-rule loss@2 .1e"), ok("3.4e1"));
        assert_eq!(shown("chain-rule final_w[1]"), ok("-0.63503547"));
        assert_eq!(shown("two-layer first_loss .3"), ok("0.959"));
        assert_eq!(shown("chain-rule dloss_dw[0]@1"), ok("12"));
        assert_eq!(shown("chain-rule loss@1"), ok("36"));
    }

    #[test]
    fn a_ratio_is_taken_before_it_is_rounded() {
        let runs = Runs::of_book();
        let shown = |arguments| ratio(runs, arguments);
        assert_eq!(shown("chain-rule loss@2 loss@1 .6").unwrap(), "0.940900");
        assert!(shown("chain-rule loss@2 loss@1").is_err());
        assert!(shown("chain-rule loss@2 loss@99 .6").is_err());
    }

    #[test]
    fn a_setting_is_the_notebooks_own() {
        let runs = Runs::of_book();
        let shown = |arguments| setting(runs, arguments);
        assert_eq!(shown("chain-rule learning-rate").unwrap(), "0.001");
        assert_eq!(shown("two-layer iterations").unwrap(), "1000");
        assert_eq!(shown("two-layer figures").unwrap(), "33");
        assert!(shown("chain-rule colour").is_err());
    }

    #[test]
    fn a_number_that_is_not_there_is_a_fault() {
        for arguments in [
            "",
            "chain-rule",
            "nonsense loss@2",
            "chain-rule loss",
            "chain-rule loss@21",
            "chain-rule loss@x",
            "chain-rule final_w",
            "chain-rule final_w[3]",
            "chain-rule final_w[x]",
            "chain-rule loss@2 3",
            "part-10 inputs@0",
        ] {
            assert!(shown(arguments).is_err(), "{arguments}");
        }
    }
}
