//! A number of a run, in the prose.

use mini_numpy::{entries, repr};
use ndarray::ArrayD;
use notebook::{Record, Reported, Value};

use crate::runs::Runs;

/// `{{#value RUN EVENT}}`: a number as it is printed, every digit of it; a whole
/// number without a point.
///
/// The event is its name, an index where it is an array, `@` and an iteration
/// where it has one: `loss@2`, `final_w[1]`; `loss@last` is the last event of
/// that name. A third word rounds: `.3` to three digits after the point, `.3e`
/// in scientific notation. A fingerprint is shown in hex, and cannot be
/// rounded.
pub(crate) fn value(runs: &Runs, arguments: &str) -> Result<String, String> {
    let words: Vec<_> = arguments.split_whitespace().collect();
    let (run, event, rounding) = match words[..] {
        [run, event] => (run, event, None),
        [run, event, rounding] => (run, event, Some(rounding)),
        _ => return Err("write a run, an event and, if need be, digits".into()),
    };
    let record = &runs.get(run)?.record;
    shown(number(record, run, event)?, rounding)
        .map_err(|reason| format!("{event} {reason}"))
}

/// A number in a sentence, rounded where that is asked for.
fn shown(number: Number, rounding: Option<&str>) -> Result<String, String> {
    match (number, rounding) {
        // In a sentence a whole number needs no point, nor a 0 after it.
        (Number { printed, .. }, None) => {
            let whole = printed.strip_suffix(".0").unwrap_or(&printed);
            Ok(whole.trim_end_matches('.').to_owned())
        }
        (Number { x: Some(x), .. }, Some(rounding)) => rounded(x, rounding),
        _ => Err("is no float, and cannot be rounded".to_owned()),
    }
}

/// `{{#ratio RUN EVENT EVENT .6}}`: the first number divided by the second.
pub(crate) fn ratio(runs: &Runs, arguments: &str) -> Result<String, String> {
    let words: Vec<_> = arguments.split_whitespace().collect();
    let [run, above, below, rounding] = words[..] else {
        return Err("write a run, two events and digits".into());
    };
    let record = &runs.get(run)?.record;
    let number = |event: &str| {
        let Number { x, .. } = number(record, run, event)?;
        x.ok_or_else(|| format!("{event} is no float, and cannot be divided"))
    };
    rounded(number(above)? / number(below)?, rounding)
}

/// `{{#setting RUN learning-rate}}`: a value that the notebook set; also
/// `iterations`, `every` and `seed`; `samples`, `classes`, `hidden` and
/// `optimizer` where the run has them; and `figures`, how many it documents.
pub(crate) fn setting(runs: &Runs, arguments: &str) -> Result<String, String> {
    let words: Vec<_> = arguments.split_whitespace().collect();
    let [run, name] = words[..] else {
        return Err("write a run and a setting".into());
    };
    let run = runs.get(run)?.run;
    let settings = &run.settings;
    let set = |count: usize| {
        let none = || format!("run {} has no {name}", run.name);
        (0 < count).then(|| count.to_string()).ok_or_else(none)
    };
    Ok(match name {
        "learning-rate" => repr(settings.learning_rate),
        "iterations" => settings.iterations.to_string(),
        "every" => settings.every.to_string(),
        "seed" => settings.seed.to_string(),
        "samples" => set(settings.samples)?,
        "classes" => set(settings.classes)?,
        "hidden" => set(settings.hidden)?,
        "optimizer" if !settings.optimizer.is_empty() => {
            settings.optimizer.to_owned()
        }
        "figures" => run.evidence.documented().to_string(),
        _ => return Err(format!("run {} has no setting '{name}'", run.name)),
    })
}

/// A number that a run reports.
struct Number {
    /// None for what is printed and is no number, a fingerprint.
    x: Option<f64>,
    printed: String,
}

impl Number {
    fn new<T: Reported>(x: T, printed: String) -> Self {
        Self { x: Some(x.into()), printed }
    }
}

/// The number of an event.
fn number(record: &Record, run: &str, event: &str) -> Result<Number, String> {
    let (path, iteration) = match event.split_once('@') {
        Some((path, iteration)) => (path, Some(iteration)),
        None => (event, None),
    };
    let (name, index) = match path.split_once('[') {
        Some((name, index)) => {
            (name, Some(whole(index.trim_end_matches(']'))?))
        }
        None => (path, None),
    };
    let found = match iteration {
        Some("last") => record.events().iter().rfind(|e| e.name == name),
        Some(iteration) => record.find(name, Some(whole(iteration)?)),
        None => record.find(name, None),
    };
    let found = found.ok_or_else(|| no_event(run, record, name, event))?;
    let Some(index) = index else { return one_number(&found.value, event) };
    match &found.value {
        Value::Array(array) => entry(array, index),
        Value::SingleArray(array) => entry(array, index),
        Value::Integers(integers) => integers.get(index).map(|&integer| {
            Number { x: float(integer), printed: integer.to_string() }
        }),
        _ => return Err(format!("{name} is no array")),
    }
    .ok_or_else(|| outside(name, &found.value))
}

/// What the value is, if it is no array.
fn one_number(value: &Value, event: &str) -> Result<Number, String> {
    match value {
        Value::Scalar(x) => Ok(Number::new(*x, repr(*x))),
        Value::Single(x) => Ok(Number::new(*x, repr(*x))),
        Value::Fingerprint(x) => {
            Ok(Number { x: None, printed: format!("{x:016x}") })
        }
        Value::Stop(_) => Err(format!("{event} is not one number")),
        array => Err(outside(event, array)),
    }
}

/// An entry of an array, printed as in the array.
fn entry<T: Reported>(array: &ArrayD<T>, index: usize) -> Option<Number> {
    let x = *array.iter().nth(index)?;
    Some(Number::new(x, entries(array)[index].clone()))
}

/// The integer as a float, where it is one.
fn float(integer: i64) -> Option<f64> {
    // Those of 32 bits are.
    i32::try_from(integer).ok().map(f64::from)
}

fn outside(name: &str, value: &Value) -> String {
    let length = match value {
        Value::Array(array) => array.len(),
        Value::SingleArray(array) => array.len(),
        Value::Integers(integers) => integers.len(),
        _ => 0,
    };
    let last = length.saturating_sub(1);
    format!("{name} is an array; write an index from 0 to {last}")
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
    use ndarray::array;

    use super::*;

    fn of_run(arguments: &str) -> Result<String, String> {
        value(Runs::of_book(), arguments)
    }

    #[test]
    fn a_number_is_shown_as_it_is_printed() {
        let ok = |text: &str| Ok(text.to_owned());
        assert_eq!(of_run("chain-rule loss@2"), ok("33.872400000000006"));
        assert_eq!(of_run("chain-rule loss@2 .4"), ok("33.8724"));
        assert_eq!(of_run("chain-rule loss@2 .1e"), ok("3.4e1"));
        assert_eq!(of_run("chain-rule final_w[1]"), ok("-0.63503547"));
        assert_eq!(of_run("two-layer first_loss .3"), ok("0.959"));
        assert_eq!(of_run("chain-rule dloss_dw[0]@1"), ok("12"));
        assert_eq!(of_run("chain-rule loss@1"), ok("36"));
    }

    #[test]
    fn the_last_event_of_a_name_is_found() {
        let ok = |text: &str| Ok(text.to_owned());
        assert_eq!(
            of_run("chain-rule loss@last"),
            of_run("chain-rule loss@20")
        );
        assert_eq!(of_run("chain-rule loss@last .3"), ok("11.314"));
        assert_eq!(
            of_run("chain-rule final_w[1]@last"),
            of_run("chain-rule final_w[1]")
        );
        assert!(of_run("chain-rule nonsense@last").is_err());
    }

    #[test]
    fn every_kind_of_number_is_shown_as_it_is_printed() {
        let mut record = Record::new();
        record.scalar("single", 0.1_f32);
        record.array("singles", &array![[1.0, 1.098_610_4], [0.5, 0.1_f32]]);
        record.integers_at(3, "integers", &[7, -12, i64::MAX]);
        record.fingerprint("fingerprint", &[0.0_f64; 0]);
        let of = |event: &str, rounding| {
            shown(number(&record, "run", event)?, rounding)
        };
        let ok = |text: &str| Ok(text.to_owned());
        assert_eq!(of("single", None), ok("0.1"));
        // The float of 32 bits nearest to 0.1 is 0.100000001490116...
        assert_eq!(of("single", Some(".10")), ok("0.1000000015"));
        assert_eq!(of("single", Some(".2e")), ok("1.00e-1"));
        assert_eq!(of("singles[1]", None), ok("1.0986104"));
        assert_eq!(of("singles[0]", None), ok("1"));
        assert_eq!(of("singles[3]", Some(".3")), ok("0.100"));
        assert_eq!(of("integers[1]@3", None), ok("-12"));
        assert_eq!(of("integers[0]@last", Some(".1")), ok("7.0"));
        assert_eq!(of("integers[2]@3", None), ok("9223372036854775807"));
        assert!(of("integers[2]@3", Some(".1")).is_err(), "is no float");
        assert_eq!(of("fingerprint", None), ok("cbf29ce484222325"));
        assert!(of("fingerprint", Some(".3")).is_err());
        for event in ["singles", "singles[4]", "single[0]", "integers[3]@3"] {
            assert!(of(event, None).is_err(), "{event}");
        }
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
        for name in ["colour", "samples", "hidden", "optimizer"] {
            let told = setting(runs, &format!("chain-rule {name}"));
            let told = told.unwrap_err();
            assert!(told.contains("run chain-rule has no"), "{told}");
        }
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
            assert!(of_run(arguments).is_err(), "{arguments}");
        }
    }
}
