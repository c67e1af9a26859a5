//! A number of a run, in the prose.

use mini_numpy::{entries, repr};
use notebook::Value;

use crate::runs::Runs;

/// `{{#value RUN EVENT}}`: a number as it is printed, every digit of it.
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
        .ok_or_else(|| format!("run {run} reports no {event}"))?;
    let (x, printed) = match (&found.value, index) {
        (Value::Scalar(x), None) => (*x, repr(*x)),
        (Value::Array(array), Some(i)) if i < array.len() => {
            let x = array.iter().nth(i).copied().unwrap_or(f64::NAN);
            (x, entries(array)[i].clone())
        }
        (Value::Array(array), _) => {
            return Err(format!(
                "{name} is an array; write an index from 0 to {}",
                array.len().saturating_sub(1)
            ));
        }
        _ => return Err(format!("{event} is not one number")),
    };
    match rounding {
        // NumPy prints a whole number with a point, which would end a sentence.
        None => Ok(printed.trim_end_matches('.').to_owned()),
        Some(rounding) => rounded(x, rounding),
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
        value(&Runs::play(), arguments)
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
