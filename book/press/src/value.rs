//! A number of a run, in a sentence or a formula.

use std::collections::BTreeMap;

use record::{Record, Tensor, Value, figures};

use crate::directive::usage;
use crate::runs::RUNS;

/// `{{#value RUN EVENT [DIGITS]}}`: a number as it is printed, every digit of
/// it; a whole number without a point.
///
/// The event is a name, an index in an array, and `@` and an iteration if it
/// has one: `loss@2`, `final_w[1]`, `loss@last`. A fingerprint is shown in hex,
/// and cannot be rounded.
pub(crate) fn value(words: &[&str]) -> Result<String, String> {
    let [run, event, digits @ ..] = words else { return Err(usage("value")) };
    shown(RUNS.get(run)?.record(), run, event, digits)
}

fn shown(
    record: &Record, run: &str, event: &str, digits: &[&str],
) -> Result<String, String> {
    let (printed, x) = number(record, run, event)?;
    match digits {
        // In a sentence a whole number needs no point, nor a 0 after it.
        [] => {
            let whole = printed.strip_suffix(".0").unwrap_or(&printed);
            Ok(whole.trim_end_matches('.').to_owned())
        }
        [digits] => rounded(x?, digits),
        _ => Err(usage("value")),
    }
}

/// `{{#ratio RUN EVENT EVENT DIGITS}}`: the first number divided by the second,
/// and then rounded.
pub(crate) fn ratio(words: &[&str]) -> Result<String, String> {
    let &[run, dividend, divisor, digits] = words else {
        return Err(usage("ratio"));
    };
    let record = RUNS.get(run)?.record();
    let number = |event| number(record, run, event)?.1;
    rounded(number(dividend)? / number(divisor)?, digits)
}

/// `{{#setting RUN NAME}}`: a setting of the notebook, by the name of its
/// option; `figures` is how many figures the document prints.
pub(crate) fn setting(words: &[&str]) -> Result<String, String> {
    let &[run, name] = words else { return Err(usage("setting")) };
    let configured = &RUNS.get(run)?.configured;
    let settings = configured.settings().into_iter();
    let mut settings: BTreeMap<_, _> =
        settings.map(|(name, value)| (name, value.to_string())).collect();
    if let Some(documented) = configured.run().expected().documented() {
        let count = figures(documented, &Record::default()).len();
        settings.insert("figures", count.to_string());
    }
    settings.remove(name).ok_or_else(|| {
        let names = settings.into_keys().collect::<Vec<_>>().join(", ");
        format!("run {run} has no setting '{name}'; it has {names}")
    })
}

/// A number as it is printed, and as a float. The latter is an error of a
/// fingerprint, and of a whole number that no float is equal to.
type Number = (String, Result<f64, String>);

/// The number that an event names.
fn number(record: &Record, run: &str, event: &str) -> Result<Number, String> {
    // A name, an index and an iteration.
    pattern!(EVENT, r"^(\w+)(?:\[(\d{1,9})\])?(?:@(\d{1,9}|last))?$");
    let parts = EVENT.captures(event).ok_or_else(|| {
        format!("'{event}' names no event; write loss, loss@2 or w[0]@1")
    })?;
    let name = &parts[1];
    let whole = |i| parts.get(i).and_then(|part| part.as_str().parse().ok());
    let found = match parts.get(3) {
        Some(last) if last.as_str() == "last" => record.named(name).next_back(),
        _ => record.find(name, whole(3)),
    };
    let found = found.ok_or_else(|| {
        let fault = format!("run {run} reports no {event}");
        match record.named(name).next().map(|other| other.iteration) {
            Some(Some(i)) => {
                format!("{fault}; write its iteration, as in {name}@{i}")
            }
            Some(None) => format!("{fault}; write {name} without an iteration"),
            None => fault,
        }
    })?;
    let is_array = |tensor: &Tensor| !tensor.shape().is_empty();
    let at = |tensor: &Tensor, i: usize| {
        let x = tensor.to_f64().iter().nth(i).copied();
        Some((tensor.entries().get(i)?.clone(), x))
    };
    let (printed, x) = match (&found.value, whole(2)) {
        (Value::Stop(_), _) => return Err(format!("{event} is not a number")),
        (Value::Fingerprint(x), None) => (format!("{x:016x}"), None),
        (Value::Tensor(x), i) if is_array(x) => {
            i.and_then(|i| at(x, i)).ok_or_else(|| {
                let last = x.entries().len().saturating_sub(1);
                format!("{name} is an array; write an index from 0 to {last}")
            })?
        }
        (Value::Tensor(x), None) => at(x, 0).expect("a scalar has one entry"),
        _ => return Err(format!("{name} is not an array")),
    };
    // A whole number beyond 2⁵³ need not be a float.
    let x = x.filter(|x| {
        printed.parse::<i64>().is_err() || printed == format!("{x:.0}")
    });
    Ok((printed, x.ok_or_else(|| format!("{event} is not a float"))))
}

/// The digits are `.3` after the point, or `.3e` in scientific notation.
fn rounded(x: f64, digits: &str) -> Result<String, String> {
    pattern!(DIGITS, r"^\.(\d{1,3})(e?)$");
    let parts = DIGITS.captures(digits);
    let fault = || format!("'{digits}' does not round; write .3 or .3e");
    let (_, [count, e]) = parts.ok_or_else(fault)?.extract();
    let count: usize = count.parse().expect("three digits at most");
    Ok(match e {
        "" => format!("{x:.count$}"),
        _ => format!("{x:.count$e}"),
    })
}

#[cfg(test)]
mod tests {
    use ndarray::{Array1, array};

    use super::*;

    fn of_run(arguments: &str) -> Result<String, String> {
        let words: Vec<_> = arguments.split_whitespace().collect();
        value(&words)
    }

    fn shown_of(arguments: &str) -> String {
        text(of_run(arguments))
    }

    /// The text of a result, which differs from every number if it is an error.
    fn text(result: Result<String, String>) -> String {
        result.unwrap_or_else(|fault| format!("fault: {fault}"))
    }

    #[test]
    fn a_number_is_shown_as_it_is_printed() {
        assert_eq!(shown_of("chain-rule loss@2"), "33.872400000000006");
        assert_eq!(shown_of("chain-rule loss@2 .4"), "33.8724");
        assert_eq!(shown_of("chain-rule loss@2 .1e"), "3.4e1");
        assert_eq!(shown_of("chain-rule final_w[1]"), "-0.63503547");
        assert_eq!(shown_of("chain-rule dloss_dw[0]@1"), "12");
        assert_eq!(shown_of("chain-rule loss@1"), "36");
    }

    #[test]
    fn the_last_event_of_a_name_is_found() {
        assert_eq!(
            shown_of("chain-rule loss@last"),
            shown_of("chain-rule loss@20")
        );
        assert_eq!(shown_of("chain-rule loss@last .3"), "11.314");
        assert_eq!(
            shown_of("chain-rule final_w[1]@last"),
            shown_of("chain-rule final_w[1]")
        );
        assert!(of_run("chain-rule nonsense@last").is_err());
    }

    #[test]
    fn every_kind_of_number_is_shown_as_it_is_printed() {
        let mut record = Record::default();
        record.add("single", 0.1_f32);
        record.add("singles", &array![[1.0, 1.098_610_4], [0.5, 0.1_f32]]);
        record.add_at(3, "integers", &array![7, -12, i64::MAX]);
        record.fingerprint("fingerprint", &Array1::<f64>::zeros(0));
        let of = |event: &str, digits: Option<&str>| {
            let digits: Vec<_> = digits.into_iter().collect();
            shown(&record, "run", event, &digits)
        };
        assert_eq!(text(of("single", None)), "0.1");
        // The float of 32 bits nearest to 0.1 is 0.100000001490116...
        assert_eq!(text(of("single", Some(".10"))), "0.1000000015");
        assert_eq!(text(of("single", Some(".2e"))), "1.00e-1");
        assert_eq!(text(of("singles[1]", None)), "1.0986104");
        assert_eq!(text(of("singles[0]", None)), "1");
        assert_eq!(text(of("singles[3]", Some(".3"))), "0.100");
        assert_eq!(text(of("integers[1]@3", None)), "-12");
        assert_eq!(text(of("integers[0]@last", Some(".1"))), "7.0");
        assert_eq!(text(of("integers[2]@3", None)), "9223372036854775807");
        assert!(of("integers[2]@3", Some(".1")).is_err(), "not a float");
        assert_eq!(text(of("fingerprint", None)), "cbf29ce484222325");
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
        let of = |words: &[&str]| ratio(words);
        let words = ["chain-rule", "loss@2", "loss@1", ".6"];
        assert_eq!(text(of(&words)), "0.940900");
        assert!(of(&words[..3]).is_err());
        assert!(of(&["chain-rule", "loss@2", "loss@99", ".6"]).is_err());
    }

    #[test]
    fn a_setting_is_the_notebooks_own() {
        let of = |name| setting(&["chain-rule", name]);
        assert_eq!(text(of("learning-rate")), "0.001");
        assert_eq!(text(of("iterations")), "20");
        assert_eq!(text(of("figures")), "24");
        let fault = of("colour").unwrap_err();
        let start = "run chain-rule has no setting 'colour'; it has ";
        let names = fault.strip_prefix(start).expect("the names");
        assert!(names.split(", ").all(|name| of(name).is_ok()), "{fault}");
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
