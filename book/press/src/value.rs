//! A number of a run, in a sentence or a formula.

use record::{Event, Record, Tensor, Value};

use crate::runs::Runs;
use crate::table::usage;

/// `{{#value RUN EVENT [DIGITS]}}`: a number as it is printed, every digit of
/// it; a whole number without a point.
///
/// The event is a name, an index in an array, and `@` and an iteration if it
/// has one: `loss@2`, `final_w[1]`; `loss@last` is the last event of that name.
/// The digits round: `.3` to three digits after the point, `.3e` in scientific
/// notation. A fingerprint is shown in hex, and cannot be rounded.
///
/// # Errors
///
/// When the run reports no such number, or it cannot be rounded.
pub(crate) fn value(runs: &Runs, words: &[&str]) -> Result<String, String> {
    let (run, event, digits) = match *words {
        [run, event] => (run, event, None),
        [run, event, digits] => (run, event, Some(digits)),
        _ => return Err(usage("value")),
    };
    let number = number(runs.get(run)?.record(), run, event)?;
    shown(&number, digits).map_err(|reason| format!("{event} {reason}"))
}

/// `{{#ratio RUN EVENT EVENT DIGITS}}`: the first number divided by the second,
/// and then rounded.
///
/// # Errors
///
/// As of [`value`].
pub(crate) fn ratio(runs: &Runs, words: &[&str]) -> Result<String, String> {
    let &[run, dividend, divisor, digits] = words else {
        return Err(usage("ratio"));
    };
    let record = runs.get(run)?.record();
    let number = |event: &str| {
        let Number { x, .. } = number(record, run, event)?;
        x.ok_or_else(|| format!("{event} is not a float that can be divided"))
    };
    rounded(number(dividend)? / number(divisor)?, digits)
}

/// `{{#setting RUN NAME}}`: a setting of the notebook, by the name of its
/// option; `figures` is how many figures the document prints.
///
/// # Errors
///
/// When the run has no such setting.
pub(crate) fn setting(runs: &Runs, words: &[&str]) -> Result<String, String> {
    let &[run, name] = words else { return Err(usage("setting")) };
    let configured = &runs.get(run)?.configured;
    let mut settings: Vec<_> = configured
        .settings()
        .into_iter()
        .map(|(name, value)| (name, value.to_string()))
        .collect();
    if let Some(transcript) = configured.run().expected().documented() {
        settings.push(("figures", transcript.len().to_string()));
    }
    let found = settings.iter().find(|(other, _)| *other == name);
    found.map(|(_, value)| value.clone()).ok_or_else(|| {
        let names: Vec<_> = settings.iter().map(|(name, _)| *name).collect();
        let names = names.join(", ");
        format!("run {run} has no setting '{name}'; it has {names}")
    })
}

/// A number that a run reports.
struct Number {
    /// None if no float is the number, such as a fingerprint.
    x: Option<f64>,
    printed: String,
}

/// The number that an event names.
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
        Some("last") => record.named(name).next_back(),
        Some(iteration) => record.find(name, Some(whole(iteration)?)),
        None => record.find(name, None),
    };
    let Event { value, .. } =
        found.ok_or_else(|| no_event(run, record, name, event))?;
    match (value, index) {
        (Value::Tensor(tensor), _) => entry(tensor, name, index),
        (Value::Fingerprint(x), None) => {
            Ok(Number { x: None, printed: format!("{x:016x}") })
        }
        _ => Err(format!("{event} is not a number")),
    }
}

/// An entry of an array as it is printed there, or a number alone.
fn entry(
    tensor: &Tensor,
    name: &str,
    index: Option<usize>,
) -> Result<Number, String> {
    let (entries, numbers) = (tensor.entries(), tensor.to_f64());
    let i = match (tensor.shape(), index) {
        ([], None) => 0,
        ([], Some(_)) => return Err(format!("{name} is not an array")),
        (_, Some(i)) if i < entries.len() => i,
        _ => {
            let last = entries.len().saturating_sub(1);
            return Err(format!(
                "{name} is an array; write an index from 0 to {last}"
            ));
        }
    };
    let printed = entries[i].clone();
    // A whole number beyond 2⁵³ need not be a float.
    let x = numbers.iter().nth(i).copied().filter(|x| {
        !matches!(tensor, Tensor::I64(_)) || printed == format!("{x:.0}")
    });
    Ok(Number { x, printed })
}

fn no_event(run: &str, record: &Record, name: &str, event: &str) -> String {
    match record.named(name).next().map(|other| other.iteration) {
        Some(Some(i)) => format!(
            "run {run} reports no {event}; write its iteration, as in {name}@{i}"
        ),
        Some(None) => {
            format!("run {run} reports {name} outside of its iterations")
        }
        None => format!("run {run} reports no {event}"),
    }
}

/// A number in a sentence, rounded if there are digits to round it to.
fn shown(number: &Number, digits: Option<&str>) -> Result<String, String> {
    let Number { x, printed } = number;
    match (x, digits) {
        // In a sentence a whole number needs no point, nor a 0 after it.
        (_, None) => {
            let whole = printed.strip_suffix(".0").unwrap_or(printed);
            Ok(whole.trim_end_matches('.').to_owned())
        }
        (Some(x), Some(digits)) => rounded(*x, digits),
        (None, _) => Err("is not a float that can be rounded".to_owned()),
    }
}

fn rounded(x: f64, digits: &str) -> Result<String, String> {
    let count = digits.strip_prefix('.').unwrap_or_default();
    let (count, scientific) = match count.strip_suffix('e') {
        Some(count) => (count, true),
        None => (count, false),
    };
    let count: usize = count
        .parse()
        .map_err(|_| format!("'{digits}' does not round; write .3 or .3e"))?;
    Ok(if scientific {
        format!("{x:.count$e}")
    } else {
        format!("{x:.count$}")
    })
}

fn whole(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("'{text}' is not a whole number"))
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn of_run(arguments: &str) -> Result<String, String> {
        let words: Vec<_> = arguments.split_whitespace().collect();
        value(Runs::of_book(), &words)
    }

    fn ok(text: &str) -> Result<String, String> {
        Ok(text.to_owned())
    }

    #[test]
    fn a_number_is_shown_as_it_is_printed() {
        assert_eq!(of_run("chain-rule loss@2"), ok("33.872400000000006"));
        assert_eq!(of_run("chain-rule loss@2 .4"), ok("33.8724"));
        assert_eq!(of_run("chain-rule loss@2 .1e"), ok("3.4e1"));
        assert_eq!(of_run("chain-rule final_w[1]"), ok("-0.63503547"));
        assert_eq!(of_run("chain-rule dloss_dw[0]@1"), ok("12"));
        assert_eq!(of_run("chain-rule loss@1"), ok("36"));
    }

    #[test]
    fn the_last_event_of_a_name_is_found() {
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
        record.add("single", 0.1_f32);
        record.add("singles", &array![[1.0, 1.098_610_4], [0.5, 0.1_f32]]);
        record.add_at(3, "integers", &array![7, -12, i64::MAX]);
        record.fingerprint("fingerprint", &[0.0_f64; 0]);
        let of = |event: &str, digits| {
            shown(&number(&record, "run", event)?, digits)
        };
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
        assert!(of("integers[2]@3", Some(".1")).is_err(), "not a float");
        assert_eq!(of("fingerprint", None), ok("cbf29ce484222325"));
        assert!(of("fingerprint", Some(".3")).is_err());
        for event in [
            "singles",
            "singles[4]",
            "single[0]",
            "integers[3]@3",
            "fingerprint[0]",
        ] {
            assert!(of(event, None).is_err(), "{event}");
        }
    }

    #[test]
    fn a_ratio_is_taken_before_it_is_rounded() {
        let of = |words: &[&str]| ratio(Runs::of_book(), words);
        let words = ["chain-rule", "loss@2", "loss@1", ".6"];
        assert_eq!(of(&words), ok("0.940900"));
        assert!(of(&words[..3]).is_err());
        assert!(of(&["chain-rule", "loss@2", "loss@99", ".6"]).is_err());
    }

    #[test]
    fn a_setting_is_the_notebooks_own() {
        let of = |name| setting(Runs::of_book(), &["chain-rule", name]);
        assert_eq!(of("learning-rate"), ok("0.001"));
        assert_eq!(of("iterations"), ok("20"));
        assert_eq!(of("figures"), ok("24"));
        for name in ["colour", "samples", "hidden", "optimizer", "dot"] {
            let fault = of(name).unwrap_err();
            assert!(
                fault.ends_with(
                    "it has iterations, learning-rate, every, figures"
                ),
                "{fault}"
            );
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
            "chain-rule final_w@1",
            "chain-rule loss@2 3",
        ] {
            assert!(of_run(arguments).is_err(), "{arguments}");
        }
    }
}
