//! How many doubles lie between two, checked by going from one to the next.

use crate::prelude::*;

/// Implement. How far apart are two doubles, counted in doubles? From one to
/// the next is 1, from a number to itself 0, and the order of the two does not
/// matter. Both are positive. The distance from one double to the next is not
/// the same everywhere: it doubles at each power of 2.
///
/// In Rust, `a.to_bits()` gives the 64 bits of a double as a whole number.
///
/// In NumPy, `np.float64(a).view(np.uint64)` does.
pub fn ulps_apart(a: f64, b: f64) -> u64 {
    0
}

/// The bits of positive doubles, read as whole numbers, count the doubles.
fn solution(a: f64, b: f64) -> u64 {
    a.to_bits().abs_diff(b.to_bits())
}

pub(crate) const QUESTION: &dyn Judge = &Question {
    functions: [answers::ulps_apart, ulps_apart, solution],
    cases: |_| {
        let below = |x: f64, ulps: u32| (0..ulps).fold(x, |x, _| x.next_down());
        vec![
            (0.1 + 0.2, 0.3),
            (1.0, 1.0 + 4.0 * f64::EPSILON),
            (below(1.0, 3), 1.0 + f64::EPSILON),
            (12.0, below(12.0, 7)),
            (below(0.001, 5), 0.001),
            (2.5, 2.5),
        ]
    },
    trial: |answer, _, (a, b): (f64, f64)| {
        let (mut at, end) = if a < b { (a, b) } else { (b, a) };
        let mut expected = 0_u64;
        while at < end {
            at = at.next_up();
            expected += 1;
        }
        let given = named![a, b];
        Trial::new(given, "the count", &expected, || answer(a, b)).exactly()
    },
    mistakes: mistakes! {
        /// You divide by 2⁻⁵², the distance of the doubles from 1 to 2. Between
        /// other powers of 2 the distance is another.
        |a, b| whole((a - b).abs() / f64::EPSILON);
        /// You count the doubles in between. From one to the next is 1.
        |a, b| solution(a, b).saturating_sub(1);
        /// You divide by the distance to the next double above the smaller one.
        /// Where a power of 2 lies in between, the distance changes.
        |a, b| {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            whole((high - low) / (low.next_up() - low))
        };
        /// You divide by the distance to the next double below the larger one.
        /// Where a power of 2 lies in between, the distance changes.
        |a, b| {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            whole((high - low) / (high.next_up() - high))
        };
        /// The order matters in your answer: where the first is the smaller, it
        /// counts nothing.
        |a, b| a.to_bits().saturating_sub(b.to_bits());
    },
};

/// A number that is not negative, rounded.
#[allow(clippy::cast_possible_truncation, reason = "the counts are small")]
#[allow(clippy::cast_sign_loss, reason = "a distance")]
fn whole(x: f64) -> u64 {
    x.round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::tests::assert_told_apart;

    type Answer = fn(f64, f64) -> u64;

    const RIGHT: &[(&str, Answer)] = &[
        ("one after the other", |a, b| {
            let (mut at, end) = if a < b { (a, b) } else { (b, a) };
            let mut count = 0;
            while at != end {
                at = at.next_up();
                count += 1;
            }
            count
        }),
        ("the larger less the smaller", |a, b| {
            let [small, large] = if a < b { [a, b] } else { [b, a] };
            large.to_bits() - small.to_bits()
        }),
    ];

    const WRONG: &[(&str, Answer)] = &[
        ("1, typed", |_, _| 1),
        ("whether they differ", |a, b| u64::from(a != b)),
        ("the bits that differ", |a, b| {
            u64::from((a.to_bits() ^ b.to_bits()).count_ones())
        }),
        ("both ends count", |a, b| solution(a, b) + 1),
        ("in 32 bits", |a, b| {
            #[allow(clippy::cast_possible_truncation, reason = "the mistake")]
            let [a, b] = [a, b].map(|x| (x as f32).to_bits());
            u64::from(a.abs_diff(b))
        }),
        ("relative to the first", |a, b| {
            whole((a - b).abs() / a / f64::EPSILON)
        }),
        ("the decimal digits", |a, b| whole((a - b).abs() * 1e16)),
        ("the other order", |a, b| b.to_bits().saturating_sub(a.to_bits())),
    ];

    #[test]
    fn right_and_wrong_answers_are_told_apart() {
        assert_told_apart(QUESTION, RIGHT, WRONG);
    }
}
