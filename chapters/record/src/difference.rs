//! The first difference between two records.

use crate::{Event, Record, Tensor, Value};

/// The first value in which a computed record differs from the expected one, in
/// a sentence: its name, its iteration, both values, and how far they are apart
/// in units in the last place. None if every bit is the same.
pub fn first_difference(want: &Record, got: &Record) -> Option<String> {
    let (want, got) = (&want.events, &got.events);
    let mut both = want.iter().zip(got);
    both.find_map(|(want, got)| between(want, got)).or_else(|| {
        if let Some(additional) = got.get(want.len()) {
            return Some(format!("{} is not expected", label(additional)));
        }
        Some(format!("{} is missing", label(want.get(got.len())?)))
    })
}

fn label(event: &Event) -> String {
    match event.iteration {
        Some(iteration) => format!("{} @ {iteration}", event.name),
        None => event.name.to_string(),
    }
}

fn between(want: &Event, got: &Event) -> Option<String> {
    let label = label(got);
    if self::label(want) != label {
        let want = self::label(want);
        return Some(format!("{label} is where {want} is expected"));
    }
    let (want, got) = (&want.value, &got.value);
    let (Value::Tensor(want), Value::Tensor(got)) = (want, got) else {
        let differ = || format!("{label} is {got:?}, expected is {want:?}");
        return (want != got).then(differ);
    };
    let kind = |x: &Tensor| format!("{} of shape {:?}", x.dtype(), x.shape());
    if kind(want) != kind(got) {
        let (want, got) = (kind(want), kind(got));
        return Some(format!("{label} is {got}, expected is {want}"));
    }
    let (wants, gots) = (want.bits(), got.bits());
    let at = wants.iter().zip(&gots).position(|(a, b)| a != b)?;
    let label = match got.shape() {
        [] => label,
        _ => format!("{label}[{at}]"),
    };
    let apart = place(&wants[at]).abs_diff(place(&gots[at]));
    let unit = if apart == 1 { "ulp" } else { "ulps" };
    let (want, got) = (&want.numbers()[at], &got.numbers()[at]);
    Some(format!("{label} is {got}, expected is {want}, {apart} {unit} away"))
}

/// The place of a float among all floats of its kind in their order, 0 for both
/// zeros: two of them are as many units in the last place apart as their places
/// are. Read as whole numbers, the bits of floats of one sign are in order;
/// the highest bit is the sign.
fn place(bits: &str) -> i128 {
    let sign = 1_i128 << (4 * bits.len() - 1);
    let bits = i128::from_str_radix(bits, 16).unwrap_or(0);
    if bits & sign == 0 { bits } else { -(bits & !sign) }
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    fn losses(losses: &[f64]) -> Record {
        let mut record = Record::default();
        for (i, &loss) in losses.iter().enumerate() {
            record.add_at(i + 1, "loss", loss);
        }
        record
    }

    fn between_losses(expected: &[f64], computed: &[f64]) -> Option<String> {
        first_difference(&losses(expected), &losses(computed))
    }

    #[test]
    fn the_first_difference_is_named_with_its_distance() {
        let found = between_losses(
            &[36.0, 33.872_400_000_000_006, 1.0],
            &[36.0, 33.872_399_999_999_985, 2.0],
        );
        assert_eq!(
            found.as_deref(),
            Some(
                "loss @ 2 is 33.872399999999985, expected is \
                 33.872400000000006, 3 ulps away"
            )
        );
    }

    #[test]
    fn a_nan_with_the_same_bits_is_no_difference() {
        assert_eq!(between_losses(&[f64::NAN], &[f64::NAN]), None);
        assert!(between_losses(&[f64::NAN], &[-f64::NAN]).is_some());
    }

    #[test]
    fn an_additional_or_missing_event_is_named() {
        let found = between_losses(&[36.0], &[36.0, 0.5]);
        assert_eq!(found.as_deref(), Some("loss @ 2 is not expected"));
        let found = between_losses(&[36.0, 0.5], &[36.0]);
        assert_eq!(found.as_deref(), Some("loss @ 2 is missing"));
    }

    #[test]
    fn ulps_are_counted_across_zero() {
        let found =
            between_losses(&[5e-324], &[-5e-324]).expect("a difference");
        assert!(found.ends_with("2 ulps away"), "{found}");
        let found = between_losses(&[0.0], &[-0.0]).expect("a difference");
        assert!(found.ends_with("0 ulps away"), "{found}");
    }

    #[test]
    fn ulps_are_those_of_the_type() {
        let record = |x: f32| {
            let mut record = Record::default();
            record.add("w", &array![0.25, x]);
            record
        };
        let found =
            first_difference(&record(1.0), &record(1.0 + 2.0 * f32::EPSILON));
        assert_eq!(
            found.as_deref(),
            Some("w[1] is 1.0000002, expected is 1.0, 2 ulps away")
        );
    }

    #[test]
    fn another_type_or_shape_is_a_difference() {
        let mut expected = Record::default();
        expected.add("w", 1.0);
        let mut computed = Record::default();
        computed.add("w", &array![1.0_f32]);
        assert_eq!(
            first_difference(&expected, &computed).as_deref(),
            Some("w is float32 of shape [1], expected is float64 of shape []")
        );
    }
}
